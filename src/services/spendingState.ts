/** Loads what decides whether something may be spent: a customer's lots, unbilled usage and holds, and what the usage would cost. */
import type { Customer } from '../core/customer.ts';
import type { HoldPart } from '../core/credits/hold.ts';
import { type SpendDecision, type SupposedSpending, type Wallet, costParts, decideSpend, supposedEvents } from '../core/credits/spending.ts';
import type { LineSubject } from '../core/credits/waterfall.ts';
import { BillingError } from '../core/errors.ts';
import { type Instant, later } from '../core/instant.ts';
import { type BillingState, undrawnInvoice } from '../core/issuing.ts';
import { type Meter, checkEventForMeter } from '../core/meter.ts';
import { type Claimant, type UnratedReason, claimantsOf, unratedReason } from '../core/unrated.ts';
import type { Book } from '../repositories/books.ts';
import { findActiveHolds } from '../repositories/holds.ts';
import { findMetersByCode } from '../repositories/meters.ts';
import type { Database } from '../store/database.ts';
import { type SupposedUsage, loadBillingState, loadStatesWith, loadSubscriptions } from './billingState.ts';
import { loadOwedLots } from './owedCredit.ts';

/** Whose wallet, when, and what is to be spent: usage, or an amount. */
export interface SpendQuestion {
  readonly customer: Customer;
  /** Locked, unless only looking. */
  readonly book: Book;
  readonly now: Instant;
  readonly asked: { readonly usage: SupposedSpending } | { readonly usage: null; readonly amount: bigint };
}

export interface SpendAnswer {
  readonly decision: SpendDecision;
  /** What is to be spent, by the prices that charge it. */
  readonly parts: readonly HoldPart[];
  /** Why nothing charges the usage; null if something does. In a trial it may be used all the same. */
  readonly unclaimed: UnratedReason | null;
}

/**
 * Rates what is open now, as it is and with what is asked beyond what holds are for. Costs the events of the open period, and
 * nothing of the periods before. Errors, in order: NOT_FOUND at `meterCode`; as `supposedEvents`; as `checkEventForMeter` at `properties`; OUT_OF_RANGE for an amount that does not fit.
 */
export async function loadSpend(db: Database, { customer, book, now, asked }: SpendQuestion): Promise<SpendAnswer> {
  const subscribed = await loadSubscriptions(db, book.tenantId, customer.id);
  const holds = await findActiveHolds(db, book, [customer.id], now);
  const question = { customer, book, asOf: later(now, book.ratedThrough ?? now), subscribed, withOpenUsage: true };
  const walletOf = (state: BillingState): Wallet => ({ credit: state.credit, ...undrawn(state, now), prices: state.prices, holds, at: now });
  if (asked.usage === null) {
    const parts = [{ amount: asked.amount, subject: null }];
    return { decision: decideSpend(walletOf(await withOwed(db, await loadBillingState(db, question), now)), parts, [null]), parts, unclaimed: null };
  }
  const { meterCode } = asked.usage;
  const meter = await findMeter(db, book.tenantId, meterCode);
  const events = supposedEvents(asked.usage, meter, now);
  const refusal = events[0] && checkEventForMeter(meter, events[0].properties);
  if (refusal) throw refusal;
  const claimants = claimantsOf(subscribed.subscriptions, subscribed).map((claimant) => ({ ...claimant, metered: claimant.metered.filter(({ price }) => price.terms.meterCode === meterCode) }));
  const unclaimed = unratedReason(events[0] ?? null, [meter], claimants);
  const held = holds.flatMap(({ id, terms: { usage } }) => (usage !== null && usage.meterCode === meterCode ? supposedEvents(usage, meter, now, id) : []));
  const usageOf = (added: SupposedUsage['events']): SupposedUsage => ({ meterCode, events: added });
  const supposed = unclaimed !== null ? [] : held.length === 0 ? [usageOf(events)] : [usageOf(held), usageOf([...held, ...events])];
  const { state: recorded, withUsage } = await loadStatesWith(db, question, supposed);
  const state = await withOwed(db, recorded, now);
  const [without, withIt] = withUsage.length === 2 ? withUsage : [state, withUsage[0] ?? state];
  const parts = without && withIt ? costParts(undrawn(without, now).unbilled, undrawn(withIt, now).unbilled, state.credit, state.prices) : [];
  const decision = decideSpend(walletOf(state), parts, subjectsOf(claimants, state, now));
  const isRefused = unclaimed !== null && unclaimed !== 'TRIAL';
  return { decision: isRefused ? { ...decision, isAllowed: false, reason: 'NO_SUBSCRIPTION_CLAIMS' } : decision, parts, unclaimed };
}

/** With the lots that recurring grants owe by now, which count before they are posted. */
async function withOwed(db: Database, state: BillingState, now: Instant): Promise<BillingState> {
  const { owner, credit } = state;
  const owed = await loadOwedLots(db, owner, [owner.customerId], { at: now, lots: credit.lots });
  return { ...state, credit: { ...credit, lots: [...credit.lots, ...owed] } };
}

/** Drafted, and never posted. */
function undrawn(state: BillingState, now: Instant): Pick<Wallet, 'unbilled' | 'credited'> {
  const { view, credited } = undrawnInvoice(state, { now, cause: 'draft', actor: 'draft' });
  return { unbilled: view, credited };
}

async function findMeter(db: Database, tenantId: string, code: string): Promise<Meter> {
  const [meter] = await findMetersByCode(db, tenantId, [code]);
  if (!meter) throw new BillingError('NOT_FOUND', 'is not a meter', ['meterCode']);
  return meter;
}

/** The prices that charge the meter's usage now. */
function subjectsOf(claimants: readonly Claimant[], { credit }: BillingState, now: Instant): LineSubject[] {
  const inForce = claimants.flatMap(({ metered }) => metered.filter(({ startAt, endAt }) => startAt <= now && (endAt === null || now < endAt)));
  return inForce.map(({ price: { id, terms } }) => ({ meterCode: terms.meterCode, priceCode: terms.code, planId: credit.planIds.get(id) ?? '' }));
}
