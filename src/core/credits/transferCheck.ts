/** Checking a transfer over both books: what left the one is what arrived in the other, and nothing stays between them. */
import type { Grant } from './grant.ts';
import type { CreditTransfer } from './transfer.ts';

/** A transfer with what is stored on either side of it. */
export interface StoredTransfer {
  readonly transfer: CreditTransfer;
  /** What its journal takes from the lot, in minor units; null if it has none. */
  readonly sent: bigint | null;
  /** The lot that it became; null if there is none. */
  readonly received: Grant | null;
  /** What that lot's journal puts on the book of the other; null if it has none. */
  readonly arrived: bigint | null;
}

/** What is wrong with a transfer, in words; nothing if all is well. */
export function checkTransfer({ transfer, sent, received, arrived }: StoredTransfer): string[] {
  const { terms, grantId, customerId, toGrantId } = transfer;
  const { moved } = terms;
  const wrong: string[] = [];
  const refuse = (isWrong: boolean, message: string) => {
    if (isWrong) wrong.push(`transfer to lot ${toGrantId}: ${message}`);
  };
  refuse(sent !== moved.amount, `${moved.amount} were moved, and ${String(sent)} left`);
  if (received === null) {
    refuse(true, 'there is no such lot');
    return wrong;
  }
  refuse(arrived !== moved.amount || received.terms.amount !== moved.amount, `${moved.amount} were moved, and ${String(arrived)} arrived`);
  const from = received.terms.transfer;
  refuse(from?.grantId !== grantId || from.customerId !== customerId, `that lot did not come from lot ${grantId}`);
  const [units, granted] = [moved.units ?? null, received.terms.unit?.amount ?? null];
  refuse(units === null || granted === null ? units !== granted : !units.eq(granted), 'the units that left are not those that arrived');
  return wrong;
}
