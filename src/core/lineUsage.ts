/** The usage behind a charge line: its events aggregated, counted and digested in one pass, in any order. */
import { type Aggregate, type AggregateResult, type KeptValues, type MeteredEvent, startAggregate } from './aggregation.ts';
import type { Meter } from './meter.ts';
import { meterMatches } from './meter.ts';

/** An event with the digest of its intent. */
export interface RecordedEvent extends MeteredEvent {
  /** SHA-256 as 64 hex digits. */
  readonly fingerprint: string;
}

/** What rating needs of a line's events. */
export interface LineUsage extends AggregateResult {
  /** The fingerprints of all measured events, put together so that their order does not matter. */
  readonly eventsDigest: string;
}

const MODULUS = 1n << 256n;

/** Takes events one by one. The digest is the sum of their fingerprints modulo 2^256: the same set gives the same digest. */
export class LineUsageTally {
  readonly #meter: Meter;
  readonly #aggregate: Aggregate;
  #fingerprints = 0n;

  constructor(meter: Meter, options: { keepValues: KeptValues }) {
    this.#meter = meter;
    this.#aggregate = startAggregate(meter, options);
  }

  add(event: RecordedEvent): void {
    if (!meterMatches(this.#meter, event)) return;
    this.#aggregate.add(event);
    this.#fingerprints = (this.#fingerprints + BigInt(`0x${event.fingerprint}`)) % MODULUS;
  }

  result(): LineUsage {
    return { ...this.#aggregate.result(), eventsDigest: this.#fingerprints.toString(16).padStart(64, '0') };
  }
}
