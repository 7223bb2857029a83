// A host for the crash suite: the real engine, run from its sources in a process of its own and told what to do over IPC. It can end itself
// with SIGKILL at a named step (`CRASH_AT=name:count`), and its clock can be put forward and back. It has no other way to end badly.
import { readdirSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { type OpenEngine, openEngine } from '../../electron/engine/engine.ts';
import type { Clock, CrashPoint } from '../../electron/engine/ports.ts';
import { createMachinePorts } from '../../electron/hosts/machine/ports.ts';
import { Failure } from '../../shared/kernel/app-error.ts';
import type { FromHost, Measured, ToHost } from './host-messages.ts';

const [dataFolder = '', clockOffset = '0'] = process.argv.slice(2);
let clockOffsetMs = Number(clockOffset);
const logged: string[] = [];

const machine = createMachinePorts({
  dataFolder,
  log: (level, message, fields) => void logged.push(JSON.stringify([level, message, fields])),
});
/** The first tidying of the log is a minute after the start; no scenario waits for it. */
const firstTidyingMs = 60_000;
// The steady clock is the process's own: only the wall clock jumps.
const clock: Clock = {
  now: () => Date.now() + clockOffsetMs,
  after: (delayMs, act) => machine.clock.after(delayMs === firstTidyingMs ? 50 : delayMs, act),
};

const [crashName = '', crashCount = '1'] = (process.env.CRASH_AT ?? '').split(':');
let hitsLeft = Number(crashCount);

function passPoint(name: CrashPoint): void {
  if (name !== crashName) return;
  hitsLeft -= 1;
  if (hitsLeft === 0) process.kill(process.pid, 'SIGKILL');
}

function tell(message: FromHost): void {
  process.send?.(message);
}

async function measure(): Promise<Measured> {
  // Twice, with a turn of the loop between: what finalizers free goes with the second.
  for (let left = 2; left > 0; left -= 1) {
    globalThis.gc?.();
    await wait(20);
  }
  return { heapBytes: process.memoryUsage().heapUsed, descriptors: readdirSync('/proc/self/fd').length };
}

async function obey(engine: OpenEngine, message: ToHost): Promise<void> {
  switch (message.type) {
    case 'call':
      tell({ type: 'answer', id: message.id, answer: await engine.transport.call(message.channel, message.input) });
      return;
    case 'jump':
      clockOffsetMs += message.byMs;
      return;
    case 'measure':
      tell({ type: 'answer', id: message.id, answer: await measure() });
      return;
    case 'log':
      tell({ type: 'answer', id: message.id, answer: logged });
      return;
    case 'close':
      await engine.close();
      process.disconnect();
  }
}

// Whoever started it is gone, or done with it: nobody would ever end it.
process.on('disconnect', () => process.exit());

try {
  const { capabilities } = machine;
  const engine = await openEngine({ ...machine, clock, capabilities: { ...capabilities, crashPoint: passPoint } });
  process.on('message', (message: ToHost) => void obey(engine, message));
  tell({ type: 'ready', role: engine.role() });
} catch (cause) {
  const refusal = cause instanceof Failure ? cause.error : null;
  tell({ type: 'refused', code: refusal?.code ?? 'INTERNAL', message: refusal?.message ?? String(cause) });
  process.disconnect();
}
