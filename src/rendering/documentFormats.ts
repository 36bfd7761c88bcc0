/** Formats of documents: by the ending that a file of each has. */
import { HTML_POLICY, documentHtml } from './html.ts';
import { loadPdf, loadUbl } from './loadLate.ts';
import type { SealedDocument } from './printedDocument.ts';

export interface DocumentFormat {
  readonly mediaType: string;
  /** What a browser may do with it: its Content-Security-Policy. Null for what its viewer alone draws. */
  readonly policy: string | null;
  readonly render: (invoice: SealedDocument) => string | Promise<string | Uint8Array>;
}

export const DOCUMENT_FORMATS = {
  pdf: { mediaType: 'application/pdf', policy: null, render: async (invoice: SealedDocument) => (await loadPdf()).documentPdf(invoice) },
  html: { mediaType: 'text/html; charset=utf-8', policy: HTML_POLICY, render: documentHtml },
  xml: { mediaType: 'application/xml; charset=utf-8', policy: "default-src 'none'; frame-ancestors 'none'; sandbox", render: async (invoice: SealedDocument) => (await loadUbl()).documentUbl(invoice) },
} as const satisfies Readonly<Record<string, DocumentFormat>>;

export type DocumentEnding = keyof typeof DOCUMENT_FORMATS;
