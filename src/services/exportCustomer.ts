/** Everything that is kept of one customer, for whoever it is about: row by row, in memory that does not grow with it. */
import type { BookOwner } from '../core/book.ts';
import { alertTermsJson } from '../core/credits/creditAlert.ts';
import { grantTermsJson } from '../core/credits/grant.ts';
import { recurringTermsJson } from '../core/credits/recurringGrant.ts';
import { topUpTermsJson } from '../core/credits/topUp.ts';
import { transferTermsJson } from '../core/credits/transfer.ts';
import type { Customer } from '../core/customer.ts';
import { type Instant, instantText } from '../core/instant.ts';
import type { JsonObject } from '../core/json.ts';
import type { RecordedCharge } from '../core/oneOffCharge.ts';
import { partiesJson } from '../core/parties.ts';
import { type SealedPlace, openProperties, sealedNames } from '../core/personalProperties.ts';
import { pageCharges } from '../repositories/charges.ts';
import { findAppliedCoupons } from '../repositories/coupons.ts';
import { findCreditNotesOfBook } from '../repositories/creditNotes.ts';
import { findCreditAlertsOfCustomers } from '../repositories/creditAlerts.ts';
import { findExpiryChanges, findLots, findTransfers } from '../repositories/credits.ts';
import { findRecurringGrantsOfCustomers } from '../repositories/recurringGrants.ts';
import { findCustomerKeys, findErasures } from '../repositories/customerKeys.ts';
import { getCustomerZone } from '../repositories/customerZones.ts';
import { findCutsOfBook } from '../repositories/invoices.ts';
import { inChunks } from '../repositories/chunks.ts';
import type { Page, PageKey, PageRequest } from '../repositories/page.ts';
import { pageSettlements } from '../repositories/settlements.ts';
import { findSubscriptionsOfCustomers } from '../repositories/subscriptions.ts';
import { findTopUpRulesOfCustomers } from '../repositories/topUpRules.ts';
import { type RecordedCorrection, findCorrections } from '../repositories/usageCorrections.ts';
import { type UsageEventRecord, pageUsageEvents } from '../repositories/usageEvents.ts';
import type { Database } from '../store/database.ts';
import { deriveInvoices } from './derivedInvoices.ts';
import type { Engine } from './engine.ts';

/** One row of the export. Times are RFC 3339 texts, amounts texts of minor units. */
export type ExportedRow = { readonly type: string } & Readonly<Record<string, unknown>>;

const ROWS = 500;
const INVOICES = 50;

/** The last row is of type `end` and counts the others: without it the export is not whole. */
export async function* exportCustomer({ store }: Engine, { tenantId }: Pick<BookOwner, 'tenantId'>, customer: Customer): AsyncGenerator<ExportedRow> {
  const owner = { tenantId, customerId: customer.id };
  const rows: Record<string, number> = {};
  for (const part of PARTS) {
    for await (const row of part(store.database, owner, customer, null)) {
      rows[row.type] = (rows[row.type] ?? 0) + 1;
      yield row;
    }
  }
  yield { type: 'end', rows };
}

/** How far an export was read: which part, after which event of it, and how many rows since. */
export interface ExportPlace {
  readonly part: number;
  readonly afterEventId: string | null;
  readonly rows: number;
}

export interface ExportPage {
  readonly rows: readonly ExportedRow[];
  /** Null at the end. */
  readonly next: ExportPlace | null;
}

/** The same rows but the last, a page at a time. What is recorded meanwhile is on a later page, if it belongs there. */
export async function readExportPage({ store }: Engine, owner: BookOwner, customer: Customer, { after, limit }: { after: ExportPlace | null; limit: number }): Promise<ExportPage> {
  const rows: ExportedRow[] = [];
  for (let part = after?.part ?? 0; part < PARTS.length; part += 1) {
    const begun = part === after?.part ? after : { afterEventId: null, rows: 0 };
    // An event and its corrections: a place among them is counted from the event before.
    let [afterEventId, since, event]: [string | null, number, string | null] = [begun.afterEventId, 0, null];
    for await (const row of PARTS[part]?.(store.database, owner, customer, begun.afterEventId) ?? []) {
      if (row.type === 'event') {
        if (event !== null) [afterEventId, since] = [event, 0];
        event = String(row['id']);
      }
      const isRead = afterEventId === begun.afterEventId && since < begun.rows;
      if (!isRead && rows.length === limit) return { rows, next: { part, afterEventId, rows: since } };
      if (!isRead) rows.push(row);
      since += 1;
    }
  }
  return { rows, next: null };
}

