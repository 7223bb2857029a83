// The dispatcher through the command line: retries, policies with their sources, breakers, 410, and what is said before an integration
// with pending deliveries is changed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeOutsideIntegration } from '../support/outside-set.ts';
import { answer, type Behaviour, emptyAnswer, startRawServer } from '../support/raw-server.ts';
import { readJson, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const status = (code: number) => answer(`HTTP/1.1 ${code} Status\r\nContent-Length: 0\r\n\r\n`);

/** An endpoint that answers one after the other, the last one ever after. */
async function openFolder(...answers: readonly Behaviour[]) {
  const folder = makeTemporaryFolder();
  const left = [...answers];
  const server = await startRawServer({
    behaviour: (socket) => ((left.length > 1 ? left.shift() : left[0]) ?? emptyAnswer)(socket),
  });
  const endpoint = `${server.origin}/hook`;
  const outside = await makeOutsideIntegration(folder, { requestUrl: endpoint });
  const run = (args: readonly string[], input = '') => runCli(args, { folder, input });
  const json = async <T = Record<string, unknown>>(args: readonly string[], input = '') =>
    readJson<T>(await run([...args, '--json'], input));
  const accept = (count = 1) =>
    run(['events', 'accept', '-', '--allow-target', 'loopback'], outside.eventLine().repeat(count));
  return { folder, server, endpoint, outside, run, json, accept };
}

interface Policy {
  readonly policy: Record<string, unknown>;
  readonly sources: Record<string, string>;
}

describe('endpoints', () => {
  test('each part of a policy says where it comes from, and goes back to the layer below', async () => {
    const folder = makeTemporaryFolder();
    const endpoint = 'https://crm.example.com/hook';
    const json = async <T = Record<string, unknown>>(args: readonly string[]) =>
      readJson<T>(await runCli([...args, '--json'], { folder }));
    await json(['endpoints', 'set', '--tenant-set', 'sandbox', '--deadline', '5s', '--fifo', 'on']);
    const own = await json<Policy>([
      'endpoints',
      'set',
      endpoint,
      '--retry',
      '1s,2s',
      '--rate',
      '4/s',
      '--fifo',
      'off',
    ]);
    expect(own.policy).toMatchObject({
      retryDelaysMs: [1_000, 2_000],
      ratePerSecond: 4,
      fifo: false,
      deadlineMs: 5_000,
    });
    expect(own.sources).toMatchObject({
      ...{ retryDelaysMs: 'endpoint', ratePerSecond: 'endpoint', fifo: 'endpoint' },
      ...{ deadlineMs: 'tenant-set', concurrency: 'default' },
    });
    const cleared = await json<Policy>(['endpoints', 'clear', endpoint, '--fifo', '--rate']);
    expect(cleared.sources).toMatchObject({ retryDelaysMs: 'endpoint', ratePerSecond: 'default', fifo: 'tenant-set' });
    expect(cleared.policy).toMatchObject({ fifo: true, ratePerSecond: null });
    const listed = await json<{ items: object[] }>(['endpoints', 'list']);
    expect(listed.items).toMatchObject([{ endpoint, hasOwnPolicy: true, breaker: 'closed' }]);
    // Integrations from files belong to no tenant set.
    expect((await json<Policy>(['endpoints', 'show', endpoint, '--files'])).sources).toMatchObject({
      ...{ retryDelaysMs: 'default', deadlineMs: 'default' },
    });
    await json(['endpoints', 'clear', endpoint]);
    expect(await json(['endpoints', 'list'])).toEqual({ items: [] });
  });

  test('a breaker opens, says so in status, and is closed by hand', async () => {
    const { server, endpoint, run, json, accept } = await openFolder(status(500));
    try {
      await run(['endpoints', 'set', endpoint, '--tenant-set', 'sandbox', '--retry', 'none']);
      expect((await accept(12)).code).toBe(0);
      const open = await json<{ failing: { endpoint: string; breaker: string }[] }>(['status']);
      expect(open.failing).toMatchObject([{ endpoint, breaker: 'open' }]);
      expect((await run(['status'])).stdout).toContain(endpoint);
      expect((await run(['endpoints', 'close-breaker', endpoint])).code).toBe(0);
      expect((await run(['endpoints', 'close-breaker', endpoint])).code).toBe(1);
      expect((await json<{ failing: object[] }>(['status'])).failing).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

describe('send --retry', () => {
  test('tries again by the policy of the endpoint, and waits for the final outcome', async () => {
    const { server, endpoint, outside, run } = await openFolder(status(500), status(503), emptyAnswer);
    try {
      await run(['endpoints', 'set', endpoint, '--tenant-set', 'sandbox', '--retry', '1s,1s']);
      const sending = ['send', '--integration', outside.id, '--event', 'inbound-call-answered', '--retry'];
      const end = await run([...sending, '--allow-target', 'loopback', '--json']);
      expect(end.code, end.stderr).toBe(0);
      const { outcome, attempts } = readJson<{ outcome: string; attempts: { status: number }[] }>(end);
      expect([outcome, attempts.map(({ status }) => status)]).toEqual(['delivered', [500, 503, 200]]);
      expect(end.stderr).toMatch(/attempt 1: 500 failing[\s\S]*next attempt at/);
    } finally {
      await server.close();
    }
  });
});

describe('an integration with pending deliveries', () => {
  test('what becomes of them is said before it is edited, disabled or deleted', async () => {
    const { server, endpoint, outside, run, json, accept } = await openFolder(status(500));
    try {
      // The first one fails and is tried again much later; in order, the others wait for it.
      await run(['endpoints', 'set', endpoint, '--tenant-set', 'sandbox', '--retry', '1h', '--fifo', 'on']);
      expect((await accept(3)).code).toBe(0);
      const { id } = outside;
      const edited = await run(['integrations', 'edit', id, '--set', `requestUrl=${server.origin}/second`]);
      expect([edited.code, edited.stderr]).toEqual([
        0,
        expect.stringContaining(
          `3 pending deliveries of ${id}: sent as built; --retarget builds anew what was not tried yet.`,
        ),
      ]);
      const urls = async () =>
        (await json<{ items: { url: string }[] }>(['deliveries', 'list'])).items.map(({ url }) => url);
      expect(await urls()).toEqual([endpoint, endpoint, endpoint]);

      const retargeting = ['integrations', 'edit', id, '--set', `requestUrl=${server.origin}/third`, '--retarget'];
      expect(await json(retargeting)).toMatchObject({ id, retargeted: 2 });
      expect(await urls()).toEqual([`${server.origin}/third`, `${server.origin}/third`, endpoint]);

      const disabled = await run(['integrations', 'disable', id, '--quiet']);
      expect([disabled.code, disabled.stderr]).toEqual([
        0,
        `3 pending deliveries of ${id}: held until it is enabled again.\n`,
      ]);
      const [waiting] = (await json<{ items: { id: string; waitsFor: string | null }[] }>(['deliveries', 'list']))
        .items;
      expect((await run(['deliveries', 'show', waiting?.id ?? ''])).stdout).toMatch(/Next attempt|Waits/);
      const deleted = await run(['integrations', 'delete', id]);
      expect([deleted.code, deleted.stderr]).toEqual([0, `3 pending deliveries of ${id}: cancelled with it.\n`]);
      expect(await json(['deliveries', 'totals'])).toMatchObject({ byOutcome: { pending: 0, cancelled: 3 } });
    } finally {
      await server.close();
    }
  });

  test('an endpoint that answers 410 is sent to again only when a person allows it', async () => {
    const { server, outside, run, json, accept } = await openFolder(status(410), emptyAnswer);
    try {
      const { id } = outside;
      await accept();
      expect(await json(['status'])).toMatchObject({ gone: [{ integrationId: id }] });
      await accept();
      const [held] = (
        await json<{ items: { waitsFor: string }[] }>(['deliveries', 'list', '--query', 'outcome:pending'])
      ).items;
      expect(held?.waitsFor).toBe('gone');
      expect((await run(['integrations', 'allow-sending', id])).stdout).toBe(`${id} is sent to again.\n`);
      expect(await json(['status'])).toMatchObject({ gone: [], pending: 0 });
      expect(await json(['deliveries', 'totals'])).toMatchObject({ byOutcome: { dead: 1, delivered: 1 } });
    } finally {
      await server.close();
    }
  });
});

describe('events accept', () => {
  test('Ctrl+C: every delivery that was accepted is told, whenever it comes', async () => {
    const { folder, server, outside, json } = await openFolder();
    try {
      const input = outside.eventLine().repeat(20_000);
      const accepting = startCli(['events', 'accept', '-', '--allow-target', 'loopback'], { folder, input });
      await accepting.waitFor(/dlv_/);
      const cut = await accepting.stop('SIGINT');
      const told = cut.stdout.trim().split('\n');
      expect([cut.code, told.length < 20_000]).toEqual([130, true]);
      expect(await json(['deliveries', 'totals'])).toMatchObject({ total: told.length });
      expect(cut.stderr).toContain(`Before that ${told.length} events made ${told.length} deliveries.`);
    } finally {
      await server.close();
    }
  });

  test('uses the vault when a file names its passphrase, and says once that nothing was accepted', async () => {
    const { folder, server, endpoint, outside, json } = await openFolder();
    try {
      const passphraseFile = join(folder, 'passphrase');
      writeFileSync(passphraseFile, 'a long passphrase for the test');
      const environment = { SWITCHHOOK_PASSPHRASE_FILE: passphraseFile };
      const withVault = (args: readonly string[], input = '') => runCli(args, { folder, environment, input });
      await withVault(['vault', 'init']);
      await withVault(['vault', 'set', 'hook', '--for-origin', new URL(endpoint).origin], 'a fictitious token');
      const token = '{"type":"token","token":{"secret":"hook"}}';
      await withVault(['integrations', 'edit', outside.id, '--set', `authentication=${token}`]);
      const accepted = await withVault(['events', 'accept', '-', '--allow-target', 'loopback'], outside.eventLine());
      expect(accepted.code, accepted.stderr).toBe(0);
      expect(await json(['deliveries', 'totals'])).toMatchObject({ byOutcome: { delivered: 1 } });

      const elsewhere =
        '{"accountId":"acc_nobody","event":{"trigger":"create-user","occurredAt":"2026-11-23T10:41:07+11:00","values":{}}}\n';
      const refused = await withVault(['events', 'accept', '-'], elsewhere);
      expect(refused.code).toBe(2);
      expect(refused.stderr.match(/accepted/g)).toHaveLength(1);
      expect(refused.stderr).toMatch(/^Line 1 of standard input names no account/m);
    } finally {
      await server.close();
    }
  });

  test('takes any number of lines, names the one that is wrong, and says what was accepted before it', async () => {
    const { folder, server, outside, run, json } = await openFolder();
    try {
      const lines = `${outside.eventLine()}${outside.eventLine()}{"serviceUuid":1}\n${outside.eventLine()}`;
      const mixed = await run(['events', 'accept', '-', '--allow-target', 'loopback', '--json'], lines);
      expect(mixed.code).toBe(2);
      expect(mixed.stdout).toMatch(/FILE_LINE[\s\S]*line 3: [\s\S]*Nothing was accepted/);
      expect(await json(['deliveries', 'totals'])).toMatchObject({ total: 0 });
      const slow = startCli(['events', 'accept', '-', '--allow-target', 'loopback'], { folder, input: 'open' });
      slow.child.stdin.write(outside.eventLine());
      // What has come is accepted, while the other program takes its time.
      const [id] = await slow.waitFor(/dlv_\w+/);
      slow.child.stdin.end('nonsense\n');
      const cut = await slow.ended;
      expect([cut.code, cut.stdout]).toEqual([2, `${id}\n`]);
      expect(cut.stderr).toMatch(/line 2: .* Before that 1 event made 1 delivery\./);
      const many = await run(
        ['events', 'accept', '-', '--allow-target', 'loopback', '--json'],
        outside.eventLine().repeat(1_200),
      );
      expect(many.code, many.stderr).toBe(0);
      expect(many.stdout.trim().split('\n')).toHaveLength(1_200);
      expect(many.stderr).toBe('1200 events accepted, 1200 deliveries.\n');
      // One whose connection broke in this crowd is due again in some seconds.
      await expect
        .poll(() => json(['deliveries', 'totals']))
        .toMatchObject({ total: 1_201, byOutcome: { delivered: 1_201 } });
      const ids = many.stdout
        .trim()
        .split('\n')
        .flatMap((line) => (JSON.parse(line) as { deliveryIds: string[] }).deliveryIds);
      expect(new Set(ids).size).toBe(1_200);
    } finally {
      await server.close();
    }
  });
});
