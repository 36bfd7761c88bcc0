/** Aggregation: a meter's events become one exact quantity, and one for each combination of the dimensions asked for. */
import { Decimal, ONE, ZERO } from './decimal.ts';
import { BillingError } from './errors.ts';
import type { Instant } from './instant.ts';
import { invariant } from './invariant.ts';
import type { JsonObject } from './json.ts';
import { compareText } from './key.ts';
import { type LevelTime, RunningLevel } from './level.ts';
import { type LineTrace, traceOf } from './lineTrace.ts';
import { type Aggregation, type Meter, meterMatches, propertyDecimal, propertyOf, propertyText } from './meter.ts';

/** Which value of each event is kept beside the quantity: none, the one the meter measures, or that of another property. */
export type KeptValues = boolean | { readonly property: string };

/** What of a usage event a meter looks at. */
export interface MeteredEvent {
  key: string;
  occurredAt: Instant;
  eventName: string;
  properties: JsonObject;
}

/** The text of each group-by property, in the order asked for; null where the event had none. */
export type Dimensions = Readonly<Record<string, string | null>>;

export interface MeteredQuantity {
  quantity: Decimal;
  /** How many events the quantity was made of; of a level, how many changed it in the time that is measured. */
  eventCount: number;
  /**
   * With `keepValues`, each event's value in order of time, then key. Null otherwise, and where the meter's own values are
   * asked of an aggregation that does not add them up. An entry is null if the event has no usable value of a named property.
   */
  values: readonly (Decimal | null)[] | null;
  /** With `keepsTrace`, when the events occurred: of each group, or of all if nothing is split. */
  trace?: LineTrace;
}

export interface AggregateResult extends MeteredQuantity {
  /** One for each combination of dimensions seen, in order of their texts (null first). Empty if no dimension is asked for. */
  groups: readonly (MeteredQuantity & { dimensions: Dimensions })[];
  /** Matching events without a usable value. They are refused at the door, so any here were stored before the meter was. */
  unusable: number;
}

/**
 * Starts an empty aggregate. Add each event once, in any order and any batches: the result depends only on the set.
 *
 * COUNT counts events; SUM adds exactly; MAX takes the greatest value (0 of no events, but a negative maximum stays negative);
 * LATEST takes the value with the greatest `occurredAt`, ties to the greater key by UTF-16 code units (0 of no events);
 * UNIQUE_COUNT counts distinct property texts, so 1, 1.0 and "1" are one; WEIGHTED_SUM measures the level that the values
 * change, as `RunningLevel` does, and takes all events before the end of its service. A total over groups aggregates all
 * events again; it is not the sum of the groups.
 */
export function startAggregate(meter: Meter, options: AggregateOptions = {}): Aggregate {
  return new Aggregate(meter, options);
}

export interface AggregateOptions {
  /**
   * Serves prices that look at single events: at the meter's own values (COUNT, where each is 1, and SUM), or at a property
   * of their own, an exact decimal whatever the aggregation. Absent: none.
   */
  readonly keepValues?: KeptValues;
  /** Serves whoever looks for the events later: they are few among others. */
  readonly keepsTrace?: boolean;
  /** The properties that split the quantity. Absent: all by which the meter groups. */
  readonly groupBy?: readonly string[];
  /** Needed by WEIGHTED_SUM, and used by no other. Events before the service only carry their level into it: they are not counted, nor their values kept. */
  readonly level?: LevelTime;
}

export class Aggregate {
  readonly #meter: Meter;
  readonly #options: AggregateOptions;
  readonly #groupBy: readonly string[];
  readonly #total: Tally;
  readonly #groups = new Map<string, { texts: readonly (string | null)[]; tally: Tally }>();
  #unusable = 0;

  constructor(meter: Meter, options: AggregateOptions) {
    this.#meter = meter;
    this.#options = options;
    this.#groupBy = options.groupBy ?? meter.groupBy;
    this.#total = this.#startTally(this.#groupBy.length === 0);
  }

