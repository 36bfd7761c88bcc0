/** Allocation: dividing an amount in minor units among parts by weight, losing no unit (largest remainder). */
import { invariant } from './invariant.ts';

/**
 * Divides `total` minor units in proportion to `weights`, one share a weight, in their order.
 *
 * Every share is the exact proportion rounded towards zero; the units that rounding left over go one each to the largest
 * remainders, and among equal remainders to the earlier index. So shares add up to `total` exactly, none is a whole unit
 * away from its exact proportion, and a negative total is divided as its positive twin is. A weight of zero gets nothing,
 * unless all are zero: then every part counts the same (10 over three zero weights is 4, 3, 3).
 *
 * `total` has any sign and magnitude; weights are zero or more; without weights only a total of zero can be divided.
 * Source: DESIGN section 4, "Dividing an amount among parts".
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  invariant(weights.every((weight) => weight >= 0n), 'an allocation weight is never negative');
  invariant(weights.length > 0 || total === 0n, 'an amount needs at least one part to go to');
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return weights.length === 0 ? [] : allocate(total, weights.map(() => 1n));

  const sign = total < 0n ? -1n : 1n;
  const magnitude = total * sign;
  const shares = weights.map((weight) => (magnitude * weight) / sum);
  const remainders = weights.map((weight) => (magnitude * weight) % sum);
  const left = magnitude - shares.reduce((all, share) => all + share, 0n);
  const takers = new Set(largestFirst(remainders).slice(0, Number(left)));
  return shares.map((share, index) => (takers.has(index) ? share + 1n : share) * sign);
}

/** An exact amount in minor units, `numerator / denominator` with a denominator above zero. */
export interface ExactShare {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Rounds the sum of exact shares once, half away from zero, and divides it among them: `parts` add up to `total`, and none is
 * a whole unit away from its share. Shares may have either sign. Every share is rounded towards zero; what is missing to the total goes one unit each to
 * the largest remainders in its direction, and among equal ones to the earlier index, so that the shares' negatives come to
 * the negatives of the parts. Source: DESIGN section 6, "Tax".
 */
export function roundShares(shares: readonly ExactShare[]): { readonly total: bigint; readonly parts: readonly bigint[] } {
  const common = [...new Set(shares.map(({ denominator }) => denominator))].reduce((product, each) => product * each, 1n);
  const exact = shares.map(({ numerator, denominator }) => numerator * (common / denominator));
  const total = roundedQuotient(exact.reduce((sum, each) => sum + each, 0n), common);
  const parts = exact.map((each) => each / common);
  const missing = total - parts.reduce((sum, part) => sum + part, 0n);
  const direction = missing < 0n ? -1n : 1n;
  const remainders = exact.map((each) => (each % common) * direction);
  const takers = new Set(largestFirst(remainders).slice(0, Number(missing * direction)));
  return { total, parts: parts.map((part, index) => (takers.has(index) ? part + direction : part)) };
}

/** Rounds half away from zero. */
function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return ((numerator * sign * 2n + denominator) / (denominator * 2n)) * sign;
}

/** The indices of `values`, greatest value first; equal values keep their order. */
function largestFirst(values: readonly bigint[]): number[] {
  return values
    .map((value, index) => ({ value, index }))
    .sort((a, b) => (a.value === b.value ? a.index - b.index : a.value > b.value ? -1 : 1))
    .map(({ index }) => index);
}
