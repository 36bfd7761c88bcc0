/** Two test projects: `pure` needs no database and starts at once; `engines` has the database servers of test/support. */
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const PURE = ['test/core/**/*.test.ts', 'test/oracles/**/*.test.ts', 'test/rendering/**/*.test.ts', 'test/graphql/**/*.test.ts', 'test/server.test.ts', 'test/config.test.ts', 'test/tidy.test.ts'];

/** The files that take longest, which begin first: one that begins last is waited for alone. */
const LONGEST = ['killedServer', 'tamper', 'operator', 'migrate', 'killedWork', 'issuingRace', 'pagination', 'replayInto', 'isolation', 'concurrentUsage', 'demo', 'replays', 'bookHistory'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
    const others = await super.sort(files.filter((file) => rankOf(file) < 0));
    return [...files.filter((file) => rankOf(file) >= 0).sort((one, other) => rankOf(one) - rankOf(other)), ...others];
  }
}

export default defineConfig({
  resolve: {
    // Vite would load graphql's ESM build for the tests while Node gives dependencies the other one: two realms of types.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    pool: 'forks',
    // Requests make many short-lived objects: where more of them fit before a collection, 4 % of the time is saved.
    execArgv: ['--max-semi-space-size=64'],
    // Two more than the cores of a small machine: a worker often waits for its database.
    maxWorkers: 4,
    // A worker keeps the modules that it has loaded: to load them anew for each file takes half of the time of the pure tests.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, setupFiles: ['test/support/seed.ts'] } },
      {
        extends: true,
        test: {
          name: 'engines',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PURE],
          globalSetup: ['test/support/globalSetup.ts'],
        },
      },
    ],
  },
});
