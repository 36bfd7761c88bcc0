/** Global ids. */
import { describe, expect, it } from 'vitest';
import { instant } from '../../src/core/instant.ts';
import { decodeIdOf, decodeNodeId, encodeNodeId } from '../../src/graphql/nodeId.ts';

const A = '00112233-4455-6677-8899-aabbccddeeff';
const B = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

describe('node id', () => {
  it('node id: is the prefix and the bytes of its parts in base64url', () => {
    // 16 bytes 00 11 ... ff
    expect(encodeNodeId('cus', A)).toBe('cus_ABEiM0RVZneImaq7zN3u_w');
    // 300 is 0b10_0101100: AC 02 as a varint
    expect(encodeNodeId('jrn', A, 300)).toBe(`jrn_${Buffer.from(`${A.replaceAll('-', '')}ac02`, 'hex').toString('base64url')}`);
  });

  it.each([
    encodeNodeId('ten', A),
    encodeNodeId('inv', B),
    encodeNodeId('sub', A, B),
    encodeNodeId('evt', B, A),
    encodeNodeId('jrn', A, 0),
    encodeNodeId('jrn', A, Number.MAX_SAFE_INTEGER),
    encodeNodeId('ent', A, 128, 0, 'D'),
    encodeNodeId('ent', A, 127, 16_384, 'C'),
    encodeNodeId('drf', A, instant(253_402_300_799_999)),
    encodeNodeId('dru', A, instant(1)),
  ])('node id: %s is read back to the same', (id) => {
    const key = decodeNodeId(id)!;
    expect(encodeNodeId(key.type, ...(key.parts as never))).toBe(id);
  });

  it('node id: parts come back with their types', () => {
    expect(decodeNodeId(encodeNodeId('ent', A, 300, 2, 'C'))).toEqual({ type: 'ent', parts: [A, 300, 2, 'C'] });
    expect(decodeIdOf('sub', encodeNodeId('sub', A, B))).toEqual([A, B]);
    expect(decodeIdOf('inv', encodeNodeId('cus', A))).toBeNull();
  });

  const hex = (type: string, bytes: string): string => `${type}_${Buffer.from(bytes, 'hex').toString('base64url')}`;
  const uuid = A.replaceAll('-', '');
  it.each([
    ['nothing', ''],
    ['no prefix', 'ABEiM0RVZneImaq7zN3u_w'],
    ['an unknown prefix', 'xyz_ABEiM0RVZneImaq7zN3u_w'],
    ['a prefix that every object has', 'toString_ABEiM0RVZneImaq7zN3u_w'],
    ['another case', 'CUS_ABEiM0RVZneImaq7zN3u_w'],
    ['the raw UUID', A],
    ['a byte short', hex('cus', uuid.slice(2))],
    ['a byte over', hex('cus', `${uuid}00`)],
    ['padding', 'cus_ABEiM0RVZneImaq7zN3u_w=='],
    ['another alphabet', 'cus_ABEiM0RVZneImaq7zN3u/w'],
    ['a last letter with stray bits', 'cus_ABEiM0RVZneImaq7zN3u_x'],
    ['white space', 'cus_ABEiM0RVZneImaq7zN3u_w '],
    ['no number', hex('jrn', uuid)],
    ['an unfinished number', hex('jrn', `${uuid}80`)],
    ['a number spelt longer than needed', hex('jrn', `${uuid}8100`)],
    ['a number beyond 2^53', hex('jrn', `${uuid}ffffffffffffff7f`)],
    ['an endless number', hex('jrn', `${uuid}ffffffffffffffffffff01`)],
    ['an instant after the year 9999', hex('drf', `${uuid}ffffffffffff7f`)],
    ['a side that is none', hex('ent', `${uuid}010045`)],
    ['a long text', `cus_${'A'.repeat(1_000_000)}`],
  ])('node id: %s is none', (_name, id) => {
    expect(decodeNodeId(id)).toBeNull();
  });

  it('node id: what is no UUID cannot be encoded', () => {
    expect(() => encodeNodeId('cus', A.toUpperCase())).toThrow();
    expect(() => encodeNodeId('jrn', A, 1.5)).toThrow();
  });
});
