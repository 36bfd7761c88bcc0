import type { CalendarDay } from '../core/calendar.ts';
import type { Decimal } from '../core/decimal.ts';
import type { Instant } from '../core/instant.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Tenant as TenantRow } from '../core/tenant.ts';
import type { ApiKey as ApiKeyRow } from '../repositories/apiKeys.ts';
import type { Customer as CustomerRow } from '../core/customer.ts';
import type { CatalogMeter } from '../repositories/meters.ts';
import type { Plan as PlanRow, PublishedVersion, PublishedPrice } from '../repositories/plans.ts';
import type { PlanAllowanceSource, GrantedAllowanceSource, DocumentTaxSource, UsageEventSource, UsageEventEdgeSource, UsageBackfillList, LineEffectSource, UsageEventChargeSource, InvoiceSource, InvoiceLineSource, CreditNoteSource, CreditNoteLineSource, StatementSource, StatementLotsSource, SettlementAllocationSource, LineDiscountSource, LineDrawSource, LateCreditSource, LateCreditLineSource, LateCreditLotSource, CreditAlertEventSource, TopUpStandingSource, RolloverSource, CreditHoldList, SpendDecisionSource, GrantUnitsSource, CreditUnitAmountSource, SegmentSource, UsageResultSource, SupersededLineSource, PriceCorrectionSource, LineDifferenceSource, LineAdjustmentSource, LineCreditSource, InvoiceChangeSource, MigrationPreviewSource, CorrectedInvoiceSource, CorrectedLineSource, MigratedCustomerList, SimulationSource, CustomerDriftSource, LineDriftSource, CustomerDriftList, LineDriftList, SimulatedCustomerList, RevenueFiguresSource, RevenueAccountSource, RevenueGroupSource, RevenueGroupList, CustomerList, MeterList, PlanList, SubscriptionList, UsageEventList, LedgerJournalList, LedgerEntryList, TaxRateList, OneOffChargeList, SettlementList, CreditGrantList, CreditAlertList, TopUpRuleList, RecurringGrantList, CreditUnitList, StatementEntryList, CouponList, AppliedCouponList, CheckpointList, CreditNoteList, CreditNoteLineList, InvoiceList, InvoiceLineList } from './sources.ts';
import type { TaxRate as TaxRateRow, PublishedTaxRateVersion } from '../repositories/taxRates.ts';
import type { Subscription as SubscriptionRow } from '../repositories/subscriptions.ts';
import type { UsageValues as UsageValuesRow } from '../core/usageCorrection.ts';
import type { RecordedCorrection } from '../repositories/usageCorrections.ts';
import type { Backfill, BackfillStep } from '../repositories/backfills.ts';
import type { BackfillPreview as BackfillPreviewRow, BackfilledCustomer } from '../services/previewBackfill.ts';
import type { EventBilling } from '../services/eventBilling.ts';
import type { UnratedEvent } from '../services/unratedUsage.ts';
import type { BookJournal } from '../repositories/journals.ts';
import type { LedgerEntry as LedgerEntryRow } from '../repositories/entries.ts';
import type { Account } from '../core/accounts.ts';
import type { Checkpoint as CheckpointRow } from '../core/checkpoint.ts';
import type { Money as MoneyRow } from '../core/money.ts';
import type { CreditNotePreview as CreditNotePreviewRow } from '../services/issueCreditNote.ts';
import type { RecordedCharge, ChargeReversal as ChargeReversalRow } from '../core/oneOffCharge.ts';
import type { RecordedSettlement } from '../core/settlement.ts';
import type { CustomerErasure as CustomerErasureRow } from '../repositories/customerKeys.ts';
import type { StatementRow } from '../services/accountStatement.ts';
import type { Coupon as CouponRow, AppliedCoupon as AppliedCouponRow, CouponRemoval as CouponRemovalRow } from '../core/coupon.ts';
import type { Lot } from '../core/credits/lot.ts';
import type { RecurringGrant as RecurringGrantRow, RecurringGrantEnd as RecurringGrantEndRow } from '../core/credits/recurringGrant.ts';
import type { CreditAlert as CreditAlertRow } from '../core/credits/creditAlert.ts';
import type { TopUpRule as TopUpRuleRow, TopUpRuleEnd as TopUpRuleEndRow } from '../core/credits/topUp.ts';
import type { Hold } from '../core/credits/hold.ts';
import type { CreditUnit as CreditUnitRow, CreditUnitRate as CreditUnitRateRow } from '../core/credits/creditUnit.ts';
import type { CreditTransfer as CreditTransferRow } from '../core/credits/transfer.ts';
import type { ChangePreview as ChangePreviewRow } from '../services/previewChange.ts';
import type { InvoiceDiff as InvoiceDiffRow } from '../services/diffInvoice.ts';
import type { MigratedCustomer as MigratedCustomerRow, PreviewedSubscription as PreviewedSubscriptionRow, CustomerEffect } from '../services/previewMigration.ts';
import type { SimulatedCustomer as SimulatedCustomerRow, SimulationResult } from '../services/simulatePlan.ts';
import type { RevenueSchedule as RevenueScheduleRow } from '../services/revenueSchedule.ts';
import type { RequestContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A whole number of any size, as a string of digits. */
  BigInt: { input: bigint; output: bigint | number | string; }
  /** An ISO 4217 currency code such as "EUR". */
  CurrencyCode: { input: string; output: string; }
  /** A calendar day without a time zone, "2026-01-31". */
  Date: { input: CalendarDay; output: CalendarDay; }
  /** A point in time in RFC 3339, for example "2026-01-31T23:59:59.000Z". Answered in UTC with milliseconds; finer digits that are sent are cut. */
  DateTime: { input: Instant; output: Instant; }
  /** An exact decimal number, always a string in plain notation such as "12.50" or "-0.000001": at most 26 integer and 12 fraction digits. Whole numbers may be sent as Int; a Float literal is refused, because it is not exact. */
  Decimal: { input: string; output: Decimal | string; }
  /** A value for each dimension of a matrix: a list in the order of the dimensions, ["eu", "large"], or an object by their names, {region: "eu", size: "large"}. */
  DimensionValues: { input: JsonObject | readonly JsonValue[]; output: JsonObject | readonly JsonValue[]; }
  /** A JSON object. Numbers in it must be exact as IEEE 754 doubles; send others as strings. */
  JSONObject: { input: JsonObject; output: JsonObject; }
  /** An IANA time zone name such as "Europe/Athens", or "UTC". */
  TimeZone: { input: string; output: string; }
};

/** One account's sums. */
export type AccountBalance = {
  /** Debits less credits. */
  balance: Money;
  /** The number in the chart of accounts. */
  code: Scalars['String']['output'];
  /** The sum of its credits. */
  credits: Money;
  /** The sum of its debits. */
  debits: Money;
  /** The account's name in the chart. */
  name: Scalars['String']['output'];
};

/** A statement of account: what a customer owed, everything that changed it in order, and what was owed then. Derived from the ledger at each reading. */
export type AccountStatement = {
  /** The receivable by how long it is past due on the statement's last day. */
  aged: AgedReceivables;
  /** The sum of the entries' changes. */
  change: Money;
  /** What is owed in the end: the opening balance and the change, and in the ledger the receivable (1100) less the customer's credit (2000). */
  closingBalance: Money;
  /** The customer's credit in the end, which no invoice has had. */
  credit: Money;
  /** The customer's currency, that of every amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** Invoices, payments, credit applied, refunds, write-offs and whatever else posts on the receivable or the credit; by when they took effect, then in the order in which they were recorded. */
  entries: StatementEntryConnection;
  /** The first instant: what took effect before is in the opening balance. */
  from: Scalars['DateTime']['output'];
  /** Counts what was recorded at this instant or before; null: everything recorded by now. */
  knownAt?: Maybe<Scalars['DateTime']['output']>;
  /** What became of the customer's lots of credit (`Customer.credits`, not `credit`) in the time, by what is posted. The documents do not have it. */
  lots: StatementLots;
  /** What was owed before: receivable less credit. Below zero where the seller owed the customer. */
  openingBalance: Money;
  /** Where this server gives the statement as PDF, behind the same key. With .html or .csv instead of .pdf, the other formats. */
  pdfPath: Scalars['String']['output'];
  /** What invoices owe in the end. */
  receivable: Money;
  /** Taken off the credit to be paid out, and not paid by the end. */
  refundsPayable: Money;
  /** The first instant after. */
  to: Scalars['DateTime']['output'];
};


/** A statement of account: what a customer owed, everything that changed it in order, and what was owed then. Derived from the ledger at each reading. */
export type AccountStatementEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `addCharge`: either `amount`, or `quantity` with `unitAmount`. None may be below zero: what is given back names what it takes back, see `reverseCharge`. */
export type AddChargeInput = {
  /** Major units of the customer's currency, with no more digits than it has. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Who is charged. */
  customerExternalId: Scalars['String']['input'];
  /** What is charged, as the invoice says it; at most 500 characters. */
  description: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Units. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Why, for the seller's own record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The time it is charged for; the customer's present day if left out. */
  servicePeriod?: InputMaybe<PeriodInput>;
  /** The subscription of that customer that it is about. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
  /** Codes of the tax rates that apply to it instead of the customer's; at most 20. An empty list: none. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Major units for each of them, with any number of digits. */
  unitAmount?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Answer of `addCharge`. */
export type AddChargePayload = {
  /** The charge; null when refused. */
  charge?: Maybe<OneOffCharge>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `adjustGrantExpiry`. */
export type AdjustGrantExpiryInput = {
  /** In the future, and after the lot's start; null: never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which lot. */
  grantId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `adjustGrantExpiry`. */
export type AdjustGrantExpiryPayload = {
  /** The lot as it is now; null when refused. */
  grant?: Maybe<CreditGrant>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Why a line is adjusted. */
export type AdjustmentCause = {
  /** From when on the change takes effect; null where the cause is no change of terms or zone. */
  effectiveAt?: Maybe<Scalars['DateTime']['output']>;
  /** What kind of cause. */
  kind: AdjustmentCauseKind;
  /** The plan version that a change of the subscription brought; null for other causes. */
  planVersion?: Maybe<PlanVersion>;
  /** The reason that was given for a change of the subscription; null if none was, and for other causes. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When a change of the subscription was recorded; null for other causes. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Kinds of causes of adjustments. */
export type AdjustmentCauseKind =
  /** What coupons take off has changed. */
  | 'COUPON'
  /** Credit notes gave back some of it already: see `creditOffset` of the line. */
  | 'CREDIT_NOTE'
  /** Nothing is charged: charges of other lines came late, and as if they had been on time other lots pay for it. See `Invoice.lateCredit`. */
  | 'LATE_CREDIT'
  /** A commitment, of which other lines have charged more or less. */
  | 'OTHER_LINES'
  /** Another price of the same code is in its place, back in time. */
  | 'PRICE'
  /** The subscription was changed: its plan, units, state or end. */
  | 'SUBSCRIPTION'
  /** The customer's time zone was changed, which moves borders of days. */
  | 'TIME_ZONE'
  /** Usage came late, was voided or amended: `events(newOnly: true)` of the line lists it with old and new values. */
  | 'USAGE'
  /** An earlier invoice billed the usage so far, before the line's period was over: at a usage threshold, or because it was asked for. */
  | 'USAGE_SO_FAR';

/** Input of `advanceClock`. */
export type AdvanceClockInput = {
  /** The sandbox's new time; not before its present one. */
  to: Scalars['DateTime']['input'];
};

/** Answer of `advanceClock`. */
export type AdvanceClockPayload = {
  /** The sandbox's time after the call; null when refused. */
  clock?: Maybe<Clock>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Receivables by how many days of the seller's calendar they are past due. On its due date an invoice is not. */
export type AgedReceivables = {
  /** Not past due. */
  current: Money;
  /** 1 to 30 days past due. */
  days1To30: Money;
  /** 31 to 60 days past due. */
  days31To60: Money;
  /** 61 to 90 days past due. */
  days61To90: Money;
  /** More than 90 days past due. */
  over90Days: Money;
  /** The sum: the statement's `receivable`. */
  total: Money;
};

/** How values become one quantity for a period. */
export type Aggregation =
  /** The number of events. */
  | 'COUNT'
  /** The value of the latest event; of two at one instant, that with the greater key. */
  | 'LATEST'
  /** The greatest value; zero without events. */
  | 'MAX'
  /** The sum of the values. */
  | 'SUM'
  /** The number of different values. */
  | 'UNIQUE_COUNT'
  /** The average level: each value changes a level, which stands until the next change, also over the end of the period. Weighted by time; at the start of a period stands the sum of all values before it. */
  | 'WEIGHTED_SUM';

/** What is meant for one invoice. */
export type AllocationInput = {
  /** Major units, above zero. */
  amount: Scalars['Decimal']['input'];
  /** Which invoice; it must owe as much. */
  invoiceId: Scalars['ID']['input'];
};

/** What an interval is granted that a subscription begins part-way. */
export type AllowanceProration =
  /** The share of the local days that are left of it, rounded down. */
  | 'BY_TIME'
  /** All of the amount. */
  | 'NONE';

/** Input of `amendUsage`. New properties, a new time, or both. */
export type AmendUsageInput = {
  /** Whose event. */
  customerExternalId: Scalars['String']['input'];
  /** The event's own key. */
  eventKey: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** When it counts; as it is if left out. */
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The whole of what is measured of it, checked as a new event's are; as they are if left out. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Why, at most 1,000 characters. It is kept with the correction. */
  reason: Scalars['String']['input'];
};

/** Answer of `amendUsage`. */
export type AmendUsagePayload = {
  /** The event with its corrections; null when refused. */
  event?: Maybe<UsageEvent>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A key with which a program authenticates, without its secret. */
export type ApiKey = {
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The one customer it is limited to; null if it sees all of the tenant's. */
  customer?: Maybe<Customer>;
  /** From when on it is refused; null if it does not expire. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What the key is called. */
  name: Scalars['String']['output'];
  /** When it was revoked; null while it is good. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it may do. */
  scopes: Array<Scope>;
};

/** A fresh API key. The secret cannot be read again. */
export type ApiKeySecret = {
  /** The key's id. */
  id: Scalars['ID']['output'];
  /** What goes after "Bearer " in the Authorization header. Null when the answer is a replay: the secret is shown once. */
  secret?: Maybe<Scalars['String']['output']>;
};

/** A coupon on a customer. */
export type AppliedCoupon = Node & {
  /** Who applied it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** Which coupon. */
  coupon: Coupon;
  /** When it was applied. */
  createdAt: Scalars['DateTime']['output'];
  /** To whom it is applied. */
  customer: Customer;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** How it was removed; null while it stands. */
  removal?: Maybe<CouponRemoval>;
  /** What falls due from here on is covered. */
  startAt: Scalars['DateTime']['output'];
  /** The one subscription it covers; null if all of the customer's. */
  subscription?: Maybe<Subscription>;
};

/** A page of applied coupons. */
export type AppliedCouponConnection = {
  /** The page's items with their cursors. */
  edges: Array<AppliedCouponEdge>;
  /** The page's items. */
  nodes: Array<AppliedCoupon>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the applied coupons in a list. */
export type AppliedCouponEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: AppliedCoupon;
};

/** Which applied coupons to list. */
export type AppliedCouponFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
};

/** Input of `applyBackfill`. */
export type ApplyBackfillInput = {
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Its name. */
  name: Scalars['String']['input'];
  /** How many pages it has: refused unless so many are staged. */
  pages: Scalars['Int']['input'];
};

/** Answer of `applyBackfill`. */
export type ApplyBackfillPayload = {
  /** The backfill; null when refused. */
  backfill?: Maybe<UsageBackfill>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `applyCoupon`. */
export type ApplyCouponInput = {
  /** Which coupon. */
  couponCode: Scalars['String']['input'];
  /** To whom. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** What falls due from here on is covered. Now if left out, and after what is invoiced already. */
  startAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The one subscription of that customer to cover; all of them if left out. */
  subscriptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Answer of `applyCoupon`. */
export type ApplyCouponPayload = {
  /** The coupon on the customer; null when refused. */
  appliedCoupon?: Maybe<AppliedCoupon>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `applyCustomerCredit`. */
export type ApplyCustomerCreditInput = {
  /** What it is for, at most 1,000 invoices; the oldest first if left out. */
  allocations?: InputMaybe<Array<AllocationInput>>;
  /** Major units, above zero; as much as there is to apply if left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whose. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `applyCustomerCredit`. */
export type ApplyCustomerCreditPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What a backfill is about, and events of it. */
export type BackfillBatchInput = {
  /** Of which customers, at most 1,000. */
  customerExternalIds: Array<Scalars['String']['input']>;
  /** Of which event names, at most 100. */
  eventNames: Array<Scalars['String']['input']>;
  /** At most 1,000, each of these customers and names and in this time. With `replace` there may be none. */
  events: Array<UsageEventInput>;
  /** The beginning of the time that it is about. */
  from: Scalars['DateTime']['input'];
  /** Whether what counts there and is not in the batch is taken out, and keys that are in it with other content count as the batch says. */
  replace: Scalars['Boolean']['input'];
  /** Its end, which is not in it. */
  to: Scalars['DateTime']['input'];
};

/** How many events of a backfill have each outcome. */
export type BackfillCounts = {
  /** Recorded. */
  added: Scalars['Int']['output'];
  /** Counting with other values. */
  amended: Scalars['Int']['output'];
  /** Keys that are used for something else. */
  conflicts: Scalars['Int']['output'];
  /** There already. */
  duplicates: Scalars['Int']['output'];
  /** Not valid, or out of what the backfill is about. */
  rejected: Scalars['Int']['output'];
  /** Counting again. */
  restored: Scalars['Int']['output'];
  /** Taken out of the count. */
  voided: Scalars['Int']['output'];
};

/** What a backfill would change of one customer's bills. Amounts are before discounts and tax. */
export type BackfillEffect = {
  /** The customer. */
  customer: Customer;
  /** The sum of its lines' differences. */
  difference: Money;
  /** The lines that move, by start of service; the first 1,000. */
  lines: Array<BackfillLineEffect>;
};

/** A charge line that a backfill would move. Amounts are before discounts and tax. */
export type BackfillLineEffect = {
  /** What is charged of the line so far. */
  billed: Money;
  /** What it comes to without the backfill, billed or still to be. */
  current: Money;
  /** `shouldBe - current`: what the backfill changes. */
  difference: Money;
  /** The combination of dimensions that the line is for; null if it has none. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** The line's key. */
  lineKey: Scalars['String']['output'];
  /** The price; null if it is gone. */
  price?: Maybe<Price>;
  /** Its quantity with it; null if there is none. */
  quantityAfter?: Maybe<Scalars['Decimal']['output']>;
  /** Its quantity without the backfill; null if there is none. */
  quantityBefore?: Maybe<Scalars['Decimal']['output']>;
  /** The time that the line charges for. */
  servicePeriod: Period;
  /** What it comes to with it. */
  shouldBe: Money;
};

/** What becomes of one event of a backfill. */
export type BackfillOutcome =
  /** It is recorded. */
  | 'ADDED'
  /** Its key is that of an event which counts with other content: that one counts as the batch says. Only with `replace`. */
  | 'AMENDED'
  /** Its key is used for something else, or was voided by itself. Such a batch is not applied. */
  | 'CONFLICT'
  /** It is there already with the same content, and stays. */
  | 'DUPLICATE'
  /** It is not a valid event, or not one that the backfill is about. Such a batch is not applied. */
  | 'REJECTED'
  /** Its key is that of an event which an earlier backfill, or its reversion, took out: that one counts again, as the batch says. */
  | 'RESTORED';

/** What a backfill would do. */
export type BackfillPreview = {
  /** Events by outcome. */
  counts: BackfillCounts;
  /** How many customers it would change something for. */
  customerCount: Scalars['Int']['output'];
  /** The bills that it would change, of the first 100 customers. */
  effects: Array<BackfillEffect>;
  /** Whether it could be applied: no event of it conflicts or is rejected. */
  isApplicable: Scalars['Boolean']['output'];
  /** The events that cannot be counted, in the order of the batch; at most 100. */
  refused: Array<BackfillResult>;
  /** What would become of the first 1,000 events. */
  results: Array<BackfillResult>;
  /** The keys of the first 100 events that would be taken out. */
  voidedKeys: Array<Scalars['String']['output']>;
};

/** What would become of one event of a batch. */
export type BackfillResult = {
  /** Why it cannot be counted; null if it can. */
  error?: Maybe<UserError>;
  /** The event's place in the batch, from 0. */
  index: Scalars['Int']['output'];
  /** The event's key. */
  key: Scalars['String']['output'];
  /** What would become of it. */
  outcome: BackfillOutcome;
};

/** Input of `backfillUsage`. */
export type BackfillUsageInput = {
  /** The batch. */
  batch: BackfillBatchInput;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Its name, 1-255 characters, unique for the tenant. */
  name: Scalars['String']['input'];
  /** Why, at most 1,000 characters. It is kept with every correction that it makes. */
  reason: Scalars['String']['input'];
};

/** Answer of `backfillUsage`. */
export type BackfillUsagePayload = {
  /** The backfill; null when refused. */
  backfill?: Maybe<UsageBackfill>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A postal address. */
export type BillingAddress = {
  /** City or town. */
  city?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 country code. */
  country?: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1?: Maybe<Scalars['String']['output']>;
  /** Anything more. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode?: Maybe<Scalars['String']['output']>;
  /** State, province or region. */
  region?: Maybe<Scalars['String']['output']>;
};

/** A postal address. */
export type BillingAddressInput = {
  /** City or town. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 country code. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Anything more. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** State, province or region. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** Where billing periods begin. */
export type BillingAnchor =
  /** At the subscription's own start day and every interval after it. */
  | 'ANNIVERSARY'
  /** At the calendar's own boundaries, in the customer's time zone. A first period that begins later is prorated. */
  | 'CALENDAR';

/** A length of time by the calendar. */
export type BillingInterval = {
  /** How many units. */
  count: Scalars['Int']['output'];
  /** The unit. */
  unit: IntervalUnit;
};

/** A length of time by the calendar. */
export type BillingIntervalInput = {
  /** How many units, 1 to 1,000. */
  count?: Scalars['Int']['input'];
  /** The unit. */
  unit: IntervalUnit;
};

/** What becomes of the bonus to credit that an invoice sold and a note takes back. */
export type BonusCredit =
  /** As much of it goes as of what was bought, at most what is left of it. */
  | 'IN_PROPORTION'
  /** It stays. */
  | 'KEPT';

/** Input of `canSpend`. */
export type CanSpendInput = {
  /** Who. */
  customerExternalId: Scalars['String']['input'];
  /** The code of the meter that would count the usage. Only its prices are asked for the cost. */
  meterCode: Scalars['String']['input'];
  /** What the events would hold beside that value: properties that filters, dimensions and prices look at. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How much, above zero, as the meter counts it: events of COUNT (at most 10,000), new values of UNIQUE_COUNT, the value of one event of any other. */
  quantity: Scalars['Decimal']['input'];
};

/** Input of `cancelSubscription`. */
export type CancelSubscriptionInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
};

/** Answer of `cancelSubscription`. */
export type CancelSubscriptionPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `captureHold`. */
export type CaptureHoldInput = {
  /** The usage that it stands for, at most 1,000 events of its customer; none if it is recorded elsewhere. */
  events?: InputMaybe<Array<UsageEventInput>>;
  /** Which hold. */
  holdId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** How much usage it may stand for. */
  limit?: CaptureLimit;
};

/** Answer of `captureHold`. */
export type CaptureHoldPayload = {
  /** The hold as it is now; null when refused. */
  hold?: Maybe<CreditHold>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** How much usage a capture may stand for. */
export type CaptureLimit =
  /** Any: what was used was used. */
  | 'ANY'
  /** No more than was held for, as the meter counts it. */
  | 'HELD_QUANTITY';

/** When a change takes effect. */
export type ChangeEffective =
  /** At a time of its own. */
  | 'AT'
  /** At the tenant's present time. */
  | 'NOW'
  /** At the end of the plan's billing period that is in force now. */
  | 'PERIOD_END';

/** Input of `changePlan`. */
export type ChangePlanInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Prices of this subscription's own; the plan's where left out, whatever was overridden before. */
  overrides?: InputMaybe<PriceOverridesInput>;
  /** The plan whose newest version applies from then on. */
  planCode: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Units of prices without a meter. Where left out, those of a price with the same code are kept, else 1. */
  quantities?: InputMaybe<Array<PriceQuantityInput>>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
  /** What becomes of usage tiers; if left out, they go on with the same price and begin anew with another. */
  tiers?: InputMaybe<TierPolicy>;
};

/** Answer of `changePlan`. */
export type ChangePlanPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What a change would bring. */
export type ChangePreview = {
  /** When it would take effect. */
  effectiveAt: Scalars['DateTime']['output'];
  /** The invoice at that time; null if nothing would be on it. */
  invoice?: Maybe<Invoice>;
  /** The invoice when something next falls due after it; null if nothing would be on it. */
  nextInvoice?: Maybe<Invoice>;
  /** The postings that an invoice at that time would make for charges. */
  postings: Array<ProjectedPosting>;
};

/** Input of `changeQuantity`. */
export type ChangeQuantityInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** The new units; prices left out keep theirs. */
  quantities: Array<PriceQuantityInput>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
};

/** Answer of `changeQuantity`. */
export type ChangeQuantityPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What a price would charge. */
export type ChargeEstimate = {
  /** The exact amount rounded once to minor units, half away from zero. */
  amount: Money;
  /** The exact amount in major units, with at most 30 fraction digits. */
  exactAmount: Scalars['Decimal']['output'];
  /** How the amount comes about. */
  explain: ChargeExplanation;
};

/** How an estimate comes about, in the words of an invoice line's explanation. */
export type ChargeExplanation = {
  /** The exact amount, in major units. */
  exactAmount: Scalars['Decimal']['output'];
  /** The part of the period that is charged. */
  fraction: PeriodFraction;
  /** Which model, as its field is named in `PriceModelInput`. */
  model: Scalars['String']['output'];
  /** The quantity that was rated; null for a flat amount. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** The exact amount rounded once to minor units, half away from zero. */
  roundedAmount: Money;
  /** The steps from quantity to exact amount; their amounts add up to it. */
  steps: Array<RatingStep>;
};

/** Which one-off charges to list. */
export type ChargeFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
};

/** How a one-off charge was taken back. */
export type ChargeReversal = {
  /** Who did: the id of an API key. */
  actor: Scalars['String']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** When. */
  reversedAt: Scalars['DateTime']['output'];
};

/** When a price is charged. */
export type ChargeTiming =
  /** At the start of the period, for the period to come. */
  | 'IN_ADVANCE'
  /** At the end of the period, for the period past. */
  | 'IN_ARREARS'
  /** Once in a subscription's life: when charging begins on a plan with a price of this code, after the trial. In full, never credited, and not again with later versions or plans that have the code. */
  | 'ONCE';

/** What the whole ledger of the tenant was at one time: a root over all books, chained to the checkpoint before, and signed. */
export type Checkpoint = {
  /** How many books it covers. */
  bookCount: Scalars['BigInt']['output'];
  /** All facts with ids below this UUID are sealed by it, or by one before it; null as factsRoot is. */
  factsBefore?: Maybe<Scalars['String']['output']>;
  /** The root of the Merkle tree over the parts of facts that it seals: usage and all else that is recorded. Null in one that is older than such parts. */
  factsRoot?: Maybe<Scalars['String']['output']>;
  /** SHA-256 over all of the above and the public key. */
  hash: Scalars['String']['output'];
  /** How many journals are in them. */
  journalCount: Scalars['BigInt']['output'];
  /** From 1, without gaps. */
  number: Scalars['Int']['output'];
  /** The hash of the checkpoint before. */
  previousHash: Scalars['String']['output'];
  /** The Ed25519 key that it is signed with: 32 bytes in base64. */
  publicKey: Scalars['String']['output'];
  /** The root of the Merkle tree over all books, in the order of customer ids. */
  root: Scalars['String']['output'];
  /** The last number of each series of documents. */
  series: Scalars['JSONObject']['output'];
  /** Ed25519 over the 32 bytes of the hash: 64 bytes in base64. */
  signature: Scalars['String']['output'];
  /** The numbered stretch of time that it was taken for; null if somebody asked for it. */
  slot?: Maybe<Scalars['BigInt']['output']>;
  /** When it was taken. */
  takenAt: Scalars['DateTime']['output'];
};

/** A page of checkpoints. */
export type CheckpointConnection = {
  /** The page's items with their cursors. */
  edges: Array<CheckpointEdge>;
  /** The page's items. */
  nodes: Array<Checkpoint>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the checkpoints in a list. */
export type CheckpointEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Checkpoint;
};

/** A tenant's time. */
export type Clock = {
  /** Whether this is a sandbox, whose time moves by `advanceClock` alone. */
  isSandbox: Scalars['Boolean']['output'];
  /** What the engine takes for now. */
  now: Scalars['DateTime']['output'];
};

/** An issued invoice with lines that would be put right. The invoice itself stays as it is. */
export type CorrectedInvoice = {
  /** What issued invoices have of these lines. */
  billed: Money;
  /** Should be less billed. */
  difference: Money;
  /** The invoice; null for lines that no invoice has had. */
  invoice?: Maybe<Invoice>;
  /** The lines. */
  lines: Array<CorrectedLine>;
  /** Its number; null as above. */
  number?: Maybe<Scalars['String']['output']>;
  /** The part of the difference that the migration makes. */
  ofMigration: Money;
  /** What they come to with the migration. */
  shouldBe: Money;
};

/** What is charged for one price code, period and dimension, before and after. */
export type CorrectedLine = {
  /** What issued invoices have. */
  billed: Money;
  /** The numbers of the invoices that have had the line, oldest first. */
  billedOn: Array<Scalars['String']['output']>;
  /** The price that was billed; null if none was. */
  billedPrice?: Maybe<Price>;
  /** The quantity that was billed; null for a fee, and if none was. */
  billedQuantity?: Maybe<Scalars['Decimal']['output']>;
  /** What is charged. */
  description: Scalars['String']['output'];
  /** Should be less billed: what the next invoice has of it. */
  difference: Money;
  /** Dimension values the line is for; null if for none. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** What the migration makes of the discounts that the next invoice has on the line. */
  discounts: Money;
  /** The part of the difference that the migration makes. */
  ofMigration: Money;
  /** The price after the migration; null if nothing is charged any more. */
  price?: Maybe<Price>;
  /** The price's code. */
  priceCode: Scalars['String']['output'];
  /** The quantity after the migration; null for a fee, and if nothing is charged any more. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** The time it is charged for. */
  servicePeriod: Period;
  /** What the line comes to with the migration. */
  shouldBe: Money;
  /** Which subscription. */
  subscription: Subscription;
};

/** What is taken off charges, off which, and for how long. It never changes. */
export type Coupon = Node & {
  /** What is taken off in each interval, in major units; null for a percentage. */
  amount?: Maybe<Scalars['Decimal']['output']>;
  /** The seller's own key, unique in the tenant. */
  code: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The currency of the amount; null for a percentage. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** For how long it holds. */
  duration: CouponDuration;
  /** From when on it can no longer be applied; what is applied goes on. Null for never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Percent of what the covered lines of one due date come to; null for a fixed amount. */
  percentage?: Maybe<Scalars['Decimal']['output']>;
  /** For how many intervals, if it is REPEATING; null otherwise. */
  periods?: Maybe<Scalars['Int']['output']>;
  /** Only lines of these plans; null for all. */
  planCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** Only lines of prices with these codes; null for all. */
  priceCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** How often it may be applied, over all customers; null without limit. */
  redemptionLimit?: Maybe<Scalars['Int']['output']>;
};

/** A page of coupons. */
export type CouponConnection = {
  /** The page's items with their cursors. */
  edges: Array<CouponEdge>;
  /** The page's items. */
  nodes: Array<Coupon>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** For how long a coupon holds, in intervals of the plan whose line it covers, from its start. */
export type CouponDuration =
  /** Without end. */
  | 'FOREVER'
  /** One interval. */
  | 'ONCE'
  /** As many intervals as `periods` says. */
  | 'REPEATING';

/** One of the coupons in a list. */
export type CouponEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Coupon;
};

/** How a coupon was removed. */
export type CouponRemoval = {
  /** Who did: the id of an API key. */
  actor: Scalars['String']['output'];
  /** What falls due from here on is not covered. */
  endAt: Scalars['DateTime']['output'];
  /** Why; null if not said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it was removed. */
  removedAt: Scalars['DateTime']['output'];
};

/** Input of `createApiKey`. */
export type CreateApiKeyInput = {
  /** Limits the key to this customer (its id): it sees and writes nothing of others. The customer of the key in use, if that has one. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** From when on it is refused, by the tenant's clock; not after the expiry of the key in use, which is taken if left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Makes a repeat harmless; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the key is called, 1-255 characters. */
  name: Scalars['String']['input'];
  /** What it may do; at least one, and none that the key in use lacks. */
  scopes: Array<Scope>;
};

/** Answer of `createApiKey`. */
export type CreateApiKeyPayload = {
  /** The new key with its secret; null when refused. */
  apiKey?: Maybe<ApiKeySecret>;
  /** Whether this is the answer of an earlier call with the same key; the secret is then not shown. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createCheckpoint`. */
export type CreateCheckpointInput = {
  /** The number of a checkpoint, 0 for none: the one that follows it is the answer, and is taken only if it is not there yet. So a repeat is harmless. Left out, one is taken if anything moved. */
  after?: InputMaybe<Scalars['Int']['input']>;
};

/** Answer of `createCheckpoint`. */
export type CreateCheckpointPayload = {
  /** The checkpoint; null when refused. */
  checkpoint?: Maybe<Checkpoint>;
  /** Whether it was there already. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createCoupon`: either `percentage`, or `amount` with `currency`. */
export type CreateCouponInput = {
  /** What is taken off in each interval, in major units, above zero. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The seller's own key, 1-255 characters, no space at either end. */
  code: Scalars['String']['input'];
  /** The currency of the amount. Customers billed in another cannot have it. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** For how long it holds. */
  duration?: CouponDuration;
  /** From when on it can no longer be applied. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Makes a repeat harmless beyond `code`; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What people call it; the code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Percent, above 0 and at most 100. */
  percentage?: InputMaybe<Scalars['Decimal']['input']>;
  /** For how many intervals, from 1 to 1,000; with REPEATING alone. */
  periods?: InputMaybe<Scalars['Int']['input']>;
  /** Only lines of these plans; at most 100. With `priceCodes`, lines of those prices in these plans. */
  planCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only lines of prices with these codes, of whatever plan; at most 100. */
  priceCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How often it may be applied, over all customers. */
  redemptionLimit?: InputMaybe<Scalars['Int']['input']>;
};

/** Answer of `createCoupon`. */
export type CreateCouponPayload = {
  /** The coupon; null when refused. */
  coupon?: Maybe<Coupon>;
  /** Whether the coupon was there already with the same terms. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createCreditAlert`. */
export type CreateCreditAlertInput = {
  /** Whose balance. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** The seller's own name for it, at most 100 characters. Kept for ever, so no personal data. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** In major units of the customer's currency, above zero, with no more digits than it has. */
  threshold: Scalars['Decimal']['input'];
};

/** Answer of `createCreditAlert`. */
export type CreateCreditAlertPayload = {
  /** The alert; null when refused. */
  creditAlert?: Maybe<CreditAlert>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createCreditUnit`. */
export type CreateCreditUnitInput = {
  /** The seller's own key, 4-255 characters; three are for currencies. */
  code: Scalars['String']['input'];
  /** How many fraction digits an amount of it may have, 0 to 12. */
  decimals?: Scalars['Int']['input'];
  /** Makes a repeat harmless beyond `code`; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What people call it. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What it is worth, from the beginning on; one a currency, at most 50. More can be published. */
  rates?: InputMaybe<Array<CreditUnitRateInput>>;
};

/** Answer of `createCreditUnit`. */
export type CreateCreditUnitPayload = {
  /** The unit; null when refused. */
  creditUnit?: Maybe<CreditUnit>;
  /** Whether the unit was there already with the same terms. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createCustomer`. */
export type CreateCustomerInput = {
  /** The address on invoices. */
  billingAddress?: InputMaybe<BillingAddressInput>;
  /** How the customer's credit notes are numbered, as `UpdateTenantInput` describes formats. A text of its own makes a series of its own. */
  creditNoteNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** The tenant's default currency if left out. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** How the customer's debit notes are numbered, as `UpdateTenantInput` describes formats. A text of its own makes a series of its own. */
  debitNoteNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** Where invoices go. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The seller's own key, 1-255 characters, no space at either end. */
  externalId: Scalars['String']['input'];
  /** Hours after the end of a metered period in which its invoice waits for late usage: 0 to 8,760. */
  gracePeriodHours?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeat harmless beyond `externalId`; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How the customer's invoices are numbered, as `UpdateTenantInput` describes formats. A text of its own makes a series of its own. */
  invoiceNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** The language of documents, as a BCP 47 tag such as "de". */
  language?: InputMaybe<Scalars['String']['input']>;
  /** What late usage and corrections of periods that were invoiced draw on credit. */
  lateCredit?: InputMaybe<LateCreditPolicy>;
  /** What becomes of late usage and corrections of periods that were invoiced. */
  lateUsage?: InputMaybe<LateUsagePolicy>;
  /** The seller's own data, at most 8 KB. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The name on invoices. */
  name: Scalars['String']['input'];
  /** Days from the day of issue until an invoice is due: 0 to 3,650. */
  netDays?: InputMaybe<Scalars['Int']['input']>;
  /** Why no tax is charged. */
  taxExemption?: InputMaybe<TaxExemptionInput>;
  /** As tax authorities know the customer, for example a VAT id. */
  taxNumber?: InputMaybe<Scalars['String']['input']>;
  /** The tax rates of everything for which neither price nor plan names any; at most 10. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The tenant's time zone if left out. */
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  /** What unbilled usage comes to when it is invoiced before its period is over: in major units of the customer's currency, zero for never; null: as the tenant's. */
  usageThreshold?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Answer of `createCustomer`. */
export type CreateCustomerPayload = {
  /** The customer; null when refused. */
  customer?: Maybe<Customer>;
  /** Whether the customer was there already with the same values. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createMeter`. */
export type CreateMeterInput = {
  /** How their values are put together. */
  aggregation: Aggregation;
  /** The seller's own key, 1-255 characters. */
  code: Scalars['String']['input'];
  /** Events of this name are measured. */
  eventName: Scalars['String']['input'];
  /** Only events that pass every filter are measured; at most 20. */
  filters?: InputMaybe<Array<MeterFilterInput>>;
  /** Event properties whose values split usage into dimensions; at most 10. */
  groupBy?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Makes a repeat harmless beyond `code`; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What people call it. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The event property that holds the value. Needed by all but COUNT, which takes none. */
  valueProperty?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `createMeter`. */
export type CreateMeterPayload = {
  /** The meter; null when refused. */
  meter?: Maybe<Meter>;
  /** Whether the meter was there already with the same definition. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createPlan`. */
export type CreatePlanInput = {
  /** Credit that is included for every interval, at most 20; none if left out. */
  allowances?: InputMaybe<Array<PlanAllowanceInput>>;
  /** Where periods begin. */
  anchor?: BillingAnchor;
  /** The seller's own key, 1-255 characters. */
  code: Scalars['String']['input'];
  /** The currency of every price. */
  currency: Scalars['CurrencyCode']['input'];
  /** Makes a repeat harmless beyond `code`; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How long a billing period is. */
  interval: BillingIntervalInput;
  /** The least that the prices with the plan's interval come to in a whole period, in major units; a part of a period commits to its share. A true-up line in arrears charges what is missing. */
  minimumCommitment?: InputMaybe<Scalars['Decimal']['input']>;
  /** What people call it. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What is charged: 1 to 100 prices. */
  prices: Array<PriceInput>;
  /** The tax rates of prices that name none; the customer's if left out. At most 10. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** So many local calendar days from a subscription's start nothing is charged, neither fees nor usage: 0 to 10,000; no trial if left out. What is charged in advance begins at its end, prorated for what is left of that period. A later change of plan neither ends a trial nor grants one. */
  trialDays?: InputMaybe<Scalars['Int']['input']>;
};

/** Answer of `createPlan`. */
export type CreatePlanPayload = {
  /** The plan; null when refused. */
  plan?: Maybe<Plan>;
  /** Whether the plan was there already with the same terms. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createRecurringGrant`. */
export type CreateRecurringGrantInput = {
  /** What each interval is granted, above zero: major units with no more digits than the currency has, or units with no more than the unit has. */
  amount: Scalars['Decimal']['input'];
  /** Where intervals begin: on the day of `anchorAt`, or with the calendar's. */
  anchor?: BillingAnchor;
  /** Intervals of an anniversary begin on the day of this time and its returns; the start if left out. It may lie in the past. */
  anchorAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is in; it must be the customer's. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** To whom. */
  customerExternalId: Scalars['String']['input'];
  /** No interval that begins here or later is granted; after the start. It goes on until it is ended if left out. */
  endAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long each lot can be drawn on; to the end of its interval if left out. */
  expiresAfter?: InputMaybe<BillingIntervalInput>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** How often, in the customer's calendar. */
  interval: BillingIntervalInput;
  /** Paid, or promotional. */
  kind?: GrantKind;
  /** The seller's own data, at most 8,192 bytes. Kept for ever, so no personal data. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Whether lots never expire; not beside `expiresAfter`. */
  neverExpires?: Scalars['Boolean']['input'];
  /** From 0 to 1,000; lower ones are drawn on first. */
  priority?: Scalars['Int']['input'];
  /** Where the money for paid credit is received, as the cash account names it; `manual` if left out. Not for promotional credit. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** What goes over to the next interval; nothing if left out. Only for lots that expire with their interval. */
  rollover?: InputMaybe<CreditRolloverInput>;
  /** What can draw on the lots; every charge if left out. */
  scope?: InputMaybe<GrantScopeInput>;
  /** Where it comes from, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** From when on, not in the past; now if left out. The interval that it lies in is granted in full. */
  startAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The code of a credit unit that the amounts are in, at the rate in force now; money if left out. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `createRecurringGrant`. */
export type CreateRecurringGrantPayload = {
  /** The rule; null when refused. */
  recurringGrant?: Maybe<RecurringGrant>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createSubscription`. */
export type CreateSubscriptionInput = {
  /** Who is billed. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Prices of this subscription's own; the plan's where left out. */
  overrides?: InputMaybe<PriceOverridesInput>;
  /** The plan whose newest version applies. */
  planCode: Scalars['String']['input'];
  /** Units of prices without a meter; 1 where left out. */
  quantities?: InputMaybe<Array<PriceQuantityInput>>;
  /** When it begins; now if left out. May lie in the past or the future. */
  startAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Answer of `createSubscription`. */
export type CreateSubscriptionPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createTaxRate`. */
export type CreateTaxRateInput = {
  /** How the supply is taxed. */
  category?: TaxCategory;
  /** The seller's own key, 1-255 characters. */
  code: Scalars['String']['input'];
  /** ISO 3166-1 alpha-2 country code. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** In force from here on; from the beginning if left out. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Makes a repeat harmless beyond `code`; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether prices hold the tax already; otherwise it is added to them. */
  isInclusive?: Scalars['Boolean']['input'];
  /** The authority within the country, at most 100 characters. */
  jurisdiction?: InputMaybe<Scalars['String']['input']>;
  /** What documents call it. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** In percent, 0 to 100: above zero in category S, zero in all others. */
  percentage: Scalars['Decimal']['input'];
  /** Why no tax is charged, in words, at most 500 characters. Not in categories S and Z; E needs it, or a code. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Why no tax is charged, as a code of the VATEX list. AE, K, G and O have one of their own if nothing else is given. */
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `createTaxRate`. */
export type CreateTaxRatePayload = {
  /** Whether the rate was there already with the same terms. */
  replayed: Scalars['Boolean']['output'];
  /** The rate; null when refused. */
  taxRate?: Maybe<TaxRate>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `createTenant`. */
export type CreateTenantInput = {
  /** The currency of customers created without one. */
  defaultCurrency: Scalars['CurrencyCode']['input'];
  /** Makes a repeat harmless; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The seller's name, 1-255 characters. */
  name: Scalars['String']['input'];
  /** Makes the tenant a sandbox whose time starts here. A tenant without it lives in real time for ever. */
  sandboxClock?: InputMaybe<Scalars['DateTime']['input']>;
  /** The time zone of customers created without one. UTC if left out. */
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
};

/** Answer of `createTenant`. */
export type CreateTenantPayload = {
  /** Its first key; null when refused. */
  apiKey?: Maybe<ApiKeySecret>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The tenant; null when refused. */
  tenant?: Maybe<Tenant>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A threshold of a customer's balance. It fires when the balance is found below it, and not again before the balance was found at it or above. */
export type CreditAlert = Node & {
  /** Who created it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Whose. */
  customer: Customer;
  /** What happened to it, newest first. */
  events: Array<CreditAlertEvent>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The seller's own name for it; null if none was given. */
  name?: Maybe<Scalars['String']['output']>;
  /** How it stands. */
  state: CreditAlertState;
  /** It fires when what can be drawn on is less than this. */
  threshold: Money;
};

/** A page of alerts. */
export type CreditAlertConnection = {
  /** The page's items with their cursors. */
  edges: Array<CreditAlertEdge>;
  /** The page's items. */
  nodes: Array<CreditAlert>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the alerts in a list. */
export type CreditAlertEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CreditAlert;
};

/** An entry of an alert's record. */
export type CreditAlertEvent = {
  /** What could be drawn on then. */
  balance: Money;
  /** What happened. */
  kind: CreditAlertEventKind;
  /** When the balance became that: with what was posted, or when a lot began or expired, however much later that was noticed. */
  occurredAt: Scalars['DateTime']['output'];
};

/** What happened to an alert. */
export type CreditAlertEventKind =
  /** The balance was found below the threshold. */
  | 'FIRED'
  /** The balance was found at the threshold or above again. */
  | 'REARMED'
  /** It was removed. */
  | 'REMOVED';

/** Which alerts a list has. */
export type CreditAlertFilter = {
  /** Only those of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
};

/** How an alert stands. */
export type CreditAlertState =
  /** It waits for the balance to fall below its threshold. */
  | 'ARMED'
  /** It has fired, and the balance was not at the threshold or above since. */
  | 'FIRED'
  /** It was removed. */
  | 'REMOVED';

/** Where the money that is credited goes to. Credit goes back to its lots. */
export type CreditDestination =
  /** The customer's credit; the invoice owes what it owed. */
  | 'CUSTOMER_CREDIT'
  /** What the invoice still owes, and beyond that the customer's credit. */
  | 'OPEN_INVOICE'
  /** A refund, which `payRefund` records as paid: at most what was paid of the invoice. */
  | 'REFUND';

/** A lot of credit. Granted is burned, expired, voided, transferred and remaining together, at any time. */
export type CreditGrant = Node & {
  /** Who granted it: the id of an API key, or `job:allowances` for a lot that a plan includes. */
  actor: Scalars['String']['output'];
  /** Which allowance of a subscription's plan it is a lot of; null for every other. Such a lot ends with its interval, or when the subscription leaves what grants it. */
  allowance?: Maybe<GrantedAllowance>;
  /** What was asked for. */
  amount: Money;
  /** What invoices have drawn on it, less what they gave back. */
  burned: Money;
  /** The charge by which it, or the lot that it is a bonus to, was bought; null if it was granted. */
  charge?: Maybe<OneOffCharge>;
  /** Whose. */
  customer: Customer;
  /** What was left when it expired. It counts from the expiry on; the journal of it follows with the next invoice, or before. */
  expired: Money;
  /** What counts at this time or later does not draw on it; null: never. As it is in force, after any change. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Changes of its expiry, oldest first. */
  expiryChanges: Array<GrantExpiryChange>;
  /** What was granted. */
  granted: Money;
  /** When it was granted. */
  grantedAt: Scalars['DateTime']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The lot in its unit; null for a lot in money. */
  inUnits?: Maybe<GrantUnits>;
  /** Its journal; of a lot that is owed and not posted yet, the one that it would have now. */
  journal: LedgerJournal;
  /** Paid, or promotional. */
  kind: GrantKind;
  /** The seller's own data. */
  metadata: Scalars['JSONObject']['output'];
  /** Lots with a lower one are drawn on first. */
  priority: Scalars['Int']['output'];
  /** The rule that it is a lot of; null for every other. */
  recurringGrant?: Maybe<RecurringGrant>;
  /** Which part of its interval's credit it is; null unless a rule granted it. */
  recurringPart?: Maybe<RecurringLotPart>;
  /** What is left. */
  remaining: Money;
  /** The lot that had expired, in whose place a credit note gave this one; null for any other. */
  replaces?: Maybe<CreditGrant>;
  /** What it can be drawn on by; null for every charge. */
  scope?: Maybe<GrantScope>;
  /** Where it comes from; null if not said. */
  source?: Maybe<Scalars['String']['output']>;
  /** From when on it can be drawn on; null: at once. */
  startsAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it stands now. */
  status: GrantStatus;
  /** The rule of automatic top-up that bought it; null for every other. */
  topUpRule?: Maybe<TopUpRule>;
  /** What went to other customers. */
  transferred: Money;
  /** The lot of another customer that it came from; null for all others, and for a key that does not see that customer. */
  transferredFrom?: Maybe<CreditGrant>;
  /** Its transfers to other customers, oldest first. */
  transfers: Array<CreditTransfer>;
  /** When paid credit that was bought can be drawn on; null for everything else. */
  usable?: Maybe<PurchaseUse>;
  /** What was taken back. */
  voided: Money;
};

/** A page of lots. */
export type CreditGrantConnection = {
  /** The page's items with their cursors. */
  edges: Array<CreditGrantEdge>;
  /** The page's items. */
  nodes: Array<CreditGrant>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the lots in a list. */
export type CreditGrantEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CreditGrant;
};

/** Credit that is promised to usage on its way. It is no journal: no account changes by it. */
export type CreditHold = Node & {
  /** Who made it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** What is held: the amount asked for, or what the usage cost when it was held. */
  amount: Money;
  /** Whose. */
  customer: Customer;
  /** When it was captured or released; null if it was not. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Keys of the events that were recorded when it was captured. */
  eventKeys: Array<Scalars['String']['output']>;
  /** When it ends by itself. */
  expiresAt: Scalars['DateTime']['output'];
  /** When it was made. */
  heldAt: Scalars['DateTime']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The code of the meter whose usage it is for; null for an amount by itself. */
  meterCode?: Maybe<Scalars['String']['output']>;
  /** How much usage it is for; null for an amount by itself. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** Why it was released; null if not said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The seller's own name for it; null if not said. */
  reference?: Maybe<Scalars['String']['output']>;
  /** How it stands now. */
  status: HoldStatus;
};

/** A page of holds. */
export type CreditHoldConnection = {
  /** The page's items with their cursors. */
  edges: Array<CreditHoldEdge>;
  /** The page's items. */
  nodes: Array<CreditHold>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the holds in a list. */
export type CreditHoldEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CreditHold;
};

/** A document that takes something off an issued invoice. It is derived anew at each reading and must match its seal. Amounts are what is taken off, above zero. */
export type CreditNote = Node & {
  /** Who issued it: the id of an API key, or the name of a job of the server, such as `job:late-usage`. */
  actor: Scalars['String']['output'];
  /** What it took off what the invoice owed. */
  applied: Money;
  /** Who buys, as the invoice names it. Null once erased. */
  buyer?: Maybe<InvoiceParty>;
  /** What of it became the customer's credit, from where a refund takes it. */
  credited: Money;
  /** What of the subtotal was paid with credit, which came back to its lots; zero or below, as on the invoice. */
  credits: Money;
  /** The currency of every amount, the invoice's. */
  currency: Scalars['CurrencyCode']['output'];
  /** Who was billed. */
  customer: Customer;
  /** Where its money was sent to. */
  destination: CreditDestination;
  /** The canonical document that is sealed, as JSON text (RFC 8785): everything on the note but the parties, of which it holds a salted digest. */
  documentJson: Scalars['String']['output'];
  /** The note as an HTML page, in the buyer's language (en, de, fr, el, ja; else English); the same at each reading. */
  html: Scalars['String']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What it takes something off. */
  invoice: Invoice;
  /** The day of issue by the seller's calendar. */
  issueDate: Scalars['Date']['output'];
  /** When it was issued. */
  issuedAt: Scalars['DateTime']['output'];
  /** Its journal. */
  journal: LedgerJournal;
  /** What became of credit that came back to lots that had expired. */
  lapsedCredit: LapsedCredit;
  /** What is taken off, line by line, in the order of the invoice. */
  lines: CreditNoteLineConnection;
  /** The gapless number, of a series of its own. */
  number: Scalars['String']['output'];
  /** Where this server gives the note as PDF, behind the same key. With .html or .xml (UBL 2.1) instead of .pdf, the other formats. */
  pdfPath: Scalars['String']['output'];
  /** Why it was issued; it stands on the document. */
  reason: Scalars['String']['output'];
  /** The refund that was asked for with it; null if none was. */
  refund?: Maybe<Settlement>;
  /** SHA-256 over the canonical document. */
  seal: Scalars['String']['output'];
  /** Who sells, as the invoice names it. Null once erased. */
  seller?: Maybe<InvoiceParty>;
  /** The sum of the lines. */
  subtotal: Money;
  /** All tax: the sum of `taxes`. */
  tax: Money;
  /** The part of the tax that prices hold already. */
  taxIncluded: Money;
  /** The tax by rate, as the invoice has it: the notes on all of an invoice come to its tax, rate by rate. */
  taxes: Array<DocumentTax>;
  /** Subtotal, tax less what of it is included, and credits: the money that it takes off. */
  total: Money;
  /** What became of the invoice's lines when this voided it; null for a note that voids nothing. */
  voids?: Maybe<VoidedLines>;
};


/** A document that takes something off an issued invoice. It is derived anew at each reading and must match its seal. Amounts are what is taken off, above zero. */
export type CreditNoteLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of credit notes. */
export type CreditNoteConnection = {
  /** The page's items with their cursors. */
  edges: Array<CreditNoteEdge>;
  /** The page's items. */
  nodes: Array<CreditNote>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the credit notes in a list. */
export type CreditNoteEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CreditNote;
};

/** Which credit notes to list. */
export type CreditNoteFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** On this invoice. */
  invoiceId?: InputMaybe<Scalars['ID']['input']>;
  /** Issued at this time or later. */
  issuedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Issued before this time. */
  issuedTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What a credit note takes off one line of its invoice. */
export type CreditNoteLine = {
  /** After discounts and before credit, with the tax that its price holds. */
  amount: Money;
  /** What was charged. */
  description: Scalars['String']['output'];
  /** Dimension values the line is for; null if for none. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** What of it was paid with credit, by lot; below zero, as on the invoice, for what comes back to the lot. */
  draws: Array<LineDraw>;
  /** The line's identity, as on the invoice. */
  lineKey: Scalars['String']['output'];
  /** After credit, without any tax. */
  netAmount: Money;
  /** The time it was charged for. */
  servicePeriod: Period;
  /** What each rate comes to on the line: its part of the document's tax. */
  taxes: Array<DocumentTax>;
};

/** A page of a credit note's lines. */
export type CreditNoteLineConnection = {
  /** The page's items with their cursors. */
  edges: Array<CreditNoteLineEdge>;
  /** The page's items. */
  nodes: Array<CreditNoteLine>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the lines in a list. */
export type CreditNoteLineEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CreditNoteLine;
};

/** What of one line. */
export type CreditNoteLineInput = {
  /** Major units, above zero and at most what is left of the line: after discounts and before credit, with the tax that its price holds, without tax that is added. All that is left if left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The line's identity on the invoice. */
  lineKey: Scalars['String']['input'];
};

/** A credit note that does not exist. */
export type CreditNotePreview = {
  /** What it would take off what the invoice owes. */
  applied: Money;
  /** What of it would become the customer's credit, from where a refund would take it. */
  credited: Money;
  /** What of the subtotal was paid with credit, which would come back to its lots; zero or below. */
  credits: Money;
  /** What would be taken off, line by line, in the order of the invoice. */
  lines: CreditNoteLineConnection;
  /** What its journals would post, before any refund. */
  postings: Array<ProjectedPosting>;
  /** The sum of the lines. */
  subtotal: Money;
  /** All tax: the sum of `taxes`. */
  tax: Money;
  /** The part of the tax that prices hold already. */
  taxIncluded: Money;
  /** The tax by rate. */
  taxes: Array<DocumentTax>;
  /** Subtotal, tax less what of it is included, and credits: the money that it would take off. */
  total: Money;
};


/** A credit note that does not exist. */
export type CreditNotePreviewLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What goes over to later intervals: as much as is left of each lot, up to a limit. Exactly one limit is there. */
export type CreditRollover = {
  /** For how many further intervals. */
  intervals: Scalars['Int']['output'];
  /** At most so much of each lot; null if it is a percentage, or in a unit. */
  maximumAmount?: Maybe<Money>;
  /** At most so much of each lot, in its unit; null if it is a percentage, or in money. */
  maximumUnits?: Maybe<Scalars['Decimal']['output']>;
  /** At most so much of each lot's amount, in percent, cut to whole minor units; null if it is an amount. */
  percentage?: Maybe<Scalars['Decimal']['output']>;
};

/** What goes over to later intervals; exactly one of `maximumAmount` and `percentage`. */
export type CreditRolloverInput = {
  /** For how many further intervals, from 1 to 120. */
  intervals?: Scalars['Int']['input'];
  /** At most so much of each lot, above zero: major units with no more digits than the currency has, or units with no more than their unit has. */
  maximumAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** At most so much of each lot's amount, in percent: above 0 and at most 100. Cut to whole minor units, or to the unit's decimals. */
  percentage?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Credit that left a lot for another customer. */
export type CreditTransfer = {
  /** Who moved it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** How much. */
  amount: Money;
  /** Why; null if not said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The lot that it became; null for a key that does not see that customer. */
  received?: Maybe<CreditGrant>;
  /** When it was moved. */
  transferredAt: Scalars['DateTime']['output'];
  /** The same in the lot's unit; null for a lot in money. */
  units?: Maybe<Scalars['Decimal']['output']>;
};

/** A named measure of credit, such as tokens. The ledger is in money: an amount of units is worth what its rate says, rounded down to a minor unit. */
export type CreditUnit = Node & {
  /** The seller's own key, unique in the tenant. */
  code: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** How many fraction digits an amount of it may have, 0 to 12. */
  decimals: Scalars['Int']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
  /** What it is worth: by currency, of each the oldest first. */
  rates: Array<CreditUnitRate>;
};

/** An amount of a unit. */
export type CreditUnitAmount = {
  /** How much. */
  amount: Scalars['Decimal']['output'];
  /** The unit. */
  unit: CreditUnit;
  /** The unit's code. */
  unitCode: Scalars['String']['output'];
};

/** A page of credit units. */
export type CreditUnitConnection = {
  /** The page's items with their cursors. */
  edges: Array<CreditUnitEdge>;
  /** The page's items. */
  nodes: Array<CreditUnit>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the credit units in a list. */
export type CreditUnitEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CreditUnit;
};

/** What one unit is worth in a currency, from a date on. */
export type CreditUnitRate = {
  /** The currency. */
  currency: Scalars['CurrencyCode']['output'];
  /** In force from here until the next one's of the currency; null: from the beginning. */
  effectiveFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Major units of the currency for one unit: 0.002 for a fifth of a cent. */
  moneyPerUnit: Scalars['Decimal']['output'];
  /** When it was published. */
  publishedAt: Scalars['DateTime']['output'];
};

/** What one unit is worth in a currency. */
export type CreditUnitRateInput = {
  /** The currency. */
  currency: Scalars['CurrencyCode']['input'];
  /** Major units of the currency for one unit, above zero, at most 12 fraction digits. */
  moneyPerUnit: Scalars['Decimal']['input'];
};

/** Who is billed. */
export type Customer = Node & {
  /** The address on invoices; null if not given. */
  billingAddress?: Maybe<BillingAddress>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** What the seller owes the customer and no invoice has had: paid in excess, or from a document below zero. */
  creditBalance: Money;
  /** How the customer's credit notes are numbered, where not as the tenant's: a series of its own; null: as the tenant's. */
  creditNoteNumberFormat?: Maybe<Scalars['String']['output']>;
  /** The customer's credit: lots that charges draw on. Not `creditBalance`, which is money without a purpose. */
  credits: CustomerCredits;
  /** The currency of everything this customer is charged. */
  currency: Scalars['CurrencyCode']['output'];
  /** How the customer's debit notes are numbered, where not as the tenant's: a series of its own; null: as the tenant's. */
  debitNoteNumberFormat?: Maybe<Scalars['String']['output']>;
  /** Where invoices go; null if not given. */
  email?: Maybe<Scalars['String']['output']>;
  /** What was erased of this customer and when, oldest first; empty while nothing was. */
  erasures: Array<CustomerErasure>;
  /** The seller's own key, unique in the tenant. */
  externalId: Scalars['String']['output'];
  /** Hours after the end of a metered period in which its invoice waits for late usage; null: as the tenant's. */
  gracePeriodHours?: Maybe<Scalars['Int']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** How the customer's invoices are numbered, where not as the tenant's: a series of its own; null: as the tenant's. */
  invoiceNumberFormat?: Maybe<Scalars['String']['output']>;
  /** The customer's issued invoices, newest first. */
  invoices: InvoiceConnection;
  /** The language of documents, as a BCP 47 tag such as "de"; null if not given. */
  language?: Maybe<Scalars['String']['output']>;
  /** What late usage and corrections of periods that were invoiced draw on credit; null: as the tenant's. */
  lateCredit?: Maybe<LateCreditPolicy>;
  /** What becomes of late usage and corrections of periods that were invoiced; null: as the tenant's. */
  lateUsage?: Maybe<LateUsagePolicy>;
  /** The seller's own data. */
  metadata: Scalars['JSONObject']['output'];
  /** The name on invoices. */
  name: Scalars['String']['output'];
  /** Days from the day of issue until an invoice is due; null: as the tenant's. */
  netDays?: Maybe<Scalars['Int']['output']>;
  /** What was owed, everything that changed it, and what was owed then. */
  statement: AccountStatement;
  /** The customer's subscriptions, newest first. */
  subscriptions: SubscriptionConnection;
  /** Why no tax is charged; null if it is. */
  taxExemption?: Maybe<TaxExemption>;
  /** As tax authorities know the customer, for example a VAT id; null if not given. */
  taxNumber?: Maybe<Scalars['String']['output']>;
  /** The tax rates of everything for which neither price nor plan names any; empty: the tenant's. */
  taxRateCodes: Array<Scalars['String']['output']>;
  /** How far unbilled usage is from the threshold that counts; null if none does. Rates the usage that no invoice has. */
  thresholdStanding?: Maybe<ThresholdStanding>;
  /** Where this customer's days, months and years begin now, by the tenant's clock. */
  timeZone: Scalars['TimeZone']['output'];
  /** Every zone that holds at some time, oldest first. */
  timeZones: Array<CustomerTimeZone>;
  /** What an invoice at `asOf` would hold: what the ledger has unbilled, and what would be charged for usage known now. Nothing is stored. Null when nothing would be on it. */
  upcomingInvoice?: Maybe<Invoice>;
  /** A meter's quantities over time, as rating would count them. Null if there is no such meter. */
  usage?: Maybe<Array<UsageQuantity>>;
  /** What unbilled usage comes to when it is invoiced before its period is over; zero for never, null: as the tenant's, if that is in the customer's currency. */
  usageThreshold?: Maybe<Money>;
};


/** Who is billed. */
export type CustomerCreditBalanceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Who is billed. */
export type CustomerInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Who is billed. */
export type CustomerStatementArgs = {
  from: Scalars['DateTime']['input'];
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  to: Scalars['DateTime']['input'];
};


/** Who is billed. */
export type CustomerSubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Who is billed. */
export type CustomerUpcomingInvoiceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  usageSoFar?: Scalars['Boolean']['input'];
};


/** Who is billed. */
export type CustomerUsageArgs = {
  from: Scalars['DateTime']['input'];
  meterCode: Scalars['String']['input'];
  to: Scalars['DateTime']['input'];
  window?: InputMaybe<UsageWindow>;
};

/** A page of customers. */
export type CustomerConnection = {
  /** The page's items with their cursors. */
  edges: Array<CustomerEdge>;
  /** The page's items. */
  nodes: Array<Customer>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** A customer's credit. */
export type CustomerCredits = {
  /** What can be drawn on: the sum of the postings of the lots that are in force. */
  balance: Money;
  /** Every lot, newest first. */
  grants: CreditGrantConnection;
  /** What is promised to holds that have not ended: the sum of their amounts. */
  heldAmount: Money;
  /** Every hold, newest first, ended ones too. */
  holds: CreditHoldConnection;
  /** Lots that recurring grants and allowances owe by now and that are not posted yet, oldest first. The balances count them; until they are posted they cannot be voided, transferred or adjusted. */
  owed: Array<CreditGrant>;
  /** Projected: what of the balance is left after the upcoming invoice, with usage that no invoice has yet, and then what is held have drawn on what may cover them. Nothing of it is posted. */
  projectedBalance: Money;
  /** Projected: the unit balances less what the upcoming invoice would draw on them, and what is held. Part of `projectedBalance`. */
  projectedUnitBalances: Array<CreditUnitAmount>;
  /** The rule of automatic top-up that is in force; null if there is none. */
  topUpRule?: Maybe<TopUpRule>;
  /** What can be drawn on of lots in units: each unit that the customer has ever had, by its code. It is part of `balance`. */
  unitBalances: Array<CreditUnitAmount>;
};


/** A customer's credit. */
export type CustomerCreditsBalanceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A customer's credit. */
export type CustomerCreditsGrantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A customer's credit. */
export type CustomerCreditsHoldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A customer's credit. */
export type CustomerCreditsUnitBalancesArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One customer's drift: sums over lines, and the lines. A customer is worth 2,000 objects of a request's cost. */
export type CustomerDrift = {
  /** What issued invoices have of them. */
  billed: Money;
  /** The customer. */
  customer: Customer;
  /** The seller's own key of the customer. */
  customerExternalId: Scalars['String']['output'];
  /** The lines, by start of service. */
  lines: LineDriftConnection;
  /** What is posted and not invoiced yet, also of a voided invoice whose lines are billed again, and what the next invoice would post. */
  pending: Money;
  /** How many lines were rated again. */
  ratedLines: Scalars['Int']['output'];
  /** Why the lines could not be rated, such as a quantity beyond what fits; null if they could. */
  refusal?: Maybe<DriftRefusal>;
  /** `shouldBeBilled - billed - pending`. */
  residual: Money;
  /** How many lines have a residual; those of two lines may cancel out in the sum. */
  residualLines: Scalars['Int']['output'];
  /** What the lines should come to. */
  shouldBeBilled: Money;
};


/** One customer's drift: sums over lines, and the lines. A customer is worth 2,000 objects of a request's cost. */
export type CustomerDriftLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of customers' drifts. */
export type CustomerDriftConnection = {
  /** The page's items with their cursors. */
  edges: Array<CustomerDriftEdge>;
  /** The page's items. */
  nodes: Array<CustomerDrift>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the customers' drifts in a list. */
export type CustomerDriftEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: CustomerDrift;
};

/** A customer in a list. */
export type CustomerEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The customer. */
  node: Customer;
};

/** An erasure of a customer. It never changes. */
export type CustomerErasure = {
  /** Who asked for it: the id of an API key. Null for what was erased by itself because its time was over. */
  actor?: Maybe<Scalars['String']['output']>;
  /** When it was done. */
  erasedAt: Scalars['DateTime']['output'];
  /** How many issued invoices still named the customer afterwards, because the law wants them kept. */
  keptInvoices: Scalars['Int']['output'];
  /** The last day on which any of them does, by the seller's calendar; null if none did. */
  keptUntil?: Maybe<Scalars['Date']['output']>;
  /** The n-th erasure of its customer, from 1. */
  ordinal: Scalars['Int']['output'];
  /** Why; null for what was erased by itself. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** A page of what is kept of a customer. */
export type CustomerExport = {
  /** Cursor of the next page; null at the end. */
  next?: Maybe<Scalars['String']['output']>;
  /** Each with its `type`: customer, timeZone, erasure, subscription, coupon, invoice, creditNote, settlement, charge, creditGrant, creditTransfer, creditExpiry, event or correction. Times are RFC 3339, amounts in minor units. */
  rows: Array<Scalars['JSONObject']['output']>;
};

/** A zone that a customer's calendar follows for a time. A period that has begun when the zone changes ends at its midnight in the new zone. */
export type CustomerTimeZone = {
  /** Who recorded it: the id of an API key. Null for the zone that the customer was created with. */
  actor?: Maybe<Scalars['String']['output']>;
  /** Until when; null while no other follows. */
  endAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why; null if nobody said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the change was recorded; null for the zone that the customer was created with. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** From when on; null for the zone that the customer was created with. */
  startAt?: Maybe<Scalars['DateTime']['output']>;
  /** The zone. */
  timeZone: Scalars['TimeZone']['output'];
};

/** Input of `declarePersonalProperties`. */
export type DeclarePersonalPropertiesInput = {
  /** The name of the events. */
  eventName: Scalars['String']['input'];
  /** Makes a repeat harmless beyond the names; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Names of properties, at most 100. None that a meter of these events reads by value, filter or group, nor a price of such a meter. */
  properties: Array<Scalars['String']['input']>;
};

/** Answer of `declarePersonalProperties`. */
export type DeclarePersonalPropertiesPayload = {
  /** All that are personal now of these events; null when refused. */
  personalProperties?: Maybe<PersonalProperties>;
  /** Whether all of them were personal already. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Projected: what of the deferred revenue a month is to have. */
export type DeferredMonth = {
  /** What the ledger will earn: a fee is earned as a whole when its service is over. Of months before the end of the period, what the next invoice will post. */
  earned: Money;
  /** The month, by the seller's calendar. */
  month: Period;
  /** What falls on the month if each service's amount is spread evenly over its time. */
  straightLine: Money;
};

/** How ledger and facts can differ on a line. */
export type DivergenceKind =
  /** The ledger charged another amount than the facts come to. */
  | 'AMOUNT'
  /** Coupons take off another amount than the ledger did. */
  | 'DISCOUNT'
  /** What was charged in advance is not earned as the service says. */
  | 'EARNING'
  /** The figures agree, but what was rated is not what the facts say. */
  | 'EVIDENCE'
  /** The facts make a line that the ledger does not have. */
  | 'MISSING'
  /** Lines eat another amount of credit notes on them than the ledger posted. */
  | 'OFFSET'
  /** The amounts agree, the quantities do not. */
  | 'QUANTITY'
  /** The ledger has a line that no fact makes. */
  | 'UNFOUNDED'
  /** A fact of the customer is not what was recorded, so that nothing can be rebuilt. */
  | 'UNREADABLE';

/** What one rate comes to on a document, or on one of its lines. A rate's amount is rounded once on the document, half away from zero, and split to the lines by largest remainder. */
export type DocumentTax = {
  /** How the supply is taxed. */
  category: TaxCategory;
  /** Whether prices hold the tax already. */
  isInclusive: Scalars['Boolean']['output'];
  /** What the document calls it. */
  name: Scalars['String']['output'];
  /** In percent: 19 for 19 %. */
  percentage: Scalars['Decimal']['output'];
  /** The version of the rate; null for a customer's exemption. */
  rate?: Maybe<TaxRateVersion>;
  /** Why no tax is charged, in words; null if it is charged, or a code says why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Why no tax is charged, as a code of the VATEX list; null if it is charged, or words say why. */
  reasonCode?: Maybe<Scalars['String']['output']>;
  /** The tax. */
  taxAmount: Money;
  /** What is taxed, without any tax: the sum of the lines' net amounts. */
  taxableAmount: Money;
};

/** How closely a drift report looks. */
export type DriftMode =
  /** Fees are, and usage whose number of events is not what was rated last; the rest should come to what it was rated last. Cheap enough for every day; it trusts that events were not changed behind the engine's back, which FULL and the ledger's verification do not. */
  | 'CHANGED'
  /** Every line is rated again from the raw events. */
  | 'FULL';

/** Why a customer's lines could not be rated. */
export type DriftRefusal = {
  /** The kind of reason. */
  code: ErrorCode;
  /** The reason, for people. */
  message: Scalars['String']['output'];
};

/** Which charge lines to report; all conditions must hold. */
export type DriftReportFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** Whose service begins at this instant or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** List those lines only that have a residual. Sums are over all lines in any case. */
  residualsOnly?: Scalars['Boolean']['input'];
  /** Whose service begins before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What each event says it costs. The meter says which events count and how many units they were; the units cost nothing by themselves. */
export type DynamicModelInput = {
  /** The event property that holds the amount, in major units of the plan's currency; negative for a refund. An event without it is charged nothing, and shown. */
  amountProperty: Scalars['String']['input'];
};

/** Input of `endRecurringGrant`. */
export type EndRecurringGrantInput = {
  /** Not in the past; now if left out. */
  endAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which rule. */
  recurringGrantId: Scalars['ID']['input'];
};

/** Answer of `endRecurringGrant`. */
export type EndRecurringGrantPayload = {
  /** The rule as it is now; null when refused. */
  recurringGrant?: Maybe<RecurringGrant>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `endTopUpRule`. */
export type EndTopUpRuleInput = {
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which rule. */
  topUpRuleId: Scalars['ID']['input'];
};

/** Answer of `endTopUpRule`. */
export type EndTopUpRulePayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The rule as it is now; null when refused. */
  topUpRule?: Maybe<TopUpRule>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A side of the books. */
export type EntrySide =
  /** The right side: liabilities and revenue grow. */
  | 'CREDIT'
  /** The left side: assets and expenses grow. */
  | 'DEBIT';

/** Input of `eraseCustomer`. */
export type EraseCustomerInput = {
  /** Whom. No subscription goes on or is to begin. The key stays, so that what is kept can be found: it must not be personal itself. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, at most 1,000 characters. Kept for ever, so no personal data. */
  reason: Scalars['String']['input'];
};

/** Answer of `eraseCustomer`. */
export type EraseCustomerPayload = {
  /** The customer as it is left; null when refused. */
  customer?: Maybe<Customer>;
  /** What was erased, and until when the rest is kept; null when refused. */
  erasure?: Maybe<CustomerErasure>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** The closed set of reasons for a refusal. */
export type ErrorCode =
  /** The same natural key exists with other values. */
  | 'CONFLICT'
  /** Two amounts of different currencies would meet. */
  | 'CURRENCY_MISMATCH'
  /** The invoice waits for late usage; `ignoreGracePeriod` issues it at once. */
  | 'GRACE_PERIOD'
  /** The same idempotency key was used for something else. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The credit that is left does not cover it. */
  | 'INSUFFICIENT_CREDIT'
  /** The object's state does not allow it. */
  | 'INVALID_STATE'
  /** Tiers are out of order, or not exactly the last one is open. */
  | 'INVALID_TIERS'
  /** A value has the wrong form. */
  | 'INVALID_VALUE'
  /** Nothing is due that was not invoiced before. */
  | 'NOTHING_TO_INVOICE'
  /** What the field names does not exist, or is another tenant's. */
  | 'NOT_FOUND'
  /** A value is too small or too large. */
  | 'OUT_OF_RANGE'
  /** A value that is needed is missing. */
  | 'REQUIRED'
  /** A stored invoice no longer derives to its seal. */
  | 'SEAL_BROKEN'
  /** A text or document is too long. */
  | 'TOO_LONG'
  /** A list has too many items. */
  | 'TOO_MANY'
  /** An automatic top-up would buy again and again: one purchase does not lift the balance to the threshold. */
  | 'TOP_UP_LOOP'
  /** The credit unit is not the one that is asked about. */
  | 'UNIT_MISMATCH'
  /** The currency is not an active ISO 4217 currency. */
  | 'UNKNOWN_CURRENCY'
  /** The time zone is not in the IANA database. */
  | 'UNKNOWN_TIME_ZONE';

/** Input of `estimateCharge`: one price for one period of one line. */
export type EstimateChargeInput = {
  /** The currency of its amounts, to which the charge is rounded. */
  currency: Scalars['CurrencyCode']['input'];
  /** Of a price that is charged by dimensions, the one combination to rate: a value by the name of each dimension. A dimension left out has no value. */
  dimensions?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The charged part of the period, 0 to 1. The whole if left out. Fees are prorated by it, and minimum and maximum amounts; nothing is if the price's proration is NONE. */
  fraction?: InputMaybe<Scalars['Decimal']['input']>;
  /** The same part where no decimal is exact, such as 1 of 3 or 17 of 31 days. Not together with `fraction`. */
  fractionOf?: InputMaybe<PeriodFractionInput>;
  /** A price as in a plan. Its meter may be left out, and need not exist; a price that names one is rated as usage, which is not prorated. */
  price: PriceInput;
  /** The units. The sum of `values` if left out; one of the two is needed, except by a flat amount. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** The value of each event in order of time, at most 10,000, for models that look at single events: the amounts that a percentage is taken of, or that a dynamic price charges. If left out, the whole quantity is one event. */
  values?: InputMaybe<Array<Scalars['Decimal']['input']>>;
};

/** Input of `failPayment`. */
export type FailPaymentInput = {
  /** Major units, above zero and at most what is left of the payment; all of that if left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Which payment. */
  paymentId: Scalars['ID']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `failPayment`. */
export type FailPaymentPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A fixed amount. */
export type FlatModelInput = {
  /** Major units of the plan's currency for a whole period. */
  amount: Scalars['Decimal']['input'];
};

/** A percentage of each part of the total, by tier. */
export type GraduatedPercentageModelInput = {
  /** At least one; the last has `upTo: null`, and no other. */
  tiers: Array<PercentageTierInput>;
};

/** Input of `grantCredits`. */
export type GrantCreditsInput = {
  /** Major units, above zero, with no more digits than the currency has. */
  amount: Scalars['Decimal']['input'];
  /** What it is in; it must be the customer's. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** To whom. */
  customerExternalId: Scalars['String']['input'];
  /** What counts at this time or later does not draw on it; after the start. Never if left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Paid, or promotional. */
  kind?: GrantKind;
  /** The seller's own data, at most 8,192 bytes. Kept for ever, so no personal data. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** From 0 to 1,000; lower ones are drawn on first. */
  priority?: Scalars['Int']['input'];
  /** Where the money for paid credit was received, as the cash account names it; `manual` if left out. Not for promotional credit. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** What can draw on it; every charge if left out. */
  scope?: InputMaybe<GrantScopeInput>;
  /** Where it comes from, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** From when on it can be drawn on; at once if left out. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The code of the credit unit that amounts are in, which must have a rate in force for the customer's currency; money if left out. Amounts then have no more digits than the unit, and are worth at least one minor unit. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `grantCredits`. */
export type GrantCreditsPayload = {
  /** The lot; null when refused. */
  grant?: Maybe<CreditGrant>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A change of when a lot expires. */
export type GrantExpiryChange = {
  /** Who changed it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** When it was changed. */
  changedAt: Scalars['DateTime']['output'];
  /** When it then expires; null: never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why; null if not said. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** What credit is in the accounts. */
export type GrantKind =
  /** Money that the seller owes in service: revenue when it is drawn, breakage when it expires. */
  | 'PAID'
  /** A gift: what it takes off charges is a promotion. */
  | 'PROMOTIONAL';

/** What a lot can be drawn on by: every list that is there must name the charge. One-off charges are named by none. */
export type GrantScope = {
  /** Codes of meters; null for any, and for fees. */
  meterCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** Codes of plans; null for any. */
  planCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** Codes of prices; null for any. */
  priceCodes?: Maybe<Array<Scalars['String']['output']>>;
};

/** What a lot can be drawn on by: every list that is given must name the charge. At least one is. */
export type GrantScopeInput = {
  /** Codes of meters, at most 100; left out: any. */
  meterCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of plans, at most 100; left out: any. */
  planCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of prices, at most 100; left out: any. */
  priceCodes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** How a lot stands. */
export type GrantStatus =
  /** It can be drawn on. */
  | 'ACTIVE'
  /** It was bought to be used once paid, and is not paid. */
  | 'AWAITING_PAYMENT'
  /** It expired with something left. */
  | 'EXPIRED'
  /** It begins later. */
  | 'SCHEDULED'
  /** Nothing is left: what there was, went to other customers. */
  | 'TRANSFERRED'
  /** Nothing is left: charges took it. */
  | 'USED'
  /** Nothing is left: what there was, was taken back. */
  | 'VOIDED';

/** A lot in its unit. A pure function of the money in the ledger at the lot's own rate: granted is burned, expired, voided, transferred and remaining together, at any time. */
export type GrantUnits = {
  /** What invoices have drawn. */
  burned: Scalars['Decimal']['output'];
  /** What was left when it expired. */
  expired: Scalars['Decimal']['output'];
  /** What was granted. */
  granted: Scalars['Decimal']['output'];
  /** Major units of money for one unit, as it was when the lot was granted. */
  moneyPerUnit: Scalars['Decimal']['output'];
  /** What is left. The last of it may be worth less than one minor unit, and then cannot be drawn. */
  remaining: Scalars['Decimal']['output'];
  /** What went to other customers: exactly what their lots were granted. */
  transferred: Scalars['Decimal']['output'];
  /** The unit. */
  unit: CreditUnit;
  /** The unit's code. */
  unitCode: Scalars['String']['output'];
  /** What was taken back. */
  voided: Scalars['Decimal']['output'];
};

/** Where a lot of an allowance comes from. */
export type GrantedAllowance = {
  /** The allowance's code. */
  code: Scalars['String']['output'];
  /** What people call it, in that version. */
  name: Scalars['String']['output'];
  /** Which part of its interval's credit the lot is. */
  part: RecurringLotPart;
  /** The version that the subscription is on when the lot begins; if a later change took that away, the first version that brought it. */
  planVersion: PlanVersion;
  /** Whose allowance it is. */
  subscription: Subscription;
};

/** Input of `holdCredits`: an amount, or usage of a meter. */
export type HoldCreditsInput = {
  /** Major units, above zero, held on lots without a scope. Not with `meterCode`. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Whose credit. */
  customerExternalId: Scalars['String']['input'];
  /** When it ends by itself, within 366 days. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** The code of the meter whose usage is on its way. */
  meterCode?: InputMaybe<Scalars['String']['input']>;
  /** What its events hold beside the value of the meter, as for `canSpend`. Kept for ever, so no personal data. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How much of it, as for `canSpend`; needed with `meterCode`. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** The seller's own name for it, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Instead of `expiresAt`: after so many seconds; an hour if both are left out. */
  ttlSeconds?: InputMaybe<Scalars['Int']['input']>;
};

/** Answer of `holdCredits`. */
export type HoldCreditsPayload = {
  /** The hold; null when refused. */
  hold?: Maybe<CreditHold>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** How a hold stands. */
export type HoldStatus =
  /** It counts. */
  | 'ACTIVE'
  /** Its usage is there. */
  | 'CAPTURED'
  /** Its time was over before either. */
  | 'EXPIRED'
  /** It was given up. */
  | 'RELEASED';

/** The way from a journal to a signed root. docs/proofs.md says how to check it. */
export type InclusionProof = {
  /** The hash of that journal. */
  bookHash: Scalars['String']['output'];
  /** The book's place among the books of the checkpoint, from 0. */
  bookIndex: Scalars['BigInt']['output'];
  /** The hashes beside the way from the book to the checkpoint's root, the nearest first. */
  bookPath: Array<Scalars['String']['output']>;
  /** The book's last journal in the checkpoint. */
  bookSeq: Scalars['BigInt']['output'];
  /** The checkpoint that it ends in. */
  checkpoint: Checkpoint;
  /** The customer's id as it is hashed: a UUID. */
  customerUuid: Scalars['String']['output'];
  /** The hash of the journal, as it is stored. */
  journalHash: Scalars['String']['output'];
  /** The hashes beside the way from the journal to its book's root, the nearest first. */
  journalPath: Array<Scalars['String']['output']>;
  /** The root of the Merkle tree over the book's journals. */
  journalsRoot: Scalars['String']['output'];
  /** Its place in the book, from 1. */
  seq: Scalars['BigInt']['output'];
  /** The tenant's id as it is hashed: a UUID. */
  tenantUuid: Scalars['String']['output'];
};

/** A calendar unit. */
export type IntervalUnit =
  /** Local days. */
  | 'DAY'
  /** Six months; on the calendar from January or July. */
  | 'HALF_YEAR'
  /** Months; a day that a month lacks becomes its last day. */
  | 'MONTH'
  /** Three months; on the calendar from January, April, July or October. */
  | 'QUARTER'
  /** Weeks; on the calendar they begin on Monday. */
  | 'WEEK'
  /** Twelve months. */
  | 'YEAR';

/** A view of the ledger: the entries between two cuts. An issued invoice is derived anew at each reading and must match its seal. */
export type Invoice = Node & {
  /** What is still to be paid now; of a draft, its total if that is above zero. Stands outside the seal. */
  amountDue: Money;
  /** Everything due until here, and not invoiced before, is on it; a note reaches as far as the invoice before it. */
  asOf: Scalars['DateTime']['output'];
  /** Who buys, as it was at issue; of a draft, as it is now. Null once erased. */
  buyer?: Maybe<InvoiceParty>;
  /** Prices that were corrected back in time: each with its reason, all lines and periods that it made different, and what they come to together. Frozen with the document; of a draft as it would be. */
  corrections: Array<PriceCorrection>;
  /** Of a note, the invoices that first had its lines, or would have had them; oldest first. Empty for an invoice. */
  corrects: Array<Invoice>;
  /** The credit notes on it, oldest first. Stands outside the seal. */
  creditNotes: CreditNoteConnection;
  /** What lines eat of credit notes on them, which gave back what they come to less: the sum of the lines' `creditOffset`. */
  creditOffsets: Money;
  /** Credit that the lines burn; zero or below, unless more is given back than drawn. */
  credits: Money;
  /** The currency of every amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** Who is billed. */
  customer: Customer;
  /** What coupons take off; zero or below, unless more is taken back than given. */
  discounts: Money;
  /** The canonical document that is sealed, as JSON text (RFC 8785): everything on the invoice but the parties, of which it holds a salted digest. Null for a draft. */
  documentJson?: Maybe<Scalars['String']['output']>;
  /** When it is to be paid. */
  dueDate: Scalars['Date']['output'];
  /** The invoice as an HTML page, in the buyer's language (en, de, fr, el, ja; else English); the same at each reading. Null for a draft. */
  html?: Maybe<Scalars['String']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The day of issue by the seller's calendar; of a draft the day on which it may first be issued. */
  issueDate: Scalars['Date']['output'];
  /** When it was issued; null for a draft. */
  issuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is; a draft is of an invoice. */
  kind: InvoiceKind;
  /** What charges on it that came late drew on credit, and what other lines draw because of them. Of a draft, as it would be. */
  lateCredit: LateCredit;
  /** What is charged, by subscription, price and time; one-off charges last. */
  lines: InvoiceLineConnection;
  /** From when on it may be issued: once the grace period of every metered period on it is over. Null for an issued invoice. */
  mayIssueAt?: Maybe<Scalars['DateTime']['output']>;
  /** The gapless number; null for a draft. */
  number?: Maybe<Scalars['String']['output']>;
  /** Where this server gives the invoice as PDF, behind the same key. With .html or .xml (UBL 2.1) instead of .pdf, the other formats. Null for a draft. */
  pdfPath?: Maybe<Scalars['String']['output']>;
  /** SHA-256 over the canonical document; null for a draft. */
  seal?: Maybe<Scalars['String']['output']>;
  /** Who sells, as it was at issue; of a draft, as it is now. Null once erased. */
  seller?: Maybe<InvoiceParty>;
  /** What took something off what is owed: payments, credit applied, a write-off; in the order in which they were recorded. Stands outside the seal. */
  settlements: SettlementConnection;
  /** Whether it is issued. */
  status: InvoiceStatus;
  /** The sum of the lines, before discounts. */
  subtotal: Money;
  /** All tax: the sum of `taxes`. */
  tax: Money;
  /** The part of the tax that prices hold already. */
  taxIncluded: Money;
  /** The tax by rate, exemptions among them; empty if nothing says how the lines are taxed. */
  taxes: Array<DocumentTax>;
  /** Subtotal, discounts, credit offsets, tax less what of it is included, and credits. */
  total: Money;
  /** Whether usage of periods that go on is on it, as far as it had come. The difference is on a later invoice. */
  usageSoFar: Scalars['Boolean']['output'];
  /** The amount of unbilled usage at which it was issued by itself; null for every other invoice. */
  usageThreshold?: Maybe<Money>;
};


/** A view of the ledger: the entries between two cuts. An issued invoice is derived anew at each reading and must match its seal. */
export type InvoiceCreditNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A view of the ledger: the entries between two cuts. An issued invoice is derived anew at each reading and must match its seal. */
export type InvoiceLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A view of the ledger: the entries between two cuts. An issued invoice is derived anew at each reading and must match its seal. */
export type InvoiceSettlementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What changed what an invoice owes, or a credit note on it. */
export type InvoiceChange = {
  /** What it comes to for this invoice, zero or above: of a payment its part of it, of a credit note all of it. */
  amount: Money;
  /** What it adds to what the invoice owes; below zero for what it takes off. Of a credit note, only what was still owed. */
  change: Money;
  /** The credit note, or the one that voids the invoice; null for a settlement. */
  creditNote?: Maybe<CreditNote>;
  /** When it takes effect in the accounts. */
  effectiveAt: Scalars['DateTime']['output'];
  /** What it is. */
  kind: InvoiceChangeKind;
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** What was recorded, with its reason; null for a credit note or void. */
  settlement?: Maybe<Settlement>;
};

/** What changes what an invoice owes. */
export type InvoiceChangeKind =
  /** The customer's credit paid it. */
  | 'CREDIT_APPLICATION'
  /** A credit note on it. */
  | 'CREDIT_NOTE'
  /** Money received. */
  | 'PAYMENT'
  /** A payment did not hold, or was charged back, so that the invoice owes again. */
  | 'PAYMENT_FAILURE'
  /** A payment was given back, so that the invoice owes again. */
  | 'PAYMENT_REFUND'
  /** A credit note over all that was left of it voids it. */
  | 'VOID'
  /** What it still owed was given up. */
  | 'WRITE_OFF';

/** A page of invoices. */
export type InvoiceConnection = {
  /** The page's items with their cursors. */
  edges: Array<InvoiceEdge>;
  /** The page's items. */
  nodes: Array<Invoice>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** What is known at two times about what an invoice bills and owes. `difference` of every line adds up to what documents settled and what is pending. */
export type InvoiceDiff = {
  /** The invoice with its live state as known at the second time. */
  after: Invoice;
  /** What the changes come to: `after.amountDue` less `before.amountDue`. */
  amountDueDifference: Money;
  /** The invoice with its live state, such as `amountDue`, `status` and `settlements`, as known at the first time. */
  before: Invoice;
  /** What changed what the invoice owes in between, and the credit notes on it; in the order in which they were recorded. */
  changes: Array<InvoiceChange>;
  /** The sum of all differences, before discounts and tax. */
  difference: Money;
  /** The first time. */
  from: Scalars['DateTime']['output'];
  /** Line by line of the invoice. */
  lines: Array<LineDifference>;
  /** What no document had at the second time. */
  pending: Money;
  /** What documents issued in between have of it. */
  settled: Money;
  /** The second; null for now. */
  to?: Maybe<Scalars['DateTime']['output']>;
};

/** One of the invoices in a list. */
export type InvoiceEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Invoice;
};

/** Which invoices to list; all conditions must hold. */
export type InvoiceFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** Issued at this instant or later. */
  issuedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Issued before this instant. */
  issuedTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What an invoice is. */
export type InvoiceKind =
  /** What late usage and corrections take off periods that were invoiced. Its total is zero or below, and becomes the customer's credit. */
  | 'CREDIT_NOTE'
  /** What late usage and corrections add to periods that were invoiced. */
  | 'DEBIT_NOTE'
  /** What fell due, with what late usage changed since. */
  | 'INVOICE';

/** What one price charges for one stretch of time, or a one-off charge. */
export type InvoiceLine = {
  /** What this invoice charges for the line, before discounts; of an adjustment, the difference. */
  amount: Money;
  /** What became known since it was billed, and made it an adjustment; empty for a line that is on an invoice first. */
  causes: Array<AdjustmentCause>;
  /** The one-off charge that the line is of, with its reversal if that is what it gives back; null if a price makes the line. */
  charge?: Maybe<OneOffCharge>;
  /** Above zero: what credit notes gave back of the line already, of what it comes to less here. Below zero where that is undone because it comes to more again. */
  creditOffset: Money;
  /** Credit that the line burns on this invoice; zero or below, above zero where it is given back. */
  credits: Money;
  /** What is charged. */
  description: Scalars['String']['output'];
  /** Dimension values the line is for; null if for none. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** What each coupon takes off the line on this invoice, in order of application; of an adjustment, the difference. */
  discounts: Array<LineDiscount>;
  /** The credit by lot, in the order in which lots burn. */
  draws: Array<LineDraw>;
  /** The ledger entries behind the line, in book order; none for a projection. */
  entries: LedgerEntryConnection;
  /** The usage events that were rated, as known to this invoice, by the time at which they count; none for a fee. Of a level (WEIGHTED_SUM) all that changed it before the end of the period. */
  events: UsageEventConnection;
  /** How the amount comes about. */
  explain: LineExplanation;
  /** Whether it is a difference to what an earlier invoice charged for the same line: a correction, or what was used since. */
  isAdjustment: Scalars['Boolean']['output'];
  /** Whether it is a projection that the ledger does not hold yet. */
  isProjected: Scalars['Boolean']['output'];
  /** The line's identity: subscription, price, period and dimension; or a one-off charge. */
  lineKey: Scalars['String']['output'];
  /** The amount after discounts, credit offset and credit, without the tax that its price holds. */
  netAmount: Money;
  /** The version of its plan that the price is of; null for a one-off charge. */
  planVersion?: Maybe<PlanVersion>;
  /** Which price; null for a one-off charge, which no plan has. */
  price?: Maybe<Price>;
  /** The units charged on this invoice; of an adjustment, the difference. Null for a fee. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** The time it is charged for. */
  servicePeriod: Period;
  /** Which subscription; null for a one-off charge that is about none. */
  subscription?: Maybe<Subscription>;
  /** The line whose place this one takes: one of another price of the same code and time, that a change back in time took away. The line then charges the difference to it. Null if it takes no place. */
  supersedes?: Maybe<SupersededLine>;
  /** What each rate comes to on the line: its part of the document's tax. */
  taxes: Array<DocumentTax>;
  /** Until when usage of a period that goes on is charged; null if the period is over, and for what is not usage. */
  usageUntil?: Maybe<Scalars['DateTime']['output']>;
};


/** What one price charges for one stretch of time, or a one-off charge. */
export type InvoiceLineEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** What one price charges for one stretch of time, or a one-off charge. */
export type InvoiceLineEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  newOnly?: Scalars['Boolean']['input'];
};

/** A page of invoice lines. */
export type InvoiceLineConnection = {
  /** The page's items with their cursors. */
  edges: Array<InvoiceLineEdge>;
  /** The page's items. */
  nodes: Array<InvoiceLine>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the invoice lines in a list. */
export type InvoiceLineEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: InvoiceLine;
};

/** A side of an invoice, as it was when that was issued. */
export type InvoiceParty = {
  /** The address; null if not given. */
  address?: Maybe<BillingAddress>;
  /** The language of the document; null if not given, and for sellers. */
  language?: Maybe<Scalars['String']['output']>;
  /** The name. */
  name: Scalars['String']['output'];
  /** The number in the register of companies; null if not given, and for buyers. */
  registrationNumber?: Maybe<Scalars['String']['output']>;
  /** The tax number, for example a VAT id; null if not given. */
  taxNumber?: Maybe<Scalars['String']['output']>;
};

/** How far an invoice is. */
export type InvoiceStatus =
  /** A projection: not issued, nothing stored. */
  | 'DRAFT'
  /** Issued and sealed, with something left to pay. */
  | 'ISSUED'
  /** Issued and sealed, with nothing left to pay. */
  | 'PAID'
  /** Issued, sealed, and voided by a credit note over all that was left of it. */
  | 'VOID'
  /** Issued and sealed; what was left to pay was given up. */
  | 'WRITTEN_OFF';

/** Input of `issueCreditNote`. Without lines and amount it is all that is left of the invoice. */
export type IssueCreditNoteInput = {
  /** Major units, above zero and at most what is left of the invoice before credit, with all tax: spread over the lines in proportion to what is left of them, and met to the unit. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** What becomes of the bonus to credit that the invoice sold; IN_PROPORTION if left out. */
  bonusCredit?: InputMaybe<BonusCredit>;
  /** Where it goes to; OPEN_INVOICE if left out. */
  destination?: InputMaybe<CreditDestination>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Which invoice. */
  invoiceId: Scalars['ID']['input'];
  /** What becomes of credit that comes back to lots that have expired since; LAPSES if left out. */
  lapsedCredit?: InputMaybe<LapsedCredit>;
  /** How many days extended credit lasts, 1 to 3,660; with EXTENDS only. */
  lapsedDays?: InputMaybe<Scalars['Int']['input']>;
  /** Which lines, at most 1,000, and what of each. */
  lines?: InputMaybe<Array<CreditNoteLineInput>>;
  /** Why, as it stands on the document, at most 500 characters. Kept for ever, so no personal data. */
  reason: Scalars['String']['input'];
};

/** Answer of `issueCreditNote`. */
export type IssueCreditNotePayload = {
  /** What was issued; null when refused. */
  creditNote?: Maybe<CreditNote>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `issueInvoice`. */
export type IssueInvoiceInput = {
  /** Everything due until here; now if left out. Not in the future, and not before the customer's newest invoice's. */
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  /** Who is billed. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Issue it although usage of its periods is still waited for. */
  ignoreGracePeriod?: Scalars['Boolean']['input'];
  /** Charge usage of periods that go on too, what of it occurred by `asOf`. The invoice at the end of the period has the difference. */
  usageSoFar?: Scalars['Boolean']['input'];
};

/** Answer of `issueInvoice`. */
export type IssueInvoicePayload = {
  /** The invoice; null when refused. */
  invoice?: Maybe<Invoice>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `issueUsageNote`. */
export type IssueUsageNoteInput = {
  /** Who is billed. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
};

/** Answer of `issueUsageNote`. */
export type IssueUsageNotePayload = {
  /** The note; null when refused. */
  note?: Maybe<Invoice>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What a journal records. */
export type JournalKind =
  /** A fee in advance: the difference to what its line had posted. */
  | 'ADVANCE_FEE'
  /** Usage, or a fee in arrears: the difference to what its line had posted. */
  | 'CHARGE'
  /** The customer's credit pays invoices. */
  | 'CREDIT_APPLICATION'
  /** A line draws on credit, or gives it back. */
  | 'CREDIT_DRAW'
  /** What is left of credit expires; or comes back, because a charge from before the expiry took it, or the expiry was put off. */
  | 'CREDIT_EXPIRY'
  /** Credit is granted that no invoice charges for. */
  | 'CREDIT_GRANT'
  /** Something is taken off an issued invoice, with its tax; or what of it was deferred is released. */
  | 'CREDIT_NOTE'
  /** What later changes of a line eat of the credit notes on it, so that nothing is given back twice; or less of it, where that is undone. */
  | 'CREDIT_OFFSET'
  /** Credit is bought: a line of an invoice charges for it. */
  | 'CREDIT_PURCHASE'
  /** A credit note gives credit that a line drew back to its lots. */
  | 'CREDIT_RETURN'
  /** Credit comes from another customer. */
  | 'CREDIT_TRANSFER_IN'
  /** Credit leaves for another customer. */
  | 'CREDIT_TRANSFER_OUT'
  /** What is left of credit is taken back. */
  | 'CREDIT_VOID'
  /** What coupons take off a line: the difference to what its line had posted. */
  | 'DISCOUNT'
  /** A fee charged in advance becomes revenue. */
  | 'EARNING'
  /** What is due moves from unbilled to an invoice. */
  | 'INVOICE'
  /** A one-off charge, or its reversal. */
  | 'ONE_OFF'
  /** Money received, on invoices and what is beyond them as the customer's credit. */
  | 'PAYMENT'
  /** A payment did not hold, or was charged back: invoices owe again, or the customer's credit is less. */
  | 'PAYMENT_FAILURE'
  /** A payment was given back: invoices owe again, or the customer's credit is less. */
  | 'PAYMENT_REFUND'
  /** A line of a voided invoice is to be on the next one: it moves nothing. */
  | 'REBILLING'
  /** The customer's credit is to be paid out. */
  | 'REFUND'
  /** A refund left the seller's account. */
  | 'REFUND_PAYMENT'
  /** What an invoice still owed is given up, with its share of the tax. */
  | 'WRITE_OFF';

/** What becomes of drawn credit that comes back to a lot that has expired since. */
export type LapsedCredit =
  /** Paid credit becomes the customer's credit; promotional credit lapses. */
  | 'CUSTOMER_CREDIT'
  /** It comes back as a lot in its place, with the same terms, that lasts for `lapsedDays`. */
  | 'EXTENDS'
  /** It expires with the lot, at once: paid credit is breakage. */
  | 'LAPSES';

/** Credit of lines that are charged late: before the document, and with it. */
export type LateCredit = {
  /** The lines that are charged late, and those whose credit moves because of them; in the document's order. Empty if nothing on it is late. */
  lines: Array<LateCreditLine>;
  /** What those lines draw on each lot. */
  lots: Array<LateCreditLot>;
  /** Under which policy the document is. A later change of the policy changes no document. */
  policy: LateCreditPolicy;
};

/** A line of which credit is drawn late. */
export type LateCreditLine = {
  /** What the whole line has drawn with this document. */
  after: Array<LineDraw>;
  /** What the whole line had drawn on each lot on earlier documents, less what notes gave back. */
  before: Array<LineDraw>;
  /** The line, with what this document draws and gives back. */
  line: InvoiceLine;
  /** The line's identity. */
  lineKey: Scalars['String']['output'];
  /** Why it is here. */
  reason: LateCreditReason;
};

/** What lines that are charged late draw on a lot. */
export type LateCreditLot = {
  /** What they have drawn with it: zero or below. */
  after: Money;
  /** What they had drawn before the document: zero or below. */
  before: Money;
  /** The lot. */
  grant: CreditGrant;
};

/** What charges of periods that were invoiced, which late usage and corrections make, draw on credit. */
export type LateCreditPolicy =
  /** The waterfall is re-run from the first document that would have had them, as if they had been on it: late usage draws on lots that have expired since, and what other charges draw moves to other lots. Only what that differs from what was drawn is posted, on the document with the difference. */
  | 'AS_IF_ON_TIME'
  /** They draw on what is there when the difference is invoiced. */
  | 'AS_OF_NOW';

/** Why a line is in the report on late credit. */
export type LateCreditReason =
  /** It is charged for a time that earlier documents had. Under AS_IF_ON_TIME it draws as it would have there; a line that a credit note or a void touched, or that is in place of another, draws as of now. */
  | 'LATE'
  /** Nothing is charged for it here. As if the late charges of other lines had been on time, other lots pay for it, or more or less of it is paid by credit. */
  | 'MOVED';

/** What becomes of usage that comes late, is voided or amended, and of other corrections, where an invoice had the whole period. */
export type LateUsagePolicy =
  /** The difference is an adjustment on the next invoice. */
  | 'NEXT_INVOICE'
  /** The difference is a debit or credit note of its own, within minutes. */
  | 'NOTE_AT_ONCE';

/** An account of a customer: a place in the chart, and what it is about. */
export type LedgerAccount = {
  /** The number in the chart of accounts, for example "1150". */
  code: Scalars['String']['output'];
  /** The account's name in the chart. */
  name: Scalars['String']['output'];
  /** The charge line, invoice, price, one-off charge or applied coupon it is about; empty for an account that has none. */
  reference: Scalars['String']['output'];
};

/** A check of the ledger. */
export type LedgerCheck =
  /** Every posting is above zero, between two accounts of the chart, in its journal's currency; every journal has all of its postings. */
  | 'BALANCE'
  /** Every published plan version has the digest of its terms and prices, and the ids that follow from them. */
  | 'CATALOG'
  /** Every journal's hash is that of its content and the one before; no place is missing. */
  | 'CHAIN'
  /** Every checkpoint is signed, continues the one before it, and has the roots of the books and facts that are here; every book still extends it. */
  | 'CHECKPOINT'
  /** Every billable journal is on exactly the invoice that the cuts say; issued lines leave nothing unbilled. */
  | 'CUT'
  /** Every usage event has the fingerprint of its content, came at a head that its book has, and is as checkpoints sealed it; none is gone. */
  | 'EVENT'
  /** Everything else that is recorded is what it was when it was recorded, and as checkpoints sealed it; nothing is gone or was put in. */
  | 'FACT'
  /** Every answer kept for an idempotency key names what is there, and what was posted under that key; nothing was posted under a key without an answer. */
  | 'IDEMPOTENCY'
  /** The database refuses to change what is immutable. */
  | 'IMMUTABILITY'
  /** Invoice numbers have no gap and no duplicate. */
  | 'NUMBERING'
  /** Every account is about what its place in the chart says, and that is there: a line or an invoice of the book, or what the journal is about. */
  | 'SCOPE'
  /** Every invoice derives to its seal. */
  | 'SEAL'
  /** In every currency the sums of a book's postings are those of its journals, account by account. */
  | 'TRIAL_BALANCE';

/** One side of a posting. */
export type LedgerEntry = Node & {
  /** Which account. */
  account: LedgerAccount;
  /** Always above zero. */
  amount: Money;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The journal it is part of. */
  journal: LedgerJournal;
  /** Which side. */
  side: EntrySide;
};

/** A page of entries. */
export type LedgerEntryConnection = {
  /** The page's items with their cursors. */
  edges: Array<LedgerEntryEdge>;
  /** The page's items. */
  nodes: Array<LedgerEntry>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the entries in a list. */
export type LedgerEntryEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: LedgerEntry;
};

/** Which entries to list; all conditions must hold. */
export type LedgerEntryFilter = {
  /** On this account of the chart. */
  accountCode?: InputMaybe<Scalars['String']['input']>;
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** Of journals that took effect at this instant or later. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of journals that took effect before this instant. */
  effectiveTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of journals that were recorded at this instant or later. */
  recordedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of journals that were recorded before this instant. */
  recordedTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** About this charge line, invoice or price. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** On this side. */
  side?: InputMaybe<EntrySide>;
};

/** Something in the ledger that is not as it must be. */
export type LedgerFinding = {
  /** Which check failed. */
  check: LedgerCheck;
  /** The customer's external id; null if it concerns none. */
  customerExternalId?: Maybe<Scalars['String']['output']>;
  /** The invoice's number; null if it concerns none. */
  invoiceNumber?: Maybe<Scalars['String']['output']>;
  /** The journal's place in the book; null if it concerns none. */
  journalSeq?: Maybe<Scalars['BigInt']['output']>;
  /** What is wrong, naming the row. */
  message: Scalars['String']['output'];
};

/** One balanced, immutable transaction of a customer's book. */
export type LedgerJournal = Node & {
  /** Who asked for it: the id of an API key, or the name of a job of the server, such as `job:late-usage`. */
  actor: Scalars['String']['output'];
  /** From when on it may be invoiced, at the earliest: 1970 for what the first invoice has whatever its `asOf`; null if it never is. */
  billableAt?: Maybe<Scalars['DateTime']['output']>;
  /** The idempotency key of the operation that posted it. */
  cause: Scalars['String']['output'];
  /** Whose book. */
  customer: Customer;
  /** When it takes effect in the accounts. */
  effectiveAt: Scalars['DateTime']['output'];
  /** Its entries, two a posting. */
  entries: LedgerEntryConnection;
  /** The line's whole exact amount after this journal, in major units, before rounding; null if it has none. */
  exactAmount?: Maybe<Scalars['Decimal']['output']>;
  /** SHA-256 over this journal and the hash of the one before it. */
  hash: Scalars['String']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What happened. */
  kind: JournalKind;
  /** The charge line it belongs to; null if to none. */
  lineKey?: Maybe<Scalars['String']['output']>;
  /** The line's whole quantity after this journal; null if it has none. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** SHA-256 over what was rated; null if nothing was. */
  ratedDigest?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** Its place in the book, from 1, without gaps. */
  seq: Scalars['BigInt']['output'];
  /** What time was charged for; null if none. */
  servicePeriod?: Maybe<Period>;
};


/** One balanced, immutable transaction of a customer's book. */
export type LedgerJournalEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of journals. */
export type LedgerJournalConnection = {
  /** The page's items with their cursors. */
  edges: Array<LedgerJournalEdge>;
  /** The page's items. */
  nodes: Array<LedgerJournal>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the journals in a list. */
export type LedgerJournalEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: LedgerJournal;
};

/** Which journals to list; all conditions must hold. */
export type LedgerJournalFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** That took effect at this instant or later. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** That took effect before this instant. */
  effectiveTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of this kind. */
  kind?: InputMaybe<JournalKind>;
  /** Of this charge line. */
  lineKey?: InputMaybe<Scalars['String']['input']>;
  /** That were recorded at this instant or later. */
  recordedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** That were recorded before this instant. */
  recordedTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A line as the ledger has it. */
export type LedgerLineFigures = {
  /** What all its journals charged. */
  amount: Money;
  /** The events behind the quantity; null for a fee. */
  eventCount?: Maybe<Scalars['BigInt']['output']>;
  /** The exact amount of its newest charge, in major units, before rounding. */
  exactAmount: Scalars['Decimal']['output'];
  /** The place of its newest charge in the book. */
  journalSeq: Scalars['BigInt']['output'];
  /** The quantity of its newest charge; null for a fee without one. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** SHA-256 over what was rated. */
  ratedDigest: Scalars['String']['output'];
};

/** Charge lines rebuilt from facts, beside what the ledger posted. */
export type LedgerReplay = {
  /** Books replayed. */
  books: Scalars['BigInt']['output'];
  /** On how many lines they differ. */
  divergenceCount: Scalars['BigInt']['output'];
  /** Lines on which they differ; at most 100. */
  divergences: Array<ReplayDivergence>;
  /** By how much the two sides differ, line by line, none set against another: one amount a currency, zero if nothing drifted. */
  drift: Array<Money>;
  /** Events that the rebuilt lines measured; one that two lines measure counts twice. */
  events: Scalars['BigInt']['output'];
  /** The first line on which they differ, by customer and line key; null if there is none. */
  firstDivergence?: Maybe<ReplayDivergence>;
  /** Whether both sides are the same, line by line. */
  isExact: Scalars['Boolean']['output'];
  /** Journals that were read on the ledger's side. */
  journals: Scalars['BigInt']['output'];
  /** SHA-256 over key, quantity and amount of every line as the ledger has it. */
  ledgerDigest: Scalars['String']['output'];
  /** Charge lines compared. */
  lines: Scalars['BigInt']['output'];
  /** The same over the lines as the facts make them: equal unless something drifted. */
  rebuiltDigest: Scalars['String']['output'];
};

/** What a check of the ledger found. */
export type LedgerVerification = {
  /** Books checked. */
  books: Scalars['BigInt']['output'];
  /** SHA-256 over the heads of all books checked, in order; the same figures give the same digest on every database. */
  digest: Scalars['String']['output'];
  /** How many findings there are in all. */
  findingCount: Scalars['BigInt']['output'];
  /** What is wrong; at most 100 findings. */
  findings: Array<LedgerFinding>;
  /** Invoices derived again and compared with their seals. */
  invoices: Scalars['BigInt']['output'];
  /** Whether nothing was found. */
  isValid: Scalars['Boolean']['output'];
  /** Journals checked. */
  journals: Scalars['BigInt']['output'];
  /** Postings checked. */
  postings: Scalars['BigInt']['output'];
};

/** A line of another document that adjusts one of the invoice; or one of a document that was voided. */
export type LineAdjustment = {
  /** What it charges of the difference, before discounts; of a document that was voided, what it no longer charges. */
  amount: Money;
  /** The document: an issued invoice, or the next one as a draft. One of a time in the past knows what was recorded by then, draws on no credit, and has the settings and tax rates of today. */
  invoice: Invoice;
  /** Whether it was not issued yet at the second time. */
  isPending: Scalars['Boolean']['output'];
  /** Its line. */
  line: InvoiceLine;
  /** The credit note that voids the document; null for a document that charges. */
  voidedBy?: Maybe<CreditNote>;
};

/** What a credit note takes off a line. */
export type LineCredit = {
  /** What it takes off, after discounts: below zero. Of a note that voids the document, above zero: what earlier notes took off it, which is in the charge that it takes off. */
  amount: Money;
  /** The note. */
  creditNote: CreditNote;
  /** The document that is credited. */
  invoice: Invoice;
};

/** What one line came to at the two times: the whole line, on whichever documents stand. A voided one charges nothing. */
export type LineDifference = {
  /** What makes the difference, in the order in which it was issued: lines of other documents, each with its `causes`, and voids. */
  adjustments: Array<LineAdjustment>;
  /** What documents had of it at the second time, and what was pending then. */
  amountAfter: Money;
  /** What it came to. */
  amountBefore: Money;
  /** What the credits come to, after discounts. */
  credited: Money;
  /** What credit notes issued in between take off the line, on whichever documents that stand; oldest first. */
  credits: Array<LineCredit>;
  /** After less before: what the adjustments come to. */
  difference: Money;
  /** The line of the invoice. */
  line: InvoiceLine;
  /** The part of it that no document had at the second time. */
  pending: Money;
  /** The whole quantity at the second time; null for a fee. */
  quantityAfter?: Maybe<Scalars['Decimal']['output']>;
  /** The whole quantity that documents had at the first time; null for a fee. */
  quantityBefore?: Maybe<Scalars['Decimal']['output']>;
};

/** What a coupon takes off a line. */
export type LineDiscount = {
  /** Zero or below; above zero where a discount is taken back. */
  amount: Money;
  /** The coupon as it is applied to the customer. */
  appliedCoupon: AppliedCoupon;
};

/** What a line draws on one lot. */
export type LineDraw = {
  /** Zero or below; above zero where credit is given back. */
  amount: Money;
  /** The lot. */
  grant: CreditGrant;
  /** The amount in the lot's unit, at the lot's rate, rounded half away from zero at the unit's decimals; null for a lot in money. */
  units?: Maybe<Scalars['Decimal']['output']>;
};

/** One charge line's drift: a price of a subscription in a service period, and a combination of dimensions if it is charged by them. */
export type LineDrift = {
  /** What issued invoices have of it. */
  billed: Money;
  /** The dimension values that it is about; null if it is not split. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** The identity of the charge line. */
  lineKey: Scalars['String']['output'];
  /** What is posted and not invoiced yet, and what the next invoice would post. */
  pending: Money;
  /** The code of its price; null if the price is gone. */
  priceCode?: Maybe<Scalars['String']['output']>;
  /** `shouldBeBilled - billed - pending`. */
  residual: Money;
  /** The time that is charged for. */
  servicePeriod: Period;
  /** What the line should come to by everything known now. */
  shouldBeBilled: Money;
};

/** A page of lines' drifts. */
export type LineDriftConnection = {
  /** The page's items with their cursors. */
  edges: Array<LineDriftEdge>;
  /** The page's items. */
  nodes: Array<LineDrift>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the lines' drifts in a list. */
export type LineDriftEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: LineDrift;
};

/** How a line's amount comes about: the whole line is rated, what was billed before is taken off. */
export type LineExplanation = {
  /** The rounded amount less what was billed before: the line's amount, before discounts. */
  amount: Money;
  /** What the line eats here of credit notes on it: the line's `creditOffset`. */
  creditOffset: Money;
  /** What coupons take off the whole line, as known to this invoice, with what earlier invoices took off. */
  discounts: Array<LineDiscount>;
  /** What the whole line has drawn on each lot, as known to this invoice, on it and on earlier ones. */
  draws: Array<LineDraw>;
  /** The events behind the quantity; of a level those within the period. */
  eventCount: Scalars['BigInt']['output'];
  /** The exact amount, in major units. */
  exactAmount: Scalars['Decimal']['output'];
  /** The part of the period that is charged. */
  fraction: PeriodFraction;
  /** Which model, as its field is named in `PriceModelInput`; `oneOff` for a one-off charge. */
  model: Scalars['String']['output'];
  /** The quantity that earlier invoices charged for; null if this is the first, or a fee. */
  previousQuantity?: Maybe<Scalars['Decimal']['output']>;
  /** What earlier invoices charged for the line. */
  previouslyBilled: Money;
  /** What earlier invoices took off the line; zero or below. */
  previouslyDiscounted: Money;
  /** The line's whole quantity as known to this invoice; null for a fee. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** The exact amount rounded once to minor units, half away from zero. */
  roundedAmount: Money;
  /** The steps from quantity to exact amount; their amounts add up to it. */
  steps: Array<RatingStep>;
};

/** The price of one combination of values. */
export type MatrixEntryInput = {
  /** For each unit. */
  unitAmount: Scalars['Decimal']['input'];
  /** A value for each dimension. */
  values: Scalars['DimensionValues']['input'];
};

/** An amount for each unit, by the values of event properties. */
export type MatrixModelInput = {
  /** For combinations that have no entry; such usage is free if left out. */
  defaultUnitAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The event properties looked at. */
  dimensions: Array<Scalars['String']['input']>;
  /** The price of each combination of values. */
  entries: Array<MatrixEntryInput>;
};

/** How usage events become a quantity. Immutable. */
export type Meter = Node & {
  /** How their values are put together. */
  aggregation: Aggregation;
  /** The seller's own key, unique in the tenant. */
  code: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Events of this name are measured. */
  eventName: Scalars['String']['output'];
  /** Only events that pass every filter are measured. */
  filters: Array<MeterFilter>;
  /** Event properties whose values split usage into dimensions. */
  groupBy: Array<Scalars['String']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
  /** The event property that holds the value; null for COUNT. */
  valueProperty?: Maybe<Scalars['String']['output']>;
};

/** A page of meters. */
export type MeterConnection = {
  /** The page's items with their cursors. */
  edges: Array<MeterEdge>;
  /** The page's items. */
  nodes: Array<Meter>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the meters in a list. */
export type MeterEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Meter;
};

/** A condition on one event property. Exactly one of `in` and `notIn` is set. */
export type MeterFilter = {
  /** The value must be one of these; an event without the property does not pass. */
  in?: Maybe<Array<Scalars['String']['output']>>;
  /** The value must be none of these; an event without the property passes. */
  notIn?: Maybe<Array<Scalars['String']['output']>>;
  /** The property's name. */
  property: Scalars['String']['output'];
};

/** A condition on one event property. Give exactly one of `in` and `notIn`. */
export type MeterFilterInput = {
  /** The value must be one of these. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The value must be none of these. */
  notIn?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The property's name. */
  property: Scalars['String']['input'];
};

/** Input of `migrateSubscriptions`. Of subscriptions and customers that are named and not named, all conditions must hold. */
export type MigrateSubscriptionsInput = {
  /** Go on after this subscription: the last of the results before. */
  after?: InputMaybe<Scalars['ID']['input']>;
  /** The time for AT. May lie in the past: what was billed is then corrected on each customer's next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only subscriptions of these customers, at most 1,000; of all if left out. */
  customerExternalIds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it takes effect; AT if `at` is given, else NOW: the time of the first call with the key. */
  effective?: InputMaybe<ChangeEffective>;
  /** How many to migrate in this call, at most 100. */
  first?: Scalars['Int']['input'];
  /** Only what is on versions of these numbers is moved; what is on any version if left out. */
  fromVersions?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** The same key and values give the first answers again; kept for ever. `first` and `after` do not count as values. */
  idempotencyKey: Scalars['String']['input'];
  /** What becomes of prices of a subscription's own. */
  overrides?: MigratedOverrides;
  /** The plan. */
  planCode: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Only these subscriptions, at most 1,000; all of the plan if left out. */
  subscriptionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What becomes of usage tiers; if left out, they begin anew with another price. */
  tiers?: InputMaybe<TierPolicy>;
  /** The number of the version to be on; the newest if left out. */
  toVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Answer of `migrateSubscriptions`. */
export type MigrateSubscriptionsPayload = {
  /** Whether more subscriptions follow: call again with `after`. */
  hasMore: Scalars['Boolean']['output'];
  /** Whether the version and the time were fixed by an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** One for each subscription of the page, by customer; empty when refused. */
  results: Array<MigrationResult>;
  /** Why it was refused as a whole; empty on success. */
  userErrors: Array<UserError>;
};

/** What a migration would do to one customer's invoices. */
export type MigratedCustomer = {
  /** The customer. */
  customer: Customer;
  /** The seller's own key of the customer. */
  customerExternalId: Scalars['String']['output'];
  /** The effect; null if the invoices could not be drafted. */
  effect?: Maybe<MigrationEffect>;
  /** Why not; null with an effect. */
  refusal?: Maybe<UserError>;
  /** What would become of each subscription chosen; one that would be refused is counted as it stands. */
  subscriptions: Array<PreviewedSubscription>;
};

/** A page of customers of a migration. */
export type MigratedCustomerConnection = {
  /** The page's items with their cursors. */
  edges: Array<MigratedCustomerEdge>;
  /** The page's items. */
  nodes: Array<MigratedCustomer>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the customers in a list. */
export type MigratedCustomerEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: MigratedCustomer;
};

/** What becomes of prices of a subscription's own when it is migrated. */
export type MigratedOverrides =
  /** The new version's own prices apply. */
  | 'DROP'
  /** They override the new version in the same way. Refused for a subscription whose overrides name a price that the new version lacks. */
  | 'KEEP';

/** The effect on a customer's invoices. Amounts of lines are before discounts and tax; `totals` says what becomes of those. */
export type MigrationEffect = {
  /** What issued invoices have of all these lines. */
  billed: Money;
  /** Should be less billed: what the next invoice has of them. */
  difference: Money;
  /** Each invoice with the lines that it had first, oldest first; last, what no invoice has had. Lines that the migration does not make different are left out. */
  invoices: Array<CorrectedInvoice>;
  /** The next invoice with the migration, if it were issued now; null if nothing would be on it. */
  nextInvoice?: Maybe<Invoice>;
  /** The part of the difference that the migration makes; the rest comes without it, such as late usage or what falls due first. */
  ofMigration: Money;
  /** What they come to with the migration. */
  shouldBe: Money;
  /** What the migration makes of the next invoice as a whole. */
  totals: MigrationTotals;
};

/** What became of a subscription that was to be migrated. */
export type MigrationOutcome =
  /** It is moved, or will be at the time. */
  | 'MIGRATED'
  /** It stays as it is. */
  | 'REFUSED'
  /** It was there already. */
  | 'UNCHANGED';

/** A migration as it would be now. */
export type MigrationPreview = {
  /** Customer by customer, newest first: those with a subscription that was ever on a version to leave. A customer is worth 2,000 objects of a request's cost. */
  customers: MigratedCustomerConnection;
  /** The version that the subscriptions would be on. */
  planVersion: PlanVersion;
  /** All customers together; null if there are more than 100: add up the pages. */
  total?: Maybe<MigrationPreviewTotal>;
};


/** A migration as it would be now. */
export type MigrationPreviewCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Sums over the customers whose invoices could be drafted. */
export type MigrationPreviewTotal = {
  /** What issued invoices have of the lines concerned. */
  billed: Money;
  /** How many customers. */
  customers: Scalars['Int']['output'];
  /** Should be less billed: what the next invoices have of them. */
  difference: Money;
  /** Of how many issued invoices lines are put right. */
  invoices: Scalars['Int']['output'];
  /** The part of the difference that the migration makes. */
  ofMigration: Money;
  /** How many could not be drafted, each of which says why. */
  refused: Scalars['Int']['output'];
  /** What those lines come to with the migration. */
  shouldBe: Money;
};

/** What became of one subscription. */
export type MigrationResult = {
  /** Why it was refused; null if it was not. */
  error?: Maybe<UserError>;
  /** What became of it. */
  outcome: MigrationOutcome;
  /** Whether it was decided by an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription afterwards; null if there is none of that id. */
  subscription?: Maybe<Subscription>;
  /** The subscription's id, as given or found. */
  subscriptionId: Scalars['ID']['output'];
};

/** What a migration makes of an invoice's amounts: the invoice with it less the invoice without it. */
export type MigrationTotals = {
  /** Of what lines eat of credit notes. */
  creditOffsets: Money;
  /** Of the discounts. */
  discounts: Money;
  /** Of the lines, before discounts. */
  subtotal: Money;
  /** Of all tax, projected at the rates that would apply now. */
  tax: Money;
  /** Of the part of the tax that prices hold. */
  taxIncluded: Money;
  /** Of the total. */
  total: Money;
};

/** An exact amount of money. */
export type Money = {
  /** The amount in the currency's major unit, with exactly as many fraction digits as the currency has: "12.30" EUR, "500" JPY, "0.125" KWD. */
  amount: Scalars['Decimal']['output'];
  /** The currency of both amounts. */
  currency: Scalars['CurrencyCode']['output'];
  /** The same amount in whole minor units, for example cents. */
  minorUnits: Scalars['BigInt']['output'];
};

/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type Mutation = {
  /** Charges a customer once, on the next invoice whatever its `asOf`. The ledger holds it at once, as unbilled and as revenue. */
  addCharge: AddChargePayload;
  /** Changes when a grant expires, also one that has expired: what was left of it then counts again. */
  adjustGrantExpiry: AdjustGrantExpiryPayload;
  /** Moves a sandbox tenant's clock forward. A sandbox's time stands still otherwise. */
  advanceClock: AdvanceClockPayload;
  /** Lets an event count with another time, other properties, or both. The event stays listed as it came. The difference, of both times if it moves, is charged with the next invoice. */
  amendUsage: AmendUsagePayload;
  /** Applies everything that was staged under a name in one transaction, as `backfillUsage` does. */
  applyBackfill: ApplyBackfillPayload;
  /** Applies a coupon to a customer, or to one subscription: lines that fall due in its time are discounted, also those that come late. A start in the past discounts what was billed since, on the next invoice. */
  applyCoupon: ApplyCouponPayload;
  /** Pays invoices with the customer's credit: those named, or the oldest first. */
  applyCustomerCredit: ApplyCustomerCreditPayload;
  /** Applies a named batch of at most 1,000 events in one transaction: all of it counts, or nothing. Whatever that changes of the bills is on the next invoices. */
  backfillUsage: BackfillUsagePayload;
  /** Ends a subscription. Unused time of fees in advance is credited; with proration NONE it is not. */
  cancelSubscription: CancelSubscriptionPayload;
  /** Ends a hold because its usage is there, and records the usage with it: all events or none. */
  captureHold: CaptureHoldPayload;
  /** Moves a subscription to a plan's newest version. What was charged for the old plan beyond the change is credited, and the new one charged, on the next invoice. What is scheduled for later stays scheduled. */
  changePlan: ChangePlanPayload;
  /** Changes the units held of prices without a meter. Usage and its tiers go on undisturbed. */
  changeQuantity: ChangeQuantityPayload;
  /** Creates an API key. Its secret is in the answer and never again. */
  createApiKey: CreateApiKeyPayload;
  /** Takes a signed checkpoint of the whole ledger now, instead of waiting for the next. If neither a book has moved nor anything was recorded since the newest, that one is the answer. */
  createCheckpoint: CreateCheckpointPayload;
  /** Creates a coupon. The same `code` with the same terms gives the coupon that is there; with others it is a CONFLICT. */
  createCoupon: CreateCouponPayload;
  /** Records when a customer's credit falls below a threshold: once a crossing. It fires at once if the balance is below it already. */
  createCreditAlert: CreateCreditAlertPayload;
  /** Creates a credit unit, in which credit is granted and sold. The same `code` with the same terms gives the unit that is there, with others it is a CONFLICT. */
  createCreditUnit: CreateCreditUnitPayload;
  /** Creates a customer. The same `externalId` with the same values gives the customer that is there; with other values it is a CONFLICT. */
  createCustomer: CreateCustomerPayload;
  /** Creates a meter. Meters do not change: the same `code` with the same definition gives the meter that is there, with another it is a CONFLICT. */
  createMeter: CreateMeterPayload;
  /** Creates a plan with its version 1. The same `code` with the same terms gives the plan that is there, with others it is a CONFLICT. */
  createPlan: CreatePlanPayload;
  /** Grants credit for every interval from now on. The lots are posted as they fall due, and count whether or not they are posted yet. */
  createRecurringGrant: CreateRecurringGrantPayload;
  /** Puts a customer on a plan's newest version from a time on. A start in the past makes every period since fall due at the next invoice. Subscriptions are charged independently: two that price the same meter each charge all of the customer's usage. */
  createSubscription: CreateSubscriptionPayload;
  /** Creates a tax rate with its version 1. The same `code` with the same terms gives the rate that is there, with others it is a CONFLICT. */
  createTaxRate: CreateTaxRatePayload;
  /** Creates a tenant with a first API key that holds every tenant scope. Needs the root key. */
  createTenant: CreateTenantPayload;
  /** Declares properties of events of one name to be personal, for good. What is recorded from then on keeps them apart from the immutable event, under a key of the customer that an erasure destroys. */
  declarePersonalProperties: DeclarePersonalPropertiesPayload;
  /** Ends a rule: no interval that begins then or later is granted. Lots of intervals that have begun stay. */
  endRecurringGrant: EndRecurringGrantPayload;
  /** Ends an automatic top-up: it buys no more, and what it bought stays. */
  endTopUpRule: EndTopUpRulePayload;
  /** Erases what tells who a customer is: name, addresses, tax number, metadata, personal properties of usage, and the parties of documents that the law no longer holds. For good. Ledger, invoices and proofs stay as they are. Asked again with another key, it erases what has run out since. */
  eraseCustomer: EraseCustomerPayload;
  /** Records that a payment did not hold, or was charged back. As `refundPayment`, but what nothing is left to take from makes the customer's credit negative. */
  failPayment: FailPaymentPayload;
  /** Grants credit that charges draw on before anything is left to pay: promotional, or paid for outside of any invoice. */
  grantCredits: GrantCreditsPayload;
  /** Holds credit for usage that is on its way, if it covers it. A hold moves no money; it counts in `canSpend`, `projectedBalance` and other holds until it is captured or released, or expires. */
  holdCredits: HoldCreditsPayload;
  /** Takes something off an issued invoice: everything that is left, an amount, or some of its lines, with the tax that belongs to it. The invoice stays as it is; the note is a sealed document of its own. */
  issueCreditNote: IssueCreditNotePayload;
  /** Issues a customer's invoice for everything due at `asOf` that no invoice holds yet. The document is sealed: no later change touches it, what comes late is on the next one. */
  issueInvoice: IssueInvoicePayload;
  /** Issues a note of what became known about billing periods that were invoiced: late, voided, amended and backfilled usage, corrected prices, changes back in time. A debit note above zero, a credit note below; the next invoice does not have it again. Whatever the customer's policy says. */
  issueUsageNote: IssueUsageNotePayload;
  /** Moves subscriptions to a version of their plan, from a time on that may lie in the past: a page of them, each decided by itself and once for the key. The first call fixes the version and the time. Call again with the same key and `after` for the next page; after a failure call again with the same values: what is done is not done twice. A subscription that began later is moved from its start, one that has ended since for the time it was there. */
  migrateSubscriptions: MigrateSubscriptionsPayload;
  /** Charges one subscription otherwise than its plan version says. The overrides take the place of those there were; none at all brings the plan's own prices back. A price that is not touched goes on undisturbed, and so does an override that is given again. */
  overridePrices: OverridePricesPayload;
  /** Pauses a subscription: fees are not charged until it is resumed. */
  pauseSubscription: PauseSubscriptionPayload;
  /** Records that a refund was paid out, whole and once. */
  payRefund: PayRefundPayload;
  /** Publishes what a unit is worth in a currency from a date on. Credit that was granted keeps its rate; the newest rate again changes nothing. */
  publishCreditUnitRate: PublishCreditUnitRatePayload;
  /** Publishes a plan's next version for subscriptions to come; those that exist stay on theirs. The terms of the newest version again change nothing. */
  publishPlanVersion: PublishPlanVersionPayload;
  /** Publishes a rate's next version, in force from a date on. Issued invoices keep what they say; the terms of the newest version again change nothing. */
  publishTaxRateVersion: PublishTaxRateVersionPayload;
  /** Sells credit: an invoice for it is issued at once, reaching as far as the one before it. A bonus is a promotional lot of its own. */
  purchaseCredits: PurchaseCreditsPayload;
  /** Records money that has arrived. It pays the invoices named, or the oldest first; what is beyond them becomes the customer's credit. */
  recordPayment: RecordPaymentPayload;
  /** Records usage events: at most 1,000, each with an outcome of its own. What is ACCEPTED is durable. Send a batch again after any failure: nothing is counted twice. */
  recordUsage: RecordUsagePayload;
  /** Sets some of the customer's credit aside to be paid out; `payRefund` records that it was. */
  refundCustomerCredit: RefundCustomerCreditPayload;
  /** Gives a recorded payment back: first from the credit that it made, then from the invoices that it paid, the last first, which owe again; then from whatever credit there is. */
  refundPayment: RefundPaymentPayload;
  /** Ends a hold without usage. */
  releaseHold: ReleaseHoldPayload;
  /** Removes an applied coupon from now on: what was invoiced stays discounted. */
  removeCoupon: RemoveCouponPayload;
  /** Removes an alert: it fires no more, and its record stays. */
  removeCreditAlert: RemoveCreditAlertPayload;
  /** Resumes a paused subscription. */
  resumeSubscription: ResumeSubscriptionPayload;
  /** Takes a one-off charge back, at most once. Before any invoice has it, it then is on none; afterwards the next invoice holds the negative line. */
  reverseCharge: ReverseChargePayload;
  /** Undoes a backfill, at most once: what it added is voided, what it took out or changed counts again as before. What was corrected since by itself stays as it is, but for events that the backfill added. */
  revertBackfill: RevertBackfillPayload;
  /** Revokes an API key from now on. Revoking it again changes nothing. */
  revokeApiKey: RevokeApiKeyPayload;
  /** Buys a customer credit from now on whenever too little is left: a purchase like any other, invoiced at once. The rule that was in force ends. */
  setTopUpRule: SetTopUpRulePayload;
  /** Stages one page, of at most 1,000 events, of a larger batch, of at most 100 pages. Nothing counts until `applyBackfill`. The first page that comes fixes what the backfill is about. A page that is sent again with the same events changes nothing. */
  stageBackfill: StageBackfillPayload;
  /** Moves what is left of a grant, or some of it, to another customer of the same currency: a lot of theirs with the same kind, priority, times, scope, unit and rate. */
  transferCredits: TransferCreditsPayload;
  /** Takes back every change that is scheduled for later, a cancellation too. */
  unscheduleChanges: UnscheduleChangesPayload;
  /** Changes what is given and leaves the rest. The time zone changes from a time on. The currency cannot be changed: it decides what was billed. */
  updateCustomer: UpdateCustomerPayload;
  /** Changes what documents say of the seller, and the terms of all its customers. What is given is changed, null takes it back. Issued invoices keep what they say. */
  updateTenant: UpdateTenantPayload;
  /** Takes back what is left of a grant, or some of it. What was drawn stays drawn. Credit bought for use on payment that is not paid for becomes no customer credit (INVALID_STATE). */
  voidGrant: VoidGrantPayload;
  /** Voids an issued invoice by a credit note over all that is left of it. It keeps its number and stays as it was; its status is VOID, and it owes nothing: INVALID_STATE at `invoiceId` if it would, because a note went to the customer's credit while it was open. */
  voidInvoice: VoidInvoicePayload;
  /** Takes an event out of the count, for good: its key stays used, and the event stays listed. What it was charged for is given back with the next invoice. */
  voidUsage: VoidUsagePayload;
  /** Gives up everything that an invoice still owes, and takes back its share of the tax. The document stays as it is. */
  writeOffInvoice: WriteOffInvoicePayload;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationAddChargeArgs = {
  input: AddChargeInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationAdjustGrantExpiryArgs = {
  input: AdjustGrantExpiryInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationAdvanceClockArgs = {
  input: AdvanceClockInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationAmendUsageArgs = {
  input: AmendUsageInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationApplyBackfillArgs = {
  input: ApplyBackfillInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationApplyCouponArgs = {
  input: ApplyCouponInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationApplyCustomerCreditArgs = {
  input: ApplyCustomerCreditInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationBackfillUsageArgs = {
  input: BackfillUsageInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCancelSubscriptionArgs = {
  input: CancelSubscriptionInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCaptureHoldArgs = {
  input: CaptureHoldInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationChangePlanArgs = {
  input: ChangePlanInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationChangeQuantityArgs = {
  input: ChangeQuantityInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateCheckpointArgs = {
  input: CreateCheckpointInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateCouponArgs = {
  input: CreateCouponInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateCreditAlertArgs = {
  input: CreateCreditAlertInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateCreditUnitArgs = {
  input: CreateCreditUnitInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateCustomerArgs = {
  input: CreateCustomerInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateMeterArgs = {
  input: CreateMeterInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreatePlanArgs = {
  input: CreatePlanInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateRecurringGrantArgs = {
  input: CreateRecurringGrantInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateSubscriptionArgs = {
  input: CreateSubscriptionInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateTaxRateArgs = {
  input: CreateTaxRateInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationCreateTenantArgs = {
  input: CreateTenantInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationDeclarePersonalPropertiesArgs = {
  input: DeclarePersonalPropertiesInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationEndRecurringGrantArgs = {
  input: EndRecurringGrantInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationEndTopUpRuleArgs = {
  input: EndTopUpRuleInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationEraseCustomerArgs = {
  input: EraseCustomerInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationFailPaymentArgs = {
  input: FailPaymentInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationGrantCreditsArgs = {
  input: GrantCreditsInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationHoldCreditsArgs = {
  input: HoldCreditsInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationIssueCreditNoteArgs = {
  input: IssueCreditNoteInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationIssueInvoiceArgs = {
  input: IssueInvoiceInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationIssueUsageNoteArgs = {
  input: IssueUsageNoteInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationMigrateSubscriptionsArgs = {
  input: MigrateSubscriptionsInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationOverridePricesArgs = {
  input: OverridePricesInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationPauseSubscriptionArgs = {
  input: PauseSubscriptionInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationPayRefundArgs = {
  input: PayRefundInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationPublishCreditUnitRateArgs = {
  input: PublishCreditUnitRateInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationPublishPlanVersionArgs = {
  input: PublishPlanVersionInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationPublishTaxRateVersionArgs = {
  input: PublishTaxRateVersionInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationPurchaseCreditsArgs = {
  input: PurchaseCreditsInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRecordPaymentArgs = {
  input: RecordPaymentInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRecordUsageArgs = {
  input: RecordUsageInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRefundCustomerCreditArgs = {
  input: RefundCustomerCreditInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationReleaseHoldArgs = {
  input: ReleaseHoldInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRemoveCouponArgs = {
  input: RemoveCouponInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRemoveCreditAlertArgs = {
  input: RemoveCreditAlertInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationResumeSubscriptionArgs = {
  input: ResumeSubscriptionInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationReverseChargeArgs = {
  input: ReverseChargeInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRevertBackfillArgs = {
  input: RevertBackfillInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationSetTopUpRuleArgs = {
  input: SetTopUpRuleInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationStageBackfillArgs = {
  input: StageBackfillInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationTransferCreditsArgs = {
  input: TransferCreditsInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationUnscheduleChangesArgs = {
  input: UnscheduleChangesInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationUpdateCustomerArgs = {
  input: UpdateCustomerInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationUpdateTenantArgs = {
  input: UpdateTenantInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationVoidGrantArgs = {
  input: VoidGrantInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationVoidInvoiceArgs = {
  input: VoidInvoiceInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationVoidUsageArgs = {
  input: VoidUsageInput;
};


/** Writes. A refusal is in the payload's `userErrors`; top-level errors are for the request itself. */
export type MutationWriteOffInvoiceArgs = {
  input: WriteOffInvoiceInput;
};

/** An object that can be fetched again by its id alone. */
export type Node = {
  /** Opaque and unique over all types. */
  id: Scalars['ID']['output'];
};

/** An amount charged once, outside of any plan. It never changes; what was charged wrongly is reversed. */
export type OneOffCharge = Node & {
  /** Who added it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** What it comes to: the amount given, or quantity times unit amount rounded once to minor units, half away from zero. */
  amount: Money;
  /** When it was added. */
  createdAt: Scalars['DateTime']['output'];
  /** Who is charged. */
  customer: Customer;
  /** What is charged, as the invoice says it. */
  description: Scalars['String']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The identity of its invoice line. */
  lineKey: Scalars['String']['output'];
  /** The units charged; null if an amount was given. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** Why, for the seller's own record; null if not said. Not on the invoice. */
  reason?: Maybe<Scalars['String']['output']>;
  /** How it was taken back; null while it stands. */
  reversal?: Maybe<ChargeReversal>;
  /** The time it is charged for. */
  servicePeriod: Period;
  /** The subscription it is about; null if about none. */
  subscription?: Maybe<Subscription>;
  /** Codes of the tax rates that apply to it instead of the customer's; null for the customer's. */
  taxRateCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** The amount for each unit, in major units; null if an amount was given. */
  unitAmount?: Maybe<Scalars['Decimal']['output']>;
};

/** A page of one-off charges. */
export type OneOffChargeConnection = {
  /** The page's items with their cursors. */
  edges: Array<OneOffChargeEdge>;
  /** The page's items. */
  nodes: Array<OneOffCharge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the one-off charges in a list. */
export type OneOffChargeEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: OneOffCharge;
};

/** Input of `overridePrices`. */
export type OverridePricesInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** All overrides from then on, to the plan version that is in force then. */
  overrides: PriceOverridesInput;
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Units of prices without a meter. Where left out, those of a price with the same code are kept, else 1. */
  quantities?: InputMaybe<Array<PriceQuantityInput>>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
  /** What becomes of usage tiers; if left out, they go on with the same price and begin anew with another. */
  tiers?: InputMaybe<TierPolicy>;
};

/** Answer of `overridePrices`. */
export type OverridePricesPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** An amount for each started package of units. */
export type PackageModelInput = {
  /** For one package. */
  amount: Scalars['Decimal']['input'];
  /** Units in a package, above zero. */
  size: Scalars['Decimal']['input'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  /** Cursor of the last edge; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Input of `pauseSubscription`. */
export type PauseSubscriptionInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
  /** What becomes of usage meanwhile. */
  usage?: PausedUsage;
};

/** Answer of `pauseSubscription`. */
export type PauseSubscriptionPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What becomes of usage while a subscription is paused. */
export type PausedUsage =
  /** It is charged as ever. */
  | 'CHARGE'
  /** It is recorded and not charged. */
  | 'IGNORE';

/** Input of `payRefund`. */
export type PayRefundInput = {
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** From where the money was paid, as the cash account names it; `manual` if left out. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Which refund. */
  refundId: Scalars['ID']['input'];
};

/** Answer of `payRefund`. */
export type PayRefundPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** An amount for each unit. */
export type PerUnitModelInput = {
  /** Major units of the plan's currency for one unit. */
  unitAmount: Scalars['Decimal']['input'];
};

/** A percentage of each event's value. */
export type PercentageModelInput = {
  /** On top for each charged event. */
  fixedPerEvent?: InputMaybe<Scalars['Decimal']['input']>;
  /** So much of the period's total value is free. */
  freeAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** So many events of each period are free. */
  freeEvents?: InputMaybe<Scalars['Int']['input']>;
  /** The most for a charged event. */
  maximumPerEvent?: InputMaybe<Scalars['Decimal']['input']>;
  /** The least for a charged event. */
  minimumPerEvent?: InputMaybe<Scalars['Decimal']['input']>;
  /** In percent, 0 to 100. */
  rate: Scalars['Decimal']['input'];
};

/** One tier of a graduated percentage. */
export type PercentageTierInput = {
  /** Once the tier is entered; zero if left out. */
  flatAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** In percent, 0 to 100. */
  rate: Scalars['Decimal']['input'];
  /** The greatest total in the tier, which belongs to it; null in the last. */
  upTo?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A half-open stretch of time: the start belongs to it, the end does not. */
export type Period = {
  /** The first instant after. */
  end: Scalars['DateTime']['output'];
  /** The first instant inside. */
  start: Scalars['DateTime']['output'];
};

/** A part of a period, not reduced: days over days, or milliseconds over milliseconds. */
export type PeriodFraction = {
  /** Below the line. */
  denominator: Scalars['BigInt']['output'];
  /** Above the line. */
  numerator: Scalars['BigInt']['output'];
};

/** A part of a period, such as days over days. */
export type PeriodFractionInput = {
  /** Below the line: 1 to 10^15. */
  denominator: Scalars['BigInt']['input'];
  /** Above the line: 0 to the denominator. */
  numerator: Scalars['BigInt']['input'];
};

/** A half-open stretch of time: the start belongs to it, the end does not. */
export type PeriodInput = {
  /** The first instant after; later than the start. */
  end: Scalars['DateTime']['input'];
  /** The first instant inside. */
  start: Scalars['DateTime']['input'];
};

/** The personal properties of events of one name. No meter and no price reads them. */
export type PersonalProperties = {
  /** The name of the events. */
  eventName: Scalars['String']['output'];
  /** The names of the properties, sorted. */
  properties: Array<Scalars['String']['output']>;
};

/** A named offer, with every version of its terms. */
export type Plan = Node & {
  /** The seller's own key, unique in the tenant. */
  code: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The newest version: what a new subscription gets. */
  currentVersion: PlanVersion;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Every published version, oldest first. */
  versions: Array<PlanVersion>;
};

/** Credit that a plan version includes for every interval: promotional, for each subscription that is charged by the version. */
export type PlanAllowance = {
  /** What a whole interval is granted; of an allowance in a unit, what that is worth at the rate that was in force when the version was published. */
  amount: Money;
  /** The seller's own key, unique in the plan version. The same code with the same terms in another version or plan is the very same allowance, which goes on when a subscription changes. */
  code: Scalars['String']['output'];
  /** How often, where that is not as the plan; null: as the plan. */
  interval?: Maybe<BillingInterval>;
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Lots with a lower one are drawn on first. */
  priority: Scalars['Int']['output'];
  /** What an interval that is begun part-way is granted. */
  proration: AllowanceProration;
  /** What goes over to the next interval; null: nothing. */
  rollover?: Maybe<CreditRollover>;
  /** What its lots can be drawn on by; null for every charge of the customer. */
  scope?: Maybe<GrantScope>;
  /** What a whole interval is granted, of an allowance in a unit; null for money. */
  units?: Maybe<CreditUnitAmount>;
};

/** Credit that a plan version includes for every interval. */
export type PlanAllowanceInput = {
  /** What a whole interval is granted, above zero: major units of the plan's currency with no more digits than it has, or units with no more than the unit has. */
  amount: Scalars['Decimal']['input'];
  /** The seller's own key, unique in the plan version. */
  code: Scalars['String']['input'];
  /** How often, on the plan's anchor; as the plan if left out. */
  interval?: InputMaybe<BillingIntervalInput>;
  /** What people call it. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** From 0 to 1,000; lower ones are drawn on first. */
  priority?: Scalars['Int']['input'];
  /** What an interval that is begun part-way is granted. */
  proration?: AllowanceProration;
  /** What goes over to the next interval; nothing if left out. */
  rollover?: InputMaybe<CreditRolloverInput>;
  /** What can draw on the lots; every charge of the customer if left out, the plan's own fees too. */
  scope?: InputMaybe<PlanAllowanceScopeInput>;
  /** The code of a credit unit that the amounts are in, at the rate in force when the version is published; money if left out. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** What the lots of an allowance can be drawn on by: every list that is given must name the charge. At least one is. */
export type PlanAllowanceScopeInput = {
  /** Codes of meters, at most 100; left out: any. */
  meterCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Codes of prices of the plan, at most 100; left out: any. */
  priceCodes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A page of plans. */
export type PlanConnection = {
  /** The page's items with their cursors. */
  edges: Array<PlanEdge>;
  /** The page's items. */
  nodes: Array<Plan>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the plans in a list. */
export type PlanEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Plan;
};

/** A plan tried on real history. */
export type PlanSimulation = {
  /** The currency that the plan is priced in. */
  currency: Scalars['CurrencyCode']['output'];
  /** Customer by customer, newest first. A customer is worth 2,000 objects of a request's cost. */
  customers: SimulatedCustomerConnection;
  /** All customers together; null if there are more than 100, whom POST /simulations adds up. */
  total?: Maybe<SimulationTotal>;
};


/** A plan tried on real history. */
export type PlanSimulationCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** One immutable, numbered set of a plan's terms. */
export type PlanVersion = {
  /** Credit that the plan includes for every interval; empty for none. */
  allowances: Array<PlanAllowance>;
  /** Where periods begin. */
  anchor: BillingAnchor;
  /** The currency of every price in it. */
  currency: Scalars['CurrencyCode']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** How long a billing period is. */
  interval: BillingInterval;
  /** Whether it is one subscription's own: the version of that number with prices replaced, added or removed for it alone. */
  isOverridden: Scalars['Boolean']['output'];
  /** The least that the plan's prices come to in a whole period, in major units; null for none. Prices with an interval of their own do not count. */
  minimumCommitment?: Maybe<Scalars['Decimal']['output']>;
  /** 1 for the first. With overridden prices, the number of the version beneath. */
  number: Scalars['Int']['output'];
  /** What is charged. With a minimum commitment the last one is the price of its true-up line, of code `minimum-commitment` and model `commitment`. */
  prices: Array<Price>;
  /** When it was published; with overridden prices, when the version beneath was. */
  publishedAt: Scalars['DateTime']['output'];
  /** The tax rates of prices that name none; empty: the customer's. */
  taxRateCodes: Array<Scalars['String']['output']>;
  /** So many local calendar days from a subscription's start nothing is charged, neither fees nor usage; 0 for no trial. */
  trialDays: Scalars['Int']['output'];
};

/** Input of `previewBackfill`: exactly one of the two. */
export type PreviewBackfillInput = {
  /** A batch. */
  batch?: InputMaybe<BackfillBatchInput>;
  /** The name of one that is staged. */
  staged?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `previewBackfill`. */
export type PreviewBackfillPayload = {
  /** What it would do; null when refused. */
  preview?: Maybe<BackfillPreview>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `previewCancellation`. */
export type PreviewCancellationInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
};

/** Input of `previewCreditNote`; as `IssueCreditNoteInput`. */
export type PreviewCreditNoteInput = {
  /** Major units, above zero and at most what is left of the invoice before credit, with all tax. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** What becomes of the bonus to credit that the invoice sold; IN_PROPORTION if left out. */
  bonusCredit?: InputMaybe<BonusCredit>;
  /** Where it goes to; OPEN_INVOICE if left out. */
  destination?: InputMaybe<CreditDestination>;
  /** Which invoice. */
  invoiceId: Scalars['ID']['input'];
  /** What becomes of credit that comes back to lots that have expired since; LAPSES if left out. */
  lapsedCredit?: InputMaybe<LapsedCredit>;
  /** How many days extended credit lasts, 1 to 3,660; with EXTENDS only. */
  lapsedDays?: InputMaybe<Scalars['Int']['input']>;
  /** Which lines, at most 1,000, and what of each. */
  lines?: InputMaybe<Array<CreditNoteLineInput>>;
  /** Why, at most 500 characters. */
  reason: Scalars['String']['input'];
};

/** Input of `previewMigration`: what `migrateSubscriptions` takes. */
export type PreviewMigrationInput = {
  /** The time for AT. May lie in the past. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only subscriptions of these customers, at most 1,000; of all if left out. */
  customerExternalIds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** Only what is on versions of these numbers is moved; what is on any version if left out. */
  fromVersions?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** What becomes of prices of a subscription's own. */
  overrides?: MigratedOverrides;
  /** The plan. */
  planCode: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Only these subscriptions, at most 1,000; all of the plan if left out. */
  subscriptionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What becomes of usage tiers; if left out, they begin anew with another price. */
  tiers?: InputMaybe<TierPolicy>;
  /** The number of the version to be on; the newest if left out. */
  toVersion?: InputMaybe<Scalars['Int']['input']>;
};

/** Input of `previewPlanChange`. */
export type PreviewPlanChangeInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** Prices of this subscription's own; the plan's where left out, whatever was overridden before. */
  overrides?: InputMaybe<PriceOverridesInput>;
  /** The plan whose newest version would apply. */
  planCode: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Units of prices without a meter, as in `changePlan`. */
  quantities?: InputMaybe<Array<PriceQuantityInput>>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
  /** What becomes of usage tiers; if left out, they go on with the same price and begin anew with another. */
  tiers?: InputMaybe<TierPolicy>;
};

/** Input of `previewPriceOverrides`. */
export type PreviewPriceOverridesInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** All overrides from then on, to the plan version that is in force then. */
  overrides: PriceOverridesInput;
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Units of prices without a meter. Where left out, those of a price with the same code are kept, else 1. */
  quantities?: InputMaybe<Array<PriceQuantityInput>>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
  /** What becomes of usage tiers; if left out, they go on with the same price and begin anew with another. */
  tiers?: InputMaybe<TierPolicy>;
};

/** What would become of one subscription. */
export type PreviewedSubscription = {
  /** Why it would be refused; null if it would not. */
  error?: Maybe<UserError>;
  /** What would become of it. */
  outcome: MigrationOutcome;
  /** The subscription as it is. */
  subscription: Subscription;
};

/** One charge of a plan version. Immutable. */
export type Price = {
  /** The seller's own key, unique in the plan version. */
  code: Scalars['String']['output'];
  /** The event properties of which each combination of values is charged as a line of its own; empty if all usage is one line. A model that prices by properties splits by those too. */
  groupBy: Array<Scalars['String']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** Billed units free of charge in each period; null for none. */
  includedUnits?: Maybe<Scalars['Decimal']['output']>;
  /** How often it recurs, where that is not as its plan does; null: as the plan. */
  interval?: Maybe<BillingInterval>;
  /** The most that is charged for a whole period, in major units; null for no maximum. */
  maximumAmount?: Maybe<Scalars['Decimal']['output']>;
  /** What measures the quantity; null for a fee. */
  meter?: Maybe<Meter>;
  /** The least that is charged for a whole period, in major units; null for no minimum. */
  minimumAmount?: Maybe<Scalars['Decimal']['output']>;
  /** Which model, as its field is named in `PriceModelInput`; `commitment` for the true-up of a plan's minimum commitment. */
  model: Scalars['String']['output'];
  /** What people call it; the text of the invoice line. */
  name: Scalars['String']['output'];
  /** How a part of a period is charged. */
  proration: Proration;
  /** The tax rates of what it charges; empty: its plan's. */
  taxRateCodes: Array<Scalars['String']['output']>;
  /** The model's terms as they were given, decimals as strings. */
  terms: Scalars['JSONObject']['output'];
  /** When it is charged. */
  timing: ChargeTiming;
  /** How measured units become billed units; null if they are the same. */
  unitConversion?: Maybe<UnitConversion>;
};

/** What one change of prices back in time changes on an invoice, over all its periods. */
export type PriceCorrection = {
  /** What its lines come to, before discounts and tax. */
  amount: Money;
  /** The change: its kind is PRICE. */
  cause: AdjustmentCause;
  /** The lines of this invoice that it made different, in the invoice's order. */
  lines: Array<InvoiceLine>;
  /** What its lines come to after discounts and credit, without the tax that prices hold. */
  netAmount: Money;
  /** The times that they are charged for, in order. */
  periods: Array<Period>;
};

/** One charge of a plan version. */
export type PriceInput = {
  /** The seller's own key, unique in the plan version. */
  code: Scalars['String']['input'];
  /** Event properties, at most 10, of those that the meter groups by: each combination of values is charged as a line of its own, with tiers, included units, minimum and maximum of its own. An event without the property counts as one with the value null. Only with a meter. */
  groupBy?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Billed units free of charge in each period. */
  includedUnits?: InputMaybe<Scalars['Decimal']['input']>;
  /** How often it recurs, on the plan's anchor; as the plan if left out. Not with ONCE. */
  interval?: InputMaybe<BillingIntervalInput>;
  /** The most that is charged for a whole period, in major units. */
  maximumAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** What measures the quantity; left out for a fee. */
  meterCode?: InputMaybe<Scalars['String']['input']>;
  /** The least that is charged for a whole period, in major units. */
  minimumAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** How a quantity becomes an amount. */
  model: PriceModelInput;
  /** The text of the invoice line. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** How a part of a period is charged: fees, and the minimum and maximum amount; metered usage is what it is, and what is charged ONCE is never prorated. */
  proration?: Proration;
  /** The tax rates of what it charges; its plan's if left out. At most 10. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** IN_ARREARS for a price with a meter (the only choice), IN_ADVANCE for one without, if left out. */
  timing?: InputMaybe<ChargeTiming>;
  /** How measured units become billed units, such as started thousands; they are the same if left out. Not for a flat amount, nor where single events are charged. */
  unitConversion?: InputMaybe<UnitConversionInput>;
};

/** How a quantity becomes an amount. Exactly one. */
export type PriceModelInput =
  /** What each event says it costs. */
  { dynamic: DynamicModelInput; flat?: never; graduated?: never; graduatedPercentage?: never; matrix?: never; package?: never; perUnit?: never; percentage?: never; volume?: never; }
  |  /** A fixed amount. */
  { dynamic?: never; flat: FlatModelInput; graduated?: never; graduatedPercentage?: never; matrix?: never; package?: never; perUnit?: never; percentage?: never; volume?: never; }
  |  /** Each unit at the price of the tier it falls into. */
  { dynamic?: never; flat?: never; graduated: TieredModelInput; graduatedPercentage?: never; matrix?: never; package?: never; perUnit?: never; percentage?: never; volume?: never; }
  |  /** A percentage of each part of the total, by the tier it falls into. */
  { dynamic?: never; flat?: never; graduated?: never; graduatedPercentage: GraduatedPercentageModelInput; matrix?: never; package?: never; perUnit?: never; percentage?: never; volume?: never; }
  |  /** An amount for each unit, by the values of event properties. */
  { dynamic?: never; flat?: never; graduated?: never; graduatedPercentage?: never; matrix: MatrixModelInput; package?: never; perUnit?: never; percentage?: never; volume?: never; }
  |  /** An amount for each started package of units. */
  { dynamic?: never; flat?: never; graduated?: never; graduatedPercentage?: never; matrix?: never; package: PackageModelInput; perUnit?: never; percentage?: never; volume?: never; }
  |  /** An amount for each unit. */
  { dynamic?: never; flat?: never; graduated?: never; graduatedPercentage?: never; matrix?: never; package?: never; perUnit: PerUnitModelInput; percentage?: never; volume?: never; }
  |  /** A percentage of each event's value. */
  { dynamic?: never; flat?: never; graduated?: never; graduatedPercentage?: never; matrix?: never; package?: never; perUnit?: never; percentage: PercentageModelInput; volume?: never; }
  |  /** All units at the price of the tier that the whole quantity falls into. */
  { dynamic?: never; flat?: never; graduated?: never; graduatedPercentage?: never; matrix?: never; package?: never; perUnit?: never; percentage?: never; volume: TieredModelInput; };

/** What one subscription is charged otherwise than its plan version says. */
export type PriceOverrides = {
  /** Beside the plan's prices. */
  added: Array<Price>;
  /** Codes of the plan's prices that are not charged. */
  removed: Array<Scalars['String']['output']>;
  /** In place of the plan's prices of the same code. */
  replaced: Array<Price>;
};

/** What one subscription is charged otherwise than its plan version says. Each code is named once; a minimum commitment is not overridden. */
export type PriceOverridesInput = {
  /** Beside the plan's prices: codes that the plan does not have. */
  added?: InputMaybe<Array<PriceInput>>;
  /** Codes of the plan's prices that are not charged. */
  removed?: InputMaybe<Array<Scalars['String']['input']>>;
  /** In place of the plan's prices of the same code: whole prices, by the same meter. */
  replaced?: InputMaybe<Array<PriceInput>>;
};

/** How many units of a price without a meter are held. */
export type PriceQuantity = {
  /** The price's code in the plan version. */
  priceCode: Scalars['String']['output'];
  /** Units. */
  quantity: Scalars['Decimal']['output'];
};

/** How many units of a price without a meter are held. */
export type PriceQuantityInput = {
  /** The price's code in the plan version. */
  priceCode: Scalars['String']['input'];
  /** Units; not negative. */
  quantity: Scalars['Decimal']['input'];
};

/** One tier. */
export type PriceTierInput = {
  /** Once the tier is entered; the first tier's even at zero quantity. Zero if left out. */
  flatAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** For each unit in the tier; zero if left out. */
  unitAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The greatest quantity in the tier, which belongs to it; null in the last. */
  upTo?: InputMaybe<Scalars['Decimal']['input']>;
};

/** A posting that would be made. */
export type ProjectedPosting = {
  /** Always above zero. */
  amount: Money;
  /** The account that would be credited. */
  credit: LedgerAccount;
  /** The account that would be debited. */
  debit: LedgerAccount;
  /** What its journal would record. */
  kind: JournalKind;
  /** The charge line it would belong to; null if to none. */
  lineKey?: Maybe<Scalars['String']['output']>;
  /** What time would be charged for; null if none. */
  servicePeriod?: Maybe<Period>;
};

/** How a part of a period is charged. */
export type Proration =
  /** By local calendar days: days in force over days of the whole period. */
  | 'DAILY'
  /** In full. */
  | 'NONE'
  /** By elapsed time. */
  | 'PRECISE';

/** Input of `publishCreditUnitRate`. */
export type PublishCreditUnitRateInput = {
  /** Which unit. */
  code: Scalars['String']['input'];
  /** The currency. */
  currency: Scalars['CurrencyCode']['input'];
  /** In force from here on, after the newest one's of the currency. May be left out for a currency that has none yet: from the beginning. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Makes a repeat harmless beyond the rate; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Major units of the currency for one unit, above zero, at most 12 fraction digits. */
  moneyPerUnit: Scalars['Decimal']['input'];
};

/** Answer of `publishCreditUnitRate`. */
export type PublishCreditUnitRatePayload = {
  /** The unit; null when refused. */
  creditUnit?: Maybe<CreditUnit>;
  /** Whether nothing changed, because the newest rate says so already or this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `publishPlanVersion`. */
export type PublishPlanVersionInput = {
  /** Credit that is included for every interval, at most 20; none if left out. */
  allowances?: InputMaybe<Array<PlanAllowanceInput>>;
  /** Where periods begin. */
  anchor?: BillingAnchor;
  /** Which plan. */
  code: Scalars['String']['input'];
  /** The currency of every price. */
  currency: Scalars['CurrencyCode']['input'];
  /** Makes a repeat harmless beyond the terms; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How long a billing period is. */
  interval: BillingIntervalInput;
  /** The least that the prices with the plan's interval come to in a whole period, in major units; a part of a period commits to its share. A true-up line in arrears charges what is missing. */
  minimumCommitment?: InputMaybe<Scalars['Decimal']['input']>;
  /** What people call the plan from now on. As before if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** What is charged: 1 to 100 prices. */
  prices: Array<PriceInput>;
  /** The tax rates of prices that name none; the customer's if left out. At most 10. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** So many local calendar days from a subscription's start nothing is charged, neither fees nor usage: 0 to 10,000; no trial if left out. What is charged in advance begins at its end, prorated for what is left of that period. A later change of plan neither ends a trial nor grants one. */
  trialDays?: InputMaybe<Scalars['Int']['input']>;
};

/** Answer of `publishPlanVersion`. */
export type PublishPlanVersionPayload = {
  /** The plan with its new version; null when refused. */
  plan?: Maybe<Plan>;
  /** Whether the newest version had the same terms already. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `publishTaxRateVersion`: all terms of the new version. */
export type PublishTaxRateVersionInput = {
  /** How the supply is taxed. */
  category?: TaxCategory;
  /** Which rate. */
  code: Scalars['String']['input'];
  /** ISO 3166-1 alpha-2 country code. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** In force from here on, after the newest version's. It may lie in the past: what is invoiced from now on takes it, issued invoices do not. */
  effectiveFrom: Scalars['DateTime']['input'];
  /** Makes a repeat harmless beyond the terms; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether prices hold the tax already; otherwise it is added to them. */
  isInclusive?: Scalars['Boolean']['input'];
  /** The authority within the country, at most 100 characters. */
  jurisdiction?: InputMaybe<Scalars['String']['input']>;
  /** What documents call it. The code if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** In percent, 0 to 100: above zero in category S, zero in all others. */
  percentage: Scalars['Decimal']['input'];
  /** Why no tax is charged, in words, at most 500 characters. Not in categories S and Z; E needs it, or a code. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Why no tax is charged, as a code of the VATEX list. AE, K, G and O have one of their own if nothing else is given. */
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `publishTaxRateVersion`. */
export type PublishTaxRateVersionPayload = {
  /** Whether the newest version had the same terms already. */
  replayed: Scalars['Boolean']['output'];
  /** The rate with its new version; null when refused. */
  taxRate?: Maybe<TaxRate>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `purchaseCredits`. */
export type PurchaseCreditsInput = {
  /** The credit, and its price before tax: major units, above zero, with no more digits than the currency has. */
  amount: Scalars['Decimal']['input'];
  /** Promotional credit given on top, with the same priority, times and scope; above zero. */
  bonusAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** What it is in; it must be the customer's. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** To whom. */
  customerExternalId: Scalars['String']['input'];
  /** What the invoice says, at most 500 characters; `Prepaid credit` if left out. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** What counts at this time or later does not draw on it; after the start. Never if left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** The seller's own data, at most 8,192 bytes. Kept for ever, so no personal data. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** From 0 to 1,000; lower ones are drawn on first. */
  priority?: Scalars['Int']['input'];
  /** What can draw on it; every charge if left out. */
  scope?: InputMaybe<GrantScopeInput>;
  /** Where it comes from, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** From when on it can be drawn on; at once if left out. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Codes of the tax rates that apply to the purchase instead of the customer's; at most 20. An empty list: none. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The code of the credit unit that amounts are in, which must have a rate in force for the customer's currency; money if left out. Amounts then have no more digits than the unit, and are worth at least one minor unit. */
  unit?: InputMaybe<Scalars['String']['input']>;
  /** When it can be drawn on. */
  usable?: PurchaseUse;
};

/** Answer of `purchaseCredits`. */
export type PurchaseCreditsPayload = {
  /** What was given on top; null for nothing. */
  bonus?: Maybe<CreditGrant>;
  /** The paid lot; null when refused. */
  grant?: Maybe<CreditGrant>;
  /** The invoice that charges for it, with what else was due as far as it reaches; null when refused. */
  invoice?: Maybe<Invoice>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** When credit that is bought can be drawn on. */
export type PurchaseUse =
  /** As soon as its invoice is issued. */
  | 'ON_ISSUE'
  /** Once nothing of its invoice is left to pay. */
  | 'ON_PAYMENT';

/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type Query = {
  /** Coupons as they were applied, by customer, newest first within each. */
  appliedCoupons: AppliedCouponConnection;
  /** Whether a customer's credit covers usage that is not there yet: what it would cost at the present tier position, against posted credit that covers it, less what unbilled usage and holds draw on that. Null if there is no such customer. Nothing is written. */
  canSpend?: Maybe<SpendDecision>;
  /** One-off charges, by customer, newest first within each. */
  charges: OneOffChargeConnection;
  /** Signed checkpoints of the whole ledger, newest first. A key that is limited to one customer sees none. */
  checkpoints: CheckpointConnection;
  /** On which documents a usage event ended: every charge that counts it otherwise than its line's charge before, and what is still to come. Takes either the event's id, or the customer with the event's key. Null if there is no such event. */
  correctionsFor?: Maybe<UsageEventBilling>;
  /** One coupon by its code; null if there is none. */
  coupon?: Maybe<Coupon>;
  /** Coupons, newest first. */
  coupons: CouponConnection;
  /** Low-balance alerts with their record, by customer, newest first within each. */
  creditAlerts: CreditAlertConnection;
  /** One credit note by id or number; null if there is none. */
  creditNote?: Maybe<CreditNote>;
  /** Credit notes, newest first. */
  creditNotes: CreditNoteConnection;
  /** One credit unit by its code; null if there is none. */
  creditUnit?: Maybe<CreditUnit>;
  /** Credit units, newest first. */
  creditUnits: CreditUnitConnection;
  /** One customer by id or by the seller's own key; null if there is none. */
  customer?: Maybe<Customer>;
  /** Customers, newest first. */
  customers: CustomerConnection;
  /** For every charge line: what it should come to by everything known now, what issued invoices have of it, what is on its way, and the residual that nothing will bring, which is always zero. Amounts are before discounts and tax. Nothing is written. */
  driftReport: CustomerDriftConnection;
  /** What a price would charge: pure rating by the engine's own rules. Nothing is looked up and nothing is written. A refusal is a top-level BAD_USER_INPUT whose `path` names the field. */
  estimateCharge: ChargeEstimate;
  /** Everything that is kept of a customer, for whoever it is about, a page at a time; null if there is no such customer. GET /customers/{externalId}/export streams the same. */
  exportCustomer?: Maybe<CustomerExport>;
  /** Proves that a journal is in a signed checkpoint, the first that reaches it; null if none does yet, or there is no such journal. */
  inclusionProof?: Maybe<InclusionProof>;
  /** One invoice by id or number; null if there is none, or it was not issued by `asOf` or not recorded by `knownAt`. */
  invoice?: Maybe<Invoice>;
  /** What became known, between two times, about what an issued invoice bills, and what changed what it owes; null if there is no such invoice. The invoice itself never changes: what changed is on later invoices and credit notes, or pending. A refusal is a top-level BAD_USER_INPUT whose `path` names the argument. */
  invoiceDiff?: Maybe<InvoiceDiff>;
  /** Issued invoices, newest first. */
  invoices: InvoiceConnection;
  /** The two sides of every posting, by customer in book order. */
  ledgerEntries: LedgerEntryConnection;
  /** Journals, by customer in book order. */
  ledgerJournals: LedgerJournalConnection;
  /** Checks the ledger against itself, now: chain, balance, scopes, cuts, seals, numbering, events and plan versions, of one customer or of the tenant. Changes nothing. */
  ledgerVerification?: Maybe<LedgerVerification>;
  /** One meter by its code; null if there is none. */
  meter?: Maybe<Meter>;
  /** Meters, newest first. */
  meters: MeterConnection;
  /** Any object by its id; null if it does not exist, is another tenant's, or the key lacks its type's scope. */
  node?: Maybe<Node>;
  /** Several objects by id, in the order asked, null where `node` would be. At most 100. */
  nodes: Array<Maybe<Node>>;
  /** The properties of usage events that are personal, by event name. */
  personalProperties: Array<PersonalProperties>;
  /** One plan by its code; null if there is none. */
  plan?: Maybe<Plan>;
  /** Plans, newest first. */
  plans: PlanConnection;
  /** What a backfill would do, and nothing is written: of each event, and of the bills of its customers. Takes a batch, or the name of one that is staged. Refused as applying it would be, but that events which cannot be counted are told one by one. */
  previewBackfill: PreviewBackfillPayload;
  /** What a cancellation would bring: the same decision and figures as `cancelSubscription`, and nothing is written. */
  previewCancellation: ChangePreview;
  /** What `issueCreditNote` would come to and post, by the same decision; nothing is written. */
  previewCreditNote: CreditNotePreview;
  /** What `migrateSubscriptions` would do, with the same order: for every customer the effect on each invoice concerned. Nothing is written. A refusal is a top-level BAD_USER_INPUT whose `path` names the field. */
  previewMigration: MigrationPreview;
  /** What a plan change would bring: the same decision and figures as `changePlan`, and nothing is written. */
  previewPlanChange: ChangePreview;
  /** What overriding prices would bring: the same decision and figures as `overridePrices`, and nothing is written. */
  previewPriceOverrides: ChangePreview;
  /** Rules that grant credit by the interval, by customer, newest first within each. */
  recurringGrants: RecurringGrantConnection;
  /** Rebuilds charge lines from usage events, plan versions and subscription segments alone, and compares them with the ledger, as of each customer's newest invoice. Changes nothing. */
  replay?: Maybe<LedgerReplay>;
  /** What a period recognised as revenue, and what was deferred, prepaid and unbilled before and after it: sums of postings that took effect by then, held against the trial balance. */
  revenueSchedule?: Maybe<RevenueSchedule>;
  /** Payments, credit applied, refunds and write-offs, by customer, newest first within each. */
  settlements: SettlementConnection;
  /** Rates real history under another plan and compares it with what was charged. Nothing is written, and there is no limit on how far back. For more customers than a page holds, POST /simulations streams the same figures. A refusal is a top-level BAD_USER_INPUT whose `path` names the field. */
  simulatePlan: PlanSimulation;
  /** One subscription by id; null if there is none. */
  subscription?: Maybe<Subscription>;
  /** Subscriptions by customer, newest first within each. */
  subscriptions: SubscriptionConnection;
  /** One tax rate by its code; null if there is none. */
  taxRate?: Maybe<TaxRate>;
  /** Tax rates, newest first. */
  taxRates: TaxRateConnection;
  /** Rules of automatic top-up, by customer, newest first within each. */
  topUpRules: TopUpRuleConnection;
  /** The sum of debits and of credits on every account. The two are equal, always. */
  trialBalance: TrialBalance;
  /** Usage that nothing charges, by customer in the order of arrival, with the reason. It is billed once something claims it. A page looks at no more than 2,000 events, so that it may be short, or empty, and not the last: go on with `after` while `hasMore`. */
  unratedUsage: UnratedUsagePage;
  /** One backfill; null if there is none. Takes either its id or its name. A key that is limited to one customer sees those that are about this customer alone. */
  usageBackfill?: Maybe<UsageBackfill>;
  /** Backfills, newest first. A key that is limited to one customer sees those that are about this customer alone. */
  usageBackfills: UsageBackfillConnection;
  /** Recorded usage events as they came, by customer in the order of arrival. */
  usageEvents: UsageEventConnection;
  /** Who is asking: the key in use, its scopes, its tenant and the tenant's time. */
  viewer: Viewer;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryAppliedCouponsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AppliedCouponFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCanSpendArgs = {
  input: CanSpendInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryChargesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChargeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCheckpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCorrectionsForArgs = {
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  eventId?: InputMaybe<Scalars['ID']['input']>;
  eventKey?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCouponArgs = {
  code: Scalars['String']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCouponsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCreditAlertsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CreditAlertFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCreditNoteArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCreditNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CreditNoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCreditUnitArgs = {
  code: Scalars['String']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCreditUnitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCustomerArgs = {
  externalId?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryDriftReportArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DriftReportFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  mode?: DriftMode;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryEstimateChargeArgs = {
  input: EstimateChargeInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryExportCustomerArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  customerExternalId: Scalars['String']['input'];
  first?: Scalars['Int']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryInclusionProofArgs = {
  journalId: Scalars['ID']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryInvoiceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryInvoiceDiffArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  id: Scalars['ID']['input'];
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryLedgerEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LedgerEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryLedgerJournalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LedgerJournalFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryLedgerVerificationArgs = {
  customer?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryMeterArgs = {
  code: Scalars['String']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryMetersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPlanArgs = {
  code: Scalars['String']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPlansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPreviewBackfillArgs = {
  input: PreviewBackfillInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPreviewCancellationArgs = {
  input: PreviewCancellationInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPreviewCreditNoteArgs = {
  input: PreviewCreditNoteInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPreviewMigrationArgs = {
  input: PreviewMigrationInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPreviewPlanChangeArgs = {
  input: PreviewPlanChangeInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryPreviewPriceOverridesArgs = {
  input: PreviewPriceOverridesInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryRecurringGrantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RecurringGrantFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryReplayArgs = {
  customer?: InputMaybe<Scalars['String']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryRevenueScheduleArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
  period: RevenuePeriod;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QuerySettlementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SettlementFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QuerySimulatePlanArgs = {
  input: SimulatePlanInput;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QuerySubscriptionArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QuerySubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SubscriptionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryTaxRateArgs = {
  code: Scalars['String']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryTaxRatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryTopUpRulesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TopUpRuleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryTrialBalanceArgs = {
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  knownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryUnratedUsageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UnratedUsageFilter>;
  first?: Scalars['Int']['input'];
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryUsageBackfillArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryUsageBackfillsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. Every list is paged: `first` with `after`, or `last` with `before`, at most 100, 20 by default. */
export type QueryUsageEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UsageEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** One step of rating. */
export type RatingStep = {
  /** What it adds, exactly, in major units. */
  amount: Scalars['Decimal']['output'];
  /** The fixed amount in it; null if none. */
  flatAmount?: Maybe<Scalars['Decimal']['output']>;
  /** What kind of step. */
  kind: RatingStepKind;
  /** The step in words, in English. */
  label: Scalars['String']['output'];
  /** The units it is about; null if none. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** The amount for each of them; null if none. */
  unitAmount?: Maybe<Scalars['Decimal']['output']>;
};

/** What a step of rating does. */
export type RatingStepKind =
  /** Taken off: what the usage before a change, which fills the tiers, comes to by itself. */
  | 'CARRIED'
  /** Measured units turned into billed units; it adds nothing. */
  | 'CONVERTED'
  /** What events say they cost. */
  | 'DYNAMIC'
  /** An amount for each charged event. */
  | 'FIXED'
  /** An amount charged once. */
  | 'FLAT'
  /** Usage that a free allowance covers. */
  | 'FREE'
  /** Units that the price includes. */
  | 'INCLUDED'
  /** Taken off to keep to a maximum. */
  | 'MAXIMUM'
  /** Added to reach a minimum. */
  | 'MINIMUM'
  /** Whole packages of units. */
  | 'PACKAGE'
  /** A percentage of what events are worth. */
  | 'PERCENTAGE'
  /** Taken off because only a part of the period is charged. */
  | 'PRORATION'
  /** A one-off charge taken back; the label says why. */
  | 'REVERSED'
  /** Units, or a part of the total, in one tier. */
  | 'TIER'
  /** Units at one price. */
  | 'UNIT'
  /** Usage that the price has no entry for. */
  | 'UNPRICED'
  /** Taken off a minimum commitment because other prices of the plan have charged it. */
  | 'USED';

/** A line as the facts make it. */
export type RebuiltLineFigures = {
  /** The exact amount, rounded once. */
  amount: Money;
  /** The events behind the quantity; null for a fee. */
  eventCount?: Maybe<Scalars['BigInt']['output']>;
  /** The exact amount in major units. */
  exactAmount: Scalars['Decimal']['output'];
  /** The quantity; null for a fee without one. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** SHA-256 over what was rated. */
  ratedDigest: Scalars['String']['output'];
  /** The steps from quantity to exact amount. */
  steps: Array<RatingStep>;
};

/** Input of `recordPayment`. */
export type RecordPaymentInput = {
  /** What it is for, at most 1,000 invoices; what they leave becomes the customer's credit, and with an empty list all of it. The oldest invoices first if left out. */
  allocations?: InputMaybe<Array<AllocationInput>>;
  /** Major units, above zero, with no more digits than the currency has. */
  amount: Scalars['Decimal']['input'];
  /** What was paid in; it must be the customer's. */
  currency: Scalars['CurrencyCode']['input'];
  /** Who paid. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** When it was paid; now if left out. */
  paidAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Where the money is kept, as the cash account names it; `manual` if left out. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `recordPayment`. */
export type RecordPaymentPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `recordUsage`. */
export type RecordUsageInput = {
  /** At most 1,000. */
  events: Array<UsageEventInput>;
};

/** Answer of `recordUsage`. */
export type RecordUsagePayload = {
  /** How many of each outcome. */
  counts: UsageCounts;
  /** One result an event, in the order sent; empty when the whole batch was refused. */
  results: Array<UsageResult>;
  /** Why the whole batch was refused; empty otherwise. */
  userErrors: Array<UserError>;
};

/** A rule that grants a customer credit for every interval, in the customer's calendar. */
export type RecurringGrant = Node & {
  /** Who created it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** What each interval is granted; of a rule in a unit, what that is worth at the rate at which the rule was made. */
  amount: Money;
  /** Where intervals begin. */
  anchor: BillingAnchor;
  /** Intervals of an anniversary begin on the day of this time and its returns; day 29 to 31 clamps to a shorter month and comes back. */
  anchorAt: Scalars['DateTime']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Whose. */
  customer: Customer;
  /** No interval that begins here or later is granted; null: it goes on. The sooner of what was asked for and of its ending. */
  endAt?: Maybe<Scalars['DateTime']['output']>;
  /** When and by whom it was ended; null if it was not. */
  ending?: Maybe<RecurringGrantEnd>;
  /** How long a lot can be drawn on; null: to the end of its interval, or for ever if `neverExpires`. */
  expiresAfter?: Maybe<BillingInterval>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** How often. */
  interval: BillingInterval;
  /** Paid, or promotional. */
  kind: GrantKind;
  /** The seller's own data; each lot has it too. */
  metadata: Scalars['JSONObject']['output'];
  /** Whether its lots never expire. */
  neverExpires: Scalars['Boolean']['output'];
  /** Lots with a lower one are drawn on first. */
  priority: Scalars['Int']['output'];
  /** What goes over to the next interval; null: nothing. */
  rollover?: Maybe<CreditRollover>;
  /** What its lots can be drawn on by; null for every charge. */
  scope?: Maybe<GrantScope>;
  /** Where it comes from; null if not said. */
  source?: Maybe<Scalars['String']['output']>;
  /** The first lot begins here, with the whole amount. */
  startAt: Scalars['DateTime']['output'];
  /** What each interval is granted, of a rule in a unit; null for money. */
  units?: Maybe<CreditUnitAmount>;
};

/** A page of rules. */
export type RecurringGrantConnection = {
  /** The page's items with their cursors. */
  edges: Array<RecurringGrantEdge>;
  /** The page's items. */
  nodes: Array<RecurringGrant>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the rules in a list. */
export type RecurringGrantEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: RecurringGrant;
};

/** How a rule was ended. */
export type RecurringGrantEnd = {
  /** Who ended it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** No interval that begins here or later is granted. */
  endAt: Scalars['DateTime']['output'];
  /** When it was recorded. */
  endedAt: Scalars['DateTime']['output'];
  /** Why; null if not said. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** Which rules a list has. */
export type RecurringGrantFilter = {
  /** Only those of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
};

/** Which part of an interval's credit a lot is. */
export type RecurringLotPart =
  /** What ends with the interval, or all of it where nothing goes over. It is drawn on first. */
  | 'BASE'
  /** What goes over to the next interval as far as it is left: a lot that expires later. */
  | 'ROLLOVER';

/** Input of `refundCustomerCredit`. */
export type RefundCustomerCreditInput = {
  /** Major units, above zero, and no more than the credit. */
  amount: Scalars['Decimal']['input'];
  /** Whose. */
  customerExternalId: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `refundCustomerCredit`. */
export type RefundCustomerCreditPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `refundPayment`. */
export type RefundPaymentInput = {
  /** Major units, above zero and at most what is left of the payment; all of that if left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Which payment. */
  paymentId: Scalars['ID']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `refundPayment`. */
export type RefundPaymentPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `releaseHold`. */
export type ReleaseHoldInput = {
  /** Which hold. */
  holdId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `releaseHold`. */
export type ReleaseHoldPayload = {
  /** The hold as it is now; null when refused. */
  hold?: Maybe<CreditHold>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `removeCoupon`. */
export type RemoveCouponInput = {
  /** Which applied coupon. */
  appliedCouponId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `removeCoupon`. */
export type RemoveCouponPayload = {
  /** The applied coupon with its removal; null when refused. */
  appliedCoupon?: Maybe<AppliedCoupon>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `removeCreditAlert`. */
export type RemoveCreditAlertInput = {
  /** Which alert. */
  creditAlertId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
};

/** Answer of `removeCreditAlert`. */
export type RemoveCreditAlertPayload = {
  /** The alert as it is now; null when refused. */
  creditAlert?: Maybe<CreditAlert>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A charge line on which ledger and facts differ. */
export type ReplayDivergence = {
  /** Whose line. */
  customerExternalId: Scalars['String']['output'];
  /** How they differ. */
  kind: DivergenceKind;
  /** What the ledger has; null if it has no such line. */
  ledger?: Maybe<LedgerLineFigures>;
  /** Which line; null if nothing could be rebuilt. */
  lineKey?: Maybe<Scalars['String']['output']>;
  /** The same in words. */
  message: Scalars['String']['output'];
  /** What the facts come to; null if they make no such line. */
  rebuilt?: Maybe<RebuiltLineFigures>;
  /** What time it charges for; null if nothing could be rebuilt. */
  servicePeriod?: Maybe<Period>;
};

/** Input of `resumeSubscription`. */
export type ResumeSubscriptionInput = {
  /** The time for AT. May lie in the past: what was billed is then corrected on the next invoice. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it takes effect; AT if `at` is given, else NOW. */
  effective?: InputMaybe<ChangeEffective>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** How the period it falls into is split; as each price says if left out. */
  proration?: InputMaybe<Proration>;
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
};

/** Answer of `resumeSubscription`. */
export type ResumeSubscriptionPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** One account over the period. Amounts grow with debits on account 1150, and with credits on all others; so what is taken off revenue is below zero. */
export type RevenueAccount = {
  /** The balance at the end of the period: the opening and all movements. */
  closing: Money;
  /** The number in the chart of accounts. */
  code: Scalars['String']['output'];
  /** What journals of each kind did in the period; none that come to zero. */
  movements: Array<RevenueMovement>;
  /** The account's name in the chart. */
  name: Scalars['String']['output'];
  /** The balance before the period. */
  opening: Money;
};

/** The figures of a schedule. */
export type RevenueFigures = {
  /** Every account of the schedule, by code. */
  accounts: Array<RevenueAccount>;
  /** Paid credit that expired, or was kept when it was taken back. It is part of what was recognised. */
  breakage: Money;
  /** Fees charged in advance and not earned (account 2150). */
  deferred: RevenueAccount;
  /** Paid credit that was not drawn on (account 2100). */
  prepaid: RevenueAccount;
  /** Revenue of the period: usage, subscriptions, one-off charges and breakage, less discounts, promotional credit, credit notes and the tax that prices hold. */
  recognised: Money;
  /** Charged and on no invoice (account 1150). */
  unbilled: RevenueAccount;
};

/** The figures of one customer, price or plan. Only fields of what it is grouped by are there. */
export type RevenueGroup = {
  /** The customer; null unless grouped by customer. */
  customer?: Maybe<Customer>;
  /** The seller's own key of the customer; null unless grouped by customer. */
  customerExternalId?: Maybe<Scalars['String']['output']>;
  /** Its figures. */
  figures: RevenueFigures;
  /** Opaque; tells it apart from the others of its list. */
  key: Scalars['ID']['output'];
  /** The code of the plan; null for what belongs to none. */
  planCode?: Maybe<Scalars['String']['output']>;
  /** The code of the price; null unless grouped by price, and for what belongs to none. */
  priceCode?: Maybe<Scalars['String']['output']>;
  /** The number of the plan's version, of overridden prices that of their base; null unless grouped by price, and for what belongs to none. */
  versionNumber?: Maybe<Scalars['Int']['output']>;
};

/** A page of groups. */
export type RevenueGroupConnection = {
  /** The page's items with their cursors. */
  edges: Array<RevenueGroupEdge>;
  /** The page's items. */
  nodes: Array<RevenueGroup>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the groups in a list. */
export type RevenueGroupEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: RevenueGroup;
};

/** What journals of one kind did to an account. */
export type RevenueMovement = {
  /** What they come to. */
  amount: Money;
  /** What they record. */
  kind: JournalKind;
};

/** A period of the accounts. */
export type RevenuePeriod = {
  /** The first instant inside. */
  from: Scalars['DateTime']['input'];
  /** The first instant after. */
  to: Scalars['DateTime']['input'];
};

/** Revenue of a period, with the balances that it comes from. */
export type RevenueSchedule = {
  /** The currency of every amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** The figures of each customer billed in the currency, newest customer first. */
  customers: RevenueGroupConnection;
  /** Projected: when what is deferred at the end of the period will be earned, by month of the seller's calendar. Both columns add up to what is deferred. */
  deferral: Array<DeferredMonth>;
  /** Counts what was recorded at this instant or before; null: everything recorded by now. */
  knownAt?: Maybe<Scalars['DateTime']['output']>;
  /** The period. */
  period: Period;
  /** The figures of each plan, by code; last what belongs to no plan. */
  plans: RevenueGroupConnection;
  /** The figures of each price, by plan, version and price; last what belongs to no price: credit sold and expired, one-off charges, credit notes, tax that prices hold. */
  prices: RevenueGroupConnection;
  /** The sum of what the accounts differ by from the trial balance, each without its sign: zero. */
  residual: Money;
  /** Every account at the end of the period, here and in the trial balance. */
  ties: Array<RevenueTie>;
  /** The figures of the whole. */
  total: RevenueFigures;
};


/** Revenue of a period, with the balances that it comes from. */
export type RevenueScheduleCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Revenue of a period, with the balances that it comes from. */
export type RevenueSchedulePlansArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Revenue of a period, with the balances that it comes from. */
export type RevenueSchedulePricesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** An account of the schedule beside the trial balance, with the sign that it has in the schedule. */
export type RevenueTie = {
  /** The number in the chart of accounts. */
  code: Scalars['String']['output'];
  /** The difference: zero. */
  residual: Money;
  /** The closing balance of the schedule. */
  scheduled: Money;
  /** The balance of `trialBalance` at the end of the period. */
  trialBalance: Money;
};

/** Input of `reverseCharge`. */
export type ReverseChargeInput = {
  /** Which charge. */
  chargeId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why; at most 500 characters. The line that gives it back says it in its explanation. */
  reason: Scalars['String']['input'];
};

/** Answer of `reverseCharge`. */
export type ReverseChargePayload = {
  /** The charge with its reversal; null when refused. */
  charge?: Maybe<OneOffCharge>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `revertBackfill`. */
export type RevertBackfillInput = {
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Its name. */
  name: Scalars['String']['input'];
  /** Why, at most 1,000 characters. It is kept with every correction that it makes. */
  reason: Scalars['String']['input'];
};

/** Answer of `revertBackfill`. */
export type RevertBackfillPayload = {
  /** The backfill; null when refused. */
  backfill?: Maybe<UsageBackfill>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `revokeApiKey`. */
export type RevokeApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
};

/** Answer of `revokeApiKey`. */
export type RevokeApiKeyPayload = {
  /** The revoked key; null when refused. */
  apiKey?: Maybe<ApiKey>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What an API key may do. */
export type Scope =
  /** Read meters, plans and tax rates. */
  | 'CATALOG_READ'
  /** Create meters, plans and tax rates, and publish their versions. */
  | 'CATALOG_WRITE'
  /** Move a sandbox tenant's clock. */
  | 'CLOCK_ADVANCE'
  /** Read customers. */
  | 'CUSTOMERS_READ'
  /** Create and update customers. */
  | 'CUSTOMERS_WRITE'
  /** Read invoices. */
  | 'INVOICES_READ'
  /** Issue invoices. */
  | 'INVOICES_WRITE'
  /** Create and revoke API keys of the tenant. */
  | 'KEYS_MANAGE'
  /** Read journals, entries, balances and proofs. */
  | 'LEDGER_READ'
  /** Erase customers, and export what is kept of one. */
  | 'PRIVACY_MANAGE'
  /** Change what documents say of the seller, and the terms of all customers. */
  | 'SETTINGS_WRITE'
  /** Read subscriptions. */
  | 'SUBSCRIPTIONS_READ'
  /** Create and change subscriptions. */
  | 'SUBSCRIPTIONS_WRITE'
  /** Create tenants. Only the root key holds it, and it holds nothing else. */
  | 'TENANTS_MANAGE'
  /** Read usage events and quantities. */
  | 'USAGE_READ'
  /** Record usage. */
  | 'USAGE_WRITE';

/** What a segment charges. */
export type SegmentState =
  /** Fees and usage. */
  | 'ACTIVE'
  /** Nothing: cancelled. */
  | 'ENDED'
  /** Usage alone: paused, with usage charged. */
  | 'METERED'
  /** Nothing: paused. */
  | 'PAUSED';

/** Input of `setTopUpRule`. Amounts are above zero: in major units of the customer's currency, with no more digits than it has, or in a unit. */
export type SetTopUpRuleInput = {
  /** What it buys at a time; not less than the threshold, or one purchase would bring about the next (TOP_UP_LOOP). */
  amount: Scalars['Decimal']['input'];
  /** What is compared with the threshold. */
  basis?: TopUpBasis;
  /** Promotional credit on top of each purchase, with the same terms; none if left out. */
  bonusAmount?: InputMaybe<Scalars['Decimal']['input']>;
  /** What it is charged in; it must be the customer's. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** For whom. */
  customerExternalId: Scalars['String']['input'];
  /** What the invoices say, at most 500 characters; `Prepaid credit` if left out. Kept for ever, so no personal data. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** How long each lot can be drawn on; for ever if left out. */
  expiresAfter?: InputMaybe<BillingIntervalInput>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** The seller's own data, at most 8,192 bytes. Kept for ever, so no personal data. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** What automatic top-ups may charge the customer in a calendar month: money, also for a rule in a unit. Not less than one purchase. */
  monthlyLimit: Scalars['Decimal']['input'];
  /** From 0 to 1,000; lower ones are drawn on first. */
  priority?: Scalars['Int']['input'];
  /** What can draw on the lots; every charge if left out. */
  scope?: InputMaybe<GrantScopeInput>;
  /** Where it comes from, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** Codes of the tax rates that apply instead of the customer's; an empty list for none. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** It buys when less than this is left, of all credit, or of the unit that is named. */
  threshold: Scalars['Decimal']['input'];
  /** The code of the credit unit that `threshold`, `amount` and `bonusAmount` are in, at the rate in force now; money if left out. They then have no more digits than the unit, and are worth at least one minor unit. */
  unit?: InputMaybe<Scalars['String']['input']>;
  /** When what it bought can be drawn on. While a purchase `ON_PAYMENT` is not paid for, nothing more is bought. */
  usable?: PurchaseUse;
};

/** Answer of `setTopUpRule`. */
export type SetTopUpRulePayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The rule; null when refused. */
  topUpRule?: Maybe<TopUpRule>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What settles invoices, or gives back what is beyond them. It never changes. */
export type Settlement = Node & {
  /** Who recorded it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** What it took off each invoice; of a payment given back, what each owes again. Empty for refunds of credit. */
  allocations: Array<SettlementAllocation>;
  /** What it comes to; always above zero. */
  amount: Money;
  /** What of it became the customer's credit; below zero for what was taken from that. */
  credited: Money;
  /** Whose invoices, or whose credit. */
  customer: Customer;
  /** When it takes effect in the accounts: of a payment, when it was paid. */
  effectiveAt: Scalars['DateTime']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** Its journal. */
  journal: LedgerJournal;
  /** What it is. */
  kind: SettlementKind;
  /** The payment that was given back, or that did not hold; null for everything else. */
  payment?: Maybe<Settlement>;
  /** Where the money is or was kept; null if none moved. */
  provider?: Maybe<Scalars['String']['output']>;
  /** Why; null if not said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** By which the seller finds it elsewhere; null if not given. */
  reference?: Maybe<Scalars['String']['output']>;
  /** The refund that was paid; null for everything else. */
  refund?: Maybe<Settlement>;
};

/** What a settlement took off one invoice, or made it owe again. */
export type SettlementAllocation = {
  /** How much; above zero. */
  amount: Money;
  /** Which invoice. */
  invoice: Invoice;
};

/** A page of settlements. */
export type SettlementConnection = {
  /** The page's items with their cursors. */
  edges: Array<SettlementEdge>;
  /** The page's items. */
  nodes: Array<Settlement>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the settlements in a list. */
export type SettlementEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Settlement;
};

/** Which settlements to list. */
export type SettlementFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** Of one of these kinds. */
  kinds?: InputMaybe<Array<SettlementKind>>;
};

/** What a settlement is. Its journal is of the same kind. */
export type SettlementKind =
  /** The customer's credit paid invoices. */
  | 'CREDIT_APPLICATION'
  /** Money received. */
  | 'PAYMENT'
  /** A payment did not hold, or was charged back. */
  | 'PAYMENT_FAILURE'
  /** A payment was given back, in whole or in part. */
  | 'PAYMENT_REFUND'
  /** Credit that is to be paid out. */
  | 'REFUND'
  /** A refund that was paid out. */
  | 'REFUND_PAYMENT'
  /** What an invoice still owed was given up. */
  | 'WRITE_OFF';

/** Input of `simulatePlan`. */
export type SimulatePlanInput = {
  /** On which customers, at most 1,000; all if left out. */
  customerExternalIds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Charge lines are compared whose service begins at this instant or later, and that are due by now. */
  from: Scalars['DateTime']['input'];
  /** The terms to try, as in a plan. Exactly one of this and `planCode`. */
  plan?: InputMaybe<SimulatedPlanInput>;
  /** The plan to try. */
  planCode?: InputMaybe<Scalars['String']['input']>;
  /** Which version of it; the newest if left out. */
  planVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Which plans it takes the place of, all their versions; whatever a subscription is on if left out. Subscriptions that were never on one of them are not compared. */
  replacedPlanCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** And before this one. A line is compared whole, wherever its service ends. */
  to: Scalars['DateTime']['input'];
};

/** What one customer was charged and would have been. */
export type SimulatedCustomer = {
  /** The comparison; null if the customer could not be compared. */
  comparison?: Maybe<SimulationComparison>;
  /** The customer. */
  customer: Customer;
  /** The seller's own key of the customer. */
  customerExternalId: Scalars['String']['output'];
  /** Why not, such as another currency; null with a comparison. */
  refusal?: Maybe<SimulationRefusal>;
  /** How many subscriptions were on what is replaced, at any time. */
  subscriptions: Scalars['Int']['output'];
};

/** A page of simulated customers. */
export type SimulatedCustomerConnection = {
  /** The page's items with their cursors. */
  edges: Array<SimulatedCustomerEdge>;
  /** The page's items. */
  nodes: Array<SimulatedCustomer>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the simulated customers in a list. */
export type SimulatedCustomerEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: SimulatedCustomer;
};

/** Terms to try, as those of a plan version. */
export type SimulatedPlanInput = {
  /** Where periods begin. */
  anchor?: BillingAnchor;
  /** The currency of every price. Customers who are billed in another are told, and not compared. */
  currency: Scalars['CurrencyCode']['input'];
  /** How long a billing period is. */
  interval: BillingIntervalInput;
  /** The least that the prices with the plan's interval come to in a whole period, in major units. */
  minimumCommitment?: InputMaybe<Scalars['Decimal']['input']>;
  /** What is charged: 1 to 100 prices. Units held of a price without a meter are those that the subscription holds of a price of that code; 1 if it has none. */
  prices: Array<PriceInput>;
  /** So many local calendar days from the start of a subscription that began on a plan replaced nothing is charged; no trial if left out. */
  trialDays?: InputMaybe<Scalars['Int']['input']>;
};

/** What the prices of one code charged and would have. */
export type SimulatedPrice = {
  /** What was charged; zero for a price that only the simulated plan has. */
  actual: Money;
  /** The price's code. */
  code: Scalars['String']['output'];
  /** Simulated less actual. */
  difference: Money;
  /** What people call it. */
  name: Scalars['String']['output'];
  /** What would have been; zero for a price that the simulated plan lacks. */
  simulated: Money;
};

/** Charges side by side, before discounts and tax. */
export type SimulationComparison = {
  /** What the ledger has charged for the lines compared, and what is due of them and not posted yet. */
  actual: Money;
  /** Simulated less actual. */
  difference: Money;
  /** The part of `actual` that is not posted yet. */
  notPosted: Money;
  /** By price code: the simulated plan's prices in its order, then those that only the real plans have. At most a few hundred. */
  prices: Array<SimulatedPrice>;
  /** What the plan would have charged, by the same rating as real charges. */
  simulated: Money;
};

/** Why a customer could not be compared. */
export type SimulationRefusal = {
  /** The kind of reason. */
  code: ErrorCode;
  /** The reason, for people. */
  message: Scalars['String']['output'];
};

/** Sums over the customers that could be compared. */
export type SimulationTotal = {
  /** What was charged. */
  actual: Money;
  /** How many were compared. */
  customers: Scalars['Int']['output'];
  /** Simulated less actual: above zero, the plan would have brought more. */
  difference: Money;
  /** How many were not, each of which says why. */
  refused: Scalars['Int']['output'];
  /** What the plan would have charged. */
  simulated: Money;
};

/** Whether something may be spent. Amounts are after discounts and before tax. */
export type SpendDecision = {
  /** What would be left of that. */
  balanceAfter: Money;
  /** What can be drawn on for it, of lots that cover it. */
  balanceBefore: Money;
  /** What it would cost: the difference to what unbilled usage and held usage come to. Below zero where it makes all of the usage cheaper. */
  cost: Money;
  /** Whether it may. */
  isAllowed: Scalars['Boolean']['output'];
  /** What of the cost no lot covers; zero if it may be spent, and where nothing claims the usage. */
  missing: Money;
  /** Why not; null if it may. */
  reason?: Maybe<SpendRefusal>;
  /** Why no charge line would count the usage; null if one would. In a trial it may be used all the same, for nothing. */
  unclaimed?: Maybe<UnratedReason>;
};

/** Why something may not be spent. */
export type SpendRefusal =
  /** The credit that covers it is less than it costs. */
  | 'INSUFFICIENT_CREDIT'
  /** No subscription has a charge line that would count the usage; `unclaimed` says why. */
  | 'NO_SUBSCRIPTION_CLAIMS';

/** Input of `stageBackfill`. */
export type StageBackfillInput = {
  /** What it is about, the same on every page, and this page's events. */
  batch: BackfillBatchInput;
  /** Its name, 1-255 characters, unique for the tenant. */
  name: Scalars['String']['input'];
  /** Which page of the batch, from 1 to 100. They may come in any order. */
  page: Scalars['Int']['input'];
  /** Why, at most 1,000 characters; the same on every page. */
  reason: Scalars['String']['input'];
};

/** Answer of `stageBackfill`. */
export type StageBackfillPayload = {
  /** The backfill as it stands; null when refused. */
  backfill?: Maybe<UsageBackfill>;
  /** Whether the page was staged before. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** One document or settlement on a statement. */
export type StatementEntry = {
  /** What it comes to, zero or above. Credit applied and refunds paid come to something and change nothing that is owed. */
  amount: Money;
  /** What is owed after it. */
  balance: Money;
  /** What it adds to what is owed; below zero for what it takes off. */
  change: Money;
  /** When it took effect. */
  effectiveAt: Scalars['DateTime']['output'];
  /** The numbers of the invoices that it is, pays, or corrects. */
  invoiceNumbers: Array<Scalars['String']['output']>;
  /** Its journal. */
  journal: LedgerJournal;
  /** What it is, as its journal says. */
  kind: JournalKind;
  /** The number of the invoice or credit note that it is; null for what is no document. */
  number?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** The settlement with what was said of it; null for a document. */
  settlement?: Maybe<Settlement>;
};

/** A page of entries of a statement. */
export type StatementEntryConnection = {
  /** The page's items with their cursors. */
  edges: Array<StatementEntryEdge>;
  /** The page's items. */
  nodes: Array<StatementEntry>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the entries of a statement in a list. */
export type StatementEntryEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: StatementEntry;
};

/** Lots of credit on a statement: opening, and granted less burned, expired, voided and transferred, is closing. */
export type StatementLots = {
  /** Drawn by charges, less what they and credit notes gave back. */
  burned: Money;
  /** What is left of all lots in the end. */
  closingBalance: Money;
  /** Expired, less what counts again since. */
  expired: Money;
  /** Granted, bought, or come from other customers. */
  granted: Money;
  /** What was left of all lots before, also of those that wait to begin or to be paid for. */
  openingBalance: Money;
  /** Gone to other customers. */
  transferred: Money;
  /** Taken back. */
  voided: Money;
};

/** A customer on a plan over time. */
export type Subscription = Node & {
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Who is billed. */
  customer: Customer;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The plan in force at the newest segment. */
  plan: Plan;
  /** The plan version in force at the newest segment. */
  planVersion: PlanVersion;
  /** What is in force when, oldest first. */
  segments: Array<SubscriptionSegment>;
  /** When it begins. */
  startAt: Scalars['DateTime']['output'];
  /** What it is now, by the tenant's clock. */
  status: SubscriptionStatus;
  /** When its trial ends and charging begins; null if it has no trial. */
  trialEndAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of subscriptions. */
export type SubscriptionConnection = {
  /** The page's items with their cursors. */
  edges: Array<SubscriptionEdge>;
  /** The page's items. */
  nodes: Array<Subscription>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the subscriptions in a list. */
export type SubscriptionEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Subscription;
};

/** Which subscriptions to list; all conditions must hold. */
export type SubscriptionFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
};

/** A stretch of a subscription's life under one plan version and one set of quantities. Append-only: a later segment takes over from its start. */
export type SubscriptionSegment = {
  /** Who recorded it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** In force until here; null while nothing takes over. */
  endAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it is charged otherwise than the plan says; null: nowhere. */
  overrides?: Maybe<PriceOverrides>;
  /** The plan version in force. */
  planVersion: PlanVersion;
  /** How the change at its start splits a period; null: as each price says. */
  proration?: Maybe<Proration>;
  /** Quantities of prices without a meter. */
  quantities: Array<PriceQuantity>;
  /** Why; null if nobody said. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** In force from here on. */
  startAt: Scalars['DateTime']['output'];
  /** What is charged. */
  state: SegmentState;
  /** What the change at its start does to usage tiers; null: they go on with the same price and begin anew with another. */
  tiers?: Maybe<TierPolicy>;
};

/** What a subscription is. */
export type SubscriptionStatus =
  /** It is charged. */
  | 'ACTIVE'
  /** It has ended. */
  | 'ENDED'
  /** It is paused. */
  | 'PAUSED'
  /** It begins later. */
  | 'SCHEDULED';

/** A line that was billed and that another has taken the place of. */
export type SupersededLine = {
  /** What earlier invoices charged for it in all, before discounts. */
  amount: Money;
  /** How it came about, as it was known when it was billed last. */
  explain: LineExplanation;
  /** The line's identity. */
  lineKey: Scalars['String']['output'];
  /** The version of its plan that the price is of. */
  planVersion: PlanVersion;
  /** The price that was billed. */
  price: Price;
  /** The whole quantity that was billed; null for a fee. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};

/** How a supply is taxed, by the codes of EN 16931 (UNCL5305). */
export type TaxCategory =
  /** Reverse charge: the buyer owes the tax. */
  | 'AE'
  /** Exempt, for a reason that is named. */
  | 'E'
  /** Export outside the EU. */
  | 'G'
  /** Intra-community supply. */
  | 'K'
  /** Outside the scope of tax. */
  | 'O'
  /** Standard: taxed at a rate above zero. */
  | 'S'
  /** Zero rated. */
  | 'Z';

/** Why a customer is charged no tax, whatever rates apply otherwise. */
export type TaxExemption = {
  /** The category that takes the place of S: one of E, AE, K, G, O. */
  category: TaxCategory;
  /** In words; null if a code says why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** A code of the VATEX list; null if words say why. */
  reasonCode?: Maybe<Scalars['String']['output']>;
};

/** Why a customer is charged no tax. Categories AE and K need the customer's `taxNumber`. */
export type TaxExemptionInput = {
  /** One of E, AE, K, G, O. */
  category: TaxCategory;
  /** In words, at most 500 characters. E needs it, or a code; the others have a code of their own. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** A code of the VATEX list, for example VATEX-EU-AE. */
  reasonCode?: InputMaybe<Scalars['String']['input']>;
};

/** A tax by its code, in numbered versions. What is charged takes the rates of the nearest level that names any: the price (or one-off charge), its plan, the customer, the tenant. Each applies in the version in force when the charge takes effect: a charge in arrears at the end of its service, a fee in advance at its start. */
export type TaxRate = Node & {
  /** The seller's own key, unique in the tenant. */
  code: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The version in force now, by the tenant's clock; null if none is yet. */
  currentVersion?: Maybe<TaxRateVersion>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** Every version, oldest first. */
  versions: Array<TaxRateVersion>;
};

/** A page of tax rates. */
export type TaxRateConnection = {
  /** The page's items with their cursors. */
  edges: Array<TaxRateEdge>;
  /** The page's items. */
  nodes: Array<TaxRate>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the tax rates in a list. */
export type TaxRateEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: TaxRate;
};

/** One immutable, numbered set of a tax rate's terms. */
export type TaxRateVersion = {
  /** How the supply is taxed. */
  category: TaxCategory;
  /** ISO 3166-1 alpha-2 country code; null if not said. */
  country?: Maybe<Scalars['String']['output']>;
  /** In force from here until the next version's; null: from the beginning. */
  effectiveFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id; the reference of its accounts in the ledger. */
  id: Scalars['ID']['output'];
  /** Whether prices hold the tax already. */
  isInclusive: Scalars['Boolean']['output'];
  /** The authority within the country; null if not said. */
  jurisdiction?: Maybe<Scalars['String']['output']>;
  /** What documents call it. */
  name: Scalars['String']['output'];
  /** 1 for the first. */
  number: Scalars['Int']['output'];
  /** In percent: 19 for 19 %. */
  percentage: Scalars['Decimal']['output'];
  /** When it was published. */
  publishedAt: Scalars['DateTime']['output'];
  /** Why no tax is charged, in words; null if it is charged, or a code says why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Why no tax is charged, as a code of the VATEX list; null if it is charged, or words say why. */
  reasonCode?: Maybe<Scalars['String']['output']>;
};

/** One seller using the engine. Every other object belongs to one tenant and is invisible to the others. */
export type Tenant = {
  /** The seller's address on documents; null if not given. */
  address?: Maybe<BillingAddress>;
  /** The tenant's time. */
  clock: Clock;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** How credit notes are numbered; null: CN-{seq:6}. */
  creditNoteNumberFormat?: Maybe<Scalars['String']['output']>;
  /** How debit notes are numbered; null: DN-{seq:6}. */
  debitNoteNumberFormat?: Maybe<Scalars['String']['output']>;
  /** The currency of customers created without one. */
  defaultCurrency: Scalars['CurrencyCode']['output'];
  /** Hours after the end of a metered period in which its invoice waits for late usage; null: none. */
  gracePeriodHours?: Maybe<Scalars['Int']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** How invoices are numbered; null: INV-{seq:6}. */
  invoiceNumberFormat?: Maybe<Scalars['String']['output']>;
  /** What late usage and corrections of periods that were invoiced draw on credit; null: AS_OF_NOW. */
  lateCredit?: Maybe<LateCreditPolicy>;
  /** What becomes of late usage and corrections of periods that were invoiced; null: NEXT_INVOICE. */
  lateUsage?: Maybe<LateUsagePolicy>;
  /** The name on documents; null: the tenant's name. */
  legalName?: Maybe<Scalars['String']['output']>;
  /** The seller's name. */
  name: Scalars['String']['output'];
  /** Days from the day of issue until an invoice is due; null: due at once. */
  netDays?: Maybe<Scalars['Int']['output']>;
  /** The seller's number in the register of companies; null if not given. */
  registrationNumber?: Maybe<Scalars['String']['output']>;
  /** Years, from the end of the year of issue on, for which issued invoices name a customer who was erased; null: 10. */
  retentionYears?: Maybe<Scalars['Int']['output']>;
  /** The seller's tax number on documents, for example a VAT id; null if not given. */
  taxNumber?: Maybe<Scalars['String']['output']>;
  /** The tax rates of everything for which neither price, plan nor customer names any. */
  taxRateCodes: Array<Scalars['String']['output']>;
  /** The time zone of customers created without one. */
  timeZone: Scalars['TimeZone']['output'];
  /** What a customer's unbilled usage comes to when it is invoiced before its period is over; zero and null: never. For customers of the tenant's currency who have none of their own. */
  usageThreshold?: Maybe<Money>;
};

/** How far a customer's unbilled usage is from the amount at which it is invoiced before its period is over. */
export type ThresholdStanding = {
  /** Whether the threshold is reached. The server looks every minute where usage is new, and every hour everywhere. */
  isReached: Scalars['Boolean']['output'];
  /** From when on the invoice may be issued: later than now while usage of a period that is over is waited for. */
  mayIssueAt: Scalars['DateTime']['output'];
  /** The amount: the customer's own, or the tenant's. */
  threshold: Money;
  /** What usage that no invoice has comes to so far, after discounts and the credit that would pay for it, before tax. Fees and one-off charges do not count. */
  unbilled: Money;
};

/** What becomes of a period's earlier usage when a change brings another price of the same code and meter. */
export type TierPolicy =
  /** Earlier usage has used them up already: what is charged from the change on is what the new price makes of all usage of the period, less what it makes of the usage before the change, and not below zero. Minimum and maximum amounts apply to that difference. */
  | 'CARRY_OVER'
  /** Tiers, included units and free events begin anew, even for the very same price. */
  | 'RESTART';

/** Tiers, in ascending order. */
export type TieredModelInput = {
  /** At least one; the last has `upTo: null`, and no other. */
  tiers: Array<PriceTierInput>;
};

/** What an automatic top-up compares with its threshold. */
export type TopUpBasis =
  /** What can be drawn on: `CustomerCredits.balance`, or of a rule in a unit that unit in `unitBalances`. */
  | 'BALANCE'
  /** That less what unbilled usage and holds would draw: `CustomerCredits.projectedBalance`, or `projectedUnitBalances`. */
  | 'PROJECTED_BALANCE';

/** A rule of automatic top-up. A job looks every five minutes, and buys once a look while the rule is `DUE`. A customer has at most one in force. */
export type TopUpRule = Node & {
  /** Who set it, in whose name it buys: the id of an API key. */
  actor: Scalars['String']['output'];
  /** What it buys at a time, and its price before tax; of a rule in a unit, at the rate at which the rule was set. */
  amount: Money;
  /** What is compared with the threshold. */
  basis: TopUpBasis;
  /** Promotional credit on top of each purchase; null for none. */
  bonusAmount?: Maybe<Money>;
  /** That of a rule in a unit; null for none, and for money. */
  bonusUnits?: Maybe<CreditUnitAmount>;
  /** When it was set. */
  createdAt: Scalars['DateTime']['output'];
  /** For whom. */
  customer: Customer;
  /** What its invoices say; null for what purchases say of themselves. */
  description?: Maybe<Scalars['String']['output']>;
  /** When and by whom it was ended; null while it is in force. */
  ending?: Maybe<TopUpRuleEnd>;
  /** How long a lot can be drawn on; null: for ever. */
  expiresAfter?: Maybe<BillingInterval>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The seller's own data; each lot has it too. */
  metadata: Scalars['JSONObject']['output'];
  /** What automatic top-ups may charge the customer in a calendar month of the customer's; a bonus does not count. */
  monthlyLimit: Money;
  /** Lots with a lower one are drawn on first. */
  priority: Scalars['Int']['output'];
  /** What its lots can be drawn on by; null for every charge. */
  scope?: Maybe<GrantScope>;
  /** Where it comes from; null if not said. */
  source?: Maybe<Scalars['String']['output']>;
  /** How it stands now. On the projected balance it is as dear as the upcoming invoice. */
  standing: TopUpStanding;
  /** Codes of the tax rates that apply instead of the customer's; null for the customer's. */
  taxRateCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** It buys when less than this is left; of a rule in a unit, what its `thresholdUnits` were worth when it was set. */
  threshold: Money;
  /** It buys when less of the rule's unit is left; null for a rule in money. */
  thresholdUnits?: Maybe<CreditUnitAmount>;
  /** What it buys at a time, of a rule in a unit; null for money. */
  units?: Maybe<CreditUnitAmount>;
  /** When what it bought can be drawn on. */
  usable: PurchaseUse;
};

/** A page of rules. */
export type TopUpRuleConnection = {
  /** The page's items with their cursors. */
  edges: Array<TopUpRuleEdge>;
  /** The page's items. */
  nodes: Array<TopUpRule>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the rules in a list. */
export type TopUpRuleEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: TopUpRule;
};

/** How an automatic top-up was ended. */
export type TopUpRuleEnd = {
  /** Who ended it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** When. */
  endedAt: Scalars['DateTime']['output'];
  /** Why; null if not said, or if another took its place. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** Which rules a list has. */
export type TopUpRuleFilter = {
  /** Only those of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
};

/** How an automatic top-up stands now. */
export type TopUpStanding = {
  /** What automatic top-ups bought, that can be drawn on once it is paid for, and is not paid for. */
  awaitingPayment: Money;
  /** What is compared with the threshold; of a rule in a unit, what is left in money of that unit's lots. */
  balance: Money;
  /** What automatic top-ups charged the customer this month, by whichever rule and whatever became of it. */
  boughtInMonth: Money;
  /** What may still be charged this month. */
  leftInMonth: Money;
  /** When the customer's month ends. */
  monthEndsAt: Scalars['DateTime']['output'];
  /** What the next look does, or why it does nothing. */
  state: TopUpState;
  /** What is left of the rule's unit, which is compared with its `thresholdUnits`; null for a rule in money. */
  unitBalance?: Maybe<CreditUnitAmount>;
};

/** How an automatic top-up stands; the first that is so. */
export type TopUpState =
  /** Too little is left, and what was bought before waits to be paid for. It buys again once that is paid, or taken back. */
  | 'AWAITING_PAYMENT'
  /** Too little is left: the next look buys. */
  | 'DUE'
  /** It was ended, or another took its place. */
  | 'ENDED'
  /** Too little is left, and one more purchase would pass the month's limit. It buys again in the next month. */
  | 'LIMIT_REACHED'
  /** Enough is left. */
  | 'WATCHING';

/** How many items a list has in all. */
export type TotalCount = {
  /** Whether there are more than the value says. */
  isCapped: Scalars['Boolean']['output'];
  /** The count, at most 10,000. */
  value: Scalars['Int']['output'];
};

/** Input of `transferCredits`. */
export type TransferCreditsInput = {
  /** Above zero and no more than is left; all that is left if left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Which lot. Credit that waits to be paid for stays where it is. */
  grantId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** To whom: another customer of the same currency, not an erased one. */
  toCustomerExternalId: Scalars['String']['input'];
  /** The code of the grant's unit, if the amount is in it; money if left out. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `transferCredits`. */
export type TransferCreditsPayload = {
  /** The lot as it is now; null when refused. */
  grant?: Maybe<CreditGrant>;
  /** The other customer's lot; null when refused. */
  received?: Maybe<CreditGrant>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Debits and credits of every account in one currency. */
export type TrialBalance = {
  /** Every account with entries, by code. */
  accounts: Array<AccountBalance>;
  /** The currency. */
  currency: Scalars['CurrencyCode']['output'];
  /** Debits less credits: zero. */
  difference: Money;
  /** Whether the difference is zero. */
  isBalanced: Scalars['Boolean']['output'];
  /** The sum of all credits. */
  totalCredits: Money;
  /** The sum of all debits. */
  totalDebits: Money;
};

/** How measured units become billed units, before included units are taken off and the model applies: divided, then rounded. */
export type UnitConversion = {
  /** So many measured units are one billed unit. */
  divideBy: Scalars['Decimal']['output'];
  /** What becomes of a part of a billed unit. */
  rounding: UnitRounding;
};

/** How measured units become billed units, before included units are taken off and the model applies: divided, then rounded. */
export type UnitConversionInput = {
  /** So many measured units are one billed unit; above zero. */
  divideBy: Scalars['Decimal']['input'];
  /** What becomes of a part of a billed unit. */
  rounding?: UnitRounding;
};

/** What becomes of a part of a billed unit. */
export type UnitRounding =
  /** A started unit is not charged. */
  | 'DOWN'
  /** The nearest whole unit; a half is a whole one. */
  | 'HALF_UP'
  /** The part is charged as a part, to 12 fraction digits. */
  | 'NONE'
  /** A started unit is charged as a whole one. */
  | 'UP';

/** Why no charge line counts a usage event. Of several subscriptions that each have a reason, the first of these is told. */
export type UnratedReason =
  /** It occurred after the subscription ended. */
  | 'AFTER_SUBSCRIPTION'
  /** It occurred before the subscription began. */
  | 'BEFORE_SUBSCRIPTION'
  /** The filters of every meter of its name leave it out. */
  | 'FILTERED_OUT'
  /** No meter measures events of its name. */
  | 'NO_METER'
  /** No price of the plan that was in force is of a meter that measures it. */
  | 'NO_PRICE'
  /** Its customer has no subscription. */
  | 'NO_SUBSCRIPTION'
  /** It occurred while the subscription was paused. */
  | 'PAUSED'
  /** It occurred in a trial. */
  | 'TRIAL'
  /** It is voided, so nothing ever will. */
  | 'VOIDED';

/** An event that no charge line counts, due or not. */
export type UnratedUsage = {
  /** The event. */
  event: UsageEvent;
  /** Why nothing counts it. */
  reason: UnratedReason;
};

/** Which unrated usage to list; all conditions must hold. */
export type UnratedUsageFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** Of this name. */
  eventName?: InputMaybe<Scalars['String']['input']>;
  /** That was recorded to have occurred at this instant or later. */
  occurredFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** That was recorded to have occurred before this instant. */
  occurredTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** For these reasons; for all but VOIDED if left out. */
  reasons?: InputMaybe<Array<UnratedReason>>;
};

/** One page of unrated usage, and where it stands. */
export type UnratedUsagePage = {
  /** Where to go on: after the last event that was looked at. Null if there was none. */
  cursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are events that were not looked at. */
  hasMore: Scalars['Boolean']['output'];
  /** The events, in the order of arrival. */
  nodes: Array<UnratedUsage>;
  /** How many events were looked at, rated ones too. */
  scanned: Scalars['Int']['output'];
};

/** Input of `unscheduleChanges`. */
export type UnscheduleChangesInput = {
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the record. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Which subscription. */
  subscriptionId: Scalars['ID']['input'];
};

/** Answer of `unscheduleChanges`. */
export type UnscheduleChangesPayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** The subscription after the change; null when refused. */
  subscription?: Maybe<Subscription>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `updateCustomer`. A field left out stays as it is. */
export type UpdateCustomerInput = {
  /** The address on invoices; null takes it away. */
  billingAddress?: InputMaybe<BillingAddressInput>;
  /** How the customer's credit notes are numbered, as `UpdateTenantInput` describes formats. A text of its own makes a series of its own. */
  creditNoteNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** How the customer's debit notes are numbered, as `UpdateTenantInput` describes formats. A text of its own makes a series of its own. */
  debitNoteNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** Where invoices go; null takes it away. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The seller's own key. */
  externalId: Scalars['String']['input'];
  /** Hours after the end of a metered period in which its invoice waits for late usage: 0 to 8,760. */
  gracePeriodHours?: InputMaybe<Scalars['Int']['input']>;
  /** The same key and values give the first answer again and change nothing; kept for ever. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How the customer's invoices are numbered, as `UpdateTenantInput` describes formats. A text of its own makes a series of its own. */
  invoiceNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** The language of documents, as a BCP 47 tag such as "de". */
  language?: InputMaybe<Scalars['String']['input']>;
  /** What late usage and corrections of periods that were invoiced draw on credit. */
  lateCredit?: InputMaybe<LateCreditPolicy>;
  /** What becomes of late usage and corrections of periods that were invoiced. */
  lateUsage?: InputMaybe<LateUsagePolicy>;
  /** The seller's own data; replaces what is there. */
  metadata?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The name on invoices. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Days from the day of issue until an invoice is due: 0 to 3,650. */
  netDays?: InputMaybe<Scalars['Int']['input']>;
  /** Why the time zone changes, for the record; at most 1,000 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Why no tax is charged; null: it is charged. */
  taxExemption?: InputMaybe<TaxExemptionInput>;
  /** As tax authorities know the customer, for example a VAT id. */
  taxNumber?: InputMaybe<Scalars['String']['input']>;
  /** The tax rates of everything for which neither price nor plan names any; at most 10. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where days, months and years begin from `timeZoneFrom` on. Takes the place of what was scheduled for then or later. */
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  /** From when on the zone holds; now if left out. May lie in the past: what was billed is then corrected on the next invoice. */
  timeZoneFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** What unbilled usage comes to when it is invoiced before its period is over: in major units of the customer's currency, zero for never; null: as the tenant's. */
  usageThreshold?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Answer of `updateCustomer`. */
export type UpdateCustomerPayload = {
  /** The customer after the change; null when refused. */
  customer?: Maybe<Customer>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `updateTenant`. A field left out stays as it is; null takes it back. */
export type UpdateTenantInput = {
  /** The seller's address on documents. */
  address?: InputMaybe<BillingAddressInput>;
  /** How credit notes are numbered from now on: letters, digits and . _ / - with one {seq} or {seq:6} (six digits at least), and before it {YYYY} if the numbers are to begin again each year. Issued credit notes keep their numbers, and a series that was used before goes on where it was. */
  creditNoteNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** How debit notes are numbered from now on: letters, digits and . _ / - with one {seq} or {seq:6} (six digits at least), and before it {YYYY} if the numbers are to begin again each year. Issued debit notes keep their numbers, and a series that was used before goes on where it was. */
  debitNoteNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** Hours after the end of a metered period in which its invoice waits for late usage: 0 to 8,760. */
  gracePeriodHours?: InputMaybe<Scalars['Int']['input']>;
  /** How invoices are numbered from now on: letters, digits and . _ / - with one {seq} or {seq:6} (six digits at least), and before it {YYYY} if the numbers are to begin again each year. Issued invoices keep their numbers, and a series that was used before goes on where it was. */
  invoiceNumberFormat?: InputMaybe<Scalars['String']['input']>;
  /** What late usage and corrections of periods that were invoiced draw on credit. */
  lateCredit?: InputMaybe<LateCreditPolicy>;
  /** What becomes of late usage and corrections of periods that were invoiced. */
  lateUsage?: InputMaybe<LateUsagePolicy>;
  /** The name on documents, at most 500 characters. */
  legalName?: InputMaybe<Scalars['String']['input']>;
  /** Days from the day of issue until an invoice is due: 0 to 3,650. */
  netDays?: InputMaybe<Scalars['Int']['input']>;
  /** The seller's number in the register of companies. */
  registrationNumber?: InputMaybe<Scalars['String']['input']>;
  /** Years, from the end of the year of issue on, for which issued invoices name a customer who was erased: 0 to 99. */
  retentionYears?: InputMaybe<Scalars['Int']['input']>;
  /** The seller's tax number on documents, for example a VAT id. */
  taxNumber?: InputMaybe<Scalars['String']['input']>;
  /** The tax rates of everything for which neither price, plan nor customer names any; at most 10. */
  taxRateCodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What a customer's unbilled usage comes to when it is invoiced before its period is over: in major units of the tenant's currency, zero for never. It counts for customers of that currency who have none of their own. */
  usageThreshold?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Answer of `updateTenant`. */
export type UpdateTenantPayload = {
  /** The tenant after the change; null when refused. */
  tenant?: Maybe<Tenant>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** A named batch of usage for a time, which counts as a whole. */
export type UsageBackfill = Node & {
  /** Who opened it: the id of an API key. */
  actor: Scalars['ID']['output'];
  /** That it was applied; null while it is staged. */
  application?: Maybe<UsageBackfillStep>;
  /** The customers that it is about. */
  customers: Array<Customer>;
  /** How many events they hold. */
  eventCount: Scalars['Int']['output'];
  /** The event names that it is about. */
  eventNames: Array<Scalars['String']['output']>;
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** Its name, unique for the tenant. */
  name: Scalars['String']['output'];
  /** How many pages of its batch there are. */
  pages: Scalars['Int']['output'];
  /** The time that it is about: it changes nothing outside. */
  period: Period;
  /** Why, as whoever asked for it said. */
  reason: Scalars['String']['output'];
  /** When it was opened. */
  recordedAt: Scalars['DateTime']['output'];
  /** Whether what counted in it and is not in the batch is taken out. */
  replace: Scalars['Boolean']['output'];
  /** That it was reverted; null if it was not. */
  reversion?: Maybe<UsageBackfillStep>;
  /** How far it is. */
  state: UsageBackfillState;
};

/** A page of backfills. */
export type UsageBackfillConnection = {
  /** The page's items with their cursors. */
  edges: Array<UsageBackfillEdge>;
  /** The page's items. */
  nodes: Array<UsageBackfill>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the backfills in a list. */
export type UsageBackfillEdge = {
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: UsageBackfill;
};

/** How far a backfill is. */
export type UsageBackfillState =
  /** All of it counts. */
  | 'APPLIED'
  /** It was applied and undone; nothing of it counts. */
  | 'REVERTED'
  /** It is being put together; nothing of it counts. */
  | 'STAGED';

/** That a backfill was applied or reverted, and how many events that concerned. */
export type UsageBackfillStep = {
  /** Who asked for it: the id of an API key. */
  actor: Scalars['ID']['output'];
  /** Events that it recorded. */
  added: Scalars['Int']['output'];
  /** Events that count with other values. */
  amended: Scalars['Int']['output'];
  /** Events of the batch that were there already, with the same content. */
  duplicates: Scalars['Int']['output'];
  /** Why it was reverted; null for what applied it, whose reason is the backfill's own. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When. */
  recordedAt: Scalars['DateTime']['output'];
  /** Events that count again. */
  restored: Scalars['Int']['output'];
  /** Events that it took out of the count. */
  voided: Scalars['Int']['output'];
};

/** A correction of a usage event. The event stays as it was recorded; what it counts as changes. */
export type UsageCorrection = {
  /** Who asked for it: the id of an API key. */
  actor: Scalars['String']['output'];
  /** The backfill that made it, or whose reversion did; null if it was asked for by itself, or the backfill is out of reach. */
  backfill?: Maybe<UsageBackfill>;
  /** What it does. */
  kind: UsageCorrectionKind;
  /** The n-th correction of its event, from 1. */
  ordinal: Scalars['Int']['output'];
  /** Why, as whoever asked for it said. */
  reason: Scalars['String']['output'];
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** What the event counts as from here on; null if it no longer counts. */
  values?: Maybe<UsageValues>;
};

/** What a correction does. */
export type UsageCorrectionKind =
  /** The event counts with other values. */
  | 'AMEND'
  /** The event, which a backfill or its reversion took out of the count, counts again. */
  | 'RESTORE'
  /** The event no longer counts. */
  | 'VOID';

/** How many events of a batch had each outcome. */
export type UsageCounts = {
  /** Recorded now. */
  accepted: Scalars['Int']['output'];
  /** Their key holds other content. */
  conflict: Scalars['Int']['output'];
  /** Recorded before with the same content. */
  duplicate: Scalars['Int']['output'];
  /** Not valid. */
  rejected: Scalars['Int']['output'];
};

/** One immutable fact about usage, identified for ever by its customer and key. */
export type UsageEvent = Node & {
  /** The backfill that recorded it; null if it was sent by itself, or the backfill is out of reach. */
  backfill?: Maybe<UsageBackfill>;
  /** Everything that was corrected about it, oldest first; at most 100. */
  corrections: Array<UsageCorrection>;
  /** What it counts as now: as recorded, or as its newest correction says. Null once it is voided. */
  counts?: Maybe<UsageValues>;
  /** Whose usage. */
  customer: Customer;
  /** What happened. */
  eventName: Scalars['String']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** The sender's own key, unique for the customer. */
  key: Scalars['String']['output'];
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** Names of its personal properties, also once they are erased. */
  personalProperties: Array<Scalars['String']['output']>;
  /** What is known about it, personal properties among it until the customer is erased. */
  properties: Scalars['JSONObject']['output'];
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
};

/** What became of a usage event in billing. It is worth 2,000 objects of a request's cost. */
export type UsageEventBilling = {
  /** The charges, in the order of posting, those that are still to come last; of at most 100 charge lines. */
  charges: Array<UsageEventCharge>;
  /** The event, with what it counts as now and everything that was corrected about it. */
  event: UsageEvent;
  /** Whether it is counted on more charge lines than are listed. Only what a level carries on is counted on so many. */
  hasMore: Scalars['Boolean']['output'];
  /** Why no charge line counts it now; null if one does. */
  unratedReason?: Maybe<UnratedReason>;
};

/** A charge that counts a usage event otherwise than the charge of its line before. Lines whose tiers the event only fills are not among them. */
export type UsageEventCharge = {
  /** Its whole amount after. */
  amountAfter: Money;
  /** The line's whole amount before, before discounts and tax. */
  amountBefore: Money;
  /** What the line counted the event as before; null if it did not. */
  countedBefore?: Maybe<UsageValues>;
  /** What it counts it as; null if it does not any more. */
  counts?: Maybe<UsageValues>;
  /** The combination of dimensions that the line is for; null if it has none. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** The invoice that it is on; null while it is on none. */
  invoice?: Maybe<Invoice>;
  /** The journal; null while it is not posted. */
  journal?: Maybe<LedgerJournal>;
  /** What the event is to its line here. */
  kind: UsageEventChargeKind;
  /** The line's key, the same on every invoice that it is on. */
  lineKey: Scalars['String']['output'];
  /** The price. */
  price: Price;
  /** Its whole quantity after, with all that came to it or left it at the same time. */
  quantityAfter?: Maybe<Scalars['Decimal']['output']>;
  /** The line's whole quantity before, with all other events; null before its first charge. */
  quantityBefore?: Maybe<Scalars['Decimal']['output']>;
  /** The time that the line charges for. */
  servicePeriod: Period;
  /** Whether it is on a document. */
  state: UsageEventChargeState;
  /** The subscription. */
  subscription: Subscription;
};

/** What an event is to a charge of its line. */
export type UsageEventChargeKind =
  /** The line counted it before: it is voided, amended, moved off the line, or back. */
  | 'ADJUSTMENT'
  /** The line counts it for the first time. There is one such charge of each line that ever counted it. */
  | 'FIRST_CHARGE';

/** Whether a charge that counts an event is on a document. */
export type UsageEventChargeState =
  /** It is on an issued invoice. */
  | 'INVOICED'
  /** It is not posted yet: the invoice that its line falls due on does that, or for a line that was billed, the next. */
  | 'PROJECTED'
  /** It is posted, and the next invoice has it. */
  | 'UNBILLED'
  /** The line counts the event, and neither its quantity nor its amount moved by it, so that nothing is posted. A later charge of the line counts it too. */
  | 'WITHOUT_EFFECT';

/** A page of usage events. */
export type UsageEventConnection = {
  /** The page's items with their cursors. */
  edges: Array<UsageEventEdge>;
  /** The page's items. */
  nodes: Array<UsageEvent>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: TotalCount;
};

/** One of the usage events in a list. */
export type UsageEventEdge = {
  /** With `newOnly` on an invoice's line: what the line counted it as before. Null if it did not count there, and in other lists. */
  countedBefore?: Maybe<UsageValues>;
  /** What it counts as here: on an invoice's line as known to that invoice, in other lists as known now. Null if it does not count: it is voided, or was moved off the line. */
  counts?: Maybe<UsageValues>;
  /** Where this item stands. */
  cursor: Scalars['String']['output'];
  /** The item, as it was recorded. */
  node: UsageEvent;
};

/** Which events to list; all conditions must hold. */
export type UsageEventFilter = {
  /** Of this customer. */
  customerExternalId?: InputMaybe<Scalars['String']['input']>;
  /** Of this name. */
  eventName?: InputMaybe<Scalars['String']['input']>;
  /** With this key. */
  key?: InputMaybe<Scalars['String']['input']>;
  /** That occurred at this instant or later. */
  occurredFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** That occurred before this instant. */
  occurredTo?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One event to record. Fields are checked one event at a time, so that a bad event is REJECTED and the others go in. */
export type UsageEventInput = {
  /** Whose usage. */
  customerExternalId: Scalars['String']['input'];
  /** What happened, 1-255 characters. */
  eventName: Scalars['String']['input'];
  /** The sender's own key, 1-255 characters, no space at either end. The same key with the same content is counted once. */
  key: Scalars['String']['input'];
  /** When it happened, as an RFC 3339 text. Digits finer than a millisecond are cut. There is no limit on how late an event may be. */
  occurredAt: Scalars['String']['input'];
  /** What is known about it, at most 8 KB. Values of meters are numbers, or decimals as strings. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** What became of one event. */
export type UsageOutcome =
  /** It is recorded now. */
  | 'ACCEPTED'
  /** Its key was used before with other content. Nothing was changed. */
  | 'CONFLICT'
  /** It was recorded before with the same content. */
  | 'DUPLICATE'
  /** It is not a valid event. Nothing was recorded. */
  | 'REJECTED';

/** A meter's quantity in one window, for one combination of its group-by dimensions. */
export type UsageQuantity = {
  /** The values of the meter's group-by properties; null for a meter without any. */
  dimensions?: Maybe<Scalars['JSONObject']['output']>;
  /** How many events were counted. */
  eventCount: Scalars['BigInt']['output'];
  /** The window; cut to the time asked for. */
  period: Period;
  /** The aggregated quantity; zero when there was no usage. Of WEIGHTED_SUM the average level of the window. */
  quantity: Scalars['Decimal']['output'];
};

/** What became of one event of a batch. */
export type UsageResult = {
  /** Why it was rejected or conflicts; null otherwise. */
  error?: Maybe<UserError>;
  /** The recorded event; for a CONFLICT the one that holds the key, for a REJECTED one null. */
  event?: Maybe<UsageEvent>;
  /** The event's place in the batch, from 0. */
  index: Scalars['Int']['output'];
  /** The event's key. */
  key: Scalars['String']['output'];
  /** What became of it. */
  outcome: UsageOutcome;
};

/** What a usage event counts as. */
export type UsageValues = {
  /** When it counts. */
  occurredAt: Scalars['DateTime']['output'];
  /** What is measured of it, without personal properties. */
  properties: Scalars['JSONObject']['output'];
};

/** How long a usage window is, by the customer's calendar. */
export type UsageWindow =
  /** A local day. */
  | 'DAY'
  /** A calendar month. */
  | 'MONTH'
  /** A week from Monday. */
  | 'WEEK';

/** Why an operation was refused. Nothing was written. */
export type UserError = {
  /** A word for programs. */
  code: ErrorCode;
  /** A sentence for people, in English. */
  message: Scalars['String']['output'];
  /** The steps from the mutation's arguments to the refused field, for example ["input", "prices", "0", "model"]. Empty when no field is to blame. */
  path: Array<Scalars['String']['output']>;
};

/** Who is asking. */
export type Viewer = {
  /** The tenant's time; null for the root key. */
  clock?: Maybe<Clock>;
  /** The API key in use; null for the root key. */
  key?: Maybe<ApiKey>;
  /** What the key may do. */
  scopes: Array<Scope>;
  /** The key's tenant; null for the root key. */
  tenant?: Maybe<Tenant>;
};

/** What becomes of paid credit that is voided. Promotional credit just ends. */
export type VoidDestination =
  /** The seller keeps it, as breakage. */
  | 'BREAKAGE'
  /** The customer's credit: money that pays invoices or is refunded. */
  | 'CUSTOMER_CREDIT';

/** Input of `voidGrant`. */
export type VoidGrantInput = {
  /** Major units, above zero and no more than is left; all that is left if left out. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** What becomes of paid credit. */
  destination?: VoidDestination;
  /** Which lot. */
  grantId: Scalars['ID']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The code of the grant's unit, if the amount is in it; money if left out. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `voidGrant`. */
export type VoidGrantPayload = {
  /** The lot as it is now; null when refused. */
  grant?: Maybe<CreditGrant>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `voidInvoice`. */
export type VoidInvoiceInput = {
  /** What becomes of the bonus to credit that the invoice sold; IN_PROPORTION if left out. */
  bonusCredit?: InputMaybe<BonusCredit>;
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Which invoice. */
  invoiceId: Scalars['ID']['input'];
  /** What becomes of credit that comes back to lots that have expired since; LAPSES if left out. */
  lapsedCredit?: InputMaybe<LapsedCredit>;
  /** How many days extended credit lasts, 1 to 3,660; with EXTENDS only. */
  lapsedDays?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of its lines. Lines that a credit note gave back in part cannot be billed again. */
  lines: VoidedLines;
  /** What becomes of what was paid; REFUSE if left out. */
  payments?: InputMaybe<VoidedPayments>;
  /** Why, as it stands on the document, at most 500 characters. Kept for ever, so no personal data. */
  reason: Scalars['String']['input'];
};

/** Answer of `voidInvoice`. */
export type VoidInvoicePayload = {
  /** The note that voids the invoice; null when refused. */
  creditNote?: Maybe<CreditNote>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** Input of `voidUsage`. */
export type VoidUsageInput = {
  /** Whose event. */
  customerExternalId: Scalars['String']['input'];
  /** The event's own key. */
  eventKey: Scalars['String']['input'];
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, at most 1,000 characters. It is kept with the correction. */
  reason: Scalars['String']['input'];
};

/** Answer of `voidUsage`. */
export type VoidUsagePayload = {
  /** The event with its corrections; null when refused. */
  event?: Maybe<UsageEvent>;
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};

/** What becomes of the charge lines of an invoice that is voided. */
export type VoidedLines =
  /** They are on the customer's next invoice, as they are rated then. */
  | 'BILL_AGAIN'
  /** They are given up, and only what changes about them later is billed. */
  | 'GIVE_UP';

/** What becomes of what was paid of an invoice that is voided. */
export type VoidedPayments =
  /** An invoice of which something was paid is not voided. */
  | 'REFUSE'
  /** It becomes the customer's credit. */
  | 'TO_CREDIT';

/** Input of `writeOffInvoice`. */
export type WriteOffInvoiceInput = {
  /** The same key and values give the first answer again; kept for ever. */
  idempotencyKey: Scalars['String']['input'];
  /** Which invoice. */
  invoiceId: Scalars['ID']['input'];
  /** Why, for the seller's own record, at most 500 characters. Kept for ever, so no personal data. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** By which you find it elsewhere, at most 500 characters. Kept for ever, so no personal data. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `writeOffInvoice`. */
export type WriteOffInvoicePayload = {
  /** Whether this is the answer of an earlier call with the same key. */
  replayed: Scalars['Boolean']['output'];
  /** What was recorded; null when refused. */
  settlement?: Maybe<Settlement>;
  /** Why it was refused; empty on success. */
  userErrors: Array<UserError>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AppliedCouponRow )
    | ( CouponRow )
    | ( CreditAlertRow )
    | ( Lot )
    | ( Hold )
    | ( CreditNoteSource )
    | ( CreditUnitRow )
    | ( CustomerRow )
    | ( InvoiceSource )
    | ( LedgerEntryRow )
    | ( BookJournal )
    | ( CatalogMeter )
    | ( RecordedCharge )
    | ( PlanRow )
    | ( RecurringGrantRow )
    | ( RecordedSettlement )
    | ( SubscriptionRow )
    | ( TaxRateRow )
    | ( TopUpRuleRow )
    | ( Backfill )
    | ( UsageEventSource )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountBalance: ResolverTypeWrapper<Omit<AccountBalance, 'balance' | 'credits' | 'debits'> & { balance: ResolversTypes['Money'], credits: ResolversTypes['Money'], debits: ResolversTypes['Money'] }>;
  AccountStatement: ResolverTypeWrapper<StatementSource>;
  AddChargeInput: AddChargeInput;
  AddChargePayload: ResolverTypeWrapper<Omit<AddChargePayload, 'charge'> & { charge?: Maybe<ResolversTypes['OneOffCharge']> }>;
  AdjustGrantExpiryInput: AdjustGrantExpiryInput;
  AdjustGrantExpiryPayload: ResolverTypeWrapper<Omit<AdjustGrantExpiryPayload, 'grant'> & { grant?: Maybe<ResolversTypes['CreditGrant']> }>;
  AdjustmentCause: ResolverTypeWrapper<Omit<AdjustmentCause, 'planVersion'> & { planVersion?: Maybe<ResolversTypes['PlanVersion']> }>;
  AdjustmentCauseKind: AdjustmentCauseKind;
  AdvanceClockInput: AdvanceClockInput;
  AdvanceClockPayload: ResolverTypeWrapper<AdvanceClockPayload>;
  AgedReceivables: ResolverTypeWrapper<Omit<AgedReceivables, 'current' | 'days1To30' | 'days31To60' | 'days61To90' | 'over90Days' | 'total'> & { current: ResolversTypes['Money'], days1To30: ResolversTypes['Money'], days31To60: ResolversTypes['Money'], days61To90: ResolversTypes['Money'], over90Days: ResolversTypes['Money'], total: ResolversTypes['Money'] }>;
  Aggregation: Aggregation;
  AllocationInput: AllocationInput;
  AllowanceProration: AllowanceProration;
  AmendUsageInput: AmendUsageInput;
  AmendUsagePayload: ResolverTypeWrapper<Omit<AmendUsagePayload, 'event'> & { event?: Maybe<ResolversTypes['UsageEvent']> }>;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiKeySecret: ResolverTypeWrapper<ApiKeySecret>;
  AppliedCoupon: ResolverTypeWrapper<AppliedCouponRow>;
  AppliedCouponConnection: ResolverTypeWrapper<AppliedCouponList>;
  AppliedCouponEdge: ResolverTypeWrapper<Omit<AppliedCouponEdge, 'node'> & { node: ResolversTypes['AppliedCoupon'] }>;
  AppliedCouponFilter: AppliedCouponFilter;
  ApplyBackfillInput: ApplyBackfillInput;
  ApplyBackfillPayload: ResolverTypeWrapper<Omit<ApplyBackfillPayload, 'backfill'> & { backfill?: Maybe<ResolversTypes['UsageBackfill']> }>;
  ApplyCouponInput: ApplyCouponInput;
  ApplyCouponPayload: ResolverTypeWrapper<Omit<ApplyCouponPayload, 'appliedCoupon'> & { appliedCoupon?: Maybe<ResolversTypes['AppliedCoupon']> }>;
  ApplyCustomerCreditInput: ApplyCustomerCreditInput;
  ApplyCustomerCreditPayload: ResolverTypeWrapper<Omit<ApplyCustomerCreditPayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
  BackfillBatchInput: BackfillBatchInput;
  BackfillCounts: ResolverTypeWrapper<BackfillCounts>;
  BackfillEffect: ResolverTypeWrapper<BackfilledCustomer>;
  BackfillLineEffect: ResolverTypeWrapper<LineEffectSource>;
  BackfillOutcome: BackfillOutcome;
  BackfillPreview: ResolverTypeWrapper<BackfillPreviewRow>;
  BackfillResult: ResolverTypeWrapper<BackfillResult>;
  BackfillUsageInput: BackfillUsageInput;
  BackfillUsagePayload: ResolverTypeWrapper<Omit<BackfillUsagePayload, 'backfill'> & { backfill?: Maybe<ResolversTypes['UsageBackfill']> }>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  BillingAddress: ResolverTypeWrapper<BillingAddress>;
  BillingAddressInput: BillingAddressInput;
  BillingAnchor: BillingAnchor;
  BillingInterval: ResolverTypeWrapper<BillingInterval>;
  BillingIntervalInput: BillingIntervalInput;
  BonusCredit: BonusCredit;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CanSpendInput: CanSpendInput;
  CancelSubscriptionInput: CancelSubscriptionInput;
  CancelSubscriptionPayload: ResolverTypeWrapper<Omit<CancelSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  CaptureHoldInput: CaptureHoldInput;
  CaptureHoldPayload: ResolverTypeWrapper<Omit<CaptureHoldPayload, 'hold'> & { hold?: Maybe<ResolversTypes['CreditHold']> }>;
  CaptureLimit: CaptureLimit;
  ChangeEffective: ChangeEffective;
  ChangePlanInput: ChangePlanInput;
  ChangePlanPayload: ResolverTypeWrapper<Omit<ChangePlanPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  ChangePreview: ResolverTypeWrapper<ChangePreviewRow>;
  ChangeQuantityInput: ChangeQuantityInput;
  ChangeQuantityPayload: ResolverTypeWrapper<Omit<ChangeQuantityPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  ChargeEstimate: ResolverTypeWrapper<Omit<ChargeEstimate, 'amount' | 'explain'> & { amount: ResolversTypes['Money'], explain: ResolversTypes['ChargeExplanation'] }>;
  ChargeExplanation: ResolverTypeWrapper<Omit<ChargeExplanation, 'roundedAmount'> & { roundedAmount: ResolversTypes['Money'] }>;
  ChargeFilter: ChargeFilter;
  ChargeReversal: ResolverTypeWrapper<ChargeReversalRow>;
  ChargeTiming: ChargeTiming;
  Checkpoint: ResolverTypeWrapper<CheckpointRow>;
  CheckpointConnection: ResolverTypeWrapper<CheckpointList>;
  CheckpointEdge: ResolverTypeWrapper<Omit<CheckpointEdge, 'node'> & { node: ResolversTypes['Checkpoint'] }>;
  Clock: ResolverTypeWrapper<Clock>;
  CorrectedInvoice: ResolverTypeWrapper<CorrectedInvoiceSource>;
  CorrectedLine: ResolverTypeWrapper<CorrectedLineSource>;
  Coupon: ResolverTypeWrapper<CouponRow>;
  CouponConnection: ResolverTypeWrapper<CouponList>;
  CouponDuration: CouponDuration;
  CouponEdge: ResolverTypeWrapper<Omit<CouponEdge, 'node'> & { node: ResolversTypes['Coupon'] }>;
  CouponRemoval: ResolverTypeWrapper<CouponRemovalRow>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<CreateApiKeyPayload>;
  CreateCheckpointInput: CreateCheckpointInput;
  CreateCheckpointPayload: ResolverTypeWrapper<Omit<CreateCheckpointPayload, 'checkpoint'> & { checkpoint?: Maybe<ResolversTypes['Checkpoint']> }>;
  CreateCouponInput: CreateCouponInput;
  CreateCouponPayload: ResolverTypeWrapper<Omit<CreateCouponPayload, 'coupon'> & { coupon?: Maybe<ResolversTypes['Coupon']> }>;
  CreateCreditAlertInput: CreateCreditAlertInput;
  CreateCreditAlertPayload: ResolverTypeWrapper<Omit<CreateCreditAlertPayload, 'creditAlert'> & { creditAlert?: Maybe<ResolversTypes['CreditAlert']> }>;
  CreateCreditUnitInput: CreateCreditUnitInput;
  CreateCreditUnitPayload: ResolverTypeWrapper<Omit<CreateCreditUnitPayload, 'creditUnit'> & { creditUnit?: Maybe<ResolversTypes['CreditUnit']> }>;
  CreateCustomerInput: CreateCustomerInput;
  CreateCustomerPayload: ResolverTypeWrapper<Omit<CreateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversTypes['Customer']> }>;
  CreateMeterInput: CreateMeterInput;
  CreateMeterPayload: ResolverTypeWrapper<Omit<CreateMeterPayload, 'meter'> & { meter?: Maybe<ResolversTypes['Meter']> }>;
  CreatePlanInput: CreatePlanInput;
  CreatePlanPayload: ResolverTypeWrapper<Omit<CreatePlanPayload, 'plan'> & { plan?: Maybe<ResolversTypes['Plan']> }>;
  CreateRecurringGrantInput: CreateRecurringGrantInput;
  CreateRecurringGrantPayload: ResolverTypeWrapper<Omit<CreateRecurringGrantPayload, 'recurringGrant'> & { recurringGrant?: Maybe<ResolversTypes['RecurringGrant']> }>;
  CreateSubscriptionInput: CreateSubscriptionInput;
  CreateSubscriptionPayload: ResolverTypeWrapper<Omit<CreateSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  CreateTaxRateInput: CreateTaxRateInput;
  CreateTaxRatePayload: ResolverTypeWrapper<Omit<CreateTaxRatePayload, 'taxRate'> & { taxRate?: Maybe<ResolversTypes['TaxRate']> }>;
  CreateTenantInput: CreateTenantInput;
  CreateTenantPayload: ResolverTypeWrapper<Omit<CreateTenantPayload, 'tenant'> & { tenant?: Maybe<ResolversTypes['Tenant']> }>;
  CreditAlert: ResolverTypeWrapper<CreditAlertRow>;
  CreditAlertConnection: ResolverTypeWrapper<CreditAlertList>;
  CreditAlertEdge: ResolverTypeWrapper<Omit<CreditAlertEdge, 'node'> & { node: ResolversTypes['CreditAlert'] }>;
  CreditAlertEvent: ResolverTypeWrapper<CreditAlertEventSource>;
  CreditAlertEventKind: CreditAlertEventKind;
  CreditAlertFilter: CreditAlertFilter;
  CreditAlertState: CreditAlertState;
  CreditDestination: CreditDestination;
  CreditGrant: ResolverTypeWrapper<Lot>;
  CreditGrantConnection: ResolverTypeWrapper<CreditGrantList>;
  CreditGrantEdge: ResolverTypeWrapper<Omit<CreditGrantEdge, 'node'> & { node: ResolversTypes['CreditGrant'] }>;
  CreditHold: ResolverTypeWrapper<Hold>;
  CreditHoldConnection: ResolverTypeWrapper<CreditHoldList>;
  CreditHoldEdge: ResolverTypeWrapper<Omit<CreditHoldEdge, 'node'> & { node: ResolversTypes['CreditHold'] }>;
  CreditNote: ResolverTypeWrapper<CreditNoteSource>;
  CreditNoteConnection: ResolverTypeWrapper<CreditNoteList>;
  CreditNoteEdge: ResolverTypeWrapper<Omit<CreditNoteEdge, 'node'> & { node: ResolversTypes['CreditNote'] }>;
  CreditNoteFilter: CreditNoteFilter;
  CreditNoteLine: ResolverTypeWrapper<CreditNoteLineSource>;
  CreditNoteLineConnection: ResolverTypeWrapper<CreditNoteLineList>;
  CreditNoteLineEdge: ResolverTypeWrapper<Omit<CreditNoteLineEdge, 'node'> & { node: ResolversTypes['CreditNoteLine'] }>;
  CreditNoteLineInput: CreditNoteLineInput;
  CreditNotePreview: ResolverTypeWrapper<CreditNotePreviewRow>;
  CreditRollover: ResolverTypeWrapper<RolloverSource>;
  CreditRolloverInput: CreditRolloverInput;
  CreditTransfer: ResolverTypeWrapper<CreditTransferRow>;
  CreditUnit: ResolverTypeWrapper<CreditUnitRow>;
  CreditUnitAmount: ResolverTypeWrapper<CreditUnitAmountSource>;
  CreditUnitConnection: ResolverTypeWrapper<CreditUnitList>;
  CreditUnitEdge: ResolverTypeWrapper<Omit<CreditUnitEdge, 'node'> & { node: ResolversTypes['CreditUnit'] }>;
  CreditUnitRate: ResolverTypeWrapper<CreditUnitRateRow>;
  CreditUnitRateInput: CreditUnitRateInput;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerConnection: ResolverTypeWrapper<CustomerList>;
  CustomerCredits: ResolverTypeWrapper<CustomerRow>;
  CustomerDrift: ResolverTypeWrapper<CustomerDriftSource>;
  CustomerDriftConnection: ResolverTypeWrapper<CustomerDriftList>;
  CustomerDriftEdge: ResolverTypeWrapper<Omit<CustomerDriftEdge, 'node'> & { node: ResolversTypes['CustomerDrift'] }>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerErasure: ResolverTypeWrapper<CustomerErasureRow>;
  CustomerExport: ResolverTypeWrapper<CustomerExport>;
  CustomerTimeZone: ResolverTypeWrapper<CustomerTimeZone>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeclarePersonalPropertiesInput: DeclarePersonalPropertiesInput;
  DeclarePersonalPropertiesPayload: ResolverTypeWrapper<DeclarePersonalPropertiesPayload>;
  DeferredMonth: ResolverTypeWrapper<Omit<DeferredMonth, 'earned' | 'straightLine'> & { earned: ResolversTypes['Money'], straightLine: ResolversTypes['Money'] }>;
  DimensionValues: ResolverTypeWrapper<Scalars['DimensionValues']['output']>;
  DivergenceKind: DivergenceKind;
  DocumentTax: ResolverTypeWrapper<DocumentTaxSource>;
  DriftMode: DriftMode;
  DriftRefusal: ResolverTypeWrapper<DriftRefusal>;
  DriftReportFilter: DriftReportFilter;
  DynamicModelInput: DynamicModelInput;
  EndRecurringGrantInput: EndRecurringGrantInput;
  EndRecurringGrantPayload: ResolverTypeWrapper<Omit<EndRecurringGrantPayload, 'recurringGrant'> & { recurringGrant?: Maybe<ResolversTypes['RecurringGrant']> }>;
  EndTopUpRuleInput: EndTopUpRuleInput;
  EndTopUpRulePayload: ResolverTypeWrapper<Omit<EndTopUpRulePayload, 'topUpRule'> & { topUpRule?: Maybe<ResolversTypes['TopUpRule']> }>;
  EntrySide: EntrySide;
  EraseCustomerInput: EraseCustomerInput;
  EraseCustomerPayload: ResolverTypeWrapper<Omit<EraseCustomerPayload, 'customer' | 'erasure'> & { customer?: Maybe<ResolversTypes['Customer']>, erasure?: Maybe<ResolversTypes['CustomerErasure']> }>;
  ErrorCode: ErrorCode;
  EstimateChargeInput: EstimateChargeInput;
  FailPaymentInput: FailPaymentInput;
  FailPaymentPayload: ResolverTypeWrapper<Omit<FailPaymentPayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
  FlatModelInput: FlatModelInput;
  GraduatedPercentageModelInput: GraduatedPercentageModelInput;
  GrantCreditsInput: GrantCreditsInput;
  GrantCreditsPayload: ResolverTypeWrapper<Omit<GrantCreditsPayload, 'grant'> & { grant?: Maybe<ResolversTypes['CreditGrant']> }>;
  GrantExpiryChange: ResolverTypeWrapper<GrantExpiryChange>;
  GrantKind: GrantKind;
  GrantScope: ResolverTypeWrapper<GrantScope>;
  GrantScopeInput: GrantScopeInput;
  GrantStatus: GrantStatus;
  GrantUnits: ResolverTypeWrapper<GrantUnitsSource>;
  GrantedAllowance: ResolverTypeWrapper<GrantedAllowanceSource>;
  HoldCreditsInput: HoldCreditsInput;
  HoldCreditsPayload: ResolverTypeWrapper<Omit<HoldCreditsPayload, 'hold'> & { hold?: Maybe<ResolversTypes['CreditHold']> }>;
  HoldStatus: HoldStatus;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  InclusionProof: ResolverTypeWrapper<Omit<InclusionProof, 'checkpoint'> & { checkpoint: ResolversTypes['Checkpoint'] }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IntervalUnit: IntervalUnit;
  Invoice: ResolverTypeWrapper<InvoiceSource>;
  InvoiceChange: ResolverTypeWrapper<InvoiceChangeSource>;
  InvoiceChangeKind: InvoiceChangeKind;
  InvoiceConnection: ResolverTypeWrapper<InvoiceList>;
  InvoiceDiff: ResolverTypeWrapper<InvoiceDiffRow>;
  InvoiceEdge: ResolverTypeWrapper<Omit<InvoiceEdge, 'node'> & { node: ResolversTypes['Invoice'] }>;
  InvoiceFilter: InvoiceFilter;
  InvoiceKind: InvoiceKind;
  InvoiceLine: ResolverTypeWrapper<InvoiceLineSource>;
  InvoiceLineConnection: ResolverTypeWrapper<InvoiceLineList>;
  InvoiceLineEdge: ResolverTypeWrapper<Omit<InvoiceLineEdge, 'node'> & { node: ResolversTypes['InvoiceLine'] }>;
  InvoiceParty: ResolverTypeWrapper<InvoiceParty>;
  InvoiceStatus: InvoiceStatus;
  IssueCreditNoteInput: IssueCreditNoteInput;
  IssueCreditNotePayload: ResolverTypeWrapper<Omit<IssueCreditNotePayload, 'creditNote'> & { creditNote?: Maybe<ResolversTypes['CreditNote']> }>;
  IssueInvoiceInput: IssueInvoiceInput;
  IssueInvoicePayload: ResolverTypeWrapper<Omit<IssueInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversTypes['Invoice']> }>;
  IssueUsageNoteInput: IssueUsageNoteInput;
  IssueUsageNotePayload: ResolverTypeWrapper<Omit<IssueUsageNotePayload, 'note'> & { note?: Maybe<ResolversTypes['Invoice']> }>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  JournalKind: JournalKind;
  LapsedCredit: LapsedCredit;
  LateCredit: ResolverTypeWrapper<LateCreditSource>;
  LateCreditLine: ResolverTypeWrapper<LateCreditLineSource>;
  LateCreditLot: ResolverTypeWrapper<LateCreditLotSource>;
  LateCreditPolicy: LateCreditPolicy;
  LateCreditReason: LateCreditReason;
  LateUsagePolicy: LateUsagePolicy;
  LedgerAccount: ResolverTypeWrapper<Account>;
  LedgerCheck: LedgerCheck;
  LedgerEntry: ResolverTypeWrapper<LedgerEntryRow>;
  LedgerEntryConnection: ResolverTypeWrapper<LedgerEntryList>;
  LedgerEntryEdge: ResolverTypeWrapper<Omit<LedgerEntryEdge, 'node'> & { node: ResolversTypes['LedgerEntry'] }>;
  LedgerEntryFilter: LedgerEntryFilter;
  LedgerFinding: ResolverTypeWrapper<LedgerFinding>;
  LedgerJournal: ResolverTypeWrapper<BookJournal>;
  LedgerJournalConnection: ResolverTypeWrapper<LedgerJournalList>;
  LedgerJournalEdge: ResolverTypeWrapper<Omit<LedgerJournalEdge, 'node'> & { node: ResolversTypes['LedgerJournal'] }>;
  LedgerJournalFilter: LedgerJournalFilter;
  LedgerLineFigures: ResolverTypeWrapper<Omit<LedgerLineFigures, 'amount'> & { amount: ResolversTypes['Money'] }>;
  LedgerReplay: ResolverTypeWrapper<Omit<LedgerReplay, 'divergences' | 'drift' | 'firstDivergence'> & { divergences: Array<ResolversTypes['ReplayDivergence']>, drift: Array<ResolversTypes['Money']>, firstDivergence?: Maybe<ResolversTypes['ReplayDivergence']> }>;
  LedgerVerification: ResolverTypeWrapper<LedgerVerification>;
  LineAdjustment: ResolverTypeWrapper<LineAdjustmentSource>;
  LineCredit: ResolverTypeWrapper<LineCreditSource>;
  LineDifference: ResolverTypeWrapper<LineDifferenceSource>;
  LineDiscount: ResolverTypeWrapper<LineDiscountSource>;
  LineDraw: ResolverTypeWrapper<LineDrawSource>;
  LineDrift: ResolverTypeWrapper<LineDriftSource>;
  LineDriftConnection: ResolverTypeWrapper<LineDriftList>;
  LineDriftEdge: ResolverTypeWrapper<Omit<LineDriftEdge, 'node'> & { node: ResolversTypes['LineDrift'] }>;
  LineExplanation: ResolverTypeWrapper<Omit<LineExplanation, 'amount' | 'creditOffset' | 'discounts' | 'draws' | 'previouslyBilled' | 'previouslyDiscounted' | 'roundedAmount'> & { amount: ResolversTypes['Money'], creditOffset: ResolversTypes['Money'], discounts: Array<ResolversTypes['LineDiscount']>, draws: Array<ResolversTypes['LineDraw']>, previouslyBilled: ResolversTypes['Money'], previouslyDiscounted: ResolversTypes['Money'], roundedAmount: ResolversTypes['Money'] }>;
  MatrixEntryInput: MatrixEntryInput;
  MatrixModelInput: MatrixModelInput;
  Meter: ResolverTypeWrapper<CatalogMeter>;
  MeterConnection: ResolverTypeWrapper<MeterList>;
  MeterEdge: ResolverTypeWrapper<Omit<MeterEdge, 'node'> & { node: ResolversTypes['Meter'] }>;
  MeterFilter: ResolverTypeWrapper<MeterFilter>;
  MeterFilterInput: MeterFilterInput;
  MigrateSubscriptionsInput: MigrateSubscriptionsInput;
  MigrateSubscriptionsPayload: ResolverTypeWrapper<Omit<MigrateSubscriptionsPayload, 'results'> & { results: Array<ResolversTypes['MigrationResult']> }>;
  MigratedCustomer: ResolverTypeWrapper<MigratedCustomerRow>;
  MigratedCustomerConnection: ResolverTypeWrapper<MigratedCustomerList>;
  MigratedCustomerEdge: ResolverTypeWrapper<Omit<MigratedCustomerEdge, 'node'> & { node: ResolversTypes['MigratedCustomer'] }>;
  MigratedOverrides: MigratedOverrides;
  MigrationEffect: ResolverTypeWrapper<CustomerEffect>;
  MigrationOutcome: MigrationOutcome;
  MigrationPreview: ResolverTypeWrapper<MigrationPreviewSource>;
  MigrationPreviewTotal: ResolverTypeWrapper<Omit<MigrationPreviewTotal, 'billed' | 'difference' | 'ofMigration' | 'shouldBe'> & { billed: ResolversTypes['Money'], difference: ResolversTypes['Money'], ofMigration: ResolversTypes['Money'], shouldBe: ResolversTypes['Money'] }>;
  MigrationResult: ResolverTypeWrapper<Omit<MigrationResult, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  MigrationTotals: ResolverTypeWrapper<Omit<MigrationTotals, 'creditOffsets' | 'discounts' | 'subtotal' | 'tax' | 'taxIncluded' | 'total'> & { creditOffsets: ResolversTypes['Money'], discounts: ResolversTypes['Money'], subtotal: ResolversTypes['Money'], tax: ResolversTypes['Money'], taxIncluded: ResolversTypes['Money'], total: ResolversTypes['Money'] }>;
  Money: ResolverTypeWrapper<MoneyRow>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OneOffCharge: ResolverTypeWrapper<RecordedCharge>;
  OneOffChargeConnection: ResolverTypeWrapper<OneOffChargeList>;
  OneOffChargeEdge: ResolverTypeWrapper<Omit<OneOffChargeEdge, 'node'> & { node: ResolversTypes['OneOffCharge'] }>;
  OverridePricesInput: OverridePricesInput;
  OverridePricesPayload: ResolverTypeWrapper<Omit<OverridePricesPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  PackageModelInput: PackageModelInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PauseSubscriptionInput: PauseSubscriptionInput;
  PauseSubscriptionPayload: ResolverTypeWrapper<Omit<PauseSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  PausedUsage: PausedUsage;
  PayRefundInput: PayRefundInput;
  PayRefundPayload: ResolverTypeWrapper<Omit<PayRefundPayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
  PerUnitModelInput: PerUnitModelInput;
  PercentageModelInput: PercentageModelInput;
  PercentageTierInput: PercentageTierInput;
  Period: ResolverTypeWrapper<Period>;
  PeriodFraction: ResolverTypeWrapper<PeriodFraction>;
  PeriodFractionInput: PeriodFractionInput;
  PeriodInput: PeriodInput;
  PersonalProperties: ResolverTypeWrapper<PersonalProperties>;
  Plan: ResolverTypeWrapper<PlanRow>;
  PlanAllowance: ResolverTypeWrapper<PlanAllowanceSource>;
  PlanAllowanceInput: PlanAllowanceInput;
  PlanAllowanceScopeInput: PlanAllowanceScopeInput;
  PlanConnection: ResolverTypeWrapper<PlanList>;
  PlanEdge: ResolverTypeWrapper<Omit<PlanEdge, 'node'> & { node: ResolversTypes['Plan'] }>;
  PlanSimulation: ResolverTypeWrapper<SimulationSource>;
  PlanVersion: ResolverTypeWrapper<PublishedVersion>;
  PreviewBackfillInput: PreviewBackfillInput;
  PreviewBackfillPayload: ResolverTypeWrapper<Omit<PreviewBackfillPayload, 'preview'> & { preview?: Maybe<ResolversTypes['BackfillPreview']> }>;
  PreviewCancellationInput: PreviewCancellationInput;
  PreviewCreditNoteInput: PreviewCreditNoteInput;
  PreviewMigrationInput: PreviewMigrationInput;
  PreviewPlanChangeInput: PreviewPlanChangeInput;
  PreviewPriceOverridesInput: PreviewPriceOverridesInput;
  PreviewedSubscription: ResolverTypeWrapper<PreviewedSubscriptionRow>;
  Price: ResolverTypeWrapper<PublishedPrice>;
  PriceCorrection: ResolverTypeWrapper<PriceCorrectionSource>;
  PriceInput: PriceInput;
  PriceModelInput: PriceModelInput;
  PriceOverrides: ResolverTypeWrapper<Omit<PriceOverrides, 'added' | 'replaced'> & { added: Array<ResolversTypes['Price']>, replaced: Array<ResolversTypes['Price']> }>;
  PriceOverridesInput: PriceOverridesInput;
  PriceQuantity: ResolverTypeWrapper<PriceQuantity>;
  PriceQuantityInput: PriceQuantityInput;
  PriceTierInput: PriceTierInput;
  ProjectedPosting: ResolverTypeWrapper<Omit<ProjectedPosting, 'amount' | 'credit' | 'debit'> & { amount: ResolversTypes['Money'], credit: ResolversTypes['LedgerAccount'], debit: ResolversTypes['LedgerAccount'] }>;
  Proration: Proration;
  PublishCreditUnitRateInput: PublishCreditUnitRateInput;
  PublishCreditUnitRatePayload: ResolverTypeWrapper<Omit<PublishCreditUnitRatePayload, 'creditUnit'> & { creditUnit?: Maybe<ResolversTypes['CreditUnit']> }>;
  PublishPlanVersionInput: PublishPlanVersionInput;
  PublishPlanVersionPayload: ResolverTypeWrapper<Omit<PublishPlanVersionPayload, 'plan'> & { plan?: Maybe<ResolversTypes['Plan']> }>;
  PublishTaxRateVersionInput: PublishTaxRateVersionInput;
  PublishTaxRateVersionPayload: ResolverTypeWrapper<Omit<PublishTaxRateVersionPayload, 'taxRate'> & { taxRate?: Maybe<ResolversTypes['TaxRate']> }>;
  PurchaseCreditsInput: PurchaseCreditsInput;
  PurchaseCreditsPayload: ResolverTypeWrapper<Omit<PurchaseCreditsPayload, 'bonus' | 'grant' | 'invoice'> & { bonus?: Maybe<ResolversTypes['CreditGrant']>, grant?: Maybe<ResolversTypes['CreditGrant']>, invoice?: Maybe<ResolversTypes['Invoice']> }>;
  PurchaseUse: PurchaseUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RatingStep: ResolverTypeWrapper<RatingStep>;
  RatingStepKind: RatingStepKind;
  RebuiltLineFigures: ResolverTypeWrapper<Omit<RebuiltLineFigures, 'amount'> & { amount: ResolversTypes['Money'] }>;
  RecordPaymentInput: RecordPaymentInput;
  RecordPaymentPayload: ResolverTypeWrapper<Omit<RecordPaymentPayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
  RecordUsageInput: RecordUsageInput;
  RecordUsagePayload: ResolverTypeWrapper<Omit<RecordUsagePayload, 'results'> & { results: Array<ResolversTypes['UsageResult']> }>;
  RecurringGrant: ResolverTypeWrapper<RecurringGrantRow>;
  RecurringGrantConnection: ResolverTypeWrapper<RecurringGrantList>;
  RecurringGrantEdge: ResolverTypeWrapper<Omit<RecurringGrantEdge, 'node'> & { node: ResolversTypes['RecurringGrant'] }>;
  RecurringGrantEnd: ResolverTypeWrapper<RecurringGrantEndRow>;
  RecurringGrantFilter: RecurringGrantFilter;
  RecurringLotPart: RecurringLotPart;
  RefundCustomerCreditInput: RefundCustomerCreditInput;
  RefundCustomerCreditPayload: ResolverTypeWrapper<Omit<RefundCustomerCreditPayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentPayload: ResolverTypeWrapper<Omit<RefundPaymentPayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
  ReleaseHoldInput: ReleaseHoldInput;
  ReleaseHoldPayload: ResolverTypeWrapper<Omit<ReleaseHoldPayload, 'hold'> & { hold?: Maybe<ResolversTypes['CreditHold']> }>;
  RemoveCouponInput: RemoveCouponInput;
  RemoveCouponPayload: ResolverTypeWrapper<Omit<RemoveCouponPayload, 'appliedCoupon'> & { appliedCoupon?: Maybe<ResolversTypes['AppliedCoupon']> }>;
  RemoveCreditAlertInput: RemoveCreditAlertInput;
  RemoveCreditAlertPayload: ResolverTypeWrapper<Omit<RemoveCreditAlertPayload, 'creditAlert'> & { creditAlert?: Maybe<ResolversTypes['CreditAlert']> }>;
  ReplayDivergence: ResolverTypeWrapper<Omit<ReplayDivergence, 'ledger' | 'rebuilt'> & { ledger?: Maybe<ResolversTypes['LedgerLineFigures']>, rebuilt?: Maybe<ResolversTypes['RebuiltLineFigures']> }>;
  ResumeSubscriptionInput: ResumeSubscriptionInput;
  ResumeSubscriptionPayload: ResolverTypeWrapper<Omit<ResumeSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  RevenueAccount: ResolverTypeWrapper<RevenueAccountSource>;
  RevenueFigures: ResolverTypeWrapper<RevenueFiguresSource>;
  RevenueGroup: ResolverTypeWrapper<RevenueGroupSource>;
  RevenueGroupConnection: ResolverTypeWrapper<RevenueGroupList>;
  RevenueGroupEdge: ResolverTypeWrapper<Omit<RevenueGroupEdge, 'node'> & { node: ResolversTypes['RevenueGroup'] }>;
  RevenueMovement: ResolverTypeWrapper<Omit<RevenueMovement, 'amount'> & { amount: ResolversTypes['Money'] }>;
  RevenuePeriod: RevenuePeriod;
  RevenueSchedule: ResolverTypeWrapper<RevenueScheduleRow>;
  RevenueTie: ResolverTypeWrapper<Omit<RevenueTie, 'residual' | 'scheduled' | 'trialBalance'> & { residual: ResolversTypes['Money'], scheduled: ResolversTypes['Money'], trialBalance: ResolversTypes['Money'] }>;
  ReverseChargeInput: ReverseChargeInput;
  ReverseChargePayload: ResolverTypeWrapper<Omit<ReverseChargePayload, 'charge'> & { charge?: Maybe<ResolversTypes['OneOffCharge']> }>;
  RevertBackfillInput: RevertBackfillInput;
  RevertBackfillPayload: ResolverTypeWrapper<Omit<RevertBackfillPayload, 'backfill'> & { backfill?: Maybe<ResolversTypes['UsageBackfill']> }>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<Omit<RevokeApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversTypes['ApiKey']> }>;
  Scope: Scope;
  SegmentState: SegmentState;
  SetTopUpRuleInput: SetTopUpRuleInput;
  SetTopUpRulePayload: ResolverTypeWrapper<Omit<SetTopUpRulePayload, 'topUpRule'> & { topUpRule?: Maybe<ResolversTypes['TopUpRule']> }>;
  Settlement: ResolverTypeWrapper<RecordedSettlement>;
  SettlementAllocation: ResolverTypeWrapper<SettlementAllocationSource>;
  SettlementConnection: ResolverTypeWrapper<SettlementList>;
  SettlementEdge: ResolverTypeWrapper<Omit<SettlementEdge, 'node'> & { node: ResolversTypes['Settlement'] }>;
  SettlementFilter: SettlementFilter;
  SettlementKind: SettlementKind;
  SimulatePlanInput: SimulatePlanInput;
  SimulatedCustomer: ResolverTypeWrapper<SimulatedCustomerRow>;
  SimulatedCustomerConnection: ResolverTypeWrapper<SimulatedCustomerList>;
  SimulatedCustomerEdge: ResolverTypeWrapper<Omit<SimulatedCustomerEdge, 'node'> & { node: ResolversTypes['SimulatedCustomer'] }>;
  SimulatedPlanInput: SimulatedPlanInput;
  SimulatedPrice: ResolverTypeWrapper<Omit<SimulatedPrice, 'actual' | 'difference' | 'simulated'> & { actual: ResolversTypes['Money'], difference: ResolversTypes['Money'], simulated: ResolversTypes['Money'] }>;
  SimulationComparison: ResolverTypeWrapper<SimulationResult>;
  SimulationRefusal: ResolverTypeWrapper<SimulationRefusal>;
  SimulationTotal: ResolverTypeWrapper<Omit<SimulationTotal, 'actual' | 'difference' | 'simulated'> & { actual: ResolversTypes['Money'], difference: ResolversTypes['Money'], simulated: ResolversTypes['Money'] }>;
  SpendDecision: ResolverTypeWrapper<SpendDecisionSource>;
  SpendRefusal: SpendRefusal;
  StageBackfillInput: StageBackfillInput;
  StageBackfillPayload: ResolverTypeWrapper<Omit<StageBackfillPayload, 'backfill'> & { backfill?: Maybe<ResolversTypes['UsageBackfill']> }>;
  StatementEntry: ResolverTypeWrapper<StatementRow>;
  StatementEntryConnection: ResolverTypeWrapper<StatementEntryList>;
  StatementEntryEdge: ResolverTypeWrapper<Omit<StatementEntryEdge, 'node'> & { node: ResolversTypes['StatementEntry'] }>;
  StatementLots: ResolverTypeWrapper<StatementLotsSource>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<SubscriptionRow>;
  SubscriptionConnection: ResolverTypeWrapper<SubscriptionList>;
  SubscriptionEdge: ResolverTypeWrapper<Omit<SubscriptionEdge, 'node'> & { node: ResolversTypes['Subscription'] }>;
  SubscriptionFilter: SubscriptionFilter;
  SubscriptionSegment: ResolverTypeWrapper<SegmentSource>;
  SubscriptionStatus: SubscriptionStatus;
  SupersededLine: ResolverTypeWrapper<SupersededLineSource>;
  TaxCategory: TaxCategory;
  TaxExemption: ResolverTypeWrapper<TaxExemption>;
  TaxExemptionInput: TaxExemptionInput;
  TaxRate: ResolverTypeWrapper<TaxRateRow>;
  TaxRateConnection: ResolverTypeWrapper<TaxRateList>;
  TaxRateEdge: ResolverTypeWrapper<Omit<TaxRateEdge, 'node'> & { node: ResolversTypes['TaxRate'] }>;
  TaxRateVersion: ResolverTypeWrapper<PublishedTaxRateVersion>;
  Tenant: ResolverTypeWrapper<TenantRow>;
  ThresholdStanding: ResolverTypeWrapper<Omit<ThresholdStanding, 'threshold' | 'unbilled'> & { threshold: ResolversTypes['Money'], unbilled: ResolversTypes['Money'] }>;
  TierPolicy: TierPolicy;
  TieredModelInput: TieredModelInput;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  TopUpBasis: TopUpBasis;
  TopUpRule: ResolverTypeWrapper<TopUpRuleRow>;
  TopUpRuleConnection: ResolverTypeWrapper<TopUpRuleList>;
  TopUpRuleEdge: ResolverTypeWrapper<Omit<TopUpRuleEdge, 'node'> & { node: ResolversTypes['TopUpRule'] }>;
  TopUpRuleEnd: ResolverTypeWrapper<TopUpRuleEndRow>;
  TopUpRuleFilter: TopUpRuleFilter;
  TopUpStanding: ResolverTypeWrapper<TopUpStandingSource>;
  TopUpState: TopUpState;
  TotalCount: ResolverTypeWrapper<TotalCount>;
  TransferCreditsInput: TransferCreditsInput;
  TransferCreditsPayload: ResolverTypeWrapper<Omit<TransferCreditsPayload, 'grant' | 'received'> & { grant?: Maybe<ResolversTypes['CreditGrant']>, received?: Maybe<ResolversTypes['CreditGrant']> }>;
  TrialBalance: ResolverTypeWrapper<Omit<TrialBalance, 'accounts' | 'difference' | 'totalCredits' | 'totalDebits'> & { accounts: Array<ResolversTypes['AccountBalance']>, difference: ResolversTypes['Money'], totalCredits: ResolversTypes['Money'], totalDebits: ResolversTypes['Money'] }>;
  UnitConversion: ResolverTypeWrapper<UnitConversion>;
  UnitConversionInput: UnitConversionInput;
  UnitRounding: UnitRounding;
  UnratedReason: UnratedReason;
  UnratedUsage: ResolverTypeWrapper<UnratedEvent>;
  UnratedUsageFilter: UnratedUsageFilter;
  UnratedUsagePage: ResolverTypeWrapper<Omit<UnratedUsagePage, 'nodes'> & { nodes: Array<ResolversTypes['UnratedUsage']> }>;
  UnscheduleChangesInput: UnscheduleChangesInput;
  UnscheduleChangesPayload: ResolverTypeWrapper<Omit<UnscheduleChangesPayload, 'subscription'> & { subscription?: Maybe<ResolversTypes['Subscription']> }>;
  UpdateCustomerInput: UpdateCustomerInput;
  UpdateCustomerPayload: ResolverTypeWrapper<Omit<UpdateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversTypes['Customer']> }>;
  UpdateTenantInput: UpdateTenantInput;
  UpdateTenantPayload: ResolverTypeWrapper<Omit<UpdateTenantPayload, 'tenant'> & { tenant?: Maybe<ResolversTypes['Tenant']> }>;
  UsageBackfill: ResolverTypeWrapper<Backfill>;
  UsageBackfillConnection: ResolverTypeWrapper<UsageBackfillList>;
  UsageBackfillEdge: ResolverTypeWrapper<Omit<UsageBackfillEdge, 'node'> & { node: ResolversTypes['UsageBackfill'] }>;
  UsageBackfillState: UsageBackfillState;
  UsageBackfillStep: ResolverTypeWrapper<BackfillStep>;
  UsageCorrection: ResolverTypeWrapper<RecordedCorrection>;
  UsageCorrectionKind: UsageCorrectionKind;
  UsageCounts: ResolverTypeWrapper<UsageCounts>;
  UsageEvent: ResolverTypeWrapper<UsageEventSource>;
  UsageEventBilling: ResolverTypeWrapper<EventBilling>;
  UsageEventCharge: ResolverTypeWrapper<UsageEventChargeSource>;
  UsageEventChargeKind: UsageEventChargeKind;
  UsageEventChargeState: UsageEventChargeState;
  UsageEventConnection: ResolverTypeWrapper<UsageEventList>;
  UsageEventEdge: ResolverTypeWrapper<UsageEventEdgeSource>;
  UsageEventFilter: UsageEventFilter;
  UsageEventInput: UsageEventInput;
  UsageOutcome: UsageOutcome;
  UsageQuantity: ResolverTypeWrapper<UsageQuantity>;
  UsageResult: ResolverTypeWrapper<UsageResultSource>;
  UsageValues: ResolverTypeWrapper<UsageValuesRow>;
  UsageWindow: UsageWindow;
  UserError: ResolverTypeWrapper<UserError>;
  Viewer: ResolverTypeWrapper<Omit<Viewer, 'key' | 'tenant'> & { key?: Maybe<ResolversTypes['ApiKey']>, tenant?: Maybe<ResolversTypes['Tenant']> }>;
  VoidDestination: VoidDestination;
  VoidGrantInput: VoidGrantInput;
  VoidGrantPayload: ResolverTypeWrapper<Omit<VoidGrantPayload, 'grant'> & { grant?: Maybe<ResolversTypes['CreditGrant']> }>;
  VoidInvoiceInput: VoidInvoiceInput;
  VoidInvoicePayload: ResolverTypeWrapper<Omit<VoidInvoicePayload, 'creditNote'> & { creditNote?: Maybe<ResolversTypes['CreditNote']> }>;
  VoidUsageInput: VoidUsageInput;
  VoidUsagePayload: ResolverTypeWrapper<Omit<VoidUsagePayload, 'event'> & { event?: Maybe<ResolversTypes['UsageEvent']> }>;
  VoidedLines: VoidedLines;
  VoidedPayments: VoidedPayments;
  WriteOffInvoiceInput: WriteOffInvoiceInput;
  WriteOffInvoicePayload: ResolverTypeWrapper<Omit<WriteOffInvoicePayload, 'settlement'> & { settlement?: Maybe<ResolversTypes['Settlement']> }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountBalance: Omit<AccountBalance, 'balance' | 'credits' | 'debits'> & { balance: ResolversParentTypes['Money'], credits: ResolversParentTypes['Money'], debits: ResolversParentTypes['Money'] };
  AccountStatement: StatementSource;
  AddChargeInput: AddChargeInput;
  AddChargePayload: Omit<AddChargePayload, 'charge'> & { charge?: Maybe<ResolversParentTypes['OneOffCharge']> };
  AdjustGrantExpiryInput: AdjustGrantExpiryInput;
  AdjustGrantExpiryPayload: Omit<AdjustGrantExpiryPayload, 'grant'> & { grant?: Maybe<ResolversParentTypes['CreditGrant']> };
  AdjustmentCause: Omit<AdjustmentCause, 'planVersion'> & { planVersion?: Maybe<ResolversParentTypes['PlanVersion']> };
  AdvanceClockInput: AdvanceClockInput;
  AdvanceClockPayload: AdvanceClockPayload;
  AgedReceivables: Omit<AgedReceivables, 'current' | 'days1To30' | 'days31To60' | 'days61To90' | 'over90Days' | 'total'> & { current: ResolversParentTypes['Money'], days1To30: ResolversParentTypes['Money'], days31To60: ResolversParentTypes['Money'], days61To90: ResolversParentTypes['Money'], over90Days: ResolversParentTypes['Money'], total: ResolversParentTypes['Money'] };
  AllocationInput: AllocationInput;
  AmendUsageInput: AmendUsageInput;
  AmendUsagePayload: Omit<AmendUsagePayload, 'event'> & { event?: Maybe<ResolversParentTypes['UsageEvent']> };
  ApiKey: ApiKeyRow;
  ApiKeySecret: ApiKeySecret;
  AppliedCoupon: AppliedCouponRow;
  AppliedCouponConnection: AppliedCouponList;
  AppliedCouponEdge: Omit<AppliedCouponEdge, 'node'> & { node: ResolversParentTypes['AppliedCoupon'] };
  AppliedCouponFilter: AppliedCouponFilter;
  ApplyBackfillInput: ApplyBackfillInput;
  ApplyBackfillPayload: Omit<ApplyBackfillPayload, 'backfill'> & { backfill?: Maybe<ResolversParentTypes['UsageBackfill']> };
  ApplyCouponInput: ApplyCouponInput;
  ApplyCouponPayload: Omit<ApplyCouponPayload, 'appliedCoupon'> & { appliedCoupon?: Maybe<ResolversParentTypes['AppliedCoupon']> };
  ApplyCustomerCreditInput: ApplyCustomerCreditInput;
  ApplyCustomerCreditPayload: Omit<ApplyCustomerCreditPayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
  BackfillBatchInput: BackfillBatchInput;
  BackfillCounts: BackfillCounts;
  BackfillEffect: BackfilledCustomer;
  BackfillLineEffect: LineEffectSource;
  BackfillPreview: BackfillPreviewRow;
  BackfillResult: BackfillResult;
  BackfillUsageInput: BackfillUsageInput;
  BackfillUsagePayload: Omit<BackfillUsagePayload, 'backfill'> & { backfill?: Maybe<ResolversParentTypes['UsageBackfill']> };
  BigInt: Scalars['BigInt']['output'];
  BillingAddress: BillingAddress;
  BillingAddressInput: BillingAddressInput;
  BillingInterval: BillingInterval;
  BillingIntervalInput: BillingIntervalInput;
  Boolean: Scalars['Boolean']['output'];
  CanSpendInput: CanSpendInput;
  CancelSubscriptionInput: CancelSubscriptionInput;
  CancelSubscriptionPayload: Omit<CancelSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  CaptureHoldInput: CaptureHoldInput;
  CaptureHoldPayload: Omit<CaptureHoldPayload, 'hold'> & { hold?: Maybe<ResolversParentTypes['CreditHold']> };
  ChangePlanInput: ChangePlanInput;
  ChangePlanPayload: Omit<ChangePlanPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  ChangePreview: ChangePreviewRow;
  ChangeQuantityInput: ChangeQuantityInput;
  ChangeQuantityPayload: Omit<ChangeQuantityPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  ChargeEstimate: Omit<ChargeEstimate, 'amount' | 'explain'> & { amount: ResolversParentTypes['Money'], explain: ResolversParentTypes['ChargeExplanation'] };
  ChargeExplanation: Omit<ChargeExplanation, 'roundedAmount'> & { roundedAmount: ResolversParentTypes['Money'] };
  ChargeFilter: ChargeFilter;
  ChargeReversal: ChargeReversalRow;
  Checkpoint: CheckpointRow;
  CheckpointConnection: CheckpointList;
  CheckpointEdge: Omit<CheckpointEdge, 'node'> & { node: ResolversParentTypes['Checkpoint'] };
  Clock: Clock;
  CorrectedInvoice: CorrectedInvoiceSource;
  CorrectedLine: CorrectedLineSource;
  Coupon: CouponRow;
  CouponConnection: CouponList;
  CouponEdge: Omit<CouponEdge, 'node'> & { node: ResolversParentTypes['Coupon'] };
  CouponRemoval: CouponRemovalRow;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: CreateApiKeyPayload;
  CreateCheckpointInput: CreateCheckpointInput;
  CreateCheckpointPayload: Omit<CreateCheckpointPayload, 'checkpoint'> & { checkpoint?: Maybe<ResolversParentTypes['Checkpoint']> };
  CreateCouponInput: CreateCouponInput;
  CreateCouponPayload: Omit<CreateCouponPayload, 'coupon'> & { coupon?: Maybe<ResolversParentTypes['Coupon']> };
  CreateCreditAlertInput: CreateCreditAlertInput;
  CreateCreditAlertPayload: Omit<CreateCreditAlertPayload, 'creditAlert'> & { creditAlert?: Maybe<ResolversParentTypes['CreditAlert']> };
  CreateCreditUnitInput: CreateCreditUnitInput;
  CreateCreditUnitPayload: Omit<CreateCreditUnitPayload, 'creditUnit'> & { creditUnit?: Maybe<ResolversParentTypes['CreditUnit']> };
  CreateCustomerInput: CreateCustomerInput;
  CreateCustomerPayload: Omit<CreateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversParentTypes['Customer']> };
  CreateMeterInput: CreateMeterInput;
  CreateMeterPayload: Omit<CreateMeterPayload, 'meter'> & { meter?: Maybe<ResolversParentTypes['Meter']> };
  CreatePlanInput: CreatePlanInput;
  CreatePlanPayload: Omit<CreatePlanPayload, 'plan'> & { plan?: Maybe<ResolversParentTypes['Plan']> };
  CreateRecurringGrantInput: CreateRecurringGrantInput;
  CreateRecurringGrantPayload: Omit<CreateRecurringGrantPayload, 'recurringGrant'> & { recurringGrant?: Maybe<ResolversParentTypes['RecurringGrant']> };
  CreateSubscriptionInput: CreateSubscriptionInput;
  CreateSubscriptionPayload: Omit<CreateSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  CreateTaxRateInput: CreateTaxRateInput;
  CreateTaxRatePayload: Omit<CreateTaxRatePayload, 'taxRate'> & { taxRate?: Maybe<ResolversParentTypes['TaxRate']> };
  CreateTenantInput: CreateTenantInput;
  CreateTenantPayload: Omit<CreateTenantPayload, 'tenant'> & { tenant?: Maybe<ResolversParentTypes['Tenant']> };
  CreditAlert: CreditAlertRow;
  CreditAlertConnection: CreditAlertList;
  CreditAlertEdge: Omit<CreditAlertEdge, 'node'> & { node: ResolversParentTypes['CreditAlert'] };
  CreditAlertEvent: CreditAlertEventSource;
  CreditAlertFilter: CreditAlertFilter;
  CreditGrant: Lot;
  CreditGrantConnection: CreditGrantList;
  CreditGrantEdge: Omit<CreditGrantEdge, 'node'> & { node: ResolversParentTypes['CreditGrant'] };
  CreditHold: Hold;
  CreditHoldConnection: CreditHoldList;
  CreditHoldEdge: Omit<CreditHoldEdge, 'node'> & { node: ResolversParentTypes['CreditHold'] };
  CreditNote: CreditNoteSource;
  CreditNoteConnection: CreditNoteList;
  CreditNoteEdge: Omit<CreditNoteEdge, 'node'> & { node: ResolversParentTypes['CreditNote'] };
  CreditNoteFilter: CreditNoteFilter;
  CreditNoteLine: CreditNoteLineSource;
  CreditNoteLineConnection: CreditNoteLineList;
  CreditNoteLineEdge: Omit<CreditNoteLineEdge, 'node'> & { node: ResolversParentTypes['CreditNoteLine'] };
  CreditNoteLineInput: CreditNoteLineInput;
  CreditNotePreview: CreditNotePreviewRow;
  CreditRollover: RolloverSource;
  CreditRolloverInput: CreditRolloverInput;
  CreditTransfer: CreditTransferRow;
  CreditUnit: CreditUnitRow;
  CreditUnitAmount: CreditUnitAmountSource;
  CreditUnitConnection: CreditUnitList;
  CreditUnitEdge: Omit<CreditUnitEdge, 'node'> & { node: ResolversParentTypes['CreditUnit'] };
  CreditUnitRate: CreditUnitRateRow;
  CreditUnitRateInput: CreditUnitRateInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: CustomerRow;
  CustomerConnection: CustomerList;
  CustomerCredits: CustomerRow;
  CustomerDrift: CustomerDriftSource;
  CustomerDriftConnection: CustomerDriftList;
  CustomerDriftEdge: Omit<CustomerDriftEdge, 'node'> & { node: ResolversParentTypes['CustomerDrift'] };
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerErasure: CustomerErasureRow;
  CustomerExport: CustomerExport;
  CustomerTimeZone: CustomerTimeZone;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DeclarePersonalPropertiesInput: DeclarePersonalPropertiesInput;
  DeclarePersonalPropertiesPayload: DeclarePersonalPropertiesPayload;
  DeferredMonth: Omit<DeferredMonth, 'earned' | 'straightLine'> & { earned: ResolversParentTypes['Money'], straightLine: ResolversParentTypes['Money'] };
  DimensionValues: Scalars['DimensionValues']['output'];
  DocumentTax: DocumentTaxSource;
  DriftRefusal: DriftRefusal;
  DriftReportFilter: DriftReportFilter;
  DynamicModelInput: DynamicModelInput;
  EndRecurringGrantInput: EndRecurringGrantInput;
  EndRecurringGrantPayload: Omit<EndRecurringGrantPayload, 'recurringGrant'> & { recurringGrant?: Maybe<ResolversParentTypes['RecurringGrant']> };
  EndTopUpRuleInput: EndTopUpRuleInput;
  EndTopUpRulePayload: Omit<EndTopUpRulePayload, 'topUpRule'> & { topUpRule?: Maybe<ResolversParentTypes['TopUpRule']> };
  EraseCustomerInput: EraseCustomerInput;
  EraseCustomerPayload: Omit<EraseCustomerPayload, 'customer' | 'erasure'> & { customer?: Maybe<ResolversParentTypes['Customer']>, erasure?: Maybe<ResolversParentTypes['CustomerErasure']> };
  EstimateChargeInput: EstimateChargeInput;
  FailPaymentInput: FailPaymentInput;
  FailPaymentPayload: Omit<FailPaymentPayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
  FlatModelInput: FlatModelInput;
  GraduatedPercentageModelInput: GraduatedPercentageModelInput;
  GrantCreditsInput: GrantCreditsInput;
  GrantCreditsPayload: Omit<GrantCreditsPayload, 'grant'> & { grant?: Maybe<ResolversParentTypes['CreditGrant']> };
  GrantExpiryChange: GrantExpiryChange;
  GrantScope: GrantScope;
  GrantScopeInput: GrantScopeInput;
  GrantUnits: GrantUnitsSource;
  GrantedAllowance: GrantedAllowanceSource;
  HoldCreditsInput: HoldCreditsInput;
  HoldCreditsPayload: Omit<HoldCreditsPayload, 'hold'> & { hold?: Maybe<ResolversParentTypes['CreditHold']> };
  ID: Scalars['ID']['output'];
  InclusionProof: Omit<InclusionProof, 'checkpoint'> & { checkpoint: ResolversParentTypes['Checkpoint'] };
  Int: Scalars['Int']['output'];
  Invoice: InvoiceSource;
  InvoiceChange: InvoiceChangeSource;
  InvoiceConnection: InvoiceList;
  InvoiceDiff: InvoiceDiffRow;
  InvoiceEdge: Omit<InvoiceEdge, 'node'> & { node: ResolversParentTypes['Invoice'] };
  InvoiceFilter: InvoiceFilter;
  InvoiceLine: InvoiceLineSource;
  InvoiceLineConnection: InvoiceLineList;
  InvoiceLineEdge: Omit<InvoiceLineEdge, 'node'> & { node: ResolversParentTypes['InvoiceLine'] };
  InvoiceParty: InvoiceParty;
  IssueCreditNoteInput: IssueCreditNoteInput;
  IssueCreditNotePayload: Omit<IssueCreditNotePayload, 'creditNote'> & { creditNote?: Maybe<ResolversParentTypes['CreditNote']> };
  IssueInvoiceInput: IssueInvoiceInput;
  IssueInvoicePayload: Omit<IssueInvoicePayload, 'invoice'> & { invoice?: Maybe<ResolversParentTypes['Invoice']> };
  IssueUsageNoteInput: IssueUsageNoteInput;
  IssueUsageNotePayload: Omit<IssueUsageNotePayload, 'note'> & { note?: Maybe<ResolversParentTypes['Invoice']> };
  JSONObject: Scalars['JSONObject']['output'];
  LateCredit: LateCreditSource;
  LateCreditLine: LateCreditLineSource;
  LateCreditLot: LateCreditLotSource;
  LedgerAccount: Account;
  LedgerEntry: LedgerEntryRow;
  LedgerEntryConnection: LedgerEntryList;
  LedgerEntryEdge: Omit<LedgerEntryEdge, 'node'> & { node: ResolversParentTypes['LedgerEntry'] };
  LedgerEntryFilter: LedgerEntryFilter;
  LedgerFinding: LedgerFinding;
  LedgerJournal: BookJournal;
  LedgerJournalConnection: LedgerJournalList;
  LedgerJournalEdge: Omit<LedgerJournalEdge, 'node'> & { node: ResolversParentTypes['LedgerJournal'] };
  LedgerJournalFilter: LedgerJournalFilter;
  LedgerLineFigures: Omit<LedgerLineFigures, 'amount'> & { amount: ResolversParentTypes['Money'] };
  LedgerReplay: Omit<LedgerReplay, 'divergences' | 'drift' | 'firstDivergence'> & { divergences: Array<ResolversParentTypes['ReplayDivergence']>, drift: Array<ResolversParentTypes['Money']>, firstDivergence?: Maybe<ResolversParentTypes['ReplayDivergence']> };
  LedgerVerification: LedgerVerification;
  LineAdjustment: LineAdjustmentSource;
  LineCredit: LineCreditSource;
  LineDifference: LineDifferenceSource;
  LineDiscount: LineDiscountSource;
  LineDraw: LineDrawSource;
  LineDrift: LineDriftSource;
  LineDriftConnection: LineDriftList;
  LineDriftEdge: Omit<LineDriftEdge, 'node'> & { node: ResolversParentTypes['LineDrift'] };
  LineExplanation: Omit<LineExplanation, 'amount' | 'creditOffset' | 'discounts' | 'draws' | 'previouslyBilled' | 'previouslyDiscounted' | 'roundedAmount'> & { amount: ResolversParentTypes['Money'], creditOffset: ResolversParentTypes['Money'], discounts: Array<ResolversParentTypes['LineDiscount']>, draws: Array<ResolversParentTypes['LineDraw']>, previouslyBilled: ResolversParentTypes['Money'], previouslyDiscounted: ResolversParentTypes['Money'], roundedAmount: ResolversParentTypes['Money'] };
  MatrixEntryInput: MatrixEntryInput;
  MatrixModelInput: MatrixModelInput;
  Meter: CatalogMeter;
  MeterConnection: MeterList;
  MeterEdge: Omit<MeterEdge, 'node'> & { node: ResolversParentTypes['Meter'] };
  MeterFilter: MeterFilter;
  MeterFilterInput: MeterFilterInput;
  MigrateSubscriptionsInput: MigrateSubscriptionsInput;
  MigrateSubscriptionsPayload: Omit<MigrateSubscriptionsPayload, 'results'> & { results: Array<ResolversParentTypes['MigrationResult']> };
  MigratedCustomer: MigratedCustomerRow;
  MigratedCustomerConnection: MigratedCustomerList;
  MigratedCustomerEdge: Omit<MigratedCustomerEdge, 'node'> & { node: ResolversParentTypes['MigratedCustomer'] };
  MigrationEffect: CustomerEffect;
  MigrationPreview: MigrationPreviewSource;
  MigrationPreviewTotal: Omit<MigrationPreviewTotal, 'billed' | 'difference' | 'ofMigration' | 'shouldBe'> & { billed: ResolversParentTypes['Money'], difference: ResolversParentTypes['Money'], ofMigration: ResolversParentTypes['Money'], shouldBe: ResolversParentTypes['Money'] };
  MigrationResult: Omit<MigrationResult, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  MigrationTotals: Omit<MigrationTotals, 'creditOffsets' | 'discounts' | 'subtotal' | 'tax' | 'taxIncluded' | 'total'> & { creditOffsets: ResolversParentTypes['Money'], discounts: ResolversParentTypes['Money'], subtotal: ResolversParentTypes['Money'], tax: ResolversParentTypes['Money'], taxIncluded: ResolversParentTypes['Money'], total: ResolversParentTypes['Money'] };
  Money: MoneyRow;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OneOffCharge: RecordedCharge;
  OneOffChargeConnection: OneOffChargeList;
  OneOffChargeEdge: Omit<OneOffChargeEdge, 'node'> & { node: ResolversParentTypes['OneOffCharge'] };
  OverridePricesInput: OverridePricesInput;
  OverridePricesPayload: Omit<OverridePricesPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  PackageModelInput: PackageModelInput;
  PageInfo: PageInfo;
  PauseSubscriptionInput: PauseSubscriptionInput;
  PauseSubscriptionPayload: Omit<PauseSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  PayRefundInput: PayRefundInput;
  PayRefundPayload: Omit<PayRefundPayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
  PerUnitModelInput: PerUnitModelInput;
  PercentageModelInput: PercentageModelInput;
  PercentageTierInput: PercentageTierInput;
  Period: Period;
  PeriodFraction: PeriodFraction;
  PeriodFractionInput: PeriodFractionInput;
  PeriodInput: PeriodInput;
  PersonalProperties: PersonalProperties;
  Plan: PlanRow;
  PlanAllowance: PlanAllowanceSource;
  PlanAllowanceInput: PlanAllowanceInput;
  PlanAllowanceScopeInput: PlanAllowanceScopeInput;
  PlanConnection: PlanList;
  PlanEdge: Omit<PlanEdge, 'node'> & { node: ResolversParentTypes['Plan'] };
  PlanSimulation: SimulationSource;
  PlanVersion: PublishedVersion;
  PreviewBackfillInput: PreviewBackfillInput;
  PreviewBackfillPayload: Omit<PreviewBackfillPayload, 'preview'> & { preview?: Maybe<ResolversParentTypes['BackfillPreview']> };
  PreviewCancellationInput: PreviewCancellationInput;
  PreviewCreditNoteInput: PreviewCreditNoteInput;
  PreviewMigrationInput: PreviewMigrationInput;
  PreviewPlanChangeInput: PreviewPlanChangeInput;
  PreviewPriceOverridesInput: PreviewPriceOverridesInput;
  PreviewedSubscription: PreviewedSubscriptionRow;
  Price: PublishedPrice;
  PriceCorrection: PriceCorrectionSource;
  PriceInput: PriceInput;
  PriceModelInput: PriceModelInput;
  PriceOverrides: Omit<PriceOverrides, 'added' | 'replaced'> & { added: Array<ResolversParentTypes['Price']>, replaced: Array<ResolversParentTypes['Price']> };
  PriceOverridesInput: PriceOverridesInput;
  PriceQuantity: PriceQuantity;
  PriceQuantityInput: PriceQuantityInput;
  PriceTierInput: PriceTierInput;
  ProjectedPosting: Omit<ProjectedPosting, 'amount' | 'credit' | 'debit'> & { amount: ResolversParentTypes['Money'], credit: ResolversParentTypes['LedgerAccount'], debit: ResolversParentTypes['LedgerAccount'] };
  PublishCreditUnitRateInput: PublishCreditUnitRateInput;
  PublishCreditUnitRatePayload: Omit<PublishCreditUnitRatePayload, 'creditUnit'> & { creditUnit?: Maybe<ResolversParentTypes['CreditUnit']> };
  PublishPlanVersionInput: PublishPlanVersionInput;
  PublishPlanVersionPayload: Omit<PublishPlanVersionPayload, 'plan'> & { plan?: Maybe<ResolversParentTypes['Plan']> };
  PublishTaxRateVersionInput: PublishTaxRateVersionInput;
  PublishTaxRateVersionPayload: Omit<PublishTaxRateVersionPayload, 'taxRate'> & { taxRate?: Maybe<ResolversParentTypes['TaxRate']> };
  PurchaseCreditsInput: PurchaseCreditsInput;
  PurchaseCreditsPayload: Omit<PurchaseCreditsPayload, 'bonus' | 'grant' | 'invoice'> & { bonus?: Maybe<ResolversParentTypes['CreditGrant']>, grant?: Maybe<ResolversParentTypes['CreditGrant']>, invoice?: Maybe<ResolversParentTypes['Invoice']> };
  Query: Record<PropertyKey, never>;
  RatingStep: RatingStep;
  RebuiltLineFigures: Omit<RebuiltLineFigures, 'amount'> & { amount: ResolversParentTypes['Money'] };
  RecordPaymentInput: RecordPaymentInput;
  RecordPaymentPayload: Omit<RecordPaymentPayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
  RecordUsageInput: RecordUsageInput;
  RecordUsagePayload: Omit<RecordUsagePayload, 'results'> & { results: Array<ResolversParentTypes['UsageResult']> };
  RecurringGrant: RecurringGrantRow;
  RecurringGrantConnection: RecurringGrantList;
  RecurringGrantEdge: Omit<RecurringGrantEdge, 'node'> & { node: ResolversParentTypes['RecurringGrant'] };
  RecurringGrantEnd: RecurringGrantEndRow;
  RecurringGrantFilter: RecurringGrantFilter;
  RefundCustomerCreditInput: RefundCustomerCreditInput;
  RefundCustomerCreditPayload: Omit<RefundCustomerCreditPayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
  RefundPaymentInput: RefundPaymentInput;
  RefundPaymentPayload: Omit<RefundPaymentPayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
  ReleaseHoldInput: ReleaseHoldInput;
  ReleaseHoldPayload: Omit<ReleaseHoldPayload, 'hold'> & { hold?: Maybe<ResolversParentTypes['CreditHold']> };
  RemoveCouponInput: RemoveCouponInput;
  RemoveCouponPayload: Omit<RemoveCouponPayload, 'appliedCoupon'> & { appliedCoupon?: Maybe<ResolversParentTypes['AppliedCoupon']> };
  RemoveCreditAlertInput: RemoveCreditAlertInput;
  RemoveCreditAlertPayload: Omit<RemoveCreditAlertPayload, 'creditAlert'> & { creditAlert?: Maybe<ResolversParentTypes['CreditAlert']> };
  ReplayDivergence: Omit<ReplayDivergence, 'ledger' | 'rebuilt'> & { ledger?: Maybe<ResolversParentTypes['LedgerLineFigures']>, rebuilt?: Maybe<ResolversParentTypes['RebuiltLineFigures']> };
  ResumeSubscriptionInput: ResumeSubscriptionInput;
  ResumeSubscriptionPayload: Omit<ResumeSubscriptionPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  RevenueAccount: RevenueAccountSource;
  RevenueFigures: RevenueFiguresSource;
  RevenueGroup: RevenueGroupSource;
  RevenueGroupConnection: RevenueGroupList;
  RevenueGroupEdge: Omit<RevenueGroupEdge, 'node'> & { node: ResolversParentTypes['RevenueGroup'] };
  RevenueMovement: Omit<RevenueMovement, 'amount'> & { amount: ResolversParentTypes['Money'] };
  RevenuePeriod: RevenuePeriod;
  RevenueSchedule: RevenueScheduleRow;
  RevenueTie: Omit<RevenueTie, 'residual' | 'scheduled' | 'trialBalance'> & { residual: ResolversParentTypes['Money'], scheduled: ResolversParentTypes['Money'], trialBalance: ResolversParentTypes['Money'] };
  ReverseChargeInput: ReverseChargeInput;
  ReverseChargePayload: Omit<ReverseChargePayload, 'charge'> & { charge?: Maybe<ResolversParentTypes['OneOffCharge']> };
  RevertBackfillInput: RevertBackfillInput;
  RevertBackfillPayload: Omit<RevertBackfillPayload, 'backfill'> & { backfill?: Maybe<ResolversParentTypes['UsageBackfill']> };
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']> };
  SetTopUpRuleInput: SetTopUpRuleInput;
  SetTopUpRulePayload: Omit<SetTopUpRulePayload, 'topUpRule'> & { topUpRule?: Maybe<ResolversParentTypes['TopUpRule']> };
  Settlement: RecordedSettlement;
  SettlementAllocation: SettlementAllocationSource;
  SettlementConnection: SettlementList;
  SettlementEdge: Omit<SettlementEdge, 'node'> & { node: ResolversParentTypes['Settlement'] };
  SettlementFilter: SettlementFilter;
  SimulatePlanInput: SimulatePlanInput;
  SimulatedCustomer: SimulatedCustomerRow;
  SimulatedCustomerConnection: SimulatedCustomerList;
  SimulatedCustomerEdge: Omit<SimulatedCustomerEdge, 'node'> & { node: ResolversParentTypes['SimulatedCustomer'] };
  SimulatedPlanInput: SimulatedPlanInput;
  SimulatedPrice: Omit<SimulatedPrice, 'actual' | 'difference' | 'simulated'> & { actual: ResolversParentTypes['Money'], difference: ResolversParentTypes['Money'], simulated: ResolversParentTypes['Money'] };
  SimulationComparison: SimulationResult;
  SimulationRefusal: SimulationRefusal;
  SimulationTotal: Omit<SimulationTotal, 'actual' | 'difference' | 'simulated'> & { actual: ResolversParentTypes['Money'], difference: ResolversParentTypes['Money'], simulated: ResolversParentTypes['Money'] };
  SpendDecision: SpendDecisionSource;
  StageBackfillInput: StageBackfillInput;
  StageBackfillPayload: Omit<StageBackfillPayload, 'backfill'> & { backfill?: Maybe<ResolversParentTypes['UsageBackfill']> };
  StatementEntry: StatementRow;
  StatementEntryConnection: StatementEntryList;
  StatementEntryEdge: Omit<StatementEntryEdge, 'node'> & { node: ResolversParentTypes['StatementEntry'] };
  StatementLots: StatementLotsSource;
  String: Scalars['String']['output'];
  Subscription: SubscriptionRow;
  SubscriptionConnection: SubscriptionList;
  SubscriptionEdge: Omit<SubscriptionEdge, 'node'> & { node: ResolversParentTypes['Subscription'] };
  SubscriptionFilter: SubscriptionFilter;
  SubscriptionSegment: SegmentSource;
  SupersededLine: SupersededLineSource;
  TaxExemption: TaxExemption;
  TaxExemptionInput: TaxExemptionInput;
  TaxRate: TaxRateRow;
  TaxRateConnection: TaxRateList;
  TaxRateEdge: Omit<TaxRateEdge, 'node'> & { node: ResolversParentTypes['TaxRate'] };
  TaxRateVersion: PublishedTaxRateVersion;
  Tenant: TenantRow;
  ThresholdStanding: Omit<ThresholdStanding, 'threshold' | 'unbilled'> & { threshold: ResolversParentTypes['Money'], unbilled: ResolversParentTypes['Money'] };
  TieredModelInput: TieredModelInput;
  TimeZone: Scalars['TimeZone']['output'];
  TopUpRule: TopUpRuleRow;
  TopUpRuleConnection: TopUpRuleList;
  TopUpRuleEdge: Omit<TopUpRuleEdge, 'node'> & { node: ResolversParentTypes['TopUpRule'] };
  TopUpRuleEnd: TopUpRuleEndRow;
  TopUpRuleFilter: TopUpRuleFilter;
  TopUpStanding: TopUpStandingSource;
  TotalCount: TotalCount;
  TransferCreditsInput: TransferCreditsInput;
  TransferCreditsPayload: Omit<TransferCreditsPayload, 'grant' | 'received'> & { grant?: Maybe<ResolversParentTypes['CreditGrant']>, received?: Maybe<ResolversParentTypes['CreditGrant']> };
  TrialBalance: Omit<TrialBalance, 'accounts' | 'difference' | 'totalCredits' | 'totalDebits'> & { accounts: Array<ResolversParentTypes['AccountBalance']>, difference: ResolversParentTypes['Money'], totalCredits: ResolversParentTypes['Money'], totalDebits: ResolversParentTypes['Money'] };
  UnitConversion: UnitConversion;
  UnitConversionInput: UnitConversionInput;
  UnratedUsage: UnratedEvent;
  UnratedUsageFilter: UnratedUsageFilter;
  UnratedUsagePage: Omit<UnratedUsagePage, 'nodes'> & { nodes: Array<ResolversParentTypes['UnratedUsage']> };
  UnscheduleChangesInput: UnscheduleChangesInput;
  UnscheduleChangesPayload: Omit<UnscheduleChangesPayload, 'subscription'> & { subscription?: Maybe<ResolversParentTypes['Subscription']> };
  UpdateCustomerInput: UpdateCustomerInput;
  UpdateCustomerPayload: Omit<UpdateCustomerPayload, 'customer'> & { customer?: Maybe<ResolversParentTypes['Customer']> };
  UpdateTenantInput: UpdateTenantInput;
  UpdateTenantPayload: Omit<UpdateTenantPayload, 'tenant'> & { tenant?: Maybe<ResolversParentTypes['Tenant']> };
  UsageBackfill: Backfill;
  UsageBackfillConnection: UsageBackfillList;
  UsageBackfillEdge: Omit<UsageBackfillEdge, 'node'> & { node: ResolversParentTypes['UsageBackfill'] };
  UsageBackfillStep: BackfillStep;
  UsageCorrection: RecordedCorrection;
  UsageCounts: UsageCounts;
  UsageEvent: UsageEventSource;
  UsageEventBilling: EventBilling;
  UsageEventCharge: UsageEventChargeSource;
  UsageEventConnection: UsageEventList;
  UsageEventEdge: UsageEventEdgeSource;
  UsageEventFilter: UsageEventFilter;
  UsageEventInput: UsageEventInput;
  UsageQuantity: UsageQuantity;
  UsageResult: UsageResultSource;
  UsageValues: UsageValuesRow;
  UserError: UserError;
  Viewer: Omit<Viewer, 'key' | 'tenant'> & { key?: Maybe<ResolversParentTypes['ApiKey']>, tenant?: Maybe<ResolversParentTypes['Tenant']> };
  VoidGrantInput: VoidGrantInput;
  VoidGrantPayload: Omit<VoidGrantPayload, 'grant'> & { grant?: Maybe<ResolversParentTypes['CreditGrant']> };
  VoidInvoiceInput: VoidInvoiceInput;
  VoidInvoicePayload: Omit<VoidInvoicePayload, 'creditNote'> & { creditNote?: Maybe<ResolversParentTypes['CreditNote']> };
  VoidUsageInput: VoidUsageInput;
  VoidUsagePayload: Omit<VoidUsagePayload, 'event'> & { event?: Maybe<ResolversParentTypes['UsageEvent']> };
  WriteOffInvoiceInput: WriteOffInvoiceInput;
  WriteOffInvoicePayload: Omit<WriteOffInvoicePayload, 'settlement'> & { settlement?: Maybe<ResolversParentTypes['Settlement']> };
};

export type RequiresScopesDirectiveArgs = {
  scopes: Array<Array<Scope>>;
};

export type RequiresScopesDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = RequiresScopesDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountBalanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountBalance'] = ResolversParentTypes['AccountBalance']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  debits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountStatementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AccountStatement'] = ResolversParentTypes['AccountStatement']> = {
  aged?: Resolver<ResolversTypes['AgedReceivables'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closingBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['StatementEntryConnection'], ParentType, ContextType, Partial<AccountStatementEntriesArgs>>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  knownAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lots?: Resolver<ResolversTypes['StatementLots'], ParentType, ContextType>;
  openingBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  pdfPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refundsPayable?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AddChargePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AddChargePayload'] = ResolversParentTypes['AddChargePayload']> = {
  charge?: Resolver<Maybe<ResolversTypes['OneOffCharge']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AdjustGrantExpiryPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdjustGrantExpiryPayload'] = ResolversParentTypes['AdjustGrantExpiryPayload']> = {
  grant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AdjustmentCauseResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdjustmentCause'] = ResolversParentTypes['AdjustmentCause']> = {
  effectiveAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AdjustmentCauseKind'], ParentType, ContextType>;
  planVersion?: Resolver<Maybe<ResolversTypes['PlanVersion']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AdvanceClockPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AdvanceClockPayload'] = ResolversParentTypes['AdvanceClockPayload']> = {
  clock?: Resolver<Maybe<ResolversTypes['Clock']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AgedReceivablesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AgedReceivables'] = ResolversParentTypes['AgedReceivables']> = {
  current?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  days1To30?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  days31To60?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  days61To90?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  over90Days?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type AmendUsagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AmendUsagePayload'] = ResolversParentTypes['AmendUsagePayload']> = {
  event?: Resolver<Maybe<ResolversTypes['UsageEvent']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['Scope']>, ParentType, ContextType>;
};

export type ApiKeySecretResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApiKeySecret'] = ResolversParentTypes['ApiKeySecret']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AppliedCouponResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AppliedCoupon'] = ResolversParentTypes['AppliedCoupon']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  coupon?: Resolver<ResolversTypes['Coupon'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  removal?: Resolver<Maybe<ResolversTypes['CouponRemoval']>, ParentType, ContextType>;
  startAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppliedCouponConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AppliedCouponConnection'] = ResolversParentTypes['AppliedCouponConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AppliedCouponEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AppliedCoupon']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type AppliedCouponEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AppliedCouponEdge'] = ResolversParentTypes['AppliedCouponEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AppliedCoupon'], ParentType, ContextType>;
};

export type ApplyBackfillPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApplyBackfillPayload'] = ResolversParentTypes['ApplyBackfillPayload']> = {
  backfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ApplyCouponPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApplyCouponPayload'] = ResolversParentTypes['ApplyCouponPayload']> = {
  appliedCoupon?: Resolver<Maybe<ResolversTypes['AppliedCoupon']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ApplyCustomerCreditPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApplyCustomerCreditPayload'] = ResolversParentTypes['ApplyCustomerCreditPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type BackfillCountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BackfillCounts'] = ResolversParentTypes['BackfillCounts']> = {
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflicts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  restored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  voided?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BackfillEffectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BackfillEffect'] = ResolversParentTypes['BackfillEffect']> = {
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['BackfillLineEffect']>, ParentType, ContextType>;
};

export type BackfillLineEffectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BackfillLineEffect'] = ResolversParentTypes['BackfillLineEffect']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  quantityAfter?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  quantityBefore?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  shouldBe?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type BackfillPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BackfillPreview'] = ResolversParentTypes['BackfillPreview']> = {
  counts?: Resolver<ResolversTypes['BackfillCounts'], ParentType, ContextType>;
  customerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  effects?: Resolver<Array<ResolversTypes['BackfillEffect']>, ParentType, ContextType>;
  isApplicable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refused?: Resolver<Array<ResolversTypes['BackfillResult']>, ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['BackfillResult']>, ParentType, ContextType>;
  voidedKeys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BackfillResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BackfillResult'] = ResolversParentTypes['BackfillResult']> = {
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['BackfillOutcome'], ParentType, ContextType>;
};

export type BackfillUsagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BackfillUsagePayload'] = ResolversParentTypes['BackfillUsagePayload']> = {
  backfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type BillingAddressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BillingAddress'] = ResolversParentTypes['BillingAddress']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BillingIntervalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BillingInterval'] = ResolversParentTypes['BillingInterval']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['IntervalUnit'], ParentType, ContextType>;
};

export type CancelSubscriptionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CancelSubscriptionPayload'] = ResolversParentTypes['CancelSubscriptionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CaptureHoldPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CaptureHoldPayload'] = ResolversParentTypes['CaptureHoldPayload']> = {
  hold?: Resolver<Maybe<ResolversTypes['CreditHold']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangePlanPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePlanPayload'] = ResolversParentTypes['ChangePlanPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangePreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangePreview'] = ResolversParentTypes['ChangePreview']> = {
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  nextInvoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  postings?: Resolver<Array<ResolversTypes['ProjectedPosting']>, ParentType, ContextType>;
};

export type ChangeQuantityPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChangeQuantityPayload'] = ResolversParentTypes['ChangeQuantityPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChargeEstimateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChargeEstimate'] = ResolversParentTypes['ChargeEstimate']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  exactAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  explain?: Resolver<ResolversTypes['ChargeExplanation'], ParentType, ContextType>;
};

export type ChargeExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChargeExplanation'] = ResolversParentTypes['ChargeExplanation']> = {
  exactAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  fraction?: Resolver<ResolversTypes['PeriodFraction'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  roundedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['RatingStep']>, ParentType, ContextType>;
};

export type ChargeReversalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ChargeReversal'] = ResolversParentTypes['ChargeReversal']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reversedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CheckpointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Checkpoint'] = ResolversParentTypes['Checkpoint']> = {
  bookCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  factsBefore?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  factsRoot?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  journalCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  previousHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  root?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  series?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slot?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  takenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CheckpointConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointConnection'] = ResolversParentTypes['CheckpointConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CheckpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CheckpointEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CheckpointEdge'] = ResolversParentTypes['CheckpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
};

export type ClockResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Clock'] = ResolversParentTypes['Clock']> = {
  isSandbox?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  now?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CorrectedInvoiceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CorrectedInvoice'] = ResolversParentTypes['CorrectedInvoice']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CorrectedLine']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ofMigration?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shouldBe?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CorrectedLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CorrectedLine'] = ResolversParentTypes['CorrectedLine']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  billedOn?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  billedPrice?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  billedQuantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  discounts?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ofMigration?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  priceCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  shouldBe?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subscription?: Resolver<ResolversTypes['Subscription'], ParentType, ContextType>;
};

export type CouponResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Coupon'] = ResolversParentTypes['Coupon']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  duration?: Resolver<ResolversTypes['CouponDuration'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percentage?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  periods?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  planCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  priceCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  redemptionLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CouponConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponConnection'] = ResolversParentTypes['CouponConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CouponEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Coupon']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CouponEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponEdge'] = ResolversParentTypes['CouponEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Coupon'], ParentType, ContextType>;
};

export type CouponRemovalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CouponRemoval'] = ResolversParentTypes['CouponRemoval']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  removedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKeySecret']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCheckpointPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateCheckpointPayload'] = ResolversParentTypes['CreateCheckpointPayload']> = {
  checkpoint?: Resolver<Maybe<ResolversTypes['Checkpoint']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCouponPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateCouponPayload'] = ResolversParentTypes['CreateCouponPayload']> = {
  coupon?: Resolver<Maybe<ResolversTypes['Coupon']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCreditAlertPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateCreditAlertPayload'] = ResolversParentTypes['CreateCreditAlertPayload']> = {
  creditAlert?: Resolver<Maybe<ResolversTypes['CreditAlert']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCreditUnitPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateCreditUnitPayload'] = ResolversParentTypes['CreateCreditUnitPayload']> = {
  creditUnit?: Resolver<Maybe<ResolversTypes['CreditUnit']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCustomerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateCustomerPayload'] = ResolversParentTypes['CreateCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateMeterPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateMeterPayload'] = ResolversParentTypes['CreateMeterPayload']> = {
  meter?: Resolver<Maybe<ResolversTypes['Meter']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreatePlanPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreatePlanPayload'] = ResolversParentTypes['CreatePlanPayload']> = {
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateRecurringGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateRecurringGrantPayload'] = ResolversParentTypes['CreateRecurringGrantPayload']> = {
  recurringGrant?: Resolver<Maybe<ResolversTypes['RecurringGrant']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateSubscriptionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateSubscriptionPayload'] = ResolversParentTypes['CreateSubscriptionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTaxRatePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateTaxRatePayload'] = ResolversParentTypes['CreateTaxRatePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTenantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateTenantPayload'] = ResolversParentTypes['CreateTenantPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKeySecret']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  tenant?: Resolver<Maybe<ResolversTypes['Tenant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreditAlertResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditAlert'] = ResolversParentTypes['CreditAlert']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['CreditAlertEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CreditAlertState'], ParentType, ContextType>;
  threshold?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditAlertConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditAlertConnection'] = ResolversParentTypes['CreditAlertConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditAlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditAlert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CreditAlertEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditAlertEdge'] = ResolversParentTypes['CreditAlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditAlert'], ParentType, ContextType>;
};

export type CreditAlertEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditAlertEvent'] = ResolversParentTypes['CreditAlertEvent']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CreditAlertEventKind'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CreditGrantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditGrant'] = ResolversParentTypes['CreditGrant']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  allowance?: Resolver<Maybe<ResolversTypes['GrantedAllowance']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  burned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  charge?: Resolver<Maybe<ResolversTypes['OneOffCharge']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiryChanges?: Resolver<Array<ResolversTypes['GrantExpiryChange']>, ParentType, ContextType>;
  granted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  grantedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inUnits?: Resolver<Maybe<ResolversTypes['GrantUnits']>, ParentType, ContextType>;
  journal?: Resolver<ResolversTypes['LedgerJournal'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['GrantKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recurringGrant?: Resolver<Maybe<ResolversTypes['RecurringGrant']>, ParentType, ContextType>;
  recurringPart?: Resolver<Maybe<ResolversTypes['RecurringLotPart']>, ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  replaces?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['GrantScope']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['GrantStatus'], ParentType, ContextType>;
  topUpRule?: Resolver<Maybe<ResolversTypes['TopUpRule']>, ParentType, ContextType>;
  transferred?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  transferredFrom?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  transfers?: Resolver<Array<ResolversTypes['CreditTransfer']>, ParentType, ContextType>;
  usable?: Resolver<Maybe<ResolversTypes['PurchaseUse']>, ParentType, ContextType>;
  voided?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditGrantConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditGrantConnection'] = ResolversParentTypes['CreditGrantConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditGrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CreditGrantEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditGrantEdge'] = ResolversParentTypes['CreditGrantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditGrant'], ParentType, ContextType>;
};

export type CreditHoldResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditHold'] = ResolversParentTypes['CreditHold']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  eventKeys?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  heldAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  meterCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['HoldStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditHoldConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditHoldConnection'] = ResolversParentTypes['CreditHoldConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditHoldEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditHold']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CreditHoldEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditHoldEdge'] = ResolversParentTypes['CreditHoldEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditHold'], ParentType, ContextType>;
};

export type CreditNoteResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNote'] = ResolversParentTypes['CreditNote']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  applied?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  buyer?: Resolver<Maybe<ResolversTypes['InvoiceParty']>, ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  destination?: Resolver<ResolversTypes['CreditDestination'], ParentType, ContextType>;
  documentJson?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoice?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  issueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  journal?: Resolver<ResolversTypes['LedgerJournal'], ParentType, ContextType>;
  lapsedCredit?: Resolver<ResolversTypes['LapsedCredit'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['CreditNoteLineConnection'], ParentType, ContextType, Partial<CreditNoteLinesArgs>>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pdfPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  seal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['InvoiceParty']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxes?: Resolver<Array<ResolversTypes['DocumentTax']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  voids?: Resolver<Maybe<ResolversTypes['VoidedLines']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditNoteConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNoteConnection'] = ResolversParentTypes['CreditNoteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditNoteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CreditNoteEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNoteEdge'] = ResolversParentTypes['CreditNoteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditNote'], ParentType, ContextType>;
};

export type CreditNoteLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNoteLine'] = ResolversParentTypes['CreditNoteLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  draws?: Resolver<Array<ResolversTypes['LineDraw']>, ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  netAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  taxes?: Resolver<Array<ResolversTypes['DocumentTax']>, ParentType, ContextType>;
};

export type CreditNoteLineConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNoteLineConnection'] = ResolversParentTypes['CreditNoteLineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditNoteLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditNoteLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CreditNoteLineEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNoteLineEdge'] = ResolversParentTypes['CreditNoteLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditNoteLine'], ParentType, ContextType>;
};

export type CreditNotePreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditNotePreview'] = ResolversParentTypes['CreditNotePreview']> = {
  applied?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['CreditNoteLineConnection'], ParentType, ContextType, Partial<CreditNotePreviewLinesArgs>>;
  postings?: Resolver<Array<ResolversTypes['ProjectedPosting']>, ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxes?: Resolver<Array<ResolversTypes['DocumentTax']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CreditRolloverResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditRollover'] = ResolversParentTypes['CreditRollover']> = {
  intervals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maximumAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  maximumUnits?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  percentage?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type CreditTransferResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditTransfer'] = ResolversParentTypes['CreditTransfer']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  transferredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type CreditUnitResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditUnit'] = ResolversParentTypes['CreditUnit']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decimals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rates?: Resolver<Array<ResolversTypes['CreditUnitRate']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditUnitAmountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditUnitAmount'] = ResolversParentTypes['CreditUnitAmount']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['CreditUnit'], ParentType, ContextType>;
  unitCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreditUnitConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditUnitConnection'] = ResolversParentTypes['CreditUnitConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditUnitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditUnit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CreditUnitEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditUnitEdge'] = ResolversParentTypes['CreditUnitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditUnit'], ParentType, ContextType>;
};

export type CreditUnitRateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreditUnitRate'] = ResolversParentTypes['CreditUnitRate']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  effectiveFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  moneyPerUnit?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  billingAddress?: Resolver<Maybe<ResolversTypes['BillingAddress']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  creditBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType, Partial<CustomerCreditBalanceArgs>>;
  creditNoteNumberFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['CustomerCredits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  debitNoteNumberFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erasures?: Resolver<Array<ResolversTypes['CustomerErasure']>, ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gracePeriodHours?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoiceNumberFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, Partial<CustomerInvoicesArgs>>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lateCredit?: Resolver<Maybe<ResolversTypes['LateCreditPolicy']>, ParentType, ContextType>;
  lateUsage?: Resolver<Maybe<ResolversTypes['LateUsagePolicy']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  netDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  statement?: Resolver<ResolversTypes['AccountStatement'], ParentType, ContextType, RequireFields<CustomerStatementArgs, 'from' | 'to'>>;
  subscriptions?: Resolver<ResolversTypes['SubscriptionConnection'], ParentType, ContextType, Partial<CustomerSubscriptionsArgs>>;
  taxExemption?: Resolver<Maybe<ResolversTypes['TaxExemption']>, ParentType, ContextType>;
  taxNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxRateCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  thresholdStanding?: Resolver<Maybe<ResolversTypes['ThresholdStanding']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  timeZones?: Resolver<Array<ResolversTypes['CustomerTimeZone']>, ParentType, ContextType>;
  upcomingInvoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, RequireFields<CustomerUpcomingInvoiceArgs, 'usageSoFar'>>;
  usage?: Resolver<Maybe<Array<ResolversTypes['UsageQuantity']>>, ParentType, ContextType, RequireFields<CustomerUsageArgs, 'from' | 'meterCode' | 'to'>>;
  usageThreshold?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CustomerCreditsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerCredits'] = ResolversParentTypes['CustomerCredits']> = {
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType, Partial<CustomerCreditsBalanceArgs>>;
  grants?: Resolver<ResolversTypes['CreditGrantConnection'], ParentType, ContextType, Partial<CustomerCreditsGrantsArgs>>;
  heldAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['CreditHoldConnection'], ParentType, ContextType, Partial<CustomerCreditsHoldsArgs>>;
  owed?: Resolver<Array<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  projectedBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  projectedUnitBalances?: Resolver<Array<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
  topUpRule?: Resolver<Maybe<ResolversTypes['TopUpRule']>, ParentType, ContextType>;
  unitBalances?: Resolver<Array<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType, Partial<CustomerCreditsUnitBalancesArgs>>;
};

export type CustomerDriftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerDrift'] = ResolversParentTypes['CustomerDrift']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  customerExternalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['LineDriftConnection'], ParentType, ContextType, Partial<CustomerDriftLinesArgs>>;
  pending?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ratedLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['DriftRefusal']>, ParentType, ContextType>;
  residual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  residualLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shouldBeBilled?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type CustomerDriftConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerDriftConnection'] = ResolversParentTypes['CustomerDriftConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CustomerDriftEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CustomerDrift']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type CustomerDriftEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerDriftEdge'] = ResolversParentTypes['CustomerDriftEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CustomerDrift'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type CustomerErasureResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerErasure'] = ResolversParentTypes['CustomerErasure']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  erasedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  keptInvoices?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keptUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerExportResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerExport'] = ResolversParentTypes['CustomerExport']> = {
  next?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['JSONObject']>, ParentType, ContextType>;
};

export type CustomerTimeZoneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CustomerTimeZone'] = ResolversParentTypes['CustomerTimeZone']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeclarePersonalPropertiesPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeclarePersonalPropertiesPayload'] = ResolversParentTypes['DeclarePersonalPropertiesPayload']> = {
  personalProperties?: Resolver<Maybe<ResolversTypes['PersonalProperties']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeferredMonthResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DeferredMonth'] = ResolversParentTypes['DeferredMonth']> = {
  earned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  straightLine?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export interface DimensionValuesScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DimensionValues'], any> {
  name: 'DimensionValues';
}

export type DocumentTaxResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DocumentTax'] = ResolversParentTypes['DocumentTax']> = {
  category?: Resolver<ResolversTypes['TaxCategory'], ParentType, ContextType>;
  isInclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  percentage?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['TaxRateVersion']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxableAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type DriftRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DriftRefusal'] = ResolversParentTypes['DriftRefusal']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EndRecurringGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EndRecurringGrantPayload'] = ResolversParentTypes['EndRecurringGrantPayload']> = {
  recurringGrant?: Resolver<Maybe<ResolversTypes['RecurringGrant']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndTopUpRulePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EndTopUpRulePayload'] = ResolversParentTypes['EndTopUpRulePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  topUpRule?: Resolver<Maybe<ResolversTypes['TopUpRule']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EraseCustomerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EraseCustomerPayload'] = ResolversParentTypes['EraseCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  erasure?: Resolver<Maybe<ResolversTypes['CustomerErasure']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FailPaymentPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['FailPaymentPayload'] = ResolversParentTypes['FailPaymentPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type GrantCreditsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantCreditsPayload'] = ResolversParentTypes['GrantCreditsPayload']> = {
  grant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type GrantExpiryChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantExpiryChange'] = ResolversParentTypes['GrantExpiryChange']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GrantScopeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantScope'] = ResolversParentTypes['GrantScope']> = {
  meterCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  planCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  priceCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type GrantUnitsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantUnits'] = ResolversParentTypes['GrantUnits']> = {
  burned?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  granted?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  moneyPerUnit?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  transferred?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['CreditUnit'], ParentType, ContextType>;
  unitCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  voided?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type GrantedAllowanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['GrantedAllowance'] = ResolversParentTypes['GrantedAllowance']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  part?: Resolver<ResolversTypes['RecurringLotPart'], ParentType, ContextType>;
  planVersion?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  subscription?: Resolver<ResolversTypes['Subscription'], ParentType, ContextType>;
};

export type HoldCreditsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['HoldCreditsPayload'] = ResolversParentTypes['HoldCreditsPayload']> = {
  hold?: Resolver<Maybe<ResolversTypes['CreditHold']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InclusionProofResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InclusionProof'] = ResolversParentTypes['InclusionProof']> = {
  bookHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bookIndex?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  bookPath?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  bookSeq?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  checkpoint?: Resolver<ResolversTypes['Checkpoint'], ParentType, ContextType>;
  customerUuid?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  journalHash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  journalPath?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  journalsRoot?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  tenantUuid?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type InvoiceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Invoice'] = ResolversParentTypes['Invoice']> = {
  amountDue?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  buyer?: Resolver<Maybe<ResolversTypes['InvoiceParty']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['PriceCorrection']>, ParentType, ContextType>;
  corrects?: Resolver<Array<ResolversTypes['Invoice']>, ParentType, ContextType>;
  creditNotes?: Resolver<ResolversTypes['CreditNoteConnection'], ParentType, ContextType, Partial<InvoiceCreditNotesArgs>>;
  creditOffsets?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  discounts?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  documentJson?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  html?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  issuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['InvoiceKind'], ParentType, ContextType>;
  lateCredit?: Resolver<ResolversTypes['LateCredit'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['InvoiceLineConnection'], ParentType, ContextType, Partial<InvoiceLinesArgs>>;
  mayIssueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pdfPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['InvoiceParty']>, ParentType, ContextType>;
  settlements?: Resolver<ResolversTypes['SettlementConnection'], ParentType, ContextType, Partial<InvoiceSettlementsArgs>>;
  status?: Resolver<ResolversTypes['InvoiceStatus'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxes?: Resolver<Array<ResolversTypes['DocumentTax']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  usageSoFar?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  usageThreshold?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvoiceChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceChange'] = ResolversParentTypes['InvoiceChange']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  creditNote?: Resolver<Maybe<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['InvoiceChangeKind'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
};

export type InvoiceConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceConnection'] = ResolversParentTypes['InvoiceConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvoiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Invoice']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type InvoiceDiffResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceDiff'] = ResolversParentTypes['InvoiceDiff']> = {
  after?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  amountDueDifference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  changes?: Resolver<Array<ResolversTypes['InvoiceChange']>, ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['LineDifference']>, ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type InvoiceEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceEdge'] = ResolversParentTypes['InvoiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type InvoiceLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceLine'] = ResolversParentTypes['InvoiceLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  causes?: Resolver<Array<ResolversTypes['AdjustmentCause']>, ParentType, ContextType>;
  charge?: Resolver<Maybe<ResolversTypes['OneOffCharge']>, ParentType, ContextType>;
  creditOffset?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['LineDiscount']>, ParentType, ContextType>;
  draws?: Resolver<Array<ResolversTypes['LineDraw']>, ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['LedgerEntryConnection'], ParentType, ContextType, Partial<InvoiceLineEntriesArgs>>;
  events?: Resolver<ResolversTypes['UsageEventConnection'], ParentType, ContextType, RequireFields<InvoiceLineEventsArgs, 'newOnly'>>;
  explain?: Resolver<ResolversTypes['LineExplanation'], ParentType, ContextType>;
  isAdjustment?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isProjected?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  netAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  planVersion?: Resolver<Maybe<ResolversTypes['PlanVersion']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Price']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  supersedes?: Resolver<Maybe<ResolversTypes['SupersededLine']>, ParentType, ContextType>;
  taxes?: Resolver<Array<ResolversTypes['DocumentTax']>, ParentType, ContextType>;
  usageUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type InvoiceLineConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceLineConnection'] = ResolversParentTypes['InvoiceLineConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvoiceLineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['InvoiceLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type InvoiceLineEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceLineEdge'] = ResolversParentTypes['InvoiceLineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['InvoiceLine'], ParentType, ContextType>;
};

export type InvoicePartyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InvoiceParty'] = ResolversParentTypes['InvoiceParty']> = {
  address?: Resolver<Maybe<ResolversTypes['BillingAddress']>, ParentType, ContextType>;
  language?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registrationNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IssueCreditNotePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IssueCreditNotePayload'] = ResolversParentTypes['IssueCreditNotePayload']> = {
  creditNote?: Resolver<Maybe<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type IssueInvoicePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IssueInvoicePayload'] = ResolversParentTypes['IssueInvoicePayload']> = {
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type IssueUsageNotePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['IssueUsageNotePayload'] = ResolversParentTypes['IssueUsageNotePayload']> = {
  note?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LateCreditResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LateCredit'] = ResolversParentTypes['LateCredit']> = {
  lines?: Resolver<Array<ResolversTypes['LateCreditLine']>, ParentType, ContextType>;
  lots?: Resolver<Array<ResolversTypes['LateCreditLot']>, ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['LateCreditPolicy'], ParentType, ContextType>;
};

export type LateCreditLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LateCreditLine'] = ResolversParentTypes['LateCreditLine']> = {
  after?: Resolver<Array<ResolversTypes['LineDraw']>, ParentType, ContextType>;
  before?: Resolver<Array<ResolversTypes['LineDraw']>, ParentType, ContextType>;
  line?: Resolver<ResolversTypes['InvoiceLine'], ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['LateCreditReason'], ParentType, ContextType>;
};

export type LateCreditLotResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LateCreditLot'] = ResolversParentTypes['LateCreditLot']> = {
  after?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['CreditGrant'], ParentType, ContextType>;
};

export type LedgerAccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerAccount'] = ResolversParentTypes['LedgerAccount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry']> = {
  account?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  journal?: Resolver<ResolversTypes['LedgerJournal'], ParentType, ContextType>;
  side?: Resolver<ResolversTypes['EntrySide'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerEntryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerEntryConnection'] = ResolversParentTypes['LedgerEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LedgerEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type LedgerEntryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerEntryEdge'] = ResolversParentTypes['LedgerEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LedgerEntry'], ParentType, ContextType>;
};

export type LedgerFindingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerFinding'] = ResolversParentTypes['LedgerFinding']> = {
  check?: Resolver<ResolversTypes['LedgerCheck'], ParentType, ContextType>;
  customerExternalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  invoiceNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  journalSeq?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerJournalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerJournal'] = ResolversParentTypes['LedgerJournal']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  billableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['LedgerEntryConnection'], ParentType, ContextType, Partial<LedgerJournalEntriesArgs>>;
  exactAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JournalKind'], ParentType, ContextType>;
  lineKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  ratedDigest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  seq?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  servicePeriod?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LedgerJournalConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerJournalConnection'] = ResolversParentTypes['LedgerJournalConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LedgerJournalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LedgerJournal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type LedgerJournalEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerJournalEdge'] = ResolversParentTypes['LedgerJournalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LedgerJournal'], ParentType, ContextType>;
};

export type LedgerLineFiguresResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerLineFigures'] = ResolversParentTypes['LedgerLineFigures']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  eventCount?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  exactAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  journalSeq?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  ratedDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerReplayResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerReplay'] = ResolversParentTypes['LedgerReplay']> = {
  books?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  divergenceCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  divergences?: Resolver<Array<ResolversTypes['ReplayDivergence']>, ParentType, ContextType>;
  drift?: Resolver<Array<ResolversTypes['Money']>, ParentType, ContextType>;
  events?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  firstDivergence?: Resolver<Maybe<ResolversTypes['ReplayDivergence']>, ParentType, ContextType>;
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  journals?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  ledgerDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  rebuiltDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerVerificationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LedgerVerification'] = ResolversParentTypes['LedgerVerification']> = {
  books?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  findingCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['LedgerFinding']>, ParentType, ContextType>;
  invoices?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  isValid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  journals?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  postings?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type LineAdjustmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineAdjustment'] = ResolversParentTypes['LineAdjustment']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  invoice?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
  isPending?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['InvoiceLine'], ParentType, ContextType>;
  voidedBy?: Resolver<Maybe<ResolversTypes['CreditNote']>, ParentType, ContextType>;
};

export type LineCreditResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineCredit'] = ResolversParentTypes['LineCredit']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  creditNote?: Resolver<ResolversTypes['CreditNote'], ParentType, ContextType>;
  invoice?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type LineDifferenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineDifference'] = ResolversParentTypes['LineDifference']> = {
  adjustments?: Resolver<Array<ResolversTypes['LineAdjustment']>, ParentType, ContextType>;
  amountAfter?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  amountBefore?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credits?: Resolver<Array<ResolversTypes['LineCredit']>, ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['InvoiceLine'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  quantityAfter?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  quantityBefore?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type LineDiscountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineDiscount'] = ResolversParentTypes['LineDiscount']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  appliedCoupon?: Resolver<ResolversTypes['AppliedCoupon'], ParentType, ContextType>;
};

export type LineDrawResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineDraw'] = ResolversParentTypes['LineDraw']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['CreditGrant'], ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type LineDriftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineDrift'] = ResolversParentTypes['LineDrift']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  priceCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  residual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  shouldBeBilled?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LineDriftConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineDriftConnection'] = ResolversParentTypes['LineDriftConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LineDriftEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LineDrift']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type LineDriftEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineDriftEdge'] = ResolversParentTypes['LineDriftEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LineDrift'], ParentType, ContextType>;
};

export type LineExplanationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LineExplanation'] = ResolversParentTypes['LineExplanation']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  creditOffset?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<Array<ResolversTypes['LineDiscount']>, ParentType, ContextType>;
  draws?: Resolver<Array<ResolversTypes['LineDraw']>, ParentType, ContextType>;
  eventCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  exactAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  fraction?: Resolver<ResolversTypes['PeriodFraction'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousQuantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  previouslyBilled?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  previouslyDiscounted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  roundedAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['RatingStep']>, ParentType, ContextType>;
};

export type MeterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Meter'] = ResolversParentTypes['Meter']> = {
  aggregation?: Resolver<ResolversTypes['Aggregation'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  filters?: Resolver<Array<ResolversTypes['MeterFilter']>, ParentType, ContextType>;
  groupBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  valueProperty?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MeterConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MeterConnection'] = ResolversParentTypes['MeterConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MeterEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Meter']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type MeterEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MeterEdge'] = ResolversParentTypes['MeterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Meter'], ParentType, ContextType>;
};

export type MeterFilterResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MeterFilter'] = ResolversParentTypes['MeterFilter']> = {
  in?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  notIn?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  property?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MigrateSubscriptionsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigrateSubscriptionsPayload'] = ResolversParentTypes['MigrateSubscriptionsPayload']> = {
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['MigrationResult']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MigratedCustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigratedCustomer'] = ResolversParentTypes['MigratedCustomer']> = {
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  customerExternalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  effect?: Resolver<Maybe<ResolversTypes['MigrationEffect']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  subscriptions?: Resolver<Array<ResolversTypes['PreviewedSubscription']>, ParentType, ContextType>;
};

export type MigratedCustomerConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigratedCustomerConnection'] = ResolversParentTypes['MigratedCustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MigratedCustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['MigratedCustomer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type MigratedCustomerEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigratedCustomerEdge'] = ResolversParentTypes['MigratedCustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['MigratedCustomer'], ParentType, ContextType>;
};

export type MigrationEffectResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigrationEffect'] = ResolversParentTypes['MigrationEffect']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  invoices?: Resolver<Array<ResolversTypes['CorrectedInvoice']>, ParentType, ContextType>;
  nextInvoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  ofMigration?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shouldBe?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totals?: Resolver<ResolversTypes['MigrationTotals'], ParentType, ContextType>;
};

export type MigrationPreviewResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigrationPreview'] = ResolversParentTypes['MigrationPreview']> = {
  customers?: Resolver<ResolversTypes['MigratedCustomerConnection'], ParentType, ContextType, Partial<MigrationPreviewCustomersArgs>>;
  planVersion?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['MigrationPreviewTotal']>, ParentType, ContextType>;
};

export type MigrationPreviewTotalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigrationPreviewTotal'] = ResolversParentTypes['MigrationPreviewTotal']> = {
  billed?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  invoices?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ofMigration?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  shouldBe?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MigrationResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigrationResult'] = ResolversParentTypes['MigrationResult']> = {
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MigrationOutcome'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  subscriptionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MigrationTotalsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['MigrationTotals'] = ResolversParentTypes['MigrationTotals']> = {
  creditOffsets?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discounts?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxIncluded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  minorUnits?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addCharge?: Resolver<ResolversTypes['AddChargePayload'], ParentType, ContextType, RequireFields<MutationAddChargeArgs, 'input'>>;
  adjustGrantExpiry?: Resolver<ResolversTypes['AdjustGrantExpiryPayload'], ParentType, ContextType, RequireFields<MutationAdjustGrantExpiryArgs, 'input'>>;
  advanceClock?: Resolver<ResolversTypes['AdvanceClockPayload'], ParentType, ContextType, RequireFields<MutationAdvanceClockArgs, 'input'>>;
  amendUsage?: Resolver<ResolversTypes['AmendUsagePayload'], ParentType, ContextType, RequireFields<MutationAmendUsageArgs, 'input'>>;
  applyBackfill?: Resolver<ResolversTypes['ApplyBackfillPayload'], ParentType, ContextType, RequireFields<MutationApplyBackfillArgs, 'input'>>;
  applyCoupon?: Resolver<ResolversTypes['ApplyCouponPayload'], ParentType, ContextType, RequireFields<MutationApplyCouponArgs, 'input'>>;
  applyCustomerCredit?: Resolver<ResolversTypes['ApplyCustomerCreditPayload'], ParentType, ContextType, RequireFields<MutationApplyCustomerCreditArgs, 'input'>>;
  backfillUsage?: Resolver<ResolversTypes['BackfillUsagePayload'], ParentType, ContextType, RequireFields<MutationBackfillUsageArgs, 'input'>>;
  cancelSubscription?: Resolver<ResolversTypes['CancelSubscriptionPayload'], ParentType, ContextType, RequireFields<MutationCancelSubscriptionArgs, 'input'>>;
  captureHold?: Resolver<ResolversTypes['CaptureHoldPayload'], ParentType, ContextType, RequireFields<MutationCaptureHoldArgs, 'input'>>;
  changePlan?: Resolver<ResolversTypes['ChangePlanPayload'], ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'input'>>;
  changeQuantity?: Resolver<ResolversTypes['ChangeQuantityPayload'], ParentType, ContextType, RequireFields<MutationChangeQuantityArgs, 'input'>>;
  createApiKey?: Resolver<ResolversTypes['CreateApiKeyPayload'], ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createCheckpoint?: Resolver<ResolversTypes['CreateCheckpointPayload'], ParentType, ContextType, RequireFields<MutationCreateCheckpointArgs, 'input'>>;
  createCoupon?: Resolver<ResolversTypes['CreateCouponPayload'], ParentType, ContextType, RequireFields<MutationCreateCouponArgs, 'input'>>;
  createCreditAlert?: Resolver<ResolversTypes['CreateCreditAlertPayload'], ParentType, ContextType, RequireFields<MutationCreateCreditAlertArgs, 'input'>>;
  createCreditUnit?: Resolver<ResolversTypes['CreateCreditUnitPayload'], ParentType, ContextType, RequireFields<MutationCreateCreditUnitArgs, 'input'>>;
  createCustomer?: Resolver<ResolversTypes['CreateCustomerPayload'], ParentType, ContextType, RequireFields<MutationCreateCustomerArgs, 'input'>>;
  createMeter?: Resolver<ResolversTypes['CreateMeterPayload'], ParentType, ContextType, RequireFields<MutationCreateMeterArgs, 'input'>>;
  createPlan?: Resolver<ResolversTypes['CreatePlanPayload'], ParentType, ContextType, RequireFields<MutationCreatePlanArgs, 'input'>>;
  createRecurringGrant?: Resolver<ResolversTypes['CreateRecurringGrantPayload'], ParentType, ContextType, RequireFields<MutationCreateRecurringGrantArgs, 'input'>>;
  createSubscription?: Resolver<ResolversTypes['CreateSubscriptionPayload'], ParentType, ContextType, RequireFields<MutationCreateSubscriptionArgs, 'input'>>;
  createTaxRate?: Resolver<ResolversTypes['CreateTaxRatePayload'], ParentType, ContextType, RequireFields<MutationCreateTaxRateArgs, 'input'>>;
  createTenant?: Resolver<ResolversTypes['CreateTenantPayload'], ParentType, ContextType, RequireFields<MutationCreateTenantArgs, 'input'>>;
  declarePersonalProperties?: Resolver<ResolversTypes['DeclarePersonalPropertiesPayload'], ParentType, ContextType, RequireFields<MutationDeclarePersonalPropertiesArgs, 'input'>>;
  endRecurringGrant?: Resolver<ResolversTypes['EndRecurringGrantPayload'], ParentType, ContextType, RequireFields<MutationEndRecurringGrantArgs, 'input'>>;
  endTopUpRule?: Resolver<ResolversTypes['EndTopUpRulePayload'], ParentType, ContextType, RequireFields<MutationEndTopUpRuleArgs, 'input'>>;
  eraseCustomer?: Resolver<ResolversTypes['EraseCustomerPayload'], ParentType, ContextType, RequireFields<MutationEraseCustomerArgs, 'input'>>;
  failPayment?: Resolver<ResolversTypes['FailPaymentPayload'], ParentType, ContextType, RequireFields<MutationFailPaymentArgs, 'input'>>;
  grantCredits?: Resolver<ResolversTypes['GrantCreditsPayload'], ParentType, ContextType, RequireFields<MutationGrantCreditsArgs, 'input'>>;
  holdCredits?: Resolver<ResolversTypes['HoldCreditsPayload'], ParentType, ContextType, RequireFields<MutationHoldCreditsArgs, 'input'>>;
  issueCreditNote?: Resolver<ResolversTypes['IssueCreditNotePayload'], ParentType, ContextType, RequireFields<MutationIssueCreditNoteArgs, 'input'>>;
  issueInvoice?: Resolver<ResolversTypes['IssueInvoicePayload'], ParentType, ContextType, RequireFields<MutationIssueInvoiceArgs, 'input'>>;
  issueUsageNote?: Resolver<ResolversTypes['IssueUsageNotePayload'], ParentType, ContextType, RequireFields<MutationIssueUsageNoteArgs, 'input'>>;
  migrateSubscriptions?: Resolver<ResolversTypes['MigrateSubscriptionsPayload'], ParentType, ContextType, RequireFields<MutationMigrateSubscriptionsArgs, 'input'>>;
  overridePrices?: Resolver<ResolversTypes['OverridePricesPayload'], ParentType, ContextType, RequireFields<MutationOverridePricesArgs, 'input'>>;
  pauseSubscription?: Resolver<ResolversTypes['PauseSubscriptionPayload'], ParentType, ContextType, RequireFields<MutationPauseSubscriptionArgs, 'input'>>;
  payRefund?: Resolver<ResolversTypes['PayRefundPayload'], ParentType, ContextType, RequireFields<MutationPayRefundArgs, 'input'>>;
  publishCreditUnitRate?: Resolver<ResolversTypes['PublishCreditUnitRatePayload'], ParentType, ContextType, RequireFields<MutationPublishCreditUnitRateArgs, 'input'>>;
  publishPlanVersion?: Resolver<ResolversTypes['PublishPlanVersionPayload'], ParentType, ContextType, RequireFields<MutationPublishPlanVersionArgs, 'input'>>;
  publishTaxRateVersion?: Resolver<ResolversTypes['PublishTaxRateVersionPayload'], ParentType, ContextType, RequireFields<MutationPublishTaxRateVersionArgs, 'input'>>;
  purchaseCredits?: Resolver<ResolversTypes['PurchaseCreditsPayload'], ParentType, ContextType, RequireFields<MutationPurchaseCreditsArgs, 'input'>>;
  recordPayment?: Resolver<ResolversTypes['RecordPaymentPayload'], ParentType, ContextType, RequireFields<MutationRecordPaymentArgs, 'input'>>;
  recordUsage?: Resolver<ResolversTypes['RecordUsagePayload'], ParentType, ContextType, RequireFields<MutationRecordUsageArgs, 'input'>>;
  refundCustomerCredit?: Resolver<ResolversTypes['RefundCustomerCreditPayload'], ParentType, ContextType, RequireFields<MutationRefundCustomerCreditArgs, 'input'>>;
  refundPayment?: Resolver<ResolversTypes['RefundPaymentPayload'], ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  releaseHold?: Resolver<ResolversTypes['ReleaseHoldPayload'], ParentType, ContextType, RequireFields<MutationReleaseHoldArgs, 'input'>>;
  removeCoupon?: Resolver<ResolversTypes['RemoveCouponPayload'], ParentType, ContextType, RequireFields<MutationRemoveCouponArgs, 'input'>>;
  removeCreditAlert?: Resolver<ResolversTypes['RemoveCreditAlertPayload'], ParentType, ContextType, RequireFields<MutationRemoveCreditAlertArgs, 'input'>>;
  resumeSubscription?: Resolver<ResolversTypes['ResumeSubscriptionPayload'], ParentType, ContextType, RequireFields<MutationResumeSubscriptionArgs, 'input'>>;
  reverseCharge?: Resolver<ResolversTypes['ReverseChargePayload'], ParentType, ContextType, RequireFields<MutationReverseChargeArgs, 'input'>>;
  revertBackfill?: Resolver<ResolversTypes['RevertBackfillPayload'], ParentType, ContextType, RequireFields<MutationRevertBackfillArgs, 'input'>>;
  revokeApiKey?: Resolver<ResolversTypes['RevokeApiKeyPayload'], ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  setTopUpRule?: Resolver<ResolversTypes['SetTopUpRulePayload'], ParentType, ContextType, RequireFields<MutationSetTopUpRuleArgs, 'input'>>;
  stageBackfill?: Resolver<ResolversTypes['StageBackfillPayload'], ParentType, ContextType, RequireFields<MutationStageBackfillArgs, 'input'>>;
  transferCredits?: Resolver<ResolversTypes['TransferCreditsPayload'], ParentType, ContextType, RequireFields<MutationTransferCreditsArgs, 'input'>>;
  unscheduleChanges?: Resolver<ResolversTypes['UnscheduleChangesPayload'], ParentType, ContextType, RequireFields<MutationUnscheduleChangesArgs, 'input'>>;
  updateCustomer?: Resolver<ResolversTypes['UpdateCustomerPayload'], ParentType, ContextType, RequireFields<MutationUpdateCustomerArgs, 'input'>>;
  updateTenant?: Resolver<ResolversTypes['UpdateTenantPayload'], ParentType, ContextType, RequireFields<MutationUpdateTenantArgs, 'input'>>;
  voidGrant?: Resolver<ResolversTypes['VoidGrantPayload'], ParentType, ContextType, RequireFields<MutationVoidGrantArgs, 'input'>>;
  voidInvoice?: Resolver<ResolversTypes['VoidInvoicePayload'], ParentType, ContextType, RequireFields<MutationVoidInvoiceArgs, 'input'>>;
  voidUsage?: Resolver<ResolversTypes['VoidUsagePayload'], ParentType, ContextType, RequireFields<MutationVoidUsageArgs, 'input'>>;
  writeOffInvoice?: Resolver<ResolversTypes['WriteOffInvoicePayload'], ParentType, ContextType, RequireFields<MutationWriteOffInvoiceArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AppliedCoupon' | 'Coupon' | 'CreditAlert' | 'CreditGrant' | 'CreditHold' | 'CreditNote' | 'CreditUnit' | 'Customer' | 'Invoice' | 'LedgerEntry' | 'LedgerJournal' | 'Meter' | 'OneOffCharge' | 'Plan' | 'RecurringGrant' | 'Settlement' | 'Subscription' | 'TaxRate' | 'TopUpRule' | 'UsageBackfill' | 'UsageEvent', ParentType, ContextType>;
};

export type OneOffChargeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OneOffCharge'] = ResolversParentTypes['OneOffCharge']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reversal?: Resolver<Maybe<ResolversTypes['ChargeReversal']>, ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  taxRateCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  unitAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OneOffChargeConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OneOffChargeConnection'] = ResolversParentTypes['OneOffChargeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OneOffChargeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OneOffCharge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type OneOffChargeEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OneOffChargeEdge'] = ResolversParentTypes['OneOffChargeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OneOffCharge'], ParentType, ContextType>;
};

export type OverridePricesPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['OverridePricesPayload'] = ResolversParentTypes['OverridePricesPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PauseSubscriptionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PauseSubscriptionPayload'] = ResolversParentTypes['PauseSubscriptionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PayRefundPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PayRefundPayload'] = ResolversParentTypes['PayRefundPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PeriodFractionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PeriodFraction'] = ResolversParentTypes['PeriodFraction']> = {
  denominator?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  numerator?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type PersonalPropertiesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PersonalProperties'] = ResolversParentTypes['PersonalProperties']> = {
  eventName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  properties?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PlanResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currentVersion?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['PlanVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PlanAllowanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanAllowance'] = ResolversParentTypes['PlanAllowance']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['BillingInterval']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  proration?: Resolver<ResolversTypes['AllowanceProration'], ParentType, ContextType>;
  rollover?: Resolver<Maybe<ResolversTypes['CreditRollover']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['GrantScope']>, ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
};

export type PlanConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanConnection'] = ResolversParentTypes['PlanConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PlanEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Plan']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type PlanEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanEdge'] = ResolversParentTypes['PlanEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
};

export type PlanSimulationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanSimulation'] = ResolversParentTypes['PlanSimulation']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['SimulatedCustomerConnection'], ParentType, ContextType, Partial<PlanSimulationCustomersArgs>>;
  total?: Resolver<Maybe<ResolversTypes['SimulationTotal']>, ParentType, ContextType>;
};

export type PlanVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PlanVersion'] = ResolversParentTypes['PlanVersion']> = {
  allowances?: Resolver<Array<ResolversTypes['PlanAllowance']>, ParentType, ContextType>;
  anchor?: Resolver<ResolversTypes['BillingAnchor'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['BillingInterval'], ParentType, ContextType>;
  isOverridden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  minimumCommitment?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  prices?: Resolver<Array<ResolversTypes['Price']>, ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  taxRateCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  trialDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PreviewBackfillPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewBackfillPayload'] = ResolversParentTypes['PreviewBackfillPayload']> = {
  preview?: Resolver<Maybe<ResolversTypes['BackfillPreview']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PreviewedSubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PreviewedSubscription'] = ResolversParentTypes['PreviewedSubscription']> = {
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['MigrationOutcome'], ParentType, ContextType>;
  subscription?: Resolver<ResolversTypes['Subscription'], ParentType, ContextType>;
};

export type PriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Price'] = ResolversParentTypes['Price']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  groupBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  includedUnits?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['BillingInterval']>, ParentType, ContextType>;
  maximumAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  meter?: Resolver<Maybe<ResolversTypes['Meter']>, ParentType, ContextType>;
  minimumAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  proration?: Resolver<ResolversTypes['Proration'], ParentType, ContextType>;
  taxRateCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  terms?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  timing?: Resolver<ResolversTypes['ChargeTiming'], ParentType, ContextType>;
  unitConversion?: Resolver<Maybe<ResolversTypes['UnitConversion']>, ParentType, ContextType>;
};

export type PriceCorrectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceCorrection'] = ResolversParentTypes['PriceCorrection']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['AdjustmentCause'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['InvoiceLine']>, ParentType, ContextType>;
  netAmount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  periods?: Resolver<Array<ResolversTypes['Period']>, ParentType, ContextType>;
};

export type PriceOverridesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceOverrides'] = ResolversParentTypes['PriceOverrides']> = {
  added?: Resolver<Array<ResolversTypes['Price']>, ParentType, ContextType>;
  removed?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  replaced?: Resolver<Array<ResolversTypes['Price']>, ParentType, ContextType>;
};

export type PriceQuantityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PriceQuantity'] = ResolversParentTypes['PriceQuantity']> = {
  priceCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ProjectedPostingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ProjectedPosting'] = ResolversParentTypes['ProjectedPosting']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  debit?: Resolver<ResolversTypes['LedgerAccount'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JournalKind'], ParentType, ContextType>;
  lineKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  servicePeriod?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
};

export type PublishCreditUnitRatePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishCreditUnitRatePayload'] = ResolversParentTypes['PublishCreditUnitRatePayload']> = {
  creditUnit?: Resolver<Maybe<ResolversTypes['CreditUnit']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PublishPlanVersionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishPlanVersionPayload'] = ResolversParentTypes['PublishPlanVersionPayload']> = {
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PublishTaxRateVersionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishTaxRateVersionPayload'] = ResolversParentTypes['PublishTaxRateVersionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PurchaseCreditsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PurchaseCreditsPayload'] = ResolversParentTypes['PurchaseCreditsPayload']> = {
  bonus?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  grant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  appliedCoupons?: Resolver<ResolversTypes['AppliedCouponConnection'], ParentType, ContextType, Partial<QueryAppliedCouponsArgs>>;
  canSpend?: Resolver<Maybe<ResolversTypes['SpendDecision']>, ParentType, ContextType, RequireFields<QueryCanSpendArgs, 'input'>>;
  charges?: Resolver<ResolversTypes['OneOffChargeConnection'], ParentType, ContextType, Partial<QueryChargesArgs>>;
  checkpoints?: Resolver<ResolversTypes['CheckpointConnection'], ParentType, ContextType, Partial<QueryCheckpointsArgs>>;
  correctionsFor?: Resolver<Maybe<ResolversTypes['UsageEventBilling']>, ParentType, ContextType, Partial<QueryCorrectionsForArgs>>;
  coupon?: Resolver<Maybe<ResolversTypes['Coupon']>, ParentType, ContextType, RequireFields<QueryCouponArgs, 'code'>>;
  coupons?: Resolver<ResolversTypes['CouponConnection'], ParentType, ContextType, Partial<QueryCouponsArgs>>;
  creditAlerts?: Resolver<ResolversTypes['CreditAlertConnection'], ParentType, ContextType, Partial<QueryCreditAlertsArgs>>;
  creditNote?: Resolver<Maybe<ResolversTypes['CreditNote']>, ParentType, ContextType, Partial<QueryCreditNoteArgs>>;
  creditNotes?: Resolver<ResolversTypes['CreditNoteConnection'], ParentType, ContextType, Partial<QueryCreditNotesArgs>>;
  creditUnit?: Resolver<Maybe<ResolversTypes['CreditUnit']>, ParentType, ContextType, RequireFields<QueryCreditUnitArgs, 'code'>>;
  creditUnits?: Resolver<ResolversTypes['CreditUnitConnection'], ParentType, ContextType, Partial<QueryCreditUnitsArgs>>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, Partial<QueryCustomerArgs>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, Partial<QueryCustomersArgs>>;
  driftReport?: Resolver<ResolversTypes['CustomerDriftConnection'], ParentType, ContextType, RequireFields<QueryDriftReportArgs, 'mode'>>;
  estimateCharge?: Resolver<ResolversTypes['ChargeEstimate'], ParentType, ContextType, RequireFields<QueryEstimateChargeArgs, 'input'>>;
  exportCustomer?: Resolver<Maybe<ResolversTypes['CustomerExport']>, ParentType, ContextType, RequireFields<QueryExportCustomerArgs, 'customerExternalId' | 'first'>>;
  inclusionProof?: Resolver<Maybe<ResolversTypes['InclusionProof']>, ParentType, ContextType, RequireFields<QueryInclusionProofArgs, 'journalId'>>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType, Partial<QueryInvoiceArgs>>;
  invoiceDiff?: Resolver<Maybe<ResolversTypes['InvoiceDiff']>, ParentType, ContextType, RequireFields<QueryInvoiceDiffArgs, 'id'>>;
  invoices?: Resolver<ResolversTypes['InvoiceConnection'], ParentType, ContextType, Partial<QueryInvoicesArgs>>;
  ledgerEntries?: Resolver<ResolversTypes['LedgerEntryConnection'], ParentType, ContextType, Partial<QueryLedgerEntriesArgs>>;
  ledgerJournals?: Resolver<ResolversTypes['LedgerJournalConnection'], ParentType, ContextType, Partial<QueryLedgerJournalsArgs>>;
  ledgerVerification?: Resolver<Maybe<ResolversTypes['LedgerVerification']>, ParentType, ContextType, Partial<QueryLedgerVerificationArgs>>;
  meter?: Resolver<Maybe<ResolversTypes['Meter']>, ParentType, ContextType, RequireFields<QueryMeterArgs, 'code'>>;
  meters?: Resolver<ResolversTypes['MeterConnection'], ParentType, ContextType, Partial<QueryMetersArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Array<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  personalProperties?: Resolver<Array<ResolversTypes['PersonalProperties']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType, RequireFields<QueryPlanArgs, 'code'>>;
  plans?: Resolver<ResolversTypes['PlanConnection'], ParentType, ContextType, Partial<QueryPlansArgs>>;
  previewBackfill?: Resolver<ResolversTypes['PreviewBackfillPayload'], ParentType, ContextType, RequireFields<QueryPreviewBackfillArgs, 'input'>>;
  previewCancellation?: Resolver<ResolversTypes['ChangePreview'], ParentType, ContextType, RequireFields<QueryPreviewCancellationArgs, 'input'>>;
  previewCreditNote?: Resolver<ResolversTypes['CreditNotePreview'], ParentType, ContextType, RequireFields<QueryPreviewCreditNoteArgs, 'input'>>;
  previewMigration?: Resolver<ResolversTypes['MigrationPreview'], ParentType, ContextType, RequireFields<QueryPreviewMigrationArgs, 'input'>>;
  previewPlanChange?: Resolver<ResolversTypes['ChangePreview'], ParentType, ContextType, RequireFields<QueryPreviewPlanChangeArgs, 'input'>>;
  previewPriceOverrides?: Resolver<ResolversTypes['ChangePreview'], ParentType, ContextType, RequireFields<QueryPreviewPriceOverridesArgs, 'input'>>;
  recurringGrants?: Resolver<ResolversTypes['RecurringGrantConnection'], ParentType, ContextType, Partial<QueryRecurringGrantsArgs>>;
  replay?: Resolver<Maybe<ResolversTypes['LedgerReplay']>, ParentType, ContextType, Partial<QueryReplayArgs>>;
  revenueSchedule?: Resolver<Maybe<ResolversTypes['RevenueSchedule']>, ParentType, ContextType, RequireFields<QueryRevenueScheduleArgs, 'period'>>;
  settlements?: Resolver<ResolversTypes['SettlementConnection'], ParentType, ContextType, Partial<QuerySettlementsArgs>>;
  simulatePlan?: Resolver<ResolversTypes['PlanSimulation'], ParentType, ContextType, RequireFields<QuerySimulatePlanArgs, 'input'>>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType, RequireFields<QuerySubscriptionArgs, 'id'>>;
  subscriptions?: Resolver<ResolversTypes['SubscriptionConnection'], ParentType, ContextType, Partial<QuerySubscriptionsArgs>>;
  taxRate?: Resolver<Maybe<ResolversTypes['TaxRate']>, ParentType, ContextType, RequireFields<QueryTaxRateArgs, 'code'>>;
  taxRates?: Resolver<ResolversTypes['TaxRateConnection'], ParentType, ContextType, Partial<QueryTaxRatesArgs>>;
  topUpRules?: Resolver<ResolversTypes['TopUpRuleConnection'], ParentType, ContextType, Partial<QueryTopUpRulesArgs>>;
  trialBalance?: Resolver<ResolversTypes['TrialBalance'], ParentType, ContextType, Partial<QueryTrialBalanceArgs>>;
  unratedUsage?: Resolver<ResolversTypes['UnratedUsagePage'], ParentType, ContextType, RequireFields<QueryUnratedUsageArgs, 'first'>>;
  usageBackfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType, Partial<QueryUsageBackfillArgs>>;
  usageBackfills?: Resolver<ResolversTypes['UsageBackfillConnection'], ParentType, ContextType, Partial<QueryUsageBackfillsArgs>>;
  usageEvents?: Resolver<ResolversTypes['UsageEventConnection'], ParentType, ContextType, Partial<QueryUsageEventsArgs>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RatingStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RatingStep'] = ResolversParentTypes['RatingStep']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  flatAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RatingStepKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  unitAmount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type RebuiltLineFiguresResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RebuiltLineFigures'] = ResolversParentTypes['RebuiltLineFigures']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  eventCount?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  exactAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  ratedDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['RatingStep']>, ParentType, ContextType>;
};

export type RecordPaymentPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecordPaymentPayload'] = ResolversParentTypes['RecordPaymentPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RecordUsagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecordUsagePayload'] = ResolversParentTypes['RecordUsagePayload']> = {
  counts?: Resolver<ResolversTypes['UsageCounts'], ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['UsageResult']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RecurringGrantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecurringGrant'] = ResolversParentTypes['RecurringGrant']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  anchor?: Resolver<ResolversTypes['BillingAnchor'], ParentType, ContextType>;
  anchorAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  endAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ending?: Resolver<Maybe<ResolversTypes['RecurringGrantEnd']>, ParentType, ContextType>;
  expiresAfter?: Resolver<Maybe<ResolversTypes['BillingInterval']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['BillingInterval'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['GrantKind'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  neverExpires?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rollover?: Resolver<Maybe<ResolversTypes['CreditRollover']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['GrantScope']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RecurringGrantConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecurringGrantConnection'] = ResolversParentTypes['RecurringGrantConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RecurringGrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RecurringGrant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type RecurringGrantEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecurringGrantEdge'] = ResolversParentTypes['RecurringGrantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RecurringGrant'], ParentType, ContextType>;
};

export type RecurringGrantEndResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecurringGrantEnd'] = ResolversParentTypes['RecurringGrantEnd']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RefundCustomerCreditPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundCustomerCreditPayload'] = ResolversParentTypes['RefundCustomerCreditPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RefundPaymentPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RefundPaymentPayload'] = ResolversParentTypes['RefundPaymentPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReleaseHoldPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReleaseHoldPayload'] = ResolversParentTypes['ReleaseHoldPayload']> = {
  hold?: Resolver<Maybe<ResolversTypes['CreditHold']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveCouponPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RemoveCouponPayload'] = ResolversParentTypes['RemoveCouponPayload']> = {
  appliedCoupon?: Resolver<Maybe<ResolversTypes['AppliedCoupon']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveCreditAlertPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RemoveCreditAlertPayload'] = ResolversParentTypes['RemoveCreditAlertPayload']> = {
  creditAlert?: Resolver<Maybe<ResolversTypes['CreditAlert']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReplayDivergenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReplayDivergence'] = ResolversParentTypes['ReplayDivergence']> = {
  customerExternalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DivergenceKind'], ParentType, ContextType>;
  ledger?: Resolver<Maybe<ResolversTypes['LedgerLineFigures']>, ParentType, ContextType>;
  lineKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rebuilt?: Resolver<Maybe<ResolversTypes['RebuiltLineFigures']>, ParentType, ContextType>;
  servicePeriod?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
};

export type ResumeSubscriptionPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ResumeSubscriptionPayload'] = ResolversParentTypes['ResumeSubscriptionPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevenueAccountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueAccount'] = ResolversParentTypes['RevenueAccount']> = {
  closing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  movements?: Resolver<Array<ResolversTypes['RevenueMovement']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type RevenueFiguresResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueFigures'] = ResolversParentTypes['RevenueFigures']> = {
  accounts?: Resolver<Array<ResolversTypes['RevenueAccount']>, ParentType, ContextType>;
  breakage?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  deferred?: Resolver<ResolversTypes['RevenueAccount'], ParentType, ContextType>;
  prepaid?: Resolver<ResolversTypes['RevenueAccount'], ParentType, ContextType>;
  recognised?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unbilled?: Resolver<ResolversTypes['RevenueAccount'], ParentType, ContextType>;
};

export type RevenueGroupResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueGroup'] = ResolversParentTypes['RevenueGroup']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customerExternalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['RevenueFigures'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priceCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versionNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RevenueGroupConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueGroupConnection'] = ResolversParentTypes['RevenueGroupConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RevenueGroupEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RevenueGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type RevenueGroupEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueGroupEdge'] = ResolversParentTypes['RevenueGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RevenueGroup'], ParentType, ContextType>;
};

export type RevenueMovementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueMovement'] = ResolversParentTypes['RevenueMovement']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JournalKind'], ParentType, ContextType>;
};

export type RevenueScheduleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueSchedule'] = ResolversParentTypes['RevenueSchedule']> = {
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['RevenueGroupConnection'], ParentType, ContextType, Partial<RevenueScheduleCustomersArgs>>;
  deferral?: Resolver<Array<ResolversTypes['DeferredMonth']>, ParentType, ContextType>;
  knownAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  plans?: Resolver<ResolversTypes['RevenueGroupConnection'], ParentType, ContextType, Partial<RevenueSchedulePlansArgs>>;
  prices?: Resolver<ResolversTypes['RevenueGroupConnection'], ParentType, ContextType, Partial<RevenueSchedulePricesArgs>>;
  residual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ties?: Resolver<Array<ResolversTypes['RevenueTie']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['RevenueFigures'], ParentType, ContextType>;
};

export type RevenueTieResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevenueTie'] = ResolversParentTypes['RevenueTie']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  residual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  scheduled?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  trialBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ReverseChargePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ReverseChargePayload'] = ResolversParentTypes['ReverseChargePayload']> = {
  charge?: Resolver<Maybe<ResolversTypes['OneOffCharge']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevertBackfillPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevertBackfillPayload'] = ResolversParentTypes['RevertBackfillPayload']> = {
  backfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetTopUpRulePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetTopUpRulePayload'] = ResolversParentTypes['SetTopUpRulePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  topUpRule?: Resolver<Maybe<ResolversTypes['TopUpRule']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SettlementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Settlement'] = ResolversParentTypes['Settlement']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  allocations?: Resolver<Array<ResolversTypes['SettlementAllocation']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  journal?: Resolver<ResolversTypes['LedgerJournal'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SettlementKind'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SettlementAllocationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SettlementAllocation'] = ResolversParentTypes['SettlementAllocation']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  invoice?: Resolver<ResolversTypes['Invoice'], ParentType, ContextType>;
};

export type SettlementConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SettlementConnection'] = ResolversParentTypes['SettlementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SettlementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Settlement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SettlementEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SettlementEdge'] = ResolversParentTypes['SettlementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Settlement'], ParentType, ContextType>;
};

export type SimulatedCustomerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulatedCustomer'] = ResolversParentTypes['SimulatedCustomer']> = {
  comparison?: Resolver<Maybe<ResolversTypes['SimulationComparison']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  customerExternalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['SimulationRefusal']>, ParentType, ContextType>;
  subscriptions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SimulatedCustomerConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulatedCustomerConnection'] = ResolversParentTypes['SimulatedCustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SimulatedCustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SimulatedCustomer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SimulatedCustomerEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulatedCustomerEdge'] = ResolversParentTypes['SimulatedCustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SimulatedCustomer'], ParentType, ContextType>;
};

export type SimulatedPriceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulatedPrice'] = ResolversParentTypes['SimulatedPrice']> = {
  actual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  simulated?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SimulationComparisonResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulationComparison'] = ResolversParentTypes['SimulationComparison']> = {
  actual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  notPosted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  prices?: Resolver<Array<ResolversTypes['SimulatedPrice']>, ParentType, ContextType>;
  simulated?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SimulationRefusalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulationRefusal'] = ResolversParentTypes['SimulationRefusal']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SimulationTotalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SimulationTotal'] = ResolversParentTypes['SimulationTotal']> = {
  actual?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  customers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  simulated?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SpendDecisionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SpendDecision'] = ResolversParentTypes['SpendDecision']> = {
  balanceAfter?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balanceBefore?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  isAllowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['SpendRefusal']>, ParentType, ContextType>;
  unclaimed?: Resolver<Maybe<ResolversTypes['UnratedReason']>, ParentType, ContextType>;
};

export type StageBackfillPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StageBackfillPayload'] = ResolversParentTypes['StageBackfillPayload']> = {
  backfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StatementEntryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementEntry'] = ResolversParentTypes['StatementEntry']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  invoiceNumbers?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  journal?: Resolver<ResolversTypes['LedgerJournal'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JournalKind'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
};

export type StatementEntryConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementEntryConnection'] = ResolversParentTypes['StatementEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StatementEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StatementEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type StatementEntryEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementEntryEdge'] = ResolversParentTypes['StatementEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StatementEntry'], ParentType, ContextType>;
};

export type StatementLotsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StatementLots'] = ResolversParentTypes['StatementLots']> = {
  burned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  closingBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  expired?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  granted?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  openingBalance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  transferred?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  voided?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  planVersion?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  segments?: Resolver<Array<ResolversTypes['SubscriptionSegment']>, ParentType, ContextType>;
  startAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubscriptionStatus'], ParentType, ContextType>;
  trialEndAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionConnection'] = ResolversParentTypes['SubscriptionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SubscriptionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Subscription']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SubscriptionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionEdge'] = ResolversParentTypes['SubscriptionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Subscription'], ParentType, ContextType>;
};

export type SubscriptionSegmentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SubscriptionSegment'] = ResolversParentTypes['SubscriptionSegment']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  overrides?: Resolver<Maybe<ResolversTypes['PriceOverrides']>, ParentType, ContextType>;
  planVersion?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  proration?: Resolver<Maybe<ResolversTypes['Proration']>, ParentType, ContextType>;
  quantities?: Resolver<Array<ResolversTypes['PriceQuantity']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SegmentState'], ParentType, ContextType>;
  tiers?: Resolver<Maybe<ResolversTypes['TierPolicy']>, ParentType, ContextType>;
};

export type SupersededLineResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SupersededLine'] = ResolversParentTypes['SupersededLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  explain?: Resolver<ResolversTypes['LineExplanation'], ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  planVersion?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Price'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type TaxExemptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaxExemption'] = ResolversParentTypes['TaxExemption']> = {
  category?: Resolver<ResolversTypes['TaxCategory'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TaxRateResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaxRate'] = ResolversParentTypes['TaxRate']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  currentVersion?: Resolver<Maybe<ResolversTypes['TaxRateVersion']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['TaxRateVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaxRateConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaxRateConnection'] = ResolversParentTypes['TaxRateConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TaxRateEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TaxRate']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type TaxRateEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaxRateEdge'] = ResolversParentTypes['TaxRateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TaxRate'], ParentType, ContextType>;
};

export type TaxRateVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TaxRateVersion'] = ResolversParentTypes['TaxRateVersion']> = {
  category?: Resolver<ResolversTypes['TaxCategory'], ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isInclusive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  jurisdiction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  percentage?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TenantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Tenant'] = ResolversParentTypes['Tenant']> = {
  address?: Resolver<Maybe<ResolversTypes['BillingAddress']>, ParentType, ContextType>;
  clock?: Resolver<ResolversTypes['Clock'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  creditNoteNumberFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  debitNoteNumberFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  defaultCurrency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  gracePeriodHours?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invoiceNumberFormat?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lateCredit?: Resolver<Maybe<ResolversTypes['LateCreditPolicy']>, ParentType, ContextType>;
  lateUsage?: Resolver<Maybe<ResolversTypes['LateUsagePolicy']>, ParentType, ContextType>;
  legalName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  netDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  registrationNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retentionYears?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  taxNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxRateCodes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  usageThreshold?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type ThresholdStandingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ThresholdStanding'] = ResolversParentTypes['ThresholdStanding']> = {
  isReached?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mayIssueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  threshold?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  unbilled?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export type TopUpRuleResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TopUpRule'] = ResolversParentTypes['TopUpRule']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['TopUpBasis'], ParentType, ContextType>;
  bonusAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  bonusUnits?: Resolver<Maybe<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ending?: Resolver<Maybe<ResolversTypes['TopUpRuleEnd']>, ParentType, ContextType>;
  expiresAfter?: Resolver<Maybe<ResolversTypes['BillingInterval']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  monthlyLimit?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['GrantScope']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  standing?: Resolver<ResolversTypes['TopUpStanding'], ParentType, ContextType>;
  taxRateCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  threshold?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  thresholdUnits?: Resolver<Maybe<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
  usable?: Resolver<ResolversTypes['PurchaseUse'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TopUpRuleConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TopUpRuleConnection'] = ResolversParentTypes['TopUpRuleConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TopUpRuleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TopUpRule']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type TopUpRuleEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TopUpRuleEdge'] = ResolversParentTypes['TopUpRuleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TopUpRule'], ParentType, ContextType>;
};

export type TopUpRuleEndResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TopUpRuleEnd'] = ResolversParentTypes['TopUpRuleEnd']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TopUpStandingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TopUpStanding'] = ResolversParentTypes['TopUpStanding']> = {
  awaitingPayment?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  boughtInMonth?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  leftInMonth?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  monthEndsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TopUpState'], ParentType, ContextType>;
  unitBalance?: Resolver<Maybe<ResolversTypes['CreditUnitAmount']>, ParentType, ContextType>;
};

export type TotalCountResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TotalCount'] = ResolversParentTypes['TotalCount']> = {
  isCapped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransferCreditsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TransferCreditsPayload'] = ResolversParentTypes['TransferCreditsPayload']> = {
  grant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  received?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TrialBalanceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TrialBalance'] = ResolversParentTypes['TrialBalance']> = {
  accounts?: Resolver<Array<ResolversTypes['AccountBalance']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  isBalanced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  totalCredits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  totalDebits?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type UnitConversionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnitConversion'] = ResolversParentTypes['UnitConversion']> = {
  divideBy?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  rounding?: Resolver<ResolversTypes['UnitRounding'], ParentType, ContextType>;
};

export type UnratedUsageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnratedUsage'] = ResolversParentTypes['UnratedUsage']> = {
  event?: Resolver<ResolversTypes['UsageEvent'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['UnratedReason'], ParentType, ContextType>;
};

export type UnratedUsagePageResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnratedUsagePage'] = ResolversParentTypes['UnratedUsagePage']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['UnratedUsage']>, ParentType, ContextType>;
  scanned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnscheduleChangesPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UnscheduleChangesPayload'] = ResolversParentTypes['UnscheduleChangesPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subscription?: Resolver<Maybe<ResolversTypes['Subscription']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateCustomerPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateCustomerPayload'] = ResolversParentTypes['UpdateCustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTenantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdateTenantPayload'] = ResolversParentTypes['UpdateTenantPayload']> = {
  tenant?: Resolver<Maybe<ResolversTypes['Tenant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UsageBackfillResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageBackfill'] = ResolversParentTypes['UsageBackfill']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  application?: Resolver<Maybe<ResolversTypes['UsageBackfillStep']>, ParentType, ContextType>;
  customers?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  eventCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  eventNames?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pages?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  replace?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reversion?: Resolver<Maybe<ResolversTypes['UsageBackfillStep']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['UsageBackfillState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UsageBackfillConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageBackfillConnection'] = ResolversParentTypes['UsageBackfillConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UsageBackfillEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type UsageBackfillEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageBackfillEdge'] = ResolversParentTypes['UsageBackfillEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UsageBackfill'], ParentType, ContextType>;
};

export type UsageBackfillStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageBackfillStep'] = ResolversParentTypes['UsageBackfillStep']> = {
  actor?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  amended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  restored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  voided?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UsageCorrectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageCorrection'] = ResolversParentTypes['UsageCorrection']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  backfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UsageCorrectionKind'], ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  values?: Resolver<Maybe<ResolversTypes['UsageValues']>, ParentType, ContextType>;
};

export type UsageCountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageCounts'] = ResolversParentTypes['UsageCounts']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  conflict?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UsageEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageEvent'] = ResolversParentTypes['UsageEvent']> = {
  backfill?: Resolver<Maybe<ResolversTypes['UsageBackfill']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['UsageCorrection']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['UsageValues']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  eventName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  personalProperties?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UsageEventBillingResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageEventBilling'] = ResolversParentTypes['UsageEventBilling']> = {
  charges?: Resolver<Array<ResolversTypes['UsageEventCharge']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['UsageEvent'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unratedReason?: Resolver<Maybe<ResolversTypes['UnratedReason']>, ParentType, ContextType>;
};

export type UsageEventChargeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageEventCharge'] = ResolversParentTypes['UsageEventCharge']> = {
  amountAfter?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  amountBefore?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  countedBefore?: Resolver<Maybe<ResolversTypes['UsageValues']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['UsageValues']>, ParentType, ContextType>;
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  invoice?: Resolver<Maybe<ResolversTypes['Invoice']>, ParentType, ContextType>;
  journal?: Resolver<Maybe<ResolversTypes['LedgerJournal']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UsageEventChargeKind'], ParentType, ContextType>;
  lineKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Price'], ParentType, ContextType>;
  quantityAfter?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  quantityBefore?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  servicePeriod?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['UsageEventChargeState'], ParentType, ContextType>;
  subscription?: Resolver<ResolversTypes['Subscription'], ParentType, ContextType>;
};

export type UsageEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageEventConnection'] = ResolversParentTypes['UsageEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UsageEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['UsageEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type UsageEventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageEventEdge'] = ResolversParentTypes['UsageEventEdge']> = {
  countedBefore?: Resolver<Maybe<ResolversTypes['UsageValues']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['UsageValues']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UsageEvent'], ParentType, ContextType>;
};

export type UsageQuantityResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageQuantity'] = ResolversParentTypes['UsageQuantity']> = {
  dimensions?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  eventCount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['Period'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type UsageResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageResult'] = ResolversParentTypes['UsageResult']> = {
  error?: Resolver<Maybe<ResolversTypes['UserError']>, ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['UsageEvent']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['UsageOutcome'], ParentType, ContextType>;
};

export type UsageValuesResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UsageValues'] = ResolversParentTypes['UsageValues']> = {
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  clock?: Resolver<Maybe<ResolversTypes['Clock']>, ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['Scope']>, ParentType, ContextType>;
  tenant?: Resolver<Maybe<ResolversTypes['Tenant']>, ParentType, ContextType>;
};

export type VoidGrantPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VoidGrantPayload'] = ResolversParentTypes['VoidGrantPayload']> = {
  grant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VoidInvoicePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VoidInvoicePayload'] = ResolversParentTypes['VoidInvoicePayload']> = {
  creditNote?: Resolver<Maybe<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VoidUsagePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['VoidUsagePayload'] = ResolversParentTypes['VoidUsagePayload']> = {
  event?: Resolver<Maybe<ResolversTypes['UsageEvent']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WriteOffInvoicePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['WriteOffInvoicePayload'] = ResolversParentTypes['WriteOffInvoicePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  settlement?: Resolver<Maybe<ResolversTypes['Settlement']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  AccountBalance?: AccountBalanceResolvers<ContextType>;
  AccountStatement?: AccountStatementResolvers<ContextType>;
  AddChargePayload?: AddChargePayloadResolvers<ContextType>;
  AdjustGrantExpiryPayload?: AdjustGrantExpiryPayloadResolvers<ContextType>;
  AdjustmentCause?: AdjustmentCauseResolvers<ContextType>;
  AdvanceClockPayload?: AdvanceClockPayloadResolvers<ContextType>;
  AgedReceivables?: AgedReceivablesResolvers<ContextType>;
  AmendUsagePayload?: AmendUsagePayloadResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeySecret?: ApiKeySecretResolvers<ContextType>;
  AppliedCoupon?: AppliedCouponResolvers<ContextType>;
  AppliedCouponConnection?: AppliedCouponConnectionResolvers<ContextType>;
  AppliedCouponEdge?: AppliedCouponEdgeResolvers<ContextType>;
  ApplyBackfillPayload?: ApplyBackfillPayloadResolvers<ContextType>;
  ApplyCouponPayload?: ApplyCouponPayloadResolvers<ContextType>;
  ApplyCustomerCreditPayload?: ApplyCustomerCreditPayloadResolvers<ContextType>;
  BackfillCounts?: BackfillCountsResolvers<ContextType>;
  BackfillEffect?: BackfillEffectResolvers<ContextType>;
  BackfillLineEffect?: BackfillLineEffectResolvers<ContextType>;
  BackfillPreview?: BackfillPreviewResolvers<ContextType>;
  BackfillResult?: BackfillResultResolvers<ContextType>;
  BackfillUsagePayload?: BackfillUsagePayloadResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  BillingAddress?: BillingAddressResolvers<ContextType>;
  BillingInterval?: BillingIntervalResolvers<ContextType>;
  CancelSubscriptionPayload?: CancelSubscriptionPayloadResolvers<ContextType>;
  CaptureHoldPayload?: CaptureHoldPayloadResolvers<ContextType>;
  ChangePlanPayload?: ChangePlanPayloadResolvers<ContextType>;
  ChangePreview?: ChangePreviewResolvers<ContextType>;
  ChangeQuantityPayload?: ChangeQuantityPayloadResolvers<ContextType>;
  ChargeEstimate?: ChargeEstimateResolvers<ContextType>;
  ChargeExplanation?: ChargeExplanationResolvers<ContextType>;
  ChargeReversal?: ChargeReversalResolvers<ContextType>;
  Checkpoint?: CheckpointResolvers<ContextType>;
  CheckpointConnection?: CheckpointConnectionResolvers<ContextType>;
  CheckpointEdge?: CheckpointEdgeResolvers<ContextType>;
  Clock?: ClockResolvers<ContextType>;
  CorrectedInvoice?: CorrectedInvoiceResolvers<ContextType>;
  CorrectedLine?: CorrectedLineResolvers<ContextType>;
  Coupon?: CouponResolvers<ContextType>;
  CouponConnection?: CouponConnectionResolvers<ContextType>;
  CouponEdge?: CouponEdgeResolvers<ContextType>;
  CouponRemoval?: CouponRemovalResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateCheckpointPayload?: CreateCheckpointPayloadResolvers<ContextType>;
  CreateCouponPayload?: CreateCouponPayloadResolvers<ContextType>;
  CreateCreditAlertPayload?: CreateCreditAlertPayloadResolvers<ContextType>;
  CreateCreditUnitPayload?: CreateCreditUnitPayloadResolvers<ContextType>;
  CreateCustomerPayload?: CreateCustomerPayloadResolvers<ContextType>;
  CreateMeterPayload?: CreateMeterPayloadResolvers<ContextType>;
  CreatePlanPayload?: CreatePlanPayloadResolvers<ContextType>;
  CreateRecurringGrantPayload?: CreateRecurringGrantPayloadResolvers<ContextType>;
  CreateSubscriptionPayload?: CreateSubscriptionPayloadResolvers<ContextType>;
  CreateTaxRatePayload?: CreateTaxRatePayloadResolvers<ContextType>;
  CreateTenantPayload?: CreateTenantPayloadResolvers<ContextType>;
  CreditAlert?: CreditAlertResolvers<ContextType>;
  CreditAlertConnection?: CreditAlertConnectionResolvers<ContextType>;
  CreditAlertEdge?: CreditAlertEdgeResolvers<ContextType>;
  CreditAlertEvent?: CreditAlertEventResolvers<ContextType>;
  CreditGrant?: CreditGrantResolvers<ContextType>;
  CreditGrantConnection?: CreditGrantConnectionResolvers<ContextType>;
  CreditGrantEdge?: CreditGrantEdgeResolvers<ContextType>;
  CreditHold?: CreditHoldResolvers<ContextType>;
  CreditHoldConnection?: CreditHoldConnectionResolvers<ContextType>;
  CreditHoldEdge?: CreditHoldEdgeResolvers<ContextType>;
  CreditNote?: CreditNoteResolvers<ContextType>;
  CreditNoteConnection?: CreditNoteConnectionResolvers<ContextType>;
  CreditNoteEdge?: CreditNoteEdgeResolvers<ContextType>;
  CreditNoteLine?: CreditNoteLineResolvers<ContextType>;
  CreditNoteLineConnection?: CreditNoteLineConnectionResolvers<ContextType>;
  CreditNoteLineEdge?: CreditNoteLineEdgeResolvers<ContextType>;
  CreditNotePreview?: CreditNotePreviewResolvers<ContextType>;
  CreditRollover?: CreditRolloverResolvers<ContextType>;
  CreditTransfer?: CreditTransferResolvers<ContextType>;
  CreditUnit?: CreditUnitResolvers<ContextType>;
  CreditUnitAmount?: CreditUnitAmountResolvers<ContextType>;
  CreditUnitConnection?: CreditUnitConnectionResolvers<ContextType>;
  CreditUnitEdge?: CreditUnitEdgeResolvers<ContextType>;
  CreditUnitRate?: CreditUnitRateResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerCredits?: CustomerCreditsResolvers<ContextType>;
  CustomerDrift?: CustomerDriftResolvers<ContextType>;
  CustomerDriftConnection?: CustomerDriftConnectionResolvers<ContextType>;
  CustomerDriftEdge?: CustomerDriftEdgeResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  CustomerErasure?: CustomerErasureResolvers<ContextType>;
  CustomerExport?: CustomerExportResolvers<ContextType>;
  CustomerTimeZone?: CustomerTimeZoneResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeclarePersonalPropertiesPayload?: DeclarePersonalPropertiesPayloadResolvers<ContextType>;
  DeferredMonth?: DeferredMonthResolvers<ContextType>;
  DimensionValues?: GraphQLScalarType;
  DocumentTax?: DocumentTaxResolvers<ContextType>;
  DriftRefusal?: DriftRefusalResolvers<ContextType>;
  EndRecurringGrantPayload?: EndRecurringGrantPayloadResolvers<ContextType>;
  EndTopUpRulePayload?: EndTopUpRulePayloadResolvers<ContextType>;
  EraseCustomerPayload?: EraseCustomerPayloadResolvers<ContextType>;
  FailPaymentPayload?: FailPaymentPayloadResolvers<ContextType>;
  GrantCreditsPayload?: GrantCreditsPayloadResolvers<ContextType>;
  GrantExpiryChange?: GrantExpiryChangeResolvers<ContextType>;
  GrantScope?: GrantScopeResolvers<ContextType>;
  GrantUnits?: GrantUnitsResolvers<ContextType>;
  GrantedAllowance?: GrantedAllowanceResolvers<ContextType>;
  HoldCreditsPayload?: HoldCreditsPayloadResolvers<ContextType>;
  InclusionProof?: InclusionProofResolvers<ContextType>;
  Invoice?: InvoiceResolvers<ContextType>;
  InvoiceChange?: InvoiceChangeResolvers<ContextType>;
  InvoiceConnection?: InvoiceConnectionResolvers<ContextType>;
  InvoiceDiff?: InvoiceDiffResolvers<ContextType>;
  InvoiceEdge?: InvoiceEdgeResolvers<ContextType>;
  InvoiceLine?: InvoiceLineResolvers<ContextType>;
  InvoiceLineConnection?: InvoiceLineConnectionResolvers<ContextType>;
  InvoiceLineEdge?: InvoiceLineEdgeResolvers<ContextType>;
  InvoiceParty?: InvoicePartyResolvers<ContextType>;
  IssueCreditNotePayload?: IssueCreditNotePayloadResolvers<ContextType>;
  IssueInvoicePayload?: IssueInvoicePayloadResolvers<ContextType>;
  IssueUsageNotePayload?: IssueUsageNotePayloadResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  LateCredit?: LateCreditResolvers<ContextType>;
  LateCreditLine?: LateCreditLineResolvers<ContextType>;
  LateCreditLot?: LateCreditLotResolvers<ContextType>;
  LedgerAccount?: LedgerAccountResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  LedgerEntryConnection?: LedgerEntryConnectionResolvers<ContextType>;
  LedgerEntryEdge?: LedgerEntryEdgeResolvers<ContextType>;
  LedgerFinding?: LedgerFindingResolvers<ContextType>;
  LedgerJournal?: LedgerJournalResolvers<ContextType>;
  LedgerJournalConnection?: LedgerJournalConnectionResolvers<ContextType>;
  LedgerJournalEdge?: LedgerJournalEdgeResolvers<ContextType>;
  LedgerLineFigures?: LedgerLineFiguresResolvers<ContextType>;
  LedgerReplay?: LedgerReplayResolvers<ContextType>;
  LedgerVerification?: LedgerVerificationResolvers<ContextType>;
  LineAdjustment?: LineAdjustmentResolvers<ContextType>;
  LineCredit?: LineCreditResolvers<ContextType>;
  LineDifference?: LineDifferenceResolvers<ContextType>;
  LineDiscount?: LineDiscountResolvers<ContextType>;
  LineDraw?: LineDrawResolvers<ContextType>;
  LineDrift?: LineDriftResolvers<ContextType>;
  LineDriftConnection?: LineDriftConnectionResolvers<ContextType>;
  LineDriftEdge?: LineDriftEdgeResolvers<ContextType>;
  LineExplanation?: LineExplanationResolvers<ContextType>;
  Meter?: MeterResolvers<ContextType>;
  MeterConnection?: MeterConnectionResolvers<ContextType>;
  MeterEdge?: MeterEdgeResolvers<ContextType>;
  MeterFilter?: MeterFilterResolvers<ContextType>;
  MigrateSubscriptionsPayload?: MigrateSubscriptionsPayloadResolvers<ContextType>;
  MigratedCustomer?: MigratedCustomerResolvers<ContextType>;
  MigratedCustomerConnection?: MigratedCustomerConnectionResolvers<ContextType>;
  MigratedCustomerEdge?: MigratedCustomerEdgeResolvers<ContextType>;
  MigrationEffect?: MigrationEffectResolvers<ContextType>;
  MigrationPreview?: MigrationPreviewResolvers<ContextType>;
  MigrationPreviewTotal?: MigrationPreviewTotalResolvers<ContextType>;
  MigrationResult?: MigrationResultResolvers<ContextType>;
  MigrationTotals?: MigrationTotalsResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  OneOffCharge?: OneOffChargeResolvers<ContextType>;
  OneOffChargeConnection?: OneOffChargeConnectionResolvers<ContextType>;
  OneOffChargeEdge?: OneOffChargeEdgeResolvers<ContextType>;
  OverridePricesPayload?: OverridePricesPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PauseSubscriptionPayload?: PauseSubscriptionPayloadResolvers<ContextType>;
  PayRefundPayload?: PayRefundPayloadResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  PeriodFraction?: PeriodFractionResolvers<ContextType>;
  PersonalProperties?: PersonalPropertiesResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  PlanAllowance?: PlanAllowanceResolvers<ContextType>;
  PlanConnection?: PlanConnectionResolvers<ContextType>;
  PlanEdge?: PlanEdgeResolvers<ContextType>;
  PlanSimulation?: PlanSimulationResolvers<ContextType>;
  PlanVersion?: PlanVersionResolvers<ContextType>;
  PreviewBackfillPayload?: PreviewBackfillPayloadResolvers<ContextType>;
  PreviewedSubscription?: PreviewedSubscriptionResolvers<ContextType>;
  Price?: PriceResolvers<ContextType>;
  PriceCorrection?: PriceCorrectionResolvers<ContextType>;
  PriceOverrides?: PriceOverridesResolvers<ContextType>;
  PriceQuantity?: PriceQuantityResolvers<ContextType>;
  ProjectedPosting?: ProjectedPostingResolvers<ContextType>;
  PublishCreditUnitRatePayload?: PublishCreditUnitRatePayloadResolvers<ContextType>;
  PublishPlanVersionPayload?: PublishPlanVersionPayloadResolvers<ContextType>;
  PublishTaxRateVersionPayload?: PublishTaxRateVersionPayloadResolvers<ContextType>;
  PurchaseCreditsPayload?: PurchaseCreditsPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RatingStep?: RatingStepResolvers<ContextType>;
  RebuiltLineFigures?: RebuiltLineFiguresResolvers<ContextType>;
  RecordPaymentPayload?: RecordPaymentPayloadResolvers<ContextType>;
  RecordUsagePayload?: RecordUsagePayloadResolvers<ContextType>;
  RecurringGrant?: RecurringGrantResolvers<ContextType>;
  RecurringGrantConnection?: RecurringGrantConnectionResolvers<ContextType>;
  RecurringGrantEdge?: RecurringGrantEdgeResolvers<ContextType>;
  RecurringGrantEnd?: RecurringGrantEndResolvers<ContextType>;
  RefundCustomerCreditPayload?: RefundCustomerCreditPayloadResolvers<ContextType>;
  RefundPaymentPayload?: RefundPaymentPayloadResolvers<ContextType>;
  ReleaseHoldPayload?: ReleaseHoldPayloadResolvers<ContextType>;
  RemoveCouponPayload?: RemoveCouponPayloadResolvers<ContextType>;
  RemoveCreditAlertPayload?: RemoveCreditAlertPayloadResolvers<ContextType>;
  ReplayDivergence?: ReplayDivergenceResolvers<ContextType>;
  ResumeSubscriptionPayload?: ResumeSubscriptionPayloadResolvers<ContextType>;
  RevenueAccount?: RevenueAccountResolvers<ContextType>;
  RevenueFigures?: RevenueFiguresResolvers<ContextType>;
  RevenueGroup?: RevenueGroupResolvers<ContextType>;
  RevenueGroupConnection?: RevenueGroupConnectionResolvers<ContextType>;
  RevenueGroupEdge?: RevenueGroupEdgeResolvers<ContextType>;
  RevenueMovement?: RevenueMovementResolvers<ContextType>;
  RevenueSchedule?: RevenueScheduleResolvers<ContextType>;
  RevenueTie?: RevenueTieResolvers<ContextType>;
  ReverseChargePayload?: ReverseChargePayloadResolvers<ContextType>;
  RevertBackfillPayload?: RevertBackfillPayloadResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  SetTopUpRulePayload?: SetTopUpRulePayloadResolvers<ContextType>;
  Settlement?: SettlementResolvers<ContextType>;
  SettlementAllocation?: SettlementAllocationResolvers<ContextType>;
  SettlementConnection?: SettlementConnectionResolvers<ContextType>;
  SettlementEdge?: SettlementEdgeResolvers<ContextType>;
  SimulatedCustomer?: SimulatedCustomerResolvers<ContextType>;
  SimulatedCustomerConnection?: SimulatedCustomerConnectionResolvers<ContextType>;
  SimulatedCustomerEdge?: SimulatedCustomerEdgeResolvers<ContextType>;
  SimulatedPrice?: SimulatedPriceResolvers<ContextType>;
  SimulationComparison?: SimulationComparisonResolvers<ContextType>;
  SimulationRefusal?: SimulationRefusalResolvers<ContextType>;
  SimulationTotal?: SimulationTotalResolvers<ContextType>;
  SpendDecision?: SpendDecisionResolvers<ContextType>;
  StageBackfillPayload?: StageBackfillPayloadResolvers<ContextType>;
  StatementEntry?: StatementEntryResolvers<ContextType>;
  StatementEntryConnection?: StatementEntryConnectionResolvers<ContextType>;
  StatementEntryEdge?: StatementEntryEdgeResolvers<ContextType>;
  StatementLots?: StatementLotsResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SubscriptionConnection?: SubscriptionConnectionResolvers<ContextType>;
  SubscriptionEdge?: SubscriptionEdgeResolvers<ContextType>;
  SubscriptionSegment?: SubscriptionSegmentResolvers<ContextType>;
  SupersededLine?: SupersededLineResolvers<ContextType>;
  TaxExemption?: TaxExemptionResolvers<ContextType>;
  TaxRate?: TaxRateResolvers<ContextType>;
  TaxRateConnection?: TaxRateConnectionResolvers<ContextType>;
  TaxRateEdge?: TaxRateEdgeResolvers<ContextType>;
  TaxRateVersion?: TaxRateVersionResolvers<ContextType>;
  Tenant?: TenantResolvers<ContextType>;
  ThresholdStanding?: ThresholdStandingResolvers<ContextType>;
  TimeZone?: GraphQLScalarType;
  TopUpRule?: TopUpRuleResolvers<ContextType>;
  TopUpRuleConnection?: TopUpRuleConnectionResolvers<ContextType>;
  TopUpRuleEdge?: TopUpRuleEdgeResolvers<ContextType>;
  TopUpRuleEnd?: TopUpRuleEndResolvers<ContextType>;
  TopUpStanding?: TopUpStandingResolvers<ContextType>;
  TotalCount?: TotalCountResolvers<ContextType>;
  TransferCreditsPayload?: TransferCreditsPayloadResolvers<ContextType>;
  TrialBalance?: TrialBalanceResolvers<ContextType>;
  UnitConversion?: UnitConversionResolvers<ContextType>;
  UnratedUsage?: UnratedUsageResolvers<ContextType>;
  UnratedUsagePage?: UnratedUsagePageResolvers<ContextType>;
  UnscheduleChangesPayload?: UnscheduleChangesPayloadResolvers<ContextType>;
  UpdateCustomerPayload?: UpdateCustomerPayloadResolvers<ContextType>;
  UpdateTenantPayload?: UpdateTenantPayloadResolvers<ContextType>;
  UsageBackfill?: UsageBackfillResolvers<ContextType>;
  UsageBackfillConnection?: UsageBackfillConnectionResolvers<ContextType>;
  UsageBackfillEdge?: UsageBackfillEdgeResolvers<ContextType>;
  UsageBackfillStep?: UsageBackfillStepResolvers<ContextType>;
  UsageCorrection?: UsageCorrectionResolvers<ContextType>;
  UsageCounts?: UsageCountsResolvers<ContextType>;
  UsageEvent?: UsageEventResolvers<ContextType>;
  UsageEventBilling?: UsageEventBillingResolvers<ContextType>;
  UsageEventCharge?: UsageEventChargeResolvers<ContextType>;
  UsageEventConnection?: UsageEventConnectionResolvers<ContextType>;
  UsageEventEdge?: UsageEventEdgeResolvers<ContextType>;
  UsageQuantity?: UsageQuantityResolvers<ContextType>;
  UsageResult?: UsageResultResolvers<ContextType>;
  UsageValues?: UsageValuesResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  VoidGrantPayload?: VoidGrantPayloadResolvers<ContextType>;
  VoidInvoicePayload?: VoidInvoicePayloadResolvers<ContextType>;
  VoidUsagePayload?: VoidUsagePayloadResolvers<ContextType>;
  WriteOffInvoicePayload?: WriteOffInvoicePayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  requiresScopes?: RequiresScopesDirectiveResolver<any, any, ContextType>;
};
