/** `@requiresScopes` of the SDL, enforced: no field is resolved unless the key holds what its directive asks for. */
import { getDirective } from '@graphql-tools/utils';
import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { invariant } from '../core/invariant.ts';
import { type Actor, type Scope, SCOPES } from '../services/actor.ts';
import { objectFields } from './objectFields.ts';
import type { RequestIdentity } from './requestIdentity.ts';

/** Alternatives; each is a list of scopes that must all be held. An empty inner list asks only for a valid key. */
export type ScopeAlternatives = readonly (readonly Scope[])[];

const DIRECTIVE = 'requiresScopes';

/** Wraps every field that has the directive. Throws, naming them, if root fields have none. */
export function enforceScopes(schema: GraphQLSchema): void {
  const bare = rootTypes(schema).flatMap((type) => bareFields(schema, type));
  invariant(bare.length === 0, `root fields without @${DIRECTIVE}: ${bare.join(', ')}`);

  for (const { field, typeName } of objectFields(schema)) {
    const alternatives = alternativesOf(schema, field, `${typeName}.${field.name}`);
    if (alternatives !== null) field.resolve = guarded(field.resolve ?? defaultFieldResolver, alternatives);
  }
}

/** What an object type's own directive asks for, which `node` must check; null if it has none. */
export function typeScopes(schema: GraphQLSchema, typeName: string): ScopeAlternatives | null {
  const type = schema.getType(typeName);
  invariant(type !== undefined, `the schema has the type ${typeName}`);
  return alternativesOf(schema, type, typeName);
}

/** Whether the key in use satisfies one of the alternatives. */
export function holdsScopes(actor: Actor, alternatives: ScopeAlternatives): boolean {
  return alternatives.some((scopes) => scopes.every((scope) => actor.scopes.has(scope)));
}

function guarded<Source>(
  resolve: GraphQLFieldResolver<Source, RequestIdentity>,
  alternatives: ScopeAlternatives,
): GraphQLFieldResolver<Source, RequestIdentity> {
  return (source, args, context, info) => {
    refuseUnlessHeld(context.actor, alternatives, `${info.parentType.name}.${info.fieldName}`);
    return resolve(source, args, context, info);
  };
}

function refuseUnlessHeld(actor: Actor | null | undefined, alternatives: ScopeAlternatives, field: string): void {
  if (!actor) throw new GraphQLError('an API key is required', { extensions: { code: 'UNAUTHENTICATED' } });
  if (holdsScopes(actor, alternatives)) return;
  const needed = alternatives.map((scopes) => scopes.join(' and ')).join(', or ');
  throw new GraphQLError(`${field} needs a key with ${needed}`, { extensions: { code: 'FORBIDDEN', requiredScopes: alternatives } });
}

function rootTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => type != null);
}

function bareFields(schema: GraphQLSchema, type: GraphQLObjectType): string[] {
  return Object.values(type.getFields())
    .filter((field) => alternativesOf(schema, field, `${type.name}.${field.name}`) === null)
    .map((field) => `${type.name}.${field.name}`);
}

function alternativesOf(schema: GraphQLSchema, annotated: Parameters<typeof getDirective>[1], place: string): ScopeAlternatives | null {
  const directive = getDirective(schema, annotated, DIRECTIVE)?.[0];
  if (directive === undefined) return null;
  const alternatives = directive['scopes'] as string[][];
  // Without an alternative nobody could ever pass, which is never what was meant.
  invariant(alternatives.length > 0, `@${DIRECTIVE} on ${place} has at least one alternative`);
  for (const word of alternatives.flat()) {
    invariant(SCOPES.some((scope) => scope === word), `@${DIRECTIVE} on ${place} names a known scope, not ${word}`);
  }
  return alternatives as Scope[][];
}
