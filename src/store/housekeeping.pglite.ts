/** What a database server does by itself and the embedded database does not: the planner's statistics, without which a join of a few thousand rows is made by nested loops, and the space of rows that are gone. */
import type { PGlite } from '@electric-sql/pglite';
import { setImmediate as turn } from 'node:timers/promises';

/** As autovacuum: what has changed since its table was looked at last is a tenth of it and more than a few rows. The counts are gone after a kill, so a table never looked at is judged by its size. */
const CHANGED_TABLES = `
  select format('%I', stat.relname) as name
  from pg_stat_user_tables stat join pg_class class on class.oid = stat.relid
  where stat.schemaname = current_schema()
    and (stat.n_mod_since_analyze > 50 + 0.1 * greatest(class.reltuples, 0)
      or (class.reltuples < 0 and pg_relation_size(class.oid) > 65536))
  order by stat.relname`;

/** Answers the names of the tables it looked at. Between two of them others get their turn. */
export async function keepHouse(client: PGlite): Promise<readonly string[]> {
  // Else it counts at most once a second.
  await client.query('select pg_stat_force_next_flush()');
  const names = (await client.query<{ name: string }>(CHANGED_TABLES)).rows.map(({ name }) => name);
  for (const name of names) {
    await client.exec(`vacuum (analyze) ${name}`);
    await turn();
  }
  return names;
}
