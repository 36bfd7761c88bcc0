/** Late arrivals in SQL: the marks by which the next cut finds what to rate again. Marks are only ever added. */
import { and, eq, gte, lt, or, sql } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import type { LateArrival, RatedState } from '../core/chargeLine.ts';
import { groupBy } from '../core/grouping.ts';
import { LATEST_MS, instant } from '../core/instant.ts';
import { compareText } from '../core/key.ts';
import type { Period } from '../core/period.ts';
import type { Database, Transaction } from '../store/database.ts';
import { insertMissing } from '../store/write.ts';
import { inChunks } from './chunks.ts';
import { selectAll } from './union.ts';

/** An event older than what its customer's book had rated. */
export interface LateMark {
  readonly customerId: string;
  readonly bookSeq: number;
  readonly eventName: string;
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
}

const DAY_MS = 86_400_000;

export async function markLateArrivals(tx: Transaction, tenantId: string, marks: readonly LateMark[]): Promise<void> {
  if (marks.length === 0) return;
  const unique = new Map(marks.map((mark) => [keyOf(mark), { tenantId, ...mark }]));
  const rows = [...unique].sort(([a], [b]) => compareText(a, b)).map(([, row]) => row);
  for (const chunk of inChunks(rows, MARK_ROWS)) await markChunk(tx, tenantId, chunk);
}

const MARK_ROWS = 1_000;

async function markChunk(tx: Transaction, tenantId: string, rows: readonly (LateMark & { readonly tenantId: string })[]): Promise<void> {
  const { lateArrivals } = tx.tables;
  const ofBooks = [...new Map(rows.map(({ customerId, bookSeq }) => [customerId, bookSeq]))].map(([customerId, bookSeq]) =>
    and(eq(lateArrivals.customerId, customerId), eq(lateArrivals.bookSeq, bookSeq)),
  );
  const findPresent = async () => await tx.select().from(lateArrivals).where(and(eq(lateArrivals.tenantId, tenantId), or(...ofBooks)));
  await insertMissing(tx, lateArrivals, rows, { findPresent, keyOf });
}

function keyOf({ customerId, bookSeq, eventName, day }: LateMark): string {
  return JSON.stringify([customerId, bookSeq, eventName, day]);
}

/**
 * About which books something was recorded since their newest document that may change what was invoiced: a mark, or a segment, a time zone, a
 * coupon or the end of one that reaches back into that time. A fixed number of statements, however many.
 */
export async function findBooksWithNews<Stood extends RatedState & { readonly customerId: string }>(db: Database, tenantId: string, books: readonly Stood[]): Promise<Stood[]> {
  const { lateArrivals, subscriptionSegments, customerZoneChanges, appliedCoupons, couponRemovals } = db.tables;
  const since = books.flatMap(({ customerId, ratedSeq, ratedThrough }) => (ratedThrough === null ? [] : [{ customerId, ratedSeq, ratedThrough }]));
  if (since.length === 0) return [];
  const marked = await db
    .selectDistinct({ customerId: lateArrivals.customerId })
    .from(lateArrivals)
    .where(and(eq(lateArrivals.tenantId, tenantId), or(...since.map(({ customerId, ratedSeq }) => and(eq(lateArrivals.customerId, customerId), gte(lateArrivals.bookSeq, ratedSeq))))));
  const changes = [
    { table: subscriptionSegments, from: subscriptionSegments.startAt },
    { table: customerZoneChanges, from: customerZoneChanges.startAt },
    { table: appliedCoupons, from: appliedCoupons.startAt },
    { table: couponRemovals, from: couponRemovals.endAt },
  ];
  const found = new Set(marked.map(({ customerId }) => customerId));
  for (const { table, from } of changes) {
    const isBack = or(...since.map(({ customerId, ratedSeq, ratedThrough }) => and(eq(table.customerId, customerId), gte(table.bookSeq, ratedSeq), lt(from, ratedThrough))));
    for (const { customerId } of await db.selectDistinct({ customerId: table.customerId }).from(table).where(and(eq(table.tenantId, tenantId), isBack))) found.add(customerId);
  }
  return books.filter(({ customerId }) => found.has(customerId));
}

/** The marks left since the book stood at `sinceSeq`. */
export async function findLateArrivals(db: Database, { tenantId, customerId }: BookOwner, sinceSeq: number): Promise<LateArrival[]> {
  const { lateArrivals } = db.tables;
  const rows = await db
    .select()
    .from(lateArrivals)
    .where(and(eq(lateArrivals.tenantId, tenantId), eq(lateArrivals.customerId, customerId), gte(lateArrivals.bookSeq, sinceSeq)));
  return rows.map(({ eventName, day }) => ({ eventName, day: dayOf(day) }));
}

/** From when on, and of what, marks are asked for. */
export interface MarksQuestion {
  readonly customerId: string;
  readonly eventName: string;
  readonly sinceSeq: number;
}

/** The days marked since, for each question: one time of days that follow each other. One statement, however many questions. */
export async function findMarkedTimes(db: Database, tenantId: string, questions: readonly MarksQuestion[]): Promise<Period[][]> {
  const { lateArrivals: mark } = db.tables;
  const selects = questions.map(({ customerId, eventName, sinceSeq }, place) =>
    db
      .selectDistinct({ place: sql`${sql.raw(String(place))}`.mapWith(Number).as('place'), day: mark.day })
      .from(mark)
      .where(and(eq(mark.tenantId, tenantId), eq(mark.customerId, customerId), gte(mark.bookSeq, sinceSeq), eq(mark.eventName, eventName))),
  );
  const daysOf = groupBy(await selectAll<{ place: number; day: string }>(selects), ({ place }) => place);
  return questions.map((_, place) => together((daysOf.get(place) ?? []).map(({ day }) => dayOf(day)).sort((a, b) => a.start - b.start)));
}

function together(days: readonly Period[]): Period[] {
  const times: Period[] = [];
  for (const day of days) {
    const last = times.at(-1);
    if (last?.end === day.start) times[times.length - 1] = { start: last.start, end: day.end };
    else times.push(day);
  }
  return times;
}

function dayOf(day: string): Period {
  const start = instant(Date.parse(`${day}T00:00:00Z`));
  return { start, end: instant(Math.min(start + DAY_MS, LATEST_MS)) };
}
