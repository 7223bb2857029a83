// A sink in this process that can hold its answers back and tells when requests come: for what nginx does not tell.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CountingSink {
  readonly port: number;
  /** Resolves with the time (`performance.now()`) of the next request. */
  nextRequest(): Promise<number>;
  isAnswering: boolean;
  stop(): Promise<void>;
}

export async function startCountingSink(): Promise<CountingSink> {
  let told: ((at: number) => void) | null = null;
  const held = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    told?.(performance.now());
    told = null;
    request.resume();
    if (sink.isAnswering) {
      response.writeHead(204).end();
      return;
    }
    held.add(response);
    response.once('close', () => held.delete(response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sink: CountingSink = {
    port: (server.address() as AddressInfo).port,
    nextRequest: () =>
      new Promise((resolve) => {
        told = resolve;
      }),
    isAnswering: true,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return sink;
}
