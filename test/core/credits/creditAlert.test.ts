import { describe, expect, it } from 'vitest';
import { type CreditAlert, type CreditAlertEvent, alertEvents, alertState, alertTermsJson, parseAlert, readAlertTerms, removeAlert } from '../../../src/core/credits/creditAlert.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { JPY, USD, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-02-01');
const alert = (events: readonly CreditAlertEvent[] = []): CreditAlert => ({ id: 'a', customerId: 'c', terms: { threshold: 100n, name: null }, bookSeq: 0, recordedAt: NOW, actor: 'k', events });

describe('parseAlert', () => {
  it('parseAlert: in minor units of the currency', () => {
    expect(parseAlert({ threshold: '1.50' }, USD)).toEqual({ threshold: 150n, name: null });
    const terms = parseAlert({ threshold: '20', name: 'low' }, JPY);
    expect(readAlertTerms(JSON.parse(JSON.stringify(alertTermsJson(terms))) as JsonObject)).toEqual({ threshold: 20n, name: 'low' });
  });

  it.each([
    ['OUT_OF_RANGE at threshold', { threshold: '0', name: 'x'.repeat(101) }],
    ['OUT_OF_RANGE at threshold', { threshold: '0.001' }],
    ['TOO_LONG at name', { threshold: '1', name: 'x'.repeat(101) }],
  ])('parseAlert: %s', (refusal, input) => {
    expect(refusalOf(() => parseAlert(input, USD))).toBe(refusal);
  });
});

describe('alertEvents', () => {
  it('alertEvents: fires once a crossing, whatever is drawn below, and is armed again at the threshold', () => {
    let standing = alert();
    const record: string[] = [];
    for (const [bookSeq, balance] of [150n, 100n, 99n, 0n, 99n, 100n, 400n, 50n, 20n].entries()) {
      const events = alertEvents([standing], { balance, bookSeq, at: NOW });
      standing = { ...standing, events: [...standing.events, ...events] };
      record.push(...events.map(({ ordinal, kind }) => `${ordinal} ${kind} ${balance}`));
    }
    // 100 is not below 100.
    expect(record).toEqual(['1 FIRED 99', '2 REARMED 100', '3 FIRED 50']);
    expect(alertState(standing)).toBe('FIRED');
  });

  it('removeAlert: nothing fires afterwards, and it cannot be removed twice', () => {
    const seen = { balance: 10n, bookSeq: 3, at: NOW };
    const removed = alert([removeAlert(alert(), seen)]);
    expect(removed.events).toEqual([{ customerId: 'c', creditAlertId: 'a', ordinal: 1, kind: 'REMOVED', balance: 10n, bookSeq: 3, recordedAt: NOW }]);
    expect([alertState(removed), alertEvents([removed], seen)]).toEqual(['REMOVED', []]);
    expect(refusalOf(() => removeAlert(removed, seen))).toBe('INVALID_STATE at creditAlertId');
  });
});
