import { eq, getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../src/core/instant.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { findBooks, scanBooks } from '../../src/repositories/books.ts';
import { findNewestCheckpoint } from '../../src/repositories/checkpoints.ts';
import { findCustomers } from '../../src/repositories/customers.ts';
import { insertIdempotencyRecord } from '../../src/repositories/idempotency.ts';
import type { BookScope } from '../../src/services/bookScan.ts';
import { verifyBook, verifyEvents } from '../../src/services/bookVerification.ts';
import { verifyCheckpoints } from '../../src/services/checkpointVerification.ts';
import type { Engine } from '../../src/services/engine.ts';
import { verifyFacts } from '../../src/services/factVerification.ts';
import { createCheckpoint } from '../../src/services/createCheckpoint.ts';
import { type LedgerFinding, verifyLedger } from '../../src/services/verifyLedger.ts';
import { type AnyTable, allTables } from '../../src/store/anyTable.ts';
import { factTables, keyOfRow } from '../../src/store/factEntries.ts';
import { IMMUTABLE_TABLES, type Tables } from '../../src/store/tables.ts';
import { type ApiClient, type TestApi, configOf, startApi, takeCheckpoints } from '../support/api.ts';
import { type Dialect, dialectsUnderTest } from '../support/dialects.ts';
import { type RawSql, isMysqlFamily, openRaw } from '../support/rawSql.ts';
import { FEBRUARY, HYBRID, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';
import { Tampering, insertAnother, otherValue, rowAt, swapPair } from '../support/tampering.ts';

const OF_ACME = `customer_id = (select id from customers where external_id = 'acme')`;

/** Every table whose rows are never changed, and the one that holds the books' heads. A table that is added is tampered with too. */
const TAMPERED: readonly string[] = [...IMMUTABLE_TABLES, 'customer_books'];
const ACME = OF_ACME;

/** Two months of acme and one of beta. Of acme's journals 1 to 6 are January's, with the CHARGE of tokens at 4 and the INVOICE at 6. */
async function trade(api: TestApi): Promise<string> {
  const client = await api.createTenant({ sandboxClock: FEBRUARY });
  await createCatalog(client);
  await client.must('declarePersonalProperties', { eventName: 'sign-in', properties: ['email'] }, 'replayed');
  for (const customer of ['acme', 'beta']) {
    await createSubscriber(client, customer);
    await record(client, [request(customer, 'r1'), request(customer, 'r2'), completion(customer, 'c1', 100)]);
    await issue(client, customer, `${customer} 1`);
  }
  await advance(client, MARCH);
  await record(client, [{ ...request('acme', 'r3'), occurredAt: '2026-02-10T00:00:00Z' }, request('acme', 'late')]);
  const { id: invoiceId } = await issue(client, 'acme', 'acme 2');
  await client.must('issueCreditNote', { idempotencyKey: 'credit', invoiceId, amount: '1.00', reason: 'too much' }, 'replayed');
  const { ledgerJournals } = await client.ask<{ ledgerJournals: { nodes: { kind: string; seq: string }[] } }>('{ ledgerJournals(filter: { customerExternalId: "acme" }, first: 100) { nodes { kind seq } } }');
  expect(ledgerJournals.nodes.slice(0, 6).map(({ kind, seq }) => `${seq} ${kind}`)).toEqual(['1 ADVANCE_FEE', '2 EARNING', '3 CHARGE', '4 CHARGE', '5 ADVANCE_FEE', '6 INVOICE']);
  await takeCheckpoints(api.url);
  await tradeInEverything(client);
  await takeCheckpoints(api.url);
  return client.key;
}

/** Two rows, by gamma or by the seller, of whatever acme's months leave none of. */
async function tradeInEverything(client: ApiClient): Promise<void> {
  await createSubscriber(client, 'gamma');
  await client.must('createPlan', { ...HYBRID, code: 'other', prices: [{ code: 'by model', meterCode: 'tokens', groupBy: ['model'], model: { perUnit: { unitAmount: '0.01' } } }] }, 'replayed');
  await client.must('createSubscription', { idempotencyKey: 'by model', customerExternalId: 'gamma', planCode: 'other', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
  await record(client, ['small', 'large'].map((model, index) => ({ ...completion('gamma', model, 10), occurredAt: `2026-01-1${index}T00:00:00Z`, properties: { n: 10, model } })));
  await client.must('createTaxRate', { code: 'gst', percentage: '5' }, 'replayed');
  await client.must('declarePersonalProperties', { eventName: 'sign-in', properties: ['phone'] }, 'replayed');
  await client.must('createCustomer', { externalId: 'holder', name: 'Holder' }, 'replayed');
  await client.must('grantCredits', { idempotencyKey: 'to hold', customerExternalId: 'holder', amount: '5' }, 'replayed');
  for (const code of ['one', 'two']) {
    const { charge } = await client.must<{ charge: { id: string } }>('addCharge', { idempotencyKey: `charge ${code}`, customerExternalId: 'gamma', description: code, amount: '5.00' }, 'charge { id }');
    await client.must('reverseCharge', { idempotencyKey: `reverse ${code}`, chargeId: charge.id, reason: code }, 'replayed');
    await client.must('createCoupon', { code, percentage: '10' }, 'replayed');
    const { appliedCoupon } = await client.must<{ appliedCoupon: { id: string } }>('applyCoupon', { idempotencyKey: `apply ${code}`, customerExternalId: 'gamma', couponCode: code }, 'appliedCoupon { id }');
    await client.must('removeCoupon', { idempotencyKey: `remove ${code}`, appliedCouponId: appliedCoupon.id, reason: code }, 'replayed');
    const batch = { customerExternalIds: ['gamma'], eventNames: ['request'], from: '2026-01-01T00:00:00Z', to: FEBRUARY, replace: false, events: [request('gamma', `filled ${code}`)] };
    await client.must('backfillUsage', { idempotencyKey: `fill ${code}`, name: code, reason: code, batch }, 'replayed');
    await client.must('revertBackfill', { idempotencyKey: `revert ${code}`, name: code, reason: code }, 'replayed');
    await client.must('createCreditUnit', { code: `unit ${code}`, decimals: code.length, rates: [{ currency: 'USD', moneyPerUnit: code === 'one' ? '0.5' : '0.6' }] }, 'replayed');
    const { grant } = await client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey: `grant ${code}`, customerExternalId: 'gamma', amount: '1', unit: `unit ${code}` }, 'grant { id }');
    const { hold } = await client.must<{ hold: { id: string } }>('holdCredits', { idempotencyKey: `hold ${code}`, customerExternalId: 'holder', amount: '0.10', reference: code }, 'hold { id }');
    await client.must('releaseHold', { idempotencyKey: `release ${code}`, holdId: hold.id, reason: code }, 'replayed');
    await client.must('adjustGrantExpiry', { idempotencyKey: `expiry ${code}`, grantId: grant.id, expiresAt: '2027-01-01T00:00:00Z', reason: code }, 'replayed');
    await client.must('transferCredits', { idempotencyKey: `transfer ${code}`, grantId: grant.id, amount: '0.10', toCustomerExternalId: 'beta', reason: code }, 'replayed');
    await client.must('voidGrant', { idempotencyKey: `void ${code}`, grantId: grant.id, reason: code }, 'replayed');
    await client.must('createCreditAlert', { idempotencyKey: `alert ${code}`, customerExternalId: 'gamma', threshold: '1000', name: code }, 'replayed');
    const { topUpRule } = await client.must<{ topUpRule: { id: string } }>('setTopUpRule', { idempotencyKey: `top-up ${code}`, customerExternalId: 'gamma', threshold: '1', amount: '5', monthlyLimit: '10', description: code }, 'topUpRule { id }');
    await client.must('endTopUpRule', { idempotencyKey: `end top-up ${code}`, topUpRuleId: topUpRule.id, reason: code }, 'replayed');
    const { recurringGrant } = await client.must<{ recurringGrant: { id: string } }>('createRecurringGrant', { idempotencyKey: `recurring ${code}`, customerExternalId: 'gamma', amount: '0.10', interval: { unit: 'YEAR' }, startAt: '2030-01-01T00:00:00Z' }, 'recurringGrant { id }');
    await client.must('endRecurringGrant', { idempotencyKey: `end ${code}`, recurringGrantId: recurringGrant.id, reason: code }, 'replayed');
    const { settlement } = await client.must<{ settlement: { id: string } }>('recordPayment', { idempotencyKey: `pay ${code}`, customerExternalId: 'gamma', amount: '1', currency: 'USD' }, 'settlement { id }');
    await client.must(code === 'one' ? 'refundPayment' : 'failPayment', { idempotencyKey: `return ${code}`, paymentId: settlement.id }, 'replayed');
    await client.must('createCustomer', { externalId: `former ${code}`, name: 'Former' }, 'replayed');
    await client.must('eraseCustomer', { idempotencyKey: `erase ${code}`, customerExternalId: `former ${code}`, reason: code }, 'replayed');
  }
  for (const timeZone of ['Asia/Tokyo', 'Europe/Athens']) await client.must('updateCustomer', { externalId: 'gamma', timeZone }, 'replayed');
  const { id: invoiceId } = await issue(client, 'gamma', 'gamma 1');
  await client.must('issueCreditNote', { idempotencyKey: 'credit gamma', invoiceId, amount: '1.00', reason: 'too much' }, 'replayed');
  await client.must('voidInvoice', { idempotencyKey: 'void gamma', invoiceId, lines: 'GIVE_UP', reason: 'wrong' }, 'replayed');
  await record(client, [request('gamma', 'late 1', 3), request('gamma', 'late 2', 5)]);
  await record(client, [request('beta', 'noted')]);
  await client.must('issueUsageNote', { idempotencyKey: 'note', customerExternalId: 'beta' }, 'replayed');
  for (const n of [1, 2]) await client.must('amendUsage', { idempotencyKey: `amend ${n}`, customerExternalId: 'gamma', eventKey: `late ${n}`, properties: { n }, reason: String(n) }, 'replayed');
}

/** A change, and how verification must name its place. */
interface Change {
  readonly what: string;
  /** The column and the row that are set to NULL, if that is the change: nothing changes where there was none. */
  readonly emptied?: { readonly column: string; readonly row: string };
  readonly table: string;
  readonly statements: readonly string[];
  readonly isNamed: (finding: LedgerFinding) => boolean;
}

const atJournal = (...seqs: number[]) => (finding: LedgerFinding) => finding.customerExternalId === 'acme' && seqs.includes(finding.journalSeq ?? 0);
const atInvoice = (finding: LedgerFinding) => finding.customerExternalId === 'acme' && (finding.journalSeq === 6 || finding.invoiceNumber === 'INV-000001');

/** Each column of a row in turn: another value, and NULL where it may be. */
function eachColumn(table: PgTable, { name, row, dialect }: { name: string; row: string; dialect: Dialect }, isNamed: Change['isNamed']): Change[] {
  return Object.values(getTableColumns(table)).flatMap((column): Change[] => {
    const change = (value: string): Change => ({ what: `${name}.${column.name} = ${value} where ${row}`, table: name, statements: [`update ${name} set ${column.name} = ${value} where ${ACME} and ${row}`], isNamed });
    return [change(otherValue(column, dialect.name)), ...(column.notNull ? [] : [{ ...change('null'), emptied: { column: column.name, row } }])];
  });
}

/** All columns of the ledger's rows, and rows that are gone, strange or elsewhere. `end`: acme's last journal. */
function changesOf(tables: Tables, dialect: Dialect, end: number): Change[] {
  const copy = (name: string, table: PgTable, values: Record<string, string>) => {
    const columns = Object.values(getTableColumns(table)).map((column) => column.name);
    return `insert into ${name} (${columns.join(', ')}) select ${columns.map((column) => values[column] ?? column).join(', ')} from kept_${name} where ${ACME} and`;
  };
  return [
    // What a row that left its place leaves behind is a gap before the next.
    ...eachColumn(tables.journals, { name: 'journals', row: 'seq = 4', dialect }, atJournal(4, 5)),
    ...eachColumn(tables.journals, { name: 'journals', row: 'seq = 6', dialect }, atJournal(6, 7)),
    ...eachColumn(tables.postings, { name: 'postings', row: 'seq = 4 and ordinal = 0', dialect }, atJournal(4)),
    ...eachColumn(tables.invoiceCuts, { name: 'invoice_cuts', row: 'cut_number = 1', dialect }, atInvoice),
    ...eachColumn(tables.invoiceSeals, { name: 'invoice_seals', row: 'cut_number = 1', dialect }, atInvoice),
    ...eachColumn(tables.customerBooks, { name: 'customer_books', row: '1 = 1', dialect }, ({ customerExternalId }) => customerExternalId === 'acme'),
    { what: 'a credit note is gone', table: 'credit_notes', statements: [`delete from credit_notes where ${ACME}`], isNamed: atJournal(12) },
    { what: 'a posting is gone', table: 'postings', statements: [`delete from postings where ${ACME} and seq = 4`], isNamed: atJournal(4) },
    { what: 'a posting is elsewhere', table: 'postings', statements: [`update postings set seq = 5, ordinal = 1 where ${ACME} and seq = 4`], isNamed: atJournal(4) },
    { what: 'a posting too many', table: 'postings', statements: [`${copy('postings', tables.postings, { ordinal: '1' })} seq = 4`], isNamed: atJournal(4) },
    { what: 'a posting is turned', table: 'postings', statements: [`update postings set debit_code = credit_code, debit_reference = credit_reference, credit_code = '1150', credit_reference = '' where ${ACME} and seq = 4`], isNamed: atJournal(4) },
    { what: 'a posting of all there is', table: 'postings', statements: [`update postings set amount = 9223372036854775807 where ${ACME} and seq in (4, 5)`], isNamed: atJournal(4) },
    { what: 'a journal is gone', table: 'journals', statements: [`delete from journals where ${ACME} and seq = 3`], isNamed: atJournal(4) },
    { what: 'the last journal is gone', table: 'journals', statements: [`delete from journals where ${ACME} and seq = ${end}`], isNamed: atJournal(end) },
    { what: 'a journal too many', table: 'journals', statements: [`${copy('journals', tables.journals, { seq: String(end + 1) })} seq = 4`], isNamed: atJournal(end + 1) },
    { what: 'a journal far beyond the head', table: 'journals', statements: [`${copy('journals', tables.journals, { seq: '500' })} seq = 4`], isNamed: atJournal(500) },
    { what: 'two journals have changed places', table: 'journals', statements: [`update journals set seq = 100 where ${ACME} and seq = 4`, `update journals set seq = 4 where ${ACME} and seq = 5`, `update journals set seq = 5 where ${ACME} and seq = 100`], isNamed: atJournal(4) },
    { what: 'a charge before the time that is kept', table: 'journals', statements: [`update journals set effective_at = '1969-06-01 00:00:00' where ${ACME} and seq = 4`], isNamed: atJournal(4) },
    { what: 'a cut is gone', table: 'invoice_cuts', statements: [`delete from invoice_cuts where ${ACME} and cut_number = 1`], isNamed: atInvoice },
    { what: 'the newest cut is gone', table: 'invoice_cuts', statements: [`delete from invoice_cuts where ${ACME} and cut_number = 2`], isNamed: atJournal(11) },
    { what: 'a cut reaches less far', table: 'invoice_cuts', statements: [`update invoice_cuts set cut_seq = cut_seq - 1 where ${ACME} and cut_number = 1`], isNamed: atInvoice },
    { what: 'a seal is gone', table: 'invoice_seals', statements: [`delete from invoice_seals where ${ACME} and cut_number = 1`], isNamed: atInvoice },
    { what: 'a head is set back', table: 'customer_books', statements: [`update customer_books set seq = ${end - 1}, hash = (select hash from journals where ${ACME} and seq = ${end - 1}) where ${ACME}`], isNamed: atJournal(end) },
  ];
}

/** What is no fact with an entry, and no part of the ledger: how a finding names a row. */
const OF_PROOFS: ReadonlyMap<string, (row: Record<string, unknown>) => string> = new Map<string, (row: Record<string, unknown>) => string>([
  ['usage_events', ({ key }) => `event ${String(key)}`],
  ['fact_entries', ({ tableName, rowKey }) => `${String(tableName)} ${String(rowKey)}`],
  ['checkpoints', ({ number }) => `checkpoint ${String(number)}`],
  ['checkpoint_books', ({ number }) => `checkpoint ${String(number)}`],
  ['checkpoint_facts', ({ number }) => `checkpoint ${String(number)}`],
]);

/** Hundreds of verifications, one a change. */
const LONG_MS = 300_000;

describe.each(dialectsUnderTest())('tampering on $name', (dialect) => {
  let api: TestApi;
  let key: string;
  let engine: Engine;
  let raw: RawSql;
  let tampering: Tampering;
  let tenantId: string;
  beforeAll(async () => {
    api = await startApi(dialect);
    key = await trade(api);
    await api.stop({ keepDatabase: true });
    engine = await openEngine(configOf(api.database));
    // Two programs cannot open one folder, so there the engine's own connection is lent to the tamperer.
    raw = dialect.name === 'pglite' ? { run: (statement) => engine.store.exclusively((run) => run(statement)), close: () => Promise.resolve() } : await openRaw(dialect.name, api.database, 'superuser');
    // As hours later, so that everything above lies before what the newest checkpoint has sealed.
    [{ id: tenantId } = { id: '' }] = await engine.store.database.select({ id: engine.store.database.tables.tenants.id }).from(engine.store.database.tables.tenants);
    await createCheckpoint({ ...engine, now: () => instant(Date.now() + 7_200_000) }, tenantId, { slot: 1 });
    tampering = new Tampering(dialect.name, raw);
    await tampering.keep(TAMPERED);
  });
  afterAll(async () => {
    await raw.close();
    await closeEngine(engine);
    await api.database.drop();
  });

  const EVERYTHING = { tenantId: null, customerId: null };
  const verify = async () => await verifyLedger(engine, EVERYTHING);

  it('tampering: a ledger that nobody touched is valid', async () => {
    const { findings, isValid, books, invoices } = await verify();
    expect([findings, isValid, books, invoices]).toEqual([[], true, 6, 5]);
  });

  /** What a verification finds but for the guards, which are away while rows are changed. */
  const findings = async (scope: BookScope = EVERYTHING) => (await verifyLedger(engine, scope)).findings.filter(({ check }) => check !== 'IMMUTABILITY');

  /**
   * Looks for findings with one part of the verification first. The whole finds whatever a part of it finds, so it is asked only for what
   * the part did not name. Answers what nothing named, with what was found instead.
   */
  async function namedNowhere<Found, Name>(names: readonly Name[], isNamed: (name: Name, found: readonly Found[]) => boolean, ways: readonly (() => Promise<readonly Found[]>)[]): Promise<[Name, unknown][]> {
    let left = names.map((name): [Name, unknown] => [name, null]);
    for (const way of ways) {
      if (left.length === 0) break;
      const found = await way().catch((error: unknown) => String(error));
      left = left.filter(([name]) => typeof found === 'string' || !isNamed(name, found)).map(([name]) => [name, found]);
    }
    return left;
  }

  it('tampering: every change of every column of the ledger is found, and its place is named', async () => {
    const missed: unknown[] = [];
    let changed: string | null = null;
    const db = engine.store.database;
    const { customers } = db.tables;
    const [acme = { tenantId: '', customerId: '' }] = await db.select({ tenantId: customers.tenantId, customerId: customers.id }).from(customers).where(eq(customers.externalId, 'acme'));
    const bookOf = async () => (await findBooks(db, { tenantId: acme.tenantId, customerId: null }, [acme.customerId]))[0];
    const ofBook = async () => {
      const book = await bookOf();
      const checked = book ? await verifyBook(db, book, await findNewestCheckpoint(db, acme.tenantId)) : { findings: [] };
      return checked.findings.map((finding) => ({ ...finding, tenantId: acme.tenantId, customerExternalId: 'acme' }));
    };
    const end = (await bookOf())?.seq ?? 0;
    await tampering.unguarded(TAMPERED, async () => {
      for (const { what, table, statements, emptied, isNamed } of changesOf(db.tables, dialect, end)) {
        if (emptied && (await raw.run(`select 1 from kept_${table} where ${ACME} and ${emptied.row} and ${emptied.column} is not null`)).length === 0) continue;
        if (changed !== null && changed !== table) await tampering.undo(changed);
        await tampering.change(table, ...statements);
        changed = table;
        missed.push(...(await namedNowhere<LedgerFinding, string>([what], (_, found) => found.some(isNamed), [ofBook, () => findings(acme)])));
      }
      if (changed !== null) await tampering.undo(changed);
    });
    expect(missed).toEqual([]);
    expect((await verify()).findings).toEqual([]);
  }, LONG_MS);

  it('tampering: a changed column, a row that is gone, put in, or swapped with another is found in every other table, and the row is named', async () => {
    const db = engine.store.database;
    const tables = allTables(db).filter(({ name }) => factTables(db).has(name) || OF_PROOFS.has(name));
    const missed: unknown[] = [];
    const rows = new Map<string, string[]>();
    for (const table of tables) rows.set(table.name, await namesOf(table));
    expect([...rows].filter(([, names]) => names.length < 2)).toEqual([]);
    const widest = Math.max(...tables.map(({ columns }) => Object.keys(columns).length));
    const rounds: ((table: AnyTable) => { statements: readonly string[] | null; says: RegExp })[] = [
      ...Array.from({ length: widest }, (_, index) => (table: AnyTable) => {
        const column = Object.values(table.columns)[index];
        return { statements: column ? [`update ${table.name} set ${column.name} = ${otherValue(column, dialect.name)} where ${rowAt(table, 'first')}`] : null, says: /are here|is not what was recorded|is gone|names another row|does not|is no(t| )|does not continue|was put in|at journal|not here|not those/ };
      }),
      (table) => ({ statements: [`delete from ${table.name} where ${rowAt(table, 'first')}`], says: /is gone|was put in|are here|missing|not here|does not have the root/ }),
      (table) => ({ statements: [insertAnother(table, dialect.name)], says: /was put in|is gone|not here|is not signed|follows|are here|does not have/ }),
      (table) => ({ statements: swapPair(table), says: /is not what was recorded|names another row|does not|not those|is gone/ }),
    ];
    // Facts and usage do not hide one another, so they are changed all at once; what proves them is changed table by table.
    const isProof = ({ name }: AnyTable) => OF_PROOFS.has(name) && name !== 'usage_events';
    const groups = [tables.filter((table) => !isProof(table)), ...tables.filter(isProof).map((table) => [table])];
    await tampering.unguarded(TAMPERED, async () => {
      for (const [round, changeOf] of rounds.entries()) {
        for (const group of groups) {
          const changed = group.filter((table) => changeOf(table).statements !== null);
          for (const table of changed) await tampering.change(table.name, ...(changeOf(table).statements ?? []));
          const isNamed = (table: AnyTable, found: readonly string[]) => found.some((message) => {
            // A row that is put in has a key of its own; an entry that is, says of which row it would be.
            const isInsertion = message.includes('was put in') && (message.includes(`${table.name} [`) || (table.name === 'fact_entries' && message.includes('x [')));
            return isInsertion || ((rows.get(table.name) ?? []).some((name) => message.includes(name)) && changeOf(table).says.test(message));
          });
          const ways = [group === groups[0] || group[0]?.name === 'fact_entries' ? ofFacts : ofCheckpoints, async () => (await findings()).map(({ message }) => message)];
          const unnamed = await namedNowhere(changed, isNamed, ways);
          missed.push(...unnamed.map(([table, found]) => [round, table.name, found]));
          for (const table of changed) await tampering.undo(table.name);
        }
      }
    });
    expect(missed).toEqual([]);
    expect((await verify()).findings).toEqual([]);
  }, LONG_MS);

  const newestCheckpoint = async (tenantId: string) => await findNewestCheckpoint(engine.store.database, tenantId);

  /** What the checks of facts and of usage find. */
  async function ofFacts(): Promise<string[]> {
    const { database: db } = engine.store;
    const newest = await newestCheckpoint(tenantId);
    const found = [...(await verifyFacts(db, EVERYTHING, new Map(newest ? [[tenantId, newest]] : [])))].map(({ message }) => message);
    for (const book of await scanBooks(db, { tenantId, customerId: null, after: null, limit: 100 })) {
      const [customer] = await findCustomers(db, { tenantId, customerId: null }, [book.customerId]);
      if (customer) found.push(...(await verifyEvents(db, book, { customerExternalId: customer.externalId, newest })).map(({ message }) => message));
    }
    return found;
  }

  async function ofCheckpoints(): Promise<string[]> {
    const newest = await newestCheckpoint(tenantId);
    return newest ? (await verifyCheckpoints(engine.store.database, tenantId, newest)).map(({ message }) => message) : [];
  }

  it('tampering: an answer kept for an idempotency key that names what is not there, or what another key posted, is found; so is one taken away with its entry', async () => {
    const { database: db } = engine.store;
    const { idempotencyRecords, factEntries } = db.tables;
    const [issued] = await db.select().from(idempotencyRecords).where(eq(idempotencyRecords.key, 'acme 1'));
    const forge = async (key: string, result: JsonObject) => await engine.store.transaction((tx) => insertIdempotencyRecord(tx, tenantId, { key, operation: 'issueInvoice', intent: issued?.intent ?? '', result }, instant(0)));
    await tampering.unguarded(['idempotency_records', 'fact_entries'], async () => {
      // As the store writes them, with their entries: only what they name gives them away.
      await forge('forged', JSON.parse(issued?.result ?? '{}') as JsonObject);
      await forge('invented', { invoiceId: '01234567-89ab-7def-8123-456789abcdef' });
      await raw.run(`delete from idempotency_records where idempotency_key = 'acme 1'`);
      await raw.run(`delete from fact_entries where table_name = 'idempotency_records' and row_key = '["acme 1"]'`);
      const found = (await findings()).filter(({ check }) => check === 'IDEMPOTENCY').map(({ message, customerExternalId, journalSeq }) => [message.replace(/invoice [-0-9a-f]{36}/, 'invoice'), customerExternalId, journalSeq]);
      const answer = (key: string) => `the answer kept for idempotency key "${key}" of issueInvoice names invoice`;
      expect(found).toEqual([
        [`${answer('forged')}, which was posted under another key`, null, null],
        [`${answer('invented')}, which is not there`, null, null],
        ...[1, 2, 3, 4, 5, 6].map((seq) => [`journal ${seq} was asked for under idempotency key "acme 1", of which no answer is kept`, 'acme', seq]),
      ]);
      for (const table of [idempotencyRecords, factEntries]) await tampering.undo(getTableName(table));
    });
    expect((await verify()).findings).toEqual([]);
  });

  /** How findings name the rows of a table. */
  async function namesOf(table: AnyTable): Promise<string[]> {
    const { database: db } = engine.store;
    const rows = (await db.select().from(table.table).orderBy(...table.primaryKey)) as Record<string, unknown>[];
    const fact = factTables(db).get(table.name);
    return rows.map((row) => (fact ? `${table.name} ${keyOfRow(fact, row).rowKey}` : (OF_PROOFS.get(table.name)?.(row) ?? '')));
  }

  it('tampering: a guard that is missing is reported, and a server does not start without it', async () => {
    const [remove, restore] = isMysqlFamily(dialect.name)
      ? ['drop trigger immutable_journals_update', `create trigger immutable_journals_update before update on journals for each row SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of journals are immutable: UPDATE refused'`]
      : ['alter table journals disable trigger immutable_journals', 'alter table journals enable always trigger immutable_journals'];
    await raw.run(remove);
    expect((await verify()).findings).toEqual([expect.objectContaining({ check: 'IMMUTABILITY', message: expect.stringContaining('journals (update)') })]);
    if (dialect.name !== 'pglite') await expect(openEngine(configOf(api.database))).rejects.toThrow(/journals \(update\).*restore them before serving/);
    await raw.run(restore);
    expect((await verify()).findings).toEqual([]);
  });

  it('tampering: a guard that does nothing, or lets TRUNCATE pass, is a missing one', async () => {
    const trigger = (does: string) => `create trigger immutable_journals_update before update on journals for each row ${does}`;
    const refusal = `begin raise exception 'rows of % are immutable: % refused', tg_table_name, tg_op using errcode = 'restrict_violation'; end;`;
    const body = (does: string) => `create or replace function neruba_refuse_change() returns trigger language plpgsql as $$ ${does.replace('raise exception', 'RAISE EXCEPTION')} $$`;
    const hollow = isMysqlFamily(dialect.name)
      ? [{ remove: ['drop trigger immutable_journals_update', trigger('set @nothing = 1')], restore: ['drop trigger immutable_journals_update', trigger(`SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of journals are immutable: UPDATE refused'`)], missing: 'journals (update)' }]
      : [
          { remove: [body('begin return new; end;')], restore: [body(refusal)], missing: 'journals (update), journals (delete), journals (truncate)' },
          { remove: ['alter table journals disable trigger immutable_journals_truncate'], restore: ['alter table journals enable always trigger immutable_journals_truncate'], missing: 'journals (truncate)' },
        ];
    for (const { remove, restore, missing } of hollow) {
      for (const statement of remove) await raw.run(statement);
      const { findings } = await verify();
      for (const statement of restore) await raw.run(statement);
      expect(findings.map(({ check, message }) => [check, message])).toEqual([['IMMUTABILITY', expect.stringContaining(missing)]]);
    }
    expect((await verify()).findings).toEqual([]);
  });

  it('tampering: an invoice whose ledger was changed is refused with SEAL_BROKEN, and the others are not', async () => {
    await tampering.change('postings', `update postings set amount = amount + 1 where ${ACME} and seq = 4`);
    await raw.close();
    await closeEngine(engine);
    const again = await startApi(dialect, { database: api.database });
    const client = again.root.as(key);
    const { verified, sound } = await client.ask<{ verified: unknown; sound: unknown }>(`{
      verified: ledgerVerification(customer: "acme") { isValid findings { check journalSeq } }
      sound: invoice(number: "INV-000002") { number total { amount } }
    }`);
    // January of beta, due on 1 February: the fee of January and of February 10.00 each, 2 requests at 0.10, 100 tokens at 0.01: 21.20.
    expect(sound).toEqual({ number: 'INV-000002', total: { amount: '21.20' } });
    expect(verified).toEqual({ isValid: false, findings: expect.arrayContaining([{ check: 'CHAIN', journalSeq: '4' }, { check: 'SEAL', journalSeq: '6' }]) });
    for (const query of ['{ invoice(number: "INV-000001") { id } }', '{ invoices { nodes { id } } }', '{ customer(externalId: "acme") { invoices { nodes { id } } } }']) {
      const { errors } = await client.send(query);
      expect([query, errors?.map(({ extensions }) => extensions['errorCode'])]).toEqual([query, ['SEAL_BROKEN']]);
    }
    const get = async (document: string) => {
      const response = await fetch(`${again.url}/${document}`, { headers: { authorization: `Bearer ${key}` } });
      return [document, response.status, (await response.text()).includes('no longer derives to its seal')];
    };
    const broken = ['html', 'pdf', 'xml'].map((ending) => `invoices/INV-000001.${ending}`);
    for (const document of broken) expect(await get(document)).toEqual([document, 409, true]);
    expect(await get('invoices/INV-000002.pdf')).toEqual(['invoices/INV-000002.pdf', 200, false]);
    await again.stop({ keepDatabase: true });
    engine = await openEngine(configOf(api.database));
    if (dialect.name !== 'pglite') raw = await openRaw(dialect.name, api.database, 'superuser');
  });
});
