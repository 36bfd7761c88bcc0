/** Late credit: what late charges of an invoice draw on credit, and whose credit they move. */
import { invariant } from '../../core/invariant.ts';
import { lateReport } from '../../core/credits/lateReport.ts';
import type { Resolvers } from '../generated.ts';
import { drawSources, subscribedOf } from '../lineExplanation.ts';

export const lateCreditResolvers: Resolvers = {
  Invoice: {
    lateCredit: async (invoice, _args, { loaders }) => {
      const { versions } = await subscribedOf(invoice, loaders());
      const prices = new Map([...versions.values()].flatMap((version) => version.prices.map((price) => [price.id, price])));
      return { invoice, report: lateReport(invoice.view, { prices, reachedBefore: invoice.reachedBefore }) };
    },
  },
  LateCredit: {
    policy: ({ invoice }) => invoice.lateCredit,
    lines: ({ invoice, report }) => report.lines.map((line) => ({ ...line, invoice })),
    lots: ({ invoice, report }) => report.lots.map((lot) => ({ ...lot, invoice })),
  },
  LateCreditLine: {
    line: ({ invoice, line }) => ({ invoice, line }),
    lineKey: ({ line }) => line.lineKey,
    before: ({ invoice, before }) => drawSources(before, invoice),
    after: ({ invoice, after }) => drawSources(after, invoice),
  },
  LateCreditLot: {
    grant: async ({ invoice: { owed }, grantId }, _args, { loaders }) => {
      const lot = owed.find(({ grant }) => grant.id === grantId) ?? (await loaders().lots.load(grantId));
      invariant(lot, 'what is drawn on is a lot');
      return lot;
    },
    before: ({ invoice: { currency }, before }) => ({ minor: before, currency }),
    after: ({ invoice: { currency }, after }) => ({ minor: after, currency }),
  },
};
