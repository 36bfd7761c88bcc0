/** Any object by its global id: the same reach and the same scopes as by any other way to it. */
import type { GraphQLResolveInfo } from 'graphql';
import { entriesOfJournal } from '../../repositories/entries.ts';
import { findMeters } from '../../repositories/meters.ts';
import { draftInvoice } from '../../services/draftInvoice.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import type { RequestContext } from '../context.ts';
import { sealedNote } from '../creditNotePage.ts';
import { requestError } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { type NodeKey, decodeNodeId } from '../nodeId.ts';
import { LARGEST_PAGE } from '../pagination.ts';
import { holdsScopes, typeScopes } from '../requiresScopes.ts';
import { creditNoteSource, draftSource, issuedSource } from '../sources.ts';

export const nodeResolvers: Resolvers = {
  Query: {
    node: (_root, { id }, context, info) => loadNode(id, context, info),
    nodes: async (_root, { ids }, context, info) => {
      if (ids.length > LARGEST_PAGE) throw requestError('BAD_USER_INPUT', `nodes takes at most ${LARGEST_PAGE} ids`);
      return await Promise.all(ids.map((id) => loadNode(id, context, info)));
    },
  },
  // The type stands in the loaded object: a row alone does not say what it is.
  Node: { __resolveType: (source) => (source as unknown as TypedNode).__typename },
};

/** The types that implement Node, by the prefix of their ids. Other ids name no node. */
const NODE_TYPES = {
  cus: 'Customer',
  mtr: 'Meter',
  pln: 'Plan',
  txr: 'TaxRate',
  cru: 'CreditUnit',
  sub: 'Subscription',
  evt: 'UsageEvent',
  jrn: 'LedgerJournal',
  ent: 'LedgerEntry',
  inv: 'Invoice',
  crn: 'CreditNote',
  chg: 'OneOffCharge',
  stl: 'Settlement',
  grt: 'CreditGrant',
  rcg: 'RecurringGrant',
  cal: 'CreditAlert',
  tur: 'TopUpRule',
  cpn: 'Coupon',
  bkf: 'UsageBackfill',
  apc: 'AppliedCoupon',
  drf: 'Invoice',
  dru: 'Invoice',
} as const;

type NodePrefix = keyof typeof NODE_TYPES;
interface TypedNode {
  readonly __typename: (typeof NODE_TYPES)[NodePrefix];
}

async function loadNode(id: string, context: RequestContext, { schema }: GraphQLResolveInfo) {
  const key = decodeNodeId(id);
  if (!key || !(key.type in NODE_TYPES)) return null;
  const __typename = NODE_TYPES[key.type as NodePrefix];
  if (!holdsScopes(context.actor, typeScopes(schema, __typename) ?? [])) return null;
  const source = await loadSource(key, context);
  return source && { ...source, __typename };
}

async function loadSource(key: NodeKey, context: RequestContext) {
  const { engine, tenantActor, loaders } = context;
  switch (key.type) {
    case 'cus':
      return await loaders().customers.load(key.parts[0]);
    case 'mtr':
      return (await findMeters(engine.store.database, tenantActor().tenantId, [key.parts[0]]))[0] ?? null;
    case 'pln':
      return await loaders().plans.load(key.parts[0]);
    case 'txr':
      return await loaders().taxRates.load(key.parts[0]);
    case 'cru':
      return await loaders().creditUnits.load(key.parts[0]);
    case 'sub':
      return await loaders().subscriptions.load({ customerId: key.parts[0], id: key.parts[1] });
    case 'evt':
      return await loaders().events.load({ customerId: key.parts[0], id: key.parts[1] });
    case 'jrn':
      return await loaders().journals.load({ customerId: key.parts[0], seq: key.parts[1] });
    case 'ent':
      return await loadEntry(key.parts, context);
    case 'inv':
      return await loadIssued(key.parts[0], context);
    case 'crn':
      return await loadCreditNote(key.parts[0], context);
    case 'chg':
      return await loaders().charges.load(key.parts[1]);
    case 'stl':
      return await loaders().settlements.load(key.parts[1]);
    case 'bkf':
      return await loaders().backfills.load(key.parts[0]);
    case 'grt':
      return await loaders().lots.load(key.parts[1]);
    case 'rcg':
      return await loaders().recurringGrants.load(key.parts[1]);
    case 'cal':
      return await loaders().creditAlerts.load(key.parts[1]);
    case 'tur':
      return await loaders().topUpRules.load(key.parts[1]);
    case 'hld':
      return await loaders().holds.load(key.parts[1]);
    case 'cpn':
      return await loaders().coupons.load(key.parts[0]);
    case 'apc':
      return await loaders().appliedCoupons.load(key.parts[1]);
    case 'drf':
    case 'dru':
      return await loadDraft(key, context);
    default:
      return null;
  }
}

async function loadEntry([customerId, seq, ordinal, side]: Extract<NodeKey, { type: 'ent' }>['parts'], { loaders }: RequestContext) {
  const journal = await loaders().journals.load({ customerId, seq });
  if (!journal) return null;
  return entriesOfJournal(journal).find((entry) => entry.ordinal === ordinal && entry.side.startsWith(side)) ?? null;
}

async function loadIssued(id: string, { loaders }: RequestContext) {
  const invoice = await loaders().invoices.load(id);
  if (!invoice) return null;
  assertSealed(invoice);
  return issuedSource(invoice);
}

async function loadCreditNote(id: string, { loaders }: RequestContext) {
  const derived = await loaders().creditNotes.load(id);
  return derived && creditNoteSource(sealedNote(derived));
}

async function loadDraft({ type, parts: [customerId, asOf] }: Extract<NodeKey, { type: 'drf' | 'dru' }>, { engine, tenantActor, loaders }: RequestContext) {
  const customer = await loaders().customers.load(customerId);
  const draft = customer && (await draftInvoice(engine, tenantActor(), customer, asOf, { usageSoFar: type === 'dru' }));
  return draft && draftSource(draft);
}
