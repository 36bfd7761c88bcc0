/** Low-balance alerts: a threshold that fires once when a customer's balance falls below it, and again only after it was no longer below. */
import { readAmount } from '../amountField.ts';
import type { CurrencyCode } from '../currency.ts';
import { digestOf } from '../digest.ts';
import { BillingError } from '../errors.ts';
import { type Field, readObject, readText, required } from '../fields.ts';
import { deriveId } from '../identity.ts';
import type { Instant } from '../instant.ts';
import { type JsonObject, canonicalJson } from '../json.ts';
import { type Lot, balanceOf } from './lot.ts';

/** What was asked for. */
export interface AlertTerms {
  /** In minor units, above zero. */
  readonly threshold: bigint;
  readonly name: string | null;
}

/** What happens to an alert; the SDL's enum `CreditAlertEventKind` lists the same words. */
export const ALERT_EVENTS = ['FIRED', 'REARMED', 'REMOVED'] as const;
export type AlertEventKind = (typeof ALERT_EVENTS)[number];

/** How an alert stands; the SDL's enum `CreditAlertState` lists the same words. */
export const ALERT_STATES = ['ARMED', 'FIRED', 'REMOVED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** An entry of an alert's record; entries are only added. */
export interface CreditAlertEvent {
  readonly customerId: string;
  readonly creditAlertId: string;
  /** From 1 on, without gaps. */
  readonly ordinal: number;
  readonly kind: AlertEventKind;
  /** What could be drawn on then, in minor units. */
  readonly balance: bigint;
  /** The book's head then. */
  readonly bookSeq: number;
  /** When the balance became that: of what time alone changed, that time, however late it was looked at. */
  readonly recordedAt: Instant;
}

/** An alert as it was recorded, with its record in order. */
export interface CreditAlert {
  readonly id: string;
  readonly customerId: string;
  readonly terms: AlertTerms;
  readonly bookSeq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly events: readonly CreditAlertEvent[];
}

/** An alert as it is asked for: decimals as text. */
export interface AlertInput {
  readonly threshold: string;
  readonly name?: string | null | undefined;
}

const NAME_LIMIT = 100;

/** Errors, in order: `threshold` as `readAmount`, REQUIRED; `name` as `readText`. */
export function parseAlert(input: AlertInput, currency: CurrencyCode): AlertTerms {
  const of = readObject(input, []);
  const field = (name: string): Field => ({ of, name, path: [] });
  return { threshold: required(readAmount(field('threshold'), currency), field('threshold')), name: readText(field('name'), NAME_LIMIT) };
}

export function alertState({ events }: Pick<CreditAlert, 'events'>): AlertState {
  const newest = events.at(-1)?.kind ?? 'REARMED';
  return newest === 'REARMED' ? 'ARMED' : newest;
}

/** A balance at a place of a book, from a time on. */
export interface BalanceSeen {
  readonly balance: bigint;
  readonly bookSeq: number;
  readonly at: Instant;
}

/** What a look at a wallet finds. */
export interface WalletLook {
  /** The balance each time that time alone changed it since the book's last posting, in order. */
  readonly turns: readonly BalanceSeen[];
  readonly now: BalanceSeen;
}

/**
 * Looks at lots that nothing but time has changed since the book's last posting: they begin and expire. Every posting looks before it
 * and after it, so that is so whoever looks, and whenever.
 */
export function lookAtWallet(lots: readonly Lot[], since: Instant, { bookSeq, at }: Omit<BalanceSeen, 'balance'>): WalletLook {
  const seenAt = (time: Instant): BalanceSeen => ({ balance: balanceOf(lots, time), bookSeq, at: time });
  const times = new Set(lots.flatMap(({ grant, expiresAt }) => [grant.terms.startsAt, expiresAt].flatMap((time) => (time !== null && time > since && time < at ? [time] : []))));
  return { turns: [...times].sort((a, b) => a - b).map(seenAt), now: seenAt(at) };
}

/**
 * What balances, one after another, make of alerts: one that is armed fires below its threshold, one that has fired is armed again at it
 * or above. A turn up to an alert's newest entry, or before the alert was made, is one that it knows.
 */
export function alertEvents(alerts: readonly CreditAlert[], { turns, now }: WalletLook): CreditAlertEvent[] {
  return alerts.flatMap((alert) => {
    const known = alert.events.at(-1)?.recordedAt ?? alert.recordedAt;
    const record = [...alert.events];
    for (const seen of [...turns.filter(({ at }) => at > known), now]) {
      const state = alertState({ events: record });
      const isBelow = seen.balance < alert.terms.threshold;
      if (state === 'REMOVED' || isBelow === (state === 'FIRED')) continue;
      record.push(nextEvent({ ...alert, events: record }, isBelow ? 'FIRED' : 'REARMED', seen));
    }
    return record.slice(alert.events.length);
  });
}

/** Errors: INVALID_STATE at `creditAlertId` the second time. */
export function removeAlert(alert: CreditAlert, seen: BalanceSeen): CreditAlertEvent {
  if (alertState(alert) === 'REMOVED') throw new BillingError('INVALID_STATE', 'was removed already', ['creditAlertId']);
  return nextEvent(alert, 'REMOVED', seen);
}

/** The id of an alert: of whom, by which request, and of everything that was asked. A changed row no longer has it. */
export function creditAlertId(terms: AlertTerms, { tenantId, customerId, cause, at }: { readonly tenantId: string; readonly customerId: string; readonly cause: string; readonly at: Instant }): string {
  return deriveId('credit-alert', at, [tenantId, customerId, cause, digestOf('neruba.credit-alert.v1', [canonicalJson(alertTermsJson(terms))])]);
}

/** What is stored of the terms; `readAlertTerms` reads it back. */
export function alertTermsJson({ threshold, name }: AlertTerms): JsonObject {
  return { threshold: String(threshold), name };
}

export function readAlertTerms(stored: JsonObject): AlertTerms {
  const { threshold, name } = stored as unknown as { threshold: string; name: string | null };
  return { threshold: BigInt(threshold), name };
}

function nextEvent({ id, customerId, events }: CreditAlert, kind: AlertEventKind, { balance, bookSeq, at }: BalanceSeen): CreditAlertEvent {
  return { customerId, creditAlertId: id, ordinal: events.length + 1, kind, balance, bookSeq, recordedAt: at };
}
