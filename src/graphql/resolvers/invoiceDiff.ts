/** Invoice differences: what became known about what an invoice bills, and why lines are adjusted. */
import { causesOf } from '../../core/adjustmentCause.ts';
import type { Money } from '../../core/money.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import { type AdjustingDocument, type InvoiceDiff, diffInvoice } from '../../services/diffInvoice.ts';
import type { Resolvers } from '../generated.ts';
import { priceOf, subscribedOf } from '../lineExplanation.ts';
import { decodeIdOf } from '../nodeId.ts';
import { type InvoiceSource, creditNoteSource, draftSource, issuedSource } from '../sources.ts';

export const invoiceDiffResolvers: Resolvers = {
  Query: {
    invoiceDiff: async (_root, { id, from, to }, { engine, tenantActor, loaders }) => {
      const invoiceId = decodeIdOf('inv', id)?.[0];
      const invoice = invoiceId === undefined ? null : await loaders().invoices.load(invoiceId);
      if (!invoice) return null;
      assertSealed(invoice);
      return await diffInvoice(engine, tenantActor(), invoice, { from: from ?? null, to: to ?? null });
    },
  },
  InvoiceLine: {
    causes: async (source, _args, context) => {
      const price = await priceOf(source, context);
      const { subscriptions, zone } = await subscribedOf(source.invoice, context.loaders());
      const segments = subscriptions.find(({ id }) => id === source.line.subscriptionId)?.segments ?? [];
      const causes = causesOf(source.line, { segments, zoneChanges: zone.changes, price });
      return await Promise.all(
        causes.map(async ({ kind, segment, zoneChange }) => ({
          kind,
          effectiveAt: segment?.startAt ?? zoneChange?.startAt ?? null,
          recordedAt: segment?.recordedAt ?? null,
          reason: segment?.reason ?? null,
          planVersion: segment && (await context.loaders().versions.load(segment.planVersionId)),
        })),
      );
    },
  },
  InvoiceDiff: {
    before: ({ invoice, from }) => issuedSource(invoice, { asOf: null, knownAt: from }),
    after: ({ invoice, to }) => issuedSource(invoice, { asOf: null, knownAt: to }),
    lines: (diff) => diff.lines.map((difference) => ({ ...difference, invoice: issuedSource(diff.invoice) })),
    difference: (diff) => sumOf(diff, diff.lines.map(({ difference }) => difference)),
    settled: (diff) => sumOf(diff, diff.lines.map(({ difference, pending }) => difference - pending)),
    pending: (diff) => sumOf(diff, diff.lines.map(({ pending }) => pending)),
    changes: ({ invoice, changes }) => changes.map((change) => ({ ...change, currency: invoice.cut.currency })),
    amountDueDifference: (diff) => sumOf(diff, diff.changes.map(({ change }) => change)),
  },
  InvoiceChange: {
    amount: ({ amount, currency }) => ({ minor: amount, currency }),
    change: ({ change, currency }) => ({ minor: change, currency }),
    creditNote: ({ note }) => note && creditNoteSource(note),
  },
  LineDifference: {
    line: ({ invoice, line }) => ({ invoice, line }),
    amountBefore: ({ amountBefore, invoice: { currency } }) => ({ minor: amountBefore, currency }),
    amountAfter: ({ amountAfter, invoice: { currency } }) => ({ minor: amountAfter, currency }),
    difference: ({ difference, invoice: { currency } }) => ({ minor: difference, currency }),
    pending: ({ pending, invoice: { currency } }) => ({ minor: pending, currency }),
    adjustments: ({ adjustments }) => adjustments.map(({ document, ...adjustment }) => ({ ...adjustment, invoice: sourceOf(document) })),
    credited: ({ credited, invoice: { currency } }) => ({ minor: credited, currency }),
    credits: ({ credits, invoice: { currency } }) => credits.map((credit) => ({ ...credit, currency })),
  },
  LineAdjustment: {
    line: ({ invoice, line }) => ({ invoice, line }),
    amount: ({ invoice, amount }) => ({ minor: amount, currency: invoice.currency }),
    voidedBy: ({ voidedBy }) => voidedBy && creditNoteSource(voidedBy),
  },
  LineCredit: {
    invoice: ({ document }) => sourceOf(document),
    creditNote: ({ note }) => creditNoteSource(note),
    amount: ({ amount, currency }) => ({ minor: amount, currency }),
  },
};

function sumOf({ invoice }: InvoiceDiff, parts: readonly bigint[]): Money {
  return { minor: parts.reduce((sum, part) => sum + part, 0n), currency: invoice.cut.currency };
}

function sourceOf({ issued, draft }: AdjustingDocument): InvoiceSource {
  return issued ? issuedSource(issued) : draftSource(draft);
}
