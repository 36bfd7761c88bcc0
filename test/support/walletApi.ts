/** A customer's wallet over HTTP, beside the model of it. */
import { expect } from 'vitest';
import type { ApiClient } from './api.ts';
import { type ModelLine, WalletModel } from './walletModel.ts';
import type { WalletStep } from './walletSteps.ts';

const DAY_MS = 86_400_000;
const SUMS = ['burned', 'expired', 'voided', 'transferred', 'remaining'];

interface Minor {
  readonly minorUnits: string;
}

interface IssuedLine {
  readonly lineKey: string;
  readonly amount: Minor;
  readonly charge: { readonly id: string } | null;
  readonly servicePeriod: { readonly end: string };
  readonly draws: readonly { readonly grant: { readonly id: string }; readonly amount: Minor }[];
}

/** One yen a token in arrears, on a plan `wallet` of the meter `tokens`. */
export async function createTokenPlan(client: ApiClient): Promise<void> {
  await client.must('createMeter', { code: 'tokens', eventName: 'completion', aggregation: 'SUM', valueProperty: 'tokens' }, 'replayed');
  await client.must('createPlan', { code: 'wallet', currency: 'JPY', interval: { unit: 'MONTH' }, prices: [{ code: 'tokens', meterCode: 'tokens', model: { perUnit: { unitAmount: '1' } } }] }, 'replayed');
}

export class ApiWallet {
  readonly model = new WalletModel();
  readonly #grants: { readonly id: string; readonly startsAt: number | null }[] = [];
  readonly #events: string[] = [];
  readonly #addedAt = new Map<string, number>();
  #previous: number | null = null;

  private constructor(
    readonly client: ApiClient,
    readonly externalId: string,
    readonly start: number,
  ) {}

  static async open(client: ApiClient, externalId: string, start: number): Promise<ApiWallet> {
    await client.must('createCustomer', { externalId, name: externalId, currency: 'JPY' }, 'replayed');
    await client.must('createSubscription', { idempotencyKey: `subscribe ${externalId}`, customerExternalId: externalId, planCode: 'wallet', startAt: new Date(start).toISOString() }, 'replayed');
    return new ApiWallet(client, externalId, start);
  }

  /** Every lot of the wallets, asked for in one document, is as the model has it. */
  static async check(wallets: readonly ApiWallet[], now: number): Promise<void> {
    const [first] = wallets;
    const fields = `credits { grants(first: 100) { nodes { id granted { minorUnits } ${SUMS.map((name) => `${name} { minorUnits }`).join(' ')} } } }`;
    const query = `{ ${wallets.map(({ externalId }) => `${externalId}: customer(externalId: "${externalId}") { ${fields} }`).join(' ')} }`;
    const standing = (await first?.client.ask<Record<string, { credits: { grants: { nodes: (Record<string, Minor> & { id: string })[] } } }>>(query)) ?? {};
    for (const { externalId, model } of wallets) {
      const lots = standing[externalId]?.credits.grants.nodes.toReversed().map((lot) => {
        const sums = SUMS.map((name) => BigInt(lot[name]?.minorUnits ?? ''));
        expect(String(sums.reduce((sum, amount) => sum + amount, 0n))).toBe(lot['granted']?.minorUnits);
        return `${lot.id} ${sums.join(' ')}`;
      });
      expect(lots).toEqual(model.standing(now));
    }
  }

