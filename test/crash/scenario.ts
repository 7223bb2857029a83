// What a scenario of the crash suite is, and what it reports.
import type { Chance } from './chance.ts';
import type { Verdict } from './oracle.ts';
import type { Sink } from './processes.ts';

export interface ScenarioMeans {
  readonly sink: Sink;
  readonly chance: Chance;
  /** How often to crash, at most. */
  readonly rounds: number;
  /** Only what a test has time for. */
  readonly isShort: boolean;
  say(line: string): void;
}

export interface Outcome extends Omit<Verdict, 'mostInFlight'> {
  readonly name: string;
  readonly rounds: number;
  /** In the epoch with most; at most so many duplicates a crash can cause. */
  readonly inFlight: number;
}

/** Somebody destroyed files: what was only in them is gone. It must open, or refuse and say why, and what opens must be whole. */
export interface DamageOutcome {
  readonly name: string;
  readonly rounds: number;
  readonly opened: number;
  readonly refused: number;
  /** Codes it refused with. */
  readonly refusals: readonly string[];
  readonly integrity: string;
  /** Accepted ones that the log no longer knows. */
  readonly gone: number;
  readonly accepted: number;
  readonly broken: readonly string[];
}

export type ScenarioEnd =
  | { readonly kind: 'outcomes'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'damage'; readonly outcomes: readonly DamageOutcome[] }
  | { readonly kind: 'skipped'; readonly reason: string };

export interface Scenario {
  readonly name: string;
  /** Which part of the rounds asked for it gets. */
  readonly share: number;
  run(means: ScenarioMeans): Promise<ScenarioEnd>;
}

export function outcomeOf(name: string, rounds: number, { mostInFlight, ...verdict }: Verdict): Outcome {
  return { name, rounds, ...verdict, inFlight: mostInFlight };
}
