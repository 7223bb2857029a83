// The processes of the crash suite as the suite holds them: hosts that may die at any moment, and the receiving end that never does.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type ClientOf, connect } from '../../shared/contract/connect.ts';
import type { Transport } from '../../shared/contract/contract.ts';
import { contracts, type EngineContracts } from '../../shared/contracts.ts';
import type { Arrival, FromHost, FromSink, Measured, ToHost, ToSink } from './host-messages.ts';

/** A machine that is busy starts a process slowly; one that takes longer than this hangs. */
const startWithinMs = 120_000;

const compileCache = join(import.meta.dirname, '../../.cache/crash/compiled');

const running = new Set<ChildProcess>();
// Whatever ends this process ends those it started, and no others.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function startChild(file: string, options: { args: readonly string[]; env?: NodeJS.ProcessEnv }): ChildProcess {
  const path = join(import.meta.dirname, file);
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--disable-warning=ExperimentalWarning', path, ...options.args],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Compiled sources are kept: most of a start would be compiling.
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...options.env },
    },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  // Written to one that has just died.
  child.on('error', () => {});
  return child;
}

export class HostGone extends Error {}
export class HostRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface HostOptions {
  readonly folder: string;
  /** `name:count`; '' for none. */
  readonly crashAt?: string;
  readonly clockOffsetMs?: number;
  /** Kills it so long after its start, whether it has opened or not. */
  readonly killAfterMs?: number;
}

export class Host {
  readonly client: ClientOf<EngineContracts>;
  readonly role: 'owner' | 'client';
  /** Resolves with the signal that ended it, or null. */
  readonly ended: Promise<NodeJS.Signals | null>;
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, { resolve(answer: unknown): void; reject(cause: unknown): void }>();
  #lastId = 0;

  private constructor(child: ChildProcess, role: 'owner' | 'client') {
    this.#child = child;
    this.role = role;
    const transport: Transport = {
      call: (channel, input) => this.#ask((id) => ({ type: 'call', id, channel, input })),
      subscribe: () => () => {},
    };
    this.client = connect(contracts, transport);
    this.ended = new Promise((resolve) => {
      child.once('exit', (_code, signal) => {
        for (const { reject } of this.#answers.values()) reject(new HostGone());
        this.#answers.clear();
        resolve(signal);
      });
    });
    child.on('message', (message: FromHost) => {
      if (message.type !== 'answer') return;
      this.#answers.get(message.id)?.resolve(message.answer);
      this.#answers.delete(message.id);
    });
  }

  /** null: it died before it had opened. Throws HostRefused when the engine says no. */
  static async start({ folder, crashAt = '', clockOffsetMs = 0, killAfterMs }: HostOptions): Promise<Host | null> {
    const child = startChild('host.ts', { args: [folder, String(clockOffsetMs)], env: { CRASH_AT: crashAt } });
    if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    const first = await new Promise<FromHost | null>((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error('A host did not open its folder; it hung.'));
      }, startWithinMs);
      const settle = (message: FromHost | null) => {
        clearTimeout(timer);
        resolve(message);
      };
      child.once('message', (message: FromHost) => settle(message));
      child.once('exit', (code, signal) => {
        if (signal !== 'SIGKILL') reject(new Error(`A host ended by itself before it had opened (exit code ${code}).`));
        settle(null);
      });
    });
    if (first === null) return null;
    if (first.type === 'refused') throw new HostRefused(first.code, first.message);
    return first.type === 'ready' ? new Host(child, first.role) : null;
  }

  measure(): Promise<Measured> {
    return this.#ask((id) => ({ type: 'measure', id })) as Promise<Measured>;
  }

  readLog(): Promise<string[]> {
    return this.#ask((id) => ({ type: 'log', id })) as Promise<string[]>;
  }

  jump(byMs: number): void {
    this.#send({ type: 'jump', byMs });
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  /** As a person ends it. */
  async close(): Promise<void> {
    this.#send({ type: 'close' });
    await this.ended;
  }

  #ask(spell: (id: number) => ToHost): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      if (!this.#child.connected) return reject(new HostGone());
      this.#answers.set(id, { resolve, reject });
      this.#send(spell(id));
    });
  }

  #send(message: ToHost): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}

export class Sink {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #logPath: string;
  readonly #done = new Map<number, () => void>();
  #lastId = 0;
  #epoch = 0;

  private constructor(child: ChildProcess, logPath: string, port: number) {
    this.#child = child;
    this.#logPath = logPath;
    this.port = port;
    child.on('message', (message: FromSink) => {
      if (message.type !== 'done') return;
      this.#done.get(message.id)?.();
      this.#done.delete(message.id);
    });
  }

  static async start(logPath: string): Promise<Sink> {
    const child = startChild('sink.ts', { args: [logPath] });
    const ready = await new Promise<FromSink>((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', () => reject(new Error('The receiving end did not start.')));
    });
    return new Sink(child, logPath, ready.type === 'ready' ? ready.port : 0);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Waits until all senders are gone, so that what they sent is not taken for the next one's. */
  async nextEpoch(): Promise<void> {
    this.#epoch += 1;
    await this.#ask({ type: 'epoch', epoch: this.#epoch });
  }

  heal(isHealed: boolean): Promise<void> {
    return this.#ask({ type: 'heal', isHealed });
  }

  /** Under this path, in the order of arrival. */
  arrivals(prefix: string): Arrival[] {
    const lines = readFileSync(this.#logPath, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Arrival).filter(({ path }) => path.startsWith(prefix));
  }

  stop(): void {
    this.#child.disconnect();
    rmSync(this.#logPath, { force: true });
  }

  #ask(message: Omit<Extract<ToSink, { type: 'epoch' }>, 'id'> | Omit<Extract<ToSink, { type: 'heal' }>, 'id'>) {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<void>((resolve) => {
      this.#done.set(id, resolve);
      this.#child.send({ ...message, id });
    });
  }
}
