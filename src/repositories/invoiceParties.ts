/** The parties of issued invoices in SQL: personal data, which may be erased. */
import { and, eq, or } from 'drizzle-orm';
import { type JsonObject, canonicalJson } from '../core/json.ts';
import { type Parties, partiesJson } from '../core/parties.ts';
import type { Database, Transaction } from '../store/database.ts';

/** Of one invoice, by its place in its customer's book. */
export interface InvoiceParties {
  readonly tenantId: string;
  readonly customerId: string;
  readonly cutNumber: number;
  readonly parties: Parties;
  readonly salt: string;
}

/** The parties of some invoices; those that were erased are left out. */
export async function findParties(db: Database, places: readonly Pick<InvoiceParties, 'tenantId' | 'customerId' | 'cutNumber'>[]): Promise<InvoiceParties[]> {
  const [first] = places;
  if (!first) return [];
  const { invoiceParties } = db.tables;
  const atPlaces = places.map(({ customerId, cutNumber }) => and(eq(invoiceParties.customerId, customerId), eq(invoiceParties.cutNumber, cutNumber)));
  const rows = await db.select().from(invoiceParties).where(and(eq(invoiceParties.tenantId, first.tenantId), or(...atPlaces)));
  return rows.map((row) => ({ ...row, parties: fromDocument(JSON.parse(row.parties) as JsonObject) }));
}

export async function insertParties(tx: Transaction, { parties, ...row }: InvoiceParties): Promise<void> {
  await tx.insert(tx.tables.invoiceParties).values({ ...row, parties: canonicalJson(partiesJson(parties)) });
}

function fromDocument(document: JsonObject): Parties {
  return document as unknown as Parties;
}
