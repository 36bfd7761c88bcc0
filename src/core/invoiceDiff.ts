/** Invoice differences: what became known, between two times, about what an issued invoice bills. The invoice itself never changes. */
import type { CreditNoteView } from './creditNote.ts';
import type { Decimal } from './decimal.ts';
import type { Instant } from './instant.ts';
import type { InvoiceLine, InvoiceView } from './invoice.ts';

/** A document of the book with something of the invoice's lines; the last may be the next one, which is not issued yet. */
export interface LineDocument<Document, Note> {
  readonly document: Document;
  /** Null if it is not issued yet: what it has is pending. */
  readonly issuedAt: Instant | null;
  readonly view: InvoiceView;
  /** The credit notes on it by the second time, oldest first. */
  readonly notes: readonly NoteOnDocument<Note>[];
}

/** A credit note, and what it takes off each line of its invoice, after discounts. */
export interface NoteOnDocument<Note> {
  readonly note: Note;
  readonly issuedAt: Instant;
  /** Whether it voids the document: none of its lines is charged any more. */
  readonly isVoid: boolean;
  readonly view: Pick<CreditNoteView, 'lines'>;
}

/** The invoice, and the other documents that touch its lines, oldest first, none issued after the second time. */
export interface DocumentsOfLines<Document, Note> {
  readonly invoice: LineDocument<Document, Note>;
  readonly earlier: readonly LineDocument<Document, Note>[];
  readonly later: readonly LineDocument<Document, Note>[];
}

/** What one line of the invoice came to, at two times. Minor units, before discounts, of the whole line on whichever documents stand. */
export interface LineDifference<Document, Note> {
  readonly line: InvoiceLine;
  readonly quantityBefore: Decimal | null;
  readonly amountBefore: bigint;
  readonly quantityAfter: Decimal | null;
  readonly amountAfter: bigint;
  /** `amountAfter - amountBefore`: what the adjustments come to. */
  readonly difference: bigint;
  /** The part of the difference that no invoice has yet. */
  readonly pending: bigint;
  /** In the order in which they were issued. */
  readonly adjustments: readonly LineAdjustment<Document, Note>[];
  /** What the credits come to: zero or below, unless a void takes more notes back than there were. */
  readonly credited: bigint;
  /** In the order in which they were issued. */
  readonly credits: readonly LineCredit<Document, Note>[];
}

/** A line of a document that charges some of the difference; or of one that was voided, which takes its charge off. */
export interface LineAdjustment<Document, Note> {
  readonly document: Document;
  readonly line: InvoiceLine;
  readonly amount: bigint;
  readonly isPending: boolean;
  /** The note that voids the document; null for what the document charges. */
  readonly voidedBy: Note | null;
}

/**
 * What a note takes off the line, after discounts: below zero. A void takes its document's charge off as an adjustment, so of
 * what notes on that had taken off before it, it is the opposite.
 */
export interface LineCredit<Document, Note> {
  readonly document: Document;
  readonly note: Note;
  readonly amount: bigint;
}

/**
 * The differences of an invoice's lines between `from` and the second time, in the order of its lines. A line is followed by its
 * key, and by the keys of lines that take its place or whose place it took. A document that was voided by a time charges nothing at it.
 */
export function diffInvoice<Document, Note>(documents: DocumentsOfLines<Document, Note>, from: Instant): LineDifference<Document, Note>[] {
  return documents.invoice.view.lines.map((line) => diffLine(line, documents, from));
}

function diffLine<Document, Note>(line: InvoiceLine, documents: DocumentsOfLines<Document, Note>, from: Instant): LineDifference<Document, Note> {
  const steps = stepsOf(line, documents);
  const isBefore = ({ at }: Step<Document, Note>) => at !== null && at <= from;
  const before = steps.filter(isBefore);
  const since = steps.filter((step) => !isBefore(step));
  const adjustments = since.flatMap(({ adjustment }) => adjustment ?? []);
  const credits = since.flatMap(({ credit }) => credit ?? []);
  const amountBefore = charged(before);
  const difference = charged(since);
  return {
    line,
    quantityBefore: quantityOf(before),
    amountBefore,
    quantityAfter: quantityOf(steps),
    amountAfter: amountBefore + difference,
    difference,
    pending: charged(since.filter(({ at }) => at === null)),
    adjustments,
    credited: sumOf(credits),
    credits,
  };
}

