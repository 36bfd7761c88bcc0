import { describe, expect, it } from 'vitest';
import { type CsvRecord, CsvRecords } from '../../../src/cli/usageImport/csvRecords.ts';

describe('CsvRecords', () => {
  it('cells: empty ones at the edges are cells too', () => {
    expect(recordsOf([',a,,b,'])).toEqual([{ line: 1, cells: ['', 'a', '', 'b', ''] }]);
  });

  it('quotes: delimiters, doubled quotes and line ends in them belong to the cell', () => {
    expect(recordsOf(['"a,""b""",1', '"two', 'lines",2', 'x,3'])).toEqual([
      { line: 1, cells: ['a,"b"', '1'] },
      { line: 2, cells: ['two\r\nlines', '2'] },
      { line: 4, cells: ['x', '3'] },
    ]);
  });

  it('delimiter: may be another one', () => {
    expect(recordsOf(['a;"b;c";1,5'], ';')).toEqual([{ line: 1, cells: ['a', 'b;c', '1,5'] }]);
  });

  it('blank lines: are no records, and count as lines', () => {
    expect(recordsOf(['a', '', '  ', 'b'])).toEqual([
      { line: 1, cells: ['a'] },
      { line: 4, cells: ['b'] },
    ]);
  });

  it('unclosed quote: costs its line, not the rest of the file', () => {
    expect(recordsOf(['a,1', '"b,2', 'c,3', 'd,4'])).toEqual([
      { line: 1, cells: ['a', '1'] },
      { line: 2, reason: 'has a quote that is never closed' },
      { line: 3, cells: ['c', '3'] },
      { line: 4, cells: ['d', '4'] },
    ]);
  });

  it('unclosed quotes: two of them do not make one record of what lies between', () => {
    expect(recordsOf(['"a,1', 'b,2', '"c,3', 'd,4'])).toEqual([
      { line: 1, reason: 'has a quote in the wrong place' },
      { line: 2, cells: ['b', '2'] },
      { line: 3, reason: 'has a quote that is never closed' },
      { line: 4, cells: ['d', '4'] },
    ]);
  });

  it('unclosed quote: a good quoted record after it is still read', () => {
    expect(recordsOf(['"a,1', 'b,"2"', 'c,3'])).toEqual([
      { line: 1, reason: 'has a quote that is never closed' },
      { line: 2, cells: ['b', '2'] },
      { line: 3, cells: ['c', '3'] },
    ]);
  });

  it('unclosed quote: is given up after so much text that no cell is as long', () => {
    const filler = Array.from({ length: 30_000 }, (_, index) => `row ${index},1`);
    const records = recordsOf(['"a,1', ...filler]);
    expect(records[0]).toEqual({ line: 1, reason: 'has a quote that is never closed' });
    expect(records).toHaveLength(30_001);
    expect(records.at(-1)).toEqual({ line: 30_001, cells: ['row 29999', '1'] });
  });

  it('misplaced quote: inside or after a cell it is an error of that line', () => {
    expect(recordsOf(['5" pipe,1', '6" pipe,2', '"a"b,3', 'c,4'])).toEqual([
      { line: 1, reason: 'has a quote in the wrong place' },
      { line: 2, reason: 'has a quote that is never closed' },
      { line: 3, reason: 'has a quote in the wrong place' },
      { line: 4, cells: ['c', '4'] },
    ]);
  });
});

/** Records of lines that end in CRLF, without their text. */
function recordsOf(texts: readonly string[], delimiter = ','): object[] {
  const records = new CsvRecords({ delimiter });
  const pushed = texts.flatMap((text, index) => records.push({ number: index + 1, text, ending: '\r\n', problem: null }));
  return [...pushed, ...records.end()].map(withoutText);
}

function withoutText(record: CsvRecord): object {
  const { line } = record;
  return 'cells' in record ? { line, cells: record.cells } : { line, reason: record.reason };
}
