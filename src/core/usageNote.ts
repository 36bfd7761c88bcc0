/** Notes of late usage: what became known about periods that were invoiced, on a document of its own instead of the next invoice. */
import { type PostingContext, appendJournals } from './book.ts';
import { chargeDifferences } from './charging.ts';
import { creditedByLine, offsetDifferences } from './creditOffset.ts';
import { creditJournals } from './credits/drawing.ts';
import { type Cut, type CutSpan, type IssuedCut, isOnCut, isOnEarlierCut } from './cut.ts';
import { discountDifferences } from './discount.ts';
import type { CorrectedDocument, NoteTerms, TaxTerms } from './documentTerms.ts';
import { groupBy } from './grouping.ts';
import { type Instant, later } from './instant.ts';
import { type InvoiceLine, type InvoiceView, taxInvoice, viewInvoice } from './invoice.ts';
import { type BillingState, type DocumentDraft, creditedAt, nextDocumentId, taxTermsOf, withMoved } from './issuing.ts';
import { BILLABLE_KINDS, type Journal, type JournalDraft } from './journal.ts';
import { priceCorrections } from './priceCorrection.ts';
import type { RatedLine } from './rating.ts';
import { isWithdrawal } from './withdrawal.ts';

/** A note as it would be if it were issued now. */
export interface NoteDraft extends DocumentDraft {
  readonly note: NoteTerms;
}

/**
 * The note of everything that makes a difference to billing periods that invoices have whole: late, voided, amended and
 * backfilled usage, corrected prices, changes back in time. Null where that comes to nothing, which is left to the next invoice.
 * A debit note if it is above zero, else a credit note; one that credit pays for is told by what its lines come to.
 *
 * Everything known is posted, as by an invoice. What is of those periods names the note, and is on no other document. The rest
 * is left to the next invoice, because the note reaches no further than the newest cut: what is of a period that goes on, one-off
 * charges, lines of voided invoices that are billed again.
 * `state` is that of an invoice at the newest cut's as-of; `cuts` are all of the book, oldest first.
 */
export function draftNote(state: BillingState, cuts: readonly IssuedCut[], context: PostingContext, frozen: TaxTerms | null = null): NoteDraft | null {
  const { owner, currency, previous, prices, charges, voided = new Map<string, CutSpan>() } = state;
  if (previous === null) return null;
  const { asOf } = previous;
  const at = later(context.now, state.head.recordedAt);
  const id = nextDocumentId(state, at);
  const closed = closedLines(state, previous);
  const charging = { currency, asOf, ratedThrough: asOf };
  const drafts = [...chargeDifferences(state.rated, state.lineJournals, charging), ...discountDifferences(state.discounted, state.lineJournals, charging)];
  const posted = appendJournals(owner, state.head, drafts.map((draft) => (closed.has(draft.line?.lineKey ?? '') ? named(draft, { id, at }) : draft)), context);
  const cutAt = (throughSeq: number) => ({ cutSeq: previous.cutSeq, asOf, note: { id, throughSeq } });
  const viewAt = (throughSeq: number, journals: readonly Journal[], lineJournals = state.lineJournals) => viewInvoice([...lineJournals, ...journals], { cut: cutAt(throughSeq), previous, prices, charges, voided });
  const places = creditedAt({ ...state, cuts }, cutAt(posted.head.seq), posted.journals);
  const offset = appendJournals(owner, posted.head, offsetDifferences(places, { currency, asOf, at }).map((draft) => named(draft, { id, at })), context);
  const charged = { journals: [...posted.journals, ...offset.journals], head: offset.head };
  const undrawn = viewAt(charged.head.seq, charged.journals);
  const draws = creditJournals(undrawn, state.credit, { currency, prices, credited: creditedByLine(places), asOf, at });
  const { journals: drawn, head } = appendJournals(owner, charged.head, draws.map((draft) => named(draft, { id, at })), context);
  const journals = [...charged.journals, ...drawn];
  const view = viewAt(head.seq, journals, withMoved(state, drawn));
  const tax = frozen ?? taxTermsOf(view.lines, state);
  const taxed = taxInvoice(view, tax);
  const kind = kindOf(taxed);
  if (kind === null) return null;
  return { view: taxed, charges: journals, head, cut: cutAt(head.seq), tax, corrections: priceCorrections(taxed.lines, state), note: { kind, corrects: correctedBy(taxed, withMoved(state, drawn), cuts) } };
}

/** Puts a billable journal on the note. What came late is billable from when it is recorded. */
function named(draft: JournalDraft, { id, at }: { id: string; at: Instant }): JournalDraft {
  return BILLABLE_KINDS.some((kind) => kind === draft.kind) ? { ...draft, invoiceId: id, billableAt: at } : draft;
}

function kindOf({ total, subtotal, discounts, offsets }: InvoiceView): NoteTerms['kind'] | null {
  const amount = total === 0n ? subtotal + discounts + offsets : total;
  if (amount === 0n) return null;
  return amount > 0n ? 'DEBIT_NOTE' : 'CREDIT_NOTE';
}

/**
 * The lines of billing periods that were over at the newest cut. Not a line of a voided invoice that the next invoice bills
 * again; nor one that was taken away from a period of which another part goes on.
 */
function closedLines({ rated, lineJournals }: BillingState, newest: Cut): Set<string> {
  const waiting = new Set(lineJournals.flatMap((journal) => (journal.kind === 'REBILLING' && !isOnEarlierCut(journal, newest) && journal.line ? [journal.line.lineKey] : [])));
  const open = rated.filter(({ line }) => line.period.end > newest.asOf);
  const closed = rated.filter((one) => one.line.period.end <= newest.asOf && !(isWithdrawal(one) && open.some((other) => isOfPeriod(one, other))));
  return new Set(closed.flatMap(({ lineKey }) => (waiting.has(lineKey) ? [] : [lineKey])));
}

function isOfPeriod({ line }: RatedLine, { line: other }: RatedLine): boolean {
  const [own, others] = [line.price.terms.interval, other.price.terms.interval];
  const isSameInterval = own?.unit === others?.unit && own?.count === others?.count;
  return isSameInterval && line.subscriptionId === other.subscriptionId && line.service.end > other.period.start && line.service.start < other.period.end;
}

/** The first document that had each line, or the one in whose place it is; of a line that none had, the invoice of its period. */
function correctedBy({ lines, continued }: InvoiceView, lineJournals: readonly Journal[], cuts: readonly IssuedCut[]): CorrectedDocument[] {
  const byLine = groupBy(lineJournals, ({ line }) => line?.lineKey ?? '');
  const firsts = new Set([...lines, ...continued].flatMap((line) => firstCutOf(line, byLine, cuts) ?? []));
  return cuts.filter((cut) => firsts.has(cut)).map(({ id, number }) => ({ id, number }));
}

function firstCutOf({ lineKey, supersedes, service }: InvoiceLine, byLine: ReadonlyMap<string, readonly Journal[]>, cuts: readonly IssuedCut[]): IssuedCut | undefined {
  const journals = [lineKey, ...(supersedes === null ? [] : [supersedes.lineKey])].flatMap((key) => byLine.get(key) ?? []);
  const had = cuts.find((cut, index) => journals.some((journal) => isOnCut(journal, cut, cuts[index - 1] ?? null)));
  return had ?? cuts.find(({ asOf }) => asOf >= service.end);
}
