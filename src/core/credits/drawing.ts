/** Drawing: the journals by which a document's lines burn credit and give it back, and by which lots expire. */
import type { CatalogPrice } from '../catalog.ts';
import type { CurrencyCode } from '../currency.ts';
import { type DigestField, digestOf } from '../digest.ts';
import { groupBy } from '../grouping.ts';
import { type Instant, instant, later } from '../instant.ts';
import { invariant } from '../invariant.ts';
import { type InvoiceLine, type InvoiceView, discountOf, payableOf, sellsCredit } from '../invoice.ts';
import { type Journal, type JournalDraft, type LineEvidence, isCharge } from '../journal.ts';
import { postFact } from '../postingRules.ts';
import type { Posting } from '../posting.ts';
import { type CreditHistory, drawAsIfOnTime, evidenceOf } from './asIfOnTime.ts';
import { type Lot, expiryDifference, hasExpired } from './lot.ts';
import { type Draw, type DrawingLine, WATERFALL, drawOn, subjectOf } from './waterfall.ts';

/** A customer's lots, and what their scopes are compared with. */
export interface CreditState {
  readonly lots: readonly Lot[];
  /** The plan of each price, by the price's id. */
  readonly planIds: ReadonlyMap<string, string>;
  /** Where the document's policy is AS_IF_ON_TIME and something on it is late; else it may be left out. */
  readonly history?: CreditHistory;
}

export const NO_CREDIT: CreditState = { lots: [], planIds: new Map() };

export interface DrawingContext {
  readonly currency: CurrencyCode;
  readonly prices: ReadonlyMap<string, CatalogPrice>;
  /** What credit notes took off lines and their charges did not eat, by line key. */
  readonly credited: ReadonlyMap<string, bigint>;
  /** The document's. */
  readonly asOf: Instant;
  /** When the journals are recorded. */
  readonly at: Instant;
}

/**
 * One journal a line that draws or gives back, then one a lot whose expiry is not what is posted. The view is of the document
 * without any draw of its own. A line in place of another takes over what that has drawn, on the very lots. Where late charges move
 * the credit of lines that are not on the document, those come last.
 */
export function creditJournals(view: Pick<InvoiceView, 'lines' | 'continued'>, credit: CreditState, context: DrawingContext): JournalDraft[] {
  if (credit.lots.length === 0) return [];
  const draws = drawsOf(view, [], credit, { ...context, at: later(context.asOf, context.at) });
  const byLine = groupBy(draws, ({ lineKey }) => lineKey);
  const drawing = { ...context, lots: new Map(credit.lots.map((lot) => [lot.grant.id, lot])) };
  const own = [...view.lines, ...view.continued];
  const isOwn = new Set(own.map(({ lineKey }) => lineKey));
  const moved = evidenceOf(new Set([...byLine.keys()].filter((lineKey) => !isOwn.has(lineKey))), credit.history ?? { journals: [] });
  const drawn = [
    ...own.flatMap((line) => drawJournals(line, byLine.get(line.lineKey) ?? [], drawing)),
    ...[...byLine].flatMap(([lineKey, ofLine]) => (isOwn.has(lineKey) ? [] : drawJournal(evidenceIn(moved, lineKey), ofLine, drawing))),
  ];
  const burned = groupBy(draws, ({ grantId }) => grantId);
  const after = credit.lots.map((lot) => ({ ...lot, burned: lot.burned + (burned.get(lot.grant.id) ?? []).reduce((sum, { amount }) => sum + amount, 0n) }));
  return [...drawn, ...expiryJournals(after, context)];
}

/** What a document's lines, and then whatever else draws, draw on the lots and give back. */
export function drawsOf({ lines, continued }: Pick<InvoiceView, 'lines' | 'continued'>, others: readonly DrawingLine[], credit: CreditState, context: Pick<DrawingContext, 'prices' | 'credited' | 'at'>): Draw[] {
  const { lots, planIds, history } = credit;
  const drawing = [...drawingLines(lines, credit, context), ...others];
  if (history === undefined) return drawOn(drawing, lots, context.at);
  return drawAsIfOnTime({ lines: [...lines, ...continued], drawing, prices: context.prices, planIds, at: context.at }, lots, history);
}

/** The journals that bring what is posted as expired to what has expired: breakage, or its return. */
export function expiryJournals(lots: readonly Lot[], { currency, at }: Pick<DrawingContext, 'currency' | 'at'>): JournalDraft[] {
  return lots.flatMap((lot): JournalDraft[] => {
    const difference = expiryDifference(lot, at);
    if (difference === 0n) return [];
    const { id, terms, recordedAt } = lot.grant;
    const postings = postFact(terms.kind === 'PAID' ? 'paid credit expired' : 'promotional credit used up', { grant: id }, difference);
    // What comes back does so now; what expires did so at its expiry, though never before it was there.
    const effectiveAt = difference > 0n && lot.expiresAt !== null && hasExpired(lot, at) ? later(lot.expiresAt, recordedAt) : at;
    return [{ kind: 'CREDIT_EXPIRY', currency, effectiveAt, billableAt: null, reversesSeq: null, invoiceId: null, line: null, postings }];
  });
}

