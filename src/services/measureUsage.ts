/** Measures usage: a meter's quantities for one customer over windows of time, as rating would count them. */
import type { Dimensions } from '../core/aggregation.ts';
import type { Customer } from '../core/customer.ts';
import type { Decimal } from '../core/decimal.ts';
import { refuseUnless } from '../core/errors.ts';
import { reachOf } from '../core/level.ts';
import { type IntervalUnit, type Period, intersect, periodsBetween } from '../core/period.ts';
import { UsageSweep } from '../core/usageSweep.ts';
import type { ZoneTimeline } from '../core/zoneTimeline.ts';
import { getCustomerZone } from '../repositories/customerZones.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import { scanEvents } from '../repositories/countedEvents.ts';
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
 * One quantity a window, or a window and combination of dimensions; windows without usage count zero. A level is averaged
 * over the window as it is cut to the time. Null for no such meter.
 * Errors: OUT_OF_RANGE at `to` unless it lies after `from`; TOO_MANY above 1,000 windows.
 */
export async function measureUsage(engine: Engine, actor: TenantActor, customer: Customer, { meterCode, time, window: length }: UsageMeasurement): Promise<UsageQuantity[] | null> {
  refuseUnless(time.start < time.end, 'OUT_OF_RANGE', 'does not lie after `from`', ['to']);
  const db = engine.store.database;
  const [meter] = await findMetersByCode(db, actor.tenantId, [meterCode]);
  if (!meter) return null;
  const windows = windowsOf(await getCustomerZone(db, actor, customer.id), time, length);
  const sweep = new UsageSweep(windows.map((period) => ({ meter, groupBy: meter.groupBy, keepValues: false, service: period, period })));
  const window = { customerId: customer.id, eventName: meter.eventName, time: reachOf(meter, time), knownBySeq: null };
  await scanEvents(db, actor.tenantId, window, (event) => sweep.add(event));
  return [...sweep.results()].flatMap(([{ period }, { quantity, eventCount, groups }]): UsageQuantity[] => {
    if (meter.groupBy.length === 0) return [{ period, quantity, eventCount, dimensions: null }];
    return groups.filter((group) => group.eventCount > 0 || !group.quantity.isZero()).map((group) => ({ period, ...group }));
  });
}

function windowsOf(zone: ZoneTimeline, time: Period, window: UsageMeasurement['window']): Period[] {
  if (window === null) return [time];
  const shortest = { DAY: 1, WEEK: 7, MONTH: 28 }[window] * 23 * 3_600_000;
  refuseUnless((time.end - time.start) / shortest <= WINDOW_LIMIT, 'TOO_MANY', `asks for more than ${WINDOW_LIMIT} windows`, ['window']);
  const schedule = { interval: { unit: window, count: 1 }, anchor: 'CALENDAR', startAt: time.start, zone } as const;
  return periodsBetween(schedule, time.start, time.end).flatMap((period) => intersect(period, time) ?? []);
}
