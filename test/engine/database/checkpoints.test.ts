import { describe, expect, it } from 'vitest';
import type { OnDone } from '../../../electron/engine/database/checkpoint-thread.ts';
import { Checkpoints } from '../../../electron/engine/database/checkpoints.ts';

function openCheckpoints() {
  const runs: OnDone[] = [];
  let freed = 0;
  const checkpoints = new Checkpoints({
    thread: { run: (onDone) => void runs.push(onDone) },
    onFree: () => {
      freed += 1;
    },
  });
  const end = (logPages: number, carriedPages = logPages) => runs.at(-1)?.(null, { logPages, carriedPages });
  return { checkpoints, runs, end, freed: () => freed };
}

describe('the log of the database', () => {
  it('is carried over every so many rows, one time at once, and nobody waits for it', () => {
    const { checkpoints, runs, end } = openCheckpoints();
    checkpoints.wrote(3_999);
    expect(runs).toHaveLength(0);
    checkpoints.wrote(1);
    checkpoints.wrote(4_000);
    expect(runs).toHaveLength(1);
    expect(checkpoints.isHeld).toBe(false);
    end(1_000);
    checkpoints.wrote(1);
    expect(runs).toHaveLength(2);
  });

  it('that has become long is carried over once more while no batch begins, so that it can begin anew', () => {
    const { checkpoints, runs, end, freed } = openCheckpoints();
    checkpoints.wrote(4_000);
    end(8_000, 7_000);
    expect(runs).toHaveLength(2);
    expect(checkpoints.isHeld).toBe(true);
    end(8_100);
    expect(checkpoints.isHeld).toBe(false);
    expect(freed()).toBe(1);
  });

  it('lets batches go on when it cannot be carried over', () => {
    const { checkpoints, runs, end, freed } = openCheckpoints();
    checkpoints.wrote(4_000);
    end(8_000, 7_000);
    runs.at(-1)?.(new Error('disk I/O error'), null);
    expect(checkpoints.isHeld).toBe(false);
    expect(freed()).toBe(1);
  });

  it('is carried over whole when that is asked for, and it is said when it could not be', () => {
    const { checkpoints, runs, end } = openCheckpoints();
    const told: unknown[] = [];
    checkpoints.wrote(4_000);
    checkpoints.carryAll((failure) => told.push(failure));
    end(500, 400);
    expect(told).toEqual([]);
    expect(checkpoints.isHeld).toBe(true);
    end(500);
    expect(told).toEqual([null]);
    checkpoints.carryAll((failure) => told.push(failure));
    end(500, 499);
    checkpoints.carryAll((failure) => told.push(failure));
    runs.at(-1)?.(new Error('disk I/O error'), null);
    expect(told.slice(1).map(String)).toEqual([
      'Error: Some of the log could not be carried over.',
      'Error: disk I/O error',
    ]);
  });
});
