/** What every service works with: the store, the time, and the sources of what cannot be derived. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { v7 } from 'uuid';
import { type Instant, instant } from '../core/instant.ts';
import type { Store } from '../store/database.ts';
import type { Signer } from './signer.ts';

/** Injected, so that a seeded run is reproducible to the byte. */
export interface Engine {
  readonly store: Store;
  /** Real time. A sandbox tenant has its own. */
  readonly now: () => Instant;
  /** A fresh UUIDv7, greater than the one before: the order of arrival of usage events. */
  readonly newId: () => string;
  /** A fresh secret for an API key, 256 random bits. */
  readonly newSecret: () => string;
  /** A fresh salt for a digest of personal data, 256 random bits in hex. */
  readonly newSalt: () => string;
  /** Signs checkpoints and bundles; null where no key was configured. */
  readonly signer: Signer | null;
  /** Tells whoever listens in this process whose usage has changed, once that is committed. Nothing depends on it but how soon a job looks; a listener must not throw. */
  readonly usageNews: UsageNews;
}

export type UsageNews = EventEmitter<{ changed: [tenantId: string, customerIds: readonly string[]] }>;

export function createEngine(store: Store, signer: Signer | null): Engine {
  return {
    store,
    now: () => instant(Date.now()),
    newId: () => v7(),
    newSecret: () => `nrb_${randomBytes(32).toString('base64url')}`,
    newSalt: () => randomBytes(32).toString('hex'),
    signer,
    usageNews: new EventEmitter(),
  };
}