  /** Takes one event into account; one that does not match the meter contributes nothing. */
  add(event: MeteredEvent): void {
    if (!meterMatches(this.#meter, event)) return;
    const reading = readValue(this.#meter, event);
    if (reading === null) {
      this.#unusable += 1;
      return;
    }
    this.#total.add(event, reading);
    if (this.#groupBy.length > 0) this.#groupOf(this.#groupBy.map((name) => propertyText(propertyOf(event.properties, name)))).add(event, reading);
  }

  /** Takes many earlier events into account at once, as the plain SUM of their changes, by the same dimensions. */
  carryIn(sum: AggregateResult): void {
    this.#total.carryIn(sum.quantity);
    for (const { dimensions, quantity } of sum.groups) this.#groupOf(this.#groupBy.map((name) => dimensions[name] ?? null)).carryIn(quantity);
    this.#unusable += sum.unusable;
  }

  result(): AggregateResult {
    const groups = [...this.#groups.values()].sort((a, b) => compareTexts(a.texts, b.texts));
    return {
      ...this.#total.result(),
      groups: groups.map(({ texts, tally }) => ({ dimensions: this.#dimensionsOf(texts), ...tally.result() })),
      unusable: this.#unusable,
    };
  }

  #groupOf(texts: readonly (string | null)[]): Tally {
    const id = JSON.stringify(texts);
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = { texts, tally: this.#startTally(true) };
      this.#groups.set(id, group);
    }
    return group.tally;
  }

  #dimensionsOf(texts: readonly (string | null)[]): Dimensions {
    return Object.fromEntries(this.#groupBy.map((name, index) => [name, texts[index] ?? null]));
  }

  #startTally(isTraced: boolean): Tally {
    return new Tally(this.#meter.aggregation, { ...this.#options, keepsTrace: isTraced && this.#options.keepsTrace === true });
  }
}

/** What one event contributes: the decimal for arithmetic, the text for telling apart. */
interface Reading {
  decimal: Decimal;
  text: string;
}

const COUNTED: Reading = { decimal: ONE, text: '' };

function readValue(meter: Meter, event: MeteredEvent): Reading | null {
  if (meter.valueProperty === null) return COUNTED;
  if (meter.aggregation === 'UNIQUE_COUNT') {
    const text = propertyText(propertyOf(event.properties, meter.valueProperty));
    return text === null ? null : { decimal: ONE, text };
  }
  const decimal = decimalOf(event, meter.valueProperty);
  return decimal === null ? null : { decimal, text: '' };
}

function decimalOf({ properties }: MeteredEvent, property: string): Decimal | null {
  const decimal = propertyDecimal(propertyOf(properties, property), []);
  return decimal instanceof BillingError ? null : decimal;
}

/** One running quantity: the total's, or one group's. */
class Tally {
  readonly #running: Running;
  readonly #level: LevelTime | null;
  readonly #values: { place: EventPlace; value: Decimal | null }[] | null;
  readonly #times: Instant[] | null;
  readonly #valueOf: (event: MeteredEvent, reading: Reading) => Decimal | null;
  #eventCount = 0;

  constructor(aggregation: Aggregation, { keepValues = false, keepsTrace = false, level }: AggregateOptions) {
    this.#times = keepsTrace ? [] : null;
    this.#level = aggregation === 'WEIGHTED_SUM' ? (level ?? null) : null;
    this.#running = aggregation === 'WEIGHTED_SUM' ? runningLevel(this.#level) : RUNNING[aggregation]();
    const addsUp = aggregation === 'COUNT' || aggregation === 'SUM';
    this.#values = typeof keepValues === 'object' || (keepValues && addsUp) ? [] : null;
    this.#valueOf = typeof keepValues === 'object' ? (event) => decimalOf(event, keepValues.property) : (_event, { decimal }) => decimal;
  }

  add(event: MeteredEvent, reading: Reading): void {
    this.#running.add(reading, event);
    if (this.#level !== null && event.occurredAt < this.#level.service.start) return;
    this.#eventCount += 1;
    this.#times?.push(event.occurredAt);
    this.#values?.push({ place: { key: event.key, occurredAt: event.occurredAt }, value: this.#valueOf(event, reading) });
  }

  carryIn(change: Decimal): void {
    invariant(this.#level, 'only a level is carried');
    this.#running.add({ decimal: change, text: '' }, { key: '', occurredAt: this.#level.service.start });
  }

  result(): MeteredQuantity {
    const ordered = this.#values === null ? null : [...this.#values].sort((a, b) => compareEvents(a.place, b.place));
    const measured = { quantity: this.#running.quantity(), eventCount: this.#eventCount, values: ordered?.map(({ value }) => value) ?? null };
    return this.#times === null ? measured : { ...measured, trace: traceOf(this.#times) };
  }
}

/** Where an event stands among a customer's others. */
type EventPlace = Pick<MeteredEvent, 'key' | 'occurredAt'>;

interface Running {
  add(reading: Reading, event: EventPlace): void;
  quantity(): Decimal;
}

const RUNNING: Record<Exclude<Aggregation, 'WEIGHTED_SUM'>, () => Running> = {
  COUNT: runningSum,
  SUM: runningSum,
  MAX: runningMaximum,
  LATEST: runningLatest,
  UNIQUE_COUNT: runningUniqueCount,
};

function runningSum(): Running {
  let sum = ZERO;
  return {
    add: ({ decimal }) => (sum = sum.plus(decimal)),
    quantity: () => sum,
  };
}

function runningMaximum(): Running {
  let maximum: Decimal | null = null;
  return {
    add: ({ decimal }) => {
      if (maximum === null || decimal.gt(maximum)) maximum = decimal;
    },
    quantity: () => maximum ?? ZERO,
  };
}

function runningLatest(): Running {
  let latest: { event: EventPlace; value: Decimal } | null = null;
  return {
    add: ({ decimal }, event) => {
      if (latest === null || compareEvents(event, latest.event) > 0) latest = { event, value: decimal };
    },
    quantity: () => latest?.value ?? ZERO,
  };
}

function runningUniqueCount(): Running {
  const texts = new Set<string>();
  return {
    add: ({ text }) => texts.add(text),
    quantity: () => new Decimal(texts.size),
  };
}

function runningLevel(time: LevelTime | null): Running {
  invariant(time, 'a level is measured over a time');
  const level = new RunningLevel(time);
  return {
    add: ({ decimal }, { occurredAt }) => level.add(decimal, occurredAt),
    quantity: () => level.quantity(),
  };
}

/** Time first, then key; keys are unique for a customer, so no two events of one are equal. */
function compareEvents(a: EventPlace, b: EventPlace): number {
  return a.occurredAt - b.occurredAt || compareText(a.key, b.key);
}

function compareTexts(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [index, text] of a.entries()) {
    const other = b[index] ?? null;
    if (text !== other) return text === null ? -1 : other === null ? 1 : compareText(text, other);
  }
  return 0;
}
