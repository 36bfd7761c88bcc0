/** The embedded database keeps its own house: statistics, and the space of rows that are gone. */
import { afterEach, describe, expect, it } from 'vitest';
import { insertCustomer } from '../../src/repositories/customers.ts';
import { insertTenant } from '../../src/repositories/tenants.ts';
import type { Store } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { customerOf, tenantOf } from '../support/storedRows.ts';

const TENANT = tenantOf('acme');

describe.each(dialectsUnderTest())('housekeeping on $name', (dialect) => {
  let database: TestDatabase;
  let store: Store;
  const open = async (): Promise<void> => {
    database = await dialect.createDatabase();
    store = await openStore(database.url === null ? { dataDir: database.dataDir! } : { databaseUrl: database.url });
    await migrate(store);
  };
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  if (dialect.name !== 'pglite') {
    it('housekeeping: a database server is left to its own', async () => {
      await open();
      expect(store.keepHouse).toBeNull();
    });
    return;
  }

  const keepHouse = async (): Promise<readonly string[]> => (await store.keepHouse?.()) ?? [];
  const addCustomers = async (from: number, to: number): Promise<void> => {
    await store.transaction(async (tx) => {
      for (let number = from; number < to; number += 1) await insertCustomer(tx, TENANT.tenant.id, customerOf(TENANT, `customer-${number}`).customer);
    });
  };
  const knownRows = async (): Promise<unknown> => (await store.inspect(`select reltuples from pg_class where relname = 'customers'`))[0]?.['reltuples'];
  const openWithTenant = async (): Promise<void> => {
    await open();
    await store.transaction(async (tx) => await insertTenant(tx, TENANT.tenant, TENANT.record));
    await keepHouse();
  };

  it('housekeeping: a table is looked at when more than 50 rows and a tenth of it have changed, and then not again', async () => {
    await openWithTenant();
    await addCustomers(0, 50);
    expect(await keepHouse()).not.toContain('customers');
    await addCustomers(50, 51);
    expect([await keepHouse(), await knownRows()]).toEqual([['customers'], 51]);
    expect(await keepHouse()).toEqual([]);
    // Of 51 rows, 50 + 5.1 have to change.
    await addCustomers(51, 106);
    expect(await keepHouse()).toEqual([]);
    await addCustomers(106, 107);
    expect([await keepHouse(), await knownRows()]).toEqual([['customers'], 107]);
  });

  it('housekeeping: a table never looked at, whose count of changes a kill took, is judged by its size', async () => {
    await openWithTenant();
    await addCustomers(0, 800);
    await store.inspect('select pg_stat_reset()');
    expect([await keepHouse(), await knownRows()]).toEqual([['customers'], 800]);
  });

  it('housekeeping: it waits for the transaction that goes on', async () => {
    await openWithTenant();
    await addCustomers(0, 60);
    const kept = await store.transaction(async (tx) => {
      await insertCustomer(tx, TENANT.tenant.id, customerOf(TENANT, 'inside').customer);
      return { promise: keepHouse() };
    });
    expect([await kept.promise, await knownRows()]).toEqual([['customers'], 61]);
  });
});
