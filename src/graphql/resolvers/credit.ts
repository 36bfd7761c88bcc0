/** Credit: lots, what became of them, and what is left. */
import { balanceOf, standingOf } from '../../core/credits/lot.ts';
import type { Lot, LotSums } from '../../core/credits/lot.ts';
import { invariant } from '../../core/invariant.ts';
import { countGrants, lotsOf, pageGrants } from '../../repositories/credits.ts';
import { adjustGrantExpiry } from '../../services/adjustGrantExpiry.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import { grantCredits } from '../../services/grantCredits.ts';
import type { GrantPlace } from '../../services/grantPlace.ts';
import { loadProjectedWallet, loadWallets } from '../../services/projectedBalance.ts';
import { purchaseCredits } from '../../services/purchaseCredits.ts';
import { transferCredits } from '../../services/transferCredits.ts';
import { voidGrant } from '../../services/voidGrant.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { issuedSource, scopeSource } from '../sources.ts';

export const creditResolvers: Resolvers = {
  Mutation: {
    grantCredits: (_root, { input }, context) => answer(context, () => grantCredits(context.engine, context.tenantActor(), input)),
    purchaseCredits: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { grantId, bonusId, invoiceId, replayed } = await purchaseCredits(engine, tenantActor(), input);
        const invoice = await loaders().invoices.load(invoiceId);
        invariant(invoice, 'an issued invoice can be read');
        assertSealed(invoice);
        return { grant: await loaders().lots.load(grantId), bonus: bonusId === null ? null : await loaders().lots.load(bonusId), invoice: issuedSource(invoice), replayed };
      }),
    voidGrant: (_root, { input: { grantId, ...input } }, context) => answer(context, () => voidGrant(context.engine, context.tenantActor(), placeOf(grantId), input)),
    transferCredits: (_root, { input: { grantId, ...input } }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { receivedId, replayed, ...lot } = await transferCredits(engine, tenantActor(), placeOf(grantId), input);
        return { grant: await loaders().lots.load(lot.grantId), received: await loaders().lots.load(receivedId), replayed };
      }),
    adjustGrantExpiry: (_root, { input: { grantId, ...input } }, context) => answer(context, () => adjustGrantExpiry(context.engine, context.tenantActor(), placeOf(grantId), input)),
  },
  Customer: {
    credits: (customer) => customer,
  },
  CustomerCredits: {
    grants: ({ id }, args, { engine, tenantActor }) => {
      const { tenantId } = tenantActor();
      const [{ store }, reach] = [engine, { tenantId, customerId: id }];
      return listOf(args, {
        list: ['customer.credits.grants', id],
        keyOf: ({ grant }: Lot) => [grant.customerId, grant.seq],
        read: async (request) =>
          await store.snapshot(async (db) => {
            const { rows, ...ends } = await pageGrants(db, reach, request);
            return { rows: await lotsOf(db, reach, rows, null), ...ends };
          }),
        count: (limit) => countGrants(store.database, reach, limit),
      });
    },
    balance: async ({ id, currency }, { asOf }, { engine, tenantActor, loaders }) => {
      const now = await loaders().now();
      const { posted, owed } = asOf == null ? await loaders().wallets.load(id) : await loadWallets(engine, { tenantId: tenantActor().tenantId, customerId: id }, [id], { now, asOf });
      return { minor: balanceOf([...posted, ...owed], asOf ?? now), currency };
    },
    owed: async ({ id }, _args, { loaders }) => (await loaders().wallets.load(id)).owed,
    projectedBalance: async (customer, _args, { engine, tenantActor, loaders }) => {
      const now = await loaders().now();
      return { minor: balanceOf(await loadProjectedWallet(engine, tenantActor(), customer, now), now), currency: customer.currency };
    },
  },
  CreditGrant: {
    id: ({ grant }) => encodeNodeId('grt', grant.customerId, grant.id),
    customer: async (lot, _args, context) => await customerOf(lot, context),
    kind: ({ grant }) => grant.terms.kind,
    status: async (lot, _args, { loaders }) => standingOf(lot, await loaders().now()).status,
    amount: async (lot, _args, context) => ({ minor: lot.grant.terms.amount, currency: (await customerOf(lot, context)).currency }),
    granted: (lot, _args, context) => moneyOf(lot, 'granted', context),
    burned: (lot, _args, context) => moneyOf(lot, 'burned', context),
    expired: (lot, _args, context) => moneyOf(lot, 'expired', context),
    voided: (lot, _args, context) => moneyOf(lot, 'voided', context),
    transferred: (lot, _args, context) => moneyOf(lot, 'transferred', context),
    transfers: ({ grant }, _args, { loaders }) => loaders().transfersOfGrant.load(grant.id),
    transferredFrom: ({ grant: { terms } }, _args, { loaders }) => (terms.transfer === undefined ? null : loaders().lots.load(terms.transfer.grantId)),
    remaining: (lot, _args, context) => moneyOf(lot, 'remaining', context),
    priority: ({ grant }) => grant.terms.priority,
    startsAt: ({ grant }) => grant.terms.startsAt,
    expiresAt: ({ expiresAt }) => expiresAt,
    expiryChanges: async ({ grant }, _args, { loaders }) => {
      const changes = await loaders().expiryChanges.load(grant.id);
      return changes.map(({ expiresAt, reason, recordedAt, actor }) => ({ expiresAt, reason, changedAt: recordedAt, actor: encodeActor(actor) }));
    },
    scope: ({ grant: { terms } }) => scopeSource(terms.scope),
    source: ({ grant }) => grant.terms.source,
    metadata: ({ grant }) => grant.terms.metadata,
    usable: ({ grant: { terms } }) => (terms.purchase === null ? null : terms.purchase.use),
    charge: ({ grant: { terms } }, _args, { loaders }) => (terms.purchase === null ? null : loaders().charges.load(terms.purchase.chargeId)),
    replaces: ({ grant: { terms } }, _args, { loaders }) => (terms.replaces === undefined ? null : loaders().lots.load(terms.replaces)),
    grantedAt: ({ grant }) => grant.recordedAt,
    actor: ({ grant }) => encodeActor(grant.actor),
    recurringGrant: ({ grant: { terms } }, _args, { loaders }) => (terms.recurrence === undefined ? null : loaders().recurringGrants.load(terms.recurrence.recurringGrantId)),
    topUpRule: ({ grant: { terms } }, _args, { loaders }) => (terms.topUp === undefined ? null : loaders().topUpRules.load(terms.topUp.topUpRuleId)),
    recurringPart: ({ grant: { terms } }) => terms.recurrence?.part ?? null,
    journal: async ({ grant, projected }, _args, { loaders, tenantActor }) => {
      if (projected !== undefined) return { ...projected, tenantId: tenantActor().tenantId, customerId: grant.customerId, postingCount: projected.postings.length, strayPostings: [], strayFields: [] };
      const journal = await loaders().journals.load({ customerId: grant.customerId, seq: grant.seq });
      invariant(journal, 'a grant has a journal');
      return journal;
    },
  },
  CreditTransfer: {
    received: ({ toGrantId }, _args, { loaders }) => loaders().lots.load(toGrantId),
    amount: async ({ customerId, terms: { moved } }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'a grant has a customer');
      return { minor: moved.amount, currency: customer.currency };
    },
    units: ({ terms: { moved } }) => moved.units ?? null,
    reason: ({ terms }) => terms.reason,
    transferredAt: ({ recordedAt }) => recordedAt,
    actor: ({ actor }) => encodeActor(actor),
  },
  LineDraw: {
    grant: async ({ grantId, owed }, _args, { loaders }) => {
      const lot = owed ?? (await loaders().lots.load(grantId));
      invariant(lot, 'what is drawn on is a lot');
      return lot;
    },
  },
};

function answer({ loaders }: RequestContext, work: () => Promise<{ grantId: string; replayed: boolean }>) {
  return asPayload({ replayed: false }, async () => {
    const { grantId, replayed } = await work();
    return { grant: await loaders().lots.load(grantId), replayed };
  });
}

/** An id of something else names no grant either. */
function placeOf(id: string): GrantPlace | null {
  const parts = decodeIdOf('grt', id);
  return parts && { customerId: parts[0], grantId: parts[1] };
}

async function customerOf({ grant }: Lot, { loaders }: RequestContext) {
  const customer = await loaders().customers.load(grant.customerId);
  invariant(customer, 'a grant has a customer');
  return customer;
}

async function moneyOf(lot: Lot, name: keyof LotSums | 'remaining', context: RequestContext) {
  const [{ currency }, now] = await Promise.all([customerOf(lot, context), context.loaders().now()]);
  return { minor: standingOf(lot, now)[name], currency };
}
