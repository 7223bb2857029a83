// Deadlines of all exchanges under way, looked at together: a timer for each would cost more than the sending.
// Time is monotonic here: a jump of the wall clock neither ends an attempt early nor keeps it alive.
import type { Clock } from '../ports.ts';

const sweepMs = 50;

export interface Deadline {
  /** On the scale of `performance.now()`. */
  dueAt: number;
  /** Called once, after it was taken out. */
  expire(): void;
}

export class DeadlineSweep {
  readonly #clock: Clock;
  readonly #deadlines = new Set<Deadline>();
  #callOff: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(deadline: Deadline): void {
    this.#deadlines.add(deadline);
    this.#callOff ??= this.#clock.after(sweepMs, () => this.#sweep());
  }

  remove(deadline: Deadline): void {
    this.#deadlines.delete(deadline);
    if (this.#deadlines.size > 0) return;
    this.#callOff?.();
    this.#callOff = null;
  }

  #sweep(): void {
    const now = performance.now();
    for (const deadline of this.#deadlines) {
      if (deadline.dueAt > now) continue;
      this.#deadlines.delete(deadline);
      deadline.expire();
    }
    this.#callOff = this.#deadlines.size === 0 ? null : this.#clock.after(sweepMs, () => this.#sweep());
  }
}
