/** Tenants: the sellers, each with its own time if it is a sandbox. */
import { type BillingTerms, NOTHING_SAID, changeTerms } from './billingTerms.ts';
import { changeRetention } from './erasure.ts';
import { type CurrencyCode, parseCurrency } from './currency.ts';
import { type Instant, parseInstant } from './instant.ts';
import { parseKey } from './key.ts';
import { NO_DETAILS, type SellerDetails, changeSellerDetails } from './seller.ts';
import { type TimeZone, parseTimeZone } from './calendar.ts';

export interface Tenant extends BillingTerms, SellerDetails {
  readonly id: string;
  readonly name: string;
  readonly defaultCurrency: CurrencyCode;
  readonly timeZone: TimeZone;
  /** Years for which issued documents are kept with their parties; null if not said. */
  readonly retentionYears: number | null;
  /** A sandbox's time, which moves by command alone; null for a tenant that lives in real time. */
  readonly clockAt: Instant | null;
  readonly createdAt: Instant;
}

export type NewTenant = Omit<Tenant, 'id' | 'createdAt'>;

export interface TenantInput {
  readonly name: string;
  readonly defaultCurrency: string;
  readonly timeZone?: string | null | undefined;
  /** RFC 3339. */
  readonly sandboxClock?: Instant | string | null | undefined;
}

/** Reads a tenant. Errors, in order: `name` as `parseKey`; `defaultCurrency` UNKNOWN_CURRENCY; `timeZone` UNKNOWN_TIME_ZONE; `sandboxClock` as `parseInstant`. */
export function parseTenant(input: TenantInput): NewTenant {
  const { sandboxClock } = input;
  return {
    name: parseKey(input.name, ['name']),
    defaultCurrency: parseCurrency(input.defaultCurrency, ['defaultCurrency']),
    timeZone: parseTimeZone(input.timeZone ?? 'UTC', ['timeZone']),
    clockAt: typeof sandboxClock === 'string' ? parseInstant(sandboxClock, ['sandboxClock']) : (sandboxClock ?? null),
    retentionYears: null,
    ...NO_DETAILS,
    ...NOTHING_SAID,
  };
}

/** What `updateTenant` may change; a field that is undefined stays as it is, null takes it back. */
export interface TenantChanges {
  readonly legalName?: unknown;
  readonly address?: unknown;
  readonly taxNumber?: unknown;
  readonly registrationNumber?: unknown;
  readonly taxRateCodes?: unknown;
  readonly netDays?: unknown;
  readonly gracePeriodHours?: unknown;
  readonly invoiceNumberFormat?: unknown;
  readonly retentionYears?: unknown;
  readonly creditNoteNumberFormat?: unknown;
  readonly debitNoteNumberFormat?: unknown;
  readonly lateUsage?: unknown;
  readonly lateCredit?: unknown;
  readonly usageThreshold?: unknown;
}

/** A tenant with the changes made. Errors, in order: those of `changeSellerDetails`, `changeTerms`, `changeRetention`. */
export function changeTenant(tenant: Tenant, changes: TenantChanges): Tenant {
  const input = { ...changes };
  return { ...tenant, ...changeSellerDetails(tenant, input), ...changeTerms(tenant, input, tenant.defaultCurrency), retentionYears: changeRetention(tenant.retentionYears, input) };
}
