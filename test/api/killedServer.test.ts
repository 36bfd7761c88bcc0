import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, ROOT_KEY } from '../support/api.ts';
import { type Chance, chanceOf } from '../support/chance.ts';
import { withConnections } from '../support/connections.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { type ServerProcess, runNeruba, startServerProcess } from '../support/serverProcess.ts';
import { type TokenEvent, countEvents, createTokenPlan, record, subscribe, tokens } from '../support/tokenPlan.ts';

const EMBEDDED_KILLS = 6;
/** With those of the embedded database at least 30 in all, and 8 on each server. */
const SERVER_KILLS = Math.max(8, Math.ceil((30 - EMBEDDED_KILLS) / Math.max(1, dialectsUnderTest().length - 1)));
/** A kill takes as long as a start: two seconds on a machine with nothing else to do. */
const TIMEOUT_MS = 240_000;
const CONNECTIONS = 6;
const CUSTOMERS = Array.from({ length: 8 }, (_, index) => `customer ${index}`);
const TOKENS_AN_EVENT = 3;
const BATCHES = 24;
/** After an answer the server lives on for up to so long: it dies while others are being written. */
const LONGEST_DELAY_MS = 20;

interface Invoice {
  readonly number: string;
  readonly seal: string;
}
interface Issued {
  readonly invoice: Invoice | null;
  readonly replayed: boolean;
}

/** What a tenant's client knows across all the deaths of its server: what it sent, and what it was told. */
class Memory {
  readonly sent: TokenEvent[] = [];
  readonly acknowledged = new Set<string>();
  readonly invoices = new Map<string, Invoice>();
  interrupted = 0;
  /** Invoices that were issued before a death, and answered again after it. */
  answeredAgain = 0;
}

describe.each(dialectsUnderTest())('a killed server on $name', (dialect) => {
  let database: TestDatabase;
  let server: ServerProcess | null = null;
  const here = () => server!.url;
  beforeAll(async () => {
    database = await dialect.createDatabase();
    server = await startServerProcess(database);
  });
  afterAll(async () => {
    await server?.kill();
    await database.drop();
  });

  it('SIGKILL: whatever was acknowledged is there once, issued invoices stand, and nothing is lost between the numbers', async () => {
    const kills = dialect.name === 'pglite' ? EMBEDDED_KILLS : SERVER_KILLS;
    const chance = chanceOf(20_260_301);
    const memory = new Memory();
    const key = await setUp(here());
    const restart = async (): Promise<void> => {
      await sleep(chance.whole(0, LONGEST_DELAY_MS));
      await server?.kill();
      server = await startServerProcess(database);
    };

    for (let month = 0; month < kills / 2; month += 1) {
      const batches = batchesOfMonth(month, chance);
      const before = memory.acknowledged.size;
      const unanswered = await sendUntilKilled(new ApiClient(here(), key), batches, memory, { answers: chance.whole(1, BATCHES - CONNECTIONS), restart });
      expect(memory.acknowledged.size).toBeGreaterThan(before);
      const client = new ApiClient(here(), key);
      const known = await countEvents(client);
      expect(known).toBeGreaterThanOrEqual(memory.acknowledged.size);
      expect(known).toBeLessThanOrEqual(memory.sent.length);
      for (const batch of unanswered) await send(client, batch, memory);
      expect(await countEvents(client)).toBe(memory.sent.length);

      await client.must('advanceClock', { to: startOfMonth(month + 1) }, 'clock { now }');
      await issueUntilKilled(client, month, memory, { answers: chance.whole(1, CUSTOMERS.length - CONNECTIONS), restart });
      await issueAll(new ApiClient(here(), key), month, memory);
    }

    expect(memory.interrupted).toBeGreaterThan(0);
    expect(memory.answeredAgain).toBeGreaterThanOrEqual(kills / 2);
    const client = new ApiClient(here(), key);
    expect((await listKeys(client)).sort()).toEqual(memory.sent.map(({ key: own }) => own).sort());
    const numbers = [...memory.invoices.values()].map(({ number }) => number).sort();
    expect(numbers).toEqual(Array.from({ length: (kills / 2) * CUSTOMERS.length }, (_, index) => `INV-${String(index + 1).padStart(6, '0')}`));
    expect(await sumOfQuantities(client)).toBe(memory.sent.length * TOKENS_AN_EVENT);

    expect(await server!.stop()).toBe(0);
    const { code, stdout, stderr } = await runNeruba(['verify', '--json'], database);
    expect(code).toBe(0);
    // Nothing but progress, which a slow machine is told.
    expect(stderr).toMatch(/^(?:Verifying .*\n)*$/);
    expect(JSON.parse(stdout)).toMatchObject({ isValid: true, findings: [] });
    server = null;
  }, TIMEOUT_MS);
});

async function setUp(url: string): Promise<string> {
  const { apiKey } = await new ApiClient(url, ROOT_KEY).must<{ apiKey: { secret: string } }>(
    'createTenant',
    { name: 'Acme', defaultCurrency: 'USD', sandboxClock: startOfMonth(0) },
    'apiKey { secret }',
  );
  const client = new ApiClient(url, apiKey.secret);
  await createTokenPlan(client);
  for (const customer of CUSTOMERS) await subscribe(client, customer, startOfMonth(0));
  return apiKey.secret;
}

function startOfMonth(month: number): string {
  return new Date(Date.UTC(2026, month, 1)).toISOString();
}

