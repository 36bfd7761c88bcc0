/** Limits on a document's shape, checked before anything is looked up in the schema: no text may cost more to refuse than to send. */
import {
  type ASTVisitor, type DocumentNode, type FragmentDefinitionNode, Kind, OperationTypeNode, type SelectionSetNode, type ValidationContext, visit,
} from 'graphql';
import { requestError } from './errors.ts';

export const DOCUMENT_LIMITS = {
  /** Of the document; values of any size travel in variables. Counted by the parser, as are tokens: names, values, punctuation. */
  characters: 15_000,
  tokens: 2_000,
  /** Brackets of any kind that are open at once; the depth of fields is bounded more narrowly once the document is parsed. */
  nesting: 200,
  depth: 14,
  /** Of what is asked of `__schema` and `__type`; the usual introspection query has 15 levels. */
  introspectionDepth: 20,
  rootFields: 30,
  /** Of one field in one place, under different names. */
  aliases: 30,
  mutations: 10,
} as const;

/** A validation rule: refuses a document that is too deep or too wide, with COST_EXCEEDED. Fragments are followed, cycles end. */
export function documentLimitsRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const excess = excessOf(document);
      if (excess !== null) context.reportError(requestError('COST_EXCEEDED', excess));
      return false;
    },
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function excessOf(document: DocumentNode): string | null {
  const fragments = fragmentsOf(document);
  return depthExcess(document, fragments) ?? widthExcess(document, fragments);
}

export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])));
}

/** Levels of fields below a place: through ordinary fields, and through `__schema` or `__type`. */
interface Depth {
  readonly plain: number;
  readonly introspection: number;
}

const FLAT: Depth = { plain: 0, introspection: 0 };

function depthExcess(document: DocumentNode, fragments: Fragments): string | null {
  const known = new Map<string, Depth>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { plain, introspection } = depthOf(definition.selectionSet, fragments, known);
    if (plain > DOCUMENT_LIMITS.depth) return tooMuch(`${plain} levels deep`, DOCUMENT_LIMITS.depth);
    if (introspection > DOCUMENT_LIMITS.introspectionDepth) {
      return tooMuch(`${introspection} levels deep in its introspection`, DOCUMENT_LIMITS.introspectionDepth);
    }
  }
  return null;
}

/** Each fragment is measured once, so a chain of fragments that spread each other twice does not double the work at each step. */
function depthOf(selections: SelectionSetNode, fragments: Fragments, known: Map<string, Depth>): Depth {
  let deepest = FLAT;
  for (const selection of selections.selections) {
    deepest = deeper(deepest, depthOfSelection(selection, fragments, known));
  }
  return deepest;
}

function depthOfSelection(selection: SelectionSetNode['selections'][number], fragments: Fragments, known: Map<string, Depth>): Depth {
  if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(selection.selectionSet, fragments, known);
  if (selection.kind === Kind.FRAGMENT_SPREAD) return depthOfFragment(selection.name.value, fragments, known);
  const below = selection.selectionSet ? depthOf(selection.selectionSet, fragments, known) : FLAT;
  // Anywhere but at the root of a query such a field does not exist, and the document is refused for that.
  if (selection.name.value === '__schema' || selection.name.value === '__type') {
    return { plain: 0, introspection: 1 + Math.max(below.plain, below.introspection) };
  }
  return { plain: 1 + below.plain, introspection: below.introspection && 1 + below.introspection };
}

function depthOfFragment(name: string, fragments: Fragments, known: Map<string, Depth>): Depth {
  const measured = known.get(name);
  if (measured) return measured;
  // What a fragment finds while it is being measured itself: a cycle, which another rule refuses.
  known.set(name, FLAT);
  const fragment = fragments.get(name);
  const depth = fragment ? depthOf(fragment.selectionSet, fragments, known) : FLAT;
  known.set(name, depth);
  return depth;
}

function deeper(a: Depth, b: Depth): Depth {
  return { plain: Math.max(a.plain, b.plain), introspection: Math.max(a.introspection, b.introspection) };
}

function widthExcess(document: DocumentNode, fragments: Fragments): string | null {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const roots = [...responseNames(definition.selectionSet, fragments).values()].reduce((sum, names) => sum + names.size, 0);
    const isMutation = definition.operation === OperationTypeNode.MUTATION;
    const limit = isMutation ? DOCUMENT_LIMITS.mutations : DOCUMENT_LIMITS.rootFields;
    if (roots > limit) return tooMuch(`asking for ${roots} ${isMutation ? 'mutations' : 'root fields'}`, limit);
  }
  let excess: string | null = null;
  visit(document, {
    SelectionSet(selections) {
      for (const [field, names] of responseNames(selections, fragments)) {
        if (names.size > DOCUMENT_LIMITS.aliases) excess ??= tooMuch(`asking for ${field} under ${names.size} names in one place`, DOCUMENT_LIMITS.aliases);
      }
    },
  });
  return excess;
}

/** The fields selected in one place, fragments included, each with the names it is answered under. */
function responseNames(selections: SelectionSetNode, fragments: Fragments): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = selection.name.value;
        names.set(field, (names.get(field) ?? new Set()).add(selection.alias?.value ?? field));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  collect(selections);
  return names;
}

function tooMuch(what: string, limit: number): string {
  return `the document is ${what}; the limit is ${limit}`;
}
