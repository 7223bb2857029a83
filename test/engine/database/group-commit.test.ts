import { describe, expect, it } from 'vitest';
import type { BatchWriter } from '../../../electron/engine/database/batch-writer.ts';
import { GroupCommit } from '../../../electron/engine/database/group-commit.ts';
import type { Write } from '../../../electron/engine/database/write.ts';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import { HandClock } from '../../support/hand-clock.ts';

/** A writer that waits to be told what becomes of each batch. */
function openGroup() {
  const clock = new HandClock();
  const batches: { texts: string[]; done(failure: unknown): void }[] = [];
  const refused: string[] = [];
  let collected: Write[] = [];
  const writer: BatchWriter = {
    write: (batch, done) => void batches.push({ texts: batch.map(([text]) => text), done }),
    close: async () => {},
  };
  const group = new GroupCommit({
    writer,
    after: (ms, act) => clock.after(ms, act),
    monotonic: () => clock.monotonic(),
    collect: () => {
      const writes = collected;
      collected = [];
      return writes.length === 0 ? null : { writes, isIntake: false, done: () => {} };
    },
    onRefused: (failure) => refused.push(failure.error.code),
  });
  const told: string[] = [];
  const add = (name: string, { isIntake = false, rows = 1 } = {}) => {
    const writes = Array.from({ length: rows }, (): Write => [name, []]);
    const done = (failure: Failure | null) => void told.push(`${name}: ${failure?.error.code ?? 'written'}`);
    group.add({ writes, isIntake, done });
  };
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const alsoCollect = (text: string) => collected.push([text, []]);
  return { clock, batches, refused, group, told, add, turn, alsoCollect };
}

describe('a group commit', () => {
  it('writes what comes together as one batch, tells each when it is written, and collects the next meanwhile', async () => {
    const { batches, told, add, turn, clock } = openGroup();
    add('a');
    add('b');
    await turn();
    add('c');
    await clock.move(1_000);
    expect(batches.map(({ texts }) => texts)).toEqual([['a', 'b']]);
    expect(told).toEqual([]);
    batches[0]?.done(null);
    expect(told).toEqual(['a: written', 'b: written']);
    await turn();
    expect(batches[1]?.texts).toEqual(['c']);
  });

  it('begins no batch sooner than 5 ms after the last one, unless it is full', async () => {
    const { batches, add, turn, clock } = openGroup();
    add('a');
    await turn();
    batches[0]?.done(null);
    add('b');
    await clock.move(4);
    expect(batches).toHaveLength(1);
    await clock.move(1);
    expect(batches).toHaveLength(2);
    batches[1]?.done(null);
    add('c', { rows: 256 });
    await turn();
    expect(batches).toHaveLength(3);
  });

  it('refuses intakes when the disk does, keeps records in order, and writes them when it is told to try again', async () => {
    const { batches, told, add, turn, refused, group, alsoCollect } = openGroup();
    alsoCollect('counts');
    add('intake', { isIntake: true });
    add('record');
    await turn();
    add('later intake', { isIntake: true });
    batches[0]?.done(commonErrors.fail('STORAGE_FULL'));
    expect(told).toEqual(['intake: STORAGE_FULL', 'later intake: STORAGE_FULL']);
    expect(refused).toEqual(['STORAGE_FULL']);
    add('late intake', { isIntake: true });
    add('late record');
    await turn();
    expect(told.at(-1)).toBe('late intake: STORAGE_FULL');
    expect(batches).toHaveLength(1);
    group.retry();
    await turn();
    expect(batches[1]?.texts).toEqual(['record', 'counts', 'late record']);
    batches[1]?.done(null);
    expect(told.slice(-2)).toEqual(['record: written', 'late record: written']);
  });

  it('finds the one entry that cannot be written, and writes the others', async () => {
    const { batches, told, add, turn } = openGroup();
    for (const name of ['a', 'broken', 'c']) add(name);
    await turn();
    batches[0]?.done(new Error('constraint'));
    batches[1]?.done(null);
    batches[2]?.done(new Error('constraint'));
    batches[3]?.done(null);
    expect(told).toEqual(['a: written', 'broken: INTERNAL', 'c: written']);
  });

  it('repeats a batch that another program kept from the database, in the same order, and refuses nothing', async () => {
    const { batches, told, add, turn, clock } = openGroup();
    add('intake', { isIntake: true });
    add('record');
    await turn();
    batches[0]?.done(Object.assign(new Error('database is locked'), { errcode: 5 }));
    add('later');
    await clock.move(1_000);
    expect(told).toEqual([]);
    expect(batches[1]?.texts).toEqual(['intake', 'record', 'later']);
    batches[1]?.done(null);
    expect(told).toEqual(['intake: written', 'record: written', 'later: written']);
  });

  it('settles when all is written or refused, not before', async () => {
    const { batches, add, turn, group } = openGroup();
    let isSettled = false;
    add('a');
    void group.settle().then(() => {
      isSettled = true;
    });
    await turn();
    expect(isSettled).toBe(false);
    batches[0]?.done(null);
    await turn();
    expect(isSettled).toBe(true);
  });
});
