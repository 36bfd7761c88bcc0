/** A client of Neruba's own API: one GraphQL document or one JSON page at a time, asked again while the server is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { describeFailure } from './failure.ts';

export interface ApiAddress {
  /** Where the server is, for example "http://127.0.0.1:4000". */
  readonly url: string;
  /** What goes after "Bearer ". */
  readonly key: string;
}

export interface ApiClientOptions extends ApiAddress {
  /** How often a request is repeated after a failure that may pass. */
  readonly retries?: number | undefined;
  /** The wait before the first repeat; it doubles each time, up to 5 seconds. */
  readonly retryAfterMs?: number | undefined;
  /** How long one try may take. */
  readonly timeoutMs?: number | undefined;
  /** Told before each wait. */
  readonly onRetry?: ((reason: string) => void) | undefined;
}

/** The API could not be reached, or said no. The message is a sentence for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
}

/** Why a mutation refused its input. */
export interface UserError {
  readonly message: string;
  readonly code: string;
  readonly path: readonly string[];
}

interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export class ApiClient {
  readonly #options: { [Name in keyof ApiClientOptions]-?: NonNullable<ApiClientOptions[Name]> };
  readonly #base: string;

  constructor(options: ApiClientOptions) {
    const { retries = 7, retryAfterMs = 250, timeoutMs = 60_000, onRetry = () => undefined } = options;
    this.#options = { url: options.url, key: options.key, retries, retryAfterMs, timeoutMs, onRetry };
    this.#base = baseOf(options.url);
  }

  /** Sends a document and gives its data. Throws `ApiError` on any top-level error. */
  async request<Data>(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const body = JSON.stringify({ query: document, variables });
    const { data, errors = [] } = await this.#fetchJson<GraphqlAnswer>('/graphql', { method: 'POST', body });
    const [first] = errors;
    if (first) throw new ApiError(`the API refused the request: ${first.message}${first.extensions?.code ? ` (${first.extensions.code})` : ''}`);
    return data as Data;
  }

  /** Sends a mutation of one root field with one `input`, and gives its payload. Throws `ApiError` if the input was refused. */
  async mutate<Payload>(document: string, input: Readonly<Record<string, unknown>>): Promise<Payload> {
    const data = await this.request<Record<string, { readonly userErrors: readonly UserError[] }>>(document, { input });
    const [[field, payload]] = Object.entries(data) as [[string, { readonly userErrors: readonly UserError[] }]];
    if (payload.userErrors.length > 0) throw new ApiError(`${field} was refused: ${payload.userErrors.map(describeUserError).join('; ')}`);
    return payload as Payload;
  }

  /** Reads a JSON page outside GraphQL. */
  async get<Page>(path: string): Promise<Page> {
    return await this.#fetchJson<Page>(path, { method: 'GET' });
  }

  /** Asks for something to be done outside GraphQL; asking again must do no harm. */
  async post<Page>(path: string): Promise<Page> {
    return await this.#fetchJson<Page>(path, { method: 'POST', body: '{}' });
  }

  /** Reads a page outside GraphQL as it comes. What has begun is not tried again: it fails where it breaks off. */
  async *stream(path: string): AsyncGenerator<Uint8Array> {
    const { key } = this.#options;
    const response = await fetch(`${this.#base}${path}`, { headers: { authorization: `Bearer ${key}` } }).catch((error: unknown) => {
      throw new ApiError(`${this.#base} cannot be reached (${networkReason(error, 0)})`);
    });
    if (!response.ok) throw new ApiError(refusalOf(this.#base, response, parseJson(await response.text())));
    if (!response.body) return;
    try {
      yield* response.body;
    } catch (error) {
      throw new ApiError(`${this.#base} broke off its answer (${networkReason(error, 0)})`);
    }
  }

  async #fetchJson<Answer>(path: string, request: { method: string; body?: string }): Promise<Answer> {
    const { retries, retryAfterMs, onRetry } = this.#options;
    return await pRetry(() => this.#fetchOnce<Answer>(path, request), {
      retries,
      minTimeout: retryAfterMs,
      maxTimeout: 5_000,
      randomize: true,
      shouldRetry: ({ error }) => error instanceof PassingFailure,
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (!(error instanceof PassingFailure) || retriesLeft === 0) return;
        onRetry(error.message);
        await sleep(error.waitMs);
      },
    });
  }

  async #fetchOnce<Answer>(path: string, { method, body }: { method: string; body?: string }): Promise<Answer> {
    const { key, timeoutMs } = this.#options;
    const headers = { accept: 'application/json', authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.#base}${path}`, { method, headers, body: body ?? null, signal: AbortSignal.timeout(timeoutMs) });
      text = await response.text();
    } catch (error) {
      throw new PassingFailure(`${this.#base} cannot be reached (${networkReason(error, timeoutMs)})`, 0);
    }
    return this.#readAnswer<Answer>(response, text);
  }

  #readAnswer<Answer>(response: Response, text: string): Answer {
    const { status } = response;
    if (PASSING_STATUS.has(status)) throw new PassingFailure(`${this.#base} answers ${status} ${response.statusText}`.trim(), retryAfter(response));
    const answer = parseJson(text);
    if (status === 401) throw new ApiError(`${this.#base} does not know this API key`);
    // GraphQL errors come with many a status; what they say is worth more than the number.
    if (answer === null || (!response.ok && !('errors' in answer))) {
      throw new ApiError(`${this.#base} answers ${status}, and not as Neruba's API does; is the address right?`);
    }
    return answer as Answer;
  }
}

/** `events.3.key begins with white space (INVALID_VALUE)`: the message names the field already. */
export function describeUserError({ message, code }: UserError): string {
  return `${message} (${code})`;
}

function refusalOf(base: string, { status }: Response, answer: object | null): string {
  if (status === 401) return `${base} does not know this API key`;
  const [first] = (answer as GraphqlAnswer | null)?.errors ?? [];
  return first ? `the API refused the request: ${first.message}` : `${base} answers ${status}, and not as Neruba's API does; is the address right?`;
}

/** A failure that may be gone at the next try. */
class PassingFailure extends ApiError {
  constructor(
    message: string,
    readonly waitMs: number,
  ) {
    super(message);
  }
}

const PASSING_STATUS: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const LONGEST_WAIT_MS = 60_000;

/** What `Retry-After` asks for: seconds, or a date. */
function retryAfter(response: Response): number {
  const value = response.headers.get('retry-after') ?? '';
  const waitMs = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(waitMs) ? 0 : Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}

function baseOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new ApiError(`"${url}" is not an address such as "http://127.0.0.1:4000"`);
  return url.replace(/\/+$/, '').replace(/\/graphql$/, '');
}

function networkReason(error: unknown, timeoutMs: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} seconds`;
  return describeFailure(error instanceof Error && error.cause !== undefined ? error.cause : error);
}

function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
