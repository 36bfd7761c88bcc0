/** Relay pages. */
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type PageArguments, pageOfArray, readPage, toConnection } from '../../src/graphql/pagination.ts';
import type { PageKey } from '../../src/repositories/page.ts';

const LIST = 'letters by name';
const keyOf = (row: string): PageKey => [row, row.charCodeAt(0)];
const rows = ['a', 'b', 'c', 'd', 'e'];

function connectionOf(args: PageArguments, list = LIST) {
  return toConnection(pageOfArray(rows, readPage(args, list), keyOf), { list, keyOf, count: () => rows.length });
}
const cursorOf = (row: string, list = LIST): string => toConnection({ rows: [row], hasNextPage: false, hasPreviousPage: false }, { list, keyOf, count: () => 1 }).edges()[0]!.cursor;

/** The rows of a page, between arrows where there is more. */
function pageOf(args: PageArguments): string {
  const { nodes, pageInfo } = connectionOf(args);
  return `${pageInfo.hasPreviousPage ? '<' : '|'}${nodes.join('')}${pageInfo.hasNextPage ? '>' : '|'}`;
}

function refusalOf(args: PageArguments): string {
  try {
    readPage(args, LIST);
  } catch (error) {
    if (error instanceof GraphQLError) return `${String(error.extensions['code'])} ${String(error.extensions['path'])}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}

describe('page', () => {
  it.each([
    [{}, '|abcde|'],
    [{ first: 2 }, '|ab>'],
    [{ first: 2, after: cursorOf('b') }, '<cd>'],
    [{ first: 2, after: cursorOf('d') }, '<e|'],
    [{ first: 2, after: cursorOf('e') }, '<|'],
    [{ first: 5 }, '|abcde|'],
    [{ last: 2 }, '<de|'],
    [{ last: 2, before: cursorOf('d') }, '<bc>'],
    [{ last: 2, before: cursorOf('b') }, '|a>'],
    [{ last: 9, before: cursorOf('a') }, '|>'],
    [{ first: 2, before: cursorOf('b') }, '|a>'],
    [{ last: 2, after: cursorOf('a') }, '<de|'],
    [{ first: 1, after: cursorOf('a'), before: cursorOf('d') }, '<b>'],
    [{ last: 1, after: cursorOf('a'), before: cursorOf('d') }, '<c>'],
    [{ after: cursorOf('d'), before: cursorOf('b') }, '<>'],
    [{ first: 0 }, '|>'],
    [{ first: null, last: null, after: null, before: null }, '|abcde|'],
  ])('page: %j of abcde is %s', (args, expected) => {
    expect(pageOf(args)).toBe(expected);
  });

  it('page: 20 rows if no size is given, from the end if only `before` is', () => {
    expect(readPage({}, LIST)).toEqual({ limit: 20, after: null, before: null, isBackward: false });
    expect(readPage({ before: cursorOf('c') }, LIST)).toEqual({ limit: 20, after: null, before: ['c', 99], isBackward: true });
    expect(readPage({ first: 100, after: cursorOf('c') }, LIST)).toEqual({ limit: 100, after: ['c', 99], before: null, isBackward: false });
  });

  it('page: the cursors of a page are those of its first and last edge, null when it is empty', () => {
    const { edges, pageInfo } = connectionOf({ first: 2, after: cursorOf('b') });
    expect(edges().map(({ node }) => node)).toEqual(['c', 'd']);
    expect([pageInfo.startCursor(), pageInfo.endCursor()]).toEqual(edges().map(({ cursor }) => cursor));
    const empty = connectionOf({ first: 0 }).pageInfo;
    expect([empty.startCursor(), empty.endCursor()]).toEqual([null, null]);
  });

  const encoded = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const digest = (JSON.parse(Buffer.from(cursorOf('a'), 'base64url').toString()) as string[])[1];
  it.each([
    [{ first: 2, last: 2 }, 'BAD_USER_INPUT last: last cannot be given together with first'],
    [{ first: -1 }, 'BAD_USER_INPUT first: first is negative'],
    [{ last: -1 }, 'BAD_USER_INPUT last: last is negative'],
    [{ first: 101 }, 'BAD_USER_INPUT first: first is above 100'],
    [{ last: 101 }, 'BAD_USER_INPUT last: last is above 100'],
    [{ after: cursorOf('a', 'another list') }, 'BAD_USER_INPUT after: after is a cursor of another list, or of another filter'],
    [{ before: cursorOf('a', 'another list') }, 'BAD_USER_INPUT before: before is a cursor of another list, or of another filter'],
    ...[
      '', 'x', `${cursorOf('a')}=`, `${cursorOf('a')}A`, encoded({}), encoded([]), encoded([1]), encoded([1, digest]), encoded([2, digest, 'a']),
      encoded([1, digest, null]), encoded([1, digest, { $ne: 1 }]), encoded([1, digest, ['a']]),
      Buffer.from(`[1,"${digest}",1e400]`).toString('base64url'), Buffer.from(`[1, "${digest}","a"]`).toString('base64url'),
      encoded([1, digest, 'x'.repeat(4_000)]),
    ].map((after): [PageArguments, string] => [{ after }, 'BAD_USER_INPUT after: after is not a cursor that the API gave']),
  ] as [PageArguments, string][])('page: %.60j is refused', (args, refusal) => {
    expect(refusalOf(args)).toBe(refusal);
  });

  it('page: a cursor whose row has left a list in memory is refused', () => {
    expect(() => pageOf({ after: cursorOf('z') })).toThrow('after is a cursor of something that is no longer in the list');
  });
});

describe('total count', () => {
  const totalOf = async (counted: number) => {
    const limits: number[] = [];
    const connection = toConnection({ rows: [], hasNextPage: false, hasPreviousPage: false }, { list: LIST, keyOf, count: (limit) => (limits.push(limit), Math.min(counted, limit)) });
    return { total: await connection.totalCount(), again: await connection.totalCount(), limits };
  };

  it('total count: is exact up to 10,000 and says when it is not', async () => {
    expect((await totalOf(10_000)).total).toEqual({ value: 10_000, isCapped: false });
    expect((await totalOf(10_001)).total).toEqual({ value: 10_000, isCapped: true });
    expect((await totalOf(5_000_000)).total).toEqual({ value: 10_000, isCapped: true });
  });

  it('total count: counts once, no further than needed, and not at all unless asked', async () => {
    expect((await totalOf(3)).limits).toEqual([10_001]);
    toConnection({ rows: [], hasNextPage: false, hasPreviousPage: false }, { list: LIST, keyOf, count: () => expect.unreachable() });
  });
});
