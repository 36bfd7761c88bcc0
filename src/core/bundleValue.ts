/** Values of bundle rows: from what a table's column holds to JSON and back, exactly. */
import type { ColumnKind } from './bundle.ts';
import { Decimal, decimalText } from './decimal.ts';
import { instant, instantText, parseInstant } from './instant.ts';
import { invariant } from './invariant.ts';
import type { JsonObject, JsonValue } from './json.ts';

type Columns = Readonly<Record<string, ColumnKind>>;

export function toBundleRow(row: Readonly<Record<string, unknown>>, columns: Columns): JsonObject {
  return Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, toJson(row[name] ?? null, kind)]));
}

function toJson(value: unknown, kind: ColumnKind): JsonValue {
  if (value === null) return null;
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Decimal) return decimalText(value);
  if (kind === 'instant' && typeof value === 'number') return instantText(instant(value));
  invariant(typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean', 'a column holds a text, a number or a flag');
  return value;
}

/** The row as a repository reads it. Throws on what is no value of its column's kind. */
export function fromBundleRow(row: JsonObject, columns: Columns): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, fromJson(row[name] ?? null, kind)]));
}

function fromJson(value: JsonValue, kind: ColumnKind): unknown {
  if (value === null) return null;
  if (kind === 'big' && typeof value === 'string') return BigInt(value);
  if (kind === 'decimal' && typeof value === 'string') return new Decimal(value);
  if (kind === 'instant' && typeof value === 'string') return parseInstant(value);
  const fits = (kind === 'text' && typeof value === 'string') || (kind === 'whole' && Number.isSafeInteger(value)) || (kind === 'flag' && typeof value === 'boolean');
  if (!fits) throw new Error(`${JSON.stringify(value)} is no ${kind}`);
  return value;
}
