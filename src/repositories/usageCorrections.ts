/** Corrections of usage events in SQL: rows beside the events, only ever added. */
import { and, asc, eq, gt, gte, inArray, lt, lte, or } from 'drizzle-orm';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { JsonObject } from '../core/json.ts';
import { compareText } from '../core/key.ts';
import type { CorrectionDraft, CorrectionKind, UsageCorrection } from '../core/usageCorrection.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './chunks.ts';
import { type Reach, within } from './reach.ts';
import type { EventPlace } from './usageEvents.ts';

/** A correction with whose it is, who recorded it, when and why. */
export interface RecordedCorrection extends UsageCorrection {
  readonly customerId: string;
  readonly eventId: string;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly reason: string;
  /** The backfill that made it; null for one that was asked for by itself. */
  readonly backfillId: string | null;
}

/** A correction to record. */
export type NewCorrection = CorrectionDraft & Omit<RecordedCorrection, keyof UsageCorrection> & { readonly eventName: string; readonly bookSeq: number };

const INSERT_ROWS = 1_000;

export async function insertCorrections(tx: Transaction, tenantId: string, corrections: readonly NewCorrection[]): Promise<void> {
  const rows = [...corrections]
    .sort((a, b) => compareText(a.customerId, b.customerId) || compareText(a.eventId, b.eventId))
    .map(({ values, ...correction }) => ({
      tenantId,
      ...correction,
      occurredAt: values?.occurredAt ?? null,
      properties: values?.propertiesText ?? null,
      sealed: values?.sealed ?? null,
      fingerprint: values?.fingerprint ?? null,
    }));
  for (const chunk of inChunks(rows, INSERT_ROWS)) await tx.insert(tx.tables.usageCorrections).values([...chunk]);
}

/** Every correction of the events, by event in the order of recording. */
export async function findCorrections(db: Database, reach: Reach, events: readonly { customerId: string; id: string }[]): Promise<RecordedCorrection[]> {
  if (events.length === 0) return [];
  const { usageCorrections } = db.tables;
  const ofCustomers = [...groupBy(events, ({ customerId }) => customerId)].map(([customerId, own]) =>
    and(eq(usageCorrections.customerId, customerId), inArray(usageCorrections.eventId, own.map(({ id }) => id))),
  );
  const rows = await db
    .select()
    .from(usageCorrections)
    .where(and(within(usageCorrections, reach), or(...ofCustomers)))
    .orderBy(asc(usageCorrections.customerId), asc(usageCorrections.eventId), asc(usageCorrections.ordinal));
  return rows.map(fromCorrectionRow);
}

/** Every event that a backfill corrected. */
export async function findEventsCorrectedBy(db: Database, tenantId: string, backfillId: string): Promise<EventPlace[]> {
  const { usageCorrections } = db.tables;
  return await db
    .selectDistinct({ customerId: usageCorrections.customerId, id: usageCorrections.eventId })
    .from(usageCorrections)
    .where(and(eq(usageCorrections.tenantId, tenantId), eq(usageCorrections.backfillId, backfillId)));
}

/** Every correction of the events from one place to another, both included, by event in the order of recording. */
export async function findCorrectionsBetween(db: Database, reach: Reach, first: EventPlace, last: EventPlace): Promise<RecordedCorrection[]> {
  const { usageCorrections: { customerId, eventId }, usageCorrections } = db.tables;
  const isFrom = or(gt(customerId, first.customerId), and(eq(customerId, first.customerId), gte(eventId, first.id)));
  const isTo = or(lt(customerId, last.customerId), and(eq(customerId, last.customerId), lte(eventId, last.id)));
  const rows = await db
    .select()
    .from(usageCorrections)
    .where(and(within(usageCorrections, reach), gte(customerId, first.customerId), lte(customerId, last.customerId), isFrom, isTo))
    .orderBy(asc(customerId), asc(eventId), asc(usageCorrections.ordinal));
  return rows.map(fromCorrectionRow);
}

function fromCorrectionRow(row: Tables['usageCorrections']['$inferSelect']): RecordedCorrection {
  const { customerId, eventId, ordinal, bookSeq, recordedAt, actor, reason, backfillId } = row;
  return { customerId, eventId, ordinal, kind: row.kind as CorrectionKind, values: valuesOf(row), bookSeq, recordedAt, actor, reason, backfillId };
}

function valuesOf({ occurredAt, properties, fingerprint, sealed }: Tables['usageCorrections']['$inferSelect']): UsageCorrection['values'] {
  if (occurredAt === null) return null;
  invariant(properties !== null && fingerprint !== null, 'a correction that leaves an event counting has all its values');
  return { occurredAt, properties: JSON.parse(properties) as JsonObject, fingerprint, ...(sealed === null ? {} : { sealed }) };
}
