/** A sealed invoice with some of everything, worked by hand. */
import type { JsonObject } from '../../src/core/json.ts';
import type { Parties } from '../../src/core/parties.ts';
import type { SealedDocument } from '../../src/rendering/printedDocument.ts';

export const SUBSCRIPTION = '019b76da-a800-7000-8000-000000000001';
export const SEAL = 'ab'.repeat(32);

const JANUARY = { start: '2025-12-31T23:00:00.000Z', end: '2026-01-31T23:00:00.000Z' };
const DECEMBER = { start: '2025-11-30T23:00:00.000Z', end: '2025-12-31T23:00:00.000Z' };
const WORKSHOP = { start: '2026-01-20T09:00:00.000Z', end: '2026-01-20T09:00:00.000Z' };

export const line = (description: string, amount: string, more: JsonObject = {}): JsonObject => ({
  lineKey: description,
  description,
  servicePeriod: JANUARY,
  dimensions: null,
  quantity: null,
  amount,
  netAmount: amount,
  taxes: [],
  previous: null,
  exactAmount: amount,
  ratedDigest: null,
  ...more,
});

const exempt = { rateId: null, code: null, percentage: '0', category: 'E', isInclusive: false, reason: 'Vocational training', reasonCode: 'VATEX-EU-132-1I' };
export const standard = (percentage: string, more: JsonObject = {}): JsonObject => ({ rateId: 'r', code: 'c', name: 'VAT', percentage, category: 'S', isInclusive: false, reason: null, reasonCode: null, ...more });

/**
 * 100.00 + 1234.55 - 100.00 discount - 97.92 credit - 1.00 = 1135.63 at 19 % = 215.77 (215.7697); 80.00 hold 7 %: 80 x 7 / 107 = 5.23
 * (5.2336), net 74.77; 50.00 exempt. Subtotal 1463.55; tax 221.00; total 1463.55 - 100.00 + 221.00 - 5.23 - 97.92 = 1481.40.
 */
export const DOCUMENT: JsonObject = {
  derivation: 1,
  invoice: { id: 'i', number: 'INV-2026-000001', customerId: 'c', currency: 'EUR', issueDate: '2026-02-01', dueDate: '2026-03-03', timeZone: 'Europe/Berlin' },
  partiesDigest: '0'.repeat(64),
  cut: { number: 1, seq: 9, asOf: '2026-02-01T00:00:00.000Z', issuedAt: '2026-02-01T08:30:00.000Z' },
  groups: [
    {
      subscriptionId: SUBSCRIPTION,
      lines: [
        line('Platform fee', '100.00', { taxes: [{ tax: 0, taxAmount: '19.00' }] }),
        line('API requests', '1234.55', { quantity: '12345.5', dimensions: '{"model":"large","region":"eu"}', discounts: [{ amount: '-100.00' }], draws: [{ amount: '-97.92' }], netAmount: '1036.63', taxes: [{ tax: 0, taxAmount: '196.96' }] }),
        line('API requests', '-1.00', { quantity: '-10', servicePeriod: DECEMBER, previous: { quantity: '150', amount: '15.00' }, taxes: [{ tax: 0, taxAmount: '-0.19' }] }),
      ],
    },
    {
      subscriptionId: null,
      lines: [
        line('Workshop', '80.00', { quantity: '2', servicePeriod: WORKSHOP, netAmount: '74.77', taxes: [{ tax: 1, taxAmount: '5.23' }] }),
        line('Training', '50.00', { servicePeriod: WORKSHOP, taxes: [{ tax: 2, taxAmount: '0.00' }] }),
      ],
    },
  ],
  taxes: [
    { ...standard('19'), taxableAmount: '1135.63', taxAmount: '215.77' },
    { ...standard('7', { name: 'Reduced VAT', isInclusive: true }), taxableAmount: '74.77', taxAmount: '5.23' },
    { ...exempt, name: 'Exempt', taxableAmount: '50.00', taxAmount: '0.00' },
  ],
  totals: { subtotal: '1463.55', discounts: '-100.00', tax: '221.00', taxIncluded: '5.23', credits: '-97.92', total: '1481.40' },
};

export const SELLER: Parties['seller'] = {
  name: 'Seller GmbH',
  address: { line1: 'Hauptstraße 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  taxNumber: 'DE123456789',
  registrationNumber: 'HRB 12345',
};
export const BUYER: Parties['buyer'] = {
  name: 'Αγοραστής ΑΕ',
  address: { line1: 'Ερμού 5', line2: '3ος όροφος', postalCode: '105 63', city: 'Αθήνα', country: 'GR' },
  taxNumber: 'EL094019245',
  language: null,
};

export function sample({ language = 'en', document = {}, seller = {}, buyer = {} }: { language?: string; document?: JsonObject; seller?: Partial<Parties['seller']>; buyer?: Partial<Parties['buyer']> } = {}): SealedDocument {
  return { document: { ...DOCUMENT, ...document }, parties: { seller: { ...SELLER, ...seller }, buyer: { ...BUYER, language, ...buyer } }, seal: SEAL };
}
