/** Whole numbers that look random and are the same for the same seed, on every machine. */

/** A linear congruential generator modulo 2^32 (the multiplier of Numerical Recipes); its high bits are good enough for a demo. */
export function seededWhole(seed: number): (most: number) => number {
  let state = seed >>> 0;
  /** From 0 to `most`, both included. */
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * (most + 1));
  };
}
