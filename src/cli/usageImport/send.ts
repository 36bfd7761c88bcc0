/** Sends a batch of events through `recordUsage`. */
import { ApiError, type ApiClient, type UserError } from '../apiClient.ts';
import type { ImportEvent } from './event.ts';
import type { SendResult } from './run.ts';

const RECORD_USAGE = `
  mutation ImportUsage($input: RecordUsageInput!) {
    recordUsage(input: $input) {
      results { index outcome error { message code path } }
      userErrors { message code path }
    }
  }
`;

interface RecordUsageAnswer {
  readonly results: readonly { readonly index: number; readonly outcome: SendResult['outcome']; readonly error: UserError | null }[];
}

/** One result an event, in their order. Throws `ApiError` if the batch as a whole was refused. */
export async function sendEvents(client: ApiClient, events: readonly ImportEvent[]): Promise<SendResult[]> {
  const { results } = await client.mutate<RecordUsageAnswer>(RECORD_USAGE, { events });
  const byIndex = new Map(results.map((result) => [result.index, result]));
  return events.map((_, index) => {
    const result = byIndex.get(index);
    if (result === undefined) throw new ApiError(`the API answered for ${results.length} of ${events.length} events`);
    return { outcome: result.outcome, rejection: result.error && { field: fieldOf(result.error.path), reason: `${result.error.message} (${result.error.code})` } };
  });
}

/** `["input", "events", "3", "properties", "tokens"]` is the field `properties.tokens` of its event. */
function fieldOf(path: readonly string[]): string | null {
  return path.slice(3).join('.') || null;
}
