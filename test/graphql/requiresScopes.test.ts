/** Scopes of the SDL. */
import { buildSchema, execute, type ExecutionResult, parse } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { RequestIdentity } from '../../src/graphql/requestIdentity.ts';
import { enforceScopes, holdsScopes, typeScopes } from '../../src/graphql/requiresScopes.ts';
import { bareSchema } from '../../src/graphql/schema.ts';
import { type Actor, type Scope, SCOPES } from '../../src/services/actor.ts';

const DIRECTIVE = `directive @requiresScopes(scopes: [[Scope!]!]!) on FIELD_DEFINITION | OBJECT enum Scope { ${SCOPES.join(' ')} }`;

function actorWith(...scopes: Scope[]): Actor {
  return { tenantId: 't', keyId: 'k', customerId: null, scopes: new Set(scopes), expiresAt: null };
}

/** The answer's data, and the codes of its errors. */
function ask(sdl: string, query: string, actor: Actor | null): unknown[] {
  const schema = buildSchema(`${DIRECTIVE} ${sdl}`);
  enforceScopes(schema);
  const context = { actor, requestId: 'r', log: pino({ level: 'silent' }), trace: { operationName: null } } as RequestIdentity;
  const rootValue = { open: 1, one: 1, both: 1, either: 1, inner: { secret: 2, plain: 3 } };
  const { data, errors = [] } = execute({ schema, document: parse(query), rootValue, contextValue: context }) as ExecutionResult;
  return [data && { ...data }, errors.map(({ extensions, path }) => `${String(extensions['code'])} ${String(path)} ${JSON.stringify(extensions['requiredScopes'] ?? null)}`)];
}

const SDL = `
  type Query {
    open: Int @requiresScopes(scopes: [[]])
    one: Int @requiresScopes(scopes: [[USAGE_READ]])
    both: Int @requiresScopes(scopes: [[USAGE_READ, LEDGER_READ]])
    either: Int @requiresScopes(scopes: [[USAGE_READ], [LEDGER_READ]])
    inner: Inner @requiresScopes(scopes: [[]])
  }
  type Inner { secret: Int @requiresScopes(scopes: [[LEDGER_READ]]) plain: Int }`;

describe('scopes', () => {
  it('scopes: an empty alternative asks only for a valid key', () => {
    expect(ask(SDL, '{ open }', actorWith())).toEqual([{ open: 1 }, []]);
    expect(ask(SDL, '{ open }', null)).toEqual([{ open: null }, ['UNAUTHENTICATED open null']]);
  });

  it('scopes: a field is answered to the key that holds its scope, and to no other', () => {
    expect(ask(SDL, '{ one }', actorWith('USAGE_READ'))).toEqual([{ one: 1 }, []]);
    expect(ask(SDL, '{ one }', actorWith('USAGE_WRITE'))).toEqual([{ one: null }, ['FORBIDDEN one [["USAGE_READ"]]']]);
  });

  it('scopes: all of one inner list must be held, any of the lists will do', () => {
    expect(ask(SDL, '{ both }', actorWith('USAGE_READ'))).toEqual([{ both: null }, ['FORBIDDEN both [["USAGE_READ","LEDGER_READ"]]']]);
    expect(ask(SDL, '{ both either }', actorWith('USAGE_READ', 'LEDGER_READ'))).toEqual([{ both: 1, either: 1 }, []]);
    expect(ask(SDL, '{ either }', actorWith('LEDGER_READ'))).toEqual([{ either: 1 }, []]);
    expect(ask(SDL, '{ either }', actorWith())).toEqual([{ either: null }, ['FORBIDDEN either [["USAGE_READ"],["LEDGER_READ"]]']]);
  });

  it('scopes: a field further in is guarded too, its neighbours are not', () => {
    const [, errors] = ask(SDL, '{ inner { secret plain } }', actorWith());
    expect(errors).toEqual(['FORBIDDEN inner,secret [["LEDGER_READ"]]']);
  });

  it('scopes: a schema with a bare root field does not build, and names every one', () => {
    const sdl = `type Query { a: Int b: Int @requiresScopes(scopes: [[]]) } type Mutation { c: Int }`;
    expect(() => enforceScopes(buildSchema(`${DIRECTIVE} ${sdl}`))).toThrow('root fields without @requiresScopes: Query.a, Mutation.c');
  });

  it('scopes: a directive that nobody could satisfy does not build', () => {
    expect(() => enforceScopes(buildSchema(`${DIRECTIVE} type Query { a: Int @requiresScopes(scopes: []) }`))).toThrow('@requiresScopes on Query.a has at least one alternative');
  });
});

describe('scopes of types', () => {
  const schema = bareSchema();

  it('scopes of types: are those of the type, and none if it has none', () => {
    expect(typeScopes(schema, 'Invoice')).toEqual([['INVOICES_READ']]);
    expect(typeScopes(schema, 'Money')).toBeNull();
  });

  it('scopes of types: everything that `node` can fetch has some', () => {
    const types = schema.getPossibleTypes(schema.getType('Node') as Parameters<typeof schema.getPossibleTypes>[0]);
    expect(types.length).toBeGreaterThan(5);
    expect(types.filter(({ name }) => typeScopes(schema, name) === null)).toEqual([]);
  });

  it('scopes of types: are held as those of fields are', () => {
    expect(holdsScopes(actorWith('INVOICES_READ'), [['INVOICES_READ']])).toBe(true);
    expect(holdsScopes(actorWith('INVOICES_WRITE'), [['INVOICES_READ']])).toBe(false);
  });
});
