// Switchhook sending to healthy endpoints at a steady rate, and how long each delivery took, from the call that brought its event to the
// end of its attempt; beside it, if asked, a dead endpoint with many deliveries queued.
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchEngine, openBenchEngine, unwrap } from '../bench-engine.ts';
import { benchSet, eventOf, serviceUuidOf } from '../bench-work.ts';
import { serveContender } from '../contender.ts';

export interface SteadyTask {
  readonly perSecond: number;
  readonly seconds: number;
  /** The PBX whose endpoint is dead, and how many deliveries are queued for it before the others begin. */
  readonly dead: { readonly pbx: number; readonly queued: number; readonly deadlineMs: number } | null;
}

export interface SteadyResult {
  readonly latenciesMs: readonly number[];
  /** Of the tenant set, at the end. */
  readonly pending: number;
}

interface Sent {
  readonly id: string;
  readonly calledMs: number;
}

serveContender<{ folder: string; healthyPbxs: number }, SteadyTask, SteadyResult>(async ({ folder, healthyPbxs }) => {
  const opened = await openBenchEngine(folder);
  let calls = 0;
  const nextCall = () => {
    calls += 1;
    return calls;
  };
  return {
    run: async ({ perSecond, seconds, dead }) => {
      if (dead !== null) await queueDead(opened, dead, nextCall);
      const sent: Promise<Sent>[] = [];
      const beganAt = performance.now();
      for (let nth = 0; nth < perSecond * seconds; nth += 1) {
        await sleep(Math.max(0, beganAt + (nth * 1_000) / perSecond - performance.now()));
        sent.push(send(opened, nextCall(), healthyPbxs));
      }
      const latenciesMs = await readLatencies(opened, await Promise.all(sent));
      const { byOutcome } = unwrap(await opened.client.dispatch.totals({ tenantSet: benchSet }));
      return { latenciesMs, pending: byOutcome.pending };
    },
    close: async () => process.exit(),
  };
});

async function queueDead(
  { client }: BenchEngine,
  { pbx, queued, deadlineMs }: NonNullable<SteadyTask['dead']>,
  nextCall: () => number,
): Promise<void> {
  for (let accepted = 0; accepted < queued; accepted += 1_000) {
    const events = Array.from({ length: Math.min(1_000, queued - accepted) }, () => ({
      serviceUuid: serviceUuidOf(pbx),
      event: eventOf(pbx, nextCall()),
    }));
    unwrap(await client.dispatch.accept({ tenantSet: benchSet, events, deadlineMs }));
  }
}

async function send({ client }: BenchEngine, call: number, healthyPbxs: number): Promise<Sent> {
  const pbx = call % healthyPbxs;
  const events = [{ serviceUuid: serviceUuidOf(pbx), event: eventOf(pbx, call) }];
  const calledMs = performance.timeOrigin + performance.now();
  const { deliveryIds } = unwrap(await client.dispatch.accept({ tenantSet: benchSet, events }));
  return { id: deliveryIds[0]?.[0] ?? '', calledMs };
}

async function readLatencies({ client }: BenchEngine, sent: readonly Sent[]): Promise<number[]> {
  const latencies: number[] = [];
  for (let from = 0; from < sent.length; from += 50) {
    const some = sent.slice(from, from + 50);
    for (;;) {
      const found = unwrap(await client.dispatch.details({ ids: some.map(({ id }) => id) }));
      if (found.every(({ outcome }) => outcome !== 'pending')) {
        for (const [index, { attempts }] of found.entries()) {
          const last = attempts.at(-1);
          const endedMs = Date.parse(last?.startedAt ?? '') + (last?.durationMs ?? Number.NaN);
          latencies.push(endedMs - (some[index]?.calledMs ?? Number.NaN));
        }
        break;
      }
      await sleep(20);
    }
  }
  return latencies;
}
