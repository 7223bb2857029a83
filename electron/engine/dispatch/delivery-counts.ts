// Counters of the log, kept in the transactions that change it: what moved is added up in memory and written as a few rows a batch.
// They always equal what counting the rows would give; `recount.ts` counts them, should that ever be in doubt.
import { outcomes } from '../../../shared/dispatch/delivery.ts';
import { standings } from '../../../shared/dispatch/delivery-counts.ts';
import type { Write } from '../database/write.ts';

/** How a delivery is counted. */
export interface Stand {
  readonly outcome: (typeof outcomes)[number];
  readonly standing: (typeof standings)[number];
}

export interface CountedDelivery {
  readonly seq: number;
  readonly tenantSet: string | null;
  readonly integrationId: string | null;
  readonly acceptedMs: number;
  readonly isReplay: boolean;
}

export const hourMs = 3_600_000;

const outcomeIndexes = indexOf(outcomes, standings.length);
const standingIndexes = indexOf(standings, 1);
/** Cell → name, as the tables spell it. */
const standNames = [
  ...outcomes.flatMap((outcome) => standings.map((standing) => `${outcome} ${standing}`)),
  'accepted',
  'replays',
];
const acceptedCell = standNames.indexOf('accepted');
const replaysCell = standNames.indexOf('replays');
/** Follows from the others, which saves a row at each accept and at each first attempt. */
const derivedCell = standNames.indexOf('pending waiting');

function indexOf<Name extends string>(names: readonly Name[], factor: number): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, index * factor])) as Record<Name, number>;
}

type Cells = number[];

/** One scope's cells by hour. Nearly every call is about the same hour as the one before. */
class ScopeDeltas {
  readonly byHour = new Map<number, Cells>();
  #lastHour = Number.NaN;
  #lastCells: Cells = [];

  cellsOf(hour: number, free: Cells[]): Cells {
    if (hour === this.#lastHour) return this.#lastCells;
    let cells = this.byHour.get(hour);
    if (cells === undefined) {
      cells = free.pop() ?? new Array<number>(standNames.length).fill(0);
      this.byHour.set(hour, cells);
    }
    this.#lastHour = hour;
    this.#lastCells = cells;
    return cells;
  }
}

type HourRow = readonly [scope: string, hour: number, stand: string, n: number];

/** What is added to counters. */
export interface CountRows {
  readonly hours: readonly HourRow[];
  readonly totals: readonly (readonly [scope: string, stand: string, n: number])[];
  readonly spans: readonly (readonly [hour: number, first: number, last: number])[];
}

interface Rows {
  readonly hours: HourRow[];
  readonly totals: [scope: string, stand: string, n: number][];
}

interface Move {
  readonly hour: number;
  readonly from: Stand | null;
  readonly to: Stand | null;
  readonly isReplay: boolean;
}

interface Span {
  first: number;
  last: number;
}

/** Collects what moves between two commits. Called twice a delivery: no strings are made here. */
export class CountDeltas {
  #all = new ScopeDeltas();
  readonly #bySet = new Map<string, ScopeDeltas>();
  readonly #byIntegration = new Map<string, ScopeDeltas>();
  readonly #spans = new Map<number, Span>();
  readonly #free: Cells[] = [];
  #hasRemoved = false;

  /** `from` null: it is new. `to` null: it leaves the log. */
  moved(of: CountedDelivery, from: Stand | null, to: Stand | null): void {
    const hour = Math.floor(of.acceptedMs / hourMs);
    const move = { hour, from, to, isReplay: of.isReplay };
    this.#add(this.#all, move);
    if (of.tenantSet !== null) this.#add(scopeIn(this.#bySet, of.tenantSet), move);
    if (of.integrationId !== null) this.#add(scopeIn(this.#byIntegration, of.integrationId), move);
    if (from === null) this.#widen(hour, of.seq);
    if (to === null) this.#hasRemoved = true;
  }

  get isEmpty(): boolean {
    return this.#all.byHour.size === 0;
  }

