/** The demo's usage: events made from the story, and the untidy way in which they are sent. */
import { addDays, type CalendarDay, daysBetween, startOfDay } from '../../core/calendar.ts';
import { instant, instantText } from '../../core/instant.ts';
import { compareText } from '../../core/key.ts';
import { seededWhole } from './seededWhole.ts';
import { type Chapter, CUSTOMERS, type DemoCustomer, EVENT_NAME } from './story.ts';

/** An event as `recordUsage` takes it. */
export interface DemoEvent {
  readonly key: string;
  readonly customerExternalId: string;
  readonly eventName: string;
  readonly occurredAt: string;
  readonly properties: { readonly tokens: number };
}

/** Everything that comes in during a chapter, each event once, by time. */
export function usageOf({ month, late }: Chapter): DemoEvent[] {
  const regular = month === null ? [] : CUSTOMERS.flatMap((customer) => monthOf(customer, month));
  const tardy = late.flatMap(({ externalId, day, requests, tokensARequest }) => {
    const customer = CUSTOMERS.filter((candidate) => candidate.externalId === externalId);
    return customer.flatMap((who) => dayOf(who, { day, label: `late-${day}`, tokens: Array<number>(requests).fill(tokensARequest) }));
  });
  return [...regular, ...tardy].sort((a, b) => compareText(a.occurredAt, b.occurredAt) || compareText(a.key, b.key));
}

const BATCH_SIZE = 500;
const OVERLAP = 25;
const REPEATED_EVERY = 3;

/**
 * Batches as an unlucky sender sends them: each begins with events of the one before, as after a crash between sending and
 * noting it down, and every third goes out twice, as after a time-out.
 */
export function batchesOf(events: readonly DemoEvent[]): DemoEvent[][] {
  const starts = Array.from({ length: Math.ceil(events.length / BATCH_SIZE) }, (_, index) => index * BATCH_SIZE);
  return starts.flatMap((start, index) => {
    const batch = events.slice(Math.max(0, start - OVERLAP), start + BATCH_SIZE);
    return index % REPEATED_EVERY === 0 ? [batch, batch] : [batch];
  });
}

function monthOf(customer: DemoCustomer, { from, to }: { from: CalendarDay; to: CalendarDay }): DemoEvent[] {
  const first = customer.startDay > from ? customer.startDay : from;
  const next = seedOf(customer, first);
  const days = Array.from({ length: daysBetween(first, to) }, (_, index) => addDays(first, index));
  return days.flatMap((day) => dayOf(customer, { day, label: day, tokens: tokensOf(customer, next) }));
}

function seedOf({ usage }: DemoCustomer, first: CalendarDay): (most: number) => number {
  return seededWhole(usage.kind === 'UNEVEN' ? usage.seed * 1_000_000 + Number(first.slice(5, 7)) : 0);
}

/** The tokens of each request of a day. */
function tokensOf({ usage }: DemoCustomer, next: (most: number) => number): number[] {
  if (usage.kind === 'STEADY') return Array<number>(usage.requestsADay).fill(usage.tokensARequest);
  return Array.from({ length: 1 + next(usage.requestsADayAtMost - 1) }, () => 100 + next(3_900));
}

/** Spread over the whole local day: the first at its first millisecond, the last at its last, whichever month that is in UTC. */
function dayOf(customer: DemoCustomer, { day, label, tokens }: { day: CalendarDay; label: string; tokens: readonly number[] }): DemoEvent[] {
  const start = startOfDay(day, customer.timeZone);
  const last = startOfDay(addDays(day, 1), customer.timeZone) - 1;
  return tokens.map((count, index) => ({
    key: `${customer.externalId}-${label}-${String(index + 1).padStart(2, '0')}`,
    customerExternalId: customer.externalId,
    eventName: EVENT_NAME,
    occurredAt: instantText(instant(start + Math.floor(((last - start) * index) / Math.max(tokens.length - 1, 1)))),
    properties: { tokens: count },
  }));
}
