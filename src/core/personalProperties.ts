/**
 * Personal properties of usage events: taken out of an event when it is recorded, and kept beside it sealed under a key of its
 * customer. When the key is destroyed they are gone, and nothing that was digested or rated changes: it never held them.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { digestOf } from './digest.ts';
import { BillingError, type FieldPath, refuseUnless } from './errors.ts';
import { readList, refuseRepeats } from './fields.ts';
import { type JsonObject, type JsonValue, canonicalJson } from './json.ts';
import { parseKey } from './key.ts';
import type { Meter } from './meter.ts';
import { type Price, splitsBy } from './pricing/price.ts';
import { needsOf } from './pricing/models.ts';

/** Which event the properties are of: what is sealed for one cannot be opened for another. */
export interface SealedPlace {
  readonly customerId: string;
  readonly eventId: string;
}

/** Properties, with those taken out whose names are personal. */
export interface SplitProperties {
  readonly open: JsonObject;
  /** Empty if the event has none of them. */
  readonly personal: JsonObject;
}

export function splitProperties(properties: JsonObject, personalNames: ReadonlySet<string>): SplitProperties {
  const entries = Object.entries(properties);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !personalNames.has(name))),
    personal: Object.fromEntries(entries.filter(([name]) => personalNames.has(name))),
  };
}

/**
 * Seals properties under a data key of 64 hex digits: AES-256-GCM, its nonce derived from place and content by HMAC, so that the
 * same properties of the same event give the same text and a duplicate can be told. Null for none. The text is canonical JSON
 * with the names in the open, and a digest by which a changed text is found without the key.
 */
export function sealProperties(personal: JsonObject, dataKey: string, place: SealedPlace): string | null {
  const names = Object.keys(personal).sort();
  if (names.length === 0) return null;
  const plain = canonicalJson(personal);
  const bound = boundTo(place, names);
  const nonce = createHmac('sha256', derivedKey(dataKey, 'nonce')).update(bound).update(plain).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(dataKey, 'content'), nonce);
  cipher.setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  return canonicalJson({ names, sealed, digest: sealDigest(place, names, sealed) });
}

/** What was sealed; null if it was not with this key, for this event, or was changed. */
export function openProperties(text: string, dataKey: string, place: SealedPlace): JsonObject | null {
  const read = readSealed(text);
  if (!read) return null;
  const bytes = Buffer.from(read.sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', derivedKey(dataKey, 'content'), bytes.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(boundTo(place, read.names)));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
    return JSON.parse(plain) as JsonObject;
  } catch {
    return null;
  }
}

/** The names of sealed properties, sorted; none for null and for what is no sealed text. */
export function sealedNames(text: string | null): readonly string[] {
  return (text === null ? null : readSealed(text))?.names ?? [];
}

/** Whether a sealed text is as it was written, for this event; known without the key. */
export function isSealIntact(text: string, place: SealedPlace): boolean {
  const read = readSealed(text);
  return read !== null && read.names.length > 0 && read.digest === sealDigest(place, read.names, read.sealed);
}

/**
 * Reads names of properties that are to be personal. Errors, in order: REQUIRED if none is given; TOO_MANY above 100; each as
 * `parseKey`; CONFLICT for one given twice.
 */
export function readPersonalNames(properties: unknown): string[] {
  const names = readList({ of: { properties }, name: 'properties', path: [] }, NAMES_LIMIT).map((name, index) => parseKey(name, ['properties', String(index)]));
  refuseUnless(names.length > 0, 'REQUIRED', 'is required', ['properties']);
  refuseRepeats(names, ['properties']);
  return names;
}

/** The properties that a meter reads: by value, by filter, and to split by. */
export function propertiesOfMeter({ valueProperty, groupBy, filters }: Meter): string[] {
  return [...(valueProperty === null ? [] : [valueProperty]), ...groupBy, ...filters.map(({ property }) => property)];
}

/** The properties that a price reads of the events of its meter, beyond what that reads. */
export function propertiesOfPrice(price: Price): string[] {
  const { readsValues } = needsOf(price.model);
  return [...splitsBy(price), ...(typeof readsValues === 'object' ? [readsValues.property] : [])];
}

/** What is rated must not be erasable. Errors: INVALID_STATE at `path` if any of the properties is personal. */
export function refusePersonal(properties: readonly string[], personalNames: ReadonlySet<string>, path: FieldPath): void {
  const personal = properties.find((name) => personalNames.has(name));
  if (personal !== undefined) throw new BillingError('INVALID_STATE', `reads the property ${personal}, which is personal: it can be erased, and what is rated cannot`, path);
}

interface SealedText {
  readonly names: readonly string[];
  readonly sealed: string;
  readonly digest: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NAMES_LIMIT = 100;

function readSealed(text: string): SealedText | null {
  try {
    const { names, sealed, digest } = JSON.parse(text) as Partial<Record<keyof SealedText, JsonValue>>;
    const isRead = Array.isArray(names) && names.every((name) => typeof name === 'string') && typeof sealed === 'string' && typeof digest === 'string';
    return isRead && canonicalJson({ names, sealed, digest }) === text ? { names, sealed, digest } : null;
  } catch {
    return null;
  }
}

function boundTo({ customerId, eventId }: SealedPlace, names: readonly string[]): string {
  return canonicalJson(['neruba.personal-properties.v1', customerId, eventId, [...names]]);
}

function sealDigest({ customerId, eventId }: SealedPlace, names: readonly string[], sealed: string): string {
  return digestOf('neruba.sealed-properties.v1', [customerId, eventId, canonicalJson([...names]), sealed]);
}

function derivedKey(dataKey: string, purpose: 'nonce' | 'content'): Buffer {
  return createHmac('sha256', Buffer.from(dataKey, 'hex')).update(`neruba.personal.${purpose}.v1`).digest();
}
