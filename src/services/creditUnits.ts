/** The credit unit that an amount is asked for in, with the rate in force. */
import { type UnitInForce, unitRateInForce } from '../core/credits/creditUnit.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import type { Instant } from '../core/instant.ts';
import { findCreditUnitsByCode, findRatesOfCreditUnits } from '../repositories/creditUnits.ts';
import type { Database } from '../store/database.ts';

/** Null for no code. Errors at `unit`: NOT_FOUND; CURRENCY_MISMATCH without a rate in force for the currency. */
export async function unitInForce(db: Database, tenantId: string, code: string | null, { currency, now }: { readonly currency: CurrencyCode; readonly now: Instant }): Promise<UnitInForce | null> {
  if (code === null) return null;
  const [unit] = await findCreditUnitsByCode(db, tenantId, [code]);
  if (!unit) throw new BillingError('NOT_FOUND', 'is not a credit unit', ['unit']);
  const rates = await findRatesOfCreditUnits(db, tenantId, [unit.id]);
  const rate = unitRateInForce(rates.filter((one) => one.currency === currency), now);
  refuseUnless(rate, 'CURRENCY_MISMATCH', `has no rate in force for ${currency}, the customer's currency`, ['unit']);
  return { code: unit.code, decimals: unit.decimals, moneyPerUnit: rate.moneyPerUnit };
}
