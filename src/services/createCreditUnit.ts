/** Creates a credit unit, with what it is worth. */
import { type CreditUnitTerms, type UnitWorth, parseCreditUnit } from '../core/credits/creditUnit.ts';
import { decimalText } from '../core/decimal.ts';
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { canonicalJson } from '../core/json.ts';
import { findCreditUnitsByCode, findRatesOfCreditUnits, insertCreditUnit, insertCreditUnitRates } from '../repositories/creditUnits.ts';
import { type TenantActor, refuseLimited } from './actor.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

export interface CreateCreditUnitInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly code: string;
}

/** The `code` makes a repeat harmless. Errors, in order: as `refuseLimited`; the idempotency key's; those of `parseCreditUnit`; CONFLICT at `code`. */
export async function createCreditUnit(engine: Engine, actor: TenantActor, input: CreateCreditUnitInput): Promise<{ creditUnitId: string; replayed: boolean }> {
  refuseLimited(actor);
  const request = { operation: 'createCreditUnit', idempotencyKey: input.idempotencyKey ?? null, input };
  const { kept, replayed } = await once<{ id: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const { rates, ...terms } = parseCreditUnit(input);
    const [existing] = await findCreditUnitsByCode(tx, tenant.id, [terms.code]);
    if (existing) {
      const first = (await findRatesOfCreditUnits(tx, tenant.id, [existing.id])).filter(({ number }) => number === 0);
      if (textOf(existing, first) !== textOf(terms, rates)) throw new BillingError('CONFLICT', 'exists with other terms; publishCreditUnitRate changes what it is worth from a date on', ['code']);
      return { kept: { id: existing.id }, replayed: true };
    }
    const id = deriveId('credit-unit', now, [tenant.id, terms.code]);
    await insertCreditUnit(tx, tenant.id, { id, ...terms, createdAt: now });
    await insertCreditUnitRates(tx, tenant.id, rates.map((rate) => ({ ...rate, creditUnitId: id, number: 0, effectiveFrom: null, publishedAt: now })));
    return { kept: { id }, replayed: false };
  });
  return { creditUnitId: kept.id, replayed };
}

function textOf({ code, name, decimals }: CreditUnitTerms, rates: readonly UnitWorth[]): string {
  return canonicalJson({ code, name, decimals, rates: Object.fromEntries(rates.map(({ currency, moneyPerUnit }) => [currency, decimalText(moneyPerUnit)])) });
}
