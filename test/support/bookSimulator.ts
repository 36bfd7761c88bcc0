/** A customer's book in memory: recording, issuing and projecting step by step as the services do, without a database. */
import { UNBILLED } from '../../src/core/accounts.ts';
import { DEFAULT_TERMS } from '../../src/core/billingTerms.ts';
import { type BookHead, type PostingContext, appendJournals, emptyBook } from '../../src/core/book.ts';
import type { TimeZone } from '../../src/core/calendar.ts';
import type { CatalogPrice, CatalogVersion } from '../../src/core/catalog.ts';
import { type ChargeLine, type DueQuestion, type LateArrival, type RatedState, type SubscriptionHistory, linesToRate } from '../../src/core/chargeLine.ts';
import { rateLines } from '../../src/core/commitment.ts';
import { type AppliedCoupon, parseCouponTerms } from '../../src/core/coupon.ts';
import type { BackfilledCorrection } from '../../src/core/backfill.ts';
import type { CurrencyCode } from '../../src/core/currency.ts';
import { type IssuedCut, isOnCut } from '../../src/core/cut.ts';
import { type Decimal, ZERO } from '../../src/core/decimal.ts';
import { BillingError } from '../../src/core/errors.ts';
import { type Instant, instant } from '../../src/core/instant.ts';
import type { DiscountedLine } from '../../src/core/discount.ts';
import type { InvoiceView } from '../../src/core/invoice.ts';
import type { UnitInForce } from '../../src/core/credits/creditUnit.ts';
import { expiryJournals, voidJournal } from '../../src/core/credits/drawing.ts';
import { type Grant, type GrantInput, type GrantTerms, grantJournal, parseGrant } from '../../src/core/credits/grant.ts';
import type { AskedOfGrant } from '../../src/core/credits/grantVoid.ts';
import { type Lot, voidableOf } from '../../src/core/credits/lot.ts';
import { movedOf, receivedJournal, receivedTerms, sentJournal } from '../../src/core/credits/transfer.ts';
import { type BillingRules, type BillingState, draftInvoice, issueInvoice, sealDraft } from '../../src/core/issuing.ts';
import type { Journal, JournalDraft } from '../../src/core/journal.ts';
import { reachOf } from '../../src/core/level.ts';
import { type LineComparison, compareLines } from '../../src/core/lineReplay.ts';
import { type Measurement, type RecordedEvent, measurementsOf, startTally } from '../../src/core/lineUsage.ts';
import { type ChargeInput, type RecordedCharge, chargeJournal, parseCharge, reversalJournal } from '../../src/core/oneOffCharge.ts';
import { contains } from '../../src/core/period.ts';
import { netOn } from '../../src/core/posting.ts';
import type { RecordedChange } from '../../src/core/priceCorrection.ts';
import type { RatedLine } from '../../src/core/rating.ts';
import type { Segment } from '../../src/core/segment.ts';
import { discountedLines } from '../../src/core/settling.ts';
import { NO_TAX } from '../../src/core/tax.ts';
import type { UsageSoFar } from '../../src/core/threshold.ts';
import { type UsageCorrection, type UsageValues, effectiveEvent } from '../../src/core/usageCorrection.ts';
import { draftNote } from '../../src/core/usageNote.ts';
import { losingSince, withdrawnLines } from '../../src/core/withdrawal.ts';
import { type ZoneTimeline, decideZoneChange, zoneTimeline } from '../../src/core/zoneTimeline.ts';
import { creditedKeys } from './creditedKeys.ts';
import { OWNER } from './ledger.ts';
import { goesOn } from './openLines.ts';
import { simulatedLots } from './simulatedLots.ts';

export interface SimulatedCustomer {
  readonly currency: CurrencyCode;
  readonly zone: TimeZone;
  readonly versions: readonly CatalogVersion[];
  readonly rules?: Partial<BillingRules>;
}

/** An issued invoice, with the view that its seal was computed from. */
export interface SimulatedInvoice {
  readonly cut: IssuedCut;
  readonly seal: string;
  readonly view: InvoiceView;
}

/** A segment to record: ACTIVE, and splitting periods as each price says, unless it says otherwise. */
export type SegmentToRecord = Omit<Segment, 'ordinal' | 'bookSeq' | 'state' | 'proration' | 'tiers'> & Partial<Pick<Segment, 'state' | 'proration' | 'tiers'>> & { readonly reason?: string };

