/** The cost of a request, by hand: every object counts 1 times the page sizes around it. */
import { GraphQLError, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestedCost } from '../../src/graphql/cost.ts';
import { bareSchema } from '../../src/graphql/schema.ts';

const schema = bareSchema();

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
  return requestedCost({ schema, document, operation, variables });
}

describe('cost', () => {
  it('cost: an object is 1, its scalars are free', () => {
    expect(costOf('{ customer(externalId: "a") { id name metadata } }')).toBe(1);
    expect(costOf('{ customer(externalId: "a") { id billingAddress { city } } __typename }')).toBe(2);
  });

  it('cost: a page is its connection and as many items as it may hold', () => {
    expect(costOf('{ customers(first: 50) { nodes { id } } }')).toBe(1 + 50);
    expect(costOf('{ customers(last: 7) { nodes { id } } }')).toBe(1 + 7);
    // 50 edges with a node each, the page's place, the count
    expect(costOf('{ customers(first: 50) { edges { node { id } } pageInfo { hasNextPage } totalCount { value } } }')).toBe(1 + 50 + 50 + 1 + 1);
    expect(costOf('{ customers(first: 0) { nodes { id } } }')).toBe(1);
  });

  it('cost: 20 items if no size is given, also when it is given as null', () => {
    expect(costOf('{ customers { nodes { id } } }')).toBe(1 + 20);
    expect(costOf('query ($n: Int) { customers(first: $n) { nodes { id } } }', { n: null })).toBe(1 + 20);
    expect(costOf('query ($n: Int) { customers(first: $n) { nodes { id } } }')).toBe(1 + 20);
  });

  it('cost: a customer whose history is rated anew counts 2,000 more, and a total over them as a full page', () => {
    const simulate = 'simulatePlan(input: { planCode: "p", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" })';
    expect(costOf(`{ ${simulate} { customers(first: 3) { nodes { subscriptions } } } }`)).toBe(1 + 1 + 3 * 2_000 + 3);
    expect(costOf(`{ ${simulate} { total { customers } } }`)).toBe(1 + 1 + 100 * 2_000);
    expect(costOf(`{ ${simulate} { currency } }`)).toBe(1);
    expect(costOf('{ previewMigration(input: { planCode: "p" }) { total { customers } customers(first: 3) { nodes { customerExternalId } } } }')).toBe(1 + 1 + 100 * 2_000 + 1 + 3 * 2_000 + 3);
  });

  it('cost: sizes come from variables, or from their defaults', () => {
    expect(costOf('query ($n: Int) { customers(first: $n) { nodes { id } } }', { n: 3 })).toBe(1 + 3);
    expect(costOf('query ($n: Int = 5) { customers(first: $n) { nodes { id } } }')).toBe(1 + 5);
    expect(costOf('query ($n: Int = 5) { customers(first: $n) { nodes { id } } }', { n: 3 })).toBe(1 + 3);
  });

  it('cost: pages within pages multiply', () => {
    // 50 customers, 10 invoices each, 5 lines each with an amount
    const query = '{ customers(first: 50) { nodes { invoices(first: 10) { nodes { lines(first: 5) { nodes { amount { amount } } } } } } } }';
    expect(costOf(query)).toBe(1 + 50 + 50 + 500 + 500 + 2_500 + 2_500);
  });

  it('cost: a size that will be refused counts as the largest page, a negative one as none', () => {
    expect(costOf('{ customers(first: 1000000) { nodes { id } } }')).toBe(1 + 100);
    expect(costOf('{ customers(first: -5) { nodes { id } } }')).toBe(1);
  });

  it('cost: nodes count as many as are asked for', () => {
    expect(costOf('{ nodes(ids: ["a", "b", "c"]) { id } }')).toBe(3);
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Invoice { lines(first: 10) { nodes { lineKey } } } } }';
    // 4 nodes, 4 connections of 10 lines
    expect(costOf(query, { ids: ['a', 'b', 'c', 'd'] })).toBe(4 + 4 + 40);
  });

  it('cost: aliases are separate answers, the same name again is one', () => {
    expect(costOf('{ a: customers(first: 2) { nodes { id } } b: customers(first: 3) { nodes { id } } }')).toBe(1 + 2 + 1 + 3);
    expect(costOf('{ customers(first: 2) { nodes { id } } customers(first: 2) { nodes { name billingAddress { city } } } }')).toBe(1 + 2 + 2);
  });

  it('cost: fragments count what they ask for, once in one place', () => {
    const fragment = 'fragment F on Customer { billingAddress { city } }';
    expect(costOf(`{ customers(first: 4) { nodes { ...F ... on Customer { ...F } } } } ${fragment}`)).toBe(1 + 4 + 4);
  });

  it('cost: what is skipped is free', () => {
    const query = 'query ($all: Boolean = false) { customer(externalId: "a") { billingAddress @include(if: $all) { city } id @skip(if: true) } }';
    expect(costOf(query)).toBe(1);
    expect(costOf(query, { all: true })).toBe(2);
  });

  it('cost: a mutation is its payload and what is asked of it', () => {
    // the payload and its counts; results are a plain list
    expect(costOf('mutation { recordUsage(input: { events: [] }) { counts { accepted } results { key } } }')).toBe(3);
  });

  it('cost: introspection has a price, so that it cannot be asked for by the dozen', () => {
    expect(costOf('{ __schema { queryType { name } } }')).toBe(100_000);
    expect(costOf('{ a: __schema { queryType { name } } __type(name: "Query") { name } }')).toBe(101_000);
  });

  it('cost: a document that expands without end is refused, not counted', () => {
    // Each level asks for two answers of the next: 2^13 by the fourteenth, in 14 short fragments.
    const level = (index: number): string => `fragment F${index} on Customer { subscriptions { nodes { a: customer { ...F${index + 1} } b: customer { ...F${index + 1} } } } }`;
    const text = `{ customer(externalId: "a") { ...F0 } } ${Array.from({ length: 14 }, (_, index) => level(index)).join(' ')} fragment F14 on Customer { id }`;
    expect(() => costOf(text)).toThrow(expect.objectContaining({ message: 'the document expands to more than 10000 fields', extensions: expect.objectContaining({ code: 'COST_EXCEEDED' }) }) as GraphQLError);
  });
});
