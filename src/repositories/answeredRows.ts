/** What answers kept for idempotency keys name, found in SQL: whether it is there, and under which key it was posted. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { groupBy } from '../core/grouping.ts';
import type { AnsweredKind, AnsweredRow, FoundRow, StoredAnswer } from '../core/keptAnswer.ts';
import type { Database } from '../store/database.ts';
import { inChunks } from './chunks.ts';

const ROWS = 1_000;

/** Every record of a tenant in the order of keys, page by page, nothing parsed. */
export async function* scanStoredAnswers(db: Database, tenantId: string): AsyncGenerator<StoredAnswer[]> {
  const { idempotencyRecords: record } = db.tables;
  for (let after: string | null = null; ; ) {
    const rows: StoredAnswer[] = await db
      .select({ key: record.key, operation: record.operation, resultText: record.result })
      .from(record)
      .where(and(eq(record.tenantId, tenantId), after === null ? undefined : gt(record.key, after)))
      .orderBy(asc(record.key))
      .limit(ROWS);
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.key ?? null;
    if (rows.length < ROWS) return;
  }
}

/** What names a row in a map of them. */
export function answeredName({ kind, id }: Pick<AnsweredRow, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

/** Those that are there, by `answeredName`. A statement a kind for so many rows, and another for those of which the answer does not say whose they are. */
export async function findAnsweredRows(db: Database, tenantId: string, wanted: readonly AnsweredRow[]): Promise<Map<string, FoundRow>> {
  const found = new Map<string, FoundRow>();
  for (const [kind, rows] of groupBy(wanted, (row) => row.kind)) {
    const place = placeOf(db, kind);
    for (const alike of groupBy(rows, ({ customerId }) => customerId === null).values()) {
      for (const chunk of inChunks(alike, ROWS)) {
        for (const { id, cause } of await findOfKind(db, tenantId, place, chunk)) found.set(answeredName({ kind, id }), { cause });
      }
    }
  }
  return found;
}

/** Where rows of a kind are, with their customer where that makes them found or posted, and the place of their journal. */
interface AnsweredPlace {
  readonly table: PgTable & { readonly tenantId: PgColumn; readonly id: PgColumn };
  readonly customerId?: PgColumn;
  readonly seq?: PgColumn;
}

function placeOf({ tables: t }: Database, kind: AnsweredKind): AnsweredPlace {
  const places: Record<AnsweredKind, AnsweredPlace> = {
    CUSTOMER: { table: t.customers },
    API_KEY: { table: t.apiKeys },
    METER: { table: t.meters },
    PLAN: { table: t.plans },
    PLAN_VERSION: { table: t.planVersions },
    TAX_RATE: { table: t.taxRates },
    CREDIT_UNIT: { table: t.creditUnits },
    COUPON: { table: t.coupons },
    SUBSCRIPTION: { table: t.subscriptions, customerId: t.subscriptions.customerId },
    APPLIED_COUPON: { table: t.appliedCoupons },
    EVENT: { table: t.usageEvents, customerId: t.usageEvents.customerId },
    BACKFILL: { table: t.usageBackfills },
    CHARGE: { table: t.oneOffCharges, customerId: t.oneOffCharges.customerId, seq: t.oneOffCharges.seq },
    INVOICE: { table: t.invoiceCuts, customerId: t.invoiceCuts.customerId, seq: t.invoiceCuts.issueSeq },
    CREDIT_NOTE: { table: t.creditNotes, customerId: t.creditNotes.customerId, seq: t.creditNotes.seq },
    SETTLEMENT: { table: t.settlements, customerId: t.settlements.customerId, seq: t.settlements.seq },
    RECURRING_GRANT: { table: t.recurringGrants },
    CREDIT_ALERT: { table: t.creditAlerts },
    TOP_UP_RULE: { table: t.topUpRules },
    HOLD: { table: t.creditHolds, customerId: t.creditHolds.customerId },
    GRANT: { table: t.creditGrants, customerId: t.creditGrants.customerId, seq: t.creditGrants.seq },
  };
  return places[kind];
}

async function findOfKind(db: Database, tenantId: string, { table, customerId, seq }: AnsweredPlace, rows: readonly AnsweredRow[]): Promise<{ id: string; cause: string | null }[]> {
  const { journals } = db.tables;
  const customerIds = [...new Set(rows.flatMap((row) => row.customerId ?? []))];
  const ofCustomers = customerId && customerIds.length > 0 ? inArray(customerId, customerIds) : undefined;
  const isWanted = and(eq(table.tenantId, tenantId), ofCustomers, inArray(table.id, rows.map(({ id }) => id)));
  if (!seq || !customerId) return (await db.select({ id: table.id }).from(table).where(isWanted)).map(({ id }) => ({ id: String(id), cause: null }));
  const posted = await db
    .select({ id: table.id, cause: journals.cause })
    .from(table)
    .leftJoin(journals, and(eq(journals.tenantId, table.tenantId), eq(journals.customerId, customerId), eq(journals.seq, seq)))
    .where(isWanted);
  return posted.map(({ id, cause }) => ({ id: String(id), cause }));
}

/** A journal that an API key asked for under a key of which no answer is kept. */
export interface UnansweredJournal {
  readonly customerId: string;
  readonly seq: number;
  readonly cause: string;
}

/** More of them say nothing more. */
const SHOWN = 100;
const API_KEYS = 500;

export async function findUnansweredJournals(db: Database, tenantId: string): Promise<UnansweredJournal[]> {
  const { journals, idempotencyRecords: record, apiKeys } = db.tables;
  const keys = await db.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.tenantId, tenantId)).orderBy(asc(apiKeys.id));
  const found: UnansweredJournal[] = [];
  for (const chunk of inChunks(keys.map(({ id }) => id), API_KEYS)) {
    const rows = await db
      .select({ customerId: journals.customerId, seq: journals.seq, cause: journals.cause })
      .from(journals)
      .leftJoin(record, and(eq(record.tenantId, journals.tenantId), eq(record.key, journals.cause)))
      .where(and(eq(journals.tenantId, tenantId), inArray(journals.actor, chunk), isNull(record.operation)))
      .orderBy(asc(journals.customerId), asc(journals.seq))
      .limit(SHOWN);
    found.push(...rows);
  }
  return found.slice(0, SHOWN);
}
