// A clock that only moves when a test moves it. Timers fire in the order in which they are due.
import type { Clock } from '../../electron/engine/ports.ts';

interface Timer {
  readonly atMs: number;
  readonly act: () => void;
}

export class HandClock implements Clock {
  #nowMs: number;
  #jumpedMs = 0;
  readonly #realBelowMs: number;
  readonly #timers = new Set<Timer>();
  readonly #real = new Set<PromiseWithResolvers<void>>();

  /** Timers of less than `realBelowMs` go by themselves: what only spaces out work is not what a test is about. */
  constructor(nowMs = 0, { realBelowMs = 0 }: { realBelowMs?: number } = {}) {
    this.#nowMs = nowMs;
    this.#realBelowMs = realBelowMs;
  }

  now(): number {
    return this.#nowMs + this.#jumpedMs;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  after(delayMs: number, act: () => void): () => void {
    if (delayMs < this.#realBelowMs) {
      return this.#afterReal(delayMs, act);
    }
    const timer = { atMs: this.#nowMs + delayMs, act };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Timers that nobody called off and that are not due yet. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Puts the wall clock forward or back. No time goes by. */
  jump(byMs: number): void {
    this.#jumpedMs += byMs;
  }

  /** Lets what goes by itself, and promises that a timer has settled, go on before the next one fires. */
  async move(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [real] = this.#real;
      if (real !== undefined) {
        await real.promise;
        continue;
      }
      const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.act();
    }
    this.#nowMs = untilMs;
  }

  #afterReal(delayMs: number, act: () => void): () => void {
    const over = Promise.withResolvers<void>();
    this.#real.add(over);
    const end = () => {
      this.#real.delete(over);
      over.resolve();
    };
    const timer = setTimeout(() => {
      end();
      act();
    }, delayMs);
    return () => {
      clearTimeout(timer);
      end();
    };
  }
}
