import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/digest.ts';
import { type StoredVersion, checkEvent, checkVersion } from '../../src/core/factCheck.ts';
import { deriveId } from '../../src/core/identity.ts';
import { instant } from '../../src/core/instant.ts';
import { canonicalJson } from '../../src/core/json.ts';
import { overriddenIdentity, overridingPriceId } from '../../src/core/priceOverrides.ts';
import { parsePlanVersion, planVersionJson } from '../../src/core/plan.ts';
import { parseUsageEvent } from '../../src/core/usageEvent.ts';

const EVENT = { ...parseUsageEvent({ key: 'e1', customerExternalId: 'acme', eventName: 'completion', occurredAt: '2026-01-10T00:00:00Z', properties: { n: 1 } }), bookSeq: 3, id: 'e', customerId: 'c', sealed: null };
const AT = { customerExternalId: 'acme', headSeq: 3 };

const TERMS = parsePlanVersion({ currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount: '1' } } }, { code: 'use', meterCode: 'm', model: { perUnit: { unitAmount: '2' } } }] });
const ID = deriveId('plan-version', instant(0), ['plan', 1n]);

function version(): StoredVersion {
  const { prices, ...terms } = planVersionJson(TERMS) as { prices: { code: string; meterCode: string | null }[] };
  const stored = prices.map((price, ordinal) => ({ id: deriveId('price', instant(0), [ID, price.code]), ordinal, code: price.code, terms: canonicalJson(price), meterCode: price.meterCode }));
  return { id: ID, planId: 'plan', number: 1, currency: 'USD', terms: canonicalJson(terms), digest: digestOf('neruba.plan-version.v1', [canonicalJson(planVersionJson(TERMS))]), publishedAt: instant(0), overridden: null, prices: stored };
}

describe('checking facts', () => {
  it('facts: an event that was changed in anything it says does not have its fingerprint', () => {
    expect(checkEvent(EVENT, AT)).toEqual([]);
    for (const change of [{ key: 'e2' }, { eventName: 'other' }, { occurredAt: instant(1) }, { propertiesText: '{"n":2}' }, { fingerprint: '00'.repeat(32) }]) {
      expect(checkEvent({ ...EVENT, ...change }, AT).map(({ check }) => check)).toEqual(['EVENT']);
    }
    expect(checkEvent(EVENT, { ...AT, customerExternalId: 'beta' })).toHaveLength(1);
    expect(checkEvent(EVENT, { ...AT, headSeq: 2 }).map(({ message }) => message)).toEqual(['event e1 was recorded at head 3, and its book stands at 2']);
  });

  it('facts: a plan version that was changed in any column, or lost a price, is named', () => {
    expect(checkVersion(version())).toEqual([]);
    const [fee, use] = version().prices;
    const changes: Partial<StoredVersion>[] = [
      { id: 'x' }, { planId: 'x' }, { number: 2 }, { publishedAt: instant(1) }, { currency: 'EUR' }, { digest: '00' }, { terms: `${version().terms} ` }, { terms: version().terms.replace('MONTH', 'DAY') },
      { prices: [fee!] }, { prices: [use!, fee!] }, { prices: [fee!, { ...use!, meterCode: 'other' }] }, { prices: [fee!, { ...use!, ordinal: 2 }] }, { prices: [fee!, { ...use!, id: 'x' }] },
      { prices: [{ ...fee!, code: 'x' }, use!] }, { prices: [{ ...fee!, terms: fee!.terms.replace('"1"', '"9"') }, use!] },
    ];
    for (const change of changes) expect(checkVersion({ ...version(), ...change }), JSON.stringify(change)).not.toEqual([]);
  });

  it('facts: a version with overridden prices that was changed in any column is named', () => {
    const overridden = { planId: 'plan', baseVersionId: ID, subscriptionId: 's', currency: 'USD', overrides: '{}', priceIds: '[]' };
    const terms = version().prices[1]!.terms;
    const price = { id: overridingPriceId(overridden, { code: 'use', terms }, instant(0)), ordinal: 1, code: 'use', terms, meterCode: 'm' };
    const own: StoredVersion = { ...overriddenIdentity(overridden, instant(0)), planId: 'plan', number: null, currency: 'USD', terms: '{}', publishedAt: instant(0), overridden, prices: [price] };
    expect(checkVersion(own)).toEqual([]);
    const changes: Partial<StoredVersion>[] = [
      { id: 'x' }, { planId: 'x' }, { number: 1 }, { publishedAt: instant(1) }, { currency: 'EUR' }, { digest: '00' }, { terms: '{"a":1}' }, { overridden: null },
      { overridden: { ...overridden, baseVersionId: 'x' } }, { overridden: { ...overridden, subscriptionId: 'x' } }, { overridden: { ...overridden, overrides: '{"a":1}' } }, { overridden: { ...overridden, priceIds: '["x"]' } },
      { prices: [{ ...price, id: 'x' }] }, { prices: [{ ...price, code: 'x' }] }, { prices: [{ ...price, terms: terms.replace('"2"', '"9"') }] }, { prices: [{ ...price, meterCode: 'x' }] },
    ];
    for (const change of changes) expect(checkVersion({ ...own, ...change }), JSON.stringify(change)).not.toEqual([]);
  });
});
