/** A small world to bill in: instants, plan versions, subscriptions and events, all made by the engine's own parsers. */
import type { BookOwner } from '../../src/core/book.ts';
import { type TimeZone, parseTimeZone } from '../../src/core/calendar.ts';
import type { CatalogPrice, CatalogVersion } from '../../src/core/catalog.ts';
import type { ChargeLine, DueQuestion, SubscriptionHistory } from '../../src/core/chargeLine.ts';
import { parseCurrency } from '../../src/core/currency.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { type Instant, instantText, parseInstant } from '../../src/core/instant.ts';
import type { JsonObject } from '../../src/core/json.ts';
import type { RecordedEvent } from '../../src/core/lineUsage.ts';
import { type Meter, parseMeter } from '../../src/core/meter.ts';
import type { Anchor, Interval } from '../../src/core/period.ts';
import { chargedPrices, parsePlanVersion, taxRateCodesOf } from '../../src/core/plan.ts';
import type { Price } from '../../src/core/pricing/price.ts';
import type { Proration } from '../../src/core/proration.ts';
import type { Segment, SegmentState, TierPolicy } from '../../src/core/segment.ts';
import { parseUsageEvent } from '../../src/core/usageEvent.ts';
import { type ZoneChange, type ZoneTimeline, zoneTimeline } from '../../src/core/zoneTimeline.ts';

export const OWNER: BookOwner = { tenantId: 'tenant-1', customerId: 'customer-1' };
export const USD = parseCurrency('USD');
export const JPY = parseCurrency('JPY');
export const KWD = parseCurrency('KWD');
export const UTC = parseTimeZone('UTC');
export const NEW_YORK = parseTimeZone('America/New_York');
export const TOKYO = parseTimeZone('Asia/Tokyo');

/** An instant from its text; `2026-02-01` is midnight UTC. */
export function at(text: string): Instant {
  return parseInstant(text.includes('T') ? text : `${text}T00:00:00Z`);
}

/** A customer's zones: the first, and what it was changed to from when on, in the order in which that was recorded. */
export function timelineOf(first: TimeZone, moves: readonly Pick<ZoneChange, 'timeZone' | 'startAt'>[]): ZoneTimeline {
  return zoneTimeline(first, moves.map((move, index) => ({ ...move, ordinal: index + 1, bookSeq: index })));
}

/** Meters by the code under which prices name them. */
export const METERS: Readonly<Record<string, Meter>> = {
  tokens: parseMeter({ eventName: 'completion', aggregation: 'SUM', valueProperty: 'tokens' }),
  peak: parseMeter({ eventName: 'completion', aggregation: 'MAX', valueProperty: 'tokens' }),
  level: parseMeter({ eventName: 'completion', aggregation: 'LATEST', valueProperty: 'tokens' }),
  regional: parseMeter({ eventName: 'completion', aggregation: 'SUM', valueProperty: 'tokens', groupBy: ['region'] }),
  stored: parseMeter({ eventName: 'completion', aggregation: 'WEIGHTED_SUM', valueProperty: 'tokens', groupBy: ['region'] }),
  peakBy: parseMeter({ eventName: 'completion', aggregation: 'MAX', valueProperty: 'tokens', groupBy: ['model', 'region'] }),
  usersBy: parseMeter({ eventName: 'completion', aggregation: 'UNIQUE_COUNT', valueProperty: 'user', groupBy: ['model', 'region'] }),
};

/** 30.00 a period, in advance, by the day. */
export const FEE = { code: 'fee', name: 'Monthly fee', timing: 'IN_ADVANCE', proration: 'DAILY', model: { flat: { amount: '30.00' } } };
/** The first 1000 units of a period at 0.01, the others at 0.005. */
export const TOKENS = {
  code: 'tokens',
  name: 'Tokens',
  meterCode: 'tokens',
  model: { graduated: { tiers: [{ upTo: '1000', unitAmount: '0.01' }, { upTo: null, unitAmount: '0.005' }] } },
};
/** 10.00 for each seat held, in advance, by the day. */
export const SEATS = { code: 'seats', name: 'Seats', timing: 'IN_ADVANCE', model: { perUnit: { unitAmount: '10.00' } } };
/** A price for each region, and one for all others. */
export const REGIONAL = {
  code: 'regional',
  name: 'Traffic',
  meterCode: 'regional',
  model: {
    matrix: {
      dimensions: ['region'],
      entries: [
        { values: { region: 'eu' }, unitAmount: '0.02' },
        { values: { region: 'us' }, unitAmount: '0.03' },
      ],
      defaultUnitAmount: '0.05',
    },
  },
};

