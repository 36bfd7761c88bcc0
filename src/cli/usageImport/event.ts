/** From a row to the event it means, or to the reason why it means none. */
import type { TimeZone } from '../../core/calendar.ts';
import { BillingError } from '../../core/errors.ts';
import { instantText } from '../../core/instant.ts';
import type { JsonObject, JsonValue } from '../../core/json.ts';
import { parseUsageEvent } from '../../core/usageEvent.ts';
import { isPlainDecimal, numberOrText } from './cell.ts';
import type { ImportRow } from './rows.ts';
import { readTime } from './time.ts';

/** A value that is the same for every row, or the column that holds it. */
export type Source = { readonly fixed: string } | { readonly column: string };

/** Where an event's fields are in a row. */
export interface Mapping {
  readonly customer: Source;
  readonly eventName: Source;
  readonly timeColumn: string;
  /** Of times that name none. */
  readonly timeZone: TimeZone;
  /** Null: keys are made of the rows' content. */
  readonly keyColumn: string | null;
  readonly keyPrefix: string;
  /** Column to property; null: every column that is nothing else under its own name, and what an object `properties` holds. */
  readonly properties: ReadonlyMap<string, string> | null;
  /** Properties that must be numbers; null: cells that look like one are. */
  readonly numberProperties: ReadonlySet<string> | null;
}

/** An event as the API takes it. */
export interface ImportEvent {
  readonly key: string;
  readonly customerExternalId: string;
  readonly eventName: string;
  readonly occurredAt: string;
  readonly properties: JsonObject;
}

/** `field` is named as in the API, or after the column that is missing. */
export interface Rejection {
  readonly field: string | null;
  readonly reason: string;
}

/** The columns that the mapping names and the file lacks. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): string[] {
  return [...fieldColumns(mapping), ...(mapping.properties?.keys() ?? [])].filter((column) => !columns.includes(column));
}

/**
 * Decides what a row means. `rowKey` is its key unless the mapping names a column for that. Checks all that the API checks
 * of an event by itself, so that a dry run finds what the server would.
 */
export function decideEvent({ cells, isTyped }: ImportRow, mapping: Mapping, rowKey: string): ImportEvent | Rejection {
  const missing = fieldColumns(mapping).find((column) => !Object.hasOwn(cells, column));
  if (missing !== undefined) return { field: missing, reason: 'is missing' };
  try {
    const event: ImportEvent = {
      key: mapping.keyPrefix + (mapping.keyColumn === null ? rowKey : textOf(cells[mapping.keyColumn], 'key')),
      customerExternalId: valueOf(cells, mapping.customer, 'customerExternalId'),
      eventName: valueOf(cells, mapping.eventName, 'eventName'),
      occurredAt: occurredAtOf(cells, mapping),
      properties: propertiesOf(cells, mapping, isTyped),
    };
    parseUsageEvent(event);
    return event;
  } catch (error) {
    if (error instanceof BillingError) return { field: error.path.join('.') || null, reason: error.message };
    throw error;
  }
}

/** The columns of the event's own fields: every row needs them. */
function fieldColumns({ customer, eventName, timeColumn, keyColumn }: Mapping): string[] {
  const sources = [customer, eventName].flatMap((source) => ('column' in source ? [source.column] : []));
  return [...sources, timeColumn, ...(keyColumn === null ? [] : [keyColumn])];
}

function valueOf(cells: JsonObject, source: Source, field: string): string {
  return 'fixed' in source ? source.fixed : textOf(cells[source.column], field);
}

/** Numbers of NDJSON serve as keys and names too. */
function textOf(cell: JsonValue | undefined, field: string): string {
  if (typeof cell === 'string' || typeof cell === 'number') return String(cell);
  throw new BillingError('INVALID_VALUE', 'is neither text nor a number', [field]);
}

function occurredAtOf(cells: JsonObject, { timeColumn, timeZone }: Mapping): string {
  const text = textOf(cells[timeColumn], 'occurredAt').trim();
  try {
    return instantText(readTime(text, timeZone));
  } catch (error) {
    throw error instanceof BillingError ? error.under('occurredAt') : error;
  }
}

function propertiesOf(cells: JsonObject, mapping: Mapping, isTyped: boolean): JsonObject {
  const { cells: named, names } = mapping.properties === null ? otherCells(cells, mapping) : { cells, names: mapping.properties };
  const properties = [...names].map(([column, name]) => [name, propertyOf(named[column], { name, isTyped, mapping })] as const);
  // An empty cell says that there is no such property.
  return Object.fromEntries(properties.filter((property): property is readonly [string, JsonValue] => property[1] !== undefined));
}

function otherCells(cells: JsonObject, mapping: Mapping): { cells: JsonObject; names: [string, string][] } {
  const used = new Set(fieldColumns(mapping));
  const others = Object.fromEntries(Object.entries(cells).filter(([column]) => !used.has(column)));
  const { properties } = others;
  if (isObject(properties)) delete others['properties'];
  const all = { ...others, ...(isObject(properties) ? properties : {}) };
  return { cells: all, names: Object.keys(all).map((name) => [name, name]) };
}

function propertyOf(cell: JsonValue | undefined, { name, isTyped, mapping }: { name: string; isTyped: boolean; mapping: Mapping }): JsonValue | undefined {
  const { numberProperties } = mapping;
  if (numberProperties?.has(name)) {
    const text = typeof cell === 'number' ? cell : typeof cell === 'string' ? cell.trim() : '';
    if (typeof text === 'number') return text;
    if (!isPlainDecimal(text)) throw new BillingError('INVALID_VALUE', 'is not a plain decimal number such as "12.50"', ['properties', name]);
    return numberOrText(text);
  }
  if (cell === '' && !isTyped) return undefined;
  const mayBeNumber = typeof cell === 'string' && !isTyped && numberProperties === null;
  return mayBeNumber && isPlainDecimal(cell) ? numberOrText(cell) : cell;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
