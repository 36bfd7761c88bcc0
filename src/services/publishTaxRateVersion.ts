/** Publishes the next version of a tax rate, in force from a date on; documents that are issued keep theirs. */
import { BillingError } from '../core/errors.ts';
import { instantText } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { parseTaxRate } from '../core/taxRate.ts';
import { findVersionsOfTaxRates, insertTaxRateVersion, lockTaxRateByCode } from '../repositories/taxRates.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { type TaxRateInput, isSameVersion, newTaxRateVersion } from './taxRateVersion.ts';

/**
 * The newest version's terms again change nothing. Errors, in order: as `refuseLimited`; the idempotency key's; NOT_FOUND at
 * `code`; those of `parseTaxRate`; REQUIRED at `effectiveFrom`; OUT_OF_RANGE at `effectiveFrom` that is not after the newest version's.
 */
export async function publishTaxRateVersion(engine: Engine, actor: TenantActor, input: TaxRateInput): Promise<{ taxRateId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'publishTaxRateVersion', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const rate = await lockTaxRateByCode(tx, tenant.id, input.code);
    if (!rate) throw new BillingError('NOT_FOUND', 'is not a tax rate', ['code']);
    const terms = parseTaxRate(input, rate.code);
    const { effectiveFrom } = input;
    if (effectiveFrom == null) throw new BillingError('REQUIRED', 'is required: from when on is the new version in force?', ['effectiveFrom']);
    const newest = (await findVersionsOfTaxRates(tx, tenant.id, [rate.id])).at(-1);
    invariant(newest, 'a tax rate has a version');
    if (isSameVersion(newest, { ...terms, effectiveFrom })) return { kept: { id: rate.id }, replayed: true };
    if (newest.effectiveFrom !== null && effectiveFrom <= newest.effectiveFrom) {
      throw new BillingError('OUT_OF_RANGE', `is not after ${instantText(newest.effectiveFrom)}, from when on the newest version is in force`, ['effectiveFrom']);
    }
    await insertTaxRateVersion(tx, tenant.id, newTaxRateVersion(terms, { taxRateId: rate.id, code: rate.code, number: newest.number + 1, effectiveFrom, publishedAt: now }));
    return { kept: { id: rate.id }, replayed: false };
  });
  return { taxRateId: kept.id, replayed };
}
