/** CSV records out of physical lines: quoted fields may hold delimiters, quotes and line ends (RFC 4180). */
import { CsvError, parse } from 'csv-parse/sync';
import type { Line } from './lines.ts';

/** A record, or why the text at that line is none. `line` is the first of its lines. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[]; readonly text: string }
  | { readonly line: number; readonly reason: string; readonly text: string };

/** A quoted field that has not ended after so many characters is taken for an unclosed quote. */
export const RECORD_LIMIT = 262_144;

/**
 * Puts lines together to records. A quote that never closes would swallow the rest of the file, so a record that cannot be
 * read costs its first line only: the lines after it are read again as records of their own.
 */
export class CsvRecords {
  readonly #delimiter: string;
  #pending: Line[] = [];
  #pendingLength = 0;
  #isQuoteOpen = false;

  constructor({ delimiter }: { delimiter: string }) {
    this.#delimiter = delimiter;
  }

  /** Takes the next line and gives the records that it completes. */
  push(line: Line): CsvRecord[] {
    const records: CsvRecord[] = [];
    const waiting = [line]; // the next one last
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      this.#append(next);
      if (this.#isQuoteOpen && next.problem === null && this.#pendingLength <= RECORD_LIMIT) continue;
      const lines = this.#takePending();
      const record = this.#isQuoteOpen || next.problem !== null ? unreadable(lines) : parseRecord(lines, this.#delimiter);
      this.#isQuoteOpen = false;
      if (record === null) continue;
      records.push(record);
      if ('reason' in record) for (const again of lines.slice(1).reverse()) waiting.push(again);
    }
    return records;
  }

  /** The file is over: gives what can be made of the lines left. */
  end(): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.#pending.length > 0) {
      const lines = this.#takePending();
      this.#isQuoteOpen = false;
      records.push(unreadable(lines));
      for (const line of lines.slice(1)) for (const record of this.push(line)) records.push(record);
    }
    return records;
  }

  #append(line: Line): void {
    this.#pending.push(line);
    this.#pendingLength += line.text.length + line.ending.length;
    for (let at = line.text.indexOf('"'); at >= 0; at = line.text.indexOf('"', at + 1)) this.#isQuoteOpen = !this.#isQuoteOpen;
  }

  #takePending(): Line[] {
    const lines = this.#pending;
    this.#pending = [];
    this.#pendingLength = 0;
    return lines;
  }
}

function unreadable(lines: readonly Line[]): CsvRecord {
  const [first] = lines as [Line];
  return { line: first.number, reason: first.problem ?? 'has a quote that is never closed', text: first.text };
}

/** Null for a blank line. */
function parseRecord(lines: readonly Line[], delimiter: string): CsvRecord | null {
  const [first] = lines as [Line];
  const text = lines.map((line, index) => (index < lines.length - 1 ? line.text + line.ending : line.text)).join('');
  if (text.trim() === '') return null;
  if (!text.includes('"')) return { line: first.number, cells: text.split(delimiter), text };
  try {
    // The text is one record by now; line ends in it are within quotes, and the last one was cut off.
    const [cells = []] = parse(text, { delimiter, relax_column_count: true, record_delimiter: RECORD_END });
    return { line: first.number, cells, text };
  } catch (error) {
    if (error instanceof CsvError) return { line: first.number, reason: 'has a quote in the wrong place', text: first.text };
    throw error;
  }
}

// Never occurs in a line, so that nothing within the record is taken for its end.
const RECORD_END = '\n\u0000\n';
