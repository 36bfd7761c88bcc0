/** Charging: post the difference between what a line comes to and what its journals have posted. The one rule of the engine. */
import { DEFERRED, UNBILLED } from './accounts.ts';
import { isInAdvance } from './chargeLine.ts';
import type { CatalogPrice } from './catalog.ts';
import type { CurrencyCode } from './currency.ts';
import { decimalText } from './decimal.ts';
import { groupBy } from './grouping.ts';
import { type Instant, instant } from './instant.ts';
import type { Journal, JournalDraft, LineEvidence } from './journal.ts';
import { netOn } from './posting.ts';
import { postFact } from './postingRules.ts';
import { type RatedLine, isEmpty } from './rating.ts';
import { isWithdrawal } from './withdrawal.ts';

/** What a line's journals have posted so far. */
export interface PostedLine {
  readonly charged: bigint;
  /** Still deferred: charged in advance and not earned. */
  readonly deferred: bigint;
  /** What of its deferral notes have taken off. */
  readonly released: bigint;
  /** Of the newest journal that charged; null before the first. */
  readonly evidence: LineEvidence | null;
  /** Of that journal; 0 before the first. */
  readonly seq: number;
}

export interface ChargingContext {
  readonly currency: CurrencyCode;
  readonly asOf: Instant;
  /** The newest cut's as-of; null before the first. */
  readonly ratedThrough: Instant | null;
}

/**
 * The journals that bring each rated line to its target: a charge if the amount or the quantity moved, and of a fee in
 * advance what brings its deferral to the whole, less what notes released, until its service is over, and then to nothing. None for a line that stands
 * where it should.
 * `lineJournals` are all journals of the rated lines, in book order.
 */
export function chargeDifferences(rated: readonly RatedLine[], lineJournals: readonly Journal[], context: ChargingContext): JournalDraft[] {
  const byLine = groupBy(lineJournals, ({ line }) => line?.lineKey ?? '');
  return rated.flatMap((line) => {
    const posted = postedLine(byLine.get(line.lineKey) ?? []);
    return [...chargeOf(line, posted, context), ...earningOf(line, posted, context)];
  });
}

/** What the journals of one line add up to. */
export function postedLine(journals: readonly Journal[]): PostedLine {
  const charges = journals.filter(({ kind }) => kind === 'CHARGE' || kind === 'ADVANCE_FEE');
  const newest = charges.reduce<Journal | null>((last, journal) => (last === null || journal.seq > last.seq ? journal : last), null);
  return {
    charged: charges.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n),
    deferred: -journals.reduce((sum, { postings }) => sum + netOn(DEFERRED, postings), 0n),
    released: journals.filter(({ kind }) => kind === 'CREDIT_NOTE').reduce((sum, { postings }) => sum + netOn(DEFERRED, postings), 0n),
    evidence: newest?.line ?? null,
    seq: newest?.seq ?? 0,
  };
}

function chargeOf(rated: RatedLine, { charged, evidence }: PostedLine, context: ChargingContext): JournalDraft[] {
  const difference = rated.targetMinor - charged;
  const stands = evidence === null ? isEmpty(rated) : difference === 0n && sameQuantity(rated, evidence);
  if (stands) return [];
  const { price } = rated.line;
  const inAdvance = isInAdvance(price);
  const fact = inAdvance ? 'fee charged in advance' : price.meter === null ? 'fee charged in arrears' : 'usage charged';
  const postings = postFact(fact, { chargeLine: rated.lineKey, price: price.id }, difference);
  return [{ ...draftOn(rated, context), kind: inAdvance ? 'ADVANCE_FEE' : 'CHARGE', postings }];
}

/** Everything of a billable journal on a line but its kind and its postings. */
export function draftOn(rated: RatedLine, { currency, asOf, ratedThrough }: ChargingContext): Omit<JournalDraft, 'kind' | 'postings' | 'line'> & { readonly line: LineEvidence } {
  const { line } = rated;
  return {
    currency,
    effectiveAt: isInAdvance(line.price) ? line.service.start : line.isOpen ? asOf : lastMoment(line),
    // What falls due after the newest cut is billed when it is due; what should have been on an earlier cut, on this one.
    billableAt: !line.isOpen && (ratedThrough === null || line.billableAt > ratedThrough) ? line.billableAt : asOf,
    reversesSeq: null,
    invoiceId: null,
    line: evidenceOf(rated),
  };
}

/** Whether a price charges for what is used, when the time is over. */
export function isUsage(price: CatalogPrice | undefined): boolean {
  return price !== undefined && price.meter !== null && !isInAdvance(price);
}

/** Until when a journal bills the usage so far of a period that went on; null if it bills anything else. */
export function usedUntil({ billableAt, line }: Pick<Journal, 'billableAt' | 'line'>, price: CatalogPrice | undefined): Instant | null {
  if (line === null || billableAt === null || !isUsage(price) || isWithdrawal(line)) return null;
  return billableAt < line.service.end ? billableAt : null;
}

function earningOf(rated: RatedLine, { charged, deferred, released }: PostedLine, { currency, asOf }: ChargingContext): JournalDraft[] {
  const { line } = rated;
  if (!isInAdvance(line.price)) return [];
  const isOver = line.service.end <= asOf;
  const deferrable = rated.targetMinor - released;
  const toDefer = isOver || deferrable < 0n ? 0n : deferrable;
  // Below zero where a change takes back what was earned, or lets a service that was over go on.
  const toEarn = deferred + (rated.targetMinor - charged) - toDefer;
  if (toEarn === 0n) return [];
  return [
    {
      kind: 'EARNING',
      currency,
      effectiveAt: isOver ? lastMoment(line) : asOf,
      billableAt: null,
      reversesSeq: null,
      invoiceId: null,
      line: evidenceOf(rated),
      postings: postFact('advance fee earned', { chargeLine: rated.lineKey, price: line.price.id }, toEarn),
    },
  ];
}

/** A charge in arrears belongs to the accounts of the period that it ends, so it takes effect just before the next begins. */
function lastMoment({ service }: RatedLine['line']): Instant {
  return instant(service.end - 1);
}

function evidenceOf({ line, lineKey, dimensions, quantity, eventCount, rating, ratedDigest }: RatedLine): LineEvidence {
  return {
    lineKey,
    subscriptionId: line.subscriptionId,
    priceId: line.price.id,
    service: line.service,
    dimensions,
    quantity,
    eventCount,
    exactAmount: rating.exact,
    ratedDigest,
  };
}

function sameQuantity({ quantity }: RatedLine, evidence: LineEvidence): boolean {
  if (quantity === null || evidence.quantity === null) return quantity === evidence.quantity;
  return decimalText(quantity) === decimalText(evidence.quantity);
}
