/** Replaying what is beside rated lines: what coupons take off them, what they eat of credit notes, and one-off charges, held against what the ledger posted. */
import { UNBILLED } from './accounts.ts';
import type { AppliedCoupon } from './coupon.ts';
import { type OffsetQuestion, creditedPlaces, eatenOf } from './creditOffset.ts';
import type { CurrencyCode } from './currency.ts';
import { type DiscountedLine, takenOff } from './discount.ts';
import { groupBy } from './grouping.ts';
import type { Journal, LineEvidence } from './journal.ts';
import { compareText } from './key.ts';
import type { LineComparison } from './lineReplay.ts';
import { majorOf, roundToMinor } from './money.ts';
import { type RecordedCharge, chargeDigest, chargeIdOf, chargeLineKey, rateOneOff, reversalDigest } from './oneOffCharge.ts';
import { netOn } from './posting.ts';
import { type RatingStep, flatStep } from './pricing/model.ts';

/**
 * What coupons take off each line, one comparison a line that either side takes something off; amounts are below zero.
 * `discounted`: every line that coupons may cover; `lineJournals`: all journals of the customer's lines, in book order.
 */
export function compareDiscounts(discounted: readonly DiscountedLine[], lineJournals: readonly Journal[], { coupons, currency }: { coupons: readonly AppliedCoupon[]; currency: CurrencyCode }): LineComparison[] {
  const posted = groupBy(lineJournals.filter(({ kind }) => kind === 'DISCOUNT'), ({ line }) => line?.lineKey ?? '');
  const shares = new Map(discounted.map((line) => [line.rated.lineKey, line]));
  const codes = new Map(coupons.map(({ id, coupon }) => [id, coupon.code]));
  return [...new Set([...posted.keys(), ...shares.keys()])].sort(compareText).flatMap((lineKey): LineComparison[] => {
    const journals = posted.get(lineKey) ?? [];
    const [made, taken] = [withoutZeros(shares.get(lineKey)?.shares ?? new Map()), withoutZeros(takenOff(journals))];
    const service = shares.get(lineKey)?.rated.line.service ?? journals[0]?.line?.service;
    if ((made.size === 0 && taken.size === 0) || !service) return [];
    const newest = journals.at(-1);
    const figures = (sum: bigint) => ({ quantity: null, eventCount: null, amount: -sum, exactAmount: majorOf(-sum, currency), ratedDigest: '' });
    const steps = [...made].map(([id, share]) => flatStep(`coupon ${codes.get(id) ?? id}`, majorOf(-share, currency)));
    return [
      {
        lineKey,
        service,
        ledger: newest ? { ...figures(sumOf(taken)), ratedDigest: newest.line?.ratedDigest ?? '', seq: newest.seq } : null,
        rebuilt: made.size > 0 ? { ...figures(sumOf(made)), steps } : null,
        divergence: isSame(made, taken) ? null : 'DISCOUNT',
      },
    ];
  });
}

function withoutZeros(shares: ReadonlyMap<string, bigint>): Map<string, bigint> {
  return new Map([...shares].filter(([, share]) => share !== 0n));
}

function sumOf(shares: ReadonlyMap<string, bigint>): bigint {
  return [...shares.values()].reduce((sum, share) => sum + share, 0n);
}

function isSame(one: ReadonlyMap<string, bigint>, other: ReadonlyMap<string, bigint>): boolean {
  return one.size === other.size && [...one].every(([id, share]) => other.get(id) === share);
}

/**
 * What lines eat of the credit notes on them, one comparison a credited line, as of the newest cut. `journals`: all of the customer's
 * lines, in book order; those after that cut are on no document yet.
 */
