/** Migrations to be: which subscriptions go to which version, and the segments that take each there. */
import { BillingError, refuseUnless } from '../core/errors.ts';
import { type Instant, later } from '../core/instant.ts';
import { type MigrationTarget, type MigrationTargets, decideMigration } from '../core/migration.ts';
import { priceOverridesJson } from '../core/priceOverrides.ts';
import { effectiveAt } from '../core/subscriptionChange.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { type PublishedVersion, findPlansByCode, findVersionsOfPlans } from '../repositories/plans.ts';
import type { SubscriberPlace } from '../repositories/subscribers.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { withPriceOverrides } from './overriddenVersion.ts';
import { keptUnits } from './planChange.ts';
import { type ChangeInput, type ChangeState, changeTimeOf } from './subscriptionChange.ts';

/** Which subscriptions, to which version, from when on. */
export interface MigrationOrder extends Pick<ChangeInput, 'effective' | 'at' | 'proration' | 'tiers'> {
  readonly planCode: string;
  readonly toVersion?: number | null | undefined;
  readonly fromVersions?: readonly number[] | null | undefined;
  readonly customerExternalIds?: readonly string[] | null | undefined;
  /** Null or left out: all subscriptions of the plan. */
  readonly places?: readonly SubscriberPlace[] | null | undefined;
  readonly overrides?: 'KEEP' | 'DROP' | null | undefined;
}

/** The plan's versions, which of them to leave and which to be on, and whose subscriptions. */
export interface MigrationChoice {
  readonly planId: string;
  readonly versions: readonly PublishedVersion[];
  readonly target: PublishedVersion;
  readonly fromIds: readonly string[] | null;
  readonly customerIds: readonly string[] | null;
}
export type FixedChoice = MigrationChoice & { readonly startedAt: Instant };

export async function loadChoice(db: Database, actor: TenantActor, { planCode, toVersion, fromVersions, customerExternalIds }: MigrationOrder): Promise<MigrationChoice> {
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

/** Errors, in order: REQUIRED at `at` for AT without one; INVALID_VALUE at `at` for the others with one. */
export function refuseBadTime(order: MigrationOrder): void {
  const time = changeTimeOf(order);
  refuseUnless(time.effective !== 'AT' || time.at !== null, 'REQUIRED', 'is required with effective AT', ['at']);
  refuseUnless(time.effective === 'AT' || time.at === null, 'INVALID_VALUE', `cannot be given with effective ${time.effective}`, ['at']);
}

/** Of one subscription: its new segments, none if it is there already, and the versions that they are on. */
export async function decideFor(db: Database, actor: TenantActor, state: ChangeState, input: MigrationOrder, { planId, target, fromIds, startedAt }: FixedChoice) {
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
