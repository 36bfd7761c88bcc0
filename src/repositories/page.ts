/** Pages of a list in a fixed order: keyset, never offset, so that a page costs the same however deep it is. */

/** The sort key of a row: what stands in a cursor. */
export type PageKey = readonly (string | number)[];

/** Rows strictly after `after` and strictly before `before`: the first `limit` of them, or the last if `isBackward`. */
export interface PageRequest {
  readonly limit: number;
  readonly after: PageKey | null;
  readonly before: PageKey | null;
  readonly isBackward: boolean;
}

/** Rows in list order, whichever way they were fetched. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}
