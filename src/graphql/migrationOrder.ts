/** Migration orders: which subscriptions an input of a migration or its preview names. */
import { BillingError } from '../core/errors.ts';
import type { SubscriberPlace } from '../repositories/subscribers.ts';
import { decodeIdOf } from './nodeId.ts';

const IDS_LIMIT = 1_000;

interface Named {
  readonly subscriptionIds?: readonly string[] | null | undefined;
  readonly customerExternalIds?: readonly string[] | null | undefined;
}

/** Errors, in order: TOO_MANY at `subscriptionIds`, `customerExternalIds` above 1,000; NOT_FOUND at an item of `subscriptionIds`. */
export function migrationOrder<Input extends Named>(input: Input): Omit<Input, 'subscriptionIds'> & { places?: readonly SubscriberPlace[] } {
  const { subscriptionIds, ...values } = input;
  refuseMany(subscriptionIds, 'subscriptionIds');
  refuseMany(values.customerExternalIds, 'customerExternalIds');
  const places = subscriptionIds?.map((id, index) => subscriberAt(id, ['subscriptionIds', String(index)]));
  return { ...values, ...(places ? { places } : {}) };
}

/** Errors: NOT_FOUND for what is no id of a subscription. */
export function subscriberAt(id: string, path: readonly string[]): SubscriberPlace {
  const [customerId, subscriptionId] = decodeIdOf('sub', id) ?? [];
  if (customerId === undefined || subscriptionId === undefined) throw new BillingError('NOT_FOUND', 'is not a subscription', path);
  return { customerId, subscriptionId };
}

function refuseMany(list: readonly unknown[] | null | undefined, name: string): void {
  if ((list?.length ?? 0) > IDS_LIMIT) throw new BillingError('TOO_MANY', `has more than ${IDS_LIMIT} entries`, [name]);
}
