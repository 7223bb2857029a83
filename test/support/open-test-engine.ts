// The engine with nothing but its ports: no host, no argv, no environment. What runs here runs in every host.
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type OpenEngine, openEngine } from '../../electron/engine/engine.ts';
import type { EnginePorts, LogLevel } from '../../electron/engine/ports.ts';
import { type ClientOf, connect } from '../../shared/contract/connect.ts';
import type { Transport } from '../../shared/contract/contract.ts';
import { contracts, type EngineContracts } from '../../shared/contracts.ts';
import type { AppError } from '../../shared/kernel/app-error.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export type TestClient = ClientOf<EngineContracts>;

export interface TestLogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: unknown;
}

export function createTestPorts(dataFolder: string, log: TestLogLine[] = []): EnginePorts {
  return {
    clock: {
      now: () => Date.now(),
      after: (delayMs, act) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
    },
    random: { bytes: (count) => randomBytes(count), unit: () => 0.5 },
    paths: { data: dataFolder },
    log: (level, message, fields) => log.push({ level, message, fields }),
    capabilities: {
      version: '0.0.0-test',
      actor: 'tester',
      keychain: null,
      lookup: async () => {
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
      },
    },
  };
}

export interface TestEngine {
  readonly engine: OpenEngine;
  readonly client: TestClient;
  readonly transport: Transport;
  readonly folder: string;
  readonly log: TestLogLine[];
}

/** Closed when the test ends, if the test did not. */
export async function openTestEngine(folder = makeTemporaryFolder()): Promise<TestEngine> {
  const log: TestLogLine[] = [];
  const engine = await openEngine(createTestPorts(folder, log));
  onTestFinished(() => engine.close());
  return { engine, transport: engine.transport, client: connect(contracts, engine.transport), folder, log };
}

/** The value of an answer that must not be an error. */
export function unwrap<T>(answer: Result<T, AppError>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.code}: ${answer.error.message}`);
}

/** The code of an answer that must be an error. */
export function codeOf(answer: Result<unknown, AppError>): string {
  return answer.ok ? 'no error' : answer.error.code;
}
