import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openEngine } from '../../electron/engine/engine.ts';
import type { Clock } from '../../electron/engine/ports.ts';
import { createTestPorts, openTestEngine, unwrap } from '../support/open-test-engine.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

function countTimers(): { clock: Clock; waiting: () => number } {
  const timers = new Set<NodeJS.Timeout>();
  const after: Clock['after'] = (delayMs, act) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, delayMs);
    timers.add(timer);
    return () => {
      timers.delete(timer);
      clearTimeout(timer);
    };
  };
  return { clock: { now: () => Date.now(), after }, waiting: () => timers.size };
}

function change(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'switchhook.db'));
  database.exec(sql);
  database.close();
}

/** Those of other threads too: they are the process's. */
function listOpenFiles(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  const paths = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      // The one that reading the folder had open.
      return '';
    }
  });
  return paths.filter((path) => path.startsWith(folder));
}

// The last that is read before sending begins: a good breaker, which sets a timer, and one that nobody can read.
const open = JSON.stringify({ openedMs: 0, nextTrialMs: null, failures: 9, attempts: 10 });
const breakStart = `INSERT INTO breakers VALUES ('https://a.example/hook', '${open}'), ('https://b.example/hook', 'torn')`;

test('an engine that is refused late leaves nothing in its process that would keep it, and the next one opens', async () => {
  const folder = makeTemporaryFolder();
  await (await openEngine(createTestPorts(folder))).close();
  change(folder, breakStart);
  const { clock, waiting } = countTimers();
  await expect(openEngine({ ...createTestPorts(folder), clock })).rejects.toThrow('torn');
  expect(waiting()).toBe(0);
  expect(listOpenFiles(folder)).toEqual([]);

  change(folder, 'DELETE FROM breakers');
  const engine = await openEngine({ ...createTestPorts(folder), clock });
  expect(engine.role()).toBe('owner');
  await engine.close();
  expect(waiting()).toBe(0);
  expect(listOpenFiles(folder)).toEqual([]);
});

test('a log line keeps its shape, whatever a secret looks like', async () => {
  const { client, transport, log } = await openTestEngine();
  unwrap(await client.vault.create({ passphrase: 'a long passphrase for the test' }));
  const value = '":"undefined';
  unwrap(await client.vault.set({ name: 'odd', value, kind: 'endpoint', origins: ['https://crm.example.com'] }));
  expect(await transport.call(`nothing.${value}`, {})).toMatchObject({ error: { code: 'INTERNAL' } });
  const line = log.find(({ level }) => level === 'error');
  expect(line?.message).toMatch(/^nothing\.\[secret odd #\w+\]: unknown channel$/);
  expect(line?.fields).toEqual({ incident: expect.stringMatching(/^\w{12}$/), stack: 'undefined' });
});
