/** As of: the two times at which the books are looked at. What took effect by one, as far as it was recorded by the other. */
import type { Instant } from './instant.ts';

export interface AsOf {
  /** Counts what took effect at this instant or before; null: whatever it is. */
  readonly asOf: Instant | null;
  /** Counts what was recorded at this instant or before; null: everything. */
  readonly knownAt: Instant | null;
}

/** Everything that is recorded. */
export const NOW_KNOWN: AsOf = { asOf: null, knownAt: null };

/**
 * The two times that a question about a document means. `asOf` alone is the books as they stood then: what took effect by
 * then and was recorded by then. `knownAt` alone counts whatever was recorded by then, whenever it takes effect.
 */
export function asStoodAt({ asOf, knownAt }: { readonly asOf: Instant | null; readonly knownAt: Instant | null }): AsOf {
  return { asOf, knownAt: knownAt ?? asOf };
}

/** Whether a fact counts at the two times. */
export function countsAsOf({ effectiveAt, recordedAt }: { readonly effectiveAt: Instant; readonly recordedAt: Instant }, { asOf, knownAt }: AsOf): boolean {
  return (asOf === null || effectiveAt <= asOf) && (knownAt === null || recordedAt <= knownAt);
}
