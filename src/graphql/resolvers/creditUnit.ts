/** Credit units, and credit in them. */
import type { UnitInForce } from '../../core/credits/creditUnit.ts';
import type { Lot } from '../../core/credits/lot.ts';
import { lotUnits, unitBalances, unitsOf } from '../../core/credits/lotUnits.ts';
import type { CurrencyCode } from '../../core/currency.ts';
import type { Decimal } from '../../core/decimal.ts';
import type { Instant } from '../../core/instant.ts';
import { invariant } from '../../core/invariant.ts';
import { compareText } from '../../core/key.ts';
import { countCreditUnits, findCreditUnitsByCode, pageCreditUnits } from '../../repositories/creditUnits.ts';
import { createCreditUnit } from '../../services/createCreditUnit.ts';
import { loadProjectedWallet, loadWallets } from '../../services/projectedBalance.ts';
import { publishCreditUnitRate } from '../../services/publishCreditUnitRate.ts';
import type { RequestContext } from '../context.ts';
import { asPayload } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { listOf } from '../lists.ts';
import { encodeNodeId } from '../nodeId.ts';
import type { CreditUnitAmountSource } from '../sources.ts';

export const creditUnitResolvers: Resolvers = {
  Query: {
    creditUnit: async (_root, { code }, { engine, tenantActor }) => (await findCreditUnitsByCode(engine.store.database, tenantActor().tenantId, [code]))[0] ?? null,
    creditUnits: (_root, args, { engine, tenantActor }) =>
      listOf(args, {
        list: ['creditUnits'],
        keyOf: ({ id }) => [id],
        read: (request) => pageCreditUnits(engine.store.database, tenantActor().tenantId, request),
        count: (limit) => countCreditUnits(engine.store.database, tenantActor().tenantId, limit),
      }),
  },
  Mutation: {
    createCreditUnit: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { creditUnitId, replayed } = await createCreditUnit(engine, tenantActor(), input);
        return { creditUnit: await loaders().creditUnits.load(creditUnitId), replayed };
      }),
    publishCreditUnitRate: (_root, { input }, { engine, tenantActor, loaders }) =>
      asPayload({ replayed: false }, async () => {
        const { creditUnitId, replayed } = await publishCreditUnitRate(engine, tenantActor(), input);
        return { creditUnit: await loaders().creditUnits.load(creditUnitId), replayed };
      }),
  },
  CreditUnit: {
    id: ({ id }) => encodeNodeId('cru', id),
    rates: ({ id }, _args, { loaders }) => loaders().ratesOfCreditUnit.load(id),
  },
  GrantUnits: {
    unit: ({ unitCode }, _args, context) => unitNamed(unitCode, context),
  },
  CreditUnitAmount: {
    unit: ({ unitCode }, _args, context) => unitNamed(unitCode, context),
  },
  CreditGrant: {
    inUnits: async (lot, _args, { loaders }) => {
      const { unit } = lot.grant.terms;
      const [customer, now] = await Promise.all([loaders().customers.load(lot.grant.customerId), loaders().now()]);
      invariant(customer, 'a grant has a customer');
      const units = lotUnits(lot, customer.currency, now);
      return unit === undefined || units === null ? null : { unitCode: unit.code, moneyPerUnit: unit.moneyPerUnit, ...units };
    },
  },
  CustomerCredits: {
    unitBalances: async ({ id, currency }, { asOf }, { engine, tenantActor, loaders }) => {
      const now = await loaders().now();
      const { posted, owed } = asOf == null ? await loaders().wallets.load(id) : await loadWallets(engine, { tenantId: tenantActor().tenantId, customerId: id }, [id], { now, asOf });
      return amountsOf([...posted, ...owed], currency, asOf ?? now);
    },
    projectedUnitBalances: async (customer, _args, { engine, tenantActor, loaders }) => {
      const now = await loaders().now();
      return amountsOf(await loadProjectedWallet(engine, tenantActor(), customer, now), customer.currency, now);
    },
  },
  RecurringGrant: {
    units: ({ terms: { lot: { unit } } }) => amountIn(unit, unit?.amount),
  },
  TopUpRule: {
    thresholdUnits: ({ terms: { thresholdUnits, lot: { unit } } }) => amountIn(unit, thresholdUnits),
    units: ({ terms: { lot: { unit } } }) => amountIn(unit, unit?.amount),
    bonusUnits: ({ terms: { bonus } }) => amountIn(bonus?.unit, bonus?.unit?.amount),
  },
  TopUpStanding: {
    unitBalance: ({ unit, unitBalance }) => amountIn(unit, unitBalance),
  },
  CreditRollover: {
    maximumUnits: ({ inUnits }) => inUnits?.maximum ?? null,
  },
  LineDraw: {
    units: async ({ grantId, owed, amount: { minor, currency } }, _args, { loaders }) => {
      const unit = (owed ?? (await loaders().lots.load(grantId)))?.grant.terms.unit;
      return unit === undefined ? null : unitsOf(unit, minor, currency);
    },
  },
};

async function unitNamed(code: string, { loaders }: RequestContext) {
  const unit = await loaders().creditUnitsByCode.load(code);
  invariant(unit, 'credit in a unit names one');
  return unit;
}

/** Null for money. */
function amountIn(unit: UnitInForce | undefined, amount: Decimal | null | undefined): CreditUnitAmountSource | null {
  return unit === undefined || amount == null ? null : { unitCode: unit.code, amount };
}

/** In the order of the units' codes. */
function amountsOf(lots: readonly Lot[], currency: CurrencyCode, at: Instant): CreditUnitAmountSource[] {
  return [...unitBalances(lots, currency, at)].map(([unitCode, amount]) => ({ unitCode, amount })).sort((a, b) => compareText(a.unitCode, b.unitCode));
}
