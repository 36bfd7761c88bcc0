/** Grants: lots of credit that charges draw on before anything is left to pay. */
import { readAmount } from '../amountField.ts';
import { type CurrencyCode, parseCurrency } from '../currency.ts';
import { digestOf } from '../digest.ts';
import { BillingError, type FieldPath, refuseUnless } from '../errors.ts';
import { type Field, type InputObject, pathOf, readCount, readList, readObject, readText, readWord, refuseRepeats, required } from '../fields.ts';
import { deriveId } from '../identity.ts';
import { type Instant, instantText, parseInstant } from '../instant.ts';
import { type JsonObject, canonicalJson, checkJsonObject } from '../json.ts';
import type { JournalDraft } from '../journal.ts';
import { parseKey } from '../key.ts';
import { postFact } from '../postingRules.ts';
import { Decimal, decimalText } from '../decimal.ts';
import { DEFAULT_PROVIDER } from '../settlement.ts';
import { type GrantUnit, type UnitInForce, readUnits } from './creditUnit.ts';

/** Paid credit is money that the seller owes in service; promotional credit is a gift. The SDL's enum `GrantKind` lists the same words. */
export const GRANT_KINDS = ['PROMOTIONAL', 'PAID'] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

/** When credit that was bought can be drawn on; the SDL's enum `PurchaseUse` lists the same words. */
export const PURCHASE_USES = ['ON_ISSUE', 'ON_PAYMENT'] as const;
export type PurchaseUse = (typeof PURCHASE_USES)[number];

/** What a lot may be drawn on by: every list that is given must name the line. */
export interface GrantScope {
  readonly meterCodes: readonly string[] | null;
  readonly priceCodes: readonly string[] | null;
  readonly planCodes: readonly string[] | null;
  /** Of `planCodes`, in their order. */
  readonly planIds: readonly string[] | null;
}

/** What was asked for. */
export interface GrantTerms {
  readonly kind: GrantKind;
  /** Above zero, in minor units of the customer's currency. */
  readonly amount: bigint;
  /** What it was granted in, of which the amount is the worth, rounded down; absent for money. */
  readonly unit?: GrantUnit;
  /** Lower ones are drawn on first. */
  readonly priority: number;
  /** Null: at once. */
  readonly startsAt: Instant | null;
  /** As it was granted with; null: never. */
  readonly expiresAt: Instant | null;
  /** Null for every charge. */
  readonly scope: GrantScope | null;
  /** Where it comes from, for the seller's own record. */
  readonly source: string | null;
  readonly metadata: JsonObject;
  /** Where the money of paid credit that no invoice charges for was received. */
  readonly provider: string | null;
  /** The one-off charge by which the credit, or the one it is a bonus to, was bought. */
  readonly purchase: { readonly chargeId: string; readonly use: PurchaseUse } | null;
  /** The lot in whose place a note gave this one, because that had expired. */
  readonly replaces?: string;
  /** The lot of another customer that it came from; absent for all others. */
  readonly transfer?: { readonly customerId: string; readonly grantId: string };
  /** Which lot of a recurring grant it is; absent for every other. */
  readonly recurrence?: Recurrence;
  /** Which lot of a subscription's allowance it is, which ends when the subscription leaves that; absent for every other. */
  readonly allowance?: AllowanceLot;
  /** Which purchase of an automatic top-up it is; absent for every other. */
  readonly topUp?: { readonly topUpRuleId: string; readonly ordinal: number };
}

/** What a lot of a recurring grant holds: what ends with the interval, or what goes over to the next. The SDL's enum `RecurringLotPart` lists the same words. */
export const LOT_PARTS = ['BASE', 'ROLLOVER'] as const;
export type LotPart = (typeof LOT_PARTS)[number];

export interface Recurrence {
  readonly recurringGrantId: string;
  /** The local day that opens the interval, as an epoch day: it stays when the customer's zone changes. */
  readonly day: number;
  readonly part: LotPart;
}

/** Which lot of an allowance: the same whichever plan version says so, and whenever it is posted. */
export interface AllowanceLot {
  readonly subscriptionId: string;
  readonly code: string;
  /** Of everything that the allowance says, see `allowanceDigest`. */
  readonly digest: string;
  /** As `Recurrence.day`. */
  readonly day: number;
  readonly part: LotPart;
}

