/** Lots of a simulated book: what its journals say of each grant. */
import { type Account, PREPAID_CREDIT, PROMOTIONAL_CREDIT } from '../../src/core/accounts.ts';
import type { Grant } from '../../src/core/credits/grant.ts';
import { type Lot, type LotSums, sumOfKind } from '../../src/core/credits/lot.ts';
import type { Decimal } from '../../src/core/decimal.ts';
import type { Instant } from '../../src/core/instant.ts';
import type { Journal } from '../../src/core/journal.ts';

/** What stands beside the journals, by grant: expiries that were changed, and units that went to other books. */
interface BesideJournals {
  readonly expiries: ReadonlyMap<string, Instant | null>;
  readonly movedUnits: ReadonlyMap<string, Decimal>;
}

export function simulatedLots(grants: readonly Grant[], journals: readonly Journal[], { expiries, movedUnits }: BesideJournals): Lot[] {
  return grants.map((grant) => {
    const sums: { -readonly [Name in keyof LotSums]: bigint } = { granted: 0n, burned: 0n, expired: 0n, voided: 0n, transferred: 0n };
    for (const { kind, postings } of journals) {
      const sum = sumOfKind(kind);
      for (const { debit, credit, amount } of sum === null ? [] : postings) {
        if (sum !== null && isOfLot(credit, grant)) sums[sum.name] += sum.sign * amount;
        if (sum !== null && isOfLot(debit, grant)) sums[sum.name] -= sum.sign * amount;
      }
    }
    const [changed, units] = [expiries.get(grant.id), movedUnits.get(grant.id)];
    return { grant, ...sums, expiresAt: changed === undefined ? grant.terms.expiresAt : changed, isPaidFor: true, ...(units && { transferredUnits: units }) };
  });
}

function isOfLot({ code, reference }: Account, { id }: Grant): boolean {
  return reference === id && (code === PREPAID_CREDIT || code === PROMOTIONAL_CREDIT);
}
