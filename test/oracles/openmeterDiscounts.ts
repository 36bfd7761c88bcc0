/** The figures of Meteroid and Flexprice on discounts, in our words: coupons on a book whose fees all fall due together. */
import { UNBILLED } from '../../src/core/accounts.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { type InvoiceLine, discountOf } from '../../src/core/invoice.ts';
import { amountText } from '../../src/core/money.ts';
import { netOn } from '../../src/core/posting.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { at, planVersion, UTC } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { dollars, feePrice, type Figure, figure, putOn } from './ours.ts';

/** The lines of an invoice for fees, in their order, with the coupons given taken off for ever. */
function discounted(fees: readonly Figure[], coupons: readonly object[], currency = 'USD'): readonly InvoiceLine[] {
  const prices = fees.map((amount, index) => feePrice(amount, `fee ${index}`));
  const simulator = new BookSimulator({ currency: parseCurrency(currency), zone: UTC, versions: [planVersion({ prices })] });
  putOn(simulator, 'v1', '2026-01-01');
  for (const [index, coupon] of coupons.entries()) simulator.applyCoupon(`c${index}`, at('2026-01-01'), { ...coupon, duration: 'FOREVER' });
  return simulator.issue(at('2026-01-01'))?.view.lines ?? [];
}

const net = (line: InvoiceLine) => line.journals.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
const off = (cents: Figure) => ({ amount: dollars(cents), currency: 'USD' });

function distributed(inputs: { line_cents: number[]; invoice_discount_cents: number }, { taxable_cents }: { taxable_cents: number[] }): Outcome {
  const lines = discounted(inputs.line_cents.map(dollars), [off(inputs.invoice_discount_cents)]);
  return { ours: lines.map(net), theirs: taxable_cents.map(BigInt) };
}

function percentage({ price, percent, decimals }: { price: string; percent: string; decimals: number }, expected: { discount: string; final: string }): Outcome {
  const currency = decimals === 0 ? 'JPY' : 'USD';
  const text = (minor: bigint) => figure(amountText(minor, parseCurrency(currency)));
  const [line] = discounted([price], [{ percentage: figure(percent) }], currency);
  return { ours: line && [text(-discountOf(line)), text(net(line))], theirs: [figure(expected.discount), figure(expected.final)] };
}

function stacked(inputs: { subtotal_cents: number; percent_coupons: number[]; fixed_coupons_cents: number[] }, expected: { discount_cents: number }): Outcome {
  const coupons = [...inputs.fixed_coupons_cents.map(off), ...inputs.percent_coupons.map((percent) => ({ percentage: figure(percent) }))];
  const lines = discounted([dollars(inputs.subtotal_cents)], coupons);
  return { ours: -lines.reduce((sum, line) => sum + discountOf(line), 0n), theirs: BigInt(expected.discount_cents) };
}

export const OPENMETER_DISCOUNTS: Translation = {
  cases: {
    'mt-discount-distribute-333': distributed,
    'mt-discount-distribute-gt': distributed,
    'fp-pct-discount-1.00-0.1': percentage,
    'fp-pct-discount-1000-33.333': percentage,
    'mt-coupon-fixed80-50': stacked,
    'mt-coupon-pct10-fixed50': stacked,
  },
  areas: {},
};
