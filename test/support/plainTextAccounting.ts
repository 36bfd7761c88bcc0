/** hledger and Beancount, as Debian has them: whether they are here, and what they make of a file. */
import { execFile } from 'node:child_process';
import { inspect, promisify } from 'node:util';
import { parse } from 'csv-parse/sync';

const run = promisify(execFile);
const MAX_OUTPUT = 256 * 1024 * 1024;

/** Programs that a test run found. Where all engines are asked for, a missing program is a failure, as a missing engine is. */
export async function findProgram(name: string): Promise<string | null> {
  const path = await run('sh', ['-c', `command -v ${name}`]).then(({ stdout }) => stdout.trim(), () => null);
  if (path === null && process.env['NERUBA_TEST_DIALECTS'] === 'all') throw new Error(`NERUBA_TEST_DIALECTS asks for everything, but ${name} was not found: run .ci/install-accounting.sh`);
  return path;
}

/** What hledger makes the balances of the first two account levels: `Assets:Receivable 12.30 USD`, zero left out. */
export async function hledgerBalances(file: string): Promise<string[]> {
  // Declared accounts, commodities and balanced transactions, or hledger refuses the file.
  await run('hledger', ['-f', file, 'check', '--strict'], { maxBuffer: MAX_OUTPUT, env: UTF_8 });
  const { stdout } = await run('hledger', ['-f', file, 'balance', '--flat', '--no-total', '--depth', '2', '--layout', 'bare', '-O', 'csv'], { maxBuffer: MAX_OUTPUT, env: UTF_8 });
  const [, ...rows] = parse(stdout);
  return rows.filter(([, , balance]) => !/^-?0*\.?0*$/.test(balance ?? '')).map(([account, commodity, balance]) => `${account} ${balance} ${commodity}`).sort();
}

/** What bean-check complains of; empty for a file that it takes whole. */
export async function beanCheck(file: string): Promise<string> {
  return await run('bean-check', ['--no-cache', file], { maxBuffer: MAX_OUTPUT }).then(({ stdout, stderr }) => stdout + stderr, (error: unknown) => (error instanceof Error && 'stderr' in error ? `${error.message}${inspect(error.stderr)}` : inspect(error)));
}

/** What Beancount makes the balances of the first two account levels. */
export async function beancountBalances(file: string): Promise<string[]> {
  const query = 'select root(account, 2) as top, currency, sum(number) as balance group by top, currency';
  const { stdout } = await run('bean-query', ['--no-errors', '-f', 'csv', file, query], { maxBuffer: MAX_OUTPUT });
  const [, ...rows] = parse(stdout, { trim: true });
  return rows.filter(([, , balance]) => !/^-?0*\.?0*$/.test(balance ?? '')).map(([account, currency, balance]) => `${account} ${balance} ${currency}`).sort();
}

const UTF_8 = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
