/** Loads the usage behind charge lines: each stretch of events is read once, whatever number of meters look at it. */
import type { ChargeLine } from '../core/chargeLine.ts';
import { groupBy } from '../core/grouping.ts';
import { type Instant, later } from '../core/instant.ts';
import { reachOf } from '../core/level.ts';
import { type LineUsage, type Measurement, type RecordedEvent, measurementsOf } from '../core/lineUsage.ts';
import { type Period, contains } from '../core/period.ts';
import { UsageSweep } from '../core/usageSweep.ts';
import { type EventWindow, scanEvents } from '../repositories/countedEvents.ts';
import type { Database } from '../store/database.ts';

/** Whose events, and of which moment. */
export interface UsageQuestion {
  readonly tenantId: string;
  readonly customerId: string;
  /** Only events that a journal with this seq knows; null: all. */
  readonly knownBySeq: number | null;
  /** Only what was recorded by then; absent: whenever it was. */
  readonly knownAt?: Instant | null;
}

/**
 * The usage of every metered line: one pass over the events of each name and stretch of time. Lines without a meter have
 * none. A line of a level reads the customer's events of that name from the first on: exactness comes before speed there.
 */
export async function loadLineUsage(db: Database, question: UsageQuestion, lines: readonly ChargeLine[], overlay: UsageOverlay | null = null): Promise<Map<ChargeLine, LineUsage>> {
  const measured = lines.flatMap((line): MeasuredLine[] => {
    const { whole = null, before = null } = measurementsOf(line) ?? {};
    return [whole && { ...whole, line, isCarried: false }, before && { ...before, line, isCarried: true }].filter((one) => one !== null);
  });
  const usage = new Map<ChargeLine, LineUsage>();
  const carried = new Map<ChargeLine, LineUsage>();
  for (const [eventName, sameName] of groupBy(measured, ({ meter }) => meter.eventName)) {
    for (const { time, lines: ofStretch } of stretchesOf(sameName)) {
      const sweep = new UsageSweep(ofStretch);
      const window = { customerId: question.customerId, eventName, time, knownBySeq: question.knownBySeq, knownAt: question.knownAt ?? null };
      await scanOverlaid(db, question.tenantId, window, overlay, (event) => sweep.add(event));
      for (const [{ line, isCarried }, result] of sweep.results()) (isCarried ? carried : usage).set(line, result);
    }
  }
  for (const [line, before] of carried) {
    const whole = usage.get(line);
    if (whole) usage.set(line, { ...whole, before });
  }
  return usage;
}

/** Usage as it would be: without some events, and with others, these by time. */
export interface UsageOverlay {
  readonly without: ReadonlySet<string>;
  readonly added: readonly RecordedEvent[];
}

async function scanOverlaid(db: Database, tenantId: string, window: EventWindow, overlay: UsageOverlay | null, take: (event: RecordedEvent) => void): Promise<void> {
  const added = overlay?.added.filter(({ eventName, occurredAt }) => eventName === window.eventName && contains(window.time, occurredAt)) ?? [];
  let next = 0;
  const takeUntil = (at: Instant | null) => {
    for (let event = added[next]; event && (at === null || event.occurredAt <= at); event = added[next]) {
      take(event);
      next += 1;
    }
  };
  await scanEvents(db, tenantId, window, (event) => {
    takeUntil(event.occurredAt);
    if (!overlay?.without.has(event.id)) take(event);
  });
  takeUntil(null);
}

interface MeasuredLine extends Measurement {
  readonly line: ChargeLine;
  /** Whether it measures what was used before the line's service and is carried into its tiers. */
  readonly isCarried: boolean;
}

/** Lines whose events lie in times that meet or overlap, with the time they cover together. */
interface Stretch {
  readonly time: Period;
  readonly lines: readonly MeasuredLine[];
}

function stretchesOf(measured: readonly MeasuredLine[]): Stretch[] {
  const stretches: { time: Period; lines: MeasuredLine[] }[] = [];
  const reaching = measured.map((line) => ({ line, reach: reachOf(line.meter, line.service) }));
  for (const { line, reach } of reaching.sort((a, b) => a.reach.start - b.reach.start)) {
    const last = stretches.at(-1);
    if (last && reach.start <= last.time.end) {
      last.time = { start: last.time.start, end: later(last.time.end, reach.end) };
      last.lines.push(line);
    } else {
      stretches.push({ time: reach, lines: [line] });
    }
  }
  return stretches;
}
