import { describe, expect, it } from 'vitest';
import { CUSTOMER_CREDIT, UNBILLED } from '../../src/core/accounts.ts';
import { checkCut, checkCutsOfBook } from '../../src/core/cutCheck.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { documentTermsJson, parseDocumentTerms } from '../../src/core/documentTerms.ts';
import { canonicalJson } from '../../src/core/json.ts';
import { amountText } from '../../src/core/money.ts';
import { netOn } from '../../src/core/posting.ts';
import { NO_TAX } from '../../src/core/tax.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedCustomer, type SimulatedInvoice } from '../support/bookSimulator.ts';
import { FEE, TOKENS, USD, UTC, at, completion, planVersion, segment } from '../support/ledger.ts';

const FEBRUARY = at('2026-02-01');
const FEBRUARY_5 = at('2026-02-05');
const MARCH = at('2026-03-01');

/** January had 1,500 tokens: 10.00 and 2.50. It is invoiced with two fees of 30.00: 72.50. */
function january(changes: Partial<SimulatedCustomer> = {}): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion()], ...changes });
  book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  book.record([completion('e1', '2026-01-05T00:00:00Z', 1500)]);
  book.issue(FEBRUARY);
  return book;
}

function late(book: BookSimulator, key: string, tokens: number, day = '2026-01-09'): void {
  book.record([completion(key, `${day}T00:00:00Z`, tokens)]);
}

/** `kind total: description quantity amount (before quantity amount)`, and what it corrects. */
function noteText(note: SimulatedInvoice | null): string {
  if (note === null) return 'none';
  const { view, cut } = note;
  const lines = view.lines.map(({ description, quantity, amount, previous }) => `${description} ${quantity?.toFixed() ?? '-'} ${amountText(amount, USD)} (before ${previous?.quantity?.toFixed() ?? '-'} ${amountText(previous?.amount ?? 0n, USD)})`);
  const { kind, corrects } = cut.terms?.note ?? { kind: 'INVOICE', corrects: [] };
  return `${kind} ${cut.number} ${amountText(view.total, USD)}: ${lines.join(', ')}; corrects ${corrects.map(({ number }) => number).join(', ')}`;
}

function linesOf({ view }: Pick<SimulatedInvoice, 'view'>): string[] {
  return view.lines.map(({ description, amount }) => `${description} ${amountText(amount, USD)}`);
}

