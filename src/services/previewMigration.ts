/** Previews a migration: for each customer what it would do to every invoice concerned. The same decision and figures as making it, and nothing is written. */
import { type LineEffect, type TotalsEffect, cutsOfJournals, lineEffects, totalsEffect } from '../core/changeEffect.ts';
import type { Customer } from '../core/customer.ts';
import { BillingError } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import { later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { InvoiceView, LineSubjects } from '../core/invoice.ts';
import { findBooks } from '../repositories/books.ts';
import { type InvoiceCut, findCutsOfBook } from '../repositories/invoices.ts';
import { findJournalsOfLines } from '../repositories/journals.ts';
import type { PublishedPrice, PublishedVersion } from '../repositories/plans.ts';
import type { SubscribingCustomers } from '../repositories/subscribers.ts';
import type { Subscription } from '../repositories/subscriptions.ts';
import type { Database } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { type CustomerSubscriptions, loadSubscriptions } from './billingState.ts';
import type { Engine } from './engine.ts';
import { type DraftInvoice, draftAt } from './invoiceDraft.ts';
import { type FixedChoice, type MigrationOrder, decideFor, loadChoice, refuseBadTime } from './migrationChoice.ts';
import { recorded } from './subscriptionChange.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** A migration that can be asked about customers. */
export interface MigrationPreview {
  readonly order: MigrationOrder;
  readonly choice: FixedChoice;
  /** Whose subscriptions it would move. */
  readonly customers: SubscribingCustomers;
}

/** What would become of one subscription. */
export interface PreviewedSubscription {
  readonly subscription: Subscription;
  readonly outcome: 'MIGRATED' | 'UNCHANGED' | 'REFUSED';
  readonly error: BillingError | null;
}

/** What the migration would do to one customer's invoices. */
export interface MigratedCustomer {
  readonly customer: Customer;
  readonly subscriptions: readonly PreviewedSubscription[];
  /** Null if `refusal` says why the invoices could not be drafted. */
  readonly effect: CustomerEffect | null;
  readonly refusal: BillingError | null;
}

export interface CustomerEffect {
  readonly customer: Customer;
  /** By the invoice that had the lines first, oldest first; last, what no invoice has had. */
  readonly invoices: readonly InvoiceEffect[];
  readonly sums: EffectSums;
  /** What the migration makes of the next invoice's totals. */
  readonly totals: TotalsEffect;
  /** The next invoice with the migration; null if nothing would be on it. */
  readonly nextInvoice: DraftInvoice | null;
  /** Every price that its subscriptions were or would be on, by id. */
  readonly prices: ReadonlyMap<string, PublishedPrice>;
}

export interface InvoiceEffect {
  /** Null for lines that no invoice has had. */
  readonly cut: InvoiceCut | null;
  readonly lines: readonly BilledEffect[];
  readonly sums: EffectSums;
}

/** A line with the invoices that have had it, oldest first. */
export interface BilledEffect extends LineEffect {
  readonly cuts: readonly InvoiceCut[];
}

export type EffectSums = Pick<LineEffect, 'billed' | 'shouldBe' | 'difference' | 'effect'>;

/** Errors, in order: NOT_FOUND at `planCode`, `toVersion`, `fromVersions`, `customerExternalIds`; REQUIRED or INVALID_VALUE at `at`. */
export async function prepareMigrationPreview(engine: Engine, actor: TenantActor, order: MigrationOrder): Promise<MigrationPreview> {
  const db = engine.store.database;
  const choice = await loadChoice(db, actor, order);
  refuseBadTime(order);
  const { now } = await loadTenantAtNow(engine, db, actor.tenantId);
  const ofPlaces = order.places?.map(({ customerId }) => customerId) ?? null;
  const customerIds = ofPlaces === null ? choice.customerIds : [...new Set(ofPlaces.filter((id) => choice.customerIds?.includes(id) ?? true))];
  return { order, choice: { ...choice, startedAt: now }, customers: { planId: choice.planId, versionIds: choice.fromIds, customerIds } };
}

/** One customer. What stands in the way of drafting its invoices is told, and is no error of the others. */
export async function previewCustomer(engine: Engine, actor: TenantActor, preview: MigrationPreview, customer: Customer): Promise<MigratedCustomer> {
  return await engine.store.snapshot((db) => previewIn(db, actor, preview, customer));
}

async function previewIn(db: Database, actor: TenantActor, preview: MigrationPreview, customer: Customer): Promise<MigratedCustomer> {
  const subscribed = await loadSubscriptions(db, actor.tenantId, customer.id);
  const [book] = await findBooks(db, actor, [customer.id]);
  invariant(book, 'a customer has a book');
  const chosen = subscribed.subscriptions.filter((subscription) => isChosen(subscription, subscribed, preview));
  const moves = [];
  for (const subscription of chosen) moves.push(await moveOf(db, actor, preview, { customer, subscribed, subscription, bookSeq: book.seq }));
  const subscriptions = moves.map(({ subscription, outcome, error }) => ({ subscription, outcome, error }));
  try {
    const now = preview.choice.startedAt;
    const question = { customer, book, asOf: later(now, book.ratedThrough ?? now) };
    const without = await draftAt(db, actor, { ...question, subscribed }, now);
    const moved = withMoves(subscribed, moves);
    const changed = await draftAt(db, actor, { ...question, subscribed: moved }, now);
    const effect = await effectOf(db, { actor, customer, without: without.view, changed: changed.view, subjects: changed.subjects });
    const prices = new Map([...moved.versions.values()].flatMap((version) => version.prices.map((price) => [price.id, price] as const)));
    return { customer, subscriptions, effect: { ...effect, nextInvoice: changed.draft, prices }, refusal: null };
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    return { customer, subscriptions, effect: null, refusal: error };
  }
}

interface Move extends PreviewedSubscription {
  readonly changed: Subscription;
  readonly versions: readonly PublishedVersion[];
}

/** Subscriptions that the migration would decide: by their places, or all that were ever on a version to leave. */
function isChosen({ id, customerId, segments }: Subscription, { versions }: CustomerSubscriptions, { order, choice }: MigrationPreview): boolean {
  if (order.places != null) return order.places.some((place) => place.subscriptionId === id && place.customerId === customerId);
  return segments.some(({ planVersionId }) => {
    const version = versions.get(planVersionId);
    return version?.planId === choice.planId && (choice.fromIds?.includes(version.baseId ?? version.id) ?? true);
  });
}

async function moveOf(
  db: Database,
  actor: TenantActor,
  { order, choice }: MigrationPreview,
  { customer, subscribed, subscription, bookSeq }: { customer: Customer; subscribed: CustomerSubscriptions; subscription: Subscription; bookSeq: number },
): Promise<Move> {
  const state = { customer, subscribed, subscription, now: choice.startedAt };
  try {
    const { segments, versions } = await decideFor(db, actor, state, order, choice);
    const changed = { ...subscription, segments: [...subscription.segments, ...recorded(segments, state, { book: { seq: bookSeq }, actor, reason: null })] };
    return { subscription, outcome: segments.length === 0 ? 'UNCHANGED' : 'MIGRATED', error: null, changed, versions };
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    return { subscription, outcome: 'REFUSED', error, changed: subscription, versions: [] };
  }
}

function withMoves(known: CustomerSubscriptions, moves: readonly Move[]): CustomerSubscriptions {
  const changed = new Map(moves.map((move) => [move.subscription.id, move.changed]));
  const versions = new Map([...known.versions, ...moves.flatMap((move) => move.versions.map((version) => [version.id, version] as const))]);
  return { ...known, versions, subscriptions: known.subscriptions.map((subscription) => changed.get(subscription.id) ?? subscription) };
}

interface Drafts {
  readonly actor: TenantActor;
  readonly customer: Customer;
  readonly without: InvoiceView;
  readonly changed: InvoiceView;
  readonly subjects: LineSubjects;
}

async function effectOf(db: Database, { actor, customer, without, changed, subjects }: Drafts): Promise<Omit<CustomerEffect, 'nextInvoice' | 'prices'>> {
  const owner = { tenantId: actor.tenantId, customerId: customer.id };
  const lines = lineEffects({ without, changed }, subjects);
  const cuts = await findCutsOfBook(db, owner);
  const journals = groupBy(await findJournalsOfLines(db, owner.tenantId, [customer.id], [...new Set(lines.flatMap(({ lineKeys }) => lineKeys))]), ({ line }) => line?.lineKey ?? '');
  const billed = lines.map((line): BilledEffect => ({ ...line, cuts: cutsOfJournals(line.lineKeys.flatMap((lineKey) => journals.get(lineKey) ?? []), cuts) }));
  const byCut = groupBy(billed, (line) => line.cuts[0]?.id ?? '');
  const concerned = [...cuts, null].flatMap((cut) => {
    const own = byCut.get(cut?.id ?? '');
    return own === undefined ? [] : [{ cut, lines: own, sums: effectSums(own) }];
  });
  return { customer, invoices: concerned, sums: effectSums(lines), totals: totalsEffect({ without, changed }) };
}

/** What several lines, invoices or customers come to together. */
export function effectSums(parts: readonly EffectSums[]): EffectSums {
  const sums = { billed: 0n, shouldBe: 0n, difference: 0n, effect: 0n };
  for (const { billed, shouldBe, difference, effect } of parts) {
    sums.billed += billed;
    sums.shouldBe += shouldBe;
    sums.difference += difference;
    sums.effect += effect;
  }
  return sums;
}
