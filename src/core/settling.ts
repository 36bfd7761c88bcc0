/** Settling discounts: which rated lines coupons are reckoned on again, and what they then take off each. */
import { type DueQuestion, discountedSince } from './chargeLine.ts';
import type { CurrencyCode } from './currency.ts';
import { type DiscountedLine, discountLines } from './discount.ts';
import type { RatedLine } from './rating.ts';

/**
 * Of the lines as the segments make them, those from `discountedSince` on; of those that were withdrawn all, which have
 * nothing left to take off. Without coupons there are none.
 */
export function discountedLines({ current, withdrawn }: { current: readonly RatedLine[]; withdrawn: readonly RatedLine[] }, question: DueQuestion, currency: CurrencyCode): DiscountedLine[] {
  const since = discountedSince(question);
  if (since === null) return [];
  const settled = discountLines(current.filter(({ line }) => line.billableAt >= since), question, currency);
  return [...settled, ...withdrawn.map((rated) => ({ rated, shares: new Map<string, bigint>() }))];
}
