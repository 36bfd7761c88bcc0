/** Credit within a transaction: grants, purchases, voids and expiries decided on a locked book, and their rows. A request and a replay do the same. */
import { type BookOwner, type PostingContext, appendJournals } from '../core/book.ts';
import { expiryJournals, voidJournal } from '../core/credits/drawing.ts';
import { type Grant, grantJournal } from '../core/credits/grant.ts';
import type { GrantVoid } from '../core/credits/grantVoid.ts';
import { takeableOf } from '../core/credits/lotUnits.ts';
import { purchaseJournal } from '../core/credits/purchase.ts';
import { oweCredit } from '../core/credits/recurringLots.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { type Instant, later } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';
import type { Journal, JournalDraft } from '../core/journal.ts';
import type { OneOffCharge } from '../core/oneOffCharge.ts';
import { type Book, saveBook } from '../repositories/books.ts';
import { insertCharge } from '../repositories/charges.ts';
import { findGrants, findLots, insertGrants, insertVoid, lotsOf } from '../repositories/credits.ts';
import { insertJournals } from '../repositories/journals.ts';
import type { Transaction } from '../store/database.ts';
import { loadOwed } from './owedCredit.ts';

/** A locked book, and what it is kept in. */
export interface CreditOrder {
  readonly book: Book;
  readonly currency: CurrencyCode;
}

/** Journals that were posted, and the book with them. */
export interface PostedCredit {
  readonly journals: readonly Journal[];
  readonly book: Book;
}

/** What stands in a row before its journal has a place. */
export type Unplaced<Row> = Omit<Row, 'seq' | 'recordedAt' | 'actor'>;

/** Posts a grant that no invoice charges for. */
export async function grantInTransaction(tx: Transaction, { book, currency }: CreditOrder, grant: Unplaced<Grant>, context: PostingContext): Promise<PostedCredit> {
  const posted = await postCredit(tx, book, [grantJournal(grant.id, grant.terms, { currency, now: context.now })], context);
  await insertGrants(tx, book.tenantId, [placed(grant, posted.journals[0])]);
  return posted;
}

/** Puts what is bought on the book, so that an invoice can have it: the paid lot, which the charge's line pays for, and its bonus. */
export async function purchaseInTransaction(
  tx: Transaction,
  { book, currency }: CreditOrder,
  { charge, grants }: { readonly charge: Unplaced<OneOffCharge>; readonly grants: readonly Unplaced<Grant>[] },
  context: PostingContext,
): Promise<PostedCredit> {
  const next = { currency, now: context.now, ratedThrough: book.ratedThrough };
  const drafts = grants.map(({ id, terms }) => (terms.kind === 'PAID' ? purchaseJournal(charge, id, next) : grantJournal(id, terms, next)));
  const posted = await postCredit(tx, book, drafts, context);
  await insertCharge(tx, book.tenantId, placed(charge, posted.journals[grants.findIndex(({ terms }) => terms.kind === 'PAID')]));
  await insertGrants(tx, book.tenantId, grants.map((grant, index) => placed(grant, posted.journals[index])));
  return posted;
}

/** Errors: NOT_FOUND at `grantId`; those of `takeableOf`: INVALID_STATE, OUT_OF_RANGE. */
export async function voidInTransaction(tx: Transaction, { book, currency }: CreditOrder, asked: Unplaced<GrantVoid>, context: PostingContext): Promise<PostedCredit> {
  const owner = ownerOf(book);
  const [lot] = await lotsOf(tx, owner, await findGrants(tx, owner, [asked.grantId]), null);
  if (!lot) throw new BillingError('NOT_FOUND', 'is not a grant', ['grantId']);
  // What nobody has paid must not become money that can be paid out.
  refuseUnless(lot.isPaidFor || lot.grant.terms.kind !== 'PAID' || asked.terms.destination === 'BREAKAGE', 'INVALID_STATE', 'is not paid for: credit or void the invoice that sold it', ['grantId']);
  const at = later(context.now, book.recordedAt);
  const amount = takeableOf(lot, asked.terms, { at, currency });
  const posted = await postCredit(tx, book, [voidJournal(lot, amount, { currency, at, keeps: asked.terms.destination === 'BREAKAGE' })], context);
  await insertVoid(tx, book.tenantId, placed(asked, posted.journals[0]));
  return posted;
}

/** Brings what is posted as expired to what has expired, of all lots of the book; nothing if that is so already. */
export async function expireInTransaction(tx: Transaction, { book, currency }: CreditOrder, context: PostingContext): Promise<PostedCredit> {
  const owner = ownerOf(book);
  const lots = await findLots(tx, owner, [owner.customerId], null);
  const drafts = expiryJournals(lots, { currency, at: later(context.now, book.recordedAt) });
  return drafts.length === 0 ? { journals: [], book } : await postCredit(tx, book, drafts, context);
}

/** Posts what recurring grants and allowances owe by now, or one rule or subscription of them; nothing if all of it is posted. Whoever asks, and whenever, the lots are the same. */
export async function grantDueInTransaction(tx: Transaction, { book, currency }: CreditOrder, now: Instant, ruleId: string | null = null): Promise<PostedCredit> {
  const owner = ownerOf(book);
  const at = later(now, book.recordedAt);
  const owed = (await loadOwed(tx, owner, [owner.customerId], { at, grants: null })).filter(({ rule }) => ruleId === null || rule.id === ruleId);
  if (owed.length === 0) return { journals: [], book };
  const { grants, journals, head } = oweCredit(owner, book, owed, { currency, now: at });
  await insertJournals(tx, owner, journals);
  await insertGrants(tx, owner.tenantId, grants);
  const posted = { ...book, ...head };
  await saveBook(tx, posted);
  return { journals, book: posted };
}

/** Puts journals on a locked book. */
export async function postCredit(tx: Transaction, book: Book, drafts: readonly JournalDraft[], context: PostingContext): Promise<PostedCredit> {
  const owner = ownerOf(book);
  const { journals, head } = appendJournals(owner, book, drafts, context);
  await insertJournals(tx, owner, journals);
  const posted = { ...book, ...head };
  await saveBook(tx, posted);
  return { journals, book: posted };
}

function ownerOf({ tenantId, customerId }: Book): BookOwner {
  return { tenantId, customerId };
}

/** A row with the place of its journal. */
export function placed<Row extends object>(row: Row, journal: Journal | undefined) {
  invariant(journal, 'what is recorded has a journal');
  return { ...row, seq: journal.seq, recordedAt: journal.recordedAt, actor: journal.actor };
}
