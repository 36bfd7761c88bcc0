/** Backfills: previewed, staged, applied, reverted and listed. */
import type { LineEffect } from '../../core/backfillEffect.ts';
import { BillingError } from '../../core/errors.ts';
import { invariant } from '../../core/invariant.ts';
import type { JsonObject } from '../../core/json.ts';
import { countBackfills, findBackfillByName, pageBackfills } from '../../repositories/backfills.ts';
import { applyBackfill, backfillUsage, stageBackfill } from '../../services/backfillUsage.ts';
import { type BackfillPreview, previewBatch, previewStaged } from '../../services/previewBackfill.ts';
import { revertBackfill } from '../../services/revertBackfill.ts';
import type { RequestContext } from '../context.ts';
import { asPayload, asUserError, requestError } from '../errors.ts';
import { listWithin } from '../filterReach.ts';
import type { BackfillBatchInput, PreviewBackfillInput, Resolvers } from '../generated.ts';
import { decodeIdOf, encodeActor, encodeNodeId } from '../nodeId.ts';

const SHOWN_LINES = 1_000;
const SHOWN_RESULTS = 1_000;
const SHOWN_KEYS = 100;

export const backfillResolvers: Resolvers = {
  Query: {
    previewBackfill: (_root, { input }, context) => asPayload({}, async () => ({ preview: await preview(input, context) })),
    usageBackfill: async (_root, { id, name }, context) => {
      if ((id == null) === (name == null)) throw requestError('BAD_USER_INPUT', 'usageBackfill takes exactly one of id and name');
      const named = name == null ? null : await findBackfillByName(context.engine.store.database, context.tenantActor().tenantId, name);
      const backfillId = named?.id ?? decodeIdOf('bkf', id ?? '')?.[0];
      return backfillId === undefined ? null : await context.loaders().backfills.load(backfillId);
    },
    usageBackfills: (_root, args, context) =>
      listWithin(null, context, { args, list: ['usageBackfills'], keyOf: ({ id }) => [id], read: (db, reach, request) => pageBackfills(db, reach, request), count: (db, reach, limit) => countBackfills(db, reach, limit) }),
  },
  Mutation: {
    backfillUsage: (_root, { input: { batch, ...input } }, context) => done(context, ['batch'], () => backfillUsage(context.engine, context.tenantActor(), { ...input, ...batchOf(batch) })),
    stageBackfill: (_root, { input: { batch, ...input } }, context) => done(context, ['batch'], () => stageBackfill(context.engine, context.tenantActor(), { ...input, ...batchOf(batch) })),
    applyBackfill: (_root, { input }, context) => done(context, [], () => applyBackfill(context.engine, context.tenantActor(), input)),
    revertBackfill: (_root, { input }, context) => done(context, [], () => revertBackfill(context.engine, context.tenantActor(), input)),
  },
  UsageBackfill: {
    id: ({ id }) => encodeNodeId('bkf', id),
    customers: async ({ customerIds }, _args, { loaders }) => {
      const customers = await loaders().customers.loadMany([...customerIds]);
      return customers.flatMap((customer) => (customer instanceof Error || customer === null ? [] : [customer]));
    },
    eventNames: ({ scope }) => [...scope.eventNames],
    period: ({ scope: { from, to } }) => ({ start: from, end: to }),
    replace: ({ scope }) => scope.replace,
    actor: ({ actor }) => encodeActor(actor),
  },
  UsageBackfillStep: { actor: ({ actor }) => encodeActor(actor) },
  BackfillPreview: {
    isApplicable: ({ plan }) => plan.items.every(({ refusal }) => refusal === null),
    counts: ({ plan }) => {
      const counted = (word: string) => plan.items.filter(({ outcome }) => outcome === word).length;
      const [added, amended, restored] = [counted('ADDED'), counted('AMENDED'), counted('RESTORED')];
      return { added, amended, restored, voided: plan.voided.length, duplicates: counted('DUPLICATE'), conflicts: counted('CONFLICT'), rejected: counted('REJECTED') };
    },
    refused: (source) => resultsOf(source).filter(({ error }) => error !== null).slice(0, SHOWN_KEYS),
    results: (source) => resultsOf(source).slice(0, SHOWN_RESULTS),
    voidedKeys: ({ plan }) => plan.voided.slice(0, SHOWN_KEYS).map(({ key }) => key),
    effects: ({ effects }) => [...effects],
  },
  BackfillEffect: {
    difference: ({ customer: { currency }, lines }) => ({ minor: lines.reduce((sum, { difference }) => sum + difference, 0n), currency }),
    lines: ({ customer, lines }) => lines.slice(0, SHOWN_LINES).map((line) => ({ customer, line })),
  },
  BackfillLineEffect: {
    lineKey: ({ line }) => line.lineKey,
    price: async ({ customer, line }, _args, { loaders }) => {
      const subscribed = await loaders().subscribed.load(customer.id);
      return [...(subscribed?.versions.values() ?? [])].flatMap(({ prices }) => prices).find(({ id }) => id === line.priceId) ?? null;
    },
    servicePeriod: ({ line }) => line.service,
    dimensions: ({ line: { dimensions } }) => (dimensions === null ? null : (JSON.parse(dimensions) as JsonObject)),
    quantityBefore: ({ line }) => line.quantityBefore,
    quantityAfter: ({ line }) => line.quantityAfter,
    billed: (source) => moneyOf(source, 'billed'),
    current: (source) => moneyOf(source, 'current'),
    shouldBe: (source) => moneyOf(source, 'should'),
    difference: (source) => moneyOf(source, 'difference'),
  },
};

