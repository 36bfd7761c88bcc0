/** Work for a tenant that a process of its own does, to be killed at one of its writes, and that another then does to its end. */
import { postAllCredit } from '../../src/jobs/credits.ts';
import { issueAllAtThresholds } from '../../src/jobs/thresholds.ts';
import { topUpAll } from '../../src/jobs/topUps.ts';
import { issueAllNotes } from '../../src/jobs/usageNotes.ts';
import { TENANT_SCOPES, type TenantActor } from '../../src/services/actor.ts';
import { applyBackfill } from '../../src/services/backfillUsage.ts';
import type { Engine } from '../../src/services/engine.ts';
import { eraseCustomer } from '../../src/services/eraseCustomer.ts';

/** By name: what is done for a tenant, by its first key. What is refused or fails throws. */
export const WORK = {
  backfill: async (engine, actor) => void (await applyBackfill(engine, actor, { idempotencyKey: 'apply', name: 'january', pages: 1 })),
  usageNotes: (engine) => issueAllNotes(engine, FAILING),
  credits: (engine) => postAllCredit(engine, FAILING),
  thresholds: (engine) => issueAllAtThresholds(engine, FAILING, new Map()),
  topUps: (engine) => topUpAll(engine, FAILING),
  erasure: async (engine, actor) => void (await eraseCustomer(engine, actor, { idempotencyKey: 'erase', customerExternalId: 'cora', reason: 'asked for' })),
} as const satisfies Record<string, (engine: Engine, actor: TenantActor) => Promise<void>>;
export type WorkName = keyof typeof WORK;

const FAILING = { error: (said: unknown) => { throw new Error('a job failed', { cause: said }); } };

export type Whose = Pick<TenantActor, 'tenantId' | 'keyId'>;

export async function doWork(engine: Engine, name: WorkName, whose: Whose): Promise<void> {
  await WORK[name](engine, { ...whose, customerId: null, scopes: new Set(TENANT_SCOPES), expiresAt: null });
}

export function isWrite(statement: string): boolean {
  return /^(?:insert|update)\b/i.test(statement);
}
