/** Measures usage: a meter's quantities for one customer over windows of time, as rating would count them. */
import type { Dimensions } from '../core/aggregation.ts';
import type { Customer } from '../core/customer.ts';
import type { Decimal } from '../core/decimal.ts';
import { refuseUnless } from '../core/errors.ts';
import { LineUsageTally } from '../core/lineUsage.ts';
import { type IntervalUnit, type Period, contains, intersect, periodsBetween } from '../core/period.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import { scanEvents } from '../repositories/usageEvents.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';

export interface UsageQuantity {
  readonly period: Period;
  readonly quantity: Decimal;
  readonly eventCount: number;
  /** Null for a meter without group-by. */
  readonly dimensions: Dimensions | null;
}

export interface UsageMeasurement {
  readonly meterCode: string;
  readonly time: Period;
  /** Null: the whole time is one window. */
  readonly window: Extract<IntervalUnit, 'DAY' | 'WEEK' | 'MONTH'> | null;
}

const WINDOW_LIMIT = 1_000;

/**
 * One quantity a window, or a window and combination of dimensions; windows without usage count zero. Null for no such meter.
 * Errors: OUT_OF_RANGE at `to` unless it lies after `from`; TOO_MANY above 1,000 windows.
 */
export async function measureUsage(engine: Engine, actor: TenantActor, customer: Customer, { meterCode, time, window }: UsageMeasurement): Promise<UsageQuantity[] | null> {
  refuseUnless(time.start < time.end, 'OUT_OF_RANGE', 'does not lie after `from`', ['to']);
  const db = engine.store.database;
  const [meter] = await findMetersByCode(db, actor.tenantId, [meterCode]);
  if (!meter) return null;
  const windows = windowsOf(customer, time, window);
  const tallies = windows.map((period) => ({ period, tally: new LineUsageTally(meter, { keepValues: false }) }));
  await scanEvents(db, actor.tenantId, { customerId: customer.id, eventName: meter.eventName, time, knownBySeq: null }, (event) => {
    tallies[indexOfWindow(windows, event.occurredAt)]?.tally.add(event);
  });
  return tallies.flatMap(({ period, tally }): UsageQuantity[] => {
    const { quantity, eventCount, groups } = tally.result();
    return meter.groupBy.length === 0 ? [{ period, quantity, eventCount, dimensions: null }] : groups.map((group) => ({ period, ...group }));
  });
}

function windowsOf({ timeZone }: Customer, time: Period, window: UsageMeasurement['window']): Period[] {
  if (window === null) return [time];
  const shortest = { DAY: 1, WEEK: 7, MONTH: 28 }[window] * 23 * 3_600_000;
  refuseUnless((time.end - time.start) / shortest <= WINDOW_LIMIT, 'TOO_MANY', `asks for more than ${WINDOW_LIMIT} windows`, ['window']);
  const schedule = { interval: { unit: window, count: 1 }, anchor: 'CALENDAR', startAt: time.start, zone: timeZone } as const;
  return periodsBetween(schedule, time.start, time.end).flatMap((period) => intersect(period, time) ?? []);
}

/** Windows tile the time, so a binary search finds the one. */
function indexOfWindow(windows: readonly Period[], at: Period['start']): number {
  let low = 0;
  let high = windows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((windows[middle]?.start ?? Infinity) <= at) low = middle;
    else high = middle - 1;
  }
  const found = windows[low];
  return found && contains(found, at) ? low : -1;
}