describe('draftNote', () => {
  it('late usage is a debit note over the difference, and the next invoice does not show it again', () => {
    const book = january();
    late(book, 'e2', 40);
    // 1,540 tokens: 10.00 and 540 at 0.005, 2.70; 12.70 less the 12.50 that was billed.
    expect(noteText(book.issueNote(FEBRUARY_5))).toBe('DEBIT_NOTE DN-000001 0.20: Tokens 40 0.20 (before 1500 12.50); corrects INV-000001');
    expect(linesOf({ view: book.draft(FEBRUARY_5) })).toEqual([]);
    expect(book.issueNote(FEBRUARY_5)).toBeNull();
    expect(linesOf(book.issue(MARCH)!)).toEqual(['Monthly fee 30.00']);
    checkBook(book);
  });

  it('voided usage is a credit note, which becomes the customer\'s credit', () => {
    const book = january();
    book.correct('e1', null);
    const note = book.issueNote(FEBRUARY_5);
    expect(noteText(note)).toBe('CREDIT_NOTE CN-000001 -12.50: Tokens -1500 -12.50 (before 1500 12.50); corrects INV-000001');
    const issue = book.journals.find(({ seq }) => seq === note?.cut.issueSeq);
    expect(netOn(CUSTOMER_CREDIT, issue?.postings ?? [])).toBe(-1250n);
    checkBook(book);
  });

  it('usage of a period in which nothing was billed corrects the invoice of that period', () => {
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion({ prices: [FEE, TOKENS] })] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.issue(at('2026-01-15'));
    book.issue(FEBRUARY);
    late(book, 'e1', 100);
    expect(noteText(book.issueNote(FEBRUARY_5))).toBe('DEBIT_NOTE DN-000001 1.00: Tokens 100 1.00 (before - 0.00); corrects INV-000002');
  });

  it('a second note holds what came since the first; both correct the invoice', () => {
    const book = january();
    late(book, 'e2', 40);
    book.issueNote(FEBRUARY_5);
    late(book, 'e3', 60);
    // 1,600 tokens: 13.00 less 12.70.
    expect(noteText(book.issueNote(FEBRUARY_5))).toBe('DEBIT_NOTE DN-000002 0.30: Tokens 60 0.30 (before 1540 12.70); corrects INV-000001');
    late(book, 'e4', 20);
    // 1,620 tokens: 13.10, billed by the next invoice as the customer's policy may say by then.
    expect(linesOf(book.issue(MARCH)!)).toEqual(['Monthly fee 30.00', 'Tokens 0.10']);
    checkBook(book);
  });

  it('what is of a period that goes on is left to the next invoice: a change of plan, and one-off charges', () => {
    const upgrade = planVersion({ id: 'v2', prices: [{ ...FEE, model: { flat: { amount: '60.00' } } }, TOKENS] });
    const book = january({ versions: [planVersion(), upgrade] });
    book.addCharge('c', at('2026-02-03'), { description: 'Onboarding', amount: '15.00' });
    book.subscribe('s', segment({ from: '2026-02-15', on: 'v2' }, 1));
    expect(book.issueNote(at('2026-02-16'))).toBeNull();
    late(book, 'e2', 40);
    expect(noteText(book.issueNote(at('2026-02-16')))).toBe('DEBIT_NOTE DN-000001 0.20: Tokens 40 0.20 (before 1500 12.50); corrects INV-000001');
    // Half of February at 30.00 is given back, half at 60.00 charged; then March, and the charge.
    expect(linesOf(book.issue(MARCH)!)).toEqual(['Monthly fee -15.00', 'Monthly fee 30.00', 'Monthly fee 60.00', 'Onboarding 15.00']);
    checkBook(book);
  });

  it('what comes to nothing is left to the next invoice', () => {
    const book = january({ versions: [planVersion({ prices: [{ ...TOKENS, model: { perUnit: { unitAmount: '0.01' } } }] })] });
    late(book, 'f1', 100, '2026-02-09');
    book.issue(MARCH);
    book.record([completion('e2', '2026-01-10T00:00:00Z', 50), completion('f2', '2026-02-10T00:00:00Z', -50)]);
    expect(book.issueNote(MARCH)).toBeNull();
    expect(linesOf(book.issue(at('2026-04-01'))!)).toEqual(['Tokens 0.50', 'Tokens -0.50']);
    checkBook(book);
  });

  it('a corrected price of a period that is over is one line on the note', () => {
    const cheaper = planVersion({ id: 'v2', prices: [FEE, { ...TOKENS, model: { perUnit: { unitAmount: '0.004' } } }] });
    const book = january({ versions: [planVersion(), cheaper] });
    book.subscribe('s', segment({ from: '2026-01-01', on: 'v2' }, 1));
    // 1,500 at 0.004 is 6.00. The fee of January goes on as it was billed, that of February is of a period that goes on.
    const note = book.issueNote(FEBRUARY_5)!;
    expect(noteText(note)).toContain('CREDIT_NOTE CN-000001 -6.50: Tokens 0 -6.50');
    expect(note.cut.terms?.note?.corrects.map(({ number }) => number)).toEqual(['INV-000001']);
    expect(linesOf(book.issue(MARCH)!)).toEqual(['Monthly fee 30.00']);
    checkBook(book);
  });

  it('coupons take off the difference', () => {
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion()] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    book.applyCoupon('ten', at('2026-01-01'), { percentage: '10', duration: 'FOREVER' });
    book.record([completion('e1', '2026-01-05T00:00:00Z', 1500)]);
    book.issue(FEBRUARY);
    late(book, 'e2', 40);
    // 10 % of 12.70 is 1.27, of which 1.25 was taken off before.
    expect(book.issueNote(FEBRUARY_5)?.view).toMatchObject({ subtotal: 20n, discounts: -2n, total: 18n });
    book.issue(MARCH);
    checkBook(book);
  });

  it('credit is drawn as on an invoice: some of it, or all', () => {
    for (const [granted, drawn, total] of [['0.15', -15n, 5n], ['1.00', -20n, 0n]] as const) {
      const book = january();
      book.grantCredit('gift', at('2026-02-02'), { amount: granted });
      late(book, 'e2', 40);
      const note = book.issueNote(FEBRUARY_5);
      expect(note?.view).toMatchObject({ subtotal: 20n, credits: drawn, total });
      expect(note?.cut.terms?.note?.kind).toBe('DEBIT_NOTE');
    }
  });

  it('tax is that of the period, rounded on the note', () => {
    const vat = { id: 'r1', code: 'vat', name: 'VAT', number: 1, percentage: new Decimal(19), effectiveFrom: null, category: 'S', isInclusive: false, reason: null, reasonCode: null, country: null, jurisdiction: null } as const;
    const book = january({ rules: { tax: { ...NO_TAX, tenant: ['vat'], rates: new Map([['vat', [vat]]]) } } });
    late(book, 'e2', 40);
    // 19 % of 0.20 is 0.038.
    expect(book.issueNote(FEBRUARY_5)?.view).toMatchObject({ subtotal: 20n, tax: 4n, total: 24n });
  });

  it('before the first invoice there is nothing to correct', () => {
    const book = new BookSimulator({ currency: USD, zone: UTC, versions: [planVersion()] });
    book.subscribe('s', segment({ from: '2026-01-01' }, 0));
    late(book, 'e1', 40);
    expect(book.issueNote(FEBRUARY)).toBeNull();
  });
});

