import { describe, expect, it } from 'vitest';
import { type BackfillFacts, type BackfilledCorrection, type KnownEvent, type PlannedCorrection, checkScope, parseScope, planBackfill, planReversion, refuseIncomplete, touchedTimes } from '../../src/core/backfill.ts';
import { placeOf, readEvents } from '../../src/core/usageBatch.ts';
import type { UsageEventInput } from '../../src/core/usageEvent.ts';
import { at, completion } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

const SCOPE = { customerExternalIds: ['acme'], eventNames: ['completion'], from: at('2026-01-01'), to: at('2026-02-01'), replace: false };
const CUSTOMERS = new Map([['acme', 'c1']]);

const input = (key: string, day: string, tokens: number, changes: Partial<UsageEventInput> = {}): UsageEventInput => ({ key, customerExternalId: 'acme', eventName: 'completion', occurredAt: `${day}T00:00:00Z`, properties: { tokens }, ...changes });

const void_ = (ordinal: number, backfillId: string | null): BackfilledCorrection => ({ ordinal, kind: 'VOID', values: null, bookSeq: 0, backfillId });
const amend = (ordinal: number, day: string, tokens: number, backfillId: string | null = null): BackfilledCorrection => ({ ordinal, kind: 'AMEND', values: completion('x', day, tokens), bookSeq: 0, backfillId });

/** An event that is there, with its corrections. */
function known(key: string, day: string, tokens: number, ...corrections: readonly BackfilledCorrection[]): KnownEvent {
  return { customerId: 'c1', event: { ...completion(key, day, tokens), id: `id of ${key}`, bookSeq: 0 }, corrections };
}

function plan(events: readonly UsageEventInput[], { replace = false, held = [], counting = [] }: { replace?: boolean; held?: readonly KnownEvent[]; counting?: BackfillFacts['counting'] } = {}) {
  const holders = new Map(held.map((one) => [placeOf(one.customerId, one.event.key), one]));
  return planBackfill({ scope: { ...SCOPE, replace }, events: checkScope(readEvents(events), SCOPE), customerIds: CUSTOMERS, holders, counting });
}

const outcomes = (planned: ReturnType<typeof plan>) => planned.items.map(({ outcome, refusal }) => `${outcome}${refusal ? ` ${refusal.code} ${refusal.path.join('.')}` : ''}`);
const texts = (corrections: readonly PlannedCorrection[]) => corrections.map(({ key, draft }) => `${key} ${draft.ordinal} ${draft.kind} ${draft.values === null ? '-' : draft.values.propertiesText}`);

describe('planBackfill', () => {
  it('planBackfill: a free key is added, the same event again is a duplicate, and other content a conflict', () => {
    const planned = plan([input('a', '2026-01-02', 1), input('a', '2026-01-02', 1), input('a', '2026-01-02', 2), input('b', '2026-01-02', 5), input('c', '2026-01-02', 6)], {
      held: [known('b', '2026-01-02', 5), known('c', '2026-01-02', 7)],
    });
    expect(outcomes(planned)).toEqual(['ADDED', 'DUPLICATE', 'CONFLICT CONFLICT key', 'DUPLICATE', 'CONFLICT CONFLICT key']);
    expect([planned.additions.map(({ event }) => event.key), planned.corrections]).toEqual([['a'], []]);
    expect(refusalOf(() => refuseIncomplete(planned))).toBe('CONFLICT at events.2.key');
  });

  it('planBackfill: an amended event is compared as it counts', () => {
    const held = [known('a', '2026-01-02', 1, { ...amend(1, '2026-01-02', 9), values: completion('a', '2026-01-02', 9) })];
    expect(outcomes(plan([input('a', '2026-01-02', 9)], { held }))).toEqual(['DUPLICATE']);
    expect(outcomes(plan([input('a', '2026-01-02', 1)], { held }))).toEqual(['CONFLICT CONFLICT key']);
  });

  it('planBackfill: with replace what counts and is not named is voided, and other content counts as the batch says', () => {
    const counting = ['kept', 'changed', 'gone'].map((key, index) => ({ ...completion(key, '2026-01-05', index), customerId: 'c1', id: `id of ${key}`, correction: index }));
    const held = [known('kept', '2026-01-05', 0), known('changed', '2026-01-05', 1, amend(1, '2026-01-05', 1))];
    const planned = plan([input('new', '2026-01-03', 4), input('kept', '2026-01-05', 0), input('changed', '2026-01-06', 11)], { replace: true, held, counting });
    expect(outcomes(planned)).toEqual(['ADDED', 'DUPLICATE', 'AMENDED']);
    expect(texts(planned.corrections)).toEqual(['changed 2 AMEND {"tokens":11}', 'gone 3 VOID -']);
    // Added on the 3rd; from the 5th to the 6th; gone from the 5th.
    const days = touchedTimes(planned.additions, planned.corrections).map((time) => new Date(time.at).getUTCDate());
    expect(days).toEqual([3, 5, 6, 5]);
  });

  it('planBackfill: nothing that counts outside of the time is changed', () => {
    expect(outcomes(plan([input('a', '2026-01-02', 2)], { replace: true, held: [known('a', '2025-12-31', 1)] }))).toEqual(['CONFLICT CONFLICT key']);
  });

  it('planBackfill: what a backfill took out may come back, what was voided by itself may not', () => {
    const held = [known('a', '2026-01-02', 1, void_(1, 'earlier')), known('b', '2026-01-02', 1, void_(1, null))];
    const planned = plan([input('a', '2026-01-02', 1), input('b', '2026-01-02', 1)], { held });
    expect(outcomes(planned)).toEqual(['RESTORED', 'CONFLICT CONFLICT key']);
    expect(texts(planned.corrections)).toEqual(['a 2 RESTORE {"tokens":1}']);
  });

  it('planBackfill: an event corrected 99 times leaves no room to be undone', () => {
    const held = [known('a', '2026-01-02', 1, ...Array.from({ length: 99 }, (_, n) => amend(n + 1, '2026-01-02', n)))];
    expect(outcomes(plan([input('a', '2026-01-02', 2000)], { replace: true, held }))).toEqual(['REJECTED TOO_MANY key']);
    const counting = [{ ...completion('b', '2026-01-05', 1), customerId: 'c1', id: 'b', correction: 99 }];
    expect(refusalOf(() => plan([], { replace: true, counting }))).toBe('TOO_MANY at replace');
  });
});

