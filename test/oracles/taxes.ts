/** The figures of Lago and Meteroid on tax, in our words. Their amounts are cents. */
import { allocate } from '../../src/core/allocation.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { type TaxTreatment, taxDocument } from '../../src/core/tax.ts';
import type { Outcome, Translation } from './oracleCases.ts';

function treatmentOf(percentage: Decimal): TaxTreatment {
  const name = percentage.toFixed();
  return { rateId: name, code: name, name, percentage, category: 'S', isInclusive: false, reason: null, reasonCode: null };
}

interface LineAndRate {
  readonly line_cents: number;
  readonly rate: string;
}

/** Rates are fractions there, percentages here. */
function oneLine({ line_cents, rate }: LineAndRate, { tax_cents }: { tax_cents: number }): Outcome {
  const taxed = taxDocument([{ taxable: BigInt(line_cents), treatments: [0] }], [treatmentOf(new Decimal(rate).times(100))]);
  return { ours: taxed.tax, theirs: BigInt(tax_cents) };
}

interface CouponInputs {
  readonly subscription_fee: number;
  readonly subscription_tax: number;
  readonly usage: readonly { readonly cents: number; readonly tax: number }[];
  readonly coupon_cents: number;
}
interface CouponFigures {
  readonly line_coupon: readonly number[];
  readonly line_tax: readonly number[];
  readonly tax: number;
  readonly total: number;
}

/** The coupon is spread over the lines before they are taxed. */
function couponThenTax({ subscription_fee, subscription_tax, usage, coupon_cents }: CouponInputs, expected: CouponFigures): Outcome {
  const lines = [{ cents: subscription_fee, tax: subscription_tax }, ...usage].map(({ cents, tax }) => ({ amount: BigInt(cents), tax }));
  const coupon = allocate(BigInt(coupon_cents), lines.map(({ amount }) => amount));
  const rates = [...new Set(lines.map(({ tax }) => tax))].filter((tax) => tax > 0);
  const taxable = lines.map(({ amount, tax }, index) => ({ taxable: amount - (coupon[index] ?? 0n), treatments: tax === 0 ? [] : [rates.indexOf(tax)] }));
  const taxed = taxDocument(taxable, rates.map((rate) => treatmentOf(new Decimal(rate))));
  const lineTax = taxed.lines.map(({ taxes }) => taxes.reduce((sum, { taxAmount }) => sum + taxAmount, 0n));
  const total = taxable.reduce((sum, line) => sum + line.taxable, 0n) + taxed.tax;
  return {
    ours: { coupon, lineTax, tax: taxed.tax, total },
    theirs: { coupon: expected.line_coupon.map(BigInt), lineTax: expected.line_tax.map(BigInt), tax: BigInt(expected.tax), total: BigInt(expected.total) },
  };
}

export const LAGO_TAXES: Translation = { cases: { 'tax-lines-and-coupon': couponThenTax }, areas: {} };
export const OPENMETER_TAXES: Translation = { cases: {}, areas: { tax: oneLine } };
