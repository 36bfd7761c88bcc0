/** The GraphQL documents of the demo, and what they answer. */

export interface Money {
  readonly amount: string;
  readonly currency: string;
  readonly minorUnits: string;
}

const ERRORS = 'userErrors { message code path }';
const MONEY = '{ amount currency minorUnits }';

export const CREATE_TENANT = `
  mutation CreateTenant($input: CreateTenantInput!) {
    createTenant(input: $input) { tenant { id name } apiKey { id secret } ${ERRORS} }
  }
`;

export interface CreateTenantAnswer {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly apiKey: { readonly id: string; readonly secret: string };
}

export const ADVANCE_CLOCK = `
  mutation AdvanceClock($input: AdvanceClockInput!) {
    advanceClock(input: $input) { clock { now } ${ERRORS} }
  }
`;

export const CREATE_METER = `
  mutation CreateMeter($input: CreateMeterInput!) {
    createMeter(input: $input) { meter { code } ${ERRORS} }
  }
`;

export const CREATE_PLAN = `
  mutation CreatePlan($input: CreatePlanInput!) {
    createPlan(input: $input) { plan { code } ${ERRORS} }
  }
`;

export const CREATE_CUSTOMER = `
  mutation CreateCustomer($input: CreateCustomerInput!) {
    createCustomer(input: $input) { customer { externalId } ${ERRORS} }
  }
`;

export const CREATE_SUBSCRIPTION = `
  mutation CreateSubscription($input: CreateSubscriptionInput!) {
    createSubscription(input: $input) { subscription { id } ${ERRORS} }
  }
`;

export const RECORD_USAGE = `
  mutation RecordUsage($input: RecordUsageInput!) {
    recordUsage(input: $input) { counts { accepted duplicate conflict rejected } ${ERRORS} }
  }
`;

export interface UsageCounts {
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly rejected: number;
}

const INVOICE = `
  id number status asOf issuedAt seal
  customer { externalId name timeZone }
  lines(first: 100) {
    nodes { lineKey description quantity isAdjustment amount ${MONEY} servicePeriod { start end } price { code } }
  }
  subtotal ${MONEY} credits ${MONEY} tax ${MONEY} total ${MONEY}
`;

export interface Invoice {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly asOf: string;
  readonly issuedAt: string;
  readonly seal: string;
  readonly customer: { readonly externalId: string; readonly name: string; readonly timeZone: string };
  readonly lines: { readonly nodes: readonly InvoiceLine[] };
  readonly subtotal: Money;
  readonly credits: Money;
  readonly tax: Money;
  readonly total: Money;
}

export interface InvoiceLine {
  readonly lineKey: string;
  readonly description: string;
  readonly quantity: string | null;
  readonly isAdjustment: boolean;
  readonly amount: Money;
  readonly servicePeriod: { readonly start: string; readonly end: string };
  readonly price: { readonly code: string };
}

export const ISSUE_INVOICE = `
  mutation IssueInvoice($input: IssueInvoiceInput!) {
    issueInvoice(input: $input) { replayed invoice { ${INVOICE} } ${ERRORS} }
  }
`;

export interface IssueInvoiceAnswer {
  readonly replayed: boolean;
  readonly invoice: Invoice;
}

export const READ_INVOICE = `query ReadInvoice($number: String!) { invoice(number: $number) { ${INVOICE} } }`;

export const EXPLAIN_INVOICE = `
  query ExplainInvoice($number: String!) {
    invoice(number: $number) {
      lines(first: 100) {
        nodes {
          lineKey description isAdjustment
          explain {
            model quantity eventCount exactAmount previousQuantity
            steps { kind label quantity unitAmount flatAmount amount }
            roundedAmount ${MONEY} previouslyBilled ${MONEY} amount ${MONEY}
          }
          entries(first: 10) { nodes { side account { code name } amount ${MONEY} journal { seq kind } } }
          events(newOnly: true, first: 3) { nodes { key occurredAt recordedAt properties } totalCount { value } }
        }
      }
    }
  }
`;

export interface ExplainedLine {
  readonly lineKey: string;
  readonly description: string;
  readonly isAdjustment: boolean;
  readonly explain: {
    readonly model: string;
    readonly quantity: string | null;
    readonly eventCount: string;
    readonly exactAmount: string;
    readonly previousQuantity: string | null;
    readonly steps: readonly RatingStep[];
    readonly roundedAmount: Money;
    readonly previouslyBilled: Money;
    readonly amount: Money;
  };
  readonly entries: {
    readonly nodes: readonly {
      readonly side: 'DEBIT' | 'CREDIT';
      readonly account: { readonly code: string; readonly name: string };
      readonly amount: Money;
      readonly journal: { readonly seq: string; readonly kind: string };
    }[];
  };
  readonly events: {
    readonly nodes: readonly { readonly key: string; readonly occurredAt: string; readonly recordedAt: string; readonly properties: { readonly tokens?: number } }[];
    readonly totalCount: { readonly value: number };
  };
}

export interface RatingStep {
  readonly kind: string;
  readonly label: string;
  readonly quantity: string | null;
  readonly unitAmount: string | null;
  readonly flatAmount: string | null;
  readonly amount: string;
}

export const TRIAL_BALANCE = `
  query TrialBalance($currency: CurrencyCode!) {
    trialBalance(currency: $currency) {
      currency isBalanced difference ${MONEY} totalDebits ${MONEY} totalCredits ${MONEY}
      accounts { code name debits ${MONEY} credits ${MONEY} }
    }
  }
`;

export interface TrialBalance {
  readonly currency: string;
  readonly isBalanced: boolean;
  readonly difference: Money;
  readonly totalDebits: Money;
  readonly totalCredits: Money;
  readonly accounts: readonly { readonly code: string; readonly name: string; readonly debits: Money; readonly credits: Money }[];
}

export const VERIFY_LEDGER = `
  query VerifyLedger {
    ledgerVerification { isValid digest books journals postings invoices findings { check message } }
  }
`;

export interface Verification {
  readonly isValid: boolean;
  readonly digest: string;
  readonly books: string;
  readonly journals: string;
  readonly postings: string;
  readonly invoices: string;
  readonly findings: readonly { readonly check: string; readonly message: string }[];
}

