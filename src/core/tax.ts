/** Tax: computed per rate on a whole document, rounded once, and split back to its lines. */
import { type ExactShare, roundShares } from './allocation.ts';
import { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';
import { type TaxCategory, type TaxExemption, type TaxRateVersion, type TaxReason, rateInForce } from './taxRate.ts';

/** What one rate does to the lines it is for: the terms of a rate as a document freezes them. */
export interface TaxTreatment extends TaxReason {
  /** The version of the rate; null for a customer's exemption. */
  readonly rateId: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly percentage: Decimal;
  readonly category: TaxCategory;
  readonly isInclusive: boolean;
}

/** What a line is taxed on, and how. */
export interface TaxableLine {
  /** After discounts; of prices that hold tax, with it. Minor units, of either sign. */
  readonly taxable: bigint;
  /** Where in the document's treatments its own stand. */
  readonly treatments: readonly number[];
}

/** What one rate comes to, on a line or on a document. Minor units. */
export interface TaxShare {
  readonly treatment: TaxTreatment;
  /** Without any tax. */
  readonly taxableAmount: bigint;
  readonly taxAmount: bigint;
}

export interface TaxedLine {
  readonly taxes: readonly TaxShare[];
  /** The line's amount without the tax that its price holds: EN 16931's BT-131. */
  readonly netAmount: bigint;
}

/** The taxes of a document. */
export interface TaxedDocument {
  /** In the order of the lines given. */
  readonly lines: readonly TaxedLine[];
  /** One entry a treatment that any line has, in the order of the treatments. */
  readonly taxes: readonly TaxShare[];
  readonly tax: bigint;
  /** The part of the tax that prices hold already. */
  readonly taxIncluded: bigint;
}

/**
 * Taxes a document. For each treatment with rate r, the exact tax of a line of G is `G x r / (1 + R)`, where R adds up the
 * rates that the line's price holds: an exclusive rate alone is G x r, an inclusive one `G - G / (1 + r)`. Rates on one line do
 * not compound. The exact tax is added up over all lines of the document and rounded once, half away from zero; `roundShares` splits it back.
 * A line's net amount is G less the included taxes split to it, and a rate's taxable amount the sum of its lines' net amounts,
 * so that EN 16931's BR-S-08 holds to the unit. Source: DESIGN section 6, "Tax".
 */
export function taxDocument(lines: readonly TaxableLine[], treatments: readonly TaxTreatment[]): TaxedDocument {
  const split = treatments.map((treatment, index) => {
    const own = lines.filter((line) => line.treatments.includes(index));
    const { total, parts } = roundShares(own.map((line) => exactTax(line, treatment, treatments)));
    return { treatment, total, partOf: new Map(own.map((line, place) => [line, parts[place] ?? 0n])) };
  });
  const taxed = lines.map((line): TaxedLine => {
    const own = split.filter(({ partOf }) => partOf.has(line));
    const included = sum(own.filter(({ treatment }) => treatment.isInclusive).map(({ partOf }) => partOf.get(line) ?? 0n));
    const netAmount = line.taxable - included;
    return { netAmount, taxes: own.map(({ treatment, partOf }) => ({ treatment, taxableAmount: netAmount, taxAmount: partOf.get(line) ?? 0n })) };
  });
  const taxes = split.flatMap(({ treatment, total, partOf }): TaxShare[] => {
    const nets = lines.flatMap((line, index) => (partOf.has(line) ? [taxed[index]?.netAmount ?? 0n] : []));
    return partOf.size === 0 ? [] : [{ treatment, taxableAmount: sum(nets), taxAmount: total }];
  });
  return {
    lines: taxed,
    taxes,
    tax: sum(taxes.map(({ taxAmount }) => taxAmount)),
    taxIncluded: sum(taxes.filter(({ treatment }) => treatment.isInclusive).map(({ taxAmount }) => taxAmount)),
  };
}

/** Rates are whole numbers of 10^-12 percent, so that shares are exact fractions. */
const PERCENT_SCALE = new Decimal(10).pow(12);
const WHOLE = 100n * 10n ** 12n;

/** The tax of one line before rounding. */
export function exactTax(line: TaxableLine, treatment: TaxTreatment, treatments: readonly TaxTreatment[]): ExactShare {
  const held = line.treatments.flatMap((index) => (treatments[index]?.isInclusive ? [scaledRate(treatments[index])] : []));
  return { numerator: line.taxable * scaledRate(treatment), denominator: WHOLE + sum(held) };
}

function scaledRate({ percentage }: TaxTreatment): bigint {
  return BigInt(percentage.times(PERCENT_SCALE).toFixed(0));
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}


/** What decides a customer's taxes beside what each line says itself. */
export interface TaxRules {
  /** By code, oldest first. */
  readonly rates: ReadonlyMap<string, readonly TaxRateVersion[]>;
  readonly customer: readonly string[];
  readonly tenant: readonly string[];
  readonly exemption: TaxExemption | null;
}

/** Where no rates are: nothing is taxed. */
export const NO_TAX: TaxRules = { rates: new Map(), customer: [], tenant: [], exemption: null };

/**
 * How a line is taxed: by the rates of the nearest level that names any (the line's own, its customer's, its tenant's), each in
 * the version in force at `at`. A rate that is not in force yet does not apply. A customer's exemption takes the place of
 * every rate that would charge something, and stands alone where no rate applies.
 */
export function treatmentsOf(own: readonly string[], at: Instant, rules: TaxRules): TaxTreatment[] {
  const codes = [own, rules.customer, rules.tenant].find((level) => level.length > 0) ?? [];
  const treatments = codes.flatMap((code) => {
    const version = rateInForce(rules.rates.get(code) ?? [], at);
    return version === null ? [] : [treatmentBy(version)];
  });
  const { exemption } = rules;
  const isMoot = treatments.length > 0 && treatments.every(({ category }) => category !== 'S');
  if (exemption === null || isMoot) return treatments;
  return [exemptBy(exemption), ...treatments.filter(({ category }) => category !== 'S')];
}

function treatmentBy({ id, code, name, percentage, category, isInclusive, reason, reasonCode }: TaxRateVersion): TaxTreatment {
  return { rateId: id, code, name, percentage, category, isInclusive, reason, reasonCode };
}

const EXEMPTION_NAMES: Readonly<Record<TaxExemption['category'], string>> = {
  E: 'Exempt',
  AE: 'Reverse charge',
  K: 'Intra-community supply',
  G: 'Export',
  O: 'Outside the scope of tax',
};

function exemptBy({ category, reason, reasonCode }: TaxExemption): TaxTreatment {
  return { rateId: null, code: null, name: EXEMPTION_NAMES[category], percentage: new Decimal(0), category, isInclusive: false, reason, reasonCode };
}
