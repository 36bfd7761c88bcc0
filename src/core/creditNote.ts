/** Credit notes: what is taken off an issued invoice, line by line and rate by rate, and never more than it holds. */
import { type ExactShare, roundShares } from './allocation.ts';
import { readAmount } from './amountField.ts';
import { drawsLess, returnedDraws } from './credits/returned.ts';
import type { CurrencyCode } from './currency.ts';
import type { TaxTerms } from './documentTerms.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { type InputObject, readCount, readList, readObject, readWord, refuseRepeats } from './fields.ts';
import { invariant } from './invariant.ts';
import { type InvoiceLine, type InvoiceView, type LineDraw, creditOf, payableOf } from './invoice.ts';
import type { JsonObject } from './json.ts';
import { parseKey } from './key.ts';
import { amountText } from './money.ts';
import { parseSentence } from './oneOffCharge.ts';
import { type TaxShare, exactTax, taxDocument } from './tax.ts';

/** Where what is credited goes to; the SDL's enum `CreditDestination` lists the same words. */
export const CREDIT_DESTINATIONS = ['OPEN_INVOICE', 'CUSTOMER_CREDIT', 'REFUND'] as const;
export type CreditDestination = (typeof CREDIT_DESTINATIONS)[number];

/** What becomes of the charge lines of an invoice that is voided; the SDL's enum `VoidedLines` lists the same words. */
export const VOIDED_LINES = ['BILL_AGAIN', 'GIVE_UP'] as const;
export type VoidedLines = (typeof VOIDED_LINES)[number];

/** What becomes of drawn credit that comes back to a lot that has expired since; the SDL's enum `LapsedCredit` lists the same words. */
export const LAPSED_CREDIT = ['LAPSES', 'EXTENDS', 'CUSTOMER_CREDIT'] as const;
export type LapsedCredit = (typeof LAPSED_CREDIT)[number];

/** What becomes of the bonus to credit that is taken back; the SDL's enum `BonusCredit` lists the same words. */
export const BONUS_CREDIT = ['IN_PROPORTION', 'KEPT'] as const;
export type BonusCredit = (typeof BONUS_CREDIT)[number];

/** What of one line, in minor units as the line is charged: after discounts, before credit, with the tax that its price holds. Null for all that is left. */
export interface CreditedPart {
  readonly lineKey: string;
  readonly amount: bigint | null;
}

/** What was asked. Without lines and amount it is everything that is left. */
export interface CreditNoteTerms {
  readonly lines: readonly CreditedPart[] | null;
  /** Of the whole document before credit, with all tax, spread over its lines. */
  readonly amount: bigint | null;
  readonly destination: CreditDestination;
  readonly lapsedCredit: LapsedCredit;
  /** How long credit lasts that comes back in place of what expired; null unless it is extended. */
  readonly lapsedDays: number | null;
  readonly bonusCredit: BonusCredit;
  readonly reason: string;
  /** Null unless it voids the invoice. */
  readonly voids: VoidedLines | null;
}

/** A credit note as it is asked for: decimals as text. */
export interface CreditNoteInput {
  readonly lines?: readonly { readonly lineKey: string; readonly amount?: string | null | undefined }[] | null | undefined;
  readonly amount?: string | null | undefined;
  readonly destination?: CreditDestination | null | undefined;
  readonly lapsedCredit?: LapsedCredit | null | undefined;
  readonly lapsedDays?: number | null | undefined;
  readonly bonusCredit?: BonusCredit | null | undefined;
  readonly reason: string;
}

/** What a note takes off one line of its invoice. Amounts are minor units. */
export interface CreditNoteLine extends Pick<InvoiceLine, 'lineKey' | 'description' | 'subscriptionId' | 'priceId' | 'service' | 'dimensions'> {
  /** After discounts and before credit, with the tax that the price holds. */
  readonly amount: bigint;
  /** What of it was paid with credit, which comes back to the lots; signed as on the invoice, so below zero. */
  readonly draws: readonly LineDraw[];
  /** After credit, without any tax. */
  readonly netAmount: bigint;
  readonly taxes: readonly TaxShare[];
}

