// Pages and sockets before an engine that the test plays: what the socket server does with what comes in.
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { AccessTokens } from '../../../electron/hosts/loopback/access-tokens.ts';
import { readPageFiles } from '../../../electron/hosts/loopback/page-files.ts';
import { listenForPages, servePages } from '../../../electron/hosts/loopback/page-server.ts';
import { serveSockets } from '../../../electron/hosts/loopback/socket-server.ts';
import type { Transport } from '../../../shared/contract/contract.ts';
import { createHandClock } from '../../renderer/client/hand-clock.ts';
import { makeRendererFolder } from './renderer-folder.ts';

interface PlayedSubscription {
  emit(event: unknown): void;
  isEnded: boolean;
  readonly ended: Promise<void>;
}

/** Answers `echo.call` at once, `slow.call` when told and `lost.call` never; every subscription is at hand. */
function createPlayedEngine() {
  const subscriptions = new Map<string, PlayedSubscription>();
  const { promise: slow, resolve: letSlowCallsEnd } = Promise.withResolvers<void>();
  const transport: Transport = {
    call: async (channel, input) => {
      if (channel === 'slow.call') await slow;
      if (channel === 'lost.call') throw new Error('The engine could not be opened again.');
      return { ok: true, value: { channel, input } };
    },
    subscribe: (channel, _input, onEvent) => {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const one = { emit: onEvent, isEnded: false, ended };
      subscriptions.set(channel, one);
      onEvent({ type: 'snapshot' });
      return () => {
        one.isEnded = true;
        resolve();
      };
    },
  };
  const subscription = (channel: string) => {
    const found = subscriptions.get(channel);
    if (found === undefined) throw new Error(`Nobody subscribed to ${channel}.`);
    return found;
  };
  return { transport, subscriptions, subscription, letSlowCallsEnd };
}

export async function startSockets() {
  const engine = createPlayedEngine();
  const clock = createHandClock();
  const tokens = new AccessTokens();
  const pages = await listenForPages(0);
  servePages(pages, await readPageFiles(makeRendererFolder()));
  const server = serveSockets({ pages, tokens, transport: engine.transport, clock });
  onTestFinished(() => {
    pages.server.close();
    pages.server.closeAllConnections();
  });
  return {
    ...pages,
    engine,
    clock,
    tokens,
    sockets: server,
    connect: (link?: string) => openSocket(pages.origin, link),
  };
}

/** A socket as a browser makes it on our page; with a link, already admitted. */
export async function openSocket(origin: string, link?: string) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin });
  onTestFinished(() => socket.terminate());
  const received: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)));
    for (const wake of waiting) wake();
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  socket.on('error', () => {});
  await once(socket, 'open');
  const say = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  /** The first message that fits, come already or still to come. */
  const hear = (fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> =>
    new Promise((resolve) => {
      const look = () => {
        const found = received.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const page = { socket, received, closed, say, hear };
  if (link === undefined) return page;
  say({ kind: 'hello', token: link });
  await hear(({ kind }) => kind === 'welcome');
  return page;
}
