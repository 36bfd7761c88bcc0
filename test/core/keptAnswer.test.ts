import { describe, expect, it } from 'vitest';
import { KEPT_ANSWERS, namedRows, wrongRow } from '../../src/core/keptAnswer.ts';

const ID = '01234567-89ab-7def-8123-456789abcdef';
const OTHER = '01234567-89ab-7def-8123-456789abcdee';
const answer = (operation: string, resultText: string) => ({ key: 'k', operation, resultText });

describe('answers kept for idempotency keys', () => {
  it('idempotency: an answer names the rows that its operation says', () => {
    expect(namedRows(answer('issueInvoice', `{"invoiceId":"${ID}"}`))).toEqual({ rows: [{ kind: 'INVOICE', id: ID, customerId: null }], wrong: [] });
    // By key, a subscription is found together with its customer.
    expect(namedRows(answer('changePlan', `{"customerId":"${OTHER}","subscriptionId":"${ID}"}`)).rows).toEqual([{ kind: 'CUSTOMER', id: OTHER, customerId: OTHER }, { kind: 'SUBSCRIPTION', id: ID, customerId: OTHER }]);
    expect(namedRows(answer('migrateSubscription', '{"outcome":"UNCHANGED"}'))).toEqual({ rows: [], wrong: [] });
  });

  it('idempotency: a purchase may have no bonus; no other id may be missing', () => {
    const purchase = { bonusId: null, grantId: ID, invoiceId: OTHER };
    expect(namedRows(answer('purchaseCredits', JSON.stringify(purchase)))).toEqual({ rows: [{ kind: 'GRANT', id: ID, customerId: null }, { kind: 'INVOICE', id: OTHER, customerId: null }], wrong: [] });
    expect(namedRows(answer('grantCredits', '{}')).wrong).toEqual(['names no grant as grantId']);
    expect(namedRows(answer('grantCredits', '{"grantId":"x"}')).wrong).toEqual(['names no grant as grantId']);
    expect(namedRows(answer('grantCredits', '{"grantId":7}')).wrong).toEqual(['names no grant as grantId']);
  });

  it('idempotency: an operation that there is not, and an answer that is no canonical JSON, are told', () => {
    expect(namedRows(answer('toString', '{}')).wrong).toEqual(['is of no operation that there is']);
    for (const text of ['', '[]', 'null', '{}x', '{ }']) expect(namedRows(answer('issueInvoice', text)).wrong).toEqual(['is not canonical JSON']);
  });

  it('idempotency: what an operation posted has its key; what it only refers to may have another', () => {
    const [posted] = namedRows(answer('grantCredits', `{"grantId":"${ID}"}`)).rows;
    const kept = answer('grantCredits', '');
    expect(wrongRow(kept, posted!, null)).toBe(`names grant ${ID}, which is not there`);
    expect(wrongRow(kept, posted!, { cause: 'k' })).toBeNull();
    expect(wrongRow(kept, posted!, { cause: 'K' })).toBe(`names grant ${ID}, which was posted under another key`);
    expect(wrongRow(kept, posted!, { cause: null })).toBe(`names grant ${ID}, which was posted under another key`);
    expect(wrongRow(answer('voidGrant', ''), posted!, { cause: 'granted before' })).toBeNull();
  });

  it('idempotency: every operation names rows by fields that end in an id', () => {
    expect(Object.values(KEPT_ANSWERS).flatMap((fields) => Object.keys(fields)).filter((field) => !/^id$|Id$/.test(field))).toEqual([]);
  });
});
