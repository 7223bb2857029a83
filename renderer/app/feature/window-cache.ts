// The rows of one list, by windows, outside the store: whatever the list's length, only what was looked at is here.
// Mutable on purpose; `onChange` tells the store, which holds nothing but a version.
import type { AppError } from '../../../shared/kernel/app-error.ts';
import type { Result } from '../../../shared/kernel/result.ts';

export interface RowWindow<Row> {
  /** How many rows the list has, all windows together. */
  readonly total: number;
  /** There may be more than `total`: they are not counted. */
  readonly isLeast?: boolean;
  readonly rows: readonly Row[];
}

/** null: nobody looks there any more, and the reading was given up. */
export type WindowAnswer<Row> = Result<RowWindow<Row>, AppError> | null;

export interface WindowWish {
  readonly offset: number;
  readonly limit: number;
  /** Whether the window is still looked at; a reading of many steps asks between them. */
  isWanted(): boolean;
}

export type ReadWindow<Row> = (wish: WindowWish) => Promise<WindowAnswer<Row>>;

const windowRows = 100;
/** Windows kept; the ones farthest from where the reader is go first. */
const keptWindows = 24;

export class WindowCache<Row> {
  #total: number | null = null;
  #isCounted = false;
  #windows = new Map<number, readonly Row[]>();
  readonly #asked = new Set<number>();
  /** The windows that are looked at, both included. */
  #wanted = { from: 0, to: 0 };
  readonly #read: ReadWindow<Row>;
  readonly #onChange: (failure: AppError | null) => void;
  #isClosed = false;

  constructor(read: ReadWindow<Row>, onChange: (failure: AppError | null) => void) {
    this.#read = read;
    this.#onChange = onChange;
  }

  /** null until the first window is here. */
  get total(): number | null {
    return this.#total;
  }

  /** False: there are at least `total`. */
  get isCounted(): boolean {
    return this.#isCounted;
  }

  /** Counted apart, or as the last answer to the same question was. */
  settleTotal(total: number): void {
    this.#total = Math.max(total, this.#isCounted ? 0 : this.#leastTotal());
    this.#isCounted = true;
  }

  #leastTotal(): number {
    return Math.max(0, ...[...this.#windows].map(([window, rows]) => window * windowRows + rows.length));
  }

  /** undefined: not here yet, `need` it. */
  rowAt(index: number): Row | undefined {
    return this.#windows.get(Math.floor(index / windowRows))?.[index % windowRows];
  }

  find(isWanted: (row: Row) => boolean): Row | undefined {
    for (const rows of this.#windows.values()) {
      const row = rows.find(isWanted);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  /** Asks for what is missing between two rows, both included. What was needed before and has not come is given up. */
  need(first: number, last: number): void {
    const from = Math.floor(Math.max(0, first) / windowRows);
    const to = Math.floor(Math.max(0, last) / windowRows);
    this.#wanted = { from, to };
    for (let window = from; window <= to; window += 1) {
      if (!this.#windows.has(window) && !this.#asked.has(window)) void this.#load(window);
    }
  }

  /** Puts a row in the place of the one it is a newer state of. */
  replace(row: Row, isSame: (known: Row) => boolean): void {
    for (const [window, rows] of this.#windows) {
      const index = rows.findIndex(isSame);
      if (index < 0) continue;
      this.#windows.set(window, rows.with(index, row));
      this.#onChange(null);
      return;
    }
  }

  /** Answers that are still on their way are dropped. */
  close(): void {
    this.#isClosed = true;
  }

  async #load(window: number): Promise<void> {
    this.#asked.add(window);
    const isWanted = () => !this.#isClosed && window >= this.#wanted.from && window <= this.#wanted.to;
    const answer = await this.#read({ offset: window * windowRows, limit: windowRows, isWanted });
    this.#asked.delete(window);
    if (this.#isClosed) return;
    if (answer === null) {
      // It may be looked at again by now.
      if (isWanted()) void this.#load(window);
      return;
    }
    if (!answer.ok) {
      this.#onChange(answer.error);
      return;
    }
    this.#takeTotal(answer.value);
    this.#windows.set(window, answer.value.rows);
    this.#forgetFar();
    this.#onChange(null);
  }

  #takeTotal({ total, isLeast = false }: RowWindow<Row>): void {
    if (isLeast) this.#total = Math.max(this.#total ?? 0, total);
    else {
      this.#total = total;
      this.#isCounted = true;
    }
  }

  #forgetFar(): void {
    if (this.#windows.size <= keptWindows) return;
    const centre = (this.#wanted.from + this.#wanted.to) / 2;
    const byDistance = [...this.#windows].sort(([a], [b]) => Math.abs(a - centre) - Math.abs(b - centre));
    this.#windows = new Map(byDistance.slice(0, keptWindows));
  }
}
