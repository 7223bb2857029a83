// Electron's app: readiness, paths, one instance for each folder, and the order of the end.
import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { closeChromium, startChromium } from './chromium.ts';
import { record } from './script.ts';

/** Of a window, what the application's end needs. */
export interface Closable {
  /** Asks it, as the person would. false: it stays. */
  close(): boolean;
}

export class App extends EventEmitter {
  readonly isPackaged = true;
  readonly #paths = new Map([['userData', join(tmpdir(), 'electron-double')]]);
  readonly #ready = Promise.withResolvers<void>();
  readonly windows = new Set<Closable>();
  #state: 'starting' | 'ready' | 'ended' = 'starting';

  /** Readiness comes after the main module has run, so that it can still set paths and privileges. */
  start(): void {
    setImmediate(async () => {
      if (this.#isEnded()) return;
      await startChromium(this.getPath('userData'));
      if (this.#isEnded()) return;
      this.#state = 'ready';
      this.emit('ready');
      this.#ready.resolve();
    });
  }

  #isEnded(): boolean {
    return this.#state === 'ended';
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  enableSandbox(): void {
    record('app.enableSandbox', this.#state);
  }

  setName(name: string): void {
    record('app.setName', name);
  }

  getVersion(): string {
    return '0.0.0-double';
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  /** The first one leaves its number in the folder; a later one leaves a message beside it and is refused. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'double-instances');
    const owner = join(folder, 'owner');
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(owner, String(process.pid), { flag: 'wx' });
    } catch {
      if (isRunning(Number(readFileSync(owner, 'utf8')))) {
        writeFileSync(join(folder, `${process.pid}.start`), JSON.stringify([process.argv, process.cwd()]));
        return false;
      }
      writeFileSync(owner, String(process.pid));
    }
    watch(folder, () => this.#welcomeOthers(folder)).unref();
    return true;
  }

  #welcomeOthers(folder: string): void {
    for (const name of readdirSync(folder).filter((found) => found.endsWith('.start'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      // Seen while it is being written: the next change comes.
      if (text === '') continue;
      rmSync(join(folder, name));
      const [argv, workingDirectory] = JSON.parse(text);
      this.emit('second-instance', createEvent(), argv, workingDirectory, null);
    }
  }

  relaunch(): void {
    record('app.relaunch', null);
  }

  /** before-quit, every window's close, will-quit: each can call it off. */
  quit(): void {
    if (this.#isEnded() || isPrevented(this, 'before-quit')) return;
    for (const window of [...this.windows]) if (!window.close()) return;
    if (isPrevented(this, 'will-quit')) return;
    this.exit(0);
  }

  /** Asks nobody. */
  exit(code: number): void {
    if (this.#isEnded()) return;
    this.#state = 'ended';
    this.emit('quit', createEvent(), code);
    void closeChromium().finally(() => process.exit(code));
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch {
    return false;
  }
}

export interface PreventableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

export function createEvent<Details extends object>(details?: Details): PreventableEvent & Details {
  const event: PreventableEvent = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return Object.assign(event, details);
}

export function isPrevented(emitter: EventEmitter, name: string, details: object = {}): boolean {
  const event = createEvent(details);
  emitter.emit(name, event);
  return event.defaultPrevented;
}

export const app = new App();
