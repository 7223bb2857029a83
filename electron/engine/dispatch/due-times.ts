// When lanes are due again: one timer for all of them. A binary heap, the soonest at the top; a lane may be in it more than once.
import type { Clock } from '../ports.ts';
import type { LaneKey } from './queue-port.ts';

interface Due {
  readonly atMs: number;
  readonly lane: LaneKey;
}

/** A wall clock that jumps, or a computer that sleeps, is noticed after this at the latest. */
const longestTimerMs = 60_000;

export class DueTimes {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #now: () => number;
  readonly #onDue: (lanes: readonly LaneKey[]) => void;
  readonly #heap: Due[] = [];
  #callOff: (() => void) | null = null;
  #armedFor = Number.POSITIVE_INFINITY;

  constructor(clock: Pick<Clock, 'after'>, now: () => number, onDue: (lanes: readonly LaneKey[]) => void) {
    this.#clock = clock;
    this.#now = now;
    this.#onDue = onDue;
  }

  add(lane: LaneKey, atMs: number): void {
    this.#push({ atMs, lane });
    // A clock that jumped forward has passed what the timer still waits for.
    if (atMs < this.#armedFor || this.#armedFor <= this.#now()) this.#arm();
  }

  clear(): void {
    this.#heap.length = 0;
    this.#callOff?.();
    this.#callOff = null;
    this.#armedFor = Number.POSITIVE_INFINITY;
  }

  #arm(): void {
    this.#callOff?.();
    this.#callOff = null;
    const [next] = this.#heap;
    this.#armedFor = next?.atMs ?? Number.POSITIVE_INFINITY;
    if (next === undefined) return;
    const delayMs = Math.min(Math.max(0, next.atMs - this.#now()), longestTimerMs);
    this.#callOff = this.#clock.after(delayMs, () => this.#fire());
  }

  #fire(): void {
    this.#callOff = null;
    const nowMs = this.#now();
    const due = new Map<number, LaneKey>();
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= nowMs; next = this.#heap[0]) {
      this.#pop();
      due.set(next.lane.id, next.lane);
    }
    this.#arm();
    if (due.size > 0) this.#onDue([...due.values()]);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as Due).atMs <= due.atMs) break;
      heap[at] = heap[parent] as Due;
      at = parent;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as Due).atMs < (heap[child] as Due).atMs) child += 1;
      if ((heap[child] as Due).atMs >= last.atMs) break;
      heap[at] = heap[child] as Due;
      at = child;
    }
    heap[at] = last;
  }
}
