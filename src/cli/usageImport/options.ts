/** The options that say where an event's fields are in a row. */
import type { Command } from 'commander';
import { parseTimeZone, type TimeZone } from '../../core/calendar.ts';
import { UsageFailure } from '../failure.ts';
import { commaList, timeZoneName } from '../optionValues.ts';
import type { Mapping, Source } from './event.ts';

/** As commander gives them. */
export interface MappingOptions {
  readonly customer?: string;
  readonly customerColumn?: string;
  readonly eventName?: string;
  readonly eventNameColumn?: string;
  readonly timeColumn: string;
  readonly timeZone: TimeZone;
  readonly keyColumn?: string;
  readonly keyPrefix: string;
  readonly properties?: readonly string[];
  readonly numberProperties?: readonly string[];
}

export function addMappingOptions(command: Command): Command {
  return command
    .option('--customer <externalId>', 'the customer of every row')
    .option('--customer-column <name>', 'the column with the customer')
    .option('--event-name <name>', 'the event name of every row')
    .option('--event-name-column <name>', 'the column with the event name')
    .requiredOption('--time-column <name>', 'the column with the time: RFC 3339, "2026-01-31 23:59:59.123", or seconds or milliseconds since 1970')
    .option('--time-zone <zone>', 'the zone of times that name none; a time that clocks show twice is the earlier', timeZoneName, parseTimeZone('UTC'))
    .option('--key-column <name>', 'the column with the event key; made of the row if left out')
    .option('--key-prefix <text>', 'put before every key, to import one file as two kinds of events', '')
    .option('--properties <columns>', 'columns that become properties, "Column" or "Column:property"; all others if left out', commaList)
    .option('--number-properties <names>', 'properties that must be numbers, others stay text; by default cells that are plain decimals become numbers', commaList);
}

/** Throws `UsageFailure` for options that contradict one another or leave something open. */
export function readMapping(options: MappingOptions): Mapping {
  const properties = options.properties === undefined ? null : new Map(options.properties.map(columnAndProperty));
  const numberProperties = options.numberProperties === undefined ? null : new Set(options.numberProperties);
  const names = properties === null ? null : [...properties.values()];
  if (names !== null && new Set(names).size < names.length) throw new UsageFailure('--properties gives two columns one name');
  const stranger = names === null ? undefined : options.numberProperties?.find((name) => !names.includes(name));
  if (stranger !== undefined) throw new UsageFailure(`--number-properties names "${stranger}", which --properties does not`);
  return {
    customer: oneOf({ fixed: options.customer, column: options.customerColumn }, '--customer'),
    eventName: oneOf({ fixed: options.eventName, column: options.eventNameColumn }, '--event-name'),
    timeColumn: options.timeColumn,
    timeZone: options.timeZone,
    keyColumn: options.keyColumn ?? null,
    keyPrefix: options.keyPrefix,
    properties,
    numberProperties,
  };
}

function columnAndProperty(text: string): [string, string] {
  const colon = text.lastIndexOf(':');
  return colon > 0 && colon < text.length - 1 ? [text.slice(0, colon), text.slice(colon + 1)] : [text, text];
}

function oneOf({ fixed, column }: { fixed: string | undefined; column: string | undefined }, option: string): Source {
  if (fixed !== undefined && column === undefined) return { fixed };
  if (column !== undefined && fixed === undefined) return { column };
  throw new UsageFailure(`give exactly one of ${option} and ${option}-column`);
}
