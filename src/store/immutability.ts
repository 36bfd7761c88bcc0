/** The start-up proof that the database refuses UPDATE, DELETE and, where it can, TRUNCATE on immutable tables. */
import type { RawRow, Store } from './database.ts';
import { StoreUnusableError } from './errors.ts';
import { IMMUTABLE_TABLES } from './tables.ts';
import { isMysqlFamily } from './write.ts';

/** Names of the guards that are missing or switched off, for example `journals (update)`. */
export async function findMissingGuards(store: Store): Promise<string[]> {
  const rows = await store.inspect(isMysqlFamily(store) ? mysqlGuards : postgresGuards);
  const present = new Set(rows.map((row: RawRow) => `${String(row['guarded'])} (${String(row['event']).toLowerCase()})`));
  const events = isMysqlFamily(store) ? ['update', 'delete'] : ['update', 'delete', 'truncate'];
  const wanted = IMMUTABLE_TABLES.flatMap((table) => events.map((event) => `${table} (${event})`));
  return wanted.filter((guard) => !present.has(guard));
}

/** Throws `StoreUnusableError` naming every immutable table whose guard is missing. */
export async function assertImmutable(store: Store): Promise<void> {
  const missing = await findMissingGuards(store);
  if (missing.length > 0) {
    throw new StoreUnusableError(
      `the triggers that keep these tables immutable are missing or disabled: ${missing.join(', ')}; restore them before serving`,
    );
  }
}

/** MariaDB reads every database of the server unless `event_object_schema` is given. */
const mysqlGuards = `select event_object_table as guarded, event_manipulation as event from information_schema.triggers
  where event_object_schema = database() and action_timing = 'BEFORE' and trigger_name like 'immutable\\_%' and action_statement like '%SIGNAL%'`;

/** tgtype bits: 2 before, 8 delete, 16 update, 32 truncate; 'A' fires always, even for replication roles. */
const postgresGuards = `select c.relname as guarded, e.event from pg_trigger t join pg_class c on c.oid = t.tgrelid
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
  join pg_proc p on p.oid = t.tgfoid and p.proname = 'neruba_refuse_change' and p.prosrc like '%RAISE EXCEPTION%'
  join (values ('update', 16), ('delete', 8), ('truncate', 32)) as e(event, bit) on t.tgtype & e.bit <> 0
  where t.tgtype & 2 <> 0 and t.tgenabled = 'A' and not t.tgisinternal`;
