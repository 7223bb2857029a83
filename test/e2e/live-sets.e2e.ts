// A LIVE tenant set: what a person makes up goes to the receiver, unless they say how many requests are to reach real systems.
import { describe, expect, test } from 'vitest';
import { makeOutsideIntegration } from '../support/outside-set.ts';
import { startRawServer } from '../support/raw-server.ts';
import { type CliEnd, readJson, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

async function openLiveSet() {
  const folder = makeTemporaryFolder();
  const server = await startRawServer();
  const outside = await makeOutsideIntegration(folder, { requestUrl: `${server.origin}/hook`, isLive: true });
  const receiver = startCli(['listen', '--json'], { folder });
  await receiver.waitFor(/"url"/);
  const run = (args: readonly string[], input = '') =>
    runCli([...args, '--allow-target', 'loopback', '--json'], { folder, input });
  const close = async () => {
    await receiver.stop('SIGINT');
    await server.close();
  };
  return { folder, server, outside, receiver, run, close };
}

const codeOf = (end: CliEnd) => [end.code, readJson<{ error: { code: string } }>(end).error.code];

async function countDeliveries(folder: string): Promise<number> {
  return readJson<{ total: number }>(await runCli(['deliveries', 'totals', '--json'], { folder })).total;
}

describe('a LIVE tenant set', () => {
  test('send: to the receiver; to the real system only with --live --confirm 1', async () => {
    const { folder, server, outside, receiver, run, close } = await openLiveSet();
    try {
      const sending = ['send', '--integration', outside.id, '--event', 'inbound-call-answered'];
      const test = await run(sending);
      expect(test.code, test.stdout).toBe(0);
      await receiver.waitFor(new RegExp(readJson<{ deliveryId: string }>(test).deliveryId));
      expect(server.requests()).toHaveLength(0);

      expect(codeOf(await run([...sending, '--live']))).toEqual([2, 'USAGE']);
      expect(codeOf(await run([...sending, '--confirm', '1']))).toEqual([2, 'USAGE']);
      expect(codeOf(await run([...sending, '--live', '--confirm', '2']))).toEqual([2, 'NOT_ARMED']);
      expect(codeOf(await run([...sending, '--to', `${server.origin}/other`]))).toEqual([2, 'NOT_ARMED']);
      expect([server.requests().length, await countDeliveries(folder)]).toEqual([0, 1]);

      const armed = await run([...sending, '--live', '--confirm', '1']);
      expect(armed.code, armed.stdout).toBe(0);
      expect(server.requests()).toHaveLength(1);
    } finally {
      await close();
    }
  });

  test('events accept: to the receiver; to the real systems only with the number of requests', async () => {
    const { folder, server, outside, receiver, run, close } = await openLiveSet();
    try {
      const events = outside.eventLine().repeat(3);
      const made = await run(['events', 'accept', '-'], events);
      expect(made.code, made.stdout + made.stderr).toBe(0);
      await receiver.waitFor(/(?:.*"deliveryId".*\n){3}/);
      expect(server.requests()).toHaveLength(0);
      expect(codeOf(await run(['events', 'accept', '-', '--live', '--confirm', '2'], events))).toEqual([
        2,
        'NOT_ARMED',
      ]);
      expect([server.requests().length, await countDeliveries(folder)]).toEqual([0, 3]);
      const armed = await run(['events', 'accept', '-', '--live', '--confirm', '3'], events);
      expect(armed.code, armed.stdout).toBe(0);
      expect(await countDeliveries(folder)).toBe(6);
    } finally {
      await close();
    }
    expect(server.requests()).toHaveLength(3);
  });

  test('replay of many: only with the number that the plan shows', async () => {
    const { server, outside, run, close } = await openLiveSet();
    try {
      const arming = ['--live', '--confirm', '2'];
      expect((await run(['events', 'accept', '-', ...arming], outside.eventLine().repeat(2))).code).toBe(0);
      const replaying = ['deliveries', 'replay', '--query', `integration:${outside.id}`, '--rate', '50/s'];
      const plan = readJson<{ isLive: boolean; count: number }>(await run([...replaying, '--dry-run']));
      expect(plan).toMatchObject({ isLive: true, count: 2 });
      expect(codeOf(await run(replaying))).toEqual([2, 'NOT_ARMED']);
      expect(codeOf(await run([...replaying, '--confirm', '3']))).toEqual([2, 'USAGE']);
      expect(server.requests()).toHaveLength(2);
      const armed = await run([...replaying, '--confirm', '2']);
      expect(armed.code, armed.stdout + armed.stderr).toBe(0);
      expect(server.requests()).toHaveLength(4);
    } finally {
      await close();
    }
  });
});
