/**
 * What a request may cost at most: the number of objects it can be answered with, reckoned before execution from the page
 * sizes it asks for. An object counts 1, times the sizes of the pages around it; scalars count 0. Lists that are not paged
 * are short by nature and count as one object.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode, type FieldNode, getNamedType, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema,
  isCompositeType, isObjectType, Kind, type OperationDefinitionNode, type SelectionNode, type ValueNode,
} from 'graphql';
import type { RequestIdentity } from './requestIdentity.ts';
import { requestError } from './errors.ts';
import { fragmentsOf } from './limits.ts';
import { DEFAULT_PAGE, LARGEST_PAGE } from './pagination.ts';

export const COST_LIMIT = 500_000;
/** Fields after fragments are expanded; more than any client asks for, and few enough to count. */
const FIELD_LIMIT = 10_000;
/** Introspection is not paged, so it has a price: five whole schemas a request. */
const INTROSPECTION_COST: Readonly<Record<string, number>> = { __schema: 100_000, __type: 1_000 };
/** Answered by rating a customer's history anew: what each item of a page costs beyond itself, and a total that has a page's worth. */
const RATED_CUSTOMER_COST = 2_000;
const RATED_CONNECTIONS: ReadonlySet<string> = new Set(['SimulatedCustomerConnection', 'CustomerDriftConnection', 'MigratedCustomerConnection']);
const RATED_TOTALS: ReadonlySet<string> = new Set(['SimulationTotal', 'MigrationPreviewTotal', 'PreviewBackfillPayload']);
/** Answered by a look at some thousand events or at one event's lines. */
const RATED_ONCE: ReadonlySet<string> = new Set(['UsageEventBilling', 'UnratedUsagePage']);

/** Refuses what costs too much, and tells every request its cost in `extensions.cost`. */
export const costPlugin: ApolloServerPlugin<RequestIdentity> = {
  async requestDidStart() {
    let requested: number | null = null;
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        // Without an operation there is nothing to run, and execution says so.
        if (!operation) return;
        requested = requestedCost({ schema, document, operation, variables: request.variables ?? {} });
        if (requested > COST_LIMIT) {
          const message = `the request may be answered with ${requested} objects; the limit is ${COST_LIMIT}: ask for smaller pages`;
          throw requestError('COST_EXCEEDED', message, {}, 400);
        }
      },
      async willSendResponse({ response }) {
        if (requested === null || response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, cost: { requested, limit: COST_LIMIT } };
      },
    };
  },
};

/** A validated operation with its variables as they were sent. */
export interface CostedRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws COST_EXCEEDED if fragments expand to too many fields to count. */
export function requestedCost(request: CostedRequest): number {
  const { schema, operation } = request;
  const root = schema.getRootType(operation.operation);
  const walk = new CostWalk(request);
  const cost = root ? walk.costOf([{ parent: root, selections: operation.selectionSet.selections }], { multiplier: 1, pageSize: 1 }) : 0;
  return Math.min(cost, Number.MAX_SAFE_INTEGER);
}

/** Selections on a type. */
interface Selected {
  readonly parent: GraphQLCompositeType;
  readonly selections: readonly SelectionNode[];
}

/** One field of the answer, with every place in the document that asks for it. */
interface CollectedField {
  readonly parent: GraphQLCompositeType;
  readonly nodes: FieldNode[];
}

class CostWalk {
  private fieldsLeft = FIELD_LIMIT;
  private readonly fragments;
  private readonly defaults: ReadonlyMap<string, ValueNode | undefined>;

