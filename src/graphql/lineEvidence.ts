/** The evidence of an invoice line: what it knew, and the usage events behind it. */
import type { Dimensions } from '../core/aggregation.ts';
import type { InvoiceLine } from '../core/invoice.ts';
import type { Journal } from '../core/journal.ts';
import { carriesLevel, reachOf } from '../core/level.ts';
import { type Meter, meterMatches, propertyOf, propertyText } from '../core/meter.ts';
import type { PublishedPrice } from '../repositories/plans.ts';
import { type UsageEventRecord, scanEvents } from '../repositories/usageEvents.ts';
import type { RequestContext } from './context.ts';
import { emptyList, listOf } from './lists.ts';
import type { Connection, PageArguments } from './pagination.ts';
import type { InvoiceLineSource, InvoiceSource } from './sources.ts';

/** Whether a journal is in the ledger; those of a draft beyond the book's head are projected. */
export function isBilledJournal({ headSeq }: InvoiceSource, { seq }: Pick<Journal, 'seq'>): boolean {
  return headSeq === null || seq <= headSeq;
}

/** The journals that bound what a line knew: events recorded before `knownBySeq`, of which those since `newSinceSeq` are new. */
export function lineSeqs({ invoice, line }: InvoiceLineSource): { knownBySeq: number | null; newSinceSeq: number | null } {
  const last = line.journals.at(-1);
  const isStored = last !== undefined && isBilledJournal(invoice, last);
  return { knownBySeq: isStored ? last.seq : null, newSinceSeq: line.previous?.seq ?? null };
}

/** The events that a line rated; with `newOnly`, those of an adjustment that its line had not rated before. */
export async function lineEventList(
  source: InvoiceLineSource,
  price: PublishedPrice | null,
  { newOnly, args }: { newOnly: boolean; args: PageArguments },
  { engine, tenantActor, loaders }: RequestContext,
): Promise<Connection<UsageEventRecord>> {
  const { invoice, line } = source;
  const list = ['line.events', invoice.cut?.id ?? [invoice.customerId, invoice.asOf], line.lineKey, newOnly];
  const meter = price?.meter ?? null;
  if (meter === null) return await emptyList(args, list);
  const { knownBySeq, newSinceSeq } = lineSeqs(source);
  const since = newOnly ? newSinceSeq : null;
  const window = { customerId: invoice.customerId, eventName: meter.eventName, time: reachOf(meter, line.service), knownBySeq };
  const matches = matcherOf(line, meter);
  return await listOf(args, {
    list,
    keyOf: ({ occurredAt, id }) => [occurredAt, id],
    read: (request) => loaders().lineEvents.load({ window: { ...window, newSinceSeq: since, request }, matches }),
    count: async () => {
      if (since === null && !carriesLevel(meter)) return line.evidence.eventCount ?? 0;
      let counted = 0;
      await scanEvents(engine.store.database, tenantActor().tenantId, window, (event) => {
        if ((since === null || event.bookSeq >= since) && matches(event)) counted += 1;
      });
      return counted;
    },
  });
}

/** Which events a line is made of: those that its meter counts, and of its own combination of dimensions if it is for one. */
function matcherOf({ dimensions }: InvoiceLine, meter: Meter): (event: UsageEventRecord) => boolean {
  if (dimensions === null) return (event) => meterMatches(meter, event);
  const wanted = Object.entries(JSON.parse(dimensions) as Dimensions);
  return (event) => meterMatches(meter, event) && wanted.every(([name, text]) => propertyText(propertyOf(event.properties, name)) === text);
}
