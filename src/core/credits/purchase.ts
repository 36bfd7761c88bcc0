/** Purchases: credit that an invoice charges for, on a line of its own. */
import type { JournalDraft } from '../journal.ts';
import { roundToMinor } from '../money.ts';
import { type NextInvoice, type OneOffCharge, chargeJournal, chargeLineKey } from '../oneOffCharge.ts';
import { postFact } from '../postingRules.ts';

/** As a one-off charge, but what is owed for it is service, and no revenue yet. Errors: OUT_OF_RANGE. */
export function purchaseJournal(charge: Pick<OneOffCharge, 'id' | 'subscriptionId' | 'terms'>, grant: string, next: NextInvoice): JournalDraft {
  const draft = chargeJournal(charge, next);
  const amount = draft.line === null ? 0n : roundToMinor(draft.line.exactAmount, next.currency);
  return { ...draft, kind: 'CREDIT_PURCHASE', postings: postFact('credit bought', { chargeLine: chargeLineKey(charge.id), grant }, amount) };
}
