import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBook } from '../../../src/core/book.ts';
import { parseAllowances } from '../../../src/core/credits/allowance.ts';
import { type AllowanceHolder, type AllowingVersion, dueAllowances, grantingVersion, standAllowances } from '../../../src/core/credits/allowanceLots.ts';
import { expiryJournals } from '../../../src/core/credits/drawing.ts';
import { type Lot, balanceOf, expiryDifference, standingOf } from '../../../src/core/credits/lot.ts';
import { oweCredit, owedLots } from '../../../src/core/credits/recurringLots.ts';
import { drawOn } from '../../../src/core/credits/waterfall.ts';
import { type Instant, instantText } from '../../../src/core/instant.ts';
import { NEW_YORK, OWNER, type SegmentSketch, TOKYO, USD, UTC, at, segment, timelineOf } from '../../support/ledger.ts';

const READING = { currency: USD, interval: { unit: 'MONTH', count: 1 } as const, priceCodes: new Set(['tokens']), meterCodes: new Set<string>(), units: new Map() };

/** A plan version by its id; `basic` and `again` include 100.00, `pro` another 200.00, `none` nothing. */
function version(id: string, allowances: readonly object[], more: Partial<AllowingVersion> = {}): AllowingVersion {
  return { id, interval: READING.interval, anchor: 'CALENDAR', trialDays: 0, currency: USD, ...(allowances.length > 0 && { allowances: parseAllowances({ allowances }, { ...READING, ...more, currency: USD }) }), ...more };
}
const BASIC = { code: 'included', amount: '100.00' };
const BY_TIME = { ...BASIC, code: 'share', proration: 'BY_TIME' };
const ROLLED = { ...BASIC, code: 'rolled', rollover: { maximumAmount: '30.00' } };
const VERSIONS = [
  version('none', []), version('basic', [BASIC]), version('again', [{ ...BASIC, name: 'Included' }]), version('pro', [{ ...BASIC, amount: '200.00' }]), version('share', [BY_TIME]), version('rolled', [ROLLED]),
  version('trial', [BASIC], { trialDays: 14 }), version('yearly', [{ ...BASIC, interval: { unit: 'MONTH' } }], { interval: { unit: 'YEAR', count: 1 }, anchor: 'ANNIVERSARY' }),
];

const recorded = (sketches: readonly SegmentSketch[]) => sketches.map((sketch, index) => segment(sketch, index + 1));
function holder(sketches: readonly SegmentSketch[], zone = timelineOf(UTC, [])): AllowanceHolder {
  const segments = recorded(sketches);
  return { ...OWNER, versions: new Map(VERSIONS.map((one) => [one.id, one])), zone, subscriptions: [{ id: 'sub', startAt: segments[0]!.startAt, segments }] };
}

/** What is posted of it by a time, on top of what was. */
function post(of: AllowanceHolder, posted: readonly Lot[], now: Instant): Lot[] {
  const owed = dueAllowances(of, { posted: posted.map(({ grant }) => grant), at: now });
  return [...posted, ...owedLots(oweCredit(OWNER, emptyBook(OWNER, at('2020-01-01')), owed, { currency: USD, now }))];
}
const stand = (of: AllowanceHolder, lots: readonly Lot[], adjusted: ReadonlySet<string> = new Set()) => standAllowances(lots, [of], { adjusted });
const day = (time: Instant | null) => (time === null ? 'never' : instantText(time).replace('T00:00:00.000Z', ''));
const tell = ({ grant: { terms }, granted, expiresAt }: Lot) => `${terms.allowance?.code} ${terms.allowance?.part} ${granted} ${day(terms.startsAt)} ${day(expiresAt)}`;
/** All that is owed by a time, as it stands then. */
const owed = (sketches: readonly SegmentSketch[], by: string, zone = timelineOf(UTC, [])) => {
  const of = holder(sketches, zone);
  return stand(of, post(of, [], at(by))).map(tell);
};
const burn = (lots: readonly Lot[], index: number, amount: bigint) => lots.map((lot, n) => (n === index ? { ...lot, burned: lot.burned + amount } : lot));

