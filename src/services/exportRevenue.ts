/** Exports a revenue schedule as text, piece by piece: customers in pages, so that memory does not grow with their number. */
import { type RevenueFormat, type RevenueSubject, revenueHeader, revenueText } from '../core/exports/revenueText.ts';
import type { CurrencyCode } from '../core/currency.ts';
import { BillingError } from '../core/errors.ts';
import { amountText } from '../core/money.ts';
import { invariant } from '../core/invariant.ts';
import type { Page, PageKey } from '../repositories/page.ts';
import { findTenant } from '../repositories/tenants.ts';
import type { Engine } from './engine.ts';
import { type RevenueGroup, type RevenueSchedule, type ScheduleScope, pageRevenueByCustomer, revenueByPlan, revenueByPrice, revenueSchedule } from './revenueSchedule.ts';

export const REVENUE_GROUPINGS = ['total', 'customer', 'plan', 'price'] as const;

/** What to write. */
export interface RevenueExport extends Omit<ScheduleScope, 'currency'> {
  /** Null: the tenant's default. */
  readonly currency: CurrencyCode | null;
  readonly by: (typeof REVENUE_GROUPINGS)[number];
  readonly format: RevenueFormat;
}

const CUSTOMER_ROWS = 500;

/** Errors: those of `revenueSchedule`; INVALID_STATE if the schedule does not tie to the trial balance. */
export async function exportRevenue(engine: Engine, { currency: asked, by, format, ...question }: RevenueExport): Promise<AsyncGenerator<string>> {
  const db = engine.store.database;
  const tenant = await findTenant(db, question.reach.tenantId);
  invariant(tenant, 'a schedule has a tenant');
  const scope = { ...question, currency: asked ?? tenant.defaultCurrency };
  const schedule = await revenueSchedule(engine, scope);
  refuseResidual(schedule);
  return pieces();

  async function* pieces(): AsyncGenerator<string> {
    const textOf = (group: RevenueGroup) => revenueText(format, subjectOf(group), { figures: group.figures, currency: scope.currency });
    yield revenueHeader(format);
    if (by === 'total') yield revenueText(format, NOBODY, { figures: schedule.total, currency: scope.currency });
    if (by === 'plan') yield (await revenueByPlan(db, scope)).map(textOf).join('');
    if (by === 'price') yield (await revenueByPrice(db, scope)).map(textOf).join('');
    if (by !== 'customer') return;
    for (let after: PageKey | null = null; ; ) {
      const { rows, hasNextPage }: Page<RevenueGroup> = await pageRevenueByCustomer(db, scope, { limit: CUSTOMER_ROWS, after, before: null, isBackward: false });
      yield rows.map(textOf).join('');
      const last = rows.at(-1);
      if (!last || !hasNextPage) return;
      after = [last.key];
    }
  }
}

const NOBODY: RevenueSubject = { customer: null, plan: null, version: null, price: null };

function subjectOf({ customer, planCode, versionNumber, priceCode }: RevenueGroup): RevenueSubject {
  return { customer: customer?.externalId ?? null, plan: planCode, version: versionNumber, price: priceCode };
}

function refuseResidual({ ties, scope: { currency } }: RevenueSchedule): void {
  const [wrong] = ties.filter(({ residual }) => residual !== 0n);
  if (wrong) throw new BillingError('INVALID_STATE', `account ${wrong.code} differs from the trial balance by ${amountText(wrong.residual, currency)}`, ['ties']);
}
