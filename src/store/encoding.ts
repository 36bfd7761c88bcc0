/** How values travel to and from the drivers: UUIDs and digests as bytes, instants as the text each database understands. */
import { EARLIEST_MS, type Instant, LATEST_MS, instant, instantText } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';

export function bytesOfHex(hex: string): Buffer {
  invariant(/^(?:[0-9a-f]{2})+$/.test(hex), 'a digest is lower-case hex');
  return Buffer.from(hex, 'hex');
}

export function hexOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function bytesOfUuid(uuid: string): Buffer {
  const hex = uuid.replaceAll('-', '');
  invariant(/^[0-9a-f]{32}$/.test(hex), 'an id is a lower-case UUID');
  return Buffer.from(hex, 'hex');
}

export function uuidOfBytes(bytes: Uint8Array): string {
  const hex = hexOfBytes(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** MySQL's DATETIME has no zone; the engine stores UTC. */
export function mysqlDatetime(at: Instant): string {
  return instantText(at).replace('T', ' ').replace('Z', '');
}

/**
 * Reads a timestamp as any of the four drivers gives it: `2026-01-31 10:00:00.5+00`, `2026-01-31 10:00:00.500`, or a Date in
 * UTC. A time that the engine cannot have written is read as the nearest it can, so that verification reaches the row and
 * finds its hash broken.
 */
export function instantOfColumn(value: string | Date): Instant {
  const epochMs = value instanceof Date ? value.getTime() : Date.parse(value.replace(' ', 'T').replace(/(?:Z|[+-]00(?::?00)?)?$/, 'Z'));
  return instant(Math.min(Math.max(Number.isNaN(epochMs) ? EARLIEST_MS : epochMs, EARLIEST_MS), LATEST_MS));
}
