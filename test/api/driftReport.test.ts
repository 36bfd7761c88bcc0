/** The drift report over HTTP, on every engine: nothing is left over, late usage is pending, and a planted difference is found. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { capturedTerminal } from '../cli/support/capturedTerminal.ts';
import { type ApiClient, ROOT_KEY, type TestApi, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { openRaw } from '../support/rawSql.ts';
import { issue } from '../support/shop.ts';
import { startHistory } from '../support/simulatedHistory.ts';
import { Tampering } from '../support/tampering.ts';

const SIDES = 'shouldBeBilled { amount } billed { amount } pending { amount } residual { amount }';
const REPORT = `query($filter: DriftReportFilter, $mode: DriftMode!) { driftReport(filter: $filter, mode: $mode) { nodes { customerExternalId residualLines ratedLines refusal { code } ${SIDES}
  lines(first: 100) { nodes { priceCode servicePeriod { start } dimensions ${SIDES} } } } } }`;

interface Amount {
  readonly amount: string;
}
interface Sides {
  readonly shouldBeBilled: Amount;
  readonly billed: Amount;
  readonly pending: Amount;
  readonly residual: Amount;
}
interface CustomerAnswer extends Sides {
  readonly customerExternalId: string;
  readonly residualLines: number;
  readonly ratedLines: number;
  readonly lines: { readonly nodes: readonly (Sides & { readonly priceCode: string; readonly servicePeriod: { readonly start: string } })[] };
}

const sides = ({ shouldBeBilled, billed, pending, residual }: Sides) => [shouldBeBilled, billed, pending, residual].map(({ amount }) => amount).join(' ');

describe.each(dialectsUnderTest())('driftReport on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await startApi(dialect);
    ({ client } = await startHistory(api));
    await issue(client, 'acme', 'april');
  });
  afterAll(() => api.stop());

  const report = async (mode: 'FULL' | 'CHANGED', filter: object = {}) => {
    const { driftReport } = await client.ask<{ driftReport: { nodes: CustomerAnswer[] } }>(REPORT, { mode, filter: { customerExternalId: 'acme', ...filter } });
    return driftReport.nodes[0]!;
  };
  /** `neruba drift --json` on the same database, with its exit code and total. */
  const neruba = async (...words: string[]) => {
    const { url, dataDir } = api.database;
    vi.stubEnv('NERUBA_ROOT_KEY', ROOT_KEY);
    if (url !== null) vi.stubEnv('NERUBA_DATABASE_URL', url);
    if (dataDir !== null) vi.stubEnv('NERUBA_DATA_DIR', dataDir);
    const terminal = capturedTerminal();
    const code = await run(['node', 'neruba', 'drift', '--json', ...words], terminal);
    vi.unstubAllEnvs();
    return { code, total: JSON.parse(terminal.out().trimEnd().split('\n').at(-1) ?? '') as object };
  };
  const tamper = async (table: string, statement: string) => {
    await api.stop({ keepDatabase: true });
    const raw = await openRaw(dialect.name, api.database, 'superuser');
    const tampering = new Tampering(dialect.name, raw);
    await tampering.keep([table]);
    await tampering.change(table, statement);
    await raw.close();
    api = await startApi(dialect, { database: api.database });
    client = api.root.as(client.key);
  };
  const lines = ({ lines: { nodes } }: CustomerAnswer) => nodes.map((line) => `${line.priceCode} ${line.servicePeriod.start.slice(5, 10)} ${sides(line)}`);

  it('driftReport: what should be billed is billed, line by line, and nothing is left over', async () => {
    // The history's 145.00 and April's 62.00, all of it invoiced.
    const full = await report('FULL');
    expect([sides(full), full.residualLines]).toEqual(['207.00 207.00 0.00 0.00', 0]);
    expect(lines(full)).toEqual(
      expect.arrayContaining(['fee 01-01 31.00 31.00 0.00 0.00', 'requests 01-01 4.00 4.00 0.00 0.00', 'fee 02-15 31.00 31.00 0.00 0.00', 'requests 02-15 0.50 0.50 0.00 0.00', 'fee 04-01 62.00 62.00 0.00 0.00']),
    );
    const february = await report('FULL', { from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z' });
    // 15.50 + 31.00 + 1.00 + 0.50.
    expect(sides(february)).toBe('48.00 48.00 0.00 0.00');
  });

  it('driftReport: looking only at what changed gives the same, and rates fees alone', async () => {
    const [full, changed] = [await report('FULL'), await report('CHANGED')];
    expect(lines(changed)).toEqual(lines(full));
    // Fees: January, February twice, March, April. Usage too: January, February twice, March.
    expect([full.ratedLines, changed.ratedLines]).toEqual([9, 5]);
  });

  it('driftReport: late usage is pending until it is invoiced', async () => {
    await client.must('recordUsage', { events: [{ key: 'late', customerExternalId: 'acme', eventName: 'request', occurredAt: '2026-02-23T12:00:00Z' }] }, 'counts { accepted }');
    // A fourth request in pro's February: 0.50 more.
    for (const mode of ['FULL', 'CHANGED'] as const) {
      const late = await report(mode);
      expect([sides(late), late.residualLines]).toEqual(['207.50 207.00 0.50 0.00', 0]);
    }
    await issue(client, 'acme', 'late');
    expect(sides(await report('CHANGED'))).toBe('207.50 207.50 0.00 0.00');
  });

  it('neruba drift: usage whose mark was lost is a residual, until --mark has the next invoice charge it', async () => {
    await client.must('recordUsage', { events: [{ key: 'slipped', customerExternalId: 'acme', eventName: 'request', occurredAt: '2026-01-21T12:00:00Z' }] }, 'counts { accepted }');
    await tamper('late_arrivals', 'delete from late_arrivals');
    // A fifth request in starter's January: 1.00.
    const found = await report('FULL');
    expect([sides(found), found.residualLines]).toEqual(['208.50 207.50 0.00 1.00', 1]);
    expect(await neruba('--mark')).toMatchObject({ code: 1, total: { residuals: 1, marked: 1 } });
    expect(sides(await report('FULL'))).toBe('208.50 207.50 1.00 0.00');
    await issue(client, 'acme', 'marked');
    expect(sides(await report('FULL'))).toBe('208.50 208.50 0.00 0.00');
    expect(await neruba()).toMatchObject({ code: 0, total: { residuals: 0, marked: 0 } });
  });

  it('driftReport: an amount that was changed behind the ledger is found, in both modes', async () => {
    expect(await neruba('--mode', 'changed')).toMatchObject({ code: 0, total: { residuals: 0 } });
    await tamper('postings', "update postings set amount = 200 where amount = 300 and debit_code = '1150'");
    for (const mode of ['FULL', 'CHANGED'] as const) {
      const found = await report(mode, { residualsOnly: true });
      // January's requests were charged 3.00, then 1.00, then 1.00: of the 3.00, 2.00 are left.
      expect([sides(found), lines(found)]).toEqual(['208.50 207.50 0.00 1.00', ['requests 01-01 5.00 4.00 0.00 1.00']]);
    }
    const response = await fetch(`${api.url}/operator/drift?mode=FULL`, { headers: { authorization: `Bearer ${ROOT_KEY}` } });
    const rows = (await response.text()).trim().split('\n').map((line) => JSON.parse(line) as { type: string });
    expect(rows.filter(({ type }) => type === 'residual')).toMatchObject([{ customerExternalId: 'acme', priceCode: 'requests', should: '500', billed: '400', pending: '0', residual: '100' }]);
    expect(rows.at(-1)).toMatchObject({ type: 'total', customers: 3, residuals: 1, refusals: 0, marked: 0 });
    expect(await neruba()).toMatchObject({ code: 1, total: { type: 'total', customers: 3, residuals: 1, marked: 0 } });
  });
});
