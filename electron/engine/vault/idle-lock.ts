// Locks after a time without use. A use only notes the time: sending a thousand deliveries a second sets no timers.
import type { Clock } from '../ports.ts';

export class IdleLock {
  readonly #clock: Clock;
  readonly #lock: () => void;
  #afterMs = 0;
  #usedAt = 0;
  #callOff: (() => void) | null = null;

  constructor(clock: Clock, lock: () => void) {
    this.#clock = clock;
    this.#lock = lock;
  }

  /** Counts as use. With no limit nothing happens. */
  use(): void {
    this.#usedAt = this.#clock.now();
    if (this.#callOff === null) this.#wait();
  }

  /** 0: never. */
  setLimit(afterMs: number): void {
    this.stop();
    this.#afterMs = afterMs;
    this.use();
  }

  stop(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #wait(): void {
    if (this.#afterMs === 0) return;
    // A wall clock that is put back must not keep the vault open for longer than the limit from now.
    const leftMs = Math.min(this.#afterMs, this.#usedAt + this.#afterMs - this.#clock.now());
    this.#callOff = this.#clock.after(Math.max(0, leftMs), () => {
      this.#callOff = null;
      const idleMs = this.#clock.now() - this.#usedAt;
      if (idleMs >= 0 && idleMs < this.#afterMs) this.#wait();
      else this.#lock();
    });
  }
}
