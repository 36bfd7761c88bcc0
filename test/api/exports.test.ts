/** Exports on every engine: the balances that hledger and Beancount find are ours to the unit; the route refuses and streams. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART } from '../../src/core/accounts.ts';
import { accountTop } from '../../src/core/exports/accountPath.ts';
import { EXPORT_FORMAT_NAMES, type ExportFormatName } from '../../src/core/exports/exportFormats.ts';
import { amountText } from '../../src/core/money.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import { sumAccounts } from '../../src/repositories/entries.ts';
import type { Engine } from '../../src/services/engine.ts';
import { exportLedger } from '../../src/services/exportLedger.ts';
import { type ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { type TestDatabase, dialectsUnderTest } from '../support/dialects.ts';
import { GENERATED_CURRENCIES, generateLedger } from '../support/generatedLedger.ts';
import { beanCheck, beancountBalances, findProgram, hledgerBalances } from '../support/plainTextAccounting.ts';
import { FEBRUARY, createCatalog, createSubscriber, issue, record, request } from '../support/shop.ts';

const hledger = await findProgram('hledger');
const beanQuery = await findProgram('bean-query');
const collected = new Map<ExportFormatName, string>();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'neruba-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(dialectsUnderTest())('a generated ledger on $name', (dialect) => {
  let database: TestDatabase;
  let engine: Engine;
  let tenantId: string;
  beforeAll(async () => {
    database = await dialect.createDatabase();
    engine = await openEngine(configOf(database));
    await generateLedger(engine.store, { customers: 3, journals: 5, seed: 1 });
    tenantId = await generateLedger(engine.store, { customers: 9, journals: 140, seed: 20 });
  });
  afterAll(async () => {
    await closeEngine(engine);
    await database.drop();
  });

  const exported = async (format: ExportFormatName): Promise<string> => {
    const file = join(folder, `${dialect.name}.${format}`);
    await pipeline(Readable.from(exportLedger(engine, { tenantId, customerId: null }, { format })), createWriteStream(file));
    return file;
  };

  /** Our trial balance in every currency, by the first two levels of the account paths; zero left out. */
  const trialBalances = async (): Promise<string[]> => {
    const all = await Promise.all(GENERATED_CURRENCIES.map(async (currency) => {
      const sums = await sumAccounts(engine.store.database, { tenantId, customerId: null }, { currency, asOf: null, knownAt: null });
      expect(sums.length).toBe(CHART.length);
      const lines = sums.map(({ code, debits, credits }) => [accountTop(CHART.find((account) => account.code === code)!), debits - credits] as const);
      return lines.filter(([, minor]) => minor !== 0n).map(([top, minor]) => `${top} ${amountText(minor, currency)} ${currency}`);
    }));
    return all.flat().sort();
  };

  if (hledger !== null) {
    it('hledger: finds the file strictly right, and the balances of our trial balance, to the unit, in all currencies', async () => {
      expect(await hledgerBalances(await exported('hledger'))).toEqual(await trialBalances());
    });
  }

  if (beanQuery !== null) {
    it('Beancount: finds nothing wrong with the file, and the balances of our trial balance, to the unit', async () => {
      const file = await exported('beancount');
      expect(await beanCheck(file)).toBe('');
      expect(await beancountBalances(file)).toEqual(await trialBalances());
    });
  }

  it('exports: every engine gives the same bytes', async () => {
    for (const format of EXPORT_FORMAT_NAMES) {
      let text = '';
      for await (const piece of exportLedger(engine, { tenantId, customerId: null }, { format })) text += piece;
      expect(text.length).toBeGreaterThan(100_000);
      expect(text === (collected.get(format) ?? text)).toBe(true);
      collected.set(format, text);
    }
  });
});

describe.each(dialectsUnderTest())('GET /export/ledger on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(client);
    for (const customer of ['acme', 'beta']) {
      await createSubscriber(client, customer);
      await record(client, [request(customer, 'r1')]);
      await issue(client, customer, `${customer} 1`);
    }
    const other = await api.createTenant({ sandboxClock: FEBRUARY });
    await createCatalog(other);
    await createSubscriber(other, 'theirs');
    await issue(other, 'theirs', 'theirs 1');
  });
  afterAll(() => api.stop());

  const get = async (key: string, query: string) => {
    const response = await fetch(`${api.url}/export/ledger?${query}`, { headers: { authorization: `Bearer ${key}` } });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const customersIn = (text: string) => [...new Set(text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { customer: { externalId: string } }).customer.externalId))];

  it('export: a tenant gets its own journals, a limited key those of its customer, a filter what it names', async () => {
    const all = await get(client.key, 'format=ndjson');
    expect([all.status, all.type, customersIn(all.text).sort()]).toEqual([200, 'application/x-ndjson; charset=utf-8', ['acme', 'beta']]);
    expect(customersIn((await get(client.key, 'format=ndjson&customer=beta')).text)).toEqual(['beta']);
    const { customer } = await client.ask<{ customer: { id: string } }>('{ customer(externalId: "acme") { id } }');
    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'acme', scopes: ['LEDGER_READ'], customerId: customer.id }, 'apiKey { secret }');
    expect(customersIn((await get(apiKey.secret, 'format=ndjson')).text)).toEqual(['acme']);
    expect((await get(apiKey.secret, 'format=ndjson&customer=beta')).status).toBe(404);
    expect((await get(client.key, 'format=ndjson&customer=theirs')).status).toBe(404);
  });

  it('export: from and to are times of effect, the first inclusive and the last exclusive', async () => {
    const seqs = async (query: string) => (await get(client.key, `format=ndjson&customer=acme&${query}`)).text.trimEnd().split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { effectiveAt: string }).effectiveAt);
    const all = await seqs('');
    expect(all.length).toBeGreaterThan(3);
    expect(await seqs('from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00.001Z')).toEqual(all.filter((time) => time === '2026-01-01T00:00:00.000Z'));
    expect(await seqs('from=2026-02-01T00:00:00Z')).toEqual(all.filter((time) => time >= '2026-02-01'));
    expect(await seqs('to=1999-01-01T00:00:00Z')).toEqual([]);
  });

  it('export: what it refuses, it refuses before the first byte', async () => {
    const { apiKey } = await client.must<{ apiKey: { secret: string } }>('createApiKey', { name: 'no', scopes: ['USAGE_READ'] }, 'apiKey { secret }');
    const cases: [string, string, number, RegExp][] = [
      ['nobody', 'format=csv', 401, /not valid/],
      [api.root.key, 'format=csv', 403, /LEDGER_READ/],
      [apiKey.secret, 'format=csv', 403, /LEDGER_READ/],
      [client.key, '', 400, /^format is not one of ndjson, csv, hledger, beancount$/],
      [client.key, 'format=xls', 400, /^format is not one of/],
      [client.key, 'format=csv&format=csv', 400, /^format is given twice$/],
      [client.key, 'format=csv&frm=2026-01-01T00:00:00Z', 400, /^frm is not a parameter/],
      [client.key, 'format=csv&from=yesterday', 400, /^from is not an RFC 3339/],
      [client.key, 'format=csv&to=2026-02-30T00:00:00Z', 400, /^to is not an RFC 3339/],
    ];
    for (const [key, query, status, message] of cases) {
      const answer = await get(key, query);
      expect([query, answer.status]).toEqual([query, status]);
      expect((JSON.parse(answer.text) as { errors: [{ message: string }] }).errors[0].message).toMatch(message);
    }
  });
});
