/** A page of issued invoices: each derived from the ledger and held against its seal before it is shown. */
import type { InvoiceCut } from '../repositories/invoices.ts';
import type { Page } from '../repositories/page.ts';
import { assertSealed } from '../services/derivedInvoices.ts';
import type { RequestContext } from './context.ts';
import { type InvoiceSource, issuedSource } from './sources.ts';

export async function loadIssuedPage({ loaders }: RequestContext, { rows, ...ends }: Page<InvoiceCut>): Promise<Page<InvoiceSource>> {
  const derived = await Promise.all(rows.map(({ id }) => loaders().invoices.load(id)));
  const sources = derived.flatMap((invoice) => {
    if (!invoice) return [];
    assertSealed(invoice);
    return [issuedSource(invoice)];
  });
  return { rows: sources, ...ends };
}
