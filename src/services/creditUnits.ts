/** The credit unit that an amount is asked for in, with the rate in force. */
import { type UnitInForce, unitRateInForce } from '../core/credits/creditUnit.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { findCreditUnitsByCode, findRatesOfCreditUnits } from '../repositories/creditUnits.ts';
import type { Database } from '../store/database.ts';

/** Null for no code. Errors at `unit`: NOT_FOUND; CURRENCY_MISMATCH without a rate in force for the currency. */
export async function unitInForce(db: Database, tenantId: string, code: string | null, { currency, now }: { readonly currency: CurrencyCode; readonly now: Instant }): Promise<UnitInForce | null> {
  if (code === null) return null;
  const unit = (await unitsInForce(db, tenantId, [code], { currency, now })).get(code);
  if (unit === undefined) throw new BillingError('NOT_FOUND', 'is not a credit unit', ['unit']);
  refuseUnless(unit, 'CURRENCY_MISMATCH', `has no rate in force for ${currency}, the customer's currency`, ['unit']);
  return unit;
}

/** Those of the codes that are units, each with the rate in force for the currency; null for one without. */
export async function unitsInForce(db: Database, tenantId: string, codes: readonly string[], { currency, now }: { readonly currency: CurrencyCode; readonly now: Instant }): Promise<Map<string, UnitInForce | null>> {
  const units = await findCreditUnitsByCode(db, tenantId, codes);
  const rates = groupBy(await findRatesOfCreditUnits(db, tenantId, units.map(({ id }) => id)), ({ creditUnitId }) => creditUnitId);
  return new Map(
    units.map(({ id, code, decimals }) => {
      const rate = unitRateInForce((rates.get(id) ?? []).filter((one) => one.currency === currency), now);
      return [code, rate && { code, decimals, moneyPerUnit: rate.moneyPerUnit }];
    }),
  );
}
