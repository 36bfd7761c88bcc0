/** Answers kept for idempotency keys: which rows the answer of each operation names, and whether a kept one says what it may. */
import { readCanonicalObject } from './json.ts';

export type AnsweredKind =
  | 'CUSTOMER'
  | 'API_KEY'
  | 'METER'
  | 'PLAN'
  | 'PLAN_VERSION'
  | 'TAX_RATE'
  | 'CREDIT_UNIT'
  | 'COUPON'
  | 'SUBSCRIPTION'
  | 'APPLIED_COUPON'
  | 'EVENT'
  | 'BACKFILL'
  | 'CHARGE'
  | 'INVOICE'
  | 'CREDIT_NOTE'
  | 'SETTLEMENT'
  | 'GRANT'
  | 'RECURRING_GRANT'
  | 'CREDIT_ALERT'
  | 'TOP_UP_RULE'
  | 'HOLD';

type KeptFields = Readonly<Record<string, AnsweredKind>>;

const SUBSCRIPTION: KeptFields = { customerId: 'CUSTOMER', subscriptionId: 'SUBSCRIPTION' };
const EVENT: KeptFields = { customerId: 'CUSTOMER', eventId: 'EVENT' };
const SETTLEMENT: KeptFields = { settlementId: 'SETTLEMENT' };
const BACKFILL: KeptFields = { backfillId: 'BACKFILL' };

/** By operation, the fields of its kept answer that name rows. A test finds an operation that is missing here. */
export const KEPT_ANSWERS: Readonly<Record<string, KeptFields>> = {
  createApiKey: { id: 'API_KEY' },
  createCustomer: { id: 'CUSTOMER' },
  updateCustomer: { id: 'CUSTOMER' },
  eraseCustomer: { customerId: 'CUSTOMER' },
  declarePersonalProperties: {},
  createMeter: { id: 'METER' },
  createPlan: { id: 'PLAN' },
  publishPlanVersion: { id: 'PLAN' },
  createTaxRate: { id: 'TAX_RATE' },
  publishTaxRateVersion: { id: 'TAX_RATE' },
  createCreditUnit: { id: 'CREDIT_UNIT' },
  publishCreditUnitRate: { id: 'CREDIT_UNIT' },
  createCoupon: { id: 'COUPON' },
  applyCoupon: { appliedCouponId: 'APPLIED_COUPON' },
  removeCoupon: { appliedCouponId: 'APPLIED_COUPON' },
  createSubscription: SUBSCRIPTION,
  changePlan: SUBSCRIPTION,
  changeQuantity: SUBSCRIPTION,
  pauseSubscription: SUBSCRIPTION,
  resumeSubscription: SUBSCRIPTION,
  cancelSubscription: SUBSCRIPTION,
  unscheduleChanges: SUBSCRIPTION,
  overridePrices: SUBSCRIPTION,
  migrateSubscriptions: { versionId: 'PLAN_VERSION' },
  // What became of one subscription of many, which the key alone names.
  migrateSubscription: {},
  voidUsage: EVENT,
  amendUsage: EVENT,
  backfillUsage: BACKFILL,
  stageBackfill: BACKFILL,
  applyBackfill: BACKFILL,
  revertBackfill: BACKFILL,
  addCharge: { chargeId: 'CHARGE' },
  reverseCharge: { chargeId: 'CHARGE' },
  issueInvoice: { invoiceId: 'INVOICE' },
  issueUsageNote: { noteId: 'INVOICE' },
  issueCreditNote: { creditNoteId: 'CREDIT_NOTE' },
  voidInvoice: { creditNoteId: 'CREDIT_NOTE' },
  recordPayment: SETTLEMENT,
  applyCustomerCredit: SETTLEMENT,
  refundCustomerCredit: SETTLEMENT,
  payRefund: SETTLEMENT,
  refundPayment: SETTLEMENT,
  failPayment: SETTLEMENT,
  writeOffInvoice: SETTLEMENT,
  grantCredits: { grantId: 'GRANT' },
  purchaseCredits: { grantId: 'GRANT', bonusId: 'GRANT', invoiceId: 'INVOICE' },
  createRecurringGrant: { recurringGrantId: 'RECURRING_GRANT' },
  endRecurringGrant: { recurringGrantId: 'RECURRING_GRANT' },
  createCreditAlert: { creditAlertId: 'CREDIT_ALERT' },
  removeCreditAlert: { creditAlertId: 'CREDIT_ALERT' },
  setTopUpRule: { topUpRuleId: 'TOP_UP_RULE' },
  endTopUpRule: { topUpRuleId: 'TOP_UP_RULE' },
  // What a rule bought, under a key of the rule's own.
  topUpCredit: { grantId: 'GRANT', bonusId: 'GRANT', invoiceId: 'INVOICE' },
  voidGrant: { grantId: 'GRANT' },
  adjustGrantExpiry: { grantId: 'GRANT' },
  transferCredits: { grantId: 'GRANT', receivedId: 'GRANT' },
  holdCredits: { holdId: 'HOLD' },
  captureHold: { customerId: 'CUSTOMER', holdId: 'HOLD' },
  releaseHold: { customerId: 'CUSTOMER', holdId: 'HOLD' },
};