/** One thing that happened to a line: a document charges it, is voided, or a note takes something off it. */
interface Step<Document, Note> {
  /** Null for what is pending. */
  readonly at: Instant | null;
  readonly quantity: Decimal | null;
  readonly adjustment: LineAdjustment<Document, Note> | null;
  readonly credit: LineCredit<Document, Note> | null;
}

/** By time, what is pending last. */
function stepsOf<Document, Note>(line: InvoiceLine, documents: DocumentsOfLines<Document, Note>): Step<Document, Note>[] {
  const { invoice, later } = documents;
  const steps = [...earlierLines(line, documents.earlier), [invoice, line] as const, ...laterLines(line, later)].flatMap(([document, own]) => stepsOn(document, own));
  return steps.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity));
}

type OwnLine<Document, Note> = readonly [LineDocument<Document, Note>, InvoiceLine];

function earlierLines<Document, Note>(line: InvoiceLine, earlier: readonly LineDocument<Document, Note>[]): OwnLine<Document, Note>[] {
  const keys = new Set(keysOf(line));
  const found: OwnLine<Document, Note>[] = [];
  for (const document of [...earlier].reverse()) {
    const matching = (one: InvoiceLine) => keys.has(one.lineKey);
    const [own, going] = [document.view.lines.filter(matching), document.view.continued.filter(matching)];
    for (const one of [...own, ...going]) keysOf(one).forEach((key) => keys.add(key));
    found.push(...own.map((one) => [document, one] as const));
  }
  return found;
}

function laterLines<Document, Note>(line: InvoiceLine, later: readonly LineDocument<Document, Note>[]): OwnLine<Document, Note>[] {
  const keys = new Set(keysOf(line));
  return later.flatMap((document) => {
    const matching = (one: InvoiceLine) => keysOf(one).some((key) => keys.has(key));
    const own = document.view.lines.filter(matching);
    for (const { lineKey } of [...own, ...document.view.continued.filter(matching)]) keys.add(lineKey);
    return own.map((one) => [document, one] as const);
  });
}

function keysOf({ lineKey, supersedes }: InvoiceLine): string[] {
  return supersedes === null ? [lineKey] : [lineKey, supersedes.lineKey];
}

function stepsOn<Document, Note>({ document, issuedAt, notes }: LineDocument<Document, Note>, line: InvoiceLine): Step<Document, Note>[] {
  const charge = { document, line, amount: line.amount, isPending: issuedAt === null, voidedBy: null };
  const steps: Step<Document, Note>[] = [{ at: issuedAt, quantity: line.quantity, adjustment: charge, credit: null }];
  let taken = 0n;
  for (const { note, issuedAt: at, isVoid, view } of notes) {
    const part = view.lines.find(({ lineKey }) => lineKey === line.lineKey)?.amount ?? 0n;
    const credited = isVoid ? taken : -part;
    steps.push({
      at,
      quantity: isVoid && line.quantity !== null ? line.quantity.negated() : null,
      adjustment: isVoid ? { ...charge, amount: -line.amount, voidedBy: note } : null,
      credit: credited === 0n ? null : { document, note, amount: credited },
    });
    taken += part;
  }
  return steps;
}

function charged<Document, Note>(steps: readonly Step<Document, Note>[]): bigint {
  return sumOf(steps.flatMap(({ adjustment }) => adjustment ?? []));
}

/** Null if no step has any: a fee without a quantity. */
function quantityOf<Document, Note>(steps: readonly Step<Document, Note>[]): Decimal | null {
  return steps.reduce<Decimal | null>((sum, { quantity }) => (quantity === null ? sum : (sum?.plus(quantity) ?? quantity)), null);
}

function sumOf(parts: readonly { readonly amount: bigint }[]): bigint {
  return parts.reduce((sum, { amount }) => sum + amount, 0n);
}