/** The amounts of a note, in minor units: `total = subtotal + tax - taxIncluded + credits`. What it takes off is above zero. */
export interface CreditNoteView {
  /** In the order of the invoice. */
  readonly lines: readonly CreditNoteLine[];
  readonly subtotal: bigint;
  /** The sum of what the lines give back to lots; zero or below, as on the invoice. */
  readonly credits: bigint;
  /** In the order of the invoice's rates. */
  readonly taxes: readonly TaxShare[];
  readonly tax: bigint;
  readonly taxIncluded: bigint;
  readonly total: bigint;
}

/** The invoice that is credited, and the notes on it so far, oldest first. */
export interface CreditableInvoice {
  readonly currency: CurrencyCode;
  readonly view: InvoiceView;
  readonly tax: TaxTerms;
  readonly earlier: readonly CreditNoteView[];
}

const LINES_LIMIT = 1_000;
const LAPSED_DAYS_LIMIT = 3_660;

/**
 * Reads what is asked of a credit note.
 * Errors, in order: `lines` TOO_MANY above 1,000, INVALID_VALUE if empty, each `lineKey` as `parseKey`, each `amount` as a settlement's,
 * CONFLICT for a line given twice; `amount` as a settlement's, INVALID_VALUE beside `lines`; `destination`, `lapsedCredit` INVALID_VALUE;
 * `lapsedDays` INVALID_VALUE, OUT_OF_RANGE (1 to 3,660), REQUIRED with EXTENDS and INVALID_VALUE without; `bonusCredit` INVALID_VALUE; `reason` REQUIRED, INVALID_VALUE, TOO_LONG above 500 characters.
 */
export function parseCreditNote(input: CreditNoteInput, currency: CurrencyCode): CreditNoteTerms {
  const of = readObject(input, []);
  const lines = of['lines'] == null ? null : readParts(of, currency);
  const amount = readAmount({ of, name: 'amount', path: [] }, currency);
  refuseUnless(lines === null || amount === null, 'INVALID_VALUE', 'stands beside lines; a note is by lines or by amount', ['amount']);
  const destination = readWord({ of, name: 'destination', path: [] }, CREDIT_DESTINATIONS) ?? 'OPEN_INVOICE';
  const lapsedCredit = readWord({ of, name: 'lapsedCredit', path: [] }, LAPSED_CREDIT) ?? 'LAPSES';
  const lapsedDays = readCount({ of, name: 'lapsedDays', path: [] }, { min: 1, max: LAPSED_DAYS_LIMIT });
  refuseUnless(lapsedCredit !== 'EXTENDS' || lapsedDays !== null, 'REQUIRED', 'says how long extended credit lasts', ['lapsedDays']);
  refuseUnless(lapsedCredit === 'EXTENDS' || lapsedDays === null, 'INVALID_VALUE', 'is about credit that is extended', ['lapsedDays']);
  const bonusCredit = readWord({ of, name: 'bonusCredit', path: [] }, BONUS_CREDIT) ?? 'IN_PROPORTION';
  return { lines, amount, destination, lapsedCredit, lapsedDays, bonusCredit, reason: parseSentence(of['reason'], 'reason'), voids: null };
}

/** What is stored of the terms; amounts are texts of minor units. */
export function creditNoteTermsJson({ lines, amount, ...words }: CreditNoteTerms): JsonObject {
  const { destination, lapsedCredit, lapsedDays, bonusCredit, reason, voids } = words;
  return {
    lines: lines && lines.map((part) => ({ lineKey: part.lineKey, amount: textOrNull(part.amount) })),
    amount: textOrNull(amount),
    ...{ destination, lapsedCredit, lapsedDays, bonusCredit, reason, voids },
  };
}

/** Reads what `creditNoteTermsJson` wrote. Throws for anything else, which only tampering can bring about. */
export function readCreditNoteTerms(stored: JsonObject): CreditNoteTerms {
  const { lines, amount, ...words } = stored as unknown as Omit<CreditNoteTerms, 'lines' | 'amount'> & { lines: { lineKey: string; amount: string | null }[] | null; amount: string | null };
  const minor = (text: string | null) => (text === null ? null : BigInt(text));
  return {
    lines: lines && lines.map((part) => ({ lineKey: part.lineKey, amount: minor(part.amount) })),
    amount: minor(amount),
    ...{ destination: words.destination, lapsedCredit: words.lapsedCredit, lapsedDays: words.lapsedDays, bonusCredit: words.bonusCredit },
    ...{ reason: words.reason, voids: words.voids },
  };
}

