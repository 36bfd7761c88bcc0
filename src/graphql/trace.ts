/** Notes what a request asked for, for the line that is logged at its end. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestIdentity } from './requestIdentity.ts';

/** Names are the client's own text: longer ones are cut. */
const NAME_LIMIT = 100;

export const tracePlugin: ApolloServerPlugin<RequestIdentity> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ contextValue, operationName }) {
        contextValue.trace.operationName = operationName?.slice(0, NAME_LIMIT) ?? null;
      },
    };
  },
};
