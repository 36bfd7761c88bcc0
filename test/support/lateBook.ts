/** A simulated book with a policy for what late charges draw, and credit notes. */
import type { LateCreditPolicy } from '../../src/core/billingTerms.ts';
import type { KnownExpiry, KnownPayment } from '../../src/core/credits/asIfOnTime.ts';
import type { Lot } from '../../src/core/credits/lot.ts';
import type { Instant } from '../../src/core/instant.ts';
import { wholeDraws } from '../../src/core/invoice.ts';
import type { BillingState } from '../../src/core/issuing.ts';
import { CreditedBook } from './simulatedNotes.ts';

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
