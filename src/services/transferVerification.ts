/** Verifies transfers of credit between books: each side against the other. */
import { checkTransfer } from '../core/credits/transferCheck.ts';
import { type ScannedTransfer, type TransferPlace, findCreditInTransfer, scanTransfers } from '../repositories/creditTransfers.ts';
import type { Database } from '../store/database.ts';
import type { FactFinding } from './factVerification.ts';

const TRANSFER_ROWS = 500;

/** Of one tenant, or of all. */
export async function verifyTransfers(db: Database, tenantId: string | null): Promise<FactFinding[]> {
  const findings: FactFinding[] = [];
  for (let after: TransferPlace | null = null; ; ) {
    const rows = await scanTransfers(db, { tenantId, after, limit: TRANSFER_ROWS });
    for (const row of rows) findings.push(...wrongIn(row).map((message) => ({ check: 'BALANCE' as const, message, tenantId: row.tenantId, customerId: row.customerId, journalSeq: row.seq, invoiceNumber: null })));
    after = rows.at(-1) ?? null;
    if (rows.length < TRANSFER_ROWS) break;
  }
  for (const between of await findCreditInTransfer(db, tenantId)) {
    findings.push({ check: 'TRIAL_BALANCE', message: `credit in transfer comes to ${between.residual} ${between.currency} over all books, and not to zero`, tenantId: between.tenantId, customerId: null, journalSeq: null, invoiceNumber: null });
  }
  return findings;
}

/** Terms that are not what was stored may be no terms at all. */
function wrongIn({ read }: ScannedTransfer): string[] {
  try {
    return checkTransfer(read());
  } catch (error) {
    return [`a transfer of credit cannot be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}
