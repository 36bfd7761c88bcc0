/** The three queries that the demo leaves its reader with, ready to paste into a shell. */
import type { ApiAddress } from '../apiClient.ts';
import { FEATURED } from './story.ts';

/** Each with what it asks. */
export function queriesToPaste({ url, key, invoiceNumber }: ApiAddress & { readonly invoiceNumber: string }): string[] {
  const queries = {
    'What each next invoice holds so far': '{ customers { nodes { externalId upcomingInvoice { asOf total { amount currency } } } } }',
    'Why an invoice says what it says': `{ invoice(number: ${JSON.stringify(invoiceNumber)}) { lines { nodes { description amount { amount } explain { steps { label amount } } } } } }`,
    'The ledger behind it': `{ ledgerEntries(filter: { customerExternalId: "${FEATURED}" }, last: 6) { nodes { side account { code name } amount { amount } } } }`,
  };
  return Object.entries(queries).flatMap(([title, query]) => [`# ${title}`, curl({ url, key }, query), '']);
}

function curl({ url, key }: ApiAddress, query: string): string {
  const body = JSON.stringify({ query }).replaceAll("'", String.raw`'\''`);
  return `curl -s ${url}/graphql -H 'authorization: Bearer ${key}' -H 'content-type: application/json' \\\n  -d '${body}'`;
}
