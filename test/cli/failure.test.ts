import { describe, expect, it } from 'vitest';
import { CommandFailure, describeFailure, exitCodeOf, isExpected, UsageFailure } from '../../src/cli/failure.ts';
import { BillingError } from '../../src/core/errors.ts';

describe('describeFailure', () => {
  it('causes: what a driver hides behind its error is said, and not twice', () => {
    const refused = new Error('connect ECONNREFUSED ::1:5432');
    expect(describeFailure(new Error('fetch failed', { cause: refused }))).toBe('fetch failed: connect ECONNREFUSED ::1:5432');
    expect(describeFailure(new Error(`no database: ${refused.message}`, { cause: refused }))).toBe('no database: connect ECONNREFUSED ::1:5432');
  });

  it('several addresses: each reason is said', () => {
    expect(describeFailure(new AggregateError([new Error('refused on IPv6'), new Error('refused on IPv4')]))).toBe('refused on IPv6; refused on IPv4');
  });

  it('a refusal: names its field', () => {
    expect(describeFailure(new BillingError('REQUIRED', 'is required', ['input', 'name']))).toBe('input.name is required');
  });
});

describe('exitCodeOf', () => {
  it('wrong usage is 2, everything else 1', () => {
    expect([new UsageFailure('x'), new CommandFailure('x'), new TypeError('x'), 'x'].map(exitCodeOf)).toEqual([2, 1, 1, 1]);
  });
});

describe('isExpected', () => {
  it('trouble outside is expected, a mistake of this program is not', () => {
    const system = Object.assign(new Error('port taken'), { code: 'EADDRINUSE' });
    expect([new CommandFailure('x'), system, new Error('query failed', { cause: system })].map(isExpected)).toEqual([true, true, true]);
    expect([new TypeError('x is undefined'), new Error('odd')].map(isExpected)).toEqual([false, false]);
  });
});
