// The real loopback host on a data folder of its own, with a clock that stands still and chance from a seed, so that pictures show the
// same times and ids in every run. What is measured while sending (durations) stays real. Names resolve nowhere: nothing leaves this machine.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../electron/engine/engine.ts';
import type { EnginePorts, Random } from '../../electron/engine/ports.ts';
import { type LoopbackHost, startLoopbackHost } from '../../electron/hosts/loopback/loopback-host.ts';
import { type ClientOf, connect } from '../../shared/contract/connect.ts';
import { contracts, type EngineContracts } from '../../shared/contracts.ts';

export interface PictureHost {
  readonly client: ClientOf<EngineContracts>;
  /** A link that opens one page. */
  createLink(): string;
  /** What time it is from now on, for the engine. */
  setClock(atMs: number): void;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const rendererFolder = join(root, 'out/renderer');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

export async function startPictureHost(nowMs: number): Promise<PictureHost> {
  const folder = mkdtempSync(join(tmpdir(), 'switchhook-pictures-'));
  let atMs = nowMs;
  const ports = createPorts(folder, () => atMs);
  const host: LoopbackHost = await startLoopbackHost({ ports, rendererFolder, port: 0 });
  // A second process would speak to the folder's owner in the same way.
  const visitor = await openEngine(ports);
  return {
    client: connect(contracts, visitor.transport),
    createLink: () => host.createLink().url,
    setClock: (next) => {
      atMs = next;
    },
    close: async () => {
      await visitor.close();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createPorts(dataFolder: string, now: () => number): EnginePorts {
  return {
    clock: {
      now,
      after: (delayMs, act) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    },
    random: createSeededRandom('pictures'),
    paths: { data: dataFolder },
    log: () => {},
    capabilities: {
      version,
      actor: 'jo.marsh',
      keychain: null,
      lookup: async (hostname) => {
        throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
      },
    },
  };
}

/** For pictures only: what it makes can be guessed. */
function createSeededRandom(seed: string): Random {
  let drawn = 0;
  const draw = () => createHash('sha256').update(`${seed} ${drawn++}`).digest();
  return {
    bytes: (count) => Buffer.concat(Array.from({ length: Math.ceil(count / 32) }, draw)).subarray(0, count),
    unit: () => draw().readUIntBE(0, 6) / 2 ** 48,
  };
}
