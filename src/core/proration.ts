/** Proration: what share of a full period a part of it is charged. */
import type { Decimal } from './decimal.ts';
import { invariant } from './invariant.ts';
import type { Period } from './period.ts';
import { localDaysWithin, type ZoneTimeline } from './zoneTimeline.ts';

/** By local calendar days, by elapsed time, or not at all. */
export const PRORATIONS = ['DAILY', 'PRECISE', 'NONE'] as const;
export type Proration = (typeof PRORATIONS)[number];

/** A share between 0 and 1, not reduced, because people read it: days over days, or milliseconds over milliseconds. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The share of `full` that `part` is charged.
 *
 * DAILY counts local days. Each local day of the full period belongs to exactly one part: the one in force when the day
 * ends. A part that starts at 10:00 is charged for that day; one that ends at 10:00 is not, for its successor is. A change
 * and a change back within one day charge that day once, and a part that begins and ends within one day counts 0 days.
 * Days that the zone skipped count nowhere; a day of 23 or 25 hours is one day.
 * PRECISE counts elapsed milliseconds. NONE charges every part in full, 1/1.
 *
 * Parts that tile the full period add up to exactly 1 (DAILY, PRECISE). `full` runs between local midnights of `zone` and
 * `part` lies within it; anything else is a programmer's mistake.
 * Source: DESIGN section 5, "Time".
 */
export function prorationFraction({ mode, full, part, zone }: ProrationCase): Fraction {
  invariant(part.start < part.end, 'a prorated part is not empty');
  invariant(full.start <= part.start && part.end <= full.end, 'a prorated part lies within its full period');
  switch (mode) {
    case 'DAILY':
      return fraction(localDaysWithin(part, zone), localDaysWithin(full, zone));
    case 'PRECISE':
      return fraction(part.end - part.start, full.end - full.start);
    case 'NONE':
      return fraction(1, 1);
  }
}

/** One question of proration: the part in force, the full period it lies in, and whose days count. */
export interface ProrationCase {
  readonly mode: Proration;
  readonly full: Period;
  readonly part: Period;
  readonly zone: ZoneTimeline;
}

/** `exact` times the fraction. It multiplies before it divides, so a whole fraction gives back exactly the same amount. */
export function applyFraction(exact: Decimal, { numerator, denominator }: Fraction): Decimal {
  return exact.times(numerator.toString()).div(denominator.toString());
}

/** Whether the fraction is 1: nothing is prorated. */
export function isWhole({ numerator, denominator }: Fraction): boolean {
  return numerator === denominator;
}

function fraction(numerator: number, denominator: number): Fraction {
  invariant(denominator > 0 && numerator >= 0 && numerator <= denominator, 'a proration lies between 0 and 1');
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}
