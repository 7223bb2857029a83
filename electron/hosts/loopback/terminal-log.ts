// The engine's log on a terminal: one line each, on standard error.
import type { Log, LogLevel } from '../../engine/ports.ts';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Lines below `least` are dropped. Escapes keep what others wrote from moving the cursor or recolouring the terminal. */
export function createTerminalLog(least: LogLevel, write: (line: string) => void): Log {
  return (level, message, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const line = JSON.stringify({ level, message, ...fields });
    write(line.replace(/[\u007f-\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`));
  };
}
