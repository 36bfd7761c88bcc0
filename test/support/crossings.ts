/** Ways over a border: every query and mutation of the schema, asked about objects that the key in use must not see. */

/** What names one party's objects. The catalog's names come with them, because customers of one tenant share it. */
export interface Handles {
  readonly externalId: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly eventId: string;
  readonly eventKey: string;
  readonly journalId: string;
  readonly entryId: string;
  readonly invoiceId: string;
  readonly draftId: string;
  readonly chargeId: string;
  /** A refund that is not paid yet. */
  readonly settlementId: string;
  readonly grantId: string;
  readonly recurringGrantId: string;
  readonly creditAlertId: string;
  readonly topUpRuleId: string;
  readonly holdId: string;
  readonly creditNoteId: string;
  readonly creditNoteNumber: string;
  readonly appliedCouponId: string;
  readonly couponCode: string;
  readonly backfillId: string;
  readonly backfillName: string;
  readonly number: string;
  readonly lineKey: string;
  readonly keyId: string;
  readonly meterCode: string;
  readonly meterId: string;
  readonly planCode: string;
  readonly planId: string;
  readonly taxRateCode: string;
  readonly taxRateId: string;
  readonly creditUnitCode: string;
  readonly creditUnitId: string;
  readonly otherIds: readonly string[];
}

/** A document with variables that asks about the handles; null for a field that takes nothing by which to name an object. */
type Crossing = ((handles: Handles) => readonly [document: string, variables: object]) | null;

