/** The fields that have resolvers. */
import { type GraphQLField, type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';
import type { RequestIdentity } from './requestIdentity.ts';

export interface ObjectField {
  readonly typeName: string;
  /** That of the schema itself, to be given another resolver in place. */
  readonly field: GraphQLField<unknown, RequestIdentity>;
}

/** Those of all object types that are not graphql-js's own. */
export function objectFields(schema: GraphQLSchema): readonly ObjectField[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) && !isIntrospectionType(type) ? Object.values(type.getFields()).map((field) => ({ typeName: type.name, field })) : []));
}
