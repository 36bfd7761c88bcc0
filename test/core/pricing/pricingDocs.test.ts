import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { amountText } from '../../../src/core/money.ts';
import { needsOf, parsePriceModel, PRICING_MODELS } from '../../../src/core/pricing/models.ts';
import { estimateCharge } from '../../../src/services/estimateCharge.ts';

interface Example {
  readonly price: { readonly model: object };
  readonly fractionOf?: { readonly numerator: string; readonly denominator: string };
}

const PAGE = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'pricing.md'), 'utf8');
const EXAMPLE = /^#+ ([^\n]+)$|^```json\n(.*?)\n```\n\n> Exact (\S+), charged (\S+ [A-Z]{3})\.$/gms;

/** Each input of the page, under its heading, with the two figures below it. */
const EXAMPLES = readExamples();

function readExamples(): [heading: string, input: Example, exact: string, charged: string][] {
  let heading = '';
  return [...PAGE.matchAll(EXAMPLE)].flatMap(([, title, input = '', exact = '', charged = '']) => {
    if (title === undefined) return [[heading, JSON.parse(input) as Example, exact, charged]];
    heading = title;
    return [];
  });
}

function answer({ fractionOf, ...input }: Example): [string, string] {
  const fraction = fractionOf === undefined ? null : { numerator: BigInt(fractionOf.numerator), denominator: BigInt(fractionOf.denominator) };
  const { rating, roundedMinor, currency } = estimateCharge({ ...input, fractionOf: fraction });
  return [rating.exact.toFixed(), `${amountText(roundedMinor, currency)} ${currency}`];
}

describe('docs/pricing.md', () => {
  it.each(EXAMPLES)('pricing page: %s charges what the page says', (_, input, exact, charged) => {
    expect(answer(input)).toEqual([exact, charged]);
  });

  it('pricing page: every block of JSON is an example with its figures', () => {
    expect(EXAMPLES).toHaveLength(PAGE.split('```json').length - 1);
  });

  it('pricing page: every model has an example', () => {
    const shown = new Set(EXAMPLES.map(([, { price }]) => needsOf(parsePriceModel(price.model, [])).field));
    expect([...shown].sort()).toEqual(PRICING_MODELS.map(({ field }) => field).sort());
  });
});
