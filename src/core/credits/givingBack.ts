/** Giving back: the journals by which a note returns drawn credit to its lots, and takes back credit that its invoice sold. */
import type { BookOwner } from '../book.ts';
import type { CreditNoteTerms, CreditNoteView } from '../creditNote.ts';
import type { CurrencyCode } from '../currency.ts';
import { refuseUnless } from '../errors.ts';
import { roundShares } from '../allocation.ts';
import { type Instant, LATEST_MS, instant } from '../instant.ts';
import { invariant } from '../invariant.ts';
import { type InvoiceLine, sellsCredit } from '../invoice.ts';
import type { JournalDraft } from '../journal.ts';
import { amountText } from '../money.ts';
import type { Posting } from '../posting.ts';
import { postFact } from '../postingRules.ts';
import { drawPostings } from './drawing.ts';
import { type Grant, type GrantTerms, grantId } from './grant.ts';
import { unitsOf } from './lotUnits.ts';
import { type Lot, hasExpired, standingOf, untakenOf } from './lot.ts';

/** The invoice that is credited, and the customer's lots as they stand in the locked book. */
export interface GivingBack {
  readonly currency: CurrencyCode;
  readonly invoice: { readonly id: string };
  readonly lines: readonly InvoiceLine[];
  /** What earlier notes took off it. */
  readonly earlier: readonly CreditNoteView[];
  /** By grant: all of the customer's, if the invoice drew on any or sold one. */
  readonly lots: ReadonlyMap<string, Lot>;
  /** As `movedDraws` has it of the lines; where left out, no later document moved their credit. */
  readonly moved?: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  /** From when on lines that are billed again are billable. */
  readonly ratedThrough: Instant;
}

/** In whose book, by which request, and when. */
export interface GivingMoment {
  readonly owner: BookOwner;
  readonly cause: string;
  readonly effectiveAt: Instant;
  /** When it is recorded. */
  readonly at: Instant;
}

/** What giving back posts, and the lots that it makes in place of lapsed ones. */
export interface GivenBack {
  readonly journals: readonly JournalDraft[];
  readonly grants: readonly Pick<Grant, 'id' | 'customerId' | 'terms'>[];
}

/**
 * Returns to each lot what the note gives back of it, then settles what came back to lapsed lots, then takes back what was sold.
 * Errors, in order: INVALID_STATE at `invoiceId` if a line drew credit that a later document gave back or moved to other lines, or gave back credit
 * that is not in its lot any more; OUT_OF_RANGE at what was asked
 * for more than is left of a lot that the invoice sold.
 */
export function giveBack(view: CreditNoteView, giving: GivingBack, terms: CreditNoteTerms, moment: GivingMoment): GivenBack {
  for (const { lineKey, draws } of view.lines) {
    const drawn = giving.moved?.get(lineKey);
    const isThere = draws.every(({ grantId: id, amount }) => drawn === undefined || amount >= 0n || (drawn.get(id) ?? 0n) + amount >= 0n);
    refuseUnless(isThere, 'INVALID_STATE', 'drew credit that a later invoice gave back, or moved to other lines; credit that one first, or less of this one', ['invoiceId']);
  }
  const returned = new Map<string, bigint>();
  for (const { grantId: id, amount } of view.lines.flatMap(({ draws }) => draws)) returned.set(id, (returned.get(id) ?? 0n) - amount);
  for (const [id, amount] of returned) refuseUnless(untakenOf(lotIn(giving, id)) + amount >= 0n, 'INVALID_STATE', 'gave back credit that was used since', ['invoiceId']);
  const again = terms.voids === 'BILL_AGAIN';
  const lapsed = again ? [] : [...returned].flatMap(([id, amount]) => settleLapsed(lotIn(giving, id), amount, giving, { ...terms, ...moment }));
  return {
    journals: [
      ...returnJournals(view, giving, { again, ...moment }),
      ...lapsed.flatMap(({ journals }) => journals),
      ...(again ? [] : takenBack(view, giving, { terms, returned, ...moment })),
    ],
    grants: lapsed.flatMap(({ grants }) => grants),
  };
}

/** A journal a line. Where lines are billed again it undoes the draw, and is on the invoice that has them; else the credit is given for nothing. */
function returnJournals(view: CreditNoteView, giving: GivingBack, { again, effectiveAt }: { readonly again: boolean; readonly effectiveAt: Instant }): JournalDraft[] {
  return view.lines.flatMap((line): JournalDraft[] => {
    const postings = line.draws.flatMap(({ grantId: id, amount }) => {
      const lot = lotIn(giving, id);
      return again ? drawPostings(lot, amount, line.lineKey) : returnPostings(lot, -amount, giving);
    });
    if (postings.length === 0) return [];
    // What is billed again names no invoice: the next one reaches it, as it does the line's charges.
    const place = again ? { billableAt: giving.ratedThrough, invoiceId: null } : { billableAt: null, invoiceId: giving.invoice.id };
    return [{ ...draftOf('CREDIT_RETURN', giving, effectiveAt), ...place, line: lineIn(giving, line.lineKey).evidence, postings }];
  });
}

function returnPostings({ grant: { id, terms } }: Lot, amount: bigint, { invoice }: GivingBack): Posting[] {
  const about = { grant: id, invoice: invoice.id };
  if (terms.kind === 'PAID') return postFact('paid credit returned', about, amount);
  return [...postFact('promotional credit returned', about, amount), ...postFact('promotional credit used up', about, -amount)];
}

