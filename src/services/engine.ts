/** What every service works with: the store, the time, and the sources of what cannot be derived. */
import { randomBytes } from 'node:crypto';
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
  /** Signs checkpoints and bundles; null where no key was configured. */
  readonly signer: Signer | null;
}

export function createEngine(store: Store, signer: Signer | null): Engine {
  return {
    store,
    now: () => instant(Date.now()),
    newId: () => v7(),
    newSecret: () => `nrb_${randomBytes(32).toString('base64url')}`,
    signer,
  };
}
