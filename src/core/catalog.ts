/** The catalog as billing sees it: plan versions with the ids and meters of their prices. */
import type { Meter } from './meter.ts';
import type { Anchor, Interval } from './period.ts';
import type { Price } from './pricing/price.ts';

/** A price with its place in the catalog. */
export interface CatalogPrice {
  readonly id: string;
  readonly ordinal: number;
  readonly terms: Price;
  /** What measures the quantity; null for a fee. */
  readonly meter: Meter | null;
}

/** An immutable plan version with its prices. */
export interface CatalogVersion {
  readonly id: string;
  readonly interval: Interval;
  readonly anchor: Anchor;
  readonly prices: readonly CatalogPrice[];
}
