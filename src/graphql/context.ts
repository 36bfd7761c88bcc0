/** The context of a request: what its resolvers share. */
import type { Logger } from 'pino';
import type { Actor } from '../services/actor.ts';

/** What the door itself knows of a request, before anything is looked up. */
export interface RequestIdentity {
  readonly actor: Actor;
  readonly requestId: string;
  /** Writes the request id into every line. */
  readonly log: Logger;
  /** Filled in while the request runs, for the line that is logged at its end. */
  readonly trace: RequestTrace;
}

export interface RequestTrace {
  operationName: string | null;
}

/** The third argument of every resolver. */
export interface RequestContext extends RequestIdentity {}
