/** Usage events: one immutable fact each, identified by (tenant, customer, key) for ever. Here from raw input to an accepted value. */
import { digestOf } from './digest.ts';
import { BillingError } from './errors.ts';
import { type Instant, instantText, parseInstant } from './instant.ts';
import { checkJsonObject, type JsonObject } from './json.ts';
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
export type EventIntent = Omit<UsageEvent, 'properties' | 'fingerprint'>;

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
 * written in another zone, or with its properties in another order, is a duplicate and not a conflict.
 */
export function fingerprintOf(event: EventIntent): string {
  return digestOf('neruba.usage-event.v1', [
    event.customerExternalId,
    event.key,
    event.eventName,
    instantText(event.occurredAt),
    event.propertiesText,
  ]);
}

function parseOccurredAt(text: unknown): Instant {
  const path = ['occurredAt'];
  if (text === undefined || text === null || text === '') throw new BillingError('REQUIRED', 'is required', path);
  if (typeof text !== 'string') throw new BillingError('INVALID_VALUE', 'is not text', path);
  return parseInstant(text, path);
}
