// Keeps a list in step with a log that may grow faster than anyone can read: changes are gathered, known rows take their newer state,
// and new ones are asked for once the answer before is there.
import type { Delivery } from '../../../shared/dispatch/delivery.ts';

export interface LogFollower {
  changed(delivery: Delivery): void;
  /** The question that was under way is answered. */
  answered(): void;
}

export interface FollowerPorts {
  isKnown(id: string): boolean;
  replace(delivery: Delivery): void;
  /** At least one is new. Either the list is asked for again, which `answered` ends (true), or nothing is under way (false). */
  readAgain(): boolean;
  /** Every change of one turn, newest state only. */
  onTurn(changes: readonly Delivery[]): void;
  /** Milliseconds; answers the act of calling it off. */
  after(delayMs: number, act: () => void): void;
}

const turnMs = 100;

export function followLog(ports: FollowerPorts): LogFollower {
  const changes = new Map<string, Delivery>();
  let isTurnDue = false;
  let isReading = false;
  let hasNew = false;
  const readAgain = () => {
    if (isReading || !hasNew) return;
    hasNew = false;
    isReading = ports.readAgain();
  };
  const turn = () => {
    isTurnDue = false;
    const gathered = [...changes.values()];
    changes.clear();
    for (const delivery of gathered) {
      if (ports.isKnown(delivery.id)) ports.replace(delivery);
      else hasNew = true;
    }
    ports.onTurn(gathered);
    readAgain();
  };
  return {
    changed: (delivery) => {
      changes.set(delivery.id, delivery);
      if (isTurnDue) return;
      isTurnDue = true;
      ports.after(turnMs, turn);
    },
    answered: () => {
      isReading = false;
      readAgain();
    },
  };
}
