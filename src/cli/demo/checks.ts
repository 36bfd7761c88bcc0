/** Whether what the demo shows is true: every figure of the report against what it must be. */
import { Decimal, ZERO } from '../../core/decimal.ts';
import type { Invoice, Money } from './documents.ts';
import { EXPECTED_FIRST_FEE, EXPECTED_TOTALS } from './expected.ts';
import { featuredInvoice, type Played } from './play.ts';
import { CUSTOMERS } from './story.ts';

export interface Check {
  /** What must hold, as a sentence. */
  readonly claim: string;
  readonly holds: boolean;
  /** What was found, in a few words. */
  readonly found: string;
}

export function checkFigures(played: Played): Check[] {
  return [...usageChecks(played), ...invoiceChecks(played), ...ledgerChecks(played)];
}

function usageChecks({ events, sent, counts, invoices }: Played): Check[] {
  const { accepted, duplicate, conflict, rejected } = counts;
  return [
    check('events sent are accepted or duplicates', sent === accepted + duplicate && conflict + rejected === 0, `${sent} = ${accepted} + ${duplicate}`),
    check('each event is accepted once', accepted === events.length, `${accepted} of ${events.length}`),
    ...CUSTOMERS.map(({ externalId }) => {
      const own = events.filter(({ customerExternalId }) => customerExternalId === externalId);
      const tokens = sum(own.map((event) => new Decimal(event.properties.tokens)));
      const billed = { tokens: billedQuantity(invoices, externalId, 'tokens'), requests: billedQuantity(invoices, externalId, 'requests') };
      const holds = billed.tokens.eq(tokens) && billed.requests.eq(own.length);
      return check(`${externalId} is billed for exactly what it used`, holds, `${billed.tokens.toFixed()} tokens, ${billed.requests.toFixed()} requests`);
    }),
  ];
}

function invoiceChecks({ invoices, again, reread }: Played): Check[] {
  const unequal = invoices.filter(({ lines, subtotal }) => sumOfMoney(lines.nodes.map(({ amount }) => amount)) !== BigInt(subtotal.minorUnits));
  const wrongTotals = invoices.filter(({ subtotal, credits, tax, total }) => sumOfMoney([subtotal, credits, tax]) !== BigInt(total.minorUnits));
  const featured = featuredInvoice(invoices);
  const late = featured.lines.nodes.filter(({ isAdjustment }) => isAdjustment);
  const firstFee = ofCustomer(invoices, EXPECTED_FIRST_FEE.externalId)[0]?.lines.nodes.map(({ amount }) => amount.amount) ?? [];
  const identity = ({ number, seal, total }: Invoice): string => [number, seal, total.amount].join();
  const isSame = again.replayed && [again.invoice, reread].every((invoice) => identity(invoice) === identity(featured));
  return [
    check('every invoice is the sum of its lines', unequal.length + wrongTotals.length === 0, `${invoices.length} invoices`),
    ...Object.entries(EXPECTED_TOTALS).map(([externalId, expected]) => {
      const totals = ofCustomer(invoices, externalId).map(({ total }) => total.amount);
      return check(`${externalId}'s totals are those worked out by hand`, totals.join() === expected.join(), totals.join(', '));
    }),
    check('a first month from the 11th is 21 of 31 days', firstFee.includes(EXPECTED_FIRST_FEE.amount), EXPECTED_FIRST_FEE.amount),
    check('late usage is an adjustment on the next invoice', late.length > 0, late.map(({ amount }) => amount.amount).join(' and ')),
    check('issued again and read again, an invoice is the same', isSame, `${reread.number}, ${reread.seal.slice(0, 12)}`),
  ];
}

function ledgerChecks({ trialBalances, verification, explained }: Played): Check[] {
  const unbalanced = trialBalances.filter(({ isBalanced, difference }) => !isBalanced || BigInt(difference.minorUnits) !== 0n);
  const unexplained = explained.filter(({ explain }) => !sum(explain.steps.map(({ amount }) => new Decimal(amount))).eq(explain.exactAmount));
  return [
    check('the steps of each line add up to its exact amount', unexplained.length === 0, `${explained.length} lines`),
    check('debits equal credits in every currency', unbalanced.length === 0, trialBalances.map(({ currency }) => currency).join(', ')),
    check('the ledger verifies', verification.isValid, `${verification.journals} journals`),
  ];
}

function check(claim: string, holds: boolean, found: string): Check {
  return { claim, holds, found };
}

function ofCustomer(invoices: readonly Invoice[], externalId: string): Invoice[] {
  return invoices.filter(({ customer }) => customer.externalId === externalId);
}

function sumOfMoney(amounts: readonly Money[]): bigint {
  return amounts.reduce((total, { minorUnits }) => total + BigInt(minorUnits), 0n);
}

function billedQuantity(invoices: readonly Invoice[], externalId: string, priceCode: string): Decimal {
  const lines = ofCustomer(invoices, externalId).flatMap(({ lines: { nodes } }) => nodes.filter(({ price }) => price.code === priceCode));
  return sum(lines.map(({ quantity }) => new Decimal(quantity ?? 0)));
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), ZERO);
}
