import { access } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { createConnection } from 'mysql2/promise';
import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { dialectsUnderTest, type TestDatabase } from './dialects.ts';
import { chooseDialects } from './servers.ts';

/** The engine's own driver, connected. */
type Session = {
  /** Runs one statement and gives the first value of its first row. */
  ask(statement: string): Promise<unknown>;
  close(): Promise<void>;
};

const VERSIONS = { pglite: /^PostgreSQL 18\./, postgres: /^PostgreSQL 18\./, mysql: /^\d+\.\d+\.\d+/, mariadb: /-MariaDB/ };

describe.each(dialectsUnderTest())('database server: $name', ({ name, createEmptyDatabase }) => {
  const isPostgres = name === 'pglite' || name === 'postgres';
  let session: Session;

  beforeAll(async () => {
    const database = await createEmptyDatabase();
    session = await open(database);
    return async () => {
      await session.close();
      await database.drop();
    };
  });

  it('version: the server is the engine it is called', async () => {
    expect(await session.ask('SELECT 1')).toBe(1);
    const version = await session.ask('SELECT version()');
    expect(version).toMatch(VERSIONS[name]);
    expect(String(version).includes('MariaDB')).toBe(name === 'mariadb');
  });

  it('owner: may create tables and triggers in its database', async () => {
    await session.ask('CREATE TABLE fact (id integer PRIMARY KEY, word varchar(20) NOT NULL)');
    if (isPostgres) {
      await session.ask(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'immutable'; END $$`);
    }
    await session.ask(
      isPostgres
        ? 'CREATE TRIGGER kept BEFORE UPDATE ON fact FOR EACH ROW EXECUTE FUNCTION refuse()'
        : `CREATE TRIGGER kept BEFORE UPDATE ON fact FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'immutable'`,
    );
    await session.ask(`INSERT INTO fact VALUES (1, 'Ünïcode 𝄞')`);
    await expect(session.ask(`UPDATE fact SET word = 'x'`)).rejects.toThrow('immutable');
    expect(await session.ask('SELECT word FROM fact')).toBe('Ünïcode 𝄞');
  });

  it('databases: two are apart, and one that was dropped is gone', async () => {
    const other = await createEmptyDatabase();
    const inOther = await open(other);
    await inOther.ask('CREATE TABLE only_here (id integer)');
    await expect(session.ask('SELECT count(*) FROM only_here')).rejects.toThrow(/only_here/);
    await inOther.close();
    await other.drop();
    const gone = other.dataDir === null ? open(other) : access(other.dataDir);
    await expect(gone).rejects.toThrow(/does not exist|Unknown database|ENOENT/);
  });

  if (name !== 'pglite') {
    it('drop: does not wait for a transaction that was left open', async () => {
      const other = await createEmptyDatabase();
      const left = await open(other);
      await left.ask('CREATE TABLE fact (id integer)');
      await left.ask('START TRANSACTION');
      await left.ask('SELECT count(*) FROM fact');
      await other.drop();
      await expect(left.ask('SELECT count(*) FROM fact')).rejects.toThrow(/closed|terminat|Unknown|does not exist/i);
      await left.close().catch(() => undefined);
    });

    it('owner: is not a superuser, whose URL is another', async () => {
      const database = await createEmptyDatabase();
      const asSuperuser = await open({ ...database, url: database.superuserUrl });
      const [create, drop] = isPostgres
        ? ['CREATE ROLE someone', 'DROP ROLE someone']
        : [`CREATE USER 'someone'@'%'`, `DROP USER 'someone'@'%'`];
      await expect(session.ask(create)).rejects.toThrow(/permission denied|Access denied/);
      await asSuperuser.ask(create);
      await asSuperuser.ask(drop);
      await asSuperuser.close();
      await database.drop();
    });
  }
});

describe('dialects: NERUBA_TEST_DIALECTS', () => {
  it('choice: absent requires PGlite and PostgreSQL and takes the others where they are found', () => {
    const choice = { names: ['pglite', 'postgres', 'mysql', 'mariadb'], required: ['pglite', 'postgres'] };
    expect(chooseDialects(undefined)).toEqual(choice);
  });

  it('choice: all requires all four', () => {
    expect(chooseDialects('all').required).toEqual(['pglite', 'postgres', 'mysql', 'mariadb']);
  });

  it('choice: a list means exactly these', () => {
    expect(chooseDialects('mysql, pglite')).toEqual({ names: ['pglite', 'mysql'], required: ['pglite', 'mysql'] });
  });

  it('choice: an unknown name is refused', () => {
    expect(() => chooseDialects('pglite,oracle')).toThrow('"oracle"');
  });
});

async function open({ url, dataDir }: TestDatabase): Promise<Session> {
  if (dataDir !== null) {
    const pglite = await PGlite.create(dataDir);
    const ask = async (statement: string) => firstValue((await pglite.query(statement)).rows);
    return { ask, close: () => pglite.close() };
  }
  if (url === null) throw new Error('the database has neither an address nor a folder');
  if (url.startsWith('postgres:')) {
    const sql = postgres(url, { max: 1 });
    await sql`SELECT 1`;
    return { ask: async (statement) => firstValue(await sql.unsafe(statement)), close: () => sql.end() };
  }
  const connection = await createConnection(url);
  const ask = async (statement: string) => firstValue((await connection.query(statement))[0]);
  return { ask, close: () => connection.end() };
}

function firstValue(rows: unknown): unknown {
  const [row] = Array.isArray(rows) ? (rows as unknown[]) : [];
  return row !== null && typeof row === 'object' ? Object.values(row)[0] : undefined;
}
