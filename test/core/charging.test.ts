import { describe, expect, it } from 'vitest';
import { emptyBook, appendJournals } from '../../src/core/book.ts';
import { linesToRate } from '../../src/core/chargeLine.ts';
import { chargeDifferences } from '../../src/core/charging.ts';
import { instantText } from '../../src/core/instant.ts';
import type { Journal, JournalDraft } from '../../src/core/journal.ts';
import { LineUsageTally, type RecordedEvent } from '../../src/core/lineUsage.ts';
import { type RatedLine, rateLine } from '../../src/core/rating.ts';
import { FEE, OWNER, type PriceSketch, SEATS, TOKENS, USD, at, completion, dueQuestion, planVersion, subscription } from '../support/ledger.ts';

interface Occasion {
  readonly asOf: string;
  readonly price?: PriceSketch;
  readonly ratedThrough?: string;
  readonly quantities?: Record<string, string>;
  readonly changedOn?: string;
  readonly events?: readonly RecordedEvent[];
  readonly posted?: readonly Journal[];
}

/** What is posted for the lines of January 2026, from the 10th, of a plan's only price. */
function charge({ asOf, price = FEE, ratedThrough, quantities = {}, changedOn, events = [], posted = [] }: Occasion): JournalDraft[] {
  const versions = [planVersion({ prices: [price] }), planVersion({ id: 'v2', prices: [price] })];
  const changes = changedOn === undefined ? [] : [{ from: changedOn, on: 'v2' }];
  const subscriptions = [subscription('s', { from: '2026-01-10', quantities }, ...changes)];
  const lines = linesToRate(dueQuestion({ versions, subscriptions, asOf })).filter(({ lineKey }) => lineKey.endsWith('2026-01-10T00:00:00.000Z'));
  const rated = lines.flatMap((line): RatedLine[] => {
    const tally = line.price.meter === null ? null : new LineUsageTally(line.price.meter, { keepValues: false });
    for (const event of events) tally?.add(event);
    return rateLine(line, tally?.result() ?? null, USD);
  });
  return chargeDifferences(rated, posted, { currency: USD, asOf: at(asOf), ratedThrough: ratedThrough === undefined ? null : at(ratedThrough) });
}

/** The journals of a book that posted one occasion after the other. */
function book(...occasions: readonly Occasion[]): Journal[] {
  let head = emptyBook(OWNER, at('2026-01-01'));
  const journals: Journal[] = [];
  for (const occasion of occasions) {
    const drafts = charge({ ...occasion, posted: journals });
    const appended = appendJournals(OWNER, head, drafts, { now: at(occasion.asOf), cause: 'test', actor: 'key' });
    journals.push(...appended.journals);
    head = appended.head;
  }
  return journals;
}

/** `KIND effective billable: debit/credit amount`, references left out. */
function texts(drafts: readonly JournalDraft[]): string[] {
  const time = (instant: JournalDraft['billableAt']) => (instant === null ? '-' : instantText(instant).slice(5, -5));
  return drafts.map(({ kind, effectiveAt, billableAt, postings }) => {
    const moved = postings.map(({ debit, credit, amount }) => ` ${debit.code}/${credit.code} ${amount}`);
    return `${kind} ${time(effectiveAt)} ${time(billableAt)}:${moved.join()}`;
  });
}

const USED = completion('a', '2026-01-11', 1500);

