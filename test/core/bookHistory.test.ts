import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeZone } from '../../src/core/calendar.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal, decimalText } from '../../src/core/decimal.ts';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { type Instant, instant, instantText, later } from '../../src/core/instant.ts';
import type { CatalogVersion } from '../../src/core/catalog.ts';
import type { RecordedEvent } from '../../src/core/lineUsage.ts';
import type { Anchor, IntervalUnit } from '../../src/core/period.ts';
import { isEmpty } from '../../src/core/rating.ts';
import type { SegmentState, TierPolicy } from '../../src/core/segment.ts';
import type { UsageValues } from '../../src/core/usageCorrection.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, type SimulatedInvoice, billedByLine, billedKeys } from '../support/bookSimulator.ts';
import { FEE, REGIONAL, SEATS, TOKENS, at, completion, planVersion } from '../support/ledger.ts';

const START = at('2026-01-01');
const DAYS = 100;
const END = instant(START + (DAYS + 40) * DAY_MS);
const SLOTS = 5;
/** For a machine that has much else to do. */
const LONG_MS = 240_000;

/** Times between January and April that lie on, just before and between the midnights of several zones. */
const time = fc
  .record({ day: fc.nat(DAYS), hours: fc.constantFrom(0, 5, 15, 18.25), millis: fc.constantFrom(-1, 0, 1, 5_000_000) })
  .map(({ day, hours, millis }) => instant(Math.max(START, START + day * DAY_MS + hours * 3_600_000 + millis)));

const slot = fc.nat(SLOTS - 1);

const history = fc.record({
  zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Tokyo', 'Asia/Kathmandu'),
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  unit: fc.constantFrom<IntervalUnit[]>('MONTH', 'WEEK', 'QUARTER'),
  anchor: fc.constantFrom<Anchor[]>('CALENDAR', 'ANNIVERSARY'),
  trialDays: fc.constantFrom(0, 0, 10, 45),
  minimumCommitment: fc.constantFrom(undefined, '25', '200'),
  /** The as-of of each slot's cut. */
  cuts: fc.array(time, { minLength: SLOTS, maxLength: SLOTS }).map((times) => times.sort((a, b) => a - b)),
  subscriptions: fc.array(fc.record({ slot, startAt: time, seats: fc.nat(5) }), { minLength: 1, maxLength: 2 }),
  /** A change of plan or of seats, a pause or its end, also back in time that is billed. */
  changes: fc.array(
    fc.record({ slot, startAt: time, seats: fc.nat(5), version: fc.constantFrom('v1', 'v2', 'v1 for one'), tiers: fc.constantFrom<(TierPolicy | null)[]>(null, 'CARRY_OVER', 'RESTART'), state: fc.constantFrom<SegmentState[]>('ACTIVE', 'ACTIVE', 'METERED', 'PAUSED'), of: fc.nat(1) }),
    { maxLength: 3 },
  ),
  /** A change of the customer's zone, also from a time that is billed. */
  moves: fc.array(fc.record({ slot, startAt: time, to: fc.constantFrom('America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Tokyo', 'UTC') }), { maxLength: 2 }),
  events: fc.array(fc.record({ slot, occurredAt: time, tokens: fc.integer({ min: 0, max: 1500 }), region: fc.constantFrom('eu', 'us', 'jp'), sent: fc.constantFrom(1, 2), rank: fc.nat() }), { maxLength: 15 }),
  /** A void, or an amendment to another time and number of tokens, of some event, also back in time that is billed. */
  corrections: fc.array(fc.record({ slot, of: fc.nat(14), isVoid: fc.boolean(), occurredAt: time, tokens: fc.integer({ min: 0, max: 1500 }) }), { maxLength: 6 }),
});
type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

