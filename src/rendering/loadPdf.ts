/** The code for PDF, loaded with the first one: its library and its fonts take a third of a second, and most processes make none. */
export function loadPdf(): Promise<typeof import('./pdf.ts')> {
  return import('./pdf.ts');
}
