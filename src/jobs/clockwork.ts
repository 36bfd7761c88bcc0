/** What all jobs have in common: they come round again and again until they are stopped, and go through the tenants. */
import type { Logger } from 'pino';
import type { Engine } from '../services/engine.ts';
import { listTenants } from '../services/listTenants.ts';

/** A job that comes round. */
export interface Clockwork {
  /** Resolves when the round that goes on has ended; there is no other. */
  stop(): Promise<void>;
}

/** Goes round every so many milliseconds, one round after another. `round` must not reject. Nothing stays up for its sake. */
export function every(milliseconds: number, round: () => Promise<void>): Clockwork {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(round);
  }, milliseconds);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** What is told of first waits so long for more. */
const SOON_MS = 1_000;
/** After a round it rests so many times as long as that took: it never has more than a tenth of the time. */
const REST = 9;

/** A job that is told what to do. */
export interface ToldClockwork<Task> extends Clockwork {
  /** A task by its name: told again before it is done, it is done once. */
  tell(name: string, task: Task): void;
}

/** Does what it was told a second later, one after another, and no more of the time than a tenth; what is left at the end is left. `work` must not reject. Nothing stays up for its sake. */
export function whenTold<Task>(work: (task: Task) => Promise<void>): ToldClockwork<Task> {
  const told = new Map<string, Task>();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const plan = (milliseconds: number): void => {
    timer = setTimeout(() => {
      running = round();
    }, milliseconds);
    timer.unref();
  };
  const round = async (): Promise<void> => {
    const begun = performance.now();
    const tasks = [...told.values()];
    told.clear();
    for (const task of tasks) if (!isStopped) await work(task);
    timer = null;
    // A round of nothing ends it, until it is told of something again.
    if (tasks.length > 0 && !isStopped) plan(Math.max(SOON_MS, REST * (performance.now() - begun)));
  };
  return {
    tell: (name, task) => {
      told.set(name, task);
      if (timer === null && !isStopped) plan(SOON_MS);
    },
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

/** One tenant's trouble, which `failed` names in the log, does not keep the others from theirs; nor does a database that is away end the clockwork. */
export async function forEachTenant(engine: Engine, work: (tenantId: string) => Promise<unknown>, { log, failed }: { log: Pick<Logger, 'error'>; failed: string }): Promise<void> {
  const tenantIds = await listTenants(engine).catch((error: unknown) => {
    log.error({ err: error }, failed);
    return [];
  });
  for (const tenantId of tenantIds) {
    await work(tenantId).catch((error: unknown) => log.error({ err: error, tenantId }, failed));
  }
}
