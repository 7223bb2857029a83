// Replay of many from the command line: what was found is sent again, once each, through Ctrl+C and `jobs resume`; and what is done to
// dead letters.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { makeOutsideIntegration } from '../support/outside-set.ts';
import { answer, type Behaviour, emptyAnswer, startRawServer } from '../support/raw-server.ts';
import { type CliEnd, readJson, runCli, startCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const failing = answer('HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n');

/** An endpoint that fails until it is repaired. */
async function startEndpoint() {
  let behaviour: Behaviour = failing;
  const server = await startRawServer({ behaviour: (socket) => behaviour(socket) });
  const repair = () => {
    behaviour = emptyAnswer;
  };
  return { server, repair };
}

async function makeDeadLetters(folder: string, count: number, origin: string) {
  const outside = await makeOutsideIntegration(folder, { requestUrl: `${origin}/hook` });
  const policy = ['endpoints', 'set', '--tenant-set', 'sandbox', '--retry', 'none', '--breaker', 'off'];
  expect((await runCli(policy, { folder })).code).toBe(0);
  const accepting = ['events', 'accept', '-', '--allow-target', 'loopback', '--json'];
  const accepted = await runCli(accepting, { folder, input: outside.eventLine().repeat(count) });
  expect(accepted.code, accepted.stderr).toBe(0);
  const lines = accepted.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; deliveryIds: string[] });
  expect(lines.map(({ line }) => line)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  return { ids: lines.flatMap(({ deliveryIds }) => deliveryIds), outside };
}

interface Report {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly failures: readonly { subject: string; reason: string }[];
}

const totalsOf = async (folder: string) =>
  readJson<{ byOutcome: Record<string, number> }>(await runCli(['deliveries', 'totals', '--json'], { folder }))
    .byOutcome;

function attemptsPerDelivery(requests: readonly string[]): number[] {
  const ids = requests.map((text) => /Switchhook-Delivery: (dlv_\w+)/.exec(text)?.[1] ?? '');
  return [...Map.groupBy(ids, (id) => id).values()].map(({ length }) => length);
}

const codeOf = (end: CliEnd) => readJson<{ error: { code: string } }>(end).error.code;

