import { describe, expect, it } from 'vitest';
import type { DueLot } from '../../../src/core/credits/recurringLots.ts';
import { dueLots, newestIntervals, oweCredit, owedLots } from '../../../src/core/credits/recurringLots.ts';
import { type RecurringGrant, type RecurringInput, parseRecurring, readRecurringTerms, recurringGrantId, recurringTermsJson, refuseEnd } from '../../../src/core/credits/recurringGrant.ts';
import { drawOn } from '../../../src/core/credits/waterfall.ts';
import type { Lot } from '../../../src/core/credits/lot.ts';
import { emptyBook } from '../../../src/core/book.ts';
import type { CurrencyCode } from '../../../src/core/currency.ts';
import { type Instant, instantText } from '../../../src/core/instant.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import { JPY, NEW_YORK, OWNER, TOKYO, USD, UTC, at, timelineOf } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-01-31');
const MONTHLY: RecurringInput = { amount: '100', interval: { unit: 'MONTH' } };
const read = (input: Partial<RecurringInput> = {}, currency: CurrencyCode = JPY) => parseRecurring({ ...MONTHLY, ...input }, { currency, now: NOW });

const rule = (input: Partial<RecurringInput> = {}, more: Partial<RecurringGrant> = {}): RecurringGrant => ({ id: 'rule', customerId: 'c', terms: read(input), cause: 'key', bookSeq: 0, recordedAt: NOW, actor: 'a', end: null, ...more });
const endedAt = (endAt: Instant): Pick<RecurringGrant, 'end'> => ({ end: { customerId: 'c', recurringGrantId: 'rule', endAt, reason: null, bookSeq: 0, recordedAt: NOW, actor: 'a' } });
const due = (of: RecurringGrant, by: string, { zone = timelineOf(UTC, []), newest = new Map() }: { zone?: ReturnType<typeof timelineOf>; newest?: ReturnType<typeof newestIntervals> } = {}) => dueLots(of, { tenantId: 't', zone, newest, at: at(by) });
/** As they stand once they are posted on an empty book. */
const asLots = (lots: readonly DueLot[], of = rule()) => owedLots(oweCredit(OWNER, emptyBook(OWNER, NOW), [{ rule: of, due: lots }], { currency: JPY, now: at('2026-03-01') }));
const told = (lots: readonly DueLot[]) => lots.map(({ terms: { amount, startsAt, expiresAt, recurrence } }) => `${recurrence?.part} ${amount} ${instantText(startsAt)} ${expiresAt === null ? 'never' : instantText(expiresAt)}`.replaceAll('T00:00:00.000Z', ''));

describe('parseRecurring', () => {
  it('parseRecurring: from now on, by anniversary, each lot to the end of its interval, nothing rolled over', () => {
    expect(read()).toMatchObject({ lot: { kind: 'PROMOTIONAL', amount: 100n, startsAt: null, expiresAt: null }, interval: { unit: 'MONTH', count: 1 }, anchor: 'ANNIVERSARY', anchorAt: NOW, startAt: NOW, endAt: null, expiresAfter: null, neverExpires: false, rollover: null });
  });

  it.each<[string, Partial<RecurringInput>]>([
    ['OUT_OF_RANGE at amount', { amount: '0', interval: null }],
    ['REQUIRED at interval.unit', { interval: { count: 2 }, anchor: 'NEVER' }],
    ['OUT_OF_RANGE at interval.count', { interval: { unit: 'DAY', count: 0 } }],
    ['INVALID_VALUE at anchor', { anchor: 'NEVER', startAt: at('2026-01-30') }],
    ['OUT_OF_RANGE at startAt', { startAt: at('2026-01-30'), endAt: at('2026-01-29') }],
    ['OUT_OF_RANGE at endAt', { endAt: NOW, expiresAfter: {} }],
    ['INVALID_VALUE at neverExpires', { neverExpires: true, expiresAfter: { unit: 'DAY' }, rollover: {} }],
    ['OUT_OF_RANGE at rollover.maximumAmount', { rollover: { maximumAmount: '0' } }],
    ['OUT_OF_RANGE at rollover.percentage', { rollover: { percentage: '100.1' } }],
    ['INVALID_VALUE at rollover', { rollover: {} }],
    ['INVALID_VALUE at rollover', { rollover: { maximumAmount: '1', percentage: '1', intervals: 0 } }],
    ['OUT_OF_RANGE at rollover.intervals', { rollover: { percentage: '1', intervals: 0 } }],
    ['INVALID_VALUE at rollover', { rollover: { percentage: '1' }, neverExpires: true }],
  ])('parseRecurring: %s', (refusal, input) => {
    expect(refusalOf(() => read(input))).toBe(refusal);
  });

  it('recurringTermsJson: what is stored is read back, and the id follows from all of it', () => {
    const terms = read({ rollover: { percentage: '12.5', intervals: 2 }, endAt: at('2027-01-01'), source: 's' });
    expect(readRecurringTerms(JSON.parse(JSON.stringify(recurringTermsJson(terms))) as JsonObject)).toEqual(terms);
    const idOf = (of: typeof terms) => recurringGrantId(of, { tenantId: 't', customerId: 'c', cause: 'k', at: NOW });
    expect(idOf(terms)).not.toBe(idOf({ ...terms, lot: { ...terms.lot, amount: 101n } }));
  });

  it('refuseEnd: once, not in the past, and not when it is over', () => {
    expect(refusalOf(() => refuseEnd(rule(), at('2026-01-30'), NOW))).toBe('OUT_OF_RANGE at endAt');
    expect(refusalOf(() => refuseEnd(rule({}, endedAt(at('2027-01-01'))), at('2026-06-01'), NOW))).toBe('INVALID_STATE at recurringGrantId');
    expect(refusalOf(() => refuseEnd(rule({ endAt: at('2026-02-01') }), at('2026-02-02'), at('2026-02-01')))).toBe('INVALID_STATE at recurringGrantId');
    expect(() => refuseEnd(rule({ endAt: at('2026-03-01') }), at('2026-02-02'), at('2026-02-01'))).not.toThrow();
  });
});

