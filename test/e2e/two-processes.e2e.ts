// Several processes on one data folder: one owns it, the others work through it, and whoever starts or ends, each delivery is sent once.
import { describe, expect, test } from 'vitest';
import { type Behaviour, emptyAnswer, startRawServer } from '../support/raw-server.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { readJson, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

interface Summary {
  readonly deliveryId: string;
  readonly outcome: string;
}

const deliveryIdsOf = (requests: readonly string[]) =>
  requests.map((request) => /\r\nswitchhook-delivery: ([^\r]*)\r\n/i.exec(request)?.[1] ?? '');

describe('two processes on one data folder', () => {
  test('the second works through the first: same data, same receiver, and the first tells what the second sent', async () => {
    const folder = makeTemporaryFolder();
    const owner = startCli(['listen', '--json'], { folder });
    await owner.waitFor(/"url"/);
    const found = await runCli(
      ['integrations', 'list', '--query', 'event:inbound-call-answered enabled:true', '--limit', '1', '--json'],
      { folder },
    );
    const [integration] = readJson<{ items: { id: string; name: string }[] }>(found).items;
    const id = integration?.id ?? '';
    const sent = await runCli(['send', '--integration', id, '--event', 'inbound-call-answered', '--json'], { folder });
    expect(sent.code, sent.stdout + sent.stderr).toBe(0);
    const { deliveryId } = readJson<Summary & Record<string, unknown>>(sent);
    const [, line = ''] = await owner.waitFor(new RegExp(`^(.*${deliveryId}.*)$`, 'm'));
    expect(JSON.parse(line)).toMatchObject({ integration: id, event: 'inbound-call-answered', deliveryId });

    // A rename through the owner is there for the next process that asks, and after the owner has ended.
    await runCli(['integrations', 'edit', id, '--set', 'name=Renamed by the second'], { folder });
    const end = await owner.stop('SIGINT');
    expect(end.code, end.stderr).toBe(0);
    for (const line of end.stdout.trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow();
    const shown = readJson<{ name: string }>(await runCli(['integrations', 'show', id, '--json'], { folder }));
    expect(shown.name).toBe('Renamed by the second');
    const log = readJson<{ items: { id: string; outcome: string }[] }>(
      await runCli(['deliveries', 'list', '--json'], { folder }),
    );
    expect(log.items.map((item) => [item.id, item.outcome])).toEqual([[deliveryId, 'delivered']]);
  });

  test('six sends at once without an owner: each ends with its own outcome, and each arrives exactly once', async () => {
    const folder = makeTemporaryFolder();
    const server = await startRawServer({
      behaviour: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
    });
    try {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      const sends = names.map((name) => {
        const files = writeRequestFiles(folder, { name, requestUrl: `${server.origin}/${name}` }, name);
        return runCli(['send', ...files, '--allow-target', 'loopback', '--json'], { folder });
      });
      const ends = await Promise.all(sends);
      expect(ends.map(({ code, stdout, stderr }) => (code === 0 ? code : stdout + stderr))).toEqual(names.map(() => 0));
      const summaries = ends.map((end) => readJson<Summary & Record<string, unknown>>(end));
      expect(summaries.map(({ outcome }) => outcome)).toEqual(names.map(() => 'delivered'));
      const ids = summaries.map(({ deliveryId }) => deliveryId);
      expect(deliveryIdsOf(server.requests()).toSorted()).toEqual(ids.toSorted());
      expect(
        server
          .requests()
          .map((request) => request.split(' ')[1])
          .toSorted(),
      ).toEqual(names.map((name) => `/${name}`));
    } finally {
      await server.close();
    }
  });

  test('an owner that is stopped while others wait lets what it sends end, and they get their outcomes', async () => {
    const folder = makeTemporaryFolder();
    const sockets: Parameters<Behaviour>[0][] = [];
    const { promise: bothCame, resolve } = Promise.withResolvers<void>();
    const server = await startRawServer({
      behaviour: (socket) => {
        if (sockets.push(socket) === 2) resolve();
      },
    });
    try {
      const owner = startCli(['listen'], { folder });
      await owner.waitFor(/listens at/);
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/slow` });
      const send = ['send', ...files, '--allow-target', 'loopback', '--json'];
      const sends = [startCli(send, { folder }), startCli(send, { folder })];
      await bothCame;
      owner.child.kill('SIGINT');
      await owner.waitFor(/Stopping/, 'stderr');
      for (const socket of sockets) emptyAnswer(socket);
      const ends = await Promise.all(sends.map(({ ended }) => ended));
      expect(ends.map(({ code, stderr }) => [code, stderr])).toEqual([
        [0, ''],
        [0, ''],
      ]);
      expect((await owner.ended).code).toBe(0);
      expect(new Set(deliveryIdsOf(server.requests())).size).toBe(2);
      expect(server.requests()).toHaveLength(2);
    } finally {
      await server.close();
    }
  });

  test('owners that come and go under a row of clients: nothing is lost and nothing is sent twice', async () => {
    const folder = makeTemporaryFolder();
    const server = await startRawServer();
    try {
      const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` });
      const send = ['send', ...files, '--allow-target', 'loopback', '--json'];
      const ids: string[] = [];
      // Each lane sends one after the other, so that the owner of one moment is gone in the next.
      const lane = async () => {
        for (let left = 3; left > 0; left--) {
          const end = await runCli(send, { folder });
          expect(end.code, end.stdout + end.stderr).toBe(0);
          ids.push(readJson<Summary & Record<string, unknown>>(end).deliveryId);
        }
      };
      await Promise.all([lane(), lane(), lane()]);
      expect(deliveryIdsOf(server.requests()).toSorted()).toEqual(ids.toSorted());
      const log = readJson<{ total: number }>(
        await runCli(['deliveries', 'list', '--query', 'outcome:delivered', '--json'], { folder }),
      );
      expect(log.total).toBe(ids.length);
    } finally {
      await server.close();
    }
  });
});
