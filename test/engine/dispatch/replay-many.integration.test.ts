import { expect, onTestFinished, test } from 'vitest';
import type * as z from 'zod';
import { dispatchContract } from '../../../shared/dispatch/contract.ts';
import { type ReplayPlan, replayPlanSchema } from '../../../shared/dispatch/replay-plan.ts';
import { type Job, type JobState, jobSchema } from '../../../shared/jobs/job.ts';
import { emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import {
  byToken,
  codeOf,
  makeRealPlace,
  openTestDispatch,
  openWithServer,
  send,
  sendFile,
  show,
  startBench,
  type TestDispatch,
} from './dispatch-fixture.ts';

type PlanInput = z.input<typeof dispatchContract.planReplay.input>;
type StartInput = z.input<typeof dispatchContract.startReplay.input>;

async function plan(on: TestDispatch, input: PlanInput): Promise<ReplayPlan> {
  return replayPlanSchema.parse(await on.dispatch.handlers.planReplay(dispatchContract.planReplay.input.parse(input)));
}

async function start(on: TestDispatch, input: StartInput): Promise<string> {
  const full = { ratePerSecond: 1_000, ...input };
  return (await on.dispatch.handlers.startReplay(dispatchContract.startReplay.input.parse(full))).jobId;
}

/** As soon as the job is in the state. */
function jobIn(on: TestDispatch, id: string, state: JobState): Promise<Job> {
  return new Promise((resolve) => {
    const end = on.jobs.handlers.watch({}, ({ jobs }) => {
      const job = jobs.find((one) => one.id === id && one.state === state);
      if (job === undefined) return;
      queueMicrotask(() => typeof end === 'function' && end());
      resolve(jobSchema.parse(job));
    });
  });
}

async function itemsOf(on: TestDispatch, id: string) {
  return on.jobs.handlers.items({ id, state: undefined, after: 0, limit: 500 });
}

async function sendSome(on: TestDispatch, origin: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) ids.push((await sendFile(on, { requestUrl: `${origin}/hook` })).id);
  return ids;
}

test('a replay sends exactly what was planned, each once, and joins it to the original as an attempt', async () => {
  const { server, on } = await openWithServer();
  const ids = await sendSome(on, server.origin, 3);
  const planned = await plan(on, { selection: { query: 'outcome:delivered' } });
  expect(planned).toMatchObject({
    count: 3,
    leftOut: [],
    targets: [{ origin: server.origin, count: 3 }],
    integrations: 1,
    isLive: false,
    tenantSets: [],
    changed: null,
  });
  // It would match too, but was not shown.
  const late = await sendFile(on, { requestUrl: `${server.origin}/hook` });

  const jobId = await start(on, { planId: planned.planId });
  const job = await jobIn(on, jobId, 'done');
  expect(job).toMatchObject({ total: 3, succeeded: 3, title: 'Replay of 3 deliveries, byte-exact' });
  expect(server.requests()).toHaveLength(7);
  for (const id of ids) {
    expect((await show(on, id)).attempts.map(({ kind, result }) => [kind, result])).toEqual([
      ['first', 'delivered'],
      ['replay', 'delivered'],
    ]);
  }
  expect((await show(on, late.id)).attempts).toHaveLength(1);
  expect((await itemsOf(on, jobId)).map(({ subject, outcome }) => [subject, outcome])).toEqual(
    ids.map((id) => [id, id]),
  );
});

test('to another target each becomes a delivery of its own that names the first', async () => {
  const { server, on } = await openWithServer();
  const other = await openWithServer();
  const [id = ''] = await sendSome(on, server.origin, 1);
  const to = { url: `${other.server.origin}/elsewhere` };
  const planned = await plan(on, { selection: { ids: [id] }, to, allowTargets: ['loopback'] });
  expect(planned.targets).toEqual([{ origin: other.server.origin, count: 1 }]);
  const jobId = await start(on, { planId: planned.planId });
  await jobIn(on, jobId, 'done');
  const [item] = await itemsOf(on, jobId);
  expect(item?.outcome).not.toBe(id);
  expect(await show(on, item?.outcome ?? '')).toMatchObject({ replayOf: id, outcome: 'delivered' });
  expect(other.server.requests()).toHaveLength(1);
});

