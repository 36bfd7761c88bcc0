/** Credit notes: issued and previewed, and their lines. */
import { creditedByNote } from '../../core/creditNoteIssue.ts';
import { invariant } from '../../core/invariant.ts';
import { type JsonObject, canonicalJson } from '../../core/json.ts';
import { countCreditNotes, findCreditNoteByNumber, pageCreditNotes } from '../../repositories/creditNotes.ts';
import { documentHtml } from '../../rendering/html.ts';
import { refundIdOf } from '../../services/creditNotePosting.ts';
import { type CreditNoteIssued, issueCreditNote, previewCreditNote, voidInvoice } from '../../services/issueCreditNote.ts';
import type { RequestContext } from '../context.ts';
import { drawSources } from '../lineExplanation.ts';
import { loadCreditNotePage, sealedNote } from '../creditNotePage.ts';
import { asPayload, requestError } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { UNKNOWN_ID, decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';
import { type PageArguments, pageOfArray } from '../pagination.ts';
import { projectedPostings } from '../projectedPostings.ts';
import { type CreditedSource, creditNoteSource, issuedSource } from '../sources.ts';

export const creditNoteResolvers: Resolvers = {
  Query: {
    creditNote: async (_root, { id, number }, context) => {
      if ((id == null) === (number == null)) throw requestError('BAD_USER_INPUT', 'creditNote takes exactly one of id and number');
      const byNumber = number == null ? null : await findCreditNoteByNumber(context.engine.store.database, context.tenantActor(), number);
      const noteId = byNumber?.id ?? decodeIdOf('crn', id ?? '')?.[0];
      const derived = noteId === undefined ? null : await context.loaders().creditNotes.load(noteId);
      return derived && creditNoteSource(sealedNote(derived));
    },
    creditNotes: (_root, { filter, ...args }, context) => {
      const { customerExternalId, invoiceId, ...times } = filter ?? {};
      const wanted = { ...times, invoiceId: invoiceId == null ? null : invoiceIdOf(invoiceId) };
      return listWithin(customerExternalId, context, {
        args,
        list: ['creditNotes', { ...filter }],
        keyOf: ({ note }) => [note.id],
        read: async (db, reach, request) => await loadCreditNotePage(context, await pageCreditNotes(db, reach, wanted, request)),
        count: (db, reach, limit) => countCreditNotes(db, reach, wanted, limit),
      });
    },
    previewCreditNote: (_root, { input: { invoiceId, ...input } }, { engine, tenantActor }) => previewCreditNote(engine, tenantActor(), invoiceIdOf(invoiceId), input),
  },
  Mutation: {
    voidInvoice: (_root, { input: { invoiceId, ...input } }, context) => answer(context, () => voidInvoice(context.engine, context.tenantActor(), invoiceIdOf(invoiceId), input)),
    issueCreditNote: (_root, { input: { invoiceId, ...input } }, context) => answer(context, () => issueCreditNote(context.engine, context.tenantActor(), invoiceIdOf(invoiceId), input)),
  },
  CreditNote: {
    id: ({ note }) => encodeNodeId('crn', note.id),
    number: ({ note }) => note.number,
    invoice: ({ invoice }) => issuedSource(invoice),
    customer: async ({ note }, _args, { loaders }) => {
      const customer = await loaders().customers.load(note.customerId);
      invariant(customer, 'a credit note has a customer');
      return customer;
    },
    reason: ({ frozen }) => frozen.asked.reason,
    destination: ({ frozen }) => frozen.asked.destination,
    lapsedCredit: ({ frozen }) => frozen.asked.lapsedCredit,
    voids: ({ frozen }) => frozen.asked.voids,
    issuedAt: ({ note }) => note.issuedAt,
    issueDate: ({ frozen }) => frozen.issueDate,
    seller: ({ invoice: { parties } }) => parties && { ...parties.seller, language: null },
    buyer: ({ invoice: { parties } }) => parties && { ...parties.buyer, registrationNumber: null },
    lines: (source, args) => linesOf(source, ['creditNote.lines', source.note.id], args),
    ...totals(),
    refund: ({ note, frozen }, _args, { loaders, tenantActor }) => (frozen.asked.destination === 'REFUND' ? loaders().settlements.load(refundIdOf(tenantActor().tenantId, note)) : null),
    seal: ({ note }) => note.seal,
    documentJson: ({ document }) => canonicalJson(document),
    html: ({ document, invoice: { parties }, note: { seal } }) => documentHtml({ document, parties, seal }),
    pdfPath: ({ note }) => `/credit-notes/${encodeURIComponent(note.number)}.pdf`,
    actor: ({ note }) => encodeActor(note.actor),
    journal: async ({ note: { customerId, seq } }, _args, { loaders }) => {
      const journal = await loaders().journals.load({ customerId, seq });
      invariant(journal, 'a credit note has a journal');
      return journal;
    },
  },
  CreditNotePreview: {
    lines: (source, args) => linesOf({ ...source, currency: source.cut.currency }, ['previewCreditNote.lines', source.cut.id], args),
    subtotal: ({ view, cut: { currency } }) => ({ minor: view.subtotal, currency }),
    tax: ({ view, cut: { currency } }) => ({ minor: view.tax, currency }),
    taxes: ({ view, cut: { currency } }) => view.taxes.map((share) => ({ share, currency })),
    taxIncluded: ({ view, cut: { currency } }) => ({ minor: view.taxIncluded, currency }),
    credits: ({ view, cut: { currency } }) => ({ minor: view.credits, currency }),
    total: ({ view, cut: { currency } }) => ({ minor: view.total, currency }),
    applied: ({ view, credited, cut: { currency } }) => ({ minor: view.total - credited, currency }),
    credited: ({ credited, cut: { currency } }) => ({ minor: credited, currency }),
    postings: ({ journals }) => journals.flatMap(projectedPostings),
  },
  CreditNoteLine: {
    lineKey: ({ line }) => line.lineKey,
    description: ({ line }) => line.description,
    amount: ({ line, currency }) => ({ minor: line.amount, currency }),
    draws: ({ line, currency }) => drawSources(line.draws, { currency }),
    netAmount: ({ line, currency }) => ({ minor: line.netAmount, currency }),
    taxes: ({ line, currency }) => line.taxes.map((share) => ({ share, currency })),
    servicePeriod: ({ line }) => line.service,
    dimensions: ({ line }) => (line.dimensions === null ? null : (JSON.parse(line.dimensions) as JsonObject)),
  },
};

function answer({ loaders }: RequestContext, act: () => Promise<CreditNoteIssued>) {
  return asPayload({ replayed: false }, async () => {
    const { creditNoteId, replayed } = await act();
    const derived = await loaders().creditNotes.load(creditNoteId);
    invariant(derived, 'an issued credit note can be read');
    return { creditNote: creditNoteSource(sealedNote(derived)), replayed };
  });
}

/** The amounts of an issued note. */
function totals(): Pick<NonNullable<Resolvers['CreditNote']>, 'subtotal' | 'tax' | 'taxes' | 'taxIncluded' | 'credits' | 'total' | 'applied' | 'credited'> {
  return {
    subtotal: ({ view, currency }) => ({ minor: view.subtotal, currency }),
    tax: ({ view, currency }) => ({ minor: view.tax, currency }),
    taxes: ({ view, currency }) => view.taxes.map((share) => ({ share, currency })),
    taxIncluded: ({ view, currency }) => ({ minor: view.taxIncluded, currency }),
    credits: ({ view, currency }) => ({ minor: view.credits, currency }),
    total: ({ view, currency }) => ({ minor: view.total, currency }),
    applied: ({ view, journal, currency }) => ({ minor: view.total - creditedByNote(journal), currency }),
    credited: ({ journal, currency }) => ({ minor: creditedByNote(journal), currency }),
  };
}

function linesOf({ view, currency }: CreditedSource, list: readonly unknown[], args: PageArguments) {
  const lines = view.lines.map((line) => ({ line, currency }));
  const keyOf = ({ line }: { line: { lineKey: string } }) => [line.lineKey];
  return listOf(args, { list, keyOf, read: (request) => pageOfArray(lines, request, keyOf), count: () => lines.length });
}

/** An id of something else cannot name an invoice either. */
function invoiceIdOf(id: string): string {
  return decodeIdOf('inv', id)?.[0] ?? UNKNOWN_ID;
}
