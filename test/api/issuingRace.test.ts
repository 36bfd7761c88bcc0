import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, startApi } from '../support/api.ts';
import { chanceOf } from '../support/chance.ts';
import { type ConnectedClient, withConnections } from '../support/connections.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { createTokenPlan, record, subscribe, tokens } from '../support/tokenPlan.ts';

/** Each is billed while usage of it still comes in, in seven months: on all four engines 280 races, on two of them 210. */
const CUSTOMERS = Array.from({ length: dialectsUnderTest().length > 2 ? 10 : 15 }, (_, index) => `customer ${index}`);
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08'] as const;
const LONGEST_DELAY_MS = 12;

interface Issued {
  readonly invoice: { readonly number: string } | null;
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string }[];
}

interface ListedInvoice {
  readonly number: string;
  readonly lines: { readonly nodes: readonly ListedLine[] };
}
interface ListedLine {
  readonly quantity: string;
  readonly isAdjustment: boolean;
  readonly events: { readonly nodes: readonly { readonly key: string; readonly properties: { readonly n: number } }[] };
}

async function newTenant(api: TestApi, customers: readonly string[]): Promise<ApiClient> {
  const client = await api.createTenant({ sandboxClock: '2026-01-01T00:00:00Z' });
  await createTokenPlan(client);
  for (const customer of customers) await subscribe(client, customer, '2026-01-01T00:00:00Z');
  return client;
}

const moveClock = (client: ApiClient, to: string) => client.must('advanceClock', { to }, 'clock { now }');

const issue = (client: ApiClient, customerExternalId: string, idempotencyKey: string) =>
  client.mutate<Issued>('issueInvoice', { idempotencyKey, customerExternalId }, 'invoice { number } replayed');

async function listInvoices(client: ApiClient, customer: string): Promise<readonly ListedInvoice[]> {
  const lines = 'lines { nodes { quantity isAdjustment events(newOnly: true, first: 100) { nodes { key properties } } } }';
  const { invoices } = await client.ask<{ invoices: { nodes: ListedInvoice[] } }>(
    `query($customer: String!) { invoices(first: 10, filter: { customerExternalId: $customer }) { nodes { number ${lines} } } }`,
    { customer },
  );
  return invoices.nodes;
}

async function expectValidLedger(client: ApiClient): Promise<void> {
  const { ledgerVerification } = await client.ask<{ ledgerVerification: object }>('{ ledgerVerification { isValid findings { message } } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
}

/** `INV-000001` to the count of them. */
function numbersTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `INV-${String(index + 1).padStart(6, '0')}`);
}

