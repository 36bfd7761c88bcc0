/** Unions: the first rows of many lists in one statement, each list with its own order and limit. */

/** A select that can be put together with others; their builder types differ in what they have already fixed. */
interface Union<Row> extends PromiseLike<Row[]> {
  unionAll(other: unknown): Union<Row>;
}

/** The rows of all selects, in no promised order. One statement however many selects. */
export async function selectAll<Row>(selects: readonly PromiseLike<Row[]>[]): Promise<Row[]> {
  const [first, ...others] = selects;
  if (!first) return [];
  if (others.length === 0) return await first;
  return await others.reduce<Union<Row>>((all, one) => all.unionAll(one), first as Union<Row>);
}
