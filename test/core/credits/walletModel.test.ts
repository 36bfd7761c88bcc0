/** Two wallets against an independent model of theirs, after every step of random histories. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/core/credits/lot.ts';
import { BillingError } from '../../../src/core/errors.ts';
import { DAY_MS } from '../../../src/core/epochDay.ts';
import { type Instant, instant, instantText } from '../../../src/core/instant.ts';
import type { InvoiceLine } from '../../../src/core/invoice.ts';
import { chargeLineKey } from '../../../src/core/oneOffCharge.ts';
import { checkBook } from '../../support/bookChecks.ts';
import { BookSimulator } from '../../support/bookSimulator.ts';
import { JPY, TOKENS, UTC, at, completion, planVersion, segment } from '../../support/ledger.ts';
import { WalletModel } from '../../support/walletModel.ts';
import { type WalletStep, walletStep } from '../../support/walletSteps.ts';

/** 1 yen a token, in arrears. */
const YEN = { ...TOKENS, model: { perUnit: { unitAmount: '1' } } };
const START = at('2026-01-01');

/** A customer's book beside the model of its wallet. */
class Side {
  readonly book = new BookSimulator({ currency: JPY, zone: UTC, versions: [planVersion({ prices: [YEN] })] });
  readonly model = new WalletModel();
  readonly #addedAt = new Map<string, Instant>();
  #previous: Instant | null = null;

  constructor() {
    this.book.subscribe('s', segment({ from: '2026-01-01' }, 0));
  }

  check(now: Instant): void {
    const standing = this.book.lots().map((lot) => {
      const { granted, burned, expired, voided, transferred, remaining } = standingOf(lot, now);
      expect(burned + expired + voided + transferred + remaining).toBe(granted);
      return `${lot.grant.id} ${burned} ${expired} ${voided} ${transferred} ${remaining}`;
    });
    expect(standing).toEqual(this.model.standing(now));
  }

  charge(id: string, now: Instant, amount: number): void {
    this.book.addCharge(id, now, { description: 'Work', amount: String(amount) });
    this.#addedAt.set(chargeLineKey(id), now);
  }

  issue(now: Instant): void {
    const issued = this.book.issue(now);
    if (issued === null) return;
    const draws = issued.view.lines.flatMap(({ lineKey, draws: own }) => own.map(({ grantId, amount }) => `${lineKey} ${grantId} ${-amount}`));
    const lines = issued.view.lines.map((line) => ({ key: line.lineKey, amount: Number(line.amount), at: this.#countsAt(line, now), isMetered: line.chargeId === null }));
    expect(draws.sort()).toEqual(this.model.issue(lines, now));
    this.#previous = now;
  }

  /** A charge when it was added; usage as its period ends, or just before the invoice if its own came before. */
  #countsAt({ lineKey, service }: InvoiceLine, now: Instant): number {
    const addedAt = this.#addedAt.get(lineKey);
    if (addedAt !== undefined) return addedAt;
    return this.#previous !== null && service.end <= this.#previous ? now - 1 : service.end - 1;
  }
}

function play(own: Side, other: Side, { next, now, index }: { next: WalletStep; now: Instant; index: number }): void {
  const { book, model } = own;
  const lotId = 'of' in next ? book.lots()[next.of]?.grant.id : undefined;
  switch (next.do) {
    case 'grant': {
      const { amount, isPaid, priority, isScoped } = next;
      const startsAt = next.startsIn === null ? null : instant(now + next.startsIn * DAY_MS);
      const expiresAt = next.lasts === null ? null : instant((startsAt ?? now) + (next.lasts + 1) * DAY_MS);
      book.grantCredit(`g${index}`, now, { amount: String(amount), kind: isPaid ? 'PAID' : 'PROMOTIONAL', priority, startsAt, expiresAt, scope: isScoped ? { meterCodes: ['tokens'], planCodes: ['v1'] } : null });
      model.grant({ id: `g${index}`, isPaid, priority, startsAt, expiresAt, isScoped, amount });
      break;
    }
    case 'record':
      book.record([completion(`e${index}`, instantText(instant(START + next.day * DAY_MS)), next.tokens)]);
      break;
    case 'correct': {
      const event = [...book.events.values()][next.of];
      if (event) book.correct(event.key, next.tokens === 0 ? null : { ...event, properties: { tokens: next.tokens } });
      break;
    }
    case 'charge':
      own.charge(`c${index}`, now, next.amount);
      break;
    case 'void':
      if (lotId !== undefined) take(model.takeable(lotId, next.amount, now), () => book.voidCredit(lotId, now, minor(next.amount)), (units) => model.void(lotId, units));
      break;
    case 'transfer': {
      const id = `t${index}`;
      if (lotId !== undefined) take(model.takeable(lotId, next.amount, now), () => book.transferCredit(lotId, now, { amount: minor(next.amount) }, { book: other.book, id }), (units) => model.transfer(lotId, units, { wallet: other.model, id }));
      break;
    }
    case 'adjust': {
      if (lotId === undefined) break;
      const expiresAt = next.lasts === null ? null : instant(now + next.lasts * DAY_MS);
      book.adjustExpiry(lotId, now, expiresAt);
      model.adjustExpiry(lotId, expiresAt);
      break;
    }
    case 'issue':
      own.issue(now);
      break;
  }
}

const minor = (amount: number | null) => (amount === null ? null : BigInt(amount));

/** The engine does what the model allows, and refuses what it does not. */
function take(units: number | null, inEngine: () => void, inModel: (units: number) => void): void {
  if (units === null) {
    expect(inEngine).toThrow(BillingError);
    return;
  }
  inEngine();
  inModel(units);
}

describe('the model of a wallet', () => {
  it('a wallet: grants, usage in any order, corrections, voids, transfers, expiries and issues agree with the model after every step', () => {
    fc.assert(
      fc.property(fc.array(walletStep, { minLength: 20, maxLength: 90 }), (steps) => {
        const sides = [new Side(), new Side()] as const;
        let now = START;
        for (const [index, { next, days, which }] of steps.entries()) {
          now = instant(now + days * DAY_MS);
          const [own, other] = which === 1 ? [sides[1], sides[0]] : sides;
          play(own, other, { next, now, index });
          for (const side of sides) side.check(now);
        }
        for (const side of sides) {
          side.issue(instant(now + 40 * DAY_MS));
          side.check(instant(now + 40 * DAY_MS));
          checkBook(side.book);
        }
      }),
      { numRuns: 40 },
    );
  });
});
