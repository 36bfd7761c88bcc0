/**
 * As if on time: what a document draws on credit under the policy AS_IF_ON_TIME when some of its charges are late.
 *
 * The waterfall is run again over the documents from the first that would have had a late charge up to this one. In it each
 * charge stands at home: on the first document that reaches the time at which it falls due by itself, if the document that holds
 * it is under this policy too; else on the one that holds it. A document draws on the lots that were recorded by then, as they
 * were known then: by their expiry and payment of that time, so that late usage draws on a lot that has expired since. What voids and
 * transfers have left, as known now, bounds a lot throughout. What a line draws here is what it drew in the end, less what its
 * journals have drawn.
 *
 * A line is pinned if a note or a void touched it, or a change put another in its place. It keeps what it drew, and what it
 * charges here draws as of now. So do lines that are not on the documents that are run again.
 */
import type { CatalogPrice } from '../catalog.ts';
import { isInAdvance } from '../chargeLine.ts';
import { usedUntil } from '../charging.ts';
import { placeOfLine } from '../creditOffset.ts';
import { type IssuedCut, isOnCut } from '../cut.ts';
import { groupBy } from '../grouping.ts';
import { type Instant, instant, later } from '../instant.ts';
import { invariant } from '../invariant.ts';
import { type InvoiceLine, compareLines, drawsBy, lineNames } from '../invoice.ts';
import { type Journal, type JournalKind, type LineEvidence, isCharge } from '../journal.ts';
import { UNBILLED } from '../accounts.ts';
import type { Period } from '../period.ts';
import { netOn } from '../posting.ts';
import { type Lot, drawableOf } from './lot.ts';
import { type Draw, type DrawingLine, compareLots, drawOn, subjectOf } from './waterfall.ts';

/** What the waterfall is run again over. */
export interface CreditHistory {
  /** Every cut of the book, oldest first. */
  readonly cuts: readonly IssuedCut[];
  /** All journals of the document's lines, and of the lines on cuts since `rerunStart`, in book order. */
  readonly journals: readonly Journal[];
  /** Changes of when lots expire, in the order of recording. */
  readonly expiries: readonly KnownExpiry[];
  /** By grant, of lots that may be used once paid: what moved on the account of the invoice that sold it, in book order. */
  readonly payments: ReadonlyMap<string, readonly KnownPayment[]>;
}

/** When a lot expires, as known from a place in the book on: cuts issued before it did not know. */
export interface KnownExpiry {
  readonly grantId: string;
  readonly expiresAt: Instant | null;
  readonly bookSeq: number;
}

/** What a journal adds to what is owed, or written off, of an invoice. */
export interface KnownPayment {
  readonly seq: number;
  readonly code: string;
  readonly amount: bigint;
}

/** A document before it draws on any credit. */
export interface LateDocument {
  /** With those that merely go on. */
  readonly lines: readonly InvoiceLine[];
  readonly prices: ReadonlyMap<string, CatalogPrice>;
}

/** What draws on it, in its order, and when. */
export interface LateDrawing extends LateDocument {
  readonly drawing: readonly DrawingLine[];
  readonly planIds: ReadonlyMap<string, string>;
  readonly at: Instant;
}

/**
 * What the lines draw on the lots and give back: those of the document in its order, then other lines whose credit moves. Where
 * nothing is late that is what `drawOn` gives.
 */
export function drawAsIfOnTime(document: LateDrawing, lots: readonly Lot[], history: CreditHistory): Draw[] {
  const start = rerunStart(document, history);
  if (start === null) return drawOn(document.drawing, lots, document.at);
  const lines = new Map(placedLines(document, history).filter(({ homes }) => [...homes.keys()].some((home) => home >= start)).map((line) => [line.lineKey, line]));
  const rerun = new Rerun([...lines.values()], lots);
  const known = { ...history, drawnUntil: drawnUntil([...lines.values()]) };
  for (const [index, cut] of history.cuts.entries()) {
    if (index < start) continue;
    const there = lots.filter(({ grant }) => grant.seq < cut.issueSeq).map((lot) => lotAt(lot, cut, known));
    rerun.draw(partsOn(index, lines, document).map((part) => rerun.withDrawn(part)), there, later(cut.asOf, cut.issuedAt));
  }
  const here = partsOn(history.cuts.length, lines, document);
  const own = document.drawing.flatMap((line) => (lines.has(line.lineKey) ? here.filter(({ lineKey }) => lineKey === line.lineKey).map((part) => rerun.withDrawn(part)) : [line]));
  const pinned = rerun.draw(own, lots, document.at).filter(({ lineKey }) => !lines.has(lineKey));
  const isOwn = new Set(document.drawing.map(({ lineKey }) => lineKey));
  const moved = inOrder([...lines.values()].filter(({ lineKey }) => !isOwn.has(lineKey)), document);
  const differences = groupBy([...rerun.differences(), ...pinned], ({ lineKey }) => lineKey);
  const ordered = [...lots].sort(compareLots);
  return [...document.drawing, ...moved].flatMap(({ lineKey }) => ordered.flatMap(({ grant }) => (differences.get(lineKey) ?? []).filter(({ grantId }) => grantId === grant.id)));
}

