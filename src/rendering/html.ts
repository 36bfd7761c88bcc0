/** HTML: a document as one page that loads nothing and runs nothing. */
import { createHash } from 'node:crypto';
import { escapeHtml } from './printableText.ts';
import { type SealedDocument, readDocument } from './printedDocument.ts';
import { type Block, type Fact, type Sheet, type SheetGroup, type SheetRow, type TaxRow, sheetOf } from './sheet.ts';

const STYLE = `
body { font: 14px/1.45 "Noto Sans", "BIZ UDPGothic", "Hiragino Sans", "Yu Gothic", Meiryo, system-ui, sans-serif; color: #1c2330; max-width: 52rem; margin: 2.5rem auto; padding: 0 1.5rem; }
body * { unicode-bidi: isolate; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; margin: 0 0 1rem; }
h2, th, dt, footer, .note { color: #5b6472; }
h2 { font-size: .8rem; font-weight: 600; margin: 0; }
header { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem 2.5rem; margin-bottom: 2rem; }
p { margin: 0; }
.name { font-weight: 600; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; margin: 0; grid-column: 1 / -1; }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; margin-bottom: 1.75rem; }
th { font-size: .8rem; font-weight: 600; text-align: start; border-bottom: 1.5px solid #1c2330; }
th, td { padding: .4rem .5rem; vertical-align: top; }
td { border-bottom: 1px solid #dde1e7; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
td:first-child { min-width: 8rem; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.group td { font-weight: 600; padding-top: 1rem; }
.note { font-size: .85rem; }
.totals { width: auto; margin-left: auto; }
.totals tr:last-child td { font-weight: 700; font-size: 1.15rem; border-top: 1.5px solid #1c2330; border-bottom: 0; }
footer { font-size: .75rem; border-top: 1px solid #dde1e7; padding-top: .75rem; }
tr { break-inside: avoid; }
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
@media print { body { margin: 0; padding: 0; max-width: none; } }
`;

/** For whoever serves it: only the style above, by its digest; no script, no frame, no form, nothing from elsewhere. */
export const HTML_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`;

/** An issued invoice or credit note as HTML. The same invoice and parties give the same bytes. */
export function documentHtml(invoice: SealedDocument): string {
  return sheetHtml(sheetOf(readDocument(invoice)));
}

/** A sheet as one page. */
export function sheetHtml(sheet: Sheet): string {
  const title = escapeHtml(`${sheet.title} ${sheet.number}`);
  return `<!DOCTYPE html>
<html lang="${sheet.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<header>
${sheet.erased === null ? `${block(sheet.seller)}\n${block(sheet.buyer)}` : `<p>${escapeHtml(sheet.erased)}</p>`}
<dl>
${sheet.facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}
</dl>
</header>
${lineTable(sheet)}
${taxTable(sheet)}
<table class="totals">
${sheet.totals.map(totalRow).join('\n')}
</table>
<footer>${escapeHtml(`${sheet.seal.label}: ${sheet.seal.value}`)}</footer>
</body>
</html>
`;
}

function block(side: Block | null): string {
  if (side === null) return '';
  const lines = side.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  return `<section>\n<h2>${escapeHtml(side.label)}</h2>\n<p class="name">${escapeHtml(side.name)}</p>\n${lines}\n</section>`;
}

function lineTable({ columns, groups }: Sheet): string {
  const { description, quantity, tax, amount } = columns;
  return `<table>\n<thead><tr>${heading(description)}${heading(quantity, true)}${heading(tax, true)}${heading(amount, true)}</tr></thead>
${groups.map(groupBody).join('\n')}\n</table>`;
}

function groupBody({ heading: name, rows }: SheetGroup): string {
  const first = name === null ? '' : `<tr class="group"><td colspan="4">${escapeHtml(name)}</td></tr>\n`;
  return `<tbody>\n${first}${rows.map(lineRow).join('\n')}\n</tbody>`;
}

function lineRow({ title, notes, quantity, tax, amount }: SheetRow): string {
  return `<tr>${described(title, notes)}${figure(quantity)}${figure(tax)}${figure(amount)}</tr>`;
}

function taxTable({ taxColumns, taxes }: Sheet): string {
  if (taxes.length === 0) return '';
  const { rate, taxable, tax } = taxColumns;
  return `<table>\n<thead><tr>${heading(rate)}${heading(taxable, true)}${heading(tax, true)}</tr></thead>\n<tbody>\n${taxes.map(taxRow).join('\n')}\n</tbody>\n</table>`;
}

function taxRow({ rate, note, taxable, tax }: TaxRow): string {
  return `<tr>${described(rate, note === null ? [] : [note])}${figure(taxable)}${figure(tax)}</tr>`;
}

function totalRow({ label, value }: Fact): string {
  return `<tr><td>${escapeHtml(label)}</td>${figure(value)}</tr>`;
}

function described(title: string, notes: readonly string[]): string {
  return `<td>${escapeHtml(title)}${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join('')}</td>`;
}

function heading(text: string, isFigure = false): string {
  return `<th scope="col"${isFigure ? ' class="figure"' : ''}>${escapeHtml(text)}</th>`;
}

function figure(text: string): string {
  return `<td class="figure">${escapeHtml(text)}</td>`;
}
