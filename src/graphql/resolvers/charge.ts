/** One-off charges. */
import { UNBILLED } from '../../core/accounts.ts';
import { invariant } from '../../core/invariant.ts';
import { chargeLineKey } from '../../core/oneOffCharge.ts';
import { netOn } from '../../core/posting.ts';
import { countCharges, pageCharges } from '../../repositories/charges.ts';
import { addCharge } from '../../services/addCharge.ts';
import { reverseCharge } from '../../services/reverseCharge.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { UNKNOWN_ID, decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';

export const chargeResolvers: Resolvers = {
  Query: {
    charges: (_root, { filter, ...args }, context) =>
      listWithin(filter?.customerExternalId, context, {
        args,
        list: ['charges', filter?.customerExternalId ?? null],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: pageCharges,
        count: countCharges,
      }),
  },
  Mutation: {
    addCharge: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        // An id of something else cannot name a subscription either.
        const subscriptionId = input.subscriptionId == null ? null : (decodeIdOf('sub', input.subscriptionId)?.[1] ?? UNKNOWN_ID);
        const { chargeId, replayed } = await addCharge(engine, tenantActor(), { ...input, subscriptionId });
        return { charge: await loaders().charges.load(chargeId), replayed };
      }),
    reverseCharge: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const [customerId, id] = decodeIdOf('chg', input.chargeId) ?? [UNKNOWN_ID, UNKNOWN_ID];
        const { chargeId, replayed } = await reverseCharge(engine, tenantActor(), { customerId, chargeId: id }, input);
        return { charge: await loaders().charges.load(chargeId), replayed };
      }),
  },
  OneOffCharge: {
    id: ({ customerId, id }) => encodeNodeId('chg', customerId, id),
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'a charge has a customer');
      return customer;
    },
    subscription: ({ customerId, subscriptionId }, _args, { loaders }) => (subscriptionId === null ? null : loaders().subscriptions.load({ customerId, id: subscriptionId })),
    description: ({ terms }) => terms.description,
    amount: async ({ customerId, seq }, _args, { loaders }) => {
      const journal = await loaders().journals.load({ customerId, seq });
      invariant(journal, 'a charge has a journal');
      return { minor: netOn(UNBILLED, journal.postings), currency: journal.currency };
    },
    quantity: ({ terms }) => terms.quantity,
    unitAmount: ({ terms }) => terms.unitAmount,
    servicePeriod: ({ terms }) => terms.service,
    taxRateCodes: ({ terms }) => terms.taxRateCodes && [...terms.taxRateCodes],
    lineKey: ({ id }) => chargeLineKey(id),
    createdAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
  ChargeReversal: {
    reversedAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
};
