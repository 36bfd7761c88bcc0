/** The log: on standard error, as JSON, without what the database was given. */
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';

/** What a command prints on standard output is its answer. */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, base: null, serializers: { err: withoutParameters } }, destination);
}

/** A failed statement's parameters are customers' data: they are in its message and its stack too. */
export function withoutParameters(error: Error): object {
  const { params, ...told } = stdSerializers.err(error) as unknown as Record<string, unknown>;
  if (params === undefined) return told;
  const said = `\nparams: ${String((error as { params?: unknown }).params)}`;
  const clean = (value: unknown) => (typeof value === 'string' ? value.replaceAll(said, '') : value);
  return { ...told, message: clean(told['message']), stack: clean(told['stack']) };
}
