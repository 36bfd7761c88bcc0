/** The executable schema: the SDL of `schema/`, the resolvers, the scalars, and the scopes enforced. */
import { readdirSync, readFileSync } from 'node:fs';
import { addResolversToSchema } from '@graphql-tools/schema';
import { type IResolvers, printSchemaWithDirectives } from '@graphql-tools/utils';
import { buildSchema as buildBareSchema, type GraphQLSchema } from 'graphql';
import type { RequestIdentity } from './requestIdentity.ts';
import { locateRefusals } from './locateRefusals.ts';
import { enforceScopes } from './requiresScopes.ts';
import { SCALARS } from './scalars.ts';

const SDL_FOLDER = new URL('../../schema/', import.meta.url);

/** Resolvers of any context that holds at least what the door knows. */
export type Resolvers<Context extends RequestIdentity> = IResolvers<unknown, Context>;

/** Throws if a resolver has no field in the SDL, or a root field has no `@requiresScopes`. */
export function buildSchema<Context extends RequestIdentity>(resolvers: Resolvers<Context>): GraphQLSchema {
  const schema = addResolversToSchema({
    schema: bareSchema(),
    resolvers: { ...resolvers, ...SCALARS } as IResolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    // A copy of all types takes longer than to build them.
    updateResolversInPlace: true,
  });
  locateRefusals(schema);
  enforceScopes(schema);
  return schema;
}

/**
 * The SDL alone, without resolvers. Built by graphql-js from one document, because the mergers of graphql-tools take any type
 * called `Subscription` for the root of subscription operations, whatever the SDL's own `schema { ... }` says. That the SDL is valid
 * is for a test to find, not for every start.
 */
export function bareSchema(): GraphQLSchema {
  return buildBareSchema(sdlText(), { assumeValidSDL: true });
}

/** The whole SDL as one document, with the directives that introspection leaves out. */
export function printedSdl(schema: GraphQLSchema): string {
  return `${printSchemaWithDirectives(schema)}\n`;
}

/** The texts of `schema/*.graphql`, in the order of their names. */
export function sdlText(): string {
  const names = readdirSync(SDL_FOLDER).filter((name) => name.endsWith('.graphql'));
  return names.sort().map((name) => readFileSync(new URL(name, SDL_FOLDER), 'utf8')).join('\n');
}
