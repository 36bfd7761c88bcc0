/** Invoices: a view of the journals that a cut selects. Issuing, drafting and reading again all derive it here. */
import { UNBILLED } from './accounts.ts';
import type { CatalogPrice } from './catalog.ts';
import { type Cut, isOnCut, isOnEarlierCut } from './cut.ts';
import type { Decimal } from './decimal.ts';
import { groupBy } from './grouping.ts';
import { invariant } from './invariant.ts';
import type { Journal, LineEvidence } from './journal.ts';
import { compareText } from './key.ts';
import { type OneOffCharge, chargeIdOf } from './oneOffCharge.ts';
import type { Period } from './period.ts';
import { netOn } from './posting.ts';

/** What gives lines their names: prices and one-off charges, by id. */
export interface LineSubjects {
  readonly prices: ReadonlyMap<string, CatalogPrice>;
  readonly charges: ReadonlyMap<string, OneOffCharge>;
}

/** What an invoice charges for one charge line. Amounts are minor units of the book's currency. */
export interface InvoiceLine {
  readonly lineKey: string;
  readonly description: string;
  /** Null for a one-off charge that is about no subscription. */
  readonly subscriptionId: string | null;
  /** Null for a one-off charge. */
  readonly priceId: string | null;
  /** The one-off charge that the line is of; null if a price makes it. */
  readonly chargeId: string | null;
  readonly service: Period;
  readonly dimensions: string | null;
  /** Units charged here; of an adjustment the difference. Null for a fee without a quantity. */
  readonly quantity: Decimal | null;
  readonly amount: bigint;
  /** What earlier invoices charged for the line; null if this is the first to have it. */
  readonly previous: PreviouslyBilled | null;
  /** The line as its newest journal on this invoice left it. */
  readonly evidence: LineEvidence;
  /** The journals behind the line, in book order. */
  readonly journals: readonly Journal[];
}

/** What earlier invoices charged for a line. */
export interface PreviouslyBilled {
  readonly quantity: Decimal | null;
  readonly amount: bigint;
  /** Of the newest journal behind it: what was recorded at this head or later, it did not know. */
  readonly seq: number;
}

/** The amounts of a document, in minor units. `total = subtotal + credits + tax`. */
export interface InvoiceView {
  readonly lines: readonly InvoiceLine[];
  readonly subtotal: bigint;
  readonly credits: bigint;
  readonly tax: bigint;
  readonly total: bigint;
}

/**
 * The invoice that `cut` makes of a book, given the cut before it.
 * `lineJournals`: every journal of the lines concerned, also those of earlier cuts; journals the cut does not reach are ignored.
 * Lines are ordered by subscription, price, service period and dimension; one-off charges follow as they were added. A
 * one-off charge that was taken back before any invoice had it is on none: its journals cancel out.
 */
export function viewInvoice(
  lineJournals: readonly Journal[],
  { cut, previous, ...subjects }: LineSubjects & { readonly cut: Cut; readonly previous: Cut | null },
): InvoiceView {
  const byLine = groupBy(lineJournals, ({ line }) => line?.lineKey ?? '');
  const lines = [...byLine.values()].flatMap((journals) => {
    const members = inBookOrder(journals.filter((journal) => isOnCut(journal, cut, previous)));
    const earlier = inBookOrder(journals.filter((journal) => isOnEarlierCut(journal, previous)));
    return members.length === 0 || isTakenBack(members, earlier) ? [] : [lineOf(members, earlier, subjects)];
  });
  lines.sort((a, b) => compareLines(a, b, subjects));
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
  return { lines, subtotal, credits: 0n, tax: 0n, total: subtotal };
}

function isTakenBack(members: readonly Journal[], earlier: readonly Journal[]): boolean {
  return earlier.length === 0 && members.some(({ reversesSeq }) => reversesSeq !== null);
}

function lineOf(members: readonly Journal[], earlier: readonly Journal[], subjects: LineSubjects): InvoiceLine {
  const evidence = members.at(-1)?.line;
  invariant(evidence, 'a billable journal names its line');
  const last = earlier.at(-1);
  const previous = last ? { quantity: last.line?.quantity ?? null, amount: chargedBy(earlier), seq: last.seq } : null;
  return {
    lineKey: evidence.lineKey,
    description: descriptionOf(evidence, subjects),
    subscriptionId: evidence.subscriptionId,
    priceId: evidence.priceId,
    chargeId: chargeIdOf(evidence),
    service: evidence.service,
    dimensions: evidence.dimensions,
    quantity: evidence.quantity === null ? null : evidence.quantity.minus(previous?.quantity ?? 0),
    amount: chargedBy(members),
    previous,
    evidence,
    journals: members,
  };
}

function chargedBy(journals: readonly Journal[]): bigint {
  return journals.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
}

function inBookOrder(journals: readonly Journal[]): Journal[] {
  return [...journals].sort((a, b) => a.seq - b.seq);
}

function compareLines(a: InvoiceLine, b: InvoiceLine, subjects: LineSubjects): number {
  return (
    (a.chargeId === null ? 0 : 1) - (b.chargeId === null ? 0 : 1) ||
    (a.chargeId === null ? compareText(a.subscriptionId ?? '', b.subscriptionId ?? '') : 0) ||
    ordinalOf(a, subjects) - ordinalOf(b, subjects) ||
    (a.chargeId === null ? a.service.start - b.service.start : 0) ||
    compareText(a.lineKey, b.lineKey)
  );
}

function ordinalOf({ priceId }: InvoiceLine, { prices }: LineSubjects): number {
  return priceId === null ? 0 : priceOf(priceId, prices).ordinal;
}

function descriptionOf(evidence: LineEvidence, { prices, charges }: LineSubjects): string {
  if (evidence.priceId !== null) return priceOf(evidence.priceId, prices).terms.name;
  const charge = charges.get(chargeIdOf(evidence) ?? '');
  invariant(charge, `the charge of line ${evidence.lineKey} is loaded`);
  return charge.terms.description;
}

function priceOf(priceId: string, prices: ReadonlyMap<string, CatalogPrice>): CatalogPrice {
  const price = prices.get(priceId);
  invariant(price, `price ${priceId} is loaded`);
  return price;
}
