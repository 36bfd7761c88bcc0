/** Corrections of prices: all lines of a document that one change back in time made different, with its reason and what they come to. */
import { isInAdvance } from './chargeLine.ts';
import type { Cut } from './cut.ts';
import { groupBy } from './grouping.ts';
import { type Instant, instantText, later, parseInstant } from './instant.ts';
import type { InvoiceLine, LineSubjects } from './invoice.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { canonicalJson } from './json.ts';
import type { Segment } from './segment.ts';

/** A segment with what was said of it when it was recorded. */
export interface RecordedChange extends Segment {
  readonly recordedAt: Instant;
  readonly reason: string | null;
}

/** One corrected price, or several that one change brought, on a document. Frozen on its cut. */
export interface PriceCorrection {
  /** As it was given to the change; null if none was. */
  readonly reason: string | null;
  readonly effectiveAt: Instant;
  /** Of the first subscription that was changed so. */
  readonly recordedAt: Instant;
  /** The version that the change brought. */
  readonly planVersionId: string;
  readonly lineKeys: readonly string[];
}

/** What corrections are looked for in. */
export interface CorrectionFacts extends Pick<LineSubjects, 'prices'> {
  /** Of each subscription, what was recorded. */
  readonly changes: ReadonlyMap<string, readonly RecordedChange[]>;
  /** The newest cut before the document, and the place of the journal that issued it. */
  readonly previous: (Cut & { readonly issueSeq?: number }) | null;
}

/**
 * The corrections among a document's lines, by when they take effect. A line belongs to the newest change of its subscription that what was
 * billed before did not know and that takes effect before the line's service ends: lines that stand in place of others, lines
 * that were taken away or cut short, and lines that an earlier document would have had. Changes to one version from one time on for one
 * reason are one correction, on however many subscriptions; only those that put a line in another's place are corrections.
 */
export function priceCorrections(lines: readonly InvoiceLine[], facts: CorrectionFacts): PriceCorrection[] {
  const changed = lines.flatMap((line) => {
    const change = changeBehind(line, facts);
    return change === null ? [] : [{ line, change }];
  });
  const groups = [...groupBy(changed, ({ change: { reason, startAt, planVersionId } }) => canonicalJson([instantText(startAt), planVersionId, reason])).values()];
  return groups
    .filter((group) => group.some(({ line }) => line.supersedes !== null))
    .flatMap((group): PriceCorrection[] => {
      const [first] = [...group].sort((a, b) => a.change.recordedAt - b.change.recordedAt);
      if (!first) return [];
      const { reason, startAt, recordedAt, planVersionId } = first.change;
      return [{ reason, effectiveAt: startAt, recordedAt, planVersionId, lineKeys: group.map(({ line }) => line.lineKey) }];
    })
    .sort((a, b) => a.effectiveAt - b.effectiveAt || a.recordedAt - b.recordedAt);
}

function changeBehind(line: InvoiceLine, { changes, prices, previous: cut }: CorrectionFacts): RecordedChange | null {
  const { previous, service, subscriptionId, priceId } = line;
  const price = prices.get(priceId ?? '');
  const last = line.journals.at(-1);
  if (cut === null || price === undefined || !last) return null;
  // A line that nothing billed before is of the correction only if the document before should have had it.
  if (previous === null && (isInAdvance(price) ? service.start : service.end) > cut.asOf) return null;
  const knownSeq = previous?.seq ?? cut.issueSeq ?? cut.cutSeq;
  const end = previous === null ? service.end : later(service.end, previous.evidence.service.end);
  const behind = (changes.get(subscriptionId ?? '') ?? []).filter(({ bookSeq, startAt }) => bookSeq >= knownSeq && bookSeq < last.seq && startAt < end);
  return behind.reduce<RecordedChange | null>((newest, change) => (newest === null || change.ordinal > newest.ordinal ? change : newest), null);
}

/** The lines of a correction on its document, and what they come to before discounts. */
export function correctedLines<Line extends Pick<InvoiceLine, 'lineKey' | 'amount'>>({ lineKeys }: PriceCorrection, lines: readonly Line[]): { readonly lines: Line[]; readonly amount: bigint } {
  const own = lines.filter(({ lineKey }) => lineKeys.includes(lineKey));
  return { lines: own, amount: own.reduce((sum, { amount }) => sum + amount, 0n) };
}

/** A correction as terms write it. */
export function correctionJson({ reason, effectiveAt, recordedAt, planVersionId, lineKeys }: PriceCorrection): JsonObject {
  return { reason, effectiveAt: instantText(effectiveAt), recordedAt: instantText(recordedAt), planVersionId, lines: [...lineKeys] };
}

/** Reads what `correctionJson` wrote; throws a TypeError, or a refusal of a time, for anything else. */
export function readCorrection(value: JsonValue): PriceCorrection {
  const { reason, effectiveAt, recordedAt, planVersionId, lines } = value as JsonObject;
  const isText = (one: JsonValue | undefined): one is string => typeof one === 'string';
  if (!isText(effectiveAt) || !isText(recordedAt) || !isText(planVersionId) || !Array.isArray(lines) || !lines.every(isText)) throw new TypeError('not a correction');
  return { reason: isText(reason) ? reason : null, effectiveAt: parseInstant(effectiveAt), recordedAt: parseInstant(recordedAt), planVersionId, lineKeys: lines };
}
