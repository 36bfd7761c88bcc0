import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNBILLED } from '../../src/core/accounts.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { groupBy } from '../../src/core/grouping.ts';
import { type Instant, instant, later } from '../../src/core/instant.ts';
import { intersect } from '../../src/core/period.ts';
import { netOn } from '../../src/core/posting.ts';
import type { LineEvidence } from '../../src/core/journal.ts';
import { type SegmentState, timelineOf } from '../../src/core/segment.ts';
import { BookSimulator } from '../support/bookSimulator.ts';
import { FEE, SEATS, TOKENS, UTC, USD, at, completion, planVersion } from '../support/ledger.ts';

const START = at('2026-01-01');
const DAYS = 100;
const LONG_MS = 240_000;

const day = fc.nat(DAYS);
const state = fc.constantFrom<SegmentState[]>('ACTIVE', 'ACTIVE', 'METERED', 'PAUSED');

/** What is known by each invoice: changes from any day on, also one that was billed, and usage of any day. */
const step = fc.record({
  issueDay: day,
  changes: fc.array(fc.record({ day, state, version: fc.constantFrom('v1', 'v2'), seats: fc.nat(4) }), { maxLength: 3 }),
  events: fc.array(fc.record({ day, tokens: fc.integer({ min: 0, max: 1_500 }) }), { maxLength: 4 }),
});
const life = fc.array(step, { minLength: 1, maxLength: 5 });
interface Step {
  readonly issueDay: number;
  readonly changes: readonly { readonly day: number; readonly state: SegmentState; readonly version: string; readonly seats: number }[];
  readonly events: readonly { readonly day: number; readonly tokens: number }[];
}

function dayAt(days: number): Instant {
  return instant(START + days * DAY_MS);
}

/** Lives through the steps; `before` sees the book when all is recorded and the invoice is not issued yet. */
function live(steps: readonly Step[], before: (book: BookSimulator, asOf: Instant) => void = () => undefined): BookSimulator {
  const versions = [planVersion({ prices: [FEE, SEATS, TOKENS] }), planVersion({ id: 'v2', prices: [{ ...FEE, model: { flat: { amount: '77' } } }, SEATS, TOKENS] })];
  const book = new BookSimulator({ currency: USD, zone: UTC, versions });
  book.subscribe('s', { startAt: START, planVersionId: 'v1', quantities: { seats: new Decimal(1) } });
  let asOf = START;
  for (const [number, { issueDay, changes, events }] of steps.entries()) {
    for (const change of changes) {
      book.subscribe('s', { startAt: dayAt(change.day), planVersionId: change.version, state: change.state, quantities: { seats: new Decimal(change.seats) } });
    }
    book.record(events.map(({ day: occurred, tokens }, index) => completion(`e${number}-${index}`, new Date(dayAt(occurred)).toISOString(), tokens.toString())));
    asOf = later(asOf, dayAt(issueDay));
    before(book, asOf);
    book.issue(asOf);
  }
  return book;
}

/** Every line with what it charges in the end and the least that it charged at any time. */
function lineTotals(book: BookSimulator): { evidence: LineEvidence; total: bigint; least: bigint }[] {
  const charges = book.journals.filter(({ kind, line }) => line !== null && (kind === 'CHARGE' || kind === 'ADVANCE_FEE'));
  return [...groupBy(charges, ({ line }) => line?.lineKey ?? '').values()].map((journals) => {
    let [total, least] = [0n, 0n];
    for (const { postings } of journals) {
      total += netOn(UNBILLED, postings);
      if (total < least) least = total;
    }
    const evidence = journals.at(-1)?.line;
    if (!evidence) throw new Error('a charge has a line');
    return { evidence, total, least };
  });
}

describe('any life of a subscription', () => {
  it('preview: a draft is the invoice that is issued from it, line by line, and writes nothing', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const drafts: ReturnType<BookSimulator['draft']>[] = [];
        const book = live(steps, (simulator, asOf) => {
          const journals = simulator.journals.length;
          drafts.push(simulator.draft(asOf));
          expect(simulator.journals).toHaveLength(journals);
        });
        const shown = drafts.filter(({ lines }) => lines.length > 0);
        expect(book.invoices.map(({ view }) => view)).toEqual(shown);
      }),
      { numRuns: 60 },
    );
  }, LONG_MS);

  it('life: no time is charged twice for one price, and none while it is paused', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const book = live(steps);
        const segments = timelineOf(book.subscriptions[0]?.segments ?? []);
        // A change may move the end of a line whose amount it leaves as it is: the segments say which time it has now.
        const served = new Map(book.ratedAfresh(dayAt(2 * DAYS)).map(({ lineKey, line }) => [lineKey, line.service]));
        const charged = lineTotals(book).flatMap(({ total, evidence: { lineKey, priceId } }) => (total === 0n ? [] : [{ lineKey, code: priceId?.split('/')[1] ?? '', service: served.get(lineKey) }]));
        for (const lines of groupBy(charged, ({ code }) => code).values()) {
          const inTime = lines.map(({ service }) => service).sort((a, b) => (a?.start ?? 0) - (b?.start ?? 0));
          for (const [index, service] of inTime.entries()) expect(service?.start).toBeGreaterThanOrEqual(inTime[index - 1]?.end ?? START);
        }
        for (const { code, service } of charged) {
          const isUsage = code === 'tokens';
          for (const { state: held, startAt, endAt } of segments) {
            const isCharged = held === 'ACTIVE' || (held === 'METERED' && isUsage);
            const overlap = service && intersect(service, { start: startAt, end: endAt ?? dayAt(10 * DAYS) });
            if (!isCharged) expect(overlap).toBeNull();
          }
        }
      }),
      { numRuns: 100 },
    );
  }, LONG_MS);

  it('life: a line never gives back more than it charged', () => {
    fc.assert(
      fc.property(life, (steps) => {
        for (const { least } of lineTotals(live(steps))) expect(least).toBe(0n);
      }),
      { numRuns: 100 },
    );
  }, LONG_MS);
});
