/** Cells as numbers: only where a number says exactly what the cell says. */
import { Decimal } from '../../core/decimal.ts';

const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether the text is a decimal in plain notation, such as "-12.50"; not "1e3", "007" or "1,000". */
export function isPlainDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

/** A JSON number's text as a number if nothing is lost by it, else as it stands: the API takes decimals as text too. */
export function numberOrText(text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) && new Decimal(text).eq(value) ? (value === 0 ? 0 : value) : text;
}
