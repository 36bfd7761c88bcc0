/** Mentions of a property in canonical JSON: what a text must contain for its object to have the property with a value. */
import type { Dimensions } from './aggregation.ts';
import { Decimal, decimalText } from './decimal.ts';
import { type JsonValue, canonicalJson } from './json.ts';
import type { Meter } from './meter.ts';

/** Texts of which at least one is in the canonical JSON. */
export type Mention = readonly string[];

/** More values than this are not worth looking for. */
const VALUE_LIMIT = 10;

/**
 * What the properties of every event of a line mention: those of its dimensions, and those that the meter's filters want. Without
 * one of them an event is not of the line; with all of them it need not be, for nested objects and longer numbers mention them too.
 */
export function mentionsOfLine(dimensions: Dimensions | null, { filters }: Pick<Meter, 'filters'>): Mention[] {
  const ofDimensions = Object.entries(dimensions ?? {}).flatMap(([name, text]) => (text === null ? [] : [mentionOf(name, text)]));
  const wanted = filters.flatMap(({ property, in: values }) => (values === null || values.length > VALUE_LIMIT ? [] : [values.flatMap((text) => mentionOf(property, text))]));
  return [...ofDimensions, ...wanted];
}

/** As `propertyText` tells values apart: a text may be a string, a number or a flag. */
function mentionOf(name: string, text: string): Mention {
  const number = Number(text);
  const isNumber = Number.isFinite(number) && text.trim() !== '' && decimalText(new Decimal(number)) === text;
  const values: JsonValue[] = [text, ...(isNumber ? [number] : []), ...(text === 'true' || text === 'false' ? [text === 'true'] : [])];
  return values.map((value) => canonicalJson({ [name]: value }).slice(1, -1));
}
