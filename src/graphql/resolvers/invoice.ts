/** Invoices: issued and drafted, their lines, and what is behind each line. */
import { asStoodAt, countsAsOf } from '../../core/asOf.ts';
import { invariant } from '../../core/invariant.ts';
import { creditOf } from '../../core/invoice.ts';
import { type JsonObject, canonicalJson } from '../../core/json.ts';
import { type Parties, partiesOf } from '../../core/parties.ts';
import { entriesOfJournal, entryKey } from '../../repositories/entries.ts';
import { countCuts, findCutByNumber, pageCuts } from '../../repositories/invoices.ts';
import { documentHtml } from '../../rendering/html.ts';
import { issueInvoice } from '../../services/issueInvoice.ts';
import { issueUsageNote } from '../../services/issueUsageNote.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import type { RequestContext } from '../context.ts';
import { loadCreditNotePage } from '../creditNotePage.ts';
import { asPayload, requestError } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { loadIssuedPage } from '../issuedPage.ts';
import { isBilledJournal, lineEventList } from '../lineEvidence.ts';
import { discountSources, drawSources, explanationOf, priceOf } from '../lineExplanation.ts';
import { listOf } from '../lists.ts';
import { decodeIdOf, encodeNodeId } from '../nodeId.ts';
import { pageOfArray } from '../pagination.ts';
import { type InvoiceLineSource, type InvoiceSource, issuedSource } from '../sources.ts';

