/** The one folder in which a test run keeps its databases, and which is gone when the run is, even if it was killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type RunFolder = {
  readonly path: string;
  remove(): Promise<void>;
};

// `read` returns when the test run's end of the pipe is gone. What still runs in there may add files meanwhile.
const REMOVER = `
read -r line
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  rm -rf "$1" 2>/dev/null && exit
  sleep 1
done
`;

export async function createRunFolder(): Promise<RunFolder> {
  const path = await mkdtemp(join(tmpdir(), 'neruba-tests-'));
  // A server that runs under another account must get to its own folder in here.
  await chmod(path, 0o711);
  const remover = spawn('/bin/sh', ['-c', REMOVER, 'remover', path], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(remover, 'exit');
  return {
    path,
    remove: async () => {
      remover.stdin.end();
      await ended;
    },
  };
}
