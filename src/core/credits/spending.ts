/** Spending: usage that is not there yet, as events that a meter would count, and whether credit covers what it would cost. */
import { type Decimal, decimalText } from '../decimal.ts';
import { refuseUnless } from '../errors.ts';
import { type InputObject, readDecimal, readObject, required } from '../fields.ts';
import type { Instant } from '../instant.ts';
import { type InvoiceView, payableOf, sellsCredit } from '../invoice.ts';
import { type JsonObject, checkJsonObject } from '../json.ts';
import { parseKey } from '../key.ts';
import type { RecordedEvent } from '../lineUsage.ts';
import { type Meter, propertyOf } from '../meter.ts';
import { PROPERTIES_MAX_BYTES } from '../usageEvent.ts';
import { type CreditState, drawingLines, drawsOf } from './drawing.ts';
import type { Hold, HoldPart } from './hold.ts';
import { type Lot, drawableOf } from './lot.ts';
import { type Draw, type DrawingLine, type LineSubject, covers, drawOn, subjectOf } from './waterfall.ts';

/** Why something may not be spent; the SDL's enum `SpendRefusal` lists the same words, in the order of precedence. */
export const SPEND_REFUSALS = ['NO_SUBSCRIPTION_CLAIMS', 'INSUFFICIENT_CREDIT'] as const;
export type SpendRefusal = (typeof SPEND_REFUSALS)[number];

/** Usage that is asked about: so much of a meter, by events with these properties. */
export interface SupposedSpending {
  readonly meterCode: string;
  /** Above zero, as the meter counts it. */
  readonly quantity: Decimal;
  /** What events of it would hold beside the value that the meter reads. */
  readonly properties: JsonObject;
}

export interface SpendingInput {
  readonly meterCode?: string | null | undefined;
  readonly quantity?: string | null | undefined;
  readonly properties?: unknown;
}

/** The most events that a quantity of COUNT or UNIQUE_COUNT is made of. */
export const SUPPOSED_EVENTS = 10_000;

/** Errors, in order: `meterCode` as `parseKey`; `quantity` REQUIRED, as `readDecimal`, OUT_OF_RANGE for zero; `properties` as `checkJsonObject`. */
export function readSpending(input: SpendingInput): SupposedSpending {
  const of: InputObject = readObject(input, []);
  const meterCode = parseKey(of['meterCode'], ['meterCode']);
  const field = { of, name: 'quantity', path: [] };
  const quantity = required(readDecimal(field), field);
  refuseUnless(!quantity.isZero(), 'OUT_OF_RANGE', 'is zero', ['quantity']);
  return { meterCode, quantity, properties: checkJsonObject(input.properties ?? {}, { maxBytes: PROPERTIES_MAX_BYTES }, ['properties']).object };
}

/**
 * The events that a quantity would come as, at a time. COUNT: so many; UNIQUE_COUNT: so many values that were never there, or one
 * event of the value that is given; any other: one event of that value.
 * Errors: OUT_OF_RANGE at `quantity` where so many events cannot be, or are more than 10,000; INVALID_VALUE at `properties` for another value than the quantity.
 */
export function supposedEvents({ quantity, properties }: SupposedSpending, meter: Meter, at: Instant, place = 'asked'): RecordedEvent[] {
  const { valueProperty, aggregation } = meter;
  const given = valueProperty === null ? null : propertyOf(properties, valueProperty);
  const eventOf = (index: number, more: JsonObject): RecordedEvent => ({ key: `${place}:${index}`, occurredAt: at, eventName: meter.eventName, properties: { ...properties, ...more }, fingerprint: NO_FINGERPRINT });
  if (aggregation !== 'COUNT' && aggregation !== 'UNIQUE_COUNT') {
    refuseUnless(given === null, 'INVALID_VALUE', 'hold the value that the quantity says', ['properties', valueProperty ?? '']);
    return [eventOf(0, { [valueProperty ?? '']: decimalText(quantity) })];
  }
  refuseUnless(quantity.isInteger() && quantity.lte(given === null ? SUPPOSED_EVENTS : 1), 'OUT_OF_RANGE', given === null ? `is not a whole number from 1 to ${SUPPOSED_EVENTS}` : 'is not 1, that of the one value in properties', ['quantity']);
  return Array.from({ length: quantity.toNumber() }, (_, index) => eventOf(index, aggregation === 'COUNT' || given !== null ? {} : { [valueProperty ?? '']: `\u0001${place}:${index}` }));
}

/** No stored event has it. */
const NO_FINGERPRINT = '0'.repeat(64);

/** What something would cost, by the prices that charge for it. `without` and `with` are undrawn invoices of the two. */
export function costParts(without: InvoiceView, withIt: InvoiceView, credit: CreditState, prices: Wallet['prices']): HoldPart[] {
  const before = netsOf(without);
  return [...netsOf(withIt)].flatMap(([lineKey, { net, priceId }]): HoldPart[] => {
    const amount = net - (before.get(lineKey)?.net ?? 0n);
    return amount === 0n ? [] : [{ amount, subject: subjectOf(prices.get(priceId ?? ''), credit.planIds) }];
  });
}