/**
 * What a note comes to, given the invoice and the notes before it.
 *
 * A line is credited as it is charged before credit, up to what no note has credited yet, and the credit that it drew comes back in proportion: see
 * `returnedDraws`. The tax of a rate is what `taxDocument` gives for everything credited so far less what earlier notes gave back of it; so
 * it is rounded on the sum, the order of notes does not change what it comes to, and once every line is credited whole each rate is back to
 * the unit. A note by amount spreads over lines and added taxes what is left of each, by largest remainder, so that money and credit
 * come to the amount exactly.
 *
 * Errors, in order: INVALID_STATE for an invoice that charges nothing, or of which nothing is left; NOT_FOUND at `lines.N.lineKey`;
 * INVALID_STATE at `lines.N.lineKey` for a line with nothing left; OUT_OF_RANGE at `lines.N.amount` or `amount` for more than is left, or
 * at `lines` for lines that come to more than is left of the document; INVALID_STATE at `lines` for lines that come to nothing.
 * Source: DESIGN section 4, "credit note on an issued invoice".
 */
export function viewCreditNote(terms: CreditNoteTerms, invoice: CreditableInvoice): CreditNoteView {
  const { view, earlier, currency } = invoice;
  const charges = view.total > 0n || (view.total === 0n && (terms.voids !== null || view.credits < 0n));
  refuseUnless(charges, 'INVALID_STATE', 'charges nothing that could be credited', ['invoiceId']);
  const standing = view.lines.map((line) => standingOf(line, invoice));
  const left = standing.map((line) => line.left);
  const totalLeft = view.total - sum(earlier.map(({ total }) => total));
  const creditLeft = sum(earlier.map(({ credits }) => credits)) - view.credits;
  refuseUnless(totalLeft > 0n || creditLeft > 0n || terms.voids !== null, 'INVALID_STATE', 'was credited whole already', ['invoiceId']);
  const rates = ratesOf(invoice);
  const spread = terms.amount === null ? null : spreadAmount(terms.amount, { left, rates, worthLeft: totalLeft + creditLeft, currency });
  const parts = spread?.lines ?? (terms.lines === null ? left : partsOf(terms.lines, standing, currency));
  const named = new Set(terms.lines?.map(({ lineKey }) => lineKey));
  const isAll = terms.lines === null && (terms.amount === null || terms.amount === totalLeft + creditLeft);
  const pieces = standing.map((line, index) => pieceOf(line, parts[index] ?? 0n, isAll || named.has(line.line.lineKey)));
  const taxes = rates.map((rate, index) => spread?.taxes.get(index) ?? mirroredTax(rate, pieces, invoice));
  const note = assemble(pieces, taxes, rates, invoice);
  if (terms.lines !== null) {
    refuseUnless(note.total <= totalLeft, 'OUT_OF_RANGE', `come to ${amountText(note.total, currency)}, more than the ${amountText(totalLeft, currency)} that is left of the invoice`, ['lines']);
    refuseUnless(note.total > 0n || (note.total === 0n && note.credits < 0n), 'INVALID_STATE', 'come to nothing that could be credited', ['lines']);
  }
  return note;
}

/** What is left to credit of each line of an invoice, by line key. */
export function leftToCredit({ view, earlier }: Pick<CreditableInvoice, 'view' | 'earlier'>): Map<string, bigint> {
  return new Map(view.lines.map((line) => [line.lineKey, payableOf(line) - sum(earlier.map((note) => creditedOf(note, line.lineKey)))]));
}

/** A line of the invoice, and what no note has taken off it. */
interface StandingLine {
  readonly line: InvoiceLine;
  /** After discounts, before credit. */
  readonly left: bigint;
  /** What of its draws came back with earlier notes. */
  readonly returned: readonly LineDraw[];
  readonly treatments: readonly number[];
}

/** What a note takes off a line. */
interface Piece extends StandingLine {
  readonly part: bigint;
  /** What of its draws comes back. */
  readonly draws: readonly LineDraw[];
  /** Whether nothing is left of it afterwards. */
  readonly isWhole: boolean;
  /** What all notes with this one took off it after credit. */
  readonly netSoFar: bigint;
}

