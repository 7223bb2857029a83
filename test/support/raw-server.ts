// A TCP server that keeps every byte it gets and answers with the bytes it is told: what really goes over the wire, and every way
// an endpoint can misbehave.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';

/** What to do once the head of a request has come. */
export type Behaviour = (socket: net.Socket) => void;

export interface RawServer {
  readonly port: number;
  readonly origin: string;
  /** Connections ever made. */
  readonly connections: () => number;
  /** When none of them is open any more, on this side. */
  readonly allClosed: () => Promise<void>;
  /** Each request as it came, byte for byte as latin1, in the order in which they began. */
  readonly requests: () => string[];
  readonly close: () => Promise<void>;
}

export type Certificate = 'trusted' | 'wrong-host' | 'expired' | 'not-yet-valid' | 'self-signed';

const certificates = join(import.meta.dirname, 'certificates');
export const testAuthority = readFileSync(join(certificates, 'authority.pem'), 'utf8');

export interface RawServerOptions {
  readonly behaviour?: Behaviour;
  /** Runs as soon as somebody connects, before a byte is read. */
  readonly onConnect?: Behaviour;
  readonly certificate?: Certificate;
  readonly host?: string;
}

export const answer =
  (text: string): Behaviour =>
  (socket) =>
    void socket.write(Buffer.from(text, 'latin1'));

export const emptyAnswer = answer('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, end + 2))?.[1] ?? 0);
  return text.length >= end + 4 + length;
}

export async function startRawServer(options: RawServerOptions = {}): Promise<RawServer> {
  const { behaviour = emptyAnswer, onConnect, certificate, host = '127.0.0.1' } = options;
  const requests: { text: string }[] = [];
  const sockets = new Set<net.Socket>();
  const serve = (socket: net.Socket) => {
    let last: { text: string } | undefined;
    onConnect?.(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      if (last === undefined || isWhole(last.text)) {
        last = { text: '' };
        requests.push(last);
      }
      last.text += chunk.toString('latin1');
      if (isWhole(last.text)) behaviour(socket);
    });
  };
  const pem = certificate && readFileSync(join(certificates, `${certificate}.pem`));
  const server =
    pem === undefined
      ? net.createServer(serve)
      : tls.createServer({ key: pem, cert: pem }, serve).on('tlsClientError', () => {});
  let connections = 0;
  let onAllClosed: (() => void)[] = [];
  server.on('connection', (socket: net.Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size > 0) return;
      for (const tell of onAllClosed) tell();
      onAllClosed = [];
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    origin: `${pem === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    connections: () => connections,
    allClosed: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => onAllClosed.push(resolve))),
    requests: () => requests.map(({ text }) => text),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
