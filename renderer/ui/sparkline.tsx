// A run of small grey bars; only what failed is coloured. Two paths, however many bars, since a grid draws one in every row.
// Beside it stands the count in words. Where the bars themselves tell something, `table` says it to assistive technology.

import styles from './sparkline.module.css';

const barWidth = 3;
const gap = 1;
const height = 16;

export interface SparklineProps {
  /** Oldest first. */
  readonly values: readonly number[];
  /** Of each value, how many failed; drawn at the foot of the bar. */
  readonly failed?: readonly number[] | undefined;
  readonly table?: SparklineTable | undefined;
}

export interface SparklineTable {
  readonly caption: string;
  readonly periodHead: string;
  readonly valueHead: string;
  readonly failedHead: string;
  /** The name of each bar, in the order of the values. */
  readonly periods: readonly string[];
}

export function Sparkline({ values, failed = [], table }: SparklineProps) {
  const most = Math.max(...values, 1);
  const width = Math.max(values.length * (barWidth + gap) - gap, 0);
  return (
    <>
      <svg className={styles.chart} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
        <path className={styles.quiet} d={drawBars(values, most, 1)} />
        {failed.some((count) => count > 0) && <path className={styles.failed} d={drawBars(failed, most, 0)} />}
      </svg>
      {table !== undefined && <HiddenTable values={values} failed={failed} table={table} />}
    </>
  );
}

/** One path of bars from the foot up. `least` is the height in pixels of a bar of nothing. */
function drawBars(values: readonly number[], most: number, least: number): string {
  return values
    .map((value, index) => {
      const tall = value === 0 ? least : Math.max(Math.round((value / most) * (height - 1)), 2);
      return tall === 0 ? '' : `M${index * (barWidth + gap)} ${height}v${-tall}h${barWidth}v${tall}z`;
    })
    .join('');
}

interface HiddenTableProps {
  readonly values: readonly number[];
  readonly failed: readonly number[];
  readonly table: SparklineTable;
}

function HiddenTable({ values, failed, table }: HiddenTableProps) {
  return (
    <table className={styles.table}>
      <caption>{table.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{table.periodHead}</th>
          <th scope="col">{table.valueHead}</th>
          <th scope="col">{table.failedHead}</th>
        </tr>
      </thead>
      <tbody>
        {table.periods.map((period, index) => (
          <tr key={period}>
            <th scope="row">{period}</th>
            <td>{values[index] ?? 0}</td>
            <td>{failed[index] ?? 0}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
