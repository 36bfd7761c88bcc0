/** A real HTTP server that answers `recordUsage` as the API does, remembers events by key, and fails when told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer instead of the usual one; 'cut' ends the connection, 'cut after work' does the work first. */
export type Mishap = 'cut' | 'cut after work' | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export interface ToyApi {
  readonly url: string;
  /** Customer and key to the event's content. */
  readonly events: Map<string, string>;
  /** The sizes of the batches that arrived, mishaps included. */
  readonly batches: number[];
  /** Used up from the front, one a request; null is no mishap. */
  readonly mishaps: (Mishap | null)[];
  /** Called with each batch before it is answered. */
  onBatch: () => void;
  close(): Promise<void>;
}

interface ToyEvent {
  readonly key: string;
  readonly customerExternalId: string;
}

export const TOY_KEY = 'toy-key';

export async function startToyApi(): Promise<ToyApi> {
  const api: Omit<ToyApi, 'url' | 'close'> = { events: new Map(), batches: [], mishaps: [], onBatch: () => undefined };
  const server = createServer((request, response) => void answer(api, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(api, { url: `http://127.0.0.1:${port}`, close });
}

async function answer(api: Omit<ToyApi, 'url' | 'close'>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as { variables: { input: { events: ToyEvent[] } } };
  const { events } = body.variables.input;
  api.batches.push(events.length);
  api.onBatch();
  const mishap = api.mishaps.shift() ?? null;
  if (mishap === 'cut') return void request.socket.destroy();
  if (mishap !== null && mishap !== 'cut after work') return void response.writeHead(mishap.status, mishap.headers).end(mishap.body ?? '');
  if (request.headers.authorization !== `Bearer ${TOY_KEY}`) return void response.writeHead(401).end('{"errors":[{"message":"who are you?"}]}');
  const results = events.map((event, index) => ({ index, ...record(api.events, event, index) }));
  if (mishap === 'cut after work') return void request.socket.destroy();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: { recordUsage: { results, userErrors: [] } } }));
}

function record(events: Map<string, string>, event: ToyEvent, index: number) {
  const path = (field: string) => ['input', 'events', String(index), field];
  if (event.customerExternalId === 'nobody') {
    return { outcome: 'REJECTED', error: { message: 'is unknown', code: 'NOT_FOUND', path: path('customerExternalId') } };
  }
  const [key, content] = [`${event.customerExternalId} ${event.key}`, JSON.stringify(event)];
  const known = events.get(key);
  if (known === undefined) events.set(key, content);
  if (known === undefined || known === content) return { outcome: known === undefined ? 'ACCEPTED' : 'DUPLICATE', error: null };
  return { outcome: 'CONFLICT', error: { message: 'holds other content', code: 'CONFLICT', path: path('key') } };
}