  /** Does a step over HTTP and to the model. */
  async play(next: WalletStep, { other, now, key }: { readonly other: ApiWallet; readonly now: number; readonly key: string }): Promise<void> {
    const { client, externalId: customerExternalId, model } = this;
    const idempotencyKey = `${customerExternalId} ${key}`;
    const lot = 'of' in next ? this.#grants[next.of] : undefined;
    switch (next.do) {
      case 'grant':
        await this.#grant(next, now, idempotencyKey);
        break;
      case 'record': {
        const occurredAt = new Date(Math.min(now, this.start + next.day * DAY_MS)).toISOString();
        await client.must('recordUsage', { events: [{ key: idempotencyKey, customerExternalId, eventName: 'completion', occurredAt, properties: { tokens: next.tokens } }] }, 'counts { accepted }');
        this.#events.push(idempotencyKey);
        break;
      }
      case 'correct': {
        const eventKey = this.#events[next.of];
        const corrected = { idempotencyKey, customerExternalId, eventKey, reason: 'wrong' };
        if (eventKey === undefined) break;
        // An event that is voided is amended no more; one that says so already changes nothing.
        if (next.tokens === 0) await client.mutate('voidUsage', corrected, 'replayed');
        else await client.mutate('amendUsage', { ...corrected, properties: { tokens: next.tokens } }, 'replayed');
        break;
      }
      case 'charge': {
        const { charge } = await client.must<{ charge: { id: string } }>('addCharge', { idempotencyKey, customerExternalId, description: 'Work', amount: String(next.amount) }, 'charge { id }');
        this.#addedAt.set(charge.id, now);
        break;
      }
      case 'void':
        if (lot) await this.#take(model.takeable(lot.id, next.amount, now), 'voidGrant', { idempotencyKey, grantId: lot.id, amount: textOf(next.amount) }, (units) => model.void(lot.id, units));
        break;
      case 'transfer':
        if (!lot) break;
        await this.#take(model.takeable(lot.id, next.amount, now), 'transferCredits', { idempotencyKey, grantId: lot.id, amount: textOf(next.amount), toCustomerExternalId: other.externalId }, (units, received) => {
          model.transfer(lot.id, units, { wallet: other.model, id: received });
          other.#grants.push({ id: received, startsAt: lot.startsAt });
        });
        break;
      case 'adjust': {
        if (!lot) break;
        const expiresAt = next.lasts === null ? null : now + next.lasts * DAY_MS;
        const { userErrors } = await client.mutate('adjustGrantExpiry', { idempotencyKey, grantId: lot.id, expiresAt: timeOf(expiresAt) }, 'replayed');
        const isTooEarly = expiresAt !== null && lot.startsAt !== null && expiresAt <= lot.startsAt;
        expect(userErrors.map(({ code }) => code)).toEqual(isTooEarly ? ['OUT_OF_RANGE'] : []);
        if (!isTooEarly) model.adjustExpiry(lot.id, expiresAt);
        break;
      }
      case 'issue':
        await this.#issue(now, idempotencyKey);
        break;
    }
  }

  async #grant(next: Extract<WalletStep, { do: 'grant' }>, now: number, idempotencyKey: string): Promise<void> {
    const { amount, isPaid, priority, isScoped } = next;
    const startsAt = next.startsIn === null ? null : now + next.startsIn * DAY_MS;
    const expiresAt = next.lasts === null ? null : (startsAt ?? now) + (next.lasts + 1) * DAY_MS;
    const terms = { amount: String(amount), kind: isPaid ? 'PAID' : 'PROMOTIONAL', priority, startsAt: timeOf(startsAt), expiresAt: timeOf(expiresAt), scope: isScoped ? { meterCodes: ['tokens'] } : null };
    const { grant } = await this.client.must<{ grant: { id: string } }>('grantCredits', { idempotencyKey, customerExternalId: this.externalId, ...terms }, 'grant { id }');
    this.model.grant({ id: grant.id, isPaid, priority, startsAt, expiresAt, isScoped, amount });
    this.#grants.push({ id: grant.id, startsAt });
  }

  /** The API does what the model allows, and refuses what it does not. */
  async #take(units: number | null, mutation: string, input: object, inModel: (units: number, received: string) => void): Promise<void> {
    const received = mutation === 'transferCredits' ? ' received { id }' : '';
    const answer = await this.client.mutate<{ received?: { id: string } | null }>(mutation, input, `replayed${received}`);
    expect(answer.userErrors.length).toBe(units === null ? 1 : 0);
    if (units !== null) inModel(units, answer.received?.id ?? '');
  }

  async #issue(now: number, idempotencyKey: string): Promise<void> {
    const selection = 'invoice { lines(first: 100) { nodes { lineKey amount { minorUnits } charge { id } servicePeriod { end } draws { grant { id } amount { minorUnits } } } } }';
    const { invoice, userErrors } = await this.client.mutate<{ invoice: { lines: { nodes: IssuedLine[] } } | null }>('issueInvoice', { idempotencyKey, customerExternalId: this.externalId }, selection);
    if (invoice === null) {
      expect(userErrors.map(({ code }) => code)).toEqual(['NOTHING_TO_INVOICE']);
      return;
    }
    const { nodes } = invoice.lines;
    const lines = nodes.map((line): ModelLine => ({ key: line.lineKey, amount: Number(line.amount.minorUnits), at: this.#countsAt(line, now), isMetered: line.charge === null }));
    const draws = nodes.flatMap(({ lineKey, draws: own }) => own.map(({ grant, amount }) => `${lineKey} ${grant.id} ${-Number(amount.minorUnits)}`));
    expect(draws.sort()).toEqual(this.model.issue(lines, now));
    this.#previous = now;
  }

  /** A charge when it was added; usage as its period ends, or just before the invoice if its own came before. */
  #countsAt({ charge, servicePeriod }: IssuedLine, now: number): number {
    const end = Date.parse(servicePeriod.end);
    return this.#addedAt.get(charge?.id ?? '') ?? (this.#previous !== null && end <= this.#previous ? now - 1 : end - 1);
  }
}

function textOf(amount: number | null): string | null {
  return amount === null ? null : String(amount);
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