/** A price as the API takes it. */
export interface PriceSketch {
  readonly code: string;
  readonly [term: string]: unknown;
}

export interface PlanSketch {
  readonly id?: string;
  readonly interval?: Interval;
  readonly anchor?: Anchor;
  readonly trialDays?: number;
  /** In major units, as text. */
  readonly minimumCommitment?: string | undefined;
  readonly prices?: readonly PriceSketch[];
}

/** A plan version; by default a month of the calendar with a fee in advance and graduated tokens. Price ids are `version/code`. */
export function planVersion({ id = 'v1', interval = { unit: 'MONTH', count: 1 }, anchor = 'CALENDAR', prices = [FEE, TOKENS], ...others }: PlanSketch = {}): CatalogVersion {
  const version = parsePlanVersion({ currency: 'USD', interval, anchor, prices, ...others });
  return { id, planId: id, baseId: null, interval, anchor, trialDays: version.trialDays, prices: chargedPrices(version).map((terms, ordinal) => ({ ...catalogPrice(`${id}/${terms.code}`, ordinal, terms), taxRateCodes: taxRateCodesOf(terms, version) })) };
}

function catalogPrice(id: string, ordinal: number, terms: Price): Omit<CatalogPrice, 'taxRateCodes'> {
  const meter = terms.meterCode === null ? null : METERS[terms.meterCode];
  if (meter === undefined) throw new Error(`no meter ${terms.meterCode}`);
  return { id, ordinal, terms, meter };
}

export interface SegmentSketch {
  readonly from: string;
  readonly on?: string;
  readonly quantities?: Readonly<Record<string, string>>;
  readonly bookSeq?: number;
  readonly state?: SegmentState;
  readonly proration?: Proration;
  readonly tiers?: TierPolicy;
}

/** A subscription by its segments, in the order in which they were recorded. */
export function subscription(id: string, ...segments: readonly SegmentSketch[]): SubscriptionHistory {
  const recorded = segments.map((sketch, ordinal) => segment(sketch, ordinal));
  return { id, startAt: recorded[0]?.startAt ?? at('2026-01-01'), segments: recorded };
}

export function segment({ from, on = 'v1', quantities = {}, bookSeq = 0, state = 'ACTIVE', proration, tiers }: SegmentSketch, ordinal: number): Segment {
  const units = Object.entries(quantities).map(([code, quantity]) => [code, new Decimal(quantity)] as const);
  return { ordinal, startAt: at(from), state, planVersionId: on, quantities: Object.fromEntries(units), proration: proration ?? null, tiers: tiers ?? null, bookSeq };
}

type DueSketch = Partial<Omit<DueQuestion, 'versions' | 'asOf' | 'zone'>> & { versions: readonly CatalogVersion[]; zone?: TimeZone; asOf: string };

/** What is due in a book that has had no cut; `changes` say otherwise. */
export function dueQuestion({ zone = UTC, ...changes }: DueSketch): DueQuestion {
  return {
    subscriptions: [],
    lateArrivals: [],
    coupons: [],
    zone: zoneTimeline(zone),
    ratedThrough: null,
    ratedSeq: 0,
    ...changes,
    versions: new Map(changes.versions.map((version) => [version.id, version])),
    asOf: at(changes.asOf),
  };
}

/** A `completion` of some tokens. */
export function completion(key: string, occurredAt: string, tokens: number | string, properties: JsonObject = {}): RecordedEvent {
  return parseUsageEvent({
    key,
    customerExternalId: 'acme',
    eventName: 'completion',
    occurredAt: instantText(at(occurredAt)),
    properties: { ...properties, tokens },
  });
}

/** Lines as short texts: `v1/fee 2026-01-10T15:00..2026-02-01T05:00 22/31 due 2026-01-10T15:00`. */
export function lineTexts(lines: readonly ChargeLine[]): string[] {
  return lines.map(({ price, service, fraction, billableAt }) => {
    const share = `${fraction.numerator}/${fraction.denominator}`;
    return `${price.id} ${minute(service.start)}..${minute(service.end)} ${share} due ${minute(billableAt)}`;
  });
}

function minute(instant: Instant): string {
  return instantText(instant).replace(/:00\.000Z$/, '');
}
