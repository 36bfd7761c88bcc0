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

function isBillable({ kind }: Pick<Journal, 'kind'>): boolean {
  return BILLABLE_KINDS.some((billable) => billable === kind);
}

function reaches({ cutSeq, asOf }: Cut, { seq, billableAt }: Pick<Journal, 'seq' | 'billableAt'>): boolean {
  return seq <= cutSeq && billableAt !== null && billableAt <= asOf;
}
