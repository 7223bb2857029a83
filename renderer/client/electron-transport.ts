// The page's side in the desktop application: what the preload script lays before it, and streams that last when the owner changes.
import { createStore } from 'zustand/vanilla';
import type { Transport } from '../../shared/contract/contract.ts';
import type { After } from './after.ts';
import type { ConnectionState, PageConnection } from './page-connection.ts';
import { StreamKeeper } from './stream-keeper.ts';

export function createElectronTransport(bridge: Transport, after: After): PageConnection {
  const state = createStore<ConnectionState>(() => ({ status: 'open', epoch: 0 }));
  const streams = new StreamKeeper({
    subscribe: (channel, input, onEvent) => bridge.subscribe(channel, input, onEvent),
    after,
    onRestarted: () => state.setState(({ epoch }) => ({ epoch: epoch + 1 })),
  });
  streams.resume();
  return {
    transport: { call: (channel, input) => bridge.call(channel, input), subscribe: streams.subscribe },
    state,
    retryNow: () => {},
    close: () => streams.suspend(),
  };
}
