// The loopback host on a real engine, as its command starts it, without a terminal.
import { onTestFinished } from 'vitest';
import { type LoopbackHost, startLoopbackHost } from '../../../electron/hosts/loopback/loopback-host.ts';
import { createMachinePorts } from '../../../electron/hosts/machine/ports.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { makeRendererFolder } from './renderer-folder.ts';

export interface StartedHost {
  readonly host: LoopbackHost;
  readonly dataFolder: string;
  readonly port: number;
}

/** Closed when the test ends, if the test did not. */
export async function startHost({ dataFolder = makeTemporaryFolder(), port = 0 } = {}): Promise<StartedHost> {
  const ports = createMachinePorts({ dataFolder, log: () => {} });
  const started = await startLoopbackHost({ ports, rendererFolder: makeRendererFolder(), port });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= started.close();
    return closing;
  };
  onTestFinished(close);
  return { host: { ...started, close }, dataFolder, port: Number(new URL(started.origin).port) };
}
