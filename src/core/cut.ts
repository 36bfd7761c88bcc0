/** Cuts: the rows that turn a book into invoices. Membership is a pure function of what never changes. */
import type { DocumentTerms } from './documentTerms.ts';
import type { Instant } from './instant.ts';
import { BILLABLE_KINDS, type Journal } from './journal.ts';

/** Everything with `seq <= cutSeq` that was billable by `asOf`, and is in no earlier cut. */
export interface Cut {
  readonly cutSeq: number;
  readonly asOf: Instant;
  /** Of a note, which reaches as far as the cut before it and holds the journals that name it; absent for an invoice. */
  readonly note?: NoteCut | null;
}

/** Which journals a note holds: the billable ones that name it, up to a place in the book. */
export interface NoteCut {
  readonly id: string;
  readonly throughSeq: number;
}

/** A cut as it was issued. */
export interface IssuedCut extends Cut {
  readonly id: string;
  /** 1 for the customer's first. */
  readonly cutNumber: number;
  readonly issueSeq: number;
  /** The document's number in its series. */
  readonly number: string;
  readonly series: string;
  readonly seriesNumber: number;
  readonly issuedAt: Instant;
  readonly derivation: number;
  /** Null if they cannot be read, which only tampering can bring about. */
  readonly terms: DocumentTerms | null;
}

/** What membership is decided by. */
export type CutMember = Pick<Journal, 'kind' | 'seq' | 'billableAt' | 'invoiceId'>;

/** Whether a journal is on the document of `cut`, given the cut before it. The cuts of a book never reach less far. */
export function isOnCut(journal: CutMember, cut: Cut, previous: Cut | null): boolean {
  if (!isBillable(journal)) return false;
  if (cut.note) return isNoted(journal) && journal.invoiceId === cut.note.id && journal.seq <= cut.note.throughSeq;
  return !isNoted(journal) && reaches(cut, journal) && !(previous !== null && reaches(previous, journal));
}

/** Whether a journal was on an earlier document than the one that follows `previous`. */
export function isOnEarlierCut(journal: CutMember, previous: Cut | null): boolean {
  if (!isBillable(journal) || previous === null) return false;
  return isNoted(journal) ? journal.seq <= (previous.note?.throughSeq ?? previous.cutSeq) : reaches(previous, journal);
}

/** Whether a billable journal names the note that it is on, and so is on no invoice, however far that reaches. */
export function isNoted({ kind, invoiceId, billableAt }: Pick<Journal, 'kind' | 'billableAt' | 'invoiceId'>): boolean {
  return invoiceId !== null && billableAt !== null && isBillable({ kind }) && kind !== 'REBILLING';
}

/** A cut and the one before it. */
export interface CutSpan {
  readonly cut: Cut;
  readonly previous: Cut | null;
}

/**
 * The journals of one line that the invoice of a cut shows, and those that earlier invoices do. A line of a voided invoice that
 * is billed again has a journal of kind REBILLING that names that invoice: on the cut that reaches it are the line's journals
 * of the voided one as well, and on the voided one they are no longer what was billed before. Credit that a note gave back is on no
 * invoice, and counts as given back from the next one on.
 * `voided`: by invoice id, at least those that the line's journals name.
 */
export function membersOf<Posted extends CutMember>(
  lineJournals: readonly Posted[],
  span: CutSpan,
  voided: ReadonlyMap<string, CutSpan>,
): { readonly members: Posted[]; readonly earlier: Posted[] } {
  const members = new Set(shownOn(lineJournals, span, voided));
  return {
    members: lineJournals.filter((journal) => members.has(journal)),
    earlier: lineJournals.filter((journal) => (isOnEarlierCut(journal, span.previous) || isGivenBack(journal, span)) && journal.kind !== 'REBILLING' && !members.has(journal)),
  };
}

function shownOn<Posted extends CutMember>(lineJournals: readonly Posted[], span: CutSpan, voided: ReadonlyMap<string, CutSpan>): Posted[] {
  const own = lineJournals.filter((journal) => isOnCut(journal, span.cut, span.previous));
  const again = own.flatMap(({ kind, invoiceId }) => {
    const before = kind === 'REBILLING' ? voided.get(invoiceId ?? '') : undefined;
    // A voided invoice was cut before what voids it, so this ends.
    return before !== undefined && before.cut.cutSeq < span.cut.cutSeq ? shownOn(lineJournals, before, voided) : [];
  });
  return [...own, ...again];
}

/** The journals of one line that voided invoices show and that the next invoice is to show again: they are billed no more, and not yet. */
export function awaitingAgain<Posted extends CutMember>(lineJournals: readonly Posted[], newest: Cut | null, voided: ReadonlyMap<string, CutSpan>): Posted[] {
  const waiting = lineJournals.filter((journal) => journal.kind === 'REBILLING' && !isOnEarlierCut(journal, newest));
  const spans = waiting.flatMap(({ invoiceId }) => voided.get(invoiceId ?? '') ?? []);
  return [...new Set(spans.flatMap((span) => shownOn(lineJournals, span, voided)))];
}

/** Whether a note gave credit back before a cut, of a line that was on an earlier one. */
function isGivenBack({ kind, seq, billableAt }: Pick<Journal, 'kind' | 'seq' | 'billableAt'>, { cut, previous }: CutSpan): boolean {
  return kind === 'CREDIT_RETURN' && billableAt === null && previous !== null && seq <= (cut.note?.throughSeq ?? cut.cutSeq);
}

function isBillable({ kind }: Pick<Journal, 'kind'>): boolean {
  return BILLABLE_KINDS.some((billable) => billable === kind);
}

function reaches({ cutSeq, asOf }: Cut, { seq, billableAt }: Pick<Journal, 'seq' | 'billableAt'>): boolean {
  return seq <= cutSeq && billableAt !== null && billableAt <= asOf;
}
