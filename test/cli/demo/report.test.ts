import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { queriesToPaste } from '../../../src/cli/demo/queriesToPaste.ts';
import { grouped, textTable } from '../../../src/cli/demo/textTable.ts';

describe('textTable', () => {
  it('columns: as wide as their widest cell, each aligned as told', () => {
    expect(textTable([['a', '1'], ['long', '1,000'], []], ['left', 'right'])).toEqual(['a         1', 'long  1,000', '']);
  });
});

describe('grouped', () => {
  it.each([['1234567.5', '1,234,567.5'], ['-1000', '-1,000'], ['999', '999'], ['0.12345', '0.12345'], ['-100000.00', '-100,000.00']])('%s reads %s', (decimal, text) => {
    expect(grouped(decimal)).toBe(text);
  });
});

describe('queriesToPaste', () => {
  it('shell: each is one command whose body is JSON with one query', async () => {
    const lines = queriesToPaste({ url: 'http://h:1', key: 'k_1', invoiceNumber: 'INV-1' });
    const commands = lines.filter((line) => line.startsWith('curl'));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      // A shell reads the command line; `printf` stands in for curl.
      const { stdout } = await promisify(execFile)('sh', ['-c', command.replace(/^curl/, String.raw`printf '%s\n'`)]);
      const words = stdout.trimEnd().split('\n');
      expect(words.slice(0, -1)).toEqual(['-s', 'http://h:1/graphql', '-H', 'authorization: Bearer k_1', '-H', 'content-type: application/json', '-d']);
      expect(JSON.parse(words.at(-1) ?? '')).toEqual({ query: expect.stringMatching(/^\{.*\}$/) as string });
    }
  });
});
