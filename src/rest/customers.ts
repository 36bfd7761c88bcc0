/** Of one customer: everything that is kept, streamed, for whoever it is about; and statements of account as documents. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { BillingError } from '../core/errors.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import type { StatementTime } from '../core/statement.ts';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { HTML_POLICY } from '../rendering/html.ts';
import { type PrintedStatement, statementCsv, statementHtml, statementPdf } from '../rendering/statement.ts';
import { findStatement, loadWholeStatement } from '../services/accountStatement.ts';
import type { Engine } from '../services/engine.ts';
import { exportCustomer } from '../services/exportCustomer.ts';
import { sendRows } from './rows.ts';

const EXPORT_NEEDS = ['PRIVACY_MANAGE', 'CUSTOMERS_READ'] as const;
/** A statement names its customer, so it takes what reading a customer takes. */
const STATEMENT_NEEDS = ['INVOICES_READ', 'CUSTOMERS_READ'] as const;
const PARAMETERS = ['from', 'to', 'knownAt'];

/**
 * `GET /customers/{externalId}/export`, and `/statement.pdf`, `.html` or `.csv`. An external id may hold a slash, written as itself or
 * as %2F.
 */
export function addCustomerRoutes(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  app.get<{ Params: { '*': string } }>('/customers/*', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const [, externalId = '', wanted] = /^(.+)\/(export|statement\.(?:pdf|html|csv))$/s.exec(request.params['*']) ?? [];
    if (wanted === undefined) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: 'at a customer there are /export, /statement.pdf, /statement.html and /statement.csv' });
    const needs = wanted === 'export' ? EXPORT_NEEDS : STATEMENT_NEEDS;
    const { actor } = request;
    if (actor?.tenantId == null || !needs.every((scope) => actor.scopes.has(scope))) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: `this route needs a key of a tenant with the scopes ${needs.join(' and ')}` });
    }
    const reach = { tenantId: actor.tenantId, customerId: actor.customerId };
    const [customer] = await findCustomersByExternalId(engine.store.database, reach, [externalId]);
    if (!customer) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: 'there is no such customer' });
    if (wanted === 'export') {
      void reply.header('cache-control', 'private, no-store').header('content-disposition', 'attachment; filename="customer.ndjson"');
      return sendRows(request, reply, exportCustomer(engine, reach, customer));
    }
    try {
      const db = engine.store.database;
      const scope = await findStatement(db, reach.tenantId, customer, readTime(request.query));
      return await sendStatement(reply, wanted, await loadWholeStatement(db, scope, customer));
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      return await sendRefusal(request, reply, { status: 400, code: 'BAD_USER_INPUT', message: `${error.path.join('.')} ${error.message}` });
    }
  });
}

const STATEMENT_FORMATS = {
  'statement.pdf': { mediaType: 'application/pdf', policy: null, render: statementPdf },
  'statement.html': { mediaType: 'text/html; charset=utf-8', policy: HTML_POLICY, render: statementHtml },
  'statement.csv': { mediaType: 'text/csv; charset=utf-8; header=present', policy: null, render: statementCsv },
} as const;

async function sendStatement(reply: FastifyReply, name: string, statement: PrintedStatement): Promise<FastifyReply> {
  const { mediaType, policy, render } = STATEMENT_FORMATS[name as keyof typeof STATEMENT_FORMATS];
  const body = await render(statement);
  if (policy !== null) void reply.header('content-security-policy', policy);
  return await reply
    .type(mediaType)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `inline; filename="${name}"`)
    .send(typeof body === 'string' ? body : Buffer.from(body));
}

/** Errors: INVALID_VALUE for an unknown parameter or one given twice; REQUIRED for `from` and `to`; each as `parseInstant`. */
function readTime(query: unknown): StatementTime {
  const given = Object.entries(query as Record<string, unknown>);
  for (const [name, value] of given) {
    if (!PARAMETERS.includes(name)) throw new BillingError('INVALID_VALUE', `is not a parameter; known are ${PARAMETERS.join(', ')}`, [name]);
    if (typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is given twice', [name]);
  }
  const time = (name: string): Instant | null => {
    const [, value] = given.find(([known]) => known === name) ?? [];
    return typeof value === 'string' ? parseInstant(value, [name]) : null;
  };
  const needed = (name: string): Instant => {
    const at = time(name);
    if (at === null) throw new BillingError('REQUIRED', 'is required', [name]);
    return at;
  };
  return { from: needed('from'), to: needed('to'), knownAt: time('knownAt') };
}
