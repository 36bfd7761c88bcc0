/** Simulation: a real history as another plan version would have charged it. */
import { type CatalogPrice, type CatalogVersion, isCommitment } from './catalog.ts';
import { type ChargeLine, type SubscriptionHistory, type Terms, allLinesDue, countsToward } from './chargeLine.ts';
import type { Instant } from './instant.ts';
import { compareText } from './key.ts';
import type { Period } from './period.ts';

/** The version to try, and what it takes the place of. */
export interface Simulation {
  readonly version: CatalogVersion;
  /** The plan versions whose segments it replaces; null: every one. */
  readonly replaced: ReadonlySet<string> | null;
  /** Charge lines whose service begins in this time are compared, in full. */
  readonly time: Period;
}

/**
 * The subscription as if it had been on the version wherever it was on what is replaced. Everything else of its life stays:
 * start and end, pauses, units by price code, how each change splits its period. The trial is a term of a plan, so one that
 * began on a replaced version has the trial of the new one. Null if no segment is replaced.
 */
export function underVersion(subscription: SubscriptionHistory, { version, replaced }: Simulation): SubscriptionHistory | null {
  const isReplaced = (id: string) => replaced === null || replaced.has(id);
  if (!subscription.segments.some(({ planVersionId }) => isReplaced(planVersionId))) return null;
  const segments = subscription.segments.map((segment) => (isReplaced(segment.planVersionId) ? { ...segment, planVersionId: version.id } : segment));
  return { ...subscription, segments };
}

/**
 * The lines to rate for a simulation: those due by `asOf` that are compared, and what counts toward a commitment among them.
 * By subscription, then by start of service, as `allLinesDue`.
 */
export function simulatedLines(subscriptions: readonly SubscriptionHistory[], simulation: Simulation, { versions, zone, asOf }: Terms & { readonly asOf: Instant }): ChargeLine[] {
  const changed = subscriptions.flatMap((subscription) => underVersion(subscription, simulation) ?? []);
  const known = new Map([...versions, [simulation.version.id, simulation.version] as const]);
  return linesOfTime(allLinesDue({ subscriptions: changed, versions: known, zone, asOf }), simulation.time);
}

/** The lines whose service begins in a time, and those that count toward a commitment among them. */
export function linesOfTime(lines: readonly ChargeLine[], time: Period | null): ChargeLine[] {
  if (time === null) return [...lines];
  const commitments = lines.filter((line) => isCommitment(line.price) && beginsIn(line.service, time));
  return lines.filter((line) => beginsIn(line.service, time) || commitments.some((commitment) => countsToward(line, commitment)));
}

export function beginsIn(service: Period, time: Period | null): boolean {
  return time === null || (time.start <= service.start && service.start < time.end);
}

/** An amount that a price charges, in minor units. */
export interface PricedAmount {
  readonly price: CatalogPrice;
  readonly amount: bigint;
}

/** What was charged and what would have been, for the prices of one code. Amounts are minor units. */
export interface PriceComparison {
  readonly code: string;
  /** As the version to try names it; as the plan that has it does if that lacks the code. */
  readonly name: string;
  readonly actual: bigint;
  readonly simulated: bigint;
}

/** By price code: those of the version to try in its order, then the others by code. */
export function comparePrices(actual: readonly PricedAmount[], simulated: readonly PricedAmount[], { prices }: CatalogVersion): PriceComparison[] {
  const order = new Map(prices.map(({ terms }, index) => [terms.code, index]));
  const byCode = new Map<string, PriceComparison>();
  const add = (side: 'actual' | 'simulated', { price: { terms }, amount }: PricedAmount): void => {
    const known = byCode.get(terms.code) ?? { code: terms.code, name: terms.name, actual: 0n, simulated: 0n };
    const name = side === 'simulated' ? terms.name : known.name;
    byCode.set(terms.code, { ...known, name, [side]: known[side] + amount });
  };
  for (const priced of actual) add('actual', priced);
  for (const priced of simulated) add('simulated', priced);
  const placeOf = ({ code }: PriceComparison) => order.get(code) ?? prices.length;
  return [...byCode.values()].sort((a, b) => placeOf(a) - placeOf(b) || compareText(a.code, b.code));
}
