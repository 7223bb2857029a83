// A connection through a proxy: it is asked to connect to the address that was judged, never to a name it would look up by itself.
import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { HttpProxy, Lookup, ResolvedAddress } from '../ports.ts';
import { answerWith, type SocketOpening } from './socket-opening.ts';

/** The proxy's own no, or that there is no way to it. `status` null: it was not reached, or did not answer as one. */
export class ProxyFailed extends Error {
  readonly host: string;
  readonly status: number | null;

  constructor({ hostname, port }: Pick<HttpProxy, 'hostname' | 'port'>, status: number | null) {
    super('proxy');
    this.host = `${hostname}:${port}`;
    this.status = status;
  }
}

interface TunnelEnds {
  readonly addresses: readonly ResolvedAddress[];
  readonly port: number;
}

/** To the first of the addresses that the proxy has a way to: one without IPv6 is usual, and most names have both. */
export function openTunnel(proxy: HttpProxy, { addresses, port }: TunnelEnds, lookup: Lookup): SocketOpening {
  let asked: SocketOpening | null = null;
  let isAborted = false;
  const open = async (): Promise<net.Socket> => {
    for (const [index, address] of addresses.entries()) {
      asked = askFor(proxy, { ...address, port }, lookup);
      try {
        return await asked.opened;
      } catch (cause) {
        const isLast = index === addresses.length - 1;
        const hasNoWay = cause instanceof ProxyFailed && cause.status !== null && cause.status >= 500;
        if (isLast || isAborted || !hasNoWay) throw cause;
      }
    }
    throw new ProxyFailed(proxy, null);
  };
  const abort = (): void => {
    isAborted = true;
    asked?.abort();
  };
  return { opened: open(), abort };
}

function askFor(proxy: HttpProxy, to: ResolvedAddress & { port: number }, lookup: Lookup): SocketOpening {
  const authority = `${to.family === 6 ? `[${to.address}]` : to.address}:${to.port}`;
  const request = (proxy.isSecure ? https : http).request({
    ...{ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: authority, agent: false },
    headers: {
      host: authority,
      ...(proxy.authorization !== null && { 'proxy-authorization': proxy.authorization }),
    },
    lookup: lookUpBy(lookup),
  });
  const opened = new Promise<net.Socket>((resolve, reject) => {
    request.on('connect', (response, socket, head) => {
      const { statusCode = 0 } = response;
      const isGranted = statusCode >= 200 && statusCode < 300;
      // Nobody speaks before we do: what comes already is no part of what we want to talk to.
      if (isGranted && head.length === 0) {
        // One that breaks while nobody listens would end the process.
        socket.on('error', () => {});
        resolve(socket as net.Socket);
        return;
      }
      socket.destroy();
      reject(new ProxyFailed(proxy, isGranted ? null : statusCode));
    });
    // Stays: it is told of what happens to the connection later, too.
    request.on('error', () => reject(new ProxyFailed(proxy, null)));
    request.on('close', () => reject(new ProxyFailed(proxy, null)));
  });
  request.end();
  return { opened, abort: () => request.destroy() };
}

function lookUpBy(lookup: Lookup): net.LookupFunction {
  return (hostname, options, answer) => {
    lookup(hostname).then(
      (addresses) => {
        if (addresses.length === 0) answer(new Error('no address'), '', 0);
        else answerWith(addresses)(hostname, options, answer);
      },
      (cause: Error) => answer(cause, '', 0),
    );
  };
}
