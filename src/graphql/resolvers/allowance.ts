/** Allowances of plan versions, and where their lots come from. */
import { grantingVersion } from '../../core/credits/allowanceLots.ts';
import { invariant } from '../../core/invariant.ts';
import type { Resolvers } from '../generated.ts';
import { scopeSource } from '../sources.ts';

export const allowanceResolvers: Resolvers = {
  PlanVersion: {
    allowances: ({ allowances = [], currency }) => allowances.map((allowance) => ({ ...allowance, currency })),
  },
  PlanAllowance: {
    amount: ({ amount, currency }) => ({ minor: amount, currency }),
    units: ({ unit }) => (unit === undefined ? null : { unitCode: unit.code, amount: unit.amount }),
    scope: ({ scope }) => scopeSource(scope),
    rollover: ({ rollover, currency }) => rollover && { ...rollover, maximumAmount: rollover.maximumAmount === null ? null : { minor: rollover.maximumAmount, currency } },
  },
  CreditGrant: {
    allowance: async ({ grant }, _args, { loaders }) => {
      const { allowance: lot } = grant.terms;
      if (lot === undefined) return null;
      const subscribed = await loaders().subscribed.load(grant.customerId);
      const subscription = subscribed?.subscriptions.find(({ id }) => id === lot.subscriptionId);
      invariant(subscribed && subscription, 'a lot of an allowance has a subscription');
      const found = grantingVersion(grant, subscription, subscribed.versions);
      const planVersion = subscribed.versions.get(found?.planVersionId ?? '');
      invariant(found && planVersion, 'a plan version brought the allowance');
      return { subscription, planVersion, name: found.allowance.name, code: lot.code, part: lot.part };
    },
  },
};
