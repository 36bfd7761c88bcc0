/** The effect of a backfill on charge lines: what they come to without it and with it, beside what is charged already. */
import { type Decimal, ZERO } from './decimal.ts';
import { groupBy } from './grouping.ts';
import { postedLine } from './charging.ts';
import type { Journal } from './journal.ts';
import type { Period } from './period.ts';
import type { RatedLine } from './rating.ts';

/** One charge line. Amounts are before discounts and tax, in minor units of the customer's currency. */
export interface LineEffect {
  readonly lineKey: string;
  readonly subscriptionId: string;
  readonly priceId: string;
  readonly service: Period;
  readonly dimensions: string | null;
  readonly quantityBefore: Decimal | null;
  readonly quantityAfter: Decimal | null;
  /** What is charged in the book. */
  readonly billed: bigint;
  /** What the line comes to without the backfill, and with it. */
  readonly current: bigint;
  readonly should: bigint;
  /** `should - current`. */
  readonly difference: bigint;
}

/** The lines whose quantity or amount moves, by service and key. `journals` are those of the lines. */
export function lineEffects(before: readonly RatedLine[], after: readonly RatedLine[], journals: readonly Journal[]): LineEffect[] {
  const [earlier, later] = [before, after].map((lines) => new Map(lines.map((line) => [line.lineKey, line]))) as [Map<string, RatedLine>, Map<string, RatedLine>];
  const byLine = groupBy(journals, ({ line }) => line?.lineKey ?? '');
  return [...new Map([...earlier, ...later]).values()]
    .flatMap(({ lineKey, line, dimensions }): LineEffect[] => {
      const [was, is] = [earlier.get(lineKey), later.get(lineKey)];
      const [current, should] = [was?.targetMinor ?? 0n, is?.targetMinor ?? 0n];
      const [quantityBefore, quantityAfter] = [was?.quantity ?? null, is?.quantity ?? null];
      if (current === should && (quantityBefore ?? ZERO).eq(quantityAfter ?? ZERO)) return [];
      const place = { lineKey, subscriptionId: line.subscriptionId, priceId: line.price.id, service: line.service, dimensions };
      return [{ ...place, quantityBefore, quantityAfter, billed: postedLine(byLine.get(lineKey) ?? []).charged, current, should, difference: should - current }];
    })
    .sort((a, b) => a.service.start - b.service.start || (a.lineKey < b.lineKey ? -1 : 1));
}
