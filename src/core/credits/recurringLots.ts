/**
 * Which lots a recurring grant owes by a time: a pure function of the rule, its end, the customer's calendar, and what is posted.
 *
 * What may go over to the next interval is a lot of its own from the start: the first part of an interval's credit ends with
 * the interval, the other later. The first expires sooner, so it is drawn on first, and what goes over is always "what is left, up
 * to the limit". Nothing is decided at the end of an interval, so late usage and the time of posting make no difference.
 */
import { type BookHead, type BookOwner, appendJournals } from '../book.ts';
import type { CurrencyCode } from '../currency.ts';
import { type Instant, earlier, instant, later } from '../instant.ts';
import { invariant } from '../invariant.ts';
import type { Journal } from '../journal.ts';
import { type Period, type Schedule, periodAt, periodsBetween } from '../period.ts';
import { type ZoneTimeline, dayAt } from '../zoneTimeline.ts';
import { type Grant, type GrantTerms, type LotPart, type Recurrence, grantId, grantJournal } from './grant.ts';
import type { Lot } from './lot.ts';
import { type RecurringGrant, endOf, partsOf } from './recurringGrant.ts';

/** A lot that is owed: all of a grant but its place in the book. */
export interface DueLot {
  readonly id: string;
  readonly customerId: string;
  readonly terms: GrantTerms & { readonly startsAt: Instant };
}

/** What grants lots: a recurring grant, or a subscription with its allowances. */
export type GrantingRule = Pick<RecurringGrant, 'id' | 'customerId' | 'cause' | 'actor'>;

/** What is posted of a rule: its newest interval. */
export type NewestInterval = Pick<GrantTerms, 'startsAt'> & Pick<Recurrence, 'day'>;

export interface DueLotQuestion {
  readonly tenantId: string;
  readonly zone: ZoneTimeline;
  /** By the rule's id; absent while nothing of it is posted. */
  readonly newest: ReadonlyMap<string, NewestInterval>;
  /** What begins later is not owed yet. */
  readonly at: Instant;
}

/** The lots that a rule owes and that are not posted, oldest first; of an interval, first what ends with it. */
export function dueLots(rule: RecurringGrant, { tenantId, zone, newest, at }: DueLotQuestion): DueLot[] {
  const { terms } = rule;
  const posted = newest.get(rule.id);
  const end = endOf(rule);
  const after = instant(at + 1);
  const schedule: Schedule = { interval: terms.interval, anchor: terms.anchor, startAt: terms.anchorAt, zone };
  return periodsBetween(schedule, posted?.startsAt ?? terms.startAt, end === null ? after : earlier(end, after)).flatMap((period) => {
    const day = dayAt(period.start, zone);
    return posted !== undefined && day <= posted.day ? [] : lotsOf(rule, { tenantId, schedule, period, day });
  });
}

/** The newest interval of each rule among grants. */
export function newestIntervals(grants: readonly Grant[]): Map<string, NewestInterval> {
  const newest = new Map<string, NewestInterval>();
  for (const { terms: { startsAt, recurrence } } of grants) {
    if (recurrence === undefined || (newest.get(recurrence.recurringGrantId)?.day ?? -Infinity) >= recurrence.day) continue;
    newest.set(recurrence.recurringGrantId, { startsAt, day: recurrence.day });
  }
  return newest;
}

/** A rule with what it owes; none of it is empty. */
export interface OwedByRule {
  readonly rule: GrantingRule;
  readonly due: readonly DueLot[];
}

/** What posting what is owed makes of a book. */
export interface OwedCredit {
  readonly grants: readonly Grant[];
  readonly journals: readonly Journal[];
  readonly head: BookHead;
}

/**
 * The journals and rows of what is owed, as they are posted, or would be now: with effect from the beginning of each interval,
 * in the name of who made the rule and for its request. The journals of one rule are one operation.
 */
export function oweCredit(owner: BookOwner, book: BookHead, owed: readonly OwedByRule[], { currency, now }: { readonly currency: CurrencyCode; readonly now: Instant }): OwedCredit {
  const grants: Grant[] = [];
  const journals: Journal[] = [];
  let head: BookHead = { seq: book.seq, hash: book.hash, recordedAt: book.recordedAt };
  for (const { rule, due } of owed) {
    const drafts = due.map(({ id, terms }) => grantJournal(id, terms, { currency, now: terms.startsAt }));
    const appended = appendJournals(owner, head, drafts, { now, cause: rule.cause, actor: rule.actor });
    grants.push(...due.map((lot, index) => ({ ...lot, seq: head.seq + 1 + index, recordedAt: appended.head.recordedAt, actor: rule.actor })));
    journals.push(...appended.journals);
    head = appended.head;
  }
  return { grants, journals, head };
}

/** What is owed as lots, each with the journal that it will have. */
export function owedLots({ grants, journals }: OwedCredit): Lot[] {
  return grants.map((grant, index) => {
    const journal = journals[index];
    invariant(journal, 'what is owed has a journal');
    return { grant, granted: grant.terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt: grant.terms.expiresAt, isPaidFor: true, projected: journal };
  });
}

interface LotPlace {
  readonly tenantId: string;
  readonly schedule: Schedule;
  readonly period: Period;
  readonly day: number;
}

function lotsOf(rule: RecurringGrant, { tenantId, schedule, period, day }: LotPlace): DueLot[] {
  const { id: recurringGrantId, customerId, terms } = rule;
  const startsAt = later(period.start, terms.startAt);
  const { base, rollover } = partsOf(terms);
  const lot = (part: LotPart, granted: GrantTerms | null, expiresAt: Instant | null): DueLot[] => {
    if (granted === null) return [];
    const own = { ...granted, startsAt, expiresAt, recurrence: { recurringGrantId, day, part } };
    return [{ id: grantId(own, { tenantId, customerId, cause: recurringGrantId, at: startsAt }), customerId, terms: own }];
  };
  return [...lot('BASE', base, expiryOf(rule, schedule, { period, startsAt })), ...lot('ROLLOVER', rollover, endAfter(schedule, period, terms.rollover?.intervals ?? 0))];
}

function expiryOf({ terms: { expiresAfter, neverExpires } }: RecurringGrant, { zone }: Schedule, { period, startsAt }: { readonly period: Period; readonly startsAt: Instant }): Instant | null {
  if (neverExpires) return null;
  return expiresAfter === null ? period.end : periodAt({ interval: expiresAfter, anchor: 'ANNIVERSARY', startAt: startsAt, zone }, startsAt).end;
}

/** The end of the interval that comes so many after one. */
export function endAfter(schedule: Schedule, period: Period, intervals: number): Instant {
  let { end } = period;
  for (let n = 0; n < intervals; n += 1) end = periodAt(schedule, end).end;
  return end;
}
