/** Reports drift: for every charge line, what it should come to, what is billed, what is on its way, and the residual that is left. Nothing is written, unless marks are asked for. */
import type { CurrencyCode } from '../core/currency.ts';
import type { Customer } from '../core/customer.ts';
import { type LineDrift, lineDrifts, overlookedLines } from '../core/drift.ts';
import { BillingError, type ErrorCode } from '../core/errors.ts';
import { type Instant, instantText } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { Period } from '../core/period.ts';
import type { RatedLine } from '../core/rating.ts';
import { lockBook } from '../repositories/books.ts';
import { markLateArrivals } from '../repositories/lateArrivals.ts';
import { findVersionsOfPrices } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';
import { bookPages } from './bookScan.ts';
import type { Engine } from './engine.ts';
import { loadStandings } from './lineStandings.ts';
import { loadTenantAtNow } from './tenantTime.ts';

/** Which lines to look at, and how closely. */
export interface DriftQuestion {
  readonly tenantId: string;
  readonly now: Instant;
  /** In which a line's service begins; null: any. */
  readonly time: Period | null;
  /** FULL rates every line again; CHANGED those only whose number of events is not what was rated. */
  readonly mode: DriftMode;
}

export const DRIFT_MODES = ['FULL', 'CHANGED'] as const;
export type DriftMode = (typeof DRIFT_MODES)[number];

/** A line with the price it is of; null if that is gone. */
export interface PricedDrift extends LineDrift {
  readonly priceCode: string | null;
}

export type DriftSums = Pick<LineDrift, 'should' | 'billed' | 'pending' | 'residual'>;

/** One customer's lines, with their sums. Amounts are gross, in minor units. */
export interface CustomerDrift {
  readonly customer: Customer;
  readonly currency: CurrencyCode;
  readonly lines: readonly PricedDrift[];
  readonly sums: DriftSums;
  /** Lines with a residual. */
  readonly residualLines: number;
  /** Lines that were rated again. */
  readonly ratedLines: number;
  /** Lines whose usage the newest charge does not know, and that the next invoice would not look at. */
  readonly overlooked: readonly RatedLine[];
  /** Why the lines could not be rated; null if they could. */
  readonly refusal: { readonly code: ErrorCode; readonly message: string } | null;
}

/** One customer. What stands in the way is told, and is no error of the others. */
export async function reportCustomer(db: Database, { tenantId, now, time, mode }: DriftQuestion, customer: Customer): Promise<CustomerDrift> {
  const { currency } = customer;
  try {
    const found = await loadStandings(db, { tenantId, customer, now, time, choice: mode === 'FULL' ? 'ALL' : 'CHANGED' });
    const lines = lineDrifts({ ...found, unchanged: found.unrated, currency });
    const versions = await findVersionsOfPrices(db, tenantId, [...new Set(lines.map(({ priceId }) => priceId))]);
    const codes = new Map(versions.flatMap(({ prices }) => prices.map(({ id, terms }) => [id, terms.code])));
    return {
      customer,
      currency,
      lines: lines.map((line) => ({ ...line, priceCode: codes.get(line.priceId) ?? null })),
      sums: sumOf(lines),
      residualLines: lines.filter(({ residual }) => residual !== 0n).length,
      ratedLines: found.rated.length,
      overlooked: overlookedLines(found),
      refusal: null,
    };
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    return { customer, currency, lines: [], sums: sumOf([]), residualLines: 0, ratedLines: 0, overlooked: [], refusal: { code: error.code, message: error.message } };
  }
}

/** What the operator asks of all customers: of one tenant or of all. */
export interface DriftRun {
  readonly tenantId: string | null;
  readonly mode: DriftMode;
  /** Whether to mark overlooked lines, so that the next invoice rates them again. */
  readonly marks: boolean;
}

