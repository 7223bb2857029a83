// Starts contenders and has them do rounds, one at a time: the one that waits costs nothing.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../build/bundles.ts';
import { bundleContenders } from './bundle-contenders.ts';
import type { FromContender, RoundCost, ToContender } from './contender.ts';
import { endProcess, endWithParent } from './own-processes.ts';

/** Bundled once a run. */
const contenders = bundleContenders(join(projectRoot, '.cache/bench'));

export interface Round<Result> extends RoundCost {
  readonly result: Result;
}

export interface RunningContender<Task, Result> {
  readonly pid: number;
  run(task: Task): Promise<Round<Result>>;
  /** What lives on its heap, after a collection. */
  readHeap(): Promise<number>;
  /** Lets it end well. */
  close(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
}

export interface ContenderStart {
  /** Of a file in contenders/. */
  readonly name: string;
  readonly setup: unknown;
  /** A folder for a CPU profile of the whole run. */
  readonly profileFolder?: string | null;
}

export async function startContender<Task, Result>(of: ContenderStart): Promise<RunningContender<Task, Result>> {
  const file = join(await contenders, `${of.name}.js`);
  const profiling = of.profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${join(of.profileFolder, of.name)}`] : [];
  const execArgv = ['--expose-gc', ...profiling];
  const child = fork(file, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  endWithParent(child);
  let settle: ((answer: FromContender) => void) | null = null;
  child.on('message', (answer: FromContender) => settle?.(answer));
  child.once('exit', (code, signal) => settle?.({ failed: `ended with ${code ?? signal}` }));
  const ask = async (message: ToContender): Promise<FromContender> => {
    const answer = await new Promise<FromContender>((resolve) => {
      settle = resolve;
      child.send(message);
    });
    if ('failed' in answer) throw new Error(`${of.name}: ${answer.failed}`);
    return answer;
  };
  await ask({ setup: of.setup });
  return {
    pid: child.pid ?? 0,
    run: async (task) => {
      const answer = await ask({ run: task });
      if (!('cost' in answer)) throw new Error(`${of.name} gave no cost.`);
      return { ...answer.cost, result: answer.result as Result };
    },
    readHeap: async () => {
      const answer = await ask({ readHeap: true });
      if (!('heapBytes' in answer)) throw new Error(`${of.name} gave no heap.`);
      return answer.heapBytes;
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.send({ close: true } satisfies ToContender);
      await ended;
    },
    kill: () => endProcess(child, 'SIGKILL'),
  };
}

/**
 * `count` rounds of each act, interleaved: ABC, CBA, ABC … so that neither going first nor a slow moment favours one. A first round of
 * each is thrown away, unless they are warm.
 */
export async function interleave<Acts extends Readonly<Record<string, () => Promise<unknown>>>>(
  count: number,
  acts: Acts,
  areWarm = false,
): Promise<Rounds<Acts>> {
  const names: (keyof Acts & string)[] = Object.keys(acts);
  const rounds = Object.fromEntries(names.map((name) => [name, [] as unknown[]])) as Record<string, unknown[]>;
  for (let round = areWarm ? 0 : -1; round < count; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const done = await acts[name]?.();
      if (round >= 0) rounds[name]?.push(done);
    }
  }
  return rounds as Rounds<Acts>;
}

type Rounds<Acts extends Readonly<Record<string, () => Promise<unknown>>>> = {
  readonly [Name in keyof Acts]: Awaited<ReturnType<Acts[Name]>>[];
};
