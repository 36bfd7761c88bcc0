/** What explains an invoice line: the price that it is of with its plan version, and how its amount came about. */
import { invariant } from '../core/invariant.ts';
import { type InvoiceLine, type LineDiscount, type LineDraw, discountOf, wholeDiscounts, wholeDraws } from '../core/invoice.ts';
import type { SupersededLine } from '../core/supersession.ts';
import type { PublishedPrice, PublishedVersion } from '../repositories/plans.ts';
import type { CustomerSubscriptions } from '../services/billingState.ts';
import { explainLine } from '../services/explainLine.ts';
import type { RequestContext } from './context.ts';
import { knownBySeqOf } from './lineEvidence.ts';
import type { Loaders } from './loaders/loaders.ts';
import type { InvoiceLineSource, InvoiceSource, LineDiscountSource, LineDrawSource } from './sources.ts';

/** How the amount of a line comes about, as the line knew it. */
export async function explanationOf(source: InvoiceLineSource, context: RequestContext) {
  return await explain(source, knownBySeqOf(source), context);
}

/** How the amount of a line that was superseded had come about when it was billed. */
export async function supersededExplanation({ invoice, line }: InvoiceLineSource, superseded: SupersededLine, context: RequestContext) {
  const { lineKey, priceId, evidence, usageUntil, billed, seq } = superseded;
  const asBilled: InvoiceLine = { ...line, lineKey, priceId, evidence, usageUntil, amount: billed, discounts: [], offset: 0n, draws: [], previous: null, supersedes: null };
  return await explain({ invoice, line: asBilled }, seq, context);
}

/** The price of a line; null for a one-off charge. */
export async function priceOf({ invoice, line }: InvoiceLineSource, { loaders }: RequestContext): Promise<PublishedPrice | null> {
  return line.priceId === null ? null : (await placeOf(invoice, line.priceId, loaders())).price;
}

/** A price with its plan version: the published one, if it is that one's own. */
export async function placeOf(invoice: InvoiceSource, priceId: string, loaders: Loaders): Promise<{ price: PublishedPrice; version: PublishedVersion }> {
  const { versions } = await subscribedOf(invoice, loaders);
  const places = [...versions.values()].flatMap((version) => version.prices.filter(({ id }) => id === priceId).map((price) => ({ price, version })));
  const place = places.find(({ version }) => version.baseId === null) ?? places[0];
  invariant(place, 'a line has a price of a plan version that its customer was on');
  return place;
}

export function discountSources(discounts: readonly LineDiscount[], { currency }: InvoiceSource): LineDiscountSource[] {
  return discounts.map(({ appliedCouponId, amount }) => ({ appliedCouponId, amount: { minor: amount, currency } }));
}

export function drawSources(draws: readonly LineDraw[], { currency, owed = [] }: Pick<InvoiceSource, 'currency'> & Partial<Pick<InvoiceSource, 'owed'>>): LineDrawSource[] {
  return draws.map(({ grantId, amount }) => ({ grantId, owed: owed.find(({ grant }) => grant.id === grantId) ?? null, amount: { minor: amount, currency } }));
}

async function explain({ invoice, line }: InvoiceLineSource, knownBySeq: number | null, { engine, tenantActor, loaders }: RequestContext) {
  const [customer, subscribed] = await Promise.all([loaders().customers.load(invoice.customerId), subscribedOf(invoice, loaders())]);
  invariant(customer, 'an invoice has a customer');
  const { tenantId } = tenantActor();
  const charge = line.chargeId === null ? null : await loaders().charges.load(line.chargeId);
  const record = line.evidence.eventCount === null ? null : await loaders().ratings.load({ customerId: customer.id, ratedDigest: line.evidence.ratedDigest });
  const explained = await explainLine(engine.store.database, { tenantId, customer, subscribed, charge, line, knownBySeq, knownAt: invoice.knownAt, record });
  const money = (minor: bigint) => ({ minor, currency: invoice.currency });
  return {
    model: explained.model,
    quantity: line.evidence.quantity,
    eventCount: line.evidence.eventCount ?? 0,
    steps: explained.rating.steps.map((step) => ({ ...step })),
    fraction: explained.fraction,
    exactAmount: explained.rating.exact,
    roundedAmount: money(explained.roundedMinor),
    previousQuantity: line.previous?.quantity ?? null,
    previouslyBilled: money(line.previous?.amount ?? 0n),
    amount: money(line.amount),
    discounts: discountSources(wholeDiscounts(line), invoice),
    previouslyDiscounted: money(line.previous === null ? 0n : discountOf(line.previous)),
    creditOffset: money(line.offset),
    draws: drawSources(wholeDraws(line), invoice),
  };
}

/** What the invoice's customer is on, as it was drafted or is recorded. */
export async function subscribedOf({ subscribed, customerId }: InvoiceSource, loaders: Loaders): Promise<CustomerSubscriptions> {
  const found = subscribed ?? (await loaders.subscribed.load(customerId));
  invariant(found, 'an invoice has a customer');
  return found;
}