export const invoiceResolvers: Resolvers = {
  Query: {
    invoice: async (_root, { id, number, ...at }, context) => {
      if ((id == null) === (number == null)) throw requestError('BAD_USER_INPUT', 'invoice takes exactly one of id and number');
      const byNumber = number == null ? null : await findCutByNumber(context.engine.store.database, context.tenantActor(), number);
      const invoiceId = byNumber?.id ?? decodeIdOf('inv', id ?? '')?.[0];
      const invoice = invoiceId === undefined ? null : await context.loaders().invoices.load(invoiceId);
      const times = asStoodAt({ asOf: at.asOf ?? null, knownAt: at.knownAt ?? null });
      // An invoice takes effect when it is recorded.
      if (!invoice || !countsAsOf({ effectiveAt: invoice.cut.issuedAt, recordedAt: invoice.cut.issuedAt }, times)) return null;
      assertSealed(invoice);
      return issuedSource(invoice, times);
    },
    invoices: (_root, { filter, ...args }, context) => {
      const { customerExternalId, ...wanted } = filter ?? {};
      return listWithin(customerExternalId, context, {
        args,
        list: ['invoices', { ...filter }],
        keyOf: ({ cut }) => [cut?.id ?? ''],
        read: async (db, reach, request) => await loadIssuedPage(context, await pageCuts(db, reach, wanted, request)),
        count: (db, reach, limit) => countCuts(db, reach, wanted, limit),
      });
    },
  },
  Mutation: {
    issueUsageNote: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { noteId, replayed } = await issueUsageNote(engine, tenantActor(), input);
        const note = await loaders().invoices.load(noteId);
        invariant(note, 'an issued note can be read');
        assertSealed(note);
        return { note: issuedSource(note), replayed };
      }),
    issueInvoice: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { invoiceId, replayed } = await issueInvoice(engine, tenantActor(), input);
        const invoice = await loaders().invoices.load(invoiceId);
        invariant(invoice, 'an issued invoice can be read');
        assertSealed(invoice);
        return { invoice: issuedSource(invoice), replayed };
      }),
  },
  Invoice: {
    id: ({ cut, customerId, asOf, usageSoFar }) => (cut ? encodeNodeId('inv', cut.id) : encodeNodeId(usageSoFar === null ? 'drf' : 'dru', customerId, asOf)),
    number: ({ cut }) => cut?.number ?? null,
    kind: ({ cut }) => cut?.terms?.note?.kind ?? 'INVOICE',
    corrects: async ({ cut }, _args, { loaders }) => {
      const corrected = await loaders().invoices.loadMany((cut?.terms?.note?.corrects ?? []).map(({ id }) => id));
      return corrected.map((invoice) => {
        if (invoice instanceof Error) throw invoice;
        invariant(invoice, 'a note corrects an invoice that is there');
        assertSealed(invoice);
        return issuedSource(invoice);
      });
    },
    usageThreshold: ({ usageSoFar, currency }) => (usageSoFar === null || usageSoFar.threshold === null ? null : { minor: usageSoFar.threshold, currency }),
    usageSoFar: ({ usageSoFar }) => usageSoFar !== null,
    issuedAt: ({ cut }) => cut?.issuedAt ?? null,
    status: async (invoice, _args, context) => await statusOf(invoice, context),
    issueDate: ({ dates }) => dates.issueDate,
    dueDate: ({ dates }) => dates.dueDate,
    seller: async (invoice, _args, context) => {
      const parties = await partiesIn(invoice, context);
      return parties && { ...parties.seller, language: null };
    },
    buyer: async (invoice, _args, context) => {
      const parties = await partiesIn(invoice, context);
      return parties && { ...parties.buyer, registrationNumber: null };
    },
    documentJson: ({ document }) => document && canonicalJson(document),
    html: ({ document, parties, seal }) => (document === null || seal === null ? null : documentHtml({ document, parties, seal })),
    pdfPath: ({ cut }) => cut && `/invoices/${encodeURIComponent(cut.number)}.pdf`,
    customer: async ({ customerId }, _args, { loaders }) => {
      const customer = await loaders().customers.load(customerId);
      invariant(customer, 'an invoice has a customer');
      return customer;
    },
    lines: (invoice, args) => {
      const lines = invoice.view.lines.map((line) => ({ invoice, line }));
      const keyOf = ({ line: { lineKey } }: InvoiceLineSource) => [lineKey];
      return listOf(args, {
        list: ['invoice.lines', invoice.cut?.id ?? [invoice.customerId, invoice.asOf]],
        keyOf,
        read: (request) => pageOfArray(lines, request, keyOf),
        count: () => lines.length,
      });
    },
    subtotal: ({ view, currency }) => ({ minor: view.subtotal, currency }),
    discounts: ({ view, currency }) => ({ minor: view.discounts, currency }),
    creditOffsets: ({ view, currency }) => ({ minor: view.offsets, currency }),
    credits: ({ view, currency }) => ({ minor: view.credits, currency }),
    tax: ({ view, currency }) => ({ minor: view.tax, currency }),
    taxes: ({ view, currency }) => view.taxes.map((share) => ({ share, currency })),
    taxIncluded: ({ view, currency }) => ({ minor: view.taxIncluded, currency }),
    total: ({ view, currency }) => ({ minor: view.total, currency }),
    amountDue: async (invoice, _args, context) => ({ minor: await amountDue(invoice, context), currency: invoice.currency }),
    settlements: async ({ cut, customerId, times }, args, { loaders }) => {
      const all = cut === null ? [] : await loaders().settlementsOfInvoice.load({ customerId, invoiceId: cut.id });
      const known = all.filter((settlement) => countsAsOf(settlement, times));
      const keyOf = ({ seq }: { seq: number }) => [seq];
      return await listOf(args, {
        list: ['invoice.settlements', cut?.id ?? '', times.asOf, times.knownAt],
        keyOf,
        read: (request) => pageOfArray(known, request, keyOf),
        count: () => known.length,
      });
    },
    creditNotes: async ({ cut, times }, args, context) => {
      const all = cut === null ? [] : await context.loaders().creditNotesOfInvoice.load(cut.id);
      const known = all.filter(({ issuedAt }) => countsAsOf({ effectiveAt: issuedAt, recordedAt: issuedAt }, times));
      return await listOf(args, {
        list: ['invoice.creditNotes', cut?.id ?? '', times.asOf, times.knownAt],
        keyOf: ({ note }) => [note.seq],
        read: async (request) => await loadCreditNotePage(context, pageOfArray(known, request, ({ seq }) => [seq])),
        count: () => known.length,
      });
    },
  },
  LineDiscount: {
    appliedCoupon: async ({ appliedCouponId }, _args, { loaders }) => {
      const applied = await loaders().appliedCoupons.load(appliedCouponId);
      invariant(applied, 'a discount has an applied coupon');
      return applied;
    },
  },
  InvoiceLine: {
    lineKey: ({ line }) => line.lineKey,
    description: ({ line }) => line.description,
    quantity: ({ line }) => line.quantity,
    amount: ({ line, invoice }) => ({ minor: line.amount, currency: invoice.currency }),
    discounts: ({ line, invoice }) => discountSources(line.discounts, invoice),
    creditOffset: ({ line, invoice }) => ({ minor: line.offset, currency: invoice.currency }),
    credits: ({ line, invoice }) => ({ minor: creditOf(line), currency: invoice.currency }),
    draws: ({ line, invoice }) => drawSources(line.draws, invoice),
    netAmount: ({ line, invoice }) => ({ minor: line.netAmount, currency: invoice.currency }),
    taxes: ({ line, invoice }) => line.taxes.map((share) => ({ share, currency: invoice.currency })),
    servicePeriod: ({ line }) => line.service,
    usageUntil: ({ line }) => line.usageUntil,
    dimensions: ({ line }) => (line.dimensions === null ? null : (JSON.parse(line.dimensions) as JsonObject)),
    isAdjustment: ({ line }) => line.previous !== null,
    isProjected: ({ invoice, line }) => !line.journals.every((journal) => isBilledJournal(invoice, journal)),
    subscription: async ({ invoice, line }, _args, { loaders }) => {
      return line.subscriptionId === null ? null : await loaders().subscriptions.load({ customerId: invoice.customerId, id: line.subscriptionId });
    },
    price: (source, _args, context) => priceOf(source, context),
    charge: ({ line }, _args, { loaders }) => (line.chargeId === null ? null : loaders().charges.load(line.chargeId)),
    entries: ({ invoice, line }, args, { loaders, tenantActor }) => {
      const { tenantId } = tenantActor();
      const journals = line.journals.filter((journal) => isBilledJournal(invoice, journal));
      const entries = journals.flatMap((journal) => {
        const stored = { ...journal, tenantId, customerId: invoice.customerId, postingCount: journal.postings.length, strayPostings: [], strayFields: [] };
        loaders().journals.prime({ customerId: invoice.customerId, seq: journal.seq }, stored);
        return entriesOfJournal(stored);
      });
      return listOf(args, {
        list: ['line.entries', invoice.cut?.id ?? [invoice.customerId, invoice.asOf], line.lineKey],
        keyOf: entryKey,
        read: (request) => pageOfArray(entries, request, entryKey),
        count: () => entries.length,
      });
    },
    events: async (source, { newOnly, ...args }, context) => await lineEventList(source, await priceOf(source, context), { newOnly, args }, context),
    explain: async (source, _args, context) => await explanationOf(source, context),
  },
};

