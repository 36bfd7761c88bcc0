/** Invariants: statements that are true unless this program is wrong. Clients see INTERNAL; the log sees the message. */

/** Thrown when the program, not its input, is wrong. Never caught to continue, but where stored rows are held to be wrong: in checks. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws `InvariantError` unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Marks a branch the type system proves unreachable. */
export function unreachable(value: never): never {
  throw new InvariantError(`unreachable value: ${JSON.stringify(value)}`);
}
