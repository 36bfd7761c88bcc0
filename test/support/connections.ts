/** Clients with exactly one TCP connection each, for races between connections. */
import { Agent } from 'node:http';
import { ApiClient } from './api.ts';

/** Asks over one connection of its own; a second request waits for the first. */
export class ConnectedClient extends ApiClient {
  protected override readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  disconnect(): void {
    this.agent.destroy();
  }
}

/** Runs `work` with connections of their own for a client's key, and closes them. */
export async function withConnections<Result>(
  { url, key }: ApiClient,
  count: number,
  work: (connections: readonly ConnectedClient[]) => Promise<Result>,
): Promise<Result> {
  const connections = Array.from({ length: count }, () => new ConnectedClient(url, key));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.disconnect();
  }
}

/** Every connection takes the next task as soon as its last one is done. Answers in the order of the tasks. */
export async function shareOut<Task, Result>(
  connections: readonly ConnectedClient[],
  tasks: readonly Task[],
  run: (connection: ConnectedClient, task: Task) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = tasks.entries();
  await Promise.all(
    connections.map(async (connection) => {
      for (const [index, task] of queue) results[index] = await run(connection, task);
    }),
  );
  return results;
}
