import { expect, test } from 'vitest';
import * as host from '../../../electron/hosts/loopback/socket-protocol.ts';
import * as page from '../../../renderer/client/socket-protocol.ts';

// Neither side may import the other's words; that they are the same is held here, by the compiler too.
const takes: (message: page.PageMessage) => host.PageMessage = (message) => message;
const everyMessage: { readonly [Kind in host.PageMessage['kind']]: page.PageMessage & { readonly kind: Kind } } = {
  hello: { kind: 'hello', token: 'x' },
  call: { kind: 'call', id: 1, channel: 'settings.get', input: {} },
  subscribe: { kind: 'subscribe', id: 2, channel: 'settings.watch', input: {} },
  unsubscribe: { kind: 'unsubscribe', id: 2 },
  link: { kind: 'link', id: 3 },
  ping: { kind: 'ping' },
};
const hears: (message: host.HostMessage) => page.HostMessage = (message) => message;

test('page and host have the same words', () => {
  for (const message of Object.values(everyMessage)) {
    expect(host.pageMessageSchema.parse(message)).toEqual(takes(message));
  }
  expect(page.socketPath).toBe(host.socketPath);
  expect(page.tokenUnknownCode).toBe(host.closeCodes.tokenUnknown);
  expect(hears({ kind: 'welcome', session: 'x' }).kind).toBe('welcome');
});
