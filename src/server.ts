/** The HTTP server: GraphQL, health and the SDL, with request ids, one log line a request, and a stop that loses no request. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createApollo } from './graphql/apollo.ts';
import { type Authenticate, requireKey } from './graphql/authentication.ts';
import type { RequestIdentity, RequestTrace } from './graphql/requestIdentity.ts';
import { answerError, answerNotFound, completeRefusal } from './graphql/httpErrors.ts';
import { acceptJsonOnly, BODY_LIMIT_BYTES } from './graphql/jsonBody.ts';
import { refuseDeepNesting } from './graphql/nesting.ts';
import { printedSdl } from './graphql/schema.ts';
import { invariant } from './core/invariant.ts';

export interface ServerParts<Context extends RequestIdentity> {
  readonly config: Pick<Config, 'host' | 'port'>;
  readonly log: Logger;
  readonly authenticate: Authenticate;
  /** Its resolvers take the context. */
  readonly schema: GraphQLSchema;
  /** Called once a request; the answer holds at least what it was given. */
  readonly createContext: (request: RequestIdentity) => Context;
  /** Whether requests can be served now: the database answers. */
  readonly isReady: () => Promise<boolean>;
}

/** How a server stops: it takes no more requests and lets those that run finish. */
export interface StopOptions {
  /** For so long it serves on and says that it is not ready, so that load balancers look elsewhere first. None if left out. */
  readonly noticeMs?: number;
  /** After so long, requests that still run are cut off. 10 seconds if left out. */
  readonly graceMs?: number;
}

export interface HttpServer {
  /** For further routes, to be added before `listen`. */
  readonly app: FastifyInstance;
  /** Starts to listen; answers with the address, for example http://127.0.0.1:4000. */
  listen(): Promise<string>;
  stop(options?: StopOptions): Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    trace: RequestTrace;
  }
}

const HEADERS_TIMEOUT_MS = 15_000;
/** For the whole request to arrive: the largest body over a slow line. */
const REQUEST_TIMEOUT_MS = 60_000;
const GRACE_MS = 10_000;

export async function createServer<Context extends RequestIdentity>(parts: ServerParts<Context>): Promise<HttpServer> {
  const { config, log } = parts;
  const baseLog: FastifyBaseLogger = log;
  const app = fastify({
    loggerInstance: baseLog,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
  });
  let isDraining = false;

  acceptJsonOnly(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  traceRequests(app);
  closeConnectionsWhen(app, () => isDraining);
  addHealth(app, parts.isReady, () => isDraining);
  const apollo = await addGraphql(app, parts);

  return {
    app,
    listen: () => app.listen({ host: config.host, port: config.port }),
    async stop({ noticeMs = 0, graceMs = GRACE_MS } = {}) {
      isDraining = true;
      if (noticeMs > 0) await setTimeout(noticeMs);
      const closed = new AbortController();
      const cut = setTimeout(graceMs, undefined, { signal: closed.signal }).then(() => app.server.closeAllConnections(), () => undefined);
      await app.close();
      closed.abort();
      await cut;
      await apollo.stop();
    },
  };
}

async function addGraphql<Context extends RequestIdentity>(app: FastifyInstance, parts: ServerParts<Context>): Promise<{ stop(): Promise<void> }> {
  const apollo = createApollo<Context>(parts.schema, parts.log);
  let sdl: string | null = null;
  await apollo.start();

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: requireKey(parts.authenticate),
    preHandler: refuseDeepNesting,
    onSend: completeRefusal,
    handler: fastifyApolloHandler(apollo, { context: async (request) => contextOf(request, parts) }),
  });
  // The contract is no secret: it is the same for every tenant, and part of the source.
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send((sdl ??= printedSdl(parts.schema))));
  return apollo;
}

function contextOf<Context extends RequestIdentity>({ actor, id, log, trace }: FastifyRequest, { createContext }: ServerParts<Context>): Context {
  try {
    invariant(actor !== null, 'a request that reaches GraphQL has an actor');
    return createContext({ actor, requestId: id, log, trace });
  } catch (error) {
    // Apollo would answer INTERNAL and tell nobody why.
    log.error({ err: error }, 'request failed');
    throw error;
  }
}

function addHealth(app: FastifyInstance, isReady: () => Promise<boolean>, isDraining: () => boolean): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (request, reply) => {
    if (isDraining()) return await reply.code(503).send({ status: 'draining' });
    const ready = await isReady().catch((error: unknown) => {
      request.log.warn({ err: error }, 'not ready');
      return false;
    });
    return await reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unavailable' });
  });
}

/** Without this, a client that keeps its connection open would hold up the stop until it lets go. */
function closeConnectionsWhen(app: FastifyInstance, isDraining: () => boolean): void {
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isDraining()) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/** Gives every answer its request id, and logs one line a request: never a header, a body or a query string, which hold secrets. */
function traceRequests(app: FastifyInstance): void {
  app.decorateRequest('actor', null);
  app.addHook('onRequest', (request, reply, done) => {
    request.trace = { operationName: null };
    void reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { operationName } = request.trace;
    request.log.info(
      {
        method: request.method,
        url: request.url.split('?', 1)[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(operationName !== null && { operation: operationName }),
      },
      'request',
    );
    done();
  });
}

/** The caller's own id if it is short and plain, so that a trace can be followed from outside. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,100}$/.test(given) ? given : randomUUID();
}
