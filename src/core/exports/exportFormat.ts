/** What an export format is: pieces of text for the beginning, for each book and for its journals, one after another. */
import type { Account } from '../accounts.ts';
import type { BookOwner } from '../book.ts';
import type { CurrencyCode } from '../currency.ts';
import type { Journal } from '../journal.ts';

/** Whose journals they are, as the seller knows the customer. */
export interface ExportedBook extends BookOwner {
  readonly externalId: string;
}

export interface ExportFormat {
  readonly mediaType: string;
  /** Of a file that holds it. */
  readonly extension: string;
  /** What stands before everything. `currencies`: those of the customers within reach, sorted. */
  begin(currencies: readonly CurrencyCode[]): string;
  /** Declares accounts of a book before its journals; null if the format declares none. */
  readonly declare: ((book: ExportedBook, accounts: readonly Account[]) => string) | null;
  /** Journals of one book, in book order. */
  write(book: ExportedBook, journals: readonly Journal[]): string;
}
