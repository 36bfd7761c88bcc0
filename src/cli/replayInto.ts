/** `neruba replay --into`: the whole ledger decided again in an empty database, of another engine if wished. */
import type { Config } from '../config.ts';
import type { Rebuild } from '../services/rebuildLedger.ts';
import { CommandFailure, UsageFailure } from './failure.ts';
import { startProgress } from './progress.ts';
import { servingHolder } from './servingHolder.ts';
import { print, printJson, type Terminal } from './terminal.ts';

/** `into` is a database's URL, or a folder for an embedded one. */
export async function replayInto(config: Config, { into, json }: { into: string; json: boolean }, terminal: Terminal): Promise<void> {
  if ((await servingHolder(config)) !== null) throw new CommandFailure(`the data folder ${config.dataDir} is held by a server; stop it first`);
  const targetConfig = targetOf(config, into);
  const [{ openEngine, closeEngine }, { rebuildLedger }] = await Promise.all([import('../main.ts'), import('../services/rebuildLedger.ts')]);
  const source = await openEngine(config);
  const progress = startProgress(terminal, { title: 'Replaying', total: null });
  let result: Rebuild;
  try {
    const target = await openEngine(targetConfig);
    try {
      result = await rebuildLedger(source, target, {
        onProgress: ({ rows, books, journals, invoices }) => progress.update(journals, `${rows} facts, ${books} books, ${journals} journals, ${invoices} invoices`),
      });
    } finally {
      await closeEngine(target);
    }
  } finally {
    progress.stop();
    await closeEngine(source);
  }
  if (json) printJson(terminal, result);
  else print(terminal, ...rebuildLines(result));
  if (!result.isEqual) throw new CommandFailure('the facts do not make the ledger that was recorded; what was written is marked and will not be served');
}

function targetOf(config: Config, into: string): Config {
  const isUrl = /^(?:postgres|postgresql|mysql|mariadb):\/\//.test(into);
  if (!isUrl && into.includes('://')) throw new UsageFailure('--into takes a postgres://, mysql:// or mariadb:// URL, or a folder for an embedded database');
  return isUrl ? { ...config, databaseUrl: into } : { ...config, databaseUrl: null, dataDir: into };
}

function rebuildLines({ copied, books, journals, invoices, sourceDigest, targetDigest, divergence, isEqual }: Rebuild): string[] {
  const counts = (figures: Readonly<Record<string, number>>) => Object.entries(figures).map(([name, count]) => `  ${name.padEnd(26)}${String(count).padStart(12)}`);
  const parted = divergence === null ? [] : [
    `customer ${divergence.customerId}, journal ${divergence.seq}: ${divergence.message}`,
    `  recorded  ${divergence.recorded ?? 'nothing'}`,
    `  decided   ${divergence.decided ?? 'nothing'}`,
  ];
  return [
    'copied as facts, with secrets as their digests:', ...counts(copied), 'decided again:', ...counts({ books, journals, invoices }),
    `recorded  ${sourceDigest}`, `decided   ${targetDigest}`, ...parted, isEqual ? 'equal' : 'NOT EQUAL',
  ];
}