describe('the scope', () => {
  it('checkScope: events of another customer, name or time are rejected at their field', () => {
    const events = [input('a', '2026-01-02', 1, { customerExternalId: 'other' }), input('b', '2026-01-02', 1, { eventName: 'other' }), input('c', '2026-02-01', 1), input('d', '2025-12-31', 1), input('e', '2026-01-01', 1)];
    expect(outcomes(plan(events))).toEqual(['REJECTED OUT_OF_RANGE customerExternalId', 'REJECTED OUT_OF_RANGE eventName', 'REJECTED OUT_OF_RANGE occurredAt', 'REJECTED OUT_OF_RANGE occurredAt', 'ADDED']);
  });

  it('parseScope: refuses in the order of its documentation, and puts names in one order', () => {
    const told = (changes: object) => refusalOf(() => parseScope({ ...SCOPE, ...changes }));
    expect(told({ customerExternalIds: [], eventNames: [], to: SCOPE.from })).toBe('REQUIRED at customerExternalIds');
    expect(told({ eventNames: [], to: SCOPE.from })).toBe('REQUIRED at eventNames');
    expect(told({ eventNames: ['a', ' b'], to: SCOPE.from })).toBe('INVALID_VALUE at eventNames.1');
    expect(told({ to: SCOPE.from })).toBe('OUT_OF_RANGE at to');
    expect(parseScope({ ...SCOPE, eventNames: ['b', 'a', 'b'] }).eventNames).toEqual(['a', 'b']);
  });
});

describe('planReversion', () => {
  const revert = (touched: readonly KnownEvent[], { added = [], applied = [] }: { added?: readonly string[]; applied?: readonly string[] } = {}) =>
    texts(planReversion({ id: 'mine', touched, additions: new Set(added.map((key) => `id of ${key}`)), applied: new Set(['mine', ...applied]) }));

  it('planReversion: what was added is voided, what was voided or amended counts as before', () => {
    const touched = [known('new', '2026-01-02', 1), known('gone', '2026-01-02', 2, amend(1, '2026-01-03', 3), void_(2, 'mine')), known('changed', '2026-01-02', 4, amend(1, '2026-01-02', 5, 'mine'))];
    expect(revert(touched, { added: ['new'] })).toEqual(['new 1 VOID -', 'gone 3 RESTORE {"tokens":3}', 'changed 2 AMEND {"tokens":4}']);
  });

  it('planReversion: corrections by hand since then stay, but for events that it added', () => {
    const touched = [known('new', '2026-01-02', 1, amend(1, '2026-01-02', 8)), known('voided', '2026-01-02', 1, void_(1, null)), known('changed', '2026-01-02', 4, amend(1, '2026-01-02', 5, 'mine'), amend(2, '2026-01-02', 6))];
    expect(revert(touched, { added: ['new', 'voided'] })).toEqual(['new 2 VOID -']);
  });

  it('planReversion: a later backfill that changed its events is to be reverted first', () => {
    const touched = [known('new', '2026-01-02', 1, void_(1, 'later'))];
    expect(refusalOf(() => revert(touched, { added: ['new'], applied: ['later'] }))).toBe('INVALID_STATE at name');
    const restored = { ...void_(2, 'later'), kind: 'RESTORE', values: completion('new', '2026-01-02', 1) } as const;
    expect(revert([known('new', '2026-01-02', 1, void_(1, 'later'), restored)], { added: ['new'] })).toEqual(['new 3 VOID -']);
  });
});
