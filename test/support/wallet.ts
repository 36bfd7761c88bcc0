/** How a customer's credit and a tenant's books stand, as the tests of credit look at them. */
import { expect } from 'vitest';
import type { ApiClient } from './api.ts';

/** `status granted burned expired voided remaining` of each lot, oldest first. */
export async function lotsOf(client: ApiClient): Promise<string[]> {
  const { customer } = await client.ask<{ customer: { credits: { grants: { nodes: (Record<string, { amount: string }> & { status: string })[] } } } }>('{ customer(externalId: "acme") { credits { grants(first: 100) { nodes { status granted { amount } burned { amount } expired { amount } voided { amount } remaining { amount } } } } } }');
  return customer.credits.grants.nodes.map((lot) => [lot.status, ...['granted', 'burned', 'expired', 'voided', 'remaining'].map((name) => lot[name]?.amount)].join(' ')).reverse();
}

/** Debits less credits of each account, in minor units. */
export async function balancesOf(client: ApiClient): Promise<Record<string, string>> {
  const { trialBalance } = await client.ask<{ trialBalance: { accounts: { code: string; debits: { minorUnits: string }; credits: { minorUnits: string } }[] } }>('{ trialBalance { accounts { code debits { minorUnits } credits { minorUnits } } } }');
  return Object.fromEntries(trialBalance.accounts.map(({ code, debits, credits }) => [code, String(BigInt(debits.minorUnits) - BigInt(credits.minorUnits))]));
}

/** Verified, balanced, and the same when it is rated anew. */
export async function expectSound(client: ApiClient): Promise<void> {
  const { ledgerVerification, trialBalance, replay } = await client.ask<{ ledgerVerification: object; trialBalance: object; replay: object }>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } replay { isExact } }');
  expect(ledgerVerification).toEqual({ isValid: true, findings: [] });
  expect([trialBalance, replay]).toEqual([{ isBalanced: true }, { isExact: true }]);
}
