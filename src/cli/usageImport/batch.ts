/** A file of usage as one batch: every row of it, or the first that cannot go in. */
import { BACKFILL_PAGE, BACKFILL_PAGES, type BackfillScope, checkScope, parseScope } from '../../core/backfill.ts';
import { BillingError } from '../../core/errors.ts';
import { type UsageEvent, parseUsageEvent } from '../../core/usageEvent.ts';
import { describeFailure, CommandFailure, UsageFailure } from '../failure.ts';
import { type ImportEvent, type Mapping, decideEvent } from './event.ts';
import { RowKeys } from './rowKey.ts';
import type { BrokenRow, ImportRow } from './rows.ts';

/** What the batch is about; null: the customers or event names of its rows. */
export interface BatchAbout extends Omit<BackfillScope, 'customerExternalIds' | 'eventNames'> {
  readonly customers: readonly string[] | null;
  readonly eventNames: readonly string[] | null;
}

export interface FileBatch {
  readonly scope: BackfillScope;
  readonly pages: readonly (readonly ImportEvent[])[];
  readonly rows: number;
}

/**
 * Reads all rows. Equal rows without keys of their own get different ones, the same at each reading. An empty file is one empty
 * page. Throws `CommandFailure` that names the line for a row that is none, is no event, lies outside of what the batch is
 * about, or has the key of another row with other content; `UsageFailure` for more rows than a batch takes, or a scope that is none.
 */
export async function readBatch(rows: AsyncIterable<ImportRow | BrokenRow>, mapping: Mapping, about: BatchAbout): Promise<FileBatch> {
  const read: { readonly line: number; readonly sent: ImportEvent; readonly event: UsageEvent }[] = [];
  const keys = new RowKeys();
  for await (const row of rows) {
    const decided = 'cells' in row ? decideEvent(row, mapping, mapping.keyColumn === null ? keys.keyOf(row.cells) : '') : { field: null, reason: row.reason };
    if ('reason' in decided) throw refusal(row.line, decided.field, decided.reason);
    if (read.length === BACKFILL_PAGE * BACKFILL_PAGES) throw new UsageFailure(`the file has more than ${BACKFILL_PAGE * BACKFILL_PAGES} rows, which a batch takes at most; nothing was sent`);
    read.push({ line: row.line, sent: decided, event: parseUsageEvent(decided) });
  }
  const scope = scopeOf(read.map(({ event }) => event), mapping, about);
  const firsts = new Map<string, UsageEvent>();
  for (const [index, checked] of checkScope(read, scope).entries()) {
    const { line = 0, event } = read[index] ?? {};
    if ('refusal' in checked) throw refusal(line, checked.refusal.path.join('.'), checked.refusal.message);
    const place = JSON.stringify([event?.customerExternalId, event?.key]);
    const first = firsts.get(place);
    if (first && first.fingerprint !== event?.fingerprint) throw refusal(line, 'key', 'is in the file twice, with other content');
    firsts.set(place, checked.event);
  }
  const sent = read.map((one) => one.sent);
  const pages = Array.from({ length: Math.max(1, Math.ceil(sent.length / BACKFILL_PAGE)) }, (_, page) => sent.slice(page * BACKFILL_PAGE, (page + 1) * BACKFILL_PAGE));
  return { scope, pages, rows: sent.length };
}

function scopeOf(events: readonly UsageEvent[], { customer, eventName }: Mapping, { customers, eventNames, ...time }: BatchAbout): BackfillScope {
  const named = (source: Mapping['customer'], field: 'customerExternalId' | 'eventName') => ('fixed' in source ? [source.fixed] : [...new Set(events.map((event) => event[field]))]);
  try {
    return parseScope({ customerExternalIds: customers ?? named(customer, 'customerExternalId'), eventNames: eventNames ?? named(eventName, 'eventName'), ...time });
  } catch (error) {
    if (error instanceof BillingError) throw new UsageFailure(describeFailure(error));
    throw error;
  }
}

function refusal(line: number, field: string | null, reason: string): CommandFailure {
  return new CommandFailure(`line ${line}: ${field ?? 'the row'} ${reason}; nothing was sent`);
}
