/** MySQL 8.0+ and MariaDB 10.6+ through mysql2; which of the two is asked of the server, not of the URL. */
import { drizzle } from 'drizzle-orm/mysql2';
import { type Connection, type Pool, createPool } from 'mysql2/promise';
import type { RawRow, Store, StoreOptions } from './database.ts';
import { StoreUnusableError } from './errors.ts';
import { narrow, narrowTransaction } from './narrow.ts';
import { mysqlTables } from './schema.mysql.ts';
import { SNAPSHOT, withRetries } from './transaction.ts';

/** Named locks are the server's: others on it migrate databases of their own. At most 64 characters. */
const MIGRATION_LOCK = `concat('neruba_migrate_', left(sha2(database(), 256), 40))`;
const MIGRATION_LOCK_SECONDS = 300;

export async function connectMysql(url: string, { onStatement, poolSize = 10 }: StoreOptions): Promise<Store> {
  const pool = createPool({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    connectionLimit: poolSize,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // A stack is taken of every call otherwise, and drizzle's errors have one of their own.
    trace: false,
  });
  // Once a connection, before anything else on it: drizzle would say it again with each transaction.
  pool.pool.on('connection', (connection) => {
    connection.query('set session transaction isolation level read committed', (error) => {
      if (error) connection.destroy();
    });
  });
  const version = await serverVersion(pool).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const dialect = version.includes('MariaDB') ? 'mariadb' : 'mysql';
  const real = drizzle(pool, { logger: onStatement ? { logQuery: onStatement } : false });
  const narrowing = { dialect, tables: mysqlTables } as const;
  return {
    dialect,
    database: narrow(real, narrowing),
    transaction: (work) => withRetries(() => real.transaction((tx) => work(narrowTransaction(tx, narrowing)))),
    // drizzle writes no comma between this and an access mode, which both engines refuse.
    snapshot: (work) => real.transaction((tx) => work(narrow(tx, narrowing)), { isolationLevel: SNAPSHOT.isolationLevel, withConsistentSnapshot: true }),
    inspect: (statement) => runOn(pool, statement, []),
    exclusively: async (work) => {
      const connection = await pool.getConnection();
      const run = (statement: string, parameters: readonly (string | number)[] = []) => runOn(connection, statement, parameters);
      try {
        const [lock] = await run(`select get_lock(${MIGRATION_LOCK}, ?) as held`, [MIGRATION_LOCK_SECONDS]);
        if (Number(lock?.['held']) !== 1) throw new StoreUnusableError(`another process has been migrating for ${MIGRATION_LOCK_SECONDS} seconds; try again when it is done`);
        const result = await work(run);
        await run(`select release_lock(${MIGRATION_LOCK})`);
        connection.release();
        return result;
      } catch (error) {
        // The lock goes with its connection, which may be why `work` failed.
        connection.destroy();
        throw error;
      }
    },
    keepHouse: null,
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  };
}

async function serverVersion(pool: Pool): Promise<string> {
  const connection = await pool.getConnection();
  try {
    const [row] = await runOn(connection, 'select version() as version', []);
    return String(row?.['version']);
  } finally {
    connection.release();
  }
}

/** Statements go as text, not prepared: DDL and triggers cannot be prepared. DDL answers a header instead of rows. */
async function runOn(connection: Connection | Pool, statement: string, parameters: readonly (string | number)[]): Promise<RawRow[]> {
  const [rows] = await connection.query(statement, [...parameters]);
  return Array.isArray(rows) ? (rows as RawRow[]) : [];
}
