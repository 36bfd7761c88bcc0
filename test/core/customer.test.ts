import { describe, expect, it } from 'vitest';
import { NOTHING_SAID } from '../../src/core/billingTerms.ts';
import { type Customer, type CustomerInput, type ZoneChangeInput, changeCustomer, parseCustomer, parseZoneChange } from '../../src/core/customer.ts';
import { TOKYO, USD, at } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

const TENANT = { defaultCurrency: USD, timeZone: TOKYO };
const INPUT: CustomerInput = { externalId: 'cust-1', name: 'Ada Lovelace' };
const CUSTOMER: Customer = { ...parseCustomer({ ...INPUT, email: 'ada@example.com', metadata: { tier: 'gold' } }, TENANT), id: 'id-1', createdAt: at('2026-01-01') };

describe('parseCustomer', () => {
  it('parseCustomer: takes currency and time zone from the tenant', () => {
    expect(parseCustomer(INPUT, TENANT)).toEqual({
      externalId: 'cust-1',
      name: 'Ada Lovelace',
      email: null,
      currency: 'USD',
      firstTimeZone: 'Asia/Tokyo',
      billingAddress: null,
      metadata: {},
      taxNumber: null,
      taxExemption: null,
      language: null,
      ...NOTHING_SAID,
    });
  });

  it('parseCustomer: its own values come first', () => {
    const own = { currency: 'JPY', timeZone: 'europe/paris', billingAddress: { city: 'Paris' }, metadata: { a: 1 } };
    expect(parseCustomer({ ...INPUT, ...own }, TENANT)).toMatchObject({ currency: 'JPY', firstTimeZone: 'Europe/Paris', billingAddress: { city: 'Paris' }, metadata: { a: 1 } });
  });

  it('parseCustomer: counts a name in characters, not in code units', () => {
    expect(parseCustomer({ ...INPUT, name: '😀'.repeat(500) }, TENANT).name).toHaveLength(1000);
  });

  it.each<[string, Partial<CustomerInput>, string]>([
    ['an empty key', { externalId: '' }, 'REQUIRED at externalId'],
    ['a key with an edge space', { externalId: 'a ' }, 'INVALID_VALUE at externalId'],
    ['a key of 256 characters', { externalId: 'a'.repeat(256) }, 'TOO_LONG at externalId'],
    ['a blank name', { name: ' \t' }, 'REQUIRED at name'],
    ['a name with a lone surrogate', { name: 'a\ud800' }, 'INVALID_VALUE at name'],
    ['a name with U+0000', { name: 'a\0' }, 'INVALID_VALUE at name'],
    ['a name of 501 characters', { name: 'a'.repeat(501) }, 'TOO_LONG at name'],
    ['an e-mail address without @', { email: 'ada' }, 'INVALID_VALUE at email'],
    ['an e-mail address with a space', { email: 'a da@example.com' }, 'INVALID_VALUE at email'],
    ['an e-mail address of 321 characters', { email: `a@${'b'.repeat(319)}` }, 'TOO_LONG at email'],
    ['an unknown currency', { currency: 'usd' }, 'UNKNOWN_CURRENCY at currency'],
    ['an empty currency', { currency: '' }, 'UNKNOWN_CURRENCY at currency'],
    ['an unknown time zone', { timeZone: '+02:00' }, 'UNKNOWN_TIME_ZONE at timeZone'],
    ['an address that is a list', { billingAddress: [] }, 'INVALID_VALUE at billingAddress'],
    // {"a":"..."} is 8 bytes around its text, 8193 in all.
    ['metadata of 8193 bytes', { metadata: { a: 'x'.repeat(8185) } }, 'TOO_LONG at metadata'],
    ['metadata that holds infinity', { metadata: { a: [Infinity] } }, 'INVALID_VALUE at metadata.a.0'],
  ])('parseCustomer: refuses %s', (_, change, refusal) => {
    expect(refusalOf(() => parseCustomer({ ...INPUT, ...change }, TENANT))).toBe(refusal);
  });

  it('parseCustomer: refuses field by field, in order', () => {
    const wrong = { externalId: '', name: '', email: 'x', currency: 'x', timeZone: 'x', billingAddress: 1, metadata: 1 };
    const order: string[] = [];
    let input: CustomerInput = wrong;
    for (const right of [{ externalId: 'a' }, { name: 'a' }, { email: null }, { currency: null }, { timeZone: null }, { billingAddress: null }, { metadata: null }]) {
      order.push(refusalOf(() => parseCustomer(input, TENANT)).split(' at ').at(-1) ?? '');
      input = { ...input, ...right };
    }
    expect(order).toEqual(['externalId', 'name', 'email', 'currency', 'timeZone', 'billingAddress', 'metadata']);
    expect(parseCustomer(input, TENANT).externalId).toBe('a');
  });
});

describe('changeCustomer', () => {
  it('changeCustomer: what is not named stays', () => {
    expect(changeCustomer(CUSTOMER, {})).toEqual(CUSTOMER);
    expect(changeCustomer(CUSTOMER, { name: 'Ada King' })).toEqual({ ...CUSTOMER, name: 'Ada King' });
  });

  it('changeCustomer: null takes away what may be absent', () => {
    expect(changeCustomer(CUSTOMER, { email: null, metadata: null, billingAddress: null })).toMatchObject({ email: null, metadata: {}, billingAddress: null });
  });

  it('changeCustomer: refuses what parseCustomer refuses', () => {
    expect(refusalOf(() => changeCustomer(CUSTOMER, { name: '' }))).toBe('REQUIRED at name');
    expect(refusalOf(() => changeCustomer(CUSTOMER, { email: 'x' }))).toBe('INVALID_VALUE at email');
    expect(refusalOf(() => changeCustomer(CUSTOMER, { metadata: [] }))).toBe('INVALID_VALUE at metadata');
  });
});

describe('parseZoneChange', () => {
  const now = at('2026-03-01');
  const read = (input: ZoneChangeInput) => parseZoneChange(input, now);

  it('parseZoneChange: holds from now on unless another time is said', () => {
    expect(read({})).toBeNull();
    expect(read({ timeZone: 'europe/paris' })).toEqual({ timeZone: 'Europe/Paris', startAt: now, reason: null });
    expect(read({ timeZone: 'UTC', timeZoneFrom: at('2026-01-01'), reason: 'moved' })).toEqual({ timeZone: 'UTC', startAt: at('2026-01-01'), reason: 'moved' });
  });

  it.each<[string, ZoneChangeInput, string]>([
    ['a time without a zone', { timeZoneFrom: now }, 'INVALID_VALUE at timeZoneFrom'],
    ['a reason without a zone', { reason: 'why' }, 'INVALID_VALUE at reason'],
    ['an unknown zone before a bad reason', { timeZone: '+02:00', reason: '\0' }, 'UNKNOWN_TIME_ZONE at timeZone'],
    ['a reason with U+0000', { timeZone: 'UTC', reason: 'a\0' }, 'INVALID_VALUE at reason'],
    ['a reason of 1,001 characters', { timeZone: 'UTC', reason: 'a'.repeat(1_001) }, 'TOO_LONG at reason'],
  ])('parseZoneChange: refuses %s', (_, input, refusal) => {
    expect(refusalOf(() => read(input))).toBe(refusal);
  });
});
