// What `import 'electron'` finds in the double's process: the module, running.
import process from 'node:process';
import { listenToTest } from './control.ts';
import { electronModule } from './electron-module.ts';

export const { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme } = electronModule;
export const { protocol, safeStorage, screen, session, shell } = electronModule;

// biome-ignore lint/style/noDefaultExport: Electron has one too, and electron-store imports it.
export default electronModule;

app.start();
process.on('SIGTERM', () => app.quit());
listenToTest();
