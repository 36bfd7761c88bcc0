/** Puts the parts together with plain functions: configuration, store, engine, server. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Config, storeAddress } from './config.ts';
import { createLog } from './log.ts';
import { startCheckpoints } from './jobs/checkpoints.ts';
import type { Clockwork } from './jobs/clockwork.ts';
import { startCredits } from './jobs/credits.ts';
import { startErasures } from './jobs/erasures.ts';
import { startHousekeeping } from './jobs/housekeeping.ts';
import { startThresholds } from './jobs/thresholds.ts';
import { startTopUps } from './jobs/topUps.ts';
import { startUsageNotes } from './jobs/usageNotes.ts';
import type { Authenticate } from './graphql/authentication.ts';
import { createRequestContext } from './graphql/context.ts';
import { servedSchema } from './graphql/resolvers.ts';
import { addExportRoutes } from './rest/exports.ts';
import { addRevenueRoute } from './rest/revenue.ts';
import { addCustomerRoutes } from './rest/customers.ts';
import { addInvoiceDocumentRoutes } from './rest/invoiceDocuments.ts';
import { addOperatorRoutes } from './rest/operator.ts';
import { addSimulationRoute } from './rest/simulations.ts';
import { type HttpServer, createServer } from './server.ts';
import { authenticate } from './services/authenticate.ts';
import { type Engine, createEngine } from './services/engine.ts';
import { type Signer, signerOf } from './services/signer.ts';
import { announceAddress } from './store/dataFolder.ts';
import type { Store, StoreOptions } from './store/database.ts';
import { assertImmutable } from './store/immutability.ts';
import { migrate } from './store/migrate.ts';
import { openStore } from './store/open.ts';
import { assertWhole } from './store/wholeness.ts';

/** A server that is up. */
export interface RunningNeruba {
  /** Where it listens, for example http://127.0.0.1:4000. */
  readonly url: string;
  /** The key that may create tenants; null if none was configured and the database is not the embedded one. */
  readonly rootKey: string | null;
  /** Lets requests in flight finish, then closes everything. */
  stop(): Promise<void>;
  /** Resolves once it has stopped. */
  readonly finished: Promise<void>;
}

/** What a caller may watch: the statements sent, and the log, which is on standard error if left out. */
type Watch = Pick<StoreOptions, 'onStatement'> & { readonly log?: Logger };

/** Opens the database, brings its schema up to date, proves it immutable, and serves. Throws `StoreUnusableError`. */
export async function startNeruba(config: Config, { log = createLog(config.logLevel), ...watch }: Watch = {}): Promise<RunningNeruba> {
  const engine = await openEngine(config, watch);
  try {
    const rootKey = config.rootKey ?? (config.databaseUrl === null ? await embeddedRootKey(config.dataDir) : null);
    const server = await createServer({
      config,
      log,
      authenticate: (secret) => authenticate(engine, rootKey, secret),
      schema: servedSchema(),
      createContext: (identity) => createRequestContext(engine, identity),
      isReady: () => isReady(engine.store),
    });
    const authenticateKey: Authenticate = (secret) => authenticate(engine, rootKey, secret);
    addOperatorRoutes(server.app, engine, authenticateKey);
    addSimulationRoute(server.app, engine, (secret) => authenticate(engine, rootKey, secret));
    addExportRoutes(server.app, engine, authenticateKey);
    addRevenueRoute(server.app, engine, authenticateKey);
    addCustomerRoutes(server.app, engine, authenticateKey);
    addInvoiceDocumentRoutes(server.app, engine, authenticateKey);
    const url = await server.listen();
    if (config.databaseUrl === null) await announceAddress(config.dataDir, url);
    return { url, rootKey, ...stoppable(server, engine, [...startHousekeeping(engine, log), ...(config.runsJobs ? startJobs(engine, config, log) : [])]) };
  } catch (error) {
    await closeEngine(engine);
    throw error;
  }
}

function startJobs(engine: Engine, { checkpointMinutes }: Config, log: Logger): readonly Clockwork[] {
  return [startCheckpoints(engine, { everyMinutes: checkpointMinutes, log }), startErasures(engine, log), startUsageNotes(engine, log), startCredits(engine, log), startTopUps(engine, log), startThresholds(engine, log)];
}

/** An engine on a migrated, checked database, for commands that need no server. */
export async function openEngine(config: Config, watch: Pick<StoreOptions, 'onStatement'> = {}): Promise<Engine> {
  const store = await openStore(storeAddress(config), { ...watch, poolSize: config.poolSize ?? undefined });
  try {
    await migrate(store);
    await assertImmutable(store);
    await assertWhole(store);
  } catch (error) {
    await store.close();
    throw error;
  }
  return createEngine(store, await signerOfConfig(config));
}

export async function closeEngine({ store }: Engine): Promise<void> {
  await store.close();
}

async function isReady(store: Store): Promise<boolean> {
  await store.ping();
  return true;
}

function stoppable(server: HttpServer, engine: Engine, jobs: readonly Clockwork[]): Pick<RunningNeruba, 'stop' | 'finished'> {
  const { promise: finished, resolve } = withResolvers();
  let stopping: Promise<void> | null = null;
  const stop = () =>
    (stopping ??= (async () => {
      await server.stop();
      await Promise.all(jobs.map((job) => job.stop()));
      await closeEngine(engine);
      resolve();
    })());
  return { stop, finished };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const ROOT_KEY_FILE = 'root.key';

async function embeddedRootKey(dataDir: string): Promise<string> {
  return await embeddedSecret(dataDir, { name: ROOT_KEY_FILE, make: () => randomBytes(24).toString('base64url') });
}

const SIGNING_KEY_FILE = 'signing.key';

/** Servers that share a database need one key between them, so there it is configured or there is none. */
async function signerOfConfig({ signingKey, databaseUrl, dataDir }: Config): Promise<Signer | null> {
  if (signingKey !== null) return signerOf(signingKey);
  if (databaseUrl !== null) return null;
  return signerOf(await embeddedSecret(dataDir, { name: SIGNING_KEY_FILE, make: () => randomBytes(32).toString('base64') }));
}

/** Beside the embedded database, so that its owner, and nobody else, has the secret without configuring one. */
async function embeddedSecret(dataDir: string, { name, make }: { name: string; make: () => string }): Promise<string> {
  const file = join(dataDir, name);
  const existing = await readFile(file, 'utf8').catch(() => null);
  if (existing !== null) return existing.trim();
  const secret = make();
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
