/** Digests: SHA-256 over a sequence of fields in one unambiguous byte layout. Fingerprints, the ledger's chain and seals all use it. */
import { createHash } from 'node:crypto';
import { invariant } from './invariant.ts';
import { isWellFormed } from './key.ts';

/** What a digest can cover. `null` is distinct from `''`, and `1n` from `'1'`. */
export type DigestField = string | bigint | null;

/**
 * The SHA-256 of a domain tag and fields, as 64 lower-case hex digits.
 *
 * Byte layout, the tag first and then each field in order:
 *
 *     type     1 byte    'D' tag, 'T' text, 'I' whole number, 'N' null
 *     length   4 bytes   big-endian, the number of content bytes (0 for null)
 *     content            UTF-8 for tag and text; decimal digits with an optional '-' for a whole number
 *
 * Every field carries its length, so no two different sequences share their bytes. The tag names what is digested and its
 * version (`neruba.usage-event.v1`), so equal fields of two kinds never share a digest. Asserts text is well-formed Unicode.
 */
export function digestOf(domainTag: string, fields: readonly DigestField[]): string {
  const hash = createHash('sha256');
  const parts = [encode('D', domainTag)];
  for (const field of fields) parts.push(encodeField(field));
  return hash.update(Buffer.concat(parts)).digest('hex');
}

function encodeField(field: DigestField): Buffer {
  if (field === null) return encode('N', '');
  return typeof field === 'bigint' ? encode('I', field.toString()) : encode('T', field);
}

const HEADER_BYTES = 5;

function encode(type: string, content: string): Buffer {
  invariant(isWellFormed(content), 'digested text is well-formed Unicode');
  const length = Buffer.byteLength(content, 'utf8');
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + length);
  bytes.write(type, 0, 'latin1');
  bytes.writeUInt32BE(length, 1);
  bytes.write(content, HEADER_BYTES, 'utf8');
  return bytes;
}