/** Whether a lot is that of an interval: it is as old as that, whenever it was posted, and not for what came before. */
export function isOfInterval({ recurrence, allowance }: Pick<GrantTerms, 'recurrence' | 'allowance'>): boolean {
  return recurrence !== undefined || allowance !== undefined;
}

/** A grant as it was recorded. What became of it is a sum of postings. */
export interface Grant {
  readonly id: string;
  readonly customerId: string;
  readonly terms: GrantTerms;
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A scope as it is asked for. */
export interface ScopeInput {
  readonly meterCodes?: readonly string[] | null | undefined;
  readonly priceCodes?: readonly string[] | null | undefined;
  readonly planCodes?: readonly string[] | null | undefined;
}

/** What grants and purchases are asked for with: decimals as text. */
export interface CreditInput {
  readonly amount: string;
  readonly currency?: string | null | undefined;
  /** The code of a unit that `amount` is in. */
  readonly unit?: string | null | undefined;
  readonly priority?: number | null | undefined;
  readonly startsAt?: Instant | null | undefined;
  readonly expiresAt?: Instant | null | undefined;
  readonly scope?: ScopeInput | null | undefined;
  readonly source?: string | null | undefined;
  readonly metadata?: unknown;
}

export interface GrantInput extends CreditInput {
  readonly kind?: string | null | undefined;
  readonly provider?: string | null | undefined;
}

export const DEFAULT_PRIORITY = 50;
export const PRIORITY_LIMIT = 1_000;
const CODE_LIMIT = 100;
const TEXT_LIMIT = 500;
const METADATA_MAX_BYTES = 8_192;

/** What a grant is read with: the catalog's answer to the scope is given by `resolveScope`. */
export interface GrantReading {
  readonly currency: CurrencyCode;
  readonly now: Instant;
  /** What the amounts are in; absent for money. */
  readonly unit?: UnitInForce | null;
}

/**
 * Reads what is granted. Errors, in order: `amount` as `readAmount`, or as `readUnits` in a unit, REQUIRED; `currency` UNKNOWN_CURRENCY, CURRENCY_MISMATCH;
 * `kind` INVALID_VALUE; `priority` INVALID_VALUE, OUT_OF_RANGE; `expiresAt` OUT_OF_RANGE unless it lies after the start;
 * `scope` as `readScope`; `source` as `readText`; `metadata` as `checkJsonObject`; `provider` INVALID_VALUE for promotional
 * credit, else as `parseKey`.
 */
export function parseGrant(input: GrantInput, reading: GrantReading): GrantTerms {
  const of = readObject(input, []);
  const given = readGiven(of, input, reading);
  const kind = readWord(fieldOf(of, 'kind'), GRANT_KINDS) ?? 'PROMOTIONAL';
  const common = readCommon(input, reading);
  const provider = of['provider'] ?? null;
  refuseUnless(kind === 'PAID' || provider === null, 'INVALID_VALUE', 'is where paid credit was paid for; promotional credit was not', ['provider']);
  return { kind, ...given, ...common, provider: kind === 'PAID' ? parseKey(provider ?? DEFAULT_PROVIDER, ['provider']) : null, purchase: null };
}

/** Credit to buy, and what is given on top. */
export interface PurchaseInput extends CreditInput {
  readonly bonusAmount?: string | null | undefined;
  readonly usable?: string | null | undefined;
}

/** As `parseGrant`, of what is bought and of its bonus; `bonusAmount` as `amount`, after it. */
export function parsePurchase(input: PurchaseInput, chargeId: string, reading: GrantReading): readonly [paid: GrantTerms, ...bonus: GrantTerms[]] {
  const of = readObject(input, []);
  const given = readGiven(of, input, reading);
  const bonus = readMeasured(fieldOf(of, 'bonusAmount'), reading);
  const use = readWord(fieldOf(of, 'usable'), PURCHASE_USES) ?? 'ON_ISSUE';
  const common = { ...readCommon(input, reading), provider: null, purchase: { chargeId, use } };
  const paid: GrantTerms = { kind: 'PAID', ...given, ...common };
  return bonus === null ? [paid] : [paid, { kind: 'PROMOTIONAL', ...bonus, ...common }];
}

/** Completes a scope with the ids of its plans. Errors: NOT_FOUND at the first code that names nothing. */
export function resolveScope<Terms extends GrantTerms>(terms: Terms, known: { readonly meterCodes: ReadonlySet<string>; readonly priceCodes: ReadonlySet<string>; readonly planIds: ReadonlyMap<string, string> }): Terms {
  const { scope } = terms;
  if (scope === null) return terms;
  refuseUnknownCodes(scope.meterCodes, ['scope', 'meterCodes'], (code) => known.meterCodes.has(code), 'is not a meter');
  refuseUnknownCodes(scope.priceCodes, ['scope', 'priceCodes'], (code) => known.priceCodes.has(code), 'is the code of no price');
  refuseUnknownCodes(scope.planCodes, ['scope', 'planCodes'], (code) => known.planIds.has(code), 'is not a plan');
  return { ...terms, scope: { ...scope, planIds: scope.planCodes && scope.planCodes.map((code) => known.planIds.get(code) ?? '') } };
}

/** The id of a grant: of whom, by which request, and of everything that was asked. A changed row no longer has it. */
export function grantId(terms: GrantTerms, { tenantId, customerId, cause, at }: { readonly tenantId: string; readonly customerId: string; readonly cause: string; readonly at: Instant }): string {
  return deriveId('credit-grant', at, [tenantId, customerId, cause, digestOf('neruba.credit-grant.v1', [canonicalJson(grantTermsJson(terms))])]);
}

/** The journal of a grant that no invoice charges for. Errors: OUT_OF_RANGE. */
export function grantJournal(id: string, { kind, amount, provider }: GrantTerms, { currency, now }: Pick<GrantReading, 'currency' | 'now'>): JournalDraft {
  const postings = kind === 'PAID' ? postFact('credit paid for elsewhere', { grant: id, provider: provider ?? DEFAULT_PROVIDER }, amount) : postFact('promotional credit granted', { grant: id }, amount);
  return { kind: 'CREDIT_GRANT', currency, effectiveAt: now, billableAt: null, reversesSeq: null, invoiceId: null, line: null, postings };
}

/** What is stored of the terms; amounts are texts, of money in minor units. A lot in money has no unit. `readGrantTerms` reads it back. */
export function grantTermsJson({ amount, unit, startsAt, expiresAt, scope, purchase, recurrence, allowance, topUp, ...others }: GrantTerms): JsonObject {
  return {
    ...others,
    ...(recurrence === undefined ? {} : { recurrence: { ...recurrence } }),
    ...(allowance === undefined ? {} : { allowance: { ...allowance } }),
    ...(topUp === undefined ? {} : { topUp: { ...topUp } }),
    ...measureJson({ amount, unit }),
    startsAt: startsAt === null ? null : instantText(startsAt),
    expiresAt: expiresAt === null ? null : instantText(expiresAt),
    scope: scopeJson(scope),
    purchase: purchase && { ...purchase },
  };
}

/** What is stored of a scope. */
export function scopeJson(scope: GrantScope | null): JsonObject | null {
  return scope && { meterCodes: copyOf(scope.meterCodes), priceCodes: copyOf(scope.priceCodes), planCodes: copyOf(scope.planCodes), planIds: copyOf(scope.planIds) };
}

export function readGrantTerms(stored: JsonObject): GrantTerms {
  const { amount, unit, startsAt, expiresAt, ...others } = stored as unknown as StoredTerms;
  return { ...others, ...readMeasure({ amount, unit }), startsAt: startsAt === null ? null : parseInstant(startsAt), expiresAt: expiresAt === null ? null : parseInstant(expiresAt) };
}

/** What is stored of an amount; `readMeasure` reads it back. */
export function measureJson({ amount, unit }: { readonly amount: bigint; readonly unit?: GrantUnit | undefined }): JsonObject {
  return { amount: String(amount), ...(unit && { unit: { ...unit, amount: decimalText(unit.amount), moneyPerUnit: decimalText(unit.moneyPerUnit) } }) };
}

export function readMeasure({ amount, unit }: StoredMeasure): Measured {
  return { amount: BigInt(amount), ...(unit && { unit: { ...unit, amount: new Decimal(unit.amount), moneyPerUnit: new Decimal(unit.moneyPerUnit) } }) };
}

/** An amount as it is stored. */
export interface StoredMeasure {
  readonly amount: string;
  readonly unit?: (Omit<GrantUnit, 'amount' | 'moneyPerUnit'> & { readonly amount: string; readonly moneyPerUnit: string }) | undefined;
}

/** The terms as they are stored. */
interface StoredTerms extends Omit<GrantTerms, 'amount' | 'unit' | 'startsAt' | 'expiresAt'>, StoredMeasure {
  readonly startsAt: string | null;
  readonly expiresAt: string | null;
}

/** An amount in money, and in the unit that it was asked for in. */
export type Measured = Pick<GrantTerms, 'amount' | 'unit'>;

function readGiven(of: InputObject, { currency: given = null }: CreditInput, reading: GrantReading): Measured {
  const field = fieldOf(of, 'amount');
  const amount = required(readMeasured(field, reading), field);
  const { currency } = reading;
  if (given !== null && parseCurrency(given, ['currency']) !== currency) {
    throw new BillingError('CURRENCY_MISMATCH', `is not the customer's ${currency}`, ['currency']);
  }
  return amount;
}

/** An amount in money, or in the unit that is asked for; null if absent. */
function readMeasured(field: Field, { currency, unit = null }: GrantReading): Measured | null {
  if (unit === null) {
    const amount = readAmount(field, currency);
    return amount === null ? null : { amount };
  }
  const read = readUnits(field, unit, currency);
  return read && { amount: read.amount, unit: { ...unit, amount: read.units } };
}

function readCommon(input: CreditInput, { now }: Pick<GrantReading, 'now'>): Pick<GrantTerms, 'priority' | 'startsAt' | 'expiresAt' | 'scope' | 'source' | 'metadata'> {
  const of = readObject(input, []);
  const priority = readCount(fieldOf(of, 'priority'), { min: 0, max: PRIORITY_LIMIT }) ?? DEFAULT_PRIORITY;
  const { startsAt = null, expiresAt = null } = input;
  refuseEarlyExpiry(expiresAt, startsAt ?? now);
  return {
    priority,
    startsAt,
    expiresAt,
    scope: readScope(input.scope ?? null, ['scope']),
    source: readText(fieldOf(of, 'source'), TEXT_LIMIT),
    metadata: input.metadata == null ? {} : checkJsonObject(input.metadata, { maxBytes: METADATA_MAX_BYTES }, ['metadata']).object,
  };
}

/** Errors: OUT_OF_RANGE at `expiresAt`. */
export function refuseEarlyExpiry(expiresAt: Instant | null, startsAt: Instant): void {
  refuseUnless(expiresAt === null || expiresAt > startsAt, 'OUT_OF_RANGE', `does not lie after ${instantText(startsAt)}, when the credit begins`, ['expiresAt']);
}

/** Reads a scope. Errors: INVALID_VALUE at `scope` without any list; at each list REQUIRED if empty, TOO_MANY, as `parseKey`, CONFLICT. */
export function readScope(given: unknown, path: FieldPath): GrantScope | null {
  if (given === null) return null;
  const of = readObject(given, path);
  const [meterCodes, priceCodes, planCodes] = ['meterCodes', 'priceCodes', 'planCodes'].map((name) => readCodes({ of, name, path }));
  refuseUnless(meterCodes ?? priceCodes ?? planCodes, 'INVALID_VALUE', 'names nothing: leave it out for every charge', path);
  return { meterCodes: meterCodes ?? null, priceCodes: priceCodes ?? null, planCodes: planCodes ?? null, planIds: null };
}

function readCodes(field: Field): string[] | null {
  if ((field.of[field.name] ?? null) === null) return null;
  const codes = readList(field, CODE_LIMIT).map((code, index) => parseKey(code, [...pathOf(field), String(index)]));
  refuseUnless(codes.length > 0, 'REQUIRED', 'is empty: leave it out for no limit', pathOf(field));
  refuseRepeats(codes, pathOf(field));
  return codes;
}

/** Errors: NOT_FOUND at the first code that names nothing. `path` is that of the list. */
export function refuseUnknownCodes(codes: readonly string[] | null, path: FieldPath, isKnown: (code: string) => boolean, message: string): void {
  for (const [index, code] of (codes ?? []).entries()) refuseUnless(isKnown(code), 'NOT_FOUND', message, [...path, String(index)]);
}

function fieldOf(of: InputObject, name: string): Field {
  return { of, name, path: [] };
}

function copyOf(codes: readonly string[] | null): string[] | null {
  return codes && [...codes];
}
