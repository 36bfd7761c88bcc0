/** All resolvers of the API, put together from one file a noun. */
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from './context.ts';
import type { Resolvers } from './generated.ts';
import { buildSchema } from './schema.ts';
import { chargeResolvers } from './resolvers/charge.ts';
import { creditResolvers } from './resolvers/credit.ts';
import { creditUnitResolvers } from './resolvers/creditUnit.ts';
import { couponResolvers } from './resolvers/coupon.ts';
import { creditAlertResolvers } from './resolvers/creditAlert.ts';
import { topUpResolvers } from './resolvers/topUp.ts';
import { allowanceResolvers } from './resolvers/allowance.ts';
import { recurringGrantResolvers } from './resolvers/recurringGrant.ts';
import { creditNoteResolvers } from './resolvers/creditNote.ts';
import { checkpointResolvers } from './resolvers/checkpoint.ts';
import { customerResolvers } from './resolvers/customer.ts';
import { driftResolvers } from './resolvers/drift.ts';
import { estimateResolvers } from './resolvers/estimate.ts';
import { invoiceResolvers } from './resolvers/invoice.ts';
import { lateCreditResolvers } from './resolvers/lateCredit.ts';
import { ledgerResolvers } from './resolvers/ledger.ts';
import { meterResolvers } from './resolvers/meter.ts';
import { moneyResolvers } from './resolvers/money.ts';
import { nodeResolvers } from './resolvers/node.ts';
import { planResolvers } from './resolvers/plan.ts';
import { privacyResolvers } from './resolvers/privacy.ts';
import { replayResolvers } from './resolvers/replay.ts';
import { settlementResolvers } from './resolvers/settlement.ts';
import { simulationResolvers } from './resolvers/simulation.ts';
import { migrationResolvers } from './resolvers/migration.ts';
import { holdResolvers } from './resolvers/hold.ts';
import { invoiceDiffResolvers } from './resolvers/invoiceDiff.ts';
import { priceCorrectionResolvers } from './resolvers/priceCorrection.ts';
import { revenueResolvers } from './resolvers/revenue.ts';
import { statementResolvers } from './resolvers/statement.ts';
import { subscriptionResolvers } from './resolvers/subscription.ts';
import { tenantResolvers } from './resolvers/tenant.ts';
import { taxResolvers } from './resolvers/tax.ts';
import { usageResolvers } from './resolvers/usage.ts';
import { backfillResolvers } from './resolvers/backfill.ts';
import { usageBillingResolvers } from './resolvers/usageBilling.ts';
import type { Resolvers as ContextResolvers } from './schema.ts';

const NOUNS: readonly Resolvers[] = [
  tenantResolvers,
  customerResolvers,
  meterResolvers,
  planResolvers,
  estimateResolvers,
  taxResolvers,
  migrationResolvers,
  priceCorrectionResolvers,
  invoiceDiffResolvers,
  subscriptionResolvers,
  usageResolvers,
  privacyResolvers,
  usageBillingResolvers,
  backfillResolvers,
  lateCreditResolvers,
  ledgerResolvers,
  replayResolvers,
  checkpointResolvers,
  invoiceResolvers,
  creditNoteResolvers,
  chargeResolvers,
  settlementResolvers,
  statementResolvers,
  couponResolvers,
  recurringGrantResolvers,
  allowanceResolvers,
  creditAlertResolvers,
  topUpResolvers,
  creditResolvers,
  holdResolvers,
  creditUnitResolvers,
  simulationResolvers,
  driftResolvers,
  revenueResolvers,
  moneyResolvers,
  nodeResolvers,
];

/** Types that several nouns add fields to, such as Query, hold the fields of all. */
function allResolvers(): ContextResolvers<RequestContext> {
  const all: Record<string, Record<string, unknown>> = {};
  for (const noun of NOUNS) {
    for (const [type, fields] of Object.entries(noun as typeof all)) all[type] = { ...all[type], ...fields };
  }
  all['Mutation'] = Object.fromEntries(Object.entries(all['Mutation'] ?? {}).map(([name, resolve]) => [name, loadingAnew(resolve as MutationResolver)]));
  return all;
}

let served: GraphQLSchema | null = null;

/** The contract with its resolvers. It holds nothing of a server: all of a process have the same, built when the first one starts. */
export function servedSchema(): GraphQLSchema {
  return (served ??= buildSchema(allResolvers()));
}

type MutationResolver = (root: unknown, args: unknown, context: RequestContext, info: unknown) => unknown;

/** The mutations of a document run one after another, each with its answer: one must not show what was loaded before it. */
function loadingAnew(resolve: MutationResolver): MutationResolver {
  return (root, args, context, info) => {
    context.forgetLoaded();
    return resolve(root, args, context, info);
  };
}
