// The log of `serve`: JSON lines for whoever collects them. What the engine logs is redacted before it comes here.
import { pino } from 'pino';
import type { Log, LogLevel } from '../../../engine/ports.ts';
import { escapeInJson } from '../terminal-text.ts';

export function createServeLog(level: LogLevel, write: (text: string) => void): Log {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(escapeInJson(line)) },
  );
  return (at, message, fields = {}) => logger[at](fields, message);
}