function standingOf(line: InvoiceLine, { earlier, tax }: Pick<CreditableInvoice, 'earlier' | 'tax'>): StandingLine {
  const left = payableOf(line) - sum(earlier.map((note) => creditedOf(note, line.lineKey)));
  const returned = earlier.flatMap(({ lines }) => lines.filter(({ lineKey }) => lineKey === line.lineKey)).flatMap(({ draws }) => draws);
  return { line, left, returned, treatments: tax.lines.get(line.lineKey) ?? [] };
}

/** A line that charges nothing but moves credit comes back only where the note names it, or takes everything. */
function pieceOf(standing: StandingLine, part: bigint, isNamed: boolean): Piece {
  const { line, left, returned } = standing;
  const whole = payableOf(line);
  const credited = whole - left + part;
  const soFar = whole === 0n && !isNamed ? returned : returnedDraws(line.draws, { credited, whole });
  const isWhole = part === left && drawsLess(line.draws, soFar).length === 0;
  return { ...standing, part, draws: drawsLess(soFar, returned), isWhole, netSoFar: credited + creditOf({ draws: soFar }) };
}

/** One rate of the invoice, and what notes gave back of it. */
interface CreditedRate {
  readonly place: number;
  readonly charged: TaxShare;
  readonly left: bigint;
}

function ratesOf({ view, tax, earlier }: CreditableInvoice): CreditedRate[] {
  return view.taxes.map((charged) => {
    const given = earlier.flatMap(({ taxes }) => taxes).filter(({ treatment }) => treatment === charged.treatment);
    return { place: tax.treatments.indexOf(charged.treatment), charged, left: charged.taxAmount - sum(given.map(({ taxAmount }) => taxAmount)) };
  });
}

function partsOf(asked: readonly CreditedPart[], standing: readonly StandingLine[], currency: CurrencyCode): bigint[] {
  const parts = standing.map(() => 0n);
  for (const [index, { lineKey, amount }] of asked.entries()) {
    const path = ['lines', String(index)];
    const place = standing.findIndex(({ line }) => line.lineKey === lineKey);
    const own = standing[place];
    if (own === undefined) throw new BillingError('NOT_FOUND', 'is not a line of the invoice', [...path, 'lineKey']);
    const { left: most, line, returned } = own;
    refuseUnless(most !== 0n || drawsLess(line.draws, returned).length > 0, 'INVALID_STATE', 'has nothing left to credit', [...path, 'lineKey']);
    refuseUnless(amount === null || amount <= most, 'OUT_OF_RANGE', `is more than the ${amountText(most, currency)} that is left of the line`, [...path, 'amount']);
    parts[place] = amount ?? most;
  }
  return parts;
}

/** Divides an amount over what is left of the lines and of the taxes that were added to them. */
function spreadAmount(amount: bigint, { left, rates, worthLeft, currency }: { left: readonly bigint[]; rates: readonly CreditedRate[]; worthLeft: bigint; currency: CurrencyCode }) {
  refuseUnless(amount <= worthLeft, 'OUT_OF_RANGE', `is more than the ${amountText(worthLeft, currency)} that is left of the invoice`, ['amount']);
  const added = rates.flatMap((rate, index) => (rate.charged.treatment.isInclusive ? [] : [{ index, left: rate.left }]));
  const cells = [...left, ...added.map((rate) => rate.left)];
  invariant(sum(cells) === worthLeft, 'what is left of the lines and added taxes is what is left of the document');
  const { parts } = roundShares(cells.map((cell) => ({ numerator: amount * cell, denominator: worthLeft })));
  return { lines: parts.slice(0, left.length), taxes: new Map(added.map(({ index }, place) => [index, parts[left.length + place] ?? 0n])) };
}

/** What the note gives back of a rate: its tax on everything credited so far, less what was given back before. */
function mirroredTax({ place, charged, left: taxLeft }: CreditedRate, pieces: readonly Piece[], { tax }: CreditableInvoice): bigint {
  if (pieces.every(({ isWhole }) => isWhole)) return taxLeft;
  const own = pieces.filter((piece) => isTouched(piece) && piece.treatments.includes(place));
  if (own.length === 0) return 0n;
  const soFar = pieces.map(({ netSoFar, treatments }) => ({ taxable: netSoFar, treatments }));
  const due = taxDocument(soFar, tax.treatments).taxes.find(({ treatment }) => treatment === charged.treatment)?.taxAmount ?? 0n;
  const given = due - (charged.taxAmount - taxLeft);
  // A note by amount may have given back a unit more than its share; nobody pays it again on the next.
  return given < 0n && own.every(({ part }) => part > 0n) ? 0n : given;
}