/** What came back to a lot that has expired: it expires with the lot, lasts as a lot in its place, or, if it was paid, becomes money. */
function settleLapsed(lot: Lot, amount: bigint, giving: GivingBack, rule: GivingMoment & Pick<CreditNoteTerms, 'lapsedCredit' | 'lapsedDays'>): GivenBack[] {
  const { lapsedCredit, lapsedDays, owner, cause, effectiveAt, at } = rule;
  const { id, terms: all } = lot.grant;
  // What comes back in its place came from no other customer, and is no interval's of a rule.
  const { transfer: _from, recurrence: _rule, allowance: _plan, topUp: _purchase, ...terms } = all;
  const isPaid = terms.kind === 'PAID';
  if (amount <= 0n || !hasExpired(lot, at) || lapsedCredit === 'LAPSES' || (lapsedCredit === 'CUSTOMER_CREDIT' && !isPaid)) return [];
  const about = { grant: id, invoice: giving.invoice.id };
  const taken = draftOf('CREDIT_VOID', giving, effectiveAt);
  if (lapsedCredit === 'CUSTOMER_CREDIT') return [{ journals: [{ ...taken, postings: postFact('paid credit given back', about, amount) }], grants: [] }];
  const expiresAt = instant(Math.min(at + (lapsedDays ?? 0) * DAY_MS, LATEST_MS));
  const unit = terms.unit && { unit: { ...terms.unit, amount: unitsOf(terms.unit, amount, giving.currency) } };
  const instead: GrantTerms = { ...terms, ...unit, amount, startsAt: null, expiresAt, purchase: lot.isPaidFor ? null : terms.purchase, replaces: id };
  const grant = { id: grantId(instead, { ...owner, cause, at }), customerId: owner.customerId, terms: instead };
  const given = { ...about, grant: grant.id };
  const [from, to] = isPaid
    ? [postFact('paid credit returned', about, -amount), postFact('paid credit returned', given, amount)]
    : [postFact('promotional credit used up', about, amount), postFact('promotional credit granted', given, amount)];
  return [{ journals: [{ ...taken, postings: from }, { ...taken, kind: 'CREDIT_GRANT', postings: to }], grants: [grant] }];
}

/** Credit that the invoice sold: as much of the lot as is credited of its line, and of its bonus by the rule. */
function takenBack(view: CreditNoteView, giving: GivingBack, { terms, returned, effectiveAt, at }: GivingMoment & { readonly terms: CreditNoteTerms; readonly returned: ReadonlyMap<string, bigint> }): JournalDraft[] {
  const leftOf = (lot: Lot) => standingOf({ ...lot, burned: lot.burned - (returned.get(lot.grant.id) ?? 0n) }, at).remaining;
  return view.lines.flatMap(({ lineKey, amount }): JournalDraft[] => {
    const line = lineIn(giving, lineKey);
    if (!sellsCredit(line)) return [];
    const sold = [...giving.lots.values()].filter(({ grant }) => grant.terms.purchase?.chargeId === line.chargeId && grant.terms.replaces === undefined);
    const paid = sold.find(({ grant }) => grant.terms.kind === 'PAID');
    invariant(paid, 'what sells credit has a lot');
    const [left, text] = [leftOf(paid), (minor: bigint) => amountText(minor, giving.currency)];
    refuseUnless(amount <= left, 'OUT_OF_RANGE', `takes back ${text(amount)} of the credit that it sold, of which ${text(left)} is left`, [terms.lines !== null ? 'lines' : terms.amount !== null ? 'amount' : 'invoiceId']);
    const before = giving.earlier.flatMap(({ lines }) => lines).reduce((sum, earlier) => sum + (earlier.lineKey === lineKey ? earlier.amount : 0n), 0n);
    const draft = { ...draftOf('CREDIT_VOID', giving, effectiveAt), line: line.evidence };
    const bonuses = terms.bonusCredit === 'KEPT' ? [] : sold.filter(({ grant }) => grant.terms.kind === 'PROMOTIONAL');
    return [
      { ...draft, postings: postFact('paid credit returned', { grant: paid.grant.id, invoice: giving.invoice.id }, -amount) },
      ...bonuses.flatMap((bonus) => {
        const share = bonusOf(bonus, paid, before + amount) - bonusOf(bonus, paid, before);
        const taken = share < leftOf(bonus) ? share : leftOf(bonus);
        return taken <= 0n ? [] : [{ ...draft, postings: postFact('promotional credit used up', { grant: bonus.grant.id }, taken) }];
      }),
    ];
  });
}

/** What of a bonus goes with so much of what was bought, rounded on the sum of all notes. */
function bonusOf(bonus: Lot, paid: Lot, amount: bigint): bigint {
  return roundShares([{ numerator: bonus.granted * amount, denominator: paid.granted }]).total;
}

function draftOf(kind: JournalDraft['kind'], { currency, invoice }: GivingBack, effectiveAt: Instant): JournalDraft {
  return { kind, currency, effectiveAt, billableAt: null, reversesSeq: null, invoiceId: invoice.id, line: null, postings: [] };
}

function lotIn({ lots }: GivingBack, id: string): Lot {
  const lot = lots.get(id);
  invariant(lot, `lot ${id} is loaded`);
  return lot;
}

function lineIn({ lines }: GivingBack, lineKey: string): InvoiceLine {
  const line = lines.find((own) => own.lineKey === lineKey);
  invariant(line, `line ${lineKey} is on the invoice`);
  return line;
}

const DAY_MS = 86_400_000;
