/** Tables of the ledger: books, usage events with their corrections, journals with their postings, and the cuts and seals that make invoices. */
import type { ColumnKit } from './columns.postgres.ts';
import type { IdentityTables } from './tables.identity.ts';

export function defineLedgerTables(c: ColumnKit, { tenants, customers }: IdentityTables) {
  /** The head of each customer's book, and the unit of locking: the one mutable row of the ledger. */
  const customerBooks = c.table('customer_books', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    seq: c.sequence('seq'),
    hash: c.digest('hash'),
    recordedAt: c.instant('recorded_at'),
    /** Number of the newest cut; 0 before the first. */
    cutNumber: c.count('cut_number'),
    /** The newest cut's as-of and its issue journal's seq: what was rated, and what was known when it was. */
    ratedThrough: c.nullable.instant('rated_through'),
    ratedSeq: c.sequence('rated_seq'),
  }, (t) => [
    c.primaryKey({ name: 'customer_books_pk', columns: [t.tenantId, t.customerId] }),
    c.foreignKey({
      name: 'customer_books_customer',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customers.tenantId, customers.id],
    }).onDelete('restrict'),
  ]);

  /** No foreign key to customers: the writer holds the customer's book row, and customers are never deleted. */
  const usageEvents = c.table('usage_events', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    id: c.id('id'),
    key: c.key('event_key'),
    eventName: c.key('event_name'),
    occurredAt: c.instant('occurred_at'),
    properties: c.document('properties'),
    /** Personal properties, under a key of the customer that may be destroyed; null without any. */
    sealed: c.nullable.document('sealed'),
    fingerprint: c.digest('fingerprint'),
    /** The book's head when the event was recorded: a journal knows the event if its seq is greater. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
  }, (t) => [
    c.primaryKey({ name: 'usage_events_pk', columns: [t.tenantId, t.customerId, t.id] }),
    c.unique('usage_events_key').on(t.tenantId, t.customerId, t.key),
    // In the order in which pages are read, which the MySQL family does not sort for a page alone. With the head at the end,
    // events that a journal does not know are told by the index alone, among however many.
    c.index('usage_events_name_time_id_seq').on(t.tenantId, t.customerId, t.eventName, t.occurredAt, t.id, t.bookSeq),
  ]);

  /** What events count as instead of what they were recorded with, in the order of each event's corrections. */
  const usageCorrections = c.table('usage_corrections', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    eventId: c.id('event_id'),
    ordinal: c.count('ordinal'),
    kind: c.word('kind'),
    /** The event's own, so that what is moved into a time is found by name and time. */
    eventName: c.key('event_name'),
    /** What the event counts as from here on; null for one that no longer counts. */
    occurredAt: c.nullable.instant('occurred_at'),
    properties: c.nullable.document('properties'),
    sealed: c.nullable.document('sealed'),
    fingerprint: c.nullable.digest('fingerprint'),
    /** The book's head when the correction was recorded: a journal knows it if its seq is greater. */
    bookSeq: c.sequence('book_seq'),
    recordedAt: c.instant('recorded_at'),
    actor: c.key('actor'),
    reason: c.text('reason'),
    /** The backfill that made it; null for one that was asked for by itself. */
    backfillId: c.nullable.id('backfill_id'),
  }, (t) => [
    c.primaryKey({ name: 'usage_corrections_pk', columns: [t.tenantId, t.customerId, t.eventId, t.ordinal] }),
    c.index('usage_corrections_name_time').on(t.tenantId, t.customerId, t.eventName, t.occurredAt),
    c.index('usage_corrections_name_seq').on(t.tenantId, t.customerId, t.eventName, t.bookSeq),
    c.index('usage_corrections_backfill').on(t.tenantId, t.backfillId),
    c.foreignKey({
      name: 'usage_corrections_event',
      columns: [t.tenantId, t.customerId, t.eventId],
      foreignColumns: [usageEvents.tenantId, usageEvents.customerId, usageEvents.id],
    }).onDelete('restrict'),
  ]);

  /** Marks left by events older than what the book had rated; the next cut re-rates the periods they touch. */
  const lateArrivals = c.table('late_arrivals', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    bookSeq: c.sequence('book_seq'),
    eventName: c.key('event_name'),
    /** The UTC day in which the events occurred. */
    day: c.day('day'),
  }, (t) => [c.primaryKey({ name: 'late_arrivals_pk', columns: [t.tenantId, t.customerId, t.bookSeq, t.eventName, t.day] })]);

  const journals = c.table('journals', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    seq: c.sequence('seq'),
    kind: c.word('kind'),
    currency: c.word('currency'),
    effectiveAt: c.instant('effective_at'),
    recordedAt: c.instant('recorded_at'),
    billableAt: c.nullable.instant('billable_at'),
    /** The idempotency key of the operation that posted it. */
    cause: c.key('cause'),
    /** The API key, or the job, that asked for it. */
    actor: c.key('actor'),
    reversesSeq: c.nullable.sequence('reverses_seq'),
    invoiceId: c.nullable.id('invoice_id'),
    lineKey: c.nullable.key('line_key'),
    subscriptionId: c.nullable.id('subscription_id'),
    priceId: c.nullable.id('price_id'),
    serviceStart: c.nullable.instant('service_start'),
    serviceEnd: c.nullable.instant('service_end'),
    dimensions: c.nullable.document('dimensions'),
    /** The line's whole quantity, its events and its exact amount after this journal, and a digest of what was rated. */
    quantity: c.nullable.quantity('quantity'),
    eventCount: c.nullable.sequence('event_count'),
    exactAmount: c.nullable.exact('exact_amount'),
    ratedDigest: c.nullable.digest('rated_digest'),
    postingCount: c.count('posting_count'),
    hash: c.digest('hash'),
  }, (t) => [
    c.primaryKey({ name: 'journals_pk', columns: [t.tenantId, t.customerId, t.seq] }),
    c.unique('journals_reverses').on(t.tenantId, t.customerId, t.reversesSeq),
    c.index('journals_line').on(t.tenantId, t.customerId, t.lineKey),
    c.index('journals_billable').on(t.tenantId, t.customerId, t.billableAt),
    c.index('journals_invoice').on(t.tenantId, t.invoiceId),
    c.foreignKey({
      name: 'journals_book',
      columns: [t.tenantId, t.customerId],
      foreignColumns: [customerBooks.tenantId, customerBooks.customerId],
    }).onDelete('restrict'),
  ]);

  const postings = c.table('postings', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    seq: c.sequence('seq'),
    ordinal: c.count('ordinal'),
    debitCode: c.word('debit_code'),
    debitReference: c.key('debit_reference'),
    creditCode: c.word('credit_code'),
    creditReference: c.key('credit_reference'),
    amount: c.amount('amount'),
    currency: c.word('currency'),
  }, (t) => [
    c.primaryKey({ name: 'postings_pk', columns: [t.tenantId, t.customerId, t.seq, t.ordinal] }),
    c.index('postings_debit').on(t.tenantId, t.customerId, t.debitCode, t.debitReference),
    c.index('postings_credit').on(t.tenantId, t.customerId, t.creditCode, t.creditReference),
    c.check('postings_amount_positive', c.sql`${t.amount} > 0`),
    c.check('postings_two_accounts', c.sql`${t.debitCode} <> ${t.creditCode} or ${t.debitReference} <> ${t.creditReference}`),
    c.foreignKey({
      name: 'postings_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  /** What explaining a journal's charge needs, and the journal does not say: it is found by what was rated. */
  const ratingRecords = c.table('rating_records', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    ratedDigest: c.digest('rated_digest'),
    seq: c.sequence('seq'),
    /** Canonical JSON of how the amount came about, and of when its events occurred. */
    steps: c.nullable.document('steps'),
    trace: c.nullable.document('trace'),
  }, (t) => [
    c.primaryKey({ name: 'rating_records_pk', columns: [t.tenantId, t.customerId, t.ratedDigest, t.seq] }),
    c.foreignKey({
      name: 'rating_records_journal',
      columns: [t.tenantId, t.customerId, t.seq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  const invoiceCuts = c.table('invoice_cuts', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    cutNumber: c.count('cut_number'),
    id: c.id('id'),
    currency: c.word('currency'),
    cutSeq: c.sequence('cut_seq'),
    asOf: c.instant('as_of'),
    issueSeq: c.sequence('issue_seq'),
    series: c.key('series'),
    seriesNumber: c.sequence('series_number'),
    number: c.key('number'),
    issuedAt: c.instant('issued_at'),
    /** Which derivation of the document the seal was made with. */
    derivation: c.count('derivation'),
    /** Canonical JSON of what the document needs beyond the ledger: taxes, dates, and the digest of its parties. */
    terms: c.nullable.document('terms'),
  }, (t) => [
    c.primaryKey({ name: 'invoice_cuts_pk', columns: [t.tenantId, t.customerId, t.cutNumber] }),
    c.unique('invoice_cuts_id').on(t.tenantId, t.id),
    c.unique('invoice_cuts_number').on(t.tenantId, t.number),
    c.unique('invoice_cuts_series_number').on(t.tenantId, t.series, t.seriesNumber),
    c.foreignKey({
      name: 'invoice_cuts_issue_journal',
      columns: [t.tenantId, t.customerId, t.issueSeq],
      foreignColumns: [journals.tenantId, journals.customerId, journals.seq],
    }).onDelete('restrict'),
  ]);

  const invoiceSeals = c.table('invoice_seals', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    cutNumber: c.count('cut_number'),
    seal: c.digest('seal'),
  }, (t) => [
    c.primaryKey({ name: 'invoice_seals_pk', columns: [t.tenantId, t.customerId, t.cutNumber] }),
    c.foreignKey({
      name: 'invoice_seals_cut',
      columns: [t.tenantId, t.customerId, t.cutNumber],
      foreignColumns: [invoiceCuts.tenantId, invoiceCuts.customerId, invoiceCuts.cutNumber],
    }).onDelete('restrict'),
  ]);

  /** Who sold and bought, as it was at issue. Personal data: a row may be erased, and its salt with it; the cut keeps a digest. */
  const invoiceParties = c.table('invoice_parties', {
    tenantId: c.id('tenant_id'),
    customerId: c.id('customer_id'),
    cutNumber: c.count('cut_number'),
    salt: c.digest('salt'),
    /** Canonical JSON. */
    parties: c.document('parties'),
  }, (t) => [
    c.primaryKey({ name: 'invoice_parties_pk', columns: [t.tenantId, t.customerId, t.cutNumber] }),
    c.foreignKey({
      name: 'invoice_parties_cut',
      columns: [t.tenantId, t.customerId, t.cutNumber],
      foreignColumns: [invoiceCuts.tenantId, invoiceCuts.customerId, invoiceCuts.cutNumber],
    }).onDelete('restrict'),
  ]);

  /** The next number of each gapless series of documents, taken inside the issuing transaction. */
  const documentSeries = c.table('document_series', {
    tenantId: c.id('tenant_id'),
    series: c.key('series'),
    lastNumber: c.sequence('last_number'),
  }, (t) => [
    c.primaryKey({ name: 'document_series_pk', columns: [t.tenantId, t.series] }),
    c.foreignKey({ name: 'document_series_tenant', columns: [t.tenantId], foreignColumns: [tenants.id] }).onDelete('restrict'),
  ]);

  return { customerBooks, usageEvents, usageCorrections, lateArrivals, journals, postings, ratingRecords, invoiceCuts, invoiceSeals, invoiceParties, documentSeries };
}

export type LedgerTables = ReturnType<typeof defineLedgerTables>;
