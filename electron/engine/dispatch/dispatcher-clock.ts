// Time for the dispatcher: a wall clock that may jump, and one that never does. A wall clock that went back is told, once, by how much.
import type { Clock } from '../ports.ts';

/** Less than this is a clock being corrected, which delays nothing by more. */
const leastJumpMs = 1_000;

export class DispatcherClock {
  readonly #clock: Clock;
  readonly #onBack: (byMs: number) => void;
  #wallMs: number;
  #steadyMs: number;

  constructor(clock: Clock, onBack: (byMs: number) => void) {
    this.#clock = clock;
    this.#onBack = onBack;
    this.#wallMs = clock.now();
    this.#steadyMs = this.steady();
  }

  /** Milliseconds that never jump; they may stand still while the computer sleeps. */
  steady(): number {
    return this.#clock.monotonic?.() ?? performance.now();
  }

  /** Wall clock. */
  now(): number {
    const wallMs = this.#clock.now();
    const steadyMs = this.steady();
    const backMs = this.#wallMs + (steadyMs - this.#steadyMs) - wallMs;
    this.#wallMs = wallMs;
    this.#steadyMs = steadyMs;
    if (backMs > leastJumpMs) this.#onBack(Math.round(backMs));
    return wallMs;
  }
}
