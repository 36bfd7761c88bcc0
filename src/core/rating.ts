/** Rating: what a charge line comes to, from everything known now. */
import { isCommitment } from './catalog.ts';
import type { Dimensions } from './aggregation.ts';
import type { ChargeLine } from './chargeLine.ts';
import type { CurrencyCode } from './currency.ts';
import { type Decimal, ONE, QUANTITY_LIMIT, ZERO, decimalText, toQuantityScale } from './decimal.ts';
import { digestOf } from './digest.ts';
import { refuseUnless } from './errors.ts';
import { instantText } from './instant.ts';
import { invariant } from './invariant.ts';
import { canonicalJson } from './json.ts';
import type { LineTrace } from './lineTrace.ts';
import type { LineUsage } from './lineUsage.ts';
import { roundToMinor } from './money.ts';
import type { RatableUsage, Rating } from './pricing/model.ts';
import { type Price, priceJson, rateCharge, splitsBy } from './pricing/price.ts';

/** A line, or one dimension of it, with its target: what all journals of its key must add up to. */
export interface RatedLine {
  readonly line: ChargeLine;
  /** The line's key, with the dimension if the price is rated by dimension. */
  readonly lineKey: string;
  /** Canonical JSON of the dimension values; null if the line has none. */
  readonly dimensions: string | null;
  /** Null for a fee that does not depend on a quantity. */
  readonly quantity: Decimal | null;
  /** Null for a fee. */
  readonly eventCount: number | null;
  readonly rating: Rating;
  /** The exact amount rounded once, half away from zero: whole minor units. */
  readonly targetMinor: bigint;
  /** Covers the price's terms, the service period, the fraction, the events, the quantity and the exact amount. */
  readonly ratedDigest: string;
  /** When its events occurred, if others lie among them; what was carried in too. */
  readonly trace?: LineTrace;
}

/**
 * Rates a line in full. A metered line takes its usage; one whose price is split by dimensions gives a rated line for each
 * combination of values seen, rated by itself. Errors: OUT_OF_RANGE if a quantity or an amount does not fit.
 */
export function rateLine(line: ChargeLine, usage: LineUsage | null, currency: CurrencyCode): RatedLine[] {
  if (line.price.meter === null) return [rateFee(line, currency)];
  invariant(usage, 'a metered line is rated with its usage');
  const { before = null, eventsDigest } = usage;
  const carriedDigest = before?.eventsDigest ?? null;
  const isByDimension = splitsBy(line.price.terms).length > 0;
  if (!isByDimension) return [rated(line, { ...usage, dimensions: null }, before && { ...before, dimensions: null }, { eventsDigest, carriedDigest, currency })];
  return usage.groups.flatMap((group) => {
    const carried = before && groupOf(before, group.dimensions);
    if (carried && group.eventCount === carried.eventCount && group.quantity.eq(carried.quantity)) return [];
    return [rated(line, group, carried, { eventsDigest, carriedDigest, currency })];
  });
}

/** What one combination of dimensions used; nothing if it was not seen. */
export function groupOf({ groups, values }: LineUsage, dimensions: Dimensions): MeasuredUsage {
  const key = canonicalJson(dimensions);
  const group = groups.find((one) => canonicalJson(one.dimensions) === key);
  return group ?? { dimensions, quantity: ZERO, eventCount: 0, values: values === null ? null : [] };
}

/**
 * Whether a line of one combination is of a level that stood at zero and was not changed: then it is charged nothing, no
 * flat or minimum amount either. Without a level, a combination is only there if an event has it.
 */
function isAtRest({ dimensions, eventCount, quantity }: Pick<RatedLine, 'dimensions' | 'eventCount' | 'quantity'>): boolean {
  return dimensions !== null && eventCount === 0 && (quantity ?? ZERO).isZero();
}

