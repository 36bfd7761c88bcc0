/** The evidence of an invoice line: what it knew, and the usage events behind it. */
import type { Journal } from '../core/journal.ts';
import { meterMatches } from '../core/meter.ts';
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
  { meter }: PublishedPrice,
  { newOnly, args }: { newOnly: boolean; args: PageArguments },
  { engine, tenantActor, loaders }: RequestContext,
): Promise<Connection<UsageEventRecord>> {
  const { invoice, line } = source;
  const list = ['line.events', invoice.cut?.id ?? [invoice.customerId, invoice.asOf], line.lineKey, newOnly];
  if (meter === null) return await emptyList(args, list);
  const { knownBySeq, newSinceSeq } = lineSeqs(source);
  const since = newOnly ? newSinceSeq : null;
  const window = { customerId: invoice.customerId, eventName: meter.eventName, time: line.service, knownBySeq };
  return await listOf(args, {
    list,
    keyOf: ({ occurredAt, id }) => [occurredAt, id],
    read: (request) => loaders().lineEvents.load({ window: { ...window, newSinceSeq: since, request }, meter }),
    count: async () => {
      if (since === null) return line.evidence.eventCount ?? 0;
      let counted = 0;
      await scanEvents(engine.store.database, tenantActor().tenantId, window, (event) => {
        if (event.bookSeq >= since && meterMatches(meter, event)) counted += 1;
      });
      return counted;
    },
  });
}
