/** Fonts of PDFs: Noto Sans for Latin, Greek and Cyrillic, BIZ UDPGothic for Japanese, both from packages on this machine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font, create } from 'fontkit';

export type Weight = 'regular' | 'bold';
/** Names by which a PDF knows its fonts. */
export type Face = `${'noto' | 'gothic'}-${Weight}`;

const FILES: Readonly<Record<Face, string>> = {
  'noto-regular': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  'gothic-regular': '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  'gothic-bold': '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
};
export const FACES = Object.keys(FILES) as Face[];

interface LoadedFont {
  readonly bytes: Buffer;
  readonly font: Font;
}

const loaded = new Map<Face, LoadedFont>();
const locate = createRequire(import.meta.url);

export function fontBytes(face: Face): Buffer {
  return load(face).bytes;
}

/** The face that has a character; where none does, the one that shows a box for it. */
export function faceFor(codePoint: number, weight: Weight): Face {
  const has = (face: Face) => load(face).font.hasGlyphForCodePoint(codePoint);
  return !has(`noto-${weight}`) && has(`gothic-${weight}`) ? `gothic-${weight}` : `noto-${weight}`;
}

function load(face: Face): LoadedFont {
  const known = loaded.get(face);
  if (known) return known;
  const bytes = readFileSync(locate.resolve(FILES[face]));
  const font = { bytes, font: create(bytes) as Font };
  loaded.set(face, font);
  return font;
}
