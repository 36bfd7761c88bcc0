/** Refusals outside of GraphQL (no key, no JSON, too large, no such address), in the shape of GraphQL errors, with the request's id. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type RequestErrorCode, withRequestId } from './errors.ts';

/** Why a request is refused before GraphQL sees it. */
export interface HttpRefusal {
  readonly status: number;
  readonly code: RequestErrorCode;
  readonly message: string;
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, { status, code, message }: HttpRefusal): FastifyReply {
  const error = withRequestId({ message, extensions: { code } }, request.id);
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify({ errors: [error] }));
}

/** Fastify's error handler. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return sendRefusal(request, reply, { status, code: 'BAD_USER_INPUT', message: messageOf(error) });
  request.log.error({ err: error }, 'request failed');
  return sendRefusal(request, reply, { status, code: 'INTERNAL', message: 'internal error' });
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendRefusal(request, reply, { status: 404, code: 'BAD_USER_INPUT', message: 'there is nothing at this address; the API is at POST /graphql' });
}

/**
 * Fastify's `onSend` hook for the GraphQL route. What Apollo refuses before it has a context (a body without a query, a
 * missing CSRF header) it answers without knowing the request, so the id is put in here.
 */
export async function completeRefusal(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode < 400 || typeof payload !== 'string') return payload;
  const answer = JSON.parse(payload) as { errors?: { message: string; extensions?: Record<string, unknown> }[] };
  if (!answer.errors || answer.errors.every(({ extensions }) => extensions?.['requestId'] !== undefined)) return payload;
  return JSON.stringify({ ...answer, errors: answer.errors.map((error) => withRequestId(error, request.id)) });
}

function messageOf(error: FastifyError): string {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'the body is larger than 12 MiB';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'the body must be application/json';
    default:
      return error.message;
  }
}
