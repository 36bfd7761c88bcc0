/** The column kit for MySQL and MariaDB, answering the same words as the PostgreSQL kit; run-time encoding is its own. */
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, customType, date, foreignKey, index, int, mysqlTable, primaryKey, unique } from 'drizzle-orm/mysql-core';
import { Decimal, EXACT_SCALE, QUANTITY_SCALE, decimalText } from '../core/decimal.ts';
import type { Instant } from '../core/instant.ts';
import type { ColumnKit } from './columns.postgres.ts';
import { bytesOfHex, bytesOfUuid, hexOfBytes, instantOfColumn, mysqlDatetime, uuidOfBytes } from './encoding.ts';

const binaryText = (length: number | null) =>
  customType<{ data: string }>({
    dataType: () => `${length === null ? 'longtext' : `varchar(${length})`} character set utf8mb4 collate utf8mb4_bin`,
  });

const exactNumber = (precision: number, scale: number) =>
  customType<{ data: Decimal; driverData: string }>({
    dataType: () => `decimal(${precision}, ${scale})`,
    toDriver: decimalText,
    fromDriver: (text) => new Decimal(text),
  });

const uuid = customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'binary(16)',
  toDriver: bytesOfUuid,
  fromDriver: uuidOfBytes,
});
const bytes32 = customType<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'binary(32)',
  toDriver: bytesOfHex,
  fromDriver: hexOfBytes,
});
const datetime = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'datetime(3)',
  toDriver: mysqlDatetime,
  fromDriver: instantOfColumn,
});

const kit = {
  table: mysqlTable,
  id: (name: string) => uuid(name).notNull(),
  key: (name: string) => binaryText(255)(name).notNull(),
  word: (name: string) => binaryText(40)(name).notNull(),
  text: (name: string) => binaryText(null)(name).notNull(),
  document: (name: string) => binaryText(null)(name).notNull(),
  digest: (name: string) => bytes32(name).notNull(),
  amount: (name: string) => bigint(name, { mode: 'bigint' }).notNull(),
  quantity: (name: string) => exactNumber(38, QUANTITY_SCALE)(name).notNull(),
  exact: (name: string) => exactNumber(60, EXACT_SCALE)(name).notNull(),
  instant: (name: string) => datetime(name).notNull(),
  day: (name: string) => date(name, { mode: 'string' }).notNull(),
  flag: (name: string) => boolean(name).notNull(),
  count: (name: string) => int(name).notNull(),
  sequence: (name: string) => bigint(name, { mode: 'number' }).notNull(),
  nullable: {
    id: (name: string) => uuid(name),
    key: (name: string) => binaryText(255)(name),
    text: (name: string) => binaryText(null)(name),
    document: (name: string) => binaryText(null)(name),
    digest: (name: string) => bytes32(name),
    quantity: (name: string) => exactNumber(38, QUANTITY_SCALE)(name),
    exact: (name: string) => exactNumber(60, EXACT_SCALE)(name),
    instant: (name: string) => datetime(name),
    sequence: (name: string) => bigint(name, { mode: 'number' }),
    count: (name: string) => int(name),
  },
  primaryKey,
  foreignKey,
  unique,
  index,
  check,
  sql,
};

/** Cast once, here: repositories are typed against the PostgreSQL kit and run unchanged on this one. */
export const mysqlColumns = kit as unknown as ColumnKit;
