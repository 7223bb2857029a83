// Which bars the histogram has over a span of time, what each series counts, and what stands on its axis. Pure.
import type { HistogramBar, Standing } from '../../../shared/dispatch/delivery-counts.ts';

export interface BarFrame {
  /** A whole number of bars; the first one may begin before what was asked, and the last one end after it. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly barMs: number;
}

export interface Histogram extends BarFrame {
  readonly bars: readonly HistogramBar[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const lengths = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minuteMs),
  ...[1, 2, 4, 6, 12].map((count) => count * hourMs),
  ...[1, 2, 7, 14, 28, 91].map((count) => count * dayMs),
];
const mostBars = 60;

/** Bars of a length that people count in, that begin where such a length begins in the zone. */
export function frameBars(fromMs: number, untilMs: number, timeZone: string): BarFrame {
  const spanMs = Math.max(untilMs - fromMs, 30 * minuteMs);
  const barMs = lengths.find((length) => spanMs / length <= mostBars) ?? Math.ceil(spanMs / mostBars / dayMs) * dayMs;
  const shiftMs = offsetMs(untilMs, timeZone);
  const end = Math.ceil((untilMs + shiftMs) / barMs) * barMs - shiftMs;
  const start = Math.floor((untilMs - spanMs + shiftMs) / barMs) * barMs - shiftMs;
  return { fromMs: start, untilMs: end, barMs };
}

/** What a wall clock in the zone is ahead of UTC. */
function offsetMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minuteMs;
  return sign === '-' ? -ms : ms;
}

/** From the foot of a bar up. */
export const seriesIds = ['delivered', 'refused', 'failing', 'timed-out', 'unreachable', 'waiting'] as const;
export type SeriesId = (typeof seriesIds)[number];

const seriesOf: Readonly<Record<Standing, SeriesId>> = {
  delivered: 'delivered',
  redirected: 'refused',
  refused: 'refused',
  failing: 'failing',
  'protocol-error': 'failing',
  'timed-out': 'timed-out',
  unreachable: 'unreachable',
  blocked: 'unreachable',
  waiting: 'waiting',
};

export type SeriesCounts = Readonly<Record<SeriesId, number>>;

export function countSeries(bars: readonly Pick<HistogramBar, 'counts'>[]): SeriesCounts {
  const counts = Object.fromEntries(seriesIds.map((id) => [id, 0])) as Record<SeriesId, number>;
  for (const { counts: ofBar } of bars) {
    for (const [standing, n] of Object.entries(ofBar)) counts[seriesOf[standing as Standing]] += n ?? 0;
  }
  return counts;
}

export interface Tick {
  readonly atMs: number;
  /** 0 to 1 along the axis. */
  readonly share: number;
}

const mostTicks = 7;

/** From tick to tick: a time that people count in. */
export function tickLength({ fromMs, untilMs }: BarFrame): number {
  const spanMs = untilMs - fromMs;
  return lengths.find((length) => spanMs / length <= mostTicks) ?? spanMs;
}

/** None stands so close to the end that it would meet the word there. */
export function placeTicks(frame: BarFrame, timeZone: string): readonly Tick[] {
  const { fromMs, untilMs } = frame;
  const spanMs = untilMs - fromMs;
  const tickMs = tickLength(frame);
  const shiftMs = offsetMs(untilMs, timeZone);
  const first = Math.ceil((fromMs + shiftMs) / tickMs) * tickMs - shiftMs;
  return Array.from({ length: mostTicks + 1 }, (_, index) => first + index * tickMs)
    .map((atMs) => ({ atMs, share: (atMs - fromMs) / spanMs }))
    .filter(({ share }) => share < 0.92);
}
