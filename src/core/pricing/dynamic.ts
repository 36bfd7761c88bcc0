/** Dynamic: every event says itself what it costs, in a property of its own. */
import { Decimal, ZERO } from '../decimal.ts';
import type { FieldPath } from '../errors.ts';
import { readObject } from '../fields.ts';
import type { JsonObject } from '../json.ts';
import { parseKey } from '../key.ts';
import { freeStep, notBelowZero, type PricingModel, type RatableUsage, type Rating, type RatingStep } from './model.ts';

export interface DynamicTerms {
  /** The event property that holds the amount: major units, an exact decimal; negative for a refund. */
  amountProperty: string;
}

/**
 * `dynamic { amountProperty }`. The amounts of all events are added up exactly and rounded once, as any charge is. The meter
 * only says which events count and how many units they were; its quantity is shown and costs nothing by itself.
 * An event whose amount is missing or no exact decimal is charged nothing, and the rating says how many there were. Refunds
 * take off what other events cost; the charge is never below zero. Values null: the whole quantity is one event's amount.
 * Errors: `amountProperty` as `parseKey`.
 */
export const dynamic: PricingModel<'DYNAMIC', DynamicTerms> = {
  kind: 'DYNAMIC',
  field: 'dynamic',
  needsMeter: true,
  readsValues: (terms) => ({ property: terms.amountProperty }),
  parse: parseDynamic,
  toJson: (terms): JsonObject => ({ amountProperty: terms.amountProperty }),
  dimensionsOf: () => [],
  rate: rateDynamic,
};

function rateDynamic({ amountProperty }: DynamicTerms, usage: RatableUsage): Rating {
  const values = usage.values ?? [usage.quantity];
  const amounts = values.filter((value) => value !== null);
  const missing = values.length - amounts.length;
  const total = amounts.reduce((sum, amount) => sum.plus(amount), ZERO);
  const steps: RatingStep[] = [amountsStep(`amounts of events (property ${amountProperty})`, amounts.length, total)];
  if (missing > 0) steps.push(freeStep('UNPRICED', `events without an amount (property ${amountProperty})`, new Decimal(missing)));
  return notBelowZero(steps);
}

/** The events have no one unit amount, so theirs are shown by their number and their sum. */
function amountsStep(label: string, eventCount: number, amount: Decimal): RatingStep {
  return { kind: 'DYNAMIC', label, quantity: new Decimal(eventCount), unitAmount: null, flatAmount: null, amount };
}

function parseDynamic(input: unknown, path: FieldPath): DynamicTerms {
  const of = readObject(input, path);
  return { amountProperty: parseKey(of['amountProperty'], [...path, 'amountProperty']) };
}
