/**
 * A wallet told as DESIGN section 6 has it, without a line of the engine's own: lots are lists of whole units, and a document
 * takes one unit after another.
 */

/** A lot, in whole minor units; times in milliseconds. */
export interface ModelLot {
  readonly id: string;
  readonly isPaid: boolean;
  readonly priority: number;
  readonly startsAt: number | null;
  readonly expiresAt: number | null;
  /** Whether only metered lines draw on it. */
  readonly isScoped: boolean;
  readonly amount: number;
}

/** A line of a document. */
export interface ModelLine {
  readonly key: string;
  readonly amount: number;
  /** When its newest charge counts. */
  readonly at: number;
  readonly isMetered: boolean;
}

interface Held {
  readonly lot: ModelLot;
  /** Older lots have lower ones. */
  readonly age: number;
  expiresAt: number | null;
  burned: number;
  voided: number;
  transferred: number;
}

export class WalletModel {
  readonly #lots: Held[] = [];
  /** Of each line: what all documents charged, and how many units of each lot it holds. */
  readonly #billed = new Map<string, number>();
  readonly #drawn = new Map<string, Map<string, number>>();

  /** `burned expired voided transferred remaining` of each lot, in the order of granting. */
  standing(now: number): string[] {
    return this.#lots.map((held) => {
      const left = leftOf(held);
      const hasExpired = held.expiresAt !== null && held.expiresAt <= now;
      return `${held.lot.id} ${held.burned} ${hasExpired ? left : 0} ${held.voided} ${held.transferred} ${hasExpired ? 0 : left}`;
    });
  }

  grant(lot: ModelLot): void {
    this.#lots.push({ lot, age: this.#lots.length, expiresAt: lot.expiresAt, burned: 0, voided: 0, transferred: 0 });
  }

  /** What can be taken of a lot: nothing once it has expired, and no more than is left. Null where that is refused. */
  takeable(id: string, asked: number | null, now: number): number | null {
    const held = this.#held(id);
    const left = held.expiresAt !== null && held.expiresAt <= now ? 0 : leftOf(held);
    return left === 0 || (asked !== null && asked > left) ? null : (asked ?? left);
  }

  void(id: string, amount: number): void {
    this.#held(id).voided += amount;
  }

  /** Moves units to a new lot of another wallet, with everything that is in force of this one. */
  transfer(id: string, amount: number, to: { readonly wallet: WalletModel; readonly id: string }): void {
    const held = this.#held(id);
    held.transferred += amount;
    to.wallet.grant({ ...held.lot, id: to.id, amount, expiresAt: held.expiresAt });
  }

  adjustExpiry(id: string, expiresAt: number | null): void {
    this.#held(id).expiresAt = expiresAt;
  }

  /** What each line draws on each lot, below zero for what it gives back: `line lot units`. */
  issue(lines: readonly ModelLine[], at: number): string[] {
    const changes = new Map<string, number>();
    const open = new Map<string, number>();
    let budget = 0;
    const move = (line: ModelLine, held: Held, units: number) => {
      const key = `${line.key} ${held.lot.id}`;
      changes.set(key, (changes.get(key) ?? 0) + units);
      const drawn = this.#drawn.get(line.key) ?? new Map<string, number>();
      this.#drawn.set(line.key, drawn.set(held.lot.id, (drawn.get(held.lot.id) ?? 0) + units));
      held.burned += units;
    };
    const order = [...this.#lots].sort(burnOrder);
    for (const line of lines) {
      const whole = (this.#billed.get(line.key) ?? 0) + line.amount;
      this.#billed.set(line.key, whole);
      // Credit that a line holds beyond what it comes to goes back to the very lots, one unit after another, the last in order first.
      let returned = 0;
      for (const held of order.toReversed()) {
        while (this.#heldBy(line) > Math.max(whole, 0) && (this.#drawn.get(line.key)?.get(held.lot.id) ?? 0) > 0) {
          move(line, held, -1);
          returned += 1;
        }
      }
      open.set(line.key, Math.min(Math.max(line.amount, 0), Math.max(whole, 0) - this.#heldBy(line)));
      budget += line.amount + returned;
    }
    for (const held of order) {
      for (const line of lines) {
        while (budget > 0 && leftOf(held) > 0 && (open.get(line.key) ?? 0) > 0 && mayDraw(held, line, at)) {
          move(line, held, 1);
          open.set(line.key, (open.get(line.key) ?? 0) - 1);
          budget -= 1;
        }
      }
    }
    return [...changes].flatMap(([key, units]) => (units === 0 ? [] : [`${key} ${units}`])).sort();
  }

  #held(id: string): Held {
    const held = this.#lots.find(({ lot }) => lot.id === id);
    if (!held) throw new Error(`no lot ${id}`);
    return held;
  }

  #heldBy({ key }: ModelLine): number {
    return [...(this.#drawn.get(key)?.values() ?? [])].reduce((sum, units) => sum + units, 0);
  }
}

function leftOf({ lot, burned, voided, transferred }: Held): number {
  return lot.amount - burned - voided - transferred;
}

/** Priority, then the sooner expiry, none last, then gifts before what was paid for, then the older. */
function burnOrder(a: Held, b: Held): number {
  if (a.lot.priority !== b.lot.priority) return a.lot.priority - b.lot.priority;
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1;
    return b.expiresAt === null ? -1 : a.expiresAt - b.expiresAt;
  }
  if (a.lot.isPaid !== b.lot.isPaid) return a.lot.isPaid ? 1 : -1;
  return a.age - b.age;
}

/** A lot has begun when the document is issued, has not expired when the line counts, and covers the line. */
function mayDraw({ lot, expiresAt }: Held, line: ModelLine, at: number): boolean {
  return (lot.startsAt === null || lot.startsAt <= at) && (expiresAt === null || line.at < expiresAt) && (!lot.isScoped || line.isMetered);
}
