/** `POST /simulations`: the figures of `simulatePlan` for any number of customers, streamed one by one. */
import type { FastifyInstance } from 'fastify';
import { BillingError } from '../core/errors.ts';
import { type Field, readCount, readList, readObject, required } from '../core/fields.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { amountText } from '../core/money.ts';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import type { Scope, TenantActor } from '../services/actor.ts';
import type { Engine } from '../services/engine.ts';
import { type PlanSimulation, SIMULATED_CUSTOMERS_LIMIT, type SimulatePlanInput, type SimulatedCustomer, countSimulated, prepareSimulation, simulateAll } from '../services/simulatePlan.ts';
import { sendRows } from './rows.ts';

const SCOPES: readonly Scope[] = ['CATALOG_READ', 'CUSTOMERS_READ', 'SUBSCRIPTIONS_READ', 'USAGE_READ', 'LEDGER_READ'];

export function addSimulationRoute(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  app.post('/simulations', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const { actor } = request;
    if (!actor || actor.tenantId === null || actor.keyId === null || !SCOPES.every((scope) => actor.scopes.has(scope))) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: `this route needs a key with ${SCOPES.join(' and ')}` });
    }
    const own = { ...actor, tenantId: actor.tenantId, keyId: actor.keyId };
    try {
      const plan = await prepareSimulation(engine, own, readInput(request.body));
      return await sendRows(request, reply, rowsOf(engine, own, plan));
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      return await sendRefusal(request, reply, { status: 400, code: 'BAD_USER_INPUT', message: `${error.path.join('.')} ${error.message} (${error.code})`.trim() });
    }
  });
}

/** First how many customers there are, then each as it is done, last the total. Amounts are in major units. */
async function* rowsOf(engine: Engine, actor: TenantActor, plan: PlanSimulation): AsyncGenerator<object> {
  const { currency } = plan;
  yield { type: 'start', customers: await countSimulated(engine, actor, plan, COUNT_LIMIT), currency };
  const total = { done: 0, refused: 0, actual: 0n, simulated: 0n };
  for await (const simulated of simulateAll(engine, actor, plan)) {
    total.done += 1;
    total.refused += simulated.result === null ? 1 : 0;
    total.actual += simulated.result?.actual ?? 0n;
    total.simulated += simulated.result?.simulated ?? 0n;
    yield customerRow(simulated, total.done);
  }
  yield { type: 'total', customers: total.done - total.refused, refused: total.refused, currency, ...sidesOf(total, currency) };
}

const COUNT_LIMIT = 1_000_000_000;

function customerRow({ customer, subscriptions, result, refusal }: SimulatedCustomer, done: number): object {
  const of = { type: 'customer', done, customerExternalId: customer.externalId, subscriptions };
  if (result === null) return { ...of, refusal };
  const { currency, prices } = result;
  return {
    ...of,
    refusal: null,
    currency,
    ...sidesOf(result, currency),
    notPosted: amountText(result.due, currency),
    prices: prices.map(({ code, name, ...sides }) => ({ code, name, ...sidesOf(sides, currency) })),
  };
}

function sidesOf({ actual, simulated }: { actual: bigint; simulated: bigint }, currency: PlanSimulation['currency']) {
  return { actual: amountText(actual, currency), simulated: amountText(simulated, currency), difference: amountText(simulated - actual, currency) };
}

/** The fields of `SimulatePlanInput`. Errors: REQUIRED, INVALID_VALUE, OUT_OF_RANGE, TOO_MANY, at the field. */
function readInput(body: unknown): SimulatePlanInput {
  const of = readObject(body, []);
  const field = (name: keyof SimulatePlanInput): Field => ({ of, name, path: [] });
  return {
    plan: of['plan'] == null ? null : readObject(of['plan'], ['plan']),
    planCode: readText(field('planCode')),
    planVersion: readCount(field('planVersion'), { min: 1, max: 2_147_483_647 }),
    customerExternalIds: readTexts(field('customerExternalIds')),
    replacedPlanCodes: readTexts(field('replacedPlanCodes')),
    from: readTime(field('from')),
    to: readTime(field('to')),
  };
}

function readText({ of, name, path }: Field): string | null {
  const value = of[name] ?? null;
  if (value !== null && typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is not text', [...path, name]);
  return value;
}

function readTexts(field: Field): string[] | null {
  if (field.of[field.name] == null) return null;
  const texts = readList(field, SIMULATED_CUSTOMERS_LIMIT);
  return texts.map((_, index) => requiredText({ of: Object.fromEntries(texts.entries()), name: String(index), path: [field.name] }));
}

function requiredText(field: Field): string {
  return required(readText(field), field);
}

function readTime(field: Field): Instant {
  return parseInstant(requiredText(field), [field.name]);
}
