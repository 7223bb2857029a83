// A page as a browser would run it, on a real host: the page's own transport over a real WebSocket that names the page's origin.
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { After } from '../../../renderer/client/after.ts';
import { createPageAccess } from '../../../renderer/client/page-access.ts';
import type { ConnectionState, PageConnection } from '../../../renderer/client/page-connection.ts';
import { createSocketTransport } from '../../../renderer/client/socket-transport.ts';
import { createPageAddress, type TestPageAddress } from '../../renderer/client/page-address.ts';

export interface OpenPage extends PageConnection {
  readonly page: TestPageAddress;
  /** Lays another link over the address, as a person pastes it. */
  paste(url: string): void;
  /** Breaks the connection as a cable would. */
  cut(): void;
  /** Resolves when the connection stands so. */
  until(status: ConnectionState['status']): Promise<ConnectionState>;
}

/** Waits are cut to a turn of the event loop, and time limits never end: nothing depends on how long it takes. */
const shortWaits: After = (delayMs, act) => {
  if (delayMs >= 10_000) return () => {};
  const immediate = setImmediate(act);
  return () => clearImmediate(immediate);
};

/** `page`: a tab that was open before, with what it stored. */
export function openPage(url: string, page = createPageAddress(url)): OpenPage {
  const { origin } = new URL(url);
  let current: WebSocket | undefined;
  class BrowserSocket extends WebSocket {
    constructor(address: string) {
      super(address, { origin });
      current = this;
      // A browser throws nothing for a connection that fails; 'close' follows.
      this.on('error', () => {});
    }
  }
  const access = createPageAccess(page);
  const connection = createSocketTransport({
    ...{ origin, access, WebSocket: BrowserSocket, after: shortWaits },
    random: Math.random,
  });
  onTestFinished(() => connection.close());
  return {
    ...connection,
    page,
    paste: (pasted) => {
      page.location.hash = new URL(pasted).hash;
      if (access.readLink()) connection.retryNow();
    },
    cut: () => current?.terminate(),
    until: (status) =>
      new Promise((resolve) => {
        const look = (state: ConnectionState) => {
          if (state.status !== status) return;
          end();
          resolve(state);
        };
        const end = connection.state.subscribe(look);
        look(connection.state.getState());
      }),
  };
}
