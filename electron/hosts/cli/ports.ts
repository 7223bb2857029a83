// What the command line gives the engine: the real clock, randomness and name resolution, a data folder, and standard error for its log.
import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { userInfo } from 'node:os';
import type { EnginePorts, Log, LogLevel, Lookup } from '../../engine/ports.ts';
import { showOneLine } from './terminal-text.ts';
import { version } from './version.ts';

export interface PortsOptions {
  readonly dataFolder: string;
  /** Lines below this level are dropped. */
  readonly logLevel: LogLevel;
  writeLog(line: string): void;
}

export function createPorts({ dataFolder, logLevel, writeLog }: PortsOptions): EnginePorts {
  return {
    clock: {
      now: () => Date.now(),
      after: (delayMs, act) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    },
    random: { bytes: (count) => randomBytes(count), unit: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48 },
    paths: { data: dataFolder },
    log: createLog(logLevel, writeLog),
    capabilities: { version, actor: readActor(), keychain: null, lookup: lookupAll },
  };
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

function createLog(least: LogLevel, write: (line: string) => void): Log {
  return (level, message, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${JSON.stringify(value) ?? 'undefined'}`);
    write(showOneLine(`${level}: ${message}${pairs.join('')}`));
  };
}

/** A system user without an entry in the user database (containers) has a number only. */
function readActor(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

const lookupAll: Lookup = async (hostname) => {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};
