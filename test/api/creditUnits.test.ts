/**
 * Credit in named units over HTTP, on every engine: units of 0, 2, 3 and 12 decimals in currencies of 0, 2 and 3; transfers
 * between customers; and random histories against the model of a wallet.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, stateOf } from '../support/shop.ts';
import { ApiWallet, createTokenPlan } from '../support/walletApi.ts';
import { walletStep } from '../support/walletSteps.ts';

const UNITS = 'unitCode moneyPerUnit granted burned expired voided remaining';
const LOT = `status granted { amount } remaining { amount } inUnits { ${UNITS} }`;

interface Granted {
  readonly grant: { readonly id: string };
}

interface LotInUnits {
  readonly status: string;
  readonly granted: { readonly amount: string };
  readonly remaining: { readonly amount: string };
  readonly inUnits: Readonly<Record<string, string>>;
}

/** Of each lot, oldest first: its money, then `unit granted = burned + expired + voided + remaining`. */
async function lots(client: ApiClient, externalId: string): Promise<string[]> {
  const { customer } = await client.ask<{ customer: { credits: { grants: { nodes: LotInUnits[] } } } }>(`query($e: String!) { customer(externalId: $e) { credits { grants(first: 100) { nodes { ${LOT} } } } } }`, { e: externalId });
  return customer.credits.grants.nodes.map(({ status, granted, remaining, inUnits: u }) => `${status} ${granted.amount} ${remaining.amount}: ${u['unitCode']} ${u['granted']} = ${u['burned']} + ${u['expired']} + ${u['voided']} + ${u['remaining']}`).reverse();
}

async function balances(client: ApiClient, externalId: string, asOf?: string): Promise<unknown[]> {
  interface Amount {
    readonly unitCode: string;
    readonly amount: string;
  }
  const query = 'query($e: String!, $asOf: DateTime) { customer(externalId: $e) { credits { balance(asOf: $asOf) { amount } unitBalances(asOf: $asOf) { unitCode amount unit { decimals } } projectedUnitBalances { unitCode amount } } } }';
  const { credits } = (await client.ask<{ customer: { credits: { balance: { amount: string }; unitBalances: Amount[]; projectedUnitBalances: Amount[] } } }>(query, { e: externalId, asOf })).customer;
  const text = (amounts: Amount[]) => amounts.map(({ unitCode, amount }) => `${unitCode} ${amount}`);
  return [credits.balance.amount, text(credits.unitBalances), text(credits.projectedUnitBalances)];
}