/**
 * Where among the cuts the waterfall is run again from: the earliest home of a late charge, and of whatever else lines that are
 * charged from there on have charged before. Null if nothing is late. With journals of further lines it may lie earlier.
 */
export function rerunStart(document: LateDocument, history: Pick<CreditHistory, 'cuts' | 'journals'>): number | null {
  const lines = placedLines(document, history).map(({ homes, isLate }) => ({ isLate, first: Math.min(...homes.keys()), last: Math.max(...homes.keys()) }));
  const late = lines.filter(({ isLate }) => isLate);
  if (late.length === 0) return null;
  let start = Math.min(...late.map(({ first }) => first));
  for (;;) {
    const from = start;
    const earliest = lines.reduce((first, line) => (line.last >= from && line.first < first ? line.first : first), from);
    if (earliest === start) return start;
    start = earliest;
  }
}

/** The evidence of lines that are on no document now and whose credit moves, by line key. */
export function evidenceOf(lineKeys: ReadonlySet<string>, { journals }: Pick<CreditHistory, 'journals'>): Map<string, LineEvidence> {
  const charged = journals.filter((journal) => isCharge(journal) && lineKeys.has(journal.line?.lineKey ?? ''));
  return new Map(charged.flatMap(({ line }) => (line === null ? [] : [[line.lineKey, line]])));
}

/** When a charge falls due by itself, for a service as it is known now: a fee in advance with its service, what is in arrears after it, the usage so far when it is billed. */
function dueOf(journal: Pick<Journal, 'billableAt' | 'line'>, { price, service }: { readonly price: CatalogPrice | undefined; readonly service: Period }): Instant | null {
  if (price === undefined || usedUntil(journal, price) !== null) return journal.billableAt;
  return isInAdvance(price) ? service.start : service.end;
}

/** Whether a document charges something for a line that fell due by itself when earlier documents reached already, and bills nothing of a voided one again. */
export function isChargedLate({ journals, service }: Pick<InvoiceLine, 'journals' | 'service'>, price: CatalogPrice | undefined, reachedBefore: Instant | null): boolean {
  if (reachedBefore === null || journals.some(({ kind }) => kind === 'REBILLING')) return false;
  return journals.some((journal) => {
    const due = PLACED_KINDS.includes(journal.kind) ? dueOf(journal, { price, service }) : null;
    return due !== null && due <= reachedBefore;
  });
}

/**
 * What lines have drawn on each lot by now, less what notes gave back: of those whose credit documents after a cut moved, so that what a note on that
 * cut gives back may be in its lot again. By line key, then by grant.
 */
export function movedDraws({ cuts, journals }: Pick<CreditHistory, 'cuts' | 'journals'>, { cutNumber }: Pick<IssuedCut, 'cutNumber'>): Map<string, ReadonlyMap<string, bigint>> {
  const draws = journals.filter(({ kind }) => kind === 'CREDIT_DRAW' || kind === 'CREDIT_RETURN');
  const since = cuts.flatMap((cut, index) => (cut.cutNumber > cutNumber ? [{ cut, previous: cuts[index - 1] ?? null }] : []));
  const ofLines = [...groupBy(draws, ({ line }) => line?.lineKey ?? '')];
  const moved = ofLines.filter(([, own]) => own.some((journal) => journal.kind === 'CREDIT_DRAW' && since.some(({ cut, previous }) => isOnCut(journal, cut, previous))));
  return new Map(moved.map(([lineKey, own]) => [lineKey, new Map(drawsBy(own).map(({ grantId, amount }) => [grantId, -amount]))]));
}

/** A line that is not pinned, with its charges by home: the index of a cut, or one more for the document. */
interface PlacedLine extends Pick<DrawingLine, 'lineKey'> {
  readonly evidence: LineEvidence;
  readonly homes: ReadonlyMap<number, readonly PlacedCharge[]>;
  /** Whether the document charges something for it that was due on an earlier one. */
  readonly isLate: boolean;
  /** By grant, by the journals. */
  readonly drawn: ReadonlyMap<string, bigint>;
}

interface PlacedCharge {
  readonly journal: Journal;
  readonly home: number;
  /** The moment after the last at which it counts; null for what counts when it takes effect. */
  readonly due: Instant | null;
  readonly isHere: boolean;
}

