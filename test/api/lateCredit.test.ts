/** Late usage that draws on credit as if it had been on time, over HTTP, on every engine: what is drafted is issued, and every proof holds. `replayInto.test.ts` decides some of it again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { advance } from '../support/shop.ts';
import { expectSound, lotsOf } from '../support/wallet.ts';

interface Draw {
  readonly grant: { readonly source: string };
  readonly amount: { readonly amount: string };
}
interface Line {
  readonly description: string;
  readonly servicePeriod: { readonly start: string };
  readonly amount: { readonly amount: string };
  readonly draws: readonly Draw[];
  readonly causes: readonly { readonly kind: string }[];
  readonly explain: { readonly amount: { readonly amount: string }; readonly roundedAmount: { readonly amount: string } };
}
interface Document {
  readonly id: string;
  readonly kind: string;
  readonly total: { readonly amount: string };
  readonly lines: { readonly nodes: readonly Line[] };
  readonly lateCredit: {
    readonly policy: string;
    readonly lines: readonly { readonly reason: string; readonly line: Line; readonly before: readonly Draw[]; readonly after: readonly Draw[] }[];
    readonly lots: readonly { readonly grant: { readonly source: string }; readonly before: { readonly amount: string }; readonly after: { readonly amount: string } }[];
  };
}
const DRAWS = '{ grant { source } amount { amount } }';
const NAMES = `description servicePeriod { start } amount { amount } draws ${DRAWS}`;
const DOCUMENT = `id kind total { amount } lines { nodes { ${NAMES} causes { kind } explain { amount { amount } roundedAmount { amount } } } }
  lateCredit { policy lines { reason line { ${NAMES} } before ${DRAWS} after ${DRAWS} } lots { grant { source } before { amount } after { amount } } }`;

const drawsText = (draws: readonly Draw[]) => draws.map(({ grant, amount }) => `${grant.source} ${amount.amount}`).join(' ');
const nameOf = ({ description, servicePeriod }: Pick<Line, 'description' | 'servicePeriod'>) => `${description} ${servicePeriod.start.slice(5, 7)}`;
const linesOf = ({ lines }: Document) => lines.nodes.map((line) => `${nameOf(line)} ${line.amount.amount}: ${drawsText(line.draws)}`.trim());
const reportOf = ({ lateCredit: { policy, lines, lots } }: Document) => [policy, ...lines.map(({ reason, line, before, after }) => `${reason} ${nameOf(line)}: ${drawsText(before)} -> ${drawsText(after)}`), ...lots.map(({ grant, before, after }) => `${grant.source}: ${before.amount} -> ${after.amount}`)];

const issue = async (client: ApiClient, customerExternalId: string, idempotencyKey: string) => (await client.must<{ invoice: Document }>('issueInvoice', { idempotencyKey, customerExternalId }, `invoice { ${DOCUMENT} }`)).invoice;
const drafted = async (client: ApiClient, externalId: string) =>
  (await client.ask<{ customer: { upcomingInvoice: Document; credits: { balance: { amount: string }; projectedBalance: { amount: string } } } }>(`query($externalId: String) { customer(externalId: $externalId) { upcomingInvoice { ${DOCUMENT} } credits { balance { amount } projectedBalance { amount } } } }`, { externalId })).customer;
const use = async (client: ApiClient, customer: string, key: string, n: number) =>
  await client.must('recordUsage', { events: [{ key, customerExternalId: customer, eventName: 'completion', occurredAt: '2026-01-20T00:00:00Z', properties: { n } }] }, '__typename');
const grant = async (client: ApiClient, customerExternalId: string, source: string, more: object) => await client.must('grantCredits', { idempotencyKey: `${customerExternalId} ${source}`, customerExternalId, source, ...more }, 'replayed');

/** Credits less debits of account 4020. */
async function breakage(client: ApiClient): Promise<string> {
  const { trialBalance } = await client.ask<{ trialBalance: { accounts: { code: string; debits: { minorUnits: string }; credits: { minorUnits: string } }[] } }>('{ trialBalance(currency: "JPY") { accounts { code debits { minorUnits } credits { minorUnits } } } }');
  const account = trialBalance.accounts.find(({ code }) => code === '4020');
  return String(BigInt(account?.credits.minorUnits ?? 0) - BigInt(account?.debits.minorUnits ?? 0));
}

