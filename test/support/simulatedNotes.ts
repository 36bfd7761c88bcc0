/** Credit notes and voids on the invoices of a simulated book, decided as the services do. */
import { RECEIVABLE } from '../../src/core/accounts.ts';
import { postedLine } from '../../src/core/charging.ts';
import type { CreditNoteTerms, CreditNoteView, VoidedLines } from '../../src/core/creditNote.ts';
import { type CreditStanding, decideCreditNote } from '../../src/core/creditNoteIssue.ts';
import type { CutSpan } from '../../src/core/cut.ts';
import { movedDraws } from '../../src/core/credits/asIfOnTime.ts';
import type { Instant } from '../../src/core/instant.ts';
import { taxInvoice } from '../../src/core/invoice.ts';
import type { BillingState } from '../../src/core/issuing.ts';
import { BookSimulator, type SimulatedInvoice } from './bookSimulator.ts';
import { OWNER } from './ledger.ts';

export const WHOLE: CreditNoteTerms = { lines: null, amount: null, destination: 'OPEN_INVOICE', lapsedCredit: 'LAPSES', lapsedDays: null, bonusCredit: 'IN_PROPORTION', reason: 'wrong', voids: null };

/** A book on whose invoices notes are made. */
export class CreditedBook extends BookSimulator {
  readonly #notes = new Map<string, CreditNoteView[]>();
  readonly #voided = new Map<string, CutSpan>();

  /** Invoices whose lines are billed again. */
  get voided(): ReadonlyMap<string, CutSpan> {
    return this.#voided;
  }

  override stateAt(asOf: Instant, usageSoFar = false): BillingState {
    return { ...super.stateAt(asOf, usageSoFar), voided: this.#voided };
  }

  /** Credits an invoice, by what is asked of it. */
  credit(invoice: SimulatedInvoice, now: Instant, terms: Partial<CreditNoteTerms> = {}): CreditNoteView {
    const { view, journals, grants } = decideCreditNote({ ...WHOLE, ...terms }, this.#standingOf(invoice), { owner: OWNER, cause: `note at ${now}`, effectiveAt: now, at: now });
    if (grants.length > 0) throw new Error('no lots are made in place of lapsed ones here');
    this.post(journals, now);
    this.#notes.set(invoice.cut.id, [...this.notesOn(invoice), view]);
    if (terms.voids === 'BILL_AGAIN') this.#voided.set(invoice.cut.id, { cut: invoice.cut, previous: this.invoices[invoice.cut.cutNumber - 2]?.cut ?? null });
    return view;
  }

  voidInvoice(invoice: SimulatedInvoice, now: Instant, voids: VoidedLines): CreditNoteView {
    return this.credit(invoice, now, { voids });
  }

  notesOn({ cut }: SimulatedInvoice): readonly CreditNoteView[] {
    return this.#notes.get(cut.id) ?? [];
  }

  /** What the customer was charged in all: invoices less notes, before tax and with what credit paid. */
  netCharged(): bigint {
    const charged = this.invoices.map(({ view }) => view.subtotal + view.discounts + view.offsets);
    const credited = this.invoices.flatMap((invoice) => this.notesOn(invoice)).map(({ subtotal }) => -subtotal);
    return [...charged, ...credited].reduce((sum, amount) => sum + amount, 0n);
  }

  /** What the customer was asked to pay in money in all, with tax: invoices less notes. */
  netDue(): bigint {
    const totals = [...this.invoices.map(({ view }) => view.total), ...this.invoices.flatMap((invoice) => this.notesOn(invoice)).map(({ total }) => -total)];
    return totals.reduce((sum, amount) => sum + amount, 0n);
  }

  #standingOf(invoice: SimulatedInvoice): CreditStanding {
    const { cut } = invoice;
    const tax = cut.terms?.tax ?? { treatments: [], lines: new Map() };
    const view = taxInvoice(invoice.view, tax);
    const due = this.journals.flatMap(({ postings }) => postings).reduce((sum, { debit, credit, amount }) => sum + (debit.code === RECEIVABLE && debit.reference === cut.id ? amount : 0n) - (credit.code === RECEIVABLE && credit.reference === cut.id ? amount : 0n), 0n);
    const deferred = view.lines.flatMap(({ lineKey }) => {
      const { deferred: amount, evidence } = postedLine(this.journals.filter(({ line }) => line?.lineKey === lineKey));
      return evidence === null ? [] : [[lineKey, { amount, evidence }] as const];
    });
    return {
      ...{ currency: this.currency, view, tax, earlier: this.notesOn(invoice), invoice: { id: cut.id, number: cut.number } },
      ...{ due, isVoid: this.#voided.has(cut.id), isWrittenOff: false, deferred: new Map(deferred), ratedThrough: this.ratedThrough ?? cut.asOf, lots: new Map(this.lots().map((lot) => [lot.grant.id, lot])) },
      moved: movedDraws({ cuts: this.invoices.map((one) => one.cut), journals: this.journals }, cut),
    };
  }
}
