/** Reads while others write, on every engine: whatever is posted meanwhile, what one answer says agrees with itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type TestApi, sharedApi } from '../support/api.ts';
import { dialectsUnderTest } from '../support/dialects.ts';
import { JANUARY } from '../support/shop.ts';

interface Amount {
  readonly amount: string;
}
interface Answer {
  readonly revenueSchedule: { readonly residual: Amount };
  readonly customer: {
    readonly statement: { readonly openingBalance: Amount; readonly closingBalance: Amount; readonly entries: { readonly nodes: readonly { readonly balance: Amount }[] } };
    readonly upcomingInvoice: { readonly subtotal: Amount; readonly lines: { readonly nodes: readonly { readonly amount: Amount }[] } } | null;
  };
}

const READ = `{
  revenueSchedule(period: { from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z" }) { residual { amount } }
  customer(externalId: "acme") {
    statement(from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { openingBalance { amount } closingBalance { amount } entries(first: 100) { nodes { balance { amount } } } }
    upcomingInvoice { subtotal { amount } lines { nodes { amount { amount } } } }
  }
}`;
const ROUNDS = 6;

describe.each(dialectsUnderTest())('reads while others write on $name', (dialect) => {
  let api: TestApi;
  let client: ApiClient;
  beforeAll(async () => {
    api = await sharedApi(dialect);
    client = await api.createTenant({ sandboxClock: JANUARY });
    await client.must('createCustomer', { externalId: 'acme', name: 'Acme' }, 'replayed');
  });
  afterAll(() => api.stop());

  it('revenueSchedule, statement and draft: sums and what they are sums of are of one state of the books', async () => {
    const answers: Answer[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const charges = ['a', 'b', 'c'].map((name) => client.must('addCharge', { idempotencyKey: `${name}${round}`, customerExternalId: 'acme', description: 'Work', amount: '10.00' }, 'replayed'));
      const invoice = client.mutate('issueInvoice', { idempotencyKey: `i${round}`, customerExternalId: 'acme' }, '__typename');
      const reads = Array.from({ length: 4 }, () => client.ask<Answer>(READ));
      answers.push(...(await Promise.all(reads)));
      await Promise.all([...charges, invoice]);
    }
    for (const { revenueSchedule, customer: { statement, upcomingInvoice } } of answers) {
      expect(revenueSchedule.residual.amount).toBe('0.00');
      expect(statement.entries.nodes.at(-1)?.balance ?? statement.openingBalance).toEqual(statement.closingBalance);
      // Every line is of 10.00.
      expect(upcomingInvoice?.subtotal.amount ?? '0.00').toBe(`${(upcomingInvoice?.lines.nodes.length ?? 0) * 10}.00`);
    }
  });
});
