/** Usage events with personal properties: how one is recorded, and whether what is sent again is the same. */
import { canonicalJson } from './json.ts';
import { type SealedPlace, sealProperties, sealedNames, splitProperties } from './personalProperties.ts';
import { type UsageEvent, fingerprintOf } from './usageEvent.ts';

/** What a row holds of an event's properties. */
export interface RecordedProperties {
  readonly propertiesText: string;
  readonly fingerprint: string;
  /** As `sealProperties`; null without personal properties. */
  readonly sealed: string | null;
}

/** Whether an event has any of the properties. */
export function hasPersonal({ properties }: Pick<UsageEvent, 'properties'>, personalNames: ReadonlySet<string>): boolean {
  return Object.keys(properties).some((name) => personalNames.has(name));
}

/** An event as it is recorded: what is personal of it sealed under its customer's key. */
export function recordedProperties(event: UsageEvent, personalNames: ReadonlySet<string>, dataKey: string, place: SealedPlace): RecordedProperties {
  const { open, personal } = splitProperties(event.properties, personalNames);
  const names = Object.keys(personal).sort();
  if (names.length === 0) return { propertiesText: event.propertiesText, fingerprint: event.fingerprint, sealed: null };
  const propertiesText = canonicalJson(open);
  return { propertiesText, fingerprint: fingerprintOf({ ...event, propertiesText, personalNames: names }), sealed: sealProperties(personal, dataKey, place) };
}

/** What holds an event's key. */
export interface HeldEvent extends Pick<RecordedProperties, 'fingerprint' | 'sealed'>, SealedPlace {
  /** Its customer's; null if there is none, or it is destroyed. */
  readonly dataKey: string | null;
}

/**
 * Whether an event says what the one that holds its key said. The properties that were sealed are compared under their key;
 * once that is destroyed only their names are, and everything else.
 */
export function isSameEvent(event: UsageEvent, held: HeldEvent): boolean {
  const names = sealedNames(held.sealed);
  if (names.length === 0) return event.fingerprint === held.fingerprint;
  const { open, personal } = splitProperties(event.properties, new Set(names));
  const given = Object.keys(personal).sort();
  if (fingerprintOf({ ...event, propertiesText: canonicalJson(open), personalNames: given }) !== held.fingerprint) return false;
  return held.dataKey === null || sealProperties(personal, held.dataKey, held) === held.sealed;
}