function isTouched({ part, draws }: Piece): boolean {
  return part !== 0n || draws.length > 0;
}

function assemble(pieces: readonly Piece[], taxes: readonly bigint[], rates: readonly CreditedRate[], { tax }: CreditableInvoice): CreditNoteView {
  const credited = pieces.filter(isTouched).map((piece) => ({ ...piece, taxable: piece.part + creditOf(piece) }));
  const split = rates.map(({ place, charged }, index) => {
    const own = credited.filter(({ treatments }) => treatments.includes(place));
    const shares = splitTax(taxes[index] ?? 0n, own.map((one) => exactTax(one, charged.treatment, tax.treatments)));
    return { treatment: charged.treatment, partOf: new Map(own.map((one, at) => [one, shares[at] ?? 0n])) };
  });
  const lines = credited.map((one): CreditNoteLine => {
    const own = split.filter(({ partOf }) => partOf.has(one));
    const included = sum(own.flatMap(({ treatment, partOf }) => (treatment.isInclusive ? [partOf.get(one) ?? 0n] : [])));
    const netAmount = one.taxable - included;
    const { lineKey, description, subscriptionId, priceId, service, dimensions } = one.line;
    const lineTaxes = own.map(({ treatment, partOf }) => ({ treatment, taxableAmount: netAmount, taxAmount: partOf.get(one) ?? 0n }));
    return { lineKey, description, subscriptionId, priceId, service, dimensions, amount: one.part, draws: one.draws, netAmount, taxes: lineTaxes };
  });
  const shares = rates.flatMap(({ charged: { treatment } }, index): TaxShare[] => {
    const own = lines.filter((line) => line.taxes.some((share) => share.treatment === treatment));
    const taxAmount = taxes[index] ?? 0n;
    return own.length === 0 && taxAmount === 0n ? [] : [{ treatment, taxableAmount: sum(own.map(({ netAmount }) => netAmount)), taxAmount }];
  });
  const subtotal = sum(lines.map(({ amount }) => amount));
  const credits = sum(lines.map(creditOf));
  const allTax = sum(shares.map(({ taxAmount }) => taxAmount));
  const taxIncluded = sum(shares.flatMap(({ treatment, taxAmount }) => (treatment.isInclusive ? [taxAmount] : [])));
  return { lines, subtotal, credits, taxes: shares, tax: allTax, taxIncluded, total: subtotal + allTax - taxIncluded + credits };
}

/** Divides a rate's tax over lines in proportion to their exact taxes; nothing is lost where these cancel out. */
function splitTax(total: bigint, exact: readonly ExactShare[]): readonly bigint[] {
  const common = [...new Set(exact.map(({ denominator }) => denominator))].reduce((product, each) => product * each, 1n);
  const weights = exact.map(({ numerator, denominator }) => numerator * (common / denominator));
  const all = sum(weights);
  if (all === 0n) return exact.map((_, index) => (index === 0 ? total : 0n));
  const sign = all < 0n ? -1n : 1n;
  return roundShares(weights.map((weight) => ({ numerator: total * weight * sign, denominator: all * sign }))).parts;
}

function readParts(of: InputObject, currency: CurrencyCode): CreditedPart[] {
  const parts = readList({ of, name: 'lines', path: [] }, LINES_LIMIT).map((entry, index) => {
    const path = ['lines', String(index)];
    const part = readObject(entry, path);
    return { lineKey: parseKey(part['lineKey'], [...path, 'lineKey']), amount: readAmount({ of: part, name: 'amount', path }, currency) };
  });
  refuseUnless(parts.length > 0, 'INVALID_VALUE', 'is empty; leave it out to credit everything', ['lines']);
  refuseRepeats(parts.map(({ lineKey }) => lineKey), ['lines'], 'lineKey');
  return parts;
}

function creditedOf({ lines }: CreditNoteView, lineKey: string): bigint {
  return lines.find((line) => line.lineKey === lineKey)?.amount ?? 0n;
}

function textOrNull(amount: bigint | null): string | null {
  return amount === null ? null : String(amount);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
