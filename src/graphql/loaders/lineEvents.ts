/** Pages of the usage events behind invoice lines, for many lines at once. */
import DataLoader from 'dataloader';
import { pageOf } from '../../repositories/keyset.ts';
import type { Page } from '../../repositories/page.ts';
import { type UsageEventRecord, type WindowPage, findWindowPages } from '../../repositories/usageEvents.ts';
import type { Database } from '../../store/database.ts';

/** Which events, and what they must pass beyond that. */
export interface LineEventsQuestion {
  readonly window: WindowPage;
  readonly matches: (event: UsageEventRecord) => boolean;
}

/**
 * Reads the first rows of every line's page in one statement. Filters and dimensions look into properties, which the database
 * does not; lines whose page they left short are read on, together and in growing strides, until every page is full or at
 * its end.
 */
export function createLineEventLoader(db: Database, tenantId: string): DataLoader<LineEventsQuestion, Page<UsageEventRecord>> {
  return new DataLoader(
    async (questions) => {
      const found = questions.map((): UsageEventRecord[] => []);
      let open = questions.map((question, index) => ({ question, index }));
      while (open.length > 0) {
        const pages = await findWindowPages(db, tenantId, open.map(({ question }) => question.window));
        open = open.flatMap(({ question, index }, position) => {
          const rows = pages[position] ?? [];
          const events = found[index] ?? [];
          events.push(...rows.filter(question.matches));
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

const STRIDE_LIMIT = 5_000;

/** What passes may be rare, so each stride is twice the last. */
function readingOn(question: LineEventsQuestion, rows: readonly UsageEventRecord[]): LineEventsQuestion {
  const last = rows.at(-1);
  const key = last ? [last.occurredAt, last.id] : null;
  const request = { ...question.window.request, limit: Math.min(2 * question.window.request.limit, STRIDE_LIMIT) };
  return { ...question, window: { ...question.window, request: request.isBackward ? { ...request, before: key } : { ...request, after: key } } };
}