describe.each(dialectsUnderTest())('issuing races on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect, { poolSize: 50 });
  });
  afterAll(() => api.stop());

  it('issue invoice: usage that arrives meanwhile is on that invoice or on the next', async () => {
    const client = await newTenant(api, CUSTOMERS);
    const chance = chanceOf(20_260_201);
    const sent = new Map<string, number>();
    const event = (customer: string, month: string, which: number) => {
      const key = `${customer} ${month} ${which}`;
      const n = chance.whole(1, 900);
      sent.set(key, n);
      return tokens(customer, { key, occurredAt: `${month}-15T12:00:00Z`, n });
    };
    const recordAll = (events: Parameters<typeof record>[1]) => record(client, events).then(({ counts }) => expect(counts.accepted).toBe(events.length));

    await withConnections(client, 18, async (connections) => {
      for (const [index, month] of MONTHS.slice(0, -1).entries()) {
        await recordAll(CUSTOMERS.map((customer) => event(customer, month, 0)));
        await moveClock(client, `${MONTHS[index + 1]!}-01T00:00:00Z`);
        await inTeams(connections, CUSTOMERS, async ([issuer, first, second], customer) => {
          const start = () => sleep(chance.whole(0, LONGEST_DELAY_MS));
          const recordSoon = async (connection: ConnectedClient, which: number) => {
            const late = event(customer, month, which);
            await start();
            expect((await record(connection, [late])).counts.accepted).toBe(1);
          };
          const issueSoon = async () => {
            await start();
            expect((await issue(issuer, customer, `${customer} ${month}`)).userErrors).toEqual([]);
          };
          await Promise.all([issueSoon(), recordSoon(first, 1), recordSoon(second, 2)]);
        });
      }
    });
    // August has an event of every customer, so that everyone has a last invoice, which no usage races.
    await recordAll(CUSTOMERS.map((customer) => event(customer, '2026-08', 0)));
    await moveClock(client, '2026-09-01T00:00:00Z');
    for (const customer of CUSTOMERS) expect((await issue(client, customer, `${customer} last`)).userErrors).toEqual([]);

    const seen: string[] = [];
    const numbers: string[] = [];
    let lateEvents = 0;
    for (const customer of CUSTOMERS) {
      for (const { number, lines } of await listInvoices(client, customer)) {
        numbers.push(number);
        for (const { quantity, isAdjustment, events } of lines.nodes) {
          expect(events.nodes.reduce((sum, { properties }) => sum + properties.n, 0)).toBe(Number(quantity));
          for (const { key, properties } of events.nodes) expect(properties.n).toBe(sent.get(key));
          seen.push(...events.nodes.map(({ key }) => key));
          if (isAdjustment) lateEvents += events.nodes.length;
        }
      }
    }
    expect(seen.sort()).toEqual([...sent.keys()].sort());
    // Seven months of three events and one of one: 22 for each customer, and eight invoices.
    expect(seen.length).toBe(22 * CUSTOMERS.length);
    expect(numbers.sort()).toEqual(numbersTo(8 * CUSTOMERS.length));
    // Of the 14 of each customer that raced, some won and some lost; otherwise nothing raced.
    expect(lateEvents).toBeGreaterThan(10);
    expect(lateEvents).toBeLessThan(14 * CUSTOMERS.length - 10);
    await expectValidLedger(client);
  });

  it('issue invoice: calls that race with one key give one invoice, and one of them made it', async () => {
    const customers = CUSTOMERS.slice(0, 10);
    const client = await newTenant(api, customers);
    await record(client, customers.map((customer) => tokens(customer, { key: 'one', occurredAt: '2026-01-15T00:00:00Z', n: 10 })));
    await moveClock(client, '2026-02-01T00:00:00Z');
    const numbers = await withConnections(client, 16, (connections) =>
      inTeams(connections, customers, async (team, customer) => {
        const answers = await Promise.all(team.map((connection) => issue(connection, customer, `issue ${customer}`)));
        expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
        expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
        expect(new Set(answers.map(({ invoice }) => invoice!.number)).size).toBe(1);
        return answers[0]!.invoice!.number;
      }),
    );
    expect(numbers.sort()).toEqual(numbersTo(10));
    await expectValidLedger(client);
  });

  it('issue invoice: of calls that race with different keys one gets the invoice, and no number is lost to the others', async () => {
    const customers = CUSTOMERS.slice(0, 10);
    const client = await newTenant(api, customers);
    await record(client, customers.map((customer) => tokens(customer, { key: 'one', occurredAt: '2026-01-15T00:00:00Z', n: 10 })));
    await moveClock(client, '2026-02-01T00:00:00Z');
    const numbers = await withConnections(client, 16, (connections) =>
      inTeams(connections, customers, async (team, customer) => {
        const answers = await Promise.all(team.map((connection, index) => issue(connection, customer, `issue ${customer} ${index}`)));
        expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['NOTHING_TO_INVOICE', 'NOTHING_TO_INVOICE']);
        return answers.flatMap(({ invoice }) => (invoice === null ? [] : [invoice.number]));
      }),
    );
    expect(numbers.flat().sort()).toEqual(numbersTo(10));
    await expectValidLedger(client);
  });

  it('issue invoice: refusals that race before the first invoice take no number', async () => {
    const client = await newTenant(api, CUSTOMERS);
    const refused = await withConnections(client, CUSTOMERS.length, (connections) =>
      Promise.all(connections.map((connection, index) => issue(connection, CUSTOMERS[index]!, `too early ${index}`))),
    );
    expect(refused.map(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(CUSTOMERS.map(() => ['NOTHING_TO_INVOICE']));
    await record(client, [tokens('customer 0', { key: 'one', occurredAt: '2026-01-15T00:00:00Z', n: 10 })]);
    await moveClock(client, '2026-02-01T00:00:00Z');
    expect((await issue(client, 'customer 0', 'first')).invoice).toEqual({ number: 'INV-000001' });
  });
});

type Team = readonly [ConnectedClient, ConnectedClient, ConnectedClient];

/** Runs tasks side by side, each with three connections to itself. Answers in the order of the tasks. */
async function inTeams<Task, Result>(connections: readonly ConnectedClient[], tasks: readonly Task[], run: (team: Team, task: Task) => Promise<Result>): Promise<Result[]> {
  const teams = Array.from({ length: Math.floor(connections.length / 3) }, (_, index): Team => [connections[index * 3]!, connections[index * 3 + 1]!, connections[index * 3 + 2]!]);
  const results: Result[] = [];
  const queue = tasks.entries();
  await Promise.all(
    teams.map(async (team) => {
      for (const [index, task] of queue) results[index] = await run(team, task);
    }),
  );
  return results;
}
