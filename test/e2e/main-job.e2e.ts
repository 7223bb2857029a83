// The main job in a browser, on the loopback host.
import { expect, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { walkMainJob } from '../support/walk-main-job.ts';

test('first run → find → edit → preview → save → receive → send → arrived as previewed → fail → replay → delivered', async () => {
  const { page, faults } = await openPage({ isFirstRun: true });
  await walkMainJob(page);
  expect(faults).toEqual([]);
});
