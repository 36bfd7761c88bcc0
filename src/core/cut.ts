/** Cuts: the rows that turn a book into invoices. Membership is a pure function of what never changes. */
import type { DocumentTerms } from './documentTerms.ts';
import type { Instant } from './instant.ts';
import { BILLABLE_KINDS, type Journal } from './journal.ts';

/** Everything with `seq <= cutSeq` that was billable by `asOf`, and is in no earlier cut. */
export interface Cut {
  readonly cutSeq: number;
  readonly asOf: Instant;
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

/** Whether a journal is on the invoice of `cut`, given the cut before it. Both cuts of a book only ever reach further. */
export function isOnCut(journal: Pick<Journal, 'kind' | 'seq' | 'billableAt'>, cut: Cut, previous: Cut | null): boolean {
  return isBillable(journal) && reaches(cut, journal) && !(previous !== null && reaches(previous, journal));
}

/** Whether a journal was on an earlier invoice than the one that follows `previous`. */
export function isOnEarlierCut(journal: Pick<Journal, 'kind' | 'seq' | 'billableAt'>, previous: Cut | null): boolean {
  return isBillable(journal) && previous !== null && reaches(previous, journal);
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
export function membersOf<Posted extends Pick<Journal, 'kind' | 'seq' | 'billableAt' | 'invoiceId'>>(
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

function shownOn<Posted extends Pick<Journal, 'kind' | 'seq' | 'billableAt' | 'invoiceId'>>(lineJournals: readonly Posted[], span: CutSpan, voided: ReadonlyMap<string, CutSpan>): Posted[] {
  const own = lineJournals.filter((journal) => isOnCut(journal, span.cut, span.previous));
  const again = own.flatMap(({ kind, invoiceId }) => {
    const before = kind === 'REBILLING' ? voided.get(invoiceId ?? '') : undefined;
    // A voided invoice was cut before what voids it, so this ends.
    return before !== undefined && before.cut.cutSeq < span.cut.cutSeq ? shownOn(lineJournals, before, voided) : [];
  });
  return [...own, ...again];
}

/** Whether a note gave credit back before a cut, of a line that was on an earlier one. */
function isGivenBack({ kind, seq, billableAt }: Pick<Journal, 'kind' | 'seq' | 'billableAt'>, { cut, previous }: CutSpan): boolean {
  return kind === 'CREDIT_RETURN' && billableAt === null && previous !== null && seq <= cut.cutSeq;
}

function isBillable({ kind }: Pick<Journal, 'kind'>): boolean {
  return BILLABLE_KINDS.some((billable) => billable === kind);
}

function reaches({ cutSeq, asOf }: Cut, { seq, billableAt }: Pick<Journal, 'seq' | 'billableAt'>): boolean {
  return seq <= cutSeq && billableAt !== null && billableAt <= asOf;
}
