// The target guard from the command line: whichever way this computer and its networks are spelled, nothing connects.
import { describe, expect, test } from 'vitest';
import { answer, startRawServer } from '../support/raw-server.ts';
import { writeRequestFiles } from '../support/request-files.ts';
import { readJson, runCli } from '../support/run-cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

interface Summary extends Record<string, unknown> {
  readonly outcome: string;
  readonly result: string;
  readonly attempts: readonly { error: { code: string; message: string } | null }[];
}

/** What stands between `http://` and the port, and the rule that refuses it. */
const spellings: readonly (readonly [string, string])[] = [
  ['127.0.0.1', 'loopback'],
  ['127.1', 'loopback'],
  ['2130706433', 'loopback'],
  ['0x7f.1', 'loopback'],
  ['0177.0.0.01', 'loopback'],
  ['①②⑦.⓪.⓪.①', 'loopback'],
  ['127.0.0.1.', 'loopback'],
  ['%31%32%37.0.0.1', 'loopback'],
  ['localhost', 'loopback'],
  ['[::1]', 'loopback'],
  ['[::ffff:127.0.0.1]', 'loopback'],
  ['[::ffff:7f00:1]', 'loopback'],
  ['[::127.0.0.1]', 'loopback'],
  ['[64:ff9b::7f00:1]', 'loopback'],
  ['[2002:7f00:1::]', 'loopback'],
  ['0.0.0.0', 'unspecified'],
  ['[::]', 'unspecified'],
  ['10.1.2.3', 'private'],
  ['192.168.0.1', 'private'],
  ['[fd00::1]', 'private'],
  ['169.254.169.254', 'link-local'],
  ['[fe80::1]', 'link-local'],
  ['100.64.0.1', 'carrier'],
  ['255.255.255.255', 'reserved'],
  ['224.0.0.1', 'multicast'],
];

describe('the target guard', () => {
  const lanes = [0, 1, 2].map((lane) => spellings.filter((_, index) => index % 3 === lane));

  test('refuses every spelling of what is not public, and nothing connects', async () => {
    const server = await startRawServer();
    try {
      const sendTo = async (folder: string, host: string) => {
        const files = writeRequestFiles(folder, { requestUrl: `http://${host}:${server.port}/hook` });
        return runCli(['send', ...files, '--json'], { folder });
      };
      const tryAll = async (lane: (typeof lanes)[number]) => {
        const folder = makeTemporaryFolder();
        for (const [host, rule] of lane) {
          const end = await sendTo(folder, host);
          expect(end.code, `${host}: ${end.stdout}${end.stderr}`).toBe(2);
          const summary = readJson<Summary>(end);
          expect(summary, host).toMatchObject({ outcome: 'dead', result: 'blocked' });
          expect(summary.attempts[0]?.error?.message, host).toContain(rule);
          expect(summary.attempts[0]?.error?.message, host).toContain('Nothing was sent.');
        }
      };
      await Promise.all(lanes.map(tryAll));
      expect(server.connections()).toBe(0);
    } finally {
      await server.close();
    }
  });

  test('lets through only what a rule names, and refuses a rule it cannot read', async () => {
    const folder = makeTemporaryFolder();
    const server = await startRawServer();
    try {
      const send = ['send', ...writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` }), '--json'];
      const other = await runCli([...send, '--allow-target', '127.0.0.2/32', '--allow-target', 'private'], { folder });
      expect(other.code).toBe(2);
      const unreadable = await runCli([...send, '--allow-target', '127.0.0.1'], { folder });
      expect(unreadable.code).toBe(2);
      expect(readJson(unreadable)).toMatchObject({ error: { code: 'TARGET_RULE_INVALID' } });
      expect(server.connections()).toBe(0);
      const exact = await runCli([...send, '--allow-target', '127.0.0.1/32'], { folder });
      expect(exact.code).toBe(0);
      expect(server.requests()).toHaveLength(1);
    } finally {
      await server.close();
    }
  });

  test('does not follow a redirect, wherever it leads', async () => {
    const folder = makeTemporaryFolder();
    const secondServer = await startRawServer();
    const targets = ['http://169.254.169.254/latest/meta-data/', `${secondServer.origin}/second`];
    try {
      for (const location of targets) {
        const head = `HTTP/1.1 307 Temporary Redirect\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;
        const server = await startRawServer({ behaviour: answer(head) });
        const files = writeRequestFiles(folder, { requestUrl: `${server.origin}/hook` });
        const end = await runCli(['send', ...files, '--allow-target', 'loopback', '--json'], { folder });
        await server.close();
        expect(end.code).toBe(1);
        const summary = readJson<Summary & { deliveryId: string }>(end);
        expect(summary).toMatchObject({ outcome: 'dead', result: 'redirected', attempts: [{ status: 307 }] });
        expect(server.requests()).toHaveLength(1);
        const shown = await runCli(['deliveries', 'show', summary.deliveryId], { folder });
        expect(shown.stdout).toContain(location);
      }
      expect(secondServer.connections()).toBe(0);
    } finally {
      await secondServer.close();
    }
  });
});
