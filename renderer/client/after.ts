// Time as this folder needs it: tests turn it by hand.

/** Runs `act` once after `delayMs`; returns the act of calling it off. */
export type After = (delayMs: number, act: () => void) => () => void;

export const afterRealTime: After = (delayMs, act) => {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
};
