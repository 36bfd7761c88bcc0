/** Holds in SQL, each with its end. */
import { type SQL, and, eq, gt, inArray, isNull } from 'drizzle-orm';
import { type Hold, type HoldEnd, type HoldEndTerms, type HoldOutcome, holdTermsJson, readHoldTerms } from '../core/credits/hold.ts';
import type { BookOwner } from '../core/book.ts';
import type { Instant } from '../core/instant.ts';
import { canonicalJson } from '../core/json.ts';
import type { Database, Transaction } from '../store/database.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

/** Those of the customers that count at a time: not ended, and not expired. */
export async function findActiveHolds(db: Database, reach: Reach, customerIds: readonly string[], at: Instant): Promise<Hold[]> {
  if (customerIds.length === 0) return [];
  const { creditHolds, creditHoldEnds } = db.tables;
  return await select(db, and(within(creditHolds, reach), inArray(creditHolds.customerId, [...customerIds]), gt(creditHolds.expiresAt, at), isNull(creditHoldEnds.outcome)));
}

export async function findHolds(db: Database, reach: Reach, ids: readonly string[]): Promise<Hold[]> {
  if (ids.length === 0) return [];
  const { creditHolds } = db.tables;
  return await select(db, and(within(creditHolds, reach), inArray(creditHolds.id, [...ids])));
}

/** Newest first. */
export async function pageHolds(db: Database, { tenantId, customerId }: BookOwner, request: PageRequest): Promise<Page<Hold>> {
  const { creditHolds } = db.tables;
  const page = keysetClauses(request, [{ column: creditHolds.id, isDescending: true }]);
  const rows = await db
    .select({ id: creditHolds.id })
    .from(creditHolds)
    .where(and(eq(creditHolds.tenantId, tenantId), eq(creditHolds.customerId, customerId), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  const holds = new Map((await findHolds(db, { tenantId, customerId }, own.map(({ id }) => id))).map((hold) => [hold.id, hold]));
  return { rows: own.flatMap(({ id }) => holds.get(id) ?? []), ...ends };
}

export async function countHolds(db: Database, owner: BookOwner, limit: number): Promise<number> {
  const { creditHolds } = db.tables;
  return await countRows(db, creditHolds.id, within(creditHolds, owner), limit);
}

export async function insertHold(tx: Transaction, { tenantId, bookSeq }: { tenantId: string; bookSeq: number }, { terms, end: _, ...hold }: Hold): Promise<void> {
  await tx.insert(tx.tables.creditHolds).values({ tenantId, bookSeq, ...hold, terms: canonicalJson(holdTermsJson(terms)), expiresAt: terms.expiresAt });
}

export async function insertHoldEnd(tx: Transaction, { tenantId, bookSeq }: { tenantId: string; bookSeq: number }, { id, customerId }: Hold, { terms, ...end }: HoldEnd): Promise<void> {
  await tx.insert(tx.tables.creditHoldEnds).values({ tenantId, customerId, holdId: id, bookSeq, ...end, terms: canonicalJson({ eventKeys: [...terms.eventKeys], reason: terms.reason }) });
}

async function select(db: Database, where: SQL | undefined): Promise<Hold[]> {
  const { creditHolds, creditHoldEnds } = db.tables;
  const ofHold = and(eq(creditHoldEnds.tenantId, creditHolds.tenantId), eq(creditHoldEnds.customerId, creditHolds.customerId), eq(creditHoldEnds.holdId, creditHolds.id));
  const rows = await db
    .select({
      id: creditHolds.id,
      customerId: creditHolds.customerId,
      terms: creditHolds.terms,
      recordedAt: creditHolds.recordedAt,
      actor: creditHolds.actor,
      outcome: creditHoldEnds.outcome,
      endTerms: creditHoldEnds.terms,
      endedAt: creditHoldEnds.recordedAt,
      endedBy: creditHoldEnds.actor,
    })
    .from(creditHolds)
    .leftJoin(creditHoldEnds, ofHold)
    .where(where)
    .orderBy(creditHolds.customerId, creditHolds.id);
  return rows.map(({ terms, outcome, endTerms, endedAt, endedBy, ...hold }) => {
    const end = outcome === null || endTerms === null || endedAt === null || endedBy === null ? null : { outcome: outcome as HoldOutcome, terms: JSON.parse(endTerms) as HoldEndTerms, recordedAt: endedAt, actor: endedBy };
    return { ...hold, terms: readHoldTerms(terms), end };
  });
}