/** Whether a line is charged nothing because nothing was used; a tier's flat amount for that comes when the service is over. */
export function isUnused({ isOpen }: Pick<ChargeLine, 'isOpen'>, part: Pick<RatedLine, 'dimensions' | 'eventCount' | 'quantity'>): boolean {
  return isAtRest({ ...part, dimensions: isOpen ? (part.dimensions ?? '') : part.dimensions });
}

/** A rating again, from a quantity that was rated before: for explanations. Prices that look at single events need their values. */
export function rateAgain(line: ChargeLine, usage: RatableUsage, before: RatableUsage | null = null): Rating {
  return rateCharge(termsOf(line), usage, line.fraction, before);
}

/** What is missing to a minimum is known when the service is over. */
function termsOf({ price: { terms }, isOpen }: ChargeLine): Price {
  return isOpen ? { ...terms, minimumAmount: null } : terms;
}

function rateFee(line: ChargeLine, currency: CurrencyCode): RatedLine {
  const quantity = line.heldUnits ?? ONE;
  const fee = rated(line, { quantity, values: null, dimensions: null, eventCount: null }, null, { eventsDigest: null, carriedDigest: null, currency });
  return line.price.terms.model.kind === 'FLAT' ? { ...fee, quantity: null } : fee;
}

const NOTHING: Rating = { exact: ZERO, steps: [] };

/** Usage with how many events it was made of; null for a fee. */
interface MeasuredUsage extends RatableUsage {
  readonly eventCount: number | null;
  readonly trace?: LineTrace;
}

interface RatingSource {
  readonly eventsDigest: string | null;
  readonly carriedDigest: string | null;
  readonly currency: CurrencyCode;
}

/** The quantity and the events of the line itself are what is there beyond `before`. */
function rated(line: ChargeLine, usage: MeasuredUsage, before: MeasuredUsage | null, { eventsDigest, carriedDigest, currency }: RatingSource): RatedLine {
  const whole = keptQuantity(usage.quantity);
  const carried = before && { ...before, quantity: keptQuantity(before.quantity) };
  const quantity = carried ? whole.minus(carried.quantity) : whole;
  const eventCount = usage.eventCount === null ? null : usage.eventCount - (carried?.eventCount ?? 0);
  const dimensions = usage.dimensions === null ? null : canonicalJson(usage.dimensions);
  const rating = isUnused(line, { dimensions, eventCount, quantity }) ? NOTHING : rateCharge(termsOf(line), { ...usage, quantity: whole }, line.fraction, carried);
  return {
    line,
    lineKey: dimensions === null ? line.lineKey : `${line.lineKey}:${digestOf('neruba.dimensions.v1', [dimensions]).slice(0, 32)}`,
    dimensions,
    quantity,
    eventCount,
    rating,
    targetMinor: roundToMinor(rating.exact, currency),
    ratedDigest: digestOf('neruba.rated.v1', [
      canonicalJson(priceJson(line.price.terms)),
      instantText(line.service.start),
      instantText(line.service.end),
      line.fraction.numerator,
      line.fraction.denominator,
      eventsDigest,
      dimensions,
      decimalText(quantity),
      decimalText(rating.exact),
      ...(carried ? [carriedDigest, decimalText(carried.quantity)] : []),
      ...(line.isOpen ? ['open'] : []),
    ]),
    ...(usage.trace ? { trace: usage.trace } : {}),
  };
}

/** Usage adds up outside our hands, so a sum beyond what can be kept is refused. */
function keptQuantity(quantity: Decimal): Decimal {
  refuseUnless(quantity.abs().lt(QUANTITY_LIMIT), 'OUT_OF_RANGE', 'gives a quantity of more than 26 integer digits');
  return toQuantityScale(quantity);
}

/** Whether a rated line has nothing to say: no usage, and nothing to charge for it; or a commitment that is reached. */
export function isEmpty({ line, quantity, targetMinor, eventCount }: RatedLine): boolean {
  if (isCommitment(line.price)) return targetMinor === 0n;
  return targetMinor === 0n && eventCount !== null && eventCount === 0 && (quantity ?? ZERO).isZero();
}
