import { describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../../src/core/calendar.ts';
import { Decimal } from '../../src/core/decimal.ts';
import type { InvoiceLine } from '../../src/core/invoice.ts';
import { type SealedPlace, canonicalDocument, sealOf } from '../../src/core/seal.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { NEW_YORK, OWNER, USD, at, completion, planVersion, segment } from '../support/ledger.ts';

const book = new BookSimulator({ currency: USD, zone: NEW_YORK, versions: [planVersion()] });
book.subscribe('s', segment({ from: '2026-01-10T15:00:00Z' }, 0));
book.record([completion('a', '2026-01-20', 1500)]);
book.issue(at('2026-02-01T05:00:00Z'));
book.record([completion('late', '2026-01-21', 400)]);
const invoice = book.issue(at('2026-02-03'));
if (invoice === null) throw new Error('nothing was due');
const { view, cut, seal } = invoice;
const place: SealedPlace = { owner: OWNER, currency: USD, cut, issueHash: book.journals.at(-1)?.hash ?? '' };
const [line] = view.lines;
if (line === undefined) throw new Error('no line');

describe('canonicalDocument', () => {
  it('canonicalDocument: says all that the invoice says, in texts', () => {
    // January: 1500 tokens were 12.50; 1900 are 10.00 + 900 x 0.005 = 14.50.
    expect(canonicalDocument(view, place)).toEqual({
      derivation: 1,
      invoice: { id: cut.id, number: 'INV-000002', customerId: 'customer-1', currency: 'USD', issueDate: '2026-02-02', dueDate: '2026-02-02', timeZone: 'America/New_York' },
      partiesDigest: '0'.repeat(64),
      // 1 fee of January, 2 its earning, 3 usage, 4 fee of February, 5 the first issue, 6 the adjustment.
      cut: { number: 2, seq: 6, asOf: '2026-02-03T00:00:00.000Z', issuedAt: '2026-02-03T00:00:00.000Z' },
      groups: [
        {
          subscriptionId: 's',
          lines: [
            {
              lineKey: 's:v1/tokens:2026-01-10T15:00:00.000Z',
              description: 'Tokens',
              servicePeriod: { start: '2026-01-10T15:00:00.000Z', end: '2026-02-01T05:00:00.000Z' },
              dimensions: null,
              quantity: '400',
              amount: '2.00',
              discounts: [],
              draws: [],
              netAmount: '2.00',
              taxes: [],
              previous: { quantity: '1500', amount: '12.50' },
              supersedes: null,
              exactAmount: '14.5',
              ratedDigest: line.evidence.ratedDigest,
            },
          ],
        },
      ],
      taxes: [],
      totals: { subtotal: '2.00', discounts: '0.00', tax: '0.00', taxIncluded: '0.00', credits: '0.00', total: '2.00' },
    });
  });
});

describe('sealOf', () => {
  function resealed(change: Partial<InvoiceLine>): string {
    return sealOf({ ...view, lines: [{ ...line!, ...change }] }, place);
  }

  it('sealOf: the same view in the same place has the same seal', () => {
    expect(resealed({})).toBe(seal);
    expect(seal).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, () => string]>([
    ['an amount', () => resealed({ amount: 201n })],
    ['a quantity', () => resealed({ quantity: new Decimal('400.1') })],
    ['no quantity', () => resealed({ quantity: null })],
    ['a draw', () => resealed({ draws: [{ grantId: 'grant', isPaid: true, amount: -1n }] })],
    ['a discount', () => resealed({ discounts: [{ appliedCouponId: 'applied', amount: -1n }] })],
    ['what was before', () => resealed({ previous: null })],
    ['the amount before', () => resealed({ previous: { ...line.previous!, amount: 1251n } })],
    ['until when the usage before counted', () => resealed({ previous: { ...line.previous!, usageUntil: at('2026-01-10') } })],
    ['what is superseded', () => resealed({ supersedes: { lineKey: 'gone', priceId: 'v0/tokens', evidence: line.evidence, usageUntil: null, seq: 3, billed: 1250n, amount: -1250n, discounts: [], offset: 0n, drawn: [], draws: [] } })],
    ['a description', () => resealed({ description: 'tokens' })],
    ['a service period', () => resealed({ service: { ...line.service, end: at('2026-02-02') } })],
    ['until when usage counts', () => resealed({ usageUntil: at('2026-02-02') })],
    ['dimensions', () => resealed({ dimensions: '{}' })],
    ['the exact amount', () => resealed({ evidence: { ...line.evidence, exactAmount: new Decimal('14.5000001') } })],
    ['what was rated', () => resealed({ evidence: { ...line.evidence, ratedDigest: '' } })],
    ['a line more', () => sealOf({ ...view, lines: [line, line] }, place)],
    ['the total', () => sealOf({ ...view, total: 201n }, place)],
    ['a net amount', () => resealed({ netAmount: 199n })],
    ['the due date', () => sealOf(view, { ...place, cut: { ...cut, terms: { ...cut.terms!, dueDate: parseCalendarDay('2026-02-03') } } })],
    ['the parties', () => sealOf(view, { ...place, cut: { ...cut, terms: { ...cut.terms!, partiesDigest: '1'.repeat(64) } } })],
    ['the number', () => sealOf(view, { ...place, cut: { ...cut, number: 'INV-000003' } })],
    ['the id', () => sealOf(view, { ...place, cut: { ...cut, id: 'other' } })],
    ['the as-of', () => sealOf(view, { ...place, cut: { ...cut, asOf: at('2026-02-04') } })],
    ['the cut', () => sealOf(view, { ...place, cut: { ...cut, cutSeq: 7 } })],
    ['the time of issue', () => sealOf(view, { ...place, cut: { ...cut, issuedAt: at('2026-02-04') } })],
    ['the tenant', () => sealOf(view, { ...place, owner: { ...OWNER, tenantId: 'tenant-2' } })],
    ['the customer', () => sealOf(view, { ...place, owner: { ...OWNER, customerId: 'customer-2' } })],
    ['the book before it', () => sealOf(view, { ...place, issueHash: '' })],
  ])('sealOf: covers %s', (_, changed) => {
    expect(changed()).not.toBe(seal);
  });
});
