/** Request bodies: JSON in UTF-8, read without loss of digits. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { parseExactJson } from './exactJson.ts';

export const BODY_LIMIT_BYTES = 12 * 1024 * 1024;

/** Makes `application/json` the one body that the server takes. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    try {
      done(null, readJson(body as Buffer));
    } catch (error) {
      done(Object.assign(new Error(`the body is not JSON: ${(error as Error).message}`), { statusCode: 400 }));
    }
  });
}

function readJson(body: Buffer): unknown {
  // Decoding would replace bad bytes, and a key or a name would be stored that nobody sent.
  if (!isUtf8(body)) throw new SyntaxError('it is not valid UTF-8');
  return parseExactJson(body.toString('utf8'));
}
