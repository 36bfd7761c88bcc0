import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAGO_CREDITS, OPENMETER_CREDITS } from './credits.ts';
import { LAGO_REFUNDED_CREDIT, OPENMETER_RECURRING_CREDIT, OPENMETER_REFUNDED_CREDIT } from './recurringCredits.ts';
import { KILLBILL } from './killbill.ts';
import { LAGO } from './lago.ts';
import { LEFT_OUT } from './leftOut.ts';
import { OPENMETER_DISCOUNTS } from './openmeterDiscounts.ts';
import { OPENMETER_PRICES } from './openmeterPrices.ts';
import { OPENMETER_TIME } from './openmeterTime.ts';
import { ORACLE_ENGINES, ORACLE_FOLDER, type OracleCase, type OracleEngine, readOracles, type Reenactment, type Translation } from './oracleCases.ts';
import { KILLBILL_LIFE, LAGO_LIFE } from './subscriptionLife.ts';
import { LAGO_CREDIT_NOTES, OPENMETER_CREDIT_NOTES } from './creditNotes.ts';
import { LAGO_TAXES, OPENMETER_TAXES } from './taxes.ts';
import { LAGO_THRESHOLDS } from './thresholds.ts';

const TRANSLATIONS: Readonly<Record<OracleEngine, readonly Translation[]>> = {
  lago: [LAGO, LAGO_LIFE, LAGO_TAXES, LAGO_CREDIT_NOTES, LAGO_CREDITS, LAGO_REFUNDED_CREDIT, LAGO_THRESHOLDS],
  killbill: [KILLBILL, KILLBILL_LIFE],
  openmeter: [OPENMETER_PRICES, OPENMETER_TIME, OPENMETER_DISCOUNTS, OPENMETER_TAXES, OPENMETER_CREDIT_NOTES, OPENMETER_CREDITS, OPENMETER_RECURRING_CREDIT, OPENMETER_REFUNDED_CREDIT],
};
/** How many cases were re-enacted when this was last changed: more may be, but none may silently fall away. */
const REENACTED_AT_LEAST = 237;

/** The ways to re-enact a case; more than one is a mistake, and so is one beside a reason to leave it out. */
function reenactmentsOf(engine: OracleEngine, { id, area }: OracleCase): Reenactment[] {
  const byId = TRANSLATIONS[engine].flatMap(({ cases }) => cases[id] ?? []);
  return byId.length > 0 ? byId : reasonsOf(engine, id).length > 0 ? [] : TRANSLATIONS[engine].flatMap(({ areas }) => areas[area] ?? []);
}

function reasonsOf(engine: OracleEngine, id: string): string[] {
  return LEFT_OUT.flatMap(([reason, of, ids]) => (of === engine ? ids.filter((each) => each === id).map(() => reason) : []));
}

/** Every figure, date and word of an expectation replaced by another. */
function changed(expected: unknown): unknown {
  if (Array.isArray(expected)) return expected.map(changed);
  if (typeof expected === 'object' && expected !== null) return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, changed(value)]));
  if (typeof expected === 'number') return expected + 1;
  if (typeof expected !== 'string') return !expected;
  return /^-?[\d.]+$/.test(expected) ? String(Number(expected) + 1) : expected.replace(/^(\d{4}-)|$/, (year) => (year === '' ? '?' : '2001-'));
}

function notices(reenact: Reenactment, inputs: unknown, expected: unknown): boolean {
  try {
    const { ours, theirs } = reenact(inputs as never, expected as never);
    expect(ours).toEqual(theirs);
    return false;
  } catch {
    return true;
  }
}

const read = ORACLE_ENGINES.map((engine) => ({ engine, cases: readOracles(engine) }));
const cases = read.flatMap(({ engine, cases: own }) => (own ?? []).map((each) => ({ engine, ...each })));

if (read.every(({ cases: own }) => own === null)) {
  describe('oracles', () => {
    it('oracles: the worked figures are not here, nothing to re-enact', () => {
      expect(existsSync(ORACLE_FOLDER)).toBe(false);
    });
  });
} else {
  describe.each(ORACLE_ENGINES)('oracles of %s', (engine) => {
    const own = cases.filter((each) => each.engine === engine);
    const reenacted = own.flatMap((each) => reenactmentsOf(engine, each).map((reenact) => [each.id, each.area, each, reenact] as const));

    it.each(reenacted)('oracles: case %s (%s)', (_id, _area, { inputs, expected }, reenact) => {
      const { ours, theirs } = reenact(inputs as never, expected as never);
      expect(ours).toEqual(theirs);
    });

    it('oracles: a case notices when its figures are changed', () => {
      const blind = reenacted.filter(([, , { inputs, expected }, reenact]) => !notices(reenact, inputs, changed(expected)));
      expect(blind.map(([id]) => id)).toEqual([]);
    });

    it('oracles: every case is either re-enacted or left out for a reason, once', () => {
      const ways = own.map((each) => `${each.id}: ${reenactmentsOf(engine, each).length + reasonsOf(engine, each.id).length}`);
      expect(ways).toEqual(own.map(({ id }) => `${id}: 1`));
    });

    it('oracles: what is left out, or translated by its id, exists', () => {
      const named = [...LEFT_OUT.flatMap(([, of, ids]) => (of === engine ? ids : [])), ...TRANSLATIONS[engine].flatMap((translation) => Object.keys(translation.cases))];
      expect(named.filter((id) => !own.some((each) => each.id === id))).toEqual([]);
      const areas = TRANSLATIONS[engine].flatMap((translation) => Object.keys(translation.areas));
      expect(areas.filter((area) => !own.some((each) => each.area === area))).toEqual([]);
    });
  });

  describe('oracles', () => {
    it('oracles: no case fell away', () => {
      expect(cases.filter((each) => reenactmentsOf(each.engine, each).length === 1).length).toBeGreaterThanOrEqual(REENACTED_AT_LEAST);
    });
  });
}
