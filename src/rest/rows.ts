/** Answers row by row, as newline-delimited JSON: as fast as the reader takes them, in memory that does not grow with their number. */
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends what the rows give, one JSON document a line; whole numbers of any size as strings of digits. A reader who goes away ends
 * the work at the next row. What fails half-way is told in a last row of type `error`, because the status is sent by then.
 */
export function sendRows(request: FastifyRequest, reply: FastifyReply, rows: AsyncIterable<object>): FastifyReply {
  return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(linesOf(request, rows)));
}

async function* linesOf(request: FastifyRequest, rows: AsyncIterable<object>): AsyncGenerator<string> {
  try {
    for await (const row of rows) {
      yield lineOf(row);
      // The embedded database answers without a turn of the event loop; with one, other requests and a closed socket are seen.
      await turn();
    }
  } catch (error) {
    request.log.error({ err: error }, 'request failed');
    yield lineOf({ type: 'error', message: 'internal error', requestId: request.id });
  }
}

function lineOf(row: object): string {
  return `${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`;
}
