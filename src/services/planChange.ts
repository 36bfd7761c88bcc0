/** A plan change to be: the segments that move a subscription to a plan's newest version. */
import { BillingError } from '../core/errors.ts';
import { type SegmentDraft, decideChange, effectiveAt, sameUnits, segmentInForce } from '../core/subscriptionChange.ts';
import type { Decimal } from '../core/decimal.ts';
import { type PublishedVersion, findNewestVersion, findPlansByCode } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type QuantityInput, readQuantities } from './heldQuantities.ts';
import { type ChangeInput, type ChangeState, changeTimeOf } from './subscriptionChange.ts';

/** The plan to move to, and when. */
export interface PlanChange extends Pick<ChangeInput, 'effective' | 'at' | 'proration'> {
  readonly planCode: string;
  readonly quantities?: readonly QuantityInput[] | null | undefined;
}

/**
 * Units of prices that both plans have by the same code are kept. Errors, in order: NOT_FOUND at `planCode`;
 * CURRENCY_MISMATCH at `planCode`; those of `readQuantities`; those of `decideChange`; INVALID_STATE if the subscription is
 * on that very version with those units already.
 */
export async function decidePlanChange(db: Database, actor: TenantActor, { customer, subscription, subscribed, now }: ChangeState, input: PlanChange): Promise<SegmentDraft[]> {
  const [plan] = await findPlansByCode(db, actor.tenantId, [input.planCode]);
  if (!plan) throw new BillingError('NOT_FOUND', 'is not a plan', ['planCode']);
  const version = await findNewestVersion(db, actor.tenantId, plan.id);
  if (version.currency !== customer.currency) {
    throw new BillingError('CURRENCY_MISMATCH', `is priced in ${version.currency}, and the customer is billed in ${customer.currency}`, ['planCode']);
  }
  const given = readQuantities(input.quantities ?? [], version);
  const time = changeTimeOf(input);
  const current = segmentInForce(subscription, effectiveAt(subscription, subscribed, now, time));
  const quantities = { ...keptUnits(current.quantities, version), ...given };
  if (current.planVersionId === version.id && sameUnits(current.quantities, quantities)) {
    throw new BillingError('INVALID_STATE', 'the subscription is on the newest version of that plan already', ['planCode']);
  }
  return decideChange(subscription, subscribed, now, time, { planVersionId: version.id, quantities });
}

function keptUnits(quantities: Readonly<Record<string, Decimal>>, { prices }: PublishedVersion): Record<string, Decimal> {
  const held = new Set(prices.filter(({ meter }) => meter === null).map(({ terms }) => terms.code));
  return Object.fromEntries(Object.entries(quantities).filter(([code]) => held.has(code)));
}
