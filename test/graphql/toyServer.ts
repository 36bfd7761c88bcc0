/** The real server over the real SDL on a free loopback port, with resolvers that need no database. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { BillingError } from '../../src/core/errors.ts';
import { instant } from '../../src/core/instant.ts';
import { invariant } from '../../src/core/invariant.ts';
import type { RequestIdentity } from '../../src/graphql/requestIdentity.ts';
import { asPayload } from '../../src/graphql/errors.ts';
import type { MutationRecordUsageArgs, QueryCustomersArgs } from '../../src/graphql/generated.ts';
import { readPage, toConnection } from '../../src/graphql/pagination.ts';
import { buildSchema, type Resolvers } from '../../src/graphql/schema.ts';
import { createServer, type HttpServer } from '../../src/server.ts';
import { type Actor, type Scope, TENANT_SCOPES } from '../../src/services/actor.ts';

export const TENANT_KEY = 'tenant-key-0123456789';
export const READER_KEY = 'reader-key-0123456789';
export const ROOT_KEY = 'root-key-0123456789ab';

export interface ToyServer {
  readonly url: string;
  readonly server: HttpServer;
  /** Every line logged so far. */
  readonly logged: Record<string, unknown>[];
  /** Keys that are good; taking one out revokes it. */
  readonly actors: Map<string, Actor>;
  /** Lets the `slow` answers go, in the order they were asked for. */
  readonly release: () => void;
  /** Resolves once a slow answer is being waited for. */
  readonly slowStarted: Promise<void>;
  setReady(isReady: boolean): void;
}

export async function startToyServer(): Promise<ToyServer> {
  const logged: Record<string, unknown>[] = [];
  const lines = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const actors = new Map<string, Actor>([
    [TENANT_KEY, actorWith(TENANT_SCOPES)],
    [READER_KEY, actorWith(['CUSTOMERS_READ'])],
    [ROOT_KEY, { tenantId: null, keyId: null, customerId: null, scopes: new Set<Scope>(['TENANTS_MANAGE']), expiresAt: null }],
  ]);
  const { promise: gate, resolve: release } = promiseWithResolver();
  const { promise: slowStarted, resolve: markStarted } = promiseWithResolver();
  let isReady = true;

  const server = await createServer<RequestIdentity>({
    config: { host: '127.0.0.1', port: 0 },
    log: pino({ level: 'debug' }, lines),
    authenticate: async (secret) => actors.get(secret) ?? null,
    schema: buildSchema(toyResolvers(async () => {
      markStarted();
      await gate;
    })),
    createContext: (request) => request,
    isReady: async () => isReady,
  });
  const url = await server.listen();
  return { url, server, logged, actors, release, slowStarted, setReady: (ready) => (isReady = ready) };
}

/** Sends a GraphQL request as a client does; `body` replaces what is sent. */
export async function send(
  toy: ToyServer,
  request: { query?: string; variables?: unknown; key?: string | null; body?: string; headers?: Record<string, string> },
): Promise<{ status: number; headers: Headers; answer: GraphqlAnswer }> {
  const { query, variables, key = TENANT_KEY, body = JSON.stringify({ query, variables }), headers = {} } = request;
  const response = await fetch(`${toy.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }), ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, answer: (await response.json()) as GraphqlAnswer };
}

export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

const CUSTOMERS = ['acme', 'bolt', 'coil'].map((externalId) => ({ externalId, name: externalId.toUpperCase() }));

function toyResolvers(slow: () => Promise<void>): Resolvers<RequestIdentity> {
  return {
    Node: { __resolveType: () => 'Customer' },
    Query: {
      viewer: (_root: unknown, _args: unknown, { actor }: RequestIdentity) => ({ scopes: [...actor.scopes] }),
      customers: (_root: unknown, args: QueryCustomersArgs) => {
        const page = readPage(args, 'customers');
        return toConnection(
          { rows: CUSTOMERS.slice(0, page.limit), hasNextPage: false, hasPreviousPage: false },
          { list: 'customers', keyOf: ({ externalId }) => [externalId], count: () => CUSTOMERS.length },
        );
      },
      customer: (_root: unknown, { externalId }: { externalId: string }) => customerCalled(externalId, slow),
      trialBalance: () => ({ currency: 'USD' }),
    },
    Customer: {
      upcomingInvoice: (_root: unknown, { asOf }: { asOf: number }) => ({ asOf, lines: null }),
    },
    Mutation: {
      recordUsage: async (_root: unknown, { input }: MutationRecordUsageArgs) =>
        await asPayload({ results: [], counts: { accepted: 0, duplicate: 0, conflict: 0, rejected: 0 } }, async () => {
          if (input.events.length > 1_000) throw new BillingError('TOO_MANY', 'has more than 1000 entries', ['events']);
          const results = input.events.map(({ key, properties }, index) => ({
            index,
            key,
            outcome: 'ACCEPTED',
            event: { id: 'evt_', key, properties, occurredAt: instant(0) },
          }));
          return { results, counts: { accepted: results.length, duplicate: 0, conflict: 0, rejected: 0 } };
        }),
      createCustomer: async () =>
        await asPayload({ replayed: false }, async () => {
          throw new BillingError('CONFLICT', 'exists with other values', ['externalId']);
        }),
    },
  };
}

async function customerCalled(externalId: string, slow: () => Promise<void>): Promise<unknown> {
  if (externalId === 'slow') await slow();
  if (externalId === 'wrong') throw new BillingError('INVALID_VALUE', 'begins or ends with white space', ['externalId']);
  if (externalId === 'broken') invariant(false, 'the secret inside of the program');
  return { externalId, name: externalId };
}

function actorWith(scopes: readonly Scope[]): Actor {
  return { tenantId: 'tenant', keyId: 'key', customerId: null, scopes: new Set(scopes), expiresAt: null };
}

function promiseWithResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
