/** Customers' data keys and which properties are personal: what several operations must know before they write. */
import type { BookOwner } from '../core/book.ts';
import type { Instant } from '../core/instant.ts';
import { propertiesOfMeter, propertiesOfPrice, refusePersonal } from '../core/personalProperties.ts';
import type { Meter } from '../core/meter.ts';
import { type FieldPath, refuseUnless } from '../core/errors.ts';
import type { Price } from '../core/pricing/price.ts';
import { findCustomerKeys, insertCustomerKey } from '../repositories/customerKeys.ts';
import { findPersonalNames, findPersonalProperties } from '../repositories/personalProperties.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Engine } from './engine.ts';

/**
 * The data key of each customer, made for those that have none yet; null for a customer who was erased. A racing twin that makes
 * one first makes the whole transaction run again, which then finds it.
 */
export async function dataKeysOf(engine: Engine, tx: Transaction, tenantId: string, customerIds: readonly string[], now: Instant): Promise<Map<string, string | null>> {
  const keys = new Map((await findCustomerKeys(tx, { tenantId, customerId: null }, customerIds)).map(({ customerId, dataKey }) => [customerId, dataKey]));
  for (const customerId of [...new Set(customerIds)].sort()) {
    if (!keys.has(customerId)) keys.set(customerId, await makeDataKey(engine, tx, { tenantId, customerId }, now));
  }
  return keys;
}

export async function makeDataKey({ newSalt }: Engine, tx: Transaction, owner: BookOwner, now: Instant): Promise<string> {
  const dataKey = newSalt();
  await insertCustomerKey(tx, owner, dataKey, now);
  return dataKey;
}

const NONE: ReadonlySet<string> = new Set();

/** The personal properties of events of one name. */
export async function personalNamesOf(db: Database, tenantId: string, eventName: string): Promise<ReadonlySet<string>> {
  return (await findPersonalNames(db, tenantId, [eventName])).get(eventName) ?? NONE;
}

/** Errors: INVALID_STATE at `eventName` for a meter that reads a personal property of its events. */
export async function refusePersonalMeter(db: Database, tenantId: string, meter: Meter): Promise<void> {
  refusePersonal(propertiesOfMeter(meter), await personalNamesOf(db, tenantId, meter.eventName), ['eventName']);
}

/** Errors: INVALID_STATE at the `path` of the first price that reads a personal property of its meter's events. */
export async function refusePersonalPrices(db: Database, tenantId: string, priced: readonly { readonly price: Price; readonly meter: Meter | null; readonly path: FieldPath }[]): Promise<void> {
  const personal = await findPersonalNames(db, tenantId, [...new Set(priced.flatMap(({ meter }) => meter?.eventName ?? []))]);
  for (const { price, meter, path } of priced) if (meter) refusePersonal(propertiesOfPrice(price), personal.get(meter.eventName) ?? NONE, path);
}

/**
 * What a backfill stages cannot be erased. Errors, in order: INVALID_STATE at `customerExternalIds` for one who was erased; at
 * `eventNames` if properties of any of these events are personal.
 */
export async function refusePersonalBackfill(tx: Transaction, tenantId: string, { eventNames }: { readonly eventNames: readonly string[] }, customerIds: readonly string[]): Promise<void> {
  const keys = await findCustomerKeys(tx, { tenantId, customerId: null }, customerIds);
  refuseUnless(keys.every(({ erasedAt }) => erasedAt === null), 'INVALID_STATE', 'name a customer who was erased', ['customerExternalIds']);
  const personal = await findPersonalProperties(tx, tenantId, eventNames);
  refuseUnless(personal.length === 0, 'INVALID_STATE', 'name events with personal properties, which are recorded, voided and amended one by one', ['eventNames']);
}
