/** Causes of adjustments: what became known between two charges of a line that made it different. */
import { type CatalogPrice, isCommitment } from './catalog.ts';
import { later } from './instant.ts';
import { type InvoiceLine, movesCredit } from './invoice.ts';
import type { Segment } from './segment.ts';
import { isContinuation } from './threshold.ts';
import type { ZoneChange } from './zoneTimeline.ts';

/** The SDL's enum `AdjustmentCauseKind` lists the same words. */
export const ADJUSTMENT_CAUSES = ['PRICE', 'SUBSCRIPTION', 'TIME_ZONE', 'USAGE_SO_FAR', 'USAGE', 'OTHER_LINES', 'COUPON', 'CREDIT_NOTE', 'LATE_CREDIT'] as const;
export type AdjustmentCauseKind = (typeof ADJUSTMENT_CAUSES)[number];

/** One cause, with the segment or the change of zone that it is. */
export interface AdjustmentCause<Recorded extends Segment = Segment> {
  readonly kind: AdjustmentCauseKind;
  /** Null where the cause is none. */
  readonly segment: Recorded | null;
  readonly zoneChange: ZoneChange | null;
}

/** What causes are looked for in. */
export interface CauseFacts<Recorded extends Segment> {
  /** Of the line's subscription. */
  readonly segments: readonly Recorded[];
  readonly zoneChanges: readonly ZoneChange[];
  /** Null for a one-off charge. */
  readonly price: CatalogPrice | null;
}

/**
 * Why an adjustment is there, in the order of `ADJUSTMENT_CAUSES`; none for a line that is on an invoice first. A segment or a
 * change of zone is one if what was billed did not know it, the line does, and it takes effect before the line's service ends or was billed to end.
 * That other lines were late is the only one of a line of which nothing but credit moves. Usage so far is one if an earlier invoice billed the line while its service went on. Usage is one if the quantity or the number of events moved.
 */
export function causesOf<Recorded extends Segment>(line: InvoiceLine, { segments, zoneChanges, price }: CauseFacts<Recorded>): AdjustmentCause<Recorded>[] {
  const { previous, supersedes, evidence, discounts, offset, service } = line;
  const last = line.journals.at(-1);
  if (previous === null || !last) return [];
  if (movesCredit(line)) return [{ kind: 'LATE_CREDIT', segment: null, zoneChange: null }];
  const end = later(service.end, previous.evidence.service.end);
  const isNew = ({ bookSeq, startAt }: { bookSeq: number; startAt: number }) => bookSeq >= previous.seq && bookSeq < last.seq && startAt < end;
  const bare = (kind: AdjustmentCauseKind): AdjustmentCause<Recorded> => ({ kind, segment: null, zoneChange: null });
  const isUsed = price?.meter != null && ((line.quantity !== null && !line.quantity.isZero()) || evidence.eventCount !== previous.evidence.eventCount);
  return [
    ...segments.filter(isNew).map((segment): AdjustmentCause<Recorded> => ({ kind: supersedes === null ? 'SUBSCRIPTION' : 'PRICE', segment, zoneChange: null })),
    ...zoneChanges.filter(isNew).map((zoneChange): AdjustmentCause<Recorded> => ({ kind: 'TIME_ZONE', segment: null, zoneChange })),
    ...(isContinuation(line) ? [bare('USAGE_SO_FAR')] : []),
    ...(isUsed ? [bare('USAGE')] : []),
    ...(price !== null && isCommitment(price) ? [bare('OTHER_LINES')] : []),
    ...(discounts.length > 0 ? [bare('COUPON')] : []),
    ...(offset !== 0n ? [bare('CREDIT_NOTE')] : []),
  ];
}
