/**
 * Every property is tried on the same cases in every run, so that a run fails only for what a change did. Other cases are
 * searched with another seed: `NERUBA_TEST_SEED=2 npx vitest run --project pure`. A failure names the seed to repeat it with.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['NERUBA_TEST_SEED'] ?? 1) });
