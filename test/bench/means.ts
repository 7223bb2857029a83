// What a benchmark is given: where to write, where to send, and how long it may take.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine, type Machine } from './machine.ts';
import { type Sink, startSink } from './sink.ts';

export interface BenchMeans {
  /** Removed when all is done. */
  readonly temporaryFolder: string;
  readonly machine: Machine;
  /** For what is worth keeping between runs. */
  readonly cacheFolder: string;
  /** Smaller sizes, to see that it works and about where it stands. Rounds stay as many. */
  readonly isQuick: boolean;
  readonly profileFolder: string | null;
  /** Started when first asked for. */
  sink(): Promise<Sink>;
  makeFolder(name: string): string;
  say(line: string): void;
}

export interface OpenMeans extends BenchMeans {
  sinkKind(): string | null;
  close(): Promise<void>;
}

export function openMeans(of: Pick<BenchMeans, 'cacheFolder' | 'isQuick' | 'profileFolder' | 'say'>): OpenMeans {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'switchhook-bench-'));
  const removeAll = () => rmSync(temporaryFolder, { recursive: true, force: true });
  process.once('exit', removeAll);
  let started: Promise<Sink> | undefined;
  let kind: string | null = null;
  return {
    ...of,
    temporaryFolder,
    machine: describeMachine(temporaryFolder),
    makeFolder: (name) => mkdtempSync(join(temporaryFolder, `${name}-`)),
    sink: async () => {
      started ??= startSink(temporaryFolder);
      const sink = await started;
      kind = sink.kind;
      return sink;
    },
    sinkKind: () => kind,
    close: async () => {
      await (await started)?.stop();
      removeAll();
      process.off('exit', removeAll);
    },
  };
}
