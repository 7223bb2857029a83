// What no page may do, whatever it holds: leave our origin, open a window, get a permission, hold another page.
import { app, session, type WebContents } from 'electron';
import { isOwnUrl } from './app-origin.ts';
import { askToOpenOutside } from './outside-link.ts';

/** For every page there will ever be, so it is called before the first one. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, page) => guardPage(page));
}

/** After the application is ready. */
export function denyPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
}

function guardPage(page: WebContents): void {
  const stayHome = (navigation: { readonly url: string; preventDefault(): void }) => {
    if (!isOwnUrl(navigation.url)) navigation.preventDefault();
  };
  page.on('will-navigate', stayHome);
  page.on('will-frame-navigate', stayHome);
  page.on('will-redirect', stayHome);
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(({ url }) => {
    void askToOpenOutside(url);
    return { action: 'deny' };
  });
}
