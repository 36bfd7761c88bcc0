/** Journals: balanced, immutable transactions of one customer's book. */
import type { CurrencyCode } from './currency.ts';
import type { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';
import type { Period } from './period.ts';
import type { Posting } from './posting.ts';

/** What a journal records; the SDL's enum `JournalKind` lists the same words. */
export const JOURNAL_KINDS = ['CHARGE', 'ADVANCE_FEE', 'ONE_OFF', 'DISCOUNT', 'EARNING', 'INVOICE', 'CREDIT_NOTE', 'CREDIT_OFFSET', 'REBILLING', 'PAYMENT', 'PAYMENT_REFUND', 'PAYMENT_FAILURE', 'CREDIT_APPLICATION', 'REFUND', 'REFUND_PAYMENT', 'WRITE_OFF', 'CREDIT_GRANT', 'CREDIT_PURCHASE', 'CREDIT_DRAW', 'CREDIT_RETURN', 'CREDIT_EXPIRY', 'CREDIT_VOID', 'CREDIT_TRANSFER_OUT', 'CREDIT_TRANSFER_IN'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** Kinds that put a charge line on an invoice. */
export const BILLABLE_KINDS = ['CHARGE', 'ADVANCE_FEE', 'ONE_OFF', 'DISCOUNT', 'CREDIT_PURCHASE', 'CREDIT_DRAW', 'CREDIT_RETURN', 'CREDIT_OFFSET', 'REBILLING'] as const satisfies readonly JournalKind[];

/** Kinds that charge a line: a price, a one-off charge or credit that is bought. */
const CHARGE_KINDS = ['CHARGE', 'ADVANCE_FEE', 'ONE_OFF', 'CREDIT_PURCHASE'] as const satisfies readonly (typeof BILLABLE_KINDS)[number][];

/** Kinds that charge a line that was rated: what a price comes to, and no discount or charge beside it. */
export const RATED_KINDS = ['CHARGE', 'ADVANCE_FEE'] as const satisfies readonly JournalKind[];

/** Which charge line a journal is about, and the evidence of what was rated. */
export interface LineEvidence {
  readonly lineKey: string;
  /** Null for a one-off charge that is about no subscription. */
  readonly subscriptionId: string | null;
  /** Null for a one-off charge. */
  readonly priceId: string | null;
  /** The time that is charged for. */
  readonly service: Period;
  /** Canonical JSON of the dimension values; null if the line has none. */
  readonly dimensions: string | null;
  /** The line's whole quantity after this journal; null for a fee without one. */
  readonly quantity: Decimal | null;
  /** How many events that quantity was made of; null for a fee. */
  readonly eventCount: number | null;
  /** The line's whole amount after this journal, in major units, before rounding; of a credit note, what it takes off the line. */
  readonly exactAmount: Decimal;
  readonly ratedDigest: string;
}

/** The evidence of a line that a price of a subscription makes. */
export type PricedEvidence = LineEvidence & { readonly subscriptionId: string; readonly priceId: string };

export function isPriced(line: LineEvidence): line is PricedEvidence {
  return line.priceId !== null && line.subscriptionId !== null;
}

/** Whether a journal charges its line, and is no discount, credit or correction beside that. */
export function isCharge({ kind }: Pick<JournalDraft, 'kind'>): boolean {
  return CHARGE_KINDS.some((charging) => charging === kind);
}

/** A journal that was decided but has no place in its book yet. */
export interface JournalDraft {
  readonly kind: JournalKind;
  readonly currency: CurrencyCode;
  /** When it takes effect in the accounts. */
  readonly effectiveAt: Instant;
  /** From when on it may be invoiced; null for journals that are on no invoice. */
  readonly billableAt: Instant | null;
  readonly reversesSeq: number | null;
  readonly invoiceId: string | null;
  readonly line: LineEvidence | null;
  /** May be empty: a charge of nothing still records what was rated. */
  readonly postings: readonly Posting[];
}

/** A journal in its book. */
export interface Journal extends JournalDraft {
  readonly seq: number;
  readonly recordedAt: Instant;
  /** The idempotency key of the operation that posted it. */
  readonly cause: string;
  /** The API key that asked for it. */
  readonly actor: string;
  readonly hash: string;
}
