// What the command line gives the engine beyond the machine's own: a log on standard error.
import type { EnginePorts, Log, LogLevel } from '../../engine/ports.ts';
import { createMachinePorts } from '../machine/ports.ts';
import { showOneLine } from './terminal-text.ts';

export interface PortsOptions {
  readonly dataFolder: string;
  /** Lines below this level are dropped. */
  readonly logLevel: LogLevel;
  writeLog(line: string): void;
}

export function createPorts({ dataFolder, logLevel, writeLog }: PortsOptions): EnginePorts {
  return createMachinePorts({ dataFolder, log: createLog(logLevel, writeLog) });
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

function createLog(least: LogLevel, write: (line: string) => void): Log {
  return (level, message, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value) ?? 'undefined'}`);
    write(showOneLine(`${level}: ${message}${pairs.join('')}`));
  };
}
