/** Code that a process loads with the first document that wants it: a server starts sooner, and most commands make no documents. */

/** The library of PDF and its fonts take a third of a second. */
export function loadPdf(): Promise<typeof import('./pdf.ts')> {
  return import('./pdf.ts');
}

/** The library of XML is over a hundred files, a tenth of all that a server loads. */
export function loadUbl(): Promise<typeof import('./ubl.ts')> {
  return import('./ubl.ts');
}
