/** Loaders of what stands beside issued invoices: sums of postings about each, and the settlements that made them. */
import DataLoader from 'dataloader';
import { type AccountCode, CUSTOMER_CREDIT } from '../../core/accounts.ts';
import { groupBy } from '../../core/grouping.ts';
import type { Instant } from '../../core/instant.ts';
import { sumCellOfCustomers, sumReferences } from '../../repositories/entries.ts';
import type { Reach } from '../../repositories/reach.ts';
import { type InvoicePlace, findSettlementsOfInvoices } from '../../repositories/settlements.ts';
import type { Database } from '../../store/database.ts';

/** Debits less credits on an account code about each invoice, as known at a time; null for now. */
export function createInvoiceSumLoader(db: Database, reach: Reach, code: AccountCode) {
  return new DataLoader(
    async (asked: readonly (InvoicePlace & { readonly knownAt: Instant | null })[]) => {
      const sums = new Map<Instant | null, ReadonlyMap<string, bigint>>();
      for (const [knownAt, own] of groupBy(asked, (one) => one.knownAt)) {
        const question = { code, references: own.map(({ invoiceId }) => invoiceId), customerIds: [...new Set(own.map(({ customerId }) => customerId))], knownAt };
        sums.set(knownAt, await sumReferences(db, reach, question));
      }
      return asked.map(({ invoiceId, knownAt }) => sums.get(knownAt)?.get(invoiceId) ?? 0n);
    },
    { cache: false },
  );
}

/** What the seller owes each customer and no invoice has had. */
export function createCreditLoader(db: Database, reach: Reach) {
  return new DataLoader(
    async (customerIds: readonly string[]) => {
      const sums = await sumCellOfCustomers(db, reach, CUSTOMER_CREDIT, customerIds);
      return customerIds.map((id) => -(sums.get(id) ?? 0n));
    },
    { cache: false },
  );
}

/** What took something off each invoice, in book order. */
export function createInvoiceSettlementLoader(db: Database, reach: Reach) {
  return new DataLoader(
    async (places: readonly InvoicePlace[]) => {
      const byInvoice = groupBy(await findSettlementsOfInvoices(db, reach, places), ({ invoiceId }) => invoiceId);
      return places.map(({ invoiceId }) => byInvoice.get(invoiceId) ?? []);
    },
    { cache: false },
  );
}
