/** Replays the ledger: every charge line of many books rebuilt from facts and compared, as a proof object. Changes nothing. */
import type { CurrencyCode } from '../core/currency.ts';
import { type DigestField, digestOf } from '../core/digest.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { EARLIEST_MS, type Instant, LATEST_MS, instant } from '../core/instant.ts';
import { InvariantError } from '../core/invariant.ts';
import type { Customer } from '../core/customer.ts';
import { type DivergenceKind, type LineComparison, driftOf, linesDigest } from '../core/lineReplay.ts';
import type { Money } from '../core/money.ts';
import type { Period } from '../core/period.ts';
import type { Book } from '../repositories/books.ts';
import type { Database } from '../store/database.ts';
import { type BookScope, bookPages } from './bookScan.ts';
import type { Engine } from './engine.ts';
import { replayBook } from './replayBook.ts';

/** A line on which ledger and facts part, with both sides. */
export interface Divergence extends Pick<LineComparison, 'ledger' | 'rebuilt'> {
  readonly kind: DivergenceKind;
  readonly message: string;
  readonly tenantId: string;
  readonly customerExternalId: string;
  readonly currency: CurrencyCode;
  /** Null if the facts could not be read at all. */
  readonly lineKey: string | null;
  readonly service: Period | null;
}

export interface LedgerReplay {
  readonly isExact: boolean;
  readonly books: number;
  readonly lines: number;
  readonly journals: number;
  /** Events behind the rebuilt lines: one that two lines measure counts twice. */
  readonly events: number;
  /** Over key, quantity and amount of every line, as the ledger has them, and as the facts make them. */
  readonly ledgerDigest: string;
  readonly rebuiltDigest: string;
  /** By how much the sides differ, line by line, none against another; one amount a currency. */
  readonly drift: readonly Money[];
  readonly divergenceCount: number;
  /** The first of them, by tenant, customer and line key. */
  readonly divergences: readonly Divergence[];
}

/** How far a replay is. */
export type ReplayProgress = Pick<LedgerReplay, 'books' | 'lines' | 'journals' | 'events'>;

export interface ReplayRequest extends BookScope {
  /** Only customers of this external id, in whichever tenant; null: all. */
  readonly customerExternalId: string | null;
  /** Only lines whose service overlaps it; null: all. */
  readonly time: Period | null;
}

const KEPT_DIVERGENCES = 100;

/** Errors: OUT_OF_RANGE at `to` unless it lies after `from`. */
export async function replayLedger(engine: Engine, request: ReplayRequest, { onProgress }: { onProgress?: (progress: ReplayProgress) => void } = {}): Promise<LedgerReplay> {
  const { time } = request;
  refuseUnless(time === null || time.start < time.end, 'OUT_OF_RANGE', 'does not lie after `from`', ['to']);
  const db = engine.store.database;
  const tally = new ReplayTally();
  for await (const { books, customers } of bookPages(db, request)) {
    for (const book of books) {
      const customer = customers.get(book.customerId);
      // A book without its customer is for verification to name.
      if (!customer || (request.customerExternalId !== null && customer.externalId !== request.customerExternalId)) continue;
      await tally.add(db, { book, customer, time });
      onProgress?.({ ...tally.done });
    }
  }
  return tally.result();
}

/** The time that two open ends leave; null for all of it. */
export function timeBetween(from: Instant | null | undefined, to: Instant | null | undefined): Period | null {
  return from == null && to == null ? null : { start: from ?? instant(EARLIEST_MS), end: to ?? instant(LATEST_MS) };
}

/** Sums up book by book: of the lines themselves, only what diverges is kept. */
class ReplayTally {
  readonly done = { books: 0, lines: 0, journals: 0, events: 0 };
  readonly #ledger: DigestField[] = [];
  readonly #rebuilt: DigestField[] = [];
  readonly #drift = new Map<CurrencyCode, bigint>();
  readonly #divergences: Divergence[] = [];
  #count = 0;

  async add(db: Database, { book, customer, time }: { book: Book; customer: Customer; time: Period | null }): Promise<void> {
    const place = { tenantId: book.tenantId, customerExternalId: customer.externalId, currency: customer.currency };
    this.done.books += 1;
    try {
      const { lines, journals } = await replayBook(db, { customer, book, time });
      this.done.lines += lines.length;
      this.done.journals += journals;
      this.done.events += lines.reduce((sum, { rebuilt }) => sum + (rebuilt?.eventCount ?? 0), 0);
      this.#ledger.push(book.tenantId, book.customerId, linesDigest(lines, 'ledger'));
      this.#rebuilt.push(book.tenantId, book.customerId, linesDigest(lines, 'rebuilt'));
      this.#drift.set(customer.currency, lines.reduce((sum, line) => sum + driftOf(line), this.#drift.get(customer.currency) ?? 0n));
      for (const { lineKey, service, ledger, rebuilt, divergence } of lines) {
        if (divergence !== null) this.#report({ ...place, kind: divergence, message: MESSAGES[divergence], lineKey, service, ledger, rebuilt });
      }
    } catch (error) {
      if (!(error instanceof BillingError || error instanceof InvariantError || error instanceof SyntaxError)) throw error;
      this.#rebuilt.push(book.tenantId, book.customerId, null);
      this.#report({ ...place, kind: 'UNREADABLE', message: `${MESSAGES.UNREADABLE}: ${error.message}`, lineKey: null, service: null, ledger: null, rebuilt: null });
    }
  }

  result(): LedgerReplay {
    return {
      isExact: this.#count === 0,
      ...this.done,
      ledgerDigest: digestOf('neruba.replay.v1', this.#ledger),
      rebuiltDigest: digestOf('neruba.replay.v1', this.#rebuilt),
      drift: [...this.#drift].map(([currency, minor]) => ({ minor, currency })).sort((a, b) => (a.currency < b.currency ? -1 : 1)),
      divergenceCount: this.#count,
      divergences: this.#divergences,
    };
  }

  #report(divergence: Divergence): void {
    this.#count += 1;
    if (this.#divergences.length < KEPT_DIVERGENCES) this.#divergences.push(divergence);
  }
}

const MESSAGES: Readonly<Record<DivergenceKind, string>> = {
  MISSING: 'the facts make a line that the ledger does not have',
  UNFOUNDED: 'the ledger has a line that no fact makes',
  AMOUNT: 'the ledger charged another amount than the facts come to',
  QUANTITY: 'the ledger charged for another quantity than the facts come to',
  DISCOUNT: 'coupons take off another amount than the ledger did',
  OFFSET: 'lines eat another amount of credit notes than the ledger posted',
  EARNING: 'what was charged in advance is not earned as the service says',
  EVIDENCE: 'the figures agree, but what was rated is not what the facts say',
  UNREADABLE: 'the facts of this customer are not what was recorded',
};
