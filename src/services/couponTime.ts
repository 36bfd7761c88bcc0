/** When a coupon begins or ends that is applied or removed now. */
import { type Instant, instant, later } from '../core/instant.ts';
import type { Book } from '../repositories/books.ts';

/** Now, and after everything that is invoiced already: what the customer has seen stays as it is. */
export function afterInvoiced(now: Instant, { ratedThrough }: Pick<Book, 'ratedThrough'>): Instant {
  return ratedThrough === null ? now : later(now, instant(ratedThrough + 1));
}
