import { describe, expect, it } from 'vitest';
import { chargeDifferences } from '../../src/core/charging.ts';
import { linesToRate } from '../../src/core/chargeLine.ts';
import { rateLines } from '../../src/core/commitment.ts';
import { type LineUsage, type RecordedEvent, measurementsOf, startTally } from '../../src/core/lineUsage.ts';
import type { DueQuestion } from '../../src/core/chargeLine.ts';
import { instantText } from '../../src/core/instant.ts';
import { USD, at, completion, dueQuestion, planVersion, subscription } from '../support/ledger.ts';

/** 0.01 a token, 5.00 at least a month; 10.00 at least for all of the plan. */
const MINIMUM = { code: 'tokens', name: 'Tokens', meterCode: 'tokens', minimumAmount: '5', model: { perUnit: { unitAmount: '0.01' } } };
const PLAN = planVersion({ prices: [MINIMUM], minimumCommitment: '10' });
const BOOK = { versions: [PLAN], subscriptions: [subscription('s', { from: '2026-01-01' })] };

function rated(question: DueQuestion, events: readonly RecordedEvent[]) {
  const usageOf = (line: Parameters<typeof measurementsOf>[0]): LineUsage | null => {
    const measured = measurementsOf(line);
    if (measured === null) return null;
    const tally = startTally(measured.whole);
    for (const event of events) tally.add(event);
    return tally.result();
  };
  return rateLines(linesToRate(question), usageOf, USD);
}

describe('open usage', () => {
  it('linesToRate: what is not over is rated only if it is asked for, and a commitment not before its end', () => {
    expect(linesToRate(dueQuestion({ ...BOOK, asOf: '2026-01-16' }))).toEqual([]);
    const open = linesToRate(dueQuestion({ ...BOOK, asOf: '2026-01-16', withOpenUsage: true }));
    expect(open.map(({ price, isOpen, billableAt }) => [price.id, isOpen, instantText(billableAt)])).toEqual([['v1/tokens', true, '2026-02-01T00:00:00.000Z']]);
    const over = linesToRate(dueQuestion({ ...BOOK, asOf: '2026-02-01', withOpenUsage: true }));
    // January is due with its commitment; of February only the usage is open.
    expect(over.map(({ price, isOpen, service }) => [price.terms.meterCode, isOpen, instantText(service.start).slice(0, 7)])).toEqual([['tokens', false, '2026-01'], [null, false, '2026-01'], ['tokens', true, '2026-02']]);
  });

  it('rateLines: the usage so far, and what is missing to a minimum only when the time is over', () => {
    const events = [completion('a', '2026-01-05', 120)];
    const [open] = rated(dueQuestion({ ...BOOK, asOf: '2026-01-16', withOpenUsage: true }), events);
    // 120 at 0.01, and no 5.00.
    expect([open?.targetMinor, open?.eventCount]).toEqual([120n, 1]);
    const closed = rated(dueQuestion({ ...BOOK, asOf: '2026-02-01' }), events);
    // 5.00, and 5.00 more to the commitment.
    expect(closed.map(({ targetMinor }) => targetMinor)).toEqual([500n, 500n]);
    expect(open?.ratedDigest).not.toBe(closed[0]?.ratedDigest);
  });

  it('rateLines: no usage so far is charged nothing, also where the first tier has a flat amount', () => {
    const tiers = { ...MINIMUM, minimumAmount: null, model: { graduated: { tiers: [{ upTo: null, unitAmount: '0.01', flatAmount: '3' }] } } };
    const book = { ...BOOK, versions: [planVersion({ prices: [tiers] })] };
    expect(rated(dueQuestion({ ...book, asOf: '2026-01-16', withOpenUsage: true }), []).map(({ targetMinor }) => targetMinor)).toEqual([0n]);
    expect(rated(dueQuestion({ ...book, asOf: '2026-02-01' }), []).map(({ targetMinor }) => targetMinor)).toEqual([300n]);
  });

  it('chargeDifferences: it takes effect, and may be billed, when it is asked', () => {
    const asOf = at('2026-01-16');
    const open = rated(dueQuestion({ ...BOOK, asOf: '2026-01-16', withOpenUsage: true }), [completion('a', '2026-01-05', 120)]);
    expect(chargeDifferences(open, [], { currency: USD, asOf, ratedThrough: null })).toMatchObject([{ kind: 'CHARGE', effectiveAt: asOf, billableAt: asOf, postings: [{ amount: 120n }] }]);
  });
});
