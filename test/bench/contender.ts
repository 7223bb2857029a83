// A contender runs in a process of its own, so that its heap and its code are its alone, and does a round when it is told to.
// This is the child's side; run-contender.ts is the other.
import process from 'node:process';
import { readTreeCpuMs } from './process-cpu.ts';

export interface Contender<Task, Result> {
  /** Resolves when all of it is done and on the disk, if it promises that. */
  run(task: Task): Promise<Result>;
  /** Servers of its own whose CPU counts as its own. */
  readonly serverPids?: readonly number[];
  close(): Promise<void>;
}

export interface RoundCost {
  readonly wallMs: number;
  /** Of the process, its threads and its servers. */
  readonly cpuMs: number;
  /** Of the process when the round has ended. */
  readonly residentBytes: number;
}

export type ToContender = { setup: unknown } | { run: unknown } | { readHeap: true } | { close: true };
export type FromContender =
  | { ready: true }
  | { cost: RoundCost; result: unknown }
  | { heapBytes: number }
  | { failed: string };

/** Serves the parent until it says to close, or is gone. */
export function serveContender<Setup, Task, Result>(
  open: (setup: Setup) => Promise<Contender<Task, Result>> | Contender<Task, Result>,
): void {
  let contender: Contender<Task, Result> | undefined;
  const answer = (message: FromContender) => process.send?.(message);
  const take = async (message: ToContender) => {
    if ('setup' in message) {
      contender = await open(message.setup as Setup);
      return answer({ ready: true });
    }
    if (contender === undefined) throw new Error('Not set up.');
    if ('run' in message) return answer(await runRound(contender, message.run as Task));
    if ('readHeap' in message) return answer({ heapBytes: readHeap() });
    await contender.close();
    return process.disconnect();
  };
  process.on('message', (message: ToContender) => {
    take(message).catch((cause) => answer({ failed: cause instanceof Error ? String(cause.stack) : String(cause) }));
  });
  process.on('disconnect', () => process.exit());
}

/** After a collection: only between measurements, for whole collections make V8 throw away compiled code that no object holds on to. */
function readHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function runRound<Task, Result>(contender: Contender<Task, Result>, task: Task) {
  const readServers = () => (contender.serverPids ?? []).reduce((total, pid) => total + readTreeCpuMs(pid), 0);
  const serversBefore = readServers();
  const before = process.cpuUsage();
  const beganAt = performance.now();
  const result = await contender.run(task);
  const wallMs = performance.now() - beganAt;
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000 + readServers() - serversBefore;
  return { cost: { wallMs, cpuMs, residentBytes: process.memoryUsage.rss() }, result };
}
