/** Holds: credit that is promised to usage which is on its way. They move no money and change only what may still be spent. */
import { type MeteredEvent, startAggregate } from '../aggregation.ts';
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { type Decimal, decimalText, parseDecimal } from '../decimal.ts';
import { digestOf } from '../digest.ts';
import { refuseUnless } from '../errors.ts';
import { readCount, readObject, readText, readWord } from '../fields.ts';
import { deriveId } from '../identity.ts';
import { type Instant, LATEST_MS, instant, instantText, parseInstant } from '../instant.ts';
import { invariant } from '../invariant.ts';
import { type JsonObject, canonicalJson } from '../json.ts';
import type { Meter } from '../meter.ts';
import { type SpendingInput, type SupposedSpending, readSpending } from './spending.ts';
import type { LineSubject } from './waterfall.ts';

/** How a hold stands; the SDL's enum `HoldStatus` lists the same words. */
export const HOLD_STATUSES = ['ACTIVE', 'CAPTURED', 'RELEASED', 'EXPIRED'] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

/** How a hold is ended; by its expiry it ends by itself. */
export type HoldOutcome = Extract<HoldStatus, 'CAPTURED' | 'RELEASED'>;

/** How much usage a capture may stand for; the SDL's enum `CaptureLimit` lists the same words. */
export const CAPTURE_LIMITS = ['HELD_QUANTITY', 'ANY'] as const;
export type CaptureLimit = (typeof CAPTURE_LIMITS)[number];

/** What of a hold is for one price, in minor units. */
export interface HoldPart {
  readonly amount: bigint;
  /** Which lots can be held by it, as a line draws on them; null: those without a scope. */
  readonly subject: LineSubject | null;
}

export interface HoldTerms {
  /** The sum of the parts. */
  readonly amount: bigint;
  readonly parts: readonly HoldPart[];
  /** The usage that it is for; null for an amount by itself. */
  readonly usage: SupposedSpending | null;
  /** From here on it counts nothing. */
  readonly expiresAt: Instant;
  /** The seller's own name for it. */
  readonly reference: string | null;
}

export interface Hold {
  readonly id: string;
  readonly customerId: string;
  readonly terms: HoldTerms;
  readonly recordedAt: Instant;
  readonly actor: string;
  /** Null until it is captured or released. */
  readonly end: HoldEnd | null;
}

export interface HoldEnd {
  readonly outcome: HoldOutcome;
  readonly terms: HoldEndTerms;
  readonly recordedAt: Instant;
  readonly actor: string;
}

export interface HoldEndTerms {
  /** Keys of the events that were recorded with it. */
  readonly eventKeys: readonly string[];
  readonly reason: string | null;
}

/** What a hold is asked for with: an amount, or usage of a meter. */
export interface HoldInput extends Partial<SpendingInput> {
  readonly amount?: string | null | undefined;
  readonly expiresAt?: Instant | null | undefined;
  readonly ttlSeconds?: number | null | undefined;
  readonly reference?: string | null | undefined;
}

/** What was asked for, before it is known what the usage costs. */
export interface AskedHold {
  /** Null where usage is held for. */
  readonly amount: bigint | null;
  readonly usage: SupposedSpending | null;
  readonly expiresAt: Instant;
  readonly reference: string | null;
}

const DEFAULT_TTL_SECONDS = 3_600;
const TTL_LIMIT_SECONDS = 366 * 86_400;
const TEXT_LIMIT = 500;

/**
 * Reads a hold. Errors, in order: `amount` as `readAmount`, REQUIRED without a meter, INVALID_VALUE with one; `meterCode`, `quantity`
 * and `properties` as `readSpending`; `ttlSeconds` OUT_OF_RANGE unless from 1 to 366 days, INVALID_VALUE with `expiresAt`; `expiresAt` OUT_OF_RANGE unless it lies
 * after now and within 366 days; `reference` as `readText`.
 */
export function parseHold(input: HoldInput, { currency, now }: { readonly currency: CurrencyCode; readonly now: Instant }): AskedHold {
  const of = readObject(input, []);
  const field = (name: string) => ({ of, name, path: [] });
  const amount = readAmount(field('amount'), currency);
  const isOfUsage = (of['meterCode'] ?? null) !== null;
  refuseUnless(amount !== null || isOfUsage, 'REQUIRED', 'is required without meterCode', ['amount']);
  refuseUnless(amount === null || !isOfUsage, 'INVALID_VALUE', 'cannot be combined with meterCode: the usage says what it costs', ['amount']);
  const usage = isOfUsage ? readSpending(input) : null;
  const ttl = readCount(field('ttlSeconds'), { min: 1, max: TTL_LIMIT_SECONDS });
  const asked = input.expiresAt ?? null;
  refuseUnless(ttl === null || asked === null, 'INVALID_VALUE', 'cannot be combined with expiresAt', ['ttlSeconds']);
  const expiresAt = asked ?? instant(Math.min(now + (ttl ?? DEFAULT_TTL_SECONDS) * 1_000, LATEST_MS));
  refuseUnless(expiresAt > now && expiresAt <= now + TTL_LIMIT_SECONDS * 1_000, 'OUT_OF_RANGE', `does not lie within 366 days after ${instantText(now)}`, ['expiresAt']);
  return { amount, usage, expiresAt, reference: readText(field('reference'), TEXT_LIMIT) };
}

