/** Generates src/graphql/generated.ts: the SDL's types, and what its resolvers take and give. `npx graphql-codegen --config codegen.ts`. */
import type { CodegenConfig } from '@graphql-codegen/cli';
import { bareSchema } from './src/graphql/schema.ts';

/**
 * What resolvers are given for an object type, where it is not the type itself: a row or a value of core.
 * Paths are relative to src/graphql/generated.ts.
 */
const mappers: Record<string, string> = {
  Tenant: '../core/tenant.ts#Tenant as TenantRow',
  ApiKey: '../repositories/apiKeys.ts#ApiKey as ApiKeyRow',
  Customer: '../core/customer.ts#Customer as CustomerRow',
  Meter: '../repositories/meters.ts#CatalogMeter',
  Plan: '../repositories/plans.ts#Plan as PlanRow',
  PlanVersion: '../repositories/plans.ts#PublishedVersion',
  Price: '../repositories/plans.ts#PublishedPrice',
  TaxRate: '../repositories/taxRates.ts#TaxRate as TaxRateRow',
  TaxRateVersion: '../repositories/taxRates.ts#PublishedTaxRateVersion',
  DocumentTax: './sources.ts#DocumentTaxSource',
  Subscription: '../repositories/subscriptions.ts#Subscription as SubscriptionRow',
  UsageEvent: './sources.ts#UsageEventSource',
  UsageEventEdge: './sources.ts#UsageEventEdgeSource',
  UsageValues: '../core/usageCorrection.ts#UsageValues as UsageValuesRow',
  UsageCorrection: '../repositories/usageCorrections.ts#RecordedCorrection',
  UsageEventBilling: '../services/eventBilling.ts#EventBilling',
  UsageEventCharge: './sources.ts#UsageEventChargeSource',
  UnratedUsage: '../services/unratedUsage.ts#UnratedEvent',
  LedgerJournal: '../repositories/journals.ts#BookJournal',
  LedgerEntry: '../repositories/entries.ts#LedgerEntry as LedgerEntryRow',
  LedgerAccount: '../core/accounts.ts#Account',
  Checkpoint: '../core/checkpoint.ts#Checkpoint as CheckpointRow',
  Money: '../core/money.ts#Money as MoneyRow',
  Invoice: './sources.ts#InvoiceSource',
  InvoiceLine: './sources.ts#InvoiceLineSource',
  CreditNote: './sources.ts#CreditNoteSource',
  CreditNoteLine: './sources.ts#CreditNoteLineSource',
  CreditNotePreview: '../services/issueCreditNote.ts#CreditNotePreview as CreditNotePreviewRow',
  OneOffCharge: '../core/oneOffCharge.ts#RecordedCharge',
  Settlement: '../core/settlement.ts#RecordedSettlement',
  CustomerErasure: '../repositories/customerKeys.ts#CustomerErasure as CustomerErasureRow',
  AccountStatement: './sources.ts#StatementSource',
  StatementEntry: '../services/accountStatement.ts#StatementRow',
  SettlementAllocation: './sources.ts#SettlementAllocationSource',
  ChargeReversal: '../core/oneOffCharge.ts#ChargeReversal as ChargeReversalRow',
  Coupon: '../core/coupon.ts#Coupon as CouponRow',
  AppliedCoupon: '../core/coupon.ts#AppliedCoupon as AppliedCouponRow',
  CouponRemoval: '../core/coupon.ts#CouponRemoval as CouponRemovalRow',
  LineDiscount: './sources.ts#LineDiscountSource',
  SubscriptionSegment: './sources.ts#SegmentSource',
  UsageResult: './sources.ts#UsageResultSource',
  ChangePreview: '../services/previewChange.ts#ChangePreview as ChangePreviewRow',
  PlanSimulation: './sources.ts#SimulationSource',
  SimulatedCustomer: '../services/simulatePlan.ts#SimulatedCustomer as SimulatedCustomerRow',
  SimulationComparison: '../services/simulatePlan.ts#SimulationResult',
  CustomerDrift: './sources.ts#CustomerDriftSource',
  LineDrift: './sources.ts#LineDriftSource',
  CustomerDriftConnection: './sources.ts#CustomerDriftList',
  LineDriftConnection: './sources.ts#LineDriftList',
  SimulatedCustomerConnection: './sources.ts#SimulatedCustomerList',
  CustomerConnection: './sources.ts#CustomerList',
  MeterConnection: './sources.ts#MeterList',
  PlanConnection: './sources.ts#PlanList',
  SubscriptionConnection: './sources.ts#SubscriptionList',
  UsageEventConnection: './sources.ts#UsageEventList',
  LedgerJournalConnection: './sources.ts#LedgerJournalList',
  LedgerEntryConnection: './sources.ts#LedgerEntryList',
  TaxRateConnection: './sources.ts#TaxRateList',
  OneOffChargeConnection: './sources.ts#OneOffChargeList',
  SettlementConnection: './sources.ts#SettlementList',
  StatementEntryConnection: './sources.ts#StatementEntryList',
  CouponConnection: './sources.ts#CouponList',
  AppliedCouponConnection: './sources.ts#AppliedCouponList',
  CheckpointConnection: './sources.ts#CheckpointList',
  CreditNoteConnection: './sources.ts#CreditNoteList',
  CreditNoteLineConnection: './sources.ts#CreditNoteLineList',
  InvoiceConnection: './sources.ts#InvoiceList',
  InvoiceLineConnection: './sources.ts#InvoiceLineList',
};

/** What a scalar is in TypeScript: as an argument, and as a resolver may answer it. */
const scalars = {
  ID: { input: 'string', output: 'string' },
  Decimal: { input: 'string', output: 'Decimal | string' },
  DateTime: { input: 'Instant', output: 'Instant' },
  Date: { input: 'CalendarDay', output: 'CalendarDay' },
  TimeZone: { input: 'string', output: 'string' },
  CurrencyCode: { input: 'string', output: 'string' },
  BigInt: { input: 'bigint', output: 'bigint | number | string' },
  JSONObject: { input: 'JsonObject', output: 'JsonObject' },
  DimensionValues: { input: 'JsonObject | readonly JsonValue[]', output: 'JsonObject | readonly JsonValue[]' },
};

const scalarImports = [
  "import type { CalendarDay } from '../core/calendar.ts';",
  "import type { Decimal } from '../core/decimal.ts';",
  "import type { Instant } from '../core/instant.ts';",
  "import type { JsonObject, JsonValue } from '../core/json.ts';",
];

const config: CodegenConfig = {
  // A function is taken for a loader, although the type knows only paths of modules with a default export.
  schema: [{ 'schema/*.graphql': { loader: bareSchema as unknown as string } }],
  silent: true,
  generates: {
    'src/graphql/generated.ts': {
      plugins: [{ add: { content: scalarImports } }, 'typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#RequestContext',
        mappers,
        scalars,
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
        inputMaybeValue: 'T | null | undefined',
        makeResolverTypeCallable: true,
        skipTypename: true,
      },
    },
  },
};

export default config;