describe('deliveries replay --query', () => {
  test('Ctrl+C pauses the job with 130, and jobs resume sends the rest: each one once', async () => {
    const folder = makeTemporaryFolder();
    const { server, repair } = await startEndpoint();
    try {
      await makeDeadLetters(folder, 12, server.origin);
      repair();
      const replaying = [
        'deliveries',
        'replay',
        '--query',
        'outcome:dead',
        '--rate',
        '2/s',
        '--allow-target',
        'loopback',
      ];
      const replay = startCli([...replaying, '--json'], { folder });
      await replay.waitFor(/[2-6] of 12/, 'stderr');
      const end = await replay.stop('SIGINT');
      expect(end.code, end.stderr).toBe(130);
      const [id = ''] = /job_\w+/.exec(end.stdout) ?? [];
      expect(end.stdout).toContain(`jobs resume ${id}`);
      const paused = readJson<Report>(await runCli(['jobs', 'show', id, '--json'], { folder }));
      expect(paused).toMatchObject({ state: 'paused', total: 12, failed: 0 });
      expect(server.requests().length).toBeLessThan(24);

      const resumed = await runCli(['jobs', 'resume', id, '--json'], { folder });
      expect(resumed.code, resumed.stderr).toBe(0);
      expect(readJson<Report>(resumed)).toMatchObject({ id, state: 'done', succeeded: 12, failed: 0, failures: [] });
      expect(await totalsOf(folder)).toMatchObject({ delivered: 12, dead: 0 });
      expect(attemptsPerDelivery(server.requests())).toEqual(Array(12).fill(2));
    } finally {
      await server.close();
    }
  });

  test('some that fail again: exit code 1, and the report names them with their reason', async () => {
    const folder = makeTemporaryFolder();
    const { server } = await startEndpoint();
    try {
      const { ids } = await makeDeadLetters(folder, 3, server.origin);
      const more = ['--rate', '50/s', '--stop-after', '0', '--allow-target', 'loopback', '--json'];
      const end = await runCli(['deliveries', 'replay', ...ids, ...more], { folder });
      expect(end.code, end.stderr).toBe(1);
      const report = readJson<Report>(end);
      expect(report).toMatchObject({ state: 'done', total: 3, succeeded: 0, failed: 3 });
      expect(report.failures.map(({ subject }) => subject).toSorted()).toEqual(ids.toSorted());
      expect(report.failures[0]?.reason).toContain('500');
    } finally {
      await server.close();
    }
  });

  test('--stop-after pauses it by itself, and says why: exit code 1', async () => {
    const folder = makeTemporaryFolder();
    const { server } = await startEndpoint();
    try {
      await makeDeadLetters(folder, 8, server.origin);
      const args = ['--query', 'outcome:dead', '--rate', '5/s', '--stop-after', '2', '--allow-target', 'loopback'];
      const end = await runCli(['deliveries', 'replay', ...args], { folder });
      expect(end.code, end.stderr).toBe(1);
      expect(end.stdout).toMatch(/paused: It paused after 2 failures/);
    } finally {
      await server.close();
    }
  });

  test('--dry-run says what would be sent, and a number that is not the plan’s sends nothing', async () => {
    const folder = makeTemporaryFolder();
    const { server, repair } = await startEndpoint();
    try {
      await makeDeadLetters(folder, 3, server.origin);
      repair();
      const replaying = ['deliveries', 'replay', '--query', 'outcome:dead', '--allow-target', 'loopback', '--json'];
      const plan = await runCli([...replaying, '--dry-run'], { folder });
      expect([plan.code, readJson(plan)]).toMatchObject([
        0,
        { count: 3, targets: [{ origin: server.origin, count: 3 }], isLive: false, changed: null },
      ]);
      const refused = await runCli([...replaying, '--confirm', '2'], { folder });
      expect([refused.code, codeOf(refused)]).toEqual([2, 'USAGE']);
      expect(server.requests()).toHaveLength(3);
      expect((await runCli([...replaying, '--confirm', '3', '--rate', '50/s'], { folder })).code).toBe(0);
      const none = await runCli(replaying, { folder });
      expect([none.code, codeOf(none)]).toEqual([2, 'REPLAY_EMPTY']);
    } finally {
      await server.close();
    }
  });
});

