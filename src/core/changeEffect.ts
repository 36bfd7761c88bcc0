/** The effect of a change of subscriptions: what the next invoice would have of each line with it and without it. */
import { type Cut, isOnCut } from './cut.ts';
import type { Decimal } from './decimal.ts';
import { groupBy } from './grouping.ts';
import { invariant } from './invariant.ts';
import { type InvoiceLine, type InvoiceView, type LineSubjects, discountOf } from './invoice.ts';
import type { Journal } from './journal.ts';
import { canonicalJson } from './json.ts';
import { compareText } from './key.ts';
import type { Period } from './period.ts';
import { isWithdrawal } from './withdrawal.ts';

/** What one price of a subscription, or another of its code in its place, charges for one period. Minor units, before discounts. */
export interface LineEffect {
  readonly subscriptionId: string;
  readonly priceCode: string;
  readonly description: string;
  readonly service: Period;
  readonly dimensions: string | null;
  /** The price after the change; null if nothing is charged any more. */
  readonly priceId: string | null;
  /** The price that invoices billed; null if none did. */
  readonly billedPriceId: string | null;
  readonly billedQuantity: Decimal | null;
  readonly quantity: Decimal | null;
  /** What issued invoices have. */
  readonly billed: bigint;
  /** What the line comes to with the change. */
  readonly shouldBe: bigint;
  /** `shouldBe - billed`: what the next invoice has. */
  readonly difference: bigint;
  /** The part of the difference that the change makes; the rest would be there without it. */
  readonly effect: bigint;
  /** What the change makes of the discounts that the next invoice has on the line. */
  readonly discountEffect: bigint;
  /** The charge lines behind it. */
  readonly lineKeys: readonly string[];
}

/** What the change makes of a document's amounts. */
export type TotalsEffect = Pick<InvoiceView, 'subtotal' | 'discounts' | 'offsets' | 'tax' | 'taxIncluded' | 'total'>;

/** Views that are empty where nothing would be invoiced. */
export interface ComparedViews {
  readonly without: InvoiceView;
  readonly changed: InvoiceView;
}

/**
 * The lines of subscriptions that a change makes different in amount, quantity or discounts, by subscription, service, price
 * code and dimensions. Lines of one code that begin together are one entry, whichever price each is of.
 */
export function lineEffects({ without, changed }: ComparedViews, subjects: LineSubjects): LineEffect[] {
  const before = byPlace(without, subjects);
  const after = byPlace(changed, subjects);
  const effects = [...new Set([...before.keys(), ...after.keys()])].map((place) => effectOf(before.get(place) ?? [], after.get(place) ?? [], subjects));
  return effects.flatMap((effect) => effect ?? []).sort(byReading);
}

export function totalsEffect({ without, changed }: ComparedViews): TotalsEffect {
  return {
    subtotal: changed.subtotal - without.subtotal,
    discounts: changed.discounts - without.discounts,
    offsets: changed.offsets - without.offsets,
    tax: changed.tax - without.tax,
    taxIncluded: changed.taxIncluded - without.taxIncluded,
    total: changed.total - without.total,
  };
}

/** The cuts that billed journals, in the cuts' order, which is that of their numbers in the book. */
export function cutsOfJournals<Known extends Cut>(journals: readonly Journal[], cuts: readonly Known[]): Known[] {
  return cuts.filter((cut, index) => journals.some((journal) => isOnCut(journal, cut, cuts[index - 1] ?? null)));
}

function byPlace({ lines, continued }: InvoiceView, subjects: LineSubjects): Map<string, InvoiceLine[]> {
  return groupBy([...lines, ...continued].filter(({ chargeId }) => chargeId === null), ({ subscriptionId, priceId, service, dimensions }) =>
    canonicalJson([subscriptionId, codeOf(priceId, subjects), service.start, dimensions]),
  );
}

function effectOf(before: readonly InvoiceLine[], after: readonly InvoiceLine[], subjects: LineSubjects): LineEffect | null {
  const effect = sum(after, ({ amount }) => amount) - sum(before, ({ amount }) => amount);
  const discountEffect = sum(after, discountOf) - sum(before, discountOf);
  const shown = after.find(({ evidence }) => !isWithdrawal(evidence));
  const line = shown ?? after[0] ?? before[0];
  invariant(line?.subscriptionId != null, 'a place has a line of a subscription');
  const standing = before.find(({ evidence }) => !isWithdrawal(evidence));
  if (effect === 0n && discountEffect === 0n && (after.every(isUnmoved) || quantityText(shown) === quantityText(standing))) return null;
  const known = after.length > 0 ? after : before;
  const billed = sum(known, ({ previous }) => previous?.amount ?? 0n);
  const difference = sum(after, ({ amount }) => amount);
  const billedOf = known.find(({ previous }) => previous !== null);
  return {
    subscriptionId: line.subscriptionId,
    priceCode: codeOf(line.priceId, subjects),
    description: line.description,
    service: line.service,
    dimensions: line.dimensions,
    priceId: shown?.priceId ?? null,
    billedPriceId: billedOf?.previous?.evidence.priceId ?? null,
    billedQuantity: billedOf?.previous?.quantity ?? null,
    quantity: shown?.evidence.quantity ?? null,
    billed,
    shouldBe: billed + difference,
    difference,
    effect,
    discountEffect,
    lineKeys: known.flatMap(({ lineKey, supersedes }) => (supersedes === null ? [lineKey] : [supersedes.lineKey, lineKey])),
  };
}

/** Whether a line goes on under another price as it was billed. */
function isUnmoved({ amount, quantity, previous }: InvoiceLine): boolean {
  return previous !== null && amount === 0n && (quantity === null || quantity.isZero());
}

function quantityText(line: InvoiceLine | undefined): string | null {
  return line?.evidence.quantity?.toFixed() ?? null;
}

function codeOf(priceId: string | null, { prices }: LineSubjects): string {
  const price = prices.get(priceId ?? '');
  invariant(price, `price ${priceId ?? ''} is loaded`);
  return price.terms.code;
}

function sum(lines: readonly InvoiceLine[], amountOf: (line: InvoiceLine) => bigint): bigint {
  return lines.reduce((total, line) => total + amountOf(line), 0n);
}

function byReading(a: LineEffect, b: LineEffect): number {
  return compareText(a.subscriptionId, b.subscriptionId) || a.service.start - b.service.start || compareText(a.priceCode, b.priceCode) || compareText(a.dimensions ?? '', b.dimensions ?? '');
}
