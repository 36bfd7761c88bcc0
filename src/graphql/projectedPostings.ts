/** Projected postings: what journals that do not exist would post, for previews. */
import type { JournalDraft } from '../core/journal.ts';

export function projectedPostings({ kind, currency, line, postings }: Pick<JournalDraft, 'kind' | 'currency' | 'line' | 'postings'>) {
  return postings.map(({ debit, credit, amount }) => ({
    kind,
    debit,
    credit,
    amount: { minor: amount, currency },
    lineKey: line?.lineKey ?? null,
    servicePeriod: line?.service ?? null,
  }));
}
