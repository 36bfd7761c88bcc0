/** Generates src/graphql/generated.ts: the SDL's types, and what its resolvers take and give. `npx graphql-codegen --config codegen.ts`. */
import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * What resolvers are given for an object type, where it is not the type itself: a row or a value of core.
 * Paths are relative to src/graphql/generated.ts.
 */
const mappers: Record<string, string> = {};

/** What a scalar is in TypeScript: as an argument, and as a resolver may answer it. */
const scalars = {
  ID: { input: 'string', output: 'string' },
  Decimal: { input: 'string', output: 'Decimal | string' },
  DateTime: { input: 'Instant', output: 'Instant' },
  Date: { input: 'CalendarDay', output: 'CalendarDay' },
  TimeZone: { input: 'string', output: 'string' },
  CurrencyCode: { input: 'string', output: 'string' },
  BigInt: { input: 'bigint', output: 'bigint | number | string' },
  JSONObject: { input: 'JsonObject', output: 'JsonObject' },
};

const scalarImports = [
  "import type { CalendarDay } from '../core/calendar.ts';",
  "import type { Decimal } from '../core/decimal.ts';",
  "import type { Instant } from '../core/instant.ts';",
  "import type { JsonObject } from '../core/json.ts';",
];

const config: CodegenConfig = {
  schema: [{ 'schema/*.graphql': { loader: './src/graphql/schema.ts' } }],
  silent: true,
  generates: {
    'src/graphql/generated.ts': {
      plugins: [{ add: { content: scalarImports } }, 'typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#RequestContext',
        mappers,
        scalars,
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
        inputMaybeValue: 'T | null | undefined',
        makeResolverTypeCallable: true,
        skipTypename: true,
      },
    },
  },
};

export default config;
