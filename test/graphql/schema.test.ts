/** The contract against the code that serves it. */
import { buildSchema as graphqlSchema, GraphQLEnumType, GraphQLInputObjectType, isInterfaceType, isObjectType, isScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/core/errors.ts';
import { bareSchema, buildSchema, printedSdl, sdlText } from '../../src/graphql/schema.ts';
import { SCALARS } from '../../src/graphql/scalars.ts';
import { SCOPES } from '../../src/services/actor.ts';

const schema = bareSchema();
const enumValues = (name: string): string[] => (schema.getType(name) as GraphQLEnumType).getValues().map(({ name: value }) => value);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

describe('contract', () => {
  it('contract: the SDL is valid, which no start looks at', () => {
    expect(() => graphqlSchema(sdlText())).not.toThrow();
    expect(() => graphqlSchema(`${sdlText()} type Customer { again: Int }`)).toThrow('There can be only one type named "Customer"');
  });

  it('contract: scopes and error codes are the same words in the SDL and in the code', () => {
    expect(enumValues('Scope')).toEqual([...SCOPES]);
    expect([...enumValues('ErrorCode')].sort()).toEqual([...ERROR_CODES].sort());
  });

  it('contract: every scalar has its reader and writer, and there is no Float', () => {
    const own = types.filter((type) => isScalarType(type) && !['String', 'Int', 'Boolean', 'ID'].includes(type.name)).map(({ name }) => name);
    expect(own.sort()).toEqual(Object.keys(SCALARS).sort());
  });

  it('contract: there are no subscription operations, whatever a type is called', () => {
    expect(schema.getSubscriptionType()).toBeUndefined();
    expect(buildSchema({}).getSubscriptionType()).toBeUndefined();
    expect(graphqlSchema(printedSdl(buildSchema({}))).getSubscriptionType()).toBeUndefined();
  });

  it('contract: a mutation takes one input of its name and returns a payload of its name with userErrors', () => {
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const name = `${field.name[0]!.toUpperCase()}${field.name.slice(1)}`;
      expect(field.args.map((argument) => `${argument.name}: ${String(argument.type)}`)).toEqual([`input: ${name}Input!`]);
      expect(String(field.type)).toBe(`${name}Payload!`);
      expect(String((schema.getType(`${name}Payload`) as ReturnType<typeof schema.getMutationType>)!.getFields()['userErrors']!.type)).toBe('[UserError!]!');
    }
  });

  it('contract: a connection is paged both ways and has edges, nodes, page info and a count', () => {
    for (const type of types.filter(isObjectType)) {
      if (type.name.endsWith('Connection')) expect(Object.keys(type.getFields())).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount']);
      for (const field of Object.values(type.getFields())) {
        if (String(field.type).includes('Connection')) expect(field.args.map(({ name }) => name)).toEqual(expect.arrayContaining(['first', 'after', 'last', 'before']));
      }
    }
  });

  it('contract: the printed SDL keeps descriptions, directives and every type', () => {
    const printed = graphqlSchema(printedSdl(buildSchema({})));
    expect(Object.keys(printed.getTypeMap()).sort()).toEqual(Object.keys(schema.getTypeMap()).sort());
    for (const type of types) {
      expect([type.name, printed.getType(type.name)?.description]).toEqual([type.name, type.description]);
      if (isObjectType(type) || isInterfaceType(type) || type instanceof GraphQLInputObjectType) {
        const fields: { name: string; description?: string | null | undefined }[] = Object.values(type.getFields());
        expect([type.name, fields.filter(({ description }) => !description).map(({ name }) => name)]).toEqual([type.name, []]);
      }
    }
    expect((printed.getType('DateTime') as { specifiedByURL?: string }).specifiedByURL).toBe('https://www.rfc-editor.org/rfc/rfc3339');
  });

  it('contract: a resolver without a field does not build', () => {
    expect(() => buildSchema({ Query: { nothing: () => null } })).toThrow('nothing');
  });
});
