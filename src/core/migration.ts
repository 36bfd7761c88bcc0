/** Migrations: a subscription's segments on some versions, from a time on, become segments on others. */
import type { SubscriptionHistory } from './chargeLine.ts';
import type { Decimal } from './decimal.ts';
import { BillingError } from './errors.ts';
import { type Instant, later } from './instant.ts';
import { timelineOf } from './segment.ts';
import type { ChangeTime, SegmentDraft } from './subscriptionChange.ts';

/** The version to be on, and what becomes of the units held. */
export interface MigrationTarget {
  readonly id: string;
  readonly keptUnits: (quantities: Readonly<Record<string, Decimal>>) => Readonly<Record<string, Decimal>>;
}

/** What becomes of versions that a subscription is on: by id, their target. Versions that are left out stay. */
export type MigrationTargets = ReadonlyMap<string, MigrationTarget>;

/**
 * The segments from `from` on that put a subscription on the targets of its versions: the first that changes, at `from` or
 * later, and all after it. What is in force on another version stays. A subscription that began later is moved from its start;
 * one that has ended since, for the time it was there. None if it is on the targets already.
 * Errors: INVALID_STATE if no version with a target is in force from `from` on.
 */
export function decideMigration({ segments }: SubscriptionHistory, from: Instant, { proration, tiers }: Pick<ChangeTime, 'proration' | 'tiers'>, targets: MigrationTargets): SegmentDraft[] {
  const timeline = timelineOf(segments).filter(({ endAt }) => endAt === null || endAt > from);
  const concerned = timeline.filter(({ planVersionId, state }) => state !== 'ENDED' && targets.has(planVersionId));
  if (concerned.length === 0) throw new BillingError('INVALID_STATE', 'the subscription is on none of these versions from then on');
  const first = concerned.find(({ planVersionId }) => targets.get(planVersionId)?.id !== planVersionId);
  if (!first) return [];
  return timeline
    .filter(({ startAt }) => startAt >= first.startAt)
    .map(({ startAt, state, planVersionId, quantities, ...segment }) => {
      const target = targets.get(planVersionId);
      const at = later(startAt, from);
      // How the migration itself splits a period and its tiers; a change that was there keeps its own way.
      const own = startAt === first.startAt ? { proration, tiers } : { proration: segment.proration, tiers: segment.tiers };
      return { startAt: at, state, planVersionId: target?.id ?? planVersionId, quantities: target?.keptUnits(quantities) ?? quantities, ...own };
    });
}
