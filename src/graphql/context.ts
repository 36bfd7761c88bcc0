/** The context of a request: what its resolvers share. */
import type { Actor, TenantActor } from '../services/actor.ts';
import type { Engine } from '../services/engine.ts';
import { requestError } from './errors.ts';
import { type Loaders, createLoaders } from './loaders/loaders.ts';
import type { RequestIdentity } from './requestIdentity.ts';

/** The third argument of every resolver. */
export interface RequestContext extends RequestIdentity {
  readonly engine: Engine;
  /** The actor as one of a tenant; FORBIDDEN for the root key. */
  readonly tenantActor: () => TenantActor;
  /** One set a query, and one a mutation field; within the actor's reach. */
  readonly loaders: () => Loaders;
  /** What was loaded is read again, because a mutation may change it. */
  readonly forgetLoaded: () => void;
}

export function createRequestContext(engine: Engine, identity: RequestIdentity): RequestContext {
  let loaders: Loaders | null = null;
  const tenantActor = () => asTenantActor(identity.actor);
  return { ...identity, engine, tenantActor, loaders: () => (loaders ??= createLoaders(engine, tenantActor())), forgetLoaded: () => void (loaders = null) };
}

function asTenantActor({ tenantId, keyId, ...actor }: Actor): TenantActor {
  if (tenantId === null || keyId === null) throw requestError('FORBIDDEN', 'the root key belongs to no tenant; use one of its API keys');
  return { ...actor, tenantId, keyId };
}