export class BookSimulator {
  readonly currency: CurrencyCode;
  zone: ZoneTimeline;
  readonly versions: ReadonlyMap<string, CatalogVersion>;
  readonly prices: ReadonlyMap<string, CatalogPrice>;
  readonly journals: Journal[] = [];
  readonly coupons: AppliedCoupon[] = [];
  readonly charges = new Map<string, RecordedCharge>();
  readonly grants: Grant[] = [];
  readonly invoices: SimulatedInvoice[] = [];
  readonly events = new Map<string, RecordedEvent>();
  readonly corrections = new Map<string, BackfilledCorrection[]>();
  /** Of each event, the head when it was recorded. */
  readonly bookSeqs = new Map<string, number>();
  #head: BookHead = emptyBook(OWNER, instant(0));
  #rated: RatedState = { ratedThrough: null, ratedSeq: 0 };
  readonly #marks: { bookSeq: number; late: LateArrival }[] = [];
  readonly #segments = new Map<string, RecordedChange[]>();
  readonly #expiries = new Map<string, Instant | null>();
  readonly #movedUnits = new Map<string, Decimal>();

  readonly rules: BillingRules;

  constructor({ currency, zone, versions, rules }: SimulatedCustomer) {
    this.rules = { terms: DEFAULT_TERMS, tax: NO_TAX, sellerZone: zone, zone, ...rules };
    this.currency = currency;
    this.zone = zoneTimeline(zone);
    this.versions = new Map(versions.map((version) => [version.id, version]));
    this.prices = new Map(versions.flatMap(({ prices }) => prices.map((price) => [price.id, price])));
  }

