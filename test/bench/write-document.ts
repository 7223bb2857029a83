// docs/benchmarks.md from what the last runs found. Everything in it is measured or written beside the benchmark that measured it.
import type { KeptResult } from './report.ts';
import { writeLimit, writeMachine, writeValue, writeVerdict } from './report.ts';

const opening = `# Benchmarks

Made by \`npm run bench -- --write\`; do not edit.

Each benchmark compares Switchhook with something else that does the same work in the same run. Contenders run in processes of their own, in rounds that take turns; what is given is the median of the ratios of at least seven rounds, with the lowest and the highest. CPU time is that of a process with its threads and, where it needs one, its server. Absolute times are this machine's and mean little elsewhere; ratios travel better.

\`\`\`sh
npm run bench                      # all, some ten minutes
npm run bench dispatch             # one
npm run bench dispatch -- --quick  # smaller
npm run bench -- --write           # this file, from what the last runs found
\`\`\`
The sink that requests go to is nginx where Debian's package is installed; else a Node process, which takes as much CPU as a client and so hides what a client costs. Redis and PostgreSQL are started by the benchmark when they are installed; what needs a missing one is left out and says so.
`;

export function writeDocument(results: readonly KeptResult[]): string {
  const ordered = [...results].sort((a, b) => firstTarget(a) - firstTarget(b));
  return [opening, writeSummary(ordered), ...ordered.map(writeSection)].join('\n');
}

function firstTarget({ findings }: KeptResult): number {
  return Number(/\d+/.exec(findings[0]?.target ?? '')?.[0] ?? 99);
}

function writeSummary(results: readonly KeptResult[]): string {
  const findings = results.flatMap((result) => result.findings);
  const ordered = findings
    .map((finding) => ({ finding, number: Number(/\d+/.exec(finding.target)?.[0]) }))
    .sort((a, b) => a.number - b.number)
    .map(({ finding }) => finding);
  const rows = ordered.map((finding) => {
    const measured = finding.measured === null ? '–' : writeValue(finding.measured, finding.unit);
    const verdict = writeVerdict(finding);
    const words = verdict === 'held' ? 'held' : `**${verdict}**`;
    return `| ${finding.target} | ${finding.what} | ${writeLimit(finding)} | ${measured} | ${words} |`;
  });
  const short = ordered.filter((finding) => writeVerdict(finding) === 'short');
  const reasons = short.map(
    ({ target, what, shortBecause, note }) => `- **${target}**, ${what}: ${shortBecause ?? note}`,
  );
  const held = reasons.length === 0 ? [] : ['', '## What holds back what falls short', ...reasons];
  return [
    ...writeLoad(results),
    '| | what | target | measured | |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...held,
    '',
  ].join('\n');
}

/** A table made on a busy machine says so before anything else. */
function writeLoad(results: readonly KeptResult[]): string[] {
  const busy = results.filter(({ machine }) => machine.load > machine.cores);
  const most = Math.round(Math.max(...busy.map(({ machine }) => machine.load)));
  if (busy.length === 0) return [''];
  return [
    `\n**Other programs were at work while this was measured (load up to ${most} on ${busy[0]?.machine.cores} cores).** Ratios of CPU bear it; rates, delays and percentiles of time are worse than on a quiet machine.\n`,
  ];
}

function writeSection(result: KeptResult): string {
  const circumstances = [
    writeMachine(result.machine),
    result.sink === null ? null : `sink ${result.sink}`,
    `${result.ranAt.slice(0, 10)}${result.isQuick ? ', small sizes (--quick)' : ''}, took ${result.tookSeconds} s`,
  ];
  return [
    `## ${result.name}`,
    `${result.about}\n`,
    ...result.findings.map(({ target, what, note }) => `- ${target}, ${what}: ${note}`),
    ...(result.facts ?? []).map((fact) => `- ${fact}`),
    ...(result.growth ?? []).map(writeGrowth),
    `\n${circumstances.filter((part) => part !== null).join(' · ')}\n`,
  ].join('\n');
}

function writeGrowth({ title, sizes, rows }: NonNullable<KeptResult['growth']>[number]): string {
  const head = `| ${title} | ${sizes.join(' | ')} |`;
  const line = `| --- |${' --- |'.repeat(sizes.length)}`;
  return ['', head, line, ...rows.map(({ name, values }) => `| ${name} | ${values.join(' | ')} |`)].join('\n');
}
