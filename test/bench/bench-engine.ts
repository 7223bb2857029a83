// The engine as a host opens it: the machine's own ports, the contract's client, nothing else.
import { type OpenEngine, openEngine } from '../../electron/engine/engine.ts';
import { createMachinePorts } from '../../electron/hosts/machine/ports.ts';
import { type ClientOf, connect } from '../../shared/contract/connect.ts';
import { contracts, type EngineContracts } from '../../shared/contracts.ts';
import type { AppError } from '../../shared/kernel/app-error.ts';
import type { Result } from '../../shared/kernel/result.ts';

export interface BenchEngine {
  readonly engine: OpenEngine;
  readonly client: ClientOf<EngineContracts>;
  close(): Promise<void>;
}

export async function openBenchEngine(folder: string): Promise<BenchEngine> {
  const ports = createMachinePorts({
    dataFolder: folder,
    log: (level, message, fields) => {
      if (level === 'error') console.error(message, fields);
    },
  });
  const engine = await openEngine(ports);
  return { engine, client: connect(contracts, engine.transport), close: () => engine.close() };
}

/** The value of an answer that must not be an error. */
export function unwrap<T>(answer: Result<T, AppError>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.code}: ${answer.error.message}`);
}
