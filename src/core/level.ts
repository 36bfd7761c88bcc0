/** Levels: what WEIGHTED_SUM measures. Its events change a level, which stands until the next event, over all borders of periods. */
import { type Decimal, QUANTITY_SCALE, ZERO } from './decimal.ts';
import { EARLIEST_MS, type Instant, instant, later } from './instant.ts';
import { invariant } from './invariant.ts';
import type { Meter } from './meter.ts';
import type { Period } from './period.ts';

/** For how long a level is measured, and for how long it would be in a full period. */
export interface LevelTime {
  /** What is measured: the part of a period in which a price is in force. */
  readonly service: Period;
  /** The whole period, which weighs 1. */
  readonly period: Period;
}

/** Whether what the meter measures goes on into the time after: an event then counts in every later period. */
export function carriesLevel({ aggregation }: Meter): boolean {
  return aggregation === 'WEIGHTED_SUM';
}

/** When the events occurred that a quantity of `service` is made of: in it, or for a level, at any time before its end. */
export function reachOf(meter: Meter, service: Period): Period {
  return carriesLevel(meter) ? { start: instant(EARLIEST_MS), end: service.end } : service;
}

/**
 * A level that is weighted by time: each change counts for what is left of the service when it occurs, in whole
 * milliseconds, and one from before the service for all of it. The sum is divided once, by the length of the whole
 * period, and rounded half away from zero to 12 fraction digits. So the parts of a period add up to what the whole would be.
 * Takes changes in any order. Source: DESIGN section 5, "Aggregations".
 */
export class RunningLevel {
  readonly #time: LevelTime;
  /** Units times milliseconds. */
  #weighted = ZERO;

  constructor(time: LevelTime) {
    this.#time = time;
  }

  add(change: Decimal, at: Instant): void {
    const { start, end } = this.#time.service;
    // One that begins and ends at one instant, as usage so far does at the first of a period, weighs nothing.
    invariant(at < end || at === start, 'a level is changed before its service ends');
    this.#weighted = this.#weighted.plus(change.times(end - later(start, at)));
  }

  quantity(): Decimal {
    const { start, end } = this.#time.period;
    return this.#weighted.div(end - start).toDecimalPlaces(QUANTITY_SCALE);
  }
}