const PLACED_KINDS: readonly JournalKind[] = ['CHARGE', 'ADVANCE_FEE', 'ONE_OFF', 'DISCOUNT'];
const PINNING_KINDS: readonly JournalKind[] = ['CREDIT_NOTE', 'CREDIT_OFFSET', 'CREDIT_RETURN', 'REBILLING', 'CREDIT_PURCHASE'];

function placedLines({ lines, prices }: LateDocument, { cuts, journals }: Pick<CreditHistory, 'cuts' | 'journals'>): PlacedLine[] {
  const here = new Set(lines.flatMap((line) => line.journals.map(({ seq }) => seq)));
  const known = new Map([...journals, ...lines.flatMap((line) => line.journals)].map((journal) => [journal.seq, journal]));
  const ofLines = [...known.values()].filter(({ line }) => line !== null).sort((a, b) => a.seq - b.seq);
  const places = groupBy(ofLines, ({ line }) => placeOfLine(line, prices));
  return [...places.values()].flatMap((ofPlace): PlacedLine[] => {
    const lineKeys = new Set(ofPlace.map(({ line }) => line?.lineKey));
    const evidence = ofPlace.findLast(isCharge)?.line;
    if (!evidence || lineKeys.size > 1 || ofPlace.some(({ kind }) => PINNING_KINDS.includes(kind))) return [];
    const placed = ofPlace.flatMap((journal) => placeCharge(journal, { cuts, here, price: prices.get(evidence.priceId ?? ''), service: evidence.service }));
    const homes = groupBy(placed, ({ home }) => home);
    const isLate = [...homes].some(([home, charges]) => home < cuts.length && sumOf(charges.filter(({ isHere }) => isHere)) !== 0n);
    const before = drawsBy(ofPlace.filter(({ seq }) => !here.has(seq)));
    return homes.size === 0 ? [] : [{ lineKey: evidence.lineKey, evidence, homes, isLate, drawn: new Map(before.map(({ grantId, amount }) => [grantId, -amount])) }];
  });
}

/** What no document has, or will have with this one, has no place. */
function placeCharge(journal: Journal, { cuts, here, ...of }: { readonly cuts: readonly IssuedCut[]; readonly here: ReadonlySet<number>; readonly price: CatalogPrice | undefined; readonly service: Period }): PlacedCharge[] {
  if (!PLACED_KINDS.includes(journal.kind)) return [];
  const isHere = here.has(journal.seq);
  const holder = isHere ? cuts.length : cuts.findIndex((cut, index) => isOnCut(journal, cut, cuts[index - 1] ?? null));
  if (holder === -1) return [];
  const stays = !isHere && cuts[holder]?.terms?.lateCredit !== 'AS_IF_ON_TIME';
  const due = dueOf(journal, of);
  const reaching = stays || due === null ? -1 : cuts.findIndex(({ asOf }) => asOf >= due);
  const isMoved = reaching !== -1 && reaching < holder;
  return [{ journal, home: isMoved ? reaching : holder, due: isMoved ? due : journal.billableAt, isHere }];
}

/** What lines charge on a document of the re-run, in its order; they have drawn nothing yet. */
function partsOn(home: number, lines: ReadonlyMap<string, PlacedLine>, { prices, planIds }: LateDrawing): DrawingLine[] {
  const charged = inOrder([...lines.values()].filter(({ homes }) => homes.has(home)), { prices });
  return charged.map(({ lineKey, evidence, homes }) => {
    const charges = homes.get(home) ?? [];
    const newest = charges.findLast(({ journal }) => isCharge(journal)) ?? charges.at(-1);
    invariant(newest, 'a home has a charge');
    const whole = [...homes].reduce((sum, [other, earlier]) => (other <= home ? sum + sumOf(earlier) : sum), 0n);
    return { lineKey, amount: sumOf(charges), whole, drawn: new Map(), at: countsAt(newest), subject: subjectOf(prices.get(evidence.priceId ?? ''), planIds) };
  });
}

/** When a charge takes effect, or just before it is due if that is later. */
function countsAt({ journal: { effectiveAt }, due }: PlacedCharge): Instant {
  return due === null || due === 0 ? effectiveAt : later(effectiveAt, instant(due - 1));
}

function inOrder(lines: readonly PlacedLine[], { prices }: Pick<LateDocument, 'prices'>): PlacedLine[] {
  const subjects = { prices, charges: new Map() };
  return [...lines].sort((a, b) => compareLines(lineNames(a.evidence), lineNames(b.evidence), subjects));
}

