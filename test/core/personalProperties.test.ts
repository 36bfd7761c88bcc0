import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../src/core/factCheck.ts';
import { parseMeter } from '../../src/core/meter.ts';
import { isSealIntact, openProperties, propertiesOfMeter, propertiesOfPrice, readPersonalNames, sealProperties, sealedNames, splitProperties } from '../../src/core/personalProperties.ts';
import { hasPersonal, isSameEvent, recordedProperties } from '../../src/core/personalUsage.ts';
import { parsePrice } from '../../src/core/pricing/price.ts';
import { parseUsageEvent } from '../../src/core/usageEvent.ts';
import { refusalOf } from '../support/refusal.ts';

const KEY = '11'.repeat(32);
const OTHER_KEY = '22'.repeat(32);
const PLACE = { customerId: 'c', eventId: 'e' };
const NAMES: ReadonlySet<string> = new Set(['ip', 'user']);

const event = (properties: object) => parseUsageEvent({ key: 'k', customerExternalId: 'acme', eventName: 'login', occurredAt: '2026-01-15T12:00:00Z', properties });
const recorded = (properties: object, dataKey = KEY) => recordedProperties(event(properties), NAMES, dataKey, PLACE);
const held = (properties: object, dataKey: string | null = KEY) => ({ ...recorded(properties), ...PLACE, dataKey });

describe('personal properties', () => {
  it('sealed and opened again they are the same; with another key, of another event, or changed, nothing', () => {
    const text = sealProperties({ user: 'Ada Lovelace', ip: '::1' }, KEY, PLACE) ?? '';
    expect(openProperties(text, KEY, PLACE)).toEqual({ ip: '::1', user: 'Ada Lovelace' });
    expect(sealedNames(text)).toEqual(['ip', 'user']);
    expect(text).not.toContain('Lovelace');
    expect(openProperties(text, OTHER_KEY, PLACE)).toBeNull();
    expect(openProperties(text, KEY, { ...PLACE, eventId: 'f' })).toBeNull();
    const changed = text.replace(/"sealed":"(.)/, (_, first: string) => `"sealed":"${first === 'A' ? 'B' : 'A'}`);
    expect(openProperties(changed, KEY, PLACE)).toBeNull();
    expect([isSealIntact(text, PLACE), isSealIntact(changed, PLACE), isSealIntact(text, { ...PLACE, customerId: 'd' }), isSealIntact(`${text}x`, PLACE)]).toEqual([true, false, false, false]);
  });

  it('the same content of the same event is the same text, of another event another', () => {
    const personal = { ip: '::1' };
    expect(sealProperties(personal, KEY, PLACE)).toBe(sealProperties(personal, KEY, PLACE));
    expect(sealProperties(personal, KEY, { ...PLACE, eventId: 'f' })).not.toBe(sealProperties(personal, KEY, PLACE));
    expect(sealProperties({}, KEY, PLACE)).toBeNull();
  });

  it('an event keeps what is not personal, and a fingerprint that no value decides', () => {
    expect(splitProperties({ n: 1, ip: 'a' }, NAMES)).toEqual({ open: { n: 1 }, personal: { ip: 'a' } });
    expect(recorded({ n: 1, ip: 'a' }).propertiesText).toBe('{"n":1}');
    expect(recorded({ n: 1, ip: 'a' }).fingerprint).toBe(recorded({ n: 1, ip: 'b' }).fingerprint);
    expect(recorded({ n: 1, ip: 'a' }, OTHER_KEY).fingerprint).toBe(recorded({ n: 1, ip: 'a' }).fingerprint);
    expect(new Set([recorded({ n: 1 }), recorded({ n: 1, ip: 'a' }), recorded({ n: 1, user: 'a' }), recorded({ n: 2, ip: 'a' })].map(({ fingerprint }) => fingerprint)).size).toBe(4);
    const plain = event({ n: 1 });
    expect(recorded({ n: 1 })).toEqual({ propertiesText: plain.propertiesText, fingerprint: plain.fingerprint, sealed: null });
    expect([hasPersonal(event({ ip: 1 }), NAMES), hasPersonal(event({ n: 1 }), NAMES)]).toEqual([true, false]);
  });

  it('sent again it is the same, or not; of an erased customer the open part and the names decide', () => {
    const sent = (properties: object, dataKey: string | null = KEY) => isSameEvent(event(properties), held({ n: 1, ip: 'a' }, dataKey));
    expect([sent({ n: 1, ip: 'a' }), sent({ ip: 'a', n: 1.0 }), sent({ n: 1, ip: 'b' }), sent({ n: 2, ip: 'a' }), sent({ n: 1 })]).toEqual([true, true, false, false, false]);
    expect([sent({ n: 1, ip: 'a' }, null), sent({ n: 1, ip: 'b' }, null), sent({ n: 2, ip: 'a' }, null), sent({ n: 1 }, null)]).toEqual([true, true, false, false]);
  });

  it('what was recorded before a property was declared is compared as it was recorded', () => {
    const before = { ...PLACE, fingerprint: event({ ip: 'a' }).fingerprint, sealed: null, dataKey: KEY };
    expect([isSameEvent(event({ ip: 'a' }), before), isSameEvent(event({ ip: 'b' }), before)]).toEqual([true, false]);
  });

  it('facts: a sealed text that was changed, taken away or put elsewhere is found without the key', () => {
    const { propertiesText, fingerprint, sealed } = recorded({ n: 1, ip: 'a' });
    const { key, eventName, occurredAt } = event({});
    const stored = { key, eventName, occurredAt, propertiesText, fingerprint, sealed, id: 'e', customerId: 'c', bookSeq: 0 };
    const at = { customerExternalId: 'acme', headSeq: 0 };
    expect(checkEvent(stored, at)).toEqual([]);
    for (const change of [{ sealed: null }, { sealed: `${sealed}x` }, { sealed: sealed?.replace('"ip"', '"is"') ?? null }, { id: 'f' }, { sealed: '' }]) expect(checkEvent({ ...stored, ...change }, at)).not.toEqual([]);
  });

  it('names: at least one, each once; what a meter or a price reads can be told', () => {
    expect(readPersonalNames(['b', 'a'])).toEqual(['b', 'a']);
    expect([[], ['a', 'a'], [' a']].map((names) => refusalOf(() => readPersonalNames(names)))).toEqual(['REQUIRED at properties', 'CONFLICT at properties.1', 'INVALID_VALUE at properties.0']);
    expect(propertiesOfMeter(parseMeter({ eventName: 'e', aggregation: 'SUM', valueProperty: 'n', groupBy: ['g'], filters: [{ property: 'f', in: ['x'] }] }))).toEqual(['n', 'g', 'f']);
    const priced = (more: object) => propertiesOfPrice(parsePrice({ code: 'p', meterCode: 'm', ...more }, []));
    expect(priced({ groupBy: ['g'], model: { perUnit: { unitAmount: '1' } } })).toEqual(['g']);
    expect(priced({ model: { dynamic: { amountProperty: 'cost' } } })).toEqual(['cost']);
  });
});
