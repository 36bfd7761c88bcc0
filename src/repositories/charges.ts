/** One-off charges and their reversals, in SQL. */
import { and, eq, inArray, lte } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { type ChargeReversal, type OneOffCharge, type RecordedCharge, chargeTermsJson, readChargeTerms } from '../core/oneOffCharge.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

const CHARGE_IDS = 5_000;

/** Charges by id, with what became of them. */
export async function findCharges(db: Database, reach: Reach, ids: readonly string[]): Promise<RecordedCharge[]> {
  const { oneOffCharges } = db.tables;
  const found: RecordedCharge[] = [];
  for (const chunk of inChunks(ids, CHARGE_IDS)) {
    found.push(...(await withReversals(db, reach, await db.select().from(oneOffCharges).where(and(within(oneOffCharges, reach), inArray(oneOffCharges.id, chunk))))));
  }
  return found;
}

/** Every charge of a book up to a place in it, with its reversal, if that is within too. */
export async function findChargesOfBook(db: Database, { tenantId, customerId }: BookOwner, throughSeq: number): Promise<RecordedCharge[]> {
  const { oneOffCharges } = db.tables;
  const rows = await db.select().from(oneOffCharges).where(and(eq(oneOffCharges.tenantId, tenantId), eq(oneOffCharges.customerId, customerId), lte(oneOffCharges.seq, throughSeq)));
  const charges = await withReversals(db, { tenantId, customerId }, rows);
  return charges.map((charge) => (charge.reversal !== null && charge.reversal.seq > throughSeq ? { ...charge, reversal: null } : charge));
}

/** By customer, newest first within each. */
export async function pageCharges(db: Database, reach: Reach, request: PageRequest): Promise<Page<RecordedCharge>> {
  const { oneOffCharges } = db.tables;
  const page = keysetClauses(request, [{ column: oneOffCharges.customerId }, { column: oneOffCharges.id, isDescending: true }]);
  const rows = await db.select().from(oneOffCharges).where(and(within(oneOffCharges, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: await withReversals(db, reach, own), ...ends };
}

export async function countCharges(db: Database, reach: Reach, limit: number): Promise<number> {
  const { oneOffCharges } = db.tables;
  return await countRows(db, oneOffCharges.id, within(oneOffCharges, reach), limit);
}

export async function insertCharge(tx: Transaction, tenantId: string, { terms, ...charge }: OneOffCharge): Promise<void> {
  await tx.insert(tx.tables.oneOffCharges).values({ tenantId, ...charge, terms: canonicalJson(chargeTermsJson(terms)) });
}

export async function insertReversal(tx: Transaction, { tenantId }: Pick<BookOwner, 'tenantId'>, reversal: ChargeReversal): Promise<void> {
  await tx.insert(tx.tables.oneOffReversals).values({ tenantId, ...reversal });
}

async function withReversals(db: Database, reach: Reach, rows: readonly Tables['oneOffCharges']['$inferSelect'][]): Promise<RecordedCharge[]> {
  if (rows.length === 0) return [];
  const { oneOffReversals } = db.tables;
  const reversals = await db
    .select()
    .from(oneOffReversals)
    .where(
      and(
        eq(oneOffReversals.tenantId, reach.tenantId),
        inArray(oneOffReversals.customerId, [...new Set(rows.map(({ customerId }) => customerId))]),
        inArray(oneOffReversals.chargeId, rows.map(({ id }) => id)),
      ),
    );
  const byCharge = new Map(reversals.map(({ tenantId: _, ...reversal }) => [reversal.chargeId, reversal]));
  return rows.map((row) => ({ ...fromChargeRow(row), reversal: byCharge.get(row.id) ?? null }));
}

export type ChargeRow = Tables['oneOffCharges']['$inferSelect'];

export function fromChargeRow({ tenantId: _, terms, ...row }: ChargeRow): OneOffCharge {
  return { ...row, terms: readChargeTerms(JSON.parse(terms) as JsonObject) };
}
