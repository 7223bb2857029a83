// What this process costs: CPU, memory, and how late its event loop is.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import type { ProcessNumbers } from './metrics.ts';

const resolutionMs = 20;
const quantiles = ['0.5', '0.9', '0.99'] as const;

export interface ProcessMeter {
  /** The event loop's quantiles begin afresh with each reading; its sum and count go on, as of every summary. */
  read(): ProcessNumbers;
  stop(): void;
}

export function startProcessMeter(): ProcessMeter {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let sumSeconds = 0;
  let count = 0;
  const startedSeconds = Math.round(Date.now() / 1_000 - process.uptime());
  return {
    read: () => {
      // The histogram holds whole intervals between two timers; what is beyond the interval is the delay.
      const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1_000);
      const seen = delays.count;
      count += seen;
      sumSeconds += seen === 0 ? 0 : late(delays.mean) * seen;
      const eventLoopDelay = {
        quantiles: Object.fromEntries(
          quantiles.map((quantile) => [quantile, seen === 0 ? 0 : late(delays.percentile(Number(quantile) * 100))]),
        ),
        sumSeconds,
        count,
      };
      delays.reset();
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed } = process.memoryUsage();
      return {
        startedSeconds,
        cpuSeconds: (user + system) / 1e6,
        residentBytes: rss,
        heapUsedBytes: heapUsed,
        eventLoopDelay,
      };
    },
    stop: () => void delays.disable(),
  };
}
