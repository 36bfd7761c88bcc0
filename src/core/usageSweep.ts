/** The usage sweep: one pass over events by time serves any number of measurements, of any periods. */
import { type LineUsage, LineUsageTally, type Measurement, type RecordedEvent, startTally } from './lineUsage.ts';
import { canonicalJson } from './json.ts';
import { carriesLevel } from './level.ts';
import { meterJson } from './meter.ts';
import type { Instant } from './instant.ts';

/**
 * Hands each event to the measurements in whose service it occurred. What levels the others carry into their service is
 * added up once for all periods of a meter, so that a pass costs no more for many periods than for the last of them.
 * Add the events of one customer and name by time of occurrence, for a level from the first one ever on.
 */
export class UsageSweep<Wanted extends Measurement> {
  readonly #wanted: readonly Wanted[];
  readonly #tallies = new Map<Wanted, LineUsageTally>();
  /** What has come so far, by meter and dimensions. */
  readonly #levels = new Map<string, LineUsageTally>();
  #started = 0;
  #open: readonly { readonly wanted: Wanted; readonly tally: LineUsageTally }[] = [];

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = [...wanted].sort((a, b) => a.service.start - b.service.start);
    for (const { meter, groupBy } of wanted) {
      if (carriesLevel(meter)) this.#levels.set(levelKey({ meter, groupBy }), new LineUsageTally({ ...meter, aggregation: 'SUM' }, { groupBy }));
    }
  }

  add(event: RecordedEvent): void {
    this.#startUntil(event.occurredAt);
    if (this.#open.some(({ wanted }) => wanted.service.end <= event.occurredAt)) {
      this.#open = this.#open.filter(({ wanted }) => wanted.service.end > event.occurredAt);
    }
    for (const { tally } of this.#open) tally.add(event);
    if (this.#started < this.#wanted.length) for (const level of this.#levels.values()) level.add(event);
  }

  /** The usage of every measurement, once all events have come. */
  results(): Map<Wanted, LineUsage> {
    this.#startUntil(null);
    return new Map([...this.#tallies].map(([wanted, tally]) => [wanted, tally.result()]));
  }

  /** Starts what begins by `at`, null for all that is left, with the level that stands before it. */
  #startUntil(at: Instant | null): void {
    for (let wanted = this.#wanted[this.#started]; wanted && (at === null || wanted.service.start <= at); wanted = this.#wanted[this.#started]) {
      const tally = startTally(wanted);
      const level = this.#levels.get(levelKey(wanted));
      if (level && carriesLevel(wanted.meter)) tally.carryIn(level.result());
      this.#tallies.set(wanted, tally);
      this.#open = [...this.#open, { wanted, tally }];
      this.#started += 1;
    }
  }
}

function levelKey({ meter, groupBy }: Pick<Measurement, 'meter' | 'groupBy'>): string {
  return canonicalJson([meterJson(meter), [...groupBy]]);
}