describe('dueLots', () => {
  it('dueLots: the 31st clamps to shorter months and comes back', () => {
    expect(told(due(rule(), '2026-03-31'))).toEqual(['BASE 100 2026-01-31 2026-02-28', 'BASE 100 2026-02-28 2026-03-31', 'BASE 100 2026-03-31 2026-04-30']);
    // One millisecond before an interval begins, its lot is not owed.
    expect(due(rule(), '2026-02-27T23:59:59.999Z')).toHaveLength(1);
  });

  it('dueLots: on the calendar, the first interval is granted in full from the start on', () => {
    const calendar = rule({ anchor: 'CALENDAR', interval: { unit: 'QUARTER' }, startAt: at('2026-02-10') });
    expect(due(calendar, '2026-02-09')).toEqual([]);
    expect(told(due(calendar, '2026-04-01'))).toEqual(['BASE 100 2026-02-10 2026-04-01', 'BASE 100 2026-04-01 2026-07-01']);
  });

  it('dueLots: nothing from its end on, be it of the terms or an ending, whichever is sooner', () => {
    expect(told(due(rule({ endAt: at('2026-02-28') }), '2026-06-01'))).toEqual(['BASE 100 2026-01-31 2026-02-28']);
    expect(due(rule({ endAt: at('2026-05-01') }, endedAt(at('2026-03-01'))), '2026-06-01')).toHaveLength(2);
  });

  it('dueLots: expiry after a time of its own, or never', () => {
    expect(told(due(rule({ expiresAfter: { unit: 'DAY', count: 10 } }), '2026-02-01'))).toEqual(['BASE 100 2026-01-31 2026-02-10']);
    expect(told(due(rule({ neverExpires: true }), '2026-02-01'))).toEqual(['BASE 100 2026-01-31 never']);
  });

  it('dueLots: what may go over is a lot beside, by amount or by a percentage cut to minor units', () => {
    const capped = rule({ rollover: { maximumAmount: '30' } });
    expect(told(due(capped, '2026-02-28'))).toEqual([
      'BASE 70 2026-01-31 2026-02-28', 'ROLLOVER 30 2026-01-31 2026-03-31',
      'BASE 70 2026-02-28 2026-03-31', 'ROLLOVER 30 2026-02-28 2026-04-30',
    ]);
    // 12.5 % of 100 are 12.5: 12.
    expect(told(due(rule({ rollover: { percentage: '12.5', intervals: 3 } }), '2026-02-01'))).toEqual(['BASE 88 2026-01-31 2026-02-28', 'ROLLOVER 12 2026-01-31 2026-05-31']);
    // All of it, and no more.
    expect(told(due(rule({ rollover: { maximumAmount: '500' } }), '2026-02-01'))).toEqual(['ROLLOVER 100 2026-01-31 2026-03-31']);
  });

  it('dueLots: midnights are the customer\'s', () => {
    const zone = timelineOf(NEW_YORK, []);
    // 31 January 00:00 UTC is the 30th in New York, until a month later there: 28 February 00:00 -05:00.
    expect(told(due(rule(), '2026-02-01', { zone }))).toEqual(['BASE 100 2026-01-31 2026-02-28T05:00:00.000Z']);
  });

  it('dueLots: whatever is posted when, the lots are the same, also over a change of zone that comes later', () => {
    const of = rule({ interval: { unit: 'DAY' }, rollover: { maximumAmount: '10' } });
    const atOnce = due(of, '2026-02-20');
    const posted: DueLot[] = [];
    for (const day of ['2026-01-31', '2026-02-03', '2026-02-03T12:00:00Z', '2026-02-19', '2026-02-20']) {
      const grants = asLots(posted).map(({ grant }) => grant);
      posted.push(...due(of, day, { newest: newestIntervals(grants) }));
    }
    expect(posted).toEqual(atOnce);
    expect(new Set(posted.map(({ id }) => id)).size).toBe(2 * 21);
    // A zone in which every day begins sooner, since before what is posted: no day is granted twice.
    const newest = newestIntervals(asLots(posted).map(({ grant }) => grant));
    expect(due(of, '2026-02-20T14:00:00Z', { newest, zone: timelineOf(UTC, [{ timeZone: TOKYO, startAt: at('2026-02-10') }]) })).toEqual([]);
    expect(told(due(of, '2026-02-20T15:00:00Z', { newest, zone: timelineOf(UTC, [{ timeZone: TOKYO, startAt: at('2026-02-10') }]) }))).toHaveLength(2);
  });
});

