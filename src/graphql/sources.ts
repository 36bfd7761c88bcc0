/** Sources: what resolvers are given for an object type that is not a row or a value of core by itself. */
import { type AsOf, NOW_KNOWN } from '../core/asOf.ts';
import type { LateCreditPolicy } from '../core/billingTerms.ts';
import type { LineEffect } from '../core/backfillEffect.ts';
import type { CreditAlert, CreditAlertEvent } from '../core/credits/creditAlert.ts';
import type { Allowance } from '../core/credits/allowance.ts';
import type { AllowanceLot, GrantScope } from '../core/credits/grant.ts';
import type { LateCreditLine, LateCreditLot, LateReport } from '../core/credits/lateReport.ts';
import type { TopUpRule, TopUpStanding } from '../core/credits/topUp.ts';
import type { CreditMovements } from '../core/statement.ts';
import type { RecurringGrant, Rollover } from '../core/credits/recurringGrant.ts';
import type { AppliedCoupon, Coupon } from '../core/coupon.ts';
import type { Hold } from '../core/credits/hold.ts';
import type { CreditUnit, UnitInForce } from '../core/credits/creditUnit.ts';
import type { Lot } from '../core/credits/lot.ts';
import type { LotUnits } from '../core/credits/lotUnits.ts';
import type { Decimal } from '../core/decimal.ts';
import type { DocumentDates } from '../core/documentTerms.ts';
import type { Checkpoint } from '../core/checkpoint.ts';
import type { CreditNoteLine, CreditNoteView } from '../core/creditNote.ts';
import type { CreditNoteFrozen } from '../core/creditNoteIssue.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { JsonObject } from '../core/json.ts';
import type { Parties } from '../core/parties.ts';
import type { TaxShare } from '../core/tax.ts';
import type { UsageSoFar } from '../core/threshold.ts';
import type { TaxRate } from '../repositories/taxRates.ts';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { InvoiceLine, InvoiceView } from '../core/invoice.ts';
import type { LineCredit, LineDifference } from '../core/invoiceDiff.ts';
import type { Money } from '../core/money.ts';
import type { PriceCorrection } from '../core/priceCorrection.ts';
import type { RevenueAccount, RevenueFigures } from '../core/revenue.ts';
import type { SupersededLine } from '../core/supersession.ts';
import type { SegmentInForce } from '../core/segment.ts';
import type { RecordedCharge } from '../core/oneOffCharge.ts';
import type { RecordedSettlement } from '../core/settlement.ts';
import type { EventOutcome } from '../core/usageBatch.ts';
import type { WindowEvent } from '../repositories/countedEvents.ts';
import type { Backfill } from '../repositories/backfills.ts';
import type { LedgerEntry } from '../repositories/entries.ts';
import type { InvoiceCut } from '../repositories/invoices.ts';
import type { BookJournal } from '../repositories/journals.ts';
import type { CatalogMeter } from '../repositories/meters.ts';
import type { Plan, PublishedVersion } from '../repositories/plans.ts';
import type { StatementScope } from '../repositories/statements.ts';
import type { RecordedSegment, Subscription } from '../repositories/subscriptions.ts';
import type { UsageEventRecord } from '../repositories/usageEvents.ts';
import type { CustomerSubscriptions } from '../services/billingState.ts';
import type { BilledEventCharge } from '../services/eventBilling.ts';
import type { DraftInvoice } from '../services/invoiceDraft.ts';
import type { SealedCreditNote } from '../services/derivedCreditNotes.ts';
import type { DerivedInvoice } from '../services/derivedInvoices.ts';
import type { StatementRow, StatementSums } from '../services/accountStatement.ts';
import type { CustomerDrift, PricedDrift } from '../services/driftReport.ts';
import type { AdjustingDocument, RecordedInvoiceChange } from '../services/diffInvoice.ts';
import type { RevenueGroup } from '../services/revenueSchedule.ts';
import type { BilledEffect, CustomerEffect, InvoiceEffect, MigratedCustomer, MigrationPreview } from '../services/previewMigration.ts';
import type { SpendAnswer } from '../services/spendingState.ts';
import type { PlanSimulation, SimulatePlanInput, SimulatedCustomer } from '../services/simulatePlan.ts';
import type { Connection } from './pagination.ts';

