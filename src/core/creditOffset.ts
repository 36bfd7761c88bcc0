/** Credit offsets: what later changes of a credited line eat of its credit notes, so that nothing is given back twice. */
import { UNBILLED } from './accounts.ts';
import type { CatalogPrice } from './catalog.ts';
import { lineKeyOf } from './chargeLine.ts';
import type { CurrencyCode } from './currency.ts';
import { type Cut, type IssuedCut, isOnCut, isOnEarlierCut } from './cut.ts';
import { type DigestField, digestOf } from './digest.ts';
import { groupBy } from './grouping.ts';
import type { Instant } from './instant.ts';
import { creditOf, drawsBy } from './invoice.ts';
import { invariant } from './invariant.ts';
import { type Journal, type JournalDraft, type LineEvidence, isCharge, isPriced } from './journal.ts';
import { canonicalJson } from './json.ts';
import { majorOf, roundToMinor } from './money.ts';
import { netOn } from './posting.ts';
import { postFact } from './postingRules.ts';
import { isWithdrawal } from './withdrawal.ts';

/** A credit note on a line. Amounts are minor units: after discounts, before credit, with the tax that the price holds. */
export interface LineNote {
  /** What it took off the line; below zero where it took back an adjustment. */
  readonly amount: bigint;
  /** What documents had charged for the line when it was made. */
  readonly billed: bigint;
}

/**
 * What a line that is charged `charged` comes to after the notes on it, oldest first.
 *
 * A note of n on a line that came to x leaves f = x - n. When the line comes to less later, that reduction is taken from what the note gave: the
 * line stays at f until the reduction is as much as the note was, and goes down with the charges from there. What comes on top of x is
 * owed. A line that charges something is never left below zero, whatever notes gave on one of its documents. Each note
 * stands on what those before it left, so the outcome depends on the notes and on where the charges are now, and not on how
 * they came there. Source: the tests, by hand.
 */
export function netOfNotes(charged: bigint, notes: readonly LineNote[]): bigint {
  const steps: Step[] = [];
  for (const { amount, billed } of notes) {
    const level = through(steps, billed);
    const least = level < 0n ? level : 0n;
    const rest = level - amount;
    steps.push({ amount, rest: amount > 0n && rest < least ? least : rest });
  }
  return through(steps, charged);
}

/** What is taken off, and where it left the line. */
interface Step {
  readonly amount: bigint;
  readonly rest: bigint;
}

function through(steps: readonly Step[], charged: bigint): bigint {
  return steps.reduce((net, { amount, rest }) => (amount < 0n ? greater(net, lesser(rest, net - amount)) : lesser(net, greater(rest, net - amount))), charged);
}

/** A line with notes on it, and every line in whose place it came: one subscription's lines of one price code, dimensions and beginning. */
export interface CreditedPlace {
  /** What documents charge for it with the cut, after discounts. */
  readonly charged: bigint;
  readonly notes: readonly LineNote[];
  /** After the notes. */
  readonly net: bigint;
  /** What cuts posted as eaten so far. */
  readonly posted: bigint;
  /** Whether its lines hold more credit than they come to, and none is on the document that would give it back: notes on several documents can leave it so. */
  readonly isOverdrawn: boolean;
  /** As it was charged last, or taken away if that is all. */
  readonly evidence: LineEvidence;
  /** The invoice that was credited last. */
  readonly invoiceId: string;
}

/** Where a cut stands in its book. */
export interface OffsetQuestion {
  readonly prices: ReadonlyMap<string, CatalogPrice>;
  /** Of the book, oldest first. */
  readonly cuts: readonly IssuedCut[];
  readonly cut: Cut;
  readonly previous: Cut | null;
}

/** The places among some lines that notes credited. `lineJournals`: every journal of their lines, in book order. */
export function creditedPlaces(lineJournals: readonly Journal[], { prices, cuts, cut, previous }: OffsetQuestion): CreditedPlace[] {
  if (!lineJournals.some(isLineNote)) return [];
  const places = [...groupBy(lineJournals.filter(({ line }) => line !== null), ({ line }) => placeOfLine(line, prices)).values()];
  return places.flatMap((journals): CreditedPlace[] => {
    const credited = journals.filter(isLineNote);
    const charges = journals.filter((journal) => isCharge(journal) || journal.kind === 'DISCOUNT');
    const last = credited.at(-1);
    const newest = charges.findLast((journal) => isCharge(journal) && journal.line !== null && !isWithdrawal(journal.line)) ?? charges.findLast(isCharge);
    if (!last?.invoiceId || !newest?.line) return [];
    const notes = credited.map((note): LineNote => {
      const newestThen = cuts.findLast(({ issueSeq }) => issueSeq < note.seq) ?? null;
      return { amount: notedAmount(note), billed: sumOf(charges.filter((journal) => isOnEarlierCut(journal, newestThen))) };
    });
    const charged = sumOf(charges.filter((journal) => isOnCut(journal, cut, previous) || isOnEarlierCut(journal, previous)));
    const posted = sumOf(journals.filter(({ kind }) => kind === 'CREDIT_OFFSET'));
    const net = netOfNotes(charged, notes);
    const isOverdrawn = -creditOf({ draws: drawsBy(journals) }) > greater(net, 0n) && !charges.some((journal) => isOnCut(journal, cut, previous));
    return [{ charged, notes, net, posted, isOverdrawn, evidence: newest.line, invoiceId: last.invoiceId }];
  });
}

