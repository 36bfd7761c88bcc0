/** Charges one subscription otherwise than its plan: prices replaced, added and removed from a time on. */
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type PriceChange, decidePriceChange } from './planChange.ts';
import { type ChangeInput, type SubscriptionPlace, changeSubscription } from './subscriptionChange.ts';

/** Errors, in order: those of `changeSubscription`; those of `decidePriceChange`. */
export async function overridePrices(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: ChangeInput & PriceChange): Promise<SubscriptionPlace & { replayed: boolean }> {
  return await changeSubscription(engine, actor, { operation: 'overridePrices', place, input }, (state, tx) => decidePriceChange(tx, actor, state, input));
}
