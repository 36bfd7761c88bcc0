/** Invoices: a view of the journals that a cut selects. Issuing, drafting and reading again all derive it here. */
import { type Account, PREPAID_CREDIT, PROMOTIONS, UNBILLED } from './accounts.ts';
import type { CatalogPrice } from './catalog.ts';
import { usedUntil } from './charging.ts';
import { type Cut, type CutSpan, membersOf } from './cut.ts';
import { type Decimal, ZERO } from './decimal.ts';
import { takenOff } from './discount.ts';
import { groupBy } from './grouping.ts';
import type { Instant } from './instant.ts';
import { invariant } from './invariant.ts';
import { type Journal, type LineEvidence, isCharge } from './journal.ts';
import { compareText } from './key.ts';
import { type OneOffCharge, chargeIdOf } from './oneOffCharge.ts';
import type { Period } from './period.ts';
import { netOn } from './posting.ts';
import { type SupersededLine, discountsTogether, drawsTogether, supersede } from './supersession.ts';
import type { TaxTerms } from './documentTerms.ts';
import { type TaxShare, taxDocument } from './tax.ts';

/** What gives lines their names: prices and one-off charges, by id. */
export interface LineSubjects {
  readonly prices: ReadonlyMap<string, CatalogPrice>;
  readonly charges: ReadonlyMap<string, OneOffCharge>;
  /** Voided invoices whose lines are billed again, by id; where left out there are none. */
  readonly voided?: ReadonlyMap<string, CutSpan>;
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
  /** Of usage of a period that went on, until when it is on this invoice; null if the line's service is over, and for what is not usage. */
  readonly usageUntil: Instant | null;
  readonly dimensions: string | null;
  /** Units charged here; of an adjustment the difference. Null for a fee without a quantity. */
  readonly quantity: Decimal | null;
  /** Before discounts. */
  readonly amount: bigint;
  /** What coupons take off it on this invoice, by applied coupon. */
  readonly discounts: readonly LineDiscount[];
  /** Credit that it burns on this invoice, by lot, in burn order. */
  readonly draws: readonly LineDraw[];
  /**
   * What its charges eat of credit notes on the line, above zero; below zero where that is undone, and for what notes took off a
   * line of a voided invoice that is billed again.
   */
  readonly offset: bigint;
  /** The amount after discounts, offset and credit, without any tax: less the tax that its price holds. */
  readonly netAmount: bigint;
  readonly taxes: readonly TaxShare[];
  /** What earlier invoices charged for the line; null if this is the first to have it. */
  readonly previous: PreviouslyBilled | null;
  /** The line of another price that a change back in time took away, and that this one is in place of; null if of none. */
  readonly supersedes: SupersededLine | null;
  /** The line as its newest journal on this invoice left it, of those that charged it if there are any; as earlier invoices did if only its credit moves. */
  readonly evidence: LineEvidence;
  /** The journals behind the line, in book order. */
  readonly journals: readonly Journal[];
}

/** Zero or below; above zero where a discount is taken back. */
export interface LineDiscount {
  readonly appliedCouponId: string;
  readonly amount: bigint;
}

/** Zero or below; above zero where credit is given back to its lot. */
export interface LineDraw {
  readonly grantId: string;
  readonly isPaid: boolean;
  readonly amount: bigint;
}

/** What earlier invoices charged for a line; the amount is before discounts. */
export interface PreviouslyBilled {
  readonly quantity: Decimal | null;
  readonly amount: bigint;
  readonly discounts: readonly LineDiscount[];
  /** Less what notes gave back of them. */
  readonly draws: readonly LineDraw[];
  /** Of the newest journal behind it: what was recorded at this head or later, it did not know. */
  readonly seq: number;
  /** Of the newest of them that charged the line, with its seq; of the newest if none did. */
  readonly evidence: LineEvidence;
  readonly evidenceSeq: number;
  /** What occurred before it was rated then; null if none of them charged the line. */
  readonly ratedThrough: Instant | null;
  /** As of the line, as those invoices left it. */
  readonly usageUntil: Instant | null;
}

/** The amounts of a document, in minor units. `total = subtotal + discounts + offsets + tax - taxIncluded + credits`; the subtotal is before discounts. */
export interface InvoiceView {
  readonly lines: readonly InvoiceLine[];
  /** What goes on as it was billed under another price: its journals are on this invoice and cancel out, and it has no line. */
  readonly continued: readonly InvoiceLine[];
  readonly subtotal: bigint;
  readonly discounts: bigint;
  /** What is eaten of credit notes. */
  readonly offsets: bigint;
  readonly credits: bigint;
  /** By rate, in the order in which the lines first have them. */
  readonly taxes: readonly TaxShare[];
  readonly tax: bigint;
  /** The part of the tax that prices hold already. */
  readonly taxIncluded: bigint;
  readonly total: bigint;
}

