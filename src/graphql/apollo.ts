/**
 * The GraphQL server proper: Apollo with everything left out that would slow answers down or fetch scripts from elsewhere.
 *
 * HTTP status: 200 whenever an operation was run, also if fields failed; 400 for what is refused before (not JSON, syntax,
 * validation, variables, cost); 401 without a valid key; 405 for a mutation by GET; 413 and 415 for the body; 500 for us.
 */
import { ApolloServer, type BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestIdentity } from './requestIdentity.ts';
import { costPlugin } from './cost.ts';
import { errorPlugin, formatError } from './errors.ts';
import { DOCUMENT_LIMITS, documentLimitsRule } from './limits.ts';
import { tracePlugin } from './trace.ts';

export function createApollo<Context extends RequestIdentity & BaseContext>(schema: GraphQLSchema, log: Logger): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    logger: log,
    parseOptions: { maxLexicalTokens: DOCUMENT_LIMITS.tokens, maxSourceLength: DOCUMENT_LIMITS.characters },
    validationRules: [documentLimitsRule],
    formatError,
    includeStacktraceInErrorResponses: false,
    // Only requests with a key come this far, so there is nobody to hide the schema from.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Anyone who holds a key could register queries, so this would be a cache and no safelist.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    // Parsed and validated documents are kept in Apollo's own store, which holds about 30 MiB and drops what is oldest.
    plugins: [
      // It would wrap every field of every answer: large answers took twice the time.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      costPlugin,
      errorPlugin,
      tracePlugin,
    ],
  });
}
