// What is kept of a run, and how it looks in a terminal.
import { type Benchmark, type Finding, isHeld, type Measured } from './benchmark.ts';
import type { Machine } from './machine.ts';
import type { OpenMeans } from './means.ts';

export interface KeptResult extends Measured {
  readonly name: string;
  readonly about: string;
  readonly machine: Machine;
  /** null: nothing was sent. */
  readonly sink: string | null;
  readonly isQuick: boolean;
  readonly ranAt: string;
  readonly tookSeconds: number;
}

export function writeResult(of: {
  benchmark: Benchmark;
  measured: Measured;
  means: OpenMeans;
  tookSeconds: number;
}): KeptResult {
  const { name, about } = of.benchmark;
  const { machine, isQuick } = of.means;
  const circumstances = { machine, sink: of.means.sinkKind(), isQuick, tookSeconds: of.tookSeconds };
  return { name, about, ...circumstances, ranAt: new Date().toISOString(), ...of.measured };
}

export function writeValue(value: number, unit: Finding['unit']): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const text = value.toLocaleString('en-AU', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === '×' ? `${text}×` : `${text} ${unit}`;
}

export function writeLimit({ limit, unit }: Finding): string {
  return 'atMost' in limit ? `≤ ${writeValue(limit.atMost, unit)}` : `≥ ${writeValue(limit.atLeast, unit)}`;
}

export function writeVerdict(finding: Finding): 'held' | 'short' | 'not measured' {
  const held = isHeld(finding);
  if (held === null) return 'not measured';
  return held ? 'held' : 'short';
}

export function writeMachine({ cores, processor, memoryGb, platform, node, fsync, load }: Machine): string {
  const disk = `fsync ${fsync.medianMs.toFixed(1)} ms (p99 ${fsync.p99Ms.toFixed(1)} ms)`;
  const others = load > cores ? `, load ${load.toFixed(0)}: others were at work` : `, load ${load.toFixed(1)}`;
  return `${cores} cores (${processor}), ${memoryGb} GB, ${platform}, Node ${node.replace('v', '')}, ${disk}${others}`;
}

export function writeTable(result: KeptResult): string {
  const lines = result.findings.flatMap((finding) => [
    [
      finding.target.padEnd(4),
      writeVerdict(finding).padEnd(13),
      (finding.measured === null ? '–' : writeValue(finding.measured, finding.unit)).padStart(10),
      writeLimit(finding).padStart(11),
      ` ${finding.what}`,
    ].join(' '),
    `${' '.repeat(41)}${finding.note}`,
  ]);
  const growth = (result.growth ?? []).flatMap(({ title, sizes, rows }) => [
    `${title}: ${sizes.join(' · ')}`,
    ...rows.map(({ name, values }) => `  ${name}: ${values.join(' · ')}`),
  ]);
  const machine = `${writeMachine(result.machine)}${result.sink === null ? '' : `, sink ${result.sink}`}`;
  const all = [...lines, ...growth, ...(result.facts ?? []), machine, `${result.tookSeconds} s`];
  return all.map((line) => `  ${line}`).join('\n');
}
