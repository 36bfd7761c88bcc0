import { describe, expect, it } from 'vitest';
import { LINE_LIMIT_BYTES, readLines, type Line } from '../../../src/cli/usageImport/lines.ts';

describe('readLines', () => {
  it('line ends: CRLF and LF mix, the last line may have none, blank lines count', async () => {
    expect(await linesOf('a\r\nb\n\n\r\nc')).toEqual([
      { number: 1, text: 'a', ending: '\r\n', problem: null },
      { number: 2, text: 'b', ending: '\n', problem: null },
      { number: 3, text: '', ending: '\n', problem: null },
      { number: 4, text: '', ending: '\r\n', problem: null },
      { number: 5, text: 'c', ending: '', problem: null },
    ]);
  });

  it('chunks: a border inside a character, a line end or the byte-order mark changes nothing', async () => {
    const bytes = Buffer.from('\ufeffh\u00e9\r\n\u65e5\u672c\ud83d\ude00\r\nend\r\n');
    for (let size = 1; size <= bytes.length; size += 1) {
      const lines = await collect(readLines(chunksOf(bytes, size)));
      expect(lines.map(({ text }) => text)).toEqual(['h\u00e9', '\u65e5\u672c\ud83d\ude00', 'end']);
    }
  });

  it('byte-order mark: only at the very start is it none of the text', async () => {
    expect((await linesOf('\ufeffa\n\ufeffb')).map(({ text }) => text)).toEqual(['a', '\ufeffb']);
  });

  it('bad bytes: a line that is not UTF-8 says so, the lines around it are read', async () => {
    const lines = await collect(readLines(chunksOf(Buffer.from([0x61, 0x0a, 0xff, 0x0a, 0x62]), 2)));
    expect(lines.map(({ problem }) => problem)).toEqual([null, 'is not UTF-8 text', null]);
  });

  it('length: a line over the limit is not kept in memory, the next one is read', async () => {
    const lines = await linesOf(`${'x'.repeat(LINE_LIMIT_BYTES + 1)}\nnext`);
    expect(lines.map(({ number, text, problem }) => [number, text, problem])).toEqual([
      [1, '', 'is longer than 1048576 bytes'],
      [2, 'next', null],
    ]);
  });

  it('UTF-16: refused before anything is read', async () => {
    await expect(collect(readLines(chunksOf(Buffer.from('\ufeffa,b\n', 'utf16le'), 64)))).rejects.toThrow('UTF-16');
  });
});

async function linesOf(text: string): Promise<Line[]> {
  return await collect(readLines(chunksOf(Buffer.from(text), 7)));
}

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
