import { describe, expect, it } from 'vitest';
import { instant } from '../../src/core/instant.ts';
import { parseMeter } from '../../src/core/meter.ts';
import { type UsageCorrection, CORRECTION_LIMIT, decideAmendment, decideVoid, effectiveEvent, parseReason, valuesKnown } from '../../src/core/usageCorrection.ts';
import { parseUsageEvent } from '../../src/core/usageEvent.ts';
import { refusalOf } from '../support/refusal.ts';

const input = { key: 'k', customerExternalId: 'acme', eventName: 'completion', occurredAt: '2026-01-15T12:00:00Z', properties: { n: 5 } };
/** Recorded while the book's head stood at 3. */
const EVENT = { ...parseUsageEvent(input), bookSeq: 3 };
const { occurredAt, properties, fingerprint } = EVENT;
const amended = parseUsageEvent({ ...input, properties: { n: 7 } });
const SEVEN = { occurredAt: amended.occurredAt, properties: amended.properties, fingerprint: amended.fingerprint };

/** Amended to 7 at head 3, voided at head 6. */
const CHAIN: readonly UsageCorrection[] = [
  { ordinal: 1, kind: 'AMEND', values: SEVEN, bookSeq: 3 },
  { ordinal: 2, kind: 'VOID', values: null, bookSeq: 6 },
];
const METERS = [parseMeter({ eventName: 'completion', aggregation: 'SUM', valueProperty: 'n' })];
const amend = (change: object, corrections: readonly UsageCorrection[] = []) => decideAmendment({ event: EVENT, corrections }, { customerExternalId: 'acme', occurredAt: null, properties: null, ...change }, METERS, { personalNames: new Set(), dataKey: null, place: { customerId: 'c', eventId: 'e' } });

describe('what an event counts as', () => {
  it('effective view: a journal knows what was recorded while the head stood before it', () => {
    expect(valuesKnown(EVENT, [], null)).toEqual({ occurredAt, properties, fingerprint });
    expect([3, 4, 6, 7, null].map((seq) => valuesKnown(EVENT, CHAIN, seq)?.properties ?? null)).toEqual([null, { n: 7 }, { n: 7 }, null, null]);
    expect(valuesKnown(EVENT, [{ ...CHAIN[0]!, bookSeq: 5 }], 5)?.properties).toEqual({ n: 5 });
  });

  it('effective view: of corrections at one head, the last holds, in whatever order they are read', () => {
    const again = { ordinal: 3, kind: 'AMEND', values: { occurredAt, properties, fingerprint }, bookSeq: 6 } as const;
    expect(valuesKnown(EVENT, [again, CHAIN[1]!, CHAIN[0]!], null)).toEqual({ occurredAt, properties, fingerprint });
  });

  it('effective view: the event keeps its key and name, and takes time, properties and fingerprint', () => {
    expect(effectiveEvent(EVENT, CHAIN, 4)).toMatchObject({ key: 'k', eventName: 'completion', ...SEVEN });
    expect(effectiveEvent(EVENT, CHAIN, null)).toBeNull();
  });
});

describe('decisions', () => {
  it('void: takes the event out of the count, once', () => {
    expect(decideVoid({ event: EVENT, corrections: CHAIN.slice(0, 1) })).toEqual({ ordinal: 2, kind: 'VOID', values: null });
    expect(refusalOf(() => decideVoid({ event: EVENT, corrections: CHAIN }))).toBe('INVALID_STATE at eventKey');
  });

  it('amendment: what is left out stays as the newest amendment left it', () => {
    const at = instant(Date.parse('2026-02-01T00:00:00Z'));
    expect(amend({ occurredAt: at }, CHAIN.slice(0, 1))).toMatchObject({ ordinal: 2, kind: 'AMEND', values: { occurredAt: at, properties: { n: 7 }, propertiesText: '{"n":7}' } });
    expect(amend({ properties: { n: '7' } })).toMatchObject({ ordinal: 1, values: { occurredAt, properties: { n: '7' } } });
  });

  it('amendment: back to what was recorded has the fingerprint that was recorded', () => {
    expect(amend({ properties: { n: 7 } }).values?.fingerprint).toBe(SEVEN.fingerprint);
    expect(amend({ properties: { n: 5 } }, CHAIN.slice(0, 1)).values?.fingerprint).toBe(fingerprint);
  });

  it('amendment: refusals, in order', () => {
    const full = Array.from({ length: CORRECTION_LIMIT - 1 }, (_, n): UsageCorrection => ({ ordinal: n + 1, kind: 'AMEND', values: SEVEN, bookSeq: 3 }));
    expect(refusalOf(() => amend({}))).toBe('REQUIRED at ');
    expect(refusalOf(() => amend({ properties: [1] }, CHAIN))).toBe('INVALID_VALUE at properties');
    expect(refusalOf(() => amend({ properties: { n: 'many' } }, CHAIN))).toBe('INVALID_STATE at eventKey');
    expect(refusalOf(() => amend({ properties: { n: 7 } }, full))).toBe('TOO_MANY at eventKey');
    expect(decideVoid({ event: EVENT, corrections: full }).ordinal).toBe(CORRECTION_LIMIT);
    expect(refusalOf(() => amend({ properties: { n: 5 }, occurredAt }))).toBe('INVALID_VALUE at ');
    expect(refusalOf(() => amend({ properties: { n: 'many' } }))).toBe('INVALID_VALUE at properties.n');
    expect(refusalOf(() => amend({ properties: {} }))).toBe('REQUIRED at properties.n');
  });

  it('reason: is required, kept without edge spaces, and at most 1,000 characters', () => {
    expect(parseReason('  sent twice\n')).toBe('sent twice');
    expect(refusalOf(() => parseReason(' '))).toBe('REQUIRED at reason');
    expect(refusalOf(() => parseReason('a\u0000b'))).toBe('INVALID_VALUE at reason');
    expect(refusalOf(() => parseReason('x'.repeat(1_001)))).toBe('TOO_LONG at reason');
  });
});
