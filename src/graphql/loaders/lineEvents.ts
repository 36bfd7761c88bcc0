/** Pages of the usage events behind invoice lines, for many lines at once. */
import DataLoader from 'dataloader';
import { type CountedEvent, type WindowEvent, type WindowPage, findWindowPages } from '../../repositories/countedEvents.ts';
import { pageOf } from '../../repositories/keyset.ts';
import type { Page } from '../../repositories/page.ts';
import type { Database } from '../../store/database.ts';

/** Which events, and what they must pass beyond that. */
export interface LineEventsQuestion {
  readonly window: WindowPage;
  readonly matches: (event: CountedEvent) => boolean;
}

/**
 * Reads the first rows of every line's page in one statement. Filters and dimensions look into properties, which the database
 * does not; lines whose page they left short are read on, together and in growing strides, until every page is full or at
 * its end.
 */
export function createLineEventLoader(db: Database, tenantId: string): DataLoader<LineEventsQuestion, Page<WindowEvent>> {
  return new DataLoader(
    async (questions) => {
      const found = questions.map((): WindowEvent[] => []);
      let open = questions.map((question, index) => ({ question, index }));
      while (open.length > 0) {
        const pages = await findWindowPages(db, tenantId, open.map(({ question }) => question.window));
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
  const request = { ...question.window.request, limit: Math.min(2 * question.window.request.limit, STRIDE_LIMIT) };
  return { ...question, window: { ...question.window, request: request.isBackward ? { ...request, before: key } : { ...request, after: key } } };
}
