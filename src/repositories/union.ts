/** Unions: the first rows of many lists in one statement, each list with its own order and limit. */

/** A select that can be put together with others; their builder types differ in what they have already fixed. */
interface Union<Row> extends PromiseLike<Row[]> {
  unionAll(other: unknown): Union<Row>;
}

/** The rows of all selects, in no promised order. One statement however many selects. */
export async function selectAll<Row>(selects: readonly PromiseLike<Row[]>[]): Promise<Row[]> {
  return selects.length === 0 ? [] : await together(selects);
}

/** By halves, because each union is written within brackets: MariaDB has no stack for some hundred of them in each other. */
function together<Row>(selects: readonly PromiseLike<Row[]>[]): PromiseLike<Row[]> {
  const [first] = selects;
  if (first && selects.length === 1) return first;
  const half = Math.ceil(selects.length / 2);
  return (together(selects.slice(0, half)) as Union<Row>).unionAll(together(selects.slice(half)));
}
