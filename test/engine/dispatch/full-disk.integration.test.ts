import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { emptyAnswer, startRawServer } from '../../support/raw-server.ts';
import { fillDisk, mountSmallDisk } from '../../support/small-disk.ts';
import { acceptCalls, codeOf, makeRealPlace, openOnHandClock, show } from './dispatch-fixture.ts';

it('a full disk refuses new work, still records what was under way, pauses and says so, and all goes on when there is room', async (context) => {
  const folder = mountSmallDisk('24m', context);
  const reached = Promise.withResolvers<void>();
  let answerNow = () => {};
  const server = await startRawServer({
    behaviour: (socket) => {
      answerNow = () => emptyAnswer(socket);
      reached.resolve();
    },
  });
  onTestFinished(server.close);
  const on = openOnHandClock(folder);
  on.places.set('int_1', makeRealPlace('int_1', { requestUrl: `${server.origin}/hook` }));
  const [underWay = ''] = await acceptCalls(on, 1);
  await reached.promise;
  const waiting = { query: 'outcome:pending', limit: 10 };

  fillDisk(join(folder, 'filling'));
  expect(await codeOf(() => acceptCalls(on, 500))).toBe('STORAGE_FULL');
  expect(await codeOf(() => acceptCalls(on, 1))).toBe('STORAGE_FULL');
  const { promise: paused, resolve } = Promise.withResolvers<string | null>();
  on.dispatch.handlers.watchStatus({}, ({ status }) => resolve(status.pausedBecause));
  expect(await paused).toMatch(/disk is full/);

  // The ballast is there for it.
  answerNow();
  expect(await show(on, underWay)).toMatchObject({ outcome: 'delivered', attemptCount: 1 });
  expect((await on.dispatch.handlers.deliveries(waiting)).items).toEqual([]);
  await on.clock.move(10_000);
  expect(await codeOf(() => acceptCalls(on, 1))).toBe('STORAGE_FULL');

  rmSync(join(folder, 'filling'));
  await on.clock.move(3_000);
  expect(existsSync(join(folder, 'ballast.bin'))).toBe(true);
  const [next = ''] = await acceptCalls(on, 1);
  while (server.requests().length < 2) await new Promise((go) => setImmediate(go));
  answerNow();
  expect(await show(on, next)).toMatchObject({ outcome: 'delivered' });
  expect(on.database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  const totals = on.database.all("SELECT stand, n FROM delivery_totals WHERE scope = 'all' AND n <> 0 ORDER BY stand");
  expect(totals).toEqual([
    { stand: 'accepted', n: 2 },
    { stand: 'delivered delivered', n: 2 },
  ]);
});
