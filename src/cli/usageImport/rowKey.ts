/** Keys made of a row's content, for files that have no key of their own. */
import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../../core/json.ts';

/**
 * Gives each row the digest of its cells, and the second and further rows of the same content a number too. So equal rows are
 * events of their own, and the same file gives the same keys again: it may be sent twice, or grow at its end. Names and cells
 * count, their order, the format and line ends do not.
 */
export class RowKeys {
  // A number a row instead of its digest: 50 bytes, so that files of millions of rows fit. Where two digests agree in 52 bits
  // the rows share a counter, which makes a number skip, the same way each time.
  readonly #seen = new Map<number, number>();

  keyOf(cells: JsonObject): string {
    const digest = createHash('sha256').update(canonicalJson(cells)).digest();
    const short = digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) >> 4);
    const occurrence = (this.#seen.get(short) ?? 0) + 1;
    this.#seen.set(short, occurrence);
    const key = `row_${digest.toString('hex', 0, 16)}`;
    return occurrence === 1 ? key : `${key}_${occurrence}`;
  }
}
