// Numbers of a running `serve` in Prometheus' text format 0.0.4. Pure. No label names a customer, an integration or a host.
import type { DispatchStatus } from '../../../../shared/dispatch/dispatch-status.ts';
import type { DispatchCounts } from '../../../engine/engine.ts';

export interface ProcessNumbers {
  readonly startedSeconds: number;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly eventLoopDelay: {
    /** Of the time since the last scrape. */
    readonly quantiles: Readonly<Record<string, number>>;
    readonly sumSeconds: number;
    readonly count: number;
  };
}

export interface MetricsSource {
  readonly version: string;
  readonly node: string;
  /** null: before it is known. */
  readonly status: DispatchStatus | null;
  readonly counts: DispatchCounts | null;
  readonly isVaultLocked: boolean;
  readonly process: ProcessNumbers;
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  /** After the metric's name, as `_sum`. */
  readonly suffix?: string;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter' | 'summary';
  readonly samples: readonly Sample[];
}

export function formatMetrics(source: MetricsSource): string {
  const { version, node, status, counts, isVaultLocked } = source;
  const metrics = [
    gauge('switchhook_build_info', 'The build that runs; always 1.', { labels: { version, node }, value: 1 }),
    ...(status === null ? [] : describeStatus(status)),
    gauge('switchhook_vault_locked', '1 while the vault is locked, and deliveries that need its secrets wait.', {
      value: isVaultLocked ? 1 : 0,
    }),
    ...(counts === null ? [] : describeCounts(counts)),
    ...describeProcess(source.process),
  ];
  return metrics.map(formatMetric).join('');
}

function describeStatus({ pending, inFlight, pausedBecause, failing, gone }: DispatchStatus): Metric[] {
  const open = failing.filter(({ breaker }) => breaker === 'open').length;
  return [
    gauge('switchhook_deliveries_pending', 'Deliveries that are accepted and have no outcome yet.', { value: pending }),
    gauge('switchhook_deliveries_in_flight', 'Deliveries with an attempt under way.', { value: inFlight }),
    gauge('switchhook_breakers_open', 'Endpoints and origins that nothing is sent to because they fail.', {
      value: open,
    }),
    gauge('switchhook_integrations_gone', 'Integrations that are not sent to because their endpoint answered 410.', {
      value: gone.length,
    }),
    gauge('switchhook_sending_paused', '1 while nothing is sent at all, such as when the disk is full.', {
      value: pausedBecause === null ? 0 : 1,
    }),
  ];
}

function describeCounts({ accepted, attempts, dead }: DispatchCounts): Metric[] {
  return [
    counter('switchhook_deliveries_accepted_total', 'Deliveries accepted since the start.', [{ value: accepted }]),
    counter(
      'switchhook_attempts_total',
      'Attempts that ended since the start, by result.',
      Object.entries(attempts).map(([result, value]) => ({ labels: { result }, value })),
    ),
    counter('switchhook_deliveries_dead_total', 'Deliveries that became dead since the start.', [{ value: dead }]),
  ];
}

function describeProcess(numbers: ProcessNumbers): Metric[] {
  const { quantiles, sumSeconds, count } = numbers.eventLoopDelay;
  return [
    {
      name: 'switchhook_event_loop_delay_seconds',
      help: 'How late the event loop was; its quantiles are of the time since the last scrape.',
      type: 'summary',
      samples: [
        ...Object.entries(quantiles).map(([quantile, value]) => ({ labels: { quantile }, value })),
        { suffix: '_sum', value: sumSeconds },
        { suffix: '_count', value: count },
      ],
    },
    counter('process_cpu_seconds_total', 'User and system CPU time of the process.', [{ value: numbers.cpuSeconds }]),
    gauge('process_resident_memory_bytes', 'Resident memory of the process.', { value: numbers.residentBytes }),
    gauge('process_start_time_seconds', 'When the process started, in seconds since 1970.', {
      value: numbers.startedSeconds,
    }),
    gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', { value: numbers.heapUsedBytes }),
  ];
}

function gauge(name: string, help: string, sample: Sample): Metric {
  return { name, help, type: 'gauge', samples: [sample] };
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'counter', samples };
}

function formatMetric({ name, help, type, samples }: Metric): string {
  const lines = samples.map(
    ({ labels = {}, suffix = '', value }) => `${name}${suffix}${formatLabels(labels)} ${String(value)}`,
  );
  return `${[`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n')}\n`;
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
