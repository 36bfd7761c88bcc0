/**
 * Makes refusals of core known to graphql-js. It takes any error with a list called `path` for one of its own that has its
 * place in the answer already; a `BillingError`, whose path is a place in the input, would lose both.
 */
import { GraphQLError, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { BillingError } from '../core/errors.ts';
import { objectFields } from './objectFields.ts';

/** Wraps every resolver that was written by hand; plain properties cannot refuse anything. */
export function locateRefusals(schema: GraphQLSchema): void {
  for (const { field } of objectFields(schema)) {
    if (field.resolve) field.resolve = locating(field.resolve);
  }
}

function locating<Source, Context>(resolve: GraphQLFieldResolver<Source, Context>): GraphQLFieldResolver<Source, Context> {
  return (source, args, context, info) => {
    try {
      const result = resolve(source, args, context, info);
      return result instanceof Promise ? result.catch(rethrow) : result;
    } catch (error) {
      return rethrow(error);
    }
  };
}

function rethrow(error: unknown): never {
  throw error instanceof BillingError ? new GraphQLError(error.message, { originalError: error }) : error;
}
