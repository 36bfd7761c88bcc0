/** The replay of charge lines from facts. */
import { type Divergence, replayLedger, timeBetween } from '../../services/replayLedger.ts';
import { requestError } from '../errors.ts';
import { reachOf } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';

export const replayResolvers: Resolvers = {
  Query: {
    replay: async (_root, { customer, from, to }, context) => {
      const reach = await reachOf(customer, context);
      if (!reach) return null;
      const time = timeBetween(from, to);
      if (time !== null && time.start >= time.end) throw requestError('BAD_USER_INPUT', '`to` does not lie after `from`');
      const { divergences, ...counts } = await replayLedger(context.engine, { ...reach, customerExternalId: null, time });
      const shown = divergences.map(divergenceOf);
      return { ...counts, drift: [...counts.drift], divergences: shown, firstDivergence: shown[0] ?? null };
    },
  },
};

function divergenceOf({ kind, message, customerExternalId, lineKey, service, currency, ledger, rebuilt }: Divergence) {
  const money = (minor: bigint) => ({ minor, currency });
  return {
    kind,
    message,
    customerExternalId,
    lineKey,
    servicePeriod: service,
    ledger: ledger && { ...ledger, amount: money(ledger.amount), journalSeq: ledger.seq },
    rebuilt: rebuilt && { ...rebuilt, amount: money(rebuilt.amount), steps: rebuilt.steps.map((step) => ({ ...step })) },
  };
}
