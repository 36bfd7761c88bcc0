/** The physical lines of a text file, read as bytes so that no chunk border falls into a character. */
import { isUtf8 } from 'node:buffer';
import { UsageFailure } from '../failure.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without the line end. */
  readonly text: string;
  /** What ended it; empty at the end of the file. */
  readonly ending: '\n' | '\r\n' | '';
  /** Why the line cannot be read; null for a good one. */
  readonly problem: string | null;
}

/** No event comes near this; what does is a file of another kind. */
export const LINE_LIMIT_BYTES = 1_048_576;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Lines as they come in, in memory that does not grow with the file. Throws `UsageFailure` for a file that is UTF-16. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let isTooLong = false;
  let number = 0;

  const hold = (part: Uint8Array): void => {
    if (number === 0 && heldBytes === 0) refuseUtf16(part);
    heldBytes += part.length;
    isTooLong = heldBytes > LINE_LIMIT_BYTES;
    if (!isTooLong) held.push(part);
  };
  const take = (isEnded: boolean): Line => {
    number += 1;
    const line = isTooLong ? unreadable(number, isEnded) : readLine({ number, bytes: Buffer.concat(held), isEnded });
    held = [];
    heldBytes = 0;
    isTooLong = false;
    return line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      hold(chunk.subarray(start, end));
      yield take(true);
      start = end + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  }
  if (heldBytes > 0) yield take(false);
}

function readLine({ number, bytes, isEnded }: { number: number; bytes: Buffer; isEnded: boolean }): Line {
  const hasReturn = bytes.at(-1) === CARRIAGE_RETURN;
  const body = hasReturn ? bytes.subarray(0, -1) : bytes;
  const text = body.toString('utf8');
  return {
    number,
    text: number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text,
    ending: isEnded ? (hasReturn ? '\r\n' : '\n') : '',
    problem: isUtf8(body) ? null : 'is not UTF-8 text',
  };
}

function unreadable(number: number, isEnded: boolean): Line {
  return { number, text: '', ending: isEnded ? '\n' : '', problem: `is longer than ${LINE_LIMIT_BYTES} bytes` };
}

function refuseUtf16(first: Uint8Array): void {
  const isUtf16 = (first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff);
  if (isUtf16) throw new UsageFailure('the file is UTF-16; save it as UTF-8 first');
}
