/** The figures of others on credit that recurs, rolls over and is refunded, in our words: rules that owe lots, and notes on what sold credit. */
import { CUSTOMER_CREDIT, PREPAID_CREDIT } from '../../src/core/accounts.ts';
import { emptyBook } from '../../src/core/book.ts';
import type { CreditNoteTerms } from '../../src/core/creditNote.ts';
import { type CreditStanding, decideCreditNote } from '../../src/core/creditNoteIssue.ts';
import { parseGrant } from '../../src/core/credits/grant.ts';
import { type Lot, standingOf, voidableOf } from '../../src/core/credits/lot.ts';
import { type RecurringGrant, type RecurringInput, parseRecurring } from '../../src/core/credits/recurringGrant.ts';
import { dueLots, oweCredit, owedLots } from '../../src/core/credits/recurringLots.ts';
import { drawOn } from '../../src/core/credits/waterfall.ts';
import { BillingError } from '../../src/core/errors.ts';
import { type Instant, instant } from '../../src/core/instant.ts';
import type { Journal } from '../../src/core/journal.ts';
import { OWNER, JPY, USD, UTC, at, timelineOf } from '../support/ledger.ts';
import { invoiceOf } from '../support/creditableInvoice.ts';
import { simulatedLots } from '../support/simulatedLots.ts';
import type { Outcome, Translation } from './oracleCases.ts';

const DAY = 86_400_000;
const DAY_HOURS = 24;
const LONG_AGO = at('2020-01-01');

interface Recurring {
  readonly start: string;
  readonly until: string;
  readonly start_balances: Readonly<Record<string, number>>;
  readonly grants: readonly {
    readonly id: string;
    readonly amount: number;
    readonly priority: number;
    readonly effective: string;
    readonly expires: string;
    readonly max_rollover?: number;
    readonly recurrence?: { readonly every_hours: number; readonly anchor: string };
  }[];
  readonly usage: readonly { readonly qty: number; readonly at: string }[];
  readonly resets: readonly string[];
}

/** Everything that a rule owes by a time, in whole units. */
function owedBy(id: string, input: RecurringInput, until: Instant): Lot[] {
  const rule: RecurringGrant = { id, customerId: 'c', terms: parseRecurring(input, { currency: JPY, now: LONG_AGO }), cause: id, bookSeq: 0, recordedAt: LONG_AGO, actor: 'a', end: null };
  const due = dueLots(rule, { tenantId: 't', zone: timelineOf(UTC, []), newest: new Map(), at: until });
  return owedLots(oweCredit(OWNER, emptyBook(OWNER, LONG_AGO), [{ rule, due }], { currency: JPY, now: until }));
}

/** A grant that recurs is a rule; one that does not is a rule of one interval, which ends with the reset, and of which what may go over goes over. */
function lotsOf({ grants, resets, start_balances }: Recurring, until: Instant): Map<string, Lot[]> {
  return new Map(grants.map(({ id, amount, priority, effective, expires, recurrence, max_rollover: rolled }) => {
    if (recurrence) return [id, owedBy(id, { amount: String(amount), priority, startAt: at(effective), endAt: at(expires), anchorAt: at(recurrence.anchor), interval: { unit: 'DAY', count: recurrence.every_hours / DAY_HOURS } }, until)];
    const [reset] = resets;
    if (reset !== undefined) {
      const days = { unit: 'DAY', count: (at(reset) - at(effective.slice(0, 10))) / DAY };
      return [id, owedBy(id, { amount: String(amount), priority, startAt: at(effective), endAt: at(reset), interval: days, rollover: rolled === undefined ? null : { maximumAmount: String(rolled) } }, until)];
    }
    const terms = parseGrant({ amount: String(amount), priority, startsAt: at(effective), expiresAt: at(expires) }, { currency: JPY, now: LONG_AGO });
    return [id, [{ grant: { id, customerId: 'c', terms, seq: 0, recordedAt: LONG_AGO, actor: 'a' }, granted: terms.amount, burned: terms.amount - BigInt(start_balances[id] ?? amount), expired: 0n, voided: 0n, transferred: 0n, expiresAt: terms.expiresAt, isPaidFor: true }]];
  }));
}

/** Each usage from the start on draws as it comes; what was before it is in the balances at the start. */
function recurred(inputs: Recurring, expected: { readonly balances: Readonly<Record<string, number>>; readonly overage?: number }): Outcome {
  const until = at(inputs.until);
  const lots = lotsOf(inputs, until);
  let unpaid = 0;
  for (const { qty, at: when } of inputs.usage.filter((one) => at(one.at) >= at(inputs.start))) {
    const draws = drawOn([{ lineKey: when, amount: BigInt(qty), whole: BigInt(qty), drawn: new Map(), at: at(when), subject: null }], [...lots.values()].flat(), at(when));
    for (const own of lots.values()) own.splice(0, own.length, ...own.map((lot) => ({ ...lot, burned: lot.burned + sum(draws.filter(({ grantId }) => grantId === lot.grant.id).map(({ amount }) => Number(amount))) })));
    unpaid += qty - Number(sum(draws.map(({ amount }) => Number(amount))));
  }
  const balances = Object.fromEntries([...lots].map(([id, own]) => [id, Number(sum(own.map((lot) => Number(standingOf(lot, until).remaining))))]));
  return { ours: [balances, unpaid], theirs: [expected.balances, expected.overage ?? 0] };
}

const NOTE: CreditNoteTerms = { lines: null, amount: null, destination: 'REFUND', lapsedCredit: 'LAPSES', lapsedDays: null, bonusCredit: 'IN_PROPORTION', reason: 'oracle', voids: null };

