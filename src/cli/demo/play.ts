/** Plays the demo's story through the API of a running server, and reads back everything that the report shows. */
import { startOfDay } from '../../core/calendar.ts';
import { instantText } from '../../core/instant.ts';
import { type ApiAddress, ApiClient } from '../apiClient.ts';
import { CommandFailure } from '../failure.ts';
import * as api from './documents.ts';
import { type Chapter, CHAPTERS, CUSTOMERS, type DemoCustomer, EVENT_NAME, FEATURED, OPENING, planCode, PLANS } from './story.ts';
import { batchesOf, type DemoEvent, usageOf } from './usage.ts';

/** What happened, for the report and the checks. */
export interface Played {
  readonly tenant: { readonly id: string; readonly name: string };
  readonly apiKey: string;
  /** Every event of the story once, and how many were sent with all repeats. */
  readonly events: readonly DemoEvent[];
  readonly sent: number;
  readonly counts: Readonly<api.UsageCounts>;
  /** As they were answered when they were issued, in that order. */
  readonly invoices: readonly api.Invoice[];
  /** The featured customer's newest invoice, issued again with its key and read again at the end. */
  readonly again: api.IssueInvoiceAnswer;
  readonly reread: api.Invoice;
  readonly explained: readonly api.ExplainedLine[];
  readonly trialBalances: readonly api.TrialBalance[];
  readonly verification: api.Verification;
}

/** `server` is the API with the root key. `onStep` is told what comes next. Each time it makes a tenant of its own. */
export async function playStory(server: ApiAddress, onStep: (step: string) => void): Promise<Played> {
  onStep('a sandbox tenant, meters, plans, customers');
  const { tenant, client, apiKey } = await createTenant(server);
  await createCatalog(client);
  for (const customer of CUSTOMERS) await createCustomer(client, customer);

  const events: DemoEvent[] = [];
  const invoices: api.Invoice[] = [];
  const tally: Tally = { sent: 0, accepted: 0, duplicate: 0, conflict: 0, rejected: 0 };
  for (const chapter of CHAPTERS) {
    await client.mutate(api.ADVANCE_CLOCK, { to: chapter.clock });
    const usage = usageOf(chapter);
    const batches = batchesOf(usage);
    onStep(stepOf(chapter, { events: usage.length, batches: batches.length }));
    for (const batch of batches) await recordBatch(client, batch, tally);
    events.push(...usage);
    if (chapter.issues) invoices.push(...(await issueAll(client, chapter)));
  }

  onStep('the proofs: explanation, trial balances, verification');
  const { sent, ...counts } = tally;
  return { tenant, apiKey, events, sent, counts, invoices, ...(await readBack(client, invoices)) };
}

async function createTenant(server: ApiAddress): Promise<{ tenant: { id: string; name: string }; client: ApiClient; apiKey: string }> {
  const input = { name: 'Demo', defaultCurrency: 'USD', timeZone: 'UTC', sandboxClock: OPENING };
  const { tenant, apiKey } = await new ApiClient(server).mutate<api.CreateTenantAnswer>(api.CREATE_TENANT, input);
  return { tenant, client: new ApiClient({ url: server.url, key: apiKey.secret }), apiKey: apiKey.secret };
}

async function createCatalog(client: ApiClient): Promise<void> {
  await client.mutate(api.CREATE_METER, { code: 'tokens', name: 'Tokens', eventName: EVENT_NAME, aggregation: 'SUM', valueProperty: 'tokens' });
  await client.mutate(api.CREATE_METER, { code: 'requests', name: 'Requests', eventName: EVENT_NAME, aggregation: 'COUNT' });
  for (const { currency, monthlyFee, tokenPrices, requestPrice } of PLANS) {
    const [first, second, rest] = tokenPrices;
    const tiers = [
      { upTo: '100000', unitAmount: first },
      { upTo: '250000', unitAmount: second },
      { upTo: null, unitAmount: rest },
    ];
    await client.mutate(api.CREATE_PLAN, {
      code: planCode(currency),
      name: `Team (${currency})`,
      currency,
      interval: { unit: 'MONTH', count: 1 },
      prices: [
        { code: 'platform', name: 'Platform fee', timing: 'IN_ADVANCE', model: { flat: { amount: monthlyFee } } },
        { code: 'tokens', name: 'Tokens', timing: 'IN_ARREARS', meterCode: 'tokens', model: { graduated: { tiers } } },
        { code: 'requests', name: 'Requests', timing: 'IN_ARREARS', meterCode: 'requests', model: { perUnit: { unitAmount: requestPrice } } },
      ],
    });
  }
}

