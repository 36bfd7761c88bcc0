/** Checking cuts: every issued invoice stands where the book says, cleared what it billed, and derives to its seal. */
import type { Finding } from './bookCheck.ts';
import type { IssuedCut } from './cut.ts';
import type { InvoiceView } from './invoice.ts';
import { issuePostings } from './issuing.ts';
import type { Journal } from './journal.ts';
import { isNumberOf } from './numbering.ts';
import { postingsText } from './posting.ts';

/** A cut with what it derives to. */
export interface CheckedCut {
  readonly cut: IssuedCut;
  readonly view: InvoiceView;
  readonly issueJournal: Pick<Journal, 'kind' | 'seq' | 'postings'> | null;
  readonly seal: string | null;
  readonly derivedSeal: string | null;
}

/** What is wrong with one cut, given the one before it. */
export function checkCut({ cut, view, issueJournal, seal, derivedSeal }: CheckedCut, previous: IssuedCut | null): Finding[] {
  const findings: Finding[] = [];
  const report = (check: Finding['check'], message: string) => findings.push({ check, message, journalSeq: cut.issueSeq, invoiceNumber: cut.number });
  if (cut.cutNumber !== (previous?.cutNumber ?? 0) + 1) report('CUT', `invoice ${cut.number} is cut ${cut.cutNumber} and follows cut ${previous?.cutNumber ?? 0}`);
  if (previous && reachesLess(cut, previous)) report('CUT', `invoice ${cut.number} reaches less far than the one before it`);
  if (!isNumberOf(cut.number, cut)) report('NUMBERING', `invoice ${cut.number} is number ${cut.seriesNumber} of series ${cut.series}`);
  if (cut.note ? !isNoteAfter(cut, previous) : cut.issueSeq !== cut.cutSeq + 1) report('CUT', `invoice ${cut.number} was not issued by the journal after its cut`);
  if (issueJournal?.seq !== cut.issueSeq) {
    report('CUT', `invoice ${cut.number} has no issue journal at ${cut.issueSeq}`);
    return findings;
  }
  if (postingsText(issueJournal.postings) !== postingsText(issuePostings(view, cut.id))) {
    report('CUT', `invoice ${cut.number} did not clear what its lines have unbilled`);
  }
  if (seal === null) report('SEAL', `invoice ${cut.number} has no seal`);
  else if (seal !== derivedSeal) report('SEAL', `invoice ${cut.number} does not derive to its seal`);
  return findings;
}

/** A note reaches exactly as far as the cut before it. */
function reachesLess(cut: IssuedCut, previous: IssuedCut): boolean {
  if (cut.note) return cut.cutSeq !== previous.cutSeq || cut.asOf !== previous.asOf;
  return cut.cutSeq < previous.issueSeq || cut.asOf < previous.asOf;
}

function isNoteAfter(cut: IssuedCut, previous: IssuedCut | null): boolean {
  return previous !== null && cut.issueSeq > previous.issueSeq;
}

/** What a book's head says of its cuts. */
export interface CutHead {
  readonly cutNumber: number;
  readonly ratedSeq: number;
  readonly ratedThrough: number | null;
}

/** What is wrong with a book's cuts as a whole: one for each issue journal, and the head at the newest. */
export function checkCutsOfBook(head: CutHead, cuts: readonly IssuedCut[], issueSeqs: readonly number[]): Finding[] {
  const findings: Finding[] = [];
  const cutAt = new Set(cuts.map(({ issueSeq }) => issueSeq));
  for (const seq of issueSeqs) {
    if (!cutAt.has(seq)) findings.push({ check: 'CUT', message: `journal ${seq} issued an invoice that has no cut`, journalSeq: seq, invoiceNumber: null });
  }
  const newest = cuts.at(-1);
  const stands = head.cutNumber === cuts.length && head.ratedSeq === (newest?.issueSeq ?? 0) && head.ratedThrough === (newest?.asOf ?? null);
  if (!stands) {
    findings.push({ check: 'CUT', message: `the book says its newest cut is ${head.cutNumber}, and it has ${cuts.length}`, journalSeq: null, invoiceNumber: newest?.number ?? null });
  }
  return findings;
}
