/** Buying credit within a transaction: the lots, the charge that pays for them, and its invoice. A request and an automatic top-up do the same. */
import { refuseUnknownRates } from '../core/billingTerms.ts';
import type { PostingContext } from '../core/book.ts';
import { type GrantTerms, grantId } from '../core/credits/grant.ts';
import type { Customer } from '../core/customer.ts';
import { decimalText } from '../core/decimal.ts';
import { deriveId } from '../core/identity.ts';
import { EARLIEST_MS, type Instant, earlier, instant } from '../core/instant.ts';
import { amountText } from '../core/money.ts';
import { type ChargeInput, type ChargeTerms, parseCharge } from '../core/oneOffCharge.ts';
import { partiesDigest, partiesOf } from '../core/parties.ts';
import type { Tenant } from '../core/tenant.ts';
import type { Book } from '../repositories/books.ts';
import { getCustomerZone } from '../repositories/customerZones.ts';
import { insertParties } from '../repositories/invoiceParties.ts';
import { findSubscriptionsOfCustomers } from '../repositories/subscriptions.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { Transaction } from '../store/database.ts';
import { noticeBalance } from './balanceAlerts.ts';
import { purchaseInTransaction } from './creditPosting.ts';
import type { Engine } from './engine.ts';
import { issueInTransaction } from './invoiceIssue.ts';

/** What a purchase made, by id: the paid lot, its bonus, and the invoice that charges for it. */
export interface Purchased {
  readonly grantId: string;
  readonly bonusId: string | null;
  readonly invoiceId: string;
}

/** What an invoice says of credit that is bought. */
export interface PurchaseWords {
  readonly description?: string | null | undefined;
  readonly taxRateCodes?: readonly string[] | null | undefined;
}

/** What is bought, for whom, on a locked book. */
export interface PurchaseOrder {
  readonly tenant: Tenant;
  readonly customer: Customer;
  readonly book: Book;
  /** The charge that the lots say they are bought by. */
  readonly chargeId: string;
  readonly words: PurchaseWords;
  /** The paid lot, and its bonus. */
  readonly lots: readonly [GrantTerms, ...GrantTerms[]];
}

/** The id of the charge by which a request buys. */
export function purchaseChargeId({ tenantId, customerId }: { readonly tenantId: string; readonly customerId: string }, { cause, now }: Pick<PostingContext, 'cause' | 'now'>): string {
  return deriveId('one-off-charge', now, [tenantId, customerId, cause]);
}

/**
 * The invoice reaches as far as the one before it, so it holds no period early. Errors, in order: those of `loadPurchaseCharge`;
 * OUT_OF_RANGE if an amount of the invoice does not fit.
 */
export async function buyInTransaction(tx: Transaction, engine: Engine, { tenant, customer, book, chargeId, words, lots }: PurchaseOrder, context: PostingContext): Promise<Purchased> {
  const owner = { tenantId: tenant.id, customerId: customer.id };
  const { now } = context;
  const charge = { id: chargeId, customerId: customer.id, subscriptionId: null, terms: await loadPurchaseCharge(tx, owner.tenantId, customer, { words, now, paid: lots[0] }), reason: null };
  const [grant, bonus] = lots.map((terms) => ({ id: grantId(terms, { ...owner, cause: context.cause, at: now }), customerId: customer.id, terms }));
  await noticeBalance(tx, book, now);

  const posted = await purchaseInTransaction(tx, { book, currency: customer.currency }, { charge, grants: [grant, bonus].flatMap((one) => one ?? []) }, context);

  const parties = partiesOf(tenant, customer);
  const salt = engine.newSalt();
  const asOf = await reachOf(tx, book, now);
  const order = { customer, book: posted.book, asOf, partiesDigest: partiesDigest(parties, salt), ignoresGrace: true, frozen: null };
  const { cut } = await issueInTransaction(tx, order, context);
  await insertParties(tx, { ...owner, cutNumber: cut.cutNumber, parties, salt });
  return { grantId: grant?.id ?? '', bonusId: bonus?.id ?? null, invoiceId: cut.id };
}

/** What a paid lot is charged with. Errors, in order: `description` and `taxRateCodes` as `parseCharge`; NOT_FOUND at `taxRateCodes`. */
export async function loadPurchaseCharge(tx: Transaction, tenantId: string, customer: Customer, { words, now, paid }: { readonly words: PurchaseWords; readonly now: Instant; readonly paid: GrantTerms }): Promise<ChargeTerms> {
  const zone = await getCustomerZone(tx, { tenantId, customerId: customer.id }, customer.id);
  const { currency } = customer;
  const asked: ChargeInput = { description: words.description ?? describe(paid), amount: amountText(paid.amount, currency), taxRateCodes: words.taxRateCodes };
  const terms = parseCharge(asked, { currency, zone, now });
  const rates = await findTaxRatesByCode(tx, tenantId, terms.taxRateCodes ?? []);
  refuseUnknownRates(terms.taxRateCodes ?? [], new Set(rates.map(({ code }) => code)));
  return terms;
}

const DESCRIPTION = 'Prepaid credit';

function describe({ unit }: GrantTerms): string {
  return unit === undefined ? DESCRIPTION : `${DESCRIPTION}: ${decimalText(unit.amount)} ${unit.code}`;
}

/** Until where the customer is invoiced; before the first invoice, until just before its first subscription. */
async function reachOf(tx: Transaction, { tenantId, customerId, ratedThrough }: Book, now: Instant): Promise<Instant> {
  if (ratedThrough !== null) return ratedThrough;
  const subscriptions = await findSubscriptionsOfCustomers(tx, { tenantId, customerId }, [customerId]);
  return subscriptions.reduce((reach, { startAt }) => earlier(reach, instant(Math.max(startAt - 1, EARLIEST_MS))), now);
}
