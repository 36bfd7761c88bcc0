/** Digests: SHA-256 over a sequence of fields in one unambiguous byte layout. Fingerprints, the ledger's chain and seals all use it. */
import { hash } from 'node:crypto';
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
  const texts = fields.map((field) => (typeof field === 'bigint' ? field.toString() : (field ?? '')));
  const room = texts.reduce((sum, text) => sum + roomFor(text), roomFor(domainTag));
  const bytes = Buffer.allocUnsafe(room);
  let end = encode(bytes, 0, 'D', domainTag);
  for (const [index, text] of texts.entries()) end = encode(bytes, end, typeOf(fields[index]), text);
  return hash('sha256', bytes.subarray(0, end), 'hex');
}

const HEADER_BYTES = 5;
const UTF8_BYTES_A_UNIT = 3;

/** No text takes more; of most it leaves two thirds unused, which costs less than to measure first. */
function roomFor(text: string): number {
  return HEADER_BYTES + UTF8_BYTES_A_UNIT * text.length;
}

function typeOf(field: DigestField | undefined): 'I' | 'N' | 'T' {
  if (typeof field === 'bigint') return 'I';
  return typeof field === 'string' ? 'T' : 'N';
}

/** Writes a field at `start` and answers where the next one begins. */
function encode(bytes: Buffer, start: number, type: 'D' | 'I' | 'N' | 'T', content: string): number {
  const length = bytes.write(content, start + HEADER_BYTES, 'utf8');
  // A byte a unit is ASCII, as nearly all of it is: only other text can be ill-formed.
  invariant(length === content.length || isWellFormed(content), 'digested text is well-formed Unicode');
  bytes[start] = type.charCodeAt(0);
  bytes.writeUInt32BE(length, start + 1);
  return start + HEADER_BYTES + length;
}
