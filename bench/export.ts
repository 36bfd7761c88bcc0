/**
 * Exports: bytes and journals a second, and the peak memory of a process that does nothing but export, for a tenant and for
 * one ten times its size, on PostgreSQL. The ratio of the two peaks is what to look at: about 1, because an export streams.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { loadConfig } from '../src/config.ts';
import { EXPORT_FORMAT_NAMES } from '../src/core/exports/exportFormats.ts';
import { closeEngine, openEngine } from '../src/main.ts';
import { exportLedger } from '../src/services/exportLedger.ts';
import { generateLedger } from '../test/support/generatedLedger.ts';
import { startServers } from '../test/support/servers.ts';

const run = promisify(execFile);
const CUSTOMERS = 10;
const JOURNALS = [300, 3_000];
/** Of the exporting process, in MB: far less than the larger export has bytes. */
const HEAP_MB = 40;

export async function benchExport(): Promise<void> {
  if (process.argv[3] === 'child') await exportHere(process.argv.slice(4));
  else await exportBothSizes();
}

async function exportBothSizes(): Promise<void> {
  const servers = await startServers({ names: ['postgres'], required: ['postgres'] });
  try {
    const { postgres: whereabouts } = servers.whereabouts;
    if (!whereabouts || !('superuserUrl' in whereabouts)) throw new Error('no PostgreSQL was started');
    const url = await createDatabase(whereabouts.superuserUrl);
    const engine = await openEngine(loadConfig({ NERUBA_DATABASE_URL: url }));
    const tenants: string[] = [];
    for (const journals of JOURNALS) tenants.push(await generateLedger(engine.store, { customers: CUSTOMERS, journals, seed: journals }));
    await closeEngine(engine);
    for (const format of EXPORT_FORMAT_NAMES) await compare(url, format, tenants);
  } finally {
    await servers.stop();
  }
}

interface Measured {
  readonly bytes: number;
  readonly seconds: number;
  readonly peakMb: number;
}

async function compare(url: string, format: string, tenants: readonly string[]): Promise<void> {
  const measured: Measured[] = [];
  for (const tenantId of tenants) {
    const words = [`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', fileURLToPath(new URL('./main.ts', import.meta.url)), 'export', 'child', url, tenantId, format];
    measured.push(JSON.parse((await run(process.execPath, words)).stdout) as Measured);
  }
  const [small, large] = measured;
  if (!small || !large) return;
  const journals = CUSTOMERS * (JOURNALS[1] ?? 0);
  print({ figure: `${format}: journals`, unit: 'journals/s', value: Math.round(journals / large.seconds) });
  print({ figure: `${format}: ${journals} journals`, unit: 'bytes', value: large.bytes });
  print({ figure: `${format}: peak memory, heap limited to ${HEAP_MB} MB`, unit: 'MB', value: large.peakMb });
  print({ figure: `${format}: peak memory / that of a tenth of the journals`, unit: 'ratio', value: Number((large.peakMb / small.peakMb).toFixed(2)) });
}

/** In a process of its own: exports, counts, and says how much memory it took at most. */
async function exportHere([url = '', tenantId = '', format = '']: readonly string[]): Promise<void> {
  const engine = await openEngine(loadConfig({ NERUBA_DATABASE_URL: url, NERUBA_POOL_SIZE: '2' }));
  const begun = performance.now();
  let bytes = 0;
  for (const name of EXPORT_FORMAT_NAMES.filter((known) => known === format)) {
    for await (const piece of exportLedger(engine, { tenantId, customerId: null }, { format: name })) bytes += Buffer.byteLength(piece);
  }
  const seconds = (performance.now() - begun) / 1_000;
  await closeEngine(engine);
  print({ bytes, seconds, peakMb: Math.round(process.resourceUsage().maxRSS / 1_024) });
}

async function createDatabase(superuserUrl: string): Promise<string> {
  const name = `neruba_bench_${randomBytes(4).toString('hex')}`;
  const sql = postgres(superuserUrl, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  return Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).toString();
}

function print(figure: object): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
