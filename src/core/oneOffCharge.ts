/** One-off charges: amounts agreed singly, put on the customer's next invoice, and taken back at most once. */
import { type CurrencyCode, exponentOf } from './currency.ts';
import { type Decimal, ZERO } from './decimal.ts';
import { digestOf } from './digest.ts';
import { BillingError, refuseUnless } from './errors.ts';
import { type InputObject, pathOf, readDecimal, readList, readObject, refuseRepeats, required, writeDecimal } from './fields.ts';
import { EARLIEST_MS, type Instant, instant, instantText, parseInstant } from './instant.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import type { Journal, JournalDraft, JournalKind, LineEvidence } from './journal.ts';
import { codePointCount, isWellFormed, parseKey } from './key.ts';
import { roundToMinor } from './money.ts';
import { type Period, periodAt } from './period.ts';
import { reversed } from './posting.ts';
import { postFact } from './postingRules.ts';
import { type Rating, flatStep, ratingOf, reversalStep, unitStep } from './pricing/model.ts';
import type { ZoneTimeline } from './zoneTimeline.ts';

/** What is charged. Exactly one of `amount`, and `quantity` with `unitAmount`, is there. */
export interface ChargeTerms {
  readonly description: string;
  /** Major units with no more digits than the currency has. */
  readonly amount: Decimal | null;
  readonly quantity: Decimal | null;
  /** Major units for one of `quantity`. */
  readonly unitAmount: Decimal | null;
  /** The time it is charged for. */
  readonly service: Period;
  /** Codes of the tax rates that apply instead of the customer's; null for the customer's. */
  readonly taxRateCodes: readonly string[] | null;
}

/** A charge as it was added. */
export interface OneOffCharge {
  readonly id: string;
  readonly customerId: string;
  /** The subscription it is about; null for the customer alone. */
  readonly subscriptionId: string | null;
  readonly terms: ChargeTerms;
  /** Why, for the seller's own record. */
  readonly reason: string | null;
  /** The place of its journal in the book. */
  readonly seq: number;
  readonly recordedAt: Instant;
  /** The API key that asked for it. */
  readonly actor: string;
}

/** How a charge was taken back. */
export interface ChargeReversal {
  readonly chargeId: string;
  readonly customerId: string;
  readonly reason: string;
  readonly seq: number;
  readonly recordedAt: Instant;
  readonly actor: string;
}

/** A charge with what became of it; `reversal` is null while it stands. */
export interface RecordedCharge extends OneOffCharge {
  readonly reversal: ChargeReversal | null;
}

/** A charge as it is asked for: decimals as text. */
export interface ChargeInput {
  readonly description: string;
  readonly amount?: string | null | undefined;
  readonly quantity?: string | null | undefined;
  readonly unitAmount?: string | null | undefined;
  readonly servicePeriod?: Period | null | undefined;
  readonly taxRateCodes?: readonly string[] | null | undefined;
}

const TEXT_LIMIT = 500;
const TAX_RATE_LIMIT = 20;

/**
 * Reads a charge's terms. Without a service period it is for the customer's local day of `now`. An amount below zero is
 * refused, as is usual for single charges: what is given back must name what it takes back, which `reverseCharge` does.
 * Errors, in order: `description` REQUIRED, INVALID_VALUE, TOO_LONG; `amount`, `quantity` and `unitAmount` as `readDecimal`,
 * REQUIRED at what is missing, INVALID_VALUE at `amount` beside the others, OUT_OF_RANGE at `amount` with more digits than
 * the currency has, or at what comes to more than a ledger amount; `servicePeriod.end` OUT_OF_RANGE; `taxRateCodes` TOO_MANY,
 * as `parseKey`, CONFLICT.
 */
export function parseCharge(input: ChargeInput, { currency, zone, now }: { currency: CurrencyCode; zone: ZoneTimeline; now: Instant }): ChargeTerms {
  const of = readObject(input, []);
  const description = parseSentence(of['description'], 'description');
  const money = readMoney(of, currency);
  return { description, ...money, service: readService(input.servicePeriod ?? null, zone, now), taxRateCodes: readTaxRateCodes(of) };
}