  /** What has moved since the last call: to be written in the transaction that writes the rows. */
  takeWrites(): Write[] {
    if (this.isEmpty) return [];
    const rows: Rows = { hours: [], totals: [] };
    this.#list(rows, 'all', this.#all);
    for (const [set, deltas] of this.#bySet) this.#list(rows, `set:${set}`, deltas);
    for (const [integration, deltas] of this.#byIntegration) this.#list(rows, `int:${integration}`, deltas);
    const spans = [...this.#spans].map(([hour, { first, last }]) => [hour, first, last] as const);
    const hasRemoved = this.#hasRemoved;
    this.#clear();
    return [...spellCounts({ ...rows, spans }), ...(hasRemoved ? [[dropEmptySpans, []] as const] : [])];
  }

  #list({ hours, totals }: Rows, scope: string, deltas: ScopeDeltas): void {
    for (const [hour, cells] of deltas.byHour) {
      for (let cell = 0; cell < cells.length; cell += 1) {
        const n = cells[cell] ?? 0;
        if (n === 0) continue;
        cells[cell] = 0;
        if (cell === derivedCell) continue;
        const row = [scope, hour, standNames[cell] ?? '', n] as const;
        hours.push(row);
        if (!scope.startsWith('int:')) totals.push([scope, row[2], n]);
      }
      this.#free.push(cells);
    }
  }

  #add(deltas: ScopeDeltas, move: Move): void {
    const { from, to } = move;
    const cells = deltas.cellsOf(move.hour, this.#free);
    if (from !== null) add(cells, outcomeIndexes[from.outcome] + standingIndexes[from.standing], -1);
    if (to !== null) add(cells, outcomeIndexes[to.outcome] + standingIndexes[to.standing], 1);
    const change = Number(from === null) - Number(to === null);
    if (change === 0) return;
    add(cells, acceptedCell, change);
    if (move.isReplay) add(cells, replaysCell, change);
  }

  #widen(hour: number, seq: number): void {
    const span = this.#spans.get(hour);
    if (span === undefined) {
      this.#spans.set(hour, { first: seq, last: seq });
      return;
    }
    if (seq < span.first) span.first = seq;
    if (seq > span.last) span.last = seq;
  }

  #clear(): void {
    this.#all = new ScopeDeltas();
    this.#bySet.clear();
    this.#byIntegration.clear();
    this.#spans.clear();
    this.#hasRemoved = false;
    if (this.#free.length > mostFreeCells) this.#free.length = mostFreeCells;
  }
}

const mostFreeCells = 1_024;

function add(cells: Cells, cell: number, change: number): void {
  cells[cell] = (cells[cell] ?? 0) + change;
}

function scopeIn(scopes: Map<string, ScopeDeltas>, name: string): ScopeDeltas {
  let deltas = scopes.get(name);
  if (deltas === undefined) {
    deltas = new ScopeDeltas();
    scopes.set(name, deltas);
  }
  return deltas;
}

export function spellCounts({ hours, totals, spans }: CountRows): Write[] {
  // Those that may be 0 now.
  const shrunk = hours.filter(([, , , n]) => n < 0);
  return [
    ...(hours.length === 0 ? [] : [[addHours, [JSON.stringify(hours)]] as const]),
    ...(totals.length === 0 ? [] : [[addTotals, [JSON.stringify(totals)]] as const]),
    ...(spans.length === 0 ? [] : [[addSpans, [JSON.stringify(spans)]] as const]),
    ...(shrunk.length === 0 ? [] : [[dropEmptyHours, [JSON.stringify(shrunk)]] as const]),
  ];
}

const addHours = `INSERT INTO delivery_hours (scope, hour, stand, n)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE true
  ON CONFLICT (scope, hour, stand) DO UPDATE SET n = n + excluded.n`;
const addTotals = `INSERT INTO delivery_totals (scope, stand, n)
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
  ON CONFLICT (scope, stand) DO UPDATE SET n = n + excluded.n`;
const addSpans = `INSERT INTO delivery_spans (hour, first_seq, last_seq)
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
  ON CONFLICT (hour) DO UPDATE
    SET first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, excluded.last_seq)`;
const dropEmptyHours = `DELETE FROM delivery_hours WHERE n = 0 AND (scope, hour, stand) IN
  (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`;
const dropEmptySpans = `DELETE FROM delivery_spans WHERE hour NOT IN
  (SELECT hour FROM delivery_hours WHERE scope = 'all')`;
