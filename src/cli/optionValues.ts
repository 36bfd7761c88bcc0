/** Values of command line options, refused with a reason where they cannot be meant. */
import { InvalidArgumentError } from 'commander';
import { parseTimeZone, type TimeZone } from '../core/calendar.ts';
import { BillingError } from '../core/errors.ts';
import { type Instant, parseInstant } from '../core/instant.ts';

/** Reads a whole number of that range. */
export function wholeNumber({ from, to }: { from: number; to: number }): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < from || value > to) throw new InvalidArgumentError(`It is a whole number from ${from} to ${to}.`);
    return value;
  };
}

/** Reads "a,b,c". */
export function commaList(text: string): string[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}

export function timeZoneName(text: string): TimeZone {
  return refusedAsWrongUsage(() => parseTimeZone(text));
}

/** Reads an RFC 3339 time. */
export function instantValue(text: string): Instant {
  return refusedAsWrongUsage(() => parseInstant(text));
}

function refusedAsWrongUsage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof BillingError) throw new InvalidArgumentError(`It ${error.message}.`);
    throw error;
  }
}
