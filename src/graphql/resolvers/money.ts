/** Money on the wire. */
import { amountText } from '../../core/money.ts';
import type { Resolvers } from '../generated.ts';

export const moneyResolvers: Resolvers = {
  Money: {
    amount: ({ minor, currency }) => amountText(minor, currency),
    minorUnits: ({ minor }) => minor,
  },
};
