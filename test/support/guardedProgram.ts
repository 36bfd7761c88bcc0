/**
 * Programs that cannot outlive the test run: a small shell stands between the two, and when its standard input closes,
 * because the run stopped it, failed or was killed, it ends the program.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './serverAccount.ts';

export type Step = {
  readonly name: string;
  /** The working folder, which the account must own: the program's output goes to `<name>.log` in it. */
  readonly folder: string;
  /** Null for that of the tests. */
  readonly account: Account | null;
  readonly command: string;
  readonly args: readonly string[];
};

export type ServerProgram = Omit<Step, 'args'> & {
  readonly args: (port: number) => readonly string[];
  /** Ends the server at once whatever its clients do; its data are thrown away, so it need not be tidy. */
  readonly stopSignal: StopSignal;
  /** Rejects until the server takes connections on `port`. */
  readonly connect: (port: number) => Promise<void>;
};

export type RunningServer = {
  readonly port: number;
  stop(): Promise<void>;
};

/** KILL goes to the program and all it started; QUIT to the program, which passes it on. */
type StopSignal = 'KILL' | 'QUIT';

const START_SECONDS = 60;
const START_ATTEMPTS = 3;

// The watcher's `read` returns when the test run's end of the pipe is gone. Signals of a terminal reach neither process:
// they are in a group of their own, which is what process 0 means to `kill`.
const GUARD = `
signal=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & program=$!
case $signal in KILL) target=0 ;; *) target=$program ;; esac
{ read -r line <&3; kill -s "$signal" "$target"; } & watcher=$!
exec 3<&-
wait "$program"; status=$?
kill "$watcher" 2>/dev/null
exit "$status"
`;

/** Starts the server on a free loopback port. Another process may take that port first: then another one is tried. */
export async function startServer(program: ServerProgram): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const server = { ...program, args: program.args(port) };
    const guard = spawnGuard(server, program.stopSignal);
    try {
      await waitUntilReady(program, port, guard);
      return { port, stop: () => stopServer(server, guard) };
    } catch (error) {
      const log = await endOfLog(server);
      const isPortTaken = guard.hasEnded() && /address already in use/i.test(log);
      if (isPortTaken && attempt < START_ATTEMPTS) continue;
      await guard.stop();
      throw new Error(`${program.name} did not start. The end of its log:\n${log}`, { cause: error });
    }
  }
}

/** Runs a program to its end; rejects with the end of its log if it fails. */
export async function runStep(step: Step): Promise<void> {
  const guard = spawnGuard(step, 'KILL');
  if ((await guard.ended) !== 0) throw new Error(`${step.name} failed. The end of its log:\n${await endOfLog(step)}`);
}

type Guard = {
  /** The program's exit status; null when the guard was ended by a signal, or could not start. */
  readonly ended: Promise<number | null>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

function spawnGuard({ name, folder, account, command, args }: Step, stopSignal: StopSignal): Guard {
  const log = openSync(logFile({ name, folder }), 'w');
  const child = spawn('/bin/sh', ['-c', GUARD, 'guard', stopSignal, command, ...args], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', log, log],
    // Two servers that start at once clear each other's files out of a shared folder for temporary ones.
    env: { ...process.env, TMPDIR: folder },
    ...(account ?? {}),
  });
  closeSync(log);
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve) => {
    const end = (status: number | null): void => {
      hasEnded = true;
      resolve(status);
    };
    child.once('exit', end).once('error', () => end(null));
  });
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await ended;
  };
  return { ended, hasEnded: () => hasEnded, stop };
}

async function stopServer(server: Step, guard: Guard): Promise<void> {
  if (guard.hasEnded()) {
    process.stderr.write(`${server.name} ended during the tests. The end of its log:\n${await endOfLog(server)}\n`);
  }
  await guard.stop();
}

async function waitUntilReady({ name, connect }: ServerProgram, port: number, guard: Guard): Promise<void> {
  const deadline = performance.now() + START_SECONDS * 1_000;
  for (;;) {
    if (guard.hasEnded()) throw new Error(`${name} ended while starting`);
    try {
      await connect(port);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function logFile({ name, folder }: Pick<Step, 'name' | 'folder'>): string {
  return join(folder, `${name}.log`);
}

async function endOfLog(step: Pick<Step, 'name' | 'folder'>): Promise<string> {
  return (await readFile(logFile(step), 'utf8')).slice(-2_000);
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no loopback port is free');
  return address.port;
}