  get subscriptions(): SubscriptionHistory[] {
    return [...this.#segments].map(([id, segments]) => ({ id, startAt: segments[0]?.startAt ?? instant(0), segments }));
  }

  get ratedSeq(): number {
    return this.#rated.ratedSeq;
  }

  get ratedThrough(): Instant | null {
    return this.#rated.ratedThrough;
  }

  /** Records a segment, the subscription's first or another, as known from the book's present head on. */
  subscribe(id: string, segment: SegmentToRecord): void {
    const segments = this.#segments.get(id) ?? [];
    this.#segments.set(id, [...segments, { state: 'ACTIVE', proration: null, tiers: null, reason: null, ...segment, ordinal: segments.length, bookSeq: this.#head.seq, recordedAt: this.#head.recordedAt }]);
  }

  /** Records a change of the customer's zone, as known from the book's present head on; one that changes nothing is not recorded. */
  moveTo(timeZone: TimeZone, startAt: Instant): void {
    const change = decideZoneChange(this.zone, { timeZone, startAt });
    if (change) this.zone = zoneTimeline(this.zone.first, [...this.zone.changes, { ...change, bookSeq: this.#head.seq }]);
  }

  /** Records events once by key, and marks the days of those whose time had been rated. */
  record(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      if (this.events.has(event.key)) continue;
      this.events.set(event.key, event);
      this.bookSeqs.set(event.key, this.#head.seq);
      this.#mark(event);
    }
  }

  /** What coupons take off every line that ever fell due by `asOf`, without regard to what was posted. */
  discountedAfresh(asOf: Instant): DiscountedLine[] {
    return this.#rate({ ratedThrough: null, ratedSeq: 0 }, [], asOf).discounted;
  }

  /** Applies a coupon as known from the book's present head on. */
  applyCoupon(id: string, startAt: Instant, terms: object, { subscriptionId = null, planIds = null }: { subscriptionId?: string | null; planIds?: string[] | null } = {}): void {
    const coupon = { id: `coupon of ${id}`, code: id, name: id, terms: parseCouponTerms(terms), planIds, createdAt: startAt };
    this.coupons.push({ id, customerId: OWNER.customerId, subscriptionId, coupon, startAt, bookSeq: this.#head.seq, recordedAt: startAt, actor: 'key-1', removal: null });
  }

  /** Removes an applied coupon: what falls due at `endAt` or later is not covered. */
  removeCoupon(id: string, endAt: Instant): void {
    const index = this.coupons.findIndex((applied) => applied.id === id);
    const applied = this.coupons[index];
    if (!applied) throw new Error(`no coupon ${id}`);
    const removal = { appliedCouponId: id, customerId: OWNER.customerId, endAt, bookSeq: this.#head.seq, recordedAt: endAt, actor: 'key-1', reason: null };
    this.coupons[index] = { ...applied, removal };
  }

  /** Voids an event, or lets it count with other values, and marks the days that it leaves and comes to. Does nothing to one that is not there, or voided. */
  correct(key: string, values: UsageValues | null): void {
    if (!this.effectiveEvents().some((event) => event.key === key)) return;
    this.recordCorrection(key, { kind: values === null ? 'VOID' : 'AMEND', values }, null);
  }

  /** Records a correction as a service does, and marks the days that it leaves and comes to. */
  recordCorrection(key: string, { kind, values }: Pick<UsageCorrection, 'kind' | 'values'>, backfillId: string | null): void {
    const event = this.events.get(key);
    if (!event) throw new Error(`no event ${key}`);
    const standing = this.effectiveEvents().find((one) => one.key === key);
    const chain = this.corrections.get(key) ?? [];
    this.corrections.set(key, [...chain, { ordinal: chain.length + 1, kind, values, bookSeq: this.#head.seq, backfillId }]);
    if (standing) this.#mark(standing);
    if (values !== null) this.#mark({ ...event, ...values });
  }

  /** The events as they count now. */
  effectiveEvents(): RecordedEvent[] {
    return [...this.events.values()].flatMap((event) => effectiveEvent({ ...event, bookSeq: 0 }, this.corrections.get(event.key) ?? [], null) ?? []);
  }

  #mark({ eventName, occurredAt }: RecordedEvent): void {
    const { ratedThrough } = this.#rated;
    if (ratedThrough === null || occurredAt >= ratedThrough) return;
    this.#marks.push({ bookSeq: this.#head.seq, late: { eventName, day: utcDayOf(occurredAt) } });
  }

  /** Adds a one-off charge under an id, at a time that is now. */
  addCharge(id: string, now: Instant, input: ChargeInput): void {
    const { currency, zone } = this;
    const charge = { id, customerId: OWNER.customerId, subscriptionId: null, terms: parseCharge(input, { currency, zone, now }), reason: null, recordedAt: now, actor: 'key-1', reversal: null };
    this.post([chargeJournal(charge, { currency, now, ratedThrough: this.ratedThrough })], now);
    this.charges.set(id, { ...charge, seq: this.#head.seq });
  }

  /** Takes a one-off charge back. */
  reverseCharge(id: string, now: Instant, reason: string): void {
    const charge = this.charges.get(id);
    const journal = this.journals.find(({ seq }) => seq === charge?.seq);
    if (!charge || !journal) throw new Error(`no charge ${id}`);
    this.post([reversalJournal(charge, journal, { currency: this.currency, now, ratedThrough: this.ratedThrough })], now);
    this.charges.set(id, { ...charge, reversal: { chargeId: id, customerId: OWNER.customerId, reason, seq: this.#head.seq, recordedAt: now, actor: 'key-1' } });
  }

  /** Grants credit under an id, at a time that is now, in money or in a unit. A scope names plans by their ids. */
  grantCredit(id: string, now: Instant, input: GrantInput, unit: UnitInForce | null = null): void {
    const read = parseGrant(input, { currency: this.currency, now, unit });
    const terms = { ...read, scope: read.scope && { ...read.scope, planIds: read.scope.planCodes } };
    this.post([grantJournal(id, terms, { currency: this.currency, now })], now);
    this.#keepGrant(id, terms);
  }

  /** Takes credit back; refused if there is less. */
  voidCredit(id: string, now: Instant, amount: bigint | null): void {
    const lot = this.lots().find(({ grant }) => grant.id === id);
    if (!lot) throw new Error(`no grant ${id}`);
    const of = { at: now, currency: this.currency };
    this.post([voidJournal(lot, voidableOf(lot, amount, of), { ...of, keeps: false })], now);
  }

  /** Moves credit to a lot of another book, as it is asked for; refused if there is less. */
  transferCredit(id: string, now: Instant, asked: AskedOfGrant, to: { readonly book: BookSimulator; readonly id: string }): void {
    const lot = this.lots().find(({ grant }) => grant.id === id);
    if (!lot) throw new Error(`no grant ${id}`);
    const of = { at: now, currency: this.currency };
    const moved = movedOf(lot, asked, of);
    this.post([sentJournal(lot, to.id, moved.amount, of)], now);
    this.#movedUnits.set(id, (this.#movedUnits.get(id) ?? ZERO).plus(moved.units ?? 0));
    to.book.receiveCredit(to.id, now, receivedTerms(lot, moved));
  }

  receiveCredit(id: string, now: Instant, terms: GrantTerms): void {
    this.post([receivedJournal(id, terms, { currency: this.currency, at: now })], now);
    this.#keepGrant(id, terms);
  }

  #keepGrant(id: string, terms: GrantTerms): void {
    this.grants.push({ id, customerId: OWNER.customerId, terms, seq: this.#head.seq, recordedAt: this.#head.recordedAt, actor: 'key-1' });
  }

  /** Changes when credit expires, and posts what that makes of what has expired. */
  adjustExpiry(id: string, now: Instant, expiresAt: Instant | null): void {
    this.#expiries.set(id, expiresAt);
    this.post(expiryJournals(this.lots(), { currency: this.currency, at: now }), now);
  }

  /** What the journals say of each grant. */
  lots(): Lot[] {
    return simulatedLots(this.grants, this.journals, { expiries: this.#expiries, movedUnits: this.#movedUnits });
  }

  post(drafts: readonly JournalDraft[], now: Instant): void {
    const { journals, head } = appendJournals(OWNER, this.#head, drafts, contextAt(now));
    this.journals.push(...journals);
    this.#head = head;
  }

  /** What issuing at `asOf` would invoice; nothing is kept. */
  draft(asOf: Instant, usageSoFar = false): InvoiceView {
    return draftInvoice(this.stateAt(asOf, usageSoFar), contextAt(asOf)).view;
  }

  /** Issues the invoice at `asOf`, with the usage so far if that is asked for; null if nothing is due. */
  issue(asOf: Instant, usageSoFar: UsageSoFar | null = null): SimulatedInvoice | null {
    const state = this.stateAt(asOf, usageSoFar !== null);
    const { view } = draftInvoice(state, contextAt(asOf));
    try {
      const { journals, head, cut, seal } = issueInvoice(state, { name: 'INV-{seq}', digits: 6, number: this.invoices.length + 1, partiesDigest: '0'.repeat(64), ignoresGrace: false, usageSoFar, frozen: null }, contextAt(asOf));
      const invoice = { cut, seal, view };
      this.journals.push(...journals);
      this.invoices.push(invoice);
      this.#head = head;
      this.#rated = { ratedThrough: asOf, ratedSeq: cut.issueSeq };
      return invoice;
    } catch (error) {
      if (error instanceof BillingError && error.code === 'NOTHING_TO_INVOICE') return null;
      throw error;
    }
  }

  /** Issues the note of what became known about periods that were invoiced; null if that comes to nothing. */
  issueNote(now: Instant): SimulatedInvoice | null {
    const { ratedThrough } = this.#rated;
    if (ratedThrough === null) return null;
    const [state, context] = [this.stateAt(ratedThrough), contextAt(now)];
    const draft = draftNote(state, this.invoices.map(({ cut }) => cut), context);
    if (draft === null) return null;
    const series = draft.note.kind === 'DEBIT_NOTE' ? 'DN-{seq}' : 'CN-{seq}';
    const number = this.invoices.filter(({ cut }) => cut.series === series).length + 1;
    const { journals, head, cut, seal } = sealDraft(draft, state, { name: series, digits: 6, number, partiesDigest: '0'.repeat(64), frozen: null }, context);
    const note = { cut, seal, view: draft.view };
    this.journals.push(...journals);
    this.invoices.push(note);
    this.#head = head;
    this.#rated = { ratedThrough, ratedSeq: cut.issueSeq };
    return note;
  }

  /** Every line that ever fell due by `asOf`, rated at once from all events, without regard to what was posted. */
  ratedAfresh(asOf: Instant): RatedLine[] {
    return this.#rate({ ratedThrough: null, ratedSeq: 0 }, [], asOf).rated;
  }

  /** Every line rebuilt as of the newest cut, beside what the journals posted for it. One that a change let go on is left out until it ends: it stands as it was when its service had ended. */
  replayed(): LineComparison[] {
    const { ratedThrough } = this.#rated;
    const asOf = ratedThrough ?? this.#head.recordedAt;
    const lines = compareLines(this.ratedAfresh(asOf), this.journals.filter(({ line }) => line !== null), { currency: this.currency, asOf, ratedThrough });
    return lines.filter(({ lineKey, rebuilt }) => rebuilt !== null || !goesOn(this, lineKey, asOf));
  }

  /** What a service would load for an invoice at `asOf`. */
  stateAt(asOf: Instant, usageSoFar = false): BillingState {
    const late = this.#marks.filter(({ bookSeq }) => bookSeq >= this.#rated.ratedSeq).map((mark) => mark.late);
    const { rated, discounted } = this.#rate(this.#rated, late, asOf, usageSoFar);
    return {
      owner: OWNER,
      currency: this.currency,
      head: this.#head,
      previous: this.invoices.at(-1)?.cut ?? null,
      changes: this.#segments,
      prices: this.prices,
      charges: this.charges,
      rated,
      discounted,
      lineJournals: this.#journalsOf(rated, asOf),
      cuts: this.invoices.map(({ cut }) => cut),
      credit: { lots: this.lots(), planIds: new Map([...this.versions.values()].flatMap(({ planId, prices }) => prices.map(({ id }) => [id, planId]))) },
      rules: this.rules,
      asOf,
    };
  }

  #rate(known: RatedState, lateArrivals: readonly LateArrival[], asOf: Instant, usageSoFar = false): { rated: RatedLine[]; discounted: DiscountedLine[] } {
    const { subscriptions, versions, zone, coupons } = this;
    const question = { ...known, subscriptions, versions, zone, coupons, lateArrivals, asOf, usageSoFar };
    const rated = rateLines(linesToRate(question), (line) => this.#usageOf(line), this.currency);
    const withdrawn = withdrawnLines(this.#journalsSince(question), rated, question);
    return { rated: [...rated, ...withdrawn], discounted: discountedLines({ current: rated, withdrawn }, question, this.currency) };
  }

  /** The journals of lines that what was recorded since a cut may have taken away. */
  #journalsSince(question: DueQuestion): Journal[] {
    return this.subscriptions.flatMap((subscription) => {
      const after = losingSince(subscription, question);
      return after === null ? [] : this.journals.filter(({ line }) => line?.subscriptionId === subscription.id && line.priceId !== null && line.service.end > after);
    });
  }

  #usageOf(line: ChargeLine) {
    const measurements = measurementsOf(line);
    if (measurements === null) return null;
    const whole = this.#measure(measurements.whole);
    return measurements.before === null ? whole : { ...whole, before: this.#measure(measurements.before) };
  }

  #measure(measurement: Measurement) {
    const tally = startTally(measurement);
    const reach = reachOf(measurement.meter, measurement.service);
    for (const event of this.effectiveEvents()) if (contains(reach, event.occurredAt)) tally.add(event);
    return tally.result();
  }

  #journalsOf(rated: readonly RatedLine[], asOf: Instant): Journal[] {
    const wanted = new Set(rated.map(({ lineKey }) => lineKey));
    const [cut, previous] = [{ cutSeq: this.#head.seq, asOf }, this.invoices.at(-1)?.cut ?? null];
    for (const journal of this.journals) if (journal.line !== null && isOnCut(journal, cut, previous)) wanted.add(journal.line.lineKey);
    for (const key of creditedKeys(this, rated, wanted)) wanted.add(key);
    return this.journals.filter(({ line }) => line !== null && wanted.has(line.lineKey));
  }
}

/** The balance of 1150 in each of its cells. */
export function unbilledByLine(journals: readonly Journal[]): Map<string, bigint> {
  const balances = new Map<string, bigint>();
  for (const posting of journals.flatMap(({ postings }) => postings)) {
    const { debit, credit } = posting;
    const lineKey = debit.code === UNBILLED ? debit.reference : credit.code === UNBILLED ? credit.reference : null;
    if (lineKey !== null) balances.set(lineKey, (balances.get(lineKey) ?? 0n) + netOn(UNBILLED, [posting]));
  }
  return balances;
}

/** What the invoices charged for each line in all. */
export function billedByLine(invoices: readonly Pick<SimulatedInvoice, 'view'>[]): Map<string, bigint> {
  const billed = new Map<string, bigint>();
  for (const { lineKey, amount } of invoices.flatMap(({ view }) => billedKeys(view))) billed.set(lineKey, (billed.get(lineKey) ?? 0n) + amount);
  return billed;
}

/** What an invoice charges of each charge line: of one that is in place of another, of both, and of those that merely go on. */
export function billedKeys({ lines, continued }: InvoiceView): { lineKey: string; amount: bigint; quantity: Decimal | null }[] {
  return [...lines, ...continued].flatMap(({ lineKey, amount, quantity, supersedes, evidence }) => {
    if (supersedes === null) return [{ lineKey, amount, quantity }];
    const takenBack = supersedes.evidence.quantity;
    const gone = { lineKey: supersedes.lineKey, amount: supersedes.amount, quantity: takenBack && takenBack.negated() };
    return [gone, { lineKey, amount: amount - supersedes.amount, quantity: quantity === null ? evidence.quantity : quantity.plus(takenBack ?? 0) }];
  });
}

const DAY_MS = 86_400_000;

function utcDayOf(at: Instant): LateArrival['day'] {
  const start = instant(at - (at % DAY_MS));
  return { start, end: instant(start + DAY_MS) };
}

function contextAt(now: Instant): PostingContext {
  return { now, cause: `issue at ${now}`, actor: 'key-1' };
}
