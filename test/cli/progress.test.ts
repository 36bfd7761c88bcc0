import { Writable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startProgress } from '../../src/cli/progress.ts';
import { capturedTerminal } from './support/capturedTerminal.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('startProgress', () => {
  it('no terminal: a plain line now and then, none for something short', () => {
    const terminal = capturedTerminal();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const progress = startProgress(terminal, { title: 'Importing', total: 200 });
    progress.update(50, '50 rows');
    expect(terminal.err()).toBe('');
    clock.mockReturnValue(5_000);
    progress.update(100, '100 rows');
    progress.update(110, '110 rows');
    progress.stop();
    expect(terminal.err()).toBe('Importing  50%  100 rows\n');
  });

  it('a terminal: a bar, on stderr alone', () => {
    const terminal = capturedTerminal();
    const write = (chunk: Buffer, _encoding: string, done: () => void): void => {
      terminal.stderr.write(chunk);
      done();
    };
    const stderr = Object.assign(new Writable({ write }), { isTTY: true, columns: 120 });
    const progress = startProgress({ ...terminal, stderr }, { title: 'Importing', total: 200 });
    progress.update(100, 'half');
    progress.stop();
    expect(terminal.err()).toMatch(/Importing {2}\[.+\] 50% {2}half/);
    expect(terminal.out()).toBe('');
  });
});
