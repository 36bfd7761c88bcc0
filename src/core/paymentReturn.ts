/** Payments given back, or that did not hold: which invoices owe again, and what leaves the customer's credit. */
import { CUSTOMER_CREDIT, RECEIVABLE, TRANSIT } from './accounts.ts';
import type { CurrencyCode } from './currency.ts';
import { refuseUnless } from './errors.ts';
import type { Journal } from './journal.ts';
import { amountText } from './money.ts';
import { type Posting, netOn } from './posting.ts';
import { postFact } from './postingRules.ts';

/** A recorded payment as it stands in a locked book. */
export interface ReturnablePayment {
  readonly id: string;
  readonly provider: string;
  /** The journals that capture it and that gave something of it back, in book order. */
  readonly journals: readonly Journal[];
  /** Of the invoices that it paid: how much more each could owe, which is what is left of the document and is not owed. */
  readonly rooms: ReadonlyMap<string, bigint>;
}

/** What of a payment is left, and what of that each invoice has; newest invoice last. */
interface Returnable {
  readonly left: bigint;
  readonly credited: bigint;
  readonly paid: ReadonlyMap<string, bigint>;
}

/**
 * What giving back `amount` of a payment posts; null for all that is left of it. It is taken, in this order, from the credit that the payment made,
 * as far as that is there; from the invoices that it paid, the last first, which owe again but never more than is left of the
 * document; and from whatever credit the customer has, as credit notes make it. Of a failure the rest takes the credit below zero: the money
 * is gone, whatever was done with it.
 * Errors: INVALID_STATE at `paymentId` if nothing of it is left; OUT_OF_RANGE at `amount` for more than is left of it, or, of a refund, than can be taken back.
 */
export function returnPostings(
  amount: bigint | null,
  payment: ReturnablePayment,
  { credit, currency, mayOverdraw }: { readonly credit: bigint; readonly currency: CurrencyCode; readonly mayOverdraw: boolean },
): Posting[] {
  const { left, credited, paid } = returnableOf(payment);
  refuseUnless(left > 0n, 'INVALID_STATE', 'was given back already', ['paymentId']);
  const wanted = amount ?? left;
  refuseUnless(wanted <= left, 'OUT_OF_RANGE', `is more than the ${amountText(left, currency)} that is left of the payment`, ['amount']);
  const there = credit > 0n ? credit : 0n;
  const fromOwn = least(wanted, credited, there);
  let open = wanted - fromOwn;
  const invoices = [...paid].reverse().flatMap(([invoice, part]) => {
    const taken = least(open, part, payment.rooms.get(invoice) ?? 0n);
    open -= taken;
    return postFact('payment captured', { payment: payment.id, invoice }, -taken);
  });
  const fromAny = mayOverdraw ? open : least(open, there - fromOwn);
  refuseUnless(fromAny === open, 'OUT_OF_RANGE', `is more than the ${amountText(wanted - open + fromAny, currency)} that can be taken back: the rest of the payment was used`, ['amount']);
  return [
    ...invoices,
    ...postFact('payment in excess', { payment: payment.id }, -(fromOwn + fromAny)),
    ...postFact('payment settled', { payment: payment.id, provider: payment.provider }, -wanted),
  ];
}

/** What is left of a document, given the journals of its invoice: its total less what credit notes and write-offs took off it. */
export function documentLeft(journals: readonly Journal[]): bigint {
  const kinds = journals.filter(({ kind }) => kind === 'INVOICE' || kind === 'CREDIT_NOTE' || kind === 'WRITE_OFF').flatMap(({ postings }) => postings);
  return netOn(RECEIVABLE, kinds.filter(({ credit }) => credit.code !== CUSTOMER_CREDIT));
}

function returnableOf({ id, journals }: ReturnablePayment): Returnable {
  const paid = new Map<string, bigint>();
  let credited = 0n;
  let left = 0n;
  for (const { debit, credit, amount } of journals.flatMap(({ postings }) => postings)) {
    const [other, signed] = debit.code === TRANSIT && debit.reference === id ? [credit, amount] : [debit, -amount];
    if (other.code === RECEIVABLE) paid.set(other.reference, (paid.get(other.reference) ?? 0n) + signed);
    else if (other.code === CUSTOMER_CREDIT) credited += signed;
    if (other.code === RECEIVABLE || other.code === CUSTOMER_CREDIT) left += signed;
  }
  return { left, credited, paid };
}

function least(...amounts: readonly bigint[]): bigint {
  const smallest = amounts.reduce((least, amount) => (amount < least ? amount : least));
  return smallest > 0n ? smallest : 0n;
}
