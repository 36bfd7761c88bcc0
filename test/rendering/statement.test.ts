import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { parseTimeZone } from '../../src/core/calendar.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { parseInstant } from '../../src/core/instant.ts';
import { LANGUAGES } from '../../src/rendering/language.ts';
import { type PrintedStatement, statementCsv, statementHtml, statementPdf } from '../../src/rendering/statement.ts';

const at = (text: string) => parseInstant(text);
const FEBRUARY = at('2026-02-01T00:00:00Z');

/** From -130.00: an invoice of 1,200.00, a payment of 20.00, 50.00 of credit applied. */
function statement(language: string | null, change: Partial<PrintedStatement> = {}): PrintedStatement {
  const seller = { name: 'Seller Ltd', address: null, taxNumber: 'DE1', registrationNumber: null };
  return {
    parties: { seller, buyer: { name: '<Acme>', address: { city: 'Bonn' }, taxNumber: null, language } },
    currency: parseCurrency('EUR'),
    time: { from: FEBRUARY, to: at('2026-06-01T00:00:00Z'), knownAt: at('2026-06-02T00:00:00Z') },
    timeZone: parseTimeZone('UTC'),
    opening: -13_000n,
    closing: 105_000n,
    credit: 700n,
    refundsPayable: 0n,
    aged: { current: 1_100n, days1To30: 0n, days31To60: 0n, days61To90: 0n, over90Days: 104_600n, total: 105_700n },
    rows: [
      { kind: 'INVOICE', document: 'INVOICE', effectiveAt: FEBRUARY, recordedAt: FEBRUARY, numbers: ['INV-1'], reference: null, amount: 120_000n, change: 120_000n, balance: 107_000n },
      { kind: 'PAYMENT', document: null, effectiveAt: at('2026-03-05T00:00:00Z'), recordedAt: at('2026-03-06T00:00:00Z'), numbers: ['INV-1'], reference: '=stmt "7"', amount: 2_000n, change: -2_000n, balance: 105_000n },
      { kind: 'CREDIT_APPLICATION', document: null, effectiveAt: at('2026-04-01T00:00:00Z'), recordedAt: at('2026-04-01T00:00:00Z'), numbers: ['INV-1'], reference: null, amount: 5_000n, change: 0n, balance: 105_000n },
    ],
    ...change,
  };
}

const textOfHtml = (printed: PrintedStatement) => statementHtml(printed).replace(/<style>[^]*<\/style>/, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const SAID = {
  en: ['Statement of account 1 Feb 2026 – 31 May 2026', 'Opening balance -€130.00', 'Invoice INV-1', '5 Mar 2026', 'Payment INV-1', '-€20.00', 'Credit applied INV-1', '€50.00', 'Closing balance €1,050.00', 'Not past due €11.00', '> 90 days €1,046.00', 'Credit not used yet €7.00'],
  de: ['Kontoauszug 01.02.2026 – 31.05.2026', 'Anfangssaldo -130,00 €', 'Rechnung INV-1', 'Zahlung INV-1', '-20,00 €', 'Endsaldo 1.050,00 €', 'Nicht überfällig 11,00 €'],
  fr: ['Relevé de compte 01/02/2026 – 31/05/2026', 'Solde initial -130,00 €', 'Facture INV-1', 'Paiement INV-1', 'Solde final 1 050,00 €'],
  el: ['Κατάσταση λογαριασμού 01/02/2026 – 31/05/2026', 'Τιμολόγιο INV-1', 'Πληρωμή INV-1', 'Τελικό υπόλοιπο 1.050,00 €'],
  ja: ['取引明細書 2026年2月1日 – 2026年5月31日', '請求書 INV-1', '入金 INV-1', '期末残高 €1,050.00'],
} as const;

describe.each(LANGUAGES)('a statement in %s', (language) => {
  it('statementHtml and statementPdf: say what happened, in the words and figures of the language, the same bytes each time', async () => {
    const html = textOfHtml(statement(language)).replaceAll('&gt;', '>');
    for (const said of SAID[language]) expect(html).toContain(said);
    expect(html).toContain('&lt;Acme>');
    const pdf = await statementPdf(statement(language));
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    for (const said of SAID[language]) expect(text.replaceAll(/\s+/g, ' ')).toContain(said);
    expect(Buffer.from(await statementPdf(statement(language))).equals(Buffer.from(pdf))).toBe(true);
    expect(statementHtml(statement(language))).toBe(statementHtml(statement(language)));
  });
});

describe('a statement', () => {
  it('statementCsv: opening balance, entries, closing balance, in major units; nothing that a spreadsheet would run', () => {
    expect(statementCsv(statement(null)).split('\r\n')).toEqual([
      'effective_at,recorded_at,kind,invoices,reference,amount,change,balance,currency',
      '2026-02-01T00:00:00.000Z,,OPENING_BALANCE,,,,,-130.00,EUR',
      '2026-02-01T00:00:00.000Z,2026-02-01T00:00:00.000Z,INVOICE,INV-1,,1200.00,1200.00,1070.00,EUR',
      `2026-03-05T00:00:00.000Z,2026-03-06T00:00:00.000Z,PAYMENT,INV-1,"'=stmt ""7""",20.00,-20.00,1050.00,EUR`,
      '2026-04-01T00:00:00.000Z,2026-04-01T00:00:00.000Z,CREDIT_APPLICATION,INV-1,,50.00,0.00,1050.00,EUR',
      '2026-06-01T00:00:00.000Z,,CLOSING_BALANCE,,,,,1050.00,EUR',
      '',
    ]);
  });

  it('of a customer who was erased: says so, and the rest', () => {
    const text = textOfHtml(statement('de', { parties: null }));
    expect(text).toContain('Names and addresses were erased.');
    expect(text).toContain('Closing balance €1,050.00');
  });

  it('a kind that nobody named is a correction', () => {
    const [first] = statement('en').rows;
    expect(textOfHtml(statement('en', { rows: [{ ...first!, kind: 'EARNING', document: null }] }))).toContain('Correction INV-1');
  });
});
