/** `GET /export/revenue`: a revenue schedule as CSV or NDJSON, for a tenant's key. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { parseCurrency } from '../core/currency.ts';
import { BillingError } from '../core/errors.ts';
import { REVENUE_FORMATS } from '../core/exports/revenueText.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import type { Engine } from '../services/engine.ts';
import { REVENUE_GROUPINGS, type RevenueExport, exportRevenue } from '../services/exportRevenue.ts';

const PARAMETERS = ['from', 'to', 'currency', 'knownAt', 'by', 'format'];
const MEDIA_TYPES = { csv: 'text/csv; charset=utf-8; header=present', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

export function addRevenueRoute(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  app.get('/export/revenue', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const { actor } = request;
    if (actor?.tenantId == null || !actor.scopes.has('LEDGER_READ')) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs a key of a tenant with the scope LEDGER_READ' });
    }
    try {
      const wanted = readQuery(request.query);
      const pieces = await exportRevenue(engine, { ...wanted, reach: { tenantId: actor.tenantId, customerId: actor.customerId } });
      return await reply.type(MEDIA_TYPES[wanted.format]).header('content-disposition', `attachment; filename="revenue.${wanted.format}"`).send(Readable.from(pieces));
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      return await sendRefusal(request, reply, { status: error.code === 'INVALID_STATE' ? 409 : 400, code: 'BAD_USER_INPUT', message: `${error.path.join('.')} ${error.message}` });
    }
  });
}

/** Errors, in order: INVALID_VALUE for an unknown parameter, one given twice, an unknown `by` or `format`; REQUIRED for `from` and `to`; times as `parseInstant`; `currency` UNKNOWN_CURRENCY. */
function readQuery(query: unknown): Omit<RevenueExport, 'reach'> {
  const given = new Map(Object.entries(query as Record<string, unknown>));
  for (const [name, value] of given) {
    if (!PARAMETERS.includes(name)) throw new BillingError('INVALID_VALUE', `is not a parameter; known are ${PARAMETERS.join(', ')}`, [name]);
    if (typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is given twice', [name]);
  }
  const text = (name: string): string | null => (given.get(name) as string | undefined) ?? null;
  const by = oneOf(REVENUE_GROUPINGS, text('by') ?? 'total', 'by');
  const format = oneOf(REVENUE_FORMATS, text('format') ?? 'csv', 'format');
  const time = (name: string): Instant => {
    const value = text(name);
    if (value === null) throw new BillingError('REQUIRED', 'is required', [name]);
    return parseInstant(value, [name]);
  };
  const period = { start: time('from'), end: time('to') };
  const knownAt = text('knownAt') === null ? null : time('knownAt');
  const currency = text('currency');
  return { by, format, period, knownAt, currency: currency === null ? null : parseCurrency(currency, ['currency']) };
}

function oneOf<Word extends string>(words: readonly Word[], given: string, name: string): Word {
  const word = words.find((known) => known === given);
  if (word === undefined) throw new BillingError('INVALID_VALUE', `is not one of ${words.join(', ')}`, [name]);
  return word;
}
