/** Checking facts: what was recorded beside the ledger must be what its own digests, ids and places say. */
import type { Finding, LedgerCheck } from './bookCheck.ts';
import { digestOf } from './digest.ts';
import { deriveId } from './identity.ts';
import type { Instant } from './instant.ts';
import { type JsonValue, canonicalJson, readCanonicalObject } from './json.ts';
import { isSealIntact, sealedNames } from './personalProperties.ts';
import { type OverriddenTerms, overriddenIdentity, overridingPriceId } from './priceOverrides.ts';
import { type EventIntent, fingerprintOf } from './usageEvent.ts';

/** A usage event as it is stored. */
export interface StoredEvent extends Omit<EventIntent, 'customerExternalId'> {
  readonly id: string;
  readonly customerId: string;
  readonly fingerprint: string;
  /** As `sealProperties`; null without personal properties. */
  readonly sealed: string | null;
  readonly bookSeq: number;
}

/** What is wrong with an event of a customer whose book stands at `headSeq`. */
export function checkEvent(event: StoredEvent, { customerExternalId, headSeq }: { customerExternalId: string; headSeq: number }): Finding[] {
  const findings: Finding[] = [];
  const personalNames = sealedNames(event.sealed);
  if (fingerprintOf({ ...event, customerExternalId, personalNames }) !== event.fingerprint) findings.push(finding('EVENT', `event ${event.key} does not have the fingerprint of its content`));
  if (event.sealed !== null && !isSealIntact(event.sealed, { customerId: event.customerId, eventId: event.id })) findings.push(finding('EVENT', `event ${event.key} has personal properties that were not sealed for it`));
  if (event.bookSeq < 0 || event.bookSeq > headSeq) findings.push(finding('EVENT', `event ${event.key} was recorded at head ${event.bookSeq}, and its book stands at ${headSeq}`));
  return findings;
}

/** A plan version with its prices as they are stored, the prices in their order. */
export interface StoredVersion {
  readonly id: string;
  readonly planId: string;
  /** Null for a version with overridden prices. */
  readonly number: number | null;
  readonly currency: string;
  readonly terms: string;
  readonly digest: string;
  readonly publishedAt: Instant;
  /** Of a version with overridden prices; null for a published one. */
  readonly overridden: OverriddenTerms | null;
  readonly prices: readonly StoredPrice[];
}

export interface StoredPrice {
  readonly id: string;
  readonly ordinal: number;
  readonly code: string;
  readonly terms: string;
  /** The code of the meter that its row names; null for none. */
  readonly meterCode: string | null;
}

/** What is wrong with a version: its terms have its digest, and its ids are derived from what it is. */
export function checkVersion(version: StoredVersion): Finding[] {
  const { number, overridden } = version;
  if (overridden !== null) return checkOverridden(version, overridden);
  return number === null ? [finding('CATALOG', `version ${version.id} of plan ${version.planId} has no number`)] : checkPublished({ ...version, number });
}

/** Of its prices, those that came with it; the others are its base's, or came with an earlier one. */
function checkOverridden({ id, number, planId, currency, terms, digest, publishedAt, prices }: StoredVersion, overridden: OverriddenTerms): Finding[] {
  const findings: Finding[] = [];
  const report = (message: string) => findings.push(finding('CATALOG', `version ${id} of plan ${planId}, with overridden prices, ${message}`));
  const identity = overriddenIdentity({ ...overridden, planId, currency }, publishedAt);
  if (identity.digest !== digest) report('does not have the digest of what it overrides');
  if (identity.id !== id) report('does not have the id of its subscription, base and digest');
  if (number !== null || terms !== '{}') report('has a number or terms, which are those of its base');
  for (const price of prices) {
    const said = readCanonicalObject(price.terms);
    const isItself = said?.['code'] === price.code && (said['meterCode'] ?? null) === price.meterCode;
    if (!isItself || overridingPriceId(overridden, price, publishedAt) !== price.id) report(`has a price ${price.code} that is not what it says`);
  }
  return findings;
}

function checkPublished(version: StoredVersion & { readonly number: number }): Finding[] {
  const place = `version ${version.number} of plan ${version.planId}`;
  const findings: Finding[] = [];
  const report = (message: string) => findings.push(finding('CATALOG', `${place} ${message}`));
  if (deriveId('plan-version', version.publishedAt, [version.planId, BigInt(version.number)]) !== version.id) report('does not have the id of its plan, number and time');
  const terms = readCanonicalObject(version.terms);
  const prices = version.prices.map((price) => readCanonicalObject(price.terms));
  if (terms === null || prices.some((price) => price === null)) {
    report('has terms that are not canonical JSON');
    return findings;
  }
  if (terms['currency'] !== version.currency) report('is in another currency than its terms');
  // The last price of a version with a commitment is the commitment's, which the version's own terms say.
  const given = (terms['minimumCommitment'] ?? null) === null ? prices : prices.slice(0, -1);
  if (digestOf('neruba.plan-version.v1', [canonicalJson({ ...terms, prices: given as JsonValue })]) !== version.digest) report('does not have the digest of its terms and prices');
  for (const [index, price] of version.prices.entries()) {
    const isPlaced = price.ordinal === index && price.code === prices[index]?.['code'] && deriveId('price', version.publishedAt, [version.id, price.code]) === price.id;
    if (!isPlaced) report(`has a price ${price.code} that is not where and what it says`);
    if ((prices[index]?.['meterCode'] ?? null) !== price.meterCode) report(`has a price ${price.code} with another meter than its terms name`);
  }
  return findings;
}

function finding(check: LedgerCheck, message: string): Finding {
  return { check, message, journalSeq: null, invoiceNumber: null };
}