/** Operations whose answer names what they posted themselves: the journal of each such row has their key as its cause. */
const POSTING: ReadonlySet<string> = new Set([
  ...['addCharge', 'issueInvoice', 'issueUsageNote', 'issueCreditNote', 'voidInvoice', 'grantCredits', 'purchaseCredits', 'topUpCredit'],
  ...['recordPayment', 'applyCustomerCredit', 'refundCustomerCredit', 'payRefund', 'refundPayment', 'failPayment', 'writeOffInvoice'],
]);
const POSTED: ReadonlySet<AnsweredKind> = new Set<AnsweredKind>(['CHARGE', 'INVOICE', 'CREDIT_NOTE', 'SETTLEMENT', 'GRANT']);

/** A record as it is stored. */
export interface StoredAnswer {
  readonly key: string;
  readonly operation: string;
  /** Canonical JSON. */
  readonly resultText: string;
}

/** A row that a kept answer names. */
export interface AnsweredRow {
  readonly kind: AnsweredKind;
  readonly id: string;
  /** Whose it is, where the answer says so. */
  readonly customerId: string | null;
}

/** What of it is there. */
export interface FoundRow {
  /** Under which key its journal was posted; null if it has none. */
  readonly cause: string | null;
}

/** The rows that a kept answer names, and what is wrong with the answer itself. Ids that are none name nothing that can be there. */
export function namedRows({ operation, resultText }: StoredAnswer): { rows: AnsweredRow[]; wrong: string[] } {
  const fields = Object.hasOwn(KEPT_ANSWERS, operation) ? KEPT_ANSWERS[operation] : undefined;
  if (!fields) return { rows: [], wrong: ['is of no operation that there is'] };
  const kept = readCanonicalObject(resultText);
  if (kept === null) return { rows: [], wrong: ['is not canonical JSON'] };
  const customerId = typeof kept['customerId'] === 'string' ? kept['customerId'] : null;
  const rows: AnsweredRow[] = [];
  const wrong: string[] = [];
  for (const [field, kind] of Object.entries(fields)) {
    const id = kept[field] ?? null;
    if (typeof id === 'string' && UUID.test(id)) rows.push({ kind, id, customerId });
    else if (id !== null || !OPTIONAL.has(field)) wrong.push(`names no ${wordOf(kind)} as ${field}`);
  }
  return { rows, wrong };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Not every purchase has a bonus. */
const OPTIONAL: ReadonlySet<string> = new Set(['bonusId']);

/** What is wrong with a row that an answer names, with what was found of it: null for nothing. */
export function wrongRow({ key, operation }: StoredAnswer, { kind, id }: AnsweredRow, found: FoundRow | null): string | null {
  if (found === null) return `names ${wordOf(kind)} ${id}, which is not there`;
  if (!POSTING.has(operation) || !POSTED.has(kind) || found.cause === key) return null;
  return `names ${wordOf(kind)} ${id}, which was posted under another key`;
}

function wordOf(kind: AnsweredKind): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}
