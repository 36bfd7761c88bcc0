import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type Account, CHART } from '../../src/core/accounts.ts';
import { appendJournals, emptyBook } from '../../src/core/book.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { accountPath, accountTop } from '../../src/core/exports/accountPath.ts';
import { CSV_COLUMNS } from '../../src/core/exports/csv.ts';
import { EXPORT_FORMATS } from '../../src/core/exports/exportFormats.ts';
import type { Journal, JournalDraft } from '../../src/core/journal.ts';
import { JPY, KWD, OWNER, USD, at } from '../support/ledger.ts';

/** Component names that both programs take: a capital letter or a digit, then letters, digits and hyphens. */
const PATH = /^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+$/;
const HOSTILE = ['a,b', 'say "so"', "it's", '=1+1', '+1', '-1', '@sum', "'quoted", 'a:b;c', 'a  b', '(x) [2020-01-01]', 'date:2020-01-01', '50%', '\\n', 'Ünïcödé 東京 😀', '|!*#', '＝1'];

const book = { ...OWNER, externalId: 'acme' };

function draft(changes: Partial<JournalDraft> = {}): JournalDraft {
  const postings = [{ debit: { code: '1150', reference: 'l:1' }, credit: { code: '4000', reference: 'p1' }, amount: 1230n }] as const;
  return { kind: 'CHARGE', currency: USD, effectiveAt: at('2026-01-31T23:59:59.999Z'), billableAt: at('2026-02-01'), reversesSeq: null, invoiceId: null, line: null, postings, ...changes };
}

function journalsOf(drafts: readonly JournalDraft[], cause = 'issue 1'): readonly Journal[] {
  return appendJournals(OWNER, emptyBook(OWNER, at('2026-02-01')), drafts, { now: at('2026-02-01'), cause, actor: 'key-1' }).journals;
}

const LINE = {
  lineKey: 'l:1', subscriptionId: 's1', priceId: 'p1', service: { start: at('2026-01-01'), end: at('2026-02-01') },
  dimensions: '{"region":"eu"}', quantity: new Decimal('-5'), eventCount: 2, exactAmount: new Decimal('12.3'), ratedDigest: 'ab'.repeat(32),
};

describe('account paths', () => {
  it('account path: the root of its digit, the name of the chart, the customer, and what it is about', () => {
    expect(accountPath({ code: '1100', reference: 'i1' }, 'acme')).toBe('Assets:Receivable:C-acme:I-i1');
    expect(accountPath({ code: '1150', reference: 'l:1' }, 'acme')).toBe('Assets:Unbilled-receivable:C-acme:C-l-3A1');
    expect(accountPath({ code: '2000', reference: '' }, 'a-b c')).toBe('Liabilities:Customer-credit:C-a--b-20c');
    expect(accountPath({ code: '4000', reference: 'p1' }, 'ü')).toBe('Income:Usage-revenue:C--C3-BC:P-p1');
    expect(accountPath({ code: '7777', reference: 'x' } as unknown as Account, 'acme')).toBe('Equity:Unknown-7777:C-acme:X-x');
  });

  it('account path: every account of the chart has its own top, valid in both programs', () => {
    const tops = CHART.map(accountTop);
    expect(new Set(tops).size).toBe(CHART.length);
    for (const top of tops) expect(top).toMatch(PATH);
  });

  it('account path: hostile names stay valid, and no two become one', () => {
    const paths = [...HOSTILE, 'a-b', 'a--b', 'a-2Db', 'A', 'a'].map((name) => accountPath({ code: '1100', reference: name }, name));
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(PATH);
  });
});

describe('CSV', () => {
  const read = (text: string) => parse(text, { columns: true, record_delimiter: '\r\n' }) as unknown as Record<string, string>[];

  it('CSV: one row a posting, amounts with the digits of their currency; a journal without postings has one row', () => {
    const [debit, credit] = [{ code: '1100', reference: 'i1' }, { code: '2000', reference: '' }] as const;
    const journals = journalsOf([
      draft({ line: LINE, postings: [{ debit, credit, amount: 5n }, { debit: credit, credit: debit, amount: 1_230n }] }),
      draft({ currency: JPY, postings: [{ debit, credit, amount: 500n }] }),
      draft({ currency: KWD, postings: [{ debit, credit, amount: 5n }] }),
      draft({ postings: [] }),
    ]);
    const rows = read(EXPORT_FORMATS.csv.begin([]) + EXPORT_FORMATS.csv.write(book, journals));
    expect(rows.map(({ seq, posting, debit_code, credit_account, amount, currency }) => [seq, posting, debit_code, credit_account, amount, currency])).toEqual([
      ['1', '0', '1100', 'Customer credit', '0.05', 'USD'],
      ['1', '1', '2000', 'Receivable', '12.30', 'USD'],
      ['2', '0', '1100', 'Customer credit', '500', 'JPY'],
      ['3', '0', '1100', 'Customer credit', '0.005', 'KWD'],
      ['4', '', '', '', '', 'USD'],
    ]);
    expect(rows[0]).toMatchObject({ quantity: '-5', exact_amount: '12.3', dimensions: '{"region":"eu"}', service_start: '2026-01-01T00:00:00.000Z' });
    expect(Object.keys(rows[0]!)).toEqual([...CSV_COLUMNS]);
  });

  it('CSV: hostile texts come back whole from every text cell, and none begins a formula', () => {
    for (const text of [...HOSTILE, 'two\nlines', 'two\r\nlines', '\ttab']) {
      const postings = [{ debit: { code: '1150', reference: text }, credit: { code: '4000', reference: text }, amount: 1n }] as const;
      const journals = journalsOf([draft({ line: { ...LINE, lineKey: text, dimensions: text }, postings })], text);
      const [row] = read(EXPORT_FORMATS.csv.begin([]) + EXPORT_FORMATS.csv.write({ ...book, externalId: text }, journals));
      for (const column of ['customer', 'cause', 'line_key', 'dimensions', 'debit_reference', 'credit_reference']) {
        const cell = row![column]!;
        expect([column, cell.startsWith("'") ? cell.slice(1) : cell]).toEqual([column, text]);
        expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
      }
    }
  });
});

