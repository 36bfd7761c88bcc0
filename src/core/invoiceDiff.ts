/** Invoice differences: what became known, between two times, about what an issued invoice bills. The invoice itself never changes. */
import type { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';
import type { InvoiceLine, InvoiceView } from './invoice.ts';

/** A later document of the book; the last may be the next one, which is not issued yet. */
export interface LaterDocument<Document> {
  readonly document: Document;
  /** Null if it is not issued yet: what it has is pending. */
  readonly issuedAt: Instant | null;
  readonly view: InvoiceView;
}

/** What one line of the invoice came to, at two times. Minor units, before discounts, of the whole line whichever document has it. */
export interface LineDifference<Document> {
  readonly line: InvoiceLine;
  readonly quantityBefore: Decimal | null;
  readonly amountBefore: bigint;
  readonly quantityAfter: Decimal | null;
  readonly amountAfter: bigint;
  /** `amountAfter - amountBefore`: what the adjustments come to. */
  readonly difference: bigint;
  /** The part of the difference that no invoice has yet. */
  readonly pending: bigint;
  /** In the order of the documents. */
  readonly adjustments: readonly { readonly document: Document; readonly line: InvoiceLine; readonly isPending: boolean }[];
}

/**
 * The differences of an invoice's lines between `from` and `to`, in the order of its lines. `later`: the documents after it
 * that touch its lines, oldest first, none issued after `to`. A line is followed by its key, and by the keys of lines that
 * take its place.
 */
export function diffInvoice<Document>({ lines }: InvoiceView, later: readonly LaterDocument<Document>[], from: Instant): LineDifference<Document>[] {
  return lines.map((line) => diffLine(line, later, from));
}

function diffLine<Document>(line: InvoiceLine, later: readonly LaterDocument<Document>[], from: Instant): LineDifference<Document> {
  const keys = new Set([line.lineKey]);
  let [amountBefore, quantityBefore] = [line.amount + (line.previous?.amount ?? 0n), line.evidence.quantity];
  const adjustments: LineDifference<Document>['adjustments'][number][] = [];
  for (const { document, issuedAt, view } of later) {
    const matching = (one: InvoiceLine) => keys.has(one.lineKey) || (one.supersedes !== null && keys.has(one.supersedes.lineKey));
    const own = view.lines.filter(matching);
    for (const { lineKey } of [...own, ...view.continued.filter(matching)]) keys.add(lineKey);
    for (const adjusting of own) {
      if (issuedAt === null || issuedAt > from) adjustments.push({ document, line: adjusting, isPending: issuedAt === null });
      else [amountBefore, quantityBefore] = [amountBefore + adjusting.amount, adjusting.evidence.quantity];
    }
  }
  const sumOf = (some: typeof adjustments) => some.reduce((sum, adjustment) => sum + adjustment.line.amount, 0n);
  const difference = sumOf(adjustments);
  const newest = adjustments.at(-1)?.line;
  return {
    line,
    quantityBefore,
    amountBefore,
    quantityAfter: newest ? newest.evidence.quantity : quantityBefore,
    amountAfter: amountBefore + difference,
    difference,
    pending: sumOf(adjustments.filter(({ isPending }) => isPending)),
    adjustments,
  };
}
