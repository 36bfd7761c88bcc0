/** Derived invoices: what the ledger gives for a cut, held against its seal. Reading, listing and verifying share it. */
import { CURRENCY_CODES } from '../core/currency.ts';
import { BillingError } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import { type InvoiceView, type LineSubjects, viewInvoice } from '../core/invoice.ts';
import type { Journal } from '../core/journal.ts';
import { chargeIdOf, isAsPosted } from '../core/oneOffCharge.ts';
import { sealOf } from '../core/seal.ts';
import { findCharges } from '../repositories/charges.ts';
import { type InvoiceCut, findCutsByPlace, findSeals } from '../repositories/invoices.ts';
import { findIssueJournals, findJournalsOfLines, findLinesOnCuts } from '../repositories/journals.ts';
import { findVersionsOfPrices } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';

/** An issued invoice as the ledger gives it now. */
export interface DerivedInvoice {
  readonly cut: InvoiceCut;
  readonly view: InvoiceView;
  /** What was sealed at issue; null if the row is gone. */
  readonly seal: string | null;
  /** What the ledger gives today; the two differ only if something was tampered with. Null if the issue journal is gone. */
  readonly derivedSeal: string | null;
  readonly issueJournal: Journal | null;
}

/** Invoices of one tenant: a fixed number of statements however many. Says of each what it derives to, and judges nothing. */
export async function deriveInvoices(db: Database, tenantId: string, cuts: readonly InvoiceCut[]): Promise<DerivedInvoice[]> {
  if (cuts.length === 0) return [];
  const before = await findCutsByPlace(db, tenantId, cuts.filter(({ cutNumber }) => cutNumber > 1).map(({ customerId, cutNumber }) => ({ customerId, cutNumber: cutNumber - 1 })));
  const previousOf = (cut: InvoiceCut) => before.find(({ customerId, cutNumber }) => customerId === cut.customerId && cutNumber === cut.cutNumber - 1) ?? null;
  const lines = await findLinesOnCuts(db, tenantId, cuts.map((cut) => ({ customerId: cut.customerId, cut, previous: previousOf(cut) })));
  const customerIds = [...new Set(cuts.map(({ customerId }) => customerId))];
  const journals = await findJournalsOfLines(db, tenantId, customerIds, [...new Set(lines.map(({ lineKey }) => lineKey))]);
  const subjects = await loadSubjects(db, tenantId, journals);
  const journalsOf = groupBy(journals, ({ customerId }) => customerId);
  const issueJournals = new Map((await findIssueJournals(db, tenantId, cuts.map(({ id }) => id))).map((journal) => [journal.invoiceId, journal]));
  const seals = await findSeals(db, cuts);
  return cuts.map((cut) =>
    deriveInvoice(cut, {
      previous: previousOf(cut),
      journals: journalsOf.get(cut.customerId) ?? [],
      subjects,
      issueJournal: issueJournals.get(cut.id) ?? null,
      seal: seals.get(cut.id) ?? null,
    }),
  );
}

/** What an invoice is derived from. `journals`: at least those of its lines, of its own book. */
export interface InvoiceSources {
  readonly previous: InvoiceCut | null;
  readonly journals: readonly Journal[];
  readonly subjects: LineSubjects;
  readonly issueJournal: Journal | null;
  readonly seal: string | null;
}

/** One invoice of what was loaded for it, from the database or from a bundle. */
export function deriveInvoice(cut: InvoiceCut, { previous, journals, subjects, issueJournal, seal }: InvoiceSources): DerivedInvoice {
  // A journal that has lost its line, or what that is of, cannot be shown. Without it the seal does not hold, which is how it is found.
  const view = viewInvoice(journals.filter((journal) => isShown(journal, subjects)), { cut, previous, ...subjects });
  const derivedSeal = issueJournal && CURRENCY_CODES.includes(cut.currency) ? sealOf(view, { owner: cut, currency: cut.currency, cut, issueHash: issueJournal.hash }) : null;
  return { cut, view, seal, derivedSeal, issueJournal };
}

/** Refuses to show an invoice that is not what was sealed. Errors: SEAL_BROKEN. */
export function assertSealed({ cut, seal, derivedSeal }: DerivedInvoice): void {
  if (seal === null || seal !== derivedSeal) {
    throw new BillingError('SEAL_BROKEN', `invoice ${cut.number} no longer derives to its seal; verify the ledger`);
  }
}

function isShown(journal: Journal, { prices, charges }: LineSubjects): boolean {
  if (journal.line === null) return false;
  if (journal.line.priceId !== null) return prices.has(journal.line.priceId);
  const charge = charges.get(chargeIdOf(journal.line) ?? '');
  return charge !== undefined && isAsPosted(charge, journal);
}

/** The prices and one-off charges of the journals' lines, by id. */
async function loadSubjects(db: Database, tenantId: string, journals: readonly Journal[]): Promise<LineSubjects> {
  const lines = journals.flatMap(({ line }) => line ?? []);
  const versions = await findVersionsOfPrices(db, tenantId, [...new Set(lines.flatMap(({ priceId }) => priceId ?? []))]);
  const charges = await findCharges(db, { tenantId, customerId: null }, [...new Set(lines.flatMap((line) => chargeIdOf(line) ?? []))]);
  return {
    prices: new Map(versions.flatMap((version) => version.prices.map((price) => [price.id, price]))),
    charges: new Map(charges.map((charge) => [charge.id, charge])),
  };
}
