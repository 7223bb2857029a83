import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../electron/engine/database/database.ts';
import { openDatabase } from '../../../electron/engine/database/open-database.ts';
import { type BegunItem, createJobs, type ItemEnd, type JobWork } from '../../../electron/engine/jobs/jobs.ts';
import { createJournal } from '../../../electron/engine/journal/journal.ts';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { Job } from '../../../shared/jobs/job.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { JobId } from '../../../shared/kernel/ids.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';

type Ends = (subject: string) => ItemEnd | null;

interface Options {
  readonly folder?: string;
  readonly concurrency?: number;
  /** null: it stays under way. */
  readonly ends?: Ends;
}

function openJobs({
  folder = makeTemporaryFolder(),
  concurrency = 4,
  ends = () => ({ state: 'succeeded' }),
}: Options = {}) {
  const opened = openDatabase(join(folder, 'switchhook.db'));
  /** How many transactions it still takes. */
  const disk = { takes: Number.POSITIVE_INFINITY };
  const database: Database = {
    ...opened,
    transaction: (act) => {
      if (disk.takes === 0) throw commonErrors.fail('STORAGE_FULL');
      disk.takes -= 1;
      return opened.transaction(act);
    },
  };
  const clock = new HandClock(Date.parse('2026-11-23T00:00:00Z'));
  const journal = createJournal({ database, clock, actor: 'tester' });
  const logged: unknown[] = [];
  let made = 0;
  const jobs = createJobs({
    ...{ database, journal, clock, actor: 'tester' },
    log: (_level, message, fields) => void logged.push([message, fields]),
    mintId: () => `job_${++made}` as JobId,
  });
  const seen: BegunItem[] = [];
  const waiting = new Map<string, (end: ItemEnd) => void>();
  const work: JobWork = {
    concurrency,
    readPace: ({ rate, stopAfter }) => ({ ratePerSecond: Number(rate ?? 1_000), stopAfter: Number(stopAfter ?? 0) }),
    work: async (item) => {
      seen.push(item);
      const end = ends(item.subject);
      if (item.resumed === undefined && end?.state !== 'stopped') {
        const [sql, values] = item.spellBegun(`made-${item.subject}`);
        database.run(sql, ...values);
      }
      return end ?? new Promise((resolve) => waiting.set(item.subject, resolve));
    },
  };
  jobs.register('replay', work);
  jobs.start();
  onTestFinished(() => {
    jobs.close();
    database.close();
  });
  const get = async (id: string) => jobs.handlers.get({ id });
  const begin = (subjects: readonly string[], options: Job['options'] = {}) =>
    jobs.begin({ kind: 'replay', title: 'Replay of some', options, subjects });
  const subjects = () => seen.map(({ subject }) => subject);
  /** What a crash at this moment would leave. */
  const crash = () => {
    const left = mkdtempSync(join(tmpdir(), 'switchhook-jobs-'));
    cpSync(folder, left, { recursive: true });
    return left;
  };
  return { ...{ jobs, clock, journal, logged, seen, waiting, get, begin, subjects, crash, work, disk }, folder };
}

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof Failure) return cause.error.code;
    throw cause;
  }
  return 'no failure';
}

const letters = [...'abcdefghij'];

test('a job works on each of its items once, in order, and ends with their count', async () => {
  const ends: Ends = (subject) =>
    subject === 'b' ? { state: 'failed', reason: 'It is b.' } : { state: subject === 'c' ? 'skipped' : 'succeeded' };
  const on = openJobs({ ends });
  const { id } = await on.begin(letters);
  await on.clock.move(1_000);
  expect(on.subjects()).toEqual(letters);
  expect(await on.get(id)).toMatchObject({
    state: 'done',
    total: 10,
    finished: 10,
    succeeded: 8,
    failed: 1,
    skipped: 1,
  });
  const failed = await on.jobs.handlers.items({ id, state: 'failed', after: 0, limit: 10 });
  expect(failed).toEqual([{ position: 2, subject: 'b', state: 'failed', outcome: 'made-b', reason: 'It is b.' }]);
  const acts = (await on.journal.handlers.list({ limit: 10 })).map(({ act }) => act);
  expect(acts).toEqual(['job-ended', 'job-begun']);
});

test('a job without items ends at once', async () => {
  const on = openJobs();
  const { id } = await on.begin([]);
  await on.clock.move(100);
  expect(await on.get(id)).toMatchObject({ state: 'done', total: 0 });
});

test('no more items begin in a second than the rate says', async () => {
  const on = openJobs();
  await on.begin(letters, { rate: 2 });
  await on.clock.move(2_900);
  expect(on.subjects().length).toBeGreaterThanOrEqual(5);
  expect(on.subjects().length).toBeLessThanOrEqual(7);
});

