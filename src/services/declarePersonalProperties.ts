/** Declares which properties of events of one name are personal: from here on they are kept apart, and can be erased. */
import { BillingError } from '../core/errors.ts';
import { parseKey } from '../core/key.ts';
import { propertiesOfMeter, propertiesOfPrice, readPersonalNames } from '../core/personalProperties.ts';
import { findMetersOfEvents } from '../repositories/meters.ts';
import { findPersonalProperties, insertPersonalProperties } from '../repositories/personalProperties.ts';
import { findPricesOfMeters } from '../repositories/plans.ts';
import { lockTenant } from '../repositories/tenants.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface DeclarePersonalPropertiesInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly eventName: string;
  /** As `readPersonalNames` reads them. */
  readonly properties: unknown;
}

/**
 * A property that is personal already stays so, and nothing takes it back: a repeat is harmless. Errors, in order: as
 * `refuseLimited`; the idempotency key's; `eventName` as `parseKey`; those of `readPersonalNames`; INVALID_STATE at `properties` for one
 * that a meter of these events reads, or a price of such a meter.
 */
export async function declarePersonalProperties(engine: Engine, actor: TenantActor, input: DeclarePersonalPropertiesInput): Promise<{ eventName: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'declarePersonalProperties', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ eventName: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const eventName = parseKey(input.eventName, ['eventName']);
    const names = readPersonalNames(input.properties);
    // Against a meter that is created at the same time.
    await lockTenant(tx, tenant.id);
    const [known] = await findPersonalProperties(tx, tenant.id, [eventName]);
    const meters = await findMetersOfEvents(tx, tenant.id, [eventName]);
    const prices = await findPricesOfMeters(tx, tenant.id, meters.map(({ id }) => id));

    refuseRead([...meters.flatMap(propertiesOfMeter), ...prices.flatMap(propertiesOfPrice)], new Set(names));
    const added = names.filter((name) => known?.properties.includes(name) !== true);

    await insertPersonalProperties(tx, tenant.id, { eventName, properties: added }, { declaredAt: now, actor: actor.keyId });
    return { kept: { eventName }, replayed: added.length === 0 };
  });
  return { ...kept, replayed };
}

function refuseRead(read: readonly string[], names: ReadonlySet<string>): void {
  const name = read.find((property) => names.has(property));
  if (name !== undefined) throw new BillingError('INVALID_STATE', `name ${name}, which a meter or a price reads: what is rated cannot be erased`, ['properties']);
}
