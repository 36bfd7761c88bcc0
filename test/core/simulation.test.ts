import { describe, expect, it } from 'vitest';
import type { SubscriptionHistory } from '../../src/core/chargeLine.ts';
import { type Simulation, comparePrices, simulatedLines, underVersion } from '../../src/core/simulation.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { FEE, SEATS, TOKENS, UTC, at, lineTexts, planVersion, subscription } from '../support/ledger.ts';

const OLD = planVersion({ id: 'old', prices: [FEE, TOKENS] });
const NEXT = planVersion({ id: 'next', prices: [FEE, SEATS, TOKENS] });
const YEARLY = planVersion({ id: 'yearly', interval: { unit: 'YEAR', count: 1 }, prices: [FEE] });

const simulation = (changes: Partial<Simulation> = {}): Simulation => ({ version: NEXT, replaced: null, time: { start: at('2026-01-01'), end: at('2026-04-01') }, ...changes });

/** What is due by 1 April, in short texts. */
function lines(history: SubscriptionHistory, of: Simulation): string[] {
  const versions = new Map([OLD, YEARLY].map((version) => [version.id, version]));
  return lineTexts(simulatedLines([history], of, { versions, zone: zoneTimeline(UTC), asOf: at('2026-04-01') }));
}

describe('simulation', () => {
  it('simulation: pauses, units, proration and the end of a subscription stay as they were', () => {
    const history = subscription(
      's',
      { from: '2026-01-01', on: 'old', quantities: { seats: '3' } },
      { from: '2026-01-11', on: 'old', state: 'PAUSED' },
      { from: '2026-02-15', on: 'yearly', quantities: { seats: '5' }, proration: 'NONE' },
      { from: '2026-03-02', on: 'yearly', state: 'ENDED' },
    );
    const under = underVersion(history, simulation())!;
    expect(under.segments.map(({ planVersionId, state, proration }) => [planVersionId, state, proration])).toEqual([
      ['next', 'ACTIVE', null],
      ['next', 'PAUSED', null],
      ['next', 'ACTIVE', 'NONE'],
      ['next', 'ENDED', null],
    ]);
    // January to the 11th is 10 of 31 days; from 15 February all is charged in full, as that change said; March's 1st is 1 of 31 days.
    expect(lines(history, simulation()).filter((line) => !line.includes('tokens'))).toEqual([
      'next/fee 2026-01-01T00:00..2026-01-11T00:00 10/31 due 2026-01-01T00:00',
      'next/seats 2026-01-01T00:00..2026-01-11T00:00 10/31 due 2026-01-01T00:00',
      'next/fee 2026-02-15T00:00..2026-03-01T00:00 1/1 due 2026-02-15T00:00',
      'next/seats 2026-02-15T00:00..2026-03-01T00:00 1/1 due 2026-02-15T00:00',
      'next/fee 2026-03-01T00:00..2026-03-02T00:00 1/31 due 2026-03-01T00:00',
      'next/seats 2026-03-01T00:00..2026-03-02T00:00 1/31 due 2026-03-01T00:00',
    ]);
  });

  it('simulation: a change between two plans that are both replaced is none', () => {
    const history = subscription('s', { from: '2026-01-01', on: 'old' }, { from: '2026-01-20', on: 'yearly' });
    expect(lines(history, simulation({ time: { start: at('2026-01-01'), end: at('2026-02-01') } }))).toEqual([
      'next/fee 2026-01-01T00:00..2026-02-01T00:00 31/31 due 2026-01-01T00:00',
      'next/seats 2026-01-01T00:00..2026-02-01T00:00 31/31 due 2026-01-01T00:00',
      'next/tokens 2026-01-01T00:00..2026-02-01T00:00 31/31 due 2026-02-01T00:00',
    ]);
  });

  it('simulation: what was never on a plan replaced is left out', () => {
    const history = subscription('s', { from: '2026-01-01', on: 'old' });
    expect(underVersion(history, simulation({ replaced: new Set(['yearly']) }))).toBeNull();
    expect(lines(history, simulation({ replaced: new Set(['yearly']) }))).toEqual([]);
  });

  it('simulation: the trial is that of the plan to try', () => {
    const version = planVersion({ id: 'trial', prices: [FEE], trialDays: 14 });
    const history = subscription('s', { from: '2026-01-01', on: 'old' });
    // 14 days from 1 January end with the 15th: 17 of 31 days are charged.
    expect(lines(history, simulation({ version, time: { start: at('2026-01-01'), end: at('2026-02-01') } }))).toEqual(['trial/fee 2026-01-15T00:00..2026-02-01T00:00 17/31 due 2026-01-15T00:00']);
  });

  it('simulation: a line is compared where its service begins, whole, and with a commitment comes what counts toward it', () => {
    const history = subscription('s', { from: '2026-01-01', on: 'old' });
    const version = planVersion({ id: 'c', interval: { unit: 'QUARTER', count: 1 }, prices: [SEATS, TOKENS], minimumCommitment: '100' });
    expect(lines(history, simulation({ version, time: { start: at('2026-01-01'), end: at('2026-01-02') } }))).toHaveLength(3);
    expect(lines(history, simulation({ version, time: { start: at('2026-01-02'), end: at('2026-04-01') } }))).toEqual([]);
    // Due at its start, though it ends in December.
    expect(lines(history, simulation({ version: YEARLY }))).toEqual(['yearly/fee 2026-01-01T00:00..2027-01-01T00:00 365/365 due 2026-01-01T00:00']);
  });

  it('comparePrices: by code, in the order of the plan to try, then what only real plans have', () => {
    const [oldFee, oldTokens] = OLD.prices;
    const [fee, seats] = NEXT.prices;
    const renamed = { ...oldFee!, terms: { ...oldFee!.terms, code: 'support', name: 'Support' } };
    const actual = [{ price: renamed, amount: 7n }, { price: oldTokens!, amount: 5n }, { price: oldFee!, amount: 10n }, { price: oldFee!, amount: -4n }];
    const simulated = [{ price: seats!, amount: 3n }, { price: fee!, amount: 8n }];
    expect(comparePrices(actual, simulated, NEXT).map(({ code, actual: was, simulated: would }) => `${code} ${was} ${would}`)).toEqual(['fee 6 8', 'seats 0 3', 'tokens 5 0', 'support 7 0']);
  });
});
