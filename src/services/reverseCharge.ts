/** Takes a one-off charge back, once. */
import { appendJournals } from '../core/book.ts';
import { BillingError, refuseUnless } from '../core/errors.ts';
import { invariant } from '../core/invariant.ts';
import { parseSentence, reversalJournal } from '../core/oneOffCharge.ts';
import { lockBook, saveBook } from '../repositories/books.ts';
import { findCharges, insertReversal } from '../repositories/charges.ts';
import { findJournals, insertJournals } from '../repositories/journals.ts';
import type { TenantActor } from './actor.ts';
import { noticeBalance } from './balanceAlerts.ts';
import type { Engine } from './engine.ts';
import { once } from './idempotency.ts';

/** Where a charge is found. */
export interface ChargePlace {
  readonly customerId: string;
  readonly chargeId: string;
}

export interface ReverseChargeInput {
  readonly idempotencyKey: string;
  readonly reason: string;
}

/** Errors, in order: the idempotency key's; NOT_FOUND at `chargeId`; INVALID_STATE at `chargeId` for a purchase of credit; `reason` as `parseSentence`; INVALID_STATE at `chargeId` the second time. */
export async function reverseCharge(engine: Engine, actor: TenantActor, place: ChargePlace | null, input: ReverseChargeInput): Promise<{ chargeId: string; replayed: boolean }> {
  const request = { operation: 'reverseCharge', idempotencyKey: input.idempotencyKey, input: { ...input, ...place } };
  const { kept, replayed } = await once<{ chargeId: string }>(engine, actor, request, async (tx, { tenant, now }) => {
    const isInReach = place !== null && (actor.customerId === null || actor.customerId === place.customerId);
    const owner = { tenantId: tenant.id, customerId: place?.customerId ?? '' };
    const book = isInReach ? await lockBook(tx, owner) : null;
    const [charge] = book ? await findCharges(tx, owner, [place?.chargeId ?? '']) : [];
    if (!book || !charge) throw new BillingError('NOT_FOUND', 'is not a charge', ['chargeId']);
    await noticeBalance(tx, book, now);
    const [journal] = await findJournals(tx, owner, [{ customerId: charge.customerId, seq: charge.seq }]);
    invariant(journal, 'a charge has a journal');

    refuseUnless(journal.kind === 'ONE_OFF', 'INVALID_STATE', 'bought credit, of which voidGrant takes back what is left', ['chargeId']);
    const reason = parseSentence(input.reason, 'reason');
    const draft = reversalJournal(charge, journal, { currency: journal.currency, now, ratedThrough: book.ratedThrough });
    const { journals, head } = appendJournals(owner, book, [draft], { now, cause: input.idempotencyKey, actor: actor.keyId });

    await insertJournals(tx, owner, journals);
    await insertReversal(tx, owner, { chargeId: charge.id, customerId: charge.customerId, reason, seq: head.seq, recordedAt: head.recordedAt, actor: actor.keyId });
    await saveBook(tx, { ...book, ...head });
    return { kept: { chargeId: charge.id }, replayed: false };
  });
  return { ...kept, replayed };
}
