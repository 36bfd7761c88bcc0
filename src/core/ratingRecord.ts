/** Rating records: what explaining a charge needs beyond its journal, where it would otherwise take reading every event again. */
import type { ChargeLine } from './chargeLine.ts';
import { Decimal, decimalText } from './decimal.ts';
import type { Journal } from './journal.ts';
import { type JsonObject, canonicalJson } from './json.ts';
import type { LineTrace } from './lineTrace.ts';
import { RATED_KINDS } from './journal.ts';
import type { RatingStep, StepKind } from './pricing/model.ts';
import { needsOf } from './pricing/models.ts';
import type { RatedLine } from './rating.ts';

/** Found by the digest of what was rated: whoever has the same digest has the same steps and the same events. */
export interface RatingRecord {
  /** The journal that charged it. */
  readonly seq: number;
  readonly ratedDigest: string;
  /** How the amount came about; null where the quantity alone tells. */
  readonly steps: readonly RatingStep[] | null;
  /** When its events occurred; null where all events of its name and time are its own. */
  readonly trace: LineTrace | null;
}

/** The records of what journals charged; none for a line that its journal explains. */
export function ratingRecords(rated: readonly RatedLine[], journals: readonly Journal[]): RatingRecord[] {
  const byKey = new Map(rated.map((line) => [line.lineKey, line]));
  return journals.flatMap(({ kind, seq, line }) => {
    const charged = byKey.get(line?.lineKey ?? '');
    if (!charged || !RATED_KINDS.some((one) => one === kind)) return [];
    const { trace = null, ratedDigest } = charged;
    const steps = looksAtEvents(charged.line) ? charged.rating.steps : null;
    return trace === null && steps === null ? [] : [{ seq, ratedDigest, steps, trace }];
  });
}

/** Whether a line's rating follows from its events and not from its quantity: its price looks at single ones, or some were carried in. */
export function looksAtEvents({ price: { meter, terms }, carriedFrom }: ChargeLine): boolean {
  return meter !== null && (needsOf(terms.model).readsValues !== false || carriedFrom !== null);
}

const AMOUNTS = ['quantity', 'unitAmount', 'flatAmount'] as const;

export function stepsText(steps: readonly RatingStep[]): string {
  return canonicalJson(
    steps.map(({ kind, label, amount, ...step }) => ({ kind, label, amount: decimalText(amount), ...Object.fromEntries(AMOUNTS.map((name) => [name, step[name] && decimalText(step[name])])) })),
  );
}

export function readSteps(text: string): RatingStep[] {
  return (JSON.parse(text) as JsonObject[]).map((step) => {
    const decimal = (name: string) => (typeof step[name] === 'string' ? new Decimal(step[name]) : null);
    return {
      kind: step['kind'] as StepKind,
      label: step['label'] as string,
      quantity: decimal('quantity'),
      unitAmount: decimal('unitAmount'),
      flatAmount: decimal('flatAmount'),
      amount: new Decimal(step['amount'] as string),
    };
  });
}
