// The one way in to the engine: upgrades at one path, from our own page only. What a page may do begins with its token.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Transport } from '../../../shared/contract/contract.ts';
import type { Clock } from '../../engine/ports.ts';
import { isOwnHost } from '../machine/own-host.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { PageServer } from './page-server.ts';
import { socketPath } from './socket-protocol.ts';
import { SocketSession } from './socket-session.ts';

export interface SocketServerOptions {
  readonly pages: PageServer;
  readonly tokens: AccessTokens;
  readonly transport: Transport;
  readonly clock: Clock;
}

export interface SocketServer {
  /** Takes no more sockets, lets calls in flight be answered and hangs up. */
  close(): Promise<void>;
}

/** The largest input is an integration file. */
const mostMessageBytes = 16 * 1024 * 1024;
/** Whoever comes later pushes the oldest out, so nobody can keep a page out by waiting. */
const mostWaiting = 16;
const heartbeatMs = 20_000;

export function serveSockets({ pages, tokens, transport, clock }: SocketServerOptions): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: mostMessageBytes,
  });
  const sessions = new Set<SocketSession>();
  const waiting = new Set<SocketSession>();
  let isClosing = false;

  const admit = (socket: WebSocket) => {
    const session = new SocketSession(socket, { tokens, transport, clock, onAdmitted: () => waiting.delete(session) });
    sessions.add(session);
    waiting.add(session);
    socket.once('close', () => {
      sessions.delete(session);
      waiting.delete(session);
    });
    const [oldest] = waiting;
    if (waiting.size <= mostWaiting || oldest === undefined) return;
    waiting.delete(oldest);
    oldest.giveUpWaiting();
  };
  pages.server.on('upgrade', (request, stream, head) => {
    const refusal = isClosing ? '503 Service Unavailable' : refuseUpgrade(request, pages.origin);
    if (refusal === null) sockets.handleUpgrade(request, stream, head, admit);
    else refuse(stream, refusal);
  });

  let callOffHeartbeat = () => {};
  const beat = () => {
    callOffHeartbeat = clock.after(heartbeatMs, () => {
      for (const session of sessions) session.checkAlive();
      beat();
    });
  };
  beat();
  return {
    close: async () => {
      isClosing = true;
      callOffHeartbeat();
      await Promise.all([...sessions].map((session) => session.close()));
    },
  };
}

/** The status line of a refusal; null to go on. Browsers always name their page's origin, and let no page choose it. */
function refuseUpgrade(request: IncomingMessage, origin: string): string | null {
  if (!isOwnHost(request, origin)) return '421 Misdirected Request';
  if (request.url !== socketPath) return '404 Not Found';
  return request.headers.origin === origin ? null : '403 Forbidden';
}

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => {});
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
