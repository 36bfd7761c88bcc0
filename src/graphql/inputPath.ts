/** Which input field a refused value stands in: `['input', 'prices', '0', 'model']`, as in a payload's `userErrors`. */
import { type ASTNode, type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';

/** The path of the value that the error blames, from the field's argument or the variable on; null if it blames none. */
export function inputPathOf(error: GraphQLError, document: DocumentNode | undefined): string[] | null {
  const ofVariable = variablePath(error.message);
  if (ofVariable) return ofVariable;
  const node = error.nodes?.[0];
  return node && document ? literalPath(document, node) : null;
}

/** graphql-js tells the place of a refused variable in its message alone: `Variable "$input" got invalid value 1 at "input.a[0].b"; ...`. */
function variablePath(message: string): string[] | null {
  const [, variable, place] = /^Variable "\$(\w+)" got invalid value (?:.* at "([\w.[\]]+)"; )?/s.exec(message) ?? [];
  if (variable === undefined) return null;
  return (place ?? variable).split(/[.[\]]+/).filter((step) => step !== '');
}

/** The names and indices from an argument down to a literal in the document. */
function literalPath(document: DocumentNode, target: ASTNode): string[] | null {
  let found: string[] | null = null;
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (found) return false;
      if (node === target) found = stepsOf([...ancestors, ...(parent ? [parent] : []), node]);
      return undefined;
    },
  });
  return found;
}

/** The way down from the document to a node: nodes, and the lists that hold them. */
type Way = readonly (ASTNode | readonly ASTNode[])[];

function stepsOf(way: Way): string[] | null {
  const steps = way.flatMap((link, index) => {
    if (!isList(link)) return link.kind === Kind.ARGUMENT || link.kind === Kind.OBJECT_FIELD ? [link.name.value] : [];
    const [holder, item] = [way[index - 1], way[index + 1]];
    const isListLiteral = holder !== undefined && !isList(holder) && holder.kind === Kind.LIST;
    return isListLiteral && item !== undefined && !isList(item) ? [String(link.indexOf(item))] : [];
  });
  return steps.length === 0 ? null : steps;
}

function isList(link: Way[number]): link is readonly ASTNode[] {
  return Array.isArray(link);
}
