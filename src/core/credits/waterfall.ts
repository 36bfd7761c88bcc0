/**
 * The waterfall: which lots the lines of a document draw on, in the first version of the policy.
 *
 * 1. What a line holds more credit than it comes to goes back first, to the very lots, the last drawn on first.
 * 2. Lots are drawn on in the order of DESIGN section 6: priority (lower first), expiry (sooner first, none last), promotional
 *    before paid, older first, id. Units that a price includes were never charged, and what no lot covers is left to pay.
 * 3. A lot takes from the lines that it covers in the order in which the document has them.
 * 4. Nothing draws more than it charges on this document, nor all together more than what is below zero leaves.
 *
 * The order in which lots are given makes no difference. Journals hold what was drawn, so another version leaves it as it is.
 */
import type { CatalogPrice } from '../catalog.ts';
import type { Instant } from '../instant.ts';
import { compareText } from '../key.ts';
import { isOfInterval } from './grant.ts';
import { type Lot, drawableOf } from './lot.ts';

/** Under which version of the policy credit is drawn; it is part of the evidence of every draw. */
export const WATERFALL = 1;

/** What a scope is compared with. */
export interface LineSubject {
  readonly meterCode: string | null;
  readonly priceCode: string;
  readonly planId: string;
}

/** A line of the document. Amounts are after discounts, and less what notes credited, in minor units. */
export interface DrawingLine {
  readonly lineKey: string;
  /** On this document. */
  readonly amount: bigint;
  /** With what earlier documents charged. */
  readonly whole: bigint;
  /** What the line has drawn on each lot before, by grant; none is below zero. */
  readonly drawn: ReadonlyMap<string, bigint>;
  /** When it counts: a lot that expired before then does not cover it. */
  readonly at: Instant;
  /** Null for a one-off charge, which no scope names. */
  readonly subject: LineSubject | null;
}

/** What scopes compare a price with, given the plan of each by the price's id; null for none. */
export function subjectOf(price: Pick<CatalogPrice, 'id' | 'terms'> | undefined, planIds: ReadonlyMap<string, string>): LineSubject | null {
  return price === undefined ? null : { meterCode: price.terms.meterCode, priceCode: price.terms.code, planId: planIds.get(price.id) ?? '' };
}

/** What a line draws on a lot; below zero for what it gives back. */
export interface Draw {
  readonly lineKey: string;
  readonly grantId: string;
  readonly amount: bigint;
}

/** What the lines draw on the lots and give back, at a time. In the order of lines, and of each in burn order. */
export function drawOn(lines: readonly DrawingLine[], lots: readonly Lot[], at: Instant): Draw[] {
  const ordered = [...lots].sort(compareLots);
  const left = new Map(ordered.map((lot) => [lot.grant.id, drawableOf(lot)]));
  const parts = lines.map((line) => partOf(line, ordered, left));
  let budget = parts.reduce((sum, { line, returned }) => sum + line.amount + returned, 0n);
  for (const lot of ordered) {
    for (const part of parts) {
      const most = lesser(lesser(part.open, budget), left.get(lot.grant.id) ?? 0n);
      if (most <= 0n || !covers(lot, part.line, at)) continue;
      add(part.draws, lot.grant.id, most);
      add(left, lot.grant.id, -most);
      part.open -= most;
      budget -= most;
    }
  }
  return parts.flatMap(({ line, draws }) =>
    ordered.flatMap(({ grant }) => {
      const amount = draws.get(grant.id) ?? 0n;
      return amount === 0n ? [] : [{ lineKey: line.lineKey, grantId: grant.id, amount }];
    }),
  );
}

/** The order in which lots burn. */
export function compareLots(a: Lot, b: Lot): number {
  return (
    a.grant.terms.priority - b.grant.terms.priority ||
    (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) ||
    rankOf(a) - rankOf(b) ||
    begunAt(a) - begunAt(b) ||
    a.grant.seq - b.grant.seq ||
    compareText(a.grant.id, b.grant.id)
  );
}

/** Whether a line may draw on a lot: in force and paid for when drawn, not expired when the line counts, and in scope. A lot of an interval is not for what came before it. */
export function covers({ grant: { terms }, expiresAt, isPaidFor }: Lot, line: Pick<DrawingLine, 'at' | 'subject'>, at: Instant): boolean {
  const inForce = isPaidFor && (terms.startsAt === null || terms.startsAt <= at) && (expiresAt === null || line.at < expiresAt) && (!isOfInterval(terms) || terms.startsAt === null || line.at >= terms.startsAt);
  if (!inForce || terms.scope === null) return inForce;
  const { meterCodes, priceCodes, planIds } = terms.scope;
  const { subject } = line;
  return (
    subject !== null &&
    (meterCodes === null || (subject.meterCode !== null && meterCodes.includes(subject.meterCode))) &&
    (priceCodes === null || priceCodes.includes(subject.priceCode)) &&
    (planIds === null || planIds.includes(subject.planId))
  );
}

/** A line while lots are drawn on. */
interface Part {
  readonly line: DrawingLine;
  readonly draws: Map<string, bigint>;
  /** Credit that the line gives back. */
  readonly returned: bigint;
  /** What it may still draw. */
  open: bigint;
}

function partOf(line: DrawingLine, ordered: readonly Lot[], left: Map<string, bigint>): Part {
  const drawn = [...line.drawn.values()].reduce((sum, amount) => sum + amount, 0n);
  const whole = line.whole > 0n ? line.whole : 0n;
  const draws = new Map<string, bigint>();
  let excess = drawn > whole ? drawn - whole : 0n;
  const returned = excess;
  for (const { grant } of ordered.toReversed()) {
    const back = lesser(excess, line.drawn.get(grant.id) ?? 0n);
    if (back <= 0n) continue;
    add(draws, grant.id, -back);
    add(left, grant.id, back);
    excess -= back;
  }
  const room = whole - (drawn - returned);
  return { line, draws, returned, open: lesser(line.amount > 0n ? line.amount : 0n, room) };
}

/** A lot of an interval is as old as that, whenever it was posted. */
function begunAt({ grant: { terms, recordedAt } }: Lot): Instant {
  return !isOfInterval(terms) || terms.startsAt === null ? recordedAt : terms.startsAt;
}

function rankOf({ grant }: Lot): number {
  return grant.terms.kind === 'PROMOTIONAL' ? 0 : 1;
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}