const nodeIds = (h: Handles) => [h.customerId, h.subscriptionId, h.eventId, h.journalId, h.entryId, h.invoiceId, h.draftId, h.chargeId, h.settlementId, h.grantId, h.holdId, h.recurringGrantId, h.creditAlertId, h.topUpRuleId, h.creditNoteId, h.appliedCouponId, h.backfillId, h.keyId, h.meterId, h.planId, h.taxRateId, h.creditUnitId, ...h.otherIds];
const backfillOf = (h: Handles) => ({ customerExternalIds: [h.externalId], eventNames: ['request'], from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z', replace: true, events: [] });
const TERMS = { currency: 'USD', interval: { unit: 'MONTH' }, prices: [{ code: 'fee', model: { flat: { amount: '1' } } }] };

function mutation(name: string, input: object, selection: string): readonly [string, object] {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  return [`mutation($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`, { input }];
}

/** Every root field. A test holds the names against the schema. */
export const CROSSINGS: Readonly<Record<string, Crossing>> = {
  viewer: null,
  node: (h) => [
    `query(${nodeIds(h).map((_, n) => `$id${n}: ID!`).join(', ')}) { ${nodeIds(h).map((_, n) => `n${n}: node(id: $id${n}) { __typename id }`).join(' ')} }`,
    Object.fromEntries(nodeIds(h).map((id, n) => [`id${n}`, id])),
  ],
  nodes: (h) => ['query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: nodeIds(h) }],
  customer: (h) => ['query($e: String!, $id: ID!) { a: customer(externalId: $e) { id name } b: customer(id: $id) { id name } }', { e: h.externalId, id: h.customerId }],
  customers: null,
  subscription: (h) => ['query($id: ID!) { subscription(id: $id) { id startAt } }', { id: h.subscriptionId }],
  subscriptions: (h) => ['query($e: String!) { subscriptions(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  invoice: (h) => ['query($id: ID!, $number: String!) { a: invoice(id: $id) { id number } b: invoice(number: $number) { id number } c: invoice(id: $id, asOf: "2030-01-01T00:00:00Z") { id } }', { id: h.invoiceId, number: h.number }],
  invoices: (h) => ['query($e: String!) { invoices(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  charges: (h) => ['query($e: String!) { charges(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  creditNote: (h) => ['query($id: ID!, $number: String!) { byId: creditNote(id: $id) { id } byNumber: creditNote(number: $number) { id } }', { id: h.creditNoteId, number: h.creditNoteNumber }],
  creditNotes: (h) => ['query($e: String!, $id: ID!) { creditNotes(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } ofInvoice: creditNotes(filter: { invoiceId: $id }) { nodes { id } } }', { e: h.externalId, id: h.invoiceId }],
  previewCreditNote: (h) => ['query($id: ID!) { previewCreditNote(input: { invoiceId: $id, amount: "1", reason: "crossing" }) { total { amount } } }', { id: h.invoiceId }],
  settlements: (h) => ['query($e: String!) { settlements(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  coupon: (h) => ['query($c: String!) { coupon(code: $c) { id } }', { c: h.couponCode }],
  coupons: null,
  recurringGrants: (h) => ['query($e: String!) { recurringGrants(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  creditAlerts: (h) => ['query($e: String!) { creditAlerts(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  topUpRules: (h) => ['query($e: String!) { topUpRules(filter: { customerExternalId: $e }) { nodes { id standing { state } } totalCount { value } } }', { e: h.externalId }],
  appliedCoupons: (h) => ['query($e: String!) { appliedCoupons(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } }', { e: h.externalId }],
  usageEvents: (h) => [
    'query($e: String!, $key: String!) { a: usageEvents(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } b: usageEvents(filter: { key: $key }) { nodes { id } totalCount { value } } }',
    { e: h.externalId, key: h.eventKey },
  ],
  usageBackfill: (h) => ['query($id: ID!, $name: String!) { a: usageBackfill(id: $id) { id name } b: usageBackfill(name: $name) { id name } }', { id: h.backfillId, name: h.backfillName }],
  usageBackfills: null,
  previewBackfill: (h) => [
    'query($batch: PreviewBackfillInput!, $staged: PreviewBackfillInput!) { a: previewBackfill(input: $batch) { preview { voidedKeys } userErrors { code message path } } b: previewBackfill(input: $staged) { preview { voidedKeys } userErrors { code message path } } }',
    { batch: { batch: backfillOf(h) }, staged: { staged: h.backfillName } },
  ],
  correctionsFor: (h) => [
    'query($id: ID!, $e: String!, $key: String!) { a: correctionsFor(eventId: $id) { event { id } charges { lineKey } } b: correctionsFor(customerExternalId: $e, eventKey: $key) { event { id } charges { lineKey } } }',
    { id: h.eventId, e: h.externalId, key: h.eventKey },
  ],
  unratedUsage: (h) => ['query($e: String!) { unratedUsage(filter: { customerExternalId: $e, reasons: [VOIDED, NO_METER, NO_SUBSCRIPTION] }) { nodes { event { id } } scanned cursor } }', { e: h.externalId }],
  ledgerEntries: (h) => [
    'query($e: String!, $r: String!) { a: ledgerEntries(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } b: ledgerEntries(filter: { reference: $r }) { nodes { id } totalCount { value } } }',
    { e: h.externalId, r: h.lineKey },
  ],
  ledgerJournals: (h) => [
    'query($e: String!, $l: String!) { a: ledgerJournals(filter: { customerExternalId: $e }) { nodes { id } totalCount { value } } b: ledgerJournals(filter: { lineKey: $l }) { nodes { id } totalCount { value } } }',
    { e: h.externalId, l: h.lineKey },
  ],
  trialBalance: null,
  revenueSchedule: (h) => [
    'query($e: String!, $period: RevenuePeriod!) { revenueSchedule(period: $period, customerExternalId: $e) { total { recognised { amount } } customers { nodes { customerExternalId } } } }',
    { e: h.externalId, period: { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' } },
  ],
  ledgerVerification: (h) => ['query($e: String!) { ledgerVerification(customer: $e) { isValid digest journals } }', { e: h.externalId }],
  replay: (h) => ['query($e: String!) { replay(customer: $e) { isExact lines ledgerDigest } }', { e: h.externalId }],
  checkpoints: null,
  createCheckpoint: null,
  inclusionProof: (h) => ['query($id: ID!) { inclusionProof(journalId: $id) { journalHash } }', { id: h.journalId }],
  meter: (h) => ['query($c: String!) { meter(code: $c) { id } }', { c: h.meterCode }],
  meters: null,
  plan: (h) => ['query($c: String!) { plan(code: $c) { id } }', { c: h.planCode }],
  plans: null,
  taxRate: (h) => ['query($c: String!) { taxRate(code: $c) { id } }', { c: h.taxRateCode }],
  taxRates: null,
  creditUnit: (h) => ['query($c: String!) { creditUnit(code: $c) { id } }', { c: h.creditUnitCode }],
  creditUnits: null,
  updateTenant: null,
  personalProperties: null,
  exportCustomer: (h) => ['query($e: String!) { exportCustomer(customerExternalId: $e) { rows next } }', { e: h.externalId }],
  declarePersonalProperties: null,
  estimateCharge: (h) => [
    'query($input: EstimateChargeInput!) { estimateCharge(input: $input) { exactAmount } }',
    { input: { currency: 'USD', quantity: '3', price: { code: 'p', meterCode: h.meterCode, model: { perUnit: { unitAmount: '1' } } } } },
  ],
  driftReport: (h) => ['query($e: String!) { driftReport(filter: { customerExternalId: $e }) { nodes { customerExternalId lines { nodes { lineKey } } } totalCount { value } } }', { e: h.externalId }],
  simulatePlan: (h) => [
    'query($input: SimulatePlanInput!) { simulatePlan(input: $input) { total { customers } customers { nodes { customer { id } } } } }',
    { input: { plan: TERMS, customerExternalIds: [h.externalId], replacedPlanCodes: [h.planCode], from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' } },
  ],
  previewPlanChange: (h) => ['query($input: PreviewPlanChangeInput!) { previewPlanChange(input: $input) { __typename } }', { input: { subscriptionId: h.subscriptionId, planCode: h.planCode } }],
  previewPriceOverrides: (h) => ['query($input: PreviewPriceOverridesInput!) { previewPriceOverrides(input: $input) { __typename } }', { input: { subscriptionId: h.subscriptionId, overrides: { removed: ['fee'] } } }],
  previewCancellation: (h) => ['query($input: PreviewCancellationInput!) { previewCancellation(input: $input) { __typename } }', { input: { subscriptionId: h.subscriptionId } }],
  invoiceDiff: (h) => ['query($id: ID!) { invoiceDiff(id: $id) { difference { amount } } }', { id: h.invoiceId }],
  previewMigration: (h) => ['query($input: PreviewMigrationInput!) { previewMigration(input: $input) { total { customers } customers { nodes { customer { id } } } } }', { input: { planCode: h.planCode, customerExternalIds: [h.externalId] } }],
  createTenant: null,
  advanceClock: null,
  createApiKey: (h) => mutation('createApiKey', { name: 'crossing', scopes: ['USAGE_READ'], customerId: h.customerId }, 'apiKey { id }'),
  revokeApiKey: (h) => mutation('revokeApiKey', { id: h.keyId }, 'apiKey { id name }'),
  updateCustomer: (h) => mutation('updateCustomer', { externalId: h.externalId, name: 'Crossed' }, 'customer { name }'),
  publishTaxRateVersion: (h) => mutation('publishTaxRateVersion', { code: h.taxRateCode, percentage: '8', effectiveFrom: '2027-01-01T00:00:00Z' }, 'taxRate { versions { number } } replayed'),
  publishCreditUnitRate: (h) => mutation('publishCreditUnitRate', { code: h.creditUnitCode, currency: 'USD', moneyPerUnit: '3', effectiveFrom: '2027-01-01T00:00:00Z' }, 'creditUnit { rates { moneyPerUnit } } replayed'),
  publishPlanVersion: (h) => mutation('publishPlanVersion', { code: h.planCode, ...TERMS }, 'plan { versions { number } } replayed'),
  createSubscription: (h) => mutation('createSubscription', { idempotencyKey: `crossing ${h.externalId}`, customerExternalId: h.externalId, planCode: h.planCode }, 'subscription { id } replayed'),
  changePlan: (h) => mutation('changePlan', { idempotencyKey: `change ${h.externalId}`, subscriptionId: h.subscriptionId, planCode: h.planCode }, 'subscription { id } replayed'),
  overridePrices: (h) => mutation('overridePrices', { idempotencyKey: `override ${h.externalId}`, subscriptionId: h.subscriptionId, overrides: { removed: ['fee'] } }, 'subscription { id } replayed'),
  migrateSubscriptions: (h) => mutation('migrateSubscriptions', { idempotencyKey: `migrate ${h.externalId}`, planCode: h.planCode, customerExternalIds: [h.externalId] }, 'results { outcome } replayed'),
  changeQuantity: (h) => mutation('changeQuantity', { idempotencyKey: `quantity ${h.externalId}`, subscriptionId: h.subscriptionId, quantities: [{ priceCode: 'fee', quantity: '2' }] }, 'subscription { id } replayed'),
  pauseSubscription: (h) => mutation('pauseSubscription', { idempotencyKey: `pause ${h.externalId}`, subscriptionId: h.subscriptionId }, 'subscription { id } replayed'),
  resumeSubscription: (h) => mutation('resumeSubscription', { idempotencyKey: `resume ${h.externalId}`, subscriptionId: h.subscriptionId }, 'subscription { id } replayed'),
  cancelSubscription: (h) => mutation('cancelSubscription', { idempotencyKey: `cancel ${h.externalId}`, subscriptionId: h.subscriptionId }, 'subscription { id } replayed'),
  unscheduleChanges: (h) => mutation('unscheduleChanges', { idempotencyKey: `unschedule ${h.externalId}`, subscriptionId: h.subscriptionId }, 'subscription { id } replayed'),
  addCharge: (h) => mutation('addCharge', { idempotencyKey: `charge ${h.externalId}`, customerExternalId: h.externalId, subscriptionId: h.subscriptionId, description: 'Crossing', amount: '1' }, 'charge { id } replayed'),
  reverseCharge: (h) => mutation('reverseCharge', { idempotencyKey: `reverse ${h.externalId}`, chargeId: h.chargeId, reason: 'crossing' }, 'charge { id } replayed'),
  recordPayment: (h) => mutation('recordPayment', { idempotencyKey: `pay ${h.externalId}`, customerExternalId: h.externalId, amount: '1', currency: 'USD', allocations: [{ invoiceId: h.invoiceId, amount: '1' }] }, 'settlement { id } replayed'),
  applyCustomerCredit: (h) => mutation('applyCustomerCredit', { idempotencyKey: `apply ${h.externalId}`, customerExternalId: h.externalId, amount: '1' }, 'settlement { id } replayed'),
  refundCustomerCredit: (h) => mutation('refundCustomerCredit', { idempotencyKey: `refund ${h.externalId}`, customerExternalId: h.externalId, amount: '1' }, 'settlement { id } replayed'),
  payRefund: (h) => mutation('payRefund', { idempotencyKey: `pay refund ${h.externalId}`, refundId: h.settlementId }, 'settlement { id } replayed'),
  issueCreditNote: (h) => mutation('issueCreditNote', { idempotencyKey: `credit ${h.externalId}`, invoiceId: h.invoiceId, amount: '1', reason: 'crossing' }, 'creditNote { id } replayed'),
  issueUsageNote: (h) => mutation('issueUsageNote', { idempotencyKey: `note ${h.externalId}`, customerExternalId: h.externalId }, 'note { id } replayed'),
  voidInvoice: (h) => mutation('voidInvoice', { idempotencyKey: `void invoice ${h.externalId}`, invoiceId: h.invoiceId, lines: 'GIVE_UP', reason: 'crossing' }, 'creditNote { id } replayed'),
  refundPayment: (h) => mutation('refundPayment', { idempotencyKey: `payment back ${h.externalId}`, paymentId: h.settlementId }, 'settlement { id } replayed'),
  failPayment: (h) => mutation('failPayment', { idempotencyKey: `failed ${h.externalId}`, paymentId: h.settlementId }, 'settlement { id } replayed'),
  writeOffInvoice: (h) => mutation('writeOffInvoice', { idempotencyKey: `write off ${h.externalId}`, invoiceId: h.invoiceId }, 'settlement { id } replayed'),
  grantCredits: (h) => mutation('grantCredits', { idempotencyKey: `grant ${h.externalId}`, customerExternalId: h.externalId, amount: '1' }, 'grant { id } replayed'),
  purchaseCredits: (h) => mutation('purchaseCredits', { idempotencyKey: `buy ${h.externalId}`, customerExternalId: h.externalId, amount: '1' }, 'grant { id } invoice { id } replayed'),
  createRecurringGrant: (h) => mutation('createRecurringGrant', { idempotencyKey: `recurring ${h.externalId}`, customerExternalId: h.externalId, amount: '1', interval: { unit: 'MONTH' } }, 'recurringGrant { id } replayed'),
  endRecurringGrant: (h) => mutation('endRecurringGrant', { idempotencyKey: `end ${h.externalId} credit`, recurringGrantId: h.recurringGrantId }, 'recurringGrant { id } replayed'),
  createCreditAlert: (h) => mutation('createCreditAlert', { idempotencyKey: `alert ${h.externalId}`, customerExternalId: h.externalId, threshold: '1' }, 'creditAlert { id } replayed'),
  removeCreditAlert: (h) => mutation('removeCreditAlert', { idempotencyKey: `remove alert ${h.externalId}`, creditAlertId: h.creditAlertId }, 'creditAlert { id } replayed'),
  setTopUpRule: (h) => mutation('setTopUpRule', { idempotencyKey: `top up ${h.externalId}`, customerExternalId: h.externalId, threshold: '1', amount: '5', monthlyLimit: '10' }, 'topUpRule { id } replayed'),
  endTopUpRule: (h) => mutation('endTopUpRule', { idempotencyKey: `end top-up ${h.externalId}`, topUpRuleId: h.topUpRuleId }, 'topUpRule { id } replayed'),
  voidGrant: (h) => mutation('voidGrant', { idempotencyKey: `void ${h.externalId} credit`, grantId: h.grantId }, 'grant { id } replayed'),
  adjustGrantExpiry: (h) => mutation('adjustGrantExpiry', { idempotencyKey: `expiry ${h.externalId}`, grantId: h.grantId, expiresAt: '2030-01-01T00:00:00Z' }, 'grant { id } replayed'),
  transferCredits: (h) => mutation('transferCredits', { idempotencyKey: `transfer ${h.externalId}`, grantId: h.grantId, toCustomerExternalId: h.externalId }, 'grant { id } received { id } replayed'),
  canSpend: (h) => ['query($input: CanSpendInput!) { canSpend(input: $input) { isAllowed } }', { input: { customerExternalId: h.externalId, meterCode: h.meterCode, quantity: '1' } }],
  holdCredits: (h) => mutation('holdCredits', { idempotencyKey: `hold ${h.externalId}`, customerExternalId: h.externalId, amount: '0.01' }, 'hold { id } replayed'),
  captureHold: (h) => mutation('captureHold', { idempotencyKey: `capture ${h.externalId}`, holdId: h.holdId }, 'hold { id } replayed'),
  releaseHold: (h) => mutation('releaseHold', { idempotencyKey: `release ${h.externalId}`, holdId: h.holdId }, 'hold { id } replayed'),
  applyCoupon: (h) => mutation('applyCoupon', { idempotencyKey: `apply ${h.externalId}`, customerExternalId: h.externalId, couponCode: h.couponCode }, 'appliedCoupon { id } replayed'),
  removeCoupon: (h) => mutation('removeCoupon', { idempotencyKey: `remove ${h.externalId}`, appliedCouponId: h.appliedCouponId }, 'appliedCoupon { id } replayed'),
  recordUsage: (h) =>
    mutation(
      'recordUsage',
      { events: [{ key: h.eventKey, customerExternalId: h.externalId, eventName: 'request', occurredAt: '2026-01-20T00:00:00Z' }] },
      'results { outcome event { id } error { code message path } } counts { accepted duplicate conflict rejected }',
    ),
  voidUsage: (h) => mutation('voidUsage', { idempotencyKey: `void ${h.externalId}`, customerExternalId: h.externalId, eventKey: h.eventKey, reason: 'crossing' }, 'event { id } replayed'),
  amendUsage: (h) => mutation('amendUsage', { idempotencyKey: `amend ${h.externalId}`, customerExternalId: h.externalId, eventKey: h.eventKey, occurredAt: '2026-01-20T00:00:00Z', reason: 'crossing' }, 'event { id } replayed'),
  backfillUsage: (h) => mutation('backfillUsage', { idempotencyKey: `backfill ${h.externalId}`, name: h.backfillName, reason: 'crossing', batch: backfillOf(h) }, 'backfill { id } replayed'),
  stageBackfill: (h) => mutation('stageBackfill', { name: h.backfillName, reason: 'crossing', page: 1, batch: backfillOf(h) }, 'backfill { id } replayed'),
  applyBackfill: (h) => mutation('applyBackfill', { idempotencyKey: `apply backfill ${h.externalId}`, name: h.backfillName, pages: 1 }, 'backfill { id } replayed'),
  revertBackfill: (h) => mutation('revertBackfill', { idempotencyKey: `revert ${h.externalId}`, name: h.backfillName, reason: 'crossing' }, 'backfill { id } replayed'),
  issueInvoice: (h) => mutation('issueInvoice', { idempotencyKey: `crossing ${h.externalId}`, customerExternalId: h.externalId }, 'invoice { id } replayed'),
  eraseCustomer: (h) => mutation('eraseCustomer', { idempotencyKey: `erase ${h.externalId}`, customerExternalId: h.externalId, reason: 'crossing' }, 'customer { id } replayed'),
  // Last: what they make is the asker's own from then on.
  createCustomer: (h) => mutation('createCustomer', { externalId: h.externalId, name: 'Crossing' }, 'customer { name } replayed'),
  createMeter: (h) => mutation('createMeter', { code: h.meterCode, eventName: 'crossing', aggregation: 'COUNT' }, 'meter { eventName } replayed'),
  createCoupon: (h) => mutation('createCoupon', { code: h.couponCode, percentage: '1' }, 'coupon { percentage } replayed'),
  createTaxRate: (h) => mutation('createTaxRate', { code: h.taxRateCode, percentage: '8' }, 'taxRate { versions { number } } replayed'),
  createCreditUnit: (h) => mutation('createCreditUnit', { code: h.creditUnitCode, decimals: 7 }, 'creditUnit { decimals } replayed'),
  createPlan: (h) => mutation('createPlan', { code: h.planCode, ...TERMS }, 'plan { versions { number } } replayed'),
};

/** Handles of the same form that name nothing, of the tenant's own catalog or of none. */
export function handlesOfNobody(handles: Handles, { keepCatalog }: { keepCatalog: boolean }): Handles {
  const nobody = {
    ...handles,
    externalId: 'nobody',
    customerId: anotherId(handles.customerId),
    subscriptionId: anotherId(handles.subscriptionId),
    eventId: anotherId(handles.eventId),
    eventKey: 'no such key',
    journalId: anotherId(handles.journalId),
    entryId: anotherId(handles.entryId),
    invoiceId: anotherId(handles.invoiceId),
    draftId: anotherId(handles.draftId),
    chargeId: anotherId(handles.chargeId),
    settlementId: anotherId(handles.settlementId),
    grantId: anotherId(handles.grantId),
    recurringGrantId: anotherId(handles.recurringGrantId),
    creditAlertId: anotherId(handles.creditAlertId),
    topUpRuleId: anotherId(handles.topUpRuleId),
    holdId: anotherId(handles.holdId),
    creditNoteId: anotherId(handles.creditNoteId),
    creditNoteNumber: 'CN-999999',
    appliedCouponId: anotherId(handles.appliedCouponId),
    backfillId: anotherId(handles.backfillId),
    backfillName: 'no backfill',
    number: 'INV-999999',
    lineKey: `no${handles.lineKey}`,
    keyId: anotherId(handles.keyId),
  };
  if (keepCatalog) return nobody;
  const { meterId, planId, taxRateId, creditUnitId, otherIds } = handles;
  return {
    ...nobody,
    couponCode: 'no coupon',
    meterCode: 'no meter',
    meterId: anotherId(meterId),
    planCode: 'no plan',
    planId: anotherId(planId),
    taxRateCode: 'no rate',
    taxRateId: anotherId(taxRateId),
    creditUnitCode: 'no unit',
    creditUnitId: anotherId(creditUnitId),
    otherIds: otherIds.map(anotherId),
  };
}

/** An id of the same type with one bit of its first UUID turned. */
function anotherId(id: string): string {
  const bytes = Buffer.from(id.slice(4), 'base64url');
  bytes.writeUInt8(bytes.readUInt8(15) ^ 1, 15);
  return `${id.slice(0, 4)}${bytes.toString('base64url')}`;
}
