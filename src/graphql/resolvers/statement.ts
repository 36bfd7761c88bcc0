/** Statements of account. */
import { instantText } from '../../core/instant.ts';
import { isSettlementKind } from '../../core/settlement.ts';
import { countStatement } from '../../repositories/statements.ts';
import { findStatement, pageOfStatement, sumStatement, sumStatementCredits } from '../../services/accountStatement.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';

export const statementResolvers: Resolvers = {
  Customer: {
    statement: async (customer, { from, to, knownAt }, { engine, tenantActor }) => {
      const db = engine.store.database;
      const scope = await findStatement(db, tenantActor().tenantId, customer, { from, to, knownAt: knownAt ?? null });
      return { externalId: customer.externalId, scope, sums: await sumStatement(db, scope) };
    },
  },
  AccountStatement: {
    currency: ({ scope }) => scope.currency,
    from: ({ scope }) => scope.time.from,
    to: ({ scope }) => scope.time.to,
    knownAt: ({ scope }) => scope.time.knownAt,
    openingBalance: ({ scope, sums }) => ({ minor: sums.opening, currency: scope.currency }),
    change: ({ scope, sums }) => ({ minor: sums.closing - sums.opening, currency: scope.currency }),
    closingBalance: ({ scope, sums }) => ({ minor: sums.closing, currency: scope.currency }),
    receivable: ({ scope, sums }) => ({ minor: sums.receivable, currency: scope.currency }),
    credit: ({ scope, sums }) => ({ minor: sums.credit, currency: scope.currency }),
    refundsPayable: ({ scope, sums }) => ({ minor: sums.refundsPayable, currency: scope.currency }),
    lots: async ({ scope }, _args, { engine }) => ({ ...(await sumStatementCredits(engine.store.database, scope)), currency: scope.currency }),
    pdfPath: ({ externalId, scope: { time } }) => {
      const { from, to, knownAt } = time;
      const query = new URLSearchParams({ from: instantText(from), to: instantText(to), ...(knownAt === null ? {} : { knownAt: instantText(knownAt) }) });
      return `/customers/${encodeURIComponent(externalId)}/statement.pdf?${query.toString()}`;
    },
    aged: ({ scope: { currency }, sums: { aged } }) => {
      const money = (minor: bigint) => ({ minor, currency });
      return {
        current: money(aged.current),
        days1To30: money(aged.days1To30),
        days31To60: money(aged.days31To60),
        days61To90: money(aged.days61To90),
        over90Days: money(aged.over90Days),
        total: money(aged.total),
      };
    },
    entries: ({ scope }, args, { engine }) => {
      const db = engine.store.database;
      return listOf(args, {
        list: ['statement.entries', scope.customerId, scope.time.from, scope.time.to, scope.time.knownAt],
        keyOf: ({ journal: { effectiveAt, seq } }) => [effectiveAt, seq],
        read: (request) => pageOfStatement(db, scope, request),
        count: (limit) => countStatement(db, scope, limit),
      });
    },
  },
  StatementLots: {
    openingBalance: ({ opening, currency }) => ({ minor: opening, currency }),
    granted: ({ granted, currency }) => ({ minor: granted, currency }),
    burned: ({ burned, currency }) => ({ minor: burned, currency }),
    expired: ({ expired, currency }) => ({ minor: expired, currency }),
    voided: ({ voided, currency }) => ({ minor: voided, currency }),
    transferred: ({ transferred, currency }) => ({ minor: transferred, currency }),
    closingBalance: ({ closing, currency }) => ({ minor: closing, currency }),
  },
  StatementEntry: {
    kind: ({ journal }) => journal.kind,
    effectiveAt: ({ journal }) => journal.effectiveAt,
    recordedAt: ({ journal }) => journal.recordedAt,
    invoiceNumbers: ({ numbers }) => [...numbers],
    settlement: async ({ journal }, _args, { loaders }) => (isSettlementKind(journal.kind) ? loaders().settlementsAt.load(journal) : null),
    amount: ({ amount, journal }) => ({ minor: amount, currency: journal.currency }),
    change: ({ change, journal }) => ({ minor: change, currency: journal.currency }),
    balance: ({ balance, journal }) => ({ minor: balance, currency: journal.currency }),
  },
};
