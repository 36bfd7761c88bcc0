/** Usage corrections: what an event counts as once it was voided or amended. The event itself stays as it came. */
import { BillingError, refuseUnless } from './errors.ts';
import type { Instant } from './instant.ts';
import { type JsonObject, canonicalJson, checkJsonObject } from './json.ts';
import { codePointCount, isWellFormed } from './key.ts';
import type { RecordedEvent } from './lineUsage.ts';
import { type Meter, checkEventForMeter } from './meter.ts';
import { type SealedPlace, sealProperties, sealedNames, splitProperties } from './personalProperties.ts';
import { PROPERTIES_MAX_BYTES, fingerprintOf } from './usageEvent.ts';

/** What a correction does; the SDL's enum `UsageCorrectionKind` lists the same words. */
export const CORRECTION_KINDS = ['VOID', 'AMEND', 'RESTORE'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** What an event counts as. */
export interface UsageValues {
  readonly occurredAt: Instant;
  readonly properties: JsonObject;
  /** Digest of the event with these values: amended back to what it was, it has the fingerprint that it had. */
  readonly fingerprint: string;
  /** Its personal properties, as `sealProperties`; null or absent without any. */
  readonly sealed?: string | null;
}

/** One correction of one event. */
export interface UsageCorrection {
  /** The n-th of its event, from 1. */
  readonly ordinal: number;
  readonly kind: CorrectionKind;
  /** Null if the event no longer counts. */
  readonly values: UsageValues | null;
  /** The book's head when it was recorded: a journal knows it if its seq is greater. */
  readonly bookSeq: number;
}

/** The most corrections that one event takes: the chain is always shown whole. */
export const CORRECTION_LIMIT = 100;

/** The longest reason, in Unicode code points. */
export const REASON_LIMIT = 1_000;

/**
 * What an event counts as for a journal with the seq `knownBySeq`, null for now: the values of the newest of `corrections`
 * that it knows, or those that were recorded. Null if the event is voided, or if the journal does not know it.
 */
export function valuesKnown(event: UsageValues & { readonly bookSeq: number }, corrections: readonly UsageCorrection[], knownBySeq: number | null): UsageValues | null {
  const isKnown = ({ bookSeq }: { readonly bookSeq: number }) => knownBySeq === null || bookSeq < knownBySeq;
  if (!isKnown(event)) return null;
  const newest = corrections.filter(isKnown).reduce<UsageCorrection | null>((last, one) => (last === null || one.ordinal > last.ordinal ? one : last), null);
  if (newest) return newest.values;
  const { occurredAt, properties, fingerprint, sealed = null } = event;
  return { occurredAt, properties, fingerprint, ...(sealed === null ? {} : { sealed }) };
}

/** The event as it counts for a journal with the seq `knownBySeq`, null for now; null if it does not. */
export function effectiveEvent<Event extends RecordedEvent & { readonly bookSeq: number }>(event: Event, corrections: readonly UsageCorrection[], knownBySeq: number | null): Event | null {
  const values = valuesKnown(event, corrections, knownBySeq);
  return values && { ...event, ...values };
}

/** A correction to record, its properties as the canonical text that was digested. */
export interface CorrectionDraft {
  readonly ordinal: number;
  readonly kind: CorrectionKind;
  readonly values: (UsageValues & { readonly propertiesText: string }) | null;
}

/** An event with what was recorded about it. */
export interface CorrectedEvent {
  readonly event: RecordedEvent & UsageValues & { readonly bookSeq: number };
  readonly corrections: readonly UsageCorrection[];
}

/** Errors: INVALID_STATE at `eventKey` if the event is voided already. */
export function decideVoid(corrected: CorrectedEvent): CorrectionDraft {
  valuesToCorrect(corrected);
  return { ordinal: corrected.corrections.length + 1, kind: 'VOID', values: null };
}

/** What an amendment says: what is left out stays as it is. */
export interface Amendment {
  readonly customerExternalId: string;
  readonly occurredAt: Instant | null;
  /** The whole of the new properties. */
  readonly properties: unknown;
}

/** How personal properties of an amendment are kept. */
export interface Sealing {
  readonly personalNames: ReadonlySet<string>;
  /** The customer's; null if it is destroyed. */
  readonly dataKey: string | null;
  readonly place: SealedPlace;
}

/**
 * An event takes new values, checked as those of a new event are by `meters`, the meters of its name.
 * Errors, in order: REQUIRED if neither a time nor properties are given; `properties` as `checkJsonObject`; INVALID_STATE at
 * `eventKey` if the event is voided; TOO_MANY at `eventKey` at 99 corrections, the hundredth being left for a void;
 * INVALID_STATE at `properties` for personal ones of an erased customer; INVALID_VALUE if nothing changes; as `checkEventForMeter`.
 */
export function decideAmendment(corrected: CorrectedEvent, { customerExternalId, occurredAt, properties }: Amendment, meters: readonly Meter[], sealing: Sealing): CorrectionDraft {
  refuseUnless(occurredAt !== null || properties != null, 'REQUIRED', 'takes new properties, a new time, or both');
  const checked = properties == null ? null : checkJsonObject(properties, { maxBytes: PROPERTIES_MAX_BYTES }, ['properties']);
  const standing = valuesToCorrect(corrected);
  const { event, corrections } = corrected;
  refuseUnless(corrections.length < CORRECTION_LIMIT - 1, 'TOO_MANY', `was corrected ${CORRECTION_LIMIT - 1} times: void it, and record another`, ['eventKey']);
  const { open, sealed } = checked === null ? { open: standing.properties, sealed: standing.sealed ?? null } : seal(checked.object, sealing);
  const propertiesText = canonicalJson(open);
  const facts = { key: event.key, customerExternalId, eventName: event.eventName, occurredAt: occurredAt ?? standing.occurredAt, propertiesText, personalNames: sealedNames(sealed) };
  const fingerprint = fingerprintOf(facts);
  const isChanged = fingerprint !== standing.fingerprint || sealed !== (standing.sealed ?? null);
  refuseUnless(isChanged, 'INVALID_VALUE', 'changes nothing: these are the values that the event has');
  refuseUncountable(meters, open);
  return { ordinal: corrections.length + 1, kind: 'AMEND', values: { occurredAt: facts.occurredAt, properties: open, propertiesText, fingerprint, sealed } };
}

function seal(properties: JsonObject, { personalNames, dataKey, place }: Sealing): { open: JsonObject; sealed: string | null } {
  const { open, personal } = splitProperties(properties, personalNames);
  if (Object.keys(personal).length === 0) return { open, sealed: null };
  if (dataKey === null) throw new BillingError('INVALID_STATE', 'hold personal properties of a customer who was erased', ['properties']);
  return { open, sealed: sealProperties(personal, dataKey, place) };
}

function valuesToCorrect({ event, corrections }: CorrectedEvent): UsageValues {
  const standing = valuesKnown(event, corrections, null);
  if (!standing) throw new BillingError('INVALID_STATE', 'is voided', ['eventKey']);
  return standing;
}

function refuseUncountable(meters: readonly Meter[], properties: JsonObject): void {
  for (const meter of meters) {
    const refusal = checkEventForMeter(meter, properties);
    if (refusal) throw refusal;
  }
}

/** Why something was corrected, without edge spaces. Errors, in order: REQUIRED if empty; INVALID_VALUE unless it is text that can be kept; TOO_LONG. */
export function parseReason(text: string, path: readonly string[] = ['reason']): string {
  const reason = text.trim();
  if (reason === '') throw new BillingError('REQUIRED', 'is required', path);
  if (!isWellFormed(reason) || reason.includes('\u0000')) throw new BillingError('INVALID_VALUE', 'is not well-formed text', path);
  if (codePointCount(reason) > REASON_LIMIT) throw new BillingError('TOO_LONG', `is longer than ${REASON_LIMIT} characters`, path);
  return reason;
}
