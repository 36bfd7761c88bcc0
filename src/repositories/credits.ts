/** Credit in SQL: grants with what became of them, voids, transfers, and changes of expiry. */
import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { PREPAID_CREDIT, PROMOTIONAL_CREDIT, RECEIVABLE, UNBILLED, WRITE_OFFS } from '../core/accounts.ts';
import type { BookOwner } from '../core/book.ts';
import { type AllowanceHolder, standAllowances } from '../core/credits/allowanceLots.ts';
import { type Grant, grantTermsJson, readGrantTerms } from '../core/credits/grant.ts';
import { type Lot, type LotSums, sumOfKind } from '../core/credits/lot.ts';
import { type GrantVoid, readVoidTerms, voidTermsJson } from '../core/credits/grantVoid.ts';
import { type CreditTransfer, readTransferTerms, transferTermsJson } from '../core/credits/transfer.ts';
import { Decimal, ZERO } from '../core/decimal.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import type { JournalKind } from '../core/journal.ts';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { compareText } from '../core/key.ts';
import { chargeLineKey } from '../core/oneOffCharge.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { findAllowanceHolders, findCustomersWithAllowances } from './allowances.ts';
import { inChunks } from './chunks.ts';
import { countRows, keysetClauses, pageOf } from './keyset.ts';
import type { Page, PageRequest } from './page.ts';
import { type Reach, within } from './reach.ts';

const GRANT_IDS = 5_000;
const GRANT_ROWS = 1_000;
const LOT_ACCOUNTS = [PREPAID_CREDIT, PROMOTIONAL_CREDIT];

