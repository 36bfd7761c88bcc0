/** Invoices to take something off, made of amounts, rates and discounts alone. */
import type { CreditableInvoice } from '../../src/core/creditNote.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal, ZERO } from '../../src/core/decimal.ts';
import { instant } from '../../src/core/instant.ts';
import { type InvoiceLine, type InvoiceView, type LineDraw, creditOf, taxInvoice } from '../../src/core/invoice.ts';
import type { LineEvidence } from '../../src/core/journal.ts';
import type { TaxTreatment } from '../../src/core/tax.ts';

const USD = parseCurrency('USD');

export function treatment(percentage: string, isInclusive = false): TaxTreatment {
  return { rateId: `r${percentage}`, code: `r${percentage}`, name: percentage, percentage: new Decimal(percentage), category: 'S', isInclusive, reason: null, reasonCode: null };
}

export function evidence(lineKey: string): LineEvidence {
  return { lineKey, subscriptionId: 's', priceId: 'p', service: { start: instant(0), end: instant(1) }, dimensions: null, quantity: null, eventCount: null, exactAmount: ZERO, ratedDigest: '' };
}

/** A line of an amount, the places of its rates, what a coupon takes off it, and what it draws on credit. */
export type Line = readonly [amount: bigint, rates?: readonly number[], discount?: bigint, draws?: readonly LineDraw[]];

/** An issued invoice of such lines, that nothing was taken off yet. */
export function invoiceOf(lines: readonly Line[], treatments: readonly TaxTreatment[] = []): CreditableInvoice {
  const named = lines.map(([amount, , discount = 0n, draws = []], index): InvoiceLine => {
    const { service, ...rest } = evidence(`line${index}`);
    const discounts = discount === 0n ? [] : [{ appliedCouponId: 'c', amount: discount }];
    return { ...{ lineKey: rest.lineKey, description: 'Work', subscriptionId: 's', priceId: 'p', chargeId: null, service, usageUntil: null, dimensions: null, quantity: null }, amount, discounts, offset: 0n, draws, netAmount: amount + discount + creditOf({ draws }), taxes: [], previous: null, supersedes: null, evidence: evidence(`line${index}`), journals: [] };
  });
  const subtotal = named.reduce((sum, { amount }) => sum + amount, 0n);
  const discounts = lines.reduce((sum, [, , discount = 0n]) => sum + discount, 0n);
  const credits = named.reduce((sum, line) => sum + creditOf(line), 0n);
  const bare: InvoiceView = { lines: named, continued: [], subtotal, discounts, offsets: 0n, credits, taxes: [], tax: 0n, taxIncluded: 0n, total: subtotal + discounts + credits };
  const tax = { treatments, lines: new Map(lines.flatMap(([, rates = []], index) => (rates.length === 0 ? [] : [[`line${index}`, rates] as const]))) };
  return { currency: USD, view: taxInvoice(bare, tax), tax, earlier: [] };
}
