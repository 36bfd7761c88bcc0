/** Pages of the usage events behind invoice lines, for many lines at once. */
import DataLoader from 'dataloader';
import { type Instant, earlier, instant, later } from '../../core/instant.ts';
import { type LineTrace, placesOfPage } from '../../core/lineTrace.ts';
import { type CountedEvent, type WindowEvent, type WindowPage, findWindowPages } from '../../repositories/countedEvents.ts';
import { pageOf } from '../../repositories/keyset.ts';
import type { Page } from '../../repositories/page.ts';
import type { Database } from '../../store/database.ts';

/** Which events, and what they must pass beyond that. */
export interface LineEventsQuestion {
  readonly window: WindowPage;
  readonly matches: (event: CountedEvent) => boolean;
  /** When the events that match occurred; null if that is not known. */
  readonly trace: LineTrace | null;
}

/**
 * Reads the first rows of every line's page in one statement. Filters and dimensions look into properties, which the database
 * does not; lines whose page they left short are read on, together and in growing strides, until every page is full or at
 * its end. Of a line with a trace only what lies where its events are is read.
 */
export function createLineEventLoader(db: Database, tenantId: string): DataLoader<LineEventsQuestion, Page<WindowEvent>> {
  return new DataLoader(
    async (questions) => {
      const found = questions.map((): WindowEvent[] => []);
      let open = questions.map((question, index) => ({ question, index }));
      while (open.length > 0) {
        const pages = await findWindowPages(db, tenantId, open.map(({ question }) => whereItsEventsAre(question)));
        open = open.flatMap(({ question, index }, position) => {
          const rows = pages[position] ?? [];
          const events = found[index] ?? [];
          events.push(...rows.flatMap((event) => matchingPart(event, question.matches)));
          const isFull = events.length > (questions[index]?.window.request.limit ?? 0);
          const isDone = isFull || rows.length <= question.window.request.limit;
          return isDone ? [] : [{ question: readingOn(question, rows), index }];
        });
      }
      return questions.map(({ window: { request } }, index) => pageOf(found[index] ?? [], request));
    },
    { cache: false },
  );
}

/** The window cut to where the page's events are: a bound beside the keyset, because that is what an index takes. */
function whereItsEventsAre({ window, trace }: LineEventsQuestion): WindowPage {
  // What is new stands where it was recorded, which for a corrected event is not where it counts.
  if (window.since !== null) return window;
  const { isBackward, limit, after, before } = window.request;
  const from = ((isBackward ? before : after)?.[0] ?? null) as Instant | null;
  if (trace !== null) return { ...window, ...placesOfPage(trace, window.time, { from, isBackward, limit }) };
  if (from === null) return window;
  const { start, end } = window.time;
  return { ...window, time: isBackward ? { start, end: earlier(end, instant(from + 1)) } : { start: later(start, from), end } };
}

/** What of an event concerns the line: it may have come to it, left it, or changed on it. */
function matchingPart({ counted, before, ...event }: WindowEvent, matches: LineEventsQuestion['matches']): WindowEvent[] {
  const part = { ...event, counted: counted && matches(counted) ? counted : null, before: before && matches(before) ? before : null };
  return part.counted || part.before ? [part] : [];
}

const STRIDE_LIMIT = 5_000;

/** What passes may be rare, so each stride is twice the last. */
function readingOn(question: LineEventsQuestion, rows: readonly WindowEvent[]): LineEventsQuestion {
  const last = rows.at(-1);
  const key = last ? [last.placeAt, last.id] : null;
  const request = { ...question.window.request, limit: question.trace ? question.window.request.limit : Math.min(2 * question.window.request.limit, STRIDE_LIMIT) };
  return { ...question, window: { ...question.window, request: request.isBackward ? { ...request, before: key } : { ...request, after: key } } };
}
