/** The embedded database: PGlite in this process, its folder locked against every other one. */
import { PGlite, type QueryOptions, types } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { lockDataFolder } from './dataFolder.ts';
import type { RawRow, Store, StoreOptions } from './database.ts';
import { keepHouse } from './housekeeping.pglite.ts';
import { narrow, narrowTransaction } from './narrow.ts';
import { postgresTables } from './schema.postgres.ts';
import { SNAPSHOT, withRetries } from './transaction.ts';

export async function connectPglite(dataDir: string, { onStatement }: StoreOptions): Promise<Store> {
  const folder = await lockDataFolder(dataDir);
  const client = await openDatabase(dataDir).catch(async (error: unknown) => {
    await folder.release();
    throw error;
  });
  const real = drizzle(withItsParsers(client), { logger: onStatement ? { logQuery: onStatement } : false });
  const narrowing = { dialect: 'pglite', tables: postgresTables } as const;
  return {
    dialect: 'pglite',
    database: narrow(real, narrowing),
    transaction: async (work) => {
      const answer = await withRetries(() => real.transaction((tx) => work(narrowTransaction(tx, narrowing))));
      // The database answers within this turn of the event loop; one transaction after another would let nobody else in.
      await turn();
      return answer;
    },
    snapshot: async (work) => {
      const answer = await real.transaction((tx) => work(narrow(tx, narrowing)), SNAPSHOT);
      await turn();
      return answer;
    },
    inspect: async (statement) => (await client.query<RawRow>(statement)).rows,
    // One connection in one process that holds the folder: nobody else can migrate.
    exclusively: (work) => work(async (statement, parameters = []) => (await client.query<RawRow>(statement, [...parameters])).rows),
    keepHouse: () => keepHouse(client),
    ping: async () => void (await client.query('select 1')),
    close: async () => {
      await client.close();
      await folder.release();
    },
  };
}

/** As drizzle wants these: the text that the database gives. */
const asText = (text: string): string => text;
const PARSERS = Object.fromEntries([types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE].map((type) => [type, asText]));

async function openDatabase(dataDir: string): Promise<PGlite> {
  const client = await PGlite.create(join(dataDir, 'pglite'), { parsers: PARSERS });
  await client.exec(`set time zone 'UTC'; set default_transaction_isolation = 'read committed'`);
  return client;
}

type Queries = Pick<PGlite, 'query'>;

/** drizzle sends its parsers with every query, and PGlite then makes one table of them and its 300 own: a third of the time of a short query. The database has them from the start instead. */
function withItsParsers(client: PGlite): PGlite {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') return queryOf(target);
      if (name === 'transaction') return (work: (tx: object) => Promise<unknown>) => target.transaction((queries) => work(Object.assign(queries, { query: queryOf({ query: queries.query }) })));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function queryOf(queries: Queries): Queries['query'] {
  return (statement, parameters, { parsers: _, ...options }: QueryOptions = {}) => queries.query(statement, parameters, options);
}
