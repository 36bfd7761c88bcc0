/** Lots: what has become of each grant, as sums of postings, and whether it may be drawn on. */
import { amountText } from '../money.ts';
import type { CurrencyCode } from '../currency.ts';
import type { Decimal } from '../decimal.ts';
import { BillingError, refuseUnless } from '../errors.ts';
import { groupBy } from '../grouping.ts';
import type { Instant } from '../instant.ts';
import { type LineDraw, creditOf } from '../invoice.ts';
import type { Journal, JournalKind } from '../journal.ts';
import type { Grant } from './grant.ts';

/** What a lot's journals come to, in minor units; none is below zero. */
export interface LotSums {
  readonly granted: bigint;
  readonly burned: bigint;
  /** Posted as expired. */
  readonly expired: bigint;
  readonly voided: bigint;
  /** What left for lots of other customers. */
  readonly transferred: bigint;
}

export interface Lot extends LotSums {
  readonly grant: Grant;
  /** In force: the grant's own, or what it was changed to since. Null: never. */
  readonly expiresAt: Instant | null;
  /** False for what was bought to be used once paid, and is not paid. */
  readonly isPaidFor: boolean;
  /** Of a lot that a recurring grant owes and that is not posted yet: the journal that it will have. */
  readonly projected?: Journal;
  /**
   * What of an allowance's lot its customer has no right to, because it was taken already of another that a later change put this one in the
   * place of; it counts as expired as far as it is left. Absent for nothing.
   */
  readonly withheld?: bigint;
  /** Of what was transferred, in the lot's unit; absent for nothing, and for a lot in money. */
  readonly transferredUnits?: Decimal;
}

/** How a lot stands; the SDL's enum `GrantStatus` lists the same words. */
export const GRANT_STATUSES = ['ACTIVE', 'SCHEDULED', 'AWAITING_PAYMENT', 'USED', 'EXPIRED', 'VOIDED', 'TRANSFERRED'] as const;
export type GrantStatus = (typeof GRANT_STATUSES)[number];

/** Which sum of a lot a journal's kind adds to, and with which sign on the credit side of the lot's account. */
export function sumOfKind(kind: JournalKind): { readonly name: keyof LotSums; readonly sign: 1n | -1n } | null {
  switch (kind) {
    case 'CREDIT_GRANT':
    case 'CREDIT_PURCHASE':
    case 'CREDIT_TRANSFER_IN':
      return { name: 'granted', sign: 1n };
    case 'CREDIT_DRAW':
    case 'CREDIT_RETURN':
      return { name: 'burned', sign: -1n };
    case 'CREDIT_EXPIRY':
      return { name: 'expired', sign: -1n };
    case 'CREDIT_VOID':
      return { name: 'voided', sign: -1n };
    case 'CREDIT_TRANSFER_OUT':
      return { name: 'transferred', sign: -1n };
    default:
      return null;
  }
}

/** What neither charges, voids nor transfers have taken: what is left while the lot has not expired, and what expires with it. */
export function untakenOf({ granted, burned, voided, transferred }: LotSums): bigint {
  return granted - burned - voided - transferred;
}

/** What charges can still take of a lot that is in force; below zero where more was taken than is left to take. */
export function drawableOf(lot: LotSums & Pick<Lot, 'withheld'>): bigint {
  return untakenOf(lot) - (lot.withheld ?? 0n);
}

export function hasExpired({ expiresAt }: Pick<Lot, 'expiresAt'>, at: Instant): boolean {
  return expiresAt !== null && expiresAt <= at;
}

/**
 * A lot as it stands at a time. It expires at its expiry, whether or not the journal that says so is there yet, so granted is
 * always burned, expired, voided, transferred and remaining together.
 */
export function standingOf(lot: Lot, at: Instant): LotSums & { readonly remaining: bigint; readonly status: GrantStatus } {
  const expired = expiredOf(lot, at);
  const remaining = untakenOf(lot) - expired;
  return { granted: lot.granted, burned: lot.burned, voided: lot.voided, transferred: lot.transferred, expired, remaining, status: statusOf(lot, at, remaining) };
}

/** What a customer can draw on at a time. */
export function balanceOf(lots: readonly Lot[], at: Instant): bigint {
  return lots.reduce((sum, lot) => {
    const { status, remaining } = standingOf(lot, at);
    return sum + (status === 'ACTIVE' ? remaining : 0n);
  }, 0n);
}

/** The lots as draws that are not posted yet would leave them. */
export function drawnLots(lots: readonly Lot[], draws: readonly LineDraw[]): Lot[] {
  const drawn = groupBy(draws, ({ grantId }) => grantId);
  return lots.map((lot) => ({ ...lot, burned: lot.burned - creditOf({ draws: drawn.get(lot.grant.id) ?? [] }) }));
}

/** How far what is posted as expired is from what has expired: below zero for what was taken, or put off, since. */
export function expiryDifference(lot: Lot, at: Instant): bigint {
  return expiredOf(lot, at) - lot.expired;
}

function expiredOf(lot: Lot, at: Instant): bigint {
  const [untaken, withheld] = [untakenOf(lot), lot.withheld ?? 0n];
  return hasExpired(lot, at) || untaken < withheld ? untaken : withheld;
}

/**
 * What a void takes: as much as is asked, or all that is left.
 * Errors: INVALID_STATE at `grantId` if nothing is left; OUT_OF_RANGE at `amount` for more than is left.
 */
export function voidableOf(lot: Lot, asked: bigint | null, { at, currency }: { readonly at: Instant; readonly currency: CurrencyCode }): bigint {
  const { remaining } = standingOf(lot, at);
  if (remaining <= 0n) throw new BillingError('INVALID_STATE', 'has nothing left', ['grantId']);
  refuseUnless(asked === null || asked <= remaining, 'OUT_OF_RANGE', `is more than the ${amountText(remaining, currency)} that is left`, ['amount']);
  return asked ?? remaining;
}

function statusOf(lot: Lot, at: Instant, remaining: bigint): GrantStatus {
  const { startsAt } = lot.grant.terms;
  if (remaining === 0n) {
    if (untakenOf(lot) > 0n) return 'EXPIRED';
    if (lot.burned > 0n) return 'USED';
    return lot.transferred > 0n ? 'TRANSFERRED' : lot.voided > 0n ? 'VOIDED' : 'USED';
  }
  if (!lot.isPaidFor) return 'AWAITING_PAYMENT';
  return startsAt !== null && startsAt > at ? 'SCHEDULED' : 'ACTIVE';
}
