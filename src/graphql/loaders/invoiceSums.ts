/** Loaders of what stands beside issued invoices: sums of postings about each, and the settlements that made them. */
import DataLoader from 'dataloader';
import { type AccountCode, CUSTOMER_CREDIT } from '../../core/accounts.ts';
import type { AsOf } from '../../core/asOf.ts';
import { groupBy } from '../../core/grouping.ts';
import { sumCellOfCustomers, sumReferences } from '../../repositories/entries.ts';
import type { Reach } from '../../repositories/reach.ts';
import { type InvoicePlace, findSettlementsOfInvoices } from '../../repositories/settlements.ts';
import type { Database } from '../../store/database.ts';

/** Debits less credits on an account code about each invoice, at two times. */
export function createInvoiceSumLoader(db: Database, reach: Reach, code: AccountCode) {
  return new DataLoader(
    async (asked: readonly (InvoicePlace & { readonly times: AsOf })[]) => {
      const sums = new Map<string, ReadonlyMap<string, bigint>>();
      for (const [name, own] of groupBy(asked, ({ times }) => nameOf(times))) {
        const references = own.map(({ invoiceId }) => invoiceId);
        const customerIds = [...new Set(own.map(({ customerId }) => customerId))];
        for (const { times } of own.slice(0, 1)) sums.set(name, await sumReferences(db, reach, { code, references, customerIds, times }));
      }
      return asked.map(({ invoiceId, times }) => sums.get(nameOf(times))?.get(invoiceId) ?? 0n);
    },
    { cache: false },
  );
}

/** What the seller owes each customer and no invoice has had, at two times. */
export function createCreditLoader(db: Database, reach: Reach) {
  return new DataLoader(
    async (asked: readonly { readonly customerId: string; readonly times: AsOf }[]) => {
      const sums = new Map<string, ReadonlyMap<string, bigint>>();
      for (const [name, own] of groupBy(asked, ({ times }) => nameOf(times))) {
        const customerIds = own.map(({ customerId }) => customerId);
        for (const { times } of own.slice(0, 1)) sums.set(name, await sumCellOfCustomers(db, reach, { code: CUSTOMER_CREDIT, customerIds, times }));
      }
      return asked.map(({ customerId, times }) => -(sums.get(nameOf(times))?.get(customerId) ?? 0n));
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

function nameOf({ asOf, knownAt }: AsOf): string {
  return `${asOf ?? ''}:${knownAt ?? ''}`;
}
