import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrantInput, parseGrant } from '../../../src/core/credits/grant.ts';
import { type Lot, untakenOf } from '../../../src/core/credits/lot.ts';
import { type Draw, type DrawingLine, compareLots, covers, drawOn } from '../../../src/core/credits/waterfall.ts';
import { instant } from '../../../src/core/instant.ts';
import { USD, at } from '../../support/ledger.ts';

const NOW = at('2026-02-01');

/** A lot of so many cents. */
function lot(id: string, cents: number, { burned = 0n, seq = 1, isPaidFor = true, ...input }: Partial<GrantInput> & { burned?: bigint; seq?: number; isPaidFor?: boolean } = {}): Lot {
  const terms = parseGrant({ amount: '1', ...input }, { currency: USD, now: at('2026-01-01') });
  const scope = terms.scope && { ...terms.scope, planIds: terms.scope.planCodes };
  const grant = { id, customerId: 'c', terms: { ...terms, amount: BigInt(cents), scope }, seq, recordedAt: at('2026-01-01'), actor: 'key' };
  return { grant, granted: BigInt(cents), burned, expired: 0n, voided: 0n, transferred: 0n, expiresAt: terms.expiresAt, isPaidFor };
}

function line(lineKey: string, amount: bigint, { drawn = {}, whole = amount, when = '2026-01-31T23:59:59.999Z', ...subject }: { drawn?: Record<string, bigint>; whole?: bigint; when?: string; meter?: string | null; price?: string; plan?: string } = {}): DrawingLine {
  const { meter = null, price = lineKey, plan = 'pro' } = subject;
  return { lineKey, amount, whole, drawn: new Map(Object.entries(drawn)), at: at(when), subject: price === 'charge' ? null : { meterCode: meter, priceCode: price, planId: plan } };
}

const texts = (draws: readonly Draw[]) => draws.map(({ lineKey, grantId, amount }) => `${lineKey} ${grantId} ${amount}`);

describe('compareLots', () => {
  it('compareLots: priority, then expiry, promotional before paid, older, id', () => {
    const ordered = [
      lot('first by priority', 1, { priority: 1 }),
      lot('expires in June', 1, { expiresAt: at('2026-06-01') }),
      lot('expires in July', 1, { expiresAt: at('2026-07-01') }),
      lot('promotional', 1, { seq: 7 }),
      lot('paid, older', 1, { kind: 'PAID', seq: 2 }),
      lot('a', 1, { kind: 'PAID', seq: 3 }),
      lot('b', 1, { kind: 'PAID', seq: 3 }),
      lot('last by priority', 1, { priority: 51, expiresAt: at('2026-03-01') }),
    ];
    expect([...ordered].reverse().sort(compareLots)).toEqual(ordered);
  });
});

describe('covers', () => {
  it.each<[string, boolean, Lot, DrawingLine]>([
    ['a lot for everything covers a fee', true, lot('l', 1), line('fee', 1n)],
    ['a lot for everything covers a one-off charge', true, lot('l', 1), line('x', 1n, { price: 'charge' })],
    ['a scope names no one-off charge', false, lot('l', 1, { scope: { planCodes: ['pro'] } }), line('x', 1n, { price: 'charge' })],
    ['a meter', true, lot('l', 1, { scope: { meterCodes: ['tokens'] } }), line('t', 1n, { meter: 'tokens' })],
    ['another meter', false, lot('l', 1, { scope: { meterCodes: ['tokens'] } }), line('t', 1n, { meter: 'calls' })],
    ['a fee has no meter', false, lot('l', 1, { scope: { meterCodes: ['tokens'] } }), line('fee', 1n)],
    ['every list must name the line', false, lot('l', 1, { scope: { meterCodes: ['tokens'], planCodes: ['free'] } }), line('t', 1n, { meter: 'tokens' })],
    ['price and plan', true, lot('l', 1, { scope: { priceCodes: ['x', 't'], planCodes: ['pro'] } }), line('t', 1n, { meter: 'tokens' })],
    ['in force to the last moment of what is charged', true, lot('l', 1, { expiresAt: at('2026-02-01') }), line('t', 1n)],
    ['expired when the charge counts', false, lot('l', 1, { expiresAt: at('2026-01-31') }), line('t', 1n)],
    ['begun by the time of the invoice', true, lot('l', 1, { startsAt: NOW }), line('t', 1n)],
    ['begins after it', false, lot('l', 1, { startsAt: instant(NOW + 1) }), line('t', 1n)],
    ['not paid for', false, lot('l', 1, { isPaidFor: false }), line('t', 1n)],
  ])('covers: %s: %s', (_, expected, own, of) => {
    expect(covers(own, of, NOW)).toBe(expected);
  });
});