async function createCustomer(client: ApiClient, { externalId, name, currency, timeZone, startDay }: DemoCustomer): Promise<void> {
  await client.mutate(api.CREATE_CUSTOMER, { externalId, name, currency, timeZone });
  await client.mutate(api.CREATE_SUBSCRIPTION, {
    idempotencyKey: `demo-subscribe-${externalId}`,
    customerExternalId: externalId,
    planCode: planCode(currency),
    startAt: instantText(startOfDay(startDay, timeZone)),
  });
}

type Tally = { sent: number } & { -readonly [Outcome in keyof api.UsageCounts]: number };

async function recordBatch(client: ApiClient, events: readonly DemoEvent[], tally: Tally): Promise<void> {
  const { counts } = await client.mutate<{ counts: api.UsageCounts }>(api.RECORD_USAGE, { events });
  tally.sent += events.length;
  for (const outcome of ['accepted', 'duplicate', 'conflict', 'rejected'] as const) tally[outcome] += counts[outcome];
}

async function issueAll(client: ApiClient, chapter: Chapter): Promise<api.Invoice[]> {
  const invoices: api.Invoice[] = [];
  for (const customer of CUSTOMERS.filter((candidate) => hasStarted(candidate, chapter))) {
    const { invoice } = await client.mutate<api.IssueInvoiceAnswer>(api.ISSUE_INVOICE, issueInput(customer.externalId, chapter.clock));
    invoices.push(invoice);
  }
  return invoices;
}

function hasStarted({ startDay, timeZone }: DemoCustomer, { clock }: Chapter): boolean {
  return startOfDay(startDay, timeZone) <= Date.parse(clock);
}

function issueInput(customerExternalId: string, asOf: string): Record<string, string> {
  return { idempotencyKey: `demo-invoice-${customerExternalId}-${asOf.slice(0, 10)}`, customerExternalId, asOf };
}

type ReadBack = Pick<Played, 'again' | 'reread' | 'explained' | 'trialBalances' | 'verification'>;

async function readBack(client: ApiClient, invoices: readonly api.Invoice[]): Promise<ReadBack> {
  const featured = featuredInvoice(invoices);
  const { number } = featured;
  const again = await client.mutate<api.IssueInvoiceAnswer>(api.ISSUE_INVOICE, issueInput(FEATURED, CHAPTERS.at(-1)?.clock ?? OPENING));
  const { invoice: reread } = await client.request<{ invoice: api.Invoice }>(api.READ_INVOICE, { number });
  const explained = await client.request<{ invoice: { lines: { nodes: api.ExplainedLine[] } } }>(api.EXPLAIN_INVOICE, { number });
  const trialBalances: api.TrialBalance[] = [];
  for (const { currency } of PLANS) {
    trialBalances.push((await client.request<{ trialBalance: api.TrialBalance }>(api.TRIAL_BALANCE, { currency })).trialBalance);
  }
  const { ledgerVerification } = await client.request<{ ledgerVerification: api.Verification }>(api.VERIFY_LEDGER);
  return { again, reread, explained: explained.invoice.lines.nodes, trialBalances, verification: ledgerVerification };
}

/** The featured customer's newest invoice. */
export function featuredInvoice(invoices: readonly api.Invoice[]): api.Invoice {
  const newest = invoices.filter(({ customer }) => customer.externalId === FEATURED).at(-1);
  if (newest === undefined) throw new CommandFailure(`no invoice was issued to ${FEATURED}`);
  return newest;
}

function stepOf({ title, clock, issues }: Chapter, { events, batches }: { events: number; batches: number }): string {
  const usage = events === 0 ? '' : `, ${events.toLocaleString('en')} events in ${batches} batches`;
  return `${title}: the clock moves to ${clock.slice(0, 10)}${usage}${issues ? ', invoices' : ''}`;
}
