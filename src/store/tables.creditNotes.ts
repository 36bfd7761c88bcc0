/** The table of credit notes, which take something off issued invoices. */
import type { ColumnKit } from './columns.postgres.ts';
import type { LedgerTables } from './tables.ledger.ts';

export function defineCreditNoteTables(c: ColumnKit, { journals, invoiceCuts }: Pick<LedgerTables, 'journals' | 'invoiceCuts'>) {
  const creditNotes = c.table('credit_notes', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    invoiceId: c.id('invoice_id'),
    currency: c.word('currency'),
    /** The place of its journal in the book. */
    seq: c.sequence('seq'),
    series: c.key('series'),
    seriesNumber: c.sequence('series_number'),
    number: c.key('number'),
    issuedAt: c.instant('issued_at'),
    /** Which derivation of the document the seal was made with. */
    derivation: c.count('derivation'),
    /** Canonical JSON of what was asked, and of what the document needs beyond that; its journal holds what it came to. */
    terms: c.document('terms'),
    actor: c.key('actor'),
    seal: c.digest('seal'),
  }, (t) => [
    c.primaryKey({ name: 'credit_notes_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('credit_notes_id').on(t.tenantId, t.id),
    c.unique('credit_notes_seq').on(t.tenantId, t.customerId, t.seq),
    c.unique('credit_notes_number').on(t.tenantId, t.number),
    c.unique('credit_notes_series_number').on(t.tenantId, t.series, t.seriesNumber),
    c.foreignKey({
      name: 'credit_notes_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
    c.foreignKey({ name: 'credit_notes_invoice', columns: [t.tenantId, t.invoiceId], foreignColumns: [invoiceCuts.tenantId, invoiceCuts.id] }).onDelete('restrict'),
  ]);

  return { creditNotes };
}
