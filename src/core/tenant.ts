/** Tenants: the sellers, each with its own time if it is a sandbox. */
import { type CurrencyCode, parseCurrency } from './currency.ts';
import { type Instant, parseInstant } from './instant.ts';
import { parseKey } from './key.ts';
import { type TimeZone, parseTimeZone } from './calendar.ts';

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly defaultCurrency: CurrencyCode;
  readonly timeZone: TimeZone;
  /** A sandbox's time, which moves by command alone; null for a tenant that lives in real time. */
  readonly clockAt: Instant | null;
  readonly createdAt: Instant;
}

export type NewTenant = Pick<Tenant, 'name' | 'defaultCurrency' | 'timeZone' | 'clockAt'>;

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
  };
}