/** What happened in a history's order: for each slot what was recorded, a note of what is late if there are any, then the cut. */
function live({ cuts, subscriptions, changes, moves, events, corrections, ...world }: History, { hasNotes = false } = {}): BookSimulator {
  const book = bookOf(world);
  for (const [now, asOf] of cuts.entries()) {
    for (const [index, { seats, startAt, slot: when }] of subscriptions.entries()) {
      if (when === now) book.subscribe(`s${index}`, { startAt, planVersionId: 'v1', quantities: { seats: new Decimal(seats) } });
    }
    for (const { of, version, state, tiers, seats, startAt, slot: when } of changes) {
      const known = book.subscriptions.some(({ id }) => id === `s${of}`);
      if (when === now && known) book.subscribe(`s${of}`, { startAt: afterStart(book, `s${of}`, startAt), planVersionId: version, state, tiers, quantities: { seats: new Decimal(seats) } });
    }
    for (const { to, startAt, slot: when } of moves) if (when === now) book.moveTo(parseTimeZone(to), startAt);
    const due = events.flatMap((sketch, index) => (sketch.slot <= now && now < sketch.slot + sketch.sent ? [{ ...sketch, event: eventOf(sketch, index) }] : []));
    book.record(due.sort((a, b) => a.rank - b.rank).map(({ event }) => event));
    for (const { of, isVoid, occurredAt, tokens, slot: when } of corrections) {
      const sketch = events[of];
      if (when === now && sketch) book.correct(`e${of}`, isVoid ? null : valuesOf(eventOf({ ...sketch, occurredAt, tokens }, of)));
    }
    if (hasNotes) book.issueNote(asOf);
    book.issue(asOf);
  }
  return book;
}

function valuesOf({ occurredAt, properties, fingerprint }: RecordedEvent): UsageValues {
  return { occurredAt, properties, fingerprint };
}

/** Everything that a book knows in the end, its events recorded as they count, billed on one day. */
function atOnce(told: BookSimulator, { cuts: _, ...world }: History): BookSimulator {
  const book = bookOf(world);
  for (const { id, segments } of told.subscriptions) for (const segment of segments) book.subscribe(id, segment);
  for (const { timeZone, startAt } of told.zone.changes) book.moveTo(timeZone, startAt);
  book.record(told.effectiveEvents().sort((a, b) => a.occurredAt - b.occurredAt));
  book.issue(END);
  return book;
}

function bookOf({ zone, currency, unit, ...terms }: Pick<History, 'zone' | 'currency' | 'unit' | 'anchor' | 'trialDays' | 'minimumCommitment'>): BookSimulator {
  const level = { ...TOKENS, code: 'level', meterCode: 'level', model: { perUnit: { unitAmount: '0.013' } } };
  const support = { ...FEE, code: 'support', timing: 'IN_ARREARS', proration: 'PRECISE', minimumAmount: '1' };
  const setUp = { code: 'set-up', timing: 'ONCE', model: { perUnit: { unitAmount: '99' } } };
  const weekly = { ...TOKENS, code: 'weekly', interval: { unit: 'WEEK' } };
  const quarterly = { ...FEE, code: 'quarterly', interval: { unit: 'QUARTER' } };
  const common = { ...terms, interval: { unit, count: 1 } };
  const versions = [
    planVersion({ ...common, prices: [FEE, SEATS, TOKENS, level, REGIONAL, setUp, weekly] }),
    planVersion({ ...common, id: 'v2', trialDays: 20, prices: [support, SEATS, { ...TOKENS, minimumAmount: '2' }, setUp, quarterly] }),
  ];
  return new BookSimulator({ zone: parseTimeZone(zone), currency: parseCurrency(currency), versions: [...versions, ownPrices(versions[0]!)] });
}

/** The version with a price replaced, one removed and one added, for one subscription. */
function ownPrices(base: CatalogVersion): CatalogVersion {
  const { prices } = planVersion({ id: 'v1 for one', prices: [{ ...TOKENS, includedUnits: '700', maximumAmount: '9' }, { ...FEE, code: 'extra' }] });
  const [replaced, added] = prices;
  const kept = base.prices.filter(({ terms }) => terms.code !== SEATS.code).map((price) => (price.terms.code === TOKENS.code ? replaced! : price));
  return { ...base, id: 'v1 for one', baseId: base.id, prices: [added!, ...kept] };
}

/** A change lies after the subscription's start; it may lie in time that is billed already. */
function afterStart({ subscriptions }: BookSimulator, id: string, startAt: Instant): Instant {
  return later(startAt, subscriptions.find((one) => one.id === id)?.startAt ?? startAt);
}

function eventOf({ occurredAt, tokens, region }: History['events'][number], index: number): RecordedEvent {
  return completion(`e${index}`, instantText(occurredAt), tokens, { region });
}

function sorted<Value>(entries: Iterable<readonly [string, Value]>): (readonly [string, Value])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Lines that were withdrawn, or never charged anything, are of no account. */
function withoutZeros(billed: Iterable<readonly [string, bigint]>): (readonly [string, bigint])[] {
  return [...billed].filter(([, amount]) => amount !== 0n);
}

type Invoiced = Pick<SimulatedInvoice, 'view'>;

