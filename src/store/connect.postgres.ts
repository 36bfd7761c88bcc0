/** PostgreSQL 15+ through postgres.js. */
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import type { RawRow, Store, StoreOptions } from './database.ts';
import { narrow, narrowTransaction } from './narrow.ts';
import { postgresTables } from './schema.postgres.ts';
import { SNAPSHOT, withRetries } from './transaction.ts';

/** Any 64-bit number that other software on the same database is unlikely to lock on: "neruba" in ASCII. */
const MIGRATION_LOCK = 0x6e6572756261;

export function connectPostgres(url: string, { onStatement, poolSize = 10 }: StoreOptions): Store {
  const options = { onnotice: () => undefined, connection: { TimeZone: 'UTC', application_name: 'neruba' } };
  const client = postgres(url, { ...options, max: poolSize });
  const real = drizzle(readingCommitted(client), { logger: onStatement ? { logQuery: onStatement } : false });
  const narrowing = { dialect: 'postgres', tables: postgresTables } as const;
  return {
    dialect: 'postgres',
    database: narrow(real, narrowing),
    transaction: (work) => withRetries(() => real.transaction((tx) => work(narrowTransaction(tx, narrowing)))),
    snapshot: (work) => real.transaction((tx) => work(narrow(tx, narrowing)), SNAPSHOT),
    inspect: async (statement) => [...(await client.unsafe<RawRow[]>(statement))],
    exclusively: async (work) => {
      let isLost = false;
      const own = postgres(url, { ...options, max: 1, max_lifetime: null, onclose: () => (isLost = true) });
      const run = async (statement: string, parameters: readonly (string | number)[] = []): Promise<RawRow[]> => {
        // The driver would connect again by itself: without the lock, and outside the transaction that was open.
        if (isLost) throw new Error('the connection that held the migration lock is lost');
        return [...(await own.unsafe<RawRow[]>(statement, [...parameters]))];
      };
      try {
        await run(`select pg_advisory_lock(${MIGRATION_LOCK})`);
        return await work(run);
      } finally {
        // The lock ends with its connection.
        await own.end({ timeout: 5 });
      }
    },
    keepHouse: null,
    ping: async () => void (await client`select 1`),
    close: () => client.end({ timeout: 5 }),
  };
}

/** Its transactions name their isolation as they begin: drizzle would send that on a journey of its own. */
function readingCommitted(client: Sql): Sql {
  return new Proxy(client, {
    get: (target, name): unknown => (name === 'begin' ? (work: Parameters<Sql['begin']>[1]) => target.begin('isolation level read committed', work) : Reflect.get(target, name)),
  });
}
