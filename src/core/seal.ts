/** Seals: the digest of an issued invoice's canonical document, which it must derive to for ever. */
import type { BookOwner } from './book.ts';
import type { CurrencyCode } from './currency.ts';
import type { IssuedCut } from './cut.ts';
import { type Decimal, decimalText } from './decimal.ts';
import { digestOf } from './digest.ts';
import { instantText } from './instant.ts';
import type { InvoiceLine, InvoiceView } from './invoice.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import { amountText } from './money.ts';

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

/** The canonical document: plain JSON in one fixed text, free of names and addresses. */
export function canonicalDocument(view: InvoiceView, { owner, currency, cut }: SealedPlace): JsonObject {
  const money = (minor: bigint) => amountText(minor, currency);
  return {
    derivation: cut.derivation,
    invoice: { id: cut.id, number: cut.number, customerId: owner.customerId, currency },
    cut: { number: cut.cutNumber, seq: cut.cutSeq, asOf: instantText(cut.asOf), issuedAt: instantText(cut.issuedAt) },
    lines: view.lines.map((line) => lineDocument(line, money)),
    totals: { subtotal: money(view.subtotal), discounts: money(view.discounts), credits: money(view.credits), tax: money(view.tax), total: money(view.total) },
  };
}

/** SHA-256 over the canonical document and the book it was derived from. */
export function sealOf(view: InvoiceView, place: SealedPlace): string {
  return digestOf('neruba.invoice-seal.v1', [place.owner.tenantId, place.issueHash, canonicalJson(canonicalDocument(view, place))]);
}

function lineDocument(line: InvoiceLine, money: (minor: bigint) => string): JsonObject {
  return {
    lineKey: line.lineKey,
    description: line.description,
    servicePeriod: { start: instantText(line.service.start), end: instantText(line.service.end) },
    dimensions: line.dimensions,
    quantity: decimalOrNull(line.quantity),
    amount: money(line.amount),
    discounts: line.discounts.map(({ appliedCouponId, amount }) => ({ appliedCouponId, amount: money(amount) })),
    previous: line.previous === null ? null : { quantity: decimalOrNull(line.previous.quantity), amount: money(line.previous.amount) },
    exactAmount: decimalText(line.evidence.exactAmount),
    ratedDigest: line.evidence.ratedDigest,
  };
}

function decimalOrNull(value: Decimal | null): string | null {
  return value === null ? null : decimalText(value);
}
