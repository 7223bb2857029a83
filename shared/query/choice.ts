// Which values of a closed vocabulary a term means. One rule for the parser, which refuses a term that means none, and for compiling.
import { foldText } from './fold.ts';
import { compilePattern } from './pattern.ts';

/** With `~` the values that contain the text, else those that equal it or match its wildcards; ignoring case. */
export function chooseValues(
  values: readonly string[],
  { operator, pieces }: { operator: string; pieces: readonly string[] },
): string[] {
  const wanted = pieces.map(foldText);
  const needle = wanted[0] ?? '';
  const isMeant = operator === '~' ? (text: string) => text.includes(needle) : compilePattern(wanted);
  return values.filter((value) => isMeant(foldText(value)));
}