describe('chargeDifferences: a fee in advance', () => {
  it('chargeDifferences: is charged and deferred at its start', () => {
    // 30 x 22 / 31 = 21.29
    expect(texts(charge({ asOf: '2026-01-10' }))).toEqual(['ADVANCE_FEE 01-10T00:00:00 01-10T00:00:00: 1150/2150 2129']);
  });

  it('chargeDifferences: is earned just before its service ends, once', () => {
    const charged = book({ asOf: '2026-01-10' });
    expect(texts(charge({ asOf: '2026-01-31T23:59:59.999Z', posted: charged }))).toEqual([]);
    expect(texts(charge({ asOf: '2026-02-01', posted: charged }))).toEqual(['EARNING 01-31T23:59:59 -: 2150/4010 2129']);
    expect(charge({ asOf: '2026-03-01', posted: book({ asOf: '2026-01-10' }, { asOf: '2026-02-01' }) })).toEqual([]);
  });

  it('chargeDifferences: what a note took off its deferral is neither deferred again nor earned', () => {
    const charged = book({ asOf: '2026-01-10' });
    const note = charged.map((fee): Journal => ({ ...fee, kind: 'CREDIT_NOTE', seq: 2, billableAt: null, postings: [{ debit: { code: '2150', reference: 'l' }, credit: { code: '4110', reference: 'i' }, amount: 1_000n }] }));
    expect(texts(charge({ asOf: '2026-01-20', posted: [...charged, ...note] }))).toEqual([]);
    // 21.29 - 10.00
    expect(texts(charge({ asOf: '2026-02-01', posted: [...charged, ...note] }))).toEqual(['EARNING 01-31T23:59:59 -: 2150/4010 1129']);
    // 10.65 are left of the fee, of which 10.00 are released: 0.65 are earned.
    expect(texts(charge({ asOf: '2026-01-25', changedOn: '2026-01-21', ratedThrough: '2026-01-22', posted: [...charged, ...note] }))).toEqual(['ADVANCE_FEE 01-10T00:00:00 01-25T00:00:00: 2150/1150 1064', 'EARNING 01-20T23:59:59 -: 2150/4010 65']);
  });

  it('chargeDifferences: one that was missed altogether is charged and earned at once', () => {
    expect(texts(charge({ asOf: '2026-02-15' }))).toEqual(['ADVANCE_FEE 01-10T00:00:00 01-10T00:00:00: 1150/2150 2129', 'EARNING 01-31T23:59:59 -: 2150/4010 2129']);
  });

  it('chargeDifferences: what a change takes back before it was earned is never earned', () => {
    const charged = book({ asOf: '2026-01-10' });
    // 10 to 20 January are 11 days: 30 x 11 / 31 = 10.645..., that is 10.65; 10.65 - 21.29 = -10.64.
    expect(texts(charge({ asOf: '2026-01-25', changedOn: '2026-01-21', ratedThrough: '2026-01-22', posted: charged }))).toEqual([
      'ADVANCE_FEE 01-10T00:00:00 01-25T00:00:00: 2150/1150 1064',
      'EARNING 01-20T23:59:59 -: 2150/4010 1065',
    ]);
  });

  it('chargeDifferences: what a change takes back after it was earned is taken back from revenue', () => {
    const earned = book({ asOf: '2026-01-10' }, { asOf: '2026-02-01' });
    expect(texts(charge({ asOf: '2026-02-10', changedOn: '2026-01-21', ratedThrough: '2026-02-01', posted: earned }))).toEqual([
      'ADVANCE_FEE 01-10T00:00:00 02-10T00:00:00: 2150/1150 1064',
      'EARNING 01-20T23:59:59 -: 4010/2150 1064',
    ]);
  });

  it('chargeDifferences: a service that was over and goes on after all is deferred again, all of it', () => {
    const cut = { changedOn: '2026-01-21' };
    const earned = book({ asOf: '2026-01-10', ...cut }, { asOf: '2026-01-22', ...cut });
    // 10.65 for 11 days was charged and earned on the 21st; the whole is 21.29, of which 10.64 are charged now.
    expect(texts(charge({ asOf: '2026-01-25', ratedThrough: '2026-01-22', posted: earned }))).toEqual([
      'ADVANCE_FEE 01-10T00:00:00 01-25T00:00:00: 1150/2150 1064',
      'EARNING 01-25T00:00:00 -: 4010/2150 1065',
    ]);
  });

  it('chargeDifferences: units added are charged as the difference', () => {
    const charged = book({ asOf: '2026-01-10', price: SEATS, quantities: { seats: '2' } });
    // 3 x 10 x 22 / 31 = 21.29; 2 x 10 x 22 / 31 = 14.19; 7.10 more.
    const more = charge({ asOf: '2026-01-12', price: SEATS, quantities: { seats: '3' }, ratedThrough: '2026-01-11', posted: charged });
    expect(texts(more)).toEqual(['ADVANCE_FEE 01-10T00:00:00 01-12T00:00:00: 1150/2150 710']);
    expect(more[0]?.line?.quantity?.toFixed()).toBe('3');
  });

  it('chargeDifferences: a fee of nothing is posted once, without postings', () => {
    const free = { ...FEE, model: { flat: { amount: '0' } } };
    expect(texts(charge({ asOf: '2026-01-10', price: free }))).toEqual(['ADVANCE_FEE 01-10T00:00:00 01-10T00:00:00:']);
    expect(charge({ asOf: '2026-02-10', price: free, posted: book({ asOf: '2026-01-10', price: free }) })).toEqual([]);
  });
});

