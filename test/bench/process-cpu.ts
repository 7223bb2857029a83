// CPU time of processes that are not this one, from /proc. Only Linux has it; elsewhere servers count as nothing and the table says so.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

export const canReadProcesses = process.platform === 'linux';

/** User and system time of a process and all its descendants, those that ended included once their parent took notice. */
export function readTreeCpuMs(rootPid: number): number {
  if (!canReadProcesses) return 0;
  const stats = readAllStats();
  const children = Map.groupBy(stats.values(), ({ parent }) => parent);
  const sum = (pid: number): number => {
    const own = stats.get(pid)?.ticks ?? 0;
    return (children.get(pid) ?? []).reduce((total, child) => total + sum(child.pid), own);
  };
  return (sum(rootPid) * 1_000) / ticksPerSecond;
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function readAllStats(): Map<number, ProcessStat> {
  const stats = new Map<number, ProcessStat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : null;
    if (stat !== null) stats.set(stat.pid, stat);
  }
  return stats;
}

function readStat(pid: number): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; after it come state, parent …, and at 11 to 14 the times, in clock ticks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((total, index) => total + Number(fields[index]), 0);
    return { pid, parent: Number(fields[1]), ticks };
  } catch {
    // It ended meanwhile.
    return null;
  }
}
