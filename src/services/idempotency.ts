/** Idempotency: the same key and intent give the first answer again, the same key with another intent changes nothing. */
import { digestOf } from '../core/digest.ts';
import { BillingError } from '../core/errors.ts';
import type { Instant } from '../core/instant.ts';
import { type JsonObject, type JsonValue, canonicalJson } from '../core/json.ts';
import { parseKey } from '../core/key.ts';
import { type IdempotencyRecord, findIdempotencyRecord, insertIdempotencyRecord } from '../repositories/idempotency.ts';
import { findCustomerKeys } from '../repositories/customerKeys.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { dataKeysOf } from './personalData.ts';
import { type TenantAtNow, loadTenantAtNow } from './tenantTime.ts';

/** What a client asked for. */
export interface Request<Kept extends JsonObject> {
  readonly operation: string;
  /** Null where a natural key already makes a repeat harmless and the client gave none. */
  readonly idempotencyKey: string | null;
  /** Everything the client said, without the key. */
  readonly input: object;
  /**
   * Where the input is personal data: whose, by what is kept. The digest of the intent is then salted with that customer's data
   * key, so that nobody can find out by trying what was said once the key is destroyed.
   */
  readonly customerOf?: ((kept: Kept) => string) | undefined;
}

/** What an operation answers and what is kept of it: ids, by which a replay finds the same things. */
export interface Answer<Kept extends JsonObject> {
  readonly kept: Kept;
  readonly replayed: boolean;
}

/**
 * Runs `work` once for a key, in one transaction with the record of its answer. A second call, also a racing one, gets the
 * first answer. A refusal inside `work` leaves the key free. What an API key is limited to is part of what it asks for, so
 * that it is never given an answer that was kept for one which sees more. Once a customer is erased, what was asked about it
 * can no longer be compared: the operation alone decides.
 * Errors, before those of `work`: REQUIRED, INVALID_VALUE, TOO_LONG for the key; IDEMPOTENCY_CONFLICT.
 */
export async function once<Kept extends JsonObject>(
  engine: Engine,
  actor: TenantActor,
  request: Request<Kept>,
  work: (tx: Transaction, at: TenantAtNow) => Promise<Answer<Kept>>,
): Promise<Answer<Kept>> {
  const key = request.idempotencyKey === null ? null : parseKey(request.idempotencyKey, ['idempotencyKey']);
  const intent = intentOf(request, actor.customerId);
  try {
    return await engine.store.transaction(async (tx) => {
      const at = await loadTenantAtNow(engine, tx, actor.tenantId);
      if (key === null) return await work(tx, at);
      const record = await findIdempotencyRecord(tx, actor.tenantId, key);
      if (record) return await replayOf(tx, actor.tenantId, record, request, intent);
      const answer = await work(tx, at);
      const said = request.customerOf === undefined ? intent : await saltedFor(engine, tx, actor.tenantId, request.customerOf(answer.kept), { intent, now: at.now });
      // A racing twin that records first makes this insert fail and the whole transaction run again, which then replays.
      await insertIdempotencyRecord(tx, actor.tenantId, { key, operation: request.operation, intent: said, result: answer.kept }, at.now);
      return answer;
    });
  } catch (error) {
    if (key === null || !(error instanceof BillingError)) throw error;
    // What a racing twin has done meanwhile may be why `work` refused: it found nothing left to do.
    const record = await findIdempotencyRecord(engine.store.database, actor.tenantId, key);
    if (!record) throw error;
    return await replayOf(engine.store.database, actor.tenantId, record, request, intent);
  }
}

async function saltedFor(engine: Engine, tx: Transaction, tenantId: string, customerId: string, { intent, now }: { intent: string; now: Instant }): Promise<string> {
  const dataKey = (await dataKeysOf(engine, tx, tenantId, [customerId], now)).get(customerId) ?? null;
  return dataKey === null ? intent : saltedIntent(intent, dataKey);
}

function saltedIntent(intent: string, dataKey: string): string {
  return digestOf('neruba.salted-intent.v1', [dataKey, intent]);
}

/** The digest of an operation's input, and of the customer its API key is limited to. Absent and null fields are the same, and so is their order. */
export function intentOf({ operation, input }: { readonly operation: string; readonly input: object }, customerId: string | null): string {
  const { idempotencyKey: _key, ...said } = input as JsonObject;
  return digestOf('neruba.intent.v1', [operation, customerId, canonicalJson(withoutAbsent(said))]);
}

async function replayOf<Kept extends JsonObject>(db: Database, tenantId: string, record: IdempotencyRecord, { operation, customerOf }: Request<Kept>, intent: string): Promise<Answer<Kept>> {
  const isSame = record.operation === operation && (record.intent === intent || (customerOf !== undefined && (await isSaid(db, tenantId, customerOf(record.result as Kept), { record, intent }))));
  if (!isSame) {
    throw new BillingError('IDEMPOTENCY_CONFLICT', 'was used before for something else; nothing was changed', ['idempotencyKey']);
  }
  return { kept: record.result as Kept, replayed: true };
}

async function isSaid(db: Database, tenantId: string, customerId: string, { record, intent }: { record: IdempotencyRecord; intent: string }): Promise<boolean> {
  const [key] = await findCustomerKeys(db, { tenantId, customerId: null }, [customerId]);
  if (!key) return false;
  return key.dataKey === null || saltedIntent(intent, key.dataKey) === record.intent;
}

/** Fields that were left out may be there as `undefined`, which JSON does not know. */
function withoutAbsent(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutAbsent(item));
  if (value === null || typeof value !== 'object') return value;
  const members: [string, JsonValue | undefined][] = Object.entries(value);
  return Object.fromEntries(members.flatMap(([name, member]) => (member === null || member === undefined ? [] : [[name, withoutAbsent(member)]])));
}
