/** Recurring grants over HTTP, on every engine: owed before they are posted, posted once, rolled over, ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIdOf } from '../../src/graphql/nodeId.ts';
import { postAllCredit } from '../../src/jobs/credits.ts';
import { closeEngine, openEngine } from '../../src/main.ts';
import type { Engine } from '../../src/services/engine.ts';
import { findDueCredit, postDueCredit } from '../../src/services/postDueCredit.ts';
import { ApiClient, type TestApi, configOf, startApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, completion, createCatalog, createSubscriber, record } from '../support/shop.ts';

const APRIL = '2026-04-01T00:00:00Z';
const MAY = '2026-05-01T00:00:00Z';

interface Wallet {
  readonly balance: { readonly amount: string };
  readonly projectedBalance: { readonly amount: string };
  readonly owed: readonly Row[];
  readonly grants: { readonly nodes: readonly Row[] };
}
type Row = Record<'status' | 'startsAt' | 'expiresAt' | 'recurringPart', string> & Record<'granted' | 'burned' | 'expired' | 'remaining', { readonly amount: string }> & { readonly journal: { readonly effectiveAt: string } };

const LOT = 'status startsAt expiresAt recurringPart granted { amount } burned { amount } expired { amount } remaining { amount } journal { effectiveAt }';
const wallet = async (client: ApiClient): Promise<Wallet> =>
  (await client.ask<{ customer: { credits: Wallet } }>(`{ customer(externalId: "acme") { credits { balance { amount } projectedBalance { amount } owed { ${LOT} } grants(first: 100) { nodes { ${LOT} } } } } }`)).customer.credits;
const tell = ({ startsAt, recurringPart, status, ...lot }: Row) => `${startsAt.slice(0, 10)} ${recurringPart} ${status} ${lot.granted.amount} ${lot.burned.amount} ${lot.expired.amount} ${lot.remaining.amount}`;
const lots = async (client: ApiClient) => (await wallet(client)).grants.nodes.map(tell).sort();
const credits = async (client: ApiClient, key: string) => (await client.must<{ invoice: { credits: { amount: string } } }>('issueInvoice', { idempotencyKey: key, customerExternalId: 'acme' }, 'invoice { credits { amount } }')).invoice.credits.amount;
const inMonth = (key: string, n: number, month: number) => ({ ...completion('acme', key, n), occurredAt: `2026-0${month}-10T12:00:00Z` });

describe.each(dialectsUnderTest())('recurring grants on $name', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi(dialect);
  });
  afterAll(() => api.stop());

  /** Works on the database while no server does. */
  const offline = async (work: (engine: Engine) => Promise<void>): Promise<void> => {
    await api.stop({ keepDatabase: true });
    const engine = await openEngine(configOf(api.database));
    await work(engine).finally(() => closeEngine(engine));
    api = await startApi(dialect, { database: api.database });
  };

  it('recurring grants: whether the job posts them or the next invoice, they are the same lots; what is left goes over', async () => {
    const keys: string[] = [];
    const rules: string[] = [];
    for (const name of ['invoiced', 'posted']) {
      const client = await api.createTenant({ sandboxClock: FEBRUARY, name });
      keys.push(client.key);
      await createCatalog(client);
      await createSubscriber(client, 'acme');
      const input = { idempotencyKey: 'rule', customerExternalId: 'acme', amount: '8.00', anchor: 'CALENDAR', interval: { unit: 'MONTH' }, rollover: { maximumAmount: '3.00' }, scope: { meterCodes: ['tokens'] } };
      const { recurringGrant } = await client.must<{ recurringGrant: { id: string } }>('createRecurringGrant', input, 'recurringGrant { id amount { amount } endAt rollover { maximumAmount { amount } percentage intervals } scope { meterCodes } ending { reason } }');
      expect(recurringGrant).toMatchObject({ amount: { amount: '8.00' }, endAt: null, rollover: { maximumAmount: { amount: '3.00' }, percentage: null, intervals: 1 }, scope: { meterCodes: ['tokens'] }, ending: null });
      rules.push(recurringGrant.id);
      // 8.00 a month, of which 3.00 may go over: 5.00 to the end of February, 3.00 to the end of March.
      expect(await lots(client)).toEqual(['2026-02-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-02-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00']);
      // The fees of January and February are not tokens.
      expect(await credits(client, 'i1')).toBe('0.00');
      await record(client, [inMonth('february', 200, 2)]);
      await advance(client, MARCH);
      // Nobody posted anything since: of February 3.00 went over, March brings 8.00. February's 2.00 will be drawn on what ends with it.
      const { balance, projectedBalance, owed, grants } = await wallet(client);
      expect([balance.amount, projectedBalance.amount, grants.nodes.length]).toEqual(['11.00', '11.00', 2]);
      expect(owed.map(tell)).toEqual(['2026-03-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-03-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00']);
      expect(owed.map(({ expiresAt, journal }) => [expiresAt, journal.effectiveAt])).toEqual([['2026-04-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'], ['2026-05-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']]);
    }

    const { viewer } = await new ApiClient(api.url, keys[1]!).ask<{ viewer: { tenant: { id: string } } }>('{ viewer { tenant { id } } }');
    await offline(async (engine) => {
      for await (const owner of findDueCredit(engine, decodeIdOf('ten', viewer.tenant.id)![0])) {
        // Two lots of March and the expiry of February, once, by whichever of four comes first.
        const posted = await Promise.all([1, 2, 3, 4].map(() => postDueCredit(engine, owner)));
        expect(posted.sort()).toEqual([0, 0, 0, 3]);
      }
    });

    for (const [index, key] of keys.entries()) {
      const client = new ApiClient(api.url, key);
      const { owed, balance } = await wallet(client);
      expect([owed.length, balance.amount]).toEqual([[2, 0][index], '11.00']);
      // 200 tokens of February for 2.00.
      expect(await credits(client, 'i2')).toBe('-2.00');
      expect(await lots(client)).toEqual([
        '2026-02-01 BASE EXPIRED 5.00 2.00 3.00 0.00', '2026-02-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00',
        '2026-03-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-03-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00',
      ]);
      // 900 tokens of March for 9.00 and 400 late ones for 4.00: 3.00 that came over, 8.00 of March, 2.00 are left to pay. April's lots are for April.
      await record(client, [inMonth('march', 900, 3), inMonth('late', 400, 2)]);
      await advance(client, APRIL);
      expect(await credits(client, 'i3')).toBe('-11.00');
      expect((await lots(client)).slice(1)).toEqual([
        '2026-02-01 ROLLOVER USED 3.00 3.00 0.00 0.00', '2026-03-01 BASE USED 5.00 5.00 0.00 0.00', '2026-03-01 ROLLOVER USED 3.00 3.00 0.00 0.00',
        '2026-04-01 BASE ACTIVE 5.00 0.00 0.00 5.00', '2026-04-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00',
      ]);
      const ended = await client.must<object>('endRecurringGrant', { idempotencyKey: 'end', recurringGrantId: rules[index], endAt: MAY, reason: 'churned' }, 'recurringGrant { endAt ending { endAt reason } }');
      expect(ended).toMatchObject({ recurringGrant: { endAt: '2026-05-01T00:00:00.000Z', ending: { endAt: '2026-05-01T00:00:00.000Z', reason: 'churned' } } });
      const { userErrors } = await client.mutate('endRecurringGrant', { idempotencyKey: 'again', recurringGrantId: rules[index] }, 'replayed');
      expect(userErrors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(['INVALID_STATE input.recurringGrantId']);
      await advance(client, MAY);
      expect((await wallet(client)).balance.amount).toBe('3.00');
    }

    await offline((engine) => postAllCredit(engine, { error: (context: unknown) => expect(context).toBeNull() }));
    for (const key of keys) {
      const client = new ApiClient(api.url, key);
      expect((await lots(client)).slice(-2)).toEqual(['2026-04-01 BASE EXPIRED 5.00 0.00 5.00 0.00', '2026-04-01 ROLLOVER ACTIVE 3.00 0.00 0.00 3.00']);
      const proof = await client.ask<object>('{ ledgerVerification { isValid findings { message } } trialBalance { isBalanced } replay { isExact } }');
      expect(proof).toEqual({ ledgerVerification: { isValid: true, findings: [] }, trialBalance: { isBalanced: true }, replay: { isExact: true } });
    }
  });
});
