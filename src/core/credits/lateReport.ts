/** Late reports: what lines of a document with late charges drew on credit before it, and what they draw with it. */
import type { CatalogPrice } from '../catalog.ts';
import type { Instant } from '../instant.ts';
import { type InvoiceLine, type InvoiceView, type LineDraw, movesCredit, wholeDraws } from '../invoice.ts';
import { drawsTogether } from '../supersession.ts';
import { isChargedLate } from './asIfOnTime.ts';

/** Why a line is in the report; the SDL's enum `LateCreditReason` lists the same words. */
export const LATE_CREDIT_REASONS = ['LATE', 'MOVED'] as const;
export type LateCreditReason = (typeof LATE_CREDIT_REASONS)[number];

/** A line and what it draws on each lot in all. */
export interface LateCreditLine {
  readonly line: InvoiceLine;
  readonly reason: LateCreditReason;
  readonly before: readonly LineDraw[];
  readonly after: readonly LineDraw[];
}

/** What the lines of a report draw on a lot in all; zero or below, in minor units. */
export interface LateCreditLot {
  readonly grantId: string;
  readonly before: bigint;
  readonly after: bigint;
}

export interface LateReport {
  readonly lines: readonly LateCreditLine[];
  readonly lots: readonly LateCreditLot[];
}

/** What says which lines are late: their prices, and how far earlier documents reached; null before the first. */
export interface LateReportFacts {
  readonly prices: ReadonlyMap<string, CatalogPrice>;
  readonly reachedBefore: Instant | null;
}

/** The lines that are charged late, and those whose credit moves because of that, in the order of the document; the lots as the lines first have them. */
export function lateReport({ lines }: Pick<InvoiceView, 'lines'>, { prices, reachedBefore }: LateReportFacts): LateReport {
  const reported = lines.flatMap((line): LateCreditLine[] => {
    const reason = movesCredit(line) ? 'MOVED' : isChargedLate(line, prices.get(line.priceId ?? ''), reachedBefore) ? 'LATE' : null;
    return reason === null ? [] : [{ line, reason, before: line.previous?.draws ?? [], after: wholeDraws(line) }];
  });
  const [before, after] = [drawsTogether(reported.flatMap((line) => line.before)), drawsTogether(reported.flatMap((line) => line.after))];
  const amountIn = (draws: readonly LineDraw[], id: string) => draws.find(({ grantId }) => grantId === id)?.amount ?? 0n;
  const grantIds = [...new Set([...before, ...after].map(({ grantId }) => grantId))];
  return { lines: reported, lots: grantIds.map((grantId) => ({ grantId, before: amountIn(before, grantId), after: amountIn(after, grantId) })) };
}
