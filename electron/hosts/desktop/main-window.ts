// The one window: sandboxed, without a title bar of its own, where it was left.
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Log } from '../../engine/ports.ts';
import { appOrigin } from './app-origin.ts';
import { desktopTexts } from './desktop-texts.ts';
import { placeWindow, smallestWindow } from './window-bounds.ts';
import type { WindowStateStore } from './window-state.ts';

/** Of the page's own frame: the window's buttons stand on its top bar, and it is what shows before the page does. */
const frameColours = {
  light: { color: '#f1f2f6', symbolColor: '#4e515a' },
  dark: { color: '#0b0c0f', symbolColor: '#b4b5bc' },
} as const;
const topBarHeight = 44;

const currentColours = () => frameColours[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];

/** Created hidden, so that its page can be listened to before it is loaded. */
export function createMainWindow(preloadFile: string, state: WindowStateStore): BrowserWindow {
  const saved = state.read();
  const others = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...placeWindow(saved?.bounds ?? null, [screen.getPrimaryDisplay().workArea, ...others]),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: desktopTexts.productName,
    backgroundColor: currentColours().color,
    titleBarStyle: 'hidden',
    titleBarOverlay: { ...currentColours(), height: topBarHeight },
    webPreferences: {
      preload: preloadFile,
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      // It would fetch dictionaries from the network.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (saved?.isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => state.save(window));
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerToReload(window);
  });
  followTheme(window);
  return window;
}

/** A page that goes elsewhere while it loads breaks the first load off, which is no reason to end. */
export async function showPage(window: BrowserWindow, log: Log): Promise<void> {
  await window
    .loadURL(`${appOrigin}/`)
    .catch((cause: unknown) => log('warn', 'the page did not load', { cause: String(cause) }));
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** macOS draws its buttons itself, and has no overlay to colour. */
function followTheme(window: BrowserWindow): void {
  const apply = () => {
    window.setBackgroundColor(currentColours().color);
    if (process.platform !== 'darwin') window.setTitleBarOverlay({ ...currentColours(), height: topBarHeight });
  };
  nativeTheme.on('updated', apply);
  window.on('closed', () => nativeTheme.off('updated', apply));
}

/** The person decides each time, so a page that cannot live does not start over for ever. */
async function offerToReload(window: BrowserWindow): Promise<void> {
  const { message, detail, reload, quit } = desktopTexts.pageGone;
  const buttons = [reload, quit];
  const { response } = await dialog.showMessageBox(window, { type: 'error', message, detail, buttons, cancelId: 0 });
  if (response === 1) app.quit();
  else window.webContents.reload();
}