describe('chargeDifferences: in arrears', () => {
  const january = { asOf: '2026-02-01', price: TOKENS, events: [USED] };

  it('chargeDifferences: usage is charged to the last moment of its period, and billable at its end', () => {
    // 1000 x 0.01 + 500 x 0.005 = 12.50
    expect(texts(charge(january))).toEqual(['CHARGE 01-31T23:59:59 02-01T00:00:00: 1150/4000 1250']);
  });

  it('chargeDifferences: a fee in arrears is subscription revenue', () => {
    expect(texts(charge({ asOf: '2026-02-01', price: { ...FEE, timing: 'IN_ARREARS' } }))).toEqual([
      'CHARGE 01-31T23:59:59 02-01T00:00:00: 1150/4010 2129',
    ]);
  });

  it('chargeDifferences: no usage posts nothing', () => {
    expect(charge({ ...january, events: [] })).toEqual([]);
  });

  it('chargeDifferences: a line that stands where it should posts nothing again', () => {
    expect(charge({ ...january, asOf: '2026-03-01', posted: book(january) })).toEqual([]);
  });

  it('chargeDifferences: late usage is charged as the difference, billable when it is posted', () => {
    const events = [USED, completion('late', '2026-01-12', 100)];
    // 1600 tokens are 13.00: 0.50 more.
    const late = charge({ ...january, events, asOf: '2026-03-01', ratedThrough: '2026-02-01', posted: book(january) });
    expect(texts(late)).toEqual(['CHARGE 01-31T23:59:59 03-01T00:00:00: 1150/4000 50']);
    expect(late[0]?.line).toMatchObject({ eventCount: 2 });
    expect(late[0]?.line?.quantity?.toFixed()).toBe('1600');
    expect(late[0]?.line?.exactAmount.toFixed()).toBe('13');
  });

  it('chargeDifferences: late usage that changes no amount is posted for its quantity, without postings', () => {
    const events = [USED, completion('late', '2026-01-12', '0.5')];
    // 1500.5 tokens are 12.5025, which is 12.50 still.
    const late = charge({ ...january, events, asOf: '2026-03-01', ratedThrough: '2026-02-01', posted: book(january) });
    expect(texts(late)).toEqual(['CHARGE 01-31T23:59:59 03-01T00:00:00:']);
    expect(charge({ ...january, events, asOf: '2026-04-01', posted: book(january, { ...january, events, asOf: '2026-03-01' }) })).toEqual([]);
  });

  it('chargeDifferences: a quantity that goes down takes back', () => {
    const level = { ...TOKENS, meterCode: 'level', model: { perUnit: { unitAmount: '1' } } };
    const before = { asOf: '2026-02-01', price: level, events: [completion('a', '2026-01-11', 9)] };
    const events = [...before.events, completion('b', '2026-01-12', 2)];
    // The latest level is 2 and not 9: 7.00 less.
    expect(texts(charge({ ...before, events, asOf: '2026-03-01', ratedThrough: '2026-02-01', posted: book(before) }))).toEqual([
      'CHARGE 01-31T23:59:59 03-01T00:00:00: 4000/1150 700',
    ]);
  });

  it('chargeDifferences: a first charge that fell due before the newest cut is billable now', () => {
    expect(texts(charge({ ...january, asOf: '2026-02-20', ratedThrough: '2026-02-15' }))[0]).toContain('02-20T00:00:00:');
    expect(texts(charge({ ...january, asOf: '2026-02-20', ratedThrough: '2026-02-01' }))[0]).toContain('02-20T00:00:00:');
    expect(texts(charge({ ...january, asOf: '2026-02-20', ratedThrough: '2026-01-31T23:59:59.999Z' }))[0]).toContain('02-01T00:00:00:');
  });
});