/** A row of the operator's report. Amounts are minor units. */
export type DriftRow =
  | { readonly type: 'progress'; readonly customers: number; readonly lines: number; readonly rated: number }
  | ({ readonly type: 'residual'; readonly tenantId: string; readonly customerExternalId: string; readonly currency: CurrencyCode; readonly lineKey: string; readonly priceCode: string | null; readonly serviceStart: string; readonly serviceEnd: string; readonly dimensions: string | null } & DriftSums)
  | { readonly type: 'refusal'; readonly tenantId: string; readonly customerExternalId: string; readonly code: ErrorCode; readonly message: string }
  | { readonly type: 'total'; readonly customers: number; readonly lines: number; readonly rated: number; readonly residuals: number; readonly refusals: number; readonly marked: number };

/** Every customer, one after the other, in memory that does not grow with their number: residuals as they are found, progress, and last the total. */
export async function* reportDrift(engine: Engine, run: DriftRun): AsyncGenerator<DriftRow> {
  const db = engine.store.database;
  const total = { customers: 0, lines: 0, rated: 0, residuals: 0, refusals: 0, marked: 0 };
  for await (const { books, customers } of bookPages(db, { tenantId: run.tenantId, customerId: null })) {
    for (const { tenantId, customerId } of books) {
      const customer = customers.get(customerId);
      // A book without its customer is for verification to name.
      if (!customer) continue;
      const { now } = await loadTenantAtNow(engine, db, tenantId);
      const drift = await reportCustomer(db, { tenantId, now, time: null, mode: run.mode }, customer);
      total.customers += 1;
      total.lines += drift.lines.length;
      total.rated += drift.ratedLines;
      total.residuals += drift.residualLines;
      total.refusals += drift.refusal === null ? 0 : 1;
      if (run.marks) total.marked += await markOverlooked(engine, tenantId, drift);
      yield* rowsOf(tenantId, drift);
      yield { type: 'progress', customers: total.customers, lines: total.lines, rated: total.rated };
    }
  }
  yield { type: 'total', ...total };
}

/**
 * Marks overlooked lines as late usage is marked, at the book's head: the next invoice rates them again and posts the difference.
 * So even events that a database let slip past a lock are only late. Answers how many lines are marked.
 */
async function markOverlooked(engine: Engine, tenantId: string, { customer, overlooked }: CustomerDrift): Promise<number> {
  if (overlooked.length === 0) return 0;
  await engine.store.transaction(async (tx) => {
    const book = await lockBook(tx, { tenantId, customerId: customer.id });
    invariant(book, 'a customer has a book');
    const marks = overlooked.flatMap(({ line }) => {
      const { meter } = line.price;
      return meter === null ? [] : [{ customerId: customer.id, bookSeq: book.seq, eventName: meter.eventName, day: instantText(line.service.start).slice(0, DAY_TEXT) }];
    });
    await markLateArrivals(tx, tenantId, marks);
  });
  return overlooked.length;
}

const DAY_TEXT = 'YYYY-MM-DD'.length;

function* rowsOf(tenantId: string, { customer, currency, lines, refusal }: CustomerDrift): Generator<DriftRow> {
  const customerExternalId = customer.externalId;
  if (refusal !== null) yield { type: 'refusal', tenantId, customerExternalId, ...refusal };
  for (const { lineKey, priceCode, service, dimensions, should, billed, pending, residual } of lines) {
    if (residual === 0n) continue;
    const of = { tenantId, customerExternalId, currency, lineKey, priceCode, dimensions };
    yield { type: 'residual', ...of, serviceStart: instantText(service.start), serviceEnd: instantText(service.end), should, billed, pending, residual };
  }
}

function sumOf(lines: readonly LineDrift[]): DriftSums {
  const sums = { should: 0n, billed: 0n, pending: 0n, residual: 0n };
  for (const { should, billed, pending, residual } of lines) {
    sums.should += should;
    sums.billed += billed;
    sums.pending += pending;
    sums.residual += residual;
  }
  return sums;
}
