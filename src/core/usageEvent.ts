/** Usage events: one immutable fact each, identified by (tenant, customer, key) for ever. Here from raw input to an accepted value. */
import { digestOf } from './digest.ts';
import { BillingError } from './errors.ts';
import { type Instant, instantText, parseInstant } from './instant.ts';
import { canonicalJson, checkJsonObject, type JsonObject } from './json.ts';
import { parseKey } from './key.ts';

export interface UsageEventInput {
  key: string;
  customerExternalId: string;
  eventName: string;
  /** RFC 3339. */
  occurredAt: string;
  /** A JSON object; absent or null means none. */
  properties: unknown;
}

export interface UsageEvent {
  key: string;
  customerExternalId: string;
  eventName: string;
  occurredAt: Instant;
  properties: JsonObject;
  /** The canonical JSON of `properties`. */
  propertiesText: string;
  /** Digest of the whole intent: the same key with another fingerprint is a conflict. */
  fingerprint: string;
}

/** What an event says, its properties as canonical JSON. */
export type EventIntent = Omit<UsageEvent, 'properties' | 'fingerprint'> & {
  /** Names of personal properties that were taken out of `propertiesText`; none if left out. */
  readonly personalNames?: readonly string[];
};

/** The most bytes of canonical JSON that an event's properties may take. */
export const PROPERTIES_MAX_BYTES = 8192;

/**
 * Reads one event. Errors, in order of precedence, each with the field's path: `key`, `customerExternalId` and `eventName`
 * as `parseKey`; `occurredAt` as `parseInstant`, REQUIRED if absent; `properties` as `checkJsonObject`.
 */
export function parseUsageEvent(input: UsageEventInput): UsageEvent {
  const key = parseKey(input.key, ['key']);
  const customerExternalId = parseKey(input.customerExternalId, ['customerExternalId']);
  const eventName = parseKey(input.eventName, ['eventName']);
  const occurredAt = parseOccurredAt(input.occurredAt);
  const properties = checkJsonObject(input.properties ?? {}, { maxBytes: PROPERTIES_MAX_BYTES }, ['properties']);
  const facts = { key, customerExternalId, eventName, occurredAt, propertiesText: properties.text };
  return { ...facts, properties: properties.object, fingerprint: fingerprintOf(facts) };
}

/**
 * The digest of what an event says. Times are compared as instants and properties as canonical JSON, so the same intent
 * written in another zone, or with its properties in another order, is a duplicate and not a conflict. Of personal properties
 * it covers the names alone: nobody can find out by trying what they were, and it is the same on every run.
 */
export function fingerprintOf(event: EventIntent): string {
  const said = [event.customerExternalId, event.key, event.eventName, instantText(event.occurredAt), event.propertiesText];
  const { personalNames = [] } = event;
  if (personalNames.length === 0) return digestOf('neruba.usage-event.v1', said);
  return digestOf('neruba.usage-event-with-personal-properties.v1', [...said, canonicalJson([...personalNames])]);
}

function parseOccurredAt(text: unknown): Instant {
  const path = ['occurredAt'];
  if (text === undefined || text === null || text === '') throw new BillingError('REQUIRED', 'is required', path);
  if (typeof text !== 'string') throw new BillingError('INVALID_VALUE', 'is not text', path);
  return parseInstant(text, path);
}
