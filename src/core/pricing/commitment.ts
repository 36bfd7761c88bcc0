/** Commitment: what a plan version comes to at least. No client's price has this model; a plan's `minimumCommitment` gives one. */
import { type Decimal, decimalText } from '../decimal.ts';
import { readDecimal, readObject, required } from '../fields.ts';
import { flatStep, type PricingModel, ratingOf } from './model.ts';

/** Major units for a full period, not negative. */
export interface CommitmentTerms {
  amount: Decimal;
}

/** `commitment { amount }`: what is committed. Rating its line takes off what the plan's other prices charged. */
export const commitment: PricingModel<'COMMITMENT', CommitmentTerms> = {
  kind: 'COMMITMENT',
  field: 'commitment',
  needsMeter: false,
  readsValues: () => false,
  parse: (input, path) => {
    const field = { of: readObject(input, path), name: 'amount', path };
    return { amount: required(readDecimal(field), field) };
  },
  toJson: (terms) => ({ amount: decimalText(terms.amount) }),
  dimensionsOf: () => [],
  rate: (terms) => ratingOf([flatStep('minimum commitment', terms.amount)]),
};
