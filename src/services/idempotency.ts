/** Idempotency: the same key and intent give the first answer again, the same key with another intent changes nothing. */
import { digestOf } from '../core/digest.ts';
import { BillingError } from '../core/errors.ts';
import { type JsonObject, type JsonValue, canonicalJson } from '../core/json.ts';
import { parseKey } from '../core/key.ts';
import { type IdempotencyRecord, findIdempotencyRecord, insertIdempotencyRecord } from '../repositories/idempotency.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type TenantAtNow, loadTenantAtNow } from './tenantTime.ts';

/** What a client asked for. */
export interface Request {
  readonly operation: string;
  /** Null where a natural key already makes a repeat harmless and the client gave none. */
  readonly idempotencyKey: string | null;
  /** Everything the client said, without the key. */
  readonly input: object;
}

/** What an operation answers and what is kept of it: ids, by which a replay finds the same things. */
export interface Answer<Kept extends JsonObject> {
  readonly kept: Kept;
  readonly replayed: boolean;
}

/**
 * Runs `work` once for a key, in one transaction with the record of its answer. A second call, also a racing one, gets the
 * first answer. A refusal inside `work` leaves the key free. What an API key is limited to is part of what it asks for, so
 * that it is never given an answer that was kept for one which sees more.
 * Errors, before those of `work`: REQUIRED, INVALID_VALUE, TOO_LONG for the key; IDEMPOTENCY_CONFLICT.
 */
export async function once<Kept extends JsonObject>(
  engine: Engine,
  actor: TenantActor,
  request: Request,
  work: (tx: Transaction, at: TenantAtNow) => Promise<Answer<Kept>>,
): Promise<Answer<Kept>> {
  const key = request.idempotencyKey === null ? null : parseKey(request.idempotencyKey, ['idempotencyKey']);
  const intent = intentOf(request, actor.customerId);
  try {
    return await engine.store.transaction(async (tx) => {
      const at = await loadTenantAtNow(engine, tx, actor.tenantId);
      if (key === null) return await work(tx, at);
      const record = await findIdempotencyRecord(tx, actor.tenantId, key);
      if (record) return replayOf<Kept>(record, request.operation, intent);
      const answer = await work(tx, at);
      // A racing twin that records first makes this insert fail and the whole transaction run again, which then replays.
      await insertIdempotencyRecord(tx, actor.tenantId, { key, operation: request.operation, intent, result: answer.kept }, at.now);
      return answer;
    });
  } catch (error) {
    if (key === null || !(error instanceof BillingError)) throw error;
    // What a racing twin has done meanwhile may be why `work` refused: it found nothing left to do.
    const record = await findIdempotencyRecord(engine.store.database, actor.tenantId, key);
    if (!record) throw error;
    return replayOf<Kept>(record, request.operation, intent);
  }
}

/** The digest of an operation's input, and of the customer its API key is limited to. Absent and null fields are the same, and so is their order. */
export function intentOf({ operation, input }: Pick<Request, 'operation' | 'input'>, customerId: string | null): string {
  const { idempotencyKey: _key, ...said } = input as JsonObject;
  return digestOf('neruba.intent.v1', [operation, customerId, canonicalJson(withoutAbsent(said))]);
}

function replayOf<Kept extends JsonObject>(record: IdempotencyRecord, operation: string, intent: string): Answer<Kept> {
  if (record.operation !== operation || record.intent !== intent) {
    throw new BillingError('IDEMPOTENCY_CONFLICT', 'was used before for something else; nothing was changed', ['idempotencyKey']);
  }
  return { kept: record.result as Kept, replayed: true };
}

/** Fields that were left out may be there as `undefined`, which JSON does not know. */
function withoutAbsent(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutAbsent(item));
  if (value === null || typeof value !== 'object') return value;
  const members: [string, JsonValue | undefined][] = Object.entries(value);
  return Object.fromEntries(members.flatMap(([name, member]) => (member === null || member === undefined ? [] : [[name, withoutAbsent(member)]])));
}