describe.each(dialectsUnderTest())('credit units on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: FEBRUARY });
    for (const [code, decimals, rates] of [['GEMS', 0, { JPY: '150', KWD: '0.143' }], ['POINTS', 2, { EUR: '0.10' }], ['KILO', 3, { JPY: '8' }], ['TOKENS', 12, { EUR: '10', KWD: '0.0004567' }]] as const) {
      await client.must('createCreditUnit', { code, decimals, rates: Object.entries(rates).map(([currency, moneyPerUnit]) => ({ currency, moneyPerUnit })) }, 'replayed');
    }
    for (const [externalId, currency] of [['tokyo', 'JPY'], ['berlin', 'EUR'], ['kuwait', 'KWD']] as const) await client.must('createCustomer', { externalId, name: externalId, currency }, 'replayed');
  });
  afterAll(() => api.stop());

  const grant = async (customerExternalId: string, unit: string, amount: string, more: object = {}) =>
    (await client.must<Granted>('grantCredits', { idempotencyKey: `${customerExternalId} ${unit} ${amount}`, customerExternalId, unit, amount, ...more }, 'grant { id }')).grant.id;

  /** A charge and the invoice that draws credit for it: `amount units` of each draw. */
  async function drawn(customerExternalId: string, amount: string): Promise<string[]> {
    interface Issued {
      readonly invoice: { readonly lines: { readonly nodes: readonly { readonly draws: readonly { readonly amount: { readonly amount: string }; readonly units: string }[] }[] } };
    }
    await client.must('addCharge', { idempotencyKey: `charge ${customerExternalId} ${amount}`, customerExternalId, description: 'Work', amount }, 'replayed');
    const { invoice } = await client.must<Issued>('issueInvoice', { idempotencyKey: `invoice ${customerExternalId} ${amount}`, customerExternalId }, 'invoice { lines { nodes { draws { amount { amount } units } explain { draws { units } } } } }');
    return invoice.lines.nodes.flatMap(({ draws }) => draws.map((draw) => `${draw.amount.amount} ${draw.units}`));
  }

  async function expectValid(): Promise<void> {
    expect(await client.ask('{ ledgerVerification { isValid findings { message } } trialBalance(currency: "EUR") { isBalanced } replay { isExact } }')).toEqual({ ledgerVerification: { isValid: true, findings: [] }, trialBalance: { isBalanced: true }, replay: { isExact: true } });
  }

  it('credit units: lots are worth their units rounded down, are drawn in money, and add up in units', async () => {
    // 3 gems at 150 yen; 12.375 kilos at 8 yen are 99 yen.
    await grant('tokyo', 'GEMS', '3', { priority: 1 });
    await grant('tokyo', 'KILO', '12.375');
    // Of 500 yen the gems pay 450 and the kilos 50: 6.25 of them.
    expect(await drawn('tokyo', '500')).toEqual(['-450 -3', '-50 -6.25']);
    expect(await lots(client, 'tokyo')).toEqual(['USED 450 0: GEMS 3 = 3 + 0 + 0 + 0', 'ACTIVE 99 49: KILO 12.375 = 6.25 + 0 + 0 + 6.125']);

    // 12.34 points at 10 cents are 1.234, so 1.23; 1.123456789012 tokens at 10 euros are 11.23.
    await grant('berlin', 'POINTS', '12.34', { priority: 1, expiresAt: MARCH });
    await grant('berlin', 'TOKENS', '1.123456789012', { kind: 'PAID', currency: 'EUR' });
    // Of 5 euros the points pay 1.23, which are 12.30 of them: 0.04 are left, worth less than a cent. The tokens pay 3.77.
    expect(await drawn('berlin', '5')).toEqual(['-1.23 -12.3', '-3.77 -0.377']);
    expect(await lots(client, 'berlin')).toEqual(['USED 1.23 0.00: POINTS 12.34 = 12.3 + 0 + 0 + 0.04', 'ACTIVE 11.23 7.46: TOKENS 1.123456789012 = 0.377 + 0 + 0 + 0.746456789012']);

    // 7 gems at 0.143 dinars are 1.001; 2.5 tokens at 0.0004567 are 0.00114175: one fils, or 2.189621195533 tokens.
    await grant('kuwait', 'GEMS', '7', { priority: 1 });
    await grant('kuwait', 'TOKENS', '2.5');
    expect(await drawn('kuwait', '1.002')).toEqual(['-1.001 -7', '-0.001 -2.189621195533']);
    expect(await lots(client, 'kuwait')).toEqual(['USED 1.001 0.000: GEMS 7 = 7 + 0 + 0 + 0', 'USED 0.001 0.000: TOKENS 2.5 = 2.189621195533 + 0 + 0 + 0.310378804467']);
  });

  it('credit units: bought at the rate in force, voided by units, and each lot keeps its rate', async () => {
    const order = { idempotencyKey: 'buy', customerExternalId: 'berlin', unit: 'POINTS', amount: '50', bonusAmount: '2.5' };
    const bought = await client.must('purchaseCredits', order, `grant { ${LOT} } bonus { ${LOT} } invoice { total { amount } lines { nodes { description } } }`);
    const points = (granted: string) => ({ unitCode: 'POINTS', moneyPerUnit: '0.1', granted, remaining: granted });
    expect(bought).toMatchObject({ grant: { granted: { amount: '5.00' }, inUnits: points('50') }, bonus: { granted: { amount: '0.25' }, inUnits: points('2.5') }, invoice: { total: { amount: '5.00' }, lines: { nodes: [{ description: 'Prepaid credit: 50 POINTS' }] } } });

    // 10 cents until March, 20 from then on: 10 points are 1 euro today, and 2 euros then.
    const published = { code: 'POINTS', currency: 'EUR', moneyPerUnit: '0.20', effectiveFrom: MARCH };
    expect(await client.must('publishCreditUnitRate', published, 'creditUnit { rates { currency moneyPerUnit effectiveFrom } } replayed')).toMatchObject({
      creditUnit: { rates: [{ currency: 'EUR', moneyPerUnit: '0.1', effectiveFrom: null }, { currency: 'EUR', moneyPerUnit: '0.2', effectiveFrom: '2026-03-01T00:00:00.000Z' }] },
      replayed: false,
    });
    expect(await client.must('publishCreditUnitRate', published, 'replayed')).toMatchObject({ replayed: true });
    await grant('berlin', 'POINTS', '10');
    await advance(client, MARCH);
    const dear = await grant('berlin', 'POINTS', '10.00');
    // Half a token, and 2.5 of the dear points at 20 cents.
    const { customer } = await client.ask<{ customer: { credits: { grants: { nodes: { id: string; inUnits: { unitCode: string } }[] } } } }>('{ customer(externalId: "berlin") { credits { grants { nodes { id inUnits { unitCode } } } } } }');
    const tokens = customer.credits.grants.nodes.find(({ inUnits }) => inUnits.unitCode === 'TOKENS')?.id;
    for (const [grantId, unit, amount] of [[tokens, 'TOKENS', '0.5'], [dear, 'POINTS', '2.5']] as const) await client.must('voidGrant', { idempotencyKey: `void ${unit}`, grantId, unit, amount }, 'replayed');
    expect(await lots(client, 'berlin')).toEqual([
      'USED 1.23 0.00: POINTS 12.34 = 12.3 + 0.04 + 0 + 0',
      'ACTIVE 11.23 2.46: TOKENS 1.123456789012 = 0.377 + 0 + 0.5 + 0.246456789012',
      'ACTIVE 5.00 5.00: POINTS 50 = 0 + 0 + 0 + 50',
      'ACTIVE 0.25 0.25: POINTS 2.5 = 0 + 0 + 0 + 2.5',
      'ACTIVE 1.00 1.00: POINTS 10 = 0 + 0 + 0 + 10',
      'ACTIVE 2.00 1.50: POINTS 10 = 0 + 0 + 2.5 + 7.5',
    ]);
    // Promotional credit goes first, the older first: of 1.35 the bonus pays 0.25 and the cheap ten 1.00; the dear ones 0.10, half a point.
    await client.must('addCharge', { idempotencyKey: 'next', customerExternalId: 'berlin', description: 'Work', amount: '1.35' }, 'replayed');
    expect(await balances(client, 'berlin')).toEqual(['10.21', ['POINTS 70', 'TOKENS 0.246456789012'], ['POINTS 57', 'TOKENS 0.246456789012']]);
    // At the end of January there was nothing; at the end of February all but the voids, without the 0.04 that nothing can draw.
    const [january, february] = [await balances(client, 'berlin', '2026-01-31T00:00:00Z'), await balances(client, 'berlin', '2026-02-28T00:00:00Z')];
    expect([january.slice(0, 2), february.slice(0, 2)]).toEqual([['0.00', ['POINTS 0', 'TOKENS 0']], ['13.71', ['POINTS 62.5', 'TOKENS 0.746456789012']]]);
  });

  it('credit units: what does not fit is refused at its field, and nothing is written', async () => {
    const { customer } = await client.ask<{ customer: { credits: { grants: { nodes: { id: string }[] } } } }>('{ customer(externalId: "berlin") { credits { grants(first: 1) { nodes { id } } } } }');
    const before = [await stateOf(client), await lots(client, 'berlin')];
    const credit = { idempotencyKey: 'refused', customerExternalId: 'berlin', unit: 'POINTS', amount: '1' };
    const back = { idempotencyKey: 'refused', grantId: customer.credits.grants.nodes[0]?.id, unit: 'POINTS' };
    const refused: readonly (readonly [mutation: string, input: object, refusal: string])[] = [
      ['grantCredits', { ...credit, unit: 'NOTHING' }, 'NOT_FOUND unit'],
      ['purchaseCredits', { ...credit, unit: 'points' }, 'NOT_FOUND unit'],
      ['grantCredits', { ...credit, unit: 'GEMS' }, 'CURRENCY_MISMATCH unit'],
      ['grantCredits', { ...credit, currency: 'USD' }, 'CURRENCY_MISMATCH currency'],
      ['grantCredits', { ...credit, amount: '1.001' }, 'OUT_OF_RANGE amount'],
      ['grantCredits', { ...credit, amount: '0' }, 'OUT_OF_RANGE amount'],
      ['grantCredits', { ...credit, amount: '-1' }, 'OUT_OF_RANGE amount'],
      // At 20 cents, 0.04 of a point are less than a cent.
      ['grantCredits', { ...credit, amount: '0.04' }, 'OUT_OF_RANGE amount'],
      ['purchaseCredits', { ...credit, bonusAmount: '0.04' }, 'OUT_OF_RANGE bonusAmount'],
      ['grantCredits', { ...credit, amount: '461168601842738790.4' }, 'OUT_OF_RANGE amount'],
      ['grantCredits', { ...credit, expiresAt: FEBRUARY }, 'OUT_OF_RANGE expiresAt'],
      ['grantCredits', { ...credit, scope: {} }, 'INVALID_VALUE scope'],
      ['voidGrant', { ...back, unit: 'TOKENS', amount: '1' }, 'UNIT_MISMATCH unit'],
      ['voidGrant', { ...back, amount: '7.51' }, 'OUT_OF_RANGE amount'],
      ['voidGrant', { ...back, amount: '0.001' }, 'OUT_OF_RANGE amount'],
      ['voidGrant', { ...back, unit: null, amount: '1.51' }, 'OUT_OF_RANGE amount'],
      ['publishCreditUnitRate', { code: 'POINTS', currency: 'EUR', moneyPerUnit: '0', effectiveFrom: '2027-01-01T00:00:00Z' }, 'OUT_OF_RANGE moneyPerUnit'],
      ['publishCreditUnitRate', { code: 'POINTS', currency: 'EUR', moneyPerUnit: '-0.1', effectiveFrom: '2027-01-01T00:00:00Z' }, 'OUT_OF_RANGE moneyPerUnit'],
      ['publishCreditUnitRate', { code: 'POINTS', currency: 'EUR', moneyPerUnit: '0.3' }, 'REQUIRED effectiveFrom'],
      ['publishCreditUnitRate', { code: 'POINTS', currency: 'EUR', moneyPerUnit: '0.3', effectiveFrom: MARCH }, 'OUT_OF_RANGE effectiveFrom'],
      ['publishCreditUnitRate', { code: 'NOTHING', currency: 'EUR', moneyPerUnit: '0.3' }, 'NOT_FOUND code'],
      ['createCreditUnit', { code: 'POINTS', decimals: 3 }, 'CONFLICT code'],
      ['createCreditUnit', { code: 'BARS', decimals: 13 }, 'OUT_OF_RANGE decimals'],
    ];
    const told: unknown[] = [];
    for (const [mutation, input] of refused) {
      const { userErrors } = await client.mutate(mutation, input, '__typename');
      told.push([mutation, input, userErrors.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`).join()]);
    }
    expect(told).toEqual(refused);
    expect([await stateOf(client), await lots(client, 'berlin')]).toEqual(before);
  });

  const TRANSFERRED = `grant { status transferred { amount } remaining { amount } inUnits { transferred remaining } transfers { amount { amount } units reason received { id } } } received { id kind status priority expiresAt source granted { amount } inUnits { moneyPerUnit granted } transferredFrom { id } journal { kind } } replayed`;

  interface Transfer {
    readonly received: { readonly id: string };
    readonly replayed: boolean;
  }

  it('transferCredits: what leaves one lot is a lot of another customer, on the same terms, to the unit', async () => {
    for (const externalId of ['wien', 'graz', 'gone']) await client.must('createCustomer', { externalId, name: externalId, currency: 'EUR' }, 'replayed');
    await client.must('eraseCustomer', { idempotencyKey: 'erase', customerExternalId: 'gone', reason: 'asked' }, 'replayed');
    const tokens = await grant('wien', 'TOKENS', '2.000000000001', { kind: 'PAID', priority: 3, source: 'contract 7' });
    await client.must('adjustGrantExpiry', { idempotencyKey: 'until', grantId: tokens, expiresAt: '2027-01-01T00:00:00Z' }, 'replayed');
    const points = await grant('wien', 'POINTS', '12.34');
    // Half a token at 10 euros. The rest of 20.00 goes later, with the last fraction of a token.
    const half = { idempotencyKey: 'half', grantId: tokens, unit: 'TOKENS', amount: '0.5', toCustomerExternalId: 'graz', reason: 'a team moves' };
    const moved = await client.must<Transfer>('transferCredits', half, TRANSFERRED);
    expect(moved).toMatchObject({
      grant: { status: 'ACTIVE', transferred: { amount: '5.00' }, remaining: { amount: '15.00' }, inUnits: { transferred: '0.5', remaining: '1.500000000001' }, transfers: [{ amount: { amount: '5.00' }, units: '0.5', reason: 'a team moves', received: { id: moved.received.id } }] },
      received: { kind: 'PAID', status: 'ACTIVE', priority: 3, expiresAt: '2027-01-01T00:00:00.000Z', source: 'contract 7', granted: { amount: '5.00' }, inUnits: { moneyPerUnit: '10', granted: '0.5' }, transferredFrom: { id: tokens }, journal: { kind: 'CREDIT_TRANSFER_IN' } },
      replayed: false,
    });
    expect(await client.must<Transfer>('transferCredits', half, TRANSFERRED)).toEqual({ ...moved, replayed: true });
    // 12.34 points at 20 cents are 2.468, so 2.46: a euro of them is 5 points.
    await client.must('transferCredits', { idempotencyKey: 'a euro', grantId: points, amount: '1', toCustomerExternalId: 'graz' }, 'replayed');
    await client.must('transferCredits', { idempotencyKey: 'the rest', grantId: tokens, toCustomerExternalId: 'graz' }, 'replayed');
    await client.must('transferCredits', { idempotencyKey: 'and back', grantId: moved.received.id, unit: 'TOKENS', amount: '0.25', toCustomerExternalId: 'wien' }, 'replayed');
    expect(await balances(client, 'wien')).toEqual(['3.96', ['POINTS 7.34', 'TOKENS 0.25'], ['POINTS 7.34', 'TOKENS 0.25']]);
    expect(await balances(client, 'graz')).toEqual(['18.50', ['POINTS 5', 'TOKENS 1.750000000001'], ['POINTS 5', 'TOKENS 1.750000000001']]);
    const { trialBalance } = await client.ask<{ trialBalance: { accounts: { code: string; debits: { minorUnits: string }; credits: { minorUnits: string } }[] } }>('{ trialBalance(currency: "EUR") { accounts { code debits { minorUnits } credits { minorUnits } } } }');
    expect(trialBalance.accounts.find(({ code }) => code === '2110')).toMatchObject({ debits: { minorUnits: '2250' }, credits: { minorUnits: '2250' } });

    const before = [await stateOf(client), await lots(client, 'wien'), await lots(client, 'graz')];
    const refused: readonly (readonly [input: object, refusal: string])[] = [
      [{ ...half, grantId: 'grt_AAAA', toCustomerExternalId: 'nobody' }, 'NOT_FOUND grantId'],
      [{ ...half, grantId: points, toCustomerExternalId: 'nobody', amount: '0' }, 'NOT_FOUND toCustomerExternalId'],
      [{ ...half, grantId: points, toCustomerExternalId: 'wien' }, 'INVALID_VALUE toCustomerExternalId'],
      [{ ...half, grantId: points, toCustomerExternalId: 'tokyo' }, 'CURRENCY_MISMATCH toCustomerExternalId'],
      [{ ...half, grantId: points, toCustomerExternalId: 'gone' }, 'INVALID_STATE toCustomerExternalId'],
      [{ ...half, grantId: points }, 'UNIT_MISMATCH unit'],
      [{ ...half, grantId: points, unit: 'POINTS', amount: '7.35' }, 'OUT_OF_RANGE amount'],
      [{ ...half, grantId: points, unit: 'POINTS', amount: '-1' }, 'OUT_OF_RANGE amount'],
      [{ ...half, grantId: points, unit: null, amount: '1.47' }, 'OUT_OF_RANGE amount'],
      [{ ...half, grantId: points, unit: null, amount: '0' }, 'OUT_OF_RANGE amount'],
      [half, 'INVALID_STATE grantId'],
    ];
    const told: unknown[] = [];
    for (const [input] of refused) {
      const { userErrors } = await client.mutate('transferCredits', { ...input, idempotencyKey: 'refused' }, '__typename');
      told.push([input, userErrors.map(({ code, path }) => `${code} ${path.slice(1).join('.')}`).join()]);
    }
    expect(told).toEqual(refused);
    expect([await stateOf(client), await lots(client, 'wien'), await lots(client, 'graz')]).toEqual(before);
  });

  it('transferCredits: in both directions at once nothing is lost, and none waits for ever', async () => {
    const [ofWien, ofGraz] = [await grant('wien', 'TOKENS', '1', { kind: 'PAID' }), await grant('graz', 'TOKENS', '1')];
    const before = [await balances(client, 'wien'), await balances(client, 'graz')].map(([amount]) => amount);
    // Seven each way of 0.1 tokens, or one euro: no more than six fit beside four voids of one euro.
    const requests = Array.from({ length: 7 }, (_, n) => [[ofWien, 'graz', n], [ofGraz, 'wien', n]] as const).flat();
    const answers = await Promise.all([
      ...requests.map(([grantId, toCustomerExternalId, n]) => client.mutate('transferCredits', { idempotencyKey: `race ${toCustomerExternalId} ${n}`, grantId, toCustomerExternalId, unit: 'TOKENS', amount: '0.1' }, 'replayed')),
      ...[0, 1, 2, 3].map((n) => client.mutate('voidGrant', { idempotencyKey: `race void ${n}`, grantId: ofWien, amount: '1' }, 'replayed')),
    ]);
    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    // 10.00 of wien's lot is asked for 7 + 4 times: one is too many, and finds nothing left.
    expect(codes).toEqual(['INVALID_STATE']);
    const [wien, graz] = [await lots(client, 'wien'), await lots(client, 'graz')];
    const [voided, sent] = wien.some((lot) => lot.includes('TOKENS 1 = 0 + 0 + 0.4 + 0')) ? [400n, 6] : [300n, 7];
    expect(graz.filter((lot) => lot === 'ACTIVE 1.00 1.00: TOKENS 0.1 = 0 + 0 + 0 + 0.1')).toHaveLength(sent);
    expect(wien.filter((lot) => lot === 'ACTIVE 1.00 1.00: TOKENS 0.1 = 0 + 0 + 0 + 0.1')).toHaveLength(7);
    const after = [await balances(client, 'wien'), await balances(client, 'graz')].map(([amount]) => amount);
    const cents = (amounts: unknown[]) => amounts.reduce((sum: bigint, amount) => sum + BigInt(String(amount).replace('.', '')), 0n);
    expect(cents(after)).toBe(cents(before) - voided);
  });

  it('a wallet: random histories agree with its model after every step', async () => {
    await createTokenPlan(client);
    let now = Date.parse('2026-03-01T00:00:00Z');
    for (const [run, steps] of fc.sample(fc.array(walletStep, { minLength: 40, maxLength: 40 }), { numRuns: 2, seed: 271_828 }).entries()) {
      const wallets = [await ApiWallet.open(client, `a${run}`, now), await ApiWallet.open(client, `b${run}`, now)] as const;
      for (const [index, { next, days, which }] of steps.entries()) {
        now += days * 86_400_000;
        if (days > 0) await advance(client, new Date(now).toISOString());
        const [own, other] = which === 1 ? [wallets[1], wallets[0]] : wallets;
        await own.play(next, { other, now, key: String(index) });
        // Time changes both, as a transfer does.
        await ApiWallet.check(days > 0 || next.do === 'transfer' ? wallets : [own], now);
      }
    }
    // And everything before it.
    await expectValid();
  });
});
