/** Configuration: everything the environment decides, read and checked once at start. The only file that reads `process.env`. */
import { z } from 'zod';
import type { StoreAddress } from './store/open.ts';

/** Environment variables as they are given; an empty one counts as absent. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  /** PORT. 4000 if absent; 0 takes any free port. */
  readonly port: number;
  /** NERUBA_HOST: the address to listen on. 127.0.0.1 if absent, so that nothing is reachable from outside by accident; containers set 0.0.0.0. */
  readonly host: string;
  /** NERUBA_DATABASE_URL, or null for the embedded database. */
  readonly databaseUrl: string | null;
  /** NERUBA_DATA_DIR: the embedded database's folder. ./.neruba if absent. */
  readonly dataDir: string;
  /** NERUBA_ROOT_KEY: the bootstrap key, which may only manage tenants; null if absent. */
  readonly rootKey: string | null;
  /** NERUBA_LOG_LEVEL. info if absent. */
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** NERUBA_POOL_SIZE: database connections at most; null leaves it to the store. */
  readonly poolSize: number | null;
  /** NERUBA_SIGNING_KEY: the Ed25519 seed that checkpoints are signed with; null if absent. */
  readonly signingKey: string | null;
  /** NERUBA_CHECKPOINT_MINUTES: how often every tenant's ledger is checkpointed. 60 if absent; 0 for never. */
  readonly checkpointMinutes: number;
  /** NERUBA_JOBS, on or off: whether this process does what comes due by itself. On if absent. */
  readonly runsJobs: boolean;
}

/** One sentence for each variable that is wrong. Values are not repeated: some are secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`the configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const DATABASE_PROTOCOLS = ['postgres:', 'postgresql:', 'mysql:', 'mariadb:'];

const environmentShape = z.object({
  PORT: wholeNumber({ min: 0, max: 65_535 }).default(4000),
  NERUBA_HOST: z.string().regex(/^[\w.:-]+$/, 'is not a host name or an IP address').default('127.0.0.1'),
  NERUBA_DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'is not a URL that begins with postgres://, postgresql://, mysql:// or mariadb://, with a host and a database')
    .optional(),
  NERUBA_DATA_DIR: z.string().default('./.neruba'),
  NERUBA_ROOT_KEY: z
    .string()
    .regex(/^[\x21-\x7e]*$/, 'holds a space or a character that an HTTP header cannot carry')
    .min(16, 'is shorter than 16 characters')
    .max(512, 'is longer than 512 characters')
    .optional(),
  NERUBA_LOG_LEVEL: z.enum(LOG_LEVELS, `is not one of ${LOG_LEVELS.join(', ')}`).default('info'),
  NERUBA_POOL_SIZE: wholeNumber({ min: 1, max: 1_000 }).optional(),
  NERUBA_SIGNING_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'is not 32 bytes in base64').optional(),
  NERUBA_CHECKPOINT_MINUTES: wholeNumber({ min: 0, max: 10_080 }).default(60),
  NERUBA_JOBS: z.enum(['on', 'off'], 'is not one of on, off').default('on'),
});

/** Throws `ConfigError` naming every variable that is wrong. */
export function loadConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const read = environmentShape.safeParse(given);
  if (!read.success) throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  const { data } = read;
  return {
    port: data.PORT,
    host: data.NERUBA_HOST,
    databaseUrl: data.NERUBA_DATABASE_URL ?? null,
    dataDir: data.NERUBA_DATA_DIR,
    rootKey: data.NERUBA_ROOT_KEY ?? null,
    logLevel: data.NERUBA_LOG_LEVEL,
    poolSize: data.NERUBA_POOL_SIZE ?? null,
    signingKey: data.NERUBA_SIGNING_KEY ?? null,
    checkpointMinutes: data.NERUBA_CHECKPOINT_MINUTES,
    runsJobs: data.NERUBA_JOBS === 'on',
  };
}

/** Where the data is: the database if one is named, else the embedded one's folder. */
export function storeAddress({ databaseUrl, dataDir }: Config): StoreAddress {
  return databaseUrl === null ? { dataDir } : { databaseUrl };
}

function wholeNumber({ min, max }: { min: number; max: number }) {
  const message = `is not a whole number from ${min} to ${max}`;
  return z.string().regex(/^\d{1,9}$/, message).transform(Number).refine((value) => value >= min && value <= max, message);
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname } = new URL(text);
  return DATABASE_PROTOCOLS.includes(protocol) && hostname !== '' && pathname.length > 1;
}
