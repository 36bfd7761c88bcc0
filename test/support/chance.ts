/** Chance that a seed repeats: a failing run can be run again as it was. */

export interface Chance {
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  /** The items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[];
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  // mulberry32: 32 bits of state, and good enough to choose orders with.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = whole(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}
