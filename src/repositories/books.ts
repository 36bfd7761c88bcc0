/** Books in SQL: the heads, and the locks that every financial write and every batch of usage takes. */
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { BookHead, BookOwner } from '../core/book.ts';
import type { RatedState } from '../core/chargeLine.ts';
import type { Database, Transaction } from '../store/database.ts';
import type { Tables } from '../store/tables.ts';
import { lockForInserts } from '../store/write.ts';
import { type Reach, within } from './reach.ts';

/** A book's head, with what its newest cut had rated. */
export interface Book extends BookOwner, BookHead, RatedState {
  /** Of the newest cut; 0 before the first. */
  readonly cutNumber: number;
}

export async function insertBook(tx: Transaction, book: Book): Promise<void> {
  await tx.insert(tx.tables.customerBooks).values(book);
}

/** Locks a customer's book against every other write until the transaction ends. */
export async function lockBook(tx: Transaction, { tenantId, customerId }: BookOwner): Promise<Book | null> {
  const { customerBooks } = tx.tables;
  const [row] = await tx
    .select()
    .from(customerBooks)
    .where(and(eq(customerBooks.tenantId, tenantId), eq(customerBooks.customerId, customerId)))
    .for('update');
  return row ? fromBookRow(row) : null;
}

/** Locks several customers' books as `lockBook` does one, in the order of customer ids. */
export async function lockBooks(tx: Transaction, tenantId: string, customerIds: readonly string[]): Promise<Book[]> {
  const { customerBooks } = tx.tables;
  const rows = await tx
    .select()
    .from(customerBooks)
    .where(and(eq(customerBooks.tenantId, tenantId), inArray(customerBooks.customerId, [...customerIds])))
    .orderBy(asc(customerBooks.customerId))
    .for('update');
  return rows.map(fromBookRow);
}

/** Locks books against issuing while usage is recorded; in the order of customer ids. */
export async function lockBooksForUsage(tx: Transaction, tenantId: string, customerIds: readonly string[]): Promise<Book[]> {
  const { customerBooks } = tx.tables;
  const query = tx
    .select()
    .from(customerBooks)
    .where(and(eq(customerBooks.tenantId, tenantId), inArray(customerBooks.customerId, [...customerIds])))
    .orderBy(asc(customerBooks.customerId));
  return (await lockForInserts(tx, query)).map(fromBookRow);
}

export async function findBooks(db: Database, reach: Reach, customerIds: readonly string[]): Promise<Book[]> {
  if (customerIds.length === 0) return [];
  const { customerBooks } = db.tables;
  const rows = await db.select().from(customerBooks).where(and(within(customerBooks, reach), inArray(customerBooks.customerId, [...customerIds])));
  return rows.map(fromBookRow);
}

/** Which books to read: of one tenant or of all, of one customer or of all, after one of them. */
export interface BookScan {
  readonly tenantId: string | null;
  readonly customerId: string | null;
  readonly after: BookOwner | null;
  readonly limit: number;
}

/** In the order of tenant and customer ids. */
export async function scanBooks(db: Database, { tenantId, customerId, after, limit }: BookScan): Promise<Book[]> {
  const { customerBooks } = db.tables;
  const isLater = after
    ? or(gt(customerBooks.tenantId, after.tenantId), and(eq(customerBooks.tenantId, after.tenantId), gt(customerBooks.customerId, after.customerId)))
    : undefined;
  const rows = await db
    .select()
    .from(customerBooks)
    .where(
      and(
        tenantId === null ? undefined : eq(customerBooks.tenantId, tenantId),
        customerId === null ? undefined : eq(customerBooks.customerId, customerId),
        isLater,
      ),
    )
    .orderBy(asc(customerBooks.tenantId), asc(customerBooks.customerId))
    .limit(limit);
  return rows.map(fromBookRow);
}

/** Customers whose book is gone: each got one when it was created. */
export async function findCustomersWithoutBook(db: Database, { tenantId, customerId }: Pick<BookScan, 'tenantId' | 'customerId'>): Promise<{ tenantId: string; externalId: string }[]> {
  const { customers, customerBooks } = db.tables;
  return await db
    .select({ tenantId: customers.tenantId, externalId: customers.externalId })
    .from(customers)
    .leftJoin(customerBooks, and(eq(customerBooks.tenantId, customers.tenantId), eq(customerBooks.customerId, customers.id)))
    .where(
      and(
        isNull(customerBooks.seq),
        tenantId === null ? undefined : eq(customers.tenantId, tenantId),
        customerId === null ? undefined : eq(customers.id, customerId),
      ),
    );
}

/** Moves a locked book's head. */
export async function saveBook(tx: Transaction, { tenantId, customerId, ...head }: Book): Promise<void> {
  const { customerBooks } = tx.tables;
  await tx
    .update(customerBooks)
    .set(head)
    .where(and(eq(customerBooks.tenantId, tenantId), eq(customerBooks.customerId, customerId)));
}

function fromBookRow(row: Tables['customerBooks']['$inferSelect']): Book {
  return { ...row };
}
