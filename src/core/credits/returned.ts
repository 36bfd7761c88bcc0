/** Returned credit: how much of what a line drew comes back with what notes take off the line, and to which lots. */
import { roundShares } from '../allocation.ts';
import type { LineDraw } from '../invoice.ts';
import { drawsTogether } from '../supersession.ts';

/**
 * What comes back of a line's draws once `credited` of its `whole` amount is taken off, of all notes together. Credit comes back in
 * proportion, rounded once on the sum, half away from zero; of the lots the last drawn on first. So notes over the whole line come to
 * what it drew, lot by lot. A line that draws on some lots and gives back to others shares the proportion among them by largest remainder.
 * Amounts have the sign of the draws; a line of nothing is credited whole or not at all. Source: the tests, by hand.
 */
export function returnedDraws(draws: readonly LineDraw[], { credited, whole }: { readonly credited: bigint; readonly whole: bigint }): LineDraw[] {
  if (credited === whole) return [...draws];
  const sign = whole < 0n ? -1n : 1n;
  const { total, parts } = roundShares(draws.map(({ amount }) => ({ numerator: amount * credited * sign, denominator: whole * sign })));
  const isMixed = draws.some(({ amount }) => amount > 0n) && draws.some(({ amount }) => amount < 0n);
  const amounts = isMixed ? parts : lastFirst(draws, total);
  return draws.flatMap((draw, index) => (amounts[index] ? [{ ...draw, amount: amounts[index] }] : []));
}

/** Draws less those that came back before. */
export function drawsLess(draws: readonly LineDraw[], before: readonly LineDraw[]): LineDraw[] {
  return drawsTogether([...draws, ...before.map((draw) => ({ ...draw, amount: -draw.amount }))]);
}

/** Takes a total, of the sign of the draws, from them: from the last first. */
function lastFirst(draws: readonly LineDraw[], total: bigint): bigint[] {
  const amounts = draws.map(() => 0n);
  let left = total;
  for (const [index, { amount }] of [...draws.entries()].reverse()) {
    const isMore = amount < 0n ? left < amount : left > amount;
    amounts[index] = isMore ? amount : left;
    left -= amounts[index];
  }
  return amounts;
}
