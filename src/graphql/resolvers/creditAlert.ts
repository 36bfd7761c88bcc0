/** Low-balance alerts. */
import { type CreditAlert, alertState } from '../../core/credits/creditAlert.ts';
import { invariant } from '../../core/invariant.ts';
import { countCreditAlerts, pageCreditAlerts } from '../../repositories/creditAlerts.ts';
import { createCreditAlert } from '../../services/createCreditAlert.ts';
import { type CreditAlertPlace, removeCreditAlert } from '../../services/removeCreditAlert.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';

export const creditAlertResolvers: Resolvers = {
  Query: {
    creditAlerts: (_root, { filter, ...args }, context) =>
      listWithin(filter?.customerExternalId, context, {
        args,
        list: ['creditAlerts', filter?.customerExternalId ?? null],
        keyOf: ({ customerId, id }) => [customerId, id],
        read: pageCreditAlerts,
        count: countCreditAlerts,
      }),
  },
  Mutation: {
    createCreditAlert: (_root, { input }, context) => answer(context, () => createCreditAlert(context.engine, context.tenantActor(), input)),
    removeCreditAlert: (_root, { input: { creditAlertId, ...input } }, context) => answer(context, () => removeCreditAlert(context.engine, context.tenantActor(), placeOf(creditAlertId), input)),
  },
  CreditAlert: {
    id: ({ customerId, id }) => encodeNodeId('cal', customerId, id),
    customer: (alert, _args, context) => customerOf(alert, context),
    threshold: async (alert, _args, context) => ({ minor: alert.terms.threshold, currency: (await customerOf(alert, context)).currency }),
    name: ({ terms }) => terms.name,
    state: (alert) => alertState(alert),
    events: async (alert, _args, context) => {
      const { currency } = await customerOf(alert, context);
      return alert.events.toReversed().map((event) => ({ ...event, currency }));
    },
    createdAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
  CreditAlertEvent: {
    balance: ({ balance, currency }) => ({ minor: balance, currency }),
    occurredAt: ({ recordedAt }) => recordedAt,
  },
};

function answer({ loaders }: RequestContext, work: () => Promise<{ creditAlertId: string; replayed: boolean }>) {
  return asPayload({ replayed: false }, async () => {
    const { creditAlertId, replayed } = await work();
    return { creditAlert: await loaders().creditAlerts.load(creditAlertId), replayed };
  });
}

/** An id of something else names no alert either. */
function placeOf(id: string): CreditAlertPlace | null {
  const parts = decodeIdOf('cal', id);
  return parts && { customerId: parts[0], creditAlertId: parts[1] };
}

async function customerOf({ customerId }: CreditAlert, { loaders }: RequestContext) {
  const customer = await loaders().customers.load(customerId);
  invariant(customer, 'an alert has a customer');
  return customer;
}
