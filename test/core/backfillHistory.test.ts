import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/core/epochDay.ts';
import { pendingCharges, postedCharges } from '../../src/core/eventBilling.ts';
import { groupBy } from '../../src/core/grouping.ts';
import { type Instant, instant, instantText } from '../../src/core/instant.ts';
import { checkBook } from '../support/bookChecks.ts';
import { BookSimulator, billedByLine } from '../support/bookSimulator.ts';
import { REGIONAL, TOKENS, USD, UTC, at, completion, planVersion } from '../support/ledger.ts';
import { SimulatedBackfills } from '../support/simulatedBackfills.ts';

const START = at('2026-01-01');
const [JANUARY, MARCH, END] = [at('2026-01-10'), at('2026-03-05'), at('2026-06-01')];
const VERSIONS = [planVersion({ prices: [TOKENS, REGIONAL] })];

const day = fc.nat(110).map((days) => instant(START + days * DAY_MS + 3_600_000));
const region = fc.constantFrom('eu', 'us');
/** What is done to an event once it is there: voided, or amended in its amount, its region and its time. */
const correction = fc.record({ isVoid: fc.boolean(), on: day, region });
const fact = fc.record({ on: day, region, corrections: fc.array(correction, { maxLength: 2 }), isLate: fc.boolean() });
const batch = fc.record({ events: fc.array(fc.record({ on: day, region }), { maxLength: 3 }), replace: fc.boolean(), from: fc.constantFrom(START, JANUARY), to: fc.constantFrom(MARCH, END), names: fc.array(fc.nat(5), { maxLength: 2 }) });
const history = fc.record({
  facts: fc.array(fact, { minLength: 1, maxLength: 6 }),
  first: batch,
  second: batch,
  reverts: fc.constantFrom<readonly ('first' | 'second')[]>([], ['second'], ['second', 'first']),
});
/** An order of arrival: by which numbers facts are sorted, and how many steps lie between invoices. */
const order = fc.record({ ranks: fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 }), cuts: fc.array(fc.record({ after: fc.nat(5), days: fc.nat(40) }), { maxLength: 6 }) });

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;
type Order = typeof order extends fc.Arbitrary<infer Value> ? Value : never;
type Step = (book: BookSimulator, backfills: SimulatedBackfills) => void;

/** Every value ever counted is another power of two, so that no two sets of events have one sum. */
const power = (exponent: number) => 2 ** exponent;
const event = (key: string, on: Instant, exponent: number, where: string) => completion(key, instantText(on), power(exponent), { region: where });

/** The history as phases: within one of them steps come in any order but that of each list; phases come one after another. */
function phasesOf({ facts, first, second, reverts }: History): Step[][][] {
  const recorded = (late: boolean): Step[][] => facts.flatMap((one, index) => (one.isLate === late ? [stepsOf(one, index)] : []));
  return [recorded(false), [[applied('first', first, 24)]], recorded(true), [[applied('second', second, 38)]], ...reverts.map((id): Step[][] => [[(_book, backfills) => backfills.revert(id)]])];
}

function stepsOf({ on, region: where, corrections }: History['facts'][number], index: number): Step[] {
  const record: Step = (book) => book.record([event(`e${index}`, on, index, where)]);
  const correct = corrections.map(({ isVoid, on: to, region: there }, nth): Step => (book) => book.correct(`e${index}`, isVoid ? null : event(`e${index}`, to, 6 + 2 * index + nth, there)));
  return [record, ...correct];
}

/**
 * Events of the batch's own in its time; with `replace` some that are there, as they are or with another amount; and some that
 * an earlier backfill took out.
 */
function applied(id: 'first' | 'second', { events, replace, from, to, names }: History['first'], exponent: number): Step {
  const inTime = (on: Instant) => on >= from && on < to;
  return (book, backfills) => {
    const own = events.flatMap(({ on, region: where }, index) => (inTime(on) ? [event(`${id} ${index}`, on, exponent + index, where)] : []));
    const named = [...new Set(names)].flatMap((name) => {
      const key = `e${name}`;
      const standing = book.effectiveEvents().find((one) => one.key === key);
      if (standing) return replace && inTime(standing.occurredAt) ? [name % 2 === 0 ? standing : event(key, standing.occurredAt, exponent + 8 + name, 'eu')] : [];
      return book.corrections.get(key)?.at(-1)?.backfillId == null ? [] : [event(key, from, exponent + 8 + name, 'us')];
    });
    backfills.apply(id, { from, to, replace }, [...own, ...named]);
  };
}

