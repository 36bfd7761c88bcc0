/** Corrections of prices: what a migration would do to invoices, and what took whose place on one. */
import { BillingError } from '../../core/errors.ts';
import { invariant } from '../../core/invariant.ts';
import type { JsonObject } from '../../core/json.ts';
import { correctedLines } from '../../core/priceCorrection.ts';
import { countSubscribingCustomers, pageSubscribingCustomers } from '../../repositories/subscribers.ts';
import { assertSealed } from '../../services/derivedInvoices.ts';
import { type CustomerEffect, type EffectSums, type MigratedCustomer, effectSums, prepareMigrationPreview, previewCustomer } from '../../services/previewMigration.ts';
import type { RequestContext } from '../context.ts';
import { asUserError } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { placeOf, supersededExplanation } from '../lineExplanation.ts';
import { listOf } from '../lists.ts';
import { migrationOrder } from '../migrationOrder.ts';
import { LARGEST_PAGE } from '../pagination.ts';
import { type MigrationPreviewSource, draftSource, issuedSource } from '../sources.ts';

export const priceCorrectionResolvers: Resolvers = {
  Query: {
    previewMigration: async (_root, { input }, { engine, tenantActor }) => {
      try {
        return { preview: await prepareMigrationPreview(engine, tenantActor(), migrationOrder(input)), known: new Map() };
      } catch (error) {
        throw error instanceof BillingError ? error.under('input') : error;
      }
    },
  },
  Invoice: {
    corrections: (invoice) => invoice.corrections.map((correction) => ({ invoice, correction })),
  },
  PriceCorrection: {
    cause: async ({ correction: { effectiveAt, recordedAt, reason, planVersionId } }, _args, { loaders }) => ({ kind: 'PRICE' as const, effectiveAt, recordedAt, reason, planVersion: await loaders().versions.load(planVersionId) }),
    amount: ({ invoice, correction }) => ({ minor: correctedLines(correction, invoice.view.lines).amount, currency: invoice.currency }),
    netAmount: ({ invoice, correction }) => ({ minor: correctedLines(correction, invoice.view.lines).lines.reduce((sum, { netAmount }) => sum + netAmount, 0n), currency: invoice.currency }),
    lines: ({ invoice, correction }) => correctedLines(correction, invoice.view.lines).lines.map((line) => ({ invoice, line })),
    periods: ({ invoice, correction }) => {
      const services = correctedLines(correction, invoice.view.lines).lines.map(({ service }) => service);
      return [...new Map(services.map((service) => [`${service.start} ${service.end}`, service])).values()].sort((a, b) => a.start - b.start || a.end - b.end);
    },
  },
  InvoiceLine: {
    planVersion: async ({ invoice, line }, _args, { loaders }) => (line.priceId === null ? null : (await placeOf(invoice, line.priceId, loaders())).version),
    supersedes: ({ invoice, line }) => line.supersedes && { invoice, line, superseded: line.supersedes },
  },
  SupersededLine: {
    lineKey: ({ superseded }) => superseded.lineKey,
    price: async ({ invoice, superseded }, _args, { loaders }) => (await placeOf(invoice, superseded.priceId, loaders())).price,
    planVersion: async ({ invoice, superseded }, _args, { loaders }) => (await placeOf(invoice, superseded.priceId, loaders())).version,
    quantity: ({ superseded }) => superseded.evidence.quantity,
    amount: ({ invoice, superseded }) => ({ minor: superseded.billed, currency: invoice.currency }),
    explain: async (source, _args, context) => await supersededExplanation(source, source.superseded, context),
  },
  MigrationPreview: {
    planVersion: ({ preview }) => preview.choice.target,
    total: async (source, _args, context) => {
      const { customers, choice } = source.preview;
      const { rows, hasNextPage } = await pageSubscribingCustomers(context.engine.store.database, context.tenantActor(), customers, WHOLE_PAGE);
      if (hasNextPage) return null;
      const all: MigratedCustomer[] = [];
      for (const customer of rows) all.push(await previewedOnce(source, customer, context));
      const effects = all.flatMap(({ effect }) => effect ?? []);
      const invoices = effects.flatMap((effect) => effect.invoices.filter(({ cut }) => cut !== null)).length;
      const sums = sumsIn(effectSums(effects.map((effect) => effect.sums)), choice.target.currency);
      return { customers: effects.length, refused: all.length - effects.length, invoices, ...sums };
    },
    customers: (source, args, context) => {
      const { order, customers } = source.preview;
      const [db, reach] = [context.engine.store.database, context.tenantActor()];
      return listOf(args, {
        list: ['previewMigration', order],
        keyOf: ({ customer }) => [customer.id],
        read: async (request) => {
          const { rows, ...ends } = await pageSubscribingCustomers(db, reach, customers, request);
          const previewed: MigratedCustomer[] = [];
          for (const customer of rows) previewed.push(await previewedOnce(source, customer, context));
          return { rows: previewed, ...ends };
        },
        count: (limit) => countSubscribingCustomers(db, reach, customers, limit),
      });
    },
  },
  MigratedCustomer: {
    customerExternalId: ({ customer }) => customer.externalId,
    subscriptions: ({ subscriptions }) => [...subscriptions],
    refusal: ({ refusal }) => refusal && asUserError(refusal),
  },
  PreviewedSubscription: {
    error: ({ error }) => error && asUserError(error),
  },
  MigrationEffect: {
    invoices: (of) => of.invoices.map((concerned) => ({ ...concerned, of })),
    billed: ({ sums, customer }) => sumsIn(sums, customer.currency).billed,
    shouldBe: ({ sums, customer }) => sumsIn(sums, customer.currency).shouldBe,
    difference: ({ sums, customer }) => sumsIn(sums, customer.currency).difference,
    ofMigration: ({ sums, customer }) => sumsIn(sums, customer.currency).ofMigration,
    totals: ({ totals, customer: { currency } }) => {
      const money = (minor: bigint) => ({ minor, currency });
      return { subtotal: money(totals.subtotal), discounts: money(totals.discounts), creditOffsets: money(totals.offsets), tax: money(totals.tax), taxIncluded: money(totals.taxIncluded), total: money(totals.total) };
    },
    nextInvoice: ({ nextInvoice }) => nextInvoice && draftSource(nextInvoice),
  },
  CorrectedInvoice: {
    invoice: async ({ cut }, _args, { loaders }) => {
      const invoice = cut && (await loaders().invoices.load(cut.id));
      if (!invoice) return null;
      assertSealed(invoice);
      return issuedSource(invoice);
    },
    number: ({ cut }) => cut && cut.number,
    lines: ({ lines, of }) => lines.map((line) => ({ ...line, of })),
    billed: ({ sums, of }) => sumsIn(sums, of.customer.currency).billed,
    shouldBe: ({ sums, of }) => sumsIn(sums, of.customer.currency).shouldBe,
    difference: ({ sums, of }) => sumsIn(sums, of.customer.currency).difference,
    ofMigration: ({ sums, of }) => sumsIn(sums, of.customer.currency).ofMigration,
  },
  CorrectedLine: {
    subscription: async ({ subscriptionId, of }, _args, { loaders }) => {
      const subscription = await loaders().subscriptions.load({ customerId: of.customer.id, id: subscriptionId });
      invariant(subscription, 'a line has a subscription');
      return subscription;
    },
    servicePeriod: ({ service }) => service,
    dimensions: ({ dimensions }) => (dimensions === null ? null : (JSON.parse(dimensions) as JsonObject)),
    billedPrice: ({ billedPriceId, of }) => priceIn(of, billedPriceId),
    price: ({ priceId, of }) => priceIn(of, priceId),
    billed: (line) => sumsIn(line, line.of.customer.currency).billed,
    billedOn: ({ cuts }) => cuts.map(({ number }) => number),
    shouldBe: (line) => sumsIn(line, line.of.customer.currency).shouldBe,
    difference: (line) => sumsIn(line, line.of.customer.currency).difference,
    ofMigration: (line) => sumsIn(line, line.of.customer.currency).ofMigration,
    discounts: ({ discountEffect, of }) => ({ minor: discountEffect, currency: of.customer.currency }),
  },
};

const WHOLE_PAGE = { limit: LARGEST_PAGE, after: null, before: null, isBackward: false };

function sumsIn({ billed, shouldBe, difference, effect }: EffectSums, currency: CustomerEffect['customer']['currency']) {
  const money = (minor: bigint) => ({ minor, currency });
  return { billed: money(billed), shouldBe: money(shouldBe), difference: money(difference), ofMigration: money(effect) };
}

/** Null for none, and for a price of a version that no subscription of the customer is on any more. */
function priceIn({ prices }: CustomerEffect, priceId: string | null) {
  return priceId === null ? null : (prices.get(priceId) ?? null);
}

/** A customer that several fields of one request ask about is looked at once. */
async function previewedOnce({ preview, known }: MigrationPreviewSource, customer: MigratedCustomer['customer'], { engine, tenantActor }: RequestContext): Promise<MigratedCustomer> {
  const begun = known.get(customer.id) ?? previewCustomer(engine, tenantActor(), preview, customer);
  known.set(customer.id, begun);
  return await begun;
}
