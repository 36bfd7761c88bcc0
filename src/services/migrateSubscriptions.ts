/** Moves many subscriptions to a version of their plan: each in a transaction of its own, so that none stops the others. */
import { digestOf } from '../core/digest.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { type Instant, instant, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { type MigrationTarget, type MigrationTargets, decideMigration } from '../core/migration.ts';
import { priceOverridesJson } from '../core/priceOverrides.ts';
import { effectiveAt } from '../core/subscriptionChange.ts';
import { lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { type PublishedVersion, findPlansByCode, findVersionsOfPlans, saveOverriddenVersion } from '../repositories/plans.ts';
import { type SubscriberPlace, findSubscribers } from '../repositories/subscribers.ts';
import { insertSegments } from '../repositories/subscriptions.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { isOverridden, withPriceOverrides } from './overriddenVersion.ts';
import { keptUnits } from './planChange.ts';
import { type ChangeInput, type ChangeState, changeTimeOf, loadChangeState, recorded } from './subscriptionChange.ts';

export interface MigrateSubscriptionsInput extends ChangeInput {
  readonly planCode: string;
  readonly toVersion?: number | null | undefined;
  readonly fromVersions?: readonly number[] | null | undefined;
  readonly customerExternalIds?: readonly string[] | null | undefined;
  /** Null or left out: all subscriptions of the plan. */
  readonly places?: readonly SubscriberPlace[] | null | undefined;
  readonly overrides?: 'KEEP' | 'DROP' | null | undefined;
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
    const time = changeTimeOf(input);
    refuseUnless(time.effective !== 'AT' || time.at !== null, 'REQUIRED', 'is required with effective AT', ['at']);
    refuseUnless(time.effective === 'AT' || time.at === null, 'INVALID_VALUE', `cannot be given with effective ${time.effective}`, ['at']);
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

/** The plan's versions, which of them to leave and which to be on, and whose subscriptions. */
interface MigrationChoice {
  readonly planId: string;
  readonly versions: readonly PublishedVersion[];
  readonly target: PublishedVersion;
  readonly fromIds: readonly string[] | null;
  readonly customerIds: readonly string[] | null;
}
type FixedChoice = MigrationChoice & { readonly startedAt: Instant };

async function loadChoice(db: Database, actor: TenantActor, { planCode, toVersion, fromVersions, customerExternalIds }: MigrateSubscriptionsInput): Promise<MigrationChoice> {
  const [plan] = await findPlansByCode(db, actor.tenantId, [planCode]);
  if (!plan) throw new BillingError('NOT_FOUND', 'is not a plan', ['planCode']);
  const versions = await findVersionsOfPlans(db, actor.tenantId, [plan.id]);
  const target = toVersion == null ? versions.at(-1) : versions.find(({ number }) => number === toVersion);
  if (!target) throw new BillingError('NOT_FOUND', 'is not a version of the plan', ['toVersion']);
  const fromIds = fromVersions == null ? null : fromVersions.map((number, index) => {
    const version = versions.find((one) => one.number === number);
    if (!version) throw new BillingError('NOT_FOUND', 'is not a version of the plan', ['fromVersions', String(index)]);
    return version.id;
  });
  const customers = await findCustomersByExternalId(db, actor, customerExternalIds ?? []);
  const unknown = (customerExternalIds ?? []).findIndex((externalId) => !customers.some((customer) => customer.externalId === externalId));
  if (unknown !== -1) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalIds', String(unknown)]);
  return { planId: plan.id, versions, target, fromIds, customerIds: customerExternalIds == null ? null : customers.map(({ id }) => id) };
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
      const { segments, versions } = await decide(tx, actor, state, input, choice);
      if (segments.length === 0) return { kept: { outcome: 'UNCHANGED', code: null, message: null, path: [] }, replayed: false };
      invariant(book, 'a customer has a book');
      for (const version of versions) if (isOverridden(version)) await saveOverriddenVersion(tx, actor.tenantId, version);
      await insertSegments(tx, actor.tenantId, state.subscription, recorded(segments, state, { book, actor, reason: input.reason ?? null }));
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

async function decide(db: Database, actor: TenantActor, state: ChangeState, input: MigrateSubscriptionsInput, { planId, target, fromIds, startedAt }: FixedChoice) {
  const { customer, subscription, subscribed } = state;
  refuseUnless(target.currency === customer.currency, 'CURRENCY_MISMATCH', `the version is priced in ${target.currency}, and the customer is billed in ${customer.currency}`);
  const time = changeTimeOf(input);
  const asked = time.effective === 'PERIOD_END' ? effectiveAt(subscription, subscribed, startedAt, time) : (time.at ?? startedAt);
  const targets = new Map<string, MigrationTarget>();
  const versions: PublishedVersion[] = [];
  for (const version of subscribed.versions.values()) {
    const isConcerned = version.planId === planId && (fromIds === null || fromIds.includes(version.baseId ?? version.id) || (version.baseId ?? version.id) === target.id);
    const isOwn = subscription.segments.some(({ planVersionId }) => planVersionId === version.id);
    if (!isConcerned || !isOwn) continue;
    const overrides = input.overrides === 'DROP' || version.overrides === null ? {} : priceOverridesJson(version.overrides);
    const instead = await withPriceOverrides(db, actor.tenantId, subscription.id, target, { overrides, path: [] });
    targets.set(version.id, { id: instead.id, keptUnits: (quantities) => keptUnits(quantities, instead) });
    versions.push(instead);
  }
  const moved: MigrationTargets = targets;
  return { segments: decideMigration(subscription, later(asked, subscription.startAt), time, moved), versions };
}
