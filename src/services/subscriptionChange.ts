/** The frame of every change of a subscription: serialised by the customer's book, idempotent, recorded with who and why. */
import type { Customer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { parseReason } from '../core/key.ts';
import type { ChangeTime, Effective, SegmentDraft } from '../core/subscriptionChange.ts';
import type { Proration } from '../core/proration.ts';
import type { TierPolicy } from '../core/segment.ts';
import { type Book, lockBook } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import { type PublishedVersion, saveOverriddenVersion } from '../repositories/plans.ts';
import { type RecordedSegment, type Subscription, insertSegments } from '../repositories/subscriptions.ts';
import type { Database, Transaction } from '../store/database.ts';
import { noticeBalance } from './balanceAlerts.ts';
import type { TenantActor } from './actor.ts';
import { type CustomerSubscriptions, loadSubscriptions } from './billingState.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { isOverridden } from './overriddenVersion.ts';

/** What every change takes. */
export interface ChangeInput {
  readonly idempotencyKey: string;
  readonly effective?: Effective | null | undefined;
  readonly at?: Instant | null | undefined;
  readonly proration?: Proration | null | undefined;
  readonly tiers?: TierPolicy | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Where a subscription is found. */
export type SubscriptionPlace = { readonly customerId: string; readonly subscriptionId: string };

/** What a change is decided from. */
export interface ChangeState {
  readonly customer: Customer;
  readonly subscription: Subscription;
  readonly subscribed: CustomerSubscriptions;
  readonly now: Instant;
}

/** What a change comes to: the segments to append, and the version with overridden prices that they bring in, if any. */
export interface ChangeDecision {
  readonly segments: readonly SegmentDraft[];
  readonly version?: PublishedVersion;
}

/**
 * Runs a change once for its key. `decide` answers the segments to append.
 * Errors, in order: the idempotency key's; NOT_FOUND at `subscriptionId`; `reason` as `parseReason`; those of `decide`.
 */
export async function changeSubscription(
  engine: Engine,
  actor: TenantActor,
  change: { readonly operation: string; readonly place: SubscriptionPlace | null; readonly input: ChangeInput },
  decide: (state: ChangeState, tx: Transaction) => Promise<ChangeDecision> | ChangeDecision,
): Promise<SubscriptionPlace & { replayed: boolean }> {
  const { operation, input, place } = change;
  const request = { operation, idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<SubscriptionPlace>(engine, actor, request, async (tx, { now }) => {
    const book = place && (await lockBook(tx, { tenantId: actor.tenantId, customerId: place.customerId }));
    const state = await loadChangeState(tx, actor, place, now);
    if (book) await noticeBalance(tx, book, now);

    const reason = parseReason(input.reason);
    const { segments, version } = await decide(state, tx);

    invariant(book, 'a customer has a book');
    if (version && isOverridden(version)) await saveOverriddenVersion(tx, actor.tenantId, version);
    await insertSegments(tx, actor.tenantId, state.subscription, recorded(segments, state, { book, actor, reason }));
    await noticeBalance(tx, book, now);
    return { kept: { customerId: state.customer.id, subscriptionId: state.subscription.id }, replayed: false };
  });
  return { ...kept, replayed };
}

/** A subscription with everything its changes are decided from. Errors: NOT_FOUND at `subscriptionId`. */
export async function loadChangeState(db: Database, actor: TenantActor, place: SubscriptionPlace | null, now: Instant): Promise<ChangeState> {
  const unknown = new BillingError('NOT_FOUND', 'is not a subscription', ['subscriptionId']);
  const [customer] = place ? await findCustomers(db, actor, [place.customerId]) : [];
  if (!customer) throw unknown;
  const subscribed = await loadSubscriptions(db, actor.tenantId, customer.id);
  const subscription = subscribed.subscriptions.find(({ id }) => id === place?.subscriptionId);
  if (!subscription) throw unknown;
  return { customer, subscription, subscribed, now };
}

/** Drafts as they would be recorded: after the segments that are there, at the book's present head. */
export function recorded(
  drafts: readonly SegmentDraft[],
  { subscription, now }: Pick<ChangeState, 'subscription' | 'now'>,
  { book, actor, reason }: { book: Pick<Book, 'seq'>; actor: TenantActor; reason: string | null },
): RecordedSegment[] {
  const last = subscription.segments.at(-1)?.ordinal ?? 0;
  return drafts.map((draft, index) => ({ ...draft, ordinal: last + 1 + index, bookSeq: book.seq, recordedAt: now, actor: actor.keyId, reason }));
}

/** When a change takes effect; at once if nothing is said. */
export function changeTimeOf({ effective, at, proration, tiers }: Pick<ChangeInput, 'effective' | 'at' | 'proration' | 'tiers'>): ChangeTime {
  return { effective: effective ?? (at == null ? 'NOW' : 'AT'), at: at ?? null, proration: proration ?? null, tiers: tiers ?? null };
}
