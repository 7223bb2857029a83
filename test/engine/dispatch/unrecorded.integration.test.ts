// What was sent and is not written down yet is what a crash sends again: there is never more of it than a few hundred.
import type net from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import { acceptCalls, makeRealPlace, openTestDispatch, setPolicy } from './dispatch-fixture.ts';

const accepted = 700;
const mostUnrecorded = 512;
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('a disk that stalls holds up sending, so that a crash sends only so many again', async () => {
  let held: net.Socket[] | null = [];
  const server = await startRawServer({
    behaviour: (socket) => {
      if (held === null) emptyAnswer(socket);
      else held.push(socket);
    },
  });
  onTestFinished(server.close);
  const on = openTestDispatch();
  const requestUrl = `${server.origin}/hook`;
  on.places.set('int_a', makeRealPlace('int_a', { requestUrl }));
  await setPolicy(on, { concurrency: 64 });
  await acceptCalls(on, accepted);
  while (held.length < 1) await turn();

  // The writer waits for whoever has the database, as it would for a disk.
  const other = new DatabaseSync(join(on.folder, 'switchhook.db'), { timeout: 5_000 });
  other.exec('BEGIN IMMEDIATE');
  const waiting = held;
  held = null;
  for (const socket of waiting) emptyAnswer(socket);
  while (server.requests().length < mostUnrecorded) await turn();
  for (let left = 200; left > 0; left -= 1) await turn();
  expect(server.requests().length).toBe(mostUnrecorded);
  other.exec('ROLLBACK');
  other.close();

  await on.dispatch.drain();
  expect(server.requests().length).toBe(accepted);
});
