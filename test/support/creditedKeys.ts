/** Which further lines a service loads where notes credited some: those that stand together with them. */
import { isLineNote, keysOfPlaces } from '../../src/core/creditOffset.ts';
import type { RatedLine } from '../../src/core/rating.ts';
import type { BookSimulator } from './bookSimulator.ts';

/** `wanted`: the keys of the lines that are loaded anyway. */
export function creditedKeys({ journals, prices, ratedSeq }: BookSimulator, rated: readonly RatedLine[], wanted: ReadonlySet<string>): string[] {
  const noted = journals.flatMap((journal) => (isLineNote(journal) && journal.line !== null ? [{ seq: journal.seq, line: journal.line }] : []));
  const placed = rated.map(({ line, lineKey, dimensions }) => ({ lineKey, subscriptionId: line.subscriptionId, priceId: line.price.id, service: line.service, dimensions }));
  const known = journals.flatMap(({ line }) => (line !== null && wanted.has(line.lineKey) ? [line] : []));
  return keysOfPlaces(noted, [...placed, ...known], { prices, afterSeq: ratedSeq });
}
