/**
 * Loaders: one set a request. Resolvers of a list ask one by one; a loader gathers what they ask for and reads it in one
 * statement, so that a page of 50 costs as many statements as a page of 5. Everything is read within the actor's reach.
 */
import DataLoader from 'dataloader';
import { groupBy } from '../../core/grouping.ts';
import { findCreditNotes, findCreditNotesOfInvoices } from '../../repositories/creditNotes.ts';
import { findCreditUnits, findCreditUnitsByCode, findRatesOfCreditUnits } from '../../repositories/creditUnits.ts';
import { findApiKeys } from '../../repositories/apiKeys.ts';
import { findAddingBackfills, findBackfills } from '../../repositories/backfills.ts';
import { findCharges } from '../../repositories/charges.ts';
import { findAppliedCouponsById, findCoupons } from '../../repositories/coupons.ts';
import { findCustomerKeys, findErasures } from '../../repositories/customerKeys.ts';
import { findCustomers, findCustomersByExternalId } from '../../repositories/customers.ts';
import { findCustomerZones } from '../../repositories/customerZones.ts';
import { countCutsOfCustomers, findCuts, pageCutsOfCustomers } from '../../repositories/invoices.ts';
import { findJournals } from '../../repositories/journals.ts';
import type { PageRequest } from '../../repositories/page.ts';
import { findPlans, findVersions, findVersionsOfPlans } from '../../repositories/plans.ts';
import { narrowTo } from '../../repositories/reach.ts';
import { findSubscriptions, findSubscriptionsOfCustomers } from '../../repositories/subscriptions.ts';
import { findCorrections } from '../../repositories/usageCorrections.ts';
import { findUsageEvents } from '../../repositories/usageEvents.ts';
import { findSettlements, findSettlementsAt } from '../../repositories/settlements.ts';
import { RECEIVABLE, WRITE_OFFS } from '../../core/accounts.ts';
import { invariant } from '../../core/invariant.ts';
import { findTaxRateVersions, findTaxRates, findVersionsOfTaxRates } from '../../repositories/taxRates.ts';
import { findRatingRecords } from '../../repositories/ratingRecords.ts';
import { findTenant } from '../../repositories/tenants.ts';
import type { TenantActor } from '../../services/actor.ts';
import type { Engine } from '../../services/engine.ts';
import { deriveCreditNotes } from '../../services/derivedCreditNotes.ts';
import { deriveInvoices } from '../../services/derivedInvoices.ts';
import { loadTenantAtNow } from '../../services/tenantTime.ts';
import { createCreditLoader, createInvoiceSettlementLoader, createInvoiceSumLoader } from './invoiceSums.ts';
import type { Database } from '../../store/database.ts';
import { createLotLoaders } from './lots.ts';
import { createLineEventLoader } from './lineEvents.ts';

/** Where a journal or an event is found: its customer, and its place or id. */
type InBook = { readonly customerId: string; readonly seq: number };
type Rated = { readonly customerId: string; readonly ratedDigest: string };
type OfCustomer = { readonly customerId: string; readonly id: string };

