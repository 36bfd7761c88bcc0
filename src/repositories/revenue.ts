/** Revenue in SQL: sums of postings before a period and in it, and what is deferred at the end of it. */
import { type SQL, and, eq, gte, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { DEFERRED } from '../core/accounts.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { JournalKind } from '../core/journal.ts';
import { type DeferredService, REVENUE_ACCOUNTS, type RevenueAccountCode, type RevenueQuestion, type RevenueSum } from '../core/revenue.ts';
import type { Database } from '../store/database.ts';
import { type Reach, within } from './reach.ts';

/** What sums are told apart by. */
export type RevenueGroup = 'NONE' | 'CUSTOMER' | 'PRICE';

/** Whose postings, in which currency. */
export interface RevenueScope {
  readonly reach: Reach;
  readonly currency: CurrencyCode;
  /** Of these customers of the reach only; null: of all. */
  readonly customerIds: readonly string[] | null;
}

/** A sum with the id of what it is of: a customer, a price, or null for what belongs to none. */
export interface GroupedRevenueSum extends RevenueSum {
  readonly groupId: string | null;
}

/** Added up by the database: as many rows as groups have accounts and kinds. */
export async function sumRevenue(db: Database, scope: RevenueScope, { period, knownAt }: RevenueQuestion, by: RevenueGroup): Promise<GroupedRevenueSum[]> {
  const { effectiveAt } = db.tables.journals;
  const before = { isOpening: true, time: lt(effectiveAt, period.start) };
  const inside = { isOpening: false, time: and(gte(effectiveAt, period.start), lt(effectiveAt, period.end)) };
  const sums: GroupedRevenueSum[] = [];
  for (const { isOpening, time } of [before, inside]) {
    for (const side of ['DEBIT', 'CREDIT'] as const) {
      const rows = await sumSide(db, scope, and(time, knownBy(db, knownAt)), { side, by });
      sums.push(...rows.map(({ code, kind, total, ...group }) => ({ code, kind: kind as JournalKind, isOpening, net: side === 'DEBIT' ? total : -total, groupId: groupOf(by, code, group) })));
    }
  }
  return sums;
}

interface SideRow {
  readonly code: RevenueAccountCode;
  readonly kind: string;
  readonly total: bigint;
  readonly customerId: string | null;
  readonly priceId: string | null;
  readonly part: string;
}

async function sumSide(db: Database, { reach, currency, customerIds }: RevenueScope, time: SQL | undefined, { side, by }: { side: 'DEBIT' | 'CREDIT'; by: RevenueGroup }): Promise<SideRow[]> {
  const { journals, postings } = db.tables;
  const [code, reference] = side === 'DEBIT' ? [postings.debitCode, postings.debitReference] : [postings.creditCode, postings.creditReference];
  // Accounts of lines and of prices say themselves which price they are about; the key of a line is subscription:price:start.
  const part = sql<string>`case when ${code} in ('1150', '2150') then substr(${reference}, 38, 36) when ${code} in ('4000', '4010') then ${reference} else '' end`;
  const customerId = sql<string | null>`${postings.customerId}`.mapWith(postings.customerId);
  const priceId = sql<string | null>`${journals.priceId}`.mapWith(journals.priceId);
  const none = sql<null>`null`;
  const groups = by === 'CUSTOMER' ? [postings.customerId] : by === 'PRICE' ? [journals.priceId, part] : [];
  const rows = await db
    .select({
      code,
      kind: journals.kind,
      total: sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value)),
      customerId: by === 'CUSTOMER' ? customerId : none,
      priceId: by === 'PRICE' ? priceId : none,
      part: by === 'PRICE' ? part : sql<string>`''`,
    })
    .from(postings)
    .innerJoin(journals, ofJournal(db))
    .where(and(within(postings, reach), customerIds === null ? undefined : inArray(postings.customerId, [...customerIds]), inArray(code, [...REVENUE_ACCOUNTS]), eq(postings.currency, currency), time))
    .groupBy(code, journals.kind, ...groups);
  return rows.map((row) => ({ ...row, code: row.code as RevenueAccountCode }));
}

const ID_LENGTH = 36;
const CREDIT_NOTES = '4110' satisfies RevenueAccountCode;
const NAMES_PRICE: readonly RevenueAccountCode[] = ['1150', '2150', '4000', '4010'];

function groupOf(by: RevenueGroup, code: RevenueAccountCode, { customerId, priceId, part }: Pick<SideRow, 'customerId' | 'priceId' | 'part'>): string | null {
  if (by !== 'PRICE') return customerId;
  // A credit note takes off an invoice; what of it was deferred is not the price's revenue either.
  if (code === CREDIT_NOTES) return null;
  if (!NAMES_PRICE.includes(code)) return priceId;
  // The key of a one-off charge is shorter: it has no price.
  return part.length === ID_LENGTH ? part : null;
}

/** What is deferred at the end of the period, by service: of each line with something deferred, the service as its newest journal has it. */
export async function sumDeferred(db: Database, { reach, currency, customerIds }: RevenueScope, { period, knownAt }: RevenueQuestion): Promise<DeferredService[]> {
  const { journals, postings } = db.tables;
  const net = sql<bigint>`sum(case when ${postings.creditCode} = '2150' then ${postings.amount} else -${postings.amount} end)`;
  const line = sql<string>`case when ${postings.creditCode} = '2150' then ${postings.creditReference} else ${postings.debitReference} end`;
  const lines = db
    .select({ customerId: postings.customerId, net: net.as('net'), newest: sql<number>`max(${postings.seq})`.as('newest') })
    .from(postings)
    .innerJoin(journals, ofJournal(db))
    .where(
      and(
        within(postings, reach),
        customerIds === null ? undefined : inArray(postings.customerId, [...customerIds]),
        or(eq(postings.debitCode, DEFERRED), eq(postings.creditCode, DEFERRED)),
        eq(postings.currency, currency),
        lt(journals.effectiveAt, period.end),
        knownBy(db, knownAt),
      ),
    )
    .groupBy(postings.customerId, line)
    .having(sql`${net} <> 0`)
    .as('deferred_lines');
  const rows = await db
    .select({ start: journals.serviceStart, end: journals.serviceEnd, amount: sql<bigint>`sum(${lines.net})`.mapWith((value: string | number) => BigInt(value)) })
    .from(lines)
    .innerJoin(journals, and(eq(journals.tenantId, reach.tenantId), eq(journals.customerId, lines.customerId), eq(journals.seq, lines.newest)))
    .groupBy(journals.serviceStart, journals.serviceEnd);
  return rows.map(({ start, end, amount }) => {
    invariant(start !== null && end !== null, 'what is deferred is of a line');
    return { service: { start, end }, amount };
  });
}

function ofJournal({ tables: { journals, postings } }: Database): SQL | undefined {
  return and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq));
}

function knownBy({ tables: { journals } }: Database, knownAt: Instant | null): SQL | undefined {
  return knownAt === null ? undefined : lte(journals.recordedAt, knownAt);
}
