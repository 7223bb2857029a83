// Which attempt the detail pane and a copied diagnostic are about.
import type { Attempt } from '../../../shared/dispatch/delivery.ts';

/** The attempt of that number, else the newest; undefined: none was made. */
export function chooseAttempt(attempts: readonly Attempt[], number: number | null): Attempt | undefined {
  return attempts.find((attempt) => attempt.number === number) ?? attempts.at(-1);
}
