/** What is kept of one customer, streamed: for requests of access, which the law gives to whoever it is about. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import type { Engine } from '../services/engine.ts';
import { exportCustomer } from '../services/exportCustomer.ts';
import { sendRows } from './rows.ts';

const EXPORT_NEEDS = ['PRIVACY_MANAGE', 'CUSTOMERS_READ'] as const;

/** `GET /customers/{externalId}/export`; an external id may hold a slash, written as itself or as %2F. */
export function addCustomerRoutes(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  app.get<{ Params: { '*': string } }>('/customers/*', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const [, externalId] = /^(.+)\/export$/s.exec(request.params['*']) ?? [];
    if (externalId === undefined) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: 'a customer is exported at its external id with /export behind it' });
    return await sendExport(request, reply, engine, externalId);
  });
}

async function sendExport(request: FastifyRequest, reply: FastifyReply, engine: Engine, externalId: string): Promise<FastifyReply> {
  const { actor } = request;
  if (actor?.tenantId == null || !EXPORT_NEEDS.every((scope) => actor.scopes.has(scope))) {
    return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: `this route needs a key of a tenant with the scopes ${EXPORT_NEEDS.join(' and ')}` });
  }
  const reach = { tenantId: actor.tenantId, customerId: actor.customerId };
  const [customer] = await findCustomersByExternalId(engine.store.database, reach, [externalId]);
  if (!customer) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: 'there is no such customer' });
  void reply.header('cache-control', 'private, no-store').header('content-disposition', 'attachment; filename="customer.ndjson"');
  return sendRows(request, reply, exportCustomer(engine, reach, customer));
}
