/** Exports for a tenant's key: what is too long for one GraphQL answer, as a stream. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BillingError } from '../core/errors.ts';
import { EXPORT_FORMATS, EXPORT_FORMAT_NAMES, type ExportFormatName, isExportFormatName } from '../core/exports/exportFormats.ts';
import { type Instant, parseInstant } from '../core/instant.ts';
import { type Authenticate, requireKey } from '../graphql/authentication.ts';
import { sendRefusal } from '../graphql/httpErrors.ts';
import { findCustomersByExternalId } from '../repositories/customers.ts';
import { type Reach, narrowTo } from '../repositories/reach.ts';
import type { Engine } from '../services/engine.ts';
import { exportBundle } from '../services/exportBundle.ts';
import { exportLedger } from '../services/exportLedger.ts';

const PARAMETERS = ['format', 'customer', 'from', 'to'];

export function addExportRoutes(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  addBundleRoute(app, engine, authenticate);
  app.get('/export/ledger', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const reach = reachOfReader(request);
    if (reach === null) return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs a key of a tenant with the scope LEDGER_READ' });
    try {
      const { customer, ...wanted } = readQuery(request.query);
      const own = customer === null ? reach : await narrowToCustomer(engine, reach, customer);
      if (own === null) return await sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: 'there is no such customer' });
      const { mediaType, extension } = EXPORT_FORMATS[wanted.format];
      return await sendFile(reply, { mediaType, name: `ledger.${extension}`, pieces: exportLedger(engine, own, wanted) });
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      return await sendRefusal(request, reply, { status: 400, code: 'BAD_USER_INPUT', message: `${error.path.join('.')} ${error.message}` });
    }
  });
}

/** Of the whole tenant: a bundle of one customer would prove nothing about the others. */
function addBundleRoute(app: FastifyInstance, engine: Engine, authenticate: Authenticate): void {
  app.get('/export/bundle', { onRequest: requireKey(authenticate) }, async (request, reply) => {
    const reach = reachOfReader(request);
    if (reach === null || reach.customerId !== null) {
      return await sendRefusal(request, reply, { status: 403, code: 'FORBIDDEN', message: 'this route needs a key of a whole tenant with the scope LEDGER_READ' });
    }
    if (engine.signer === null) return await sendRefusal(request, reply, { status: 400, code: 'BAD_USER_INPUT', message: 'this server has no signing key: set NERUBA_SIGNING_KEY' });
    return await sendFile(reply, { mediaType: 'application/x-ndjson; charset=utf-8', name: 'ledger.bundle', pieces: exportBundle(engine, reach.tenantId) });
  });
}

/** What the request's key may read of the ledger; null for nothing. */
function reachOfReader({ actor }: FastifyRequest): Reach | null {
  return actor?.tenantId != null && actor.scopes.has('LEDGER_READ') ? { tenantId: actor.tenantId, customerId: actor.customerId } : null;
}

async function narrowToCustomer({ store }: Engine, reach: Reach, externalId: string): Promise<Reach | null> {
  const [found] = await findCustomersByExternalId(store.database, reach, [externalId]);
  return found ? narrowTo(reach, found.id) : null;
}

/** Sent as it is made: a slow reader slows the reading of the database down. */
async function sendFile(reply: FastifyReply, { mediaType, name, pieces }: { mediaType: string; name: string; pieces: AsyncIterable<string> }): Promise<FastifyReply> {
  return await reply.type(mediaType).header('content-disposition', `attachment; filename="${name}"`).send(Readable.from(pieces));
}

interface ExportQuery {
  readonly format: ExportFormatName;
  readonly customer: string | null;
  readonly effectiveFrom: Instant | null;
  readonly effectiveTo: Instant | null;
}

/** Errors, in order: INVALID_VALUE for an unknown parameter, one given twice, an unknown format; `from` and `to` as `parseInstant`. */
function readQuery(query: unknown): ExportQuery {
  const given = new Map(Object.entries(query as Record<string, unknown>));
  for (const name of given.keys()) {
    if (!PARAMETERS.includes(name)) throw new BillingError('INVALID_VALUE', `is not a parameter; known are ${PARAMETERS.join(', ')}`, [name]);
  }
  const text = (name: string): string | null => {
    const value = given.get(name);
    if (value !== undefined && typeof value !== 'string') throw new BillingError('INVALID_VALUE', 'is given twice', [name]);
    return value ?? null;
  };
  const format = text('format') ?? '';
  if (!isExportFormatName(format)) throw new BillingError('INVALID_VALUE', `is not one of ${EXPORT_FORMAT_NAMES.join(', ')}`, ['format']);
  const time = (name: string): Instant | null => {
    const value = text(name);
    return value === null ? null : parseInstant(value, [name]);
  };
  return { format, customer: text('customer'), effectiveFrom: time('from'), effectiveTo: time('to') };
}