/** The journal that takes credit back from a lot. Paid credit becomes money that the seller owes, or is kept as breakage. */
export function voidJournal({ grant: { id, terms } }: Lot, amount: bigint, { currency, at, keeps }: Pick<DrawingContext, 'currency' | 'at'> & { readonly keeps: boolean }): JournalDraft {
  const fact = terms.kind === 'PROMOTIONAL' ? 'promotional credit used up' : keeps ? 'paid credit expired' : 'paid credit given back';
  return { kind: 'CREDIT_VOID', currency, effectiveAt: at, billableAt: null, reversesSeq: null, invoiceId: null, line: null, postings: postFact(fact, { grant: id }, amount) };
}

/** The lines of a document that may draw, in its order. */
export function drawingLines(lines: readonly InvoiceLine[], credit: CreditState, context: Pick<DrawingContext, 'prices' | 'credited'>): DrawingLine[] {
  return lines.filter((line) => !sellsCredit(line)).map((line) => drawingLine(line, credit, context));
}

function drawingLine(line: InvoiceLine, { planIds }: CreditState, { prices, credited }: Pick<DrawingContext, 'prices' | 'credited'>): DrawingLine {
  const { previous, priceId } = line;
  return {
    lineKey: line.lineKey,
    amount: payableOf(line),
    whole: line.amount + discountOf(line) + (previous === null ? 0n : previous.amount + discountOf(previous)) - (credited.get(line.lineKey) ?? 0n),
    drawn: new Map((previous?.draws ?? []).map((draw) => [draw.grantId, -draw.amount])),
    at: countsAt(line),
    subject: subjectOf(prices.get(priceId ?? ''), planIds),
  };
}

/**
 * When its newest charge takes effect; what came too late for the invoice of its period counts just before this one's end. What is
 * billed again counts as it did, with whatever came late meanwhile: a line draws as a whole.
 */
function countsAt({ journals }: InvoiceLine): Instant {
  const again = journals.find(({ kind }) => kind === 'REBILLING');
  const before = again ? journals.filter(({ seq }) => seq < again.seq) : [];
  const charge = newestCharge(before.length > 0 ? before : journals);
  return charge.billableAt === null || charge.billableAt === 0 ? charge.effectiveAt : later(charge.effectiveAt, instant(charge.billableAt - 1));
}

function newestCharge(journals: readonly Journal[]): Journal {
  const charge = journals.findLast(isCharge) ?? journals.at(-1);
  invariant(charge, 'an invoice line has a journal');
  return charge;
}

interface DrawContext extends DrawingContext {
  readonly lots: ReadonlyMap<string, Lot>;
}

/** What a superseded line has drawn moves from its key to that of the line in its place. */
function drawJournals(line: InvoiceLine, draws: readonly Pick<Draw, 'grantId' | 'amount'>[], context: DrawContext): JournalDraft[] {
  const moved = (line.supersedes?.drawn ?? []).map(({ grantId, amount }) => ({ grantId, amount: -amount }));
  const own = [...groupBy([...moved, ...draws], ({ grantId }) => grantId)].map(([grantId, parts]) => ({ grantId, amount: parts.reduce((sum, { amount }) => sum + amount, 0n) }));
  return [
    ...(line.supersedes === null ? [] : drawJournal(line.supersedes.evidence, moved.map(({ grantId, amount }) => ({ grantId, amount: -amount })), context)),
    ...drawJournal(line.evidence, own, context),
  ];
}

/** None for nothing. */
function drawJournal(evidence: LineEvidence, draws: readonly Pick<Draw, 'grantId' | 'amount'>[], { currency, asOf, at, lots }: DrawContext): JournalDraft[] {
  const postings = draws.flatMap(({ grantId, amount }) => drawPostings(lotIn(lots, grantId), amount, evidence.lineKey));
  if (postings.length === 0) return [];
  const ratedDigest = digestOf('neruba.credit-draw.v1', [evidence.ratedDigest, BigInt(WATERFALL), ...draws.flatMap(({ grantId, amount }): DigestField[] => [grantId, amount])]);
  return [{ kind: 'CREDIT_DRAW', currency, effectiveAt: at, billableAt: asOf, reversesSeq: null, invoiceId: null, line: { ...evidence, ratedDigest }, postings }];
}

/** What a line draws on a lot, or gives back, on what is unbilled. */
export function drawPostings({ grant: { id, terms } }: Lot, amount: bigint, chargeLine: string): Posting[] {
  if (terms.kind === 'PAID') return postFact('paid credit burned', { grant: id, chargeLine }, amount);
  return [...postFact('promotional credit burned', { grant: id, chargeLine }, amount), ...postFact('promotional credit used up', { grant: id }, amount)];
}

function evidenceIn(moved: ReadonlyMap<string, LineEvidence>, lineKey: string): LineEvidence {
  const evidence = moved.get(lineKey);
  invariant(evidence, `line ${lineKey}, whose credit moves, was charged`);
  return evidence;
}

function lotIn(lots: ReadonlyMap<string, Lot>, id: string): Lot {
  const lot = lots.get(id);
  invariant(lot, `lot ${id} is loaded`);
  return lot;
}
