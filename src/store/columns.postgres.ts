/** The column kit for PostgreSQL and PGlite: the dozen words in which `tables.ts` describes every table. */
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, customType, date, foreignKey, index, integer, pgTable, primaryKey, unique } from 'drizzle-orm/pg-core';
import { Decimal, EXACT_SCALE, QUANTITY_SCALE, decimalText } from '../core/decimal.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { bytesOfHex, hexOfBytes, instantOfColumn } from './encoding.ts';

/** Text compared byte by byte, so that `Key` and `KEY` differ and the order is that of code points. */
const binaryText = (length: number | null) =>
  customType<{ data: string }>({ dataType: () => (length === null ? 'text' : `varchar(${length}) collate "C"`), toDriver: askable });

/**
 * PostgreSQL fails when it is only asked for a text with U+0000. No stored key has a control character, so a question with
 * another one in its place finds as little. Core refuses both in everything that is stored.
 */
function askable(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '\u0001') : text;
}

const exactNumber = (precision: number, scale: number) =>
  customType<{ data: Decimal; driverData: string }>({
    dataType: () => `numeric(${precision}, ${scale})`,
    toDriver: decimalText,
    fromDriver: (text) => new Decimal(text),
  });

const uuid = customType<{ data: string }>({ dataType: () => 'uuid' });
const bytes32 = customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: bytesOfHex,
  fromDriver: hexOfBytes,
});
const timestamp = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: instantText,
  fromDriver: instantOfColumn,
});

/** Columns by meaning. Every kit answers the same words; a column is NOT NULL unless the table says `nullable`. */
export const postgresColumns = {
  table: pgTable,
  /** A UUID. */
  id: (name: string) => uuid(name).notNull(),
  /** A name, code or key of 1-255 characters, compared byte by byte. */
  key: (name: string) => binaryText(255)(name).notNull(),
  /** One of a closed list of upper-case words, or an account code. */
  word: (name: string) => binaryText(40)(name).notNull(),
  /** Free text of any length; never compared or sorted. */
  text: (name: string) => binaryText(null)(name).notNull(),
  /** Canonical JSON, kept as the very bytes that were hashed. */
  document: (name: string) => binaryText(null)(name).notNull(),
  /** A SHA-256, as 64 hex digits in the program. */
  digest: (name: string) => bytes32(name).notNull(),
  /** Whole minor units of a currency. */
  amount: (name: string) => bigint(name, { mode: 'bigint' }).notNull(),
  /** A quantity, price or rate: DECIMAL(38,12). */
  quantity: (name: string) => exactNumber(38, QUANTITY_SCALE)(name).notNull(),
  /** An unrounded amount in major units, kept as evidence: DECIMAL(60,30). */
  exact: (name: string) => exactNumber(60, EXACT_SCALE)(name).notNull(),
  /** A point in time, in milliseconds. */
  instant: (name: string) => timestamp(name).notNull(),
  /** A local calendar day, `YYYY-MM-DD`. */
  day: (name: string) => date(name, { mode: 'string' }).notNull(),
  flag: (name: string) => boolean(name).notNull(),
  /** A small whole number. */
  count: (name: string) => integer(name).notNull(),
  /** A place in a gapless sequence. */
  sequence: (name: string) => bigint(name, { mode: 'number' }).notNull(),
  nullable: {
    id: (name: string) => uuid(name),
    key: (name: string) => binaryText(255)(name),
    text: (name: string) => binaryText(null)(name),
    document: (name: string) => binaryText(null)(name),
    digest: (name: string) => bytes32(name),
    quantity: (name: string) => exactNumber(38, QUANTITY_SCALE)(name),
    exact: (name: string) => exactNumber(60, EXACT_SCALE)(name),
    instant: (name: string) => timestamp(name),
    sequence: (name: string) => bigint(name, { mode: 'number' }),
    count: (name: string) => integer(name),
  },
  primaryKey,
  foreignKey,
  unique,
  index,
  check,
  sql,
};

export type ColumnKit = typeof postgresColumns;
