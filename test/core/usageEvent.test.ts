import { describe, expect, it } from 'vitest';
import { parseUsageEvent, type UsageEventInput } from '../../src/core/usageEvent.ts';
import { refusalOf } from '../support/refusal.ts';

const INPUT: UsageEventInput = {
  key: 'evt-1',
  customerExternalId: 'acme',
  eventName: 'api.call',
  occurredAt: '2026-01-31T23:59:59.1239Z',
  properties: { tokens: 12, region: 'eu' },
};

/** `{"p":""}` takes 8 bytes. */
const filling = (bytes: number) => ({ p: 'x'.repeat(bytes - 8) });

describe('parseUsageEvent', () => {
  it('parseUsageEvent: cuts time to the millisecond and writes properties canonically', () => {
    expect(parseUsageEvent(INPUT)).toEqual({
      key: 'evt-1',
      customerExternalId: 'acme',
      eventName: 'api.call',
      occurredAt: Date.UTC(2026, 0, 31, 23, 59, 59, 123),
      properties: { tokens: 12, region: 'eu' },
      propertiesText: '{"region":"eu","tokens":12}',
      // SHA-256 over the layout of digest.ts, worked out apart from it.
      fingerprint: 'a93919e2ae04e43d51e008c6b945be765951ec04e4172369edb2264ccede38ef',
    });
  });

  it('parseUsageEvent: no properties are an empty object', () => {
    expect(parseUsageEvent({ ...INPUT, properties: undefined }).propertiesText).toBe('{}');
    expect(parseUsageEvent({ ...INPUT, properties: null }).fingerprint).toBe(parseUsageEvent({ ...INPUT, properties: {} }).fingerprint);
  });

  it('parseUsageEvent: the same intent written differently has the same fingerprint', () => {
    const same = { ...INPUT, occurredAt: '2026-02-01t00:59:59.123+01:00', properties: { region: 'eu', tokens: 12.0 } };
    expect(parseUsageEvent(same).fingerprint).toBe(parseUsageEvent(INPUT).fingerprint);
  });

  it.each([
    ['key', { key: 'evt-2' }],
    ['customer', { customerExternalId: 'ACME' }],
    ['event name', { eventName: 'api.calls' }],
    ['millisecond', { occurredAt: '2026-01-31T23:59:59.124Z' }],
    ['property', { properties: { tokens: 13, region: 'eu' } }],
    ['property type', { properties: { tokens: '12', region: 'eu' } }],
  ])('parseUsageEvent: another %s has another fingerprint', (_, change) => {
    expect(parseUsageEvent({ ...INPUT, ...change }).fingerprint).not.toBe(parseUsageEvent(INPUT).fingerprint);
  });

  it('parseUsageEvent: properties take 8192 bytes and no more', () => {
    expect(parseUsageEvent({ ...INPUT, properties: filling(8192) }).propertiesText).toHaveLength(8192);
    expect(refusalOf(() => parseUsageEvent({ ...INPUT, properties: filling(8193) }))).toBe('TOO_LONG at properties');
  });

  it('parseUsageEvent: refusals in order of precedence', () => {
    const input = { key: ' a', customerExternalId: '', eventName: 'x'.repeat(256), occurredAt: '', properties: [] };
    const met = [input, { ...input, key: 'k' }, { ...input, key: 'k', customerExternalId: 'c' }];
    const last = { key: 'k', customerExternalId: 'c', eventName: 'e', occurredAt: '', properties: [] };
    const steps = [...met, last, { ...last, occurredAt: '2026-01-31' }, { ...last, occurredAt: '2026-01-31T00:00:00Z' }];
    expect(steps.map((step) => refusalOf(() => parseUsageEvent(step)))).toEqual([
      'INVALID_VALUE at key',
      'REQUIRED at customerExternalId',
      'TOO_LONG at eventName',
      'REQUIRED at occurredAt',
      'INVALID_VALUE at occurredAt',
      'INVALID_VALUE at properties',
    ]);
  });
});
