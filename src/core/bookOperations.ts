/** Operations of a book: the journals that one request posted together, told apart by its cause. */
import type { Journal } from './journal.ts';

/** Journals in book order, cut where the cause, the actor or the time of recording changes. */
export function operationsOf<Posted extends Pick<Journal, 'cause' | 'actor' | 'recordedAt'>>(journals: Iterable<Posted>): Posted[][] {
  const operations: Posted[][] = [];
  for (const journal of journals) {
    const current = operations.at(-1);
    const first = current?.[0];
    const isOfSame = first?.cause === journal.cause && first.actor === journal.actor && first.recordedAt === journal.recordedAt;
    if (current && isOfSame) current.push(journal);
    else operations.push([journal]);
  }
  return operations;
}
