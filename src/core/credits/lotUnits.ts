/** Lots in their units: a pure function of the money that the ledger has, whose parts always add up. */
import type { CurrencyCode } from '../currency.ts';
import { Decimal, ZERO, decimalText } from '../decimal.ts';
import { refuseUnless } from '../errors.ts';
import type { Instant } from '../instant.ts';
import { majorOf } from '../money.ts';
import type { UnitInForce } from './creditUnit.ts';
import type { AskedOfGrant } from './grantVoid.ts';
import { type Lot, drawableOf, hasExpired, standingOf, voidableOf } from './lot.ts';

/** What became of a lot, in its unit. None is below zero; granted is the others together. */
export interface LotUnits {
  readonly granted: Decimal;
  readonly burned: Decimal;
  readonly expired: Decimal;
  readonly voided: Decimal;
  /** What left for lots of other customers: exactly what those were granted. */
  readonly transferred: Decimal;
  readonly remaining: Decimal;
}

/** What money is in units, rounded half away from zero at the unit's decimals. */
export function unitsOf({ decimals, moneyPerUnit }: UnitInForce, minor: bigint, currency: CurrencyCode): Decimal {
  return majorOf(minor, currency).div(moneyPerUnit).toDecimalPlaces(decimals);
}

/**
 * A lot at a time, in its unit; null for a lot in money. Each sum of money is rounded once, together with those before it, so
 * that rounding loses nothing. What is left in the end and worth less than one minor unit cannot be drawn: it stays until the
 * lot expires, or goes with what was voided.
 */
export function lotUnits(lot: Lot, currency: CurrencyCode, at: Instant): LotUnits | null {
  const { unit } = lot.grant.terms;
  if (unit === undefined) return null;
  const { transferredUnits: transferred = ZERO } = lot;
  const all = { granted: unit.amount, transferred };
  const kept = unit.amount.minus(transferred);
  const taken = (minor: bigint) => Decimal.min(kept, unitsOf(unit, minor, currency));
  const burned = taken(lot.burned);
  const throughVoids = taken(lot.burned + lot.voided);
  const rest = kept.minus(throughVoids);
  if (hasExpired(lot, at)) return { ...all, burned, voided: throughVoids.minus(burned), expired: rest, remaining: ZERO };
  const isVoidedToTheEnd = lot.voided > 0n && standingOf(lot, at).remaining === 0n;
  if (isVoidedToTheEnd) return { ...all, burned, voided: kept.minus(burned), expired: ZERO, remaining: ZERO };
  const withheld = drawableOf(lot) <= 0n && lot.withheld !== undefined ? rest : Decimal.min(rest, unitsOf(unit, lot.withheld ?? 0n, currency));
  return { ...all, burned, voided: throughVoids.minus(burned), expired: withheld, remaining: rest.minus(withheld) };
}

/** What a customer can draw on in each unit at a time, by its code; lots in money are in none. */
export function unitBalances(lots: readonly Lot[], currency: CurrencyCode, at: Instant): Map<string, Decimal> {
  const balances = new Map<string, Decimal>();
  for (const lot of lots) {
    const units = lotUnits(lot, currency, at);
    const code = lot.grant.terms.unit?.code;
    if (units === null || code === undefined) continue;
    const usable = standingOf(lot, at).status === 'ACTIVE' ? units.remaining : ZERO;
    balances.set(code, (balances.get(code) ?? ZERO).plus(usable));
  }
  return balances;
}

/**
 * What is taken of a lot that is asked for in money or in its unit, in minor units. All units that are left are all that is
 * left, whatever was rounded. Errors: as `voidableOf`; in units OUT_OF_RANGE at `amount` for more than are left.
 */
export function takeableOf(lot: Lot, { amount, units }: AskedOfGrant, of: { readonly at: Instant; readonly currency: CurrencyCode }): bigint {
  const { unit } = lot.grant.terms;
  const left = lotUnits(lot, of.currency, of.at)?.remaining;
  if (units === undefined || unit === undefined || left === undefined) return voidableOf(lot, amount, of);
  const all = voidableOf(lot, null, of);
  refuseUnless(units.lte(left), 'OUT_OF_RANGE', `is more than the ${decimalText(left)} ${unit.code} that are left`, ['amount']);
  return amount === null || units.eq(left) || amount > all ? all : amount;
}
