/** Explains a line: rates it again from its evidence and shows every step. */
import { isCommitment } from '../core/catalog.ts';
import { type ChargeLine, lineAt } from '../core/chargeLine.ts';
import { rateCommitmentAgain } from '../core/commitment.ts';
import type { Customer } from '../core/customer.ts';
import { ONE, ZERO } from '../core/decimal.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { InvoiceLine } from '../core/invoice.ts';
import { roundToMinor } from '../core/money.ts';
import type { RatableUsage, Rating } from '../core/pricing/model.ts';
import { needsOf } from '../core/pricing/models.ts';
import { type RatingRecord, looksAtEvents } from '../core/ratingRecord.ts';
import type { Fraction } from '../core/proration.ts';
import { groupOf, isUnused, rateAgain } from '../core/rating.ts';
import type { LineUsage } from '../core/lineUsage.ts';
import { type RecordedCharge, rateOneOff } from '../core/oneOffCharge.ts';
import { zonesKnownBy } from '../core/zoneTimeline.ts';
import type { Dimensions } from '../core/aggregation.ts';
import type { Database } from '../store/database.ts';
import type { CustomerSubscriptions } from './billingState.ts';
import { loadLineUsage } from './lineUsage.ts';

export interface LineExplanation {
  /** The model's field in the API's input. */
  readonly model: string;
  readonly rating: Rating;
  readonly fraction: Fraction;
  /** Whole minor units: the exact amount rounded once. */
  readonly roundedMinor: bigint;
}

/** Whose line, with everything its subscriptions were on. */
export interface ExplainedLine {
  readonly tenantId: string;
  readonly customer: Customer;
  readonly subscribed: CustomerSubscriptions;
  readonly line: InvoiceLine;
  /** The one-off charge that the line is of; null if a price makes it. */
  readonly charge: RecordedCharge | null;
  /** What the line knew: events recorded before this journal. Null for a projection. */
  readonly knownBySeq: number | null;
  /** Events recorded by then; null: whenever they were. */
  readonly knownAt: Instant | null;
  /** What was kept of the line's rating; null where nothing was. */
  readonly record: Pick<RatingRecord, 'steps'> | null;
}

/**
 * Costs no more for a line of a million events. Where the events decide and not the quantity, the steps were kept when the line was charged;
 * those of a projection, or of a charge from before they were kept, take reading the events again.
 */
export async function explainLine(db: Database, { tenantId, customer, subscribed, charge, line, knownBySeq, knownAt, record }: ExplainedLine): Promise<LineExplanation> {
  const { evidence } = line;
  if (charge !== null) return explainCharge(charge, line, customer);
  const chargeLine = lineAsKnown(subscribed, line, knownBySeq);
  if (!chargeLine || isUnused(chargeLine, evidence)) return uncharged(subscribed, line);
  const { field } = needsOf(chargeLine.price.terms.model);
  const kept = record?.steps ?? null;
  if (kept !== null) return { model: field, rating: { exact: evidence.exactAmount, steps: kept }, fraction: chargeLine.fraction, roundedMinor: roundToMinor(evidence.exactAmount, customer.currency) };
  const dimensions = evidence.dimensions === null ? null : (JSON.parse(evidence.dimensions) as Dimensions);
  const usage = looksAtEvents(chargeLine) ? ((await loadLineUsage(db, { tenantId, customerId: customer.id, knownBySeq, knownAt }, [chargeLine])).get(chargeLine) ?? null) : null;
  const before = usage?.before ? partOf(usage.before, dimensions) : null;
  const quantity = (evidence.quantity ?? chargeLine.heldUnits ?? ONE).plus(before?.quantity ?? ZERO);
  const rating = isCommitment(chargeLine.price)
    ? rateCommitmentAgain(chargeLine, evidence.exactAmount)
    : rateAgain(chargeLine, { quantity, values: usage && partOf(usage, dimensions).values, dimensions }, before);
  return { model: field, rating, fraction: chargeLine.fraction, roundedMinor: roundToMinor(rating.exact, customer.currency) };
}

/** The usage of a line of one combination of dimensions, or of all usage. */
function partOf(usage: LineUsage, dimensions: Dimensions | null): RatableUsage {
  return dimensions === null ? { ...usage, dimensions } : groupOf(usage, dimensions);
}

const WHOLE: Fraction = { numerator: 1n, denominator: 1n };

/** A charge is what it says; its reversal gives all of it back. */
function explainCharge(charge: RecordedCharge, { journals }: InvoiceLine, { currency }: Customer): LineExplanation {
  const isReversed = journals.some(({ reversesSeq }) => reversesSeq !== null);
  const rating = rateOneOff(charge.terms, isReversed ? (charge.reversal?.reason ?? '') : null);
  return { model: 'oneOff', rating, fraction: WHOLE, roundedMinor: roundToMinor(rating.exact, currency) };
}

/** The line as the segments and zones made it that the line's journal knew, with the usage so far if that is what it bills. Null if they made none: it was withdrawn. */
function lineAsKnown({ subscriptions, versions, zone }: CustomerSubscriptions, line: InvoiceLine, knownBySeq: number | null): ChargeLine | null {
  const subscription = subscriptions.find(({ id }) => id === line.subscriptionId);
  invariant(subscription && line.priceId !== null, 'a line that a price makes has a subscription');
  const segments = subscription.segments.filter(({ bookSeq }) => knownBySeq === null || bookSeq < knownBySeq);
  const made = lineAt({ ...subscription, segments }, { priceId: line.priceId, serviceStart: line.evidence.service.start }, { versions, zone: knownBySeq === null ? zone : zonesKnownBy(zone, knownBySeq) });
  return made && line.usageUntil !== null ? { ...made, isOpen: true, usedBy: line.usageUntil } : made;
}

/** A line that a change took away, or whose level turned out to be zero: nothing is charged for it, and what was is given back. */
function uncharged({ versions }: CustomerSubscriptions, line: InvoiceLine): LineExplanation {
  const price = [...versions.values()].flatMap(({ prices }) => prices).find(({ id }) => id === line.priceId);
  invariant(price, 'a line has a price');
  return { model: needsOf(price.terms.model).field, rating: { exact: ZERO, steps: [] }, fraction: { numerator: 0n, denominator: 1n }, roundedMinor: 0n };
}
