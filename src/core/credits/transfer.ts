/** Transfers: credit that leaves a lot of one customer and becomes a lot of another, of the same kind and on the same terms. */
import type { CurrencyCode } from '../currency.ts';
import { Decimal, decimalText } from '../decimal.ts';
import { BillingError, refuseUnless } from '../errors.ts';
import { readText } from '../fields.ts';
import type { Instant } from '../instant.ts';
import type { JsonObject } from '../json.ts';
import type { JournalDraft } from '../journal.ts';
import { postFact } from '../postingRules.ts';
import type { GrantTerms } from './grant.ts';
import { type AskedOfGrant, type VoidInput, readAsked } from './grantVoid.ts';
import type { Lot } from './lot.ts';
import { lotUnits, takeableOf, unitsOf } from './lotUnits.ts';

/** What leaves a lot. */
export interface MovedCredit {
  /** In minor units. */
  readonly amount: bigint;
  /** The same in the lot's unit; absent for a lot in money. */
  readonly units?: Decimal;
}

/** A transfer as it was recorded in the book that it left. */
export interface CreditTransfer {
  readonly customerId: string;
  readonly grantId: string;
  readonly toCustomerId: string;
  /** The lot that it became. It names the transfer in both books. */
  readonly toGrantId: string;
  readonly terms: { readonly asked: AskedOfGrant; readonly moved: MovedCredit; readonly reason: string | null };
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A transfer as it is asked for: decimals as text. */
export type TransferInput = Pick<VoidInput, 'amount' | 'unit' | 'reason'>;

const TEXT_LIMIT = 500;

/** Reads a transfer. Errors, in order: `unit` and `amount` as `readAsked`; `reason` as `readText`. */
export function parseTransfer(input: TransferInput, currency: CurrencyCode, { unit }: Pick<GrantTerms, 'unit'>): Pick<CreditTransfer['terms'], 'asked' | 'reason'> {
  return { asked: readAsked(input, currency, unit ?? null), reason: readText({ of: { ...input }, name: 'reason', path: [] }, TEXT_LIMIT) };
}

/**
 * What leaves a lot: as much as is asked, or all that is left. All of the money takes all units along, also what is worth less
 * than a minor unit. Errors: those of `takeableOf`; INVALID_STATE at `grantId` if it waits to be paid for; OUT_OF_RANGE at
 * `amount` for money that rounds to no unit.
 */
export function movedOf(lot: Lot, asked: AskedOfGrant, of: { readonly at: Instant; readonly currency: CurrencyCode }): MovedCredit {
  const amount = takeableOf(lot, asked, of);
  if (!lot.isPaidFor) throw new BillingError('INVALID_STATE', 'is not paid for', ['grantId']);
  const { unit } = lot.grant.terms;
  const left = lotUnits(lot, of.currency, of.at)?.remaining;
  if (unit === undefined || left === undefined) return { amount };
  const isAll = amount === takeableOf(lot, { amount: null }, of);
  const units = isAll ? left : (asked.units ?? Decimal.min(left, unitsOf(unit, amount, of.currency)));
  refuseUnless(!units.isZero(), 'OUT_OF_RANGE', `is less than one ${unit.code} with ${unit.decimals} fraction digits`, ['amount']);
  return { amount, units };
}

/** What the other customer's lot is granted with: everything that the lot has and that is in force, but for how it was paid for and which rule granted it. */
export function receivedTerms({ grant: { customerId, id, terms }, expiresAt }: Lot, { amount, units }: MovedCredit): GrantTerms {
  const { unit, recurrence: _rule, allowance: _plan, topUp: _purchase, ...others } = terms;
  const measure = unit && units && { unit: { ...unit, amount: units } };
  return { ...others, ...measure, amount, expiresAt, provider: null, purchase: null, transfer: { customerId, grantId: id } };
}

interface Posted {
  readonly currency: CurrencyCode;
  readonly at: Instant;
}

/** The journal by which credit leaves a lot, in its book. Errors: OUT_OF_RANGE. */
export function sentJournal({ grant: { id, terms } }: Lot, toGrantId: string, amount: bigint, { currency, at }: Posted): JournalDraft {
  const postings = terms.kind === 'PAID' ? postFact('paid credit sent', { grant: id, transfer: toGrantId }, amount) : postFact('promotional credit used up', { grant: id }, amount);
  return { kind: 'CREDIT_TRANSFER_OUT', currency, effectiveAt: at, billableAt: null, reversesSeq: null, invoiceId: null, line: null, postings };
}

/** The journal by which it arrives, in the book of the other. Errors: OUT_OF_RANGE. */
export function receivedJournal(id: string, { kind, amount }: GrantTerms, { currency, at }: Posted): JournalDraft {
  const postings = kind === 'PAID' ? postFact('paid credit received', { grant: id, transfer: id }, amount) : postFact('promotional credit granted', { grant: id }, amount);
  return { kind: 'CREDIT_TRANSFER_IN', currency, effectiveAt: at, billableAt: null, reversesSeq: null, invoiceId: null, line: null, postings };
}

/** What is stored, amounts as texts; `readTransferTerms` reads it back. */
export function transferTermsJson({ asked, moved, reason }: CreditTransfer['terms']): JsonObject {
  return { asked: measureJson(asked), moved: measureJson(moved), reason };
}

export function readTransferTerms(stored: JsonObject): CreditTransfer['terms'] {
  const { asked, moved, reason } = stored as unknown as { asked: StoredMeasure; moved: StoredMeasure; reason: string | null };
  return { asked: readMeasure(asked), moved: { ...readMeasure(moved), amount: BigInt(moved.amount ?? 0) }, reason };
}

interface StoredMeasure {
  readonly amount: string | null;
  readonly units?: string;
}

function measureJson({ amount, units }: AskedOfGrant): JsonObject {
  return { amount: amount === null ? null : String(amount), ...(units && { units: decimalText(units) }) };
}

function readMeasure({ amount, units }: StoredMeasure): AskedOfGrant {
  return { amount: amount === null ? null : BigInt(amount), ...(units !== undefined && { units: new Decimal(units) }) };
}
