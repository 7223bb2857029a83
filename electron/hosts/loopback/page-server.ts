// The HTTP side on 127.0.0.1: gives the bundle to whoever asks under our own name, and nothing else. The bundle is public;
// the engine is reached through the socket only.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isOwnHost } from '../machine/own-host.ts';
import { loopbackErrors } from './loopback-errors.ts';
import { indexPath, type PageFile, type PageFiles } from './page-files.ts';
import { socketPath } from './socket-protocol.ts';

const loopbackAddress = '127.0.0.1';

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const;
const mostConnections = 256;

export interface PageServer {
  readonly server: http.Server;
  readonly port: number;
  /** What a page of ours stands on: `http://127.0.0.1:<port>`. */
  readonly origin: string;
}

/** Listens; answers come with `servePages`. `port` 0: any free one. Throws Failure: PORT_BUSY, PORT_DENIED. */
export async function listenForPages(port: number): Promise<PageServer> {
  const server = http.createServer(limits);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') reject(loopbackErrors.fail('PORT_BUSY', { port }));
      else if (cause.code === 'EACCES') reject(loopbackErrors.fail('PORT_DENIED', { port }));
      else reject(cause);
    });
    server.listen({ host: loopbackAddress, port, exclusive: true }, resolve);
  });
  const own = (server.address() as AddressInfo).port;
  return { server, port: own, origin: `http://${loopbackAddress}:${own}` };
}

export function servePages({ server, port, origin }: PageServer, files: PageFiles): void {
  const headers = securityHeaders(port);
  server.on('request', (request, response) => {
    const { status, file, extra } = answerPage(request, origin, files);
    const body = file?.bytes ?? Buffer.from(`${status} ${http.STATUS_CODES[status]}\n`);
    response.writeHead(status, {
      ...headers,
      'Content-Type': file?.type ?? 'text/plain; charset=utf-8',
      'Content-Length': body.byteLength,
      'Cache-Control': 'no-store',
      ...extra,
      // A body that came with the request is not read.
      ...(hasBody(request) && { Connection: 'close' }),
    });
    response.end(body);
  });
}

interface PageAnswer {
  readonly status: number;
  readonly file?: PageFile;
  readonly extra?: Readonly<Record<string, string>>;
}

function answerPage(request: http.IncomingMessage, origin: string, files: PageFiles): PageAnswer {
  if (!isOwnHost(request, origin)) return { status: 421 };
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, extra: { Allow: 'GET, HEAD' } };
  const [path = ''] = (request.url ?? '').split('?');
  if (path === socketPath) return { status: 426, extra: { Upgrade: 'websocket', Connection: 'Upgrade, close' } };
  // Where the window is stands in the fragment, so there is one page.
  const file = files.get(path === '/' ? indexPath : path);
  return file === undefined ? { status: 404 } : { status: 200, file, extra: { 'Cache-Control': cacheOf(path) } };
}

/** Names under /assets/ change with their content. */
function cacheOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function hasBody({ headers }: http.IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function securityHeaders(port: number): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    // Named, because not every browser counts a socket of the same port as 'self'.
    `connect-src 'self' ws://${loopbackAddress}:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), usb=()',
  };
}
