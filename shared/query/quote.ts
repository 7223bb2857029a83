// How a text is written inside a query so that it is read back as the same text. Never longer than any other way to write it.

/** Pieces of a `:` value with wildcards between them. After a plain colon, `<`, `>` and `//` would be read otherwise. */
export function writePattern(pieces: readonly string[]): string {
  const plain = pieces.join('*');
  const isPlain = isPlainText(plain) && !/^(?:[<>]|\/\/)/.test(plain) && pieces.every((piece) => !piece.includes('*'));
  return isPlain ? plain : `"${pieces.map((piece) => escapeText(piece).replaceAll('*', '\\*')).join('*')}"`;
}

/** A value that is compared with `~`. */
export function writeText(text: string): string {
  return isPlainText(text) ? text : quoteText(text);
}

export function quoteText(text: string): string {
  return `"${escapeText(text)}"`;
}

function isPlainText(text: string): boolean {
  return /^[^\s"()]+$/.test(text);
}

/** A backslash stands for itself unless it would escape what follows it: a quote, a backslash, an asterisk, or the end. */
function escapeText(text: string): string {
  return text.replaceAll(/\\(?=["\\*]|$)|"/g, '\\$&');
}
