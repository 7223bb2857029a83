// One act on the vault from a form: runs it, keeps what went wrong, and says when it went well.
import { useCallback, useState } from 'react';
import type { ActAnswer } from './store.ts';

export interface Act<Input> {
  readonly problem: ActAnswer;
  readonly isRunning: boolean;
  run(input: Input): void;
  forget(): void;
}

/** A second press while it runs does nothing: stretching a passphrase takes a moment. */
export function useAct<Input>(act: (input: Input) => Promise<ActAnswer>, onDone?: () => void): Act<Input> {
  const [problem, setProblem] = useState<ActAnswer>(null);
  const [isRunning, setIsRunning] = useState(false);
  const run = (input: Input) => {
    if (isRunning) return;
    setIsRunning(true);
    void act(input).then((answer) => {
      setIsRunning(false);
      setProblem(answer);
      if (answer === null) onDone?.();
    });
  };
  const forget = useCallback(() => setProblem(null), []);
  return { problem, isRunning, run, forget };
}
