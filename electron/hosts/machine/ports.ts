// What every host takes from the machine it runs on: the real clock, randomness, name resolution and the system user.
import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { userInfo } from 'node:os';
import process from 'node:process';
import type { EnginePorts, Log, Lookup } from '../../engine/ports.ts';
import { readProxy } from './proxy.ts';
import { version } from './version.ts';

// Names are looked up on threads that Node makes when the first is needed: four, of which look-ups may have half. Two name servers that
// say nothing would then hold up every other name. What the environment asks for counts; Windows reads this only from there.
process.env.UV_THREADPOOL_SIZE ??= '16';

/** Without a keychain: a host that has one adds it to the capabilities. */
export function createMachinePorts({ dataFolder, log }: { dataFolder: string; log: Log }): EnginePorts {
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
    log,
    capabilities: { version, actor: readActor(), keychain: null, lookup: lookupAll, proxyFor: readProxy },
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