/** A change of when a grant expires. */
export interface ExpiryChange {
  readonly customerId: string;
  readonly grantId: string;
  readonly ordinal: number;
  readonly expiresAt: Instant | null;
  readonly reason: string | null;
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

export async function findGrants(db: Database, reach: Reach, ids: readonly string[]): Promise<Grant[]> {
  const { creditGrants } = db.tables;
  const found: Grant[] = [];
  for (const chunk of inChunks(ids, GRANT_IDS)) {
    found.push(...(await db.select().from(creditGrants).where(and(within(creditGrants, reach), inArray(creditGrants.id, chunk)))).map(fromGrantRow));
  }
  return found;
}

/** The grants whose journals stand at these places of a book. */
export async function findGrantsAt(db: Database, { tenantId, customerId }: BookOwner, seqs: readonly number[]): Promise<Grant[]> {
  if (seqs.length === 0) return [];
  const { creditGrants } = db.tables;
  const isThere = and(eq(creditGrants.tenantId, tenantId), eq(creditGrants.customerId, customerId), inArray(creditGrants.seq, [...seqs]));
  return (await db.select().from(creditGrants).where(isThere).orderBy(asc(creditGrants.seq))).map(fromGrantRow);
}

/** Every grant of the customers, in the order of granting. */
export async function findGrantsOfCustomers(db: Database, reach: Reach, customerIds: readonly string[]): Promise<Grant[]> {
  if (customerIds.length === 0) return [];
  const { creditGrants } = db.tables;
  const isTheirs = and(within(creditGrants, reach), inArray(creditGrants.customerId, [...customerIds]));
  return (await db.select().from(creditGrants).where(isTheirs).orderBy(asc(creditGrants.customerId), asc(creditGrants.seq))).map(fromGrantRow);
}

/**
 * Every lot of the customers with its sums, of what took effect by `asOf` if given, in the order of granting. `holders`: what lots of allowances
 * follow from, where that is known, or is not what is recorded.
 */
export async function findLots(db: Database, reach: Reach, customerIds: readonly string[], asOf: Instant | null, holders: readonly AllowanceHolder[] | null = null): Promise<Lot[]> {
  return await standingLots(db, reach, await findGrantsOfCustomers(db, reach, customerIds), { asOf, holders });
}

/** Customers with grants, rules and plans that grant, or alerts, in the order of their ids. */
export async function findCustomersWithCredit(db: Database, tenantId: string, { after, limit }: { readonly after: string | null; readonly limit: number }): Promise<string[]> {
  const { creditGrants, recurringGrants, creditAlerts } = db.tables;
  const found = new Set<string>();
  for (const table of [creditGrants, recurringGrants, creditAlerts]) {
    const isNext = and(eq(table.tenantId, tenantId), after === null ? undefined : gt(table.customerId, after));
    const rows = await db.selectDistinct({ customerId: table.customerId }).from(table).where(isNext).orderBy(asc(table.customerId)).limit(limit);
    for (const { customerId } of rows) found.add(customerId);
  }
  for (const customerId of await findCustomersWithAllowances(db, tenantId, { after, limit })) found.add(customerId);
  return [...found].sort(compareText).slice(0, limit);
}

/** By customer, newest first within each. */
export async function pageGrants(db: Database, reach: Reach, request: PageRequest): Promise<Page<Grant>> {
  const { creditGrants } = db.tables;
  const page = keysetClauses(request, [{ column: creditGrants.customerId }, { column: creditGrants.seq, isDescending: true }]);
  const rows = await db.select().from(creditGrants).where(and(within(creditGrants, reach), page.where)).orderBy(...page.orderBy).limit(page.limit);
  const { rows: own, ...ends } = pageOf(rows, request);
  return { rows: own.map(fromGrantRow), ...ends };
}

export async function countGrants(db: Database, reach: Reach, limit: number): Promise<number> {
  const { creditGrants } = db.tables;
  return await countRows(db, creditGrants.id, within(creditGrants, reach), limit);
}

export async function insertGrants(tx: Transaction, tenantId: string, grants: readonly Grant[]): Promise<void> {
  const rows = grants.map(({ terms, ...grant }) => ({ tenantId, ...grant, terms: canonicalJson(grantTermsJson(terms)) }));
  for (const chunk of inChunks(rows, GRANT_ROWS)) await tx.insert(tx.tables.creditGrants).values(chunk);
}

export async function findVoidAt(db: Database, { tenantId, customerId }: BookOwner, seq: number): Promise<GrantVoid | null> {
  const { creditVoids } = db.tables;
  const [row] = await db.select().from(creditVoids).where(and(eq(creditVoids.tenantId, tenantId), eq(creditVoids.customerId, customerId), eq(creditVoids.seq, seq)));
  if (!row) return null;
  const { tenantId: _, terms, ...others } = row;
  return { ...others, terms: readVoidTerms(JSON.parse(terms) as JsonObject) };
}

export async function insertVoid(tx: Transaction, tenantId: string, { terms, ...others }: GrantVoid): Promise<void> {
  await tx.insert(tx.tables.creditVoids).values({ tenantId, ...others, terms: canonicalJson(voidTermsJson(terms)) });
}

/** The transfer whose journal stands at this place of the book that it left. */
export async function findTransferAt(db: Database, { tenantId, customerId }: BookOwner, seq: number): Promise<CreditTransfer | null> {
  const { creditTransfers } = db.tables;
  const [row] = await db.select().from(creditTransfers).where(and(eq(creditTransfers.tenantId, tenantId), eq(creditTransfers.customerId, customerId), eq(creditTransfers.seq, seq)));
  return row ? fromTransferRow(row) : null;
}

/** What left some lots, oldest first. */
export async function findTransfers(db: Database, reach: Reach, grantIds: readonly string[]): Promise<CreditTransfer[]> {
  const { creditTransfers } = db.tables;
  const found: CreditTransfer[] = [];
  for (const chunk of inChunks(grantIds, GRANT_IDS)) {
    found.push(...(await db.select().from(creditTransfers).where(and(within(creditTransfers, reach), inArray(creditTransfers.grantId, chunk))).orderBy(asc(creditTransfers.seq))).map(fromTransferRow));
  }
  return found;
}

export async function insertTransfer(tx: Transaction, tenantId: string, { terms, ...others }: CreditTransfer): Promise<void> {
  await tx.insert(tx.tables.creditTransfers).values({ tenantId, ...others, terms: canonicalJson(transferTermsJson(terms)) });
}

/** Of each grant in the order of recording. */
export async function findExpiryChanges(db: Database, reach: Reach, grantIds: readonly string[]): Promise<ExpiryChange[]> {
  const { creditExpiryChanges } = db.tables;
  const found: ExpiryChange[] = [];
  for (const chunk of inChunks(grantIds, GRANT_IDS)) {
    const rows = await db.select().from(creditExpiryChanges).where(and(within(creditExpiryChanges, reach), inArray(creditExpiryChanges.grantId, chunk))).orderBy(asc(creditExpiryChanges.ordinal));
    found.push(...rows.map(({ tenantId: _, ...change }) => change));
  }
  return found;
}

export async function insertExpiryChange(tx: Transaction, tenantId: string, change: ExpiryChange): Promise<void> {
  await tx.insert(tx.tables.creditExpiryChanges).values({ tenantId, ...change });
}

/** Grants as lots: their sums, their expiry in force, and whether they are paid for. */
export async function lotsOf(db: Database, reach: Reach, grants: readonly Grant[], asOf: Instant | null): Promise<Lot[]> {
  // How an allowance's lot stands depends on the others in its place.
  const allowed = grants.flatMap(({ customerId, terms }) => (terms.allowance === undefined ? [] : [customerId]));
  const known = new Set(grants.map(({ id }) => id));
  const others = (await findGrantsOfCustomers(db, reach, [...new Set(allowed)])).filter(({ id, terms }) => terms.allowance !== undefined && !known.has(id));
  return (await standingLots(db, reach, [...grants, ...others], { asOf, holders: null })).slice(0, grants.length);
}

async function standingLots(db: Database, reach: Reach, grants: readonly Grant[], { asOf, holders }: { readonly asOf: Instant | null; readonly holders: readonly AllowanceHolder[] | null }): Promise<Lot[]> {
  if (grants.length === 0) return [];
  const customerIds = [...new Set(grants.map(({ customerId }) => customerId))];
  const sums = await sumLots(db, reach, customerIds, asOf);
  const changes = groupBy(await findExpiryChanges(db, reach, grants.map(({ id }) => id)), ({ grantId }) => grantId);
  const unpaid = await findUnpaid(db, reach, grants);
  const moved = await sumMovedUnits(db, reach, grants, asOf);
  const lots = grants.map((grant) => {
    const change = changes.get(grant.id)?.at(-1);
    const expiresAt = change === undefined ? grant.terms.expiresAt : change.expiresAt;
    return { grant, ...(sums.get(grant.id) ?? NOTHING), expiresAt, isPaidFor: !unpaid.has(grant.terms.purchase?.chargeId ?? ''), ...moved.get(grant.id) };
  });
  const allowed = [...new Set(grants.flatMap(({ customerId, terms }) => (terms.allowance === undefined ? [] : [customerId])))];
  return allowed.length === 0 ? lots : standAllowances(lots, holders ?? (await findAllowanceHolders(db, reach, allowed)), { adjusted: new Set(changes.keys()) });
}

const NOTHING: LotSums = { granted: 0n, burned: 0n, expired: 0n, voided: 0n, transferred: 0n };

/** What left each lot in its unit, by the grant. */
async function sumMovedUnits(db: Database, reach: Reach, grants: readonly Grant[], asOf: Instant | null): Promise<Map<string, { transferredUnits: Decimal }>> {
  const inUnits = grants.flatMap(({ id, terms }) => (terms.unit === undefined ? [] : [id]));
  const transfers = (await findTransfers(db, reach, inUnits)).filter(({ recordedAt }) => asOf === null || recordedAt <= asOf);
  return new Map([...groupBy(transfers, ({ grantId }) => grantId)].map(([id, own]) => [id, { transferredUnits: Decimal.sum(ZERO, ...own.map(({ terms }) => terms.moved.units ?? ZERO)) }]));
}

/** What the journals of each lot come to, by kind. */
async function sumLots(db: Database, reach: Reach, customerIds: readonly string[], asOf: Instant | null): Promise<Map<string, LotSums>> {
  const { journals, postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (code: typeof postings.debitCode, reference: typeof postings.debitReference) =>
    await db
      .select({ reference, kind: journals.kind, total })
      .from(postings)
      .innerJoin(journals, and(eq(journals.tenantId, postings.tenantId), eq(journals.customerId, postings.customerId), eq(journals.seq, postings.seq)))
      .where(and(within(postings, reach), inArray(postings.customerId, [...customerIds]), inArray(code, LOT_ACCOUNTS), asOf === null ? undefined : lte(journals.effectiveAt, asOf)))
      .groupBy(reference, journals.kind);
  const sums = new Map<string, { -readonly [Name in keyof LotSums]: bigint }>();
  const debits = await sumsBy(postings.debitCode, postings.debitReference);
  const credits = await sumsBy(postings.creditCode, postings.creditReference);
  for (const [rows, side] of [[debits, -1n], [credits, 1n]] as const) {
    for (const { reference, kind, total: amount } of rows) {
      const sum = sumOfKind(kind as JournalKind);
      if (sum === null) continue;
      const own = sums.get(reference) ?? { ...NOTHING };
      own[sum.name] += side * sum.sign * amount;
      sums.set(reference, own);
    }
  }
  return sums;
}

/** The charges of purchases that may be used once paid and are not: their invoice has something left to pay, or was given up. */
async function findUnpaid(db: Database, reach: Reach, grants: readonly Grant[]): Promise<Set<string>> {
  const waiting = grants.flatMap(({ customerId, terms: { purchase } }) => (purchase?.use === 'ON_PAYMENT' ? [{ customerId, chargeId: purchase.chargeId }] : []));
  if (waiting.length === 0) return new Set();
  const { postings } = db.tables;
  const ofLines = and(within(postings, reach), inArray(postings.customerId, waiting.map(({ customerId }) => customerId)), eq(postings.creditCode, UNBILLED), eq(postings.debitCode, RECEIVABLE), inArray(postings.creditReference, waiting.map(({ chargeId }) => chargeLineKey(chargeId))));
  const billed = await db.select({ lineKey: postings.creditReference, invoiceId: postings.debitReference }).from(postings).where(ofLines);
  const open = await findOpen(db, reach, billed.map(({ invoiceId }) => invoiceId));
  const invoiceOf = new Map(billed.map(({ lineKey, invoiceId }) => [lineKey, invoiceId]));
  return new Set(waiting.filter(({ chargeId }) => open.has(invoiceOf.get(chargeLineKey(chargeId)) ?? '') || !invoiceOf.has(chargeLineKey(chargeId))).map(({ chargeId }) => chargeId));
}

/** The invoices among these on which something is owed or was written off. */
async function findOpen(db: Database, reach: Reach, invoiceIds: readonly string[]): Promise<Set<string>> {
  if (invoiceIds.length === 0) return new Set();
  const { postings } = db.tables;
  const total = sql<bigint>`sum(${postings.amount})`.mapWith((value: string | number) => BigInt(value));
  const sumsBy = async (code: typeof postings.debitCode, reference: typeof postings.debitReference) =>
    await db.select({ code, reference, total }).from(postings).where(and(within(postings, reach), inArray(code, [RECEIVABLE, WRITE_OFFS]), inArray(reference, [...invoiceIds]))).groupBy(code, reference);
  const sums = new Map<string, bigint>();
  const [debits, credits] = [await sumsBy(postings.debitCode, postings.debitReference), await sumsBy(postings.creditCode, postings.creditReference)];
  for (const [rows, sign] of [[debits, 1n], [credits, -1n]] as const) {
    for (const { code, reference, total: amount } of rows) sums.set(`${code} ${reference}`, (sums.get(`${code} ${reference}`) ?? 0n) + sign * amount);
  }
  return new Set(invoiceIds.filter((id) => [RECEIVABLE, WRITE_OFFS].some((code) => (sums.get(`${code} ${id}`) ?? 0n) !== 0n)));
}

/** The way back of `insertTransfer`. */
export function fromTransferRow({ tenantId: _, terms, ...row }: Tables['creditTransfers']['$inferSelect']): CreditTransfer {
  return { ...row, terms: readTransferTerms(JSON.parse(terms) as JsonObject) };
}

export function fromGrantRow({ tenantId: _, terms, ...row }: Tables['creditGrants']['$inferSelect']): Grant {
  return { ...row, terms: readGrantTerms(JSON.parse(terms) as JsonObject) };
}