export function createLoaders(engine: Engine, actor: TenantActor) {
  const db = engine.store.database;
  const { tenantId } = actor;
  const now = once(async () => (await loadTenantAtNow(engine, db, tenantId)).now);
  return {
    /** The tenant's present time, the same for the whole request. */
    now,
    /** The key's tenant. */
    tenant: once(async () => {
      const tenant = await findTenant(db, tenantId);
      invariant(tenant, `tenant ${tenantId} exists`);
      return tenant;
    }),
    ...catalogLoaders(db, tenantId),
    customers: byKey((ids: readonly string[]) => findCustomers(db, actor, ids), ({ id }) => id),
    customersByExternalId: byKey((ids: readonly string[]) => findCustomersByExternalId(db, actor, ids), ({ externalId }) => externalId),
    ...privacyLoaders(db, actor),
    zones: byKey((ids: readonly string[]) => findCustomerZones(db, actor, ids), ({ customerId }) => customerId),
    subscriptions: byPlace((places: readonly OfCustomer[]) => findSubscriptions(db, actor, places.map(({ id }) => id)), ofCustomerKey),
    subscriptionsOfCustomer: manyByKey((customerIds) => findSubscriptionsOfCustomers(db, actor, customerIds), ({ customerId }) => customerId),
    charges: byKey((ids: readonly string[]) => findCharges(db, actor, ids), ({ id }) => id),
    settlements: byKey((ids: readonly string[]) => findSettlements(db, actor, ids), ({ id }) => id),
    /** The settlement that a journal is of. */
    settlementsAt: byPlace((places: readonly InBook[]) => findSettlementsAt(db, actor, places), ({ customerId, seq }) => `${customerId}:${seq}`),
    /** What took something off each invoice. */
    settlementsOfInvoice: createInvoiceSettlementLoader(db, actor),
    ...createLotLoaders(engine, actor, now),
    appliedCoupons: byKey((ids: readonly string[]) => findAppliedCouponsById(db, actor, ids), ({ id }) => id),
    ...usageLoaders(db, actor),
    journals: byPlace((places: readonly InBook[]) => findJournals(db, actor, places), ({ customerId, seq }) => `${customerId}:${seq}`),
    invoices: byKey(async (ids: readonly string[]) => await deriveInvoices(db, tenantId, await findCuts(db, actor, ids)), ({ cut }) => cut.id),
    ...creditNoteLoaders(db, actor),
    /** Pages of each customer's invoices. */
    cutPages: new DataLoader((lists: readonly { customerId: string; request: PageRequest }[]) => pageCutsOfCustomers(db, tenantId, lists), { cache: false }),
    /** How many invoices each customer has. */
    cutCounts: new DataLoader(async (customerIds: readonly string[]) => {
      const counts = await countCutsOfCustomers(db, tenantId, customerIds);
      return customerIds.map((id) => counts.get(id) ?? 0);
    }),
    /** What is owed on each invoice, at two times. */
    receivables: createInvoiceSumLoader(db, actor, RECEIVABLE),
    /** What of each invoice was written off, at two times. */
    writeOffs: createInvoiceSumLoader(db, actor, WRITE_OFFS),
    /** What the seller owes each customer and no invoice has had, at two times. */
    credits: createCreditLoader(db, actor),
    /** Everything a customer's subscriptions were ever on, and its calendar. Null if out of reach. */
    subscribed: new DataLoader(async (customerIds: readonly string[]) => {
      const inReach = customerIds.filter((id) => narrowTo(actor, id) !== null);
      const all = groupBy(await findSubscriptionsOfCustomers(db, actor, inReach), ({ customerId }) => customerId);
      const versionIds = [...all.values()].flat().flatMap(({ segments }) => segments.map(({ planVersionId }) => planVersionId));
      const versions = new Map((await findVersions(db, tenantId, [...new Set(versionIds)])).map((version) => [version.id, version]));
      const zones = new Map((await findCustomerZones(db, actor, inReach)).map(({ customerId, zone }) => [customerId, zone]));
      return customerIds.map((id) => {
        const zone = zones.get(id);
        return zone ? { subscriptions: all.get(id) ?? [], versions, zone } : null;
      });
    }),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;

/** Credit notes by id, and the rows of those on each invoice, oldest first. */
function creditNoteLoaders(db: Database, actor: TenantActor) {
  return {
    creditNotes: byKey(async (ids: readonly string[]) => await deriveCreditNotes(db, actor.tenantId, await findCreditNotes(db, actor, ids)), ({ note }) => note.id),
    creditNotesOfInvoice: manyByKey((invoiceIds: readonly string[]) => findCreditNotesOfInvoices(db, actor, invoiceIds), ({ invoiceId }) => invoiceId),
  };
}

/** Usage events, with what was recorded about them. */
function usageLoaders(db: Database, actor: TenantActor) {
  return {
    /** What was kept of a rating beyond its journal; null where nothing was. */
    ratings: byPlace((places: readonly Rated[]) => findRatingRecords(db, actor, places), ({ customerId, ratedDigest }) => `${customerId}:${ratedDigest}`),
    lineEvents: createLineEventLoader(db, actor.tenantId),
    backfills: byKey((ids: readonly string[]) => findBackfills(db, actor, ids), ({ id }) => id),
    /** Which backfill added each event; null for those that were sent by themselves. */
    additions: byPlace((places: readonly OfCustomer[]) => findAddingBackfills(db, actor.tenantId, places), ofCustomerKey),
    events: byPlace((places: readonly OfCustomer[]) => findUsageEvents(db, actor, places), ofCustomerKey),
    correctionsOfEvent: manyByPlace((places: readonly OfCustomer[]) => findCorrections(db, actor, places), ({ customerId, eventId }) => ({ customerId, id: eventId })),
  };
}

/** Data keys of customers, and what was erased. */
function privacyLoaders(db: Database, actor: TenantActor) {
  return {
    customerKeys: byKey((ids: readonly string[]) => findCustomerKeys(db, actor, ids), ({ customerId }) => customerId),
    erasures: manyByKey((customerIds) => findErasures(db, actor, customerIds), ({ customerId }) => customerId),
  };
}

/** What belongs to the tenant as a whole. */
function catalogLoaders(db: Database, tenantId: string) {
  return {
    taxRates: byKey((ids: readonly string[]) => findTaxRates(db, tenantId, ids), ({ id }) => id),
    taxRateVersions: byKey((ids: readonly string[]) => findTaxRateVersions(db, tenantId, ids), ({ id }) => id),
    versionsOfTaxRate: manyByKey((ids) => findVersionsOfTaxRates(db, tenantId, ids), ({ taxRateId }) => taxRateId),
    creditUnits: byKey((ids: readonly string[]) => findCreditUnits(db, tenantId, ids), ({ id }) => id),
    creditUnitsByCode: byKey((codes: readonly string[]) => findCreditUnitsByCode(db, tenantId, codes), ({ code }) => code),
    ratesOfCreditUnit: manyByKey((ids) => findRatesOfCreditUnits(db, tenantId, ids), ({ creditUnitId }) => creditUnitId),
    apiKeys: byKey((ids: readonly string[]) => findApiKeys(db, tenantId, ids), ({ id }) => id),
    plans: byKey((ids: readonly string[]) => findPlans(db, tenantId, ids), ({ id }) => id),
    versions: byKey((ids: readonly string[]) => findVersions(db, tenantId, ids), ({ id }) => id),
    versionsOfPlan: manyByKey((planIds) => findVersionsOfPlans(db, tenantId, planIds), ({ planId }) => planId),
    coupons: byKey((ids: readonly string[]) => findCoupons(db, tenantId, ids), ({ id }) => id),
  };
}

function ofCustomerKey({ customerId, id }: OfCustomer): string {
  return `${customerId}:${id}`;
}

/** Reads once a request, when first asked. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | null = null;
  return () => (value ??= read());
}

/** One row a key, null where there is none. */
function byKey<Row>(find: (keys: readonly string[]) => Promise<Row[]>, keyOf: (row: Row) => string): DataLoader<string, Row | null> {
  return new DataLoader(async (keys) => {
    const rows = new Map((await find(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** As `byKey`, for keys of several parts. */
function byPlace<Place, Row extends Place>(find: (places: readonly Place[]) => Promise<Row[]>, keyOf: (place: Place) => string): DataLoader<Place, Row | null, string> {
  return new DataLoader(
    async (places) => {
      const rows = new Map((await find(places)).map((row) => [keyOf(row), row]));
      return places.map((place) => rows.get(keyOf(place)) ?? null);
    },
    { cacheKeyFn: keyOf },
  );
}

/** Every row of each key, in the order in which they come. */
function manyByKey<Row>(find: (keys: readonly string[]) => Promise<Row[]>, keyOf: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(async (keys) => {
    const rows = groupBy(await find(keys), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}

/** As `manyByKey`, for keys of several parts. */
function manyByPlace<Row>(find: (places: readonly OfCustomer[]) => Promise<Row[]>, placeOf: (row: Row) => OfCustomer): DataLoader<OfCustomer, Row[], string> {
  return new DataLoader(
    async (places) => {
      const rows = groupBy(await find(places), (row) => ofCustomerKey(placeOf(row)));
      return places.map((place) => rows.get(ofCustomerKey(place)) ?? []);
    },
    { cacheKeyFn: ofCustomerKey },
  );
}
