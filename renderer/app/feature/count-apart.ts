// Counts the rows of a question beside the reading of them, where a page does not tell how many there are.
import type { ListQuestion } from './list.ts';

/** null: it cannot be said. */
export type CountRows = (question: ListQuestion) => Promise<number | null>;

/** One count at a time; of what is asked meanwhile only the newest is counted, afterwards. */
export function countApart(count: CountRows | undefined, onCount: (question: ListQuestion, matching: number) => void) {
  let isCounting = false;
  let next: ListQuestion | null = null;
  const begin = async (question: ListQuestion): Promise<void> => {
    isCounting = true;
    const matching = (await count?.(question)) ?? null;
    isCounting = false;
    if (matching !== null) onCount(question, matching);
    const waiting = next;
    next = null;
    if (waiting !== null) void begin(waiting);
  };
  return {
    ask: (question: ListQuestion) => {
      if (isCounting) next = question;
      else void begin(question);
    },
  };
}
