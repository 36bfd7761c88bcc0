/** `npm run bench -- NAME`: runs one benchmark and prints one JSON line a figure. Every speed stands beside a baseline of the same run. */
import { benchExplain } from './explain.ts';
import { benchExport } from './export.ts';
import { benchGate } from './gate.ts';
import { benchIngest } from './ingest.ts';
import { benchVerify } from './verify.ts';

const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = { explain: benchExplain, export: benchExport, gate: benchGate, ingest: benchIngest, verify: benchVerify };

const [name = ''] = process.argv.slice(2);
const bench = BENCHMARKS[name];
if (bench) {
  await bench();
} else {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')}\n`);
  process.exitCode = 2;
}
