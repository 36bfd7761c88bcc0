/**
 * Kill Bill's figures in our words. Its billing cycle day is our anniversary anchor on that day of the month; an item that
 * is repaired is a line whose target moved; a block of units is a unit conversion that rounds up.
 */
import { startAggregate } from '../../src/core/aggregation.ts';
import { localDay, parseCalendarDay, parseTimeZone, startOfDay } from '../../src/core/calendar.ts';
import { Decimal } from '../../src/core/decimal.ts';
import { parseMeter } from '../../src/core/meter.ts';
import { contains, type Interval, type Period, periodAt, periodsBetween, type Schedule } from '../../src/core/period.ts';
import { zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { at } from '../support/ledger.ts';
import type { Outcome, Translation } from './oracleCases.ts';
import { book, charge, type Charge, dayText, differences, dollars, fee, feePrice, type Figure, figure, lineAmounts, partsOf, type PeriodPart, putOn, returning, share, span, tierDifferences } from './ours.ts';

const INTERVALS: Readonly<Record<string, Interval>> = {
  WEEKLY: { unit: 'WEEK', count: 1 },
  THIRTY_DAYS: { unit: 'DAY', count: 30 },
  MONTHLY: { unit: 'MONTH', count: 1 },
  QUARTERLY: { unit: 'QUARTER', count: 1 },
  ANNUAL: { unit: 'YEAR', count: 1 },
};

/** Months return to the cycle day from any month that has it; longer intervals from the month of the start, days from the start. */
function cycle({ start, bcd, period = 'MONTHLY' }: { start: string; bcd: number; period?: string }): Schedule {
  const interval = INTERVALS[period];
  if (interval === undefined) throw new Error(`no interval is called ${period}`);
  const anchors: Readonly<Record<string, string>> = { DAY: start, MONTH: '2000-01-' };
  const anchor = anchors[interval.unit] ?? start.slice(0, 8);
  return returning(anchor.length === 10 ? anchor : `${anchor}${String(bcd).padStart(2, '0')}`, interval);
}

/** `[start, end, amount]`. */
type Item = readonly [start: string, end: string, amount: string];

const minorText = (minor: bigint) => dollars(minor.toString());
const itemOf = ({ part, fraction }: PeriodPart, rate: Figure): Item => [dayText(part.start), dayText(part.end), minorText(fee(rate, fraction).minor)];
const amountOf = (schedule: Schedule, [from, to]: readonly [string, string], rate: Figure) => partsOf(schedule, { from, to, until: from }).map((part) => itemOf(part, rate));
const items = (texts: readonly (readonly string[])[]): Item[] => texts.map(([start = '', end = '', amount = '0']) => [start, end, figure(amount)]);

interface Proration {
  readonly period: string;
  readonly start: string;
  readonly end: string | null;
  readonly targetDate: string;
  readonly bcd: number;
}

/** Shares are shown with nine digits, as theirs; ours stay fractions. */
function proration(inputs: Proration, { billingCycles, intervals }: { billingCycles: string; intervals: [string, string, string][] }): Outcome {
  const parts = partsOf(cycle(inputs), { from: inputs.start, to: inputs.end, until: inputs.targetDate });
  const ratios = parts.map(({ part, fraction }) => {
    const ratio = new Decimal(fraction.numerator.toString()).div(fraction.denominator.toString());
    return [dayText(part.start), dayText(part.end), ratio.eq(1) ? '1' : ratio.toFixed(9)] as const;
  });
  const sum = ratios.reduce((total, [, , ratio]) => total.plus(ratio), new Decimal(0));
  return { ours: [sum.toFixed(9), ratios], theirs: [billingCycles, intervals] };
}

interface BillingCycleDay {
  readonly start: string;
  readonly bcd: number;
  readonly period: string;
}

function firstCycleDate(inputs: BillingCycleDay, expected: { firstBillingCycleDate: string }): Outcome {
  const start = at(inputs.start);
  const current = periodAt(cycle(inputs), start);
  return { ours: dayText(current.start === start ? start : current.end), theirs: expected.firstBillingCycleDate };
}

function wholePeriods(inputs: BillingCycleDay & { target: string }, expected: { wholePeriods: number; boundaries: string[] }): Outcome {
  const parts = partsOf(cycle(inputs), { from: inputs.start, to: null, until: inputs.target });
  return { ours: [parts.length, parts.map(({ part }) => dayText(part.end))], theirs: [expected.wholePeriods, expected.boundaries] };
}

interface CycleChange {
  readonly existing?: readonly [string, string, string];
  readonly annual?: readonly [string, string, string];
  readonly addonRate?: string;
  readonly newBcd: number;
}

/** After the cycle day changed, the next item is a part of the period that the new day makes. */
function cycleChange({ existing, annual, addonRate, newBcd }: CycleChange, expected: { newItem: Item; next?: Item }): Outcome {
  const rate = addonRate ?? (existing ?? annual ?? ['', '', '0'])[2];
  const schedule = cycle({ start: expected.newItem[0], bcd: newBcd, period: annual === undefined ? 'MONTHLY' : 'ANNUAL' });
  const theirs = [expected.newItem, ...(expected.next === undefined ? [] : [expected.next])];
  return { ours: theirs.flatMap(([from, to]) => amountOf(schedule, [from, to], rate)), theirs: items(theirs) };
}

interface CycleAndPlanChange {
  readonly existing: readonly [string, string, string];
  readonly newBcd: number;
  readonly planChangeOn: string;
  readonly newRate: string;
}

/** What the next invoice draws of the credit is for payments to say. */
function cycleAndPlanChange(inputs: CycleAndPlanChange, expected: { charge: Item; repair: string; credit: string; next: Item }): Outcome {
  const schedule = cycle({ start: inputs.planChangeOn, bcd: inputs.newBcd });
  const [start, end, rate] = inputs.existing;
  const repair = repairOf(span(start, end), inputs.planChangeOn, rate);
  const [first] = partsOf(schedule, { from: inputs.planChangeOn, to: null, until: inputs.planChangeOn });
  if (first === undefined) throw new Error('no period begins with the change');
  const [from, to] = [expected.next[0], expected.next[1]];
  const ours = [itemOf(first, inputs.newRate), minorText(repair), minorText(-repair - fee(inputs.newRate, first.fraction).minor), ...amountOf(schedule, [from, to], inputs.newRate)];
  return { ours, theirs: [...items([expected.charge]), figure(expected.repair), figure(expected.credit), ...items([expected.next])] };
}

interface ChangeAtEnd {
  readonly start: string;
  readonly bcd: number;
  readonly rate: string;
  readonly planChangeEOTto: { readonly rate: string; readonly bcd: number; readonly on: string };
}

function changeAtEndOfTerm({ start, bcd, rate, planChangeEOTto: next }: ChangeAtEnd, expected: { items: string[][] }): Outcome {
  const before = partsOf(cycle({ start, bcd }), { from: start, to: next.on, until: next.on }).map((part) => itemOf(part, rate));
  const after = partsOf(cycle({ start: next.on, bcd: next.bcd }), { from: next.on, to: null, until: next.on }).map((part) => itemOf(part, next.rate));
  return { ours: [...before, ...after], theirs: items(expected.items) };
}

/** What a whole item gives back if it ends early: minor units, below zero. */
function repairOf(full: Period, endedOn: string, amount: Figure): bigint {
  const [, repair] = differences([fee(amount), fee(amount, share({ start: full.start, end: at(endedOn) }, full))]);
  return repair ?? 0n;
}

interface Slice {
  readonly itemAmount: string;
  readonly item: readonly [string, string];
  readonly slice: readonly [string, string];
}

function slice({ itemAmount, item, slice: part }: Slice, { amount }: { amount: string }): Outcome {
  return { ours: minorText(fee(itemAmount, share(span(...part), span(...item))).minor), theirs: figure(amount) };
}

function cancelled({ item: [start, end, rate], cancelOn }: { item: [string, string, string]; cancelOn: string }, expected: { repair: string; credit: string; kept: string }): Outcome {
  const repair = repairOf(span(start, end), cancelOn, rate);
  return { ours: [repair, -repair, fee(rate).minor + repair].map(minorText), theirs: [expected.repair, expected.credit, expected.kept].map(figure) };
}

/** The repair stands beside what else is charged. */
function cancelledBeside(inputs: { charges: string[]; item: [string, string, string]; cancelOn: string }, expected: { invoiceTotal: string; repair: string }): Outcome {
  const [start, end, rate] = inputs.item;
  const repair = repairOf(span(start, end), inputs.cancelOn, rate);
  const charges = inputs.charges.reduce((sum, amount) => sum + fee(amount).minor, 0n);
  return { ours: [minorText(repair), minorText(charges + repair)], theirs: [figure(expected.repair), figure(expected.invoiceTotal)] };
}

function changedToYear(inputs: { item: [string, string, string]; changeOn: string; newAnnualRate: string; newBcd: number }, expected: { invoiceTotal: string; repair: string }): Outcome {
  const [start, end, rate] = inputs.item;
  const repair = repairOf(span(start, end), inputs.changeOn, rate);
  const schedule = cycle({ start: inputs.changeOn, bcd: inputs.newBcd, period: 'ANNUAL' });
  const [first] = partsOf(schedule, { from: inputs.changeOn, to: null, until: inputs.changeOn });
  const next = fee(inputs.newAnnualRate, first?.fraction).minor;
  return { ours: [minorText(repair), minorText(next + repair)], theirs: [figure(expected.repair), figure(expected.invoiceTotal)] };
}

interface InvoiceSegment {
  readonly rate: string;
  readonly start: string;
  readonly end: string | null;
  readonly targetDate: string;
  readonly bcd: number;
}

function invoiced({ segments }: { segments: InvoiceSegment[] }, expected: { total: string; items: string[][] }): Outcome {
  const ours = segments.flatMap((segment) =>
    partsOf(cycle(segment), { from: segment.start, to: segment.end, until: segment.targetDate }).map((part) => itemOf(part, segment.rate)),
  );
  return { ours: [totalOf(ours), ours], theirs: [figure(expected.total), items(expected.items)] };
}

/** Catching up: everything that begins where billing stopped. */
function caughtUp(inputs: { segments: [string, string, string | null, string, number][]; alreadyBilledThrough: string }, expected: { newItems: number; items: string[][] }): Outcome {
  const ours = inputs.segments
    .flatMap(([rate, start, end, targetDate, bcd]) => partsOf(cycle({ start, bcd }), { from: start, to: end, until: targetDate }).map((part) => itemOf(part, rate)))
    .filter(([start]) => start >= inputs.alreadyBilledThrough);
  return { ours: [ours.length, ours], theirs: [expected.newItems, items(expected.items)] };
}

const totalOf = (charged: readonly Item[]) => figure(charged.reduce((sum, [, , amount]) => sum.plus(amount), new Decimal(0)).toFixed());

/** A base and two add-ons on its cycle day; then the base is replaced from its start and an add-on never was. */
function retroactiveChange(inputs: { base: [string, string]; addons: [string, string][]; bcd: number }, expected: { invoice1: string; invoice2: string; invoice3: string; invoice3Items: number }): Outcome {
  const schedule = cycle({ start: inputs.base[0], bcd: inputs.bcd });
  const first = (from: string, rate: Figure) => fee(rate, partsOf(schedule, { from, to: null, until: from })[0]?.fraction);
  const base = first(...inputs.base);
  const addons = inputs.addons.map(([from, rate]) => first(from, rate));
  const [, removed] = addons;
  if (removed === undefined) throw new Error('no second add-on');
  const second = addons.reduce((sum, { minor }) => sum + minor, 0n);
  const changes = [-base.minor, first(inputs.base[0], 13).minor, -removed.minor];
  return {
    ours: [minorText(base.minor), minorText(second), minorText(changes.reduce((sum, change) => sum + change, 0n)), changes.length],
    theirs: [figure(expected.invoice1), figure(expected.invoice2), figure(expected.invoice3), expected.invoice3Items],
  };
}

/** The same run again two days later has nothing to charge. */
function repeatedRun(inputs: { rate: string; start: string; firstTarget: string; secondTarget: string }, expected: { secondRun: string }): Outcome {
  const simulator = book({ prices: [feePrice(inputs.rate)] });
  putOn(simulator, 'v1', inputs.start);
  const runs = [inputs.firstTarget, inputs.secondTarget].map((target) => simulator.issue(at(target)));
  return { ours: runs.map((invoice) => (invoice === null ? 'no invoice' : lineAmounts(invoice).length)), theirs: [4, expected.secondRun] };
}

/** `[blockSize, maxBlocks, price]`; without a maximum if it is below zero. */
type Block = readonly [size: number, maxBlocks: number, price: Figure];

interface BlockTier {
  readonly blockSize: number;
  readonly maxBlocks: number;
  readonly pricePerBlock: string;
}

/** Blocks of one size are converted units; the bounds of tiers add up, and the last one is open. */
function blockPrice(policy: string, tiers: readonly Block[]): Readonly<Record<string, unknown>> {
  const sizes = new Set(tiers.map(([size]) => size));
  if (sizes.size !== 1) throw new Error('tiers have blocks of sizes of their own');
  let bound = 0;
  const ours = tiers.map(([, maxBlocks, price], index) => {
    bound += maxBlocks;
    return { upTo: index === tiers.length - 1 ? null : figure(bound), unitAmount: figure(price) };
  });
  const [size = 1] = sizes;
  return { model: { [policy === 'TOP_TIER' ? 'volume' : 'graduated']: { tiers: ours } }, unitConversion: { divideBy: figure(size), rounding: 'UP' } };
}

const usage = (policy: string, tiers: readonly Block[], quantity: Figure): Charge => charge(blockPrice(policy, tiers), { quantity });
const sumOf = (charges: readonly Charge[]) => figure(charges.reduce((sum, { exact }) => sum.plus(exact), new Decimal(0)).toFixed());

function consumable({ policy, units, tiers }: { policy: string; units: number; tiers: BlockTier[] }, { amount }: { amount: string }): Outcome {
  const blocks = tiers.map(({ blockSize, maxBlocks, pricePerBlock }): Block => [blockSize, maxBlocks, pricePerBlock]);
  return { ours: usage(policy, blocks, units).exact, theirs: figure(amount) };
}

interface TwoUnits {
  readonly policy: string;
  readonly FOO: number;
  readonly BAR: number;
  readonly tiersFOO: Block[];
  readonly tiersBAR: Block[];
}

/** Units are priced by themselves: a price each. */
const twoUnits = ({ policy, FOO, BAR, tiersFOO, tiersBAR }: TwoUnits, { amount }: { amount: string }): Outcome => ({
  ours: sumOf([usage(policy, tiersFOO, FOO), usage(policy, tiersBAR, BAR)]),
  theirs: figure(amount),
});

interface LateUnits extends Omit<TwoUnits, 'FOO' | 'BAR'> {
  readonly alreadyBilled: { readonly FOO: number; readonly BAR: number; readonly amount: string };
  readonly nowRecorded: { readonly FOO: number; readonly BAR: number };
}

/** The whole period again, and the difference tier by tier. */
function lateUnits(inputs: LateUnits, expected: { deltaAmount: string; details: [string, number, number, string][] }): Outcome {
  const { alreadyBilled: before, nowRecorded: after } = inputs;
  const known = { BAR: usage(inputs.policy, inputs.tiersBAR, before.BAR), FOO: usage(inputs.policy, inputs.tiersFOO, before.FOO) };
  const now = { BAR: usage(inputs.policy, inputs.tiersBAR, after.BAR), FOO: usage(inputs.policy, inputs.tiersFOO, after.FOO) };
  const details = (['BAR', 'FOO'] as const).flatMap((unit) =>
    tierDifferences(known[unit], now[unit]).map(({ tier, quantity, amount }) => [unit, tier, Number(quantity), amount]),
  );
  const delta = [...differences([known.BAR, now.BAR]).slice(1), ...differences([known.FOO, now.FOO]).slice(1)].reduce((sum, each) => sum + each, 0n);
  return {
    ours: [sumOf([known.BAR, known.FOO]), minorText(delta), details],
    theirs: [before.amount, figure(expected.deltaAmount), expected.details.map(([unit, tier, quantity, amount]) => [unit, tier, quantity, figure(amount)])],
  };
}

interface Rollups {
  readonly bcd: number;
  readonly events: [string, string, number][];
  readonly boundaries: string[];
}

function rollups({ bcd, events, boundaries }: Rollups, expected: { rollups: { unit: string; unit2: string }[] }): Outcome {
  const [from = '', to = ''] = [boundaries[0], boundaries.at(-1)];
  const periods = periodsBetween(cycle({ start: from, bcd }), at(from), at(to));
  const ours = periods.map((period) => {
    const quantityOf = (unit: string) => {
      const running = startAggregate(parseMeter({ eventName: unit, aggregation: 'SUM', valueProperty: 'n' }));
      for (const [index, [day, eventName, n]] of events.entries()) {
        if (contains(period, at(day))) running.add({ key: String(index), occurredAt: at(day), eventName, properties: { n } });
      }
      return running.result().quantity.toFixed();
    };
    return { unit: quantityOf('unit'), unit2: quantityOf('unit2') };
  });
  return { ours: [periods.map(({ end }) => dayText(end)), ours], theirs: [boundaries.slice(1), expected.rollups] };
}

/** The catalog is told in words; the usage stays in the first blocks, `blocks of 100 at 2.95`. */
function firstBlocks({ catalog, events }: { catalog: string; events: number[] }, { amount }: { amount: string }): Outcome {
  const [, size = '', price = ''] = /blocks of (\d+) at ([\d.]+)/.exec(catalog) ?? [];
  const quantity = events.reduce((sum, each) => sum + each, 0);
  return { ours: charge({ model: { package: { size, amount: price } } }, { quantity }).exact, theirs: figure(amount) };
}

interface DocExample {
  readonly minutes: number;
  readonly mbytes: number;
  readonly minutesTiers: Block[];
  readonly mbytesTiers: Block[];
  readonly policy: string;
}

function usageRounding({ units, tier, alreadyBilled }: { units: number; tier: Block; alreadyBilled: string }, { newItems }: { newItems: number }): Outcome {
  const again = usage('ALL_TIERS', [tier], units);
  return { ours: [again.amount, again.minor - fee(alreadyBilled).minor === 0n ? 0 : 1], theirs: [alreadyBilled, newItems] };
}

/** Months from a local day that a clock change shortens. */
function acrossClockChange({ accountTz, startLocalDate }: { accountTz: string; startLocalDate: string }, { chargedThrough }: { chargedThrough: string[] }): Outcome {
  const zone = parseTimeZone(accountTz);
  const startAt = startOfDay(parseCalendarDay(startLocalDate), zone);
  const schedule: Schedule = { interval: { unit: 'MONTH', count: 1 }, anchor: 'ANNIVERSARY', startAt, zone: zoneTimeline(zone) };
  const first = periodAt(schedule, startAt);
  return { ours: [first, periodAt(schedule, first.end)].map(({ end }) => localDay(end, zone)), theirs: chargedThrough };
}

function steps({ start, n, periods }: { start: string; n: number; periods: string[] }, expected: Readonly<Record<string, string>>): Outcome {
  const ours = periods.map((period) => {
    let end = at(start);
    for (let step = 0; step < n; step += 1) end = periodAt(cycle({ start, bcd: Number(start.slice(8)), period }), end).end;
    return [period, dayText(end)] as const;
  });
  return { ours: Object.fromEntries(ours), theirs: expected };
}

/** A fixed price is charged once, with the first recurring one. */
function fixedAndRecurring({ recurring, fixed, start }: { recurring: string; fixed: string; start: string }, { invoice1, invoice2 }: { invoice1: string; invoice2: string }): Outcome {
  const simulator = book({ prices: [{ ...feePrice(fixed, 'fixed'), timing: 'ONCE' }, feePrice(recurring)] });
  putOn(simulator, 'v1', start);
  const totals = [start, start.replace('-01-', '-02-')].map((run) => minorText(simulator.issue(at(run))?.view.total ?? 0n));
  return { ours: totals, theirs: [invoice1, invoice2].map(figure) };
}

export const KILLBILL: Translation = {
  cases: {
    Z03: acrossClockChange,
    B11: wholePeriods,
    I09: cycleAndPlanChange,
    I13: changeAtEndOfTerm,
    G07: caughtUp,
    U10: ({ policy, usage: units, tiers }: { policy: string; usage: Record<string, number>; tiers: Record<string, Block> }, { amount }: { amount: string }) => ({
      ours: sumOf(Object.entries(units).map(([unit, quantity]) => usage(policy, [tiers[unit] ?? [1, 1, 0]], quantity))),
      theirs: figure(amount),
    }),
    X01: ({ start, end, bcd }: { start: string; end: string; bcd: number }, { trueCycleRatio }: { trueCycleRatio: string }) => {
      const [only] = partsOf(cycle({ start, bcd }), { from: start, to: end, until: start });
      return { ours: new Decimal(String(only?.fraction.numerator)).div(String(only?.fraction.denominator)).toFixed(9), theirs: trueCycleRatio };
    },
  },
  areas: {
    proration,
    bcd: firstCycleDate,
    'bcd change': cycleChange,
    'period arithmetic': steps,
    'interval repair': slice,
    'cancel immediate, annual': cancelled,
    repair: cancelledBeside,
    'plan change repair': changedToYear,
    'addon + retroactive change': retroactiveChange,
    idempotence: repeatedRun,
    invoice: invoiced,
    'fixed + recurring': fixedAndRecurring,
    'usage consumable': consumable,
    'usage multi-unit': twoUnits,
    'usage integration': firstBlocks,
    'usage doc example': ({ minutes, mbytes, minutesTiers, mbytesTiers, policy }: DocExample, { amount }: { amount: string }) => ({
      ours: sumOf([usage(policy, minutesTiers, minutes), usage(policy, mbytesTiers, mbytes)]),
      theirs: figure(amount),
    }),
    'usage rounding': usageRounding,
    'usage roll-up': rollups,
    'late usage': lateUnits,
  },
};