test('no more items are under way than its kind allows', async () => {
  const on = openJobs({ concurrency: 3, ends: () => null });
  await on.begin(letters);
  await on.clock.move(1_000);
  expect(on.subjects()).toEqual(['a', 'b', 'c']);
  on.waiting.get('b')?.({ state: 'succeeded' });
  await on.clock.move(100);
  expect(on.subjects()).toEqual(['a', 'b', 'c', 'd']);
});

test('a paused job begins nothing more, what is under way ends, and resuming goes on where it was', async () => {
  const on = openJobs({ concurrency: 2, ends: (subject) => (subject < 'c' ? null : { state: 'succeeded' }) });
  const { id } = await on.begin(letters);
  await on.clock.move(100);
  expect(await on.jobs.handlers.pause({ id })).toMatchObject({ state: 'paused', stopReason: null });
  on.waiting.get('a')?.({ state: 'succeeded' });
  await on.clock.move(1_000);
  expect(on.subjects()).toEqual(['a', 'b']);
  expect(await on.get(id)).toMatchObject({ state: 'paused', finished: 1 });

  await on.jobs.handlers.resume({ id });
  on.waiting.get('b')?.({ state: 'succeeded' });
  await on.clock.move(1_000);
  expect(on.subjects()).toEqual(letters);
  expect(await on.get(id)).toMatchObject({ state: 'done', succeeded: 10 });
});

test('a cancelled job begins nothing more and cannot be resumed; what was under way is still counted', async () => {
  const on = openJobs({ concurrency: 1, ends: () => null });
  const { id } = await on.begin(letters);
  await on.clock.move(100);
  expect(await on.jobs.handlers.cancel({ id })).toMatchObject({ state: 'cancelled' });
  on.waiting.get('a')?.({ state: 'succeeded' });
  await on.clock.move(1_000);
  expect(on.subjects()).toEqual(['a']);
  expect(await on.get(id)).toMatchObject({ state: 'cancelled', finished: 1 });
  expect(await codeOf(() => on.jobs.handlers.resume({ id }))).toBe('JOB_ENDED');
  expect(await codeOf(() => on.jobs.handlers.pause({ id: 'job_9' }))).toBe('JOB_UNKNOWN');
});

test('a job pauses by itself after so many failures, says so, and counts afresh when it is resumed', async () => {
  const on = openJobs({ concurrency: 1, ends: () => ({ state: 'failed', reason: 'No.' }) });
  const { id } = await on.begin(letters, { stopAfter: 2 });
  await on.clock.move(1_000);
  expect(await on.get(id)).toMatchObject({ state: 'paused', failed: 2 });
  expect((await on.get(id)).stopReason).toContain('2 failures');
  await on.jobs.handlers.resume({ id });
  await on.clock.move(1_000);
  expect(await on.get(id)).toMatchObject({ state: 'paused', failed: 4 });
});

test('a job of which nothing is left to begin ends, however many failed: a pause would hold back nothing', async () => {
  const on = openJobs({ ends: () => ({ state: 'failed', reason: '502' }) });
  const { id } = await on.begin(letters, { stopAfter: letters.length });
  await on.clock.move(1_000);
  expect(await on.get(id)).toMatchObject({ state: 'done', failed: letters.length, stopReason: null });
});

test('a job that cannot go on pauses with the reason, and tries the same item again when it is resumed', async () => {
  let isLocked = true;
  const ends: Ends = (subject) =>
    subject === 'b' && isLocked ? { state: 'stopped', reason: 'The vault is locked.' } : { state: 'succeeded' };
  const on = openJobs({ concurrency: 1, ends });
  const { id } = await on.begin(letters);
  await on.clock.move(1_000);
  expect(await on.get(id)).toMatchObject({ state: 'paused', finished: 1, stopReason: 'The vault is locked.' });
  isLocked = false;
  await on.jobs.handlers.resume({ id });
  await on.clock.move(1_000);
  expect(on.subjects().filter((subject) => subject === 'b')).toHaveLength(2);
  expect(await on.get(id)).toMatchObject({ state: 'done', succeeded: 10 });
});

test('after a crash a job goes on: what was begun is looked up with what was noted down, and nothing is begun twice', async () => {
  const before = openJobs({ concurrency: 3, ends: (subject) => (subject === 'a' ? { state: 'succeeded' } : null) });
  const { id } = await before.begin(letters);
  // Not long enough for the end of `a` to be written.
  await before.clock.move(60);
  expect(before.subjects()).toEqual(['a', 'b', 'c', 'd']);

  const after = openJobs({ folder: before.crash(), concurrency: 3 });
  await after.clock.move(1_000);
  expect(
    after.seen.filter(({ resumed }) => resumed !== undefined).map(({ subject, resumed }) => [subject, resumed]),
  ).toEqual(['a', 'b', 'c', 'd'].map((subject) => [subject, { outcome: `made-${subject}` }]));
  expect(after.seen.filter(({ resumed }) => resumed === undefined).map(({ subject }) => subject)).toEqual(
    letters.slice(4),
  );
  expect(await after.get(id)).toMatchObject({ state: 'done', succeeded: 10 });
});