/** As they were at issue; of a draft, as they are now. */
async function partiesIn({ cut, parties, customerId }: InvoiceSource, { loaders }: RequestContext): Promise<Parties | null> {
  if (cut !== null) return parties;
  const [tenant, customer] = await Promise.all([loaders().tenant(), loaders().customers.load(customerId)]);
  invariant(customer, 'an invoice has a customer');
  return partiesOf(tenant, customer);
}

async function amountDue({ cut, customerId, times, view }: InvoiceSource, { loaders }: RequestContext): Promise<bigint> {
  if (cut) return await loaders().receivables.load({ invoiceId: cut.id, customerId, times });
  return view.total > 0n ? view.total : 0n;
}

async function statusOf(invoice: InvoiceSource, context: RequestContext) {
  const { cut, customerId, times } = invoice;
  if (cut === null) return 'DRAFT';
  const notes = await context.loaders().creditNotesOfInvoice.load(cut.id);
  if (notes.some(({ terms, issuedAt }) => terms?.asked.voids != null && countsAsOf({ effectiveAt: issuedAt, recordedAt: issuedAt }, times))) return 'VOID';
  if ((await amountDue(invoice, context)) > 0n) return 'ISSUED';
  return (await context.loaders().writeOffs.load({ invoiceId: cut.id, customerId, times })) > 0n ? 'WRITTEN_OFF' : 'PAID';
}