function moneyOf({ customer: { currency }, line }: { customer: { currency: BackfillPreview['effects'][number]['customer']['currency'] }; line: LineEffect }, name: 'billed' | 'current' | 'should' | 'difference') {
  return { minor: line[name], currency };
}

function batchOf({ events, ...scope }: BackfillBatchInput) {
  return { ...scope, events: events.map((event) => ({ ...event, properties: event.properties ?? null })) };
}

async function preview({ batch, staged }: PreviewBackfillInput, context: RequestContext): Promise<BackfillPreview> {
  const { engine, tenantActor, loaders } = context;
  if ((batch == null) === (staged == null)) throw new BillingError('INVALID_VALUE', 'takes exactly one of batch and staged', ['batch']);
  const db = engine.store.database;
  const now = await loaders().now();
  if (batch != null) return await withPath(['batch'], () => previewBatch(db, tenantActor(), now, batchOf(batch)));
  const found = await findBackfillByName(db, tenantActor().tenantId, staged ?? '');
  return await withPath(['staged'], () => previewStaged(db, tenantActor(), now, found));
}

/** What the services know as fields of their input stands within a batch in the contract. */
const OF_BATCH: ReadonlySet<string> = new Set(['customerExternalIds', 'eventNames', 'from', 'to', 'replace', 'events']);

async function withPath<Value>(prefix: readonly string[], work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    const [first = ''] = error.path;
    if (OF_BATCH.has(first)) throw error.under(...prefix);
    throw first === 'name' && prefix[0] === 'staged' ? new BillingError(error.code, error.message, prefix) : error;
  }
}

async function done(context: RequestContext, prefix: readonly string[], work: () => ReturnType<typeof applyBackfill>) {
  return await asPayload({ replayed: false }, async () => {
    const { backfillId, replayed } = await withPath(prefix, work);
    const backfill = await context.loaders().backfills.load(backfillId);
    invariant(backfill, 'a backfill that was written can be read');
    return { backfill, replayed };
  });
}

function resultsOf({ keys, plan }: BackfillPreview) {
  return plan.items.map(({ outcome, refusal }, index) => ({ index, key: keys[index] ?? '', outcome, error: refusal && asUserError(refusal.under('input', 'batch', 'events', String(index))) }));
}
