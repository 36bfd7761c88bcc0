/** Settlements: payments, credit applied, refunds and write-offs. */
import { invariant } from '../../core/invariant.ts';
import { type RecordedSettlement, creditedBy, isReturn, reopenedInvoices, settledAmount, settledInvoices } from '../../core/settlement.ts';
import { countSettlements, pageSettlements } from '../../repositories/settlements.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import { type Settled, applyCustomerCredit, failPayment, payRefund, recordPayment, refundCustomerCredit, refundPayment, writeOffInvoice } from '../../services/settle.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { AllocationInput, Resolvers } from '../generated.ts';
import { UNKNOWN_ID, decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { issuedSource } from '../sources.ts';

export const settlementResolvers: Resolvers = {
  Query: {
    settlements: (_root, { filter, ...args }, context) => {
      const wanted = { kinds: filter?.kinds };
      return listWithin(filter?.customerExternalId, context, {
        args,
        list: ['settlements', { ...filter }],
        keyOf: ({ customerId, seq }) => [customerId, seq],
        read: (db, reach, request) => pageSettlements(db, reach, wanted, request),
        count: (db, reach, limit) => countSettlements(db, reach, wanted, limit),
      });
    },
  },
  Mutation: {
    recordPayment: (_root, { input }, context) => answer(context, () => recordPayment(context.engine, context.tenantActor(), withInvoices(input))),
    applyCustomerCredit: (_root, { input }, context) => answer(context, () => applyCustomerCredit(context.engine, context.tenantActor(), withInvoices(input))),
    refundCustomerCredit: (_root, { input }, context) => answer(context, () => refundCustomerCredit(context.engine, context.tenantActor(), input)),
    payRefund: (_root, { input: { refundId, ...input } }, context) =>
      answer(context, () => payRefund(context.engine, context.tenantActor(), settlementIdOf(refundId), input)),
    refundPayment: (_root, { input: { paymentId, ...input } }, context) => answer(context, () => refundPayment(context.engine, context.tenantActor(), settlementIdOf(paymentId), input)),
    failPayment: (_root, { input: { paymentId, ...input } }, context) => answer(context, () => failPayment(context.engine, context.tenantActor(), settlementIdOf(paymentId), input)),
    writeOffInvoice: (_root, { input: { invoiceId, ...input } }, context) =>
      answer(context, () => writeOffInvoice(context.engine, context.tenantActor(), invoiceIdOf(invoiceId), input)),
  },
  Settlement: {
    id: ({ customerId, id }) => encodeNodeId('stl', customerId, id),
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'a settlement has a customer');
      return customer;
    },
    amount: async (settlement, _args, context) => {
      const { postings, currency } = await journalOf(settlement, context);
      return { minor: settledAmount(settlement.kind, postings), currency };
    },
    allocations: async (settlement, _args, context) => {
      const { postings, currency } = await journalOf(settlement, context);
      return (isReturn(settlement.kind) ? reopenedInvoices(postings) : settledInvoices(postings)).map((part) => ({ ...part, currency }));
    },
    credited: async (settlement, _args, context) => {
      const { postings, currency } = await journalOf(settlement, context);
      return { minor: creditedBy(postings), currency };
    },
    effectiveAt: async (settlement, _args, context) => (await journalOf(settlement, context)).effectiveAt,
    provider: ({ terms }) => terms.provider,
    reference: ({ terms }) => terms.reference,
    reason: ({ terms }) => terms.reason,
    payment: ({ terms }, _args, { loaders }) => (terms.paymentId === null ? null : loaders().settlements.load(terms.paymentId)),
    refund: ({ terms }, _args, { loaders }) => (terms.refundId === null ? null : loaders().settlements.load(terms.refundId)),
    actor: ({ actor }) => encodeActor(actor),
    journal: (settlement, _args, context) => journalOf(settlement, context),
  },
  SettlementAllocation: {
    invoice: async ({ invoiceId }, _args, { loaders }) => {
      const invoice = await loaders().invoices.load(invoiceId);
      invariant(invoice, 'what was settled is an issued invoice');
      assertSealed(invoice);
      return issuedSource(invoice);
    },
    amount: ({ amount, currency }) => ({ minor: amount, currency }),
  },
};

function answer({ loaders }: RequestContext, settle: () => Promise<Settled>) {
  return asPayload({ replayed: false }, async () => {
    const { settlementId, replayed } = await settle();
    return { settlement: await loaders().settlements.load(settlementId), replayed };
  });
}

function settlementIdOf(id: string): string {
  return decodeIdOf('stl', id)?.[1] ?? UNKNOWN_ID;
}

/** An id of something else cannot name an invoice either. */
function invoiceIdOf(id: string): string {
  return decodeIdOf('inv', id)?.[0] ?? UNKNOWN_ID;
}

function withInvoices<Input extends { readonly allocations?: readonly AllocationInput[] | null | undefined }>({ allocations, ...input }: Input) {
  return { ...input, allocations: allocations?.map(({ invoiceId, amount }) => ({ invoiceId: invoiceIdOf(invoiceId), amount })) };
}

async function journalOf({ customerId, seq }: RecordedSettlement, { loaders }: RequestContext) {
  const journal = await loaders().journals.load({ customerId, seq });
  invariant(journal, 'a settlement has a journal');
  return journal;
}
