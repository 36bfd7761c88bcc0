/** Revenue schedules: what a period recognised, and what was deferred, prepaid and unbilled at both ends of it, from sums of postings alone. */
import { type AccountCode, DEFERRED, PREPAID_CREDIT, UNBILLED } from './accounts.ts';
import { allocate } from './allocation.ts';
import type { TimeZone } from './calendar.ts';
import { type Instant, instant } from './instant.ts';
import { JOURNAL_KINDS, type JournalKind } from './journal.ts';
import { type Period, contains, intersect, periodsBetween } from './period.ts';
import { zoneTimeline } from './zoneTimeline.ts';

/** What a schedule is about: contract balances, then revenue with all that is taken off it. */
export const REVENUE_ACCOUNTS = ['1150', '2100', '2150', '4000', '4010', '4020', '4030', '4100', '4110', '4120'] as const satisfies readonly AccountCode[];
export type RevenueAccountCode = (typeof REVENUE_ACCOUNTS)[number];

const BREAKAGE = '4020' satisfies RevenueAccountCode;

/** Of which period, and as it was known when; null: by now. */
export interface RevenueQuestion {
  readonly period: Period;
  readonly knownAt: Instant | null;
}

/** Debits less credits on one account in minor units, of the journals of one kind. */
export interface RevenueSum {
  readonly code: RevenueAccountCode;
  readonly kind: JournalKind;
  readonly net: bigint;
  /** Whether it took effect before the period. */
  readonly isOpening: boolean;
}

/** What journals of one kind did to an account in the period. */
export interface RevenueMovement {
  readonly kind: JournalKind;
  readonly amount: bigint;
}

/** One account over the period. Amounts grow on the side of the account: debits of what is unbilled, credits of all others. */
export interface RevenueAccount {
  readonly code: RevenueAccountCode;
  readonly opening: bigint;
  /** None that come to zero. In the order of the kinds. */
  readonly movements: readonly RevenueMovement[];
  readonly closing: bigint;
}

/** A schedule, of everything or of one group. Amounts are minor units. */
export interface RevenueFigures {
  /** Every account of the schedule, by code. */
  readonly accounts: readonly RevenueAccount[];
  /** Revenue of the period, breakage in it, less discounts, credit notes and the tax that prices hold. */
  readonly recognised: bigint;
  /** Paid credit that expired or was kept; part of what was recognised. */
  readonly breakage: bigint;
  readonly deferred: RevenueAccount;
  readonly prepaid: RevenueAccount;
  readonly unbilled: RevenueAccount;
}

/** The schedule that sums of postings make. */
export function revenueFigures(sums: readonly RevenueSum[]): RevenueFigures {
  const accounts = REVENUE_ACCOUNTS.map((code) => accountOf(code, sums.filter((sum) => sum.code === code)));
  const of = (code: RevenueAccountCode) => accounts.find((account) => account.code === code) ?? accountOf(code, []);
  return {
    accounts,
    recognised: accounts.filter(({ code }) => isRevenue(code)).reduce((sum, account) => sum + changeOf(account), 0n),
    breakage: changeOf(of(BREAKAGE)),
    deferred: of(DEFERRED),
    prepaid: of(PREPAID_CREDIT),
    unbilled: of(UNBILLED),
  };
}

/** An account of a schedule beside the trial balance at the end of the period. */
export interface RevenueTie {
  readonly code: RevenueAccountCode;
  readonly scheduled: bigint;
  readonly trialBalance: bigint;
  /** The difference: zero, unless one of the two leaves something out. */
  readonly residual: bigint;
}

/** Holds every account against the trial balance; `balances` are debits less credits by account code. */
export function tieRevenue({ accounts }: RevenueFigures, balances: ReadonlyMap<string, bigint>): RevenueTie[] {
  return accounts.map(({ code, closing }) => {
    const trialBalance = signOf(code) * (balances.get(code) ?? 0n);
    return { code, scheduled: closing, trialBalance, residual: closing - trialBalance };
  });
}

/** Revenue that is deferred for one service. */
export interface DeferredService {
  readonly service: Period;
  readonly amount: bigint;
}

/** What of the deferred revenue a month is to have, in minor units. Projected: nothing of it is posted. */
export interface DeferredMonth {
  readonly month: Period;
  /** What the ledger will earn: of services that end in the month. */
  readonly earned: bigint;
  /** What falls on the month if each service's amount is spread evenly over its time. */
  readonly straightLine: bigint;
}

/**
 * When deferred revenue will be earned, by month of the seller's calendar. A fee is earned as a whole when its service is over, so
 * a month before the end of the period has only what the next invoice will post late. Both columns add up to what is deferred;
 * spreading loses no unit (largest remainder). Months with neither are left out.
 */
export function deferralByMonth(services: readonly DeferredService[], zone: TimeZone): DeferredMonth[] {
  const months = new Map<Instant, { month: Period; earned: bigint; straightLine: bigint }>();
  for (const { service, amount } of services) {
    const spanned = periodsBetween({ interval: { unit: 'MONTH', count: 1 }, anchor: 'CALENDAR', startAt: service.start, zone: zoneTimeline(zone) }, service.start, service.end);
    const shares = allocate(amount, spanned.map((month) => lengthOf(intersect(month, service))));
    for (const [index, month] of spanned.entries()) {
      const sums = months.get(month.start) ?? { month, earned: 0n, straightLine: 0n };
      sums.straightLine += shares[index] ?? 0n;
      if (contains(month, lastMoment(service))) sums.earned += amount;
      months.set(month.start, sums);
    }
  }
  return [...months.values()].filter(({ earned, straightLine }) => earned !== 0n || straightLine !== 0n).sort((a, b) => a.month.start - b.month.start);
}

function accountOf(code: RevenueAccountCode, sums: readonly RevenueSum[]): RevenueAccount {
  const sign = signOf(code);
  const total = (chosen: readonly RevenueSum[]) => sign * chosen.reduce((sum, { net }) => sum + net, 0n);
  const opening = total(sums.filter(({ isOpening }) => isOpening));
  const moved = sums.filter(({ isOpening }) => !isOpening);
  const movements = JOURNAL_KINDS.map((kind) => ({ kind, amount: total(moved.filter((sum) => sum.kind === kind)) })).filter(({ amount }) => amount !== 0n);
  return { code, opening, movements, closing: opening + total(moved) };
}

function changeOf({ opening, closing }: RevenueAccount): bigint {
  return closing - opening;
}

function isRevenue(code: RevenueAccountCode): boolean {
  return code.startsWith('4');
}

function signOf(code: RevenueAccountCode): 1n | -1n {
  return code === UNBILLED ? 1n : -1n;
}

/** A fee is earned in the last millisecond of its service. */
function lastMoment({ end }: Period): Instant {
  return instant(end - 1);
}

function lengthOf(part: Period | null): bigint {
  return part === null ? 0n : BigInt(part.end - part.start);
}
