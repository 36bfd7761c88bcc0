/** API key secrets: made here, kept only as a digest. */
import { createHash } from 'node:crypto';
import type { Instant } from '../core/instant.ts';
import type { ApiKey } from '../repositories/apiKeys.ts';
import type { Scope } from './actor.ts';
import type { Engine } from './engine.ts';

/** Secrets carry 256 random bits, so one round of SHA-256 keeps them: there is nothing to guess. */
export function secretDigest(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

interface NewApiKey {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly customerId?: string | null;
  readonly expiresAt?: Instant | null;
}

/** A key to store, and its secret to show once. */
export function newApiKey(engine: Engine, key: NewApiKey): { key: ApiKey; secret: { text: string; digest: string } } {
  const text = engine.newSecret();
  return {
    key: { customerId: null, expiresAt: null, revokedAt: null, ...key },
    secret: { text, digest: secretDigest(text) },
  };
}
