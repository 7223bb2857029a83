// The least an HTTP client can do: bytes made once, written to open sockets, and the answer's end looked for. No parser, no checks.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serveContender } from '../contender.ts';
import type { CountTask } from './bare-pool.ts';
import { buildBenchRequest, type PostSetup } from './poster.ts';

/** Ends an answer without a body, which a 204 is. */
const endOfHead = Buffer.from('\r\n\r\n');

function writeBytes(url: string): Buffer {
  const { body, headers } = buildBenchRequest(url);
  const { host, pathname } = new URL(url);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const length = Buffer.byteLength(body);
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\n${lines}Content-Length: ${length}\r\n\r\n${body}`);
}

serveContender<PostSetup, CountTask, null>(async ({ url, connections }) => {
  const bytes = writeBytes(url);
  const { hostname, port } = new URL(url);
  const open = async () => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    return socket;
  };
  const sockets = await Promise.all(Array.from({ length: connections }, open));
  return {
    run: async ({ count }) => {
      await sendAll(sockets, bytes, count);
      return null;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
    },
  };
});

function sendAll(sockets: readonly Socket[], bytes: Buffer, count: number): Promise<void> {
  return new Promise((resolve) => {
    let begun = 0;
    let ended = 0;
    const next = (socket: Socket) => {
      if (begun >= count) return;
      begun += 1;
      socket.write(bytes);
    };
    for (const socket of sockets) {
      socket.removeAllListeners('data');
      socket.on('data', (chunk) => {
        if (chunk.indexOf(endOfHead) === -1) return;
        ended += 1;
        if (ended === count) resolve();
        else next(socket);
      });
      next(socket);
    }
  });
}
