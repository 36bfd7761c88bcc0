import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTML_POLICY, documentHtml } from '../../src/rendering/html.ts';
import { LANGUAGES } from '../../src/rendering/language.ts';
import { documentPdf } from '../../src/rendering/pdf.ts';
import type { SealedDocument } from '../../src/rendering/printedDocument.ts';
import { DOCUMENT, SEAL, line, sample } from './sampleInvoice.ts';

const run = promisify(execFile);

async function pagesOf(invoice: SealedDocument): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await documentPdf(invoice))), { mergePages: false });
  return text.map((page) => page.replaceAll(/\s+/g, ' '));
}

const textOfHtml = (invoice: SealedDocument) => documentHtml(invoice).replace(/<style>[^]*<\/style>/, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const SAID = {
  en: ['Invoice INV-2026-000001', '1 Feb 2026', '3 Mar 2026', '1 Jan 2026 – 31 Jan 2026', '12,345.5', '€1,234.55', 'Discount', '-€100.00', 'Correction for 1 Dec 2025 – 31 Dec 2025; charged before: €15.00', '20 Jan 2026', 'VAT 19%', '€1,135.63', '€215.77', 'included in prices', '€74.77', '€5.23', 'Exempt', 'VATEX-EU-132-1I', '€1,463.55', '€221.00', '-€5.23', '-€97.92', 'Total €1,481.40', 'Tax number: DE123456789'],
  de: ['Rechnung INV-2026-000001', '01.02.2026', '12.345,5', '1.234,55 €', 'Berichtigung für 01.12.2025 – 31.12.2025; bisher berechnet: 15,00 €', '215,77 €', 'Gesamtbetrag 1.481,40 €', '19 %'],
  fr: ['Facture INV-2026-000001', '01/02/2026', '12 345,5', '1 234,55 €', 'Date d’échéance 03/03/2026', '215,77 €', 'Total 1 481,40 €'],
  el: ['Τιμολόγιο INV-2026-000001', '01/02/2026', '12.345,5', '1.234,55 €', 'Πληρωτέο έως 03/03/2026', '215,77 €', 'Σύνολο 1.481,40 €', 'Αγοραστής ΑΕ'],
  ja: ['請求書 INV-2026-000001', '2026年2月1日', '12,345.5', '€1,234.55', '2025年12月1日 – 2025年12月31日分の訂正', '€215.77', '合計 €1,481.40'],
} as const;

describe.each(LANGUAGES)('a document in %s', (language) => {
  it('documentPdf: says what the document says, in the figures of the language', async () => {
    const text = (await pagesOf(sample({ language }))).join(' ');
    for (const said of SAID[language]) expect(text).toContain(said);
    expect(text).toContain(SEAL);
  });

  it('documentHtml: says the same', () => {
    const text = textOfHtml(sample({ language }));
    for (const said of SAID[language]) expect(text).toContain(said);
    expect(text).toContain(SEAL);
  });
});

it.each([['en', 'Credited already -€30.00'], ['de', 'Bereits gutgeschrieben -30,00 €'], ['fr', 'Déjà crédité -30,00 €'], ['el', 'Έχει ήδη πιστωθεί -30,00 €'], ['ja', '減額済み -€30.00']] as const)('rendering: what notes gave already stands below its line and among the totals in %s', async (language, said) => {
  // A credit note of late usage shows what it takes off above zero: 50.00, of which a note gave 30.00.
  const less = line('API requests', '-50.00', { creditOffset: '30.00', netAmount: '-20.00' });
  const note = { kind: 'CREDIT_NOTE', corrects: [{ number: 'INV-1' }] };
  const document = sample({ language, document: { note, groups: [{ subscriptionId: 's', lines: [less] }], taxes: [], totals: { subtotal: '-50.00', creditOffsets: '30.00', tax: '0.00', taxIncluded: '0.00', credits: '0.00', total: '-20.00' } } });
  for (const text of [textOfHtml(document), (await pagesOf(document)).join(' ')]) expect(text.split(said)).toHaveLength(3);
});

describe('the same bytes', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neruba-rendering-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Digests of the PDF and the HTML, made by a process of its own. */
  async function digestsIn(environment: Readonly<Record<string, string>>, language: string): Promise<string> {
    const script = join(folder, 'render.mts');
    const at = (path: string) => JSON.stringify(join(import.meta.dirname, path));
    await writeFile(script, `import { createHash } from 'node:crypto';
import { sample } from ${at('sampleInvoice.ts')};
import { documentPdf } from ${at('../../src/rendering/pdf.ts')};
import { documentHtml } from ${at('../../src/rendering/html.ts')};
for (const body of [await documentPdf(sample({ language: '${language}' })), documentHtml(sample({ language: '${language}' }))]) console.log(createHash('sha256').update(body).digest('hex'));
`);
    const { stdout } = await run(process.execPath, ['--import', import.meta.resolve('tsx'), script], { env: { PATH: process.env['PATH'], ...environment } });
    return stdout.trim();
  }

  it('rendering: two processes in two time zones and locales write the same', async () => {
    const here = await digestsIn({ TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8' }, 'ja');
    const there = await digestsIn({ TZ: 'America/Los_Angeles', LANG: 'C' }, 'ja');
    expect(here).toMatch(/^[0-9a-f]{64}\n[0-9a-f]{64}$/);
    expect(there).toBe(here);
  });

  it('rendering: a document before another leaves no trace in it', async () => {
    const digest = async (language: string) => createHash('sha256').update(await documentPdf(sample({ language }))).digest('hex');
    const first = await digest('fr');
    await digest('ja');
    expect(await digest('fr')).toBe(first);
    expect(first).toBe(GOLDEN_PDF);
    expect(createHash('sha256').update(documentHtml(sample({ language: 'fr' }))).digest('hex')).toBe(GOLDEN_HTML);
  });
});

describe('hostile and long documents', () => {
  const groups = [{ subscriptionId: 's', lines: Array.from({ length: 500 }, (_none, index) => line(`Item ${index + 1}.`, '1.00')) }];
  const totals = { subtotal: '500.00', tax: '0.00', taxIncluded: '0.00', credits: '0.00', total: '500.00' };

  it('documentPdf: 500 lines go over many pages, each with the table head and its number', async () => {
    const pages = await pagesOf(sample({ document: { groups, taxes: [], totals } }));
    expect(pages.length).toBeGreaterThan(15);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    // The last page may hold totals only.
    for (const page of pages.slice(0, -1)) expect(page).toContain('Description Quantity Tax Amount');
    const text = pages.join(' ');
    for (const index of [1, 250, 500]) expect(text).toContain(`Item ${index}. `);
    expect(text).toContain('Total €500.00');
  });

  it('documentPdf: no word leaves its column, and no character is lost', async () => {
    const word = 'w'.repeat(480);
    const [page = ''] = await pagesOf(sample({ document: { groups: [{ subscriptionId: 's', lines: [line(word, '1.00', { quantity: '12345678901234567890.123456789012' })] }], taxes: [], totals } }));
    expect(page.replaceAll(/[^w]/g, '').length).toBe(480);
    expect(page.replaceAll(' ', '')).toContain('12,345,678,901,');
  });

  it('documentHtml: what names hold is text, and the page may load and run nothing', () => {
    const evil = `</td><script>alert(1)</script><img src=x onerror="alert(2)">\u202Egnp.exe`;
    const html = documentHtml(sample({ buyer: { name: evil, address: { line1: evil } }, seller: { name: evil }, document: { groups: [{ subscriptionId: evil, lines: [line(evil, '1.00', { dimensions: JSON.stringify({ [evil]: evil }) })] }, { subscriptionId: null, lines: [] }] } }));
    expect(html).not.toMatch(/<script|<img|\u202E/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(html) ?? [];
    expect(HTML_POLICY).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(HTML_POLICY).toMatch(/^default-src 'none';/);
  });

  it('rendering: parties that were erased leave the figures', async () => {
    const erased = { document: DOCUMENT, parties: null, seal: SEAL };
    expect((await pagesOf(erased)).join(' ')).toContain('Names and addresses were erased.');
    expect(textOfHtml(erased)).toContain('Total €1,481.40');
  });
});

const GOLDEN_PDF = 'e648813649c0f328d0286b8fd49b159c54a85ef08cf0f6c7ff3cc1ee6b7b0529';
const GOLDEN_HTML = 'def7e524ca3466353344940955c65f63a23c7b660d9d8eff113664ee2749ce58';
