// The log of a host that has no terminal: lines of JSON in one file, and the file before it. What comes in holds no secret.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../engine/ports.ts';

const fileName = 'log.jsonl';
const mostBytes = 4 * 1024 * 1024;

/** Never throws: a disk that refuses the log must not stop the work. */
export function openLogFile(folder: string): Log {
  const path = join(folder, fileName);
  let size = attempt(() => statSync(path).size) ?? 0;
  return (level, message, fields) => {
    if (level === 'debug') return;
    if (size > mostBytes) {
      attempt(() => renameSync(path, join(folder, `previous-${fileName}`)));
      size = 0;
    }
    const line = `${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`;
    attempt(() => appendFileSync(path, line, { mode: 0o600 }));
    size += Buffer.byteLength(line);
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // Not there yet, or refused: the host runs without.
    return undefined;
  }
}
