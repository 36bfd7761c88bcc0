/** How rules of automatic top-up stand: what is left to their customers, and what was bought already. */
import { type TopUpLook, type TopUpRule, type TopUpStanding, topUpBalance, topUpStanding } from '../core/credits/topUp.ts';
import type { Customer } from '../core/customer.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import { findLots } from '../repositories/credits.ts';
import { findCustomerZones } from '../repositories/customerZones.ts';
import { findCustomers } from '../repositories/customers.ts';
import type { Reach } from '../repositories/reach.ts';
import type { Database } from '../store/database.ts';
import { loadOwedLots } from './owedCredit.ts';
import { loadProjectedLots } from './projectedBalance.ts';

/** A rule with what was looked at. */
export interface LookedAtRule {
  readonly rule: TopUpRule;
  readonly customer: Customer;
  readonly look: TopUpLook;
  readonly standing: TopUpStanding;
}

/** In the order given. A rule on the projected balance costs a draft of its customer's invoice; what has ended is not looked at so closely. */
export async function lookAtTopUps(db: Database, reach: Reach, rules: readonly TopUpRule[], now: Instant): Promise<LookedAtRule[]> {
  if (rules.length === 0) return [];
  const customerIds = [...new Set(rules.map(({ customerId }) => customerId))];
  const customers = new Map((await findCustomers(db, reach, customerIds)).map((customer) => [customer.id, customer]));
  const zones = new Map((await findCustomerZones(db, reach, customerIds)).map(({ customerId, zone }) => [customerId, zone]));
  const posted = await findLots(db, reach, customerIds, null);
  const lots = groupBy([...posted, ...(await loadOwedLots(db, reach, customerIds, { at: now, lots: posted }))], ({ grant }) => grant.customerId);
  const looked: LookedAtRule[] = [];
  for (const rule of rules) {
    const [customer, zone, own] = [customers.get(rule.customerId), zones.get(rule.customerId), lots.get(rule.customerId) ?? []];
    invariant(customer && zone, 'a rule has a customer with a calendar');
    const isProjected = rule.terms.basis === 'PROJECTED_BALANCE' && rule.end === null;
    const left = isProjected ? await loadProjectedLots(db, { ...reach, keyId: 'draft' }, customer, { lots: own, now }) : own;
    const look = { ...topUpBalance(rule.terms, left, { currency: customer.currency, at: now }), lots: own, zone, at: now };
    looked.push({ rule, customer, look, standing: topUpStanding(rule, look) });
  }
  return looked;
}
