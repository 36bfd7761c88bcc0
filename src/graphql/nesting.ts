/** How deep a document nests brackets: refused before it is parsed, because the parser goes down one call for each of them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from './httpErrors.ts';
import { DOCUMENT_LIMITS } from './limits.ts';

/** A Fastify `preHandler` hook that answers 400 COST_EXCEEDED. What is no document at all is left to Apollo. */
export async function refuseDeepNesting(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const sent = (request.method === 'GET' ? request.query : request.body) as { query?: unknown } | null | undefined;
  const document = sent?.query;
  const isLong = typeof document === 'string' && document.length > DOCUMENT_LIMITS.characters;
  if (typeof document !== 'string' || isLong || nestingOf(document) <= DOCUMENT_LIMITS.nesting) return undefined;
  const message = `the document nests brackets more than ${DOCUMENT_LIMITS.nesting} levels deep`;
  return sendRefusal(request, reply, { status: 400, code: 'COST_EXCEEDED', message });
}

/** Texts and comments are passed over whole: what stands in them opens nothing. */
const TOKENS = /"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n]*|[([{]|[)\]}]/g;

/** The most brackets that are open at once. */
export function nestingOf(document: string): number {
  let open = 0;
  let most = 0;
  for (const [token] of document.matchAll(TOKENS)) {
    if ('([{'.includes(token)) open += 1;
    else if (')]}'.includes(token)) open -= 1;
    most = Math.max(most, open);
  }
  return most;
}
