/** The identity of a request: what the door itself knows of it, before anything is looked up. */
import type { Logger } from 'pino';
import type { Actor } from '../services/actor.ts';

/** What the door itself knows of a request, before anything is looked up. */
export interface RequestIdentity {
  readonly actor: Actor;
  readonly requestId: string;
  /** Writes the request id into every line. */
  readonly log: RequestLog;
  /** Filled in while the request runs, for the line that is logged at its end. */
  readonly trace: RequestTrace;
}

export type RequestLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export interface RequestTrace {
  operationName: string | null;
}