test('what is pending, and what cannot be rebuilt any more, is left out with a reason', async () => {
  const { server, on } = await openWithServer();
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  const { id } = await send(on, { integration: { id: 'int_1' } });
  const [pending = ''] = await sendSome(on, server.origin, 1);
  on.database.run("UPDATE deliveries SET outcome = 'pending' WHERE id = ?", pending);
  const kept = await sendFile(on, { requestUrl: `${server.origin}/hook` });
  on.places.delete('int_1');
  const planned = await plan(on, { selection: { ids: [id, pending, kept.id] }, mode: 'rebuilt' });
  expect(planned.count).toBe(1);
  expect(planned.leftOut.map(({ count }) => count)).toEqual([1, 1]);
  expect(planned.leftOut[0]?.reason).toContain('no longer there');
  expect(planned.leftOut[1]?.reason).toContain('still being sent');
  expect(await codeOf(() => plan(on, { selection: { ids: [pending] } }))).toBe('REPLAY_EMPTY');
  expect(await codeOf(() => plan(on, { selection: { ids: [id] }, mode: 'rebuilt' }))).toBe('REBUILD_UNKNOWN');
});

test('a plan of rebuilt requests tells how many come out otherwise than they were sent', async () => {
  const { server, on } = await openWithServer();
  const hook = { requestUrl: `${server.origin}/hook` };
  on.places.set('int_1', makeRealPlace('int_1', hook));
  on.places.set('int_2', makeRealPlace('int_2', hook));
  await send(on, { integration: { id: 'int_1' } });
  await send(on, { integration: { id: 'int_2' } });
  on.places.set('int_2', makeRealPlace('int_2', { ...hook, headers: [{ name: 'X-Tenant', value: 'acme' }] }));
  const planned = await plan(on, { selection: { query: '' }, mode: 'rebuilt' });
  expect(planned).toMatchObject({ count: 2, changed: 1, integrations: 2 });
  const jobId = await start(on, { planId: planned.planId });
  await jobIn(on, jobId, 'done');
  expect(server.requests().filter((request) => request.includes('X-Tenant: acme'))).toHaveLength(1);
});

test('a replay into a LIVE tenant set needs the number of the plan', async () => {
  const { server, on } = await openWithServer();
  on.isLive = true;
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  await send(on, { integration: { id: 'int_1' } });
  const planned = await plan(on, { selection: { query: '' } });
  expect(planned.isLive).toBe(true);
  const { planId } = planned;
  expect(await codeOf(() => start(on, { planId }))).toBe('NOT_ARMED');
  expect(await codeOf(() => start(on, { planId, confirm: 2 }))).toBe('NOT_ARMED');
  expect(server.requests()).toHaveLength(1);
  await jobIn(on, await start(on, { planId, confirm: 1 }), 'done');
  expect(server.requests()).toHaveLength(2);

  // To the receiver nothing reaches a real system.
  await startBench(on);
  expect(await plan(on, { selection: { query: '' }, to: { receiver: true } })).toMatchObject({ isLive: false });
});

test('a plan can be started once, and not any more when it is old', async () => {
  const { server, on } = await openWithServer();
  await sendSome(on, server.origin, 1);
  const { planId, expiresAt } = await plan(on, { selection: { query: '' } });
  await jobIn(on, await start(on, { planId }), 'done');
  expect(await codeOf(() => start(on, { planId }))).toBe('REPLAY_PLAN_UNKNOWN');
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
  expect(await codeOf(() => start(on, { planId: 'plan_none' }))).toBe('REPLAY_PLAN_UNKNOWN');
});

test('a replay that fails pauses after so many failures, and tells why each one failed', async () => {
  const on = openTestDispatch();
  // Nobody listens there any more.
  const { server } = await openWithServer();
  const ids = await sendSome(on, server.origin, 4);
  await server.close();
  const planned = await plan(on, { selection: { ids } });
  const jobId = await start(on, { planId: planned.planId, stopAfter: 2, ratePerSecond: 20 });
  const job = await jobIn(on, jobId, 'paused');
  expect(job.stopReason).toContain('failures');
  const failed = (await itemsOf(on, jobId)).filter(({ state }) => state === 'failed');
  expect(failed[0]?.reason).toContain('refused the connection');
});

