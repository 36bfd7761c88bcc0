import { describe, expect, it } from 'vitest';
import { lineAt } from '../../src/core/chargeLine.ts';
import { rateCommitmentAgain } from '../../src/core/commitment.ts';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { instantText } from '../../src/core/instant.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SegmentToRecord } from '../support/bookSimulator.ts';
import { FEE, type PlanSketch, TOKENS, USD, UTC, at, completion, planVersion, subscription } from '../support/ledger.ts';

/** A customer on v1 from a day on. */
function book(from: string, ...plans: readonly PlanSketch[]): BookSimulator {
  const simulator = new BookSimulator({ currency: USD, zone: UTC, versions: plans.map(planVersion) });
  change(simulator, from);
  return simulator;
}

function change(simulator: BookSimulator, from: string, terms: Partial<SegmentToRecord> = {}): void {
  simulator.subscribe('s', { startAt: at(from), planVersionId: 'v1', quantities: {}, ...terms });
}

/** What the next invoice charges, in cents: `fee 01-01 3000` for the line of a fee from 1 January on. */
function invoiced(simulator: BookSimulator, asOf: string): string[] {
  const invoice = simulator.issue(at(asOf));
  checkBook(simulator);
  const texts = (invoice?.view.lines ?? []).map(({ priceId, service, amount }) => `${(priceId ?? '').replace(/^v1./, '')} ${instantText(service.start).slice(5, 10)} ${amount}`);
  return texts.sort();
}

const PLAN = { minimumCommitment: '100', prices: [FEE, TOKENS] };

