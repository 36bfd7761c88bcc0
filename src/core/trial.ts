/** Trials: the days at a subscription's beginning for which nothing is charged. */
import { type CatalogVersion, versionIn } from './catalog.ts';
import type { Instant } from './instant.ts';
import { type Segment, timelineOf } from './segment.ts';
import { dayAt, startOfLocalDay, type ZoneTimeline } from './zoneTimeline.ts';

/**
 * When a subscription's trial ends and charging begins; null if it has none. The trial is that of the plan version in force
 * at the start: so many local days from the midnight that opens the day of `startAt`. Later changes neither end nor grant one.
 */
export function trialEndOf(
  { startAt, segments }: { readonly startAt: Instant; readonly segments: readonly Segment[] },
  { versions, zone }: { readonly versions: ReadonlyMap<string, Pick<CatalogVersion, 'trialDays'>>; readonly zone: ZoneTimeline },
): Instant | null {
  const [first] = timelineOf(segments);
  const days = first === undefined ? 0 : versionIn(versions, first.planVersionId).trialDays;
  return days === 0 ? null : startOfLocalDay(dayAt(startAt, zone) + days, zone);
}
