/** Notes of late usage over HTTP and by the job, on every engine: one document for each difference, and every proof holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueAllNotes } from '../../src/jobs/usageNotes.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { replayLedger } from '../../src/services/replayLedger.ts';
import { verifyLedger } from '../../src/services/verifyLedger.ts';
import { ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Line {
  readonly description: string;
  readonly amount: { readonly amount: string };
  readonly explain: { readonly previousQuantity: string | null; readonly quantity: string | null; readonly previouslyBilled: { readonly amount: string }; readonly roundedAmount: { readonly amount: string } };
  readonly events: { readonly nodes: readonly { readonly key: string }[] };
}
interface Note {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly corrects: readonly { readonly number: string }[];
  readonly total: { readonly amount: string };
  readonly amountDue: { readonly amount: string };
  readonly status: string;
  readonly lines: { readonly nodes: readonly Line[] };
}
const LINES = 'lines { nodes { description amount { amount } explain { previousQuantity quantity previouslyBilled { amount } roundedAmount { amount } } events(newOnly: true) { nodes { key } } } }';
const NOTE = `note { id kind number corrects { number } total { amount } amountDue { amount } status ${LINES} }`;

/** What a line went from and to, and which events did it. */
const changeOf = ({ description, amount, explain, events }: Line) =>
  `${description} ${amount.amount}: ${explain.previousQuantity} for ${explain.previouslyBilled.amount}, now ${explain.quantity} for ${explain.roundedAmount.amount}; ${events.nodes.map(({ key }) => key).join(' ')}`;
const textOf = ({ kind, number, corrects, total, lines }: Note) => [`${kind} ${number} ${total.amount} corrects ${corrects.map((invoice) => invoice.number).join(' ')}`, ...lines.nodes.map(changeOf)];

/** A month of two requests, 0.20, and 1,500 tokens, 12.50, with two fees of 10.00: 32.70. */
async function invoiced(client: ApiClient, customer: string): Promise<void> {
  await createSubscriber(client, customer);
  await record(client, [request(customer, 'r1'), request(customer, 'r2'), completion(customer, 'c1', 1000), completion(customer, 'c2', 500)]);
  await issue(client, customer, `${customer} 1`);
}

const issueNote = async (client: ApiClient, customerExternalId: string, idempotencyKey: string) => await client.mutate<{ note: Note | null }>('issueUsageNote', { idempotencyKey, customerExternalId }, NOTE);

