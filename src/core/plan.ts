/** Plan versions: an immutable set of prices with the interval they recur in. */
import { readTaxRateCodes } from './billingTerms.ts';
import { type CurrencyCode, parseCurrency } from './currency.ts';
import type { Decimal } from './decimal.ts';
import { type Allowance, allowanceJson } from './credits/allowance.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { type Field, pathOf, readCount, readDecimal, readList, readObject, readWord, refuseRepeats, required, writeDecimal } from './fields.ts';
import type { JsonObject } from './json.ts';
import { type Anchor, type Interval, readInterval } from './period.ts';
import type { CommitmentTerms } from './pricing/commitment.ts';
import { parsePrice, type Price, priceJson } from './pricing/price.ts';

export interface PlanVersion {
  currency: CurrencyCode;
  interval: Interval;
  anchor: Anchor;
  trialDays: number;
  /** Major units for a full period; what the prices charge less is trued up. Null: none. Its price is not among `prices`. */
  minimumCommitment: Decimal | null;
  /** The tax rates of prices that name none. Empty: those of the customer. */
  taxRateCodes: readonly string[];
  prices: readonly Price[];
  /** Credit that is included for every interval; absent for none. */
  allowances?: readonly Allowance[];
}

export const COMMITMENT_CODE = 'minimum-commitment';
export const PRICE_LIMIT = 100;
const TRIAL_DAYS_LIMIT = 10_000;
const ANCHORS: readonly Anchor[] = ['CALENDAR', 'ANNIVERSARY'];

/**
 * Reads `{ currency interval { unit count } anchor trialDays minimumCommitment taxRateCodes prices }`. Absent: `anchor` CALENDAR,
 * `interval.count` 1, `trialDays` 0. A minimum commitment is in major units. Allowances are read beside it, see `parseAllowances`.
 *
 * Errors, in order of precedence: `currency` REQUIRED, UNKNOWN_CURRENCY; `interval` REQUIRED and as `parseInterval`; `anchor`
 * INVALID_VALUE; `trialDays` and `minimumCommitment` INVALID_VALUE, OUT_OF_RANGE; `taxRateCodes` as `readTaxRateCodes`; `prices` REQUIRED if empty, TOO_MANY above
 * 100, each as `parsePrice`, CONFLICT at the `code` of a price whose code was given before, or is the commitment's.
 */
export function parsePlanVersion(input: unknown, path: FieldPath = []): PlanVersion {
  const of = readObject(input, path);
  const field = (name: keyof PlanVersion): Field => ({ of, name, path });
  const currency = readCurrency(field('currency'));
  const interval = readInterval(field('interval'));
  const anchor = readWord(field('anchor'), ANCHORS) ?? 'CALENDAR';
  const trialDays = readCount(field('trialDays'), { min: 0, max: TRIAL_DAYS_LIMIT }) ?? 0;
  const minimumCommitment = readDecimal(field('minimumCommitment'));
  const taxRateCodes = readTaxRateCodes(of, path);
  return { currency, interval, anchor, trialDays, minimumCommitment, taxRateCodes, prices: readPrices(field('prices'), interval, minimumCommitment) };
}

/** Every price that makes charge lines: those given, and last that of the minimum commitment if there is one. */
export function chargedPrices({ prices, minimumCommitment }: Pick<PlanVersion, 'prices' | 'minimumCommitment'>): readonly Price[] {
  return minimumCommitment === null ? prices : [...prices, commitmentPrice(minimumCommitment)];
}

/** A price's own tax rates, or else its plan's. */
export function taxRateCodesOf(price: Pick<Price, 'taxRateCodes'>, plan: Pick<PlanVersion, 'taxRateCodes'>): readonly string[] {
  return price.taxRateCodes.length > 0 ? price.taxRateCodes : plan.taxRateCodes;
}

function commitmentPrice(amount: Decimal): Price {
  return {
    code: COMMITMENT_CODE,
    name: 'Minimum commitment',
    timing: 'IN_ARREARS',
    interval: null,
    meterCode: null,
    groupBy: [],
    unitConversion: null,
    includedUnits: null,
    minimumAmount: null,
    maximumAmount: null,
    proration: 'DAILY',
    taxRateCodes: [],
    model: { kind: 'COMMITMENT', terms: { amount } satisfies CommitmentTerms },
  };
}

/** All terms of the version in canonical form, for its digest and to compare; `parsePlanVersion` and `readAllowances` read it back to the same. */
export function planVersionJson(version: PlanVersion): JsonObject {
  return {
    currency: version.currency,
    interval: { unit: version.interval.unit, count: version.interval.count },
    anchor: version.anchor,
    trialDays: version.trialDays,
    minimumCommitment: writeDecimal(version.minimumCommitment),
    ...(version.taxRateCodes.length === 0 ? {} : { taxRateCodes: [...version.taxRateCodes] }),
    ...(version.allowances === undefined || version.allowances.length === 0 ? {} : { allowances: version.allowances.map(allowanceJson) }),
    prices: version.prices.map(priceJson),
  };
}

function readCurrency(field: Field): CurrencyCode {
  const text = required(field.of[field.name] ?? null, field);
  refuseUnless(typeof text === 'string', 'UNKNOWN_CURRENCY', 'is not a currency code', pathOf(field));
  return parseCurrency(text, pathOf(field));
}

function readPrices(field: Field, interval: Interval, minimumCommitment: Decimal | null): readonly Price[] {
  const path = pathOf(field);
  const prices = readList(field, PRICE_LIMIT).map((price, index) => inPlan(parsePrice(price, [...path, String(index)]), interval));
  refuseUnless(prices.length > 0, 'REQUIRED', 'needs at least one price', path);
  const codes = prices.map(({ code }) => code);
  refuseRepeats(codes, path, 'code');
  const taken = minimumCommitment === null ? -1 : codes.indexOf(COMMITMENT_CODE);
  if (taken !== -1) throw new BillingError('CONFLICT', 'is the code of the minimum commitment', [...path, String(taken), 'code']);
  return prices;
}

/** The plan's own interval is no interval of the price's own. */
export function inPlan(price: Price, { unit, count }: Interval): Price {
  return price.interval?.unit === unit && price.interval.count === count ? { ...price, interval: null } : price;
}
