/**
 * Verification: journals per second through `BookCheck`, as it takes them from the database, beside a bare SHA-256 of as many
 * bytes in as many pieces, in the same run. The ratio is what to look at. Nothing is read from a database.
 */
import { createHash } from 'node:crypto';
import { type BookHead, type BookOwner, appendJournals, emptyBook } from '../src/core/book.ts';
import { BookCheck, type StoredJournal } from '../src/core/bookCheck.ts';
import { parseCurrency } from '../src/core/currency.ts';
import { Decimal } from '../src/core/decimal.ts';
import { digestOf } from '../src/core/digest.ts';
import { deriveId } from '../src/core/identity.ts';
import { instant, instantText } from '../src/core/instant.ts';
import type { JournalDraft } from '../src/core/journal.ts';
import { postFact } from '../src/core/postingRules.ts';

const JOURNALS = 100_000;
const ROUNDS = 5;
/** What one journal of a charge line is hashed over, measured: tags, lengths and contents. */
const BYTES_A_JOURNAL = 900;

export function benchVerify(): Promise<void> {
  const owner = { tenantId: deriveId('tenant', START, ['bench']), customerId: deriveId('customer', START, ['bench']) };
  const { journals, head } = generateBook(owner);
  const bytes = Buffer.alloc(BYTES_A_JOURNAL, 'neruba');
  const rates: { check: number; sha: number }[] = [];
  // Rounds alternate, so that a noisy moment of the machine falls on both.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const check = rateOf(() => checkBook(owner, journals, head));
    const sha = rateOf(() => journals.forEach(() => createHash('sha256').update(bytes).digest('hex')));
    if (round > 0) rates.push({ check, sha });
  }
  const figures = { 'core check': median(rates.map(({ check }) => check)), 'bare SHA-256': median(rates.map(({ sha }) => sha)) };
  for (const [figure, value] of Object.entries(figures)) print({ figure, unit: 'journals/s', value: Math.round(value) });
  print({ figure: 'core check / bare SHA-256', unit: 'ratio', value: Number(median(rates.map(({ check, sha }) => check / sha)).toFixed(3)) });
  return Promise.resolve();
}

const START = instant(Date.UTC(2026, 0, 1));
const MONTH_MS = 31 * 86_400_000;
const USD = parseCurrency('USD');

/** One customer with many lines: a charge of usage and one of a fee in turn, each with its evidence and a posting. */
function generateBook(owner: BookOwner): { journals: StoredJournal[]; head: BookHead } {
  const drafts = Array.from({ length: JOURNALS }, (_, index) => draftAt(index));
  const { journals, head } = appendJournals(owner, emptyBook(owner, START), drafts, { now: START, cause: 'issue 2026-01', actor: deriveId('key', START, ['bench']) });
  return { journals: journals.map((journal) => ({ ...journal, postingCount: journal.postings.length, strayPostings: [], strayFields: [] })), head };
}

function draftAt(index: number): JournalDraft {
  const start = instant(START + index);
  const end = instant(start + MONTH_MS);
  const subscriptionId = deriveId('subscription', START, [String(index % 100)]);
  const priceId = deriveId('price', START, [String(index % 10)]);
  const lineKey = `${subscriptionId}:${priceId}:${instantText(start)}`;
  const isUsage = index % 2 === 0;
  return {
    kind: isUsage ? 'CHARGE' : 'ADVANCE_FEE',
    currency: USD,
    effectiveAt: start,
    billableAt: end,
    reversesSeq: null,
    invoiceId: null,
    line: { lineKey, subscriptionId, priceId, service: { start, end }, dimensions: null, quantity: new Decimal(index), eventCount: isUsage ? index : null, exactAmount: new Decimal(index).div(7).toDecimalPlaces(30), ratedDigest: digestOf('bench', [String(index)]) },
    postings: postFact(isUsage ? 'usage charged' : 'fee charged in advance', { chargeLine: lineKey, price: priceId }, BigInt(index + 1)),
  };
}

function checkBook(owner: BookOwner, journals: readonly StoredJournal[], head: BookHead): void {
  const check = new BookCheck(owner);
  for (const journal of journals) check.add(journal);
  check.finish(head);
  if (check.findings.length > 0) throw new Error(`found ${JSON.stringify(check.findings[0])}`);
}

/** By the processor time that it took: a machine that others use too does not change it. */
function rateOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (JOURNALS * 1_000_000) / (user + system);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(figure: object): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
