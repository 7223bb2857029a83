import { expect, onTestFinished, test } from 'vitest';
import { startProcessMeter } from '../../../electron/hosts/cli/serve/process-meter.ts';

test('the sum and count of the event loop’s delay only grow, as of every summary, however often they are read', async () => {
  const meter = startProcessMeter();
  onTestFinished(() => meter.stop());
  const read = () => meter.read().eventLoopDelay;
  await expect.poll(() => read().count).toBeGreaterThan(0);
  const [first, second] = [read(), read()];
  expect(second.count).toBeGreaterThanOrEqual(first.count);
  expect(second.count).toBeGreaterThan(0);
  expect(second.sumSeconds).toBeGreaterThanOrEqual(first.sumSeconds);
});
