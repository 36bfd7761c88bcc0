/** A simulated book with a policy for what late charges draw, and credit notes. */
import type { LateCreditPolicy } from '../../src/core/billingTerms.ts';
import type { CatalogVersion } from '../../src/core/catalog.ts';
import type { KnownExpiry, KnownPayment } from '../../src/core/credits/asIfOnTime.ts';
import { type Lot, standingOf } from '../../src/core/credits/lot.ts';
import type { Instant } from '../../src/core/instant.ts';
import { wholeDraws } from '../../src/core/invoice.ts';
import type { BillingState } from '../../src/core/issuing.ts';
import { JPY, type PriceSketch, TOKENS, UTC, at, planVersion, segment } from './ledger.ts';
import { CreditedBook } from './simulatedNotes.ts';

/** 1 yen a token, in arrears. */
export const YEN = { ...TOKENS, model: { perUnit: { unitAmount: '1' } } };
/** 50 yen a month, in arrears. */
export const BASE = { code: 'base', name: 'Base fee', timing: 'IN_ARREARS', model: { flat: { amount: '50' } } };

export class LateBook extends CreditedBook {
  /** Of documents from now on. */
  lateCredit: LateCreditPolicy = 'AS_IF_ON_TIME';
  /** Of lots that may be used once paid. */
  readonly payments = new Map<string, readonly KnownPayment[]>();
  /** Of lots of allowances: what is withheld, and the end that follows from what is known now. */
  readonly allowed = new Map<string, Pick<Lot, 'withheld' | 'expiresAt'>>();
  readonly #changes: KnownExpiry[] = [];

  override lots(): Lot[] {
    return super.lots().map((lot) => ({ ...lot, ...this.allowed.get(lot.grant.id) }));
  }

  override adjustExpiry(id: string, now: Instant, expiresAt: Instant | null): void {
    this.#changes.push({ grantId: id, expiresAt, bookSeq: this.journals.length });
    super.adjustExpiry(id, now, expiresAt);
  }

  /** With all journals there are as the history, of which a service loads what is needed. */
  override stateAt(asOf: Instant, usageSoFar = false): BillingState {
    const state = super.stateAt(asOf, usageSoFar);
    const rules = { ...state.rules, terms: { ...state.rules.terms, lateCredit: this.lateCredit } };
    if (this.lateCredit === 'AS_OF_NOW') return { ...state, rules };
    const history = { cuts: this.invoices.map(({ cut }) => cut), journals: this.journals, expiries: this.#changes, payments: this.payments };
    return { ...state, rules, credit: { ...state.credit, history } };
  }

  /** `lineKey grant amount` of what each line has drawn in all by its newest document; nothing for what came back. */
  drawn(): string[] {
    const newest = new Map(this.invoices.flatMap(({ view }) => view.lines.map((line) => [line.lineKey, line])));
    return [...newest.values()].flatMap((line) => wholeDraws(line).map(({ grantId, amount }) => `${line.lineKey} ${grantId} ${-amount}`)).sort();
  }
}

/** A book with a subscription since January to a plan of these prices; `others` are versions that it may change to. */
export function lateBookOf(prices: readonly PriceSketch[], others: readonly CatalogVersion[] = []): LateBook {
  const book = new LateBook({ currency: JPY, zone: UTC, versions: [planVersion({ prices }), ...others] });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  return book;
}

/** `lot burned expired voided remaining` of each lot at a time. */
export function standing(book: LateBook, when: string): string[] {
  return book.lots().map((lot) => {
    const { burned, expired, voided, remaining } = standingOf(lot, at(when));
    return `${lot.grant.id} ${burned} ${expired} ${voided} ${remaining}`;
  });
}
