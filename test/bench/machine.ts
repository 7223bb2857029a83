// The machine a benchmark ran on: absolute times mean nothing without it.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { median, percentile } from './statistics.ts';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  /** Of 4 KiB written to a file in the temporary folder and brought to the disk. */
  readonly fsync: FsyncTimes;
  /** Processes that wanted a core in the minute before: above the cores, others were at work and times are worse than they need be. */
  readonly load: number;
}

export interface FsyncTimes {
  readonly medianMs: number;
  readonly p99Ms: number;
}

export function describeMachine(folder: string): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    fsync: measureFsync(folder, 100),
    load: loadavg()[0] ?? Number.NaN,
  };
}

export function measureFsync(folder: string, count: number): FsyncTimes {
  const path = join(folder, 'fsync');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4_096, 1);
  const times = Array.from({ length: count }, () => {
    const beganAt = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - beganAt;
  });
  closeSync(file);
  rmSync(path);
  return { medianMs: median(times), p99Ms: percentile(times, 0.99) };
}
