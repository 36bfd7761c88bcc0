/** Credit in named units over HTTP, on every engine: units of 0, 2, 3 and 12 decimals in currencies of 0, 2 and 3. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { FEBRUARY, MARCH, advance, stateOf } from '../support/shop.ts';

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
    expect(await client.ask('{ ledgerVerification { isValid findings { message } } trialBalance(currency: "EUR") { isBalanced } replay { isExact } }')).toEqual({ ledgerVerification: { isValid: true, findings: [] }, trialBalance: { isBalanced: true }, replay: { isExact: true } });
  });
});
