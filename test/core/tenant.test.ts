import { describe, expect, it } from 'vitest';
import { NOTHING_SAID } from '../../src/core/billingTerms.ts';
import { NO_DETAILS } from '../../src/core/seller.ts';
import { type TenantInput, parseTenant } from '../../src/core/tenant.ts';
import { at } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

const INPUT: TenantInput = { name: 'Acme Cloud', defaultCurrency: 'EUR' };

describe('parseTenant', () => {
  it('parseTenant: lives in UTC and in real time unless it says otherwise', () => {
    expect(parseTenant(INPUT)).toEqual({ name: 'Acme Cloud', defaultCurrency: 'EUR', timeZone: 'UTC', clockAt: null, retentionYears: null, ...NO_DETAILS, ...NOTHING_SAID });
    expect(parseTenant({ ...INPUT, timeZone: null, sandboxClock: null })).toMatchObject({ timeZone: 'UTC', clockAt: null });
  });

  it('parseTenant: a sandbox takes its clock as text or as an instant', () => {
    const clockAt = at('2026-01-01T09:00:00Z');
    expect(parseTenant({ ...INPUT, sandboxClock: '2026-01-01T10:00:00+01:00' }).clockAt).toBe(clockAt);
    expect(parseTenant({ ...INPUT, sandboxClock: clockAt }).clockAt).toBe(clockAt);
  });

  it('parseTenant: refuses field by field, in order', () => {
    const input = { name: '', defaultCurrency: 'XXXX', timeZone: 'Mars/Olympus', sandboxClock: 'noon' };
    expect(refusalOf(() => parseTenant(input))).toBe('REQUIRED at name');
    expect(refusalOf(() => parseTenant({ ...input, name: 'Acme' }))).toBe('UNKNOWN_CURRENCY at defaultCurrency');
    expect(refusalOf(() => parseTenant({ ...input, name: 'Acme', defaultCurrency: 'EUR' }))).toBe('UNKNOWN_TIME_ZONE at timeZone');
    expect(refusalOf(() => parseTenant({ ...input, ...INPUT, timeZone: 'UTC' }))).toBe('INVALID_VALUE at sandboxClock');
    expect(refusalOf(() => parseTenant({ ...INPUT, sandboxClock: '1969-12-31T23:59:59Z' }))).toBe('OUT_OF_RANGE at sandboxClock');
  });
});
