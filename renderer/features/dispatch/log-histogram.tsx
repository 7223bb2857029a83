// The histogram over the log: how what was accepted stands now, over the time that the query is about. A bar narrows the query to it.
import { defaultTimeZone } from '../../../shared/request/event.ts';
import { formatNumber, formatOtherDay, formatTime } from '../../app/feature/format.ts';
import { currentLocation, navigate, useAppState } from '../../app/feature/use-app.ts';
import { useAskedQuery, useNow } from '../../app/feature/use-list.ts';
import { type BarSeries, StackedBars } from '../../ui/stacked-bars.tsx';
import {
  countSeries,
  type Histogram,
  placeTicks,
  type SeriesCounts,
  type SeriesId,
  seriesIds,
  tickLength,
} from './histogram-frame.ts';
import styles from './log-histogram.module.css';
import { chooseWindow, readWindow, writeWindow } from './log-query.ts';
import type { State } from './selectors.ts';
import { t } from './texts.ts';

const timeZone = defaultTimeZone;

export function LogHistogram() {
  const histogram = useAppState((state: State) => state.dispatch.histogram);
  // Its place is kept until it is known, so that the rows stand still.
  return histogram === null ? <div className={styles.place} /> : <Chart histogram={histogram} />;
}

function Chart({ histogram }: { readonly histogram: Histogram }) {
  const nowMs = useNow();
  const query = useAskedQuery('deliveries');
  const { untilMs } = readWindow(query, nowMs, timeZone);
  const totals = countSeries(histogram.bars);
  const shown = seriesIds.filter((id) => id !== 'waiting' || totals[id] > 0);
  const choose = (index: number) => {
    const bar = histogram.bars[index];
    if (bar === undefined) return;
    const window = writeWindow(Date.parse(bar.from), Date.parse(bar.until));
    navigate({ q: chooseWindow(currentLocation().q, window) });
  };
  return (
    <StackedBars
      label={t('histogram.name')}
      periodHead={t('histogram.period')}
      series={shown.map((id) => nameSeries(id, totals))}
      bars={histogram.bars.map((bar) => {
        const counts = countSeries([bar]);
        return { name: nameSpan(bar.from, bar.until, nowMs), values: shown.map((id) => counts[id]) };
      })}
      ticks={placeTicks(histogram, timeZone).map(({ atMs, share }) => ({ share, text: nameTick(atMs, histogram) }))}
      endText={untilMs === null ? t('histogram.now') : nameTick(histogram.untilMs, histogram)}
      onChoose={choose}
    />
  );
}

function nameSeries(id: SeriesId, totals: SeriesCounts): BarSeries {
  return { id, label: t(`series.${id}`), detail: details[id], total: formatNumber(totals[id]) };
}

const details: Partial<Record<SeriesId, string>> = { refused: t('series.4xx'), failing: t('series.5xx') };

/** "10:30 to 11:00", with the day where it is not today. */
function nameSpan(from: string, until: string, nowMs: number): string {
  const day = formatOtherDay(from, nowMs, timeZone);
  const [fromTime, untilTime] = [formatTime(Date.parse(from), timeZone), formatTime(Date.parse(until), timeZone)];
  const untilDay = formatOtherDay(until, nowMs, timeZone);
  const end = untilDay === day ? untilTime : `${untilDay ?? t('window.today')}, ${untilTime}`;
  return t('histogram.span', { from: day === null ? fromTime : `${day}, ${fromTime}`, until: end });
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hours = new Intl.DateTimeFormat('en-AU', { timeZone, hour: 'numeric', hour12: true });
const days = new Intl.DateTimeFormat('en-AU', { timeZone, day: 'numeric', month: 'short' });

/** "11 am", "10:35", "23 Nov": as coarse as the axis. */
function nameTick(atMs: number, histogram: Histogram): string {
  if (histogram.untilMs - histogram.fromMs > 3 * dayMs) return days.format(atMs);
  return tickLength(histogram) < hourMs ? formatTime(atMs, timeZone) : hours.format(atMs);
}
