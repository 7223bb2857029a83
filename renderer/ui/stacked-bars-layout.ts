// Where the bars of a stacked chart stand: one path for each series, however many bars. Pure.

/** From the foot up: solid, diagonal, cross-hatch, vertical stripes, dots, and an outline. */
export const seriesNames = ['delivered', 'refused', 'failing', 'timed-out', 'unreachable', 'waiting'] as const;
export type SeriesName = (typeof seriesNames)[number];

export interface BarsSource {
  /** For each bar a value of each series. */
  readonly bars: readonly (readonly number[])[];
  readonly width: number;
  readonly height: number;
}

const gap = 1;
/** What there is any of can be seen, with its pattern. */
const leastTall = 3;

export function layOutBars({ bars, width, height }: BarsSource): readonly string[] {
  const most = Math.max(1, ...bars.map((values) => values.reduce((sum, value) => sum + value, 0)));
  const paths: string[] = [];
  for (const [index, values] of bars.entries()) {
    const left = Math.round((index / bars.length) * width);
    const wide = Math.max(Math.round(((index + 1) / bars.length) * width) - left - gap, 1);
    const talls = fitInto(
      values.map((value) => (value === 0 ? 0 : Math.max(Math.round((value / most) * height), leastTall))),
      height,
    );
    let foot = height;
    for (const [at, tall] of talls.entries()) {
      if (tall > 0) paths[at] = `${paths[at] ?? ''}M${left} ${foot}v${-tall}h${wide}v${tall}z`;
      foot -= tall;
    }
  }
  return Array.from({ length: bars[0]?.length ?? 0 }, (_, at) => paths[at] ?? '');
}

/** What the small ones were given is taken from the tallest. */
function fitInto(talls: readonly number[], height: number): readonly number[] {
  const over = talls.reduce((sum, tall) => sum + tall, 0) - height;
  if (over <= 0) return talls;
  const tallest = talls.indexOf(Math.max(...talls));
  return talls.map((tall, at) => (at === tallest ? Math.max(tall - over, leastTall) : tall));
}
