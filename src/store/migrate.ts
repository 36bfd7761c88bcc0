/** Migrations: hand-checked SQL files applied in order, under a lock, each statement recorded with its hash. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { groupBy } from '../core/grouping.ts';
import type { RawRow, RunStatement, Store } from './database.ts';
import { StoreUnusableError } from './errors.ts';
import { isMysqlFamily } from './write.ts';

const MIGRATIONS_DIR = new URL('../../drizzle/', import.meta.url);
const RECORD_TABLE = 'neruba_migrations';

/** One statement of one migration file: the unit that is applied and recorded. */
interface MigrationStep {
  readonly file: string;
  /** Of the file and the statement's place in it. */
  readonly name: string;
  readonly statement: string;
  readonly hash: string;
}

export interface MigrationReport {
  /** Steps that were there already, and steps applied now. */
  readonly present: number;
  readonly applied: number;
}

/**
 * Brings the schema up to date. One process at a time; others wait and find nothing left to do. Killed half-way, the next run
 * goes on where it stopped. Throws `StoreUnusableError` if an applied file was altered, or the database is newer than this program.
 */
export async function migrate(store: Store): Promise<MigrationReport> {
  const steps = await loadSteps(store);
  return await store.exclusively(async (run) => {
    await run(createRecordTable);
    const records = await run(`select step, hash, state from ${RECORD_TABLE} order by step`);
    const present = checkApplied(records, steps);
    const missing = steps.slice(present);
    if (isMysqlFamily(store)) for (const step of missing) await applyUnsafely(run, step);
    else for (const file of byFile(missing)) await applyAtomically(run, file);
    return { present, applied: steps.length - present };
  });
}

const createRecordTable = `create table if not exists ${RECORD_TABLE} (
  step varchar(200) not null primary key, hash varchar(64) not null, state varchar(10) not null)`;

async function loadSteps(store: Store): Promise<MigrationStep[]> {
  const folder = new URL(isMysqlFamily(store) ? 'mysql/' : 'postgres/', MIGRATIONS_DIR);
  const files = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.sql')).sort();
  const perFile = await Promise.all(files.map(async (file) => stepsOfFile(file, await readFile(new URL(file, folder), 'utf8'))));
  return perFile.flat();
}

function stepsOfFile(file: string, text: string): MigrationStep[] {
  return text.split('--> statement-breakpoint').map((part, index) => {
    const statement = part.trim();
    const hash = createHash('sha256').update(statement).digest('hex');
    return { file, name: `${file}#${String(index).padStart(4, '0')}`, statement, hash };
  });
}

/** How many steps are done; a prefix of `steps`, or the database is not ours to touch. */
function checkApplied(records: readonly RawRow[], steps: readonly MigrationStep[]): number {
  for (const [index, record] of records.entries()) {
    const step = steps[index];
    if (!step || step.name !== record['step']) {
      throw new StoreUnusableError(`the database has migration ${String(record['step'])}, which this version does not know`);
    }
    if (record['state'] === 'begun') return index;
    if (step.hash !== record['hash']) throw new StoreUnusableError(`migration ${step.name} was altered after it was applied`);
  }
  return records.length;
}

/** The steps of each file that has any, in their order. */
function byFile(steps: readonly MigrationStep[]): MigrationStep[][] {
  return [...groupBy(steps, ({ file }) => file).values()];
}

/** PostgreSQL: the statements of a file and their records commit together. */
async function applyAtomically(run: RunStatement, steps: readonly MigrationStep[]): Promise<void> {
  await run('begin');
  try {
    for (const { statement } of steps) await run(statement);
    await run(`insert into ${RECORD_TABLE} (step, hash, state) values ${steps.map(({ name, hash }) => `('${name}', '${hash}', 'done')`).join(', ')}`);
    await run('commit');
  } catch (error) {
    // It fails too if the connection is lost, which the first error says better.
    await run('rollback').catch(() => undefined);
    throw error;
  }
}

/** MySQL errors that say a statement had been carried out before its record could be: table, column, key, trigger or constraint exists, or what was dropped does not. */
const ALREADY_THERE: ReadonlySet<unknown> = new Set([1050, 1060, 1061, 1091, 1359, 1826, 1005, 1022]);
/** MySQL refuses triggers from a user without SUPER while the binary log is on. */
const NEEDS_TRUST = 1419;

/** MySQL family: DDL commits by itself, so the intent is recorded first and a repeat after a kill is recognised. */
async function applyUnsafely(run: RunStatement, step: MigrationStep): Promise<void> {
  const [begun] = await run(`select hash from ${RECORD_TABLE} where step = ?`, [step.name]);
  if (!begun) await run(`insert into ${RECORD_TABLE} (step, hash, state) values (?, ?, 'begun')`, [step.name, step.hash]);
  try {
    await run(step.statement);
  } catch (error) {
    const errno = (error as { errno?: unknown }).errno;
    if (errno === NEEDS_TRUST) {
      throw new StoreUnusableError('this database user may not create triggers while the binary log is on; set log_bin_trust_function_creators=1 and migrate again');
    }
    // What is there may be what an altered file said before: only the same statement counts as carried out.
    if (!(begun?.['hash'] === step.hash && ALREADY_THERE.has(errno))) throw error;
  }
  await run(`update ${RECORD_TABLE} set state = 'done', hash = ? where step = ?`, [step.hash, step.name]);
}
