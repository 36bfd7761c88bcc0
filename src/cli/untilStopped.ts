/** Keeps a command alive with its server, until a signal asks it to stop. */
import { note, type Terminal } from './terminal.ts';

/** What is needed of a running server. */
export interface Stoppable {
  stop(): Promise<void>;
  readonly finished: Promise<void>;
}

/** Resolves when the server has stopped: by itself, or after SIGINT or SIGTERM with the requests in flight finished. */
export async function untilStopped(server: Stoppable, terminal: Terminal): Promise<void> {
  let stopping: Promise<void> = Promise.resolve();
  const stop = (): void => {
    note(terminal, 'stopping');
    stopping = server.stop();
    // The second signal finds no listener and ends the process at once.
    release();
  };
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, stop);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    await server.finished;
    await stopping;
  } finally {
    release();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
