/** The scalars of the contract: what is accepted on the wire, and what resolvers see. A refusal carries BAD_USER_INPUT. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isLosslessNumber, LosslessNumber } from 'lossless-json';
import { parseCalendarDay } from '../core/calendar.ts';
import { Decimal, decimalText, parseDecimal } from '../core/decimal.ts';
import { BillingError } from '../core/errors.ts';
import { instant, instantText, parseInstant } from '../core/instant.ts';
import { exactNumber } from './exactJson.ts';

/** How one scalar is read from a JSON value and written as one. `read` throws `BillingError`. */
interface Wire<Internal> {
  readonly name: string;
  readonly read: (value: unknown) => Internal;
  readonly write: (value: unknown) => unknown;
  /** JSON for a literal in a document; by default, only strings and numbers. */
  readonly readLiteral?: (node: ValueNode, variables: Variables) => unknown;
}

type Variables = Readonly<Record<string, unknown>> | null | undefined;

const decimal = scalar<string>({
  name: 'Decimal',
  read: (value) => decimalText(parseDecimal(typeof value === 'number' ? wholeNumberText(value) : text(value))),
  write: (value) => (Decimal.isDecimal(value) ? decimalText(value) : text(value)),
});

const dateTime = scalar({
  name: 'DateTime',
  read: (value) => parseInstant(text(value)),
  write: (value) => instantText(instant(value as number)),
});

const date = scalar({ name: 'Date', read: (value) => parseCalendarDay(text(value)), write: text });

// The services decide whether the name is known, so that the refusal is a typed user error.
const timeZone = scalar({ name: 'TimeZone', read: shortText, write: text });
const currencyCode = scalar({ name: 'CurrencyCode', read: shortText, write: text });

const bigInt = scalar<bigint>({
  name: 'BigInt',
  read: (value) => {
    const digits = typeof value === 'number' ? wholeNumberText(value) : text(value);
    if (digits.length <= 80 && /^-?(?:0|[1-9]\d*)$/.test(digits)) return BigInt(digits);
    throw new BillingError('INVALID_VALUE', 'is not a whole number in a string of digits');
  },
  write: (value) => String(typeof value === 'string' ? BigInt(value) : (value as bigint | number)),
});

const jsonObject = scalar<Readonly<Record<string, unknown>>>({
  name: 'JSONObject',
  read: (value) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)) {
      return value as Record<string, unknown>;
    }
    throw new BillingError('INVALID_VALUE', 'is not a JSON object');
  },
  write: (value) => value,
  readLiteral: jsonOfLiteral,
});

const dimensionValues = scalar<object>({
  name: 'DimensionValues',
  read: (value) => {
    if (typeof value === 'object' && value !== null && !isLosslessNumber(value)) return value;
    throw new BillingError('INVALID_VALUE', 'is neither a list nor a JSON object');
  },
  write: (value) => value,
  readLiteral: jsonOfLiteral,
});

/** By name, as a part of the resolvers. Descriptions stand in the SDL. */
export const SCALARS = {
  Decimal: decimal,
  DateTime: dateTime,
  Date: date,
  TimeZone: timeZone,
  CurrencyCode: currencyCode,
  BigInt: bigInt,
  JSONObject: jsonObject,
  DimensionValues: dimensionValues,
};

function scalar<Internal>({ name, read, write, readLiteral = plainLiteral }: Wire<Internal>): GraphQLScalarType<Internal, unknown> {
  return new GraphQLScalarType<Internal, unknown>({
    name,
    serialize: write,
    parseValue: (value) => refusable(name, null, () => read(value)),
    parseLiteral: (node, variables) => refusable(name, node, () => read(readLiteral(node, variables))),
  });
}

function refusable<Internal>(name: string, node: ValueNode | null, read: () => Internal): Internal {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
    throw new GraphQLError(`${name} ${error.message}`, { nodes: node, extensions: { code: 'BAD_USER_INPUT', errorCode: error.code } });
  }
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || isLosslessNumber(value)) {
    throw new BillingError('INVALID_VALUE', 'is a number that is not exact here: send it as a string');
  }
  throw new BillingError('INVALID_VALUE', 'is not a string');
}

function shortText(value: unknown): string {
  const name = text(value);
  if (name.length <= 64) return name;
  throw new BillingError('TOO_LONG', 'is longer than 64 characters');
}

function wholeNumberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  throw new BillingError('INVALID_VALUE', 'is a number that is not exact: send it as a string such as "12.50"');
}

function plainLiteral(node: ValueNode): unknown {
  if (node.kind === Kind.STRING) return node.value;
  if (node.kind === Kind.INT) return exactNumber(node.value);
  // Even 1.0: what a float literal means should not depend on its digits.
  if (node.kind === Kind.FLOAT) return new LosslessNumber(node.value);
  throw new BillingError('INVALID_VALUE', 'is not a string');
}

function jsonOfLiteral(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return exactNumber(node.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((item) => jsonOfLiteral(item, variables));
    case Kind.OBJECT:
      return jsonOfFields(node.fields, variables);
    case Kind.VARIABLE:
      return variables?.[node.name.value] ?? null;
    case Kind.ENUM:
      throw new BillingError('INVALID_VALUE', `holds ${node.value}, which is not JSON`);
  }
}

function jsonOfFields(fields: readonly { name: { value: string }; value: ValueNode }[], variables: Variables): unknown {
  // Without a prototype, so that a field called __proto__ is a field like any other.
  const object = Object.create(null) as Record<string, unknown>;
  for (const field of fields) object[field.name.value] = jsonOfLiteral(field.value, variables);
  return object;
}