describe('minimum commitment', () => {
  it('commitment: a line trues up what the other prices charged', () => {
    const simulator = book('2026-01-01', PLAN);
    simulator.record([completion('e1', '2026-01-15', 1000)]);
    // 30.00 in advance and 1000 tokens at 0.01 are 40.00: 60.00 is missing. February's fee is not January's.
    expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 01-01 3000', 'fee 02-01 3000', 'minimum-commitment 01-01 6000', 'tokens 01-01 1000']);
  });

  it('commitment: a fee that was invoiced a month before counts', () => {
    const simulator = book('2026-01-01', PLAN);
    expect(invoiced(simulator, '2026-01-01')).toEqual(['fee 01-01 3000']);
    expect(invoiced(simulator, '2026-01-20')).toEqual([]);
    expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 02-01 3000', 'minimum-commitment 01-01 7000']);
  });

  it('commitment: a part of a period commits to its share, and the lines add up to it', () => {
    const simulator = book('2026-01-15', PLAN);
    // 17 of 31 days: 100 x 17/31 = 54.8387...; the fee is 30 x 17/31 = 16.4516 -> 16.45. 54.8387 - 16.45 = 38.3887 -> 38.39,
    // and 16.45 + 38.39 = 54.84.
    expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 01-15 1645', 'fee 02-01 3000', 'minimum-commitment 01-15 3839']);
  });

  it('commitment: once it is reached there is no line', () => {
    const simulator = book('2026-01-01', PLAN);
    // 1000 x 0.01 + 29000 x 0.005 = 155.00.
    simulator.record([completion('e1', '2026-01-15', 30_000)]);
    expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 01-01 3000', 'fee 02-01 3000', 'tokens 01-01 15500']);
  });

  it('commitment: late usage takes its amount off the true-up of its period', () => {
    const simulator = book('2026-01-01', PLAN);
    invoiced(simulator, '2026-02-01');
    simulator.record([completion('late', '2026-01-15', 1000)]);
    // January: 10.00 of usage instead of 10.00 of true-up. February: 100 - 30. March's fee.
    expect(invoiced(simulator, '2026-03-01')).toEqual(['fee 03-01 3000', 'minimum-commitment 01-01 -1000', 'minimum-commitment 02-01 7000', 'tokens 01-01 1000']);
  });

  it('commitment: late usage beyond it takes back no more than was trued up', () => {
    const simulator = book('2026-01-01', PLAN);
    invoiced(simulator, '2026-02-01');
    simulator.record([completion('late', '2026-01-15', 30_000)]);
    expect(invoiced(simulator, '2026-02-02')).toEqual(['minimum-commitment 01-01 -7000', 'tokens 01-01 15500']);
  });

  it('commitment: a plan change ends it with the share of its days', () => {
    const simulator = book('2026-01-01', PLAN, { id: 'v2', prices: [FEE] });
    invoiced(simulator, '2026-01-01');
    change(simulator, '2026-01-16', { planVersionId: 'v2' });
    // 15 of 31 days: 48.3870... committed; the fee 30 x 15/31 = 14.52, of 30.00: -15.48. 48.3870 - 14.52 = 33.8670 -> 33.87.
    // The new fee for 16 days is 15.4838 -> 15.48.
    expect(invoiced(simulator, '2026-01-16')).toEqual(['fee 01-01 -1548', 'minimum-commitment 01-01 3387', 'v2/fee 01-16 1548']);
  });

  it('commitment: a cancellation taken back takes its true-up back', () => {
    const simulator = book('2026-01-01', PLAN);
    invoiced(simulator, '2026-01-01');
    change(simulator, '2026-01-16', { state: 'ENDED' });
    expect(invoiced(simulator, '2026-01-16')).toEqual(['fee 01-01 -1548', 'minimum-commitment 01-01 3387']);
    change(simulator, '2026-01-16');
    // All of January again: 30.00 of fee and 70.00 of true-up in all, 15.48 and 36.13 more than before.
    expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 01-01 1548', 'fee 02-01 3000', 'minimum-commitment 01-01 3613']);
  });

  it('commitment: other units of a fee leave it whole, and all their lines count', () => {
    const seats = { code: 'seats', model: { perUnit: { unitAmount: '31' } } };
    const simulator = book('2026-01-01', { minimumCommitment: '100', prices: [seats] });
    invoiced(simulator, '2026-01-01');
    change(simulator, '2026-01-11', { quantities: { seats: new Decimal(2) } });
    invoiced(simulator, '2026-01-20');
    // One seat for 10 of 31 days is 10.00, two for 21 are 42.00: 48.00 is missing. February: two seats.
    expect(invoiced(simulator, '2026-02-01')).toEqual(['minimum-commitment 01-01 4800', 'seats 02-01 6200']);
  });

  it('commitment: a pause stops it, unless usage is charged meanwhile', () => {
    for (const [state, expected] of [['PAUSED', 'minimum-commitment 01-01 2258'], ['METERED', 'minimum-commitment 01-01 9032']] as const) {
      const simulator = book('2026-01-01', PLAN);
      change(simulator, '2026-01-11', { state });
      // The fee is 30 x 10/31 = 9.6774 -> 9.68. Paused: 100 x 10/31 = 32.2580 - 9.68 = 22.5780 -> 22.58. Metered: 100 - 9.68 = 90.32.
      expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 01-01 968', expected]);
    }
  });

  it('commitment: what is charged once counts, a price with an interval of its own does not', () => {
    const setUp = { code: 'set-up', timing: 'ONCE', model: { flat: { amount: '50' } } };
    const annual = { ...FEE, code: 'annual', interval: { unit: 'YEAR' } };
    const simulator = book('2026-01-01', { minimumCommitment: '100', prices: [setUp, annual] });
    // January: 100 - 50. February: 100.
    expect(invoiced(simulator, '2026-02-01')).toEqual(['annual 01-01 3000', 'minimum-commitment 01-01 5000', 'set-up 01-01 5000']);
    expect(invoiced(simulator, '2026-03-01')).toEqual(['minimum-commitment 02-01 10000']);
  });

  it('commitment: a trial commits to nothing', () => {
    const simulator = book('2026-01-01', { ...PLAN, trialDays: 21 });
    // 22 to 31 January are 10 of 31 days: 32.2580 - 9.68 = 22.58.
    expect(invoiced(simulator, '2026-02-01')).toEqual(['fee 01-22 968', 'fee 02-01 3000', 'minimum-commitment 01-22 2258']);
  });

  it('rateCommitmentAgain: shows what was committed, what others charged, and adds up', () => {
    const version = planVersion(PLAN);
    const terms = { versions: new Map([[version.id, version]]), zone: zoneTimeline(UTC) };
    const line = lineAt(subscription('s', { from: '2026-01-01' }), { priceId: 'v1/minimum-commitment', serviceStart: at('2026-01-01') }, terms);
    if (!line) throw new Error('the commitment has a line');
    const { exact, steps } = rateCommitmentAgain(line, new Decimal('60'));
    expect(decimalText(exact)).toBe('60');
    expect(steps.map(({ kind, label, amount }) => [kind, label, decimalText(amount)])).toEqual([
      ['FLAT', 'minimum commitment', '100'],
      ['USED', 'charged by the other prices of the plan', '-40'],
    ]);
  });
});
