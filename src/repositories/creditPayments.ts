/** Payments of credit in SQL: how the invoices that sold it came to be paid. */
import { and, eq, inArray } from 'drizzle-orm';
import { RECEIVABLE, UNBILLED, WRITE_OFFS } from '../core/accounts.ts';
import type { BookOwner } from '../core/book.ts';
import type { KnownPayment } from '../core/credits/asIfOnTime.ts';
import { chargeLineKey } from '../core/oneOffCharge.ts';
import type { Database } from '../store/database.ts';
import { within } from './reach.ts';

/** What moved on the receivables and write-offs of the invoices of charges, by charge, in book order. */
export async function findPaymentsOfPurchases(db: Database, owner: BookOwner, chargeIds: readonly string[]): Promise<Map<string, KnownPayment[]>> {
  if (chargeIds.length === 0) return new Map();
  const { postings } = db.tables;
  const sold = and(within(postings, owner), eq(postings.creditCode, UNBILLED), eq(postings.debitCode, RECEIVABLE), inArray(postings.creditReference, chargeIds.map(chargeLineKey)));
  const billed = await db.select({ lineKey: postings.creditReference, invoiceId: postings.debitReference }).from(postings).where(sold);
  const invoiceIds = [...new Set(billed.map(({ invoiceId }) => invoiceId))];
  if (invoiceIds.length === 0) return new Map();
  const movesOn = async (code: typeof postings.debitCode, reference: typeof postings.debitReference) =>
    await db.select({ seq: postings.seq, code, reference, amount: postings.amount }).from(postings).where(and(within(postings, owner), inArray(code, [RECEIVABLE, WRITE_OFFS]), inArray(reference, invoiceIds)));
  const debits = await movesOn(postings.debitCode, postings.debitReference);
  const credits = await movesOn(postings.creditCode, postings.creditReference);
  const moves = [...debits, ...credits.map((row) => ({ ...row, amount: -row.amount }))].sort((a, b) => a.seq - b.seq);
  return new Map(
    chargeIds.map((chargeId) => {
      const ofCharge = new Set(billed.filter(({ lineKey }) => lineKey === chargeLineKey(chargeId)).map(({ invoiceId }) => invoiceId));
      return [chargeId, moves.filter(({ reference }) => ofCharge.has(reference)).map(({ seq, code, amount }) => ({ seq, code, amount }))];
    }),
  );
}
