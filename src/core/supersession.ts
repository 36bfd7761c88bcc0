/** Supersession: a line that a change took away, and the one of the same price code and time in its place, are one line of an invoice. */
import { isInAdvance } from './chargeLine.ts';
import type { Decimal } from './decimal.ts';
import { groupBy } from './grouping.ts';
import type { Instant } from './instant.ts';
import { invariant } from './invariant.ts';
import type { InvoiceLine, LineDiscount, LineDraw, LineSubjects, PreviouslyBilled } from './invoice.ts';
import { type LineEvidence, isPriced } from './journal.ts';
import { canonicalJson } from './json.ts';
import { compareText } from './key.ts';
import { isWithdrawal } from './withdrawal.ts';

/** The line that another took the place of, as invoices have billed it, and what this invoice takes back. Minor units. */
export interface SupersededLine {
  readonly lineKey: string;
  readonly priceId: string;
  /** As it was billed last, before it was taken back. */
  readonly evidence: LineEvidence;
  readonly usageUntil: Instant | null;
  /** Of the journal that billed it so: it knew what was recorded before. */
  readonly seq: number;
  /** What earlier invoices charged for it, before discounts. */
  readonly billed: bigint;
  /** What this invoice posts on its key: the charge, the discounts and the offset. All are in the amounts of the line in its place. */
  readonly amount: bigint;
  readonly discounts: readonly LineDiscount[];
  readonly offset: bigint;
  /** What earlier invoices drew on credit for it, and what this one gives back of that on its key. */
  readonly drawn: readonly LineDraw[];
  readonly draws: readonly LineDraw[];
}

/** The lines as an invoice shows them, and those that merely go on. */
export interface SupersededLines {
  readonly lines: readonly InvoiceLine[];
  readonly continued: readonly InvoiceLine[];
}

/**
 * Puts each line that was taken away together with the one in its place: of the same subscription, price code, meter, timing,
 * service, dimensions and tax rates. The line in its place then charges the difference, and has what was billed of both before
 * it. One that charges what was billed, for the same quantity and with the same discounts, goes on under another price and has
 * nothing to say. Lines keep their order. Pure in the journals behind the lines and in the terms of their prices.
 */
export function supersede(lines: readonly InvoiceLine[], subjects: LineSubjects): SupersededLines {
  const places = groupBy(lines.filter(({ chargeId }) => chargeId === null), (line) => placeOf(line, subjects));
  const takenAway = new Map<InvoiceLine, InvoiceLine>();
  for (const ofPlace of places.values()) {
    const [gone] = ofPlace.filter(({ evidence }) => isWithdrawal(evidence)).sort(byKey);
    const [instead] = ofPlace.filter(({ evidence }) => !isWithdrawal(evidence)).sort(byKey);
    if (gone && instead && gone.previous !== null) takenAway.set(instead, gone);
  }
  const gone = new Set(takenAway.values());
  const together = lines
    .filter((line) => !gone.has(line))
    .map((line) => {
      const superseded = takenAway.get(line);
      return superseded ? inPlaceOf(superseded, line) : line;
    });
  return { lines: together.filter((line) => !isContinued(line)), continued: together.filter(isContinued) };
}

/** What an invoice clears of each charge line behind one of its own, after discounts and credit. */
export function clearedKeys({ lineKey, amount, discounts, offset, draws, supersedes }: InvoiceLine): { readonly lineKey: string; readonly amount: bigint }[] {
  const whole = amount + sumOf(discounts) + offset + sumOf(draws);
  if (supersedes === null) return [{ lineKey, amount: whole }];
  const takenBack = supersedes.amount + sumOf(supersedes.discounts) + supersedes.offset + sumOf(supersedes.draws);
  return [{ lineKey: supersedes.lineKey, amount: takenBack }, { lineKey, amount: whole - takenBack }];
}

/** The discounts of several parts of a line, by applied coupon; one that comes to nothing is none. */
export function discountsTogether(parts: readonly LineDiscount[]): LineDiscount[] {
  const sums = [...groupBy(parts, ({ appliedCouponId }) => appliedCouponId)].map(([appliedCouponId, same]) => ({ appliedCouponId, amount: sumOf(same) }));
  return sums.filter(({ amount }) => amount !== 0n).sort((a, b) => compareText(a.appliedCouponId, b.appliedCouponId));
}

/** The draws of several parts of a line, by lot; one that comes to nothing is none. */
export function drawsTogether(parts: readonly LineDraw[]): LineDraw[] {
  const byLot = [...groupBy(parts, ({ grantId }) => grantId).values()];
  return byLot.flatMap((same) => same.slice(0, 1).map((first) => ({ ...first, amount: sumOf(same) }))).filter(({ amount }) => amount !== 0n);
}

function placeOf({ subscriptionId, priceId, service, dimensions }: InvoiceLine, { prices }: LineSubjects): string {
  const price = prices.get(priceId ?? '');
  invariant(price, `price ${priceId ?? ''} is loaded`);
  const { terms, taxRateCodes } = price;
  return canonicalJson([subscriptionId, terms.code, terms.meterCode, isInAdvance(price), service.start, service.end, dimensions, [...taxRateCodes]]);
}

function inPlaceOf(gone: InvoiceLine, line: InvoiceLine): InvoiceLine {
  const before = gone.previous;
  const billed = before?.evidence;
  invariant(before && billed && isPriced(billed), 'what is taken back was billed');
  const previous = bothBilled(before, line.previous);
  return {
    ...line,
    quantity: line.evidence.quantity === null || previous.quantity === null ? null : line.evidence.quantity.minus(previous.quantity),
    amount: gone.amount + line.amount,
    discounts: discountsTogether([...gone.discounts, ...line.discounts]),
    offset: gone.offset + line.offset,
    draws: drawsTogether([...gone.draws, ...line.draws]),
    netAmount: gone.netAmount + line.netAmount,
    previous,
    supersedes: { lineKey: gone.lineKey, priceId: billed.priceId, evidence: billed, usageUntil: before.usageUntil, seq: before.evidenceSeq, billed: before.amount, amount: gone.amount, discounts: gone.discounts, offset: gone.offset, drawn: before.draws, draws: gone.draws },
    journals: [...gone.journals, ...line.journals].sort((a, b) => a.seq - b.seq),
  };
}

function bothBilled(gone: PreviouslyBilled, line: PreviouslyBilled | null): PreviouslyBilled {
  if (line === null) return gone;
  return {
    quantity: sumQuantity(gone.quantity, line.quantity),
    amount: gone.amount + line.amount,
    discounts: discountsTogether([...gone.discounts, ...line.discounts]),
    draws: drawsTogether([...gone.draws, ...line.draws]),
    seq: Math.max(gone.seq, line.seq),
    evidence: gone.evidence,
    evidenceSeq: gone.evidenceSeq,
    ratedThrough: gone.ratedThrough,
    usageUntil: gone.usageUntil,
  };
}

function isContinued({ supersedes, amount, discounts, offset, draws, quantity }: InvoiceLine): boolean {
  return supersedes !== null && amount === 0n && discounts.length === 0 && offset === 0n && draws.length === 0 && (quantity === null || quantity.isZero());
}

function sumQuantity(a: Decimal | null, b: Decimal | null): Decimal | null {
  return a === null || b === null ? (a ?? b) : a.plus(b);
}

function sumOf(parts: readonly { readonly amount: bigint }[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}

function byKey(a: InvoiceLine, b: InvoiceLine): number {
  return compareText(a.lineKey, b.lineKey);
}
