/** Where an event ended: which charges counted it, from the first that knew it to the difference that is still to be posted. */
import type { Dimensions } from './aggregation.ts';
import { UNBILLED } from './accounts.ts';
import type { CatalogPrice } from './catalog.ts';
import { type Decimal, ZERO, decimalText } from './decimal.ts';
import { groupBy } from './grouping.ts';
import { type Journal, type PricedEvidence, RATED_KINDS, isPriced } from './journal.ts';
import { reachOf } from './level.ts';
import type { RecordedEvent } from './lineUsage.ts';
import { type Meter, meterMatches, propertyOf, propertyText } from './meter.ts';
import { type Period, contains } from './period.ts';
import { netOn } from './posting.ts';
import type { RatedLine } from './rating.ts';
import { type CorrectedEvent, type UsageValues, valuesKnown } from './usageCorrection.ts';

/** What a charge line looks at. */
export interface CountingLine {
  readonly lineKey: string;
  readonly service: Period;
  /** Canonical JSON of the dimension values; null if the line has none. */
  readonly dimensions: string | null;
}

/** A line at one moment: its whole quantity, and its whole amount in minor units before discounts and tax. */
export interface LineFigures {
  readonly quantity: Decimal | null;
  readonly amount: bigint;
}

/** A charge that counts an event otherwise than the line's charge before it did. */
export interface EventCharge extends CountingLine {
  readonly subscriptionId: string;
  readonly priceId: string;
  /** Null for what is not posted yet. */
  readonly journal: Journal | null;
  /** Whether the line counts the event for the first time. */
  readonly isFirst: boolean;
  /** What the line counted it as before, and what it does after; null where it does not count it. */
  readonly countedBefore: UsageValues | null;
  readonly counts: UsageValues | null;
  readonly before: LineFigures;
  readonly after: LineFigures;
}

/** What a line's posted charges leave: where it stands, and what it counts the event as. */
export interface PostedStand extends CountingLine {
  readonly subscriptionId: string;
  readonly priceId: string;
  readonly counts: UsageValues | null;
  readonly hasCounted: boolean;
  readonly figures: LineFigures;
}

/** Whether a line counts an event with these values: its time and dimensions, and what its meter counts. */
export function isCounted({ service, dimensions }: Pick<CountingLine, 'service' | 'dimensions'>, meter: Meter, event: RecordedEvent): boolean {
  if (!contains(reachOf(meter, service), event.occurredAt) || !meterMatches(meter, event)) return false;
  const wanted = dimensions === null ? [] : Object.entries(JSON.parse(dimensions) as Dimensions);
  return wanted.every(([name, text]) => propertyText(propertyOf(event.properties, name)) === text);
}

/**
 * The posted charges that changed how a line counts the event, in book order, and where each line stands after its last.
 * `journals` are all of the lines that ever may have counted it, in book order; `prices` has theirs.
 */
export function postedCharges(corrected: CorrectedEvent, journals: readonly Journal[], prices: ReadonlyMap<string, CatalogPrice>): { charges: EventCharge[]; stands: PostedStand[] } {
  const charges: EventCharge[] = [];
  const stands: PostedStand[] = [];
  const charging = journals.filter(({ kind }) => RATED_KINDS.some((rated) => rated === kind));
  for (const own of groupBy(charging, ({ line }) => line?.lineKey ?? '').values()) {
    let stand: PostedStand | null = null;
    for (const journal of own) {
      const { line } = journal;
      const meter = prices.get(line?.priceId ?? '')?.meter ?? null;
      if (line === null || !isPriced(line) || meter === null) continue;
      const before: Pick<PostedStand, 'counts' | 'hasCounted' | 'figures'> = stand ?? NOTHING_POSTED;
      const counts = valuesOn(line, meter, corrected, journal.seq);
      const figures = { quantity: line.quantity, amount: before.figures.amount + netOn(UNBILLED, journal.postings) };
      if (!sameValues(before.counts, counts)) charges.push({ ...placeOf(line), journal, isFirst: counts !== null && !before.hasCounted, countedBefore: before.counts, counts, before: before.figures, after: figures });
      stand = { ...placeOf(line), counts, hasCounted: before.hasCounted || counts !== null, figures };
    }
    if (stand !== null) stands.push(stand);
  }
  return { charges: charges.sort((a, b) => (a.journal?.seq ?? 0) - (b.journal?.seq ?? 0)), stands };
}

/**
 * What is still to be posted because of the event: for each line that counts it otherwise now than its last charge did.
 * `rated` are those lines as they come to now; a line that stands and is not among them comes to nothing.
 */
export function pendingCharges(corrected: CorrectedEvent, stands: readonly PostedStand[], rated: readonly RatedLine[]): EventCharge[] {
  const posted = new Map(stands.map((stand) => [stand.lineKey, stand]));
  const made = new Map(rated.map((line) => [line.lineKey, line]));
  const lineKeys = [...new Set([...posted.keys(), ...made.keys()])];
  return lineKeys.flatMap((lineKey) => {
    const [stand, line] = [posted.get(lineKey), made.get(lineKey)];
    const before: Pick<PostedStand, 'counts' | 'hasCounted' | 'figures'> = stand ?? NOTHING_POSTED;
    const meter = line?.line.price.meter ?? null;
    const counts = line && meter ? valuesOn({ service: line.line.service, dimensions: line.dimensions }, meter, corrected, null) : null;
    if (sameValues(before.counts, counts)) return [];
    const place = line ? { lineKey, service: line.line.service, dimensions: line.dimensions, subscriptionId: line.line.subscriptionId, priceId: line.line.price.id } : stand && placeOf(stand);
    if (!place) return [];
    const after = line ? { quantity: line.quantity, amount: line.targetMinor } : { quantity: before.figures.quantity === null ? null : ZERO, amount: 0n };
    return [{ ...place, journal: null, isFirst: counts !== null && !before.hasCounted, countedBefore: before.counts, counts, before: before.figures, after }];
  });
}

/** Whether a charge leaves its line as it was: nothing will be posted for it, until something else moves the line. */
export function isWithoutEffect({ before, after }: Pick<EventCharge, 'before' | 'after'>): boolean {
  return before.amount === after.amount && decimalText(before.quantity ?? ZERO) === decimalText(after.quantity ?? ZERO);
}

const NOTHING_POSTED = { counts: null, hasCounted: false, figures: { quantity: null, amount: 0n } };

function placeOf({ lineKey, service, dimensions, subscriptionId, priceId }: PricedEvidence | PostedStand): Omit<PostedStand, 'counts' | 'hasCounted' | 'figures'> {
  return { lineKey, service, dimensions, subscriptionId, priceId };
}

function valuesOn(line: Pick<CountingLine, 'service' | 'dimensions'>, meter: Meter, { event, corrections }: CorrectedEvent, knownBySeq: number | null): UsageValues | null {
  const values = valuesKnown(event, corrections, knownBySeq);
  return values !== null && isCounted(line, meter, { ...event, ...values }) ? values : null;
}

function sameValues(a: UsageValues | null, b: UsageValues | null): boolean {
  return a?.fingerprint === b?.fingerprint;
}
