/** A page of credit notes: each derived from the ledger and held against its seal before it is shown. */
import type { RecordedCreditNote } from '../repositories/creditNotes.ts';
import type { Page } from '../repositories/page.ts';
import { type DerivedCreditNote, type SealedCreditNote, assertNoteSealed } from '../services/derivedCreditNotes.ts';
import type { RequestContext } from './context.ts';
import { type CreditNoteSource, creditNoteSource } from './sources.ts';

export async function loadCreditNotePage({ loaders }: RequestContext, { rows, ...ends }: Page<RecordedCreditNote>): Promise<Page<CreditNoteSource>> {
  const derived = await Promise.all(rows.map(({ id }) => loaders().creditNotes.load(id)));
  return { rows: derived.flatMap((note) => (note ? [creditNoteSource(sealedNote(note))] : [])), ...ends };
}

/** Errors: SEAL_BROKEN. */
export function sealedNote(derived: DerivedCreditNote): SealedCreditNote {
  assertNoteSealed(derived);
  return derived;
}
