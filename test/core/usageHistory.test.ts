/** Histories of levels and of lines by dimension: however late events come, each line ends where rating everything at once puts it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { instant, instantText } from '../../src/core/instant.ts';
import { checkBook, checkTargets } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedInvoice, billedKeys } from '../support/bookSimulator.ts';
import { NEW_YORK, REGIONAL, TOKENS, USD, at, completion, planVersion } from '../support/ledger.ts';

const START = at('2026-01-01');
const END = at('2026-06-01');
const SLOTS = 4;

const time = fc.record({ day: fc.nat(120), millis: fc.constantFrom(0, 1, 5 * 3_600_000, DAY_MS - 1) }).map(({ day, millis }) => instant(START + day * DAY_MS + millis));
const slot = fc.nat(SLOTS - 1);
const history = fc.record({
  cuts: fc.array(time, { minLength: SLOTS, maxLength: SLOTS }).map((times) => times.sort((a, b) => a - b)),
  change: fc.option(fc.record({ slot, startAt: time })),
  /** Also from before the subscription. */
  events: fc.array(fc.record({ slot, occurredAt: fc.oneof(time, fc.constant(at('2025-11-11'))), tokens: fc.integer({ min: -500, max: 1500 }), region: fc.constantFrom('eu', 'us', null) }), { maxLength: 12 }),
});

function bookOf(): BookSimulator {
  const stored = { code: 'stored', meterCode: 'stored', model: { perUnit: { unitAmount: '0.013' } } };
  const byRegion = { ...TOKENS, code: 'by region', meterCode: 'regional', groupBy: ['region'], minimumAmount: '1' };
  const storedByRegion = { ...stored, code: 'stored by region', groupBy: ['region'], minimumAmount: '2' };
  const versions = [planVersion({ prices: [stored, storedByRegion, byRegion, REGIONAL] }), planVersion({ id: 'v2', prices: [storedByRegion, byRegion] })];
  return new BookSimulator({ currency: USD, zone: NEW_YORK, versions });
}

describe('any history of levels and dimensions', () => {
  it('history: every line ends at what it comes to when rated once', () => {
    fc.assert(
      fc.property(history, ({ cuts, change, events }) => {
        const book = bookOf();
        book.subscribe('s', { startAt: instant(START + 9 * DAY_MS), planVersionId: 'v1', quantities: {} });
        for (const [now, asOf] of cuts.entries()) {
          if (change?.slot === now) book.subscribe('s', { startAt: instant(change.startAt + 10 * DAY_MS), planVersionId: 'v2', quantities: {} });
          book.record(events.flatMap((event, index) => (event.slot === now ? [completion(`e${index}`, instantText(event.occurredAt), event.tokens, { region: event.region })] : [])));
          book.issue(asOf);
        }
        book.issue(END);
        checkBook(book);
        const { targets, invoices } = checkTargets(book, END);
        for (const [lineKey, quantity] of quantitiesOf(invoices)) expect([lineKey, quantity]).toEqual([lineKey, decimalText(targets.get(lineKey)?.quantity ?? new Decimal(0))]);
        expect(book.issue(END)).toBeNull();
      }),
      { numRuns: 100 },
    );
  });
});

/** The quantity that all invoices together charged for each line. */
function quantitiesOf(invoices: readonly Pick<SimulatedInvoice, 'view'>[]): Map<string, string> {
  const quantities = new Map<string, Decimal>();
  for (const { lineKey, quantity } of invoices.flatMap(({ view }) => billedKeys(view))) quantities.set(lineKey, (quantities.get(lineKey) ?? new Decimal(0)).plus(quantity ?? 0));
  return new Map([...quantities].map(([lineKey, quantity]) => [lineKey, decimalText(quantity)]));
}
