/** Transfers of credit in SQL, with both sides: what a verification reads. */
import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { IN_TRANSFER } from '../core/accounts.ts';
import type { StoredTransfer } from '../core/credits/transferCheck.ts';
import type { Database } from '../store/database.ts';
import { fromGrantRow, fromTransferRow } from './credits.ts';

/** Where a transfer stands: its tenant, its book and its place. */
export interface TransferPlace {
  readonly tenantId: string;
  readonly customerId: string;
  readonly seq: number;
}

/** A transfer, its place, and what is stored on either side; it is read when asked, because what was tampered with may not be readable. */
export interface ScannedTransfer extends TransferPlace {
  readonly read: () => StoredTransfer;
}

/** In the order of tenants, customers and places, after one of them. A side's journal has one posting. */
export async function scanTransfers(db: Database, { tenantId, after, limit }: { readonly tenantId: string | null; readonly after: TransferPlace | null; readonly limit: number }): Promise<ScannedTransfer[]> {
  const { creditTransfers: transfers, creditGrants: grants, postings } = db.tables;
  const arriving = alias(postings, 'arriving');
  const isLater = after && or(gt(transfers.tenantId, after.tenantId), and(eq(transfers.tenantId, after.tenantId), or(gt(transfers.customerId, after.customerId), and(eq(transfers.customerId, after.customerId), gt(transfers.seq, after.seq)))));
  const rows = await db
    .select({ transfer: transfers, grant: grants, sent: postings.amount, arrived: arriving.amount })
    .from(transfers)
    .leftJoin(postings, and(eq(postings.tenantId, transfers.tenantId), eq(postings.customerId, transfers.customerId), eq(postings.seq, transfers.seq), eq(postings.ordinal, 0)))
    .leftJoin(grants, and(eq(grants.tenantId, transfers.tenantId), eq(grants.customerId, transfers.toCustomerId), eq(grants.id, transfers.toGrantId)))
    .leftJoin(arriving, and(eq(arriving.tenantId, grants.tenantId), eq(arriving.customerId, grants.customerId), eq(arriving.seq, grants.seq), eq(arriving.ordinal, 0)))
    .where(and(tenantId === null ? undefined : eq(transfers.tenantId, tenantId), isLater ?? undefined))
    .orderBy(asc(transfers.tenantId), asc(transfers.customerId), asc(transfers.seq))
    .limit(limit);
  return rows.map(({ transfer, grant, sent, arrived }) => ({ tenantId: transfer.tenantId, customerId: transfer.customerId, seq: transfer.seq, read: () => ({ transfer: fromTransferRow(transfer), received: grant && fromGrantRow(grant), sent, arrived }) }));
}

/** What is between books, in minor units: debits less credits by tenant and currency, where that is not zero. One statement, so that no transfer is seen half. */
export async function findCreditInTransfer(db: Database, tenantId: string | null): Promise<{ tenantId: string; currency: string; residual: bigint }[]> {
  const { postings } = db.tables;
  const isDebit = eq(postings.debitCode, IN_TRANSFER);
  const residual = sql<bigint>`sum(case when ${isDebit} then ${postings.amount} else -${postings.amount} end)`.mapWith((value: string | number) => BigInt(value));
  const rows = await db
    .select({ tenantId: postings.tenantId, currency: postings.currency, residual })
    .from(postings)
    .where(and(tenantId === null ? undefined : eq(postings.tenantId, tenantId), or(isDebit, eq(postings.creditCode, IN_TRANSFER))))
    .groupBy(postings.tenantId, postings.currency);
  return rows.filter((row) => row.residual !== 0n);
}
