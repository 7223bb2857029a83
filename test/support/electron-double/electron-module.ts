// The names of the module `electron` in the main process, as far as the desktop host uses them. A test holds them against electron.d.ts.
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { session } from './session.ts';
import { dialog, Menu, nativeTheme, screen, shell } from './system.ts';

export const electronModule = {
  ...{ app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, safeStorage, screen, session, shell },
};
