/** Replaying charge lines: what the facts come to, beside what the ledger posted. Any difference that would still be posted is drift. */
import { isInAdvance } from './chargeLine.ts';
import { type ChargingContext, type PostedLine, chargeDifferences, postedLine } from './charging.ts';
import { type Decimal, decimalText } from './decimal.ts';
import { type DigestField, digestOf } from './digest.ts';
import { groupBy } from './grouping.ts';
import type { Journal } from './journal.ts';
import { compareText } from './key.ts';
import type { Period } from './period.ts';
import type { RatingStep } from './pricing/model.ts';
import type { RatedLine } from './rating.ts';

/**
 * How a line can be wrong; the SDL's enum `DivergenceKind` lists the same words. MISSING: the facts make a line that the ledger
 * does not have. UNFOUNDED: the ledger has a line that no fact makes. DISCOUNT: coupons take another amount off. OFFSET: lines eat another amount of credit notes. EVIDENCE: the figures agree, what they were rated from
 * does not. UNREADABLE: a fact of the customer is not what was recorded, so that nothing can be rebuilt.
 */
export const DIVERGENCE_KINDS = ['MISSING', 'UNFOUNDED', 'AMOUNT', 'QUANTITY', 'EARNING', 'DISCOUNT', 'OFFSET', 'EVIDENCE', 'UNREADABLE'] as const;
export type DivergenceKind = (typeof DIVERGENCE_KINDS)[number];

/** A line as one of the two sides has it. */
export interface LineFigures {
  readonly quantity: Decimal | null;
  readonly eventCount: number | null;
  /** Whole minor units. */
  readonly amount: bigint;
  readonly exactAmount: Decimal;
  readonly ratedDigest: string;
}

export interface LineComparison {
  readonly lineKey: string;
  readonly service: Period;
  /** Null if the ledger has no such line. `seq` is of the newest journal that charged it. */
  readonly ledger: (LineFigures & { readonly seq: number }) | null;
  /** Null if no fact makes such a line. */
  readonly rebuilt: (LineFigures & { readonly steps: readonly RatingStep[] }) | null;
  /** Null if the two sides agree. */
  readonly divergence: DivergenceKind | null;
}

/**
 * Every line that either side has, by key. `rated`: all lines rebuilt, with what was withdrawn; `lineJournals`: all journals of
 * the customer's lines, in book order. A line that is charged nothing for nothing may be in neither.
 */
export function compareLines(rated: readonly RatedLine[], lineJournals: readonly Journal[], context: ChargingContext): LineComparison[] {
  const journalsOf = groupBy(lineJournals, ({ line }) => line?.lineKey ?? '');
  const rebuilt = rated.flatMap((line) => compareLine(line, journalsOf.get(line.lineKey) ?? [], context));
  const made = new Set(rated.map(({ lineKey }) => lineKey));
  const unfounded = [...journalsOf].flatMap(([lineKey, journals]) => (made.has(lineKey) ? [] : withoutFacts(lineKey, journals)));
  return [...rebuilt, ...unfounded].sort((a, b) => compareText(a.lineKey, b.lineKey));
}

/** One digest over the lines of a side, as they stand: equal on both sides if and only if nothing drifted. */
export function linesDigest(lines: readonly LineComparison[], side: 'ledger' | 'rebuilt'): string {
  const fields = lines.flatMap((line): DigestField[] => {
    const figures = line[side];
    return figures === null ? [] : [line.lineKey, figures.quantity === null ? null : decimalText(figures.quantity), figures.amount];
  });
  return digestOf('neruba.replayed-lines.v1', fields);
}

/** How far the sides are apart, in minor units, never below zero. */
export function driftOf({ ledger, rebuilt }: LineComparison): bigint {
  const difference = (ledger?.amount ?? 0n) - (rebuilt?.amount ?? 0n);
  return difference < 0n ? -difference : difference;
}

function compareLine(rated: RatedLine, journals: readonly Journal[], context: ChargingContext): LineComparison[] {
  const posted = postedLine(journals);
  const due = chargeDifferences([rated], journals, context);
  if (posted.evidence === null && due.length === 0) return [];
  const { lineKey, line, quantity, eventCount, targetMinor, rating, ratedDigest } = rated;
  const rebuilt = { quantity, eventCount, amount: targetMinor, exactAmount: rating.exact, ratedDigest, steps: rating.steps };
  return [{ lineKey, service: line.service, ledger: figuresOf(posted), rebuilt, divergence: due.length === 0 ? null : divergenceOf(rated, posted) }];
}

function divergenceOf(rated: RatedLine, { charged, evidence }: PostedLine): DivergenceKind {
  if (evidence === null) return 'MISSING';
  if (charged !== rated.targetMinor) return 'AMOUNT';
  const sameQuantity = rated.quantity === null || evidence.quantity === null ? rated.quantity === evidence.quantity : rated.quantity.eq(evidence.quantity);
  return isInAdvance(rated.line.price) && sameQuantity ? 'EARNING' : 'QUANTITY';
}

function withoutFacts(lineKey: string, journals: readonly Journal[]): LineComparison[] {
  const posted = postedLine(journals);
  return posted.evidence === null ? [] : [{ lineKey, service: posted.evidence.service, ledger: figuresOf(posted), rebuilt: null, divergence: 'UNFOUNDED' }];
}

function figuresOf({ charged, evidence, seq }: PostedLine): LineComparison['ledger'] {
  if (evidence === null) return null;
  const { quantity, eventCount, exactAmount, ratedDigest } = evidence;
  return { quantity, eventCount, amount: charged, exactAmount, ratedDigest, seq };
}
