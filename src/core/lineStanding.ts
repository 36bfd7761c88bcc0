/** Line standings: how much of a charge line its customer's invoices have, and how much is on its way onto the next. */
import { UNBILLED } from './accounts.ts';
import { type Cut, type CutSpan, awaitingAgain, isOnEarlierCut } from './cut.ts';
import { type Journal, type JournalDraft, type PricedEvidence, RATED_KINDS, isPriced } from './journal.ts';
import type { Period } from './period.ts';
import { netOn } from './posting.ts';

/** One charge line, as a book has it. Amounts are gross, in minor units of the book's currency. */
export interface LineStanding {
  readonly lineKey: string;
  readonly subscriptionId: string;
  readonly priceId: string;
  readonly service: Period;
  readonly dimensions: string | null;
  /** On issued invoices, but for voided ones whose lines are billed again. */
  readonly billed: bigint;
  /** Posted and not invoiced yet. */
  readonly posted: bigint;
  /** What the next invoice would post on top. */
  readonly due: bigint;
  /** Of the newest charge in the book; null if all of the line is still due. */
  readonly evidence: PricedEvidence | null;
}

type Sums = { -readonly [Name in keyof LineStanding]: LineStanding[Name] };

/** Adds up a book's charges by line. Journals come in book order; those that charge no line are passed over. */
export class LineStandings {
  /** The newest cut; null before the first. */
  readonly #newest: Cut | null;
  readonly #lines = new Map<string, Sums>();

  constructor(newest: Cut | null) {
    this.#newest = newest;
  }

  addPosted(journal: JournalDraft & { readonly seq: number }): void {
    const sums = this.#sumsOf(journal);
    if (sums === null) return;
    const amount = netOn(UNBILLED, journal.postings);
    if (isOnEarlierCut(journal, this.#newest)) sums.billed += amount;
    else sums.posted += amount;
    sums.evidence = journal.line !== null && isPriced(journal.line) ? journal.line : null;
  }

  /** Moves what a voided invoice had of a line, and the next one has again, from billed to posted. `lineJournals`: all of the line. */
  addAwaited(lineKey: string, lineJournals: readonly Journal[], voided: ReadonlyMap<string, CutSpan>): void {
    const sums = this.#lines.get(lineKey);
    if (sums === undefined) return;
    const again = awaitingAgain(lineJournals, this.#newest, voided).filter(({ kind }) => RATED_KINDS.some((rated) => rated === kind));
    const amount = again.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
    sums.billed -= amount;
    sums.posted += amount;
  }

  /** Adds what `chargeDifferences` would post. */
  addDue(draft: JournalDraft): void {
    const sums = this.#sumsOf(draft);
    if (sums !== null) sums.due += netOn(UNBILLED, draft.postings);
  }

  /** In the order in which lines came first. */
  lines(): LineStanding[] {
    return [...this.#lines.values()];
  }

  #sumsOf({ kind, line }: JournalDraft): Sums | null {
    if (line === null || !isPriced(line) || !RATED_KINDS.some((rated) => rated === kind)) return null;
    const { lineKey, subscriptionId, priceId, service, dimensions } = line;
    const known = this.#lines.get(lineKey);
    if (known) return known;
    const sums = { lineKey, subscriptionId, priceId, service, dimensions, billed: 0n, posted: 0n, due: 0n, evidence: null };
    this.#lines.set(lineKey, sums);
    return sums;
  }
}