test('a locked vault pauses the replay instead of failing everything', async () => {
  const { server, on } = await openWithServer();
  const requestUrl = `${server.origin}/hook`;
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl, ...byToken }));
  await send(on, { integration: { id: 'int_1' } });
  const planned = await plan(on, { selection: { query: '' } });
  on.isVaultLocked = true;
  const jobId = await start(on, { planId: planned.planId });
  expect((await jobIn(on, jobId, 'paused')).stopReason).toContain('vault');
  on.isVaultLocked = false;
  await on.jobs.handlers.resume({ id: jobId });
  expect(await jobIn(on, jobId, 'done')).toMatchObject({ succeeded: 1, failed: 0 });
});

test('after a crash a replay goes on and sends nothing twice', async () => {
  let seen = 0;
  let hasEnough = () => {};
  const enough = new Promise<void>((resolve) => {
    hasEnough = resolve;
  });
  const server = await startRawServer({
    behaviour: (socket) => {
      seen += 1;
      if (seen === 8) hasEnough();
      emptyAnswer(socket);
    },
  });
  onTestFinished(server.close);
  const on = openTestDispatch();
  const ids = await sendSome(on, server.origin, 6);
  const planned = await plan(on, { selection: { ids } });
  const jobId = await start(on, { planId: planned.planId, ratePerSecond: 20 });
  // The first ones have left; how they ended is not written down in the job yet, or only in part.
  await enough;
  await on.jobs.handlers.pause({ id: jobId });
  await on.dispatch.drain();
  const after = openTestDispatch(on.crash());
  expect(seen).toBeLessThan(12);

  await after.jobs.handlers.resume({ id: jobId });
  expect(await jobIn(after, jobId, 'done')).toMatchObject({ succeeded: 6, failed: 0 });
  expect(seen).toBe(12);
  for (const id of ids) expect((await show(after, id)).attempts).toHaveLength(2);
});

test('an item that was noted down as begun is looked up after a crash, not sent again', async () => {
  const { server, on } = await openWithServer();
  const [id = ''] = await sendSome(on, server.origin, 1);
  const planned = await plan(on, { selection: { ids: [id] } });
  const jobId = await start(on, { planId: planned.planId });
  await jobIn(on, jobId, 'done');
  // As a process leaves it that ended before it wrote how the item went.
  on.database.run("UPDATE jobs SET state = 'running', ended_ms = NULL, succeeded = 0");
  on.database.run("UPDATE job_items SET state = 'begun'");

  const after = openTestDispatch(on.crash());
  expect(await jobIn(after, jobId, 'done')).toMatchObject({ succeeded: 1 });
  expect(server.requests()).toHaveLength(2);
});

test('a replay can be looked at before it is sent: exact, rebuilt and edited', async () => {
  const { server, on } = await openWithServer();
  const requestUrl = `${server.origin}/hook`;
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl }));
  const { id, request, event, integration } = await send(on, { integration: { id: 'int_1' } });
  const preview = async (input: Omit<z.input<typeof dispatchContract.previewReplay.input>, 'deliveryId'>) =>
    on.dispatch.handlers.previewReplay(dispatchContract.previewReplay.input.parse({ deliveryId: id, ...input }));

  expect(await preview({ mode: 'exact' })).toEqual({ sent: request, next: request, problems: [] });

  const headers = [{ name: 'X-Tenant', value: 'acme' }];
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl, headers }));
  const rebuilt = await preview({ mode: 'rebuilt' });
  expect(rebuilt.sent).toEqual(request);
  expect(rebuilt.next?.headers).toContainEqual(['X-Tenant', 'acme']);

  const values = { ...event.values, 'source-number': '0491570156' };
  const edited = await preview({ mode: 'rebuilt', edit: { event: { ...event, values } } });
  expect(edited.next?.body).toContain('0491570156');

  const broken = { ...integration, requestUrl: 'not a URL' };
  const refused = await preview({ mode: 'rebuilt', edit: { integration: broken } });
  expect(refused.next).toBeNull();
  expect(refused.problems.map(({ path }) => path)).toContain('requestUrl');
  expect(server.requests()).toHaveLength(1);

  on.places.delete('int_1');
  expect(await codeOf(() => preview({ mode: 'rebuilt' }))).toBe('REBUILD_UNKNOWN');
});
