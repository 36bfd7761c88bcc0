/** The shape every price model has, what it rates, and what rating answers. One model a file; `models.ts` lists them. */
import type { KeptValues } from '../aggregation.ts';
import { type Decimal, ZERO } from '../decimal.ts';
import type { FieldPath } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** What one charge line used. */
export interface RatableUsage {
  /** A negative quantity is rated like zero: usage is taken back by the difference to what was charged before. */
  quantity: Decimal;
  /**
   * The value of each event in order of time, then key, null for an event that has none. Of the meter's own values the sum is
   * `quantity`. Null altogether: the whole quantity counts as one event.
   */
  values: readonly (Decimal | null)[] | null;
  /** The dimensions the quantity was grouped by; null if it was not. */
  dimensions: Readonly<Record<string, string | null>> | null;
}

/** In the order they can appear in a rating; the SDL lists the same words. */
export const STEP_KINDS = [
  'CONVERTED',
  'INCLUDED',
  'FREE',
  'FLAT',
  'UNIT',
  'TIER',
  'PACKAGE',
  'PERCENTAGE',
  'FIXED',
  'DYNAMIC',
  'UNPRICED',
  'CARRIED',
  'PRORATION',
  'MINIMUM',
  'MAXIMUM',
  'USED',
  'REVERSED',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** One summand of a rating, for people to follow. */
export interface RatingStep {
  kind: StepKind;
  /** English, naming the rule that applied: `tier 2: over 1000 to 10000`. */
  label: string;
  /** What was multiplied; null where the step is an amount by itself. */
  quantity: Decimal | null;
  /** Major units for one of `quantity` (for a percentage: the rate divided by 100). */
  unitAmount: Decimal | null;
  /** Major units charged once. */
  flatAmount: Decimal | null;
  /** Major units, exact: what the step adds. */
  amount: Decimal;
}

/** The answer of rating: an exact amount in major units, not rounded to the currency, and the steps that sum to exactly it. */
export interface Rating {
  exact: Decimal;
  steps: readonly RatingStep[];
}

/** A price model: how to read its terms, write them back, and rate usage by them. */
export interface PricingModel<Kind extends string, Terms> {
  readonly kind: Kind;
  /** Its name in the API's one-of input and in stored JSON. */
  readonly field: string;
  /** Whether its quantity can only come from events, so that a plan's price needs a meter. */
  readonly needsMeter: boolean;
  /** Which values of single events `rate` looks at, if any: the aggregate must keep them. */
  readsValues(terms: Terms): KeptValues;
  /** Reads terms, decimals as text. Errors: typed, with the field's path under `path`. */
  parse(input: unknown, path: FieldPath): Terms;
  /** The terms in the shape of the input, decimals in their one text: `parse(toJson(terms))` equals `terms`. */
  toJson(terms: Terms): JsonObject;
  /** The dimensions usage must be grouped by, each group rated by itself; empty if the total is rated. */
  dimensionsOf(terms: Terms): readonly string[];
  rate(terms: Terms, usage: RatableUsage): Rating;
}

/** A rating is the sum of its steps; the engine's 120 digits hold any such sum exactly. */
export function ratingOf(steps: readonly RatingStep[]): Rating {
  return { exact: steps.reduce((sum, step) => sum.plus(step.amount), ZERO), steps };
}

/** The step "quantity times unit amount". */
export function unitStep(kind: StepKind, label: string, quantity: Decimal, unitAmount: Decimal): RatingStep {
  return { kind, label, quantity, unitAmount, flatAmount: null, amount: quantity.times(unitAmount) };
}

/** The step of an amount charged once. */
export function flatStep(label: string, flatAmount: Decimal): RatingStep {
  return { kind: 'FLAT', label, quantity: null, unitAmount: null, flatAmount, amount: flatAmount };
}

/** The step that says something of a quantity and adds nothing: usage that is free, or a conversion. */
export function freeStep(kind: 'CONVERTED' | 'INCLUDED' | 'FREE' | 'UNPRICED', label: string, quantity: Decimal): RatingStep {
  return { kind, label, quantity, unitAmount: null, flatAmount: null, amount: ZERO };
}

/** The step that moves an amount by a difference: what was used before, proration, a minimum or a maximum, what counts toward a commitment. */
export function differenceStep(kind: 'CARRIED' | 'PRORATION' | 'MINIMUM' | 'MAXIMUM' | 'USED', label: string, amount: Decimal): RatingStep {
  return { kind, label, quantity: null, unitAmount: null, flatAmount: null, amount };
}

/** The step that takes a whole charge back. */
export function reversalStep(label: string, amount: Decimal): RatingStep {
  return { kind: 'REVERSED', label, quantity: null, unitAmount: null, flatAmount: null, amount };
}

/** A rating that its steps may take below zero, raised to zero: a price never pays the customer. */
export function notBelowZero(steps: readonly RatingStep[]): Rating {
  const rating = ratingOf(steps);
  if (!rating.exact.isNegative()) return rating;
  return ratingOf([...steps, differenceStep('MINIMUM', 'not below zero', rating.exact.negated())]);
}

/** The quantity that is charged for: never below zero. */
export function chargeable(quantity: Decimal): Decimal {
  return quantity.isPositive() ? quantity : ZERO;
}
