/** Tidiness of imports: which room of the house may know which. */
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { type Rule, type Source, finding, nodesOf } from './tidySources.ts';

/** The arrow of DESIGN section 3: what each room may import besides itself. Files of the root are rooms of their own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  rendering: ['core'],
  store: ['core'],
  repositories: ['core', 'store'],
  payments: ['core'],
  services: ['core', 'store', 'repositories', 'payments'],
  graphql: ['core', 'rendering', 'repositories', 'services'],
  // The thin REST face checks keys and words refusals as the GraphQL door does.
  rest: ['core', 'rendering', 'repositories', 'services', 'graphql'],
  jobs: ['core', 'services'],
  config: ['core', 'store'],
  log: [],
  server: ['core', 'store', 'rendering', 'repositories', 'services', 'graphql', 'rest', 'jobs', 'config'],
  main: ['core', 'store', 'rendering', 'repositories', 'services', 'payments', 'graphql', 'rest', 'jobs', 'config', 'log', 'server'],
  cli: ['core', 'store', 'rendering', 'repositories', 'services', 'payments', 'graphql', 'rest', 'jobs', 'config', 'server', 'main'],
};

/** Whose types a room may name on the way through, without calling anything there. */
const MAY_NAME: Readonly<Record<string, readonly string[]>> = { graphql: ['store'], rest: ['store'] };

/** What services have in common: nouns that several of them work with, and reading an invoice, which is half of verifying it. */
const SHARED_BY_SERVICES = [
  'actor',
  'answerVerification',
  'apiKeySecret',
  'balanceAlerts',
  'backfillPlan',
  'billingRules',
  'billingState',
  'bundledBook',
  'bookScan',
  'bookVerification',
  'checkpointVerification',
  'creditAgain',
  'creditHistory',
  'creditPosting',
  'creditPurchase',
  'creditScope',
  'creditTransfers',
  'creditUnits',
  'creditNotePosting',
  'derivedCreditNotes',
  'derivedInvoices',
  'engine',
  'factVerification',
  'grantPlace',
  'heldQuantities',
  'idempotency',
  'invoiceDraft',
  'invoiceIssue',
  'lineStandings',
  'lineUsage',
  'migrationChoice',
  'overriddenVersion',
  'personalData',
  'oneOffAgain',
  'owedCredit',
  'projectedBalance',
  'sealFacts',
  'settlementPosting',
  'planChange',
  'planVersion',
  'replayBook',
  'revenueSchedule',
  'signer',
  'spendingState',
  'subscriptionChange',
  'taxRateVersion',
  'tenantTime',
  'thresholdStanding',
  'topUpLook',
  'transferVerification',
  'usageRecording',
];

/** The doors read through repositories; what writes or locks is called by services, and says so in its first word. */
const DOORS = ['graphql', 'rest', 'jobs'];
const WRITES = /^(?:insert|save|lock|take|record|mark)|^\*$/;

const DRIZZLE_ROOMS = ['store', 'repositories'];

interface Import {
  readonly node: ts.Node;
  /** As written. */
  readonly from: string;
  /** What is used of it when the program runs; `*` for all of it. */
  readonly values: readonly string[];
}

export const importsFollowTheArrow: Rule = (source) => {
  const room = roomOf(source.path);
  if (room === null) return [];
  return inside(source).flatMap(({ node, path, values }) => {
    const target = roomOf(path);
    if (target === null) return [finding(source, node, `src imports ${path}`)];
    const isNamedOnly = values.length === 0 && MAY_NAME[room]?.includes(target);
    return target === room || isNamedOnly || MAY_IMPORT[room]?.includes(target) ? [] : [finding(source, node, `${room} imports ${target}`)];
  });
};

export const doorsOnlyRead: Rule = (source) => {
  if (!DOORS.includes(roomOf(source.path) ?? '')) return [];
  return inside(source)
    .filter(({ path }) => roomOf(path) === 'repositories')
    .flatMap(({ node, values }) => values.filter((name) => WRITES.test(name)).map((name) => finding(source, node, `a door calls ${name} of a repository`)));
};

/** Every function of a repository that needs a transaction begins with a word by which `doorsOnlyRead` knows it. */
export const writesSayThatTheyWrite: Rule = (source) => {
  if (roomOf(source.path) !== 'repositories') return [];
  return source.tree.statements.filter(ts.isFunctionDeclaration).flatMap((node) => {
    const isExported = (node.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const needsTransaction = node.parameters.some(({ type }) => type?.getText(source.tree) === 'Transaction');
    const name = node.name?.text ?? '';
    return isExported && needsTransaction && !WRITES.test(name) ? [finding(source, node, `${name} writes without saying so`)] : [];
  });
};

export const servicesStandAlone: Rule = (source) =>
  inFolder(source, 'src/services')
    .filter(({ path }) => !SHARED_BY_SERVICES.some((name) => path === `src/services/${name}.ts`))
    .map(({ node, path }) => finding(source, node, `a service imports ${path}`));

export const resolversStandAlone: Rule = (source) =>
  inFolder(source, 'src/graphql/resolvers').map(({ node, path }) => finding(source, node, `a resolver imports ${path}`));

export const drizzleStaysWithSql: Rule = (source) => {
  const room = roomOf(source.path);
  if (room === null || DRIZZLE_ROOMS.includes(room)) return [];
  return importsOf(source)
    .filter(({ from }) => /^drizzle-(orm|kit)(\/|$)/.test(from))
    .map(({ node, from }) => finding(source, node, `${room} imports ${from}`));
};

/** The imports of a file in `folder` from other files in it. */
function inFolder(source: Source, folder: string): { node: ts.Node; path: string }[] {
  return source.path.startsWith(`${folder}/`) ? inside(source).filter(({ path }) => path.startsWith(`${folder}/`)) : [];
}

function inside(source: Source): (Import & { path: string })[] {
  return importsOf(source)
    .filter(({ from }) => from.startsWith('.'))
    .map((each) => ({ ...each, path: join(dirname(source.path), each.from) }));
}

/** The room of a file of src: its folder, or its own name at the root. */
function roomOf(path: string): string | null {
  return /^src\/(\w+)(?:\/|\.ts$)/.exec(path)?.[1] ?? null;
}

/** Everything a file imports, also to export it again or while it runs. */
export function importsOf(source: Source): Import[] {
  return nodesOf(source).flatMap((node): Import[] => {
    if (ts.isImportDeclaration(node)) return [{ node, from: textOf(node.moduleSpecifier), values: importedValues(node.importClause) }];
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) return [{ node, from: textOf(node.moduleSpecifier), values: ['*'] }];
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return [{ node, from: textOf(node.argument.literal), values: [] }];
    const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    return isCall && node.arguments[0] !== undefined ? [{ node, from: textOf(node.arguments[0]), values: ['*'] }] : [];
  });
}

function importedValues(clause: ts.ImportClause | undefined): string[] {
  if (clause === undefined) return ['*'];
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const { name, namedBindings } = clause;
  const named = namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? ['*'] : namedBindings.elements.filter(({ isTypeOnly }) => !isTypeOnly).map((each) => (each.propertyName ?? each.name).text);
  return [...(name === undefined ? [] : ['default']), ...named];
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : '';
}
