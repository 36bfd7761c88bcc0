/** Rating: what a charge line comes to, from everything known now. */
import { isCommitment } from './catalog.ts';
import type { ChargeLine } from './chargeLine.ts';
import type { CurrencyCode } from './currency.ts';
import { type Decimal, ONE, QUANTITY_LIMIT, ZERO, decimalText, toQuantityScale } from './decimal.ts';
import { digestOf } from './digest.ts';
import { refuseUnless } from './errors.ts';
import { instantText } from './instant.ts';
import { invariant } from './invariant.ts';
import { canonicalJson } from './json.ts';
import type { LineUsage } from './lineUsage.ts';
import { roundToMinor } from './money.ts';
import type { RatableUsage, Rating } from './pricing/model.ts';
import { priceJson, rateCharge, splitsBy } from './pricing/price.ts';

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
}

/**
 * Rates a line in full. A metered line takes its usage; one whose price is split by dimensions gives a rated line for each
 * combination of values seen, rated by itself. Errors: OUT_OF_RANGE if a quantity or an amount does not fit.
 */
export function rateLine(line: ChargeLine, usage: LineUsage | null, currency: CurrencyCode): RatedLine[] {
  if (line.price.meter === null) return [rateFee(line, currency)];
  invariant(usage, 'a metered line is rated with its usage');
  const isByDimension = splitsBy(line.price.terms).length > 0;
  if (!isByDimension) {
    return [rated(line, { ...usage, dimensions: null }, { eventCount: usage.eventCount, eventsDigest: usage.eventsDigest, currency })];
  }
  return usage.groups.map((group) => rated(line, group, { eventCount: group.eventCount, eventsDigest: usage.eventsDigest, currency }));
}

/**
 * Whether a line of one combination is of a level that stood at zero and was not changed: then it is charged nothing, no
 * flat or minimum amount either. Without a level, a combination is only there if an event has it.
 */
export function isAtRest({ dimensions, eventCount, quantity }: Pick<RatedLine, 'dimensions' | 'eventCount' | 'quantity'>): boolean {
  return dimensions !== null && eventCount === 0 && (quantity ?? ZERO).isZero();
}

/** A rating again, from a quantity that was rated before: for explanations. Prices that look at single events need their values. */
export function rateAgain(line: ChargeLine, usage: RatableUsage): Rating {
  return rateCharge(line.price.terms, usage, line.fraction);
}

function rateFee(line: ChargeLine, currency: CurrencyCode): RatedLine {
  const quantity = line.heldUnits ?? ONE;
  const fee = rated(line, { quantity, values: null, dimensions: null }, { eventCount: null, eventsDigest: null, currency });
  return line.price.terms.model.kind === 'FLAT' ? { ...fee, quantity: null } : fee;
}

const NOTHING: Rating = { exact: ZERO, steps: [] };

interface RatingSource {
  readonly eventCount: number | null;
  readonly eventsDigest: string | null;
  readonly currency: CurrencyCode;
}

function rated(line: ChargeLine, usage: RatableUsage, { eventCount, eventsDigest, currency }: RatingSource): RatedLine {
  const quantity = keptQuantity(usage.quantity);
  const dimensions = usage.dimensions === null ? null : canonicalJson(usage.dimensions);
  const rating = isAtRest({ dimensions, eventCount, quantity }) ? NOTHING : rateCharge(line.price.terms, { ...usage, quantity }, line.fraction);
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
    ]),
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
