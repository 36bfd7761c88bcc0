/** The export formats by name. */
import { BEANCOUNT } from './beancount.ts';
import { CSV } from './csv.ts';
import type { ExportFormat } from './exportFormat.ts';
import { HLEDGER } from './hledger.ts';
import { NDJSON } from './ndjson.ts';

export const EXPORT_FORMAT_NAMES = ['ndjson', 'csv', 'hledger', 'beancount'] as const;
export type ExportFormatName = (typeof EXPORT_FORMAT_NAMES)[number];

export const EXPORT_FORMATS: Readonly<Record<ExportFormatName, ExportFormat>> = { ndjson: NDJSON, csv: CSV, hledger: HLEDGER, beancount: BEANCOUNT };

export function isExportFormatName(name: string): name is ExportFormatName {
  return EXPORT_FORMAT_NAMES.some((known) => known === name);
}
