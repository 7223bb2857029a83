// What `serve` answers on 127.0.0.1: whether it is healthy, and its numbers. Read only, and only for whoever holds the token.
import { createHash, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOwnHost } from '../../machine/own-host.ts';
import { cliErrors } from '../cli-errors.ts';

const loopbackAddress = '127.0.0.1';
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const;
const mostConnections = 64;

export interface Health {
  readonly status: 'ok' | 'starting' | 'paused' | 'closing';
  /** A sentence, unless it is ok. */
  readonly reason?: string;
  /** While it is locked, what needs its secrets waits, and all else is sent. */
  readonly vault?: 'locked' | 'unlocked';
}

export interface ControlPages {
  health(): Health;
  /** Prometheus' text format 0.0.4. */
  metrics(): string;
}

export interface ControlServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  serve(pages: ControlPages, token: string): void;
  close(): Promise<void>;
}

/** `port` 0: any free one. Throws Failure: PORT_BUSY, PORT_DENIED. */
export async function listenForControl(port: number): Promise<ControlServer> {
  const server = http.createServer(limits);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') reject(cliErrors.fail('PORT_BUSY', { port }));
      else if (cause.code === 'EACCES') reject(cliErrors.fail('PORT_DENIED', { port }));
      else reject(cause);
    });
    server.listen({ host: loopbackAddress, port, exclusive: true }, resolve);
  });
  const own = (server.address() as AddressInfo).port;
  const url = `http://${loopbackAddress}:${own}`;
  return {
    port: own,
    url,
    serve: (pages, token) => {
      const isAllowed = compareTo(token);
      server.on('request', (request, response) =>
        answer(request, response, () => reply(request, url, isAllowed, pages)),
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** Takes the same time for every wrong token, however it begins. */
function compareTo(token: string): (given: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(`Bearer ${token}`);
  return (given) => timingSafeEqual(digest(given), wanted);
}

function reply(
  request: http.IncomingMessage,
  url: string,
  isAllowed: (given: string) => boolean,
  pages: ControlPages,
): Reply {
  if (!isOwnHost(request, url)) return { status: 421 };
  if (!isAllowed(request.headers.authorization ?? '')) {
    return { status: 401, extra: { 'WWW-Authenticate': 'Bearer realm="switchhook"' } };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, extra: { Allow: 'GET, HEAD' } };
  const [path] = (request.url ?? '').split('?');
  if (path === '/healthz') {
    const health = pages.health();
    return {
      status: health.status === 'ok' ? 200 : 503,
      type: 'application/json; charset=utf-8',
      body: `${JSON.stringify(health)}\n`,
    };
  }
  if (path === '/metrics') {
    return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: pages.metrics() };
  }
  return { status: 404 };
}

function answer(request: http.IncomingMessage, response: http.ServerResponse, decide: () => Reply): void {
  const { status, type = 'text/plain; charset=utf-8', body, extra } = decide();
  const bytes = Buffer.from(body ?? `${status} ${http.STATUS_CODES[status]}\n`);
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...extra,
    // A body that came with the request is not read.
    ...(hasBody && { Connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
