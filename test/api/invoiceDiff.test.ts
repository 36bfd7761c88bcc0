/** Invoice differences over HTTP, on every engine: settlements, credit notes and voids as causes, and what was pending at any time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, type IssuedInvoice, advance, completion, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

interface Amount {
  readonly amount: string;
}
interface Diff {
  readonly before: { readonly amountDue: Amount };
  readonly after: { readonly amountDue: Amount };
  readonly amountDueDifference: Amount;
  readonly difference: Amount;
  readonly settled: Amount;
  readonly pending: Amount;
  readonly changes: readonly { readonly kind: string; readonly amount: Amount; readonly change: Amount; readonly settlement: { readonly reason: string | null } | null; readonly creditNote: { readonly reason: string } | null }[];
  readonly lines: readonly {
    readonly line: { readonly description: string };
    readonly quantityBefore: string | null;
    readonly quantityAfter: string | null;
    readonly amountBefore: Amount;
    readonly amountAfter: Amount;
    readonly credited: Amount;
    readonly credits: readonly { readonly invoice: { readonly number: string }; readonly creditNote: { readonly number: string }; readonly amount: Amount }[];
    readonly adjustments: readonly {
      readonly amount: Amount;
      readonly isPending: boolean;
      readonly voidedBy: { readonly number: string } | null;
      readonly invoice: { readonly number: string | null };
      readonly line: { readonly events: { readonly nodes: readonly { readonly key: string }[] }; readonly explain: { readonly quantity: string } };
    }[];
  }[];
}
const DIFF = `query($id: ID!, $from: DateTime, $to: DateTime) { invoiceDiff(id: $id, from: $from, to: $to) {
  before { amountDue { amount } } after { amountDue { amount } } amountDueDifference { amount } difference { amount } settled { amount } pending { amount }
  changes { kind amount { amount } change { amount } settlement { reason } creditNote { reason } }
  lines { line { description } quantityBefore quantityAfter amountBefore { amount } amountAfter { amount } credited { amount }
    credits { invoice { number } creditNote { number } amount { amount } }
    adjustments { amount { amount } isPending voidedBy { number } invoice { number } line { events(newOnly: true) { nodes { key } } explain { quantity } } } } } }`;

const changesOf = ({ changes }: Diff) => changes.map(({ kind, amount, change, settlement, creditNote }) => `${kind} ${amount.amount} ${change.amount} ${settlement?.reason ?? creditNote?.reason ?? ''}`);
const sumsOf = ({ difference, settled, pending }: Diff) => [difference, settled, pending].map(({ amount }) => amount);
/** Line by line: what it went from and to, and what adjusts it: by which document, or by which void, or pending. */
const linesOf = ({ lines }: Diff) =>
  lines.map(({ line, quantityBefore, quantityAfter, amountBefore, amountAfter, adjustments }) => {
    const parts = adjustments.map((part) => `${part.amount.amount} ${part.voidedBy?.number ?? part.invoice.number ?? 'pending'}`);
    return [`${line.description} ${quantityBefore ?? ''} ${amountBefore.amount} to ${quantityAfter ?? ''} ${amountAfter.amount}`, ...parts].join('; ');
  });

