// A clock that is turned by hand: what is due runs when the test says so.
export interface HandClock {
  now(): number;
  after(delayMs: number, act: () => void): () => void;
  /** Delays asked for and not yet run or called off, in order of their coming. */
  delays(): number[];
  /** Lets so much time pass and runs what falls due on the way, also what is asked for meanwhile. */
  pass(durationMs: number): void;
}

export function createHandClock(): HandClock {
  let now = 0;
  const due = new Set<{ readonly at: number; act(): void }>();
  const next = () => [...due].sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    after: (delayMs, act) => {
      const entry = { at: now + delayMs, act };
      due.add(entry);
      return () => due.delete(entry);
    },
    delays: () => [...due].map(({ at }) => at - now).sort((a, b) => a - b),
    pass: (durationMs) => {
      const end = now + durationMs;
      for (let entry = next(); entry !== undefined && entry.at <= end; entry = next()) {
        due.delete(entry);
        now = entry.at;
        entry.act();
      }
      now = end;
    },
  };
}
