// Every benchmark, in the order they run.
import type { Benchmark } from './benchmark.ts';
import { buildBenchmark } from './build.ts';
import { bulkheadBenchmark } from './bulkhead.ts';
import { dispatchBenchmark } from './dispatch.ts';
import { gridBenchmark } from './grid.ts';
import { intakeBenchmark } from './intake.ts';
import { memoryBenchmark } from './memory.ts';
import { persistenceBenchmark } from './persistence.ts';
import { queueDepthBenchmark } from './queue-depth.ts';
import { recoveryBenchmark } from './recovery.ts';

export const benchmarks: readonly Benchmark[] = [
  dispatchBenchmark,
  intakeBenchmark,
  queueDepthBenchmark,
  buildBenchmark,
  persistenceBenchmark,
  bulkheadBenchmark,
  recoveryBenchmark,
  memoryBenchmark,
  gridBenchmark,
];