describe('notes in their book', () => {
  const book = january();
  late(book, 'e2', 40);
  const note = book.issueNote(FEBRUARY_5)!;
  book.issue(MARCH);
  const cuts = book.invoices.map(({ cut }) => cut);
  const checked = (cut = note.cut) => ({ ...note, cut, issueJournal: book.journals.find(({ seq }) => seq === cut.issueSeq) ?? null, derivedSeal: note.seal });

  it('a note stands where the book says', () => {
    expect(checkCut(checked(), cuts[0]!)).toEqual([]);
    const head = { cutNumber: 2, ratedSeq: note.cut.issueSeq, ratedThrough: FEBRUARY };
    expect(checkCutsOfBook(head, cuts.slice(0, 2), cuts.slice(0, 2).map(({ issueSeq }) => issueSeq))).toEqual([]);
    expect(checkCutsOfBook({ ...head, ratedSeq: cuts[0]!.issueSeq }, cuts.slice(0, 2), [])).toMatchObject([{ check: 'CUT' }]);
  });

  it('a note that reaches elsewhere than the cut before it is found', () => {
    expect(checkCut(checked({ ...note.cut, cutSeq: note.cut.cutSeq + 1 }), cuts[0]!)).toMatchObject([{ check: 'CUT' }]);
    expect(checkCut(checked({ ...note.cut, asOf: MARCH }), cuts[0]!)).toMatchObject([{ check: 'CUT' }]);
  });

  it('its journals name it, and what they charge is cleared by the journal that issues it', () => {
    const own = book.journals.filter(({ invoiceId }) => invoiceId === note.cut.id);
    expect(own.map(({ kind, billableAt }) => [kind, billableAt])).toEqual([['CHARGE', FEBRUARY_5], ['INVOICE', null]]);
    expect(own.reduce((sum, { postings }) => sum + netOn(UNBILLED, postings), 0n)).toBe(0n);
  });

  it('terms: a note reads back from its canonical text, and anything else is no terms', () => {
    const text = canonicalJson(documentTermsJson(note.cut.terms!));
    expect(parseDocumentTerms(text)).toEqual(note.cut.terms);
    expect(parseDocumentTerms(text.replace('DEBIT_NOTE', 'INVOICE'))).toBeNull();
    expect(parseDocumentTerms(text.replace('"number":"INV-000001"', '"number":1'))).toBeNull();
  });
});
