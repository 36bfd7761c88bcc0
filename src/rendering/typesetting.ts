/** Typesetting: text to runs of one font each, and runs to lines that fit a width. */
import type PDFDocument from 'pdfkit';
import { type Face, type Weight, faceFor } from './fonts.ts';

/** How text looks. `size` in points. */
export interface TextStyle {
  readonly weight: Weight;
  readonly size: number;
  readonly colour: string;
}

interface Run {
  readonly face: Face;
  readonly text: string;
}

export type Pdf = InstanceType<typeof PDFDocument>;

export function widthOf(pdf: Pdf, text: string, { weight, size }: TextStyle): number {
  return runsOf(text, weight).reduce((width, { face, text: part }) => width + pdf.font(face).fontSize(size).widthOfString(part), 0);
}

/** Draws one line on its baseline. */
export function drawLine(pdf: Pdf, text: string, { weight, size, colour }: TextStyle, { x, baseline }: { readonly x: number; readonly baseline: number }): void {
  let left = x;
  pdf.fillColor(colour);
  for (const { face, text: part } of runsOf(text, weight)) {
    pdf.font(face).fontSize(size).text(part, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
    left += pdf.widthOfString(part);
  }
}

/** Breaks text into lines of at most `width`: between words, beside Japanese characters, and inside of what is too long by itself. */
export function wrap(pdf: Pdf, text: string, style: TextStyle, width: number): string[] {
  const fits = (line: string) => widthOf(pdf, line.trimEnd(), style) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && !fits(line + piece)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (!fits(line)) {
      const head = longestHead(line, fits);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()];
}

/** At least one character, so that there is an end to it. */
function longestHead(line: string, fits: (text: string) => boolean): string {
  const characters = Array.from(line);
  let low = 1;
  let high = characters.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(characters.slice(0, middle).join(''))) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('');
}

/** Scripts without spaces; what must not begin a line sticks to what is before it, what must not end one to what follows. */
const IDEOGRAPHIC = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF01-\uFFEF\u{20000}-\u{3FFFF}]/u;
const NOT_FIRST = /[\u3001\u3002\u3005\u3009\u300B\u300D\u300F\u3011\u3015\u3017\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7\u30FB\u30FC\uFF01\uFF09\uFF0C\uFF0E\uFF1A\uFF1B\uFF1F\uFF3D\uFF5D]/u;
const NOT_LAST = /[\u3008\u300A\u300C\u300E\u3010\u3014\u3016\uFF08\uFF3B\uFF5B]/u;

/** The text in pieces, each of which may begin a line. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let before = '';
  for (const character of text) {
    const isBreak = (before === ' ' && character !== ' ') || before === '-' || isBetweenIdeographs(before, character);
    if (isBreak && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
    before = character;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function isBetweenIdeographs(before: string, character: string): boolean {
  if (character === ' ' || NOT_FIRST.test(character) || NOT_LAST.test(before)) return false;
  return IDEOGRAPHIC.test(character) || IDEOGRAPHIC.test(before);
}

function runsOf(text: string, weight: Weight): Run[] {
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const face = faceFor(character.codePointAt(0) ?? 0, weight);
    const last = runs.at(-1);
    // A combining mark stays with its letter, whose font it must come from.
    if (last && (last.face === face || /[\u0300-\u036F\u200C\u200D\uFE00-\uFE0F]/.test(character))) last.text += character;
    else runs.push({ face, text: character });
  }
  return runs;
}
