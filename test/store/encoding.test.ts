import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { digestOf } from '../../src/core/digest.ts';
import { deriveId } from '../../src/core/identity.ts';
import { type Instant, instant, instantText } from '../../src/core/instant.ts';
import type { Journal } from '../../src/core/journal.ts';
import { insertBook } from '../../src/repositories/books.ts';
import { findCustomersByExternalId, insertCustomer } from '../../src/repositories/customers.ts';
import { findLateArrivals, markLateArrivals } from '../../src/repositories/lateArrivals.ts';
import { insertJournals, scanJournals } from '../../src/repositories/journals.ts';
import { insertTenant } from '../../src/repositories/tenants.ts';
import { recordEvents } from '../../src/repositories/usageEvents.ts';
import type { Store } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { type StoredCustomer, customerOf, tenantOf } from '../support/storedRows.ts';

const TENANT = tenantOf('acme');
const { id: tenantId } = TENANT.tenant;
const NOON = instant(Date.UTC(2026, 0, 1, 12));

/** The first second, both sides of a leap day and of a change of the clocks in Europe, and the last millisecond of 9999. */
const INSTANTS = [
  '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.001Z', '1999-12-31T23:59:59.999Z', '2024-02-29T23:59:59.999Z',
  '2026-03-29T00:59:59.999Z', '2026-03-29T01:00:00.000Z', '2026-10-25T00:30:00.120Z', '2026-10-25T01:30:00.007Z',
  '2038-01-19T03:14:08.000Z', '9999-12-31T23:59:59.999Z',
];

/** One key each: neither case, accents, their two spellings, widths, ligatures nor spaces inside make two of them the same. */
const KEYS = [
  'Key', 'KEY', 'key', 'K\u00e9y', 'Ke\u0301y', 'Kéys', 'key 1', 'key  1', 'key\u00a01', 'stra\u00dfe', 'strasse', '\ufb01le', 'file', '\uff21', 'A', 'a', 'Z', '_', '~', "'", '"', '\\', '%',
  '\u{1f600}', '\u{1f601}', '\uffee', '\u{10ffff}', '\u{1f600}'.repeat(255), '\u{1f600}'.repeat(254), '0', '10', '9',
];