  constructor(private readonly request: CostedRequest) {
    this.fragments = fragmentsOf(request.document);
    this.defaults = new Map(request.operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));
  }

  /** `pageSize` is that of the connection whose selections these are. */
  costOf(selected: readonly Selected[], at: { multiplier: number; pageSize: number }): number {
    let cost = 0;
    for (const { parent, nodes } of this.collect(selected).values()) {
      const [node] = nodes;
      if (node === undefined) continue;
      cost += at.multiplier * (INTROSPECTION_COST[node.name.value] ?? 0);
      const field = fieldOf(parent, node.name.value);
      const type = field && getNamedType(field.type);
      if (!isCompositeType(type)) continue;
      cost += at.multiplier * this.ratingCost(node, type.name);

      const isPageItem = isConnection(parent) && (field?.name === 'nodes' || field?.name === 'edges');
      const objects = at.multiplier * (isPageItem ? at.pageSize : this.listSize(node, field));
      const below = nodes.map(({ selectionSet }) => ({ parent: type, selections: selectionSet?.selections ?? [] }));
      cost += objects + this.costOf(below, { multiplier: objects, pageSize: isConnection(type) ? this.pageSize(node) : 1 });
    }
    return cost;
  }

  /** Fields by the name they are answered under, as execution merges them. Fragments on different types never merge. */
  private collect(selected: readonly Selected[]): Map<string, CollectedField> {
    const fields = new Map<string, CollectedField>();
    const spread = new Set<string>();
    const add = (parent: GraphQLCompositeType, selections: readonly SelectionNode[]): void => {
      for (const selection of selections) {
        if (!this.isIncluded(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          if (--this.fieldsLeft < 0) throw requestError('COST_EXCEEDED', `the document expands to more than ${FIELD_LIMIT} fields`, {}, 400);
          const name = `${parent.name}.${selection.alias?.value ?? selection.name.value}`;
          const known = fields.get(name);
          if (known) known.nodes.push(selection);
          else fields.set(name, { parent, nodes: [selection] });
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          add(this.narrowed(parent, selection.typeCondition?.name.value), selection.selectionSet.selections);
        } else {
          const fragment = this.fragments.get(selection.name.value);
          if (!fragment || spread.has(`${parent.name} ${selection.name.value}`)) continue;
          spread.add(`${parent.name} ${selection.name.value}`);
          add(this.narrowed(parent, fragment.typeCondition.name.value), fragment.selectionSet.selections);
        }
      }
    };
    for (const { parent, selections } of selected) add(parent, selections);
    return fields;
  }

  /** A condition on the interface that the parent implements leaves the parent as it is. */
  private narrowed(parent: GraphQLCompositeType, condition: string | undefined): GraphQLCompositeType {
    const type = condition === undefined || isObjectType(parent) ? parent : this.request.schema.getType(condition);
    return isCompositeType(type) ? type : parent;
  }

  private isIncluded(selection: SelectionNode): boolean {
    return (selection.directives ?? []).every(({ name, arguments: args }) => {
      const condition = this.valueOf(args?.[0]?.value);
      return !(name.value === 'skip' && condition === true) && !(name.value === 'include' && condition === false);
    });
  }

  private pageSize(node: FieldNode): number {
    const given = ['first', 'last'].map((name) => this.argument(node, name)).filter((size) => typeof size === 'number');
    // A size beyond the largest page is refused where the page is read, with the argument's name.
    return given.length === 0 ? DEFAULT_PAGE : Math.min(Math.max(0, ...given), LARGEST_PAGE);
  }

  private ratingCost(node: FieldNode, typeName: string): number {
    if (RATED_TOTALS.has(typeName)) return LARGEST_PAGE * RATED_CUSTOMER_COST;
    if (RATED_ONCE.has(typeName)) return RATED_CUSTOMER_COST;
    return RATED_CONNECTIONS.has(typeName) ? this.pageSize(node) * RATED_CUSTOMER_COST : 0;
  }

  /** How many objects a list that is not a page holds: as many as were asked for by id, else it counts as one. */
  private listSize(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
    if (!field?.args.some(({ name }) => name === 'ids')) return 1;
    const ids = this.argument(node, 'ids');
    return Array.isArray(ids) ? Math.min(ids.length, LARGEST_PAGE) : 1;
  }

  private argument(node: FieldNode, name: string): unknown {
    return this.valueOf(node.arguments?.find((argument) => argument.name.value === name)?.value);
  }

  /** The value of a page size, of a list of ids or of a condition; undefined stands for any other. */
  private valueOf(node: ValueNode | undefined): unknown {
    switch (node?.kind) {
      case Kind.INT:
        return Number(node.value);
      case Kind.BOOLEAN:
        return node.value;
      case Kind.LIST:
        return node.values;
      case Kind.VARIABLE: {
        const name = node.name.value;
        const { variables } = this.request;
        return Object.hasOwn(variables, name) && variables[name] !== undefined ? variables[name] : this.valueOf(this.defaults.get(name));
      }
      default:
        return undefined;
    }
  }
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
}

function isConnection(type: GraphQLCompositeType): boolean {
  return type.name.endsWith('Connection');
}