function netsOf({ lines }: InvoiceView): Map<string, { net: bigint; priceId: string | null }> {
  return new Map(lines.filter((line) => !sellsCredit(line)).map((line) => [line.lineKey, { net: payableOf(line), priceId: line.priceId }]));
}

/** A wallet at a moment: its lots, what is charged and not drawn yet, and what is held. */
export interface Wallet {
  readonly credit: CreditState;
  readonly unbilled: InvoiceView;
  /** What credit notes took off its lines, as `DrawingContext` has it. */
  readonly credited: ReadonlyMap<string, bigint>;
  readonly prices: Parameters<typeof drawingLines>[2]['prices'];
  readonly holds: readonly Pick<Hold, 'id' | 'terms'>[];
  readonly at: Instant;
}

/** Amounts are minor units. */
export interface SpendDecision {
  readonly isAllowed: boolean;
  readonly reason: SpendRefusal | null;
  /** What it would cost, after discounts and before tax; below zero where a tier makes all of the usage cheaper. */
  readonly cost: bigint;
  /** What can be drawn on for it: posted credit that covers it, less what unbilled usage and holds draw on it. */
  readonly balanceBefore: bigint;
  readonly balanceAfter: bigint;
  /** What no lot covers of the cost. */
  readonly missing: bigint;
}

/**
 * Whether what is unbilled, what is held and then `parts` draw on the lots without leaving any of `parts` uncovered: by the
 * waterfall, so in its order and by its scopes. `subjects` say which lots the balances count.
 */
export function decideSpend(wallet: Wallet, parts: readonly HoldPart[], subjects: readonly (LineSubject | null)[]): SpendDecision {
  const held = wallet.holds.flatMap(({ id, terms }) => linesOf(`hold ${id}`, terms.parts, wallet.at));
  const standing = [...drawingLines(wallet.unbilled.lines, wallet.credit, wallet), ...held];
  const asked = linesOf('asked', parts, wallet.at);
  const drawnWith = (others: readonly DrawingLine[]) => sumDraws(drawsOf(wallet.unbilled, others, wallet.credit, wallet));
  const [before, after] = [drawnWith(held), drawnWith([...held, ...asked])];
  const cost = parts.reduce((sum, { amount }) => sum + amount, 0n);
  // What is below zero without it pays for some of it.
  const uncovered = leftToPay([...standing, ...asked], after.total) - leftToPay(standing, before.total);
  const missing = uncovered > 0n ? uncovered : 0n;
  return { isAllowed: missing === 0n, reason: missing === 0n ? null : 'INSUFFICIENT_CREDIT', cost, balanceBefore: leftFor(subjects, before.byLot, wallet), balanceAfter: leftFor(subjects, after.byLot, wallet), missing };
}

/** The lots as what is promised to holds would leave them. */
export function heldLots(lots: readonly Lot[], holds: Wallet['holds'], at: Instant): Lot[] {
  const held = new Map<string, bigint>();
  for (const { grantId, amount } of drawOn(holds.flatMap(({ id, terms }) => linesOf(`hold ${id}`, terms.parts, at)), lots, at)) held.set(grantId, (held.get(grantId) ?? 0n) + amount);
  return lots.map((lot) => ({ ...lot, burned: lot.burned + (held.get(lot.grant.id) ?? 0n) }));
}

function leftToPay(lines: readonly DrawingLine[], drawn: bigint): bigint {
  const left = lines.reduce((sum, { amount }) => sum + amount, 0n) - drawn;
  return left > 0n ? left : 0n;
}

function linesOf(name: string, parts: readonly HoldPart[], at: Instant): DrawingLine[] {
  return parts.map(({ amount, subject }, index) => ({ lineKey: `${name} ${index}`, amount, whole: amount, drawn: new Map(), at, subject }));
}

interface DrawnSums {
  readonly total: bigint;
  readonly byLot: ReadonlyMap<string, bigint>;
}

function sumDraws(draws: readonly Draw[]): DrawnSums {
  const byLot = new Map<string, bigint>();
  let total = 0n;
  for (const { grantId, amount } of draws) {
    byLot.set(grantId, (byLot.get(grantId) ?? 0n) + amount);
    total += amount;
  }
  return { total, byLot };
}

function leftFor(subjects: readonly (LineSubject | null)[], drawn: ReadonlyMap<string, bigint>, { credit, at }: Wallet): bigint {
  const lots = credit.lots.filter((lot) => subjects.some((subject) => covers(lot, { at, subject }, at)));
  return lots.reduce((sum, lot) => {
    const left = drawableOf(lot) - (drawn.get(lot.grant.id) ?? 0n);
    return left > 0n ? sum + left : sum;
  }, 0n);
}
