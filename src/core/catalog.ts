/** The catalog as billing sees it: plan versions with the ids and meters of their prices. */
import type { Allowance } from './credits/allowance.ts';
import { invariant } from './invariant.ts';
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
  /** The tax rates of what it charges: its own, or else its plan's. Empty: those of the customer. */
  readonly taxRateCodes: readonly string[];
}

/** An immutable plan version with its prices. */
export interface CatalogVersion {
  readonly id: string;
  readonly planId: string;
  /** The published version whose prices are overridden here for one subscription; null if this one is published itself. */
  readonly baseId: string | null;
  readonly interval: Interval;
  readonly anchor: Anchor;
  /** Local days at a subscription's beginning for which nothing is charged. */
  readonly trialDays: number;
  /** Credit that it includes for every interval; absent for none. */
  readonly allowances?: readonly Allowance[];
  /** Every price that makes charge lines; the last is the minimum commitment's, if there is one. */
  readonly prices: readonly CatalogPrice[];
}

/** Whether a price is a plan's minimum commitment, which is charged by what the others come to. */
export function isCommitment({ terms }: CatalogPrice): boolean {
  return terms.model.kind === 'COMMITMENT';
}

/**
 * What the published version `id` has in common with those that override its prices for one subscription: its plan and its interval. Where all of a
 * customer's subscriptions override them, it is not loaded itself.
 */
export function versionOfLines(versions: ReadonlyMap<string, CatalogVersion>, id: string): Pick<CatalogVersion, 'planId' | 'interval'> {
  return versions.get(id) ?? [...versions.values()].find(({ baseId }) => baseId === id) ?? versionIn(versions, id);
}

export function versionIn<Version>(versions: ReadonlyMap<string, Version>, id: string): Version {
  const version = versions.get(id);
  invariant(version, `plan version ${id} is loaded`);
  return version;
}
