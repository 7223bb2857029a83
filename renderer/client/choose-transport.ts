// Which host shows this page: the desktop application lays a bridge before it, anything else is a browser on the loopback host.
import type { Transport } from '../../shared/contract/contract.ts';
import { afterRealTime } from './after.ts';
import { createElectronTransport } from './electron-transport.ts';
import { createPageAccess, type PageAddress } from './page-access.ts';
import type { PageConnection } from './page-connection.ts';
import { createSocketTransport, type SocketTransportOptions } from './socket-transport.ts';

/** What is needed of `window`. */
export interface PageWindow extends PageAddress {
  readonly location: PageAddress['location'] & { readonly origin: string };
  readonly WebSocket: SocketTransportOptions['WebSocket'];
  addEventListener(type: 'hashchange', listener: (event: { readonly oldURL?: string }) => void): void;
  dispatchEvent(event: Event): boolean;
  /** Laid there by the preload script of the desktop application. */
  readonly switchhook?: Transport;
}

export function connectPage(window: PageWindow): PageConnection {
  if (window.switchhook !== undefined) return createElectronTransport(window.switchhook, afterRealTime);
  const access = createPageAccess(window);
  const connection = createSocketTransport({
    origin: window.location.origin,
    access,
    WebSocket: window.WebSocket,
    after: afterRealTime,
    random: Math.random,
  });
  // A new link pasted over the old address changes the fragment only, so the page is not loaded again.
  window.addEventListener('hashchange', ({ oldURL }) => {
    if (!access.readLink(fragmentOf(oldURL))) return;
    // Others have read the link as a place by now.
    window.dispatchEvent(new Event('hashchange'));
    connection.retryNow();
  });
  return connection;
}

function fragmentOf(url = ''): string {
  const start = url.indexOf('#');
  return start < 0 ? '' : url.slice(start);
}
