/** Ids that are a function of the input, so that the same history gives the same bytes on every engine and in every replay. */
import { v7 } from 'uuid';
import { type DigestField, digestOf } from './digest.ts';
import type { Instant } from './instant.ts';

const DIGEST_BYTES = 16;

/**
 * A UUIDv7 (RFC 9562) whose time is `at` and whose other bits are a digest of what names the thing: its noun, and the keys
 * that make it unique. Asking again gives the same id; the database's unique keys refuse a second thing of that name.
 */
export function deriveId(noun: string, at: Instant, names: readonly DigestField[]): string {
  const bytes = Buffer.from(digestOf(`neruba.id.${noun}.v1`, names), 'hex');
  return v7({ msecs: at, random: bytes.subarray(0, DIGEST_BYTES), seq: bytes.readUInt32BE(DIGEST_BYTES) });
}

/** The least id that can be made at a time: what is recorded then or later has it or a greater one. */
export function firstIdAt(at: Instant): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
