/** PDF: a document on A4 pages, with its fonts inside. */
import PDFDocument from 'pdfkit';
import { FACES, fontBytes } from './fonts.ts';
import { fill } from './language.ts';
import { type SealedDocument, readDocument } from './printedDocument.ts';
import { type Block, type Fact, type Sheet, type SheetRow, type TaxRow, sheetOf } from './sheet.ts';
import { type Pdf, type TextStyle, drawLine, widthOf, wrap } from './typesetting.ts';

const PAGE = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 50, bottom: 780 } as const;
const INK = '#1c2330';
const GREY = '#5b6472';
const RULE = '#dde1e7';
const TITLE: TextStyle = { weight: 'bold', size: 20, colour: INK };
const STRONG: TextStyle = { weight: 'bold', size: 9.5, colour: INK };
const PLAIN: TextStyle = { weight: 'regular', size: 9.5, colour: INK };
const LABEL: TextStyle = { weight: 'bold', size: 8, colour: GREY };
const NOTE: TextStyle = { weight: 'regular', size: 8, colour: GREY };
const FOOT: TextStyle = { weight: 'regular', size: 7, colour: GREY };
const LEADING = 1.4;

/** A column: from its left edge, or up to its right one for figures. */
interface Column {
  readonly left: number;
  readonly right: number;
  readonly isFigure: boolean;
}
const LINE_COLUMNS: readonly Column[] = [
  { left: PAGE.left, right: 318, isFigure: false },
  { left: 326, right: 400, isFigure: true },
  { left: 406, right: 456, isFigure: true },
  { left: 462, right: PAGE.right, isFigure: true },
];
const TAX_COLUMNS: readonly Column[] = [
  { left: PAGE.left, right: 318, isFigure: false },
  { left: 326, right: 436, isFigure: true },
  { left: 442, right: PAGE.right, isFigure: true },
];
const TOTAL_COLUMNS: readonly Column[] = [
  { left: 226, right: 430, isFigure: false },
  { left: 436, right: PAGE.right, isFigure: true },
];

/** What a cell says, paragraph by paragraph. */
type Cell = readonly { readonly text: string; readonly style: TextStyle }[];

/**
 * An issued invoice or credit note as PDF. The same invoice and parties give the same bytes: it is dated by its issue, and not compressed, since
 * compressors differ between hosts.
 */
export async function documentPdf(invoice: SealedDocument): Promise<Uint8Array> {
  return await sheetPdf(sheetOf(readDocument(invoice)));
}

/** A sheet on pages, dated by what it says. */
export async function sheetPdf(sheet: Sheet): Promise<Uint8Array> {
  const title = `${sheet.title} ${sheet.number}`;
  const pdf = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    compress: false,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: sheet.language,
    displayTitle: true,
    info: { Title: title, Author: sheet.seller?.name ?? '', CreationDate: new Date(sheet.issuedAt), Creator: 'Neruba', Producer: 'Neruba' },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  for (const face of FACES) pdf.registerFont(face, fontBytes(face));
  new Layout(pdf).document(sheet);
  pdf.end();
  return await whole;
}

/** Fills pages from top to bottom. */
class Layout {
  readonly #pdf: Pdf;
  #y: number = PAGE.top;
  /** Drawn again at the top of each page while its table goes on. */
  #tableHead: (() => void) | null = null;

  constructor(pdf: Pdf) {
    this.#pdf = pdf;
  }

  document(sheet: Sheet): void {
    this.#row([{ left: PAGE.left, right: PAGE.right, isFigure: false }], [[{ text: `${sheet.title} ${sheet.number}`, style: TITLE }]]);
    this.#y += 10;
    this.#parties(sheet);
    this.#facts(sheet.facts);
    this.#lines(sheet);
    this.#taxes(sheet);
    this.#totals(sheet.totals);
    this.#feet(sheet);
  }

