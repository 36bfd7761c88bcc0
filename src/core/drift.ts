/** Drift: whether what lines should come to is what is billed of them or on its way. The difference that nothing will bring is the residual. */
import type { CatalogPrice } from './catalog.ts';
import { type ChargeLine, lineKeyOf } from './chargeLine.ts';
import type { CurrencyCode } from './currency.ts';
import type { Decimal } from './decimal.ts';
import { groupBy } from './grouping.ts';
import { carriesLevel } from './level.ts';
import type { LineStanding } from './lineStanding.ts';
import { roundToMinor } from './money.ts';
import type { Period } from './period.ts';
import { type RatedLine, isEmpty } from './rating.ts';

/** One charge line. Amounts are gross, in minor units of the customer's currency. */
export interface LineDrift {
  readonly lineKey: string;
  readonly subscriptionId: string;
  readonly priceId: string;
  readonly service: Period;
  readonly dimensions: string | null;
  /** What rating everything known gives. */
  readonly should: bigint;
  /** What issued invoices have of it. */
  readonly billed: bigint;
  /** What is posted and not invoiced yet, and what the next invoice would post. */
  readonly pending: bigint;
  /** `should - billed - pending`: zero, unless something is wrong that the next invoice would not put right. */
  readonly residual: bigint;
}

/** What a drift is reckoned from. */
export interface DriftFacts {
  readonly standings: readonly LineStanding[];
  /** The lines that were rated again, with everything known now. */
  readonly rated: readonly RatedLine[];
  /** Lines that were not, because nothing they were made of has changed: they should be what they were rated last. */
  readonly unchanged: readonly ChargeLine[];
  readonly currency: CurrencyCode;
}

/**
 * The drift of every line that was charged or should be, by service, then price and line. A line in the book that the segments do
 * not make should come to nothing. Errors: OUT_OF_RANGE if an amount does not fit.
 */
export function lineDrifts({ standings, rated, unchanged, currency }: DriftFacts): LineDrift[] {
  const targets = new Map(rated.map((line) => [line.lineKey, line]));
  const kept = new Set(unchanged.map(({ lineKey }) => lineKey));
  const inBook = standings.map((standing) => {
    const keptAmount = kept.has(baseKeyOf(standing)) && standing.evidence !== null ? roundToMinor(standing.evidence.exactAmount, currency) : 0n;
    return drift(standing, targets.get(standing.lineKey)?.targetMinor ?? keptAmount, standing);
  });
  const known = new Set(standings.map(({ lineKey }) => lineKey));
  const missing = rated
    .filter(({ lineKey, targetMinor }) => !known.has(lineKey) && targetMinor !== 0n)
    .map(({ line, lineKey, dimensions, targetMinor }) =>
      drift({ lineKey, dimensions, subscriptionId: line.subscriptionId, priceId: line.price.id, service: line.service }, targetMinor, { billed: 0n, posted: 0n, due: 0n }),
    );
  return [...inBook, ...missing].sort((a, b) => a.service.start - b.service.start || (a.lineKey < b.lineKey ? -1 : 1));
}

/** Whether a count of raw events shows that a line's usage changed: its meter counts every event, and only those of its service. */
export function isCountable({ meter }: CatalogPrice): boolean {
  return meter !== null && meter.filters.length === 0 && !carriesLevel(meter);
}

/**
 * The lines to rate again, if only what may have changed is: all but those whose usage was rated from as many events as
 * there are. `eventCounts` are those of the raw events of countable lines.
 */
export function changedLines(lines: readonly ChargeLine[], standings: readonly LineStanding[], eventCounts: ReadonlyMap<ChargeLine, number>): ChargeLine[] {
  const byLine = groupBy(standings, baseKeyOf);
  return lines.filter((line) => {
    const evidences = (byLine.get(line.lineKey) ?? []).map(({ evidence }) => evidence);
    const isRated = evidences.length > 0 && evidences.every((evidence) => evidence?.service.end === line.service.end);
    if (!isCountable(line.price) || !isRated) return true;
    return evidences.reduce((sum, evidence) => sum + (evidence?.eventCount ?? 0), 0) !== eventCounts.get(line);
  });
}

function baseKeyOf({ subscriptionId, priceId, service }: Pick<LineStanding, 'subscriptionId' | 'priceId' | 'service'>): string {
  return lineKeyOf(subscriptionId, priceId, service.start);
}

function drift(line: Pick<LineDrift, 'lineKey' | 'subscriptionId' | 'priceId' | 'service' | 'dimensions'>, should: bigint, { billed, posted, due }: Pick<LineStanding, 'billed' | 'posted' | 'due'>): LineDrift {
  const { lineKey, subscriptionId, priceId, service, dimensions } = line;
  const pending = posted + due;
  return { lineKey, subscriptionId, priceId, service, dimensions, should, billed, pending, residual: should - billed - pending };
}

/**
 * Metered lines whose usage their newest charge does not know, that the next invoice would not look at, and of which it would
 * post a difference if it did. `due` are the keys of the lines that it rates.
 */
export function overlookedLines({ standings, rated, due }: Pick<DriftFacts, 'standings' | 'rated'> & { readonly due: ReadonlySet<string> }): RatedLine[] {
  const byKey = new Map(standings.map((standing) => [standing.lineKey, standing]));
  return rated.filter((line) => {
    if (line.line.price.meter === null || due.has(line.line.lineKey)) return false;
    const standing = byKey.get(line.lineKey);
    const evidence = standing?.evidence ?? null;
    if (!standing || evidence === null) return !isEmpty(line);
    const isCharged = line.targetMinor === standing.billed + standing.posted && sameQuantity(line.quantity, evidence.quantity);
    return !isCharged && line.ratedDigest !== evidence.ratedDigest;
  });
}

function sameQuantity(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b);
}
