/** Goes over books in the order of tenant and customer ids, page by page, for what looks at many of them. */
import type { BookOwner } from '../core/book.ts';
import { groupBy } from '../core/grouping.ts';
import type { Customer } from '../core/customer.ts';
import { type Book, scanBooks } from '../repositories/books.ts';
import { findCustomers } from '../repositories/customers.ts';
import type { Database } from '../store/database.ts';

/** Everything, one tenant, or one of its customers. */
export interface BookScope {
  readonly tenantId: string | null;
  readonly customerId: string | null;
}

const BOOK_ROWS = 200;

/** Pages of books after a place, each with its customers by id. Memory does not grow with their number. */
export async function* bookPages(db: Database, scope: BookScope, startAfter: BookOwner | null = null): AsyncGenerator<{ books: Book[]; customers: Map<string, Customer> }> {
  let after = startAfter;
  for (;;) {
    const books: Book[] = await scanBooks(db, { ...scope, after, limit: BOOK_ROWS });
    if (books.length > 0) yield { books, customers: await loadCustomers(db, books) };
    after = books.at(-1) ?? null;
    if (books.length < BOOK_ROWS || after === null) return;
  }
}

async function loadCustomers(db: Database, books: readonly Book[]): Promise<Map<string, Customer>> {
  const found = new Map<string, Customer>();
  for (const [tenantId, own] of groupBy(books, (book) => book.tenantId)) {
    const customers = await findCustomers(db, { tenantId, customerId: null }, own.map(({ customerId }) => customerId));
    for (const customer of customers) found.set(customer.id, customer);
  }
  return found;
}
