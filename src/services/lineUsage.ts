/** Loads the usage behind charge lines: each stretch of events is read once, whatever number of meters look at it. */
import type { ChargeLine } from '../core/chargeLine.ts';
import { groupBy } from '../core/grouping.ts';
import { type LineUsage, LineUsageTally } from '../core/lineUsage.ts';
import type { Meter } from '../core/meter.ts';
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

/** The usage of every metered line. Lines without a meter have none. */
export async function loadLineUsage(db: Database, question: UsageQuestion, lines: readonly ChargeLine[]): Promise<Map<ChargeLine, LineUsage>> {
  const metered = lines.flatMap((line) => (line.price.meter === null ? [] : [{ line, meter: line.price.meter }]));
  const usage = new Map<ChargeLine, LineUsage>();
  for (const same of groupBy(metered, ({ line, meter }) => JSON.stringify([meter.eventName, line.service.start, line.service.end])).values()) {
    const [first] = same;
    if (!first) continue;
    const tallies = same.map(({ line, meter }) => ({ line, tally: startTally(line, meter) }));
    const window = { customerId: question.customerId, eventName: first.meter.eventName, time: first.line.service, knownBySeq: question.knownBySeq };
    await scanEvents(db, question.tenantId, window, (event) => {
      for (const { tally } of tallies) tally.add(event);
    });
    for (const { line, tally } of tallies) usage.set(line, tally.result());
  }
  return usage;
}

function startTally(line: ChargeLine, meter: Meter): LineUsageTally {
  return new LineUsageTally(meter, { keepValues: needsOf(line.price.terms.model).readsValues });
}
