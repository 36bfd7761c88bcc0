/** The parties of issued invoices in SQL: personal data, which may be erased. */
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm';
import type { BookOwner } from '../core/book.ts';
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
  return rows.filter(({ parties }) => parties !== ERASED).map((row) => ({ ...row, parties: fromDocument(JSON.parse(row.parties) as JsonObject) }));
}

export async function insertParties(tx: Transaction, { parties, ...row }: InvoiceParties): Promise<void> {
  await tx.insert(tx.tables.invoiceParties).values({ ...row, parties: canonicalJson(partiesJson(parties)) });
}

/** The invoices of a book that name their parties still. */
export async function findNamingCuts(db: Database, { tenantId, customerId }: BookOwner): Promise<number[]> {
  const { invoiceParties } = db.tables;
  const named = and(eq(invoiceParties.tenantId, tenantId), eq(invoiceParties.customerId, customerId), ne(invoiceParties.salt, ERASED_SALT));
  const rows = await db.select({ cutNumber: invoiceParties.cutNumber }).from(invoiceParties).where(named).orderBy(asc(invoiceParties.cutNumber));
  return rows.map(({ cutNumber }) => cutNumber);
}

/** Takes the parties of some invoices of a book away, and their salts. */
export async function saveErasedParties(tx: Transaction, { tenantId, customerId }: BookOwner, cutNumbers: readonly number[]): Promise<void> {
  if (cutNumbers.length === 0) return;
  const { invoiceParties } = tx.tables;
  await tx
    .update(invoiceParties)
    .set({ parties: ERASED, salt: ERASED_SALT })
    .where(and(eq(invoiceParties.tenantId, tenantId), eq(invoiceParties.customerId, customerId), inArray(invoiceParties.cutNumber, [...cutNumbers])));
}

/** What stands where parties were. */
const ERASED = '{}';
const ERASED_SALT = '0'.repeat(64);

function fromDocument(document: JsonObject): Parties {
  return document as unknown as Parties;
}
