/** The chart of accounts: every account the ledger can use, as data. */
import { invariant } from './invariant.ts';

/** What an account's reference names; a promotion is an applied coupon or a grant, a transfer the grant that it became. NONE for accounts that have one cell a customer. */
export type ReferenceKind = 'CHARGE_LINE' | 'INVOICE' | 'PRICE' | 'ONE_OFF_CHARGE' | 'PROMOTION' | 'GRANT' | 'TRANSFER' | 'TAX_RATE' | 'PAYMENT' | 'REFUND' | 'PROVIDER' | 'NONE';

export interface ChartAccount {
  readonly code: string;
  readonly name: string;
  readonly reference: ReferenceKind;
}

/** Source: DESIGN section 4. Assets 1xxx, liabilities 2xxx, revenue and contra revenue 4xxx, expenses 5xxx, memoranda 9xxx. */
export const CHART = [
  { code: '1000', name: 'Cash', reference: 'PROVIDER' },
  { code: '1010', name: 'Payments in transit', reference: 'PAYMENT' },
  { code: '1100', name: 'Receivable', reference: 'INVOICE' },
  { code: '1150', name: 'Unbilled receivable', reference: 'CHARGE_LINE' },
  { code: '2000', name: 'Customer credit', reference: 'NONE' },
  { code: '2100', name: 'Prepaid credit', reference: 'GRANT' },
  { code: '2110', name: 'Credit in transfer', reference: 'TRANSFER' },
  { code: '2150', name: 'Deferred revenue', reference: 'CHARGE_LINE' },
  { code: '2200', name: 'Tax payable', reference: 'TAX_RATE' },
  { code: '2300', name: 'Refunds payable', reference: 'REFUND' },
  { code: '4000', name: 'Usage revenue', reference: 'PRICE' },
  { code: '4010', name: 'Subscription revenue', reference: 'PRICE' },
  { code: '4020', name: 'Breakage', reference: 'GRANT' },
  { code: '4030', name: 'One-off revenue', reference: 'ONE_OFF_CHARGE' },
  { code: '4100', name: 'Promotions and discounts', reference: 'PROMOTION' },
  { code: '4110', name: 'Credit notes', reference: 'INVOICE' },
  { code: '4120', name: 'Tax included in prices', reference: 'TAX_RATE' },
  { code: '5000', name: 'Write-offs', reference: 'INVOICE' },
  { code: '9000', name: 'Promotional credit granted', reference: 'GRANT' },
  { code: '9001', name: 'Promotional credit available', reference: 'GRANT' },
] as const satisfies readonly ChartAccount[];

export type AccountCode = (typeof CHART)[number]['code'];

/** One cell of the chart: an account and what it is about. With its customer and currency it has a balance. */
export interface Account {
  readonly code: AccountCode;
  /** The id that the chart's reference kind asks for; empty for NONE. */
  readonly reference: string;
}

export const TRANSIT = '1010' satisfies AccountCode;
export const RECEIVABLE = '1100' satisfies AccountCode;
export const UNBILLED = '1150' satisfies AccountCode;
export const CUSTOMER_CREDIT = '2000' satisfies AccountCode;
export const PREPAID_CREDIT = '2100' satisfies AccountCode;
export const IN_TRANSFER = '2110' satisfies AccountCode;
export const DEFERRED = '2150' satisfies AccountCode;
export const PROMOTIONS = '4100' satisfies AccountCode;
export const TAX_PAYABLE = '2200' satisfies AccountCode;
export const REFUNDS_PAYABLE = '2300' satisfies AccountCode;
export const WRITE_OFFS = '5000' satisfies AccountCode;
export const PROMOTIONAL_CREDIT = '9001' satisfies AccountCode;

const byCode: ReadonlyMap<string, ChartAccount> = new Map(CHART.map((account) => [account.code, account]));

export function isAccountCode(code: string): code is AccountCode {
  return byCode.has(code);
}

/** What an account's reference must name. */
export function referenceKindOf(code: AccountCode): ReferenceKind {
  const account = byCode.get(code);
  invariant(account, `account ${code} is in the chart`);
  return account.reference;
}

export function accountName(code: string): string {
  const account = byCode.get(code);
  invariant(account, `account ${code} is in the chart`);
  return account.name;
}
