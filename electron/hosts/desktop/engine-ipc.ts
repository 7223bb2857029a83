// The engine over Electron's IPC, for one page. Three channels: `engine:call`, `engine:subscribe` (start and end) and `engine:event`
// back. Each message is believed only from the page's main frame, on our origin, in a known shape; the engine parses what it carries.
// Only this file touches ipcMain.
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import * as z from 'zod';
import type { Transport } from '../../../shared/contract/contract.ts';
import type { Log } from '../../engine/ports.ts';
import { appOrigin, isOwnUrl } from './app-origin.ts';

const channelSchema = z.string().max(64);
const callSchema = z.strictObject({ channel: channelSchema, input: z.unknown() });
const subscribeSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('start'), id: z.uuid(), channel: channelSchema, input: z.unknown() }),
  z.strictObject({ act: z.literal('end'), id: z.uuid() }),
]);

export interface EngineIpcOptions {
  readonly page: WebContents;
  readonly transport: Transport;
  readonly log: Log;
}

export function serveEngine({ page, transport, log }: EngineIpcOptions): void {
  // electron-store opens a channel of its own and answers any sender with the path of the person's folder. Nothing here needs it.
  ipcMain.removeAllListeners('electron-store-get-data');

  const subscriptions = new Subscriptions(page, transport);
  // A page that is loaded again knows nothing of what the one before subscribed to.
  page.on('did-navigate', () => subscriptions.endAll());
  page.on('render-process-gone', () => subscriptions.endAll());
  page.on('destroyed', () => subscriptions.endAll());

  ipcMain.handle('engine:call', (event, payload: unknown) => {
    const message = callSchema.safeParse(payload);
    if (isOwnPage(event, page) && message.success) return transport.call(message.data.channel, message.data.input);
    log('warn', 'refused a message on engine:call');
    throw new Error('Refused.');
  });

  ipcMain.on('engine:subscribe', (event, payload: unknown) => {
    const message = subscribeSchema.safeParse(payload);
    if (!isOwnPage(event, page) || !message.success) return log('warn', 'refused a message on engine:subscribe');
    if (message.data.act === 'end') return subscriptions.end(message.data.id);
    subscriptions.start(message.data);
  });
}

/** No exemption for about:blank or an empty URL: such a frame may have inherited our origin, but holds somebody else's text. */
function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent, page: WebContents): boolean {
  const frame = event.senderFrame;
  if (event.sender !== page || frame === null || frame !== page.mainFrame) return false;
  return frame.origin === appOrigin && isOwnUrl(frame.url);
}

/** What the page listens to, by the id the page gave it. */
class Subscriptions {
  readonly #page: WebContents;
  readonly #transport: Transport;
  readonly #endById = new Map<string, () => void>();

  constructor(page: WebContents, transport: Transport) {
    this.#page = page;
    this.#transport = transport;
  }

  start({ id, channel, input }: { id: string; channel: string; input: unknown }): void {
    if (this.#endById.has(id)) return;
    let isEnded = false;
    let end = () => {};
    this.#endById.set(id, () => {
      isEnded = true;
      end();
    });
    // The first event may come before `subscribe` returns.
    end = this.#transport.subscribe(channel, input, (event) => {
      if (!isEnded) this.#page.send('engine:event', { id, event });
    });
  }

  end(id: string): void {
    this.#endById.get(id)?.();
    this.#endById.delete(id);
  }

  endAll(): void {
    for (const id of [...this.#endById.keys()]) this.end(id);
  }
}
