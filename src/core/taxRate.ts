/** Tax rates: what a tax is called, how high it is, and from when on. A change is a new version of the code; old ones stay. */
import { type Decimal, ZERO, decimalText } from './decimal.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { type Field, type InputObject, pathOf, readDecimal, readFlag, readObject, readText, readWord, required } from './fields.ts';
import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';
import { parseKey } from './key.ts';

/**
 * How a supply is taxed, in the codes of EN 16931 (UNCL5305): S standard, Z zero rated, E exempt, AE reverse charge,
 * K intra-community supply, G export, O outside the scope of tax.
 */
export const TAX_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const;
export type TaxCategory = (typeof TAX_CATEGORIES)[number];

/** Why no tax is charged: a text, a code of the VATEX list, or both. Both null where tax is charged. */
export interface TaxReason {
  readonly reason: string | null;
  readonly reasonCode: string | null;
}

/** The terms of one version. */
export interface TaxRate extends TaxReason {
  readonly name: string;
  /** 0 to 100; above zero in category S, zero in all others. */
  readonly percentage: Decimal;
  readonly category: TaxCategory;
  /** Whether prices hold the tax already; otherwise it is added to them. */
  readonly isInclusive: boolean;
  /** ISO 3166-1 alpha-2; null if not said. */
  readonly country: string | null;
  /** The authority within the country; null if not said. */
  readonly jurisdiction: string | null;
}

/** A version with its place among those of its code. */
export interface TaxRateVersion extends TaxRate {
  readonly id: string;
  readonly code: string;
  /** 1 for the first. */
  readonly number: number;
  /** In force from here until a later version's; null: from the beginning of time. */
  readonly effectiveFrom: Instant | null;
}

/** Why a customer is charged no tax, whatever rates apply otherwise. */
export interface TaxExemption extends TaxReason {
  readonly category: Exclude<TaxCategory, 'S' | 'Z'>;
}

const EXEMPTIONS = ['E', 'AE', 'K', 'G', 'O'] as const;
/** The reasons that a category says by itself (VATEX). */
const USUAL_REASONS: Readonly<Partial<Record<TaxCategory, string>>> = { AE: 'VATEX-EU-AE', K: 'VATEX-EU-IC', G: 'VATEX-EU-G', O: 'VATEX-EU-O' };
const REASON_LIMIT = 500;
const NAME_OF_PLACE_LIMIT = 100;

/**
 * Reads `{ name percentage category isInclusive reason reasonCode country jurisdiction }`. Absent: `name` is `code`, `category` S,
 * `isInclusive` false; the reason of AE, K, G and O is the category's own VATEX code.
 *
 * Errors, in order of precedence: `name` as `parseKey`; `category` INVALID_VALUE; `percentage` REQUIRED, INVALID_VALUE,
 * OUT_OF_RANGE above 100, at zero in category S and above zero in all others (BR-S-05, BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05, BR-O-05); `isInclusive` INVALID_VALUE; the
 * reason as `readReason`; `country` INVALID_VALUE; `jurisdiction` INVALID_VALUE, TOO_LONG.
 */
export function parseTaxRate(input: unknown, code: string, path: FieldPath = []): TaxRate {
  const of = readObject(input, path);
  const field = (name: keyof TaxRate): Field => ({ of, name, path });
  const name = (of['name'] ?? null) === null ? code : parseKey(of['name'], pathOf(field('name')));
  const category = readWord(field('category'), TAX_CATEGORIES) ?? 'S';
  return {
    name,
    category,
    percentage: readPercentage(field('percentage'), category),
    isInclusive: readFlag(field('isInclusive')) ?? false,
    ...readReason(of, category, path),
    country: readCountry(field('country')),
    jurisdiction: readText(field('jurisdiction'), NAME_OF_PLACE_LIMIT),
  };
}

/** All terms in canonical form; `parseTaxRate` reads them back to the same. */
export function taxRateJson(rate: TaxRate): JsonObject {
  const { name, percentage, category, isInclusive, reason, reasonCode, country, jurisdiction } = rate;
  return { name, percentage: decimalText(percentage), category, isInclusive, reason, reasonCode, country, jurisdiction };
}

/**
 * Reads `{ category reason reasonCode }`, null if absent. The reason of AE, K, G and O is the category's own VATEX code unless another is given.
 * Errors: INVALID_VALUE, REQUIRED at `category`, also for S and Z, which are no exemptions; the reason as `readReason`.
 */
export function readTaxExemption(value: unknown, path: FieldPath): TaxExemption | null {
  if (value === undefined || value === null) return null;
  const of = readObject(value, path);
  const field: Field = { of, name: 'category', path };
  const category = required(readWord(field, EXEMPTIONS), field);
  return { category, ...readReason(of, category, path) };
}

/** The version in force at an instant; null before the first. `versions` are those of one code, oldest first. */
export function rateInForce<Version extends TaxRateVersion>(versions: readonly Version[], at: Instant): Version | null {
  return versions.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= at).at(-1) ?? null;
}

/**
 * Errors: INVALID_VALUE and TOO_LONG at `reason`; INVALID_VALUE at `reasonCode` unless it is a VATEX code; INVALID_VALUE at either
 * in categories S and Z, which need none (BR-S-10, BR-Z-10); REQUIRED at `reason` in category E without either (BR-E-10).
 */
function readReason(of: InputObject, category: TaxCategory, path: FieldPath): TaxReason {
  const reason = readText({ of, name: 'reason', path }, REASON_LIMIT);
  const given = readText({ of, name: 'reasonCode', path }, NAME_OF_PLACE_LIMIT);
  refuseUnless(given === null || /^VATEX-[A-Z]{2}(-[A-Z0-9]+)+$|^VATEX-EU-[A-Z0-9-]+$/.test(given), 'INVALID_VALUE', 'is not a VATEX code such as VATEX-EU-AE', [...path, 'reasonCode']);
  if (category === 'S' || category === 'Z') {
    const at = reason !== null ? 'reason' : 'reasonCode';
    refuseUnless(reason === null && given === null, 'INVALID_VALUE', `is not for category ${category}, which needs no reason`, [...path, at]);
    return { reason: null, reasonCode: null };
  }
  const reasonCode = given ?? (reason === null ? (USUAL_REASONS[category] ?? null) : null);
  refuseUnless(reason !== null || reasonCode !== null, 'REQUIRED', 'is required: say why no tax is charged, in words or by a VATEX code', [...path, 'reason']);
  return { reason, reasonCode };
}

function readPercentage(field: Field, category: TaxCategory): Decimal {
  const percentage = required(readDecimal(field), field);
  if (percentage.gt(100)) throw new BillingError('OUT_OF_RANGE', 'is above 100', pathOf(field));
  const isCharged = category === 'S';
  refuseUnless(percentage.isZero() !== isCharged, 'OUT_OF_RANGE', isCharged ? 'must be above zero in category S' : `must be zero in category ${category}`, pathOf(field));
  return percentage.isZero() ? ZERO : percentage;
}

function readCountry(field: Field): string | null {
  const country = readText(field, 2);
  refuseUnless(country === null || /^[A-Z]{2}$/.test(country), 'INVALID_VALUE', 'is not an ISO 3166-1 alpha-2 country code such as DE', pathOf(field));
  return country;
}