/**
 * The invoice that `cut` makes of a book, given the cut before it.
 * `lineJournals`: every journal of the lines concerned, also those of earlier cuts; journals the cut does not reach are ignored.
 * Lines are ordered by subscription, price, service period and dimension; one-off charges follow as they were added. A
 * one-off charge that was taken back before any invoice had it is on none: its journals cancel out. A line that was taken away
 * and the one in its place are one, see `supersede`.
 */
export function viewInvoice(
  lineJournals: readonly Journal[],
  { cut, previous, ...subjects }: LineSubjects & { readonly cut: Cut; readonly previous: Cut | null },
): InvoiceView {
  const byLine = groupBy(lineJournals, ({ line }) => line?.lineKey ?? '');
  const own = [...byLine.values()].flatMap((journals) => {
    const split = membersOf(journals, { cut, previous }, subjects.voided ?? new Map());
    const [members, earlier] = [inBookOrder(split.members), inBookOrder(split.earlier)];
    return members.length === 0 || isTakenBack(members, earlier) ? [] : [lineOf(members, earlier, subjects)];
  });
  own.sort((a, b) => compareLines(a, b, subjects));
  const { lines, continued } = supersede(own, subjects);
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const discounts = lines.reduce((sum, line) => sum + discountOf(line), 0n);
  const offsets = lines.reduce((sum, { offset }) => sum + offset, 0n);
  const credits = lines.reduce((sum, line) => sum + creditOf(line), 0n);
  return { lines, continued, subtotal, discounts, offsets, credits, taxes: [], tax: 0n, taxIncluded: 0n, total: subtotal + discounts + offsets + credits };
}

/** The invoice with its taxes: what `viewInvoice` gives has none. Source: DESIGN section 6, "Tax". */
export function taxInvoice(view: InvoiceView, { treatments, lines }: TaxTerms): InvoiceView {
  const taxed = taxDocument(view.lines.map(({ lineKey, netAmount }) => ({ taxable: netAmount, treatments: lines.get(lineKey) ?? [] })), treatments);
  const { taxes, tax, taxIncluded } = taxed;
  return {
    ...view,
    lines: view.lines.map((line, index) => ({ ...line, ...taxed.lines[index] })),
    taxes,
    tax,
    taxIncluded,
    total: view.subtotal + view.discounts + view.offsets + tax - taxIncluded + view.credits,
  };
}

/** What coupons take off the whole line, on this invoice and those before. */
export function wholeDiscounts({ discounts, previous }: Pick<InvoiceLine, 'discounts' | 'previous'>): LineDiscount[] {
  return discountsTogether([...(previous?.discounts ?? []), ...discounts]);
}

/** What coupons take off a line in all, on one invoice. */
export function discountOf({ discounts }: Pick<InvoiceLine, 'discounts'>): bigint {
  return discounts.reduce((sum, { amount }) => sum + amount, 0n);
}

/** What a line charges on one invoice that credit may pay: after discounts, and with what is eaten of notes. */
export function payableOf(line: Pick<InvoiceLine, 'amount' | 'discounts' | 'offset'>): bigint {
  return line.amount + discountOf(line) + line.offset;
}

