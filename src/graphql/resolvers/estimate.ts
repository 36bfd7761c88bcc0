/** Estimates: what a price would charge. */
import { estimateCharge } from '../../services/estimateCharge.ts';
import type { Resolvers } from '../generated.ts';

export const estimateResolvers: Resolvers = {
  Query: {
    estimateCharge: (_root, { input }) => {
      const { currency, model, quantity, rating, fraction, roundedMinor } = estimateCharge(input, ['input']);
      const amount = { minor: roundedMinor, currency };
      return {
        amount,
        exactAmount: rating.exact,
        explain: { model, quantity, steps: rating.steps.map((step) => ({ ...step })), fraction, exactAmount: rating.exact, roundedAmount: amount },
      };
    },
  },
};
