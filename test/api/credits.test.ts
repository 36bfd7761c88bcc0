/** Credit over HTTP, on every engine: drawn in order, given back to the very lots, bought, voided, expired. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, record, request } from '../support/shop.ts';
import { balancesOf, expectSound, lotsOf } from '../support/wallet.ts';

interface Grant {
  readonly id: string;
  readonly status: string;
  readonly [field: string]: unknown;
}

const SUMS = 'status granted { amount } burned { amount } expired { amount } voided { amount } remaining { amount }';

const grant = async (client: ApiClient, key: string, amount: string, more: object = {}): Promise<Grant> =>
  (await client.must<{ grant: Grant }>('grantCredits', { idempotencyKey: key, customerExternalId: 'acme', amount, ...more }, `grant { id kind priority ${SUMS} } replayed`)).grant;

async function balance(client: ApiClient, asOf?: string): Promise<string> {
  const { customer } = await client.ask<{ customer: { credits: { balance: { amount: string } } } }>('query($asOf: DateTime) { customer(externalId: "acme") { credits { balance(asOf: $asOf) { amount } } } }', { asOf });
  return customer.credits.balance.amount;
}

interface Issued {
  readonly invoice: { readonly id: string; readonly number: string; readonly lines: { readonly nodes: readonly { readonly description: string; readonly draws: readonly { readonly amount: { readonly amount: string } }[] }[] } };
}

const ISSUED = 'id number status subtotal { amount } credits { amount } total { amount } lines { nodes { description amount { amount } credits { amount } draws { grant { id } amount { amount } } explain { draws { amount { amount } } } } }';
const issue = async (client: ApiClient, key: string) => (await client.must<Issued>('issueInvoice', { idempotencyKey: key, customerExternalId: 'acme' }, `invoice { ${ISSUED} }`)).invoice;
const drawsOf = ({ lines }: Issued['invoice']) => lines.nodes.map(({ description, draws }) => [description, ...draws.map(({ amount }) => amount.amount)].join(' '));

describe.each(dialectsUnderTest())('credits on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await sharedApi(dialect);
  });
  afterAll(() => api.stop());

  it('credits: lots burn in order, late usage gives back to the very lots, what is left is voided or expires', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme');
    await record(client, [request('acme', 'r1'), request('acme', 'r2'), completion('acme', 'c1', 100)]);
    const paid = await grant(client, 'paid', '50', { kind: 'PAID', currency: 'USD', source: 'migrated', metadata: { contract: 7 } });
    expect(paid).toMatchObject({ kind: 'PAID', priority: 50, status: 'ACTIVE', remaining: { amount: '50.00' } });
    await grant(client, 'gift', '5', { expiresAt: '2026-06-01T00:00:00Z' });
    const scoped = await grant(client, 'tokens', '0.60', { priority: 1, scope: { meterCodes: ['tokens'], priceCodes: ['tokens'], planCodes: ['hybrid'] } });
    expect(await balance(client)).toBe('55.60');
    expect(await balance(client, '2026-01-31T23:59:59.999Z')).toBe('0.00');

    // Fees of January and February 20.00, 2 requests 0.20, 100 tokens 1.00: 21.20. The upcoming invoice would leave 34.40.
    const { customer } = await client.ask<{ customer: object }>('{ customer(externalId: "acme") { credits { projectedBalance { amount } } upcomingInvoice { credits { amount } total { amount } lines { nodes { isProjected } } } } }');
    expect(customer).toMatchObject({ credits: { projectedBalance: { amount: '34.40' } }, upcomingInvoice: { credits: { amount: '-21.20' }, total: { amount: '0.00' } } });

    const first = await issue(client, 'i1');
    expect(first).toMatchObject({ status: 'PAID', subtotal: { amount: '21.20' }, credits: { amount: '-21.20' }, total: { amount: '0.00' } });
    // The gift of 5.00 expires first, so it goes before the paid lot; the tokens' own lot goes before both.
    expect(drawsOf(first)).toEqual(['fee -5.00 -5.00', 'fee -10.00', 'requests -0.20', 'tokens -0.60 -0.40']);
    expect(first.lines.nodes[3]).toMatchObject({ credits: { amount: '-1.00' }, draws: [{ grant: { id: scoped.id } }, { grant: { id: paid.id } }], explain: { draws: [{ amount: { amount: '-0.60' } }, { amount: { amount: '-0.40' } }] } });
    expect(await lotsOf(client)).toEqual(['ACTIVE 50.00 15.60 0.00 0.00 34.40', 'USED 5.00 5.00 0.00 0.00 0.00', 'USED 0.60 0.60 0.00 0.00 0.00']);
    // Promotions 5.60; 15.60 of the liability used; revenue 0.20 + 1.00 and a fee of 10.00, one of 10.00 still deferred.
    expect(await balancesOf(client)).toEqual({ 1000: '5000', 1150: '0', 2100: '-3440', 2150: '-1000', 4000: '-120', 4010: '-1000', 4100: '560', 9000: '0', 9001: '0' });

    await advance(client, MARCH);
    await client.must('voidUsage', { idempotencyKey: 'void c1', customerExternalId: 'acme', eventKey: 'c1', reason: 'a test run' }, 'replayed');
    const second = await issue(client, 'i2');
    // The tokens are nothing now: 0.40 back to the paid lot, 0.60 to the scoped one. The fee draws on what has come back too.
    expect(second).toMatchObject({ subtotal: { amount: '9.00' }, credits: { amount: '-9.00' }, total: { amount: '0.00' } });
    expect(drawsOf(second)).toEqual(['fee -10.00', 'tokens 0.60 0.40']);
    expect(await lotsOf(client)).toEqual(['ACTIVE 50.00 25.20 0.00 0.00 24.80', 'USED 5.00 5.00 0.00 0.00 0.00', 'ACTIVE 0.60 0.00 0.00 0.00 0.60']);

    // What is left of the paid lot: 4.80 becomes money, of more than the other 20.00 nothing does.
    await client.must('voidGrant', { idempotencyKey: 'v1', grantId: paid.id, amount: '4.80', reason: 'asked for' }, 'replayed');
    expect((await client.mutate('voidGrant', { idempotencyKey: 'v2', grantId: paid.id, amount: '20.01' }, 'grant { id }')).userErrors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['input', 'amount'] }]);
    await client.must('voidGrant', { idempotencyKey: 'v3', grantId: paid.id, destination: 'BREAKAGE' }, 'replayed');
    expect((await client.mutate('voidGrant', { idempotencyKey: 'v4', grantId: paid.id }, 'grant { id }')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'grantId'] }]);
    await client.must('adjustGrantExpiry', { idempotencyKey: 'x1', grantId: scoped.id, expiresAt: '2026-03-10T00:00:00Z', reason: 'a campaign ends' }, 'replayed');
    await advance(client, '2026-04-01T00:00:00Z');
    expect(await lotsOf(client)).toEqual(['USED 50.00 25.20 0.00 24.80 0.00', 'USED 5.00 5.00 0.00 0.00 0.00', 'EXPIRED 0.60 0.00 0.60 0.00 0.00']);
    expect([await balance(client), await balance(client, '2026-03-09T23:59:59.999Z')]).toEqual(['0.00', '0.60']);
    await issue(client, 'i3');
    expect(await balancesOf(client)).toMatchObject({ 2000: '-480', 2100: '0', 4020: '-2000', 4100: '500', 9000: '0', 9001: '0' });

    // Put off after all: the lot counts again.
    const { grant: adjusted } = await client.must<{ grant: object }>('adjustGrantExpiry', { idempotencyKey: 'x2', grantId: scoped.id }, `grant { ${SUMS} expiresAt expiryChanges { expiresAt reason } scope { meterCodes priceCodes planCodes } journal { kind } }`);
    expect(adjusted).toMatchObject({ status: 'ACTIVE', remaining: { amount: '0.60' }, expiresAt: null, expiryChanges: [{ expiresAt: '2026-03-10T00:00:00.000Z', reason: 'a campaign ends' }, { expiresAt: null }], scope: { meterCodes: ['tokens'] }, journal: { kind: 'CREDIT_GRANT' } });
    expect(await balancesOf(client)).toMatchObject({ 9000: '60', 9001: '-60' });
    await expectSound(client);
  });

  it('purchaseCredits: an invoice at once, its bonus a lot of its own, and used once paid if so agreed', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    await createSubscriber(client, 'acme', { taxRateCodes: ['vat'] });
    const order = { idempotencyKey: 'buy', customerExternalId: 'acme', amount: '100', bonusAmount: '10', usable: 'ON_PAYMENT' };
    const bought = await client.must<{ grant: Grant; bonus: Grant; invoice: { id: string } }>('purchaseCredits', order, `grant { id ${SUMS} usable charge { id } } bonus { kind ${SUMS} } invoice { ${ISSUED} amountDue { amount } } replayed`);
    // 100.00 and 20 % tax. It holds nothing of the subscription, whose first invoice is still to come.
    expect(bought).toMatchObject({ grant: { status: 'AWAITING_PAYMENT', usable: 'ON_PAYMENT' }, bonus: { kind: 'PROMOTIONAL', status: 'AWAITING_PAYMENT', granted: { amount: '10.00' } }, invoice: { status: 'ISSUED', subtotal: { amount: '100.00' }, total: { amount: '120.00' }, lines: { nodes: [{ description: 'Prepaid credit', draws: [] }] } } });
    expect([await balance(client), (await client.must<{ replayed: boolean }>('purchaseCredits', order, 'replayed')).replayed]).toEqual(['0.00', true]);
    expect((await client.mutate('reverseCharge', { idempotencyKey: 'no', chargeId: (bought.grant['charge'] as { id: string }).id, reason: 'no' }, 'charge { id }')).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect((await client.mutate('voidGrant', { idempotencyKey: 'unpaid', grantId: bought.grant.id }, 'replayed')).userErrors).toMatchObject([{ code: 'INVALID_STATE', path: ['input', 'grantId'] }]);

    await client.must('recordPayment', { idempotencyKey: 'part', customerExternalId: 'acme', currency: 'USD', amount: '119.99' }, 'replayed');
    expect(await balance(client)).toBe('0.00');
    await client.must('recordPayment', { idempotencyKey: 'rest', customerExternalId: 'acme', currency: 'USD', amount: '0.01' }, 'replayed');
    expect(await balance(client)).toBe('110.00');
    // Fees of 20.00: promotional before paid, so 10.00 each. Nothing is left to tax.
    const invoice = await issue(client, 'i1');
    expect(invoice).toMatchObject({ number: 'INV-000002', credits: { amount: '-20.00' }, total: { amount: '0.00' } });
    expect(drawsOf(invoice)).toEqual(['fee -10.00', 'fee -10.00']);
    // 120.00 received, 20.00 of it tax; 90.00 owed in service; promotions 10.00; a fee of 10.00 earned, one deferred.
    expect(await balancesOf(client)).toEqual({ 1000: '12000', 1010: '0', 1100: '0', 1150: '0', 2100: '-9000', 2150: '-1000', 2200: '-2000', 4010: '-1000', 4100: '1000', 9000: '0', 9001: '0' });
    await expectSound(client);
  });

  it('credits: 200 requests on one wallet at once come to what some order of them comes to', async () => {
    const client = await api.createTenant({ sandboxClock: FEBRUARY });
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
    const paid = await grant(client, 'paid', '100', { kind: 'PAID' });
    const requests: readonly (readonly [count: number, mutation: string, input: (n: number) => object])[] = [
      [60, 'addCharge', () => ({ customerExternalId: 'acme', description: 'Work', amount: '1.00' })],
      [60, 'issueInvoice', () => ({ customerExternalId: 'acme' })],
      [40, 'voidGrant', () => ({ grantId: paid.id, amount: '0.50' })],
      [40, 'grantCredits', () => ({ customerExternalId: 'acme', amount: '0.25', priority: 60 })],
    ];
    const all = requests.flatMap(([count, mutation, input]) => Array.from({ length: count }, (_, n) => ({ mutation, input: { idempotencyKey: `${mutation} ${n}`, ...input(n) } })));
    // Every fourth of a kind beside the others.
    const shuffled = [0, 1, 2, 3].flatMap((turn) => all.filter((_, index) => index % 4 === turn));
    const codes = await Promise.all(shuffled.map(async ({ mutation, input }) => (await client.mutate(mutation, input, '__typename')).userErrors.map(({ code }) => `${mutation} ${code}`)));
    expect(new Set(codes.flat())).toEqual(new Set(codes.flat().filter((code) => code === 'issueInvoice NOTHING_TO_INVOICE')));
    await client.mutate('issueInvoice', { idempotencyKey: 'last', customerExternalId: 'acme' }, '__typename');

    // 60 charges of 1.00 are drawn on the first lot, which is never empty: 100.00 less 60.00 and 40 voids of 0.50.
    expect(await lotsOf(client)).toEqual(['ACTIVE 100.00 60.00 0.00 20.00 20.00', ...Array.from({ length: 40 }, () => 'ACTIVE 0.25 0.00 0.00 0.00 0.25')]);
    expect(await balancesOf(client)).toMatchObject({ 1150: '0', 2000: '-2000', 2100: '-2000', 9001: '-1000' });
    await expectSound(client);
  }, 180_000);
});
