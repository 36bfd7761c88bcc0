/** Global ids: opaque texts such as `cus_...` that name an object over all types. Prefix, underscore, base64url of the parts' bytes. */
import { type Instant, LATEST_MS } from '../core/instant.ts';
import { invariant } from '../core/invariant.ts';

/** What each prefix names, and the parts that find it within the tenant. UUIDs are lower-case texts with hyphens. */
export interface NodeParts {
  ten: [tenantId: string];
  key: [apiKeyId: string];
  cus: [customerId: string];
  mtr: [meterId: string];
  pln: [planId: string];
  plv: [planVersionId: string];
  prc: [priceId: string];
  txr: [taxRateId: string];
  txv: [taxRateVersionId: string];
  /** A credit unit. */
  cru: [creditUnitId: string];
  sub: [customerId: string, subscriptionId: string];
  evt: [customerId: string, usageEventId: string];
  /** A journal, by its place in the customer's book. */
  jrn: [customerId: string, seq: number];
  /** One side of a posting, by the posting's place in its journal. */
  ent: [customerId: string, seq: number, ordinal: number, side: 'D' | 'C'];
  /** An issued invoice. */
  inv: [invoiceId: string];
  /** A credit note. */
  crn: [creditNoteId: string];
  /** A one-off charge. */
  chg: [customerId: string, chargeId: string];
  /** A payment, credit applied, a refund or a write-off. */
  stl: [customerId: string, settlementId: string];
  /** A lot of credit. */
  grt: [customerId: string, grantId: string];
  /** A rule that grants by the interval. */
  rcg: [customerId: string, recurringGrantId: string];
  /** A low-balance alert. */
  cal: [customerId: string, creditAlertId: string];
  /** A rule that tops credit up. */
  tur: [customerId: string, topUpRuleId: string];
  /** Credit that is held. */
  hld: [customerId: string, holdId: string];
  cpn: [couponId: string];
  bkf: [backfillId: string];
  /** A coupon on a customer. */
  apc: [customerId: string, appliedCouponId: string];
  /** A customer's draft invoice. */
  drf: [customerId: string, asOf: Instant];
  /** One with the usage so far of periods that go on. */
  dru: [customerId: string, asOf: Instant];
}

export type NodeType = keyof NodeParts;

/** A decoded id: its type decides the parts. */
export type NodeKey = { [Type in NodeType]: { readonly type: Type; readonly parts: NodeParts[Type] } }[NodeType];

type PartKind = 'uuid' | 'number' | 'instant' | 'side';

const PART_KINDS: Readonly<Record<NodeType, readonly PartKind[]>> = {
  ten: ['uuid'],
  key: ['uuid'],
  cus: ['uuid'],
  mtr: ['uuid'],
  pln: ['uuid'],
  plv: ['uuid'],
  prc: ['uuid'],
  txr: ['uuid'],
  txv: ['uuid'],
  cru: ['uuid'],
  sub: ['uuid', 'uuid'],
  evt: ['uuid', 'uuid'],
  jrn: ['uuid', 'number'],
  ent: ['uuid', 'number', 'number', 'side'],
  inv: ['uuid'],
  crn: ['uuid'],
  chg: ['uuid', 'uuid'],
  stl: ['uuid', 'uuid'],
  grt: ['uuid', 'uuid'],
  rcg: ['uuid', 'uuid'],
  cal: ['uuid', 'uuid'],
  tur: ['uuid', 'uuid'],
  hld: ['uuid', 'uuid'],
  cpn: ['uuid'],
  bkf: ['uuid'],
  apc: ['uuid', 'uuid'],
  drf: ['uuid', 'instant'],
  dru: ['uuid', 'instant'],
};

/** A UUID of the right form that names nothing, for an id that is of another type than the one asked for. */
export const UNKNOWN_ID = '00000000-0000-0000-0000-000000000000';

export function encodeNodeId<Type extends NodeType>(type: Type, ...parts: NodeParts[Type]): string {
  return writeId(type, parts);
}

/** Who did something: the id of an API key, or the name of a job (`job:late-usage`), which has none. */
export function encodeActor(actor: string): string {
  return actor.startsWith('job:') ? actor : encodeNodeId('key', actor);
}

/** Null unless the text is exactly what `encodeNodeId` gives. */
export function decodeNodeId(id: string): NodeKey | null {
  const type = nodeTypeOf(id);
  if (type === null || id.length > 100) return null;
  const bytes = Buffer.from(id.slice(4), 'base64url');
  const parts: unknown[] = [];
  let at = 0;
  for (const kind of PART_KINDS[type]) {
    const read = readPart(kind, bytes, at);
    if (read === null) return null;
    parts.push(read.value);
    at = read.next;
  }
  // Refuses leftover bytes, padding and longer spellings of the same number alike.
  return writeId(type, parts) === id ? ({ type, parts } as unknown as NodeKey) : null;
}

/** The parts of an id that must be of one type; null for any other. */
export function decodeIdOf<Type extends NodeType>(type: Type, id: string): NodeParts[Type] | null {
  const key = decodeNodeId(id);
  return key?.type === type ? (key.parts as NodeParts[Type]) : null;
}

function nodeTypeOf(id: string): NodeType | null {
  const prefix = id.slice(0, 3);
  return id[3] === '_' && Object.hasOwn(PART_KINDS, prefix) ? (prefix as NodeType) : null;
}

function writeId(type: NodeType, parts: readonly unknown[]): string {
  const bytes = PART_KINDS[type].map((kind, index) => writePart(kind, parts[index]));
  return `${type}_${Buffer.concat(bytes).toString('base64url')}`;
}

function writePart(kind: PartKind, value: unknown): Buffer {
  switch (kind) {
    case 'uuid': {
      const uuid = value as string;
      invariant(UUID.test(uuid), `not a lower-case UUID: ${uuid}`);
      return Buffer.from(uuid.replaceAll('-', ''), 'hex');
    }
    case 'side':
      return Buffer.from(value as string, 'latin1');
    case 'number':
    case 'instant':
      return writeVarint(value as number);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type ReadPart = { readonly value: unknown; readonly next: number } | null;

function readPart(kind: PartKind, bytes: Buffer, at: number): ReadPart {
  switch (kind) {
    case 'uuid':
      return at + 16 <= bytes.length ? { value: uuidText(bytes.toString('hex', at, at + 16)), next: at + 16 } : null;
    case 'side': {
      const side = bytes.toString('latin1', at, at + 1);
      return side === 'D' || side === 'C' ? { value: side, next: at + 1 } : null;
    }
    case 'number':
      return readVarint(bytes, { at, max: Number.MAX_SAFE_INTEGER });
    case 'instant':
      return readVarint(bytes, { at, max: LATEST_MS });
  }
}

function uuidText(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. */
function writeVarint(value: number): Buffer {
  invariant(Number.isSafeInteger(value) && value >= 0, `no part of an id: ${value}`);
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

function readVarint(bytes: Buffer, { at, max }: { at: number; max: number }): ReadPart {
  let value = 0;
  for (const [index, byte] of bytes.subarray(at, at + 8).entries()) {
    value += (byte % 0x80) * 0x80 ** index;
    if (byte < 0x80) return value <= max ? { value, next: at + index + 1 } : null;
  }
  return null;
}