/** What a line draws on credit in all, on one invoice. */
export function creditOf({ draws }: Pick<InvoiceLine, 'draws'>): bigint {
  return draws.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Whether a line charges for credit that is bought. */
export function sellsCredit({ journals }: Pick<InvoiceLine, 'journals'>): boolean {
  return journals.some(({ kind }) => kind === 'CREDIT_PURCHASE');
}

/** Whether late charges of other lines move what a line draws on credit, and nothing else is on the invoice for it. */
export function movesCredit({ journals }: Pick<InvoiceLine, 'journals'>): boolean {
  return journals.every(({ kind }) => kind === 'CREDIT_DRAW');
}

/** What the whole line has drawn on each lot, on this invoice and those before, less what notes gave back. */
export function wholeDraws({ draws, previous }: Pick<InvoiceLine, 'draws' | 'previous'>): LineDraw[] {
  return drawsTogether([...(previous?.draws ?? []), ...draws]);
}

function isTakenBack(members: readonly Journal[], earlier: readonly Journal[]): boolean {
  return earlier.length === 0 && members.some(({ reversesSeq }) => reversesSeq !== null);
}

function lineOf(members: readonly Journal[], earlier: readonly Journal[], subjects: LineSubjects): InvoiceLine {
  const isMoved = movesCredit({ journals: members });
  const newest = members.findLast(isCharge) ?? (isMoved ? earlier.findLast(isCharge) : undefined) ?? members.at(-1);
  const evidence = newest?.line;
  invariant(newest && evidence, 'a billable journal names its line');
  const price = subjects.prices.get(evidence.priceId ?? '');
  const inOrder = inBookOrder([...members, ...earlier]);
  const previous = previousOf(earlier, inOrder, price);
  const [amount, discounts, offset, draws] = [chargedBy(members), discountsBy(members), offsetBy(members), drawsBy(members)];
  return {
    lineKey: evidence.lineKey,
    description: descriptionOf(evidence, subjects),
    subscriptionId: evidence.subscriptionId,
    priceId: evidence.priceId,
    chargeId: chargeIdOf(evidence),
    service: evidence.service,
    usageUntil: isMoved ? null : usedUntil(newest, price),
    dimensions: evidence.dimensions,
    quantity: evidence.quantity === null ? null : unitsCharged(members, inOrder),
    amount,
    discounts,
    offset,
    draws,
    netAmount: payableOf({ amount, discounts, offset }) + creditOf({ draws }),
    taxes: [],
    previous,
    supersedes: null,
    evidence,
    journals: members,
  };
}

function previousOf(earlier: readonly Journal[], inOrder: readonly Journal[], price: CatalogPrice | undefined): PreviouslyBilled | null {
  const last = earlier.findLast(({ kind }) => kind !== 'CREDIT_RETURN') ?? earlier.at(-1);
  const newest = earlier.findLast(isCharge) ?? last;
  if (!last || !newest?.line) return null;
  const quantity = last.line == null || last.line.quantity === null ? null : unitsCharged(earlier, inOrder);
  return { quantity, amount: chargedBy(earlier), discounts: discountsBy(earlier), draws: drawsBy(earlier), seq: last.seq, evidence: newest.line, evidenceSeq: newest.seq, ratedThrough: isCharge(newest) ? newest.effectiveAt : null, usageUntil: usedUntil(newest, price) };
}

/** What some of a line's journals added to its quantity. They need not be the first of them: a voided invoice's are billed again after others. */
function unitsCharged(own: readonly Journal[], inOrder: readonly Journal[]): Decimal {
  const wanted = new Set(own);
  let [units, before] = [ZERO, ZERO];
  for (const journal of inOrder) {
    const whole = journal.line?.quantity ?? null;
    if (whole === null || !isCharge(journal)) continue;
    if (wanted.has(journal)) units = units.plus(whole.minus(before));
    before = whole;
  }
  return units;
}

function chargedBy(journals: readonly Journal[]): bigint {
  return journals.filter(isCharge).reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
}

function discountsBy(journals: readonly Journal[]): LineDiscount[] {
  const taken = [...takenOff(journals.filter(({ kind }) => kind === 'DISCOUNT'))].sort(([a], [b]) => compareText(a, b));
  return taken.flatMap(([appliedCouponId, amount]) => (amount === 0n ? [] : [{ appliedCouponId, amount: -amount }]));
}

/** What journals of a line draw on each lot, less what they give back. */
export function drawsBy(journals: readonly Journal[]): LineDraw[] {
  const drawn = new Map<string, LineDraw>();
  for (const { debit, credit, amount } of journals.filter(({ kind }) => kind === 'CREDIT_DRAW' || kind === 'CREDIT_RETURN').flatMap(({ postings }) => postings)) {
    const [lot, signed]: [Account, bigint] = isOfLot(debit) ? [debit, -amount] : [credit, amount];
    if (!isOfLot(lot)) continue;
    const known = drawn.get(lot.reference)?.amount ?? 0n;
    drawn.set(lot.reference, { grantId: lot.reference, isPaid: lot.code === PREPAID_CREDIT, amount: known + signed });
  }
  return [...drawn.values()].filter(({ amount }) => amount !== 0n);
}

/** Where credit that is drawn comes from; the other side is what is unbilled, or credited. */
function isOfLot({ code }: Account): boolean {
  return code === PREPAID_CREDIT || code === PROMOTIONS;
}

function offsetBy(journals: readonly Journal[]): bigint {
  return journals.filter(({ kind }) => kind === 'CREDIT_OFFSET' || kind === 'REBILLING').reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
}

function inBookOrder(journals: readonly Journal[]): Journal[] {
  return [...journals].sort((a, b) => a.seq - b.seq);
}

/** What the order of lines on a document looks at. */
export type LineNames = Pick<InvoiceLine, 'lineKey' | 'chargeId' | 'subscriptionId' | 'priceId' | 'service'>;

export function lineNames(evidence: LineEvidence): LineNames {
  const { lineKey, subscriptionId, priceId, service } = evidence;
  return { lineKey, chargeId: chargeIdOf(evidence), subscriptionId, priceId, service };
}

/** The order in which documents have their lines. */
export function compareLines(a: LineNames, b: LineNames, subjects: LineSubjects): number {
  return (
    (a.chargeId === null ? 0 : 1) - (b.chargeId === null ? 0 : 1) ||
    (a.chargeId === null ? compareText(a.subscriptionId ?? '', b.subscriptionId ?? '') : 0) ||
    ordinalOf(a, subjects) - ordinalOf(b, subjects) ||
    (a.chargeId === null ? a.service.start - b.service.start : 0) ||
    compareText(a.lineKey, b.lineKey)
  );
}

function ordinalOf({ priceId }: LineNames, { prices }: LineSubjects): number {
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