/** What makes a line one that sells credit. */
const PURCHASE: Journal = { kind: 'CREDIT_PURCHASE', currency: USD, effectiveAt: LONG_AGO, billableAt: LONG_AGO, reversesSeq: null, invoiceId: null, line: null, postings: [], seq: 1, hash: '', recordedAt: LONG_AGO, cause: 'bought', actor: 'a' };

interface Refunded {
  readonly wallet_rate: string;
  readonly paid_credits: string;
  readonly credit_note_refund_cents: number;
  readonly then_void_credits: string;
}

/** A note on the paid invoice that sold credit takes it back; then some is voided, and no note takes back more than is left. */
function refundedPurchase(inputs: Refunded, expected: { balance_after_payment: number; balance_after_refund: number; balance_after_void: number; refund_of_10_cents: string }): Outcome {
  const inCents = (credits: string) => BigInt(Math.round(Number(credits) * Number(inputs.wallet_rate) * 100));
  const invoice = invoiceOf([[inCents(inputs.paid_credits)]]);
  const view = { ...invoice.view, lines: invoice.view.lines.map((line) => ({ ...line, chargeId: 'bought', journals: [PURCHASE] })) };
  const terms = { ...parseGrant({ amount: '1', kind: 'PAID' }, { currency: USD, now: LONG_AGO }), amount: view.total, purchase: { chargeId: 'bought', use: 'ON_PAYMENT' as const } };
  const bought: Lot = { grant: { id: 'g', customerId: 'c', terms, seq: 1, recordedAt: LONG_AGO, actor: 'a' }, granted: terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt: null, isPaidFor: true };
  const later = instant(LONG_AGO + DAY);
  const note = (lot: Lot, amount: bigint, earlier: CreditStanding['earlier'] = []) =>
    decideCreditNote({ ...NOTE, amount }, { ...invoice, view, earlier, invoice: { id: 'i', number: 'INV-1' }, due: 0n, isVoid: false, isWrittenOff: false, deferred: new Map(), ratedThrough: LONG_AGO, lots: new Map([['g', lot]]) }, { owner: OWNER, cause: 'note', effectiveAt: later, at: later });
  const leftOf = (lot: Lot) => Number(standingOf(lot, later).remaining);

  const first = note(bought, BigInt(inputs.credit_note_refund_cents));
  const taken = first.journals.map((draft, index) => ({ ...draft, seq: index + 1, hash: '', recordedAt: later, cause: 'note', actor: 'a' }));
  const refunded = { ...bought, voided: simulatedLots([bought.grant], taken, { expiries: new Map(), movedUnits: new Map() })[0]?.voided ?? 0n };
  const voided = { ...refunded, voided: refunded.voided + voidableOf(refunded, inCents(inputs.then_void_credits), { at: later, currency: USD }) };
  const isRefused = refuses(() => note(voided, 10n, [first.view]));
  return {
    ours: [leftOf(bought), leftOf(refunded), leftOf(voided), isRefused],
    theirs: [expected.balance_after_payment, expected.balance_after_refund, expected.balance_after_void, expected.refund_of_10_cents === 'rejected higher_than_wallet_balance'],
  };
}

interface MixedSources {
  readonly invoice_total_cents: number;
  readonly paid_from_balance_cents: number;
  readonly paid_by_card_cents: number;
}

/** What the balance paid is credit that was drawn; the rest was paid in money: a note over everything makes it the customer's, to be paid out at once. */
function refundedToSources(inputs: MixedSources, expected: { returned_to_balance_cents: number; refunded_to_card_cents: number }): Outcome {
  const [total, drawn] = [BigInt(inputs.invoice_total_cents), BigInt(inputs.paid_from_balance_cents)];
  const invoice = invoiceOf([[total, [], 0n, [{ grantId: 'g', isPaid: true, amount: -drawn }]]]);
  const terms = { ...parseGrant({ amount: '1', kind: 'PAID' }, { currency: USD, now: LONG_AGO }), amount: drawn };
  const used: Lot = { grant: { id: 'g', customerId: 'c', terms, seq: 1, recordedAt: LONG_AGO, actor: 'a' }, granted: drawn, burned: drawn, expired: 0n, voided: 0n, transferred: 0n, expiresAt: null, isPaidFor: true };
  const later = instant(LONG_AGO + DAY);
  const { journals } = decideCreditNote(
    NOTE,
    { ...invoice, invoice: { id: 'i', number: 'INV-1' }, due: invoice.view.total - BigInt(inputs.paid_by_card_cents), isVoid: false, isWrittenOff: false, deferred: new Map(), ratedThrough: LONG_AGO, lots: new Map([['g', used]]) },
    { owner: OWNER, cause: 'note', effectiveAt: later, at: later },
  );
  const credited = (code: string) => Number(sum(journals.flatMap(({ postings }) => postings).filter(({ credit }) => credit.code === code).map(({ amount }) => Number(amount))));
  return { ours: [credited(PREPAID_CREDIT), credited(CUSTOMER_CREDIT)], theirs: [expected.returned_to_balance_cents, expected.refunded_to_card_cents] };
}

function refuses(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof BillingError) return true;
    throw error;
  }
}

function sum(amounts: readonly number[]): bigint {
  return amounts.reduce((total, amount) => total + BigInt(amount), 0n);
}

export const OPENMETER_REFUNDED_CREDIT: Translation = { cases: { 'mt-refund-mixed-sources': refundedToSources }, areas: {} };

export const LAGO_REFUNDED_CREDIT: Translation = { cases: { 'cn-prepaid-refund': refundedPurchase }, areas: {} };

export const OPENMETER_RECURRING_CREDIT: Translation = { cases: { 'om-burn-recurring-weekly-after': recurred, 'om-mreset-two-grants': recurred }, areas: {} };