/** The invoices of a book, and what merely goes on under another price since the last of them. */
function invoiced(book: BookSimulator): Invoiced[] {
  const view = book.draft(END);
  expect(view.lines).toEqual([]);
  return [...book.invoices, { view }];
}

/** The quantity that all invoices together charged for each line. */
function quantitiesOf(invoices: readonly Invoiced[]): Map<string, string | null> {
  const quantities = new Map<string, Decimal | null>();
  for (const { lineKey, quantity } of invoices.flatMap(({ view }) => billedKeys(view))) {
    quantities.set(lineKey, quantity === null ? null : (quantities.get(lineKey) ?? new Decimal(0)).plus(quantity));
  }
  return new Map([...quantities].map(([lineKey, quantity]) => [lineKey, quantity === null ? null : decimalText(quantity)]));
}

describe('any history of a book', () => {
  it('history: whatever came when, every line ends at what it comes to when rated once', () => {
    fc.assert(
      fc.property(history, (told) => {
        const book = live(told);
        book.issue(END);
        checkBook(book);
        const targets = book.ratedAfresh(END).filter((rated) => !isEmpty(rated));
        const made = new Set(targets.map(({ lineKey }) => lineKey));
        const billed = [...billedByLine(invoiced(book))];
        expect(sorted(billed.filter(([lineKey]) => made.has(lineKey)))).toEqual(sorted(targets.map(({ lineKey, targetMinor }) => [lineKey, targetMinor] as const)));
        expect(billed.filter(([lineKey, amount]) => !made.has(lineKey) && amount !== 0n)).toEqual([]);
        const quantities = [...quantitiesOf(invoiced(book))];
        expect(sorted(quantities.filter(([lineKey]) => made.has(lineKey)))).toEqual(
          sorted(targets.map(({ lineKey, quantity }) => [lineKey, quantity === null ? null : decimalText(quantity)] as const)),
        );
        expect(quantities.filter(([lineKey, quantity]) => !made.has(lineKey) && quantity !== null && quantity !== '0')).toEqual([]);
        expect(book.issue(END)).toBeNull();
      }),
      { numRuns: 150 },
    );
  }, LONG_MS);

  it('history: many invoices charge what one invoice would', () => {
    fc.assert(
      fc.property(history, (told) => {
        const book = live(told);
        book.issue(END);
        const once = atOnce(book, told);
        checkBook(once);
        expect(sorted(withoutZeros(billedByLine(invoiced(book))))).toEqual(sorted(withoutZeros(billedByLine(invoiced(once)))));
      }),
      { numRuns: 50 },
    );
  }, LONG_MS);

  it('history: notes at once charge for each line what the next invoice would have', () => {
    let notes = 0;
    fc.assert(
      fc.property(history, (told) => {
        const [book, other] = [live(told, { hasNotes: true }), live(told)];
        notes += book.invoices.filter(({ cut }) => cut.note).length;
        expect(book.replayed().filter(({ divergence }) => divergence !== null)).toEqual([]);
        for (const one of [book, other]) {
          one.issueNote(END);
          one.issue(END);
          checkBook(one);
        }
        expect(sorted(withoutZeros(billedByLine(invoiced(book))))).toEqual(sorted(withoutZeros(billedByLine(invoiced(other)))));
        expect(book.issueNote(END)).toBeNull();
        expect(book.issue(END)).toBeNull();
      }),
      { numRuns: 100 },
    );
    // About a note in three runs.
    expect(notes).toBeGreaterThan(5);
  }, LONG_MS);

  it('history: replaying it finds every line as it was posted', () => {
    fc.assert(
      fc.property(history, (told) => {
        expect(live(told).replayed().filter(({ divergence }) => divergence !== null)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('history: the same history gives the same hashes and seals', () => {
    fc.assert(
      fc.property(history, (told) => {
        const [a, b] = [live(told), live(told)];
        expect(a.journals.map(({ hash }) => hash)).toEqual(b.journals.map(({ hash }) => hash));
        expect(a.invoices.map(({ seal }) => seal)).toEqual(b.invoices.map(({ seal }) => seal));
      }),
      { numRuns: 20 },
    );
  });

  it('history: a batch in another order gives the same book', () => {
    fc.assert(
      fc.property(history, (told) => {
        const reversed = { ...told, events: told.events.map((event) => ({ ...event, rank: -event.rank })) };
        expect(live(reversed).journals).toEqual(live(told).journals);
      }),
      { numRuns: 20 },
    );
  });
});
