import { describe, expect, it } from 'vitest';
import { grantTermsJson, parseGrant, readGrantTerms } from '../../../src/core/credits/grant.ts';
import { type Lot, standingOf } from '../../../src/core/credits/lot.ts';
import { lotUnits } from '../../../src/core/credits/lotUnits.ts';
import { movedOf, parseTransfer, readTransferTerms, receivedTerms, transferTermsJson } from '../../../src/core/credits/transfer.ts';
import { checkTransfer } from '../../../src/core/credits/transferCheck.ts';
import { Decimal, decimalText } from '../../../src/core/decimal.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { checkBook } from '../../support/bookChecks.ts';
import { BookSimulator } from '../../support/bookSimulator.ts';
import { USD, UTC, at } from '../../support/ledger.ts';
import { refusalOf } from '../../support/refusal.ts';

const NOW = at('2026-02-01');
const OF = { at: NOW, currency: USD };
const lot = (terms: Lot['grant']['terms'], sums: Partial<Lot> = {}): Lot => ({ grant: { id: 'from', customerId: 'a', terms, seq: 1, recordedAt: NOW, actor: 'key' }, granted: terms.amount, burned: 0n, expired: 0n, voided: 0n, transferred: 0n, expiresAt: terms.expiresAt, isPaidFor: true, ...sums });
const DOLLARS = lot(parseGrant({ amount: '5.00', kind: 'PAID', provider: 'bank', priority: 7, expiresAt: at('2026-06-01'), scope: { meterCodes: ['m'] }, source: 'deal', metadata: { a: 1 } }, { currency: USD, now: NOW }));
/** 100 tokens at 7 cents, of which 33 cents are drawn: 4.714. */
const TOKENS = lot(parseGrant({ amount: '100' }, { currency: USD, now: NOW, unit: { code: 'TOKENS', decimals: 3, moneyPerUnit: new Decimal('0.07') } }), { burned: 33n });
const asked = (own: Lot, amount: string | null, unit: string | null = null) => parseTransfer({ amount, unit }, USD, own.grant.terms).asked;
const text = ({ amount, units }: ReturnType<typeof movedOf>) => `${amount} ${units === undefined ? '-' : decimalText(units)}`;

describe('movedOf', () => {
  it.each<[string, Lot, string | null, string | null, string]>([
    ['all that is left', DOLLARS, null, null, '500 -'],
    ['some of it', DOLLARS, '1.25', null, '125 -'],
    ['all of a lot in units takes the last fraction along', TOKENS, null, null, '667 95.286'],
    ['its money named takes it too', TOKENS, '6.67', null, '667 95.286'],
    ['units are worth their rate, rounded down', TOKENS, '10.1', 'TOKENS', '70 10.1'],
    // A dollar is 14.2857... tokens.
    ['money is rounded to units', TOKENS, '1', null, '100 14.286'],
  ])('movedOf: %s', (_, own, amount, unit, expected) => {
    expect(text(movedOf(own, asked(own, amount, unit), OF))).toBe(expected);
  });

  it.each<[string, Lot, string | null, string | null]>([
    ['OUT_OF_RANGE at amount', DOLLARS, '5.01', null],
    ['OUT_OF_RANGE at amount', DOLLARS, '0', null],
    ['OUT_OF_RANGE at amount', TOKENS, '95.287', 'TOKENS'],
    ['OUT_OF_RANGE at amount', TOKENS, '0.1', 'TOKENS'],
    ['UNIT_MISMATCH at unit', DOLLARS, '1', 'TOKENS'],
    ['INVALID_STATE at grantId', { ...DOLLARS, voided: 500n }, null, null],
    ['INVALID_STATE at grantId', { ...DOLLARS, expiresAt: NOW }, '1', null],
    ['INVALID_STATE at grantId', { ...DOLLARS, isPaidFor: false }, null, null],
    // Thirty cents of a lot of whole dollars are no unit of it.
    ['OUT_OF_RANGE at amount', lot(parseGrant({ amount: '3' }, { currency: USD, now: NOW, unit: { code: 'BUCKS', decimals: 0, moneyPerUnit: new Decimal(1) } })), '0.30', null],
  ])('movedOf: %s', (refusal, own, amount, unit) => {
    expect(refusalOf(() => movedOf(own, asked(own, amount, unit), OF))).toBe(refusal);
  });
});

describe('receivedTerms', () => {
  it('receivedTerms: the same kind, priority, scope and expiry in force; where it came from instead of how it was paid for', () => {
    const put = { ...DOLLARS, expiresAt: at('2026-09-01') };
    expect(receivedTerms(put, { amount: 125n })).toEqual({ ...DOLLARS.grant.terms, amount: 125n, expiresAt: at('2026-09-01'), provider: null, transfer: { customerId: 'a', grantId: 'from' } });
  });

  it('receivedTerms: the same unit and rate, and exactly the units that left', () => {
    const terms = receivedTerms(TOKENS, { amount: 100n, units: new Decimal('14.286') });
    expect([terms.unit && decimalText(terms.unit.amount), terms.unit && decimalText(terms.unit.moneyPerUnit)]).toEqual(['14.286', '0.07']);
    expect(readGrantTerms(JSON.parse(JSON.stringify(grantTermsJson(terms))) as JsonObject)).toEqual(terms);
  });
});

