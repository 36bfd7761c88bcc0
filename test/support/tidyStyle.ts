/** Tidiness of form: sizes, names, first sentences, and what silences the compiler. */
import { basename } from 'node:path/posix';
import ts from 'typescript';
import { type Rule, finding, nodesOf } from './tidySources.ts';

const FILE_LINES = 400;
const FUNCTION_LINES = 60;
/** Tables are data that happens to stand in a function. */
const DATA = /^src\/store\/tables\./;

export const filesAreShort: Rule = (source) => {
  const lines = source.text.replace(/\n$/, '').split('\n').length;
  return lines > FILE_LINES ? [finding(source, 0, `${lines} lines, more than ${FILE_LINES}`)] : [];
};

export const functionsFitAScreen: Rule = (source) => {
  if (!source.path.startsWith('src/') || DATA.test(source.path)) return [];
  return nodesOf(source).filter(ts.isFunctionLike).flatMap((node) => {
    const lineAt = (position: number) => source.tree.getLineAndCharacterOfPosition(position).line;
    const lines = lineAt(node.end) - lineAt(node.getStart(source.tree)) + 1;
    return lines > FUNCTION_LINES ? [finding(source, node, `a function of ${lines} lines, more than ${FUNCTION_LINES}`)] : [];
  });
};

/** Tests name their subject by their file; every other file says it in its first sentence. */
export const filesSayWhatTheyAre: Rule = (source) => {
  const isTest = source.path.endsWith('.test.ts');
  return isTest || /^(?:#!.*\n)?\/\*\*/.test(source.text) ? [] : [finding(source, 0, 'does not begin with a doc comment')];
};

export const namesSaySomething: Rule = (source) => {
  const name = basename(source.path).replace(/(\.test|\.d)?\.ts$/, '');
  const isBad = /^(?:utils?|helpers?|common|types|misc|index)$/i.test(name) || /(?:Manager|Impl|Utils?|Helpers?)$/.test(name);
  const isBadFolder = /\/(?:utils?|helpers?|common|types)\//.test(source.path);
  return isBad || isBadFolder ? [finding(source, 0, `is named ${source.path}`)] : [];
};

export const exportsAreNamed: Rule = (source) =>
  nodesOf(source)
    .filter((node) => ts.isExportAssignment(node) || (ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) || isDefaultSpecifier(node))
    .map((node) => finding(source, node, 'a default export'));

export const filesAreNoBarrels: Rule = (source) => {
  const statements = source.tree.statements.filter((statement) => !ts.isImportDeclaration(statement));
  const isBarrel = statements.length > 0 && statements.every((statement) => ts.isExportDeclaration(statement) && (statement.moduleSpecifier !== undefined || statement.exportClause !== undefined));
  return isBarrel ? [finding(source, 0, 'only exports what others hold')] : [];
};

export const nothingIsAny: Rule = (source) =>
  nodesOf(source)
    .filter(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => finding(source, node, 'any'));

const SILENCERS = /@ts-(?:ignore|expect-error|nocheck)|eslint-disable/;

export const nothingIsSilenced: Rule = (source) =>
  source.comments.filter(({ text }) => SILENCERS.test(text)).map(({ start, text }) => finding(source, start, SILENCERS.exec(text)?.[0] ?? ''));

function isDefaultSpecifier(node: ts.Node): boolean {
  return ts.isExportSpecifier(node) && node.name.text === 'default';
}
