/** Creates a meter. */
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { canonicalJson } from '../core/json.ts';
import { parseKey } from '../core/key.ts';
import { meterJson, parseMeter } from '../core/meter.ts';
import { findMetersByCode, insertMeter } from '../repositories/meters.ts';
import { lockTenant } from '../repositories/tenants.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { refusePersonalMeter } from './personalData.ts';

export interface CreateMeterInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
  readonly name?: string | null | undefined;
  /** As `parseMeter` reads it. */
  readonly eventName: string;
}

/** The `code` makes a repeat harmless. Errors, in order: as `refuseLimited`; the idempotency key's; `code` and `name` as `parseKey`; those of `parseMeter`; CONFLICT at `code`; INVALID_STATE at `eventName` for a personal property. */
export async function createMeter(engine: Engine, actor: TenantActor, input: CreateMeterInput): Promise<{ meterId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'createMeter', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const code = parseKey(input.code, ['code']);
    const name = input.name == null ? code : parseKey(input.name, ['name']);
    const meter = parseMeter(input);
    const [existing] = await findMetersByCode(tx, tenant.id, [code]);
    if (existing) {
      const isSame = existing.name === name && canonicalJson(meterJson(existing)) === canonicalJson(meterJson(meter));
      if (!isSame) throw new BillingError('CONFLICT', 'exists with another definition', ['code']);
      return { kept: { id: existing.id }, replayed: true };
    }
    // Against a property that is declared to be personal at the same time.
    await lockTenant(tx, tenant.id);
    await refusePersonalMeter(tx, tenant.id, meter);
    const id = deriveId('meter', now, [tenant.id, code]);
    await insertMeter(tx, tenant.id, { ...meter, id, code, name, createdAt: now });
    return { kept: { id }, replayed: false };
  });
  return { meterId: kept.id, replayed };
}
