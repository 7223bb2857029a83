// Electron's ipcMain: handlers and listeners, run with what the page sent.
import { EventEmitter } from 'node:events';

export interface IpcEvent {
  readonly type: 'frame';
  readonly sender: unknown;
  readonly senderFrame: unknown;
}

type Handler = (event: IpcEvent, ...given: unknown[]) => unknown;

export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  /** What the page's `invoke` rejects with is Electron's own sentence. */
  async answer(channel: string, event: IpcEvent, given: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return await handler(event, ...given);
    } catch (cause) {
      throw new Error(`Error invoking remote method '${channel}': ${String(cause)}`);
    }
  }

  channels(): string[] {
    return [...this.#handlers.keys(), ...this.eventNames().map(String)].sort();
  }
}

export const ipcMain = new IpcMain();
