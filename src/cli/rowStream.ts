/** Reads an answer that comes row by row, as newline-delimited JSON. */
import { type ApiAddress, ApiError } from './apiClient.ts';
import { describeFailure } from './failure.ts';
import { readLines } from './usageImport/lines.ts';

/** What every row has. */
interface Row {
  readonly type: string;
}

/** Asks once: what was streamed in part cannot be asked for again from the middle. Throws `ApiError`, also for an answer that breaks off. */
export async function* fetchRows<Answer extends Row>({ url, key }: ApiAddress, path: string, body: object | null = null): AsyncGenerator<Answer> {
  const headers = { authorization: `Bearer ${key}`, ...(body === null ? {} : { 'content-type': 'application/json' }) };
  const response = await fetch(`${url.replace(/\/+$/, '')}${path}`, { method: body === null ? 'GET' : 'POST', headers, body: body === null ? null : JSON.stringify(body) }).catch((error: unknown) => {
    throw new ApiError(`${url} cannot be reached (${describeFailure(error)})`);
  });
  if (!response.ok || response.body === null) throw new ApiError(await refusalOf(response, url));
  let last: Row | null = null;
  try {
    for await (const { text } of readLines(response.body)) {
      const row = JSON.parse(text) as Answer;
      if (row.type === 'error') throw new ApiError(`${url} broke off: ${(row as Row & { readonly message?: string }).message ?? 'no reason given'}`);
      last = row;
      yield row;
    }
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(`${url} broke off (${describeFailure(error)})`);
  }
  if (last?.type !== 'total') throw new ApiError(`${url} broke off before the total`);
}

async function refusalOf(response: Response, url: string): Promise<string> {
  const answer = (await response.json().catch(() => null)) as { errors?: { message: string }[] } | null;
  const reason = answer?.errors?.map(({ message }) => message).join('; ');
  return reason === undefined ? `${url} answers ${response.status}, and not as Neruba's API does; is the address right?` : `the API refused the request: ${reason}`;
}
