/** Lines that were charged when their service had ended, and that a change let go on. */
import { lineAt } from '../../src/core/chargeLine.ts';
import type { Instant } from '../../src/core/instant.ts';
import type { BookSimulator } from './bookSimulator.ts';

/** Whether a line that was posted is not due again by then: the segments now make its service end later. */
export function goesOn(book: Pick<BookSimulator, 'journals' | 'subscriptions' | 'versions' | 'zone'>, lineKey: string, at: Instant): boolean {
  const line = book.journals.find((journal) => journal.line?.lineKey === lineKey)?.line ?? null;
  const subscription = book.subscriptions.find(({ id }) => id === line?.subscriptionId);
  if (line === null || subscription === undefined || line.priceId === null) return false;
  const made = lineAt(subscription, { priceId: line.priceId, serviceStart: line.service.start }, book);
  return made !== null && made.billableAt > at;
}