describe('oweCredit', () => {
  it('oweCredit: with effect from the interval, in the name of the rule, on a book that stands anywhere', () => {
    const of = rule({ rollover: { maximumAmount: '30' } });
    const { grants, journals, head } = oweCredit(OWNER, { ...emptyBook(OWNER, NOW), seq: 7 }, [{ rule: of, due: due(of, '2026-02-01') }], { currency: JPY, now: at('2026-02-20') });
    expect(journals.map(({ seq, kind, effectiveAt, recordedAt, cause, actor, postings }) => [seq, kind, effectiveAt, recordedAt, cause, actor, postings[0]?.amount])).toEqual([
      [8, 'CREDIT_GRANT', NOW, at('2026-02-20'), 'key', 'a', 70n],
      [9, 'CREDIT_GRANT', NOW, at('2026-02-20'), 'key', 'a', 30n],
    ]);
    expect(grants.map(({ seq, recordedAt }) => [seq, recordedAt])).toEqual([[8, at('2026-02-20')], [9, at('2026-02-20')]]);
    expect(head).toEqual({ seq: 9, hash: journals[1]?.hash, recordedAt: at('2026-02-20') });
  });
});

describe('rollover', () => {
  const [firstBase, firstRolled, secondBase, secondRolled] = asLots(due(rule({ startAt: at('2026-02-01'), rollover: { maximumAmount: '30' } }), '2026-03-01')) as [Lot, Lot, Lot, Lot];
  const draws = (lots: readonly Lot[], amount: bigint, day: string) => drawOn([{ lineKey: 'l', amount, whole: amount, drawn: new Map(), at: at(day), subject: null }], lots, at('2026-03-10')).map((draw) => [lots.findIndex(({ grant }) => grant.id === draw.grantId), draw.amount]);

  it('rollover: what is left of an interval, up to the limit, pays for the next, before the next one\'s own', () => {
    const lots = [secondRolled, secondBase, firstRolled, firstBase];
    // 60 of February: of the 70 that end with it. 40 are left, 30 of them go over.
    expect(draws(lots, 60n, '2026-02-15')).toEqual([[3, 60n]]);
    // 80 of February: 70, then 10 of what would go over: 20 go over.
    expect(draws(lots, 80n, '2026-02-15')).toEqual([[3, 70n], [2, 10n]]);
    // 110 of March: 30 from February, 70 of March, 10 of what March would hand on.
    expect(draws(lots, 110n, '2026-03-05')).toEqual([[2, 30n], [1, 70n], [0, 10n]]);
  });

  it('rollover: usage of February that comes in March draws first on what would have ended', () => {
    // March has drawn 25 of the 30 that came over. 75 more for February: its 70, the 5 that are left, and nothing is below zero.
    const lots = [firstBase, { ...firstRolled, burned: 25n }, secondBase];
    expect(draws(lots, 75n, '2026-02-15')).toEqual([[0, 70n], [1, 5n]]);
  });

  it('covers: a lot of March is not for February, though February is invoiced in March', () => {
    expect(draws([secondBase], 50n, '2026-02-28T23:59:59.999Z')).toEqual([]);
    expect(draws([secondBase], 50n, '2026-03-01')).toEqual([[0, 50n]]);
  });

  it('rollover: a lot is as old as its interval, whenever it was posted', () => {
    // Posted after a gift of 10 February with the same expiry, and yet before it in the order.
    const gift: Lot = { ...firstBase, grant: { ...firstBase.grant, id: 'gift', seq: 1, recordedAt: at('2026-02-10'), terms: { ...read({ amount: '50' }, USD).lot, expiresAt: firstBase.expiresAt } } };
    const late = { ...firstBase, grant: { ...firstBase.grant, seq: 9, recordedAt: at('2026-02-20') } };
    expect(draws([gift, late], 80n, '2026-02-15')).toEqual([[1, 70n], [0, 10n]]);
  });
});

