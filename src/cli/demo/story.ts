/** The demo's story as data: who buys what, and what they use. Nothing in it depends on when or where it is told. */
import { type CalendarDay, parseCalendarDay, parseTimeZone, type TimeZone } from '../../core/calendar.ts';

/** Either the same every day, so that its bill can be worked out by hand, or uneven, from a seed of its own. */
export type UsagePattern =
  | { readonly kind: 'STEADY'; readonly requestsADay: number; readonly tokensARequest: number }
  | { readonly kind: 'UNEVEN'; readonly seed: number; readonly requestsADayAtMost: number };

export interface DemoCustomer {
  readonly externalId: string;
  readonly name: string;
  readonly timeZone: TimeZone;
  readonly currency: string;
  /** The first day on the plan, by the customer's calendar. */
  readonly startDay: CalendarDay;
  readonly usage: UsagePattern;
}

const FIRST_DAY = parseCalendarDay('2026-01-01');

export const CUSTOMERS: readonly DemoCustomer[] = [
  {
    externalId: 'acme',
    name: 'Acme Robotics',
    timeZone: parseTimeZone('America/New_York'),
    currency: 'USD',
    startDay: FIRST_DAY,
    usage: { kind: 'STEADY', requestsADay: 10, tokensARequest: 1_000 },
  },
  {
    externalId: 'birke',
    name: 'Birke & Sohn',
    timeZone: parseTimeZone('Europe/Berlin'),
    currency: 'EUR',
    startDay: FIRST_DAY,
    usage: { kind: 'UNEVEN', seed: 17, requestsADayAtMost: 24 },
  },
  {
    externalId: 'sakura',
    name: 'Sakura Systems',
    timeZone: parseTimeZone('Asia/Tokyo'),
    currency: 'JPY',
    startDay: FIRST_DAY,
    usage: { kind: 'STEADY', requestsADay: 8, tokensARequest: 2_500 },
  },
  {
    externalId: 'dana',
    name: 'Dana Trading',
    timeZone: parseTimeZone('Asia/Kuwait'),
    currency: 'KWD',
    startDay: FIRST_DAY,
    usage: { kind: 'STEADY', requestsADay: 5, tokensARequest: 1_234 },
  },
  {
    externalId: 'island',
    name: 'Island Weather',
    timeZone: parseTimeZone('Australia/Lord_Howe'),
    currency: 'USD',
    startDay: parseCalendarDay('2026-01-11'),
    usage: { kind: 'UNEVEN', seed: 23, requestsADayAtMost: 16 },
  },
];

/** One plan a currency: a monthly fee in advance, and two meters in arrears, one of them in graduated tiers. */
export interface DemoPlan {
  readonly currency: string;
  readonly monthlyFee: string;
  /** A token in the first 100,000 of a month, in the next 150,000, and after. */
  readonly tokenPrices: readonly [string, string, string];
  readonly requestPrice: string;
}

export const PLANS: readonly DemoPlan[] = [
  { currency: 'USD', monthlyFee: '49', tokenPrices: ['0.0002', '0.00015', '0.0001'], requestPrice: '0.0125' },
  { currency: 'EUR', monthlyFee: '45', tokenPrices: ['0.00018', '0.00014', '0.00009'], requestPrice: '0.0115' },
  { currency: 'JPY', monthlyFee: '7000', tokenPrices: ['0.03', '0.0225', '0.015'], requestPrice: '1.55' },
  { currency: 'KWD', monthlyFee: '15', tokenPrices: ['0.00006', '0.000045', '0.00003'], requestPrice: '0.0037' },
];

export function planCode(currency: string): string {
  return `team-${currency.toLowerCase()}`;
}

export const EVENT_NAME = 'completion';

/** Where the sandbox's clock begins. */
export const OPENING = '2026-01-01T00:00:00Z';

/** A stretch of the story: the clock moves, usage comes in, invoices go out. */
export interface Chapter {
  readonly title: string;
  /** Noon, when the day has begun for every customer. */
  readonly clock: string;
  /** The month whose usage comes in now, as its first day and the first day after; null for none. */
  readonly month: { readonly from: CalendarDay; readonly to: CalendarDay } | null;
  readonly late: readonly LateUsage[];
  readonly issues: boolean;
}

/** Usage that stayed behind in an exporter until after its month was invoiced. */
export interface LateUsage {
  readonly externalId: string;
  readonly day: CalendarDay;
  readonly requests: number;
  readonly tokensARequest: number;
}

const month = (from: string, to: string) => ({ from: parseCalendarDay(from), to: parseCalendarDay(to) });
const LATE_DAY = parseCalendarDay('2026-02-20');

export const CHAPTERS: readonly Chapter[] = [
  { title: 'New year', clock: '2026-01-01T12:00:00Z', month: null, late: [], issues: true },
  { title: 'January', clock: '2026-02-01T12:00:00Z', month: month('2026-01-01', '2026-02-01'), late: [], issues: true },
  { title: 'February', clock: '2026-03-01T12:00:00Z', month: month('2026-02-01', '2026-03-01'), late: [], issues: true },
  {
    title: 'Late arrivals',
    clock: '2026-03-25T12:00:00Z',
    month: null,
    late: [
      { externalId: 'acme', day: LATE_DAY, requests: 20, tokensARequest: 1_000 },
      { externalId: 'birke', day: LATE_DAY, requests: 7, tokensARequest: 750 },
    ],
    issues: false,
  },
  { title: 'March', clock: '2026-04-01T12:00:00Z', month: month('2026-03-01', '2026-04-01'), late: [], issues: true },
];

/** The customer whose last invoice is shown and explained. */
export const FEATURED = 'acme';
