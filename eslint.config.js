/** Lint rules: typescript-eslint with types for the code, graphql-eslint for the SDL. `npx eslint .` */
import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'drizzle/', 'src/graphql/generated.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // There are no enums, so nothing has to be known of types to guard their members: two fifths of the time of the whole run.
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'A union of words, listed `as const`, instead of an enum.' }],
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Numbers in messages are what they are.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // Interfaces of others (hooks, stores) ask for promises; `async` is the plain way to give one, also when it throws.
      '@typescript-eslint/require-await': 'off',
      // The objects here are records of functions that do not use `this`.
      '@typescript-eslint/unbound-method': 'off',
      // `async () => void (await x)` says that the value of x is dropped on purpose.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // An argument that repeats the default, or names an answer once, still tells the reader something.
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // One dialect's query builders stand for both, so what their types say of awaiting and of columns is not quite so.
    files: ['src/store/**/*.ts'],
    rules: {
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/no-generated-empty-object-type': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // A test that finds nothing there should fail at that place.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `expect.any(...)` is typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['schema/*.graphql'],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: 'schema/*.graphql' } },
    },
    plugins: { '@graphql-eslint': { rules: graphqlPlugin.rules } },
    rules: {
      ...graphqlPlugin.configs['flat/schema-recommended'].rules,
      ...graphqlPlugin.configs['flat/schema-relay'].rules,
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      '@graphql-eslint/require-description': ['error', { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true, DirectiveDefinition: true, rootField: true }],
      // `nodes` beside `edges`, and short lists that need no pages.
      '@graphql-eslint/relay-edge-types': ['error', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
      // Only what `node` can fetch, or a mutation names, has an id; values and parts of a document have none.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
  {
    // `Date` is part of the contract before its first field is.
    files: ['schema/scalars.graphql'],
    rules: { '@graphql-eslint/no-unreachable-types': 'off' },
  },
);
