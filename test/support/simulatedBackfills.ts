/** Backfills of a simulated book: planned by core, recorded as the services do. */
import { type BackfillScope, type KnownEvent, planBackfill, planReversion, refuseIncomplete } from '../../src/core/backfill.ts';
import { contains } from '../../src/core/period.ts';
import { placeOf } from '../../src/core/usageBatch.ts';
import { fingerprintOf, type UsageEvent } from '../../src/core/usageEvent.ts';
import { canonicalJson } from '../../src/core/json.ts';
import type { RecordedEvent } from '../../src/core/lineUsage.ts';
import type { BookSimulator } from './bookSimulator.ts';
import { OWNER } from './ledger.ts';

const EXTERNAL_ID = 'acme';

export class SimulatedBackfills {
  readonly #book: BookSimulator;
  readonly #additions = new Map<string, readonly string[]>();
  readonly #reverted = new Set<string>();

  constructor(book: BookSimulator) {
    this.#book = book;
  }

  /** Applies a batch of `completion` events; refused as a whole if one of them cannot be counted. */
  apply(id: string, scope: Pick<BackfillScope, 'from' | 'to' | 'replace'>, batch: readonly RecordedEvent[]): void {
    const events = batch.map((event) => ({ event: asUsageEvent(event) }));
    const held = this.#known(batch.flatMap(({ key }) => (this.#book.events.has(key) ? [key] : [])));
    const inScope = this.#book.effectiveEvents().filter(({ occurredAt }) => contains({ start: scope.from, end: scope.to }, occurredAt));
    const plan = planBackfill({
      scope,
      events,
      customerIds: new Map([[EXTERNAL_ID, OWNER.customerId]]),
      holders: new Map(held.map((known) => [placeOf(OWNER.customerId, known.event.key), known])),
      counting: scope.replace ? inScope.map((event) => ({ ...event, customerId: OWNER.customerId, id: event.key, correction: this.#book.corrections.get(event.key)?.length ?? 0 })) : [],
    });
    refuseIncomplete(plan);
    this.#book.record(plan.additions.map(({ event }) => event));
    for (const { key, draft } of plan.corrections) this.#book.recordCorrection(key, draft, id);
    this.#additions.set(id, plan.additions.map(({ event }) => event.key));
  }

  revert(id: string): void {
    const added = this.#additions.get(id) ?? [];
    const corrected = [...this.#book.corrections].flatMap(([key, chain]) => (chain.some(({ backfillId }) => backfillId === id) ? [key] : []));
    const applied = new Set([...this.#additions.keys()].filter((other) => !this.#reverted.has(other)));
    for (const { key, draft } of planReversion({ id, touched: this.#known([...new Set([...added, ...corrected])]), additions: new Set(added), applied })) this.#book.recordCorrection(key, draft, id);
    this.#reverted.add(id);
  }

  #known(keys: readonly string[]): KnownEvent[] {
    return keys.map((key) => ({ customerId: OWNER.customerId, event: { ...this.#book.events.get(key)!, id: key, bookSeq: this.#book.bookSeqs.get(key) ?? 0 }, corrections: this.#book.corrections.get(key) ?? [] }));
  }
}

function asUsageEvent({ key, eventName, occurredAt, properties }: RecordedEvent): UsageEvent {
  const facts = { key, customerExternalId: EXTERNAL_ID, eventName, occurredAt, propertiesText: canonicalJson(properties) };
  return { ...facts, properties, fingerprint: fingerprintOf(facts) };
}
