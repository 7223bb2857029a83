// The log of a host that has no terminal: lines of JSON in one file, and the file before it. What comes in holds no secret.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../engine/ports.ts';

const fileName = 'log.jsonl';
const mostBytes = 4 * 1024 * 1024;

/** Never throws: a disk that refuses the log must not stop the work. */
export function openLogFile(folder: string): Log {
  const path = join(folder, fileName);
  attempt(() => {
    if (statSync(path).size > mostBytes) renameSync(path, join(folder, `previous-${fileName}`));
  });
  return (level, message, fields) => {
    if (level === 'debug') return;
    const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...fields });
    attempt(() => appendFileSync(path, `${line}\n`, { mode: 0o600 }));
  };
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Not there yet, or refused: the host runs without.
  }
}
