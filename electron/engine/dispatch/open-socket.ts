// One connection to a checked address. The name is resolved here and nowhere else, every address is judged, and only judged
// addresses are connected to: what a second look-up would say does not matter.
import net from 'node:net';
import tls from 'node:tls';
import type { Lookup, NamedProxy, ResolvedAddress } from '../ports.ts';
import { openTunnel } from './open-tunnel.ts';
import { answerWith, type SocketOpening } from './socket-opening.ts';
import { judgeAddress, type TargetCode, type TargetRules } from './target-guard.ts';

export interface SocketTarget {
  readonly protocol: string;
  /** Without brackets. */
  readonly hostname: string;
  readonly port: number;
}

export interface OpenOptions {
  readonly lookup: Lookup;
  /** null: the own receiver, which needs no rule. */
  readonly rules: TargetRules | null;
  isControlPort(port: number): boolean;
  /** What stands before the target; asked when a connection is made. */
  proxyFor(): NamedProxy | null;
  /** Told as it happens. */
  onPhase(phase: 'resolved' | 'connected' | 'secured'): void;
}

/** The target guard's no. */
export class TargetRefused extends Error {
  readonly code: TargetCode;
  readonly address: string;

  constructor(code: TargetCode, address: string) {
    super(`${code} ${address}`);
    this.code = code;
    this.address = address;
  }
}

/** The name has no address. */
export class LookupFailed extends Error {}

/** A proxy is named that we cannot speak to. */
export class ProxyUnusable extends Error {}

/** A handshake that failed, apart from a connection that did. */
export class HandshakeFailed extends Error {}

/** Begins at once. */
export function openSocket(target: SocketTarget, options: OpenOptions): SocketOpening {
  let stop = (): void => {};
  let isAborted = false;
  const open = async (): Promise<net.Socket> => {
    const addresses = await resolveTarget(target, options);
    if (isAborted) throw new LookupFailed();
    const way = openWay(target, addresses, options);
    stop = way.abort;
    const plain = await way.opened;
    plain.setNoDelay(true);
    plain.setKeepAlive(true, 60_000);
    stop = () => plain.destroy();
    // It may have come to stand as it was aborted.
    if (isAborted) plain.destroy();
    options.onPhase('connected');
    if (target.protocol !== 'https:') return plain;
    const secure = tls.connect({
      socket: plain,
      host: target.hostname,
      // A server name is a name: an address is not sent as one, the certificate is checked against it all the same.
      servername: net.isIP(target.hostname) === 0 ? target.hostname : '',
      ALPNProtocols: ['http/1.1'],
    });
    stop = () => secure.destroy();
    await settle(secure, 'secureConnect').catch((cause: unknown) => {
      throw new HandshakeFailed('handshake', { cause });
    });
    options.onPhase('secured');
    return secure;
  };
  const opened = open();
  const abort = (): void => {
    isAborted = true;
    // An abort may come before anybody waits.
    opened.catch(() => {});
    stop();
  };
  return { opened, abort };
}

/** Throws TargetRefused when one address is refused: a name must not be able to choose which one counts. */
async function resolveTarget(target: SocketTarget, options: OpenOptions): Promise<readonly ResolvedAddress[]> {
  const family = net.isIP(target.hostname);
  const isLiteral = family !== 0;
  const addresses = isLiteral
    ? [{ address: target.hostname, family: family as 4 | 6 }]
    : await options.lookup(target.hostname).catch(() => []);
  if (addresses.length === 0) throw new LookupFailed();
  for (const { address } of addresses) refuseAddress(address, target.port, options);
  if (!isLiteral) options.onPhase('resolved');
  return addresses;
}

const noRules: TargetRules = { classes: new Set(), ranges: [] };

function refuseAddress(address: string, port: number, { rules, isControlPort }: OpenOptions): void {
  // No control server listens on a public address.
  const isLocal = judgeAddress(address, noRules) !== null;
  if (isLocal && isControlPort(port)) throw new TargetRefused('TARGET_CONTROL_PORT', address);
  const code = rules === null ? null : judgeAddress(address, rules);
  if (code !== null) throw new TargetRefused(code, address);
}

/**
 * Node gives up on an address after this and takes the next one, and does not come back: the 250 ms that are usual there are too
 * short for a host on the other side of the world whose other addresses lead nowhere.
 */
const eachAddressMs = 2_000;

/** Straight to the addresses, or through what stands before them. */
function openWay(target: SocketTarget, addresses: readonly ResolvedAddress[], options: OpenOptions): SocketOpening {
  const proxy = isOwnComputer(addresses) ? null : options.proxyFor();
  if (proxy === null) {
    const socket = connect(target, addresses);
    return { opened: settle(socket, 'connect').then(() => socket), abort: () => socket.destroy() };
  }
  if (proxy.kind === 'unusable') return { opened: Promise.reject(new ProxyUnusable()), abort: () => {} };
  return openTunnel(proxy, { addresses, port: target.port }, options.lookup);
}

/** No proxy leads back to where we are. */
function isOwnComputer(addresses: readonly ResolvedAddress[]): boolean {
  return addresses.some(({ address }) => judgeAddress(address, noRules) === 'TARGET_LOOPBACK');
}

function connect({ hostname, port }: SocketTarget, addresses: readonly ResolvedAddress[]): net.Socket {
  const socket = net.connect({
    host: hostname,
    port,
    autoSelectFamily: addresses.length > 1,
    autoSelectFamilyAttemptTimeout: eachAddressMs,
    lookup: answerWith(addresses),
  });
  return socket;
}

function settle(socket: net.Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    // Stays: a socket that breaks while nobody listens would end the process.
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('closed')));
  });
}