/** 1 yen a token and 50 yen a month, in arrears. */
async function createCustomers(client: ApiClient, externalIds: readonly string[]): Promise<void> {
  await client.must('updateTenant', { lateCredit: 'AS_IF_ON_TIME' }, '__typename');
  await client.must('createMeter', { code: 'tokens', eventName: 'completion', aggregation: 'SUM', valueProperty: 'n' }, 'replayed');
  const prices = [{ code: 'tokens', name: 'Tokens', meterCode: 'tokens', model: { perUnit: { unitAmount: '1' } } }, { code: 'base', name: 'Base', timing: 'IN_ARREARS', model: { flat: { amount: '50' } } }];
  await client.must('createPlan', { code: 'p', currency: 'JPY', interval: { unit: 'MONTH' }, prices }, 'replayed');
  for (const externalId of externalIds) {
    await client.must('createCustomer', { externalId, name: externalId, currency: 'JPY', lateCredit: externalId === 'gamma' ? 'AS_OF_NOW' : null }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: externalId, customerExternalId: externalId, planCode: 'p', startAt: '2026-01-01T00:00:00Z' }, 'replayed');
  }
}

describe.each(dialectsUnderTest())('late usage as if on time on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
    await createCustomers(client, ['acme', 'beta', 'gamma']);
    const january = { amount: '200', kind: 'PAID', expiresAt: '2026-02-01T00:00:00Z' };
    await grant(client, 'acme', 'january', { ...january, amount: '100' });
    await grant(client, 'acme', 'next', { amount: '30' });
    for (const customer of ['beta', 'gamma']) await grant(client, customer, 'january', january);
    await advance(client, '2026-02-01T00:00:00Z');
    await use(client, 'acme', 'u', 60);
    for (const customer of ['beta', 'gamma']) await use(client, customer, 'u', 70);
  });
  afterAll(() => api.stop());

  it('lateCredit: late usage pushes another line off a lot, and what is corrected frees it; draft and report say so', async () => {
    expect(linesOf(await issue(client, 'acme', 'a1'))).toEqual(['Tokens 01 60: january -60', 'Base 01 50: january -40 next -10']);
    const costs: number[] = [];
    for (const customer of ['beta', 'gamma']) {
      const statements = await api.countStatements(async () => expect(linesOf(await issue(client, customer, `${customer} 1`))).toEqual(['Tokens 01 70: january -70', 'Base 01 50: january -50']));
      costs.push(statements.length);
    }
    // Where nothing is late the policy costs nothing.
    expect(costs[0]).toBe(costs[1]);
    await advance(client, '2026-03-01T00:00:00Z');
    await use(client, 'acme', 'late', 20);
    // On time: 80 tokens on january, of the fee 20 on january and 30 on next.
    const draft = await drafted(client, 'acme');
    expect(linesOf(draft.upcomingInvoice)).toEqual(['Tokens 01 20: january -20', 'Base 01 0: january 20 next -20', 'Base 02 50:']);
    expect([draft.credits.balance.amount, draft.credits.projectedBalance.amount]).toEqual(['20', '0']);
    const report = ['AS_IF_ON_TIME', 'LATE Tokens 01: january -60 -> january -80', 'MOVED Base 01: january -40 next -10 -> january -20 next -30', 'january: -100 -> -100', 'next: -10 -> -30'];
    expect(reportOf(draft.upcomingInvoice)).toEqual(report);
    const { canSpend } = await client.ask<{ canSpend: object }>('{ canSpend(input: { customerExternalId: "acme", meterCode: "tokens", quantity: "5" }) { isAllowed balanceBefore { amount } missing { amount } } }');
    expect(canSpend).toEqual({ isAllowed: false, balanceBefore: { amount: '0' }, missing: { amount: '5' } });
    const issued = await issue(client, 'acme', 'a2');
    expect([linesOf(issued), reportOf(issued), issued.total.amount]).toEqual([linesOf(draft.upcomingInvoice), report, '50']);
    expect(issued.lines.nodes.slice(0, 2).map(({ causes, explain }) => [causes.map(({ kind }) => kind), explain.roundedAmount.amount, explain.amount.amount])).toEqual([[['USAGE'], '80', '20'], [['LATE_CREDIT'], '50', '0']]);

    await advance(client, '2026-04-01T00:00:00Z');
    await client.must('voidUsage', { idempotencyKey: 'v', customerExternalId: 'acme', eventKey: 'u', reason: 'sent twice' }, 'replayed');
    // 20 tokens and the fee leave 30 of january, which expire; next is free for February's fee.
    const corrected = await issue(client, 'acme', 'a3');
    expect(linesOf(corrected)).toEqual(['Tokens 01 -60: january 60', 'Base 01 0: january -30 next 30', 'Base 02 0: next -30', 'Base 03 50:']);
    expect([corrected.total.amount, reportOf(corrected).slice(-2)]).toEqual(['20', ['january: -100 -> -70', 'next: -30 -> -30']]);
    expect(await lotsOf(client)).toEqual(['EXPIRED 100 70 30 0 0', 'USED 30 30 0 0 0']);
  });

  it('lateCredit: a note draws on a lot that has expired, whose breakage is taken back; who draws as of now pays', async () => {
    // 80 of each of the two lots expired, and 30 of acme's.
    expect(await breakage(client)).toBe('190');
    for (const customer of ['beta', 'gamma']) await use(client, customer, 'late', 20);
    const noteFor = async (customerExternalId: string) => (await client.must<{ note: Document }>('issueUsageNote', { idempotencyKey: `note ${customerExternalId}`, customerExternalId }, `note { ${DOCUMENT} }`)).note;
    const [beta, gamma] = [await noteFor('beta'), await noteFor('gamma')];
    expect([beta.kind, beta.total.amount, linesOf(beta), reportOf(beta)]).toEqual(['DEBIT_NOTE', '0', ['Tokens 01 20: january -20'], ['AS_IF_ON_TIME', 'LATE Tokens 01: january -70 -> january -90', 'january: -70 -> -90']]);
    expect([gamma.kind, gamma.total.amount, linesOf(gamma), reportOf(gamma)]).toEqual(['DEBIT_NOTE', '20', ['Tokens 01 20:'], ['AS_OF_NOW', 'LATE Tokens 01: january -70 -> january -70', 'january: -70 -> -70']]);
    expect(await breakage(client)).toBe('170');
    // Another policy changes no document that is there.
    await client.must('updateTenant', { lateCredit: null }, '__typename');
    await expectSound(client);
    const { invoices } = await client.ask<{ invoices: { nodes: Document[] } }>(`{ invoices(first: 100) { nodes { ${DOCUMENT} } } }`);
    expect(invoices.nodes.find(({ id }) => id === beta.id)).toEqual(beta);
  });

  it('lateCredit: credit that was paid for, or put off, after a document was not there for it', async () => {
    const own = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z', defaultCurrency: 'JPY' });
    await createCustomers(own, ['delta']);
    await own.must('purchaseCredits', { idempotencyKey: 'buy', customerExternalId: 'delta', amount: '100', source: 'bought', usable: 'ON_PAYMENT' }, 'replayed');
    const { grant: prolonged } = await own.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey: 'gift', customerExternalId: 'delta', source: 'prolonged', amount: '5', expiresAt: '2026-01-20T00:00:00Z' }, 'grant { id }');
    await advance(own, '2026-02-01T00:00:00Z');
    expect(linesOf(await issue(own, 'delta', 'd1'))).toEqual(['Base 01 50:']);
    await advance(own, '2026-03-01T00:00:00Z');
    await own.must('recordPayment', { idempotencyKey: 'pay', customerExternalId: 'delta', currency: 'JPY', amount: '150' }, 'replayed');
    await own.must('adjustGrantExpiry', { idempotencyKey: 'put off', grantId: prolonged.id, expiresAt: null }, 'replayed');
    await use(own, 'delta', 'late', 20);
    // On 1 February the one was not paid for, and the other had expired: only February's fee draws on them.
    expect(linesOf(await issue(own, 'delta', 'd2'))).toEqual(['Tokens 01 20:', 'Base 02 50: prolonged -5 bought -45']);
    await use(own, 'delta', 'later', 10);
    // So also for what comes later, now that there are draws on both.
    expect(linesOf(await issue(own, 'delta', 'd3'))).toEqual(['Tokens 01 10:']);
    await expectSound(own);
  });
});