/** `BATCHES` batches of 1 to 8 events for customers at random, and one with an event for each of them. */
function batchesOfMonth(month: number, chance: Chance): TokenEvent[][] {
  const eventOf = (customer: string, batch: number, index: number): TokenEvent =>
    tokens(customer, { key: `month ${month} batch ${batch} event ${index}`, occurredAt: startOfMonth(month), n: TOKENS_AN_EVENT });
  const anyone = (): string => CUSTOMERS[chance.whole(0, CUSTOMERS.length - 1)]!;
  const some = Array.from({ length: BATCHES }, (_, batch) => Array.from({ length: chance.whole(1, 8) }, (_event, index) => eventOf(anyone(), batch, index)));
  return chance.shuffle([...some, CUSTOMERS.map((customer, index) => eventOf(customer, BATCHES, index))]);
}

/** After how many answers a server dies, and how it does. */
interface Death {
  readonly answers: number;
  readonly restart: () => Promise<void>;
}

/** Counts answers, and lets the server die once there are enough. */
function dieAfter({ answers, restart }: Death): { answered(): void; readonly done: Promise<void> } {
  let left = answers;
  let die = (): void => undefined;
  const done = new Promise<void>((resolve) => (die = resolve)).then(restart);
  return {
    answered: () => {
      left -= 1;
      if (left === 0) die();
    },
    done,
  };
}

/** Sends the batches over several connections while the server dies; answers those that got no answer. */
async function sendUntilKilled(client: ApiClient, batches: readonly TokenEvent[][], memory: Memory, death: Death): Promise<TokenEvent[][]> {
  const unanswered: TokenEvent[][] = [];
  await withConnections(client, CONNECTIONS, async (connections) => {
    const queue = [...batches];
    for (const batch of batches) memory.sent.push(...batch);
    const dying = dieAfter(death);
    const senders = connections.map(async (connection) => {
      for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
        try {
          await send(connection, batch, memory);
          dying.answered();
        } catch (error) {
          rethrowUnlessCutOff(error);
          memory.interrupted += 1;
          unanswered.push(batch);
        }
      }
    });
    await Promise.all([...senders, dying.done]);
  });
  return unanswered;
}

async function send(client: ApiClient, batch: readonly TokenEvent[], memory: Memory): Promise<void> {
  const { counts } = await record(client, batch);
  expect(counts.accepted + counts.duplicate).toBe(batch.length);
  for (const { key } of batch) {
    if (counts.accepted > 0) expect(memory.acknowledged).not.toContain(key);
    memory.acknowledged.add(key);
  }
}

/** Issues every customer's invoice while the server dies; remembers the answers that came. */
async function issueUntilKilled(client: ApiClient, month: number, memory: Memory, death: Death): Promise<void> {
  await withConnections(client, CONNECTIONS, async (connections) => {
    const queue = [...CUSTOMERS];
    const dying = dieAfter(death);
    const issuers = connections.map(async (connection) => {
      for (let customer = queue.shift(); customer !== undefined; customer = queue.shift()) {
        try {
          const { invoice } = await issue(connection, customer, month);
          memory.invoices.set(`${customer} ${month}`, invoice!);
          dying.answered();
        } catch (error) {
          rethrowUnlessCutOff(error);
          memory.interrupted += 1;
        }
      }
    });
    await Promise.all([...issuers, dying.done]);
  });
}

/** Issues everything again with the same keys: what was answered before must be answered so again. */
async function issueAll(client: ApiClient, month: number, memory: Memory): Promise<void> {
  for (const customer of CUSTOMERS) {
    const name = `${customer} ${month}`;
    const { invoice, replayed } = await issue(client, customer, month);
    const before = memory.invoices.get(name);
    if (before) {
      expect({ invoice, replayed }).toEqual({ invoice: before, replayed: true });
      memory.answeredAgain += 1;
    }
    memory.invoices.set(name, invoice!);
  }
}

function issue(client: ApiClient, customerExternalId: string, month: number): Promise<Issued> {
  return client.must<Issued>('issueInvoice', { idempotencyKey: `${customerExternalId} ${month}`, customerExternalId }, 'invoice { number seal } replayed');
}

/** A dead server closes its connections and takes no others; anything else is a failure of the test. */
function rethrowUnlessCutOff(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ECONNRESET' && code !== 'ECONNREFUSED' && code !== 'EPIPE') throw error;
}

async function listKeys(client: ApiClient): Promise<string[]> {
  const keys: string[] = [];
  for (let after: string | null = null; ; ) {
    const { usageEvents }: { usageEvents: { nodes: { key: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await client.ask(
      'query($after: String) { usageEvents(first: 100, after: $after) { nodes { key } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    keys.push(...usageEvents.nodes.map(({ key }) => key));
    if (!usageEvents.pageInfo.hasNextPage) return keys;
    after = usageEvents.pageInfo.endCursor;
  }
}

/** The tokens on all invoices together. */
async function sumOfQuantities(client: ApiClient): Promise<number> {
  let sum = 0;
  for (const customer of CUSTOMERS) {
    const { invoices } = await client.ask<{ invoices: { nodes: { lines: { nodes: { quantity: string }[] } }[] } }>(
      'query($customer: String!) { invoices(first: 100, filter: { customerExternalId: $customer }) { nodes { lines { nodes { quantity } } } } }',
      { customer },
    );
    for (const { lines } of invoices.nodes) for (const { quantity } of lines.nodes) sum += Number(quantity);
  }
  return sum;
}
