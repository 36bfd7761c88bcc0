/**
 * Errors as clients see them. Refusals of a mutation are in its payload; everything else is a top-level error with a code
 * of a closed set: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, COST_EXCEEDED, RATE_LIMITED, INTERNAL and GraphQL's own.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { BillingError, type ErrorCode } from '../core/errors.ts';
import type { RequestIdentity } from './requestIdentity.ts';
import { inputPathOf } from './inputPath.ts';

/** GraphQL's own codes; a client's library may look for them. */
const GRAPHQL_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
] as const;
const OWN_CODES = ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'COST_EXCEEDED', 'RATE_LIMITED', 'INTERNAL'] as const;

export type RequestErrorCode = (typeof OWN_CODES)[number] | (typeof GRAPHQL_CODES)[number];

/** A refusal in a payload's `userErrors`. */
export interface UserErrorValue {
  message: string;
  code: ErrorCode;
  path: string[];
}

/** A top-level error. `httpStatus` counts only if it is thrown before execution. */
export function requestError(code: RequestErrorCode, message: string, extensions: Record<string, unknown> = {}, httpStatus?: number): GraphQLError {
  const http = httpStatus === undefined ? {} : { http: { status: httpStatus } };
  return new GraphQLError(message, { extensions: { ...extensions, code, ...http } });
}

/**
 * Runs a mutation's work; a refusal becomes `userErrors` in `empty`, the payload's other fields as they are when nothing
 * was done (nullable ones may be left out). Paths begin at the mutation's arguments: `input`, then the refusal's own.
 */
export async function asPayload<Done extends object, Empty extends object>(
  empty: Empty,
  work: () => Promise<Done>,
): Promise<(Done | Empty) & { userErrors: UserErrorValue[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof BillingError) return { ...empty, userErrors: [asUserError(error.path.length > 0 ? error.under('input') : error)] };
    throw error;
  }
}

/** A refusal as the contract shows it; its path is taken as it is. */
export function asUserError(refusal: BillingError): UserErrorValue {
  return { message: sentenceOf(refusal), code: refusal.code, path: [...refusal.path] };
}

/** Core says what is wrong with a field as a predicate ("is required"); here it gets its subject. */
function sentenceOf({ message, path }: BillingError): string {
  const steps = path[0] === 'input' ? path.slice(1) : path;
  const subject = steps.length > 0 ? steps.join('.') : path[0];
  return subject === undefined ? message : `${subject} ${message}`;
}

/** Puts an error into the closed set. What the program did not foresee shows nothing but INTERNAL. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = rootCause(error);
  if (cause instanceof BillingError) {
    const extensions = { code: 'BAD_USER_INPUT', errorCode: cause.code, path: [...cause.path] };
    return { ...formatted, message: sentenceOf(cause), extensions };
  }
  const code = codeOf(error);
  if (code === 'INTERNAL') return { message: 'internal error', ...placeOf(formatted), extensions: { code } };
  const message = code === 'COST_EXCEEDED' ? formatted.message.replace(/^Syntax Error: /, '') : formatted.message;
  return { ...formatted, message, extensions: { ...formatted.extensions, code } };
}

/** Logs in full what clients see as INTERNAL, and puts the request's id, and the blamed input field, into every error. */
export const errorPlugin: ApolloServerPlugin<RequestIdentity> = {
  async unexpectedErrorProcessingRequest({ requestContext, error }) {
    requestContext.contextValue.log.error({ err: error }, 'request failed');
  },
  async requestDidStart() {
    return {
      async didEncounterErrors({ contextValue, errors }) {
        for (const error of errors) {
          if (codeOf(error) === 'INTERNAL') contextValue.log.error({ err: rootCause(error), path: error.path }, 'request failed');
        }
      },
      async willSendResponse({ contextValue, response, errors = [], document }) {
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        if (!singleResult.errors) return;
        singleResult.errors = singleResult.errors.map((error, index) =>
          withRequestId(withInputPath(error, errors[index], document), contextValue.requestId),
        );
      },
    };
  },
};

export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return { ...error, extensions: { ...error.extensions, requestId } };
}

function withInputPath(formatted: GraphQLFormattedError, error: GraphQLError | undefined, document: DocumentNode | undefined): GraphQLFormattedError {
  const { code, path: known } = formatted.extensions ?? {};
  const isAboutInput = code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED';
  const path = error && isAboutInput && known === undefined ? inputPathOf(error, document) : null;
  return path === null ? formatted : { ...formatted, extensions: { ...formatted.extensions, path } };
}

function codeOf(error: unknown): RequestErrorCode {
  const cause = rootCause(error);
  if (cause instanceof BillingError) return 'BAD_USER_INPUT';
  if (!(cause instanceof GraphQLError)) return 'INTERNAL';
  const code = innermostCode(error);
  if (code === 'GRAPHQL_PARSE_FAILED' && isOverParserLimit(cause)) return 'COST_EXCEEDED';
  if (code === 'BAD_REQUEST' || (code === undefined && isArgumentError(cause))) return 'BAD_USER_INPUT';
  if (code === undefined && isUnknownKind(cause)) return 'OPERATION_RESOLUTION_FAILURE';
  return [...OWN_CODES, ...GRAPHQL_CODES].find((known) => known === code) ?? 'INTERNAL';
}

/** Apollo puts a code of its own over that of a scalar or rule that it wraps. */
function innermostCode(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return undefined;
  return innermostCode(error.originalError) ?? error.extensions['code'];
}

// graphql-js gives none of these a class or a code; a test pins the texts.
function isOverParserLimit(error: GraphQLError): boolean {
  return /^Syntax Error: (?:Document|Source) contains more tha[nt] \d+ /.test(error.message);
}

/** A subscription: there are none. */
function isUnknownKind(error: GraphQLError): boolean {
  return /^Schema is not configured to execute /.test(error.message);
}

function isArgumentError(error: GraphQLError): boolean {
  return /^Argument "\w+" (?:of|has) /.test(error.message);
}

function placeOf({ locations, path }: GraphQLFormattedError): Partial<GraphQLFormattedError> {
  return { ...(locations && { locations }), ...(path && { path }) };
}

/** What was thrown first; each layer on the way wraps it. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}
