/** Downloads: what a server streams, into a file that appears whole or to standard output. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { loadConfig } from '../config.ts';
import { ApiClient } from './apiClient.ts';
import { CommandFailure } from './failure.ts';
import { startOwnServer } from './ownServer.ts';
import { type Progress, startProgress } from './progress.ts';
import { servingHolder } from './servingHolder.ts';
import type { Terminal } from './terminal.ts';

/** Asks the server that was named or that holds the embedded database; without one, a server that runs just for this. */
export async function throughServer(address: { readonly url: string | undefined; readonly key: string }, ask: (client: ApiClient) => Promise<void>): Promise<void> {
  const { key } = address;
  const config = loadConfig();
  const url = address.url ?? (await servingHolder(config))?.url;
  const server = url === undefined ? await startOwnServer({ ...config, host: '127.0.0.1', port: 0 }) : null;
  try {
    await ask(new ApiClient({ url: url ?? server?.url ?? '', key }));
  } finally {
    await server?.stop();
  }
}

export async function writeOut(chunks: AsyncIterable<Uint8Array>, { stdout }: Terminal): Promise<number> {
  const counter = { bytes: 0 };
  await pipeline(counted(chunks, counter), stdout, { end: false });
  return counter.bytes;
}

/** Under another name until it is whole: a file that is there is an export that ended. */
export async function writeFile(chunks: AsyncIterable<Uint8Array>, { out, title }: { readonly out: string; readonly title: string }, terminal: Terminal): Promise<number> {
  const counter = { bytes: 0 };
  const partial = `${out}.partial`;
  const progress = startProgress(terminal, { title, total: null });
  try {
    await pipeline(counted(chunks, counter, progress), createWriteStream(partial));
    await rename(partial, out);
    return counter.bytes;
  } catch (error) {
    await rm(partial, { force: true });
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new CommandFailure(`${out} cannot be written: its folder is not there`) : error;
  } finally {
    progress.stop();
  }
}

async function* counted(chunks: AsyncIterable<Uint8Array>, counter: { bytes: number }, progress?: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    counter.bytes += chunk.byteLength;
    progress?.update(counter.bytes, `${(counter.bytes / 1_000_000).toFixed(1)} MB`);
    yield chunk;
  }
}
