/** Erasures: what goes when a customer is erased, what the law holds, and until when. */
import type { CalendarDay } from './calendar.ts';
import type { Customer } from './customer.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { type InputObject, readCount } from './fields.ts';
import type { Instant } from './instant.ts';
import { type Segment, timelineOf } from './segment.ts';

/** What stands in place of the name of a customer who was erased. */
export const ERASED_NAME = '(erased)';

/** Years for which issued documents are kept with their parties, where the tenant does not say. */
export const DEFAULT_RETENTION_YEARS = 10;
const RETENTION_LIMIT = 99;
const LAST_YEAR = 9_999;

/** An erasure as it was recorded. */
export interface Erasure {
  /** The n-th of its customer, from 1. */
  readonly ordinal: number;
  readonly erasedAt: Instant;
  /** The API key that asked for it; null for the job that erases what has run out. */
  readonly actor: string | null;
  readonly reason: string | null;
  /** How many documents still name the customer, because the law wants them to; the last until the end of this day. Null: none. */
  readonly keptInvoices: number;
  readonly keptUntil: CalendarDay | null;
}

/** Reads `retentionYears`; undefined stays as before, null takes it back. Errors: INVALID_VALUE, OUT_OF_RANGE beyond 0 to 99. */
export function changeRetention(before: number | null, input: InputObject): number | null {
  return input['retentionYears'] === undefined ? before : readCount({ of: input, name: 'retentionYears', path: [] }, { min: 0, max: RETENTION_LIMIT });
}

/** Until the end of which day a document is kept: the last of the calendar year in which so many years since its year of issue are over. */
export function keptUntil(issueDate: CalendarDay, retentionYears: number): CalendarDay {
  const year = Math.min(Number(issueDate.slice(0, 4)) + retentionYears, LAST_YEAR);
  return `${String(year).padStart(4, '0')}-12-31` as CalendarDay;
}

/** A document that still names its parties. */
export interface NamingDocument {
  readonly cutNumber: number;
  readonly issueDate: CalendarDay;
}

/** Which documents no longer name their parties, and what is kept. */
export interface ErasureDecision extends Pick<Erasure, 'keptInvoices' | 'keptUntil'> {
  readonly expired: readonly number[];
}

/** `today` is a day of the seller's calendar. */
export function decideErasure(documents: readonly NamingDocument[], { today, retentionYears }: { readonly today: CalendarDay; readonly retentionYears: number }): ErasureDecision {
  const kept = documents.map(({ cutNumber, issueDate }) => ({ cutNumber, until: keptUntil(issueDate, retentionYears) }));
  const held = kept.filter(({ until }) => until >= today).map(({ until }) => until).sort();
  return { expired: kept.filter(({ until }) => until < today).map(({ cutNumber }) => cutNumber), keptInvoices: held.length, keptUntil: held.at(-1) ?? null };
}

/** Errors: INVALID_STATE at `customerExternalId` while a subscription goes on, or is to begin. */
export function refuseWhileSubscribed(subscriptions: readonly { readonly segments: readonly Segment[] }[], now: Instant): void {
  const goesOn = subscriptions.some(({ segments }) => timelineOf(segments).some(({ state, endAt }) => state !== 'ENDED' && (endAt === null || endAt > now)));
  refuseUnless(!goesOn, 'INVALID_STATE', 'has a subscription that goes on: cancel it first', ['customerExternalId']);
}

/** A customer without what tells who it is. What decides how it is billed stays: what is due may still be invoiced. */
export function withoutPersonalData(customer: Customer): Customer {
  return { ...customer, name: ERASED_NAME, email: null, billingAddress: null, taxNumber: null, language: null, metadata: {} };
}

/** Errors: INVALID_STATE at `path`. */
export function refuseErased(erasedAt: Instant | null, path: readonly string[]): void {
  if (erasedAt !== null) throw new BillingError('INVALID_STATE', 'was erased', path);
}
