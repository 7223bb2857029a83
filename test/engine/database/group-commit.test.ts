import { describe, expect, it } from 'vitest';
import type { BatchWriter } from '../../../electron/engine/database/batch-writer.ts';
import { GroupCommit } from '../../../electron/engine/database/group-commit.ts';
import type { Write } from '../../../electron/engine/database/write.ts';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { Failure } from '../../../shared/kernel/app-error.ts';
import { HandClock } from '../../support/hand-clock.ts';

const full = () => commonErrors.fail('STORAGE_FULL');
const locked = () => Object.assign(new Error('database is locked'), { errcode: 5 });

/** A writer that is told what becomes of each batch before it comes, and of each sync afterwards. */
function openGroup() {
  const clock = new HandClock();
  const batches: string[][] = [];
  const failures: (unknown | null)[] = [];
  const syncs: ((failure: unknown) => void)[] = [];
  const refused: string[] = [];
  let collected: Write[] = [];
  const writer = {
    isHeld: false as boolean,
    write: (batch: readonly Write[]) => {
      batches.push(batch.map(([text]) => text));
      const failure = failures.shift() ?? null;
      if (failure !== null) throw failure;
    },
    sync: (onSynced: (failure: unknown) => void) => void syncs.push(onSynced),
    close: async () => {},
  } satisfies BatchWriter;
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
    const done = (failure: Failure | null) => void told.push(`${name}: ${failure?.error.code ?? 'safe'}`);
    group.add({ writes, isIntake, done });
  };
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const alsoCollect = (text: string) => collected.push([text, []]);
  return { clock, writer, batches, failures, syncs, refused, group, told, add, turn, alsoCollect };
}

describe('a group commit', () => {
  it('writes what comes together as one batch, and tells each when it is synced', async () => {
    const { batches, syncs, told, add, turn } = openGroup();
    add('a');
    add('b');
    await turn();
    expect(batches).toEqual([['a', 'b']]);
    expect(told).toEqual([]);
    syncs[0]?.(null);
    expect(told).toEqual(['a: safe', 'b: safe']);
  });

  it('collects while the disk is waited for, and writes all that came as the next batch', async () => {
    const { batches, syncs, told, add, turn, clock } = openGroup();
    add('a');
    await turn();
    add('b');
    add('c', { rows: 300 });
    await clock.move(1_000);
    expect(batches).toEqual([['a']]);
    syncs[0]?.(null);
    expect(told).toEqual(['a: safe']);
    await turn();
    expect(batches[1]?.slice(0, 2)).toEqual(['b', 'c']);
  });

  it('begins no batch sooner than 15 ms after the last one, than 3 ms when an intake waits, unless it is full', async () => {
    const { batches, syncs, add, turn, clock } = openGroup();
    add('a');
    await turn();
    syncs[0]?.(null);
    add('b');
    await clock.move(14);
    expect(batches).toHaveLength(1);
    await clock.move(1);
    expect(batches).toHaveLength(2);
    syncs[1]?.(null);
    add('c');
    await clock.move(2);
    add('d', { isIntake: true });
    expect(batches).toHaveLength(2);
    await clock.move(1);
    expect(batches[2]).toEqual(['c', 'd']);
    syncs[2]?.(null);
    add('e', { rows: 256 });
    await turn();
    expect(batches).toHaveLength(4);
  });

  it('begins no batch while the log is being carried over, and goes on when it is told that it is', async () => {
    const { writer, batches, add, group, clock } = openGroup();
    add('a');
    writer.isHeld = true;
    await clock.move(1_000);
    add('b', { rows: 300 });
    await clock.move(1_000);
    expect(batches).toEqual([]);
    writer.isHeld = false;
    group.poke();
    await clock.move(0);
    expect(batches[0]?.slice(0, 2)).toEqual(['a', 'b']);
  });

  it('refuses intakes when the disk does, keeps records in order, and writes them when it is told to try again', async () => {
    const { batches, failures, syncs, told, add, turn, refused, group, alsoCollect } = openGroup();
    failures.push(full());
    alsoCollect('counts');
    add('intake', { isIntake: true });
    add('record');
    await turn();
    expect(told).toEqual(['intake: STORAGE_FULL']);
    expect(refused).toEqual(['STORAGE_FULL']);
    add('late intake', { isIntake: true });
    add('late record');
    await turn();
    expect(told.at(-1)).toBe('late intake: STORAGE_FULL');
    expect(batches).toHaveLength(1);
    group.retry();
    await turn();
    expect(batches[1]).toEqual(['record', 'counts', 'late record']);
    syncs[0]?.(null);
    expect(told.slice(-2)).toEqual(['record: safe', 'late record: safe']);
  });

  it('tells nobody anything when a sync fails, accepts nothing more, and syncs again when it is told to try again', async () => {
    const { batches, syncs, told, add, turn, refused, group } = openGroup();
    add('intake', { isIntake: true });
    await turn();
    syncs[0]?.(full());
    expect(refused).toEqual(['STORAGE_FULL']);
    expect(group.hasUnwritten).toBe(true);
    add('later', { isIntake: true });
    await turn();
    expect(told).toEqual(['later: STORAGE_FULL']);
    expect(batches).toHaveLength(1);
    group.retry();
    syncs[1]?.(null);
    expect(told.at(-1)).toBe('intake: safe');
  });

  it('finds the one entry that cannot be written, and writes the others', async () => {
    const { batches, failures, syncs, told, add, turn } = openGroup();
    failures.push(new Error('constraint'), null, new Error('constraint'), null);
    for (const name of ['a', 'broken', 'c']) add(name);
    await turn();
    expect(batches.slice(1)).toEqual([['a'], ['broken'], ['c']]);
    syncs[0]?.(null);
    expect(told).toEqual(['broken: INTERNAL', 'a: safe', 'c: safe']);
  });

  it('keeps those that are left, in order, when the disk becomes full while it looks for the one', async () => {
    const { batches, failures, syncs, told, add, turn, group } = openGroup();
    failures.push(new Error('constraint'), null, full());
    for (const name of ['a', 'b', 'c']) add(name);
    await turn();
    group.retry();
    syncs[0]?.(null);
    expect(told).toEqual(['a: safe']);
    await turn();
    expect(batches.at(-1)).toEqual(['b', 'c']);
  });

  it('repeats a batch that another program kept from the database, in the same order, and refuses nothing', async () => {
    const { batches, failures, syncs, told, add, turn, clock } = openGroup();
    failures.push(locked());
    add('intake', { isIntake: true });
    add('record');
    await turn();
    add('later');
    expect(told).toEqual([]);
    await clock.move(1_000);
    expect(batches[1]).toEqual(['intake', 'record', 'later']);
    syncs[0]?.(null);
    expect(told).toEqual(['intake: safe', 'record: safe', 'later: safe']);
  });

  it('settles when all is on the disk or refused, not before', async () => {
    const { syncs, add, turn, group } = openGroup();
    let isSettled = false;
    add('a');
    void group.settle().then(() => {
      isSettled = true;
    });
    await turn();
    expect(isSettled).toBe(false);
    syncs[0]?.(null);
    await turn();
    expect(isSettled).toBe(true);
  });
});
