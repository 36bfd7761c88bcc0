import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/core/digest.ts';
import { InvariantError } from '../../src/core/invariant.ts';

describe('digestOf', () => {
  it('digestOf: hashes the documented bytes', () => {
    // D 00000001 't' | T 00000003 'h' c3 a9 | I 00000003 '-12' | N 00000000 | T 00000000, written out by hand.
    const bytes = Buffer.from('4400000001745400000003' + '68c3a9' + '4900000003' + '2d3132' + '4e00000000' + '5400000000', 'hex');
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(digestOf('t', ['hé', -12n, null, ''])).toBe(expected);
  });

  it('digestOf: sequences that join to the same text differ', () => {
    const digests = [
      digestOf('t', ['ab', 'c']),
      digestOf('t', ['a', 'bc']),
      digestOf('t', ['abc']),
      digestOf('t', ['abc', '']),
      digestOf('t', ['abc', null]),
      digestOf('tabc', []),
      digestOf('t', ['1']),
      digestOf('t', [1n]),
      digestOf('u', ['1']),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('digestOf: a lone surrogate, which UTF-8 would silently replace, is a mistake of the program', () => {
    expect(() => digestOf('t', ['\uD83D'])).toThrow(InvariantError);
  });

  it('digestOf: texts of every width and around every length byte keep the documented layout', () => {
    const layoutOf = (type: string, text: string) => {
      const content = Buffer.from(text, 'utf8');
      const header = Buffer.alloc(5);
      header.write(type, 'latin1');
      header.writeUInt32BE(content.length, 1);
      return Buffer.concat([header, content]);
    };
    for (const length of [0, 1, 127, 128, 129, 255, 256, 383, 384, 65_535, 65_536]) {
      for (const character of ['a', '\u007f', '\u0080', 'é', '日', '😀']) {
        const text = character.repeat(length);
        const bytes = Buffer.concat([layoutOf('D', 't'), layoutOf('T', text), layoutOf('N', ''), layoutOf('I', '-3')]);
        expect([length, character, digestOf('t', [text, null, -3n])]).toEqual([length, character, createHash('sha256').update(bytes).digest('hex')]);
      }
    }
  });
});
