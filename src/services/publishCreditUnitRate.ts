/** Publishes what a credit unit is worth from a date on; credit that was granted keeps its rate. */
import { parseUnitWorth } from '../core/credits/creditUnit.ts';
import { BillingError } from '../core/errors.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { findRatesOfCreditUnits, insertCreditUnitRates, lockCreditUnitByCode } from '../repositories/creditUnits.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface PublishCreditUnitRateInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
  readonly effectiveFrom?: Instant | null | undefined;
}

/**
 * The newest rate of the currency again changes nothing. Errors, in order: as `refuseLimited`; the idempotency key's; NOT_FOUND
 * at `code`; those of `parseUnitWorth`; at `effectiveFrom` REQUIRED for a currency that has a rate, OUT_OF_RANGE unless it is
 * after the newest one's.
 */
export async function publishCreditUnitRate(engine: Engine, actor: TenantActor, input: PublishCreditUnitRateInput): Promise<{ creditUnitId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'publishCreditUnitRate', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const unit = await lockCreditUnitByCode(tx, tenant.id, input.code);
    if (!unit) throw new BillingError('NOT_FOUND', 'is not a credit unit', ['code']);
    const worth = parseUnitWorth(input);
    const effectiveFrom = input.effectiveFrom ?? null;
    const newest = (await findRatesOfCreditUnits(tx, tenant.id, [unit.id])).filter(({ currency }) => currency === worth.currency).at(-1);
    if (newest?.moneyPerUnit.eq(worth.moneyPerUnit) && newest.effectiveFrom === effectiveFrom) return { kept: { id: unit.id }, replayed: true };
    if (newest && effectiveFrom === null) throw new BillingError('REQUIRED', 'is required: from when on is the new rate in force?', ['effectiveFrom']);
    if (newest && newest.effectiveFrom !== null && effectiveFrom !== null && effectiveFrom <= newest.effectiveFrom) {
      throw new BillingError('OUT_OF_RANGE', `is not after ${instantText(newest.effectiveFrom)}, from when on the newest rate is in force`, ['effectiveFrom']);
    }
    await insertCreditUnitRates(tx, tenant.id, [{ ...worth, creditUnitId: unit.id, number: (newest?.number ?? 0) + 1, effectiveFrom, publishedAt: now }]);
    return { kept: { id: unit.id }, replayed: false };
  });
  return { creditUnitId: kept.id, replayed };
}