/** An invoice, issued or drafted. */
export interface InvoiceSource {
  readonly customerId: string;
  readonly currency: CurrencyCode;
  readonly asOf: Instant;
  readonly view: InvoiceView;
  /** Null for a draft. */
  readonly cut: InvoiceCut | null;
  readonly seal: string | null;
  /** The book's head when it was drafted; journals beyond it are projected. Null for an issued invoice. */
  readonly headSeq: number | null;
  /** Of a draft as it was at an earlier time: it knows what was recorded by then. Null otherwise. */
  readonly knownAt: Instant | null;
  /** What is paid is counted at these two times. */
  readonly times: AsOf;
  /** What a draft was made from, where that is not what is recorded: a preview's. Null otherwise. */
  readonly subscribed: CustomerSubscriptions | null;
  readonly dates: DocumentDates;
  /** Lots that a draft draws on, or might, and that are not posted yet. */
  readonly owed: readonly Lot[];
  /** What makes it one with usage of periods that go on; null if it is none. */
  readonly usageSoFar: UsageSoFar | null;
  readonly lateCredit: LateCreditPolicy;
  /** How far the document before it reached; null for the first. */
  readonly reachedBefore: Instant | null;
  /** Null for an issued invoice. */
  readonly mayIssueAt: Instant | null;
  readonly corrections: readonly PriceCorrection[];
  /** As they were at issue; null for a draft, and once they are erased. */
  readonly parties: Parties | null;
  /** What is sealed; null for a draft. */
  readonly document: JsonObject | null;
}

/** What corrected prices change on an invoice. */
export interface PriceCorrectionSource {
  readonly invoice: InvoiceSource;
  readonly correction: PriceCorrection;
}

/** What a rate comes to, in the currency of its document. */
export interface DocumentTaxSource {
  readonly share: TaxShare;
  readonly currency: CurrencyCode;
}

/** A statement of account, with its sums. */
export interface StatementSource {
  readonly externalId: string;
  readonly scope: StatementScope;
  readonly sums: StatementSums;
}

/** What a settlement took off one invoice. */
export interface SettlementAllocationSource {
  readonly invoiceId: string;
  readonly amount: bigint;
  readonly currency: CurrencyCode;
}

export interface InvoiceLineSource {
  readonly invoice: InvoiceSource;
  readonly line: InvoiceLine;
}

/** A line with what it is in place of. */
export interface SupersededLineSource extends InvoiceLineSource {
  readonly superseded: SupersededLine;
}

/** A line of an invoice at two times. */
export interface LineDifferenceSource extends LineDifference<AdjustingDocument, SealedCreditNote> {
  readonly invoice: InvoiceSource;
}

/** A line of another document that adjusts one of an invoice, or of one that was voided. */
export interface LineAdjustmentSource extends InvoiceLineSource {
  readonly amount: bigint;
  readonly isPending: boolean;
  readonly voidedBy: SealedCreditNote | null;
}

/** What a credit note takes off a line. */
export interface LineCreditSource extends LineCredit<AdjustingDocument, SealedCreditNote> {
  readonly currency: CurrencyCode;
}

/** What changed what an invoice owes. */
export interface InvoiceChangeSource extends RecordedInvoiceChange {
  readonly currency: CurrencyCode;
}

/** What a coupon takes off a line. */
export interface LineDiscountSource {
  readonly appliedCouponId: string;
  readonly amount: Money;
}

/** A lot in its unit. */
export interface GrantUnitsSource extends LotUnits, Pick<UnitInForce, 'moneyPerUnit'> {
  readonly unitCode: string;
}

/** An amount of a unit. */
export interface CreditUnitAmountSource {
  readonly unitCode: string;
  readonly amount: Decimal;
}

/** What lines that are charged late draw on credit, and those whose credit moves. */
export interface LateCreditSource {
  readonly invoice: InvoiceSource;
  readonly report: LateReport;
}

