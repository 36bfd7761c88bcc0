/** The real `neruba` command as a process of its own, for tests that kill it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ROOT_KEY } from './api.ts';
import type { TestDatabase } from './dialects.ts';
import type { Whose, WorkName } from './killedWork.ts';
import { killedWorkerFile, programFile } from './program.ts';

type Where = Pick<TestDatabase, 'url' | 'dataDir'>;

/** A server that answers requests. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
}

/** What a command came to. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the server on a database, on any free port, until it is killed or stopped. Rejects with what it wrote if it does not start. */
export async function startServerProcess(database: Where): Promise<ServerProcess> {
  const child = spawnNeruba(['serve', '--json'], database);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const said = text(child.stderr!);
  const url = await new Promise<string>((resolve, reject) => {
    let answer = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      const found = /"url": "([^"]+)"/.exec(answer);
      if (found) resolve(found[1]!);
    });
    void ended.then(async () => reject(new Error(`the server did not start: ${await said}`)));
  });
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    const [code] = await ended;
    return code;
  };
  return { url, pid: child.pid!, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/** Runs a command on a database to its end. */
export async function runNeruba(args: readonly string[], database: Where): Promise<CommandResult> {
  const child = spawnNeruba(args, database);
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit') as Promise<[number | null]>, text(child.stdout!), text(child.stderr!)]);
  return { code, stdout, stderr };
}

/** Runs a command on a database, and kills it (SIGKILL) once `until` resolves, if it is still there. */
export async function runNerubaUntil(args: readonly string[], database: Where, until: () => Promise<void>): Promise<'ended' | 'killed'> {
  const child = spawnNeruba(args, database);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  child.stdout!.resume();
  child.stderr!.resume();
  await until();
  child.kill('SIGKILL');
  const [code] = await ended;
  return code === null ? 'killed' : 'ended';
}

/** Does the work in a process that is killed at its n-th write. Rejects with what it wrote if it ended otherwise. */
export async function workUntilKilled(name: WorkName, whose: Whose, { atWrite, database }: { atWrite: number; database: Where }): Promise<void> {
  const child = spawnNode([killedWorkerFile(), name, JSON.stringify(whose), String(atWrite)], database);
  child.stdout!.resume();
  const [[code, signal], said] = await Promise.all([once(child, 'exit') as Promise<[number | null, string | null]>, text(child.stderr!)]);
  if (signal !== 'SIGKILL') throw new Error(`${name} was not killed at write ${atWrite}, and ended with ${code}: ${said}`);
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function spawnNeruba(args: readonly string[], database: Where): ChildProcess {
  return spawnNode([programFile('neruba'), ...args], database);
}

function spawnNode(args: readonly string[], { url, dataDir }: Where): ChildProcess {
  const environment = {
    PORT: '0',
    NERUBA_ROOT_KEY: ROOT_KEY,
    NERUBA_LOG_LEVEL: 'warn',
    NERUBA_DATABASE_URL: url ?? '',
    ...(dataDir === null ? {} : { NERUBA_DATA_DIR: dataDir }),
  };
  const child = spawn(process.execPath, [...args], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
