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
  return digestOfAscii(domainTag, fields) ?? digestOfAny(domainTag, fields);
}

/**
 * The layout as one text with a character a byte, which is several times as quick to make as many pieces are to write.
 * Null if a text has more than ASCII: UTF-8 would then take more bytes than the characters of the layout account for.
 */
function digestOfAscii(domainTag: string, fields: readonly DigestField[]): string | null {
  let layout = header('D', domainTag.length) + domainTag;
  let wide = wideBytes(domainTag.length);
  for (const field of fields) {
    const text = typeof field === 'bigint' ? field.toString() : (field ?? '');
    layout += header(typeOf(field), text.length) + text;
    if (text.length >= ASCII) wide += wideBytes(text.length);
  }
  if (Buffer.byteLength(layout, 'utf8') !== layout.length + wide) return null;
  return hash('sha256', wide === 0 ? layout : Buffer.from(layout, 'latin1'), 'hex');
}

const ASCII = 128;
const HEADERS: Readonly<Record<'D' | 'I' | 'N' | 'T', readonly string[]>> = { D: headersOf('D'), I: headersOf('I'), N: headersOf('N'), T: headersOf('T') };

/** Of lengths below 128, as nearly all are. */
function headersOf(type: string): string[] {
  return Array.from({ length: ASCII }, (_, length) => type + lengthText(length));
}

function header(type: 'D' | 'I' | 'N' | 'T', length: number): string {
  return HEADERS[type][length] ?? type + lengthText(length);
}

/** Four bytes, big-endian, each as the character of its code. */
function lengthText(length: number): string {
  return String.fromCharCode(length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
}

/** How many of a length's bytes are beyond ASCII. */
function wideBytes(length: number): number {
  return [length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff].filter((byte) => byte >= ASCII).length;
}

function digestOfAny(domainTag: string, fields: readonly DigestField[]): string {
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
