import { describe, expect, it } from 'vitest';
import { type CreditAlert, type CreditAlertEvent, alertEvents, alertState, alertTermsJson, lookAtWallet, parseAlert, readAlertTerms, removeAlert } from '../../../src/core/credits/creditAlert.ts';
import { parseGrant } from '../../../src/core/credits/grant.ts';
import type { Lot } from '../../../src/core/credits/lot.ts';
import { type Instant, instantText } from '../../../src/core/instant.ts';
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
      const events = alertEvents([standing], { turns: [], now: { balance, bookSeq, at: NOW } });
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
    expect([alertState(removed), alertEvents([removed], { turns: [], now: seen })]).toEqual(['REMOVED', []]);
    expect(refusalOf(() => removeAlert(removed, seen))).toBe('INVALID_STATE at creditAlertId');
  });
});

describe('lookAtWallet', () => {
  const lot = (startsAt: Instant | null, expiresAt: Instant | null): Lot => ({ grant: { id: 'g', customerId: 'c', terms: { ...parseGrant({ amount: '1.20' }, { currency: USD, now: NOW }), startsAt }, seq: 1, recordedAt: NOW, actor: 'k' }, granted: 120n, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt, isPaidFor: true });
  const at10 = at('2026-02-10');
  const told = (events: readonly CreditAlertEvent[]) => events.map(({ ordinal, kind, balance, recordedAt }) => `${ordinal} ${kind} ${balance} ${instantText(recordedAt).slice(0, 10)}`);
  const gap = [lot(null, at10), lot(at('2026-02-20'), at('2026-03-10'))];
  const look = (since: string, now: string, lots = gap) => lookAtWallet(lots, at(since), { bookSeq: 4, at: at(now) });
  const balances = ({ turns, now }: ReturnType<typeof look>) => [...turns, now].map(({ balance, at: when }) => `${instantText(when).slice(0, 10)} ${balance}`);

  it('lookAtWallet: whenever a lot began or expired since the newest posting, and now', () => {
    expect(balances(look('2026-02-01', '2026-03-01'))).toEqual(['2026-02-10 0', '2026-02-20 120', '2026-03-01 120']);
    // What was at the posting itself was looked at after it.
    expect(balances(look('2026-02-10', '2026-02-15'))).toEqual(['2026-02-15 0']);
    expect(balances(look('2026-02-01', '2026-02-10'))).toEqual(['2026-02-10 0']);
    expect(look('2026-02-01', '2026-03-01', [])).toEqual({ turns: [], now: { balance: 0n, bookSeq: 4, at: at('2026-03-01') } });
  });

  it('alertEvents: a fall and a rise that nobody looked at are both recorded, when they happened, and once', () => {
    const first = alertEvents([alert()], look('2026-02-01', '2026-03-01'));
    expect(told(first)).toEqual(['1 FIRED 0 2026-02-10', '2 REARMED 120 2026-02-20']);
    // Another look from the same posting on finds them known, and the next fall.
    expect(told(alertEvents([alert(first)], look('2026-02-01', '2026-03-01')))).toEqual([]);
    expect(told(alertEvents([alert(first)], look('2026-02-01', '2026-03-11')))).toEqual(['3 FIRED 0 2026-03-10']);
    // Looked at in between, it is the same record.
    const half = alertEvents([alert()], look('2026-02-01', '2026-02-15'));
    expect(told(half)).toEqual(['1 FIRED 0 2026-02-10']);
    expect(told(alertEvents([alert(half)], look('2026-02-01', '2026-03-01')))).toEqual(['2 REARMED 120 2026-02-20']);
  });

  it('alertEvents: an alert knows nothing of what was before it', () => {
    const late = { ...alert(), recordedAt: at('2026-02-25') };
    expect(alertEvents([late], look('2026-02-01', '2026-03-01'))).toEqual([]);
  });
});
