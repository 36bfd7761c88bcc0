/** Which properties of usage events are personal, in SQL. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../core/instant.ts';
import type { Database, Transaction } from '../store/database.ts';

/** The personal properties of events of one name. */
export interface PersonalOfEvent {
  readonly eventName: string;
  readonly properties: readonly string[];
}

/** By event name, names sorted; of a choice of events, or of all. */
export async function findPersonalProperties(db: Database, tenantId: string, eventNames: readonly string[] | null = null): Promise<PersonalOfEvent[]> {
  if (eventNames?.length === 0) return [];
  const { personalProperties } = db.tables;
  const chosen = eventNames === null ? undefined : inArray(personalProperties.eventName, [...eventNames]);
  const rows = await db
    .select({ eventName: personalProperties.eventName, property: personalProperties.property })
    .from(personalProperties)
    .where(and(eq(personalProperties.tenantId, tenantId), chosen))
    .orderBy(asc(personalProperties.eventName), asc(personalProperties.property));
  const byName = new Map<string, string[]>();
  for (const { eventName, property } of rows) byName.set(eventName, [...(byName.get(eventName) ?? []), property]);
  return [...byName].map(([eventName, properties]) => ({ eventName, properties }));
}

/** The names for events of each name; an event without any is left out. */
export async function findPersonalNames(db: Database, tenantId: string, eventNames: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  return new Map((await findPersonalProperties(db, tenantId, eventNames)).map(({ eventName, properties }) => [eventName, new Set(properties)]));
}

export async function insertPersonalProperties(tx: Transaction, tenantId: string, { eventName, properties }: PersonalOfEvent, by: { readonly declaredAt: Instant; readonly actor: string }): Promise<void> {
  if (properties.length > 0) await tx.insert(tx.tables.personalProperties).values(properties.map((property) => ({ tenantId, eventName, property, ...by })));
}
