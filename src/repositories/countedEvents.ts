/**
 * Usage events as they count: an event that was corrected stands where its newest known correction puts it, and nowhere if
 * that voids it. `core/usageCorrection.ts` says the same of one event; here it is said of whole windows, in SQL.
 */
import { type SQL, aliasedTable, and, count, eq, gte, inArray, isNotNull, lt, lte, max, or, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import { compareText } from '../core/key.ts';
import type { RecordedEvent } from '../core/lineUsage.ts';
import type { Period } from '../core/period.ts';
import type { Mention } from '../core/propertyMention.ts';
import type { Database } from '../store/database.ts';
import { inChunks } from './chunks.ts';
import { keysetClauses } from './keyset.ts';
import { findMarkedTimes } from './lateArrivals.ts';
import type { PageRequest } from './page.ts';
import { selectAll } from './union.ts';

/** An event with the values that it counts with. */
export interface CountedEvent extends RecordedEvent {
  readonly id: string;
  readonly customerId: string;
  /** The book's head when it came to count so: on its arrival, or by its newest correction. */
  readonly bookSeq: number;
  /** Which of its corrections gave it these values; 0: none, they are as recorded. */
  readonly correction: number;
}

/** The events of one name that occurred in a time. */
export interface EventWindow {
  readonly customerId: string;
  readonly eventName: string;
  readonly time: Period;
  /** Only what a journal with this seq knows; null: all. */
  readonly knownBySeq: number | null;
  /** Only what was recorded by then; absent: whenever it was. */
  readonly knownAt?: Instant | null;
  /**
   * Only events whose properties mention these: the others are left out by the database, however many there are. Asked by POSITION, of
   * which no planner believes that it leaves few: after LIKE, PostgreSQL reads the whole table instead of the window in its order.
   */
  readonly mentions?: readonly Mention[];
  /** Only events that count at these instants; null: at any. */
  readonly at?: readonly Instant[] | null;
  /** Only events that count in one of these times; null: whenever. */
  readonly within?: readonly Period[] | null;
}

const SCAN_ROWS = 5_000;

/**
 * Hands every event that counts in the window to `take`, page by page, by the time at which it counts. Memory does not grow
 * with the window, nor does the number of statements with that of corrections.
 */
export async function scanEvents(db: Database, tenantId: string, window: EventWindow, take: (event: CountedEvent) => void): Promise<void> {
  const request = { limit: SCAN_ROWS - 1, before: null, isBackward: false } as const;
  let after: PageRequest['after'] = null;
  let { start } = window.time;
  for (;;) {
    // The bound beside the keyset lets an index begin where the last page ended.
    const ahead = { ...window, time: { start, end: window.time.end } };
    const selects = countedIn(db, tenantId, ahead, { ...request, after }, {});
    const rows = (await selectAll<CountedRow>(selects)).sort(byPlace).slice(0, SCAN_ROWS);
    for (const row of rows) take(fromCountedRow(row));
    const last = rows.at(-1);
    if (rows.length < SCAN_ROWS || !last) return;
    after = [last.placeAt, last.id];
    start = last.placeAt;
  }
}

const COUNTED_WINDOWS = 50;

/** How many events count in each window, by its place in the list. */
export async function countWindows(db: Database, tenantId: string, windows: readonly EventWindow[]): Promise<number[]> {
  const { usageEvents: event, usageCorrections: correction } = db.tables;
  const counts = windows.map(() => 0);
  for (const chunk of inChunks([...windows.entries()], COUNTED_WINDOWS)) {
    const selects = chunk.flatMap(([place, window]) => {
      const fields = { place: literal(place, 'place'), events: count() };
      const known = { from: null, to: window.knownBySeq, at: window.knownAt };
      const ofEventId = (eventId: PgColumn) => ({ tenantId, customerId: window.customerId, eventId });
      return [
        db.select(fields).from(event).where(and(inWindow(event, tenantId, window), standsAsRecorded(db, ofEventId(event.id), known))),
        db.select(fields).from(correction).where(and(inWindow(correction, tenantId, window), eq(newestCorrection(db, ofEventId(correction.eventId), known), correction.ordinal))),
      ];
    });
    for (const { place, events } of await selectAll<{ place: number; events: number }>(selects)) counts[place] = (counts[place] ?? 0) + events;
  }
  return counts;
}

/** A window, and the page of it that is wanted. Keys are `[placeAt, id]` of its rows. */
export interface WindowPage extends EventWindow {
  /** Only events that count otherwise than a journal with this seq knew them, which knew what occurred before `ratedThrough`; null: all that count. */
  readonly since: { readonly seq: number; readonly ratedThrough: Instant | null } | null;
  readonly request: PageRequest;
}

/** An event of a window: what it counts as there, and with `since`, what it counted as before. One of them is there. */
export interface WindowEvent {
  readonly id: string;
  readonly customerId: string;
  /** Where it stands in the list: when it counts, or of a list of what is new, when it was recorded to have occurred. */
  readonly placeAt: Instant;
  readonly counted: CountedEvent | null;
  readonly before: CountedEvent | null;
}

/** The first rows of each window's page, raw: filters of a meter are not applied. Three statements at most, however many windows. */
export async function findWindowPages(db: Database, tenantId: string, windows: readonly WindowPage[]): Promise<WindowEvent[][]> {
  if (windows.length === 0) return [];
  const corrected = await findCorrectedSince(db, tenantId, windows);
  const news = await whereNewsIs(db, tenantId, windows);
  const selects = windows.flatMap((window, index) => {
    const { since, request } = window;
    if (since === null) return countedIn(db, tenantId, window, request, { list: index });
    const within = { ...window, within: news.get(index) ?? null };
    const arrived = countedIn(db, tenantId, within, request, { list: index, since: since.seq });
    return corrected.has(index) ? [...arrived, ...countedIn(db, tenantId, { ...within, knownBySeq: since.seq }, request, { list: index, since: since.seq, changedBy: window.knownBySeq })] : arrived;
  });
  const byList = groupBy(await selectAll<CountedRow>(selects), ({ list }) => list);
  return windows.map(({ request }, index) => {
    const events = [...groupBy(byList.get(index) ?? [], ({ id }) => id).values()].map(windowEventOf).sort(byPlace);
    return (request.isBackward ? events.reverse() : events).slice(0, request.limit + 1);
  });
}

/** Beyond so many times a condition on each costs more than it saves. */
const NEWS_TIMES = 40;

/**
 * Of the windows that ask for what is new, by their places, the times in which that counted or counts: what occurred before the time
 * that was rated then has left marks by the day.
 */
async function whereNewsIs(db: Database, tenantId: string, windows: readonly WindowPage[]): Promise<ReadonlyMap<number, readonly Period[]>> {
  const asked = [...windows.entries()].flatMap(([place, { customerId, eventName, time, since }]) => (since?.ratedThrough == null ? [] : [{ place, customerId, eventName, end: time.end, sinceSeq: since.seq, ratedThrough: since.ratedThrough }]));
  const marked = await findMarkedTimes(db, tenantId, asked);
  const times = asked.map(({ place, end, ratedThrough }, index) => [place, [...(marked[index] ?? []), { start: ratedThrough, end }]] as const);
  return new Map(times.filter(([, own]) => own.length <= NEWS_TIMES));
}

/** Of the windows that ask for what is new, the places of those of whose event name anything was corrected since: for the others no event is looked at for it. */
async function findCorrectedSince(db: Database, tenantId: string, windows: readonly WindowPage[]): Promise<ReadonlySet<number>> {
  const { usageCorrections: correction } = db.tables;
  const selects = [...windows.entries()].flatMap(([place, { customerId, eventName, since }]) => {
    if (since === null) return [];
    const isSince = and(eq(correction.tenantId, tenantId), eq(correction.customerId, customerId), eq(correction.eventName, eventName), gte(correction.bookSeq, since.seq));
    return [db.select({ place: literal(place, 'place') }).from(correction).where(isSince).limit(1)];
  });
  return new Set((await selectAll<{ place: number }>(selects)).map(({ place }) => place));
}

function windowEventOf(rows: readonly CountedRow[]): WindowEvent {
  const [first] = rows as readonly [CountedRow];
  const of = (isBefore: number) => rows.find((row) => row.isBefore === isBefore);
  const [counted, before] = [of(0), of(1)].map((row) => (row ? fromCountedRow(row) : null));
  return { id: first.id, customerId: first.customerId, placeAt: first.placeAt, counted: counted ?? null, before: before ?? null };
}

/** Which of a window's events: with `since` only those that came to count so since, and placed as they were recorded. */
interface Counting {
  readonly list?: number;
  readonly since?: number;
  /** With it, those that counted before `since` and were corrected since, as far as a journal with this seq knows; null: at all. */
  readonly changedBy?: number | null;
}

/** The window's page in two selects: events that stand as recorded, and corrections that put an event there. */
function countedIn(db: Database, tenantId: string, window: EventWindow, request: PageRequest, counting: Counting): PromiseLike<CountedRow[]>[] {
  const { usageEvents: event, usageCorrections: correction } = db.tables;
  const { customerId, knownBySeq, knownAt: at } = window;
  const { since } = counting;
  const newest = newestCorrection(db, { tenantId, customerId, eventId: event.id }, { from: null, to: knownBySeq, at });
  const place = since === undefined ? correction.occurredAt : event.occurredAt;
  const moved = keysetClauses(request, [{ column: place }, { column: event.id }]);
  const asCorrected = db
    .select({ ...fieldsOf(db, counting), ...valuesIn(correction, place), correction: sql`${correction.ordinal}`.mapWith(Number).as('correction') })
    .from(correction)
    .innerJoin(event, and(eq(event.tenantId, correction.tenantId), eq(event.customerId, correction.customerId), eq(event.id, correction.eventId)))
    .where(and(inWindow(correction, tenantId, window), isNews(db, tenantId, window, counting, { id: event.id, bookSeq: correction.bookSeq }), eq(newest, correction.ordinal), moved.where))
    .orderBy(...moved.orderBy)
    .limit(moved.limit);
  return [since === undefined ? standingIn(db, tenantId, window, request, counting) : newsStandingIn(db, tenantId, window, request, counting), asCorrected];
}

/** Those that stand as recorded. */
function standingIn(db: Database, tenantId: string, window: EventWindow, request: PageRequest, counting: Counting) {
  const { usageEvents: event } = db.tables;
  const known = { from: null, to: window.knownBySeq, at: window.knownAt };
  const page = keysetClauses(request, [{ column: event.occurredAt }, { column: event.id }]);
  return db
    .select({ ...fieldsOf(db, counting), ...valuesIn(event, event.occurredAt), correction: literal(0, 'correction') })
    .from(event)
    .where(and(inWindow(event, tenantId, window), standsAsRecorded(db, { tenantId, customerId: window.customerId, eventId: event.id }, known), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

/** More than there can be: a limit keeps every database from joining before it has found the keys. */
const ALL_KEYS = 2 ** 31 - 1;

/** Those that stand as recorded and are news: their keys are found in the index alone, among however many are none, and only these are read. */
function newsStandingIn(db: Database, tenantId: string, window: EventWindow, request: PageRequest, counting: Counting) {
  const { usageEvents: event } = db.tables;
  const { customerId, knownBySeq, knownAt: at, mentions = [] } = window;
  const listed = aliasedTable(event, 'listed');
  const page = keysetClauses(request, [{ column: listed.occurredAt }, { column: listed.id }]);
  const isLeftToRead = mentions.length > 0 || at != null;
  const news = db
    .select({ id: listed.id })
    .from(listed)
    .where(and(isListed(listed, tenantId, window), isNews(db, tenantId, window, counting, listed), standsAsRecorded(db, { tenantId, customerId, eventId: listed.id }, { from: null, to: knownBySeq, at }), page.where))
    .orderBy(...page.orderBy)
    .limit(isLeftToRead ? ALL_KEYS : page.limit)
    .as('news');
  const read = keysetClauses(request, [{ column: event.occurredAt }, { column: event.id }]);
  return db
    .select({ ...fieldsOf(db, counting), ...valuesIn(event, event.occurredAt), correction: literal(0, 'correction') })
    .from(news)
    .innerJoin(event, and(eq(event.tenantId, tenantId), eq(event.customerId, customerId), eq(event.id, news.id)))
    .where(holds(event, window))
    .orderBy(...read.orderBy)
    .limit(read.limit);
}

/** Of what the caller counts, whether an event came to count so since, or with `changedBy` whether it was corrected since. */
function isNews(db: Database, tenantId: string, { customerId, eventName, knownAt: at }: EventWindow, { since, changedBy }: Counting, { id, bookSeq }: { readonly id: PgColumn; readonly bookSeq: PgColumn }): SQL | undefined {
  if (since === undefined) return undefined;
  if (changedBy === undefined) return gte(bookSeq, since);
  const other = aliasedTable(db.tables.usageCorrections, 'other');
  const ofName = and(eq(other.tenantId, tenantId), eq(other.customerId, customerId), eq(other.eventName, eventName));
  return inArray(id, db.select({ eventId: other.eventId }).from(other).where(and(ofName, isKnown(other, { from: since, to: changedBy, at }))));
}

function fieldsOf(db: Database, { list = 0, changedBy }: Counting) {
  const { usageEvents: event } = db.tables;
  return { id: event.id, customerId: event.customerId, key: event.key, eventName: event.eventName, list: literal(list, 'list'), isBefore: literal(changedBy === undefined ? 0 : 1, 'is_before') };
}

interface ValueColumns {
  readonly occurredAt: PgColumn;
  readonly properties: PgColumn;
  readonly fingerprint: PgColumn;
  readonly bookSeq: PgColumn;
  readonly recordedAt: PgColumn;
}

/** What an event counts as, from its own row or from a correction's; the columns of a union go by their places. */
function valuesIn({ occurredAt, properties, fingerprint, bookSeq }: ValueColumns, placeAt: PgColumn) {
  const read = <Value>(column: PgColumn, name: string) => sql`${column}`.mapWith({ mapFromDriverValue: (value: unknown) => column.mapFromDriverValue(value) as Value }).as(name);
  return {
    occurredAt: read<Instant>(occurredAt, 'counted_at'),
    properties: read<string>(properties, 'counted_properties'),
    fingerprint: read<string>(fingerprint, 'counted_fingerprint'),
    bookSeq: read<number>(bookSeq, 'counted_seq'),
    placeAt: read<Instant>(placeAt, 'place_at'),
  };
}

function literal(value: number, name: string) {
  return sql`${sql.raw(String(value))}`.mapWith(Number).as(name);
}

type WindowColumns = ValueColumns & { readonly tenantId: PgColumn; readonly customerId: PgColumn; readonly eventName: PgColumn };

function inWindow(table: WindowColumns, tenantId: string, window: EventWindow): SQL | undefined {
  return and(isListed(table, tenantId, window), holds(table, window));
}

/** What the index of a window says by itself. */
function isListed(table: Omit<WindowColumns, 'properties' | 'fingerprint' | 'recordedAt'>, tenantId: string, { customerId, eventName, time, knownBySeq, at = null, within = null }: EventWindow): SQL | undefined {
  return and(
    eq(table.tenantId, tenantId),
    eq(table.customerId, customerId),
    eq(table.eventName, eventName),
    gte(table.occurredAt, time.start),
    lt(table.occurredAt, time.end),
    at === null ? undefined : inArray(table.occurredAt, [...at]),
    within === null ? undefined : or(...within.map(({ start, end }) => and(gte(table.occurredAt, start), lt(table.occurredAt, end)))),
    knownBySeq === null ? undefined : lt(table.bookSeq, knownBySeq),
  );
}

/** What only the row says. */
function holds(table: Pick<ValueColumns, 'properties' | 'recordedAt'>, { knownAt, mentions = [] }: EventWindow): SQL | undefined {
  return and(
    knownAt == null ? undefined : lte(table.recordedAt, knownAt),
    ...mentions.map((texts) => or(...texts.map((text) => sql`position(${text} in ${table.properties}) > 0`))),
  );
}

/** Recorded while the book's head stood at `from` or later, before a journal with the seq `to`, and by the time `at`; null: without that bound. */
interface Known {
  readonly from: number | null;
  readonly to: number | null;
  readonly at: Instant | null | undefined;
}

interface CorrectedEvent {
  readonly tenantId: string;
  readonly customerId: string;
  readonly eventId: PgColumn;
}

/**
 * The ordinal of an event's newest known correction; null if there is none. Asked as one value of each event, which every database
 * finds by the key: of a join with what is not there, one that has no statistics may compare each event with every correction.
 */
function newestCorrection(db: Database, { tenantId, customerId, eventId }: CorrectedEvent, known: Known) {
  const other = aliasedTable(db.tables.usageCorrections, 'other');
  return db.select({ newest: max(other.ordinal) }).from(other).where(isKnownOf(other, { tenantId, customerId, eventId }, known));
}

/**
 * That an event has no known correction. Said as something that is there: PostgreSQL takes nearly all rows to pass that, as they do. What must
 * not be there it takes for one row in two hundred, and reads and sorts a whole window for each page of it.
 */
function standsAsRecorded(db: Database, { tenantId, customerId, eventId }: CorrectedEvent, known: Known): SQL {
  const other = aliasedTable(db.tables.usageCorrections, 'other');
  const stands = sql<number>`case when ${max(other.ordinal)} is null then 1 end`.as('stands');
  return isNotNull(db.select({ stands }).from(other).where(isKnownOf(other, { tenantId, customerId, eventId }, known)));
}

function isKnownOf(other: Database['tables']['usageCorrections'], { tenantId, customerId, eventId }: CorrectedEvent, known: Known): SQL | undefined {
  return and(eq(other.tenantId, tenantId), eq(other.customerId, customerId), eq(other.eventId, eventId), isKnown(other, known));
}

function isKnown(other: Database['tables']['usageCorrections'], { from, to, at }: Known): SQL | undefined {
  return and(
    from === null ? undefined : gte(other.bookSeq, from),
    to === null ? undefined : lt(other.bookSeq, to),
    at == null ? undefined : lte(other.recordedAt, at),
  );
}

interface CountedRow {
  readonly id: string;
  readonly customerId: string;
  readonly key: string;
  readonly eventName: string;
  readonly list: number;
  readonly isBefore: number;
  readonly occurredAt: Instant;
  readonly properties: string;
  readonly fingerprint: string;
  readonly bookSeq: number;
  readonly placeAt: Instant;
  readonly correction: number;
}

function fromCountedRow({ id, customerId, key, eventName, occurredAt, properties, fingerprint, bookSeq, correction }: CountedRow): CountedEvent {
  return { id, customerId, key, eventName, occurredAt, properties: JSON.parse(properties) as JsonObject, fingerprint, bookSeq, correction };
}

/** A union promises no order. */
function byPlace(a: Pick<WindowEvent, 'placeAt' | 'id'>, b: Pick<WindowEvent, 'placeAt' | 'id'>): number {
  return a.placeAt - b.placeAt || compareText(a.id, b.id);
}