/** The id of a hold: of whom, by which request, and of everything that it says. A changed row no longer has it. */
export function holdId(terms: HoldTerms, { tenantId, customerId, cause, at }: { readonly tenantId: string; readonly customerId: string; readonly cause: string; readonly at: Instant }): string {
  return deriveId('credit-hold', at, [tenantId, customerId, cause, digestOf('neruba.credit-hold.v1', [canonicalJson(holdTermsJson(terms))])]);
}

/** How a hold stands at a time. One that was captured or released before its expiry stays so. */
export function holdStatus({ terms, end }: Pick<Hold, 'terms' | 'end'>, at: Instant): HoldStatus {
  return end?.outcome ?? (terms.expiresAt <= at ? 'EXPIRED' : 'ACTIVE');
}

/** The terms in canonical form; `readHoldTerms` reads them back. */
export function holdTermsJson({ amount, parts, usage, expiresAt, reference }: HoldTerms): JsonObject {
  return {
    amount: String(amount),
    parts: parts.map((part) => ({ amount: String(part.amount), subject: part.subject && { ...part.subject } })),
    usage: usage && { meterCode: usage.meterCode, quantity: decimalText(usage.quantity), properties: usage.properties },
    expiresAt: instantText(expiresAt),
    reference,
  };
}

export function readHoldTerms(text: string): HoldTerms {
  const { amount, parts, usage, expiresAt, reference } = JSON.parse(text) as StoredTerms;
  return {
    amount: BigInt(amount),
    parts: parts.map((part) => ({ ...part, amount: BigInt(part.amount) })),
    usage: usage && { ...usage, quantity: parseDecimal(usage.quantity) },
    expiresAt: parseInstant(expiresAt),
    reference,
  };
}

interface StoredTerms {
  readonly amount: string;
  readonly parts: readonly { readonly amount: string; readonly subject: LineSubject | null }[];
  readonly usage: (Omit<SupposedSpending, 'quantity'> & { readonly quantity: string }) | null;
  readonly expiresAt: string;
  readonly reference: string | null;
}

/** Reads how a capture is limited. Errors: INVALID_VALUE at `limit`, also HELD_QUANTITY of a hold that is for no usage. */
export function readCaptureLimit(input: object, { terms }: Pick<Hold, 'terms'>): CaptureLimit {
  const limit = readWord({ of: readObject(input, []), name: 'limit', path: [] }, CAPTURE_LIMITS) ?? 'ANY';
  refuseUnless(limit === 'ANY' || terms.usage !== null, 'INVALID_VALUE', 'limits a hold of usage alone', ['limit']);
  return limit;
}

/** Errors: OUT_OF_RANGE at `events` for more than was held for. */
export function refuseBeyondHold({ terms: { usage } }: Pick<Hold, 'terms'>, quantity: Decimal): void {
  invariant(usage, 'the hold is of usage');
  refuseUnless(quantity.lte(usage.quantity), 'OUT_OF_RANGE', `come to ${decimalText(quantity)}, more than the ${decimalText(usage.quantity)} that are held for`, ['events']);
}

/** Errors: INVALID_STATE at `holdId` for one that has ended. */
export function refuseEnded(hold: Pick<Hold, 'terms' | 'end'>, at: Instant): void {
  const status = holdStatus(hold, at);
  refuseUnless(status === 'ACTIVE', 'INVALID_STATE', status === 'EXPIRED' ? `expired at ${instantText(hold.terms.expiresAt)}` : `was ${status.toLowerCase()} before`, ['holdId']);
}

/** How much events come to as the meter counts them; of a level, by how much they change it. */
export function measureCapture(meter: Meter, events: readonly MeteredEvent[]): Decimal {
  const aggregate = startAggregate(meter.aggregation === 'WEIGHTED_SUM' ? { ...meter, aggregation: 'SUM' } : meter, { groupBy: [] });
  for (const event of events) aggregate.add(event);
  return aggregate.result().quantity;
}
