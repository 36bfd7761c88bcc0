/** Rows of an import file, whichever its format: named cells, or the reason why there are none. */
import { parse as parseExactly } from 'lossless-json';
import { JSON_DEPTH_LIMIT, type JsonObject, type JsonValue } from '../../core/json.ts';
import { UsageFailure } from '../failure.ts';
import { isPlainDecimal, numberOrText } from './cell.ts';
import { type CsvRecord, CsvRecords } from './csvRecords.ts';
import type { Line } from './lines.ts';

export const FILE_FORMATS = ['csv', 'ndjson'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** `line` is where the row begins in the file, from 1, the header counted. */
export interface ImportRow {
  readonly line: number;
  readonly cells: JsonObject;
  /** Whether the format tells numbers from text (NDJSON), or all is text (CSV). */
  readonly isTyped: boolean;
}

/** Text at a line that is no row. */
export interface BrokenRow {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

export interface RowOptions {
  /** Null: by the first character. */
  readonly format: FileFormat | null;
  readonly delimiter: string;
  /** Told the column names of a CSV file before its first row; may throw. */
  readonly onColumns: (columns: readonly string[]) => void;
}

/** Throws `UsageFailure` for a file without a usable header. */
export async function* readRows(lines: AsyncIterable<Line>, { format, delimiter, onColumns }: RowOptions): AsyncGenerator<ImportRow | BrokenRow> {
  const csv = new CsvRecords({ delimiter });
  let decided = format;
  let columns: readonly string[] | null = null;
  const rowsOf = function* (records: readonly CsvRecord[]): Generator<ImportRow | BrokenRow> {
    for (const record of records) {
      if (columns !== null) yield csvRow(record, columns);
      else onColumns((columns = readHeader(record)));
    }
  };
  for await (const line of lines) {
    if (decided === null && line.text.trim() !== '') decided = line.text.trimStart().startsWith('{') ? 'ndjson' : 'csv';
    if (decided === 'csv') yield* rowsOf(csv.push(line));
    else if (line.problem !== null || line.text.trim() !== '') yield jsonRow(line);
  }
  yield* rowsOf(csv.end());
}

function readHeader(record: CsvRecord): readonly string[] {
  if ('reason' in record) throw new UsageFailure(`line ${record.line}, which should hold the column names, ${record.reason}`);
  const repeated = record.cells.find((name, index) => record.cells.indexOf(name) !== index);
  if (repeated !== undefined) throw new UsageFailure(`the file has two columns named "${repeated}"`);
  return record.cells;
}

function csvRow(record: CsvRecord, columns: readonly string[]): ImportRow | BrokenRow {
  if ('reason' in record) return record;
  const { line, cells, text } = record;
  if (cells.length !== columns.length) return { line, reason: `has ${cells.length} columns instead of ${columns.length}`, text };
  return { line, cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])), isTyped: false };
}

function jsonRow({ number, text, problem }: Line): ImportRow | BrokenRow {
  if (problem !== null) return { line: number, reason: problem, text };
  try {
    const value = parseExactly(text, undefined, exactNumber) as JsonValue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line: number, reason: 'is not a JSON object', text };
    if (isDeeperThan(value, DEPTH_LIMIT)) return { line: number, reason: `is nested deeper than ${DEPTH_LIMIT} levels`, text };
    return { line: number, cells: value as JsonObject, isTyped: true };
  } catch (error) {
    return { line: number, reason: `is not JSON: ${error instanceof Error ? error.message : String(error)}`, text };
  }
}

/** What properties may take, and the level that holds them. */
const DEPTH_LIMIT = JSON_DEPTH_LIMIT + 1;

function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value as JsonObject).some((member) => isDeeperThan(member, levels - 1));
}

/** Decimals longer than a number holds stay text, which the API takes as well. */
function exactNumber(text: string): number | string {
  const value = numberOrText(text);
  if (typeof value === 'string' && !isPlainDecimal(value)) throw new Error(`the number ${text} cannot be kept exactly`);
  return value;
}
