/** Posting rules: which accounts each fact debits and credits, as a table one can read. */
import type { Account, AccountCode } from './accounts.ts';
import { invariant } from './invariant.ts';
import { type Posting, post } from './posting.ts';

/** One side of a rule: an account, and which of the fact's references it takes. */
type Side = readonly [code: AccountCode, reference: keyof RuleReferences | null];

interface Rule {
  readonly debit: Side;
  readonly credit: Side;
}

/** What a fact is about. A rule takes what it needs. */
export interface RuleReferences {
  readonly chargeLine?: string;
  readonly invoice?: string;
  readonly price?: string;
  /** A version of a tax rate. */
  readonly taxRate?: string;
  readonly oneOffCharge?: string;
  readonly payment?: string;
  readonly refund?: string;
  /** Where money is kept. */
  readonly provider?: string;
  readonly appliedCoupon?: string;
  /** A lot of credit. */
  readonly grant?: string;
  /** The lot that a transfer became: the same on both sides. */
  readonly transfer?: string;
}

/** Source: DESIGN section 4. A negative amount posts the same rule with its sides exchanged. */
export const POSTING_RULES = {
  'usage charged': { debit: ['1150', 'chargeLine'], credit: ['4000', 'price'] },
  'fee charged in arrears': { debit: ['1150', 'chargeLine'], credit: ['4010', 'price'] },
  'fee charged in advance': { debit: ['1150', 'chargeLine'], credit: ['2150', 'chargeLine'] },
  'advance fee earned': { debit: ['2150', 'chargeLine'], credit: ['4010', 'price'] },
  'one-off charged': { debit: ['1150', 'chargeLine'], credit: ['4030', 'oneOffCharge'] },
  discount: { debit: ['4100', 'appliedCoupon'], credit: ['1150', 'chargeLine'] },
  'line invoiced': { debit: ['1100', 'invoice'], credit: ['1150', 'chargeLine'] },
  'tax added': { debit: ['1100', 'invoice'], credit: ['2200', 'taxRate'] },
  'tax held by prices': { debit: ['4120', 'taxRate'], credit: ['2200', 'taxRate'] },
  'document below zero': { debit: ['1100', 'invoice'], credit: ['2000', null] },
  credited: { debit: ['4110', 'invoice'], credit: ['1100', 'invoice'] },
  'tax credited': { debit: ['2200', 'taxRate'], credit: ['1100', 'invoice'] },
  'deferred revenue credited': { debit: ['2150', 'chargeLine'], credit: ['4110', 'invoice'] },
  'credit offset': { debit: ['1150', 'chargeLine'], credit: ['4110', 'invoice'] },
  'credited beyond what is owed': { debit: ['1100', 'invoice'], credit: ['2000', null] },
  'payment captured': { debit: ['1010', 'payment'], credit: ['1100', 'invoice'] },
  'payment in excess': { debit: ['1010', 'payment'], credit: ['2000', null] },
  'payment settled': { debit: ['1000', 'provider'], credit: ['1010', 'payment'] },
  'credit applied': { debit: ['2000', null], credit: ['1100', 'invoice'] },
  'refund asked': { debit: ['2000', null], credit: ['2300', 'refund'] },
  'refund paid': { debit: ['2300', 'refund'], credit: ['1000', 'provider'] },
  'written off': { debit: ['5000', 'invoice'], credit: ['1100', 'invoice'] },
  'credit bought': { debit: ['1150', 'chargeLine'], credit: ['2100', 'grant'] },
  'credit paid for elsewhere': { debit: ['1000', 'provider'], credit: ['2100', 'grant'] },
  'paid credit burned': { debit: ['2100', 'grant'], credit: ['1150', 'chargeLine'] },
  'paid credit expired': { debit: ['2100', 'grant'], credit: ['4020', 'grant'] },
  'paid credit given back': { debit: ['2100', 'grant'], credit: ['2000', null] },
  'paid credit returned': { debit: ['4110', 'invoice'], credit: ['2100', 'grant'] },
  'promotional credit returned': { debit: ['4110', 'invoice'], credit: ['4100', 'grant'] },
  'paid credit sent': { debit: ['2100', 'grant'], credit: ['2110', 'transfer'] },
  'paid credit received': { debit: ['2110', 'transfer'], credit: ['2100', 'grant'] },
  'promotional credit granted': { debit: ['9000', 'grant'], credit: ['9001', 'grant'] },
  'promotional credit burned': { debit: ['4100', 'grant'], credit: ['1150', 'chargeLine'] },
  'promotional credit used up': { debit: ['9001', 'grant'], credit: ['9000', 'grant'] },
  'tax written off': { debit: ['2200', 'taxRate'], credit: ['1100', 'invoice'] },
} as const satisfies Record<string, Rule>;

export type Fact = keyof typeof POSTING_RULES;

/** The posting of a fact; none for zero. Errors: OUT_OF_RANGE beyond a signed 64-bit amount. */
export function postFact(fact: Fact, references: RuleReferences, signedAmount: bigint): Posting[] {
  const rule: Rule = POSTING_RULES[fact];
  return post(accountOf(rule.debit, references), accountOf(rule.credit, references), signedAmount);
}

function accountOf([code, name]: Side, references: RuleReferences): Account {
  const reference = name === null ? '' : references[name];
  invariant(reference !== undefined, `a posting on ${code} names its ${String(name)}`);
  return { code, reference };
}
