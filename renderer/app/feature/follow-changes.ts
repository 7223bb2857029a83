// Follows the engine's count of changes. A change is read at once, so that a person sees what they did; many are told one by one, and
// those that come within a while of a reading are read together at its end.
import type { Client } from './slice.ts';

export interface ChangesPorts {
  readonly watch: Client['integrations']['watch'];
  /** Reads again what is on screen. */
  readAgain(revision: number): void;
  /** Milliseconds; answers the act of calling it off. */
  after?(delayMs: number, act: () => void): () => void;
}

const gatherMs = 60;

/** Answers the act of ending it. */
export function followChanges({ watch, readAgain, after = afterTimeout }: ChangesPorts): () => void {
  let known: number | null = null;
  let readRevision: number | null = null;
  let callOff: (() => void) | null = null;
  const read = () => {
    callOff = null;
    if (known === null || known === readRevision) return;
    readRevision = known;
    readAgain(known);
    callOff = after(gatherMs, read);
  };
  const end = watch({}, (event) => {
    if (event.type === 'failed') return;
    // The first only says where the counting stands: what is on screen was read just now.
    if (known === null) readRevision = event.revision;
    known = event.revision;
    if (callOff === null) read();
  });
  return () => {
    callOff?.();
    end();
  };
}

function afterTimeout(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}
