/** Pauses, resumes and cancels a subscription, and takes back what is scheduled. */
import { refuseUnless } from '../core/errors.ts';
import type { SegmentState } from '../core/segment.ts';
import { decideChange, decideUnscheduling, effectiveAt, segmentInForce } from '../core/subscriptionChange.ts';
import type { TenantActor } from './actor.ts';
import type { Engine } from './engine.ts';
import { type ChangeInput, type SubscriptionPlace, changeSubscription, changeTimeOf } from './subscriptionChange.ts';

type Changed = SubscriptionPlace & { replayed: boolean };

export interface PauseInput extends ChangeInput {
  /** Whether usage while paused is charged; ignored if not. */
  readonly usage?: 'CHARGE' | 'IGNORE' | null | undefined;
}

/** Errors, in order: those of `changeSubscription`; those of `decideChange`; INVALID_STATE if it is paused by then already. */
export async function pauseSubscription(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: PauseInput): Promise<Changed> {
  const paused: SegmentState = input.usage === 'CHARGE' ? 'METERED' : 'PAUSED';
  return await enter(engine, actor, { operation: 'pauseSubscription', place, input }, { state: paused, from: ['ACTIVE'], refusal: 'the subscription is paused by then already' });
}

/** Errors, in order: those of `changeSubscription`; those of `decideChange`; INVALID_STATE if it is not paused by then. */
export async function resumeSubscription(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: ChangeInput): Promise<Changed> {
  return await enter(engine, actor, { operation: 'resumeSubscription', place, input }, { state: 'ACTIVE', from: ['PAUSED', 'METERED'], refusal: 'the subscription is not paused by then' });
}

/** Unused time of fees in advance is credited as `proration` says; NONE credits nothing. Errors: those of `changeSubscription`; those of `decideChange`. */
export async function cancelSubscription(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: ChangeInput): Promise<Changed> {
  return await changeSubscription(engine, actor, { operation: 'cancelSubscription', place, input }, ({ subscription, subscribed, now }) => {
    const [end] = decideChange(subscription, subscribed, now, changeTimeOf(input), { state: 'ENDED' });
    // Nothing follows an end: what was scheduled after it is dropped.
    return { segments: end ? [end] : [] };
  });
}

/** Takes back every change that is scheduled, a cancellation too. Errors: those of `changeSubscription`; INVALID_STATE if there is none. */
export async function unscheduleChanges(engine: Engine, actor: TenantActor, place: SubscriptionPlace | null, input: ChangeInput): Promise<Changed> {
  return await changeSubscription(engine, actor, { operation: 'unscheduleChanges', place, input }, ({ subscription, now }) => ({ segments: [decideUnscheduling(subscription, now)] }));
}

interface Entering {
  readonly state: SegmentState;
  readonly from: readonly SegmentState[];
  readonly refusal: string;
}

async function enter(engine: Engine, actor: TenantActor, change: Parameters<typeof changeSubscription>[2], { state, from, refusal }: Entering): Promise<Changed> {
  return await changeSubscription(engine, actor, change, ({ subscription, subscribed, now }) => {
    const time = changeTimeOf(change.input);
    const segments = decideChange(subscription, subscribed, now, time, { state });
    const current = segmentInForce(subscription, effectiveAt(subscription, subscribed, now, time));
    refuseUnless(from.includes(current.state), 'INVALID_STATE', refusal);
    return { segments };
  });
}
