/** Derived invoices: what the ledger gives for a cut, held against its seal. Reading, listing and verifying share it. */
import { CURRENCY_CODES } from '../core/currency.ts';
import type { DocumentTerms } from '../core/documentTerms.ts';
import { BillingError } from '../core/errors.ts';
import { groupBy } from '../core/grouping.ts';
import type { Instant } from '../core/instant.ts';
import { type InvoiceView, type LineSubjects, taxInvoice, viewInvoice } from '../core/invoice.ts';
import type { Journal } from '../core/journal.ts';
import type { JsonObject } from '../core/json.ts';
import { chargeIdOf, isAsPosted } from '../core/oneOffCharge.ts';
import { type Parties, partiesDigest } from '../core/parties.ts';
import { canonicalDocument, sealOf } from '../core/seal.ts';
import type { CutSpan } from '../core/cut.ts';
import { findCharges } from '../repositories/charges.ts';
import { type InvoiceParties, findParties } from '../repositories/invoiceParties.ts';
import { type InvoiceCut, findCuts, findCutsByPlace, findSeals } from '../repositories/invoices.ts';
import { findIssueJournals, findJournalsOfLines, findLinesOnCuts } from '../repositories/journals.ts';
import { findVersionsOfPrices } from '../repositories/plans.ts';
import type { Database } from '../store/database.ts';

/** An issued invoice as the ledger gives it now. */
export interface DerivedInvoice {
  readonly cut: InvoiceCut;
  readonly view: InvoiceView;
  /** How far the document before it reached; null for the first. */
  readonly reachedBefore: Instant | null;
  /** What was sealed at issue; null if the row is gone. */
  readonly seal: string | null;
  /** What the ledger gives today; the two differ only if something was tampered with. Null if the issue journal is gone. */
  readonly derivedSeal: string | null;
  readonly issueJournal: Journal | null;
  /** As they were at issue; null once they are erased. */
  readonly parties: Parties | null;
  /** What the seal covers; null where it cannot be derived. */
  readonly document: JsonObject | null;
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
  const parties = await findParties(db, cuts);
  return cuts.map((cut) =>
    deriveInvoice(cut, {
      parties: parties.find(({ customerId, cutNumber }) => customerId === cut.customerId && cutNumber === cut.cutNumber) ?? null,
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
  /** Null once they are erased, and where they are not looked at. */
  readonly parties: InvoiceParties | null;
}

/** One invoice of what was loaded for it, from the database or from a bundle. */
export function deriveInvoice(cut: InvoiceCut, { previous, journals, subjects, issueJournal, seal, parties }: InvoiceSources): DerivedInvoice {
  // A journal that has lost its line, or what that is of, cannot be shown. Without it the seal does not hold, which is how it is found.
  const untaxed = viewInvoice(journals.filter((journal) => isShown(journal, subjects)), { cut, previous, ...subjects });
  const view = cut.terms === null ? untaxed : taxInvoice(untaxed, cut.terms.tax);
  const isDerivable = issueJournal !== null && cut.terms !== null && CURRENCY_CODES.includes(cut.currency) && areAsSealed(parties, cut.terms);
  const place = { owner: cut, currency: cut.currency, cut, issueHash: issueJournal?.hash ?? '' };
  return {
    cut,
    view,
    reachedBefore: previous?.asOf ?? null,
    seal,
    derivedSeal: isDerivable ? sealOf(view, place) : null,
    issueJournal,
    parties: parties?.parties ?? null,
    document: isDerivable ? canonicalDocument(view, place) : null,
  };
}

/** Parties that are there are the ones whose digest was sealed; those that were erased leave the seal as it is. */
function areAsSealed(own: InvoiceParties | null, terms: DocumentTerms): boolean {
  return own === null || partiesDigest(own.parties, own.salt) === terms.partiesDigest;
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
    voided: await loadVoided(db, tenantId, journals),
  };
}

/** The voided invoices whose lines some of the journals bill again; nothing is read where there is none. */
export async function loadVoided(db: Database, tenantId: string, journals: readonly Journal[]): Promise<Map<string, CutSpan>> {
  const ids = new Set(journals.flatMap(({ kind, invoiceId }) => (kind === 'REBILLING' && invoiceId !== null ? [invoiceId] : [])));
  const cuts = await findCuts(db, { tenantId, customerId: null }, [...ids]);
  const before = await findCutsByPlace(db, tenantId, cuts.filter(({ cutNumber }) => cutNumber > 1).map(({ customerId, cutNumber }) => ({ customerId, cutNumber: cutNumber - 1 })));
  return new Map(cuts.map((cut) => [cut.id, { cut, previous: before.find(({ customerId, cutNumber }) => customerId === cut.customerId && cutNumber === cut.cutNumber - 1) ?? null }]));
}
