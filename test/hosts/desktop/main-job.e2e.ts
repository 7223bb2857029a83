// The main job in the desktop application: the same walk as in a browser.
import { expect, test } from 'vitest';
import { watchFaults } from '../../support/start-page.ts';
import { walkMainJob } from '../../support/walk-main-job.ts';
import { startDesktop } from './desktop-application.ts';

test('first run → find → edit → preview → save → receive → send → arrived as previewed → fail → replay → delivered', async () => {
  const page = await startDesktop().openPage();
  const faults = watchFaults(page);
  await walkMainJob(page);
  expect(faults).toEqual([]);
});