describe('dueAllowances', () => {
  it('dueAllowances: a lot for each interval, from its start on, and the first from the subscription\'s', () => {
    const january = 'included BASE 10000 2026-01-10 2026-02-01';
    expect(owed([{ from: '2026-01-10', on: 'basic' }], '2026-01-09')).toEqual([]);
    expect(owed([{ from: '2026-01-10', on: 'basic' }], '2026-01-31T23:59:59.999Z')).toEqual([january]);
    expect(owed([{ from: '2026-01-10', on: 'basic' }], '2026-03-01')).toEqual([january, 'included BASE 10000 2026-02-01 2026-03-01', 'included BASE 10000 2026-03-01 2026-04-01']);
  });

  it('dueAllowances: BY_TIME by local days, in a leap February too', () => {
    // 10 to 29 February 2028: 20 of 29 days, 68.9655. In 2026 19 of 28, 67.857.
    expect(owed([{ from: '2028-02-10', on: 'share' }], '2028-03-01')).toEqual(['share BASE 6896 2028-02-10 2028-03-01', 'share BASE 10000 2028-03-01 2028-04-01']);
    expect(owed([{ from: '2026-02-10T12:00:00Z', on: 'share' }], '2026-02-11')).toEqual(['share BASE 6785 2026-02-10T12:00:00.000Z 2026-03-01']);
  });

  it('dueAllowances: what goes over is a lot beside, to the end of the next interval', () => {
    expect(owed([{ from: '2026-01-01', on: 'rolled' }], '2026-01-01')).toEqual(['rolled BASE 7000 2026-01-01 2026-02-01', 'rolled ROLLOVER 3000 2026-01-01 2026-03-01']);
  });

  it('dueAllowances: an interval of its own, by anniversary; the 31st clamps and comes back', () => {
    expect(owed([{ from: '2026-01-31', on: 'yearly' }], '2026-03-31')).toEqual(['included BASE 10000 2026-01-31 2026-02-28', 'included BASE 10000 2026-02-28 2026-03-31', 'included BASE 10000 2026-03-31 2026-04-30']);
  });

  it('dueAllowances: nothing in a trial, from its end on; midnights are the customer\'s', () => {
    expect(owed([{ from: '2026-01-10', on: 'trial' }], '2026-01-23')).toEqual([]);
    expect(owed([{ from: '2026-01-10', on: 'trial' }], '2026-02-01')).toEqual(['included BASE 10000 2026-01-24 2026-02-01', 'included BASE 10000 2026-02-01 2026-03-01']);
    expect(owed([{ from: '2026-01-10', on: 'basic' }], '2026-01-10', timelineOf(NEW_YORK, []))).toEqual(['included BASE 10000 2026-01-10 2026-02-01T05:00:00.000Z']);
  });

  it('dueAllowances: always for the subscription, in the name of none who asked, and once', () => {
    const of = holder([{ from: '2026-01-01', on: 'basic' }]);
    const [one] = dueAllowances(of, { posted: [], at: at('2026-01-01') });
    expect(one?.rule).toEqual({ id: 'sub', customerId: OWNER.customerId, cause: 'allowances:sub', actor: 'job:allowances' });
    expect(one?.due[0]?.terms).toMatchObject({ kind: 'PROMOTIONAL', amount: 10_000n, expiresAt: null, allowance: { subscriptionId: 'sub', code: 'included', part: 'BASE' } });
    expect(dueAllowances(of, { posted: one?.due ?? [], at: at('2026-01-31') })).toEqual([]);
  });
});

