// The test's hand in the double's process: over Node's own channel to the process that started it. Nothing of it is in Electron.
import { EventEmitter } from 'node:events';
import process from 'node:process';
import { app, isPrevented } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { debuggingAddress } from './chromium.ts';
import type { ControlRequest } from './control-messages.ts';
import { ipcMain } from './ipc-main.ts';
import { answerOf } from './protocol.ts';
import { type Rectangle, records } from './script.ts';
import { defaultSession } from './session.ts';

function ownWindow(): BrowserWindow {
  const [window] = app.windows;
  if (window instanceof BrowserWindow) return window;
  throw new Error('There is no window.');
}

const acts: { [Act in ControlRequest['act']]: (request: Extract<ControlRequest, { act: Act }>) => unknown } = {
  address: async () => {
    await app.whenReady();
    return debuggingAddress();
  },
  records: () => records,
  channels: () => ipcMain.channels(),
  decidePermission: ({ name }) => defaultSession.decide(name),
  decideOpening: ({ url }) => ownWindow().webContents.decideOpening(url),
  isNavigationRefused: ({ event, url }) => isPrevented(ownWindow().webContents, event, { url }),
  request: async ({ url, method }) => {
    const answer = await answerOf(url, { method });
    if (answer === null) return null;
    return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  },
  forge: async ({ kind, channel, payload, from }) => {
    const { webContents } = ownWindow();
    const sender = from.otherPage ? new EventEmitter() : webContents;
    const event = { type: 'frame', sender, senderFrame: forgeFrame(webContents.mainFrame, from) } as const;
    if (kind === 'invoke') return ipcMain.answer(channel, event, [payload]);
    return ipcMain.emit(channel, event, payload);
  },
  rendererGone: ({ reason }) => void ownWindow().webContents.emit('render-process-gone', {}, { reason, exitCode: 1 }),
  moveWindow: ({ bounds, isMaximized }: { bounds: Rectangle; isMaximized: boolean }) => {
    ownWindow().setBounds(bounds);
    if (isMaximized) ownWindow().maximize();
  },
  quit: () => void setImmediate(() => app.quit()),
};

function forgeFrame(mainFrame: object, { frame }: Extract<ControlRequest, { act: 'forge' }>['from']): object | null {
  switch (frame) {
    case 'main':
      return mainFrame;
    case 'none':
      return null;
    case 'child':
      return { ...mainFrame, parent: mainFrame };
    default:
      // The same frame, on another document.
      return Object.assign(mainFrame, frame);
  }
}

export function listenToTest(): void {
  process.on('message', async ({ id, request }: { id: number; request: ControlRequest }) => {
    try {
      const act = acts[request.act] as (request: ControlRequest) => unknown;
      process.send?.({ id, value: await act(request) });
    } catch (cause) {
      process.send?.({ id, error: String(cause) });
    }
  });
  // A test that is gone must not leave an application behind.
  process.on('disconnect', () => app.exit(1));
}
