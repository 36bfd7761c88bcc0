/** Progress of something long: a bar where a person watches, a plain line now and then elsewhere. */
import { SingleBar } from 'cli-progress';
import { note, type Terminal } from './terminal.ts';

export interface Progress {
  /** `done` counts towards the total; `detail` is a few words on how it stands. */
  update(done: number, detail?: string): void;
  stop(): void;
}

const PLAIN_LINE_EVERY_MS = 5_000;

/** `total` is null where the end is not known beforehand. */
export function startProgress(terminal: Terminal, { title, total }: { title: string; total: number | null }): Progress {
  if (terminal.stderr.isTTY !== true) return plainLines(terminal, { title, total });
  const format = total === null ? `${title}  {detail}` : `${title}  [{bar}] {percentage}%  {detail}`;
  const bar = new SingleBar({ format, stream: terminal.stderr, hideCursor: true, gracefulExit: false, barsize: 30 });
  bar.start(Math.max(total ?? 1, 1), 0, { detail: '' });
  return { update: (done, detail = '') => bar.update(total === null ? 0 : done, { detail }), stop: () => bar.stop() };
}

function plainLines(terminal: Terminal, { title, total }: { title: string; total: number | null }): Progress {
  let latest = performance.now();
  return {
    update(done, detail = '') {
      if (performance.now() - latest < PLAIN_LINE_EVERY_MS) return;
      latest = performance.now();
      const share = total === null || total === 0 ? '' : `${Math.floor((100 * done) / total)}%  `;
      note(terminal, `${title}  ${share}${detail}`);
    },
    stop: () => undefined,
  };
}
