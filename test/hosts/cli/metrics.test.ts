import { expect, test } from 'vitest';
import { formatMetrics, type MetricsSource } from '../../../electron/hosts/cli/serve/metrics.ts';
import { results } from '../../../shared/dispatch/delivery.ts';

const none = Object.fromEntries(results.map((result) => [result, 0])) as Record<(typeof results)[number], number>;

const source: MetricsSource = {
  version: '1.0.0 "beta"\\',
  node: '24.0.0',
  status: {
    pending: 12,
    inFlight: 3,
    pausedBecause: 'The disk is full.',
    failing: [
      {
        ...{ endpoint: 'https://crm.example.com/hook', scope: 'endpoint', breaker: 'open', failures: 7, attempts: 10 },
        ...{ openedAt: null, nextTrialAt: null, waiting: 4 },
      },
      {
        ...{
          endpoint: 'https://crm.example.net/hook',
          scope: 'endpoint',
          breaker: 'half-open',
          failures: 7,
          attempts: 10,
        },
        ...{ openedAt: null, nextTrialAt: null, waiting: 4 },
      },
    ],
    gone: [],
  },
  isVaultLocked: true,
  counts: {
    accepted: 20,
    dead: 2,
    attempts: { ...none, delivered: 9, failing: 4 },
  },
  process: {
    startedSeconds: 1_700_000_000,
    cpuSeconds: 1.5,
    residentBytes: 1e8,
    heapUsedBytes: 2e7,
    eventLoopDelay: { quantiles: { '0.5': 0.001, '0.99': 0.02 }, sumSeconds: 0.5, count: 100 },
  },
};

/** The text format 0.0.4, read by its grammar: every sample stands below its HELP and TYPE. */
function read(text: string) {
  expect(text.endsWith('\n')).toBe(true);
  const samples = new Map<string, number>();
  let family = { name: '', type: '' };
  for (const line of text.slice(0, -1).split('\n')) {
    const help = /^# HELP ([a-z_]+) \S.*$/.exec(line);
    const type = /^# TYPE ([a-z_]+) (gauge|counter|summary)$/.exec(line);
    if (help !== null) family = { name: help[1] ?? '', type: '' };
    else if (type !== null) {
      expect(type[1]).toBe(family.name);
      family = { name: family.name, type: type[2] ?? '' };
    } else {
      const sample =
        /^([a-z_]+)((?:\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\})?) (\S+)$/.exec(line);
      expect(sample, line).not.toBeNull();
      const [, name = '', labels = '', value = ''] = sample ?? [];
      const own = family.type === 'summary' ? name.replace(/_(?:sum|count)$/, '') : name;
      expect(own, line).toBe(family.name);
      expect(name.endsWith('_total'), line).toBe(family.type === 'counter');
      expect(samples.has(name + labels), line).toBe(false);
      samples.set(name + labels, Number(value));
    }
  }
  return samples;
}

test('is the text format of Prometheus, with a help and a type for each name', () => {
  const samples = read(formatMetrics(source));
  expect(samples.get('switchhook_deliveries_pending')).toBe(12);
  expect(samples.get('switchhook_deliveries_in_flight')).toBe(3);
  expect(samples.get('switchhook_sending_paused')).toBe(1);
  expect(samples.get('switchhook_vault_locked')).toBe(1);
  expect(samples.get('switchhook_breakers_open')).toBe(1);
  expect(samples.get('switchhook_attempts_total{result="delivered"}')).toBe(9);
  expect(samples.get('switchhook_attempts_total{result="failing"}')).toBe(4);
  expect(samples.get('switchhook_event_loop_delay_seconds{quantile="0.99"}')).toBe(0.02);
  expect(samples.get('switchhook_event_loop_delay_seconds_count')).toBe(100);
  expect(samples.get('switchhook_build_info{version="1.0.0 \\"beta\\"\\\\",node="24.0.0"}')).toBe(1);
});

test('every result of an attempt has its own series from the start, so that none appears out of nothing', () => {
  const samples = read(formatMetrics(source));
  for (const result of results) expect(samples.has(`switchhook_attempts_total{result="${result}"}`), result).toBe(true);
});

test('what is not known yet is left out, not told as nought', () => {
  const samples = read(formatMetrics({ ...source, status: null, counts: null }));
  expect([...samples.keys()].filter((name) => name.startsWith('switchhook_deliveries'))).toEqual([]);
});

test('names no endpoint and no customer', () => {
  expect(formatMetrics(source)).not.toMatch(/example\.|The disk is full/);
});
