/** Whether a database is whole: one that a replay writes into is marked from its first row to its last, and not served before. */
import type { Store } from './database.ts';
import { StoreUnusableError } from './errors.ts';
import { isMysqlFamily } from './write.ts';

const MARK_TABLE = 'neruba_replay_mark';

/** Marks an empty database as one that is being written from another. */
export async function markUnfinished(store: Store): Promise<void> {
  await store.exclusively(async (run) => {
    await run(`create table ${MARK_TABLE} (state varchar(20) not null primary key)`);
    await run(`insert into ${MARK_TABLE} (state) values ('unfinished')`);
  });
}

/** Takes the mark away: everything is there, and was compared. */
export async function markWhole(store: Store): Promise<void> {
  await store.exclusively(async (run) => void (await run(`drop table ${MARK_TABLE}`)));
}

/** Throws `StoreUnusableError` for a database that a replay did not finish. */
export async function assertWhole(store: Store): Promise<void> {
  const isMarked = await hasMark(store);
  if (isMarked) throw new StoreUnusableError('this database holds a replay that was not finished, or did not come out equal; drop it and replay into an empty one');
}

async function hasMark(store: Store): Promise<boolean> {
  const schema = isMysqlFamily(store) ? 'database()' : 'current_schema()';
  const rows = await store.inspect(`select 1 from information_schema.tables where table_schema = ${schema} and table_name = '${MARK_TABLE}'`);
  return rows.length > 0;
}
