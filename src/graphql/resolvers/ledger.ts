/** The ledger: journals, entries, balances and proofs. */
import { accountName, isAccountCode } from '../../core/accounts.ts';
import { parseCurrency } from '../../core/currency.ts';
import { invariant } from '../../core/invariant.ts';
import { countEntries, entriesOfJournal, entryKey, pageEntries, sumAccounts } from '../../repositories/entries.ts';
import { countJournals, pageJournals } from '../../repositories/journals.ts';
import { findTenant } from '../../repositories/tenants.ts';
import { verifyLedger } from '../../services/verifyLedger.ts';
import { listWithin, reachOf } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { encodeActor, encodeNodeId } from '../nodeId.ts';
import { pageOfArray } from '../pagination.ts';

const FINDING_LIMIT = 100;

export const ledgerResolvers: Resolvers = {
  Query: {
    ledgerEntries: (_root, { filter, ...args }, context) => {
      const { customerExternalId, ...wanted } = filter ?? {};
      return listWithin(customerExternalId, context, {
        args,
        list: ['ledgerEntries', { ...filter }],
        keyOf: entryKey,
        read: (db, reach, request) => pageEntries(db, reach, wanted, request),
        count: (db, reach, limit) => countEntries(db, reach, wanted, limit),
      });
    },
    ledgerJournals: (_root, { filter, ...args }, context) => {
      const { customerExternalId, ...wanted } = filter ?? {};
      return listWithin(customerExternalId, context, {
        args,
        list: ['ledgerJournals', { ...filter }],
        keyOf: ({ customerId, seq }) => [customerId, seq],
        read: (db, reach, request) => pageJournals(db, reach, wanted, request),
        count: (db, reach, limit) => countJournals(db, reach, wanted, limit),
      });
    },
    trialBalance: async (_root, { currency: code, asOf, knownAt }, { engine, tenantActor }) => {
      const db = engine.store.database;
      const tenant = await findTenant(db, tenantActor().tenantId);
      invariant(tenant, 'an actor has a tenant');
      const currency = code == null ? tenant.defaultCurrency : parseCurrency(code, ['currency']);
      const sums = await sumAccounts(db, tenantActor(), { currency, asOf: asOf ?? null, knownAt: knownAt ?? null });
      const debits = sums.reduce((sum, row) => sum + row.debits, 0n);
      const credits = sums.reduce((sum, row) => sum + row.credits, 0n);
      const money = (minor: bigint) => ({ minor, currency });
      return {
        currency,
        accounts: sums.map((row) => ({
          code: row.code,
          name: nameOf(row.code),
          debits: money(row.debits),
          credits: money(row.credits),
          balance: money(row.debits - row.credits),
        })),
        totalDebits: money(debits),
        totalCredits: money(credits),
        difference: money(debits - credits),
        isBalanced: debits === credits,
      };
    },
    ledgerVerification: async (_root, { customer }, context) => {
      const reach = await reachOf(customer, context);
      if (!reach) return null;
      const { findings, ...counts } = await verifyLedger(context.engine, reach);
      return { ...counts, findings: findings.slice(0, FINDING_LIMIT), findingCount: findings.length };
    },
  },
  LedgerJournal: {
    id: ({ customerId, seq }) => encodeNodeId('jrn', customerId, seq),
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'a journal has a customer');
      return customer;
    },
    actor: ({ actor }) => encodeActor(actor),
    lineKey: ({ line }) => line?.lineKey ?? null,
    servicePeriod: ({ line }) => line?.service ?? null,
    quantity: ({ line }) => line?.quantity ?? null,
    exactAmount: ({ line }) => line?.exactAmount ?? null,
    ratedDigest: ({ line }) => line?.ratedDigest ?? null,
    entries: (journal, args) => {
      const entries = entriesOfJournal(journal);
      return listOf(args, {
        list: ['journal.entries', journal.customerId, journal.seq],
        keyOf: entryKey,
        read: (request) => pageOfArray(entries, request, entryKey),
        count: () => entries.length,
      });
    },
  },
  LedgerEntry: {
    id: ({ customerId, seq, ordinal, side }) => encodeNodeId('ent', customerId, seq, ordinal, side === 'DEBIT' ? 'D' : 'C'),
    journal: async ({ customerId, seq }, _args, { loaders }) => {
      const journal = await loaders().journals.load({ customerId, seq });
      invariant(journal, 'an entry has a journal');
      return journal;
    },
    amount: ({ amount, currency }) => ({ minor: amount, currency }),
  },
  LedgerAccount: {
    name: ({ code }) => nameOf(code),
  },
};

/** Also of a row that somebody put there by other means. */
function nameOf(code: string): string {
  return isAccountCode(code) ? accountName(code) : 'not in the chart';
}
