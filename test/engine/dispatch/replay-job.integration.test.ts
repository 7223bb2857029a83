// The work of a replay job on its own, where what comes at the same time can be put side by side.
import { expect, test } from 'vitest';
import { ReplayJob } from '../../../electron/engine/dispatch/replay-job.ts';
import type { BegunItem } from '../../../electron/engine/jobs/jobs.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { openTestDispatch, sendFile } from './dispatch-fixture.ts';

/** As a process that has ended left it. */
function resumedItem(id: string): BegunItem {
  return { job: {} as BegunItem['job'], subject: id, resumed: { outcome: id }, spellBegun: () => ['', []] };
}

test('two jobs that wait for the same delivery both hear how it ended', async () => {
  const on = openTestDispatch();
  const { id } = await sendFile(on, { requestUrl: 'http://127.0.0.1:9/hook' });
  on.database.run("UPDATE deliveries SET outcome = 'pending' WHERE id = ?", id);
  let tellEnd: (id: string) => void = () => {};
  const work = new ReplayJob(
    {
      replay: () => Promise.reject(new Error('What was begun is not begun again.')),
      onEnded: (listener) => {
        tellEnd = (ended) => listener({ id: ended } as Parameters<typeof listener>[0]);
        return () => {};
      },
    },
    { database: on.database, clock: new HandClock(0) },
  );
  const both = Promise.all([work.work(resumedItem(id)), work.work(resumedItem(id))]);
  on.database.run("UPDATE deliveries SET outcome = 'delivered', result = 'delivered' WHERE id = ?", id);
  tellEnd(id);
  expect(await both).toEqual([
    { state: 'succeeded', outcome: id },
    { state: 'succeeded', outcome: id },
  ]);
  work.close();
});
