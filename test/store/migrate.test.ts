import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startNeruba } from '../../src/main.ts';
import type { RunStatement, Store } from '../../src/store/database.ts';
import { StoreUnusableError } from '../../src/store/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { configOf } from '../support/api.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { isMysqlFamily, openRaw } from '../support/rawSql.ts';

const FIRST_STEP = '0000_tables.sql#0000';

describe.each(dialectsUnderTest())('migrations on $name', (dialect) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await dialect.createDatabase();
  });
  afterEach(() => database.drop());

  async function startEmpty(): Promise<void> {
    await database.drop();
    database = await dialect.createEmptyDatabase();
  }

  const open = (): Promise<Store> => openStore(database.url === null ? { dataDir: database.dataDir! } : { databaseUrl: database.url });

  async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
    const store = await open();
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** Statements of a superuser, while no store is open. */
  async function tamper(...statements: string[]): Promise<Record<string, unknown>[]> {
    const raw = await openRaw(dialect.name, database, 'superuser');
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) rows = await raw.run(statement);
      return rows;
    } finally {
      await raw.close();
    }
  }

  it('migrate: of two at once one applies every step and the other finds nothing left', async () => {
    await startEmpty();
    // The embedded database lets only one process in, so there the second comes after the first.
    const reports = dialect.name === 'pglite' ? [await withStore(migrate), await withStore(migrate)] : await Promise.all([withStore(migrate), withStore(migrate)]);
    const [winner, loser] = reports.sort((a, b) => b.applied - a.applied);
    expect(winner).toEqual({ present: 0, applied: winner!.applied });
    expect(loser).toEqual({ present: winner!.applied, applied: 0 });
    const records = await tamper('select step, state from neruba_migrations');
    expect(records).toHaveLength(winner!.applied);
    expect(new Set(records.map(({ state }) => state))).toEqual(new Set(['done']));
  });

  it('migrate: cut off after any statement, before that is recorded, it goes on where it stopped', async () => {
    await startEmpty();
    await withStore(async (store) => {
      for (let runs = 1; ; runs += 1) {
        const report = await migrate(cutOffAtSecondRecord(store)).catch((error: unknown) => {
          if (!(error instanceof CutOff)) throw error;
          return null;
        });
        if (report === null) continue;
        // Each run recorded one step, or a file of them on PostgreSQL, and was cut off after what comes next.
        expect(runs).toBeGreaterThan(30);
        const present = report.present + report.applied;
        expect(present).toBeGreaterThanOrEqual(runs);
        expect(await migrate(store)).toEqual({ present, applied: 0 });
        return;
      }
    });
  });

  if (dialect.name !== 'pglite') it('migrate: when its connection is lost half-way the next run goes on', async () => {
    await startEmpty();
    await expect(withStore((store) => migrate(losingConnection(store, () => tamper(...killOthers()))))).rejects.toThrow();
    const report = await withStore(migrate);
    expect(report.present).toBeGreaterThan(0);
    expect(report.applied).toBeGreaterThan(0);
  });

  it('migrate: a step that was altered after it was applied is refused by name', async () => {
    await withStore(migrate);
    await tamper(`update neruba_migrations set hash = '${'0'.repeat(64)}' where step = '${FIRST_STEP}'`);
    await expect(withStore(migrate)).rejects.toThrow(new StoreUnusableError(`migration ${FIRST_STEP} was altered after it was applied`));
  });

  if (isMysqlFamily(dialect.name)) it('migrate: a step that was begun by another statement is not taken for carried out', async () => {
    await withStore(migrate);
    await tamper(`update neruba_migrations set state = 'begun', hash = '${'0'.repeat(64)}' where step = '${FIRST_STEP}'`);
    await expect(withStore(migrate)).rejects.toThrow('already exists');
  });

  it('migrate: a database with a step of a newer version, done or only begun, is refused', async () => {
    await withStore(migrate);
    await tamper(`insert into neruba_migrations (step, hash, state) values ('9999_later.sql#0000', '${'0'.repeat(64)}', 'begun')`);
    const refusal = new StoreUnusableError('the database has migration 9999_later.sql#0000, which this version does not know');
    await expect(withStore(migrate)).rejects.toThrow(refusal);
    await tamper(`update neruba_migrations set state = 'done' where step = '9999_later.sql#0000'`);
    await expect(withStore(migrate)).rejects.toThrow(refusal);
  });

  it('start: a server that finds a guard of immutability gone refuses, and names it', async () => {
    await withStore(migrate);
    await tamper(isMysqlFamily(dialect.name) ? 'drop trigger immutable_journals_update' : 'drop trigger immutable_journals on journals');
    const missing = isMysqlFamily(dialect.name) ? 'journals (update)' : 'journals (update), journals (delete)';
    await expect(startNeruba(configOf(database))).rejects.toThrow(
      new StoreUnusableError(`the triggers that keep these tables immutable are missing or disabled: ${missing}; restore them before serving`),
    );
  });

  if (!isMysqlFamily(dialect.name)) it('start: so it does where a guard is disabled, no guard keeps rows from TRUNCATE, or the guard lets everything pass', async () => {
    await withStore(migrate);
    const refusal = () => startNeruba(configOf(database)).then(() => 'started', (error: unknown) => (error as Error).message);
    await tamper('alter table postings disable trigger immutable_postings');
    expect(await refusal()).toContain('disabled: postings (update), postings (delete);');
    await tamper('alter table postings enable always trigger immutable_postings', 'drop trigger immutable_usage_events_truncate on usage_events');
    expect(await refusal()).toContain('disabled: usage_events (truncate);');
    await tamper('create or replace function neruba_refuse_change() returns trigger language plpgsql as $$ begin return new; end $$');
    expect(await refusal()).toContain('idempotency_records (update), idempotency_records (delete), idempotency_records (truncate)');
  });

  function killOthers(): string[] {
    if (!isMysqlFamily(dialect.name)) return ['select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'];
    const others = `(select group_concat(id) from information_schema.processlist where db = database() and id <> connection_id())`;
    return [`set @kill = concat('kill ', ${others})`, 'prepare kill_other from @kill', 'execute kill_other'];
  }
});

class CutOff extends Error {}

/** Ends the run where the second statement is done and its record is not. */
function cutOffAtSecondRecord(store: Store): Store {
  let records = 0;
  return watching(store, (statement) => {
    if (!isRecord(statement)) return;
    records += 1;
    if (records === 2) throw new CutOff();
  });
}

/** Loses the connection before the tenth record is written. */
function losingConnection(store: Store, lose: () => Promise<unknown>): Store {
  let records = 0;
  return watching(store, async (statement) => {
    if (isRecord(statement)) records += 1;
    if (records === 10) await lose();
  });
}

function watching(store: Store, before: (statement: string) => unknown): Store {
  const watched = (run: RunStatement): RunStatement => async (statement, parameters) => {
    await before(statement);
    return await run(statement, parameters);
  };
  return { ...store, exclusively: (work) => store.exclusively((run) => work(watched(run))) };
}

/** The statement that says that a step is done: an update on the MySQL family, an insert elsewhere. */
function isRecord(statement: string): boolean {
  return statement.startsWith('update neruba_migrations') || /^insert into neruba_migrations .*'done'/.test(statement);
}
