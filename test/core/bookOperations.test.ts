import { describe, expect, it } from 'vitest';
import { operationsOf } from '../../src/core/bookOperations.ts';
import { instant } from '../../src/core/instant.ts';

describe('operations of a book', () => {
  it('operations: a cause, an actor and a time of recording make one operation, and come back as another', () => {
    const journal = (seq: number, cause: string, actor = 'k', at = 0) => ({ seq, cause, actor, recordedAt: instant(at) });
    const journals = [journal(1, 'a'), journal(2, 'a'), journal(3, 'b'), journal(4, 'a'), journal(5, 'a', 'other'), journal(6, 'a', 'other', 1)];
    expect(operationsOf(journals).map((operation) => operation.map(({ seq }) => seq))).toEqual([[1, 2], [3], [4], [5], [6]]);
    expect(operationsOf([])).toEqual([]);
  });
});