describe.each(dialectsUnderTest())('notes of late usage on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
  });
  afterAll(() => api.stop());

  it('issueUsageNote: a debit note, a credit note, and the next invoice without either', async () => {
    await invoiced(client, 'acme');
    await advance(client, '2026-02-10T00:00:00Z');
    await record(client, [request('acme', 'r3'), completion('acme', 'c3', 40)]);
    await client.must('addCharge', { idempotencyKey: 'set-up', customerExternalId: 'acme', description: 'Set-up', amount: '5.00' }, 'replayed');
    const debit = await issueNote(client, 'acme', 'n1');
    // One request at 0.10; 1,540 tokens come to 12.70.
    expect(textOf(debit.note!)).toEqual(['DEBIT_NOTE DN-000001 0.30 corrects INV-000001', 'requests 0.10: 2 for 0.20, now 3 for 0.30; r3', 'tokens 0.20: 1500 for 12.50, now 1540 for 12.70; c3']);
    expect([debit.note?.amountDue.amount, debit.note?.status]).toEqual(['0.30', 'ISSUED']);
    expect(await issueNote(client, 'acme', 'n2')).toMatchObject({ note: null, userErrors: [{ code: 'NOTHING_TO_INVOICE' }] });

    await client.must('voidUsage', { idempotencyKey: 'v1', customerExternalId: 'acme', eventKey: 'c2', reason: 'sent twice' }, 'replayed');
    const { note } = await issueNote(client, 'acme', 'n3');
    // 1,040 tokens: 10.00 and 0.20.
    expect(textOf(note!)).toEqual(['CREDIT_NOTE CN-000001 -2.50 corrects INV-000001', 'tokens -2.50: 1540 for 12.70, now 1040 for 10.20; c2']);
    expect([note?.amountDue.amount, note?.status]).toEqual(['0.00', 'PAID']);

    const { correctionsFor, customer } = await client.ask<{ correctionsFor: { charges: { kind: string; state: string; invoice: { number: string } }[] }; customer: { upcomingInvoice: { lines: { nodes: { description: string }[] } }; statement: { entries: { nodes: { number: string; change: { amount: string } }[] } } } }>(
      `{ correctionsFor(customerExternalId: "acme", eventKey: "c2") { charges { kind state invoice { number } } }
        customer(externalId: "acme") { upcomingInvoice(asOf: "2026-02-10T00:00:00Z") { lines { nodes { description } } } statement(from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { entries { nodes { number change { amount } } } } } }`,
    );
    expect(correctionsFor.charges.map(({ kind, state, invoice }) => [kind, state, invoice.number])).toEqual([['FIRST_CHARGE', 'INVOICED', 'INV-000001'], ['ADJUSTMENT', 'INVOICED', 'CN-000001']]);
    expect(customer.upcomingInvoice.lines.nodes).toEqual([{ description: 'Set-up' }]);
    expect(customer.statement.entries.nodes.map(({ number, change }) => [number, change.amount])).toEqual([['INV-000001', '32.70'], ['DN-000001', '0.30'], ['CN-000001', '-2.50']]);
    await advance(client, MARCH);
    const march = await issue(client, 'acme', 'acme 2');
    expect(march.lines.nodes.map(({ description, amount }) => [description, amount.amount])).toEqual([['fee', '10.00'], ['Set-up', '5.00']]);
    const { driftReport } = await client.ask<{ driftReport: { nodes: { residual: { amount: string }; pending: { amount: string } }[] } }>('{ driftReport { nodes { residual { amount } pending { amount } } } }');
    expect(driftReport.nodes).toEqual([{ residual: { amount: '0.00' }, pending: { amount: '0.00' } }]);
  });

  it('a voided invoice that is billed again waits for the next one; a note that is voided is billed again there', async () => {
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(own);
    await invoiced(own, 'acme');
    await record(own, [request('acme', 'r3')]);
    const { note } = await issueNote(own, 'acme', 'n1');
    await own.must('voidInvoice', { idempotencyKey: 'void', invoiceId: note?.id, lines: 'BILL_AGAIN', reason: 'wrong address' }, 'replayed');
    await record(own, [request('acme', 'r4'), completion('acme', 'c3', 40)]);
    // The requests wait for the next invoice, with what the voided note had.
    expect(textOf((await issueNote(own, 'acme', 'n2')).note!)).toEqual(['DEBIT_NOTE DN-000002 0.20 corrects INV-000001', 'tokens 0.20: 1500 for 12.50, now 1540 for 12.70; c3']);
    await advance(own, MARCH);
    expect((await issue(own, 'acme', 'acme 2')).lines.nodes.map(({ description, amount }) => [description, amount.amount])).toEqual([['fee', '10.00'], ['requests', '0.20']]);
  });

  it('the documents of a note: HTML, PDF and UBL by its number', async () => {
    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'documents', scopes: ['INVOICES_READ', 'CUSTOMERS_READ'] }, 'apiKey { secret }');
    for (const [number, text] of [['DN-000001', 'Debit note DN-000001'], ['CN-000001', 'Credit note CN-000001']]) {
      const [html, pdf] = await Promise.all(['html', 'pdf'].map(async (ending) => await fetch(`${api.url}/invoices/${number}.${ending}`, { headers: { authorization: `Bearer ${apiKey.secret}` } })));
      expect(await html?.text()).toContain(text);
      expect([pdf?.status, pdf?.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    }
  });

  it('the job: however many run it at once, each customer whose policy asks for a note gets one, and the ledger proves it', async () => {
    const own = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(own);
    const customers = ['one', 'two', 'three', 'waits'];
    for (const customer of [...customers, 'coupon']) await invoiced(own, customer);
    await createSubscriber(own, 'zone');
    await record(own, [{ ...request('zone', 'edge'), occurredAt: '2026-01-31T16:00:00Z' }]);
    await issue(own, 'zone', 'zone 1');
    await own.must('updateTenant', { lateUsage: 'NOTE_AT_ONCE', debitNoteNumberFormat: 'D/{seq:3}' }, '__typename');
    // Of two customers nothing came late: one has a coupon on January, for the other the last request of January is one of February.
    await own.must('createCoupon', { code: 'tenth', percentage: '10' }, 'replayed');
    await own.must('applyCoupon', { idempotencyKey: 'apply', customerExternalId: 'coupon', couponCode: 'tenth', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
    await own.must('updateCustomer', { externalId: 'zone', timeZone: 'Asia/Tokyo', timeZoneFrom: '2026-01-10T00:00:00Z' }, '__typename');
    await own.must('updateCustomer', { externalId: 'waits', lateUsage: 'NEXT_INVOICE' }, '__typename');
    await record(own, customers.map((customer) => request(customer, 'late')));
    const { database } = api;
    await api.stop({ keepDatabase: true });
    const engines = await Promise.all(Array.from({ length: database.url === null ? 1 : 2 }, () => openEngine(configOf(database))));
    const log = { error: (context: unknown) => expect(context).toBeNull() };
    await Promise.all([...engines, ...engines].map((engine) => issueAllNotes(engine, log)));
    const [engine] = engines;
    expect((await verifyLedger(engine!, { tenantId: null, customerId: null })).findings).toEqual([]);
    expect(await replayLedger(engine!, { tenantId: null, customerExternalId: null, customerId: null, time: null })).toMatchObject({ isExact: true });
    await Promise.all(engines.map(closeEngine));
    api = await startApi(dialect, { database });
    const { invoices } = await new ApiClient(api.url, own.key).ask<{ invoices: { nodes: { kind: string; number: string; customer: { externalId: string } }[] } }>('{ invoices { nodes { kind number customer { externalId } } } }');
    const { ledgerJournals } = await new ApiClient(api.url, own.key).ask<{ ledgerJournals: { nodes: { actor: string }[] } }>('{ ledgerJournals(filter: { customerExternalId: "one" }, first: 100) { nodes { actor } } }');
    expect(ledgerJournals.nodes.map(({ actor }) => actor).at(-1)).toBe('job:late-usage');
    const notes = invoices.nodes.filter(({ kind }) => kind !== 'INVOICE');
    expect(notes.map(({ customer }) => customer.externalId).sort()).toEqual(['coupon', 'one', 'three', 'two', 'zone']);
    expect(notes.map(({ number }) => number).sort()).toEqual(['CN-000001', 'CN-000002', 'D/001', 'D/002', 'D/003']);
  });
});
