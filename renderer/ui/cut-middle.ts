// Where a long text may be cut, so that its end stays in view.

const shownEndLength = 6;

/** The two parts of a text. The first may be cut by the width it is given, the second is always shown whole. */
export function splitForCut(text: string): readonly [start: string, end: string] {
  const points = [...text];
  const at = points.length <= shownEndLength * 2 ? points.length : points.length - shownEndLength;
  return [points.slice(0, at).join(''), points.slice(at).join('')];
}