describe('standAllowances', () => {
  it('standAllowances: a lot ends when the subscription leaves what grants it', () => {
    const left = 'included BASE 10000 2026-01-01 2026-01-16';
    for (const next of [{ on: 'none' }, { on: 'basic', state: 'ENDED' }, { on: 'basic', state: 'PAUSED' }, { on: 'basic', state: 'METERED' }] as const) {
      expect(owed([{ from: '2026-01-01', on: 'basic' }, { from: '2026-01-16', ...next }], '2026-02-01')).toEqual([left]);
    }
    // What was used up to then draws on it, however late it is invoiced; what was used then does not.
    const lots = stand(holder([{ from: '2026-01-01', on: 'basic' }, { from: '2026-01-16', on: 'none' }]), post(holder([{ from: '2026-01-01', on: 'basic' }]), [], at('2026-01-01')));
    const drawnAt = (moment: string) => drawOn([{ lineKey: 'l', amount: 500n, whole: 500n, drawn: new Map(), at: at(moment), subject: null }], lots, at('2026-02-01'));
    expect([drawnAt('2026-01-15T23:59:59.999Z').map(({ amount }) => amount), drawnAt('2026-01-16')]).toEqual([[500n], []]);
    // To one of another amount: 200.00 for what is left of January.
    expect(owed([{ from: '2026-01-01', on: 'basic' }, { from: '2026-01-16', on: 'pro' }], '2026-01-31')).toEqual([left, 'included BASE 20000 2026-01-16 2026-02-01']);
    // At the end of the interval nothing is cut short.
    expect(owed([{ from: '2026-01-01', on: 'basic' }, { from: '2026-02-01', on: 'none' }], '2026-02-01')).toEqual(['included BASE 10000 2026-01-01 2026-02-01']);
  });

  it('standAllowances: the very same allowance goes on over quantities, versions and plans, and is not granted twice', () => {
    expect(owed([{ from: '2026-01-01', on: 'basic' }, { from: '2026-01-10', on: 'again' }, { from: '2026-01-20', on: 'again', quantities: { seats: '5' } }], '2026-01-31')).toEqual(['included BASE 10000 2026-01-01 2026-02-01']);
  });

  it('standAllowances: who comes back within the interval goes on with the lot', () => {
    const away: SegmentSketch[] = [{ from: '2026-01-01', on: 'basic' }, { from: '2026-01-10', on: 'basic', state: 'PAUSED' }];
    expect(owed(away, '2026-01-31')).toEqual(['included BASE 10000 2026-01-01 2026-01-10']);
    expect(owed([...away, { from: '2026-01-20', on: 'basic' }], '2026-01-31')).toEqual(['included BASE 10000 2026-01-01 2026-02-01']);
    // Later, it is the next interval's.
    expect(owed([...away, { from: '2026-02-10', on: 'basic' }], '2026-02-28')).toEqual(['included BASE 10000 2026-01-01 2026-01-10', 'included BASE 10000 2026-02-10 2026-03-01']);
  });

  it('standAllowances: what went over ends with the subscription too', () => {
    expect(owed([{ from: '2026-01-01', on: 'rolled' }, { from: '2026-02-10', on: 'rolled', state: 'ENDED' }], '2026-01-31')).toEqual(['rolled BASE 7000 2026-01-01 2026-02-01', 'rolled ROLLOVER 3000 2026-01-01 2026-02-10']);
  });

  it('standAllowances: an adjusted expiry holds, but not beyond the subscription', () => {
    const of = holder([{ from: '2026-01-01', on: 'basic' }, { from: '2026-03-16', on: 'basic', state: 'ENDED' }]);
    const [lot] = post(of, [], at('2026-01-01'));
    const until = (expiresAt: Instant | null) => day(stand(of, [{ ...lot!, expiresAt }], new Set([lot!.grant.id]))[0]!.expiresAt);
    expect([at('2026-01-20'), at('2026-02-20'), at('2026-04-01'), null].map(until)).toEqual(['2026-01-20', '2026-02-20', '2026-03-16', '2026-03-16']);
  });

  it('standAllowances: a backdated change ends a posted lot where it began; undoing it brings the lot back', () => {
    const before: SegmentSketch[] = [{ from: '2026-01-01', on: 'basic' }];
    const lots = burn(post(holder(before), [], at('2026-02-01')), 1, 1_000n);
    // Known on 20 February: since 1 February there was no allowance. 10.00 stay drawn, 90.00 expire.
    const changed = [...before, { from: '2026-02-01', on: 'none' }];
    const after = stand(holder(changed), lots);
    expect(after.map(tell)).toEqual(['included BASE 10000 2026-01-01 2026-02-01', 'included BASE 10000 2026-02-01 2026-02-01']);
    expect(after.map((lot) => expiryDifference(lot, at('2026-02-20')))).toEqual([10_000n, 9_000n]);
    const [, expiry] = expiryJournals(after, { currency: USD, at: at('2026-02-20') });
    expect(expiry?.postings.map(({ amount }) => amount)).toEqual([9_000n]);
    // Taken back on 25 February: what was posted as expired comes back.
    const undone = stand(holder([...changed, { from: '2026-02-01', on: 'basic' }]), [after[0]!, { ...after[1]!, expired: 9_000n }]);
    expect(standingOf(undone[1]!, at('2026-02-25'))).toMatchObject({ burned: 1_000n, expired: 0n, remaining: 9_000n, status: 'ACTIVE' });
    expect(expiryDifference(undone[1]!, at('2026-02-25'))).toBe(-9_000n);
  });

  it('standAllowances: a beginning that moves makes another lot, of which is withheld what was taken of the first', () => {
    const first: SegmentSketch[] = [{ from: '2026-01-01', on: 'none' }, { from: '2026-01-16', on: 'share' }];
    // From 16 January: 16 of 31 days, 51.61, of which 20.00 are drawn.
    const posted = burn(post(holder(first), [], at('2026-01-16')), 0, 2_000n);
    expect(posted.map(tell)).toEqual(['share BASE 5161 2026-01-16 never']);
    // Then it turns out that it was since 11 January: 21 of 31 days, 67.74.
    const moved = holder([...first, { from: '2026-01-11', on: 'share' }]);
    const now = at('2026-01-20');
    const [old, fresh] = stand(moved, post(moved, posted, now));
    expect([old, fresh].map((lot) => tell(lot!))).toEqual(['share BASE 5161 2026-01-16 2026-01-16', 'share BASE 6774 2026-01-11 2026-02-01']);
    expect(standingOf(old!, now)).toMatchObject({ burned: 2_000n, expired: 3_161n, remaining: 0n });
    expect(standingOf(fresh!, now)).toMatchObject({ burned: 0n, expired: 2_000n, remaining: 4_774n, status: 'ACTIVE' });
    // No more than 67.74 in all: a line of 100.00 draws 47.74.
    const line = { lineKey: 'l', amount: 10_000n, whole: 10_000n, drawn: new Map(), at: now, subject: null };
    expect(drawOn([line], [old!, fresh!], now).map(({ amount }) => amount)).toEqual([4_774n]);
    // What is withheld expires now, and not at an end that lies ahead.
    expect(expiryJournals([fresh!], { currency: USD, at: now }).map(({ effectiveAt, postings }) => [effectiveAt, postings[0]?.amount])).toEqual([[now, 2_000n]]);
  });

  it('standAllowances: a change of zone moves the end of an interval that goes on, and grants no day twice', () => {
    const days = version('daily', [{ ...BASIC, interval: { unit: 'DAY' } }]);
    const zoned = (zone: ReturnType<typeof timelineOf>): AllowanceHolder => ({ ...holder([{ from: '2026-01-01', on: 'daily' }], zone), versions: new Map([[days.id, days]]) });
    const posted = post(zoned(timelineOf(UTC, [])), [], at('2026-01-02T12:00:00Z'));
    const tokyo = zoned(timelineOf(UTC, [{ timeZone: TOKYO, startAt: at('2026-01-02T13:00:00Z') }]));
    // In Tokyo 3 January begins at 15:00 UTC.
    expect(stand(tokyo, post(tokyo, posted, at('2026-01-02T15:00:00Z'))).map(tell)).toEqual([
      'included BASE 10000 2026-01-01 2026-01-02', 'included BASE 10000 2026-01-02 2026-01-02T15:00:00.000Z', 'included BASE 10000 2026-01-02T15:00:00.000Z 2026-01-03T15:00:00.000Z',
    ]);
  });

  it('standAllowances: an anniversary that a zone moves by a day is the same interval', () => {
    const since: SegmentSketch[] = [{ from: '2026-01-01T02:00:00Z', on: 'yearly' }];
    const posted = burn(post(holder(since), [], at('2026-02-10')), 1, 3_000n);
    // In New York it was 31 December still: intervals begin on the 31st, in February on the 28th.
    const moved = holder(since, timelineOf(UTC, [{ timeZone: NEW_YORK, startAt: at('2025-12-01') }]));
    const now = at('2026-02-20');
    const lots = stand(moved, post(moved, posted, now));
    expect(lots.map(tell)).toEqual([
      'included BASE 10000 2026-01-01T02:00:00.000Z 2026-01-01T02:00:00.000Z', 'included BASE 10000 2026-02-01 2026-02-01',
      'included BASE 10000 2026-01-01T02:00:00.000Z 2026-01-31T05:00:00.000Z', 'included BASE 10000 2026-01-31T05:00:00.000Z 2026-02-28T05:00:00.000Z',
    ]);
    // 30.00 of the 100.00 of February were taken.
    expect(balanceOf(lots, now)).toBe(7_000n);
  });

  it('grantingVersion: that in force when the lot begins, or else the first that brought it', () => {
    const of = holder([{ from: '2026-01-01', on: 'basic' }, { from: '2026-02-10', on: 'again' }]);
    const lots = post(of, [], at('2026-03-01'));
    const named = (by: AllowanceHolder) => lots.map(({ grant }) => grantingVersion(grant, by.subscriptions[0]!, by.versions)).map((found) => `${found?.planVersionId} ${found?.allowance.name}`);
    expect(named(of)).toEqual(['basic included', 'basic included', 'again Included']);
    expect(named(holder([{ from: '2026-01-01', on: 'basic' }, { from: '2026-01-01', on: 'none' }]))).toEqual(['basic included', 'basic included', 'basic included']);
  });
});