describe('dead letters', () => {
  test('are discarded, restored and requeued; cancel takes back what is pending', async () => {
    const folder = makeTemporaryFolder();
    const { server, repair } = await startEndpoint();
    try {
      const { ids } = await makeDeadLetters(folder, 3, server.origin);
      const discarded = await runCli(['deliveries', 'discard', '--query', 'outcome:dead', '--json'], { folder });
      expect(readJson<{ ids: string[] }>(discarded).ids.toSorted()).toEqual(ids.toSorted());
      expect(await totalsOf(folder)).toMatchObject({ dead: 0, cancelled: 3 });
      // What is no dead letter is left alone, and that is not silent.
      const again = await runCli(['deliveries', 'discard', ...ids], { folder });
      expect([again.code, again.stderr]).toEqual([1, '3 deliveries are left alone: not dead, or not in the log.\n']);
      const restored = await runCli(['deliveries', 'restore', ...ids], { folder });
      expect([restored.code, restored.stdout]).toEqual([0, '3 deliveries are dead letters again.\n']);
      repair();
      expect((await runCli(['deliveries', 'requeue', ...ids], { folder })).code).toBe(0);
      expect(await totalsOf(folder)).toMatchObject({ delivered: 3, dead: 0, pending: 0 });
      const cancelled = await runCli(['deliveries', 'cancel', ...ids], { folder });
      expect([cancelled.code, cancelled.stdout]).toEqual([1, '0 deliveries are cancelled.\n']);
    } finally {
      await server.close();
    }
  });

  test('an edited replay is a new delivery with what was given, and says which one it came from', async () => {
    const folder = makeTemporaryFolder();
    const { server, repair } = await startEndpoint();
    try {
      const { ids, outside } = await makeDeadLetters(folder, 1, server.origin);
      repair();
      const { event } = JSON.parse(outside.eventLine('2026-11-23T12:00:00+11:00')) as { event: object };
      const look = ['deliveries', 'replay', ids[0] ?? '', '--event', '-', '--dry-run'];
      const preview = await runCli(look, { folder, input: JSON.stringify(event) });
      expect([preview.code, server.requests().length]).toEqual([0, 1]);
      expect(preview.stdout).toMatch(/^ {2}- .*\n {2}\+ .*2026-11-23 12:00:00/m);
      const args = ['deliveries', 'replay', ids[0] ?? '', '--event', '-', '--allow-target', 'loopback', '--json'];
      const end = await runCli(args, { folder, input: JSON.stringify(event) });
      expect(end.code, end.stderr + end.stdout).toBe(0);
      const { deliveryId } = readJson<{ deliveryId: string }>(end);
      expect(deliveryId).not.toBe(ids[0]);
      const shown = readJson(await runCli(['deliveries', 'show', deliveryId, '--json'], { folder }));
      expect(shown).toMatchObject({ replayOf: ids[0], event: { occurredAt: '2026-11-23T12:00:00+11:00' } });
    } finally {
      await server.close();
    }
  });

  test('are exported with their attempts, a line for each delivery or an entry for each attempt', async () => {
    const folder = makeTemporaryFolder();
    const { server } = await startEndpoint();
    try {
      const { ids } = await makeDeadLetters(folder, 3, server.origin);
      const end = await runCli(['deliveries', 'export', '--query', 'outcome:dead'], { folder });
      expect(end.code, end.stderr).toBe(0);
      const lines = end.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; attempts: object[] });
      expect(lines.map(({ id }) => id)).toEqual(ids.toReversed());
      expect(lines[0]?.attempts).toMatchObject([{ number: 1, result: 'failing', status: 500 }]);
      const har = await runCli(['deliveries', 'export', ...ids, '--as', 'har'], { folder });
      const { log } = readJson<{ log: { version: string; entries: { response: { status: number } }[] } }>(har);
      expect([log.version, log.entries.map(({ response }) => response.status)]).toEqual(['1.2', [500, 500, 500]]);
      const none = await runCli(['deliveries', 'export', '--query', 'outcome:delivered', '--as', 'har'], { folder });
      expect(readJson<{ log: { entries: object[] } }>(none).log.entries).toEqual([]);
      const curl = await runCli(['deliveries', 'curl', ids[0] ?? '', '--shell', 'cmd'], { folder });
      expect([curl.code, curl.stdout]).toEqual([0, expect.stringContaining('^"http')]);
      expect((await runCli(['deliveries', 'export', ids[0] ?? '', '-o', 'one.ndjson'], { folder })).stdout).toBe('');
      const unknown = await runCli(['deliveries', 'export', ...ids, 'dlv_nobody', '--as', 'har'], { folder });
      expect([unknown.code, unknown.stdout]).toEqual([2, '']);
      expect(unknown.stderr).toContain('There is no delivery “dlv_nobody”');
      const nowhere = await runCli(['deliveries', 'export', ...ids, '-o', 'no/where.ndjson', '--json'], { folder });
      expect([nowhere.code, codeOf(nowhere)]).toEqual([2, 'FILE_UNWRITABLE']);
    } finally {
      await server.close();
    }
  });
});

test('doctor finds totals that are wrong, and counts the log afresh when it is asked to', async () => {
  const folder = makeTemporaryFolder();
  const { server } = await startEndpoint();
  try {
    await makeDeadLetters(folder, 2, server.origin);
    const counts = async (...more: string[]) => {
      const end = await runCli(['doctor', '--json', ...more], { folder });
      const { checks } = readJson<{ checks: { name: string; state: string }[] }>(end);
      return [end.code, checks.find(({ name }) => name === 'counts')?.state];
    };
    expect(await counts()).toEqual([0, 'ok']);
    const database = new DatabaseSync(join(folder, 'switchhook.db'));
    database.exec("UPDATE delivery_totals SET n = n + 5 WHERE scope = 'all' AND stand LIKE 'dead%'");
    database.close();
    expect(await counts()).toEqual([1, 'fail']);
    expect(await counts('--rebuild-counts')).toEqual([0, 'ok']);
    expect(await counts()).toEqual([0, 'ok']);
    expect(await totalsOf(folder)).toMatchObject({ dead: 2 });
  } finally {
    await server.close();
  }
});