/** A line as what finds its place needs it. */
export type PlacedLine = Pick<LineEvidence, 'lineKey' | 'subscriptionId' | 'priceId' | 'service' | 'dimensions'>;

/**
 * The keys of further lines without which the places among `lines` would not be whole, and of those that were credited after `afterSeq`:
 * a note on a line that was corrected before may have taken off more than there is.
 * `noted`: every line that notes took something off; `prices`: at least those that one price code of a subscription ever had.
 */
export function keysOfPlaces(noted: readonly { readonly seq: number; readonly line: PlacedLine }[], lines: readonly PlacedLine[], { prices, afterSeq }: Pick<OffsetQuestion, 'prices'> & { readonly afterSeq: number }): string[] {
  const beginningOf = ({ lineKey, subscriptionId, service, dimensions }: PlacedLine) => (subscriptionId === null ? lineKey : canonicalJson([subscriptionId, service.start, dimensions]));
  const beginnings = new Set(lines.map(beginningOf));
  const concerned = noted.filter(({ seq, line }) => seq > afterSeq || beginnings.has(beginningOf(line)));
  return [...new Set(concerned.flatMap(({ line }) => [line.lineKey, ...siblingKeys(line, prices)]))];
}

/** The keys that the line would have under the other prices of its code. */
function siblingKeys({ lineKey, subscriptionId, priceId, service }: PlacedLine, prices: OffsetQuestion['prices']): string[] {
  if (subscriptionId === null || priceId === null) return [];
  const own = lineKeyOf(subscriptionId, priceId, service.start);
  const code = prices.get(priceId)?.terms.code;
  return [...prices.values()].flatMap(({ id, terms }) => (code === undefined || terms.code === code ? [lineKey.replace(own, lineKeyOf(subscriptionId, id, service.start))] : []));
}

/**
 * The journals that bring what is posted as eaten of notes to what is eaten: one a line where that moved. One that moves nothing
 * puts a line that holds too much credit on the document, which gives it back.
 */
export function offsetDifferences(places: readonly CreditedPlace[], { currency, asOf, at }: { readonly currency: CurrencyCode; readonly asOf: Instant; readonly at: Instant }): JournalDraft[] {
  return places.flatMap(({ charged, notes, net, posted, isOverdrawn, evidence, invoiceId }): JournalDraft[] => {
    const postings = postFact('credit offset', { chargeLine: evidence.lineKey, invoice: invoiceId }, eatenOf({ charged, notes, net }) - posted);
    if (postings.length === 0 && !isOverdrawn) return [];
    const ratedDigest = digestOf('neruba.credit-offset.v1', [evidence.ratedDigest, charged, ...notes.flatMap(({ amount, billed }): DigestField[] => [amount, billed])]);
    return [{ kind: 'CREDIT_OFFSET', currency, effectiveAt: at, billableAt: asOf, reversesSeq: null, invoiceId: null, line: { ...evidence, ratedDigest }, postings }];
  });
}

/** What a line's charges eat of the notes on it. */
export function eatenOf({ charged, notes, net }: Pick<CreditedPlace, 'charged' | 'notes' | 'net'>): bigint {
  return net - charged + notes.reduce((sum, { amount }) => sum + amount, 0n);
}

/** What notes took off lines and is not eaten, by the key of the line that stands for each place. */
export function creditedByLine(places: readonly CreditedPlace[]): Map<string, bigint> {
  return new Map(places.map(({ evidence, charged, net }) => [evidence.lineKey, charged - net]));
}

/** The evidence of what a note takes off a line: in its journal on the line, `exactAmount` is that. */
export function noteEvidence(line: LineEvidence, amount: bigint, currency: CurrencyCode): LineEvidence {
  return { ...line, exactAmount: majorOf(amount, currency), ratedDigest: digestOf('neruba.credited-line.v1', [line.ratedDigest, amount]) };
}

/** Whether a journal says what a note took off a line. */
export function isLineNote({ kind, line }: Pick<Journal, 'kind' | 'line'>): boolean {
  return kind === 'CREDIT_NOTE' && line !== null;
}

function notedAmount({ line, currency }: Journal): bigint {
  invariant(line, 'a note on a line names it');
  return roundToMinor(line.exactAmount, currency);
}

/** Wider than what makes two lines one on a document: whatever charges for the same is credited together. */
export function placeOfLine(line: LineEvidence | null, prices: OffsetQuestion['prices']): string {
  const price = line === null ? undefined : prices.get(line.priceId ?? '');
  if (line === null || price === undefined || !isPriced(line)) return line?.lineKey ?? '';
  return canonicalJson([line.subscriptionId, price.terms.code, line.service.start, line.dimensions]);
}

function sumOf(journals: readonly Journal[]): bigint {
  return journals.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function greater(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
