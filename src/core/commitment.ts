/** Minimum commitments: the line that trues up what a plan's other prices charged in a period to what was committed. */
import { isCommitment } from './catalog.ts';
import { type ChargeLine, countsToward } from './chargeLine.ts';
import type { CurrencyCode } from './currency.ts';
import { type Decimal, ONE, decimalText } from './decimal.ts';
import { digestOf } from './digest.ts';
import { instantText } from './instant.ts';
import { canonicalJson } from './json.ts';
import type { LineUsage } from './lineUsage.ts';
import { majorOf, roundToMinor } from './money.ts';
import { type Rating, differenceStep, ratingOf } from './pricing/model.ts';
import { priceJson, rateCharge } from './pricing/price.ts';
import { type RatedLine, rateLine } from './rating.ts';

/**
 * Rates lines, and the commitments among them by what the others come to: every line that a commitment counts must be there,
 * as `linesToRate` sees to. Errors: those of `rateLine`.
 */
export function rateLines(lines: readonly ChargeLine[], usageOf: (line: ChargeLine) => LineUsage | null, currency: CurrencyCode): RatedLine[] {
  const others = lines.filter(({ price }) => !isCommitment(price)).flatMap((line) => rateLine(line, usageOf(line), currency));
  const commitments = lines.filter(({ price }) => isCommitment(price));
  return [...others, ...commitments.map((line) => rateCommitment(line, others.filter((other) => countsToward(other.line, line)), currency))];
}

/** The rating of a commitment again, from what it came to: for explanations. */
export function rateCommitmentAgain(line: ChargeLine, exactAmount: Decimal): Rating {
  return trueUp(line, committed(line).exact.minus(exactAmount));
}

/** What others charged counts in whole minor units, as invoices show it, so that they and the true-up add up to the commitment. */
function rateCommitment(line: ChargeLine, others: readonly RatedLine[], currency: CurrencyCode): RatedLine {
  const usedMinor = others.reduce((sum, { targetMinor }) => sum + targetMinor, 0n);
  const rating = trueUp(line, majorOf(usedMinor, currency));
  return {
    line,
    lineKey: line.lineKey,
    dimensions: null,
    quantity: null,
    eventCount: null,
    rating,
    targetMinor: roundToMinor(rating.exact, currency),
    ratedDigest: digestOf('neruba.commitment.v1', [
      canonicalJson(priceJson(line.price.terms)),
      instantText(line.service.start),
      instantText(line.service.end),
      line.fraction.numerator,
      line.fraction.denominator,
      decimalText(rating.exact),
    ]),
  };
}

function committed(line: ChargeLine): Rating {
  return rateCharge(line.price.terms, { quantity: ONE, values: null, dimensions: null }, line.fraction);
}

/** Nothing is given back of what others charged beyond the commitment. */
function trueUp(line: ChargeLine, used: Decimal): Rating {
  const { exact, steps } = committed(line);
  const counted = used.lt(exact) ? used : exact;
  return ratingOf([...steps, differenceStep('USED', 'charged by the other prices of the plan', counted.negated())]);
}