describe('allowances: whenever they are posted', () => {
  const moments = Array.from({ length: 12 }, (_, n) => `2026-0${1 + Math.floor(n / 4)}-${['01', '08', '16', '24'][n % 4]}`);
  const sketch = fc.record({ from: fc.constantFrom(...moments), on: fc.constantFrom('none', 'basic', 'again', 'pro', 'share', 'rolled'), state: fc.constantFrom<'ACTIVE' | 'PAUSED' | 'METERED'>('ACTIVE', 'ACTIVE', 'ACTIVE', 'PAUSED', 'METERED') });
  const history = fc.record({ changes: fc.array(sketch, { maxLength: 5 }), posting: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }) });

  it('allowances: posted along the way or at the end, the same can be drawn on at every moment, and every lot adds up', () => {
    fc.assert(
      fc.property(history, ({ changes, posting }) => {
        const all: SegmentSketch[] = [{ from: '2026-01-01', on: 'basic' }, ...changes];
        const end = at('2026-04-01');
        // Changes become known in the order given, at the end; whoever looks in between posts what is owed by what is known then.
        let lots: readonly Lot[] = [];
        for (let known = 1; known <= all.length; known += 1) if (posting[known - 1]) lots = post(holder(all.slice(0, known)), lots, end);
        const of = holder(all);
        const late = stand(of, post(of, [], end));
        const early = stand(of, post(of, lots, end));
        for (const moment of [...moments.map((one) => at(one)), end]) {
          expect(balanceOf(early, moment)).toBe(balanceOf(late, moment));
          for (const lot of early) {
            const { granted, burned, expired, voided, transferred, remaining } = standingOf(lot, moment);
            expect(burned + expired + voided + transferred + remaining).toBe(granted);
          }
        }
        const live = (some: readonly Lot[]) => some.filter(({ grant, expiresAt }) => expiresAt === null || expiresAt > grant.terms.startsAt!).map(({ grant, expiresAt }) => `${grant.id} ${day(expiresAt)}`).sort();
        expect(live(early)).toEqual(live(late));
      }),
      { numRuns: 40 },
    );
  });

  it('allowances: whatever was drawn on the way, an allowance of an interval gives no more than it would in one go', () => {
    fc.assert(
      fc.property(history, fc.bigInt(1n, 20_000n), ({ changes, posting }, amount) => {
        const all: SegmentSketch[] = [{ from: '2026-01-01', on: 'share' }, ...changes];
        const end = at('2026-03-31');
        let lots: readonly Lot[] = [];
        for (let known = 1; known <= all.length; known += 1) {
          if (!posting[known - 1]) continue;
          const of = holder(all.slice(0, known));
          lots = stand(of, post(of, lots, end));
          const line = { lineKey: 'l', amount, whole: amount, drawn: new Map(), at: at('2026-03-30'), subject: null };
          const drawn = new Map(drawOn([line], lots, end).map((draw) => [draw.grantId, draw.amount]));
          lots = lots.map((lot) => ({ ...lot, burned: lot.burned + (drawn.get(lot.grant.id) ?? 0n) }));
        }
        const of = holder(all);
        const standing = stand(of, post(of, lots, end));
        const entitled = new Set(post(of, [], end).map(({ grant }) => grant.id));
        const placeOf = ({ grant: { terms: { allowance } } }: Lot) => `${allowance?.digest} ${allowance?.day} ${allowance?.part}`;
        for (const lot of standing.filter(({ grant }) => entitled.has(grant.id))) {
          const taken = standing.filter((other) => placeOf(other) === placeOf(lot)).reduce((sum, { burned }) => sum + burned, 0n);
          const { remaining } = standingOf(lot, at(instantText(lot.grant.terms.startsAt!)));
          expect(remaining).toBe(lot.granted > taken ? lot.granted - taken : 0n);
        }
      }),
      { numRuns: 40 },
    );
  });
});
