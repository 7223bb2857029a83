// Makes text from data safe and measurable on a terminal: a name or an answer must not move the cursor or recolour the screen. Pure.

// C0 but tab and line feed, DEL, C1, and what reorders or hides text: bidirectional controls, zero-width and line separators.
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what must be found.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;

/** Control characters become visible, as `\x1b`; tabs and line ends stay. */
export function showControls(text: string): string {
  return text.replace(unsafe, (found) => {
    const code = found.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The same JSON, with what a terminal must not get written as `\\u` escapes. */
export function escapeInJson(json: string): string {
  return json.replace(unsafe, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

/** For one line: line ends and tabs become visible too. */
export function showOneLine(text: string): string {
  return showControls(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

function graphemes(text: string): string[] {
  // Nearly all text is ASCII, and segmenting is slow.
  return /^[\x20-\x7e]*$/.test(text) ? [...text] : [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Columns the text takes: wide characters count as two. */
export function widthOf(text: string): number {
  return graphemes(text).reduce((width, grapheme) => width + (wide.test(grapheme) ? 2 : 1), 0);
}

export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** As many of the parts, from the first on, as fit. */
function take(parts: readonly string[], columns: number): string[] {
  let used = 0;
  const end = parts.findIndex((part) => {
    used += widthOf(part);
    return used > columns;
  });
  return end < 0 ? [...parts] : parts.slice(0, end);
}

/** Shortens to `columns` with `…` at the end. */
export function cutEnd(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  return columns < 1 ? '' : `${take(graphemes(text), columns - 1).join('')}…`;
}

/** Shortens to `columns` with `…` in the middle: both ends of a URL matter. */
export function cutMiddle(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return '';
  const parts = graphemes(text);
  const tail = Math.floor((columns - 1) / 2);
  const start = take(parts, columns - 1 - tail);
  const end = take(parts.toReversed(), tail).toReversed();
  return `${start.join('')}…${end.join('')}`;
}