  #parties({ seller, buyer, erased }: Sheet): void {
    const half = (PAGE.left + PAGE.right) / 2;
    const columns = [
      { left: PAGE.left, right: half - 12, isFigure: false },
      { left: half + 12, right: PAGE.right, isFigure: false },
    ];
    this.#row(columns, erased === null ? [sideCell(seller), sideCell(buyer)] : [[{ text: erased, style: NOTE }]]);
    this.#y += 12;
  }

  #facts(facts: readonly Fact[]): void {
    const widest = Math.max(...facts.map(({ label }) => widthOf(this.#pdf, label, NOTE)));
    const left = PAGE.left + widest + 14;
    for (const { label, value } of facts) {
      this.#row([{ left: PAGE.left, right: left - 6, isFigure: false }, { left, right: PAGE.right, isFigure: false }], [[{ text: label, style: NOTE }], [{ text: value, style: PLAIN }]]);
    }
    this.#y += 16;
  }

  #lines({ columns, groups }: Sheet): void {
    this.#table(LINE_COLUMNS, [columns.description, columns.quantity, columns.tax, columns.amount], () => {
      for (const { heading, rows } of groups) {
        if (heading !== null) {
          // A heading alone at the foot of a page would head nothing.
          this.#reserve(70);
          this.#y += 4;
          this.#ruledRow([{ left: PAGE.left, right: PAGE.right, isFigure: false }], [[{ text: heading, style: STRONG }]]);
        }
        for (const row of rows) this.#ruledRow(LINE_COLUMNS, lineCells(row));
      }
    });
  }

  #taxes({ taxColumns, taxes }: Sheet): void {
    if (taxes.length === 0) return;
    this.#reserve(70);
    this.#table(TAX_COLUMNS, [taxColumns.rate, taxColumns.taxable, taxColumns.tax], () => {
      for (const row of taxes) this.#ruledRow(TAX_COLUMNS, taxCells(row));
    });
  }

  /** On one page together. */
  #totals(totals: readonly Fact[]): void {
    this.#reserve(totals.length * 16 + 28);
    totals.forEach(({ label, value }, index) => {
      const isLast = index === totals.length - 1;
      if (isLast) this.#rule(TOTAL_COLUMNS[0]?.left ?? PAGE.left, INK);
      this.#y += isLast ? 4 : 1;
      const style = isLast ? { ...STRONG, size: 12 } : PLAIN;
      this.#row(TOTAL_COLUMNS, [[{ text: label, style }], [{ text: value, style }]]);
    });
  }

  /** The last thing that is drawn: only now is it known how many pages there are. */
  #feet({ labels, seal, title, number }: Sheet): void {
    const { count } = this.#pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#pdf.switchToPage(page);
      this.#y = PAGE.bottom + 8;
      this.#rule(PAGE.left, RULE);
      const right = `${title} ${number} · ${fill(labels.page, { page: String(page + 1), pages: String(count) })}`;
      drawLine(this.#pdf, `${seal.label}: ${seal.value}`, FOOT, { x: PAGE.left, baseline: this.#y + 12 });
      drawLine(this.#pdf, right, FOOT, { x: PAGE.right - widthOf(this.#pdf, right, FOOT), baseline: this.#y + 23 });
    }
  }

  #table(columns: readonly Column[], headings: readonly string[], body: () => void): void {
    const head = () => {
      this.#row(columns, headings.map((text) => [{ text, style: LABEL }]));
      this.#y += 3;
      this.#rule(PAGE.left, INK);
      this.#y += 4;
    };
    head();
    this.#tableHead = head;
    body();
    this.#tableHead = null;
    this.#y += 18;
  }

  #ruledRow(columns: readonly Column[], cells: readonly Cell[]): void {
    this.#row(columns, cells);
    this.#y += 3;
    this.#rule(PAGE.left, RULE);
    this.#y += 4;
  }

  /** A row stays together if a page can hold it, and goes on over the next one if none can. */
  #row(columns: readonly Column[], cells: readonly Cell[]): void {
    const wrapped = columns.map(({ left, right }, index) => (cells[index] ?? []).flatMap(({ text, style }) => wrap(this.#pdf, text, style, right - left).map((line) => ({ line, style }))));
    const count = Math.max(...wrapped.map(({ length }) => length));
    const heights = Array.from({ length: count }, (_none, index) => Math.max(...wrapped.map((lines) => (lines[index]?.style.size ?? 0) * LEADING)));
    const height = heights.reduce((sum, each) => sum + each, 0);
    if (height < (PAGE.bottom - PAGE.top) / 2) this.#reserve(height);
    heights.forEach((each, index) => {
      this.#reserve(each);
      columns.forEach(({ left, right, isFigure }, place) => {
        const cell = wrapped[place]?.[index];
        if (!cell) return;
        const x = isFigure ? right - widthOf(this.#pdf, cell.line, cell.style) : left;
        drawLine(this.#pdf, cell.line, cell.style, { x, baseline: this.#y + each * 0.75 });
      });
      this.#y += each;
    });
  }

  /** Goes to a new page unless this one has so much left. */
  #reserve(height: number): void {
    if (this.#y + height <= PAGE.bottom) return;
    this.#pdf.addPage();
    this.#y = PAGE.top;
    this.#tableHead?.();
  }

  #rule(from: number, colour: string): void {
    this.#pdf.moveTo(from, this.#y).lineTo(PAGE.right, this.#y).lineWidth(0.6).strokeColor(colour).stroke();
  }
}

function sideCell(side: Block | null): Cell {
  if (side === null) return [];
  return [{ text: side.label, style: LABEL }, { text: side.name, style: STRONG }, ...side.lines.map((text) => ({ text, style: PLAIN }))];
}

function lineCells({ title, notes, quantity, tax, amount }: SheetRow): Cell[] {
  const plain = (text: string): Cell => [{ text, style: PLAIN }];
  return [[{ text: title, style: PLAIN }, ...notes.map((text) => ({ text, style: NOTE }))], plain(quantity), plain(tax), plain(amount)];
}

function taxCells({ rate, note, taxable, tax }: TaxRow): Cell[] {
  const notes = note === null ? [] : [{ text: note, style: NOTE }];
  return [[{ text: rate, style: PLAIN }, ...notes], [{ text: taxable, style: PLAIN }], [{ text: tax, style: PLAIN }]];
}
