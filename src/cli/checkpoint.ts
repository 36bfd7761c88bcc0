/** `neruba checkpoint`: a signed checkpoint of every tenant's ledger, now. */
import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import { ApiClient } from './apiClient.ts';
import { startOwnServer } from './ownServer.ts';
import { servingHolder } from './servingHolder.ts';
import { print, printJson, type Terminal } from './terminal.ts';

interface Taken {
  readonly checkpoints: readonly {
    readonly tenantId: string;
    readonly replayed: boolean;
    readonly checkpoint: { readonly number: number; readonly hash: string; readonly publicKey: string };
  }[];
}

const EXAMPLE = `
Example:
  neruba checkpoint --json

A server takes one by itself every NERUBA_CHECKPOINT_MINUTES (60). A ledger that has not moved keeps its newest. Checkpoints
are signed with NERUBA_SIGNING_KEY; beside an embedded database the key is made once and kept in its folder.`;

export function addCheckpoint(program: Command, terminal: Terminal): void {
  program
    .command('checkpoint')
    .description("Sign what every tenant's ledger is now.")
    .option('--json', 'print the checkpoints as one JSON document')
    .addHelpText('after', EXAMPLE)
    .action((options: { json?: boolean }) => checkpoint(options, terminal));
}

async function checkpoint({ json }: { json?: boolean }, terminal: Terminal): Promise<void> {
  const taken = await askServer();
  if (json === true) printJson(terminal, taken);
  else print(terminal, ...taken.checkpoints.map(({ tenantId, replayed, checkpoint: { number, hash } }) => `${tenantId}  checkpoint ${number}  ${hash}${replayed ? '  nothing new' : ''}`));
}

async function askServer(): Promise<Taken> {
  const config = loadConfig();
  const holder = await servingHolder(config);
  if (holder !== null) return await new ApiClient(holder).post<Taken>('/operator/checkpoints');
  const server = await startOwnServer({ ...config, host: '127.0.0.1', port: 0 });
  try {
    return await new ApiClient({ url: server.url, key: server.rootKey }).post<Taken>('/operator/checkpoints');
  } finally {
    await server.stop();
  }
}
