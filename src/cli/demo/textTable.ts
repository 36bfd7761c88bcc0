/** Aligned text: columns as wide as their widest cell, nothing that a plain terminal cannot show. */

export type Alignment = 'left' | 'right';

/** One line a row, each column aligned as told, columns two spaces apart. */
export function textTable(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string[] {
  const widths = alignments.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => {
    const cells = alignments.map((alignment, column) => {
      const [cell, width] = [row[column] ?? '', widths[column] ?? 0];
      return alignment === 'right' ? cell.padStart(width) : cell.padEnd(width);
    });
    return cells.join('  ').trimEnd();
  });
}

/** `heading("Invoice")` over a rule as wide as the report. */
export function heading(title: string): string[] {
  return ['', title, '-'.repeat(REPORT_WIDTH)];
}

export const REPORT_WIDTH = 96;

/** "-1234567.50" as "-1,234,567.50". */
export function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const digits = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
