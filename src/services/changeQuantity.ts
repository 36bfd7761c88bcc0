/** Changes the units held of prices without a meter: added ones are charged for the rest of the period, removed ones credited. */
import { invariant } from '../core/invariant.ts';
import { decideChange, effectiveAt, segmentInForce } from '../core/subscriptionChange.ts';
import { refuseUnless } from '../core/errors.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type QuantityInput, readQuantities } from './heldQuantities.ts';
import { type ChangeInput, type SubscriptionPlace, changeSubscription, changeTimeOf } from './subscriptionChange.ts';

export interface ChangeQuantityInput extends ChangeInput {
  readonly quantities: readonly QuantityInput[];
}

/** Errors, in order: those of `changeSubscription`; REQUIRED at `quantities` if empty; those of `decideChange` and `readQuantities`. */
export async function changeQuantity(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: ChangeQuantityInput): Promise<SubscriptionPlace & { replayed: boolean }> {
  return await changeSubscription(engine, actor, { operation: 'changeQuantity', place, input }, ({ subscription, subscribed, now }) => {
    refuseUnless(input.quantities.length > 0, 'REQUIRED', 'needs at least one quantity', ['quantities']);
    const time = changeTimeOf(input);
    const current = segmentInForce(subscription, effectiveAt(subscription, subscribed, now, time));
    const version = subscribed.versions.get(current.planVersionId);
    invariant(version, 'a segment has a plan version');
    return { segments: decideChange(subscription, subscribed, now, time, { quantities: { ...current.quantities, ...readQuantities(input.quantities, version) } }) };
  });
}
