// Wildcards by hand: the pieces between them are looked for from left to right, each once, so a long text costs no more than its length.
// No regular expressions: none can be made to run away.

export type TextTest = (text: string) => boolean;

/** `pieces` as a term holds them, in the same fold as the text. One piece is equality. */
export function compilePattern(pieces: readonly string[]): TextTest {
  const first = pieces[0] ?? '';
  if (pieces.length <= 1) {
    return (text) => text === first;
  }
  const last = pieces[pieces.length - 1] ?? '';
  const inner = pieces.slice(1, -1);
  const least = first.length + last.length;
  if (inner.length === 0) {
    return (text) => text.length >= least && text.startsWith(first) && text.endsWith(last);
  }
  return (text) =>
    text.length >= least &&
    text.startsWith(first) &&
    text.endsWith(last) &&
    holdsInOrder(text, inner, { from: first.length, to: text.length - last.length });
}

function holdsInOrder(text: string, pieces: readonly string[], { from, to }: { from: number; to: number }): boolean {
  let position = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, position);
    if (found < 0 || found + piece.length > to) {
      return false;
    }
    position = found + piece.length;
  }
  return true;
}
