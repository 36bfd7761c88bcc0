/** Previews a backfill: what would become of each event, and of the bills of its customers. Nothing is written. */
import { type BackfillPlan, parseScope, touchedTimes } from '../core/backfill.ts';
import { type LineEffect, lineEffects } from '../core/backfillEffect.ts';
import { type ChargeLine, linesMeeting, withCommitments } from '../core/chargeLine.ts';
import { rateLines } from '../core/commitment.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { type Instant, earlier, instant, later } from '../core/instant.ts';
import { carriesLevel, reachOf } from '../core/level.ts';
import { intersect } from '../core/period.ts';
import { type Backfill, findBatch } from '../repositories/backfills.ts';
import { findCustomers } from '../repositories/customers.ts';
import { findJournalsOfLines } from '../repositories/journals.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type BackfillBatch, loadBackfillCustomers, loadBackfillPlan, readBatch } from './backfillPlan.ts';
import { loadSubscriptions } from './billingState.ts';
import { type UsageOverlay, loadLineUsage } from './lineUsage.ts';
import type { UsageEventInput } from '../core/usageEvent.ts';
import type { BackfillScope } from '../core/backfill.ts';

export interface BackfilledCustomer {
  readonly customer: Customer;
  readonly lines: readonly LineEffect[];
}

export interface BackfillPreview {
  readonly keys: readonly string[];
  readonly plan: BackfillPlan;
  /** The first of the customers concerned, in the order asked for. */
  readonly effects: readonly BackfilledCustomer[];
  /** How many are concerned. */
  readonly customerCount: number;
}

/** The most customers whose bills one preview shows. */
export const EFFECT_CUSTOMERS = 100;

export interface PreviewBatchInput extends BackfillScope {
  readonly events: readonly UsageEventInput[];
}

const PREVIEW_EVENTS = 1_000;

/** Errors, in order: TOO_MANY at `events`; those of `parseScope`; NOT_FOUND at `customerExternalIds`; those of `planBackfill`. */
export async function previewBatch(db: Database, actor: TenantActor, now: Instant, { events: inputs, ...asked }: PreviewBatchInput): Promise<BackfillPreview> {
  refuseUnless(inputs.length <= PREVIEW_EVENTS, 'TOO_MANY', `has more than ${PREVIEW_EVENTS} events`, ['events']);
  const scope = parseScope(asked);
  const customerIds = await loadBackfillCustomers(db, actor, scope, asked.customerExternalIds);
  return await preview(db, actor, now, { scope, customerIds, events: readBatch(inputs, scope) }, inputs.map(({ key }) => key));
}

/** What was staged. Errors, in order: NOT_FOUND at `name`; INVALID_STATE at `name` once it is applied; those of `planBackfill`. */
export async function previewStaged(db: Database, actor: TenantActor, now: Instant, backfill: Backfill | null): Promise<BackfillPreview> {
  const customers = backfill ? await findCustomers(db, actor, backfill.customerIds) : [];
  if (!backfill || customers.length < backfill.customerIds.length) throw new BillingError('NOT_FOUND', 'is not a backfill', ['name']);
  refuseUnless(backfill.state === 'STAGED', 'INVALID_STATE', 'was applied already', ['name']);
  const customerIds = new Map(customers.map(({ id, externalId }) => [externalId, id]));
  const events = await findBatch(db, actor.tenantId, backfill.id);
  const scope = { ...backfill.scope, customerExternalIds: [...customerIds.keys()] };
  return await preview(db, actor, now, { scope, customerIds, events: events.map((event) => ({ event })) }, events.map(({ key }) => key));
}

async function preview(db: Database, actor: TenantActor, now: Instant, batch: BackfillBatch, keys: readonly string[]): Promise<BackfillPreview> {
  const plan = await loadBackfillPlan(db, actor, batch);
  const touched = new Set([...plan.additions, ...plan.corrections].map(({ customerId }) => customerId));
  const concerned = [...batch.customerIds.values()].filter((id) => touched.has(id));
  const customers = await findCustomers(db, actor, concerned.slice(0, EFFECT_CUSTOMERS));
  const effects: BackfilledCustomer[] = [];
  for (const customer of customers) effects.push({ customer, lines: await effectOn(db, actor.tenantId, customer, plan, now) });
  return { keys, plan, effects, customerCount: concerned.length };
}

const AFTER = 1;

/** Rates the lines that the backfill touches twice: with the usage as it is, and with what it would be. */
async function effectOn(db: Database, tenantId: string, customer: Customer, plan: BackfillPlan, now: Instant): Promise<LineEffect[]> {
  const additions = plan.additions.filter(({ customerId }) => customerId === customer.id);
  const corrections = plan.corrections.filter(({ customerId }) => customerId === customer.id);
  const touched = touchedTimes(additions, corrections);
  const [first, ...others] = touched.map(({ at }) => at);
  if (first === undefined) return [];
  const time = { start: others.reduce(earlier, first), end: instant(others.reduce(later, first) + AFTER) };
  const names = new Set(touched.map(({ eventName }) => eventName));
  const subscribed = await loadSubscriptions(db, tenantId, customer.id);
  const isLevel = ({ price }: ChargeLine) => price.meter !== null && carriesLevel(price.meter);
  const met = linesMeeting(subscribed.subscriptions, subscribed, time);
  // What is done to a level is done to every period since.
  const since = linesMeeting(subscribed.subscriptions, subscribed, { start: time.start, end: later(time.end, now) }).filter(isLevel);
  const lines = [...new Map([...met, ...since].map((line) => [line.lineKey, line])).values()];
  const affected = new Set(lines.filter(({ price: { meter }, service }) => meter !== null && names.has(meter.eventName) && intersect(reachOf(meter, service), time) !== null));
  for (const line of withCommitments(lines, affected)) affected.add(line);

  const toRate = lines.filter((line) => affected.has(line));
  const question = { tenantId, customerId: customer.id, knownBySeq: null };
  const before = await loadLineUsage(db, question, toRate);
  const after = await loadLineUsage(db, question, toRate, overlayOf(additions, corrections));
  const [was, is] = [before, after].map((usage) => rateLines(toRate, (line) => usage.get(line) ?? null, customer.currency));
  const lineKeys = [...new Set([...(was ?? []), ...(is ?? [])].map(({ lineKey }) => lineKey))];
  return lineEffects(was ?? [], is ?? [], await findJournalsOfLines(db, tenantId, [customer.id], lineKeys));
}

function overlayOf(additions: BackfillPlan['additions'], corrections: BackfillPlan['corrections']): UsageOverlay {
  const changed = corrections.flatMap(({ key, eventName, draft: { values } }) => (values === null ? [] : [{ key, eventName, ...values }]));
  return { without: new Set(corrections.map(({ eventId }) => eventId)), added: [...additions.map(({ event }) => event), ...changed].sort((a, b) => a.occurredAt - b.occurredAt) };
}