export function compareOffsets(journals: readonly Journal[], question: Pick<OffsetQuestion, 'prices' | 'cuts'>, currency: CurrencyCode): LineComparison[] {
  const [cut, previous = null] = [...question.cuts].reverse();
  if (cut === undefined) return [];
  const known = journals.filter(({ seq }) => seq < cut.issueSeq);
  return creditedPlaces(known, { ...question, cut, previous }).flatMap(({ evidence, posted, ...place }): LineComparison[] => {
    const eaten = eatenOf(place);
    if (eaten === 0n && posted === 0n) return [];
    const newest = known.findLast(({ kind, line }) => kind === 'CREDIT_OFFSET' && line?.lineKey === evidence.lineKey);
    const figures = (amount: bigint) => ({ quantity: null, eventCount: null, amount, exactAmount: majorOf(amount, currency), ratedDigest: newest?.line?.ratedDigest ?? '' });
    const steps = [flatStep('credit notes', majorOf(eaten, currency))];
    return [{ lineKey: evidence.lineKey, service: evidence.service, ledger: newest ? { ...figures(posted), seq: newest.seq } : null, rebuilt: eaten === 0n ? null : { ...figures(eaten), steps }, divergence: eaten === posted ? null : 'OFFSET' }];
  });
}

/** Every one-off charge that either side has. `journals`: those of the customer's one-off lines, in book order. */
export function compareCharges(charges: readonly RecordedCharge[], journals: readonly Journal[], currency: CurrencyCode): LineComparison[] {
  const posted = groupBy(journals, ({ line }) => line?.lineKey ?? '');
  const made = new Map(charges.map((charge) => [chargeLineKey(charge.id), charge]));
  return [...new Set([...posted.keys(), ...made.keys()])].sort(compareText).flatMap((lineKey) => compareCharge(lineKey, made.get(lineKey) ?? null, { journals: posted.get(lineKey) ?? [], currency }));
}

function compareCharge(lineKey: string, charge: RecordedCharge | null, { journals, currency }: { journals: readonly Journal[]; currency: CurrencyCode }): LineComparison[] {
  const newest = journals.at(-1);
  const line = newest?.line ?? null;
  const service = charge?.terms.service ?? line?.service;
  if (!service) return [];
  const amount = journals.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n);
  const ledger = newest && line ? { quantity: line.quantity, eventCount: null, amount, exactAmount: line.exactAmount, ratedDigest: line.ratedDigest, seq: newest.seq } : null;
  const rebuilt = charge && rebuildCharge(charge, currency);
  return [{ lineKey, service, ledger, rebuilt, divergence: divergenceOf(ledger, rebuilt) }];
}

function rebuildCharge({ terms, seq, reversal }: RecordedCharge, currency: CurrencyCode): NonNullable<LineComparison['rebuilt']> {
  const { exact, steps } = rateOneOff(terms, reversal?.reason ?? null);
  const digest = chargeDigest(terms);
  const quantity: LineEvidence['quantity'] = reversal !== null && terms.quantity !== null ? terms.quantity.times(0) : terms.quantity;
  const allSteps: readonly RatingStep[] = steps;
  return { quantity, eventCount: null, amount: roundToMinor(exact, currency), exactAmount: exact, ratedDigest: reversal === null ? digest : reversalDigest(digest, seq), steps: allSteps };
}

function divergenceOf(ledger: LineComparison['ledger'], rebuilt: LineComparison['rebuilt']): LineComparison['divergence'] {
  if (ledger === null) return 'MISSING';
  if (rebuilt === null) return 'UNFOUNDED';
  if (ledger.amount !== rebuilt.amount) return 'AMOUNT';
  const isSameQuantity = ledger.quantity === null || rebuilt.quantity === null ? ledger.quantity === rebuilt.quantity : ledger.quantity.eq(rebuilt.quantity);
  if (!isSameQuantity) return 'QUANTITY';
  return ledger.ratedDigest === rebuilt.ratedDigest ? null : 'EVIDENCE';
}

/** Whether a journal charges a one-off charge's line, or takes it back: credit that is bought is charged so too. */
export function isOfCharge({ kind, line }: Pick<Journal, 'kind' | 'line'>): boolean {
  return (kind === 'ONE_OFF' || kind === 'CREDIT_PURCHASE') && line !== null && chargeIdOf(line) !== null;
}
