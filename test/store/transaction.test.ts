import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookOwner } from '../../src/core/book.ts';
import { instant } from '../../src/core/instant.ts';
import { findTenant, insertTenant, saveTenantClock } from '../../src/repositories/tenants.ts';
import { insertBook, lockBook } from '../../src/repositories/books.ts';
import { insertCustomer } from '../../src/repositories/customers.ts';
import type { Database, Store, Transaction } from '../../src/store/database.ts';
import { classifyTrouble } from '../../src/store/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { customerOf, tenantOf } from '../support/storedRows.ts';

const TENANT = tenantOf('acme');
const BOOKS = ['one', 'two'].map((name) => customerOf(TENANT, name));

describe.each(dialectsUnderTest())('transactions on $name', (dialect) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await dialect.createDatabase();
    store = await openStore(database.url === null ? { dataDir: database.dataDir! } : { databaseUrl: database.url });
    await migrate(store);
    await store.transaction(async (tx) => {
      await insertTenant(tx, TENANT.tenant, TENANT.record);
      for (const { customer, book } of BOOKS) {
        await insertCustomer(tx, TENANT.tenant.id, customer);
        await insertBook(tx, book);
      }
    });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  // The embedded database runs one transaction at a time, so none of its can lock another out.
  if (dialect.name !== 'pglite') it('transaction: of two that lock each other out one runs again as a whole, and both end', async () => {
    const [one, two] = BOOKS.map(({ book }) => book);
    const meeting = new Meeting(2);
    let runs = 0;
    const lockBoth = (first: BookOwner, second: BookOwner) =>
      store.transaction(async (tx) => {
        runs += 1;
        await lockBook(tx, first);
        await meeting.arrive();
        return await lockBook(tx, second);
      });
    const [second, first] = await Promise.all([lockBoth(one!, two!), lockBoth(two!, one!)]);
    expect([first?.customerId, second?.customerId]).toEqual([one!.customerId, two!.customerId]);
    expect(runs).toBe(3);
  });

  if (dialect.name !== 'pglite') it('transaction: sees what another one committed meanwhile', async () => {
    const clocks = await store.transaction(async (tx) => {
      const before = await findTenant(tx, TENANT.tenant.id);
      await store.transaction((other) => saveTenantClock(other, TENANT.tenant.id, instant(86_400_000)));
      return [before?.clockAt, (await findTenant(tx, TENANT.tenant.id))?.clockAt];
    });
    expect(clocks).toEqual([null, 86_400_000]);
  });

  it('snapshot: all of its reads are of one state, whatever is committed meanwhile', async () => {
    const other = tenantOf('meanwhile');
    const read = async (db: Database) => (await findTenant(db, other.tenant.id))?.name ?? null;
    const write = () => store.transaction(async (tx) => insertTenant(tx, other.tenant, other.record));
    let written = Promise.resolve();
    const seen = await store.snapshot(async (db) => {
      const before = await read(db);
      written = write();
      // The embedded database lets the other one in when this one is done.
      if (dialect.name !== 'pglite') await written;
      return [before, await read(db)];
    });
    await written;
    expect([...seen, await read(store.database)]).toEqual([null, null, 'meanwhile']);
  });

  it('snapshot: what fails in it leaves its connection to others', async () => {
    const failing = () => store.snapshot(() => Promise.reject(new Error('on purpose')));
    for (let times = 0; times < 12; times += 1) await expect(failing()).rejects.toThrow('on purpose');
    expect(await store.snapshot(async (db) => (await findTenant(db, TENANT.tenant.id))?.name)).toBe('acme');
  });

  it('transaction: a key that is always taken is tried four times, and then the error is the caller\'s', async () => {
    const takeKey = async (tx: Transaction) => insertTenant(tx, TENANT.tenant, TENANT.record);
    const { runs, error } = await countRuns(store, takeKey);
    expect(runs).toBe(4);
    expect(classifyTrouble(error)).toBe('DUPLICATE');
  });

  it('transaction: what the database undoes at once is tried more often than a key that is taken', async () => {
    let met = 0;
    const meetOthers = () => {
      met += 1;
      // Each engine's number for a deadlock.
      return met < 6 ? Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01', errno: 1213 })) : Promise.resolve();
    };
    expect(await countRuns(store, meetOthers)).toEqual({ runs: 6, error: null });
  });

  it('transaction: a failure of its own runs once, and leaves nothing behind', async () => {
    const other = tenantOf('other');
    const { runs, error } = await countRuns(store, async (tx) => {
      await insertTenant(tx, other.tenant, other.record);
      throw new Error('on purpose');
    });
    expect([runs, error]).toEqual([1, new Error('on purpose')]);
    expect(await findTenant(store.database, other.tenant.id)).toBeNull();
  });

  it('transaction: run again, it starts from nothing', async () => {
    const other = tenantOf('again');
    let runs = 0;
    await store.transaction(async (tx) => {
      runs += 1;
      await insertTenant(tx, other.tenant, other.record);
      if (runs === 1) await insertTenant(tx, TENANT.tenant, TENANT.record);
    });
    expect(runs).toBe(2);
    expect((await findTenant(store.database, other.tenant.id))?.name).toBe('again');
  });
});

/** Lets nobody go on before all have come; who comes later, runs through. */
class Meeting {
  #missing: number;
  #open: () => void = () => undefined;
  readonly #opened: Promise<void>;

  constructor(count: number) {
    this.#missing = count;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  async arrive(): Promise<void> {
    this.#missing -= 1;
    if (this.#missing <= 0) this.#open();
    await this.#opened;
  }
}

async function countRuns(store: Store, work: (tx: Transaction) => Promise<unknown>): Promise<{ runs: number; error: unknown }> {
  let runs = 0;
  try {
    await store.transaction(async (tx) => {
      runs += 1;
      await work(tx);
    });
  } catch (error) {
    return { runs, error };
  }
  return { runs, error: null };
}
