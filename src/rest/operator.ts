/** Routes for the operator, behind the root key: what a command cannot do itself while a server holds the embedded database. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BillingError } from '../core/errors.ts';
import { EARLIEST_MS, LATEST_MS, instant } from '../core/instant.ts';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import type { Engine } from '../services/engine.ts';
import { DRIFT_MODES, reportDrift } from '../services/driftReport.ts';
import { replayDocument } from './replayDocument.ts';
import { createCheckpoint } from '../services/createCheckpoint.ts';
import { listTenants } from '../services/listTenants.ts';
import { replayLedger, timeBetween } from '../services/replayLedger.ts';
import { sendRows } from './rows.ts';
import { verifyLedger } from '../services/verifyLedger.ts';

export function addOperatorRoutes(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  const checks: Readonly<Record<string, (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>>> = {
    '/operator/verification': () => verifyLedger(engine, { tenantId: null, customerId: null }),
    '/operator/replay': async ({ query }) => {
      const { customer, from, to } = readParameters(replayParameters, query);
      return replayDocument(await replayLedger(engine, { tenantId: null, customerId: null, customerExternalId: customer ?? null, time: timeBetween(from, to) }));
    },
    '/operator/drift': async (request, reply) => {
      const { mode, mark } = readParameters(driftParameters, request.query);
      return sendRows(request, reply, reportDrift(engine, { tenantId: null, mode, marks: mark === 'true' }));
    },
  };
  for (const [path, check] of Object.entries(checks)) {
    app.get(path, { onRequest: requireKey(authenticate) }, async (request, reply) => {
      if (!request.actor?.scopes.has('TENANTS_MANAGE')) {
        return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs the root key' });
      }
      try {
        return await check(request, reply);
      } catch (error) {
        if (!(error instanceof BillingError)) throw error;
        return await sendRefusal(request, reply, { status: 400, code: 'BAD_USER_INPUT', message: `${error.path.join('.')} ${error.message}` });
      }
    });
  }
  app.post('/operator/checkpoints', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    if (!request.actor?.scopes.has('TENANTS_MANAGE')) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs the root key' });
    }
    if (engine.signer === null) return await sendRefusal(request, reply, { status: 400, code: 'BAD_USER_INPUT', message: 'this server has no signing key: set NERUBA_SIGNING_KEY' });
    const taken = [];
    for (const tenantId of await listTenants(engine)) taken.push({ tenantId, ...(await createCheckpoint(engine, tenantId, { slot: null })) });
    return { checkpoints: taken };
  });
}

/** Errors: INVALID_VALUE at the first that is none. */
function readParameters<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new BillingError('INVALID_VALUE', issue === undefined ? 'is invalid' : `is not valid: ${issue.message}`, issue?.path.map(String) ?? []);
}

const time = z.coerce.number().int().min(EARLIEST_MS).max(LATEST_MS).transform(instant).optional();
const replayParameters = z.object({ customer: z.string().optional(), from: time, to: time });
const driftParameters = z.object({ mode: z.enum(DRIFT_MODES), mark: z.enum(['true', 'false']).optional() });
