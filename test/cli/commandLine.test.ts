import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { buildProgram, run } from '../../src/cli/main.ts';
import { capturedTerminal } from './support/capturedTerminal.ts';
import { programFile } from '../support/program.ts';

const BIN = programFile('neruba');

describe('neruba', () => {
  const commands = leaves(buildProgram(capturedTerminal())).map((words) => words.slice(1));

  it('commands: all that the operator needs are there', () => {
    expect(commands.map((words) => words.join(' ')).sort()).toEqual(['checkpoint', 'customer erase', 'customer export', 'customer statement', 'demo', 'drift', 'export', 'invoice', 'migrate', 'replay', 'revenue', 'serve', 'simulate', 'tenant create', 'usage backfill', 'usage import', 'verify']);
  });

  it.each(commands.map((words) => [words.join(' '), words] as const))('%s --help: shows an example and knows --json', async (name, words) => {
    const terminal = capturedTerminal();
    expect(await run(['node', 'neruba', ...words, '--help'], terminal)).toBe(0);
    expect(terminal.out()).toContain(`Usage: neruba ${name}`);
    expect(terminal.out()).toMatch(new RegExp(`Example:\n.*neruba ${name}`));
    expect(terminal.out()).toContain('--json');
  });

  it.each([['no command', []], ['an unknown command', ['sing']], ['an unknown option', ['verify', '--loud']], ['a missing argument', ['usage', 'import']], ['a group alone', ['tenant']]])(
    'wrong usage: %s ends with 2 and says so on stderr alone',
    async (_, words) => {
      const terminal = capturedTerminal();
      expect(await run(['node', 'neruba', ...words], terminal)).toBe(2);
      expect(terminal.err()).not.toBe('');
      expect(terminal.out()).toBe('');
    },
  );

  it('launcher: runs the sources, passes the exit code on, and prints no stack trace', async () => {
    expect(await launched('--help')).toMatchObject({ code: 0, err: '' });
    const wrong = await launched('migrate', { NERUBA_DATABASE_URL: 'oracle://h/d' });
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toMatch(/^neruba: .*\n.*NERUBA_DATABASE_URL is not a URL .*\n$/);
    const unreachable = await launched('migrate', { NERUBA_DATABASE_URL: 'postgres://u@127.0.0.1:9/d' });
    expect(unreachable).toMatchObject({ code: 1, out: '' });
    expect(unreachable.err).toMatch(/^neruba: .*ECONNREFUSED.*\n$/);
  });
});

/** The words of every command that has no commands of its own. */
function leaves(command: Command): string[][] {
  if (command.commands.length === 0) return [[command.name()]];
  return command.commands.flatMap((child) => leaves(child).map((words) => [command.name(), ...words]));
}

async function launched(word: string, environment: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [BIN, word], { env: { PATH: process.env['PATH'], ...environment } });
  const texts = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...texts };
}
