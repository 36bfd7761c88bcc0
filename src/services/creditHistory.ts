/** Loads what credit is drawn over again where late charges draw as if they had been on time. Nothing is read where nothing is late. */
import { type CreditHistory, isChargedLate, rerunStart } from '../core/credits/asIfOnTime.ts';
import type { CreditState } from '../core/credits/drawing.ts';
import type { Lot } from '../core/credits/lot.ts';
import type { LineSubjects } from '../core/invoice.ts';
import { type BillingState, undrawnInvoice } from '../core/issuing.ts';
import type { Journal } from '../core/journal.ts';
import { findPaymentsOfPurchases } from '../repositories/creditPayments.ts';
import { findExpiryChanges } from '../repositories/credits.ts';
import { findCutsOfBook } from '../repositories/invoices.ts';
import { type CutRange, findJournalsOfLines, findLinesOnCuts } from '../repositories/journals.ts';
import type { Database } from '../store/database.ts';

/** Loads what lines with these journals are of. */
export type SubjectsOf = (lineJournals: readonly Journal[]) => Promise<LineSubjects & Pick<CreditState, 'planIds'>>;

/**
 * The state with its history, if its policy is AS_IF_ON_TIME and something on it is late. The documents from the earliest home of a late charge on
 * are read at once; again only where a line on them was charged on earlier ones as well.
 */
export async function withCreditHistory(db: Database, state: BillingState, subjectsOf: SubjectsOf): Promise<BillingState> {
  const { owner, previous, credit, rules, head } = state;
  if (previous === null || credit.lots.length === 0 || rules.terms.lateCredit !== 'AS_IF_ON_TIME') return state;
  const { view } = undrawnInvoice(state, { now: head.recordedAt, cause: 'draft', actor: 'draft' });
  const lines = [...view.lines, ...view.continued];
  if (!lines.some((line) => isChargedLate(line, state.prices.get(line.priceId ?? ''), previous.asOf))) return state;
  const cuts = (await findCutsOfBook(db, owner)).filter(({ issueSeq }) => issueSeq <= head.seq);
  let known: Pick<BillingState, 'prices'> & Partial<LineSubjects & Pick<CreditState, 'planIds'>> = { prices: state.prices };
  let journals = state.lineJournals;
  for (let from = cuts.length; ; ) {
    const start = rerunStart({ lines, prices: known.prices }, { cuts, journals });
    if (start === null) return state;
    if (start === from) break;
    from = start;
    journals = together(state.lineJournals, await loadJournalsSince(db, state, cuts, from));
    known = await subjectsOf(journals);
  }
  const { planIds = credit.planIds, ...subjects } = known;
  const history: CreditHistory = { cuts, journals, expiries: await findExpiryChanges(db, owner, credit.lots.map(({ grant }) => grant.id)), payments: await loadPayments(db, state, credit.lots) };
  return { ...state, ...subjects, credit: { ...credit, planIds, history } };
}

/** Every journal of the lines on the cuts from a place on, as the head knows them. */
async function loadJournalsSince(db: Database, { owner, head }: BillingState, cuts: CreditHistory['cuts'], from: number): Promise<Journal[]> {
  const newest = cuts.at(-1);
  if (!newest) return [];
  const { tenantId, customerId } = owner;
  const { cutSeq, asOf } = newest;
  const notes = cuts.slice(from).filter(({ note }) => note != null);
  const ranges: CutRange[] = [{ cut: { cutSeq, asOf }, previous: cuts[from - 1] ?? null }, ...notes.map((cut) => ({ cut, previous: null }))].map((range) => ({ customerId, ...range }));
  const lines = await findLinesOnCuts(db, tenantId, ranges);
  const found = await findJournalsOfLines(db, tenantId, [customerId], [...new Set(lines.map(({ lineKey }) => lineKey))]);
  return found.filter(({ seq }) => seq <= head.seq);
}

function together(some: readonly Journal[], others: readonly Journal[]): Journal[] {
  return [...new Map([...some, ...others].map((journal) => [journal.seq, journal])).values()].sort((a, b) => a.seq - b.seq);
}

async function loadPayments(db: Database, { owner, head }: BillingState, lots: readonly Lot[]): Promise<CreditHistory['payments']> {
  const waiting = lots.flatMap(({ grant: { id, terms } }) => (terms.purchase?.use === 'ON_PAYMENT' ? [{ id, chargeId: terms.purchase.chargeId }] : []));
  const payments = await findPaymentsOfPurchases(db, owner, [...new Set(waiting.map(({ chargeId }) => chargeId))]);
  return new Map(waiting.map(({ id, chargeId }) => [id, (payments.get(chargeId) ?? []).filter(({ seq }) => seq <= head.seq)]));
}
