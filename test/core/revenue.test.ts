import { describe, expect, it } from 'vitest';
import type { TimeZone } from '../../src/core/calendar.ts';
import { instantText, parseInstant } from '../../src/core/instant.ts';
import { type RevenueSum, deferralByMonth, revenueFigures, tieRevenue } from '../../src/core/revenue.ts';

const UTC = 'UTC' as TimeZone;
const at = (text: string) => parseInstant(text);
const moved = (code: RevenueSum['code'], kind: RevenueSum['kind'], net: bigint): RevenueSum => ({ code, kind, net, isOpening: false });
const before = (code: RevenueSum['code'], kind: RevenueSum['kind'], net: bigint): RevenueSum => ({ code, kind, net, isOpening: true });

describe('revenueFigures', () => {
  it('figures: what is unbilled grows with debits, all else with credits, and contra revenue is below zero', () => {
    // Before: 12.00 deferred, 9.00 of prepaid credit. In the period: a fee of 5.00 in advance, 4.00 of it and 2.00 of the old one
    // earned, usage 3.00, a coupon takes 0.50, paid credit 1.00 is drawn and 2.00 expires, a credit note takes 0.75 off.
    const figures = revenueFigures([
      before('2150', 'ADVANCE_FEE', -1_400n),
      before('2150', 'EARNING', 200n),
      before('2100', 'CREDIT_GRANT', -900n),
      before('4010', 'EARNING', -200n),
      moved('1150', 'ADVANCE_FEE', 500n),
      moved('2150', 'ADVANCE_FEE', -500n),
      moved('2150', 'EARNING', 600n),
      moved('4010', 'EARNING', -600n),
      moved('1150', 'CHARGE', 300n),
      moved('4000', 'CHARGE', -300n),
      moved('4100', 'DISCOUNT', 50n),
      moved('1150', 'DISCOUNT', -50n),
      moved('2100', 'CREDIT_DRAW', 100n),
      moved('1150', 'CREDIT_DRAW', -100n),
      moved('2100', 'CREDIT_EXPIRY', 200n),
      moved('4020', 'CREDIT_EXPIRY', -200n),
      moved('4110', 'CREDIT_NOTE', 75n),
      moved('1150', 'INVOICE', -650n),
    ]);
    // 6.00 + 3.00 + 2.00 - 0.50 - 0.75.
    expect([figures.recognised, figures.breakage]).toEqual([975n, 200n]);
    expect(figures.deferred).toEqual({ code: '2150', opening: 1_200n, movements: [{ kind: 'ADVANCE_FEE', amount: 500n }, { kind: 'EARNING', amount: -600n }], closing: 1_100n });
    expect(figures.prepaid).toMatchObject({ opening: 900n, closing: 600n });
    // 5.00 + 3.00 - 0.50 - 1.00 - 6.50.
    expect(figures.unbilled).toMatchObject({ opening: 0n, closing: 0n });
    expect(figures.accounts.filter(({ code }) => ['4010', '4100', '4110'].includes(code)).map(({ opening, closing }) => [opening, closing])).toEqual([[200n, 800n], [0n, -50n], [0n, -75n]]);
  });

  it('figures: movements of the two sides that cancel out are no movement', () => {
    expect(revenueFigures([moved('1150', 'CHARGE', 5n), moved('1150', 'CHARGE', -5n)]).unbilled).toEqual({ code: '1150', opening: 0n, movements: [], closing: 0n });
    expect(revenueFigures([]).accounts).toHaveLength(10);
  });

  it('tie: an account that the trial balance has otherwise leaves the difference, with the sign of the schedule', () => {
    const figures = revenueFigures([moved('2150', 'ADVANCE_FEE', -500n), moved('1150', 'ADVANCE_FEE', 500n)]);
    const ties = tieRevenue(figures, new Map([['2150', -450n], ['1150', 500n], ['1100', 7n]]));
    expect(ties.filter(({ residual }) => residual !== 0n)).toEqual([{ code: '2150', scheduled: 500n, trialBalance: 450n, residual: 50n }]);
  });
});

describe('deferralByMonth', () => {
  const texts = (months: ReturnType<typeof deferralByMonth>) => months.map(({ month, earned, straightLine }) => `${instantText(month.start).slice(0, 10)} ${earned} ${straightLine}`);

  it('deferral: a fee is earned in the month its service ends in, and spread evenly over its time beside that', () => {
    // 90 days from 1 January: 31, 28 and 31 of them, so 10.00 is 3.444, 3.111, 3.444: rounded down 3.44, 3.11, 3.44, and the unit left over goes to the first of the largest remainders.
    const quarter = { service: { start: at('2026-01-01T00:00:00Z'), end: at('2026-04-01T00:00:00Z') }, amount: 1_000n };
    expect(texts(deferralByMonth([quarter], UTC))).toEqual(['2026-01-01 0 345', '2026-02-01 0 311', '2026-03-01 1000 344']);
  });

  it('deferral: services add up by month, and what ends at midnight belongs to the month before', () => {
    const services = [
      { service: { start: at('2026-02-10T00:00:00Z'), end: at('2026-03-10T00:00:00Z') }, amount: 280n },
      { service: { start: at('2026-02-01T00:00:00Z'), end: at('2026-03-01T00:00:00Z') }, amount: 100n },
    ];
    // The first has 19 days in February and 9 in March, ten units a day.
    expect(texts(deferralByMonth(services, UTC))).toEqual(['2026-02-01 100 290', '2026-03-01 280 90']);
  });

  it("deferral: months are the seller's", () => {
    // In Tokyo the service of 31 January 15:00 to 28 February 15:00 UTC is all of February.
    const service = { start: at('2026-01-31T15:00:00Z'), end: at('2026-02-28T15:00:00Z') };
    const [only, ...others] = deferralByMonth([{ service, amount: 500n }], 'Asia/Tokyo' as TimeZone);
    expect([only, others]).toEqual([{ month: service, earned: 500n, straightLine: 500n }, []]);
  });

  it('deferral: an amount below zero is spread as its positive twin, and what comes to nothing is left out', () => {
    const service = { start: at('2026-01-01T00:00:00Z'), end: at('2026-03-02T00:00:00Z') };
    // 60 days: 31, 28, 1 of -60.
    expect(texts(deferralByMonth([{ service, amount: -60n }], UTC))).toEqual(['2026-01-01 0 -31', '2026-02-01 0 -28', '2026-03-01 -60 -1']);
    expect(deferralByMonth([{ service, amount: 5n }, { service, amount: -5n }], UTC)).toEqual([]);
  });
});
