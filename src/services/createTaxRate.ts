/** Creates a tax rate with its version 1. */
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { parseKey } from '../core/key.ts';
import { parseTaxRate } from '../core/taxRate.ts';
import { findTaxRatesByCode, findVersionsOfTaxRates, insertTaxRate, insertTaxRateVersion } from '../repositories/taxRates.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { type TaxRateInput, isSameVersion, newTaxRateVersion } from './taxRateVersion.ts';

/** The `code` makes a repeat harmless. Errors, in order: as `refuseLimited`; the idempotency key's; `code` as `parseKey`; those of `parseTaxRate`; CONFLICT at `code`. */
export async function createTaxRate(engine: Engine, actor: TenantActor, input: TaxRateInput): Promise<{ taxRateId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'createTaxRate', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const code = parseKey(input.code, ['code']);
    const terms = parseTaxRate(input, code);
    const effectiveFrom = input.effectiveFrom ?? null;
    const [existing] = await findTaxRatesByCode(tx, tenant.id, [code]);
    if (existing) {
      const [first] = await findVersionsOfTaxRates(tx, tenant.id, [existing.id]);
      if (!first || !isSameVersion(first, { ...terms, effectiveFrom })) throw new BillingError('CONFLICT', 'exists with other terms; publishTaxRateVersion changes them from a date on', ['code']);
      return { kept: { id: existing.id }, replayed: true };
    }
    const id = deriveId('tax-rate', now, [tenant.id, code]);
    await insertTaxRate(tx, tenant.id, { id, code, createdAt: now });
    await insertTaxRateVersion(tx, tenant.id, newTaxRateVersion(terms, { taxRateId: id, code, number: 1, effectiveFrom, publishedAt: now }));
    return { kept: { id }, replayed: false };
  });
  return { taxRateId: kept.id, replayed };
}