describe('a lot that credit left', () => {
  it('lotUnits: what left is taken off first, and the rest adds up', () => {
    const left = { ...TOKENS, transferred: 100n, transferredUnits: new Decimal('14.286') };
    const units = lotUnits(left, USD, NOW);
    // 100 less 14.286 and 4.714.
    expect(units && [units.granted, units.burned, units.transferred, units.remaining].map(decimalText)).toEqual(['100', '4.714', '14.286', '81']);
    expect(standingOf(left, NOW)).toMatchObject({ granted: 700n, burned: 33n, transferred: 100n, remaining: 567n, status: 'ACTIVE' });
  });

  it('standingOf: one that went whole is TRANSFERRED, one that was drawn on too is USED', () => {
    expect([standingOf({ ...DOLLARS, transferred: 500n }, NOW).status, standingOf({ ...DOLLARS, transferred: 400n, voided: 100n }, NOW).status, standingOf({ ...DOLLARS, burned: 1n, transferred: 499n }, NOW).status]).toEqual(['TRANSFERRED', 'TRANSFERRED', 'USED']);
  });
});

describe('transfers between books', () => {
  it('sentJournal, receivedJournal: each book balances, and nothing stays between them', () => {
    const [a, b] = [new BookSimulator({ currency: USD, zone: UTC, versions: [] }), new BookSimulator({ currency: USD, zone: UTC, versions: [] })];
    a.grantCredit('paid', NOW, { amount: '5', kind: 'PAID' });
    a.grantCredit('gift', NOW, { amount: '3' });
    a.transferCredit('paid', NOW, { amount: 200n }, { book: b, id: 'paid b' });
    a.transferCredit('gift', NOW, { amount: null }, { book: b, id: 'gift b' });
    b.transferCredit('paid b', NOW, { amount: 50n }, { book: a, id: 'paid a' });
    const posted = (book: BookSimulator) => book.journals.map(({ kind, postings }) => `${kind} ${postings.map(({ debit, credit, amount }) => `${debit.code} ${debit.reference} / ${credit.code} ${credit.reference} ${amount}`).join()}`);
    expect(posted(a).slice(2)).toEqual(['CREDIT_TRANSFER_OUT 2100 paid / 2110 paid b 200', 'CREDIT_TRANSFER_OUT 9001 gift / 9000 gift 300', 'CREDIT_TRANSFER_IN 2110 paid a / 2100 paid a 50']);
    expect(posted(b)).toEqual(['CREDIT_TRANSFER_IN 2110 paid b / 2100 paid b 200', 'CREDIT_TRANSFER_IN 9000 gift b / 9001 gift b 300', 'CREDIT_TRANSFER_OUT 2100 paid b / 2110 paid a 50']);
    expect([a, b].map((book) => book.lots().map((own) => `${own.grant.id} ${own.granted} ${own.transferred} ${standingOf(own, NOW).remaining}`))).toEqual([['paid 500 200 300', 'gift 300 300 0', 'paid a 50 0 50'], ['paid b 200 50 150', 'gift b 300 0 300']]);
    for (const book of [a, b]) checkBook(book);
  });
});

describe('checkTransfer', () => {
  const moved = { amount: 100n, units: new Decimal('14.286') };
  const transfer = { customerId: 'a', grantId: 'from', toCustomerId: 'b', toGrantId: 'to', terms: { asked: { amount: 100n }, moved, reason: null }, seq: 2, recordedAt: NOW, actor: 'key' };
  const received = { ...TOKENS.grant, id: 'to', customerId: 'b', terms: receivedTerms(TOKENS, moved) };
  const stored = { transfer, sent: 100n, received, arrived: 100n };

  it('checkTransfer: nothing for two sides that agree', () => {
    expect(checkTransfer(stored)).toEqual([]);
  });

  it.each<[string, Parameters<typeof checkTransfer>[0]]>([
    ['100 were moved, and 99 left', { ...stored, sent: 99n }],
    ['100 were moved, and null left', { ...stored, sent: null }],
    ['there is no such lot', { ...stored, received: null, arrived: null }],
    ['100 were moved, and 101 arrived', { ...stored, arrived: 101n }],
    ['that lot did not come from lot from', { ...stored, received: { ...received, terms: { ...received.terms, transfer: { customerId: 'a', grantId: 'another' } } } }],
    ['the units that left are not those that arrived', { ...stored, transfer: { ...transfer, terms: { ...transfer.terms, moved: { amount: 100n, units: new Decimal('14.285') } } } }],
  ])('checkTransfer: %s', (message, wrong) => {
    expect(checkTransfer(wrong)).toEqual([`transfer to lot to: ${message}`]);
  });

  it('readTransferTerms: reads what transferTermsJson wrote', () => {
    for (const terms of [transfer.terms, { asked: { amount: null }, moved: { amount: 5n }, reason: 'r' }, { asked: { amount: 70n, units: new Decimal('10.1') }, moved: { amount: 70n, units: new Decimal('10.1') }, reason: null }]) {
      expect(readTransferTerms(JSON.parse(JSON.stringify(transferTermsJson(terms))) as JsonObject)).toEqual(terms);
    }
  });
});
