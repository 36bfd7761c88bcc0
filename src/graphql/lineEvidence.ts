/** The evidence of an invoice line: what it knew, and the usage events behind it. */
import type { Dimensions } from '../core/aggregation.ts';
import { invariant } from '../core/invariant.ts';
import type { Journal } from '../core/journal.ts';
import { carriesLevel, reachOf } from '../core/level.ts';
import { measuredTime } from '../core/lineUsage.ts';
import { type Meter, meterMatches, propertyOf, propertyText } from '../core/meter.ts';
import { mentionsOfLine } from '../core/propertyMention.ts';
import { type CountedEvent, type WindowEvent, scanEvents } from '../repositories/countedEvents.ts';
import type { Page, PageKey, PageRequest } from '../repositories/page.ts';
import type { PublishedPrice } from '../repositories/plans.ts';
import type { RequestContext } from './context.ts';
import { emptyList, listOf } from './lists.ts';
import type { Connection, PageArguments } from './pagination.ts';
import type { InvoiceLineSource, InvoiceSource, UsageEventSource } from './sources.ts';

/** Whether a journal is in the ledger; those of a draft beyond the book's head are projected. */
export function isBilledJournal({ headSeq }: InvoiceSource, { seq }: Pick<Journal, 'seq'>): boolean {
  return headSeq === null || seq <= headSeq;
}

/** The journal that bounds what a line knew: events recorded before it; null: all. */
export function knownBySeqOf({ invoice, line }: InvoiceLineSource): number | null {
  const last = line.journals.at(-1);
  return last !== undefined && isBilledJournal(invoice, last) ? last.seq : null;
}

/**
 * The events that a line rated; with `newOnly`, those that made it an adjustment: late ones, and those that a correction
 * brought to the line, took off it or changed on it.
 */
export async function lineEventList(
  source: InvoiceLineSource,
  price: PublishedPrice | null,
  { newOnly, args }: { newOnly: boolean; args: PageArguments },
  context: RequestContext,
): Promise<Connection<UsageEventSource>> {
  const { invoice, line } = source;
  const list = ['line.events', invoice.cut?.id ?? [invoice.customerId, invoice.asOf], line.lineKey, newOnly];
  const meter = price?.meter ?? null;
  if (meter === null) return await emptyList(args, list);
  const knownBySeq = knownBySeqOf(source);
  const since = newOnly ? line.previous : null;
  const dimensions = line.dimensions === null ? null : (JSON.parse(line.dimensions) as Dimensions);
  const time = reachOf(meter, measuredTime({ service: line.service, carriedFrom: null, usedBy: line.usageUntil }, meter));
  const window = { customerId: invoice.customerId, eventName: meter.eventName, time, knownBySeq, knownAt: invoice.knownAt, mentions: mentionsOfLine(dimensions, meter) };
  const matches = matcherOf(dimensions, meter);
  const record = since === null ? await context.loaders().ratings.load({ customerId: invoice.customerId, ratedDigest: line.evidence.ratedDigest }) : null;
  const read = (request: PageRequest) => context.loaders().lineEvents.load({ window: { ...window, since, request }, matches, trace: record?.trace ?? null });
  return await listOf(args, {
    list,
    keyOf: ({ id, onLine }) => [onLine?.placeAt ?? 0, id],
    read: async (request) => await withRecords(await read(request), context),
    count: async (limit) => {
      if (since !== null) return await countAll(read, limit);
      if (!carriesLevel(meter)) return line.evidence.eventCount ?? 0;
      let counted = 0;
      await scanEvents(context.engine.store.database, context.tenantActor().tenantId, window, (event) => {
        if (matches(event)) counted += 1;
      });
      return counted;
    },
  });
}

/** The events as they were recorded, beside what the line counts. */
async function withRecords({ rows, ...ends }: Page<WindowEvent>, { loaders }: RequestContext): Promise<Page<UsageEventSource>> {
  const sources = rows.map(async ({ customerId, id, ...onLine }) => {
    const record = await loaders().events.load({ customerId, id });
    invariant(record, 'an event that counts was recorded');
    return { ...record, onLine };
  });
  return { rows: await Promise.all(sources), ...ends };
}

const COUNT_STRIDE = 1_000;

async function countAll(read: (request: PageRequest) => Promise<Page<WindowEvent>>, limit: number): Promise<number> {
  let counted = 0;
  for (let after: PageKey | null = null; counted < limit; ) {
    const { rows, hasNextPage }: Page<WindowEvent> = await read({ limit: COUNT_STRIDE, after, before: null, isBackward: false });
    counted += rows.length;
    const last = rows.at(-1);
    if (!hasNextPage || !last) break;
    after = [last.placeAt, last.id];
  }
  return counted;
}

/** Which events a line is made of: those that its meter counts, and of its own combination of dimensions if it is for one. */
function matcherOf(dimensions: Dimensions | null, meter: Meter): (event: CountedEvent) => boolean {
  const wanted = Object.entries(dimensions ?? {});
  return (event) => meterMatches(meter, event) && wanted.every(([name, text]) => propertyText(propertyOf(event.properties, name)) === text);
}
