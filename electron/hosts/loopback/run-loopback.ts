// The life of the loopback host on a terminal: starts, prints the link, opens the browser, waits for the end, closes.
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { chooseDataFolder, type Surroundings } from '../machine/data-folder.ts';
import { createMachinePorts } from '../machine/ports.ts';
import { version } from '../machine/version.ts';
import { openBrowser } from './browser.ts';
import { helpText, type LoopbackRequest, readCommandLine } from './command-line.ts';
import { type LoopbackHost, startLoopbackHost } from './loopback-host.ts';
import { createTerminalLog } from './terminal-log.ts';

export interface LoopbackRuntime {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly surroundings: Surroundings;
  readonly rendererFolder: string;
  /** Aborts when the process is asked to end. */
  readonly stop: AbortSignal;
}

/** Answers the exit code: 0 after an end that was asked for, 2 when nothing could be started. */
export async function runLoopback(runtime: LoopbackRuntime, argv: readonly string[]): Promise<0 | 2> {
  try {
    const request = readCommandLine(argv);
    if (request.asksFor === null) await serve(runtime, request);
    else runtime.stdout.write(request.asksFor === 'help' ? helpText : `${version}\n`);
    return 0;
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    runtime.stderr.write(`${cause.error.message}\n`);
    return 2;
  }
}

async function serve(runtime: LoopbackRuntime, request: LoopbackRequest): Promise<void> {
  const say = (line: string) => runtime.stderr.write(`${line}\n`);
  const ports = createMachinePorts({
    dataFolder: chooseDataFolder(request.dataFolder, runtime.surroundings),
    log: createTerminalLog(request.isVerbose ? 'debug' : 'error', say),
  });
  const host = await startLoopbackHost({ ports, rendererFolder: runtime.rendererFolder, port: request.port });
  let removeRedirect = async () => {};
  try {
    if (host.role() === 'client') say('Another Switchhook owns the data folder; this one works through it.');
    printLink(runtime, host, request.isJson);
    if (request.opensBrowser) {
      removeRedirect = await openBrowser({
        link: host.createLink(),
        surroundings: runtime.surroundings,
        clock: ports.clock,
        onFailed: () => say('No browser could be opened here. Open the address above in one.'),
      });
    }
    const another = runtime.stdin.isTTY ? '; Enter prints another' : '';
    say(`Each address opens one window${another}. Switchhook ends with this terminal, or with Ctrl+C.`);
    await waitForEnd(runtime, () => printLink(runtime, host, request.isJson));
    say('Stopping. What is being sent is let end; once more leaves at once.');
  } finally {
    await removeRedirect();
    await host.close();
  }
}

function printLink({ stdout }: LoopbackRuntime, host: LoopbackHost, isJson: boolean): void {
  const { url } = host.createLink();
  stdout.write(`${isJson ? JSON.stringify({ url }) : url}\n`);
}

/** On a terminal Enter asks for another link, and the end of the terminal is the end. Other input is not ours to read. */
async function waitForEnd({ stdin, stop }: LoopbackRuntime, onEnter: () => void): Promise<void> {
  const { promise: isOver, resolve } = Promise.withResolvers<void>();
  stop.addEventListener('abort', () => resolve(), { once: true });
  if (stop.aborted) resolve();
  const lines = stdin.isTTY ? createInterface({ input: stdin, terminal: false }) : null;
  lines?.on('line', onEnter).once('close', resolve);
  stdin.once('error', resolve);
  await isOver;
  lines?.close();
}
