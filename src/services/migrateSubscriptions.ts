/** Moves many subscriptions to a version of their plan: each in a transaction of its own, so that none stops the others. */
import { digestOf } from '../core/digest.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { lockBook } from '../repositories/books.ts';
import { saveOverriddenVersion } from '../repositories/plans.ts';
import { type SubscriberPlace, findSubscribers } from '../repositories/subscribers.ts';
import { insertSegments } from '../repositories/subscriptions.ts';
import type { Database } from '../store/database.ts';
import { noticeBalance } from './balanceAlerts.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { type FixedChoice, type MigrationOrder, decideFor, loadChoice, refuseBadTime } from './migrationChoice.ts';
import { isOverridden } from './overriddenVersion.ts';
import { loadChangeState, recorded } from './subscriptionChange.ts';

export interface MigrateSubscriptionsInput extends MigrationOrder {
  readonly idempotencyKey: string;
  readonly reason?: string | null | undefined;
}

/** Where to go on, and how far. */
export interface MigrationPage {
  readonly after: SubscriberPlace | null;
  readonly first: number;
}

/** What became of one subscription. */
export interface MigrationResult extends SubscriberPlace {
  readonly outcome: 'MIGRATED' | 'UNCHANGED' | 'REFUSED';
  readonly error: BillingError | null;
  readonly replayed: boolean;
}

export interface MigrationAnswer {
  readonly results: readonly MigrationResult[];
  readonly hasMore: boolean;
  readonly replayed: boolean;
}

export const MIGRATION_LIMIT = 100;

/**
 * Migrates one page of the subscriptions chosen. The first call with a key fixes the target and the time; each subscription is
 * then decided once for the key, so that a call again, also after a kill, goes on where it was and answers the same.
 * Errors, in order: OUT_OF_RANGE at `first`; the idempotency key's; NOT_FOUND at `planCode`, `toVersion`, `fromVersions`,
 * `customerExternalIds`; REQUIRED or INVALID_VALUE at `at`. Of one subscription: NOT_FOUND; CURRENCY_MISMATCH; those of
 * `effectiveAt`, of `decideMigration`, and of `withPriceOverrides` for overrides that the target cannot keep.
 */
export async function migrateSubscriptions(engine: Engine, actor: TenantActor, input: MigrateSubscriptionsInput, page: MigrationPage): Promise<MigrationAnswer> {
  refuseUnless(page.first >= 1 && page.first <= MIGRATION_LIMIT, 'OUT_OF_RANGE', `is not between 1 and ${MIGRATION_LIMIT}`, ['first']);
  const request = { operation: 'migrateSubscriptions', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ versionId: string; startedAt: number }>(engine, actor, request, async (tx, { now }) => {
    const { target } = await loadChoice(tx, actor, input);
    refuseBadTime(input);
    return { kept: { versionId: target.id, startedAt: now }, replayed: false };
  });
  const db = engine.store.database;
  const choice = await loadChoice(db, actor, input);
  const fixed = { ...choice, target: choice.versions.find(({ id }) => id === kept.versionId) ?? choice.target, startedAt: instant(kept.startedAt) };
  const places = await placesOf(db, actor, input, fixed, page);
  const results: MigrationResult[] = [];
  for (const place of places.slice(0, page.first)) results.push(await migrateOne(engine, actor, input, fixed, place));
  return { results, hasMore: places.length > page.first, replayed };
}

/** The page and one more, by customer and subscription: books are locked one after another in that order. */
async function placesOf(db: Database, actor: TenantActor, { places }: MigrateSubscriptionsInput, { planId, fromIds, customerIds, startedAt }: FixedChoice, { after, first }: MigrationPage): Promise<readonly SubscriberPlace[]> {
  if (places == null) return await findSubscribers(db, actor, { planId, versionIds: fromIds, customerIds, createdThrough: startedAt, after, limit: first + 1 });
  const keyOf = ({ customerId, subscriptionId }: SubscriberPlace) => `${customerId}:${subscriptionId}`;
  const unique = [...new Map(places.map((place) => [keyOf(place), place])).values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return unique.filter((place) => after === null || keyOf(place) > keyOf(after)).slice(0, first + 1);
}

type Kept = { outcome: MigrationResult['outcome']; code: string | null; message: string | null; path: string[] };

async function migrateOne(engine: Engine, actor: TenantActor, input: MigrateSubscriptionsInput, choice: FixedChoice, place: SubscriberPlace): Promise<MigrationResult> {
  const idempotencyKey = `migration ${digestOf('neruba.migration.v1', [input.idempotencyKey, place.customerId, place.subscriptionId])}`;
  const request = { operation: 'migrateSubscription', idempotencyKey, input: { ...place, versionId: choice.target.id } };
  const { kept, replayed } = await once<Kept>(engine, actor, request, async (tx, { now }) => {
    const book = await lockBook(tx, { tenantId: actor.tenantId, customerId: place.customerId });
    try {
      const state = await loadChangeState(tx, actor, place, now);
      refuseUnless(choice.customerIds?.includes(place.customerId) ?? true, 'INVALID_STATE', 'is of none of these customers');
      const { segments, versions } = await decideFor(tx, actor, state, input, choice);
      if (segments.length === 0) return { kept: { outcome: 'UNCHANGED', code: null, message: null, path: [] }, replayed: false };
      invariant(book, 'a customer has a book');
      await noticeBalance(tx, book, now);
      for (const version of versions) if (isOverridden(version)) await saveOverriddenVersion(tx, actor.tenantId, version);
      await insertSegments(tx, actor.tenantId, state.subscription, recorded(segments, state, { book, actor, reason: input.reason ?? null }));
      await noticeBalance(tx, book, now);
      return { kept: { outcome: 'MIGRATED', code: null, message: null, path: [] }, replayed: false };
    } catch (error) {
      // A refusal comes before anything is written. It is this subscription's answer, and no other's.
      if (!(error instanceof BillingError)) throw error;
      return { kept: { outcome: 'REFUSED', code: error.code, message: error.message, path: [...error.path] }, replayed: false };
    }
  });
  const { outcome, code, message, path } = kept;
  return { ...place, outcome, replayed, error: code === null ? null : new BillingError(code as BillingError['code'], message ?? '', path) };
}
