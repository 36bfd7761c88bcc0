/** The contract's promise: what a client of the recorded SDL sends keeps its meaning. `npm run contract` records a new one. */
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';
import { describe, expect, it } from 'vitest';
import { bareSchema } from '../../src/graphql/schema.ts';

const recorded = readFileSync(new URL('../contract/recorded.graphql', import.meta.url), 'utf8');

describe('contract', () => {
  it('contract: nothing that the recorded SDL has is taken away or narrowed', () => {
    const changes = findBreakingChanges(buildSchema(recorded), bareSchema());
    expect(changes.map(({ description }) => description)).toEqual([]);
  });

  it('contract: a field that may be null now is noticed', () => {
    const broken = buildSchema(recorded.replace('  totalCount: TotalCount!', '  totalCount: TotalCount'));
    expect(findBreakingChanges(buildSchema(recorded), broken)).toHaveLength(1);
  });
});
