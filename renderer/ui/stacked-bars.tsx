// Counts over time as bars of a few series, each with a pattern of its own, so that colour only repeats it. One thing to focus: arrow keys
// go from bar to bar, Enter or a click chooses one. A hidden table says the same in words.

import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { Swatch, SwatchPatterns } from './series-pattern.tsx';
import styles from './stacked-bars.module.css';
import { layOutBars, type SeriesName } from './stacked-bars-layout.ts';

export interface BarSeries {
  readonly id: SeriesName;
  /** `Failing`. */
  readonly label: string;
  /** Beside it and quieter: `5xx`. */
  readonly detail?: string | undefined;
  /** Of all bars, as a person reads it. */
  readonly total: string;
}

export interface StackedBar {
  /** `10:30 to 11:00`. */
  readonly name: string;
  /** In the order of the series. */
  readonly values: readonly number[];
}

export interface StackedBarsProps {
  /** Names the chart and its table. */
  readonly label: string;
  readonly periodHead: string;
  readonly series: readonly BarSeries[];
  /** Oldest first. */
  readonly bars: readonly StackedBar[];
  /** `share` is 0 to 1 along the axis. */
  readonly ticks: readonly { readonly share: number; readonly text: string }[];
  readonly endText: string;
  readonly onChoose: (index: number) => void;
}

const height = 50;

export function StackedBars(props: StackedBarsProps) {
  const { label, series, bars, ticks, endText } = props;
  const [width, frame] = useWidth();
  const id = useId();
  const { active, pointed, ...acts } = useBarActs(props);
  const shown = pointed ?? active;
  const paths = layOutBars({ bars: bars.map(({ values }) => values), width, height });
  const left = (index: number) => `${(index / Math.max(bars.length, 1)) * 100}%`;
  const share: CSSProperties = { width: left(1) };
  return (
    <div className={styles.root}>
      <div
        {...acts}
        ref={frame}
        className={styles.chart}
        role="listbox"
        aria-label={label}
        aria-orientation="horizontal"
        tabIndex={0}
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
      >
        <svg width={width} height={height} aria-hidden className={styles.bars}>
          <SwatchPatterns id={id} />
          {paths.map((path, index) => {
            const name = series[index]?.id;
            return name === undefined || path === '' ? null : (
              <path key={name} className={styles[name]} d={path} style={{ fill: `url(#${id}-${name})` }} />
            );
          })}
        </svg>
        {bars.map((bar, index) => (
          <div
            key={bar.name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            aria-label={sayBar(bar, series)}
            className={styles.bar}
            data-shown={index === shown || undefined}
            style={{ ...share, insetInlineStart: left(index) }}
          />
        ))}
      </div>
      <div className={styles.axis} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick.share} className={styles.tick} style={{ insetInlineStart: `${tick.share * 100}%` }}>
            {tick.text}
          </span>
        ))}
        <span className={styles.end}>{endText}</span>
      </div>
      <Legend {...props} shown={shown === null ? null : (bars[shown] ?? null)} />
      <HiddenTable {...props} />
    </div>
  );
}

function useWidth() {
  const [width, setWidth] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, frame] as const;
}

function useBarActs({ bars, onChoose }: StackedBarsProps) {
  const [active, setActive] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const last = bars.length - 1;
  const barAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(Math.max(Math.floor(((clientX - left) / width) * bars.length), 0), last);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = Math.min(active ?? bars.length, bars.length);
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: Math.max(from - 1, 0),
      ArrowRight: Math.min(from + 1, last),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined) setActive(to);
    else if (event.key === 'Enter' && active !== null) onChoose(Math.min(active, last));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    active: active === null ? null : Math.min(active, last),
    pointed,
    onKeyDown,
    onBlur: () => setActive(null),
    onPointerMove: (event: PointerEvent<HTMLElement>) => setPointed(barAt(event)),
    onPointerLeave: () => setPointed(null),
    onPointerUp: (event: PointerEvent<HTMLElement>) => event.button === 0 && onChoose(barAt(event)),
  };
}

function sayBar({ name, values }: StackedBar, series: readonly BarSeries[]): string {
  const counts = series.flatMap(({ label }, index) => ((values[index] ?? 0) > 0 ? [`${values[index]} ${label}`] : []));
  return counts.length === 0 ? `${name}: 0` : `${name}: ${counts.join(', ')}`;
}

/** With a bar under the pointer or the keys: its own counts, in the place of all. */
function Legend({ series, shown }: StackedBarsProps & { readonly shown: StackedBar | null }) {
  return (
    <ul className={styles.legend}>
      {series.map(({ id, label, detail, total }, index) => (
        <li key={id} className={styles.entry}>
          <Swatch name={id} />
          {label}
          {detail !== undefined && <> {detail}</>}
          <span className={styles.count}>{shown === null ? total : (shown.values[index] ?? 0)}</span>
        </li>
      ))}
      {shown !== null && <li className={styles.period}>{shown.name}</li>}
    </ul>
  );
}

function HiddenTable({ label, periodHead, series, bars }: StackedBarsProps) {
  return (
    <table className={styles.table}>
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">{periodHead}</th>
          {series.map(({ id, label: head }) => (
            <th key={id} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars
          .filter(({ values }) => values.some((value) => value > 0))
          .map((bar) => (
            <tr key={bar.name}>
              <th scope="row">{bar.name}</th>
              {series.map(({ id }, index) => (
                <td key={id}>{bar.values[index] ?? 0}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