test('a paused job stays paused over a restart', async () => {
  const before = openJobs({ concurrency: 1, ends: () => null });
  const { id } = await before.begin(letters);
  await before.clock.move(50);
  await before.jobs.handlers.pause({ id });
  const after = openJobs({ folder: before.crash() });
  await after.clock.move(1_000);
  // What was begun ends; nothing else begins.
  expect(after.subjects()).toEqual(['a']);
  expect(await after.get(id)).toMatchObject({ state: 'paused', finished: 1 });
});

test('a crash while the items are being noted down leaves a job that did nothing and says so', async () => {
  const before = openJobs();
  const many = Array.from({ length: 5_000 }, (_, index) => `item-${index}`);
  const begun = before.begin(many);
  const folder = before.crash();
  await begun;
  const after = openJobs({ folder });
  await after.clock.move(1_000);
  expect(after.subjects()).toEqual([]);
  expect(await after.get('job_1')).toMatchObject({ state: 'failed', total: 0 });
  expect((await after.get('job_1')).stopReason).toContain('Nothing was done');
});

test('an item whose work makes a mistake fails, and the job goes on', async () => {
  const on = openJobs({ ends: (subject) => (subject === 'a' ? fail() : { state: 'succeeded' }) });
  const { id } = await on.begin(letters);
  await on.clock.move(1_000);
  expect(await on.get(id)).toMatchObject({ state: 'done', failed: 1, succeeded: 9 });
  expect(on.logged).toHaveLength(1);
});

function fail(): never {
  throw new Error('a mistake');
}

test('who watches jobs gets those that matter, then what changes, a few times a second at most', async () => {
  const on = openJobs();
  const events: { type: string; seq: number; jobs: { id: string }[] }[] = [];
  const end = on.jobs.handlers.watch({}, (event) => void events.push(event));
  const { id } = await on.begin(letters);
  await on.clock.move(1_000);
  expect(events[0]).toEqual({ type: 'snapshot', seq: 0, jobs: [] });
  expect(events.length).toBeLessThanOrEqual(5);
  expect(events.at(-1)).toMatchObject({ type: 'changed', jobs: [{ id, state: 'done', finished: 10 }] });
  if (typeof end === 'function') end();
  const told = events.length;
  await on.begin(letters);
  await on.clock.move(1_000);
  expect(events).toHaveLength(told);
  expect((await on.jobs.handlers.list({ limit: 10 })).map((job) => job.id)).toEqual(['job_2', 'job_1']);
});

const isFree = Number.POSITIVE_INFINITY;

test('a disk that refuses how items ended holds up the end of a job, and ends nothing else', async () => {
  const on = openJobs();
  const { id } = await on.begin(letters);
  on.disk.takes = 0;
  await on.clock.move(5_000);
  expect(on.subjects()).toEqual(letters);
  expect(await on.get(id)).toMatchObject({ state: 'running', finished: 0 });
  expect(on.logged.length).toBeGreaterThan(0);
  on.disk.takes = isFree;
  await on.clock.move(2_000);
  expect(await on.get(id)).toMatchObject({ state: 'done', succeeded: 10 });
});

test('a disk that refuses nothing but that a job has ended is asked again', async () => {
  const on = openJobs({
    ends: () => {
      on.disk.takes = 1;
      return { state: 'succeeded' };
    },
  });
  const { id } = await on.begin(['a']);
  await on.clock.move(5_000);
  expect(await on.get(id)).toMatchObject({ state: 'running', succeeded: 1 });
  on.disk.takes = isFree;
  await on.clock.move(2_000);
  expect(await on.get(id)).toMatchObject({ state: 'done', succeeded: 1 });
});

test('a job that is to pause begins nothing more while the disk refuses to say so, and pauses when it may', async () => {
  const reason = 'The disk is full.';
  const on = openJobs({
    concurrency: 2,
    ends: (subject) => {
      if (subject !== 'b') return { state: 'succeeded' };
      on.disk.takes = 0;
      return { state: 'stopped', reason };
    },
  });
  const { id } = await on.begin(letters);
  await on.clock.move(3_000);
  const begun = on.subjects();
  expect(begun).not.toContain('j');
  expect(await on.get(id)).toMatchObject({ state: 'running' });
  on.disk.takes = isFree;
  await on.clock.move(2_000);
  expect(await on.get(id)).toMatchObject({ state: 'paused', stopReason: reason });
  expect(on.subjects()).toEqual(begun);
});

test('a job that is closed while the disk refuses leaves no timer', async () => {
  const on = openJobs();
  await on.begin(letters);
  on.disk.takes = 0;
  await on.clock.move(500);
  on.jobs.close();
  expect(on.clock.waiting).toBe(0);
});
