/** Routes for the operator, behind the root key: what a command cannot do itself while a server holds the embedded database. */
import type { FastifyInstance } from 'fastify';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import type { Engine } from '../services/engine.ts';
import { verifyLedger } from '../services/verifyLedger.ts';

export function addOperatorRoutes(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  app.get('/operator/verification', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    if (!request.actor?.scopes.has('TENANTS_MANAGE')) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs the root key' });
    }
    return await verifyLedger(engine, { tenantId: null, customerId: null });
  });
}
