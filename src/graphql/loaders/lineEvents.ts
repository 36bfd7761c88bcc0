/** Pages of the usage events behind invoice lines, for many lines at once. */
import DataLoader from 'dataloader';
import { type Meter, meterMatches } from '../../core/meter.ts';
import { pageOf } from '../../repositories/keyset.ts';
import type { Page } from '../../repositories/page.ts';
import { type UsageEventRecord, type WindowPage, findWindowPages } from '../../repositories/usageEvents.ts';
import type { Database } from '../../store/database.ts';

/** Which events, and the meter whose filters they must pass. */
export interface LineEventsQuestion {
  readonly window: WindowPage;
  readonly meter: Meter;
}

/**
 * Reads the first rows of every line's page in one statement. A meter's filters look into properties, which the database
 * does not; lines whose page they left short are read on, together, until every page is full or at its end.
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
          events.push(...rows.filter((event) => meterMatches(question.meter, event)));
          const isDone = events.length > question.window.request.limit || rows.length <= question.window.request.limit;
          return isDone ? [] : [{ question: readingOn(question, rows), index }];
        });
      }
      return questions.map(({ window: { request } }, index) => pageOf(found[index] ?? [], request));
    },
    { cache: false },
  );
}

function readingOn(question: LineEventsQuestion, rows: readonly UsageEventRecord[]): LineEventsQuestion {
  const last = rows.at(-1);
  const key = last ? [last.occurredAt, last.id] : null;
  const { request } = question.window;
  return { ...question, window: { ...question.window, request: request.isBackward ? { ...request, before: key } : { ...request, after: key } } };
}
