/** Who is asking: the API key in the Authorization header, looked up anew for every request so that a revocation bites at once. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../services/actor.ts';
import { sendRefusal } from './httpErrors.ts';

/** Finds the holder of a secret; null if there is none, or the key is revoked or expired. */
export type Authenticate = (secret: string) => Promise<Actor | null>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on routes behind `requireKey`; null elsewhere. */
    actor: Actor | null;
  }
}

/** A Fastify `onRequest` hook that answers 401 UNAUTHENTICATED, before the body is read, unless the key is good. */
export function requireKey(authenticate: Authenticate): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined> {
  return async (request, reply) => {
    const secret = bearerSecret(request.headers.authorization);
    request.actor = secret === null ? null : await authenticate(secret);
    if (request.actor) return undefined;
    const message = secret === null ? 'an API key is required: "Authorization: Bearer <key>"' : 'the API key is not valid';
    return sendRefusal(request, reply.header('www-authenticate', 'Bearer'), { status: 401, code: 'UNAUTHENTICATED', message });
  };
}

/** The secret of `Bearer <secret>`: one space, visible ASCII, nothing after it; null for anything else. */
export function bearerSecret(header: string | undefined): string | null {
  return /^bearer ([\x21-\x7e]{1,512})$/i.exec(header ?? '')?.[1] ?? null;
}
