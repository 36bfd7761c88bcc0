/** Sells credit to a customer: invoiced at once, on a line of its own. */
import { refuseUnknownRates } from '../core/billingTerms.ts';
import { type GrantTerms, type PurchaseInput, grantId, parsePurchase } from '../core/credits/grant.ts';
import type { Customer } from '../core/customer.ts';
import { decimalText } from '../core/decimal.ts';
import { BillingError } from '../core/errors.ts';
import { deriveId } from '../core/identity.ts';
import { EARLIEST_MS, type Instant, earlier, instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { amountText } from '../core/money.ts';
import { type ChargeTerms, parseCharge } from '../core/oneOffCharge.ts';
import { partiesDigest, partiesOf } from '../core/parties.ts';
import { type Book, lockBook } from '../repositories/books.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { getCustomerZone } from '../repositories/customerZones.ts';
import { insertParties } from '../repositories/invoiceParties.ts';
import { findSubscriptionsOfCustomers } from '../repositories/subscriptions.ts';
import { findTaxRatesByCode } from '../repositories/taxRates.ts';
import type { Transaction } from '../store/database.ts';
import type { TenantActor } from './actor.ts';
import { purchaseInTransaction } from './creditPosting.ts';
import { scopeInCatalog } from './creditScope.ts';
import { unitInForce } from './creditUnits.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';
import { issueInTransaction } from './invoiceIssue.ts';

export interface PurchaseCreditsInput extends PurchaseInput {
  readonly idempotencyKey: string;
  readonly customerExternalId: string;
  readonly description?: string | null | undefined;
  readonly taxRateCodes?: readonly string[] | null | undefined;
}

/** What a purchase made, by id: the paid lot, its bonus, and the invoice that charges for it. */
export interface Purchased {
  readonly grantId: string;
  readonly bonusId: string | null;
  readonly invoiceId: string;
}

const DESCRIPTION = 'Prepaid credit';

/**
 * The invoice reaches as far as the one before it, so it holds no period early. Errors, in order: the idempotency key's;
 * NOT_FOUND at `customerExternalId`; those of `unitInForce`; those of `parsePurchase`; NOT_FOUND in `scope`; `description` and `taxRateCodes` as
 * `parseCharge`, NOT_FOUND at `taxRateCodes`; OUT_OF_RANGE if an amount of the invoice does not fit.
 */
export async function purchaseCredits(engine: Engine, actor: TenantActor, input: PurchaseCreditsInput): Promise<Purchased & { replayed: boolean }> {
  const request = { operation: 'purchaseCredits', idempotencyKey: input.idempotencyKey, input };
  const { kept, replayed } = await once<{ grantId: string; bonusId: string | null; invoiceId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const [customer] = await findCustomersByExternalId(tx, actor, [input.customerExternalId]);
    if (!customer) throw new BillingError('NOT_FOUND', 'is not a customer', ['customerExternalId']);
    const owner = { tenantId: tenant.id, customerId: customer.id };
    const { currency } = customer;
    const chargeId = deriveId('one-off-charge', now, [tenant.id, customer.id, input.idempotencyKey]);
    const [paid, ...bonus] = parsePurchase(input, chargeId, { currency, now, unit: await unitInForce(tx, tenant.id, input.unit ?? null, { currency, now }) });
    const all = [await scopeInCatalog(tx, tenant.id, paid)];
    for (const terms of bonus) all.push({ ...terms, scope: all[0]?.scope ?? null });
    const charge = { id: chargeId, customerId: customer.id, subscriptionId: null, terms: await chargeTerms(tx, customer, tenant.id, { input, now, paid }), reason: null };
    const book = await lockBook(tx, owner);
    invariant(book, 'a customer has a book');
    const context = { now, cause: input.idempotencyKey, actor: actor.keyId };
    const grants = all.map((terms) => ({ id: grantId(terms, { ...owner, cause: context.cause, at: now }), customerId: customer.id, terms }));

    const posted = await purchaseInTransaction(tx, { book, currency }, { charge, grants }, context);

    const parties = partiesOf(tenant, customer);
    const salt = engine.newSalt();
    const asOf = await reachOf(tx, book, now);
    const order = { customer, book: posted.book, asOf, partiesDigest: partiesDigest(parties, salt), ignoresGrace: true, frozen: null };
    const { cut } = await issueInTransaction(tx, order, context);
    await insertParties(tx, { ...owner, cutNumber: cut.cutNumber, parties, salt });
    return { kept: { grantId: grants[0]?.id ?? '', bonusId: grants[1]?.id ?? null, invoiceId: cut.id }, replayed: false };
  });
  return { ...kept, replayed };
}

async function chargeTerms(tx: Transaction, customer: Customer, tenantId: string, { input, now, paid }: { input: PurchaseCreditsInput; now: Instant; paid: GrantTerms }): Promise<ChargeTerms> {
  const zone = await getCustomerZone(tx, { tenantId, customerId: customer.id }, customer.id);
  const { unit } = paid;
  const description = unit === undefined ? DESCRIPTION : `${DESCRIPTION}: ${decimalText(unit.amount)} ${unit.code}`;
  const terms = parseCharge({ description: input.description ?? description, amount: amountText(paid.amount, customer.currency), taxRateCodes: input.taxRateCodes }, { currency: customer.currency, zone, now });
  const rates = await findTaxRatesByCode(tx, tenantId, terms.taxRateCodes ?? []);
  refuseUnknownRates(terms.taxRateCodes ?? [], new Set(rates.map(({ code }) => code)));
  return terms;
}

/** Until where the customer is invoiced; before the first invoice, until just before its first subscription. */
async function reachOf(tx: Transaction, { tenantId, customerId, ratedThrough }: Book, now: Instant): Promise<Instant> {
  if (ratedThrough !== null) return ratedThrough;
  const subscriptions = await findSubscriptionsOfCustomers(tx, { tenantId, customerId }, [customerId]);
  return subscriptions.reduce((reach, { startAt }) => earlier(reach, instant(Math.max(startAt - 1, EARLIEST_MS))), now);
}
