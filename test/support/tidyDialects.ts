/** Tidiness of SQL: the words that do not work on all four engines (DESIGN section 8) stay out of the shared code. */
import ts from 'typescript';
import { type Rule, type Source, finding, matches, nodesOf } from './tidySources.ts';

/** The one file that spells what every engine spells differently. */
const WRITE = 'src/store/write.ts';

export const noOneSidedWrites: Rule = (source) =>
  isShared(source) ? [...matches(source, /\.returning\(/g, 'returning'), ...matches(source, /\bonConflict/g, 'onConflict'), ...matches(source, /on duplicate|onDuplicate/gi, 'on duplicate key')] : [];

export const noRelationalQueries: Rule = (source) => (isSql(source) ? matches(source, /\b(?:db|tx)\s*\.\s*query\b/g, 'a relational query') : []);

export const sharedLocksByName: Rule = (source) =>
  isShared(source) ? matches(source, /for share|lock in share mode|\.for\(\s*['"`]share/gi, 'a shared lock') : [];

/** In `sql` templates, where neither types nor drizzle would notice. */
export const noDialectInTemplates: Rule = (source) => {
  if (!isSql(source)) return [];
  const templates = nodesOf(source).filter((node) => ts.isTaggedTemplateExpression(node) && /(?:^|\.)sql$/.test(node.tag.getText(source.tree)));
  return templates.flatMap((node) => {
    const word = /\bnow\s*\(|\bcurrent_timestamp\b|\bilike\b|::\s*[a-z]/i.exec(node.getText(source.tree));
    return word === null ? [] : [finding(source, node, `${word[0]} in SQL`)];
  });
};

export const noOneSidedOperators: Rule = (source) => (isSql(source) ? matches(source, /\b(?:ilike|notIlike)\b(?=\s*[,(}])/g, 'ilike') : []);

function isSql({ path }: Source): boolean {
  return path.startsWith('src/store/') || path.startsWith('src/repositories/');
}

function isShared(source: Source): boolean {
  return isSql(source) && source.path !== WRITE;
}