type Part = (db: Database, owner: BookOwner, customer: Customer, afterEventId: string | null) => AsyncGenerator<ExportedRow>;

async function* profile(db: Database, owner: BookOwner, { createdAt, firstTimeZone: _, ...customer }: Customer): AsyncGenerator<ExportedRow> {
  yield { type: 'customer', ...customer, createdAt: instantText(createdAt) };
  for (const { timeZone, startAt, endAt } of (await getCustomerZone(db, owner, owner.customerId)).spans) {
    yield { type: 'timeZone', timeZone, startAt: textOf(startAt), endAt: textOf(endAt) };
  }
  for (const { customerId: _, actor: _actor, erasedAt, ...erasure } of await findErasures(db, owner, [owner.customerId])) {
    yield { type: 'erasure', ...erasure, erasedAt: instantText(erasedAt) };
  }
}

async function* subscribed(db: Database, owner: BookOwner): AsyncGenerator<ExportedRow> {
  for (const { id, startAt, createdAt, segments } of await findSubscriptionsOfCustomers(db, owner, [owner.customerId])) {
    const stretches = segments.map(({ startAt: from, state, planVersionId, quantities, reason }) => ({ startAt: instantText(from), state, planVersionId, quantities, reason }));
    yield { type: 'subscription', id, startAt: instantText(startAt), createdAt: instantText(createdAt), segments: stretches };
  }
  for (const { id, coupon, ...applied } of await findAppliedCoupons(db, owner)) {
    yield { type: 'coupon', id, code: coupon.code, startAt: textOf(applied.startAt), removedAt: textOf(applied.removal?.endAt ?? null) };
  }
}

/** As they are sealed, with the parties that they name still. */
async function* invoiced(db: Database, owner: BookOwner): AsyncGenerator<ExportedRow> {
  for (const cuts of inChunks(await findCutsOfBook(db, owner), INVOICES)) {
    for (const { cut, document, parties, seal } of await deriveInvoices(db, owner.tenantId, cuts)) {
      yield { type: 'invoice', number: cut.number, issuedAt: instantText(cut.issuedAt), parties: parties && partiesJson(parties), document, seal };
    }
  }
}

async function* credited(db: Database, owner: BookOwner): AsyncGenerator<ExportedRow> {
  for (const { number, invoiceId, issuedAt, terms, seal } of await findCreditNotesOfBook(db, owner)) {
    yield { type: 'creditNote', number, invoiceId, issuedAt: instantText(issuedAt), terms, seal };
  }
}

async function* settled(db: Database, owner: BookOwner): AsyncGenerator<ExportedRow> {
  const keyOf = ({ customerId, seq }: { customerId: string; seq: number }) => [customerId, seq];
  for await (const { id, kind, terms, recordedAt } of allOf(keyOf, (request) => pageSettlements(db, owner, {}, request))) {
    yield { type: 'settlement', id, kind, ...terms, recordedAt: instantText(recordedAt) };
  }
}

async function* charged(db: Database, owner: BookOwner): AsyncGenerator<ExportedRow> {
  const keyOf = ({ customerId, id }: RecordedCharge) => [customerId, id];
  for await (const { id, terms, recordedAt, reason, reversal } of allOf(keyOf, (request) => pageCharges(db, owner, request))) {
    yield { type: 'charge', id, description: terms.description, recordedAt: instantText(recordedAt), reason, reversed: reversal && { reason: reversal.reason } };
  }
}

