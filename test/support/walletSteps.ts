/** What may happen to a wallet: steps of random histories, for the engine's core and for its API alike. */
import fc from 'fast-check';

const one = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('grant' as const), amount: fc.integer({ min: 1, max: 60 }), isPaid: fc.boolean(), priority: fc.constantFrom(1, 50), startsIn: fc.constantFrom(null, null, null, 3), lasts: fc.constantFrom(null, null, 4, 20, 20, 40), isScoped: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('record' as const), tokens: fc.integer({ min: 1, max: 40 }), day: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), of: fc.nat(9), tokens: fc.nat(40) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('charge' as const), amount: fc.integer({ min: 1, max: 50 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void' as const), of: fc.nat(9), amount: fc.option(fc.integer({ min: 1, max: 30 })) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('transfer' as const), of: fc.nat(9), amount: fc.option(fc.integer({ min: 1, max: 30 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adjust' as const), of: fc.nat(9), lasts: fc.option(fc.integer({ min: 1, max: 60 })) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('issue' as const) }) },
);
export type WalletStep = typeof one extends fc.Arbitrary<infer Value> ? Value : never;

/** A step, how many days after the one before it comes, and on which of two wallets: mostly the first. */
export const walletStep = fc.tuple(one, fc.constantFrom(0, 0, 0, 1, 4, 12), fc.constantFrom(0, 0, 0, 1)).map(([next, days, which]): { next: WalletStep; days: number; which: number } => ({ next, days, which }));
