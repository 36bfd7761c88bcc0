/** The figures of others on credit, in our words: lots that the lines of an invoice draw on. */
import { type Lot, balanceOf, standingOf } from '../../src/core/credits/lot.ts';
import { type DrawingLine, drawOn } from '../../src/core/credits/waterfall.ts';
import { parseGrant } from '../../src/core/credits/grant.ts';
import { type Instant, instant, instantText } from '../../src/core/instant.ts';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { startTally } from '../../src/core/lineUsage.ts';
import { contains } from '../../src/core/period.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { METERS, USD, UTC, at, completion, planVersion, segment, TOKENS } from '../support/ledger.ts';
import type { Meter } from '../../src/core/meter.ts';
import type { Outcome, Translation } from './oracleCases.ts';

const START = at('2020-01-01');
const LATER = at('2030-01-01');
const LEVEL = METERS['level'] as Meter;

/** A lot in whole units, the older the lower its `age`. */
function lot(id: string, units: number, { priority = 50, expiresAt = null, startsAt = null, age = 0, burned = 0 }: { priority?: number; expiresAt?: Instant | null; startsAt?: Instant | null; age?: number; burned?: number } = {}): Lot {
  const terms = parseGrant({ amount: '1', priority, expiresAt, startsAt }, { currency: USD, now: START });
  const grant = { id, customerId: 'c', terms: { ...terms, amount: BigInt(units) }, seq: age, recordedAt: START, actor: 'key' };
  return { grant, granted: BigInt(units), burned: BigInt(burned), expired: 0n, voided: 0n, transferred: 0n, expiresAt, isPaidFor: true };
}

function line(index: number, amount: number, when: Instant = START): DrawingLine {
  return { lineKey: `l${index}`, amount: BigInt(amount), whole: BigInt(amount), drawn: new Map(), at: when, subject: null };
}

/** What each line draws on each lot, in the order in which the lots are given. */
function drawn(lines: readonly DrawingLine[], lots: readonly Lot[]): number[][] {
  const draws = drawOn(lines, lots, LATER);
  return lines.map(({ lineKey }) => lots.map(({ grant }) => Number(draws.find((draw) => draw.lineKey === lineKey && draw.grantId === grant.id)?.amount ?? 0n)));
}

function allocated({ line_amounts, credits_in_order }: { line_amounts: number[]; credits_in_order: number[] }, { allocation }: { allocation: { credits: number[]; due: number }[] }): Outcome {
  const lots = credits_in_order.map((units, age) => lot(`g${age}`, units, { age }));
  const ours = drawn(line_amounts.map((amount, index) => line(index, amount)), lots);
  return { ours: ours.map((credits, index) => ({ credits, due: (line_amounts[index] ?? 0) - sum(credits) })), theirs: allocation };
}

function applied({ credit_balances_in_order, usage_cost }: { credit_balances_in_order: number[]; usage_cost: number }, expected: { applications: number[]; unpaid_usage: number }): Outcome {
  const [applications = []] = drawn([line(0, usage_cost)], credit_balances_in_order.map((units, age) => lot(`g${age}`, units, { age })));
  return { ours: [applications, usage_cost - sum(applications)], theirs: [expected.applications, expected.unpaid_usage] };
}

function consumed(lots: readonly Lot[], units: number, expected: { consumed: number[]; remaining: number[] }): Outcome {
  const [ours = []] = drawn([line(0, units)], lots);
  return { ours: [ours, lots.map(({ granted }, index) => Number(granted) - (ours[index] ?? 0))], theirs: [expected.consumed, expected.remaining] };
}

function firstInFirstOut({ top_ups, invoice }: { top_ups: string[]; invoice: string }, expected: { consumed: number[]; remaining: number[] }): Outcome {
  return consumed(top_ups.map((text, age) => lot(`w${age}`, Number.parseInt(text, 10) * 100, { age })), Number(invoice) * 100, expected);
}

function byPriority({ top_ups, invoice }: { top_ups: { amt: number; prio: number }[]; invoice: number }, expected: { consumed: number[]; remaining: number[] }): Outcome {
  return consumed(top_ups.map(({ amt, prio }, age) => lot(`w${age}`, amt * 100, { priority: prio, age })), invoice * 100, expected);
}

interface Burn {
  readonly grants: readonly { readonly id: string; readonly amount: number; readonly priority: number; readonly effective: string; readonly expires: string }[];
  readonly usage: readonly { readonly qty: number; readonly at: string }[];
}

/** One usage period, whose line draws when it is invoiced. */
function burned({ grants, usage }: Burn, expected: { balances: Record<string, number>; overage?: number }): Outcome {
  const lots = grants.map(({ id, amount, priority, effective, expires }, age) => lot(id, amount, { priority, age, startsAt: at(effective), expiresAt: at(expires) }));
  const used = sum(usage.map(({ qty }) => qty));
  const [draws = []] = drawn([line(0, used, instant(Math.max(...usage.map((one) => at(one.at)))))], lots);
  const balances = Object.fromEntries(lots.map(({ grant, granted }, index) => [grant.id, Number(granted) - (draws[index] ?? 0)]));
  return { ours: [balances, used - sum(draws)], theirs: [expected.balances, expected.overage ?? 0] };
}

/** What is taken back of a line that a lot has paid a part of. */
function capped({ buckets, deduct }: { buckets: { starting_balance: number }[]; deduct: number }, expected: { capped: number; remaining: number }): Outcome {
  const paid = buckets[0]?.starting_balance ?? 0;
  const charged = { ...line(0, deduct), whole: 0n, drawn: new Map([['g', BigInt(paid)]]) };
  const back = -Number(drawOn([charged], [lot('g', paid, { burned: paid })], LATER)[0]?.amount ?? 0n);
  return { ours: [back, deduct + back], theirs: [expected.capped, expected.remaining] };
}

