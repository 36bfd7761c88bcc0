import { describe, expect, it } from 'vitest';
import { type ChargeLine, linesToRate } from '../../src/core/chargeLine.ts';
import { type RecordedEvent, measurementsOf, startTally } from '../../src/core/lineUsage.ts';
import { type RatedLine, rateLine } from '../../src/core/rating.ts';
import { ratingRecords, readSteps, stepsText } from '../../src/core/ratingRecord.ts';
import type { Journal } from '../../src/core/journal.ts';
import { FEE, type PriceSketch, REGIONAL, TOKENS, USD, at, completion, dueQuestion, planVersion, subscription } from '../support/ledger.ts';

const SHARE = { code: 'share', name: 'Share', meterCode: 'tokens', model: { percentage: { rate: '1', fixedPerEvent: '0.1', maximumPerEvent: '2' } } };
const EVENTS = [completion('a', '2026-01-10', 100, { region: 'eu' }), completion('b', '2026-01-11', 300, { region: 'us' }), completion('c', '2026-01-12', 50, { region: 'eu' })];

/** January of a plan's only price, rated as the services rate it. */
function rated(price: PriceSketch, events: readonly RecordedEvent[] = EVENTS): RatedLine[] {
  const [line] = linesToRate(dueQuestion({ versions: [planVersion({ prices: [price] })], subscriptions: [subscription('s', { from: '2026-01-01' })], asOf: '2026-02-01' })) as [ChargeLine];
  const wanted = measurementsOf(line)?.whole;
  if (wanted === undefined) return rateLine(line, null, USD);
  const tally = startTally(wanted);
  for (const event of events) tally.add(event);
  return rateLine(line, tally.result(), USD);
}

/** A journal of each line, from 1 on. */
function charges(lines: readonly RatedLine[], kind: Journal['kind'] = 'CHARGE'): Journal[] {
  return lines.map(({ lineKey }, index) => ({ kind, seq: index + 1, line: { lineKey } }) as Journal);
}

const recordsOf = (lines: readonly RatedLine[]) => ratingRecords(lines, charges(lines));

describe('rating records', () => {
  it('ratingRecords: a fee, and a line of all events of its name and time, need none', () => {
    expect(recordsOf(rated(FEE))).toEqual([]);
    expect(recordsOf(rated(TOKENS))).toEqual([]);
  });

  it('ratingRecords: each combination of dimensions leaves when its events occurred', () => {
    const lines = rated(REGIONAL);
    const [eu, us] = recordsOf(lines);
    expect(eu).toEqual({ seq: 1, ratedDigest: lines[0]?.ratedDigest, steps: null, trace: { every: 1, instants: [at('2026-01-10'), at('2026-01-12')] } });
    expect(us?.trace).toEqual({ every: 1, instants: [at('2026-01-11')] });
  });

  it('ratingRecords: a price that looks at single events leaves its steps', () => {
    const [record] = recordsOf(rated(SHARE));
    // 450 at 1 % is 4.5, three times 0.1 is 0.3; the second event's 3.1 is cut to 2, by 1.1: 3.7 in all.
    expect(record?.steps?.map(({ kind, amount }) => `${kind} ${amount.toFixed()}`)).toEqual(['PERCENTAGE 4.5', 'FIXED 0.3', 'MAXIMUM -1.1']);
    expect(record?.trace).toBeNull();
  });

  it('ratingRecords: journals that charge no rated line leave none', () => {
    const lines = rated(REGIONAL);
    expect(ratingRecords(lines, charges(lines, 'DISCOUNT'))).toEqual([]);
    expect(ratingRecords([], charges(lines))).toEqual([]);
  });

  it('stepsText: is canonical, and read as it was, every digit', () => {
    const [record] = recordsOf(rated({ ...SHARE, model: { percentage: { rate: '0.000000000001' } } }));
    const steps = record?.steps ?? [];
    // 450 times 10^-14.
    expect(stepsText(steps)).toBe('[{"amount":"0.0000000000045","flatAmount":null,"kind":"PERCENTAGE","label":"0.000000000001 % of the amount","quantity":"450","unitAmount":"0.00000000000001"}]');
    expect(readSteps(stepsText(steps))).toEqual(steps);
  });
});