describe.each(dialectsUnderTest())('invoice differences on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  let invoice: IssuedInvoice;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    // Two fees of 10.00, two requests at 0.10, 1,000 tokens at 0.01: 30.20.
    await record(client, [request('acme', 'r1'), request('acme', 'r2'), completion('acme', 'c1', 1000)]);
    invoice = await issue(client, 'acme', 'first');
    const on = async (day: string, mutation: string, input: object) => {
      await advance(client, `2026-02-${day}:00:00Z`);
      await client.must(mutation, mutation === 'recordUsage' ? input : { idempotencyKey: `${mutation} ${day}`, ...input }, mutation === 'recordUsage' ? 'counts { accepted }' : 'replayed');
    };
    const tokens = invoice.lines.nodes.find(({ description }) => description === 'tokens')?.lineKey;
    await on('05T00', 'recordUsage', { events: [request('acme', 'r3')] });
    await on('06T00', 'recordPayment', { customerExternalId: 'acme', amount: '20.20', currency: 'USD', reason: 'part' });
    await on('07T00', 'issueCreditNote', { invoiceId: invoice.id, lines: [{ lineKey: tokens, amount: '4.00' }], reason: 'slow' });
    await on('08T00', 'recordUsage', { events: [completion('acme', 'c3', 400)] });
    await on('08T12', 'amendUsage', { customerExternalId: 'acme', eventKey: 'c3', properties: { n: 600, model: 'small' }, reason: 'recounted' });
    await on('09T00', 'issueUsageNote', { customerExternalId: 'acme' });
    const { invoice: note } = await client.ask<{ invoice: { id: string } }>('{ invoice(number: "DN-000001") { id } }');
    await on('10T00', 'voidInvoice', { invoiceId: note.id, lines: 'BILL_AGAIN', reason: 'too early' });
    const { settlements } = await client.ask<{ settlements: { nodes: { id: string }[] } }>('{ settlements { nodes { id } } }');
    await on('11T00', 'refundPayment', { paymentId: settlements.nodes[0]?.id, amount: '5.00', reason: 'goodwill' });
    await on('12T00', 'writeOffInvoice', { invoiceId: invoice.id, reason: 'gone' });
  });
  afterAll(() => api.stop());

  const diff = async (from: string | null, to: string | null) => (await client.ask<{ invoiceDiff: Diff }>(DIFF, { id: invoice.id, from, to })).invoiceDiff;

  it('invoiceDiff: every settlement, note and void between the two times is a change of what is owed, or of a line', async () => {
    const whole = await diff(null, null);
    // 30.20 - 20.20 - 4.00 + 5.00 - 11.00 = 0.
    expect(changesOf(whole)).toEqual(['PAYMENT 20.20 -20.20 part', 'CREDIT_NOTE 4.00 -4.00 slow', 'PAYMENT_REFUND 5.00 5.00 goodwill', 'WRITE_OFF 11.00 -11.00 gone']);
    expect([whole.before.amountDue.amount, whole.after.amountDue.amount, whole.amountDueDifference.amount]).toEqual(['30.20', '0.00', '-30.20']);
    // 600 tokens at 0.005 are 3.00. The note of 3.10 was voided, and its lines are billed again.
    expect(linesOf(whole)).toEqual([
      'fee  10.00 to  10.00',
      'fee  10.00 to  10.00',
      'requests 2 0.20 to 3 0.30; 0.10 DN-000001; -0.10 CN-000002; 0.10 pending',
      'tokens 1000 10.00 to 1600 13.00; 3.00 DN-000001; -3.00 CN-000002; 3.00 pending',
    ]);
    expect(sumsOf(whole)).toEqual(['3.10', '0.00', '3.10']);
    expect(whole.lines[3]).toMatchObject({ credited: { amount: '-4.00' }, credits: [{ invoice: { number: 'INV-000001' }, creditNote: { number: 'CN-000001' }, amount: { amount: '-4.00' } }] });
    const since = await diff('2026-02-09T00:00:00Z', '2026-02-11T00:00:00Z');
    expect(changesOf(since)).toEqual(['PAYMENT_REFUND 5.00 5.00 goodwill']);
    expect([since.before.amountDue.amount, since.after.amountDue.amount, since.amountDueDifference.amount]).toEqual(['6.00', '11.00', '5.00']);
    expect(linesOf(since)[3]).toBe('tokens 1600 13.00 to 1600 13.00; -3.00 CN-000002; 3.00 pending');
  });

  it('invoiceDiff: what was pending at a time is what had been recorded by then, whatever came after', async () => {
    const then = await diff(null, '2026-02-06T00:00:00Z');
    expect(sumsOf(then)).toEqual(['0.10', '0.00', '0.10']);
    expect(changesOf(then)).toEqual(['PAYMENT 20.20 -20.20 part']);
    const [, , requests, tokens] = then.lines;
    expect([requests?.adjustments, tokens?.adjustments]).toMatchObject([[{ isPending: true, line: { events: { nodes: [{ key: 'r3' }] }, explain: { quantity: '3' } } }], []]);
    // 400 tokens at 0.005 are 2.00; they were amended to 600 at noon, which made 3.00; the note of 9 February has settled that.
    expect(sumsOf(await diff(null, '2026-02-08T00:00:00Z'))).toEqual(['2.10', '0.00', '2.10']);
    expect(sumsOf(await diff(null, '2026-02-08T12:00:00Z'))).toEqual(['3.10', '0.00', '3.10']);
    expect(sumsOf(await diff(null, '2026-02-09T00:00:00Z'))).toEqual(['3.10', '3.10', '0.00']);
    expect(sumsOf(await diff('2026-02-08T12:00:00Z', '2026-02-10T00:00:00Z'))).toEqual(['3.10', '0.00', '3.10']);
    const early = (await diff(null, '2026-02-08T00:00:00Z')).lines[3]?.adjustments[0]?.line;
    expect(early).toMatchObject({ events: { nodes: [{ key: 'c3' }] }, explain: { quantity: '1400' } });
  });
});
