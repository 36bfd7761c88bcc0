/** Previews a change of a subscription: the same decision and the same figures as making it, and nothing is written. */
import { decideChange, effectiveAt } from '../core/subscriptionChange.ts';
import { type Instant, earlier, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { nextBillableAt } from '../core/chargeLine.ts';
import type { Journal } from '../core/journal.ts';
import { findBooks } from '../repositories/books.ts';
import type { PublishedVersion } from '../repositories/plans.ts';
import type { Subscription } from '../repositories/subscriptions.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import type { CustomerSubscriptions } from './billingState.ts';
import type { Engine } from './engine.ts';
import { type DraftInvoice, draftAt } from './invoiceDraft.ts';
import { type PlanChange, type PriceChange, decidePlanChange, decidePriceChange } from './planChange.ts';
import { type ChangeDecision, type ChangeInput, type ChangeState, type SubscriptionPlace, changeTimeOf, loadChangeState, recorded } from './subscriptionChange.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** What a change would bring. */
export interface ChangePreview {
  /** When it would take effect. */
  readonly effectiveAt: Instant;
  /** The charges that an invoice then would post, and the invoice; null if nothing would be on it. */
  readonly charges: readonly Journal[];
  readonly invoice: DraftInvoice | null;
  /** The invoice at the end of the period after that; null if nothing would be on it. */
  readonly nextInvoice: DraftInvoice | null;
}

/** Errors: those of `changePlan`. */
export async function previewPlanChange(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: PlanChange): Promise<ChangePreview> {
  return await preview(engine, actor, { place, input }, (state, db) => decidePlanChange(db, actor, state, input));
}

/** Errors: those of `overridePrices`. */
export async function previewPriceOverrides(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: PriceChange): Promise<ChangePreview> {
  return await preview(engine, actor, { place, input }, (state, db) => decidePriceChange(db, actor, state, input));
}

/** Errors: those of `cancelSubscription`. */
export async function previewCancellation(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: PreviewInput): Promise<ChangePreview> {
  return await preview(engine, actor, { place, input }, ({ subscription, subscribed, now }) => ({
    segments: decideChange(subscription, subscribed, now, changeTimeOf(input), { state: 'ENDED' }).slice(0, 1),
  }));
}

export type PreviewInput = Pick<ChangeInput, 'effective' | 'at' | 'proration' | 'tiers'>;

type Decide = (state: ChangeState, db: Database) => Promise<ChangeDecision> | ChangeDecision;

/** Of one state of the books. */
async function preview(engine: Engine, actor: TenantActor, { place, input }: { place: SubscriptionPlace | null; input: PreviewInput }, decide: Decide): Promise<ChangePreview> {
  return await engine.store.snapshot(async (db) => {
    const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
    return await previewIn(db, actor, { state: await loadChangeState(db, actor, place, now), input }, decide);
  });
}

async function previewIn(db: Database, actor: TenantActor, { state, input }: { state: ChangeState; input: PreviewInput }, decide: Decide): Promise<ChangePreview> {
  const { now } = state;
  const { segments, version } = await decide(state, db);
  const { customer, subscription } = state;
  const [book] = await findBooks(db, actor, [customer.id]);
  invariant(book, 'a customer has a book');
  const changed = { ...subscription, segments: [...subscription.segments, ...recorded(segments, state, { book, actor, reason: null })] };
  const subscribed = withChange(state.subscribed, changed, version);
  const takesEffect = effectiveAt(subscription, subscribed, now, changeTimeOf(input));
  const draft = async (asOf: Instant) => await draftAt(db, actor, { customer, book, asOf, subscribed }, now);
  const firstAt = later(takesEffect, book.ratedThrough ?? earlier(takesEffect, now));
  const nextAt = nextBillableAt({ ...subscribed, after: firstAt });
  const [first, next] = [await draft(firstAt), nextAt === null ? null : await draft(nextAt)];
  return { effectiveAt: takesEffect, charges: first.charges, invoice: first.draft, nextInvoice: next?.draft ?? null };
}

/** The subscriptions with one of them changed, and the plan version that this brings in. */
function withChange(known: CustomerSubscriptions, changed: Subscription, version: PublishedVersion | undefined): CustomerSubscriptions {
  const subscriptions = known.subscriptions.map((other) => (other.id === changed.id ? changed : other));
  return { ...known, subscriptions, versions: new Map([...known.versions, ...(version ? [[version.id, version] as const] : [])]) };
}
