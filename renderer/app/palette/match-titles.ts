// Which titles a typed text means, best first, with the letters that matched. Fuzzy for titles only: data is searched by the engine.
import UFuzzy from '@leeoniya/ufuzzy';

export interface TitleMatch {
  readonly index: number;
  /** The title cut into what matched and what did not. */
  readonly parts: readonly TitlePart[];
}

export interface TitlePart {
  readonly text: string;
  readonly isMatch: boolean;
}

// A letter may be missing between two typed ones; words may come in another order.
const fuzzy = new UFuzzy({ intraIns: 1 });
const permutedWords = 3;

/** Nothing typed matches every title, in their own order. */
export function matchTitles(titles: readonly string[], typed: string): TitleMatch[] {
  const needle = typed.trim();
  if (needle === '') return titles.map((text, index) => ({ index, parts: [{ text, isMatch: false }] }));
  const [found, info, order] = fuzzy.search([...titles], needle, permutedWords);
  if (found === null) return [];
  const ranked =
    info === null
      ? found.map((index) => ({ index, ranges: [] }))
      : order.map((place) => ({
          index: info.idx[place] ?? 0,
          ranges: info.ranges[place] ?? [],
        }));
  return ranked.map(({ index, ranges }) => ({ index, parts: cutTitle(titles[index] ?? '', ranges) }));
}

/** `ranges`: from and to, one pair after the other. */
function cutTitle(title: string, ranges: readonly number[]): TitlePart[] {
  const edges = [0, ...ranges, title.length];
  return edges.slice(1).flatMap((end, index) => {
    const text = title.slice(edges[index], end);
    return text === '' ? [] : [{ text, isMatch: index % 2 === 1 }];
  });
}
