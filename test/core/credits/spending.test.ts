import { describe, expect, it } from 'vitest';
import { type GrantInput, parseGrant } from '../../../src/core/credits/grant.ts';
import { type Hold, type HoldPart, holdId, holdStatus, holdTermsJson, measureCapture, parseHold, readHoldTerms, refuseBeyondHold } from '../../../src/core/credits/hold.ts';
import type { Lot } from '../../../src/core/credits/lot.ts';
import { type SupposedSpending, type Wallet, decideSpend, heldLots, readSpending, supposedEvents } from '../../../src/core/credits/spending.ts';
import type { LineSubject } from '../../../src/core/credits/waterfall.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { canonicalJson } from '../../../src/core/json.ts';
import { type Aggregation, type Meter, parseMeter } from '../../../src/core/meter.ts';
import { USD, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-02-01');
const TOKENS: LineSubject = { meterCode: 'tokens', priceCode: 't', planId: 'pro' };
const CALLS: LineSubject = { meterCode: 'calls', priceCode: 'c', planId: 'pro' };

/** A lot of so many cents. */
function lot(id: string, cents: bigint, input: Partial<GrantInput> = {}): Lot {
  const terms = parseGrant({ amount: '1', ...input }, { currency: USD, now: at('2026-01-01') });
  const grant = { id, customerId: 'c', terms: { ...terms, amount: cents }, seq: 1, recordedAt: at('2026-01-01'), actor: 'key' };
  return { grant, granted: cents, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt: terms.expiresAt, isPaidFor: true };
}

function hold(id: string, ...parts: HoldPart[]): Pick<Hold, 'id' | 'terms'> {
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  return { id, terms: { amount, parts, usage: null, expiresAt: at('2026-02-02'), reference: null } };
}

const EMPTY = { lines: [], continued: [], subtotal: 0n, discounts: 0n, offsets: 0n, credits: 0n, taxes: [], tax: 0n, taxIncluded: 0n, total: 0n };
const wallet = (lots: readonly Lot[], ...holds: Pick<Hold, 'id' | 'terms'>[]): Wallet => ({ credit: { lots, planIds: new Map() }, unbilled: EMPTY, credited: new Map(), prices: new Map(), holds, at: NOW });
const meter = (aggregation: Aggregation): Meter => parseMeter({ code: 'm', eventName: 'e', aggregation, ...(aggregation === 'COUNT' ? {} : { valueProperty: 'v' }) });
const asked = (quantity: string, properties: SupposedSpending['properties'] = {}): SupposedSpending => ({ meterCode: 'm', quantity: new Decimal(quantity), properties });

describe('decideSpend', () => {
  it('decideSpend: a lot that does not cover the usage does not count', () => {
    const lots = [lot('tokens', 500n, { scope: { meterCodes: ['tokens'] } }), lot('calls', 900n, { scope: { meterCodes: ['calls'] } }), lot('any', 200n)];
    // 5.00 for tokens and 2.00 for all.
    expect(decideSpend(wallet(lots), [{ amount: 600n, subject: TOKENS }], [TOKENS])).toEqual({ isAllowed: true, reason: null, cost: 600n, balanceBefore: 700n, balanceAfter: 100n, missing: 0n });
    expect(decideSpend(wallet(lots), [{ amount: 701n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: false, reason: 'INSUFFICIENT_CREDIT', balanceAfter: 0n, missing: 1n });
  });

  it('decideSpend: holds draw first, in the order of lots, and on what covers them', () => {
    const lots = [lot('tokens', 500n, { priority: 1, scope: { meterCodes: ['tokens'] } }), lot('any', 200n)];
    const held = [hold('a', { amount: 450n, subject: TOKENS }), hold('b', { amount: 120n, subject: null })];
    // Of the tokens' lot 0.50 is left; an amount by itself holds 1.20 of the other: 0.80.
    expect(decideSpend(wallet(lots, ...held), [{ amount: 130n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: true, balanceBefore: 130n, balanceAfter: 0n });
    expect(decideSpend(wallet(lots, ...held), [{ amount: 81n, subject: CALLS }], [CALLS])).toMatchObject({ isAllowed: false, balanceBefore: 80n, missing: 1n });
    expect(decideSpend(wallet(lots, ...held), [{ amount: 80n, subject: null }], [null])).toMatchObject({ isAllowed: true, balanceBefore: 80n, balanceAfter: 0n });
  });

  it('decideSpend: what costs nothing, or makes all usage cheaper, may be spent without any credit', () => {
    expect(decideSpend(wallet([]), [], [TOKENS])).toEqual({ isAllowed: true, reason: null, cost: 0n, balanceBefore: 0n, balanceAfter: 0n, missing: 0n });
    expect(decideSpend(wallet([]), [{ amount: -50n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: true, cost: -50n, missing: 0n });
    expect(decideSpend(wallet([]), [{ amount: 1n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: false, missing: 1n });
  });

  it('decideSpend: what is owed to the customer pays before any credit', () => {
    // 0.40 is to be given back: of 0.50 only 0.10 is drawn.
    const owed = wallet([lot('any', 10n)], hold('below zero', { amount: -40n, subject: null }));
    expect(decideSpend(owed, [{ amount: 50n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: true, cost: 50n, balanceAfter: 0n, missing: 0n });
    expect(decideSpend(owed, [{ amount: 51n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: false, missing: 1n });
  });

  it('decideSpend: a lot that has not begun, or expired, is not there', () => {
    const lots = [lot('later', 500n, { startsAt: at('2026-02-02') }), lot('over', 500n, { expiresAt: at('2026-01-15') })];
    expect(decideSpend(wallet(lots), [{ amount: 1n, subject: TOKENS }], [TOKENS])).toMatchObject({ isAllowed: false, balanceBefore: 0n });
  });

  it('heldLots: no more than the lots have', () => {
    const heldOf = (...holds: ReturnType<typeof hold>[]) => heldLots([lot('any', 200n)], holds, NOW).map(({ burned }) => burned);
    expect(heldOf(hold('a', { amount: 150n, subject: null }))).toEqual([150n]);
    expect(heldOf(hold('a', { amount: 150n, subject: null }), hold('b', { amount: 90n, subject: TOKENS }))).toEqual([200n]);
  });
});

describe('supposedEvents', () => {
  it.each<[Aggregation, string, object, number, unknown]>([
    ['COUNT', '3', {}, 3, undefined],
    ['SUM', '2.5', { model: 'x' }, 1, '2.5'],
    ['MAX', '7', {}, 1, '7'],
    ['WEIGHTED_SUM', '4', {}, 1, '4'],
    ['UNIQUE_COUNT', '1', { v: 'anna' }, 1, 'anna'],
  ])('%s: %s with %o are %i events', (aggregation, quantity, properties, count, value) => {
    const events = supposedEvents(asked(quantity, properties as SupposedSpending['properties']), meter(aggregation), NOW);
    expect([events.length, events[0]?.properties['v'], events[0]?.occurredAt]).toEqual([count, value, NOW]);
  });

  it('UNIQUE_COUNT: values that were never there, all different', () => {
    const events = supposedEvents(asked('3'), meter('UNIQUE_COUNT'), NOW);
    expect(new Set(events.map(({ properties }) => properties['v'])).size).toBe(3);
  });

  it.each<[string, () => unknown, string, string]>([
    ['half an event', () => supposedEvents(asked('1.5'), meter('COUNT'), NOW), 'OUT_OF_RANGE', 'quantity'],
    ['too many events', () => supposedEvents(asked('10001'), meter('COUNT'), NOW), 'OUT_OF_RANGE', 'quantity'],
    ['two of one value', () => supposedEvents(asked('2', { v: 'a' }), meter('UNIQUE_COUNT'), NOW), 'OUT_OF_RANGE', 'quantity'],
    ['a value beside the quantity', () => supposedEvents(asked('2', { v: 3 }), meter('SUM'), NOW), 'INVALID_VALUE', 'properties.v'],
    ['no meter', () => readSpending({ quantity: '1' }), 'REQUIRED', 'meterCode'],
    ['no quantity', () => readSpending({ meterCode: 'm' }), 'REQUIRED', 'quantity'],
    ['nothing', () => readSpending({ meterCode: 'm', quantity: '0' }), 'OUT_OF_RANGE', 'quantity'],
    ['less than nothing', () => readSpending({ meterCode: 'm', quantity: '-1' }), 'OUT_OF_RANGE', 'quantity'],
  ])('refused: %s', (_, work, code, path) => {
    expect(refusalOf(work)).toBe(`${code} at ${path}`);
  });
});

describe('holds', () => {
  const reading = { currency: USD, now: NOW };

  it('parseHold: an hour unless it says otherwise', () => {
    expect(parseHold({ amount: '1.50' }, reading)).toEqual({ amount: 150n, usage: null, expiresAt: at('2026-02-01T01:00:00Z'), reference: null });
    expect(parseHold({ meterCode: 'm', quantity: '2', ttlSeconds: 90 }, reading)).toMatchObject({ amount: null, usage: { meterCode: 'm' }, expiresAt: at('2026-02-01T00:01:30Z') });
  });

  it.each<[string, object, string, string]>([
    ['neither amount nor meter', {}, 'REQUIRED', 'amount'],
    ['both', { amount: '1', meterCode: 'm', quantity: '1' }, 'INVALID_VALUE', 'amount'],
    ['an amount of zero', { amount: '0' }, 'OUT_OF_RANGE', 'amount'],
    ['a tenth of a cent', { amount: '0.001' }, 'OUT_OF_RANGE', 'amount'],
    ['no time at all', { amount: '1', ttlSeconds: 0 }, 'OUT_OF_RANGE', 'ttlSeconds'],
    ['two times', { amount: '1', ttlSeconds: 5, expiresAt: at('2026-02-02') }, 'INVALID_VALUE', 'ttlSeconds'],
    ['an expiry that is over', { amount: '1', expiresAt: NOW }, 'OUT_OF_RANGE', 'expiresAt'],
    ['an expiry in two years', { amount: '1', expiresAt: at('2028-02-01') }, 'OUT_OF_RANGE', 'expiresAt'],
  ])('parseHold: refuses %s', (_, input, code, path) => {
    expect(refusalOf(() => parseHold(input, reading))).toBe(`${code} at ${path}`);
  });

  it('holdStatus: an end before the expiry stays what it was', () => {
    const { terms } = hold('a', { amount: 1n, subject: null });
    const end = { outcome: 'CAPTURED' as const, terms: { eventKeys: [], reason: null }, recordedAt: NOW, actor: 'key' };
    expect([holdStatus({ terms, end: null }, NOW), holdStatus({ terms, end: null }, at('2026-02-02')), holdStatus({ terms, end }, at('2026-02-03'))]).toEqual(['ACTIVE', 'EXPIRED', 'CAPTURED']);
  });

  it('holdTermsJson: is read back as it was, and the id holds every bit of it', () => {
    const terms = { ...hold('a', { amount: 3n, subject: TOKENS }, { amount: 4n, subject: null }).terms, usage: asked('1.5', { model: 'x' }), reference: 'job 7' };
    expect(readHoldTerms(canonicalJson(holdTermsJson(terms)))).toEqual(terms);
    const of = { tenantId: 't', customerId: 'c', cause: 'k', at: NOW };
    expect(holdId(terms, of)).toBe(holdId({ ...terms }, of));
    expect(holdId({ ...terms, reference: 'job 8' }, of)).not.toBe(holdId(terms, of));
  });

  it('captures: events are measured as the meter counts them', () => {
    const event = (v: unknown) => ({ key: 'k', occurredAt: NOW, eventName: 'e', properties: { v } as SupposedSpending['properties'] });
    expect(measureCapture(meter('SUM'), [event(2), event('0.5')]).toFixed()).toBe('2.5');
    expect(measureCapture(meter('WEIGHTED_SUM'), [event(2), event(-1)]).toFixed()).toBe('1');
    const held = { terms: { ...hold('a').terms, usage: asked('2.5') } };
    refuseBeyondHold(held, new Decimal('2.5'));
    expect(refusalOf(() => refuseBeyondHold(held, new Decimal('2.6')))).toBe('OUT_OF_RANGE at events');
  });
});
