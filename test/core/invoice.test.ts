import { describe, expect, it } from 'vitest';
import type { CatalogPrice } from '../../src/core/catalog.ts';
import type { Cut } from '../../src/core/cut.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { InvariantError } from '../../src/core/invariant.ts';
import { viewInvoice } from '../../src/core/invoice.ts';
import type { Journal } from '../../src/core/journal.ts';
import { postFact } from '../../src/core/postingRules.ts';
import { FEE, REGIONAL, TOKENS, USD, at, planVersion } from '../support/ledger.ts';

const PRICES: ReadonlyMap<string, CatalogPrice> = new Map(planVersion({ prices: [TOKENS, FEE, REGIONAL] }).prices.map((price) => [price.id, price]));
const FEBRUARY: Cut = { cutSeq: 10, asOf: at('2026-02-01') };
const MARCH: Cut = { cutSeq: 20, asOf: at('2026-03-01') };

interface Charge {
  readonly seq: number;
  readonly amount: bigint;
  readonly quantity: string;
  readonly priceId?: string;
  readonly subscriptionId?: string;
  readonly from?: string;
  readonly billableAt?: string;
  readonly dimensions?: string;
  readonly kind?: Journal['kind'];
}

/** A journal that charges a line; by default the tokens of January, billable on 1 February. */
function charge(sketch: Charge): Journal {
  const { seq, amount, quantity, priceId = 'v1/tokens', subscriptionId = 's', from = '2026-01-01', billableAt = '2026-02-01', dimensions = null, kind = 'CHARGE' } = sketch;
  const lineKey = [subscriptionId, priceId, from, ...(dimensions === null ? [] : [dimensions])].join(':');
  return {
    kind,
    currency: USD,
    seq,
    effectiveAt: at(billableAt),
    recordedAt: at(billableAt),
    billableAt: kind === 'EARNING' ? null : at(billableAt),
    cause: 'cause',
    actor: 'actor',
    hash: '',
    reversesSeq: null,
    invoiceId: null,
    line: {
      lineKey,
      subscriptionId,
      priceId,
      service: { start: at(from), end: at('2026-06-01') },
      dimensions,
      quantity: new Decimal(quantity),
      eventCount: 1,
      exactAmount: new Decimal(0),
      ratedDigest: `digest ${seq}`,
    },
    postings: postFact('usage charged', { chargeLine: lineKey, price: priceId }, amount),
  };
}

function view(journals: readonly Journal[], cut: Cut, previous: Cut | null = null) {
  return viewInvoice(journals, { cut, previous, prices: PRICES, charges: new Map() });
}

describe('viewInvoice', () => {
  const first = charge({ seq: 3, amount: 100n, quantity: '10' });
  const late = charge({ seq: 12, amount: 40n, quantity: '14', billableAt: '2026-02-20' });

  it('viewInvoice: a line of the first invoice has nothing before it', () => {
    const { lines, total } = view([first], FEBRUARY);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ description: 'Tokens', amount: 100n, previous: null, journals: [first] });
    expect(lines[0]?.quantity?.toFixed()).toBe('10');
    expect(total).toBe(100n);
  });

  it('viewInvoice: on the next it is an adjustment by the difference', () => {
    const [line] = view([late, first], MARCH, FEBRUARY).lines;
    expect(line).toMatchObject({ amount: 40n, journals: [late], previous: { amount: 100n } });
    // 14 in all, 10 before.
    expect(line?.quantity?.toFixed()).toBe('4');
    expect(line?.previous?.quantity?.toFixed()).toBe('10');
    expect(line?.evidence.ratedDigest).toBe('digest 12');
  });

  it('viewInvoice: what earlier invoices charged is all of them together', () => {
    const again = charge({ seq: 22, amount: -5n, quantity: '13', billableAt: '2026-03-05' });
    const [line] = view([first, late, again], { cutSeq: 30, asOf: at('2026-04-01') }, MARCH).lines;
    expect(line).toMatchObject({ amount: -5n, previous: { amount: 140n } });
    expect(line?.quantity?.toFixed()).toBe('-1');
  });

  it('viewInvoice: journals of one line on one cut are one line, in book order', () => {
    const more = charge({ seq: 4, amount: 30n, quantity: '13' });
    const [line] = view([more, first], FEBRUARY).lines;
    expect(line).toMatchObject({ amount: 130n, previous: null, journals: [first, more] });
    expect(line?.quantity?.toFixed()).toBe('13');
  });

  it('viewInvoice: lines of a voided invoice that are billed again after an adjustment keep the units that they charged', () => {
    const again: Journal = { ...charge({ seq: 25, amount: 0n, quantity: '10', billableAt: '2026-03-01', kind: 'REBILLING' }), invoiceId: 'february', postings: [] };
    const april: Cut = { cutSeq: 30, asOf: at('2026-04-01') };
    const voided = new Map([['february', { cut: FEBRUARY, previous: null }]]);
    const [line] = viewInvoice([first, late, again], { cut: april, previous: MARCH, prices: PRICES, charges: new Map(), voided }).lines;
    // The 10 units for 1.00 of February; March's invoice had 4 more for 0.40 and stands.
    expect(line).toMatchObject({ amount: 100n, previous: { amount: 40n } });
    expect([line?.quantity?.toFixed(), line?.previous?.quantity?.toFixed()]).toEqual(['10', '4']);
  });

  it('viewInvoice: journals that the cut does not reach change nothing', () => {
    const earning = charge({ seq: 5, amount: 100n, quantity: '10', kind: 'EARNING' });
    const beyond = [late, charge({ seq: 4, amount: 1n, quantity: '1', from: '2026-02-01', billableAt: '2026-02-01T00:00:00.001Z' }), earning];
    expect(view([...beyond, first], FEBRUARY)).toEqual(view([first], FEBRUARY));
    expect(view([late], FEBRUARY).lines).toEqual([]);
  });

  it('viewInvoice: lines are ordered by subscription, price, service and dimension', () => {
    const journals = [
      charge({ seq: 1, amount: 1n, quantity: '1', subscriptionId: 't' }),
      charge({ seq: 2, amount: 1n, quantity: '1', priceId: 'v1/regional', dimensions: 'us' }),
      charge({ seq: 3, amount: 1n, quantity: '1', priceId: 'v1/regional', dimensions: 'eu' }),
      charge({ seq: 4, amount: 1n, quantity: '1', priceId: 'v1/fee' }),
      charge({ seq: 5, amount: 1n, quantity: '1', from: '2026-01-15' }),
      charge({ seq: 6, amount: 1n, quantity: '1' }),
    ];
    const keys = view(journals, FEBRUARY).lines.map(({ lineKey }) => lineKey);
    expect(keys).toEqual([
      's:v1/tokens:2026-01-01',
      's:v1/tokens:2026-01-15',
      's:v1/fee:2026-01-01',
      's:v1/regional:2026-01-01:eu',
      's:v1/regional:2026-01-01:us',
      't:v1/tokens:2026-01-01',
    ]);
  });

  it('viewInvoice: totals add up with their signs', () => {
    const credit = charge({ seq: 4, amount: -250n, quantity: '0', from: '2025-12-01' });
    expect(view([first, credit], FEBRUARY)).toMatchObject({ subtotal: -150n, credits: 0n, tax: 0n, total: -150n });
  });

  it('viewInvoice: a price that was not loaded is a mistake', () => {
    expect(() => view([charge({ seq: 1, amount: 1n, quantity: '1', priceId: 'unknown' })], FEBRUARY)).toThrow(InvariantError);
  });
});
