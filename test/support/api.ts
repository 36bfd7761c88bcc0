/** A real server on a real database of one engine, and a real HTTP client for it. */
import { type Agent, globalAgent, request } from 'node:http';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { type Config, loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { type RunningNeruba, startNeruba } from '../../src/main.ts';
import type { Dialect, TestDatabase } from './dialects.ts';
import type { DialectName } from './servers.ts';

export const ROOT_KEY = 'test-root-key-0123456789';
/** An Ed25519 seed that nobody else uses. */
export const SIGNING_KEY = Buffer.alloc(32, 7).toString('base64');

/** Takes a checkpoint of every tenant of the server. */
export async function takeCheckpoints(url: string): Promise<void> {
  const response = await fetch(`${url}/operator/checkpoints`, { method: 'POST', headers: { authorization: `Bearer ${ROOT_KEY}`, 'content-type': 'application/json' }, body: '{}' });
  if (!response.ok) throw new Error(await response.text());
}

/** What the servers of this process logged of failed requests: a client is told no more than INTERNAL. */
const causes = new Map<string, string>();

function noteCause(line: string): void {
  process.stderr.write(line);
  const { reqId, err } = JSON.parse(line) as { readonly reqId?: string; readonly err?: { readonly stack?: string } };
  if (reqId !== undefined && err?.stack !== undefined) causes.set(reqId, err.stack);
}

/** What a request answered. `data` is as the caller expects it: the test's assertions check it. */
export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Asks one server with one key. */
export class ApiClient {
  readonly url: string;
  readonly key: string;
  /** Whose connections it takes: those of the whole process. */
  protected readonly agent: Agent = globalAgent;

  constructor(url: string, key: string) {
    this.url = url;
    this.key = key;
  }

  /** The same server asked with another key. */
  as(key: string): ApiClient {
    return new ApiClient(this.url, key);
  }

  /** Sends a document; the answer's errors, if any, are the caller's to look at. */
  send<Data>(query: string, variables: object = {}): Promise<Answer<Data>> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.key}` };
      const sent = request(`${this.url}/graphql`, { method: 'POST', agent: this.agent, headers }, (response) => {
        text(response)
          .then((body) => resolve({ status: response.statusCode ?? 0, ...(JSON.parse(body) as Omit<Answer<Data>, 'status'>) }))
          .catch(reject);
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ query, variables }));
    });
  }

  /** Sends a document that must not fail. */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.send<Data>(query, variables);
    if (errors) throw new Error([JSON.stringify(errors), ...errors.flatMap(({ extensions }) => causes.get(String(extensions['requestId'])) ?? [])].join('\n'));
    return data;
  }

  /** Runs a mutation by name with one input, and answers the payload's selected fields. */
  async mutate<Payload>(name: string, input: object, selection: string): Promise<Payload & { userErrors: UserError[] }> {
    const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
    const document = `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`;
    const data = await this.ask<Record<string, Payload & { userErrors: UserError[] }>>(document, { input });
    return data[name] as Payload & { userErrors: UserError[] };
  }

  /** A mutation that must not be refused. */
  async must<Payload>(name: string, input: object, selection: string): Promise<Payload> {
    const payload = await this.mutate<Payload>(name, input, selection);
    if (payload.userErrors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  }
}

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** A server in this process, on a database of its own. */
export interface TestApi {
  readonly database: TestDatabase;
  readonly url: string;
  readonly root: ApiClient;
  /** Statements sent since `countStatements` began; empty outside of it. */
  countStatements(work: () => Promise<unknown>): Promise<string[]>;
  /** A fresh tenant's client; a sandbox if a clock is given. */
  createTenant(options?: { sandboxClock?: string; name?: string; defaultCurrency?: string; timeZone?: string }): Promise<ApiClient>;
  /** Removes the database too, unless it is to be kept for another server. */
  stop(options?: { keepDatabase?: boolean }): Promise<void>;
}

/** The configuration of a server on a test database, on any free port. */
export function configOf(database: TestDatabase, options: { poolSize?: number } = {}): Config {
  return loadConfig({
    PORT: '0',
    NERUBA_ROOT_KEY: ROOT_KEY,
    NERUBA_LOG_LEVEL: 'warn',
    NERUBA_SIGNING_KEY: SIGNING_KEY,
    // A job that comes round in the middle of a test would be counted, or change what it looks at: tests call the jobs themselves.
    NERUBA_JOBS: 'off',
    ...(database.url === null ? {} : { NERUBA_DATABASE_URL: database.url }),
    ...(database.dataDir === null ? {} : { NERUBA_DATA_DIR: database.dataDir }),
    ...(options.poolSize === undefined ? {} : { NERUBA_POOL_SIZE: String(options.poolSize) }),
  });
}

const shared = new Map<DialectName, Promise<TestApi>>();

/**
 * The server that the files of one worker share, each with tenants of its own: to start one takes seconds. It ends with the
 * worker, so `stop` does nothing. For a file that looks across tenants, changes rows behind the server or restarts it, `startApi`.
 */
export async function sharedApi(dialect: Dialect): Promise<TestApi> {
  const starting = shared.get(dialect.name) ?? startApi(dialect);
  shared.set(dialect.name, starting);
  const api = await starting;
  // A tenant's name is in its id, and its id in every other: whatever files the worker had before, a file makes the same ledger.
  const file = basename(expect.getState().testPath ?? '');
  let tenants = 0;
  return { ...api, createTenant: (options = {}) => api.createTenant({ name: `Tenant ${(tenants += 1)} of ${file}`, ...options }), stop: () => Promise.resolve() };
}

/** On an empty database, or on one that an earlier server left. */
export async function startApi(dialect: Dialect, options: { poolSize?: number; database?: TestDatabase } = {}): Promise<TestApi> {
  const database = options.database ?? (await dialect.createDatabase());
  let statements: string[] | null = null;
  const config = configOf(database, options);
  const log = createLog(config.logLevel, { write: noteCause });
  const server: RunningNeruba = await startNeruba(config, { onStatement: (statement) => statements?.push(statement), log });
  const root = new ApiClient(server.url, ROOT_KEY);
  let tenants = 0;
  return {
    database,
    url: server.url,
    root,
    async countStatements(work) {
      statements = [];
      await work();
      const counted = statements;
      statements = null;
      return counted;
    },
    async createTenant({ sandboxClock, ...input } = {}) {
      tenants += 1;
      const { apiKey } = await root.must<{ apiKey: { secret: string } }>(
        'createTenant',
        { name: `Tenant ${tenants}`, defaultCurrency: 'USD', ...input, ...(sandboxClock === undefined ? {} : { sandboxClock }) },
        'apiKey { secret }',
      );
      return new ApiClient(server.url, apiKey.secret);
    },
    async stop({ keepDatabase = false } = {}) {
      await server.stop();
      if (!keepDatabase) await database.drop();
    },
  };
}
