/** Tidiness of the heart: core has no time, chance, waiting or memory of its own, and money is never a `number`. */
import ts from 'typescript';
import { importsOf } from './tidyImports.ts';
import { type Rule, type Source, finding, matches, nodesOf } from './tidySources.ts';

/** Names by which a clock, chance, waiting or the outside world would come in. */
const IMPURE = /\b(?:Date\.now|Temporal\.Now|performance|Math\.random|randomUUID|randomBytes|randomInt|getRandomValues|async|await|Promise|setTimeout|setInterval|setImmediate|queueMicrotask|console|process|fetch)\b/g;
const WORLD_MODULES = /^(?:node:|fs|path|os|http|https|net|crypto|child_process|worker_threads|timers|process)/;

/** What of `node:crypto` gives the same for the same: no keys and no nonces of its own. */
const PURE_CRYPTO: readonly string[] = ['hash', 'createHash', 'createHmac', 'createCipheriv', 'createDecipheriv'];

/** The bounded memos of the calendar, which answer the same with or without their memory. */
const MEMOS: Readonly<Record<string, readonly string[]>> = { 'src/core/calendar.ts': ['zones', 'midnights', 'cachedMidnights'] };

export const coreIsPure: Rule = (source) => {
  if (!isCore(source)) return [];
  const words = [...source.code.matchAll(IMPURE)].filter(({ index }) => !isQuoted(source, index)).map((match) => finding(source, match.index, `core uses ${match[0]}`));
  return [...words, ...clocks(source), ...worldImports(source)];
};

export const coreHasNoMemory: Rule = (source) => {
  if (!isCore(source)) return [];
  const allowed = MEMOS[source.path] ?? [];
  return source.tree.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
    const isConst = (declarationList.flags & ts.NodeFlags.Const) !== 0;
    return declarationList.declarations
      .filter((declaration) => !allowed.includes(declaration.name.getText(source.tree)) && (!isConst || isMutableCollection(declaration)))
      .map((declaration) => finding(source, declaration, `core remembers in ${declaration.name.getText(source.tree)}`));
  });
};

/** Words that name money at the end of a name, where units stand. `minorUnits` and the like are money, `priceCode` is not. */
const MONEY_NAME = /(?:amount|minor|price|total|balance|credit|debit)(?:s|Minor|Units|InMinor)?$/i;
/** Totals of other things than money, by file and name. */
const NOT_MONEY = ['src/cli/progress.ts total'];

export const moneyIsNoNumber: Rule = (source) => {
  if (!source.path.startsWith('src/')) return [];
  return nodesOf(source).flatMap((node) => {
    const isNamed = ts.isParameter(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node);
    if (!isNamed || node.type === undefined || !ts.isIdentifier(node.name)) return [];
    const name = node.name.text;
    const isMoney = MONEY_NAME.test(name) && !NOT_MONEY.includes(`${source.path} ${name}`);
    return isMoney && mentionsNumber(node.type) ? [finding(source, node, `${name} is money and a number`)] : [];
  });
};

function isCore({ path }: Source): boolean {
  return path.startsWith('src/core/');
}

/** `new Date()` and `Date()` read the clock; `new Date(x)` and `Date.UTC(...)` do not. */
function clocks(source: Source): string[] {
  return nodesOf(source).flatMap((node) => {
    const isDate = (ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression) && node.expression.text === 'Date';
    return isDate && (node.arguments ?? []).length === 0 ? [finding(source, node, 'core reads the clock')] : [];
  });
}

function worldImports(source: Source): string[] {
  return importsOf(source).flatMap(({ node, from, values }) => {
    const isHash = from === 'node:crypto' && values.every((name) => PURE_CRYPTO.includes(name));
    return WORLD_MODULES.test(from) && !isHash ? [finding(source, node, `core imports ${from}`)] : [];
  });
}

function isMutableCollection({ type, initializer }: ts.VariableDeclaration): boolean {
  if (initializer === undefined || !ts.isNewExpression(initializer) || !ts.isIdentifier(initializer.expression)) return false;
  if (!['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'].includes(initializer.expression.text)) return false;
  return type === undefined || !/^Readonly(Map|Set|Array)\b/.test(type.getText());
}

function mentionsNumber(type: ts.TypeNode): boolean {
  if (type.kind === ts.SyntaxKind.NumberKeyword) return true;
  return ts.isUnionTypeNode(type) && type.types.some(mentionsNumber);
}

function isQuoted({ tree }: Source, position: number): boolean {
  let found: ts.Node = tree;
  const descend = (node: ts.Node): void => {
    if (node.getStart(tree) > position || position >= node.end) return;
    found = node;
    ts.forEachChild(node, descend);
  };
  descend(tree);
  return ts.isStringLiteralLike(found) || ts.isTemplateHead(found) || ts.isTemplateMiddleOrTemplateTail(found) || ts.isRegularExpressionLiteral(found);
}

/** Only the configuration reads the environment. */
export const environmentIsConfiguration: Rule = (source) =>
  source.path.startsWith('src/') && source.path !== 'src/config.ts' ? matches(source, /\bprocess\s*\.\s*env\b|\benv\b[^;]*from 'node:process'/g, 'reads the environment') : [];
