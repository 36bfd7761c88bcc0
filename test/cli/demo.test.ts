import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFigures } from '../../src/cli/demo/checks.ts';
import { type Played, playStory } from '../../src/cli/demo/play.ts';
import { reportLines } from '../../src/cli/demo/report.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { startNeruba } from '../../src/main.ts';
import { type Dialect, dialectsUnderTest, type TestDatabase } from '../support/dialects.ts';

const ROOT_KEY = 'a-root-key-for-the-demo';
/** One play a database, for every test that looks at it. */
const plays = new Map<string, Promise<Played>>();

describe.each(dialectsUnderTest().map((dialect) => [dialect.name, dialect] as const))('demo on %s', (_, dialect) => {
  let played: Played;
  beforeAll(async () => {
    played = await playOnce(dialect);
  });

  it('figures: every check holds', () => {
    expect(checkFigures(played).filter(({ holds }) => !holds)).toEqual([]);
  });

  it('digest: the same as on the embedded database', async () => {
    const { verification } = await playOnce(embedded());
    expect(played.verification.digest).toBe(verification.digest);
  });

  it('report: shows the late usage as an adjustment of February, and explains it down to the events', () => {
    const report = reportLines(played, checkFigures(played)).join('\n');
    expect(report).toMatch(/Tokens \(adjustment\) +2026-02-01 to 2026-02-28 +20,000 +2\.00/);
    expect(report).toMatch(/total USD +103\.63/);
    expect(report).toMatch(/50,000 x 0\.0001 +5\.0*\n/);
    expect(report).toContain('acme-late-2026-02-20-01');
    expect(report).not.toContain('WRONG');
  });
});

describe('checks', () => {
  let played: Played;
  beforeAll(async () => {
    played = await playOnce(embedded());
  });
  const wrongAfter = (change: Partial<Played>) => checkFigures({ ...played, ...change }).filter(({ holds }) => !holds).map(({ claim }) => claim);

  it('a lost event, a changed total, an unequal line, a bad proof: each is found', () => {
    const [first, ...rest] = played.invoices;
    const [balance] = played.trialBalances;
    if (first === undefined || balance === undefined) throw new Error('nothing was played');
    const minorUnits = String(BigInt(first.subtotal.minorUnits) + 1n);
    expect(wrongAfter({})).toEqual([]);
    expect(wrongAfter({ counts: { ...played.counts, accepted: played.counts.accepted - 1 } })).toContain('events sent are accepted or duplicates');
    expect(wrongAfter({ events: played.events.slice(1) })).toContain('each event is accepted once');
    expect(wrongAfter({ invoices: [{ ...first, total: { ...first.total, amount: '49.01' } }, ...rest] })).toEqual(["acme's totals are those worked out by hand"]);
    expect(wrongAfter({ invoices: [{ ...first, subtotal: { ...first.subtotal, minorUnits } }, ...rest] })).toContain('every invoice is the sum of its lines');
    expect(wrongAfter({ reread: { ...played.reread, seal: 'another' } })).toEqual(['issued again and read again, an invoice is the same']);
    expect(wrongAfter({ trialBalances: [{ ...balance, isBalanced: false }] })).toEqual(['debits equal credits in every currency']);
    expect(wrongAfter({ verification: { ...played.verification, isValid: false } })).toEqual(['the ledger verifies']);
  });
});

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.drop();
});

function embedded(): Dialect {
  const dialect = dialectsUnderTest().find(({ name }) => name === 'pglite');
  if (dialect === undefined) throw new Error('the embedded database is always there');
  return dialect;
}

function playOnce(dialect: Dialect): Promise<Played> {
  const play = plays.get(dialect.name) ?? playOn(dialect);
  plays.set(dialect.name, play);
  return play;
}

async function playOn(dialect: Dialect): Promise<Played> {
  const database = await dialect.createEmptyDatabase();
  databases.push(database);
  const server = await startNeruba(configOf(database));
  try {
    return await playStory({ url: server.url, key: ROOT_KEY }, () => undefined);
  } finally {
    await server.stop();
  }
}

function configOf({ url, dataDir }: TestDatabase): Config {
  const where = { NERUBA_DATABASE_URL: url ?? undefined, NERUBA_DATA_DIR: dataDir ?? undefined };
  return loadConfig({ ...where, NERUBA_ROOT_KEY: ROOT_KEY, NERUBA_LOG_LEVEL: 'warn', PORT: '0' });
}
