/** Changes of a subscription's terms to be: the segments that move it to a plan's newest version, or to prices of its own. */
import { BillingError } from '../core/errors.ts';
import type { Decimal } from '../core/decimal.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { decideChange, effectiveAt, sameUnits, segmentInForce } from '../core/subscriptionChange.ts';
import { type PublishedVersion, findNewestVersion, findPlansByCode } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type QuantityInput, readQuantities } from './heldQuantities.ts';
import { publishedBase, withPriceOverrides } from './overriddenVersion.ts';
import { type ChangeDecision, type ChangeInput, type ChangeState, changeTimeOf } from './subscriptionChange.ts';

type When = Pick<ChangeInput, 'effective' | 'at' | 'proration' | 'tiers'>;

/** The plan to move to, with what overrides, and when. */
export interface PlanChange extends When {
  readonly planCode: string;
  readonly overrides?: object | null | undefined;
  readonly quantities?: readonly QuantityInput[] | null | undefined;
}

/** The overrides from then on, and when. */
export interface PriceChange extends When {
  readonly overrides: object;
  readonly quantities?: readonly QuantityInput[] | null | undefined;
}

/**
 * Units of prices that both plans have by the same code are kept; overrides that are not given again end. Errors, in order:
 * NOT_FOUND at `planCode`; CURRENCY_MISMATCH at `planCode`; those of `withPriceOverrides`; those of `readQuantities`; those of
 * `decideChange`; INVALID_STATE if the subscription is on that very version with those prices and units already.
 */
export async function decidePlanChange(db: Database, actor: TenantActor, state: ChangeState, input: PlanChange): Promise<ChangeDecision> {
  const { customer, subscription } = state;
  const [plan] = await findPlansByCode(db, actor.tenantId, [input.planCode]);
  if (!plan) throw new BillingError('NOT_FOUND', 'is not a plan', ['planCode']);
  const newest = await findNewestVersion(db, actor.tenantId, plan.id);
  if (newest.currency !== customer.currency) {
    throw new BillingError('CURRENCY_MISMATCH', `is priced in ${newest.currency}, and the customer is billed in ${customer.currency}`, ['planCode']);
  }
  const version = await withPriceOverrides(db, actor.tenantId, subscription.id, newest, { overrides: input.overrides ?? {}, path: ['overrides'] });
  return decideVersion(state, version, input, new BillingError('INVALID_STATE', 'the subscription is on the newest version of that plan already', ['planCode']));
}

/**
 * Overrides take the place of those there were; none brings the plan's own prices back. Errors, in order: those of
 * `effectiveAt` and `segmentInForce`; those of `withPriceOverrides`; those of `readQuantities`; INVALID_STATE at `overrides` if
 * the subscription has those prices and units already.
 */
export async function decidePriceChange(db: Database, actor: TenantActor, state: ChangeState, input: PriceChange): Promise<ChangeDecision> {
  const { subscription } = state;
  const current = state.subscribed.versions.get(segmentInForce(subscription, changeAt(state, input)).planVersionId);
  invariant(current, 'a segment has a plan version');
  const base = await publishedBase(db, actor.tenantId, current);
  const version = await withPriceOverrides(db, actor.tenantId, subscription.id, base, { overrides: input.overrides, path: ['overrides'] });
  return decideVersion(state, version, input, new BillingError('INVALID_STATE', 'the subscription has these prices already', ['overrides']));
}

function decideVersion(state: ChangeState, version: PublishedVersion, input: PriceChange | PlanChange, unchanged: BillingError): ChangeDecision {
  const { subscription, subscribed, now } = state;
  const given = readQuantities(input.quantities ?? [], version);
  const current = segmentInForce(subscription, changeAt(state, input));
  const quantities = { ...keptUnits(current.quantities, version), ...given };
  if (current.planVersionId === version.id && sameUnits(current.quantities, quantities)) throw unchanged;
  return { segments: decideChange(subscription, subscribed, now, changeTimeOf(input), { planVersionId: version.id, quantities }), version };
}

function changeAt({ subscription, subscribed, now }: ChangeState, input: When): Instant {
  return effectiveAt(subscription, subscribed, now, changeTimeOf(input));
}

/** The units of prices that a version has by the same code, and without a meter. */
export function keptUnits(quantities: Readonly<Record<string, Decimal>>, { prices }: PublishedVersion): Record<string, Decimal> {
  const held = new Set(prices.filter(({ meter }) => meter === null).map(({ terms }) => terms.code));
  return Object.fromEntries(Object.entries(quantities).filter(([code]) => held.has(code)));
}
