// Keeps a list in step with a log that may grow faster than anyone can read: changes are gathered, known rows take their newer state,
// and new ones are asked for once the answer before is there.
import type { Delivery } from '../../../shared/dispatch/delivery.ts';

export interface LogFollower {
  /** `isMore`: others changed too, which are not named. */
  changed(deliveries: readonly Delivery[], isMore: boolean): void;
  /** The question that was under way is answered. */
  answered(): void;
}

export interface FollowerPorts {
  isKnown(id: string): boolean;
  replace(delivery: Delivery): void;
  /** Whether what changed may no longer be what the list is about. */
  mayLeave(): boolean;
  /** At least one is new, or may have left. Either the list is asked for again, which `answered` ends (true), or nothing is under way (false). */
  readAgain(): boolean;
  /** Every change of one turn, newest state only. */
  onTurn(changes: readonly Delivery[], isMore: boolean): void;
  /** Milliseconds; answers the act of calling it off. */
  after(delayMs: number, act: () => void): void;
}

const turnMs = 100;

export function followLog(ports: FollowerPorts): LogFollower {
  const changes = new Map<string, Delivery>();
  let isTurnDue = false;
  let isReading = false;
  let hasNew = false;
  let hasMore = false;
  const readAgain = () => {
    if (isReading || !hasNew) return;
    hasNew = false;
    isReading = ports.readAgain();
  };
  const turn = () => {
    isTurnDue = false;
    const gathered = [...changes.values()];
    const isMore = hasMore;
    changes.clear();
    hasMore = false;
    if (isMore) hasNew = true;
    for (const delivery of gathered) {
      const isKnown = ports.isKnown(delivery.id);
      if (isKnown) ports.replace(delivery);
      if (!isKnown || ports.mayLeave()) hasNew = true;
    }
    ports.onTurn(gathered, isMore);
    readAgain();
  };
  return {
    changed: (deliveries, isMore) => {
      for (const delivery of deliveries) changes.set(delivery.id, delivery);
      hasMore ||= isMore;
      if (isTurnDue || (deliveries.length === 0 && !isMore)) return;
      isTurnDue = true;
      ports.after(turnMs, turn);
    },
    answered: () => {
      isReading = false;
      readAgain();
    },
  };
}
