/** Automatic top-ups. */
import type { TopUpRule } from '../../core/credits/topUp.ts';
import { invariant } from '../../core/invariant.ts';
import { countTopUpRules, pageTopUpRules } from '../../repositories/topUpRules.ts';
import { type TopUpRulePlace, endTopUpRule } from '../../services/endTopUpRule.ts';
import { setTopUpRule } from '../../services/setTopUpRule.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { scopeSource } from '../sources.ts';

export const topUpResolvers: Resolvers = {
  Query: {
    topUpRules: (_root, { filter, ...args }, context) =>
      listWithin(filter?.customerExternalId, context, {
        args,
        list: ['topUpRules', filter?.customerExternalId ?? null],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: pageTopUpRules,
        count: countTopUpRules,
      }),
  },
  Mutation: {
    setTopUpRule: (_root, { input }, context) => answer(context, () => setTopUpRule(context.engine, context.tenantActor(), input)),
    endTopUpRule: (_root, { input: { topUpRuleId, ...input } }, context) => answer(context, () => endTopUpRule(context.engine, context.tenantActor(), placeOf(topUpRuleId), input)),
  },
  CustomerCredits: {
    topUpRule: async ({ id }, _args, { loaders }) => (await loaders().topUpRulesOfCustomer.load(id)).find(({ end }) => end === null) ?? null,
  },
  TopUpRule: {
    id: ({ customerId, id }) => encodeNodeId('tur', customerId, id),
    customer: (rule, _args, context) => customerOf(rule, context),
    threshold: async (rule, _args, context) => await moneyOf(rule, rule.terms.threshold, context),
    basis: ({ terms }) => terms.basis,
    amount: async (rule, _args, context) => await moneyOf(rule, rule.terms.lot.amount, context),
    bonusAmount: async (rule, _args, context) => (rule.terms.bonus === undefined ? null : await moneyOf(rule, rule.terms.bonus.amount, context)),
    monthlyLimit: async (rule, _args, context) => await moneyOf(rule, rule.terms.monthlyLimit, context),
    usable: ({ terms }) => terms.use,
    priority: ({ terms }) => terms.lot.priority,
    expiresAfter: ({ terms }) => terms.expiresAfter,
    scope: ({ terms }) => scopeSource(terms.lot.scope),
    description: ({ terms }) => terms.description,
    taxRateCodes: ({ terms }) => terms.taxRateCodes && [...terms.taxRateCodes],
    source: ({ terms }) => terms.lot.source,
    metadata: ({ terms }) => terms.lot.metadata,
    standing: async ({ id, terms }, _args, { loaders }) => {
      const looked = await loaders().topUpLooks.load(id);
      invariant(looked, 'a rule can be looked at');
      return { ...looked.standing, currency: looked.customer.currency, limit: terms.monthlyLimit, unit: terms.lot.unit };
    },
    createdAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
    ending: ({ end }) => end,
  },
  TopUpStanding: {
    balance: ({ balance, currency }) => ({ minor: balance, currency }),
    boughtInMonth: ({ boughtInMonth, currency }) => ({ minor: boughtInMonth, currency }),
    leftInMonth: ({ boughtInMonth, limit, currency }) => ({ minor: limit > boughtInMonth ? limit - boughtInMonth : 0n, currency }),
    monthEndsAt: ({ month }) => month.end,
    awaitingPayment: ({ awaitingPayment, currency }) => ({ minor: awaitingPayment, currency }),
  },
  TopUpRuleEnd: {
    endedAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
};

function answer({ loaders }: RequestContext, work: () => Promise<{ topUpRuleId: string; replayed: boolean }>) {
  return asPayload({ replayed: false }, async () => {
    const { topUpRuleId, replayed } = await work();
    return { topUpRule: await loaders().topUpRules.load(topUpRuleId), replayed };
  });
}

/** An id of something else names no rule either. */
function placeOf(id: string): TopUpRulePlace | null {
  const parts = decodeIdOf('tur', id);
  return parts && { customerId: parts[0], topUpRuleId: parts[1] };
}

async function moneyOf(rule: TopUpRule, minor: bigint, context: RequestContext) {
  return { minor, currency: (await customerOf(rule, context)).currency };
}

async function customerOf({ customerId }: TopUpRule, { loaders }: RequestContext) {
  const customer = await loaders().customers.load(customerId);
  invariant(customer, 'a rule has a customer');
  return customer;
}