export interface LateCreditLineSource extends LateCreditLine {
  readonly invoice: InvoiceSource;
}

export interface LateCreditLotSource extends LateCreditLot {
  readonly invoice: InvoiceSource;
}

/** What a line draws on a lot. */
export interface LineDrawSource {
  readonly grantId: string;
  /** Of a draft that draws on what is not posted yet; null otherwise. */
  readonly owed: Lot | null;
  readonly amount: Money;
}

/** An entry of an alert's record, with the currency of its balance. */
export type CreditAlertEventSource = CreditAlertEvent & { readonly currency: CurrencyCode };

/** What became of credit in the time of a statement, in its currency. */
export type StatementLotsSource = CreditMovements & { readonly currency: CurrencyCode };

/** What goes over to later intervals, with the currency of its limit. */
export type RolloverSource = Omit<Rollover, 'maximumAmount'> & { readonly maximumAmount: Money | null };

/** An allowance of a plan version, with the currency of its amounts. */
export type PlanAllowanceSource = Allowance & { readonly currency: CurrencyCode };

/** Where a lot of an allowance comes from. */
export interface GrantedAllowanceSource extends Pick<Allowance, 'name'>, Pick<AllowanceLot, 'code' | 'part'> {
  readonly subscription: Subscription;
  readonly planVersion: PublishedVersion;
}

/** How an automatic top-up stands, with the currency of its amounts. */
export type TopUpStandingSource = TopUpStanding & { readonly currency: CurrencyCode; readonly limit: bigint; readonly unit: UnitInForce | undefined };

/** What is credited, in its currency. */
export interface CreditedSource {
  readonly view: CreditNoteView;
  readonly currency: CurrencyCode;
}

/** A credit note to show; it was held against its seal. */
export interface CreditNoteSource extends CreditedSource, SealedCreditNote {
  readonly view: CreditNoteView;
  readonly frozen: CreditNoteFrozen;
}

export interface CreditNoteLineSource {
  readonly line: CreditNoteLine;
  readonly currency: CurrencyCode;
}

/** An event in a list: of a line's events, with what the line counts it as. */
export interface UsageEventSource extends UsageEventRecord {
  readonly onLine?: Omit<WindowEvent, 'customerId' | 'id'>;
}

export interface UsageEventEdgeSource {
  readonly cursor: string;
  readonly node: UsageEventSource;
}

/** One event of a batch, and what became of it. */
export interface UsageResultSource {
  readonly index: number;
  readonly key: string;
  readonly outcome: EventOutcome;
}

/** A line that a backfill would move, with whose it is. */
export interface LineEffectSource {
  readonly customer: Customer;
  readonly line: LineEffect;
}

/** A charge that counts an event, with whose it is. */
export interface UsageEventChargeSource {
  readonly customer: Customer;
  readonly charge: BilledEventCharge;
}

/** A simulation that was asked for, and the customers that were simulated for this request already. */
export interface SimulationSource {
  readonly plan: PlanSimulation;
  readonly input: SimulatePlanInput;
  readonly known: Map<string, Promise<SimulatedCustomer>>;
}

/** A preview that was asked for, and the customers that were looked at for this request already. */
export interface MigrationPreviewSource {
  readonly preview: MigrationPreview;
  readonly known: Map<string, Promise<MigratedCustomer>>;
}

/** What belongs to one customer's effect. */
export type CorrectedInvoiceSource = InvoiceEffect & { readonly of: CustomerEffect };
export type CorrectedLineSource = BilledEffect & { readonly of: CustomerEffect };

/** A customer's drift, with the lines of it that are listed, and the list that it is in. */
export interface CustomerDriftSource {
  readonly drift: CustomerDrift;
  readonly lines: readonly PricedDrift[];
  readonly list: readonly unknown[];
}

/** Whether something may be spent, with its currency. */
export interface SpendDecisionSource extends SpendAnswer {
  readonly currency: CurrencyCode;
}

/** Figures of revenue with their currency. */
export interface RevenueFiguresSource {
  readonly figures: RevenueFigures;
  readonly currency: CurrencyCode;
}

