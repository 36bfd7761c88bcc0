/** The worked figures of other engines, from a folder beside the repository: what each engine was given, and what it answered. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ORACLE_ENGINES = ['lago', 'killbill', 'openmeter'] as const;
export type OracleEngine = (typeof ORACLE_ENGINES)[number];

/** One figure. Only the translation of its engine knows what `inputs` and `expected` hold. */
export interface OracleCase {
  readonly id: string;
  readonly area: string;
  readonly inputs: unknown;
  readonly expected: unknown;
}

/** A case in our words: what our engine answers, and what the case says, both as plain comparable values. */
export interface Outcome {
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Each takes the inputs and the expectation of its own cases; the parameters of all have only `never` in common. */
export type Reenactment = (inputs: never, expected: never) => Outcome;

/** How one engine's cases are re-enacted: by the case's id, or else by its area. */
export interface Translation {
  readonly cases: Readonly<Record<string, Reenactment>>;
  readonly areas: Readonly<Record<string, Reenactment>>;
}

export const ORACLE_FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'oracles');

/** The cases of one engine; null where the folder is not there. */
export function readOracles(engine: OracleEngine): OracleCase[] | null {
  const path = join(ORACLE_FOLDER, `${engine}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as OracleCase[]) : null;
}
