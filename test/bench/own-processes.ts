// Servers and helpers a benchmark starts: they get a free port, are known by their process, and end with it.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface OwnServer {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

export interface ServerCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly options?: SpawnOptions;
  readonly port: number;
  readonly stopSignal?: NodeJS.Signals;
}

/** Starts a server and waits until its port answers. */
export async function startServer(command: ServerCommand): Promise<OwnServer> {
  const child = spawn(command.program, command.arguments, { ...command.options, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-2_000);
  });
  endWithParent(child);
  for (let tries = 0; !(await answers(command.port)); tries += 1) {
    if (child.exitCode !== null || tries > 200) throw new Error(`${command.program} did not start. ${complaint}`);
    await sleep(50);
  }
  return { pid: child.pid ?? 0, port: command.port, stop: () => endProcess(child, command.stopSignal ?? 'SIGTERM') };
}

export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(giveUp);
}

/** A benchmark that dies in the middle leaves nothing running. */
export function endWithParent(child: ChildProcess): void {
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