/** Reads a text for people. Errors at its field: REQUIRED, INVALID_VALUE, TOO_LONG above 500 characters. */
export function parseSentence(value: unknown, name: string): string {
  refuseUnless(typeof value === 'string' && value.trim() !== '', 'REQUIRED', 'is required', [name]);
  refuseUnless(isWellFormed(value) && !value.includes('\0'), 'INVALID_VALUE', 'is not well-formed text', [name]);
  refuseUnless(codePointCount(value) <= TEXT_LIMIT, 'TOO_LONG', `is longer than ${TEXT_LIMIT} characters`, [name]);
  return value;
}

/** The way back of `parseCharge`: what is stored, and what the digest covers. */
export function chargeTermsJson({ description, amount, quantity, unitAmount, service, taxRateCodes }: ChargeTerms): JsonObject {
  return {
    description,
    amount: writeDecimal(amount),
    quantity: writeDecimal(quantity),
    unitAmount: writeDecimal(unitAmount),
    servicePeriod: { start: instantText(service.start), end: instantText(service.end) },
    taxRateCodes: taxRateCodes === null ? null : [...taxRateCodes],
  };
}

/** Reads what `chargeTermsJson` wrote. */
export function readChargeTerms(stored: JsonObject): ChargeTerms {
  const field = (name: string) => ({ of: stored, name, path: [] });
  const { start, end } = readObject(stored['servicePeriod'], ['servicePeriod']);
  return {
    description: parseSentence(stored['description'], 'description'),
    amount: readDecimal(field('amount')),
    quantity: readDecimal(field('quantity')),
    unitAmount: readDecimal(field('unitAmount')),
    service: { start: parseInstant(String(start)), end: parseInstant(String(end)) },
    taxRateCodes: readTaxRateCodes(stored),
  };
}

const OF_THEIR_OWN: ReadonlySet<JournalKind> = new Set(['CREDIT_DRAW', 'CREDIT_RETURN', 'CREDIT_NOTE', 'CREDIT_OFFSET']);

/**
 * Whether the terms are those that the charge's journal was posted for. Credit that the charge draws, and what notes take off it, have
 * digests of their own; what is billed again says what the line came to: the charge, or its reversal.
 */
export function isAsPosted({ terms, seq }: Pick<OneOffCharge, 'terms' | 'seq'>, { kind, line, reversesSeq }: Pick<Journal, 'kind' | 'line' | 'reversesSeq'>): boolean {
  if (reversesSeq !== null || OF_THEIR_OWN.has(kind)) return true;
  const posted = chargeDigest(terms);
  return line?.ratedDigest === posted || (kind === 'REBILLING' && line?.ratedDigest === reversalDigest(posted, seq));
}

/** What a charge comes to; with the reason for which it was taken back, nothing. */
export function rateOneOff({ description, amount, quantity, unitAmount }: ChargeTerms, takenBackFor: string | null): Rating {
  const step = quantity === null || unitAmount === null ? flatStep(description, amount ?? ZERO) : unitStep('UNIT', description, quantity, unitAmount);
  return ratingOf(takenBackFor === null ? [step] : [step, reversalStep(takenBackFor, step.amount.negated())]);
}

/** The SHA-256 of a charge's terms, by which its journal covers them. */
export function chargeDigest(terms: ChargeTerms): string {
  return digestOf('neruba.one-off-charge.v1', [canonicalJson(chargeTermsJson(terms))]);
}

/** When a journal is posted, and the as-of of the newest invoice; null before the first. */
export interface NextInvoice {
  readonly currency: CurrencyCode;
  readonly now: Instant;
  readonly ratedThrough: Instant | null;
}

/** The journal that charges. It is billable on the next invoice whatever its as-of. Errors: OUT_OF_RANGE. */
export function chargeJournal({ id, subscriptionId, terms }: Pick<OneOffCharge, 'id' | 'subscriptionId' | 'terms'>, next: NextInvoice): JournalDraft {
  const lineKey = chargeLineKey(id);
  const { exact } = rateOneOff(terms, null);
  const line: LineEvidence = {
    lineKey,
    subscriptionId,
    priceId: null,
    service: terms.service,
    dimensions: null,
    quantity: terms.quantity,
    eventCount: null,
    exactAmount: exact,
    ratedDigest: chargeDigest(terms),
  };
  return { ...draftOf(next), reversesSeq: null, line, postings: postFact('one-off charged', { chargeLine: lineKey, oneOffCharge: id }, roundToMinor(exact, next.currency)) };
}

