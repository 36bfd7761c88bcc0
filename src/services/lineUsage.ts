/** Loads the usage behind charge lines: each stretch of events is read once, whatever number of meters look at it. */
import type { ChargeLine } from '../core/chargeLine.ts';
import { groupBy } from '../core/grouping.ts';
import { later } from '../core/instant.ts';
import { type LineUsage, LineUsageTally, type RecordedEvent } from '../core/lineUsage.ts';
import type { Meter } from '../core/meter.ts';
import type { Period } from '../core/period.ts';
import { needsOf } from '../core/pricing/models.ts';
import { scanEvents } from '../repositories/usageEvents.ts';
import type { Database } from '../store/database.ts';

/** Whose events, and of which moment. */
export interface UsageQuestion {
  readonly tenantId: string;
  readonly customerId: string;
  /** Only events that a journal with this seq knows; null: all. */
  readonly knownBySeq: number | null;
}

/** The usage of every metered line: one pass over the events of each name and stretch of time. Lines without a meter have none. */
export async function loadLineUsage(db: Database, question: UsageQuestion, lines: readonly ChargeLine[]): Promise<Map<ChargeLine, LineUsage>> {
  const tallied = lines.flatMap((line): TalliedLine[] => (line.price.meter === null ? [] : [{ line, meter: line.price.meter, tally: startTally(line, line.price.meter) }]));
  for (const [eventName, sameName] of groupBy(tallied, ({ meter }) => meter.eventName)) {
    for (const stretch of stretchesOf(sameName)) {
      const window = { customerId: question.customerId, eventName, time: stretch.time, knownBySeq: question.knownBySeq };
      await scanEvents(db, question.tenantId, window, sweepOver(stretch.tallied));
    }
  }
  return new Map(tallied.map(({ line, tally }) => [line, tally.result()]));
}

interface TalliedLine {
  readonly line: ChargeLine;
  readonly meter: Meter;
  readonly tally: LineUsageTally;
}

/** Lines whose service periods meet or overlap, by start, with the time they cover together. */
interface Stretch {
  readonly time: Period;
  readonly tallied: readonly TalliedLine[];
}

function stretchesOf(tallied: readonly TalliedLine[]): Stretch[] {
  const stretches: { time: Period; tallied: TalliedLine[] }[] = [];
  for (const one of [...tallied].sort((a, b) => a.line.service.start - b.line.service.start)) {
    const last = stretches.at(-1);
    const { service } = one.line;
    if (last && service.start <= last.time.end) {
      last.time = { start: last.time.start, end: later(last.time.end, service.end) };
      last.tallied.push(one);
    } else {
      stretches.push({ time: service, tallied: [one] });
    }
  }
  return stretches;
}

/** Hands each event to the lines in whose service it occurred. Events come by time, so lines open and close as they do. */
function sweepOver(tallied: readonly TalliedLine[]): (event: RecordedEvent) => void {
  let next = 0;
  let open: readonly TalliedLine[] = [];
  return (event) => {
    for (let line = tallied[next]; line && line.line.service.start <= event.occurredAt; line = tallied[next]) {
      open = [...open, line];
      next += 1;
    }
    if (open.some(({ line }) => line.service.end <= event.occurredAt)) open = open.filter(({ line }) => line.service.end > event.occurredAt);
    for (const { tally } of open) tally.add(event);
  };
}

function startTally(line: ChargeLine, meter: Meter): LineUsageTally {
  return new LineUsageTally(meter, { keepValues: needsOf(line.price.terms.model).readsValues });
}
