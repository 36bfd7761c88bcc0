/** Moves a subscription to a plan's newest version. */
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type PlanChange, decidePlanChange } from './planChange.ts';
import { type ChangeInput, type SubscriptionPlace, changeSubscription } from './subscriptionChange.ts';

/** Errors, in order: those of `changeSubscription`; those of `decidePlanChange`. */
export async function changePlan(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: ChangeInput & PlanChange): Promise<SubscriptionPlace & { replayed: boolean }> {
  return await changeSubscription(engine, actor, { operation: 'changePlan', place, input }, (state, tx) => decidePlanChange(tx, actor, state, input));
}
