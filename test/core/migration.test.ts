import { describe, expect, it } from 'vitest';
import { type MigrationTargets, decideMigration } from '../../src/core/migration.ts';
import { instantText } from '../../src/core/instant.ts';
import { at, subscription } from '../support/ledger.ts';
import { refusalOf } from '../support/refusal.ts';

const TARGETS: MigrationTargets = new Map([
  ['v1', { id: 'v2', keptUnits: ({ seats }) => (seats ? { seats } : {}) }],
  ['v2', { id: 'v2', keptUnits: (quantities) => quantities }],
]);
const WAY = { proration: 'DAILY', tiers: 'CARRY_OVER' } as const;

function migrated(from: string, ...segments: Parameters<typeof subscription>[1][]): string[] {
  const drafts = decideMigration(subscription('s', ...segments), at(from), WAY, TARGETS);
  return drafts.map(({ startAt, state, planVersionId, quantities, tiers }) => `${instantText(startAt).slice(0, 10)} ${state} ${planVersionId} ${Object.keys(quantities).join()} ${tiers ?? ''}`.trim());
}

describe('a migration', () => {
  it('migration: what is in force goes on with the target, and units of prices that it has are kept', () => {
    expect(migrated('2026-02-01', { from: '2026-01-01', quantities: { seats: '3', gone: '1' } })).toEqual(['2026-02-01 ACTIVE v2 seats CARRY_OVER']);
  });

  it('migration: pauses, other plans and the end that follow are recorded again, each with its own way', () => {
    expect(
      migrated('2026-02-01', { from: '2026-01-01' }, { from: '2026-03-01', state: 'PAUSED' }, { from: '2026-04-01', on: 'other' }, { from: '2026-05-01', state: 'ENDED' }),
    ).toEqual(['2026-02-01 ACTIVE v2  CARRY_OVER', '2026-03-01 PAUSED v2', '2026-04-01 ACTIVE other', '2026-05-01 ENDED v2']);
  });

  it('migration: a stay on the plan that begins later is moved from then, and what is before it stays', () => {
    expect(migrated('2026-02-01', { from: '2026-01-01', on: 'other' }, { from: '2026-03-01' })).toEqual(['2026-03-01 ACTIVE v2  CARRY_OVER']);
  });

  it('migration: nothing for one that is on the target, refused for one that is on no version of it from then on', () => {
    expect(migrated('2026-02-01', { from: '2026-01-01', on: 'v2' })).toEqual([]);
    expect(refusalOf(() => migrated('2026-02-01', { from: '2026-01-01', on: 'other' }))).toBe('INVALID_STATE at ');
    expect(refusalOf(() => migrated('2026-02-01', { from: '2026-01-01' }, { from: '2026-01-20', state: 'ENDED' }))).toBe('INVALID_STATE at ');
  });
});
