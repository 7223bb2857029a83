// The menu: what every application of the system has, by Electron's roles. The window shows it on macOS only; elsewhere it gives the
// usual shortcuts for editing and zoom.
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { desktopTexts } from './desktop-texts.ts';

export function setApplicationMenu(): void {
  const developer: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  const view: MenuItemConstructorOptions = {
    label: desktopTexts.menu.view,
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : developer),
    ],
  };
  const first: MenuItemConstructorOptions = { role: process.platform === 'darwin' ? 'appMenu' : 'fileMenu' };
  Menu.setApplicationMenu(Menu.buildFromTemplate([first, { role: 'editMenu' }, view, { role: 'windowMenu' }]));
}
