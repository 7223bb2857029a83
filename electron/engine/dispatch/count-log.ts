// Totals and the histogram of the log. Counters answer wherever they know; else the rows are counted, a part at a time.

import { outcomes } from '../../../shared/dispatch/delivery.ts';
import type { DeliveryTotals, HistogramBar, Standing } from '../../../shared/dispatch/delivery-counts.ts';
import { standings } from '../../../shared/dispatch/delivery-counts.ts';
import { hourMs, type Stand } from './delivery-counts.ts';
import { type LogPlan, type LogPorts, type LogQuestion, planLog, type Window } from './plan-log.ts';
import { deliveryCondition, joinConditions } from './query-sql.ts';
import { readCounts, readHours } from './read-counts.ts';
import { scanCounts } from './scan-log.ts';

const standingColumn = "coalesce(d.result, 'waiting') AS standing";

/** Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN. */
export async function readTotals(question: LogQuestion, ports: LogPorts): Promise<DeliveryTotals> {
  const plan = planLog(question, ports);
  const totals = emptyTotals();
  const add = ({ outcome, standing }: Stand, n: number) => {
    totals.total += n;
    totals.byOutcome[outcome] += n;
    totals.byStanding[standing] += n;
  };
  if (plan.counted !== null) {
    const { scope, isWhole, isMeant } = plan.counted;
    const { replays, stands } = readCounts(ports.database, scope);
    for (const stand of stands) if (isMeant(stand)) add(stand, stand.n);
    totals.replays = isWhole ? replays : await countReplays(plan, ports);
    return totals;
  }
  const columns = ['d.outcome AS outcome', standingColumn, 'd.replay_of IS NOT NULL AS is_replay'];
  for await (const row of scanCounts<Stand & { is_replay: 0 | 1 }>(plan, ports, columns)) {
    add(row, row.n);
    totals.replays += row.is_replay * row.n;
  }
  return totals;
}

/** How many of some stand are replays, no counter tells. They are few. */
async function countReplays(plan: LogPlan, ports: LogPorts): Promise<number> {
  let replays = 0;
  for await (const { n } of scanCounts({ ...plan, source: { kind: 'replayed' } }, ports, [])) replays += n;
  return replays;
}

function emptyTotals(): DeliveryTotals {
  return {
    total: 0,
    byOutcome: Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as DeliveryTotals['byOutcome'],
    byStanding: Object.fromEntries(standings.map((standing) => [standing, 0])) as DeliveryTotals['byStanding'],
    replays: 0,
  };
}

export interface HistogramQuestion extends LogQuestion {
  readonly from: string;
  readonly until: string;
  readonly bars: number;
}

/** Throws Failure: QUERY_INVALID, TENANT_SET_UNKNOWN. */
export async function readHistogram(question: HistogramQuestion, ports: LogPorts): Promise<HistogramBar[]> {
  const bars = new Bars(question);
  const plan = planLog(question, ports);
  const { window } = bars;
  if (plan.counted === null) {
    await countRows(plan, { bars, windows: [window] }, ports);
    return bars.list();
  }
  const { scope, isMeant } = plan.counted;
  const cut: Window[] = [];
  const hours = { fromHour: Math.floor(window.fromMs / hourMs), untilHour: Math.ceil(window.untilMs / hourMs) };
  for (const [hour, { stands }] of readHours(ports.database, scope, hours)) {
    const bar = bars.findWhole(hour);
    if (bar === null) cut.push(intersect(window, { fromMs: hour * hourMs, untilMs: (hour + 1) * hourMs }));
    else for (const stand of stands) if (isMeant(stand)) bars.add(bar, stand.standing, stand.n);
  }
  await countRows(plan, { bars, windows: cut }, ports);
  return bars.list();
}

function intersect(left: Window, right: Window): Window {
  return { fromMs: Math.max(left.fromMs, right.fromMs), untilMs: Math.min(left.untilMs, right.untilMs) };
}

interface Counting {
  readonly bars: Bars;
  readonly windows: readonly Window[];
}

async function countRows(plan: LogPlan, { bars, windows }: Counting, ports: LogPorts): Promise<void> {
  for (const window of windows) {
    const inWindow = deliveryCondition('d.accepted_ms >= ? AND d.accepted_ms < ?', window.fromMs, window.untilMs);
    const part: LogPlan = {
      ...plan,
      condition: joinConditions('AND', [plan.condition, inWindow]),
      window: intersect(plan.window, window),
    };
    const columns = [`${bars.columnSql} AS bar`, standingColumn];
    for await (const row of scanCounts<{ bar: number; standing: Standing }>(part, ports, columns)) {
      bars.add(row.bar, row.standing, row.n);
    }
  }
}

/** Equal parts of a span of time. A moment belongs to the bar it is in or that begins with it. */
class Bars {
  readonly window: Window;
  /** The bar of a row. */
  readonly columnSql: string;
  readonly #count: number;
  readonly #barMs: number;
  readonly #counts: Partial<Record<Standing, number>>[];

  constructor({ from, until, bars }: HistogramQuestion) {
    const fromMs = Date.parse(from);
    this.window = { fromMs, untilMs: Math.max(fromMs, Date.parse(until)) };
    this.#count = bars;
    this.#barMs = (this.window.untilMs - fromMs) / bars;
    this.#counts = Array.from({ length: bars }, () => ({}));
    // Fractions of a millisecond are spelled out: the database divides whole numbers to whole ones.
    this.columnSql = `min(CAST((d.accepted_ms - ${fromMs}) / ${spellReal(this.#barMs)} AS INTEGER), ${bars - 1})`;
  }

  add(bar: number, standing: Standing, n: number): void {
    const counts = this.#counts[bar];
    if (counts !== undefined) counts[standing] = (counts[standing] ?? 0) + n;
  }

  /** The bar that an hour lies in as a whole; null: it is cut. */
  findWhole(hour: number): number | null {
    const { fromMs, untilMs } = this.window;
    const beginMs = hour * hourMs;
    const endMs = beginMs + hourMs;
    if (beginMs < fromMs || endMs > untilMs) return null;
    const bar = this.#find(beginMs);
    return bar === this.#find(endMs - 1) ? bar : null;
  }

  list(): HistogramBar[] {
    const edge = (bar: number) => new Date(Math.ceil(this.window.fromMs + bar * this.#barMs)).toISOString();
    return this.#counts.map((counts, bar) => ({ from: edge(bar), until: edge(bar + 1), counts }));
  }

  #find(ms: number): number {
    return Math.min(Math.floor((ms - this.window.fromMs) / this.#barMs), this.#count - 1);
  }
}

function spellReal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
