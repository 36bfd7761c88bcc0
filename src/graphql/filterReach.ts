/** A list's customer filter, as reach: every filter by customer goes through here. */
import type { Page, PageRequest } from '../repositories/page.ts';
import { type Reach, narrowTo } from '../repositories/reach.ts';
import type { Database } from '../store/database.ts';
import type { RequestContext } from './context.ts';
import { type ListSource, emptyList, listOf } from './lists.ts';
import type { Connection, PageArguments } from './pagination.ts';

/** What a customer filter leaves of the actor's reach; null if there is no such customer in it. */
export async function reachOf(customerExternalId: string | null | undefined, { tenantActor, loaders }: RequestContext): Promise<Reach | null> {
  if (customerExternalId == null) return tenantActor();
  const customer = await loaders().customersByExternalId.load(customerExternalId);
  return customer && narrowTo(tenantActor(), customer.id);
}

/** How a list of what belongs to customers is read. */
export interface ReachSource<Row> extends Pick<ListSource<Row>, 'list' | 'keyOf'> {
  readonly args: PageArguments;
  readonly read: (db: Database, reach: Reach, request: PageRequest) => Promise<Page<Row>>;
  readonly count: (db: Database, reach: Reach, limit: number) => Promise<number>;
}

/** What belongs to the customers within reach, or to the one that a filter names; empty if that one is not within it. */
export async function listWithin<Row>(customerExternalId: string | null | undefined, context: RequestContext, source: ReachSource<Row>): Promise<Connection<Row>> {
  const { args, list, keyOf, read, count } = source;
  const reach = await reachOf(customerExternalId, context);
  if (!reach) return await emptyList(args, list);
  const db = context.engine.store.database;
  return await listOf(args, { list, keyOf, read: (request) => read(db, reach, request), count: (limit) => count(db, reach, limit) });
}
