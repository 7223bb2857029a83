import { expect, test } from 'vitest';
import { connectPage } from '../../../renderer/client/choose-transport.ts';
import type { PageSocket } from '../../../renderer/client/socket-transport.ts';
import type { Transport } from '../../../shared/contract/contract.ts';
import { createPageAddress } from './page-address.ts';

function createWindow(address: string) {
  const page = createPageAddress(address);
  const made: string[] = [];
  const listeners: ((event: { oldURL?: string }) => void)[] = [];
  const places: string[] = [];
  class SilentSocket implements PageSocket {
    constructor(url: string) {
      made.push(url);
    }
    addEventListener(): void {}
    send(): void {}
    close(): void {}
  }
  const window = {
    ...page,
    location: Object.assign(page.location, { origin: 'http://127.0.0.1:4711' }),
    WebSocket: SilentSocket,
    addEventListener: (_type: 'hashchange', listener: (event: { oldURL?: string }) => void) =>
      void listeners.push(listener),
    dispatchEvent: () => {
      tell({});
      return true;
    },
  };
  const tell = (event: { oldURL?: string }) => {
    for (const listener of listeners) listener(event);
    places.push(window.location.hash);
  };
  /** What a person types over the address, then every place that the page was told of. */
  const paste = (hash: string) => {
    const oldURL = `http://127.0.0.1:4711${page.shown()}`;
    window.location.hash = hash;
    tell({ oldURL });
    return places;
  };
  return { window, made, paste };
}

test('takes the bridge of the desktop application where there is one', async () => {
  const { window, made } = createWindow('/');
  const asked: unknown[] = [];
  const bridge: Transport = {
    call: async (...call) => {
      asked.push(call);
      return { ok: true, value: 1 };
    },
    subscribe: (_channel, _input, onEvent) => {
      onEvent({ type: 'snapshot' });
      return () => asked.push('ended');
    },
  };
  const connection = connectPage({ ...window, switchhook: bridge });
  const events: unknown[] = [];
  expect(await connection.transport.call('settings.get', {})).toEqual({ ok: true, value: 1 });
  connection.transport.subscribe('bench.watch', {}, (event) => events.push(event))();
  expect(asked).toEqual([['settings.get', {}], 'ended']);
  expect(events).toEqual([{ type: 'snapshot' }]);
  expect(connection.state.getState()).toEqual({ status: 'open', epoch: 0 });
  expect(made).toEqual([]);
});

test('connects to its own origin in a browser', () => {
  const { window, made } = createWindow('/#token=link');
  const connection = connectPage(window);
  expect(made).toEqual(['ws://127.0.0.1:4711/socket']);
  expect(connection.state.getState().status).toBe('connecting');
  connection.close();
});

test('a new link pasted over the old address is tried without a reload, at the place that was shown', () => {
  const { window, made, paste } = createWindow('/#/accounts?q=a%23b');
  const connection = connectPage(window);
  expect(connection.state.getState().status).toBe('refused');
  paste('#/deliveries?sel=dlv_1');
  expect(made).toEqual([]);
  expect(paste('#token=fresh').at(-2)).toBe('#/deliveries?sel=dlv_1');
  expect(made).toHaveLength(1);
  expect(window.location.hash).toBe('#/deliveries?sel=dlv_1');
  paste('#token=other/integrations');
  expect(window.location.hash).toBe('#/integrations');
  connection.close();
});