describe('recurring grants in a unit', () => {
  const tokens = (decimals: number, moneyPerUnit: string) => ({ code: 'TOKENS', decimals, moneyPerUnit: new Decimal(moneyPerUnit) });
  const inTokens = (amount: string, rollover: object | null, unit = tokens(1, '0.07')) => parseRecurring({ ...MONTHLY, amount, rollover }, { currency: USD, now: NOW, unit });
  const parts = (terms: ReturnType<typeof read>) => due({ ...rule(), terms }, '2026-01-31').map(({ terms: { amount, unit, recurrence } }) => `${recurrence?.part} ${decimalText(unit!.amount)} ${amount}`);

  it.each<[string, string, object | null, ReturnType<typeof tokens>, string[]]>([
    // 100.5 times 0.07 are 7.035.
    ['nothing goes over', '100.5', null, tokens(1, '0.07'), ['BASE 100.5 703']],
    // A quarter of 100.5 is 25.125: 25.1 for 1.757, and 75.4 for 5.278.
    ['a percentage is cut to the decimals of the unit', '100.5', { percentage: '25' }, tokens(1, '0.07'), ['BASE 75.4 527', 'ROLLOVER 25.1 175']],
    ['a limit is in units', '100.5', { maximumAmount: '30' }, tokens(1, '0.07'), ['BASE 70.5 493', 'ROLLOVER 30 210']],
    ['a limit beyond the lot lets all of it go over', '100.5', { maximumAmount: '200' }, tokens(1, '0.07'), ['ROLLOVER 100.5 703']],
    // 1 of 3 at 0.004 is worth less than a cent, and 2 of 3 leave one that is.
    ['a part worth nothing stays with the rest', '3', { percentage: '40' }, tokens(0, '0.004'), ['BASE 3 1']],
    ['a rest worth nothing goes over too', '3', { percentage: '90' }, tokens(1, '0.005'), ['ROLLOVER 3 1']],
    // 12 decimals: a third of 1 is not more than 0.333333333333, at 3.00 a unit 0.99.
    ['twelve decimals', '1', { percentage: '33.333333333333' }, tokens(12, '3'), ['BASE 0.666666666667 200', 'ROLLOVER 0.333333333333 99']],
  ])('dueLots: %s', (_, amount, rollover, unit, expected) => {
    expect(parts(inTokens(amount, rollover, unit))).toEqual(expected);
  });

  it('recurringTermsJson: units are stored and read back', () => {
    for (const rollover of [null, { percentage: '25' }, { maximumAmount: '30.5', intervals: 3 }]) {
      const terms = inTokens('100.5', rollover);
      expect(readRecurringTerms(JSON.parse(JSON.stringify(recurringTermsJson(terms))) as JsonObject)).toEqual(terms);
    }
  });

  it.each<[string, string, object | null]>([
    ['OUT_OF_RANGE at amount', '100.55', null],
    ['OUT_OF_RANGE at amount', '0.1', null],
    ['OUT_OF_RANGE at rollover.maximumAmount', '100', { maximumAmount: '0.05' }],
    ['OUT_OF_RANGE at rollover.maximumAmount', '100', { maximumAmount: '0.1', percentage: '1' }],
    ['INVALID_VALUE at rollover', '100', { maximumAmount: '1', percentage: '1' }],
    ['INVALID_VALUE at rollover', '100', {}],
  ])('parseRecurring: %s', (refusal, amount, rollover) => {
    expect(refusalOf(() => inTokens(amount, rollover))).toBe(refusal);
  });
});
