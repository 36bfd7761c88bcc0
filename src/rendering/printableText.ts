/** Printable text: names and descriptions as anybody may have typed them, made harmless for a page. */

/** Controls, marks that turn the direction of what follows, marks without width, and what XML does not allow. */
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]|\p{Cs}/gu;
const WHITE = /[ \t\r\n\u2028\u2029]+/g;

/** One line of text: white space is one space, what cannot be printed is left out. */
export function printable(text: string): string {
  return text.replace(WHITE, ' ').replace(UNPRINTABLE, '').trim();
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and quoted attributes of HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
