import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import { digestOf } from '../../src/core/digest.ts';
import { FactStreamCheck, type NamedFact, factDigest, factKey, marksOf, partHash, sealPart, sealedBefore } from '../../src/core/factProof.ts';
import { instant } from '../../src/core/instant.ts';

const TENANT = '00000000-0000-7000-8000-00000000000a';
const OWNER = '00000000-0000-7000-8000-00000000000b';
const rowOf = (n: number, content = 'as recorded'): NamedFact => ({ id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`, digest: digestOf('test', [String(n), content]), name: `row ${n}` });
const rows = [1, 2, 3, 4, 5].map((n) => rowOf(n));

/** What a check says of rows against the seal of rows 1 to 5, in two parts: 1 to 3 by checkpoint 1, 4 and 5 by checkpoint 2. */
function check(present: readonly NamedFact[], before: string | null = rowOf(9).id): string[] {
  const found: string[] = [];
  const stream = new FactStreamCheck({ before, report: (message) => found.push(message) });
  const parts = [sealPart(TENANT, { ownerId: OWNER, number: 1 }, rows.slice(0, 3)), sealPart(TENANT, { ownerId: OWNER, number: 2 }, rows.slice(3))];
  for (const row of present) {
    while (parts[0] && parts[0].firstId <= row.id) stream.open(parts.shift()!);
    stream.add(row);
  }
  for (const part of parts) stream.open(part);
  stream.finish();
  return found;
}

describe('factProof', () => {
  it('factDigest: covers the table, and name and value of each column that is not null', () => {
    const shape = { name: 'prices', columns: ['amount', 'code', 'from', 'isOpen', 'note'] };
    const row = { code: 'fee', amount: new Decimal('1.50'), from: 7, isOpen: true, note: null, unknown: 'x' };
    // The layout by hand: tag, then table, column, value, ... each a text or a whole number; the null column is left out.
    const layout = [['D', 'neruba.fact.v1'], ['T', 'prices'], ['T', 'amount'], ['T', '1.5'], ['T', 'code'], ['T', 'fee'], ['T', 'from'], ['I', '7'], ['T', 'isOpen'], ['I', '1']] as const;
    const bytes = Buffer.concat(layout.flatMap(([type, text]) => [Buffer.from([type.charCodeAt(0), 0, 0, 0, text.length]), Buffer.from(text)]));
    expect(factDigest(shape, row)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(factDigest({ ...shape, columns: [...shape.columns, 'zone'] }, row)).toBe(factDigest(shape, row));
    expect(factDigest(shape, { ...row, note: '' })).not.toBe(factDigest(shape, row));
    expect(factKey('prices', [TENANT, 1])).not.toBe(factKey('prices', [TENANT, '1']));
  });

  it('sealedBefore: an hour before now, as the least id of that time', () => {
    // 2026-01-01T01:00:00Z is 1767229200000 ms; an hour before it is 1767225600000, in hex 019b76daa800.
    expect(sealedBefore(instant(1_767_229_200_000))).toBe('019b76da-a800-7000-8000-000000000000');
  });

  it('sealPart: marks each row by 16 digits, and its hash covers every field', () => {
    const part = sealPart(TENANT, { ownerId: OWNER, number: 1 }, rows.slice(0, 3));
    expect([part.rowCount, part.firstId, part.lastId, marksOf(part)]).toEqual([3, rows[0]!.id, rows[2]!.id, rows.slice(0, 3).map(({ digest }) => digest.slice(0, 16))]);
    const changed = [{ ownerId: TENANT }, { number: 2 }, { firstId: OWNER }, { lastId: OWNER }, { rowCount: 4 }, { digest: rows[0]!.digest }, { marks: '' }];
    for (const change of changed) expect(partHash(TENANT, { ...part, ...change })).not.toBe(part.hash);
    expect(partHash(OWNER, part)).not.toBe(part.hash);
  });

  it('FactStreamCheck: says nothing of rows that are as they were sealed, nor of later ones', () => {
    expect(check(rows)).toEqual([]);
    expect(check([...rows, rowOf(10)])).toEqual([]);
  });

  it('FactStreamCheck: names a row that is gone, changed or put in', () => {
    const at = (place: number, of: number, number: number, [from, to]: [number, number]) => `row ${place} of the ${of} that checkpoint ${number} sealed from ${rowOf(from).id} to ${rowOf(to).id} is gone, or changed: `;
    expect(check(rows.filter(({ name }) => name !== 'row 2'))).toEqual([`${at(2, 3, 1, [1, 3])}between row 1 and row 3`]);
    expect(check(rows.slice(0, 3))).toEqual([`${at(1, 2, 2, [4, 5])}between the beginning and the end`, `${at(2, 2, 2, [4, 5])}between the beginning and the end`]);
    const changed = rows.map((row) => (row.name === 'row 2' ? rowOf(2, 'changed') : row));
    expect(check(changed)).toEqual(['row 2 is in no checkpoint, and older than the newest: it was put in, or changed', `${at(2, 3, 1, [1, 3])}between row 1 and row 3, where row 2 stands`]);
    // Younger than what the newest checkpoint is sure to have seen: the seal that misses the row tells.
    expect(check(changed, rowOf(1).id)).toEqual([`${at(2, 3, 1, [1, 3])}between row 1 and row 3, where row 2 stands`]);
    expect(check([...rows, rowOf(8)])).toEqual(['row 8 is in no checkpoint, and older than the newest: it was put in, or changed']);
  });

  it('FactStreamCheck: a seal whose digest is of other rows than its marks', () => {
    const found: string[] = [];
    const stream = new FactStreamCheck({ before: null, report: (message) => found.push(message) });
    stream.open({ ...sealPart(TENANT, { ownerId: OWNER, number: 1 }, rows.slice(0, 2)), digest: rows[0]!.digest });
    for (const row of rows.slice(0, 2)) stream.add(row);
    stream.finish();
    expect(found).toEqual([`the rows from ${rows[0]!.id} to ${rows[1]!.id} are not those that checkpoint 1 sealed`]);
  });
});
