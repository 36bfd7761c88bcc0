/** The cases that are not re-enacted, and why: their convention is not ours, or what they are about is not built yet. */
import type { OracleEngine } from './oracleCases.ts';

type LeftOut = readonly [reason: string, engine: OracleEngine, ids: readonly string[]];

export const LEFT_OUT: readonly LeftOut[] = [
  // Conventions that are not ours.
  ['not ours: prices units that are prorated one event at a time; our usage is what it is, and only fees are prorated', 'lago', ['prorgrad-1', 'prorgrad-final-zero', 'prorgrad-multi-overflow', 'prorgrad-neg', 'volume-prorated']],
  ['not ours: a minimum over all dimensions of a charge; ours belongs to one line, and a dimension is a line of its own', 'lago', ['charge-min-amount-filters']],
  ['not ours: the day on which a subscription ends is charged; our periods are half-open, so it is not', 'lago', ['upgrade-same-day-free-then-terminate', 'terminate-after-upgrade-quarterly-anniv', 'terminate-calendar-dec', 'ending-at-bangkok', 'ending-at-paris', 'terminate-recurring-prorated-arrears']],
  ['not ours: a cap inherited from an earlier credit; ours post the difference to the target, to the unit', 'lago', ['multi-upgrade-anniversary']],
  ['not ours: usage charged event by event in advance, at its high-water mark; ours is rated over its period', 'lago', ['pia-sum-high-water', 'pia-unique-count', 'pia-recurring-unique-prorated']],
  ['not ours: usage is billed during a trial; ours is not', 'lago', ['trial-45d']],
  ['not ours: the whole commitment for the part of a period that a trial leaves; ours is prorated like a fee', 'lago', ['trial-minimum-commitment']],
  ["not ours: the trial of the plan changed to, and none for a customer who comes back; ours is that of the subscription's first plan", 'lago', ['trial-upgrade', 'trial-terminate-resubscribe']],
  ['not ours: cutting one item at other dates under a new cycle day; our lines are identified by their period', 'killbill', ['T11']],
  ['not ours: a repair item that must lie in its target; we post differences and have no repairs', 'killbill', ['T12']],
  ['not ours: days in the offset that the account was made in; ours are days of the zone, whatever its offset then', 'killbill', ['Z02']],
  ['not ours: months of 28 or 30 days; ours are calendar days over calendar days', 'killbill', ['F01', 'F02', 'F05']],
  ['not ours: a slice priced from an item over its own days; ours is a share of the whole period', 'killbill', ['T03']],
  ['not ours: a limit of how far ahead an invoice may look; asOf is never in the future', 'killbill', ['G20']],
  ['not ours: an event at the very instant of the cancellation counts; our periods are half-open', 'killbill', ['U21']],
  ['not ours: one price for the highest tier that any of several units reaches', 'killbill', ['U23', 'U25', 'U26', 'U27']],
  ['not ours: tiers with block sizes of their own; a price has one unit conversion', 'killbill', ['U03', 'U04', 'U05']],
  ['not ours: a period that begins at a time of day; ours begin at local midnights', 'openmeter', ['om-anchor-2025-01-30-2025-02-13']],
  ['not ours: negative usage is priced from the first tier and negated; ours is rated again from what is left', 'openmeter', ['au-grad-negative-250']],
  ['not ours: usage rated in buckets within its period; ours is rated over its period', 'openmeter', ['fp-bucketed-package', 'fp-window-commit-47']],
  ['not ours: a credit capped by what was paid; ours is the difference to what was charged', 'openmeter', ['fp-credit-cap-neg', 'fp-credit-cap-none', 'fp-credit-cap-normal', 'fp-credit-cap-prev']],
  ['not ours: a level weighted by the days that a plan was in force; ours is by elapsed time, also within a day', 'lago', ['upgrade-recurring-usage-arrears']],
  ['not ours: a coupon kept to fractions of a cent on each line, and taxes on those; ours divides whole units by largest remainder', 'lago', ['coupons-breakdown']],
  ['not ours: a discount before a maximum; a maximum is of the price, and coupons take from what it leaves', 'openmeter', ['om-unit-50pct-then-max']],
  ['not ours: a discount within what a change of seats prorates; ours is taken off the lines that fall due', 'openmeter', ['po-seat-fixed-discount-share']],
  ['not ours: credit applied after tax; ours is drawn before it', 'lago', ['wallet-cap-fractional-1']],
  ['not ours: an amount of credit with more digits than its currency is rounded; ours is refused', 'lago', ['wallet-topup-rounding']],
  ['not ours: a draft that waits and the usage of the period after it are projected together; ours is the upcoming invoice alone', 'lago', ['wallet-ongoing']],
  ['not ours: expiries are compared by the minute; ours by the millisecond', 'openmeter', ['om-grant-total-order']],
  ['not ours: a credit note when a subscription ends, of whose last day all is charged; ours is the difference on the next invoice, over half-open periods', 'lago', ['cn-termination-rounding-1', 'cn-termination-rounding-2', 'terminate-manual-same-day', 'terminate-pia-la', 'terminate-pia-tokyo', 'terminate-pia-utc', 'terminate-advance-grace-adjusted']],
  ['not ours: what was adjusted by hand caps what a later change gives back; our notes correct the document, and a line still comes to what it is rated', 'killbill', ['I01', 'I05']],
  ['not ours: what an interval used beyond its credit is paid by the next one; ours is left to pay, because credit of March does not pay for February', 'openmeter', ['om-burn-recurring-daily', 'om-reset-preserve-overage', 'om-mreset-overage-2600']],
];
