import { beforeEach, describe, expect, it } from 'vitest';
import { type ChangesPorts, followChanges } from '../../../../renderer/app/feature/follow-changes.ts';
import { createHandClock, type HandClock } from '../../client/hand-clock.ts';

type Listener = Parameters<ChangesPorts['watch']>[1];

describe('following changes', () => {
  let clock: HandClock;
  let listener: Listener;
  let isWatched: boolean;
  let read: number[];
  let end: () => void;
  const tell = (revision: number) => listener({ type: 'changed', seq: 0, revision });
  beforeEach(() => {
    clock = createHandClock();
    isWatched = true;
    read = [];
    end = followChanges({
      watch: (_input, given) => {
        listener = given;
        return () => {
          isWatched = false;
        };
      },
      readAgain: (revision) => read.push(revision),
      after: clock.after,
    });
    tell(7);
  });

  it('reads nothing where the counting begins, nor where it goes on after a gap', () => {
    tell(7);
    clock.pass(1_000);
    expect(read).toEqual([]);
    expect(clock.delays()).toEqual([]);
  });

  it('reads a change at once, and once', () => {
    tell(8);
    expect(read).toEqual([8]);
    clock.pass(1_000);
    expect(read).toEqual([8]);
    tell(9);
    expect(read).toEqual([8, 9]);
  });

  it('gathers the many that follow, and reads the last of them', () => {
    for (let revision = 8; revision < 10_000; revision += 1) tell(revision);
    expect(read).toEqual([8]);
    clock.pass(60);
    expect(read).toEqual([8, 9_999]);
    tell(10_000);
    clock.pass(1_000);
    expect(read).toEqual([8, 9_999, 10_000]);
  });

  it('reads nothing after its end', () => {
    tell(8);
    tell(9);
    end();
    clock.pass(1_000);
    expect(read).toEqual([8]);
    expect(isWatched).toBe(false);
  });
});