/** Lots of credit as they were granted, and what became of them. */
async function* granted(db: Database, owner: BookOwner): AsyncGenerator<ExportedRow> {
  const lots = await findLots(db, owner, [owner.customerId], null);
  for (const { grant, burned, voided, expiresAt } of lots) {
    yield { type: 'creditGrant', id: grant.id, ...grantTermsJson(grant.terms), expiresAt: textOf(grant.terms.allowance ? expiresAt : grant.terms.expiresAt), recordedAt: instantText(grant.recordedAt), burned: String(burned), voided: String(voided) };
  }
  for (const { grantId, toGrantId, terms, recordedAt } of await findTransfers(db, owner, lots.map(({ grant }) => grant.id))) {
    yield { type: 'creditTransfer', grantId, toGrantId, ...transferTermsJson(terms), recordedAt: instantText(recordedAt) };
  }
  for (const { grantId, expiresAt, reason, recordedAt } of await findExpiryChanges(db, owner, lots.map(({ grant }) => grant.id))) {
    yield { type: 'creditExpiry', grantId, expiresAt: textOf(expiresAt), reason, recordedAt: instantText(recordedAt) };
  }
  for (const { id, terms, recordedAt, end } of await findRecurringGrantsOfCustomers(db, owner, [owner.customerId])) {
    yield { type: 'recurringGrant', id, ...recurringTermsJson(terms), recordedAt: instantText(recordedAt), endedAt: textOf(end?.endAt ?? null), reason: end?.reason ?? null };
  }
  for (const { id, terms, recordedAt } of await findCreditAlertsOfCustomers(db, owner, [owner.customerId])) {
    yield { type: 'creditAlert', id, ...alertTermsJson(terms), recordedAt: instantText(recordedAt) };
  }
  for (const { id, terms, recordedAt, end } of await findTopUpRulesOfCustomers(db, owner, [owner.customerId])) {
    yield { type: 'topUpRule', id, ...topUpTermsJson(terms), recordedAt: instantText(recordedAt), endedAt: textOf(end?.recordedAt ?? null), reason: end?.reason ?? null };
  }
}

/** Events as they came, and what was corrected about them; personal properties in the open, unless they were erased. */
async function* used(db: Database, owner: BookOwner, _customer: Customer, afterEventId: string | null): AsyncGenerator<ExportedRow> {
  const [key] = await findCustomerKeys(db, owner, [owner.customerId]);
  const dataKey = key?.dataKey ?? null;
  for (let after: PageKey | null = afterEventId === null ? null : [owner.customerId, afterEventId]; ; ) {
    const { rows: events, hasNextPage }: Page<UsageEventRecord> = await pageUsageEvents(db, owner, {}, { limit: ROWS, after, before: null, isBackward: false });
    const corrections = await findCorrections(db, owner, events);
    for (const event of events) {
      const { id, key: eventKey, eventName, occurredAt, recordedAt } = event;
      const place = { customerId: owner.customerId, eventId: id };
      yield { type: 'event', id, key: eventKey, eventName, occurredAt: instantText(occurredAt), recordedAt: instantText(recordedAt), ...wholeOf(event, dataKey, place) };
      for (const correction of corrections.filter(({ eventId }) => eventId === id)) yield correctionRow(correction, dataKey, place);
    }
    const last = events.at(-1);
    if (!hasNextPage || !last) return;
    after = [last.customerId, last.id];
  }
}

function correctionRow({ ordinal, kind, values, recordedAt, reason }: RecordedCorrection, dataKey: string | null, place: SealedPlace): ExportedRow {
  const counts = values && { occurredAt: instantText(values.occurredAt), ...wholeOf({ properties: values.properties, sealed: values.sealed ?? null }, dataKey, place) };
  return { type: 'correction', eventId: place.eventId, ordinal, kind, counts, recordedAt: instantText(recordedAt), reason };
}

function wholeOf({ properties, sealed }: { readonly properties: JsonObject; readonly sealed: string | null }, dataKey: string | null, place: SealedPlace) {
  if (sealed === null) return { properties };
  const opened = dataKey === null ? null : openProperties(sealed, dataKey, place);
  return opened === null ? { properties, erased: sealedNames(sealed) } : { properties: { ...properties, ...opened } };
}

async function* allOf<Row>(keyOf: (row: Row) => PageKey, read: (request: PageRequest) => Promise<Page<Row>>): AsyncGenerator<Row> {
  for (let after: PageKey | null = null; ; ) {
    const { rows, hasNextPage }: Page<Row> = await read({ limit: ROWS, after, before: null, isBackward: false });
    yield* rows;
    const last = rows.at(-1);
    if (!hasNextPage || last === undefined) return;
    after = keyOf(last);
  }
}

const PARTS: readonly Part[] = [profile, subscribed, invoiced, credited, settled, charged, granted, used];

function textOf(at: Instant | null): string | null {
  return at === null ? null : instantText(at);
}