describe.each(dialectsUnderTest())('values in $name', (dialect) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await dialect.createDatabase();
    store = await openStore(database.url === null ? { dataDir: database.dataDir! } : { databaseUrl: database.url });
    await migrate(store);
    await store.transaction((tx) => insertTenant(tx, TENANT.tenant, TENANT.record));
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  async function newBook(externalId: string): Promise<StoredCustomer> {
    const stored = customerOf(TENANT, externalId);
    await store.transaction(async (tx) => {
      await insertCustomer(tx, tenantId, stored.customer);
      await insertBook(tx, stored.book);
    });
    return stored;
  }

  async function storedJournals({ book }: StoredCustomer, journals: readonly Journal[]) {
    await store.transaction((tx) => insertJournals(tx, book, journals));
    return await scanJournals(store.database, book, { afterSeq: 0, throughSeq: journals.length, limit: 100 });
  }

  it('amount: minor units come back exact beyond 2^53 and up to the end of BIGINT', async () => {
    const amounts = [1n, 9_007_199_254_740_993n, 9_223_372_036_854_775_807n];
    const read = await storedJournals(await newBook('amounts'), amounts.map((amount, index) => journalOf(index + 1, { amount })));
    expect(read.map(({ postings }) => postings.map(({ amount }) => amount))).toEqual(amounts.map((amount) => [amount]));
  });

  it('quantity and exact amount: every digit of DECIMAL(38,12) and DECIMAL(60,30) comes back', async () => {
    const quantities = ['0', '0.000000000001', '-0.000000000001', '99999999999999999999999999.999999999999', '-99999999999999999999999999.999999999999', '12345678901234567890123456.123456789012'];
    const exacts = ['0', `0.${'0'.repeat(29)}1`, `-0.${'0'.repeat(29)}1`, `${'9'.repeat(30)}.${'9'.repeat(30)}`, `-${'9'.repeat(30)}.${'9'.repeat(30)}`, '0.1'];
    const journals = quantities.map((quantity, index) => journalOf(index + 1, { quantity: new Decimal(quantity), exactAmount: new Decimal(exacts[index]!) }));
    const read = await storedJournals(await newBook('decimals'), journals);
    expect(read.map(({ line }) => decimalText(line!.quantity!))).toEqual(quantities);
    expect(read.map(({ line }) => decimalText(line!.exactAmount))).toEqual(exacts);
  });

  it('instant: the millisecond comes back, from 1970 to 9999, and orders as time does', async () => {
    const instants = INSTANTS.map((text) => instant(Date.parse(text)));
    const book = await newBook('instants');
    const read = await storedJournals(book, instants.map((at, index) => journalOf(index + 1, { effectiveAt: at, billableAt: at, service: { start: at, end: at } })));
    expect(read.map(({ effectiveAt }) => instantText(effectiveAt))).toEqual(INSTANTS);
    expect(read.map(({ billableAt }) => billableAt)).toEqual(instants);
    expect(read.map(({ line }) => line!.service)).toEqual(instants.map((at) => ({ start: at, end: at })));
    const { journals } = store.database.tables;
    const ordered = await store.database.select({ at: journals.effectiveAt }).from(journals).where(eq(journals.customerId, book.book.customerId)).orderBy(asc(journals.effectiveAt));
    expect(ordered.map(({ at }) => at)).toEqual(instants);
  });

  it('key: is compared and ordered byte by byte, whatever its case, accents, width or length', async () => {
    const { book } = await newBook('keys');
    expect(await record(book.customerId, KEYS)).toEqual([]);
    const { usageEvents } = store.database.tables;
    for (const key of KEYS) {
      const found = await store.database.select({ key: usageEvents.key }).from(usageEvents).where(eq(usageEvents.key, key));
      expect(found).toEqual([{ key }]);
    }
    const ordered = await store.database.select({ key: usageEvents.key }).from(usageEvents).where(eq(usageEvents.customerId, book.customerId)).orderBy(asc(usageEvents.key));
    expect(ordered.map(({ key }) => key)).toEqual([...KEYS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect((await record(book.customerId, KEYS)).sort()).toEqual([...KEYS].sort());
  });

  it('key: external ids that differ in case alone are two customers', async () => {
    for (const externalId of ['Acme', 'ACME', 'acmé']) await newBook(externalId);
    const [found, ...others] = await findCustomersByExternalId(store.database, { tenantId, customerId: null }, ['ACME']);
    expect([found?.externalId, others]).toEqual(['ACME', []]);
  });

  it('document: properties come back as the very text that was digested', async () => {
    const { book } = await newBook('documents');
    const text = '{"b":1,"a":"\\u0000 \u{1f600} \\\\ \' \\"","z":1.50,"n":123456789012345678901234567890}';
    await record(book.customerId, ['document'], text);
    const { usageEvents } = store.database.tables;
    expect(await store.database.select({ text: usageEvents.properties }).from(usageEvents).where(eq(usageEvents.customerId, book.customerId))).toEqual([{ text }]);
  });

  it('day: comes back as the same day, from 1970 to 9999, and is marked once', async () => {
    const { book } = await newBook('days');
    const days = ['1970-01-01', '2024-02-29', '9999-12-31'];
    const marks = days.map((day) => ({ customerId: book.customerId, bookSeq: 0, eventName: 'tokens', day }));
    for (const _ of [1, 2]) await store.transaction((tx) => markLateArrivals(tx, tenantId, marks));
    const late = await findLateArrivals(store.database, book, 0);
    expect(late.map(({ day }) => instantText(day.start).slice(0, 10)).sort()).toEqual(days);
  });

  /** Records an event for each key; answers the keys that were held before. */
  async function record(customerId: string, keys: readonly string[], propertiesText = '{}'): Promise<string[]> {
    const events = keys.map((key, index) => ({
      id: deriveId('event', NOON, [customerId, key, BigInt(index)]),
      customerId,
      key,
      eventName: 'tokens',
      occurredAt: NOON,
      recordedAt: NOON,
      fingerprint: digestOf('test', [key]),
      bookSeq: 0,
      propertiesText,
      sealed: null,
    }));
    return (await store.transaction((tx) => recordEvents(tx, tenantId, events))).map(({ key }) => key);
  }
});

interface JournalValues {
  readonly amount?: bigint;
  readonly quantity?: Decimal;
  readonly exactAmount?: Decimal;
  readonly effectiveAt?: Instant;
  readonly billableAt?: Instant;
  readonly service?: { readonly start: Instant; readonly end: Instant };
}

/** A charge that holds the values; its hashes are of no book. */
function journalOf(seq: number, { amount = 1n, quantity = new Decimal(1), exactAmount = new Decimal(1), effectiveAt = NOON, billableAt = NOON, service = { start: NOON, end: NOON } }: JournalValues): Journal {
  const hash = digestOf('test', [BigInt(seq)]);
  const id = deriveId('test', NOON, [BigInt(seq)]);
  const line = { lineKey: `line ${seq}`, subscriptionId: id, priceId: id, service, dimensions: null, quantity, eventCount: 1, exactAmount, ratedDigest: hash };
  const postings = [{ debit: { code: '1150', reference: `line ${seq}` }, credit: { code: '4000', reference: id }, amount }] as const;
  return { seq, kind: 'CHARGE', currency: 'USD' as Journal['currency'], effectiveAt, billableAt, reversesSeq: null, invoiceId: null, line, postings, recordedAt: NOON, cause: 'test', actor: 'test', hash };
}
