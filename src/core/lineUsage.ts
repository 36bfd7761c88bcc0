/** The usage behind a charge line: its events aggregated, counted and digested in one pass, in any order. */
import { type Aggregate, type AggregateOptions, type AggregateResult, type KeptValues, type MeteredEvent, startAggregate } from './aggregation.ts';
import { type ChargeLine, usageTimeOf } from './chargeLine.ts';
import { earlier, instant } from './instant.ts';
import { type LevelTime, carriesLevel } from './level.ts';
import { type Meter, meterMatches } from './meter.ts';
import { needsOf } from './pricing/models.ts';
import type { Period } from './period.ts';
import { splitsBy } from './pricing/price.ts';

/** An event with the digest of its intent. */
export interface RecordedEvent extends MeteredEvent {
  /** SHA-256 as 64 hex digits. */
  readonly fingerprint: string;
}

/** What rating needs of a line's events. */
export interface LineUsage extends AggregateResult {
  /** The fingerprints of all measured events, put together so that their order does not matter. */
  readonly eventsDigest: string;
  /** What of it lies before the line's service, and only fills its tiers; absent where nothing is carried. */
  readonly before?: LineUsage;
}

/** What to measure: by which meter, when, split by which properties. */
export interface Measurement extends LevelTime {
  readonly meter: Meter;
  readonly groupBy: readonly string[];
  readonly keepValues: KeptValues;
  /** Whether other events lie among those that are measured, so that it is kept when they occurred. */
  readonly keepsTrace?: boolean;
}

/** What a line must know of its usage: all that it is rated by, and what of it is carried in, if any. Null for one without a meter. */
export function measurementsOf(line: ChargeLine): { readonly whole: Measurement; readonly before: Measurement | null } | null {
  const { price, service, period, carriedFrom } = line;
  const { meter, terms } = price;
  if (meter === null) return null;
  const groupBy = splitsBy(terms);
  const measured = { meter, period, groupBy, keepValues: needsOf(terms.model).readsValues };
  // A level is made of all events from the first one on: no time holds them.
  const keepsTrace = !carriesLevel(meter) && (groupBy.length > 0 || meter.filters.length > 0);
  return {
    whole: { ...measured, service: measuredTime(line, meter), keepsTrace },
    before: carriedFrom === null ? null : { ...measured, service: { start: carriedFrom, end: service.start } },
  };
}

/** All of the line's time; of usage so far what has passed of it, with the very moment, in which a level has come to nothing yet. */
export function measuredTime(line: Pick<ChargeLine, 'service' | 'carriedFrom' | 'usedBy'>, meter: Meter): Period {
  const { start, end } = usageTimeOf(line);
  return line.usedBy === null ? { start, end } : { start, end: earlier(end, instant(line.usedBy + (carriesLevel(meter) ? 0 : 1))) };
}

/** Starts the tally of a measurement. Give it every event within `reachOf(meter, service)`, or those before as `carryIn`. */
export function startTally({ meter, service, period, groupBy, keepValues, keepsTrace = false }: Measurement): LineUsageTally {
  return new LineUsageTally(meter, { keepValues, keepsTrace, groupBy, level: { service, period } });
}

const MODULUS = 1n << 256n;

/** Takes events one by one. The digest is the sum of their fingerprints modulo 2^256: the same set gives the same digest. */
export class LineUsageTally {
  readonly #meter: Meter;
  readonly #aggregate: Aggregate;
  #fingerprints = 0n;

  constructor(meter: Meter, options: AggregateOptions) {
    this.#meter = meter;
    this.#aggregate = startAggregate(meter, options);
  }

  add(event: RecordedEvent): void {
    if (!meterMatches(this.#meter, event)) return;
    this.#aggregate.add(event);
    this.#addFingerprint(event.fingerprint);
  }

  /** The usage of all events before a level's service, measured as a plain SUM. */
  carryIn(sum: LineUsage): void {
    this.#aggregate.carryIn(sum);
    this.#addFingerprint(sum.eventsDigest);
  }

  result(): LineUsage {
    return { ...this.#aggregate.result(), eventsDigest: this.#fingerprints.toString(16).padStart(64, '0') };
  }

  #addFingerprint(hex: string): void {
    this.#fingerprints = (this.#fingerprints + BigInt(`0x${hex}`)) % MODULUS;
  }
}
