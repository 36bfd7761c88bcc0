/** The project's own source as the tidiness rules read it: text, syntax tree, and the text without its comments. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the project's root, with slashes: `src/core/money.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly comments: readonly Comment[];
  /** The text with every comment blanked out, line by line in its place. */
  readonly code: string;
}

export interface Comment {
  readonly start: number;
  readonly text: string;
}

/** A rule answers where a file breaks it, as `path:line: what`; a file that keeps it has no such line. */
export type Rule = (source: Source) => string[];

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['src', 'test', 'bench'];

/** Every TypeScript file of src, test and bench but what other programs write. */
export function readSources(): Source[] {
  const folders = FOLDERS.map((folder) => join(ROOT, folder)).filter(existsSync);
  const paths = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'generated.ts')
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return paths.sort().map((path) => sourceOf(path, readFileSync(join(ROOT, path), 'utf8')));
}

export function sourceOf(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const comments = commentsOf(tree);
  return { path, text, tree, comments, code: blanked(text, comments) };
}

/** The lines of `schema/*.graphql`, all in one. */
export function readSchema(): string {
  const folder = join(ROOT, 'schema');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** Everything in the tree, from outside in. */
export function nodesOf({ tree }: Source): ts.Node[] {
  const nodes: ts.Node[] = [];
  const take = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, take);
  };
  ts.forEachChild(tree, take);
  return nodes;
}

/** `path:line: what`, where `at` is a node or a place in the text. */
export function finding({ path, tree }: Source, at: ts.Node | number, what: string): string {
  const position = typeof at === 'number' ? at : at.getStart(tree);
  return `${path}:${tree.getLineAndCharacterOfPosition(position).line + 1}: ${what}`;
}

/** A finding for every match of a pattern (with the flag g) in the code. */
export function matches(source: Source, pattern: RegExp, what: string): string[] {
  return [...source.code.matchAll(pattern)].map(({ index }) => finding(source, index, what));
}

function commentsOf(tree: ts.SourceFile): Comment[] {
  const byStart = new Map<number, Comment>();
  const text = tree.text;
  const take = (node: ts.Node): void => {
    const ranges = [...(ts.getLeadingCommentRanges(text, node.pos) ?? []), ...(ts.getTrailingCommentRanges(text, node.end) ?? [])];
    for (const { pos, end } of ranges) byStart.set(pos, { start: pos, text: text.slice(pos, end) });
    if (!ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node)) node.getChildren(tree).forEach(take);
  };
  take(tree);
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

function blanked(text: string, comments: readonly Comment[]): string {
  let code = '';
  let done = 0;
  for (const comment of comments) {
    if (comment.start < done) continue;
    code += text.slice(done, comment.start) + comment.text.replace(/[^\n]/g, ' ');
    done = comment.start + comment.text.length;
  }
  return code + text.slice(done);
}
