/** Sources: what resolvers are given for an object type that is not a row or a value of core by itself. */
import type { Checkpoint } from '../core/checkpoint.ts';
import type { CurrencyCode } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import type { Instant } from '../core/instant.ts';
import type { InvoiceLine, InvoiceView } from '../core/invoice.ts';
import type { SegmentInForce } from '../core/segment.ts';
import type { RecordedCharge } from '../core/oneOffCharge.ts';
import type { EventOutcome } from '../core/usageBatch.ts';
import type { WindowEvent } from '../repositories/countedEvents.ts';
import type { LedgerEntry } from '../repositories/entries.ts';
import type { InvoiceCut } from '../repositories/invoices.ts';
import type { BookJournal } from '../repositories/journals.ts';
import type { CatalogMeter } from '../repositories/meters.ts';
import type { Plan } from '../repositories/plans.ts';
import type { RecordedSegment, Subscription } from '../repositories/subscriptions.ts';
import type { UsageEventRecord } from '../repositories/usageEvents.ts';
import type { CustomerSubscriptions } from '../services/billingState.ts';
import type { DraftInvoice } from '../services/invoiceDraft.ts';
import type { DerivedInvoice } from '../services/derivedInvoices.ts';
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
  /** What is paid is counted as known at this time; null for now. */
  readonly knownAt: Instant | null;
  /** What a draft was made from, where that is not what is recorded: a preview's. Null otherwise. */
  readonly subscribed: CustomerSubscriptions | null;
}

export interface InvoiceLineSource {
  readonly invoice: InvoiceSource;
  readonly line: InvoiceLine;
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

/** A simulation that was asked for, and the customers that were simulated for this request already. */
export interface SimulationSource {
  readonly plan: PlanSimulation;
  readonly input: SimulatePlanInput;
  readonly known: Map<string, Promise<SimulatedCustomer>>;
}

/** An issued invoice to show; the caller has held it against its seal. */
export function issuedSource({ cut, view, seal }: DerivedInvoice, knownAt: Instant | null = null): InvoiceSource {
  return { customerId: cut.customerId, currency: cut.currency, asOf: cut.asOf, view, cut, seal, headSeq: null, knownAt, subscribed: null };
}

export function draftSource({ customer, asOf, view, headSeq, subscribed }: DraftInvoice): InvoiceSource {
  return { customerId: customer.id, currency: customer.currency, asOf, view, cut: null, seal: null, headSeq, knownAt: null, subscribed };
}

/** A segment as recorded, with the time in which it is in force. */
export type SegmentSource = SegmentInForce & RecordedSegment;

export type CustomerList = Connection<Customer>;
export type MeterList = Connection<CatalogMeter>;
export type PlanList = Connection<Plan>;
export type SubscriptionList = Connection<Subscription>;
export type UsageEventList = Connection<UsageEventSource>;
export type LedgerJournalList = Connection<BookJournal>;
export type LedgerEntryList = Connection<LedgerEntry>;
export type OneOffChargeList = Connection<RecordedCharge>;
export type CheckpointList = Connection<Checkpoint>;
export type InvoiceList = Connection<InvoiceSource>;
export type InvoiceLineList = Connection<InvoiceLineSource>;
export type SimulatedCustomerList = Connection<SimulatedCustomer>;