/** Runs the history in an order, issues in between, and a last invoice of everything. */
function run(phases: readonly Step[][][], { ranks, cuts }: Order): BookSimulator {
  const book = new BookSimulator({ currency: USD, zone: UTC, versions: VERSIONS });
  book.subscribe('s', { startAt: START, planVersionId: 'v1', quantities: {} });
  const backfills = new SimulatedBackfills(book);
  let done = 0;
  let now = START;
  const step = (one: Step) => {
    one(book, backfills);
    done += 1;
    for (const cut of cuts.filter(({ after }) => after === done)) {
      now = instant(Math.min(now + cut.days * DAY_MS, END));
      book.issue(now);
    }
  };
  for (const phase of phases) {
    const waiting = phase.map((steps, index) => ({ steps: [...steps], rank: ranks[(done + index) % ranks.length] ?? 0 })).sort((a, b) => a.rank - b.rank);
    for (let turn = 0; waiting.some(({ steps }) => steps.length > 0); turn += 1) {
      const chosen = waiting.filter(({ steps }) => steps.length > 0);
      const next = chosen[(ranks[turn % ranks.length] ?? 0) % chosen.length]?.steps.shift();
      if (next) step(next);
    }
  }
  book.issue(END);
  return book;
}

const billed = (book: BookSimulator) => Object.fromEntries([...billedByLine(book.invoices)].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));

describe('any history of late, corrected and backfilled usage', () => {
  it('history: every order of arrival bills the same per line, to what rating at once gives, and leaves nothing to replay', () => {
    fc.assert(
      fc.property(history, order, order, (told, one, other) => {
        const phases = phasesOf(told);
        const book = run(phases, one);
        expect(billed(run(phases, other))).toEqual(billed(book));
        const afresh = book.ratedAfresh(END).filter(({ targetMinor }) => targetMinor !== 0n);
        expect(billed(book)).toEqual(Object.fromEntries(afresh.map(({ lineKey, targetMinor }) => [lineKey, targetMinor])));
        expect(book.replayed().filter(({ divergence }) => divergence !== null)).toEqual([]);
        expect(book.issue(END)).toBeNull();
        checkBook(book);
      }),
      { numRuns: 200 },
    );
  });

  it('history: each event is on exactly one invoice of each line that counted it as its first charge, and nothing of it is open', () => {
    fc.assert(
      fc.property(history, order, (told, arrival) => {
        const book = run(phasesOf(told), arrival);
        const journals = book.journals.filter(({ line }) => line !== null);
        const rated = book.ratedAfresh(END);
        for (const [key, recorded] of book.events) {
          const corrected = { event: { ...recorded, bookSeq: book.bookSeqs.get(key) ?? 0 }, corrections: book.corrections.get(key) ?? [] };
          const { charges, stands } = postedCharges(corrected, journals, book.prices);
          const byLine = groupBy(charges, ({ lineKey }) => lineKey);
          for (const [lineKey, own] of byLine) {
            expect([key, lineKey, own.map(({ isFirst }) => isFirst)]).toEqual([key, lineKey, own.map((_, index) => index === 0)]);
            const documents = own.flatMap(({ isFirst, journal }) => (isFirst ? book.invoices.filter(({ view }) => view.lines.some((line) => line.lineKey === lineKey && line.journals.some(({ seq }) => seq === journal?.seq))) : []));
            expect([key, lineKey, documents.length]).toEqual([key, lineKey, 1]);
          }
          const counting = book.effectiveEvents().some((one) => one.key === key);
          // One line of tokens, one of its region.
          expect([key, stands.filter(({ counts }) => counts !== null).length]).toEqual([key, counting ? 2 : 0]);
          expect(pendingCharges(corrected, stands, rated)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
