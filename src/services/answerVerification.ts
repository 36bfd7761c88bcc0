/** Verifies the answers kept for idempotency keys: what each names is there, and whatever was posted under a key has its answer. */
import { namedRows, wrongRow } from '../core/keptAnswer.ts';
import { answeredName, findAnsweredRows, findUnansweredJournals, scanStoredAnswers } from '../repositories/answeredRows.ts';
import type { Database } from '../store/database.ts';
import type { FactFinding } from './factVerification.ts';

/** Of one tenant. That the record itself is what was recorded, its entry says. Memory does not grow with their number. */
export async function verifyAnswers(db: Database, tenantId: string): Promise<FactFinding[]> {
  const findings: FactFinding[] = [];
  for await (const answers of scanStoredAnswers(db, tenantId)) {
    const read = answers.map((answer) => ({ answer, ...namedRows(answer) }));
    const found = await findAnsweredRows(db, tenantId, read.flatMap(({ rows }) => rows));
    for (const { answer, rows, wrong } of read) {
      const ofRows = rows.flatMap((row) => wrongRow(answer, row, found.get(answeredName(row)) ?? null) ?? []);
      for (const what of [...wrong, ...ofRows]) findings.push(finding(tenantId, `the answer kept for idempotency key ${JSON.stringify(answer.key)} of ${answer.operation} ${what}`));
    }
  }
  for (const { customerId, seq, cause } of await findUnansweredJournals(db, tenantId)) {
    findings.push({ ...finding(tenantId, `journal ${seq} was asked for under idempotency key ${JSON.stringify(cause)}, of which no answer is kept`), customerId, journalSeq: seq });
  }
  return findings;
}

function finding(tenantId: string, message: string): FactFinding {
  return { tenantId, check: 'IDEMPOTENCY', message, customerId: null, journalSeq: null, invoiceNumber: null };
}
