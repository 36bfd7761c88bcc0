/** Seals: the digest of an issued invoice's canonical document, which it must derive to for ever. */
import type { BookOwner } from './book.ts';
import type { CurrencyCode } from './currency.ts';
import type { IssuedCut } from './cut.ts';
import { type Decimal, decimalText } from './decimal.ts';
import { digestOf } from './digest.ts';
import { noteJson, treatmentJson } from './documentTerms.ts';
import { groupBy } from './grouping.ts';
import { instantText } from './instant.ts';
import type { InvoiceLine, InvoiceView, PreviouslyBilled } from './invoice.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import { amountText } from './money.ts';
import { correctedLines, correctionJson } from './priceCorrection.ts';
import type { SupersededLine } from './supersession.ts';

/** Which derivation new invoices are sealed with. An older one is kept for ever beside it. */
export const DERIVATION = 1;

/** What a seal covers besides the view: where the invoice stands in its book. */
export interface SealedPlace {
  readonly owner: BookOwner;
  readonly currency: CurrencyCode;
  readonly cut: IssuedCut;
  /** The hash of the issue journal, and so of everything in the book before it. */
  readonly issueHash: string;
}

/**
 * The canonical document: plain JSON in one fixed text, free of names and addresses. With the parties, which it knows by their
 * digest alone, it is everything that a rendering of the invoice shows. Lines stand in groups, one a subscription.
 */
export function canonicalDocument(view: InvoiceView, { owner, currency, cut }: SealedPlace): JsonObject {
  const money = (minor: bigint) => amountText(minor, currency);
  const { issueDate, dueDate, timeZone, partiesDigest } = cut.terms ?? { issueDate: null, dueDate: null, timeZone: null, partiesDigest: null };
  return {
    derivation: cut.derivation,
    invoice: { id: cut.id, number: cut.number, customerId: owner.customerId, currency, issueDate, dueDate, timeZone },
    ...(cut.terms?.note ? { note: noteJson(cut.terms.note) } : {}),
    ...correctionsOf(cut, view, money),
    ...usageSoFarOf(cut, money),
    ...(cut.terms?.lateCredit === 'AS_IF_ON_TIME' ? { lateCredit: cut.terms.lateCredit } : {}),
    partiesDigest,
    cut: { number: cut.cutNumber, seq: cut.cutSeq, asOf: instantText(cut.asOf), issuedAt: instantText(cut.issuedAt) },
    groups: [...groupBy(view.lines, ({ subscriptionId }) => subscriptionId)].map(([subscriptionId, lines]) => ({
      subscriptionId,
      lines: lines.map((line) => lineDocument(line, view, money)),
    })),
    taxes: view.taxes.map(({ treatment, taxableAmount, taxAmount }) => ({
      ...treatmentJson(treatment),
      taxableAmount: money(taxableAmount),
      taxAmount: money(taxAmount),
    })),
    totals: {
      subtotal: money(view.subtotal),
      discounts: money(view.discounts),
      ...(view.offsets === 0n ? {} : { creditOffsets: money(view.offsets) }),
      tax: money(view.tax),
      taxIncluded: money(view.taxIncluded),
      credits: money(view.credits),
      total: money(view.total),
    },
  };
}

/** Corrected prices with what they come to; left out where there are none. */
function correctionsOf({ terms }: IssuedCut, { lines }: InvoiceView, money: (minor: bigint) => string): JsonObject {
  if (terms === null || terms.corrections.length === 0) return {};
  return { corrections: terms.corrections.map((correction) => ({ ...correctionJson(correction), amount: money(correctedLines(correction, lines).amount) })) };
}

/** That usage of periods that went on is on it, and the threshold that it had reached; left out of every other document. */
function usageSoFarOf({ terms }: IssuedCut, money: (minor: bigint) => string): JsonObject {
  const usageSoFar = terms?.usageSoFar ?? null;
  return usageSoFar === null ? {} : { usageSoFar: { threshold: usageSoFar.threshold === null ? null : money(usageSoFar.threshold) } };
}

/** SHA-256 over the canonical document and the book it was derived from. */
export function sealOf(view: InvoiceView, place: SealedPlace): string {
  return digestOf('neruba.invoice-seal.v1', [place.owner.tenantId, place.issueHash, canonicalJson(canonicalDocument(view, place))]);
}

function lineDocument(line: InvoiceLine, { taxes }: InvoiceView, money: (minor: bigint) => string): JsonObject {
  return {
    lineKey: line.lineKey,
    description: line.description,
    servicePeriod: { start: instantText(line.service.start), end: instantText(line.service.end) },
    ...(line.usageUntil === null ? {} : { usageUntil: instantText(line.usageUntil) }),
    dimensions: line.dimensions,
    quantity: decimalOrNull(line.quantity),
    amount: money(line.amount),
    discounts: line.discounts.map(({ appliedCouponId, amount }) => ({ appliedCouponId, amount: money(amount) })),
    ...(line.offset === 0n ? {} : { creditOffset: money(line.offset) }),
    draws: line.draws.map(({ grantId, isPaid, amount }) => ({ grantId, isPaid, amount: money(amount) })),
    netAmount: money(line.netAmount),
    /** `tax` is the place of the rate among the document's taxes. */
    taxes: line.taxes.map(({ treatment, taxAmount }) => ({ tax: taxes.findIndex((total) => total.treatment === treatment), taxAmount: money(taxAmount) })),
    previous: line.previous === null ? null : previousJson(line.previous, money),
    supersedes: line.supersedes && supersededDocument(line.supersedes, money),
    exactAmount: decimalText(line.evidence.exactAmount),
    ratedDigest: line.evidence.ratedDigest,
  };
}

/** What earlier documents billed of the line, and until when if it was the usage so far. */
function previousJson({ quantity, amount, usageUntil }: PreviouslyBilled, money: (minor: bigint) => string): JsonObject {
  return { quantity: decimalOrNull(quantity), amount: money(amount), ...(usageUntil === null ? {} : { usageUntil: instantText(usageUntil) }) };
}

/** The line that this one is in place of, as it was billed. */
function supersededDocument({ lineKey, priceId, evidence, billed }: SupersededLine, money: (minor: bigint) => string): JsonObject {
  return { lineKey, priceId, quantity: decimalOrNull(evidence.quantity), amount: money(billed), exactAmount: decimalText(evidence.exactAmount), ratedDigest: evidence.ratedDigest };
}

function decimalOrNull(value: Decimal | null): string | null {
  return value === null ? null : decimalText(value);
}