describe('NDJSON', () => {
  it('NDJSON: a line a journal, with every field of its evidence', () => {
    const [text = ''] = EXPORT_FORMATS.ndjson.write(book, journalsOf([draft({ line: LINE })])).split('\n');
    expect(JSON.parse(text)).toMatchObject({
      customer: { id: 'customer-1', externalId: 'acme' },
      seq: 1,
      effectiveAt: '2026-01-31T23:59:59.999Z',
      line: { lineKey: 'l:1', quantity: '-5', exactAmount: '12.3', eventCount: 2, servicePeriod: { start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z' } },
      postings: [{ debit: { code: '1150', name: 'Unbilled receivable', reference: 'l:1' }, credit: { code: '4000' }, amount: '12.30', minorUnits: '1230' }],
    });
  });

  it('NDJSON: hostile texts come back whole', () => {
    for (const text of HOSTILE) {
      const lines = EXPORT_FORMATS.ndjson.write({ ...book, externalId: text }, journalsOf([draft()], text)).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ cause: text, customer: { id: 'customer-1', externalId: text } })]);
    }
  });
});

describe('hledger and Beancount', () => {
  const [journal, empty] = journalsOf([draft({ line: LINE }), draft({ postings: [] })], 'say "so", [2020-01-01] 50%');

  it('hledger: a transaction a journal, its tags plain; a journal without postings is a comment', () => {
    expect(EXPORT_FORMATS.hledger.begin([JPY, KWD, USD])).toBe('commodity 1000. JPY\ncommodity 1000.000 KWD\ncommodity 1000.00 USD\n');
    expect(EXPORT_FORMATS.hledger.declare?.(book, [{ code: '2000', reference: '' }])).toBe('account Liabilities:Customer-credit:C-acme\n');
    expect(EXPORT_FORMATS.hledger.write(book, [journal!]).split('\n')).toEqual([
      '2026-01-31 * (1) CHARGE',
      `    ; customer:acme, customer-id:customer-1, seq:1, effective-at:2026-01-31T23:59:59.999Z, recorded-at:2026-02-01T00:00:00.000Z, billable-at:2026-02-01T00:00:00.000Z, cause:say %22so%22%2C %5B2020-01-01%5D 50%25, line:l:1, hash:${journal!.hash}`,
      '    Assets:Unbilled-receivable:C-acme:C-l-3A1  12.30 USD',
      '    Income:Usage-revenue:C-acme:P-p1  -12.30 USD',
      '',
      '',
    ]);
    expect(EXPORT_FORMATS.hledger.write(book, [empty!])).toMatch(/^; 2026-01-31 \* \(2\) CHARGE {2}customer:acme, [^\n]*\n\n$/);
  });

  it('Beancount: accounts opened, commodities declared, texts quoted; a journal without postings is a comment', () => {
    expect(EXPORT_FORMATS.beancount.begin([parseCurrency('EUR')])).toContain('1970-01-01 commodity EUR\n');
    expect(EXPORT_FORMATS.beancount.declare?.(book, [{ code: '2000', reference: '' }])).toBe('1970-01-01 open Liabilities:Customer-credit:C-acme\n');
    const lines = EXPORT_FORMATS.beancount.write(book, [journal!]).split('\n');
    expect(lines[0]).toBe('2026-01-31 * "CHARGE"');
    expect(lines).toContain('  cause: "say \\"so\\", [2020-01-01] 50%"');
    expect(lines).toContain('  Assets:Unbilled-receivable:C-acme:C-l-3A1  12.30 USD');
    expect(EXPORT_FORMATS.beancount.write(book, [empty!])).toMatch(/^; 2026-01-31 \* "CHARGE" [^\n]*\n\n$/);
  });
});
