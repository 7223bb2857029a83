// What this process has done since it began: numbers that only grow, for whoever watches it from outside. Nothing is decided by them.
import { type AttemptResult, type Outcome, results } from '../../../shared/dispatch/delivery.ts';

export interface DispatchCounts {
  /** Deliveries that were accepted. */
  readonly accepted: number;
  /** Attempts that ended, by how. */
  readonly attempts: Readonly<Record<AttemptResult, number>>;
  /** Deliveries that became dead. */
  readonly dead: number;
}

export class DispatchMeter {
  #accepted = 0;
  #dead = 0;
  readonly #attempts = Object.fromEntries(results.map((result) => [result, 0])) as Record<AttemptResult, number>;

  accepted(count: number): void {
    this.#accepted += count;
  }

  /** `attempt` null: the delivery ended without one. */
  ended({ attempt, outcome }: { attempt: AttemptResult | null; outcome: Outcome }): void {
    if (attempt !== null) this.#attempts[attempt] += 1;
    if (outcome === 'dead') this.#dead += 1;
  }

  read(): DispatchCounts {
    return { accepted: this.#accepted, attempts: { ...this.#attempts }, dead: this.#dead };
  }
}