describe('drawOn', () => {
  it('drawOn: one line draws on several lots, several lines on one, in their orders', () => {
    const lots = [lot('paid', 100, { kind: 'PAID' }), lot('gift', 30)];
    // The gift first: 20 on a, its other 10 on b; b takes 5 more of the paid lot, c 7.
    expect(texts(drawOn([line('a', 20n), line('b', 15n), line('c', 7n)], lots, NOW))).toEqual(['a gift 20', 'b gift 10', 'b paid 5', 'c paid 7']);
  });

  it('drawOn: a lot with a scope passes over what it does not cover', () => {
    const lots = [lot('tokens', 100, { priority: 0, scope: { meterCodes: ['tokens'] } }), lot('any', 4)];
    expect(texts(drawOn([line('fee', 10n), line('t', 30n, { meter: 'tokens' })], lots, NOW))).toEqual(['fee any 4', 't tokens 30']);
  });

  it('drawOn: a negative line leaves less to draw for, and draws nothing itself', () => {
    // 50 less 30 is 20.
    expect(texts(drawOn([line('a', -30n, { whole: 70n }), line('b', 50n)], [lot('l', 100)], NOW))).toEqual(['b l 20']);
    expect(drawOn([line('a', -60n, { whole: 10n }), line('b', 50n)], [lot('l', 100)], NOW)).toEqual([]);
  });

  it('drawOn: what was left to pay is given back before credit is, as if it had been so at first', () => {
    // 100, of which 60 was drawn. 30 less leaves 70, which still has 60; 50 less than that leaves 20, so 40 goes back.
    const drawn = { l: 60n };
    expect(drawOn([line('a', -30n, { whole: 70n, drawn })], [lot('l', 60, { burned: 60n })], NOW)).toEqual([]);
    expect(texts(drawOn([line('a', -50n, { whole: 20n, drawn })], [lot('l', 60, { burned: 60n })], NOW))).toEqual(['a l -40']);
  });

  it('drawOn: credit goes back to the very lots, the last drawn on first, and others may draw on it', () => {
    const lots = [lot('gift', 30, { burned: 30n }), lot('paid', 50, { kind: 'PAID', burned: 50n })];
    const drawn = { gift: 30n, paid: 50n };
    // 80 was drawn for 80; 20 is left, so 60 goes back: 50 to the paid lot, 10 to the gift. b draws on it again: 10 and 2.
    expect(texts(drawOn([line('a', -60n, { whole: 20n, drawn }), line('b', 12n)], lots, NOW))).toEqual(['a gift -10', 'a paid -50', 'b gift 10', 'b paid 2']);
    // Also to a lot that expired meanwhile, on which nothing new is drawn.
    const lapsed = [lot('gift', 30, { burned: 30n, expiresAt: at('2026-01-10') })];
    expect(texts(drawOn([line('a', -30n, { whole: 0n, drawn: { gift: 30n } }), line('b', 12n)], lapsed, NOW))).toEqual(['a gift -30']);
  });

  it('drawOn: what an earlier invoice left to pay is not drawn for again', () => {
    // 100 before, of which 60 was drawn, and 5 more: only those.
    expect(texts(drawOn([line('a', 5n, { whole: 105n, drawn: { l: 60n } })], [lot('l', 500, { burned: 60n })], NOW))).toEqual(['a l 5']);
  });

  /** One cent at a time: the next lot in order with something left takes it from the first line that it covers. */
  function byTheCent(lines: readonly DrawingLine[], lots: readonly Lot[]): Map<string, bigint> {
    const taken = new Map<string, bigint>();
    const open = new Map(lines.map((one) => [one.lineKey, one.amount > 0n ? one.amount : 0n]));
    let budget = lines.reduce((sum, { amount }) => sum + amount, 0n);
    const left = new Map(lots.map((one) => [one.grant.id, untakenOf(one)]));
    const keyOf = ({ grant, expiresAt }: Lot) => [grant.terms.priority, expiresAt ?? 9e15, grant.terms.kind === 'PAID' ? 1 : 0, grant.seq].map((part) => String(part).padStart(16, '0')).join() + grant.id;
    for (;;) {
      const next = [...lots]
        .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
        .flatMap((own) => lines.filter((of) => budget > 0n && (left.get(own.grant.id) ?? 0n) > 0n && (open.get(of.lineKey) ?? 0n) > 0n && covers(own, of, NOW)).map((of) => [own, of] as const))[0];
      if (!next) return taken;
      const [own, of] = next;
      budget -= 1n;
      open.set(of.lineKey, (open.get(of.lineKey) ?? 0n) - 1n);
      left.set(own.grant.id, (left.get(own.grant.id) ?? 0n) - 1n);
      taken.set(`${of.lineKey} ${own.grant.id}`, (taken.get(`${of.lineKey} ${own.grant.id}`) ?? 0n) + 1n);
    }
  }

  const anyLot = fc.record({
    cents: fc.integer({ min: 1, max: 40 }),
    priority: fc.constantFrom(1, 50),
    expiresAt: fc.constantFrom(null, at('2026-01-20'), at('2026-02-01'), at('2026-03-01')),
    kind: fc.constantFrom('PAID', 'PROMOTIONAL'),
    seq: fc.nat(3),
    meters: fc.constantFrom(null, ['tokens'], ['calls', 'tokens']),
  });
  const anyLine = fc.record({ amount: fc.integer({ min: -10, max: 40 }), meter: fc.constantFrom(null, 'tokens', 'calls') });

  it('drawOn: draws what the lots would be drawn by the cent, whatever the order in which they are given', () => {
    fc.assert(
      fc.property(fc.array(anyLot, { maxLength: 6 }), fc.array(anyLine, { maxLength: 5 }), fc.nat(5), (sketches, amounts, turn) => {
        const lots = sketches.map(({ cents, meters, ...input }, index) => lot(`l${index}`, cents, { ...input, scope: meters && { meterCodes: meters } }));
        const lines = amounts.map(({ amount, meter }, index) => line(`n${index}`, BigInt(amount), { meter }));
        const draws = drawOn(lines, lots, NOW);
        expect(new Map(draws.map(({ lineKey, grantId, amount }) => [`${lineKey} ${grantId}`, amount] as const))).toEqual(byTheCent(lines, lots));
        expect(drawOn(lines, [...lots.slice(turn), ...lots.slice(0, turn)].reverse(), NOW)).toEqual(draws);
      }),
    );
  });
});
