/** Errors as clients see them. What travels over HTTP is in server.test.ts. */
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { BillingError } from '../../src/core/errors.ts';
import { asPayload, asUserError, formatError, requestError } from '../../src/graphql/errors.ts';

const formatted = (error: unknown) => formatError(error instanceof GraphQLError ? error.toJSON() : { message: String(error) }, error);
const codeOf = (error: unknown): unknown => formatted(error).extensions?.['code'];

describe('payload', () => {
  it('payload: done work has no user errors', async () => {
    expect(await asPayload({ replayed: false }, async () => ({ plan: 'p', replayed: true }))).toEqual({ plan: 'p', replayed: true, userErrors: [] });
  });

  it('payload: a refusal fills the empty payload, with its path from the input on', async () => {
    const refuse = async (): Promise<{ plan: string }> => {
      throw new BillingError('INVALID_TIERS', 'must be null on the last tier, which is open', ['prices', '0', 'model', 'graduated', 'tiers', '1', 'upTo']);
    };
    expect(await asPayload({ replayed: false }, refuse)).toEqual({
      replayed: false,
      userErrors: [
        {
          code: 'INVALID_TIERS',
          message: 'prices.0.model.graduated.tiers.1.upTo must be null on the last tier, which is open',
          path: ['input', 'prices', '0', 'model', 'graduated', 'tiers', '1', 'upTo'],
        },
      ],
    });
  });

  it('payload: a refusal that blames no field has an empty path', async () => {
    const refuse = async (): Promise<object> => {
      throw new BillingError('NOTHING_TO_INVOICE', 'nothing is due');
    };
    expect(await asPayload({}, refuse)).toEqual({ userErrors: [{ code: 'NOTHING_TO_INVOICE', message: 'nothing is due', path: [] }] });
  });

  it('payload: anything but a refusal is not swallowed', async () => {
    await expect(asPayload({}, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('payload: a user error of one item keeps the path it was given', () => {
    expect(asUserError(new BillingError('REQUIRED', 'is required', ['key']).under('input', 'events', '3'))).toEqual({
      code: 'REQUIRED',
      message: 'events.3.key is required',
      path: ['input', 'events', '3', 'key'],
    });
  });
});

describe('codes', () => {
  it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'COST_EXCEEDED', 'RATE_LIMITED', 'INTERNAL'] as const)('codes: %s stays', (code) => {
    expect(codeOf(requestError(code, 'because'))).toBe(code);
  });

  it.each([
    ['a plain error', new Error('secret')],
    ['a thrown text', 'secret'],
    ['an error that graphql wrapped', new GraphQLError('secret', { originalError: new TypeError('secret') })],
    ['a code of nobody', new GraphQLError('secret', { extensions: { code: 'TEAPOT', secret: 'secret' } })],
    ['a GraphQL error without a code', new GraphQLError('Int cannot represent non-integer value: secret')],
    ['an error that claims a code but hides another', new GraphQLError('secret', { originalError: new Error('secret'), extensions: { code: 'FORBIDDEN' } })],
  ])('codes: %s is INTERNAL and tells nothing', (_name, error) => {
    expect(formatted(error)).toMatchObject({ message: 'internal error', extensions: { code: 'INTERNAL' } });
    expect(JSON.stringify(formatted(error))).not.toContain('secret');
  });

  it('codes: the innermost one counts, because outer layers put their own over it', () => {
    const inner = requestError('COST_EXCEEDED', 'too much');
    expect(codeOf(new GraphQLError('too much', { originalError: inner, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }))).toBe('COST_EXCEEDED');
  });
});