/** An account of a schedule with its currency. */
export type RevenueAccountSource = RevenueAccount & { readonly currency: CurrencyCode };

/** A customer, price or plan of a schedule, with its currency. */
export type RevenueGroupSource = RevenueGroup & { readonly currency: CurrencyCode };

export type LineDriftSource = PricedDrift & { readonly currency: CurrencyCode };

/** An issued invoice to show; the caller has held it against its seal. */
export function issuedSource({ cut, view, reachedBefore, seal, parties, document }: DerivedInvoice, times: AsOf = NOW_KNOWN): InvoiceSource {
  invariant(cut.terms, 'an invoice that derives to its seal has terms');
  const { customerId, currency, asOf, terms } = cut;
  return { customerId, currency, asOf, view, cut, seal, headSeq: null, knownAt: null, owed: [], times, subscribed: null, dates: terms, usageSoFar: terms.usageSoFar, lateCredit: terms.lateCredit, reachedBefore, mayIssueAt: null, corrections: terms.corrections, parties, document };
}

export function draftSource({ customer, asOf, view, headSeq, owed, subscribed, knownAt, dates, usageSoFar, lateCredit, reachedBefore, mayIssueAt, corrections }: DraftInvoice): InvoiceSource {
  const issued = { cut: null, seal: null, times: NOW_KNOWN, parties: null, document: null };
  return { ...issued, customerId: customer.id, currency: customer.currency, asOf, view, headSeq, owed, subscribed, knownAt, dates, usageSoFar, lateCredit, reachedBefore, mayIssueAt, corrections };
}

/** The codes of a grant's scope; null for every charge. */
export function scopeSource(scope: GrantScope | null) {
  return scope && { meterCodes: scope.meterCodes && [...scope.meterCodes], priceCodes: scope.priceCodes && [...scope.priceCodes], planCodes: scope.planCodes && [...scope.planCodes] };
}

export function creditNoteSource(sealed: SealedCreditNote): CreditNoteSource {
  const { terms: frozen, currency } = sealed.note;
  invariant(frozen, 'a credit note that derives to its seal has terms');
  return { ...sealed, frozen, currency };
}

/** A segment as recorded, with the time in which it is in force. */
export type SegmentSource = SegmentInForce & RecordedSegment;

export type CustomerList = Connection<Customer>;
export type MeterList = Connection<CatalogMeter>;
export type TaxRateList = Connection<TaxRate>;
export type PlanList = Connection<Plan>;
export type SubscriptionList = Connection<Subscription>;
export type UsageEventList = Connection<UsageEventSource>;
export type UsageBackfillList = Connection<Backfill>;
export type LedgerJournalList = Connection<BookJournal>;
export type LedgerEntryList = Connection<LedgerEntry>;
export type OneOffChargeList = Connection<RecordedCharge>;
export type SettlementList = Connection<RecordedSettlement>;
export type CreditGrantList = Connection<Lot>;
export type CreditAlertList = Connection<CreditAlert>;
export type TopUpRuleList = Connection<TopUpRule>;
export type RecurringGrantList = Connection<RecurringGrant>;
export type CreditHoldList = Connection<Hold>;
export type CreditUnitList = Connection<CreditUnit>;
export type StatementEntryList = Connection<StatementRow>;
export type CouponList = Connection<Coupon>;
export type AppliedCouponList = Connection<AppliedCoupon>;
export type CheckpointList = Connection<Checkpoint>;
export type CreditNoteList = Connection<CreditNoteSource>;
export type CreditNoteLineList = Connection<CreditNoteLineSource>;
export type InvoiceList = Connection<InvoiceSource>;
export type InvoiceLineList = Connection<InvoiceLineSource>;
export type SimulatedCustomerList = Connection<SimulatedCustomer>;
export type MigratedCustomerList = Connection<MigratedCustomer>;
export type CustomerDriftList = Connection<CustomerDriftSource>;
export type RevenueGroupList = Connection<RevenueGroupSource>;
export type LineDriftList = Connection<LineDriftSource>;
