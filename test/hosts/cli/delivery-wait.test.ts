// Only the stream of a delivery is played here; a whole `send` is run in test/e2e.
import { expect, test } from 'vitest';
import type { CommandContext } from '../../../electron/hosts/cli/command-context.ts';
import { waitForOutcome } from '../../../electron/hosts/cli/delivery-wait.ts';
import type { Client } from '../../../electron/hosts/cli/engine-session.ts';
import { Interrupt } from '../../../electron/hosts/cli/interrupt.ts';
import { Output } from '../../../electron/hosts/cli/output.ts';
import { aDelivery, anAttempt } from '../../renderer/features/dispatch/a-delivery.ts';
import { catchRuntime } from './cli-runtime.ts';

const nextAttemptAt = '2026-11-22T23:46:07.312Z';
const attempts = [anAttempt(), anAttempt({ number: 2, kind: 'retry', status: 200, result: 'delivered' })];

/** The first attempt has failed before anybody watches. */
async function wait(isNew: boolean): Promise<string> {
  const { written, ...runtime } = catchRuntime();
  const output = new Output({ json: true, quiet: false }, runtime);
  const context = { output, interrupt: new Interrupt() } as CommandContext;
  const watch: Client['dispatch']['watch'] = (_input, tell) => {
    const pending = { ...aDelivery({ outcome: 'pending', nextAttemptAt }), attempts: attempts.slice(0, 1) };
    tell({ type: 'snapshot', seq: 0, delivery: pending } as never);
    tell({ type: 'changed', seq: 1, delivery: { ...aDelivery(), attempts } } as never);
    return () => {};
  };
  await waitForOutcome(context, { dispatch: { watch } } as Client, { deliveryId: 'dlv_1', isNew });
  return written.stderr;
}

test('an attempt of a new delivery is told, even one that was over before it was watched', async () => {
  expect(await wait(true)).toBe(`attempt 1: 502 failing, 1.2 s\nnext attempt at ${nextAttemptAt}\n`);
});

test('attempts from before a replay are history', async () => {
  expect(await wait(false)).toBe(`next attempt at ${nextAttemptAt}\n`);
});
