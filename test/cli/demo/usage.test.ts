import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../../src/cli/demo/story.ts';
import { batchesOf, usageOf } from '../../../src/cli/demo/usage.ts';

const events = CHAPTERS.flatMap(usageOf);

describe('usageOf', () => {
  it('determinism: the same events each time, with keys of their own', () => {
    expect(CHAPTERS.flatMap(usageOf)).toEqual(events);
    expect(new Set(events.map(({ key }) => key)).size).toBe(events.length);
  });

  it('steady usage: so much a day, and what came late', () => {
    // Acme: (31 + 28 + 31) x 10 = 900, and 20 late; Sakura: 90 x 8; Dana: 90 x 5.
    expect(['acme', 'sakura', 'dana'].map((name) => events.filter((event) => event.customerExternalId === name).length)).toEqual([920, 720, 450]);
  });

  it('local days: a month begins and ends at midnight of the customer', () => {
    const times = CHAPTERS.flatMap((chapter) => (chapter.title === 'January' ? usageOf(chapter) : []))
      .filter(({ customerExternalId }) => customerExternalId === 'acme')
      .map(({ occurredAt }) => occurredAt);
    // New York is five hours behind UTC in winter.
    expect([times[0], times.at(-1)]).toEqual(['2026-01-01T05:00:00.000Z', '2026-02-01T04:59:59.999Z']);
  });

  it('time: nothing is sent before it happened', () => {
    for (const chapter of CHAPTERS) for (const { occurredAt } of usageOf(chapter)) expect(Date.parse(occurredAt)).toBeLessThan(Date.parse(chapter.clock));
  });
});

describe('batchesOf', () => {
  it('untidy: all events are in, some twice, none more than a batch of 1,000 at a time', () => {
    const batches = batchesOf(events);
    expect(new Set(batches.flat())).toEqual(new Set(events));
    expect(batches.flat().length).toBeGreaterThan(events.length);
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(1_000);
  });
});