/** The journal that takes a charge back: its postings with their sides exchanged. Errors: INVALID_STATE the second time. */
export function reversalJournal(charge: Pick<RecordedCharge, 'reversal'>, journal: Pick<Journal, 'seq' | 'line' | 'postings'>, next: NextInvoice): JournalDraft {
  if (charge.reversal !== null) throw new BillingError('INVALID_STATE', `was reversed at ${instantText(charge.reversal.recordedAt)} already`, ['chargeId']);
  const line = journal.line && {
    ...journal.line,
    quantity: journal.line.quantity === null ? null : ZERO,
    exactAmount: ZERO,
    ratedDigest: reversalDigest(journal.line.ratedDigest, journal.seq),
  };
  return { ...draftOf(next), reversesSeq: journal.seq, line, postings: reversed(journal.postings) };
}

/** The evidence of a reversal: of the charge's, and the place of its journal. */
export function reversalDigest(ratedDigest: string, seq: number): string {
  return digestOf('neruba.one-off-reversal.v1', [ratedDigest, BigInt(seq)]);
}

const CHARGE_PREFIX = 'charge:';

/** The identity of a charge's invoice line: `charge:` and its id. */
export function chargeLineKey(chargeId: string): string {
  return `${CHARGE_PREFIX}${chargeId}`;
}

/** The charge that a line is of; null if a price makes the line. */
export function chargeIdOf({ lineKey }: Pick<LineEvidence, 'lineKey'>): string | null {
  return lineKey.startsWith(CHARGE_PREFIX) ? lineKey.slice(CHARGE_PREFIX.length) : null;
}

function draftOf({ currency, now, ratedThrough }: NextInvoice) {
  // No invoice reaches less far than the one before it, so the next one reaches this.
  const billableAt = ratedThrough ?? instant(EARLIEST_MS);
  return { kind: 'ONE_OFF' as const, currency, effectiveAt: now, billableAt, invoiceId: null };
}

function readMoney(of: InputObject, currency: CurrencyCode): Pick<ChargeTerms, 'amount' | 'quantity' | 'unitAmount'> {
  const field = (name: string) => ({ of, name, path: [] });
  const [amount, quantity, unitAmount] = [readDecimal(field('amount')), readDecimal(field('quantity')), readDecimal(field('unitAmount'))];
  if (quantity !== null || unitAmount !== null) {
    refuseUnless(amount === null, 'INVALID_VALUE', 'cannot be given with quantity and unitAmount', ['amount']);
    const product = required(quantity, field('quantity')).times(required(unitAmount, field('unitAmount')));
    refuseBeyond(product, currency, 'unitAmount');
    return { amount, quantity, unitAmount };
  }
  const given = required(amount, field('amount'));
  const digits = exponentOf(currency);
  refuseUnless(given.decimalPlaces() <= digits, 'OUT_OF_RANGE', `has more than the ${digits} fraction digits of ${currency}`, ['amount']);
  refuseBeyond(given, currency, 'amount');
  return { amount: given, quantity, unitAmount };
}

function refuseBeyond(exact: Decimal, currency: CurrencyCode, name: string): void {
  try {
    roundToMinor(exact, currency);
  } catch (error) {
    throw error instanceof BillingError ? error.under(name) : error;
  }
}

function readService(given: Period | null, zone: ZoneTimeline, now: Instant): Period {
  if (given === null) return periodAt({ interval: { unit: 'DAY', count: 1 }, anchor: 'CALENDAR', startAt: now, zone }, now);
  const { start, end } = given;
  refuseUnless(start < end, 'OUT_OF_RANGE', 'does not lie after its start', ['servicePeriod', 'end']);
  return { start, end };
}

function readTaxRateCodes(of: InputObject): string[] | null {
  if ((of['taxRateCodes'] ?? null) === null) return null;
  const field = { of, name: 'taxRateCodes', path: [] };
  const codes = readList(field, TAX_RATE_LIMIT).map((code, index) => parseKey(code, [...pathOf(field), String(index)]));
  refuseRepeats(codes, pathOf(field));
  return codes;
}