/** A lot that expires as the period ends which it has paid for. */
function expiredAtPeriodEnd(inputs: { issued: number; applied: number }, { expired_entry }: { expired_entry: number }): Outcome {
  const cents = { ...TOKENS, model: { perUnit: { unitAmount: '0.01' } } };
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [cents] })] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  book.grantCredit('g', at('2026-01-01'), { amount: (inputs.issued / 100).toFixed(2), expiresAt: at('2026-02-01') });
  book.record([completion('used', '2026-01-15', inputs.applied)]);
  book.issue(at('2026-02-01'));
  return { ours: book.lots().map((own) => [Number(own.expired), Number(standingOf(own, at('2026-02-01')).burned)]), theirs: [[expired_entry, inputs.applied]] };
}

/** Each usage is charged and invoiced as it comes; the lot is voided between two of them. */
function deletedBetween({ grants, usage }: Omit<Burn, 'grants'> & { grants: (Burn['grants'][number] & { deleted: string })[] }, expected: { balances: Record<string, number>; overage: number }): Outcome {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [] });
  for (const { id, amount, priority, effective, expires } of grants) book.grantCredit(id, at(effective), { amount: cents(amount), priority, expiresAt: at(expires) });
  const deletions = grants.map(({ id, deleted }) => ({ when: at(deleted), happen: () => book.voidCredit(id, at(deleted), null) }));
  const charges = usage.map(({ qty, at: when }) => ({ when: at(when), happen: () => chargeNow(book, at(when), qty) }));
  for (const { happen } of [...deletions, ...charges].sort((a, b) => a.when - b.when)) happen();
  const now = at(usage.at(-1)?.at ?? '');
  const balances = Object.fromEntries(book.lots().map((own) => [own.grant.id, Number(standingOf(own, now).remaining)]));
  return { ours: [balances, sum(book.invoices.map(({ view }) => Number(view.total)))], theirs: [expected.balances, expected.overage] };
}

interface Latest {
  readonly grants: readonly { readonly id: string; readonly amount: number; readonly priority: number; readonly active_hours: readonly [number, number] }[];
  readonly readings: readonly { readonly value: number; readonly at_hour: number }[];
}

/** A document at the end of each segment, for what the meter reads over it. */
function burnedByLatest({ grants, readings }: Latest, expected: { segments: { hours: [number, number] }[]; end_balance: number }): Outcome {
  const hour = (count: number) => instant(START + count * 3_600_000);
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [] });
  for (const { id, amount, priority, active_hours: [from, to] } of grants) book.grantCredit(id, START, { amount: cents(amount), priority, startsAt: hour(from), expiresAt: hour(to) });
  const events = readings.map(({ value, at_hour }) => completion(`at ${at_hour}`, instantText(hour(at_hour)), value));
  const segments = expected.segments.map(({ hours }) => {
    const window = { start: hour(hours[0]), end: hour(hours[1]) };
    const tally = startTally({ meter: LEVEL, service: window, period: window, groupBy: [], keepValues: false });
    for (const event of events) if (contains(window, event.occurredAt)) tally.add(event);
    const usage = Number(decimalText(tally.result().quantity));
    const [last, start_balance] = [instant(window.end - 1), Number(balanceOf(book.lots(), window.start))];
    chargeNow(book, last, usage);
    return { hours, start_balance, usage, end_balance: Number(balanceOf(book.lots(), last)) };
  });
  return { ours: [segments, segments.at(-1)?.end_balance], theirs: [expected.segments, expected.end_balance] };
}

/** Windows one after another are months; each has a lot of units that ends with it. */
function grantedByWindow({ windows, unit }: { windows: { quota: number; used: number }[]; unit: string }, expected: { overage: number; total: number }): Outcome {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [{ ...TOKENS, model: { perUnit: { unitAmount: unit } } }] })] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  for (const [index, { quota, used }] of windows.entries()) {
    const [start, end] = [at(`2026-0${index + 1}-01`), at(`2026-0${index + 2}-01`)];
    book.grantCredit(`g${index}`, start, { amount: String(quota), expiresAt: end }, { code: 'QUOTA', decimals: 0, moneyPerUnit: new Decimal(unit) });
    book.record([completion(`used ${index}`, instantText(start), used)]);
    book.issue(end);
  }
  const total = sum(book.invoices.map(({ view }) => Number(view.total))) / 100;
  return { ours: [total / Number(unit), total], theirs: [expected.overage, expected.total] };
}

/** A charge of so many cents, on an invoice of its own at once. */
function chargeNow(book: BookSimulator, now: Instant, amount: number): void {
  book.addCharge(`charge ${now}`, now, { description: 'Usage', amount: cents(amount) });
  book.issue(now);
}

const cents = (amount: number) => (amount / 100).toFixed(2);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

export const LAGO_CREDITS: Translation = { cases: { 'wallet-fifo': firstInFirstOut, 'wallet-priority': byPriority }, areas: {} };

export const OPENMETER_CREDITS: Translation = {
  cases: { 'om-burn-two': burned, 'om-burn-expiry-first': burned, 'om-burn-overage-then-grant': burned, 'au-refund-capped': capped, 'fg-expire-partial': expiredAtPeriodEnd, 'om-burn-deleted': deletedBetween, 'om-latest-meter': burnedByLatest, 'fp-grants-sequential': grantedByWindow },
  areas: { 'credits.allocation': allocated, 'credits.application': applied },
};
