/** A list's customer filter, as reach: every filter by customer goes through here. */
import { type Reach, narrowTo } from '../repositories/reach.ts';
import type { RequestContext } from './context.ts';

/** What a customer filter leaves of the actor's reach; null if there is no such customer in it. */
export async function reachOf(customerExternalId: string | null | undefined, { tenantActor, loaders }: RequestContext): Promise<Reach | null> {
  if (customerExternalId == null) return tenantActor();
  const customer = await loaders().customersByExternalId.load(customerExternalId);
  return customer && narrowTo(tenantActor(), customer.id);
}