/** Until when lots were drawn on, by what drew on them: they had not ended before. */
function drawnUntil(lines: readonly PlacedLine[]): Map<string, Instant> {
  const until = new Map<string, Instant>();
  for (const { drawn, homes } of lines) {
    const end = instant(Math.max(...[...homes.values()].flat().map(countsAt)) + 1);
    for (const grantId of drawn.keys()) until.set(grantId, later(end, until.get(grantId) ?? end));
  }
  return until;
}

/** A lot as a cut knew it. What became of it since counts by what is left. */
function lotAt(lot: Lot, { issueSeq }: IssuedCut, { expiries, payments, ...known }: CreditHistory & { readonly drawnUntil: ReadonlyMap<string, Instant> }): Lot {
  const changes = expiries.filter(({ grantId }) => grantId === lot.grant.id);
  const wasChangedSince = changes.some(({ bookSeq }) => bookSeq >= issueSeq);
  const then = changes.findLast(({ bookSeq }) => bookSeq < issueSeq);
  const grantedUntil = wasChangedSince ? (then === undefined ? lot.grant.terms.expiresAt : then.expiresAt) : lot.expiresAt;
  // The end of an allowance's lot follows from what is known of its subscription now; what was drawn stays drawn.
  const lasted = lot.expiresAt === null ? null : later(lot.expiresAt, known.drawnUntil.get(lot.grant.id) ?? lot.expiresAt);
  const expiresAt = lot.grant.terms.allowance === undefined ? grantedUntil : lasted;
  const moved = payments.get(lot.grant.id)?.filter(({ seq }) => seq < issueSeq);
  const owed = groupBy(moved ?? [], ({ code }) => code);
  const isPaidFor = moved === undefined ? lot.isPaidFor : moved.length > 0 && [...owed.values()].every((amounts) => amounts.reduce((sum, { amount }) => sum + amount, 0n) === 0n);
  return { ...lot, expiresAt, isPaidFor };
}

/** What lines have drawn while the waterfall is run again, and what is left of the lots. */
class Rerun {
  readonly #lines: readonly PlacedLine[];
  readonly #lots: readonly Lot[];
  readonly #drawn: ReadonlyMap<string, Map<string, bigint>>;
  readonly #left: Map<string, bigint>;

  /** The lots begin with what the lines have drawn on them, which is theirs to draw again. */
  constructor(lines: readonly PlacedLine[], lots: readonly Lot[]) {
    this.#lines = lines;
    this.#lots = lots;
    this.#drawn = new Map(lines.map(({ lineKey }) => [lineKey, new Map<string, bigint>()]));
    this.#left = new Map(lots.map((lot) => [lot.grant.id, drawableNow(lot)]));
    for (const { drawn } of lines) for (const [grantId, amount] of drawn) add(this.#left, grantId, amount);
  }

  /** A line of the next document, with what it has drawn so far. */
  withDrawn(line: DrawingLine): DrawingLine {
    return { ...line, drawn: new Map(this.#drawn.get(line.lineKey)) };
  }

  /** Draws on lots with what is left of them. */
  draw(lines: readonly DrawingLine[], lots: readonly Lot[], at: Instant): Draw[] {
    const draws = drawOn(lines, lots.map((lot) => ({ ...lot, burned: lot.burned + drawableOf(lot) - (this.#left.get(lot.grant.id) ?? 0n) })), at);
    for (const { lineKey, grantId, amount } of draws) {
      add(this.#left, grantId, -amount);
      const drawn = this.#drawn.get(lineKey);
      if (drawn !== undefined) add(drawn, grantId, amount);
    }
    return draws;
  }

  /** What the lines drew in the end, less what their journals have drawn. */
  differences(): Draw[] {
    for (const lot of this.#lots) invariant((this.#left.get(lot.grant.id) ?? 0n) >= 0n, `lot ${lot.grant.id} is not below zero`);
    return this.#lines.flatMap(({ lineKey, drawn }) => {
      const target = this.#drawn.get(lineKey) ?? new Map<string, bigint>();
      const grantIds = [...new Set([...target.keys(), ...drawn.keys()])];
      return grantIds.flatMap((grantId): Draw[] => {
        const amount = (target.get(grantId) ?? 0n) - (drawn.get(grantId) ?? 0n);
        return amount === 0n ? [] : [{ lineKey, grantId, amount }];
      });
    });
  }
}

/** Nothing where more was taken than may be: what was drawn stays drawn. */
function drawableNow(lot: Lot): bigint {
  const left = drawableOf(lot);
  return left > 0n ? left : 0n;
}

function sumOf(charges: readonly PlacedCharge[]): bigint {
  return charges.reduce((sum, { journal }) => sum + netOn(UNBILLED, journal.postings), 0n);
}

function add(sums: Map<string, bigint>, key: string, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount);
}
