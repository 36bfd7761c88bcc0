/** Bundles: a tenant's ledger as lines of text, each row chained to the one before it, so that a third party can check it alone. */
import { digestOf } from './digest.ts';
import { type JsonObject, canonicalJson } from './json.ts';

export const BUNDLE_VERSION = 1;

/** What a column holds, for the reader: JSON alone does not tell a time from a number, or a decimal from a text. */
export type ColumnKind = 'text' | 'whole' | 'big' | 'decimal' | 'instant' | 'flag';

/** The first line. */
export interface BundleHeader {
  readonly bundle: 'neruba';
  readonly version: number;
  readonly tenantId: string;
  /** Of every table in it: what each of its columns holds. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, ColumnKind>>>>;
}

/** A row of a table, as it is stored. */
export interface BundleRow {
  readonly table: string;
  readonly row: JsonObject;
  /** Over the row and the hash of the line before. */
  readonly hash: string;
}

/** The last line. */
export interface BundleEnd {
  readonly end: {
    readonly rows: number;
    /** Of the last row. */
    readonly hash: string;
    readonly publicKey: string;
    /** Ed25519 over `bundleDigest`. */
    readonly signature: string;
  };
}

export function headerHash(header: BundleHeader): string {
  return digestOf('neruba.bundle-header.v1', [canonicalJson(header as unknown as JsonObject)]);
}

export function rowHash(previousHash: string, { table, row }: Pick<BundleRow, 'table' | 'row'>): string {
  return digestOf('neruba.bundle-row.v1', [previousHash, table, canonicalJson(row)]);
}

/** What the end's signature is over. */
export function bundleDigest({ rows, hash, publicKey }: Pick<BundleEnd['end'], 'rows' | 'hash' | 'publicKey'>): string {
  return digestOf('neruba.bundle.v1', [BigInt(rows), hash, publicKey]);
}
