// Connections that are kept for the next exchange with the same origin under the same rules. An exchange has a connection to
// itself: so its phases are known, a deadline can end it while it is being made, and no delivery rides on the looser rules of another.
import { Client, type Dispatcher } from 'undici';
import type { Clock } from '../ports.ts';
import { type OpenOptions, type OpenSocket, openSocket, type SocketTarget } from './open-socket.ts';

/** What one exchange wants to know of its connection. */
export interface ConnectionObserver {
  onPhase(phase: 'resolved' | 'connected' | 'secured'): void;
  /** The connection stands and what fails from here on fails the exchange. */
  onReady(): void;
  onConnectFailure(cause: unknown): void;
}

export interface ConnectionNeed {
  readonly origin: string;
  readonly target: SocketTarget;
  /** Spells the rules: connections are shared only under the same ones. */
  readonly rulesKey: string;
  readonly options: Omit<OpenOptions, 'onPhase'>;
}

const mostIdle = 256;
/**
 * Some endpoints close after an answer without saying so. A request sent into that close would be lost, and nobody could say
 * whether it arrived: so a connection is used again only when it has outlived its last answer for a moment, and a turn of the
 * event loop has shown that no close was waiting to be read.
 */
const restMs = 10;
const idleMs = 4_000;
const maxHeaderBytes = 32 * 1024;

export class Connection {
  readonly key: string;
  observer: ConnectionObserver | null = null;
  /** Whether it may be used again. */
  isRested = false;
  readonly #client: Client;
  #opening: OpenSocket | null = null;
  #hasSocket = false;

  constructor(key: string, { origin, target, options }: ConnectionNeed) {
    this.key = key;
    this.#client = new Client(origin, {
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      keepAliveTimeout: idleMs,
      // A deadline over the whole exchange does their work: they only measure idleness.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_opts, answer) => this.#open(target, options, answer),
    });
    this.#client.on('disconnect', () => {
      this.#hasSocket = false;
    });
  }

  /** The server may have closed it while nobody used it. */
  get isOpen(): boolean {
    return this.#hasSocket && !this.#client.destroyed;
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    if (this.#hasSocket) this.observer?.onReady();
    this.#client.dispatch(request, handler);
  }

  destroy(): void {
    this.#opening?.abort();
    // Rejects only for what is being destroyed anyway.
    this.#client.destroy().catch(() => {});
  }

  #open(
    target: SocketTarget,
    options: ConnectionNeed['options'],
    answer: (...result: [Error, null] | [null, import('node:net').Socket]) => void,
  ): void {
    const opening = openSocket(target, { ...options, onPhase: (phase) => this.observer?.onPhase(phase) });
    this.#opening = opening;
    opening.opened.then(
      (socket) => {
        this.#hasSocket = true;
        this.observer?.onReady();
        answer(null, socket);
      },
      (cause: unknown) => {
        this.observer?.onConnectFailure(cause);
        answer(cause instanceof Error ? cause : new Error('connect'), null);
      },
    );
  }
}

export class ConnectionPool {
  /** Least recently used first. */
  readonly #idle = new Set<Connection>();
  readonly #busy = new Set<Connection>();
  readonly #clock: Pick<Clock, 'after'>;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  take(need: ConnectionNeed): Connection {
    const key = `${need.origin} ${need.rulesKey}`;
    const kept = [...this.#idle].findLast(
      (connection) => connection.key === key && connection.isOpen && connection.isRested,
    );
    const connection = kept ?? new Connection(key, need);
    this.#idle.delete(connection);
    this.#busy.add(connection);
    return connection;
  }

  /** Gives a connection back whose exchange came to its end. */
  release(connection: Connection): void {
    connection.observer = null;
    connection.isRested = false;
    this.#clock.after(restMs, () =>
      setImmediate(() => {
        connection.isRested = true;
      }),
    );
    this.#busy.delete(connection);
    for (const kept of this.#idle) if (!kept.isOpen) this.#drop(kept);
    this.#idle.add(connection);
    const [oldest] = this.#idle;
    if (this.#idle.size > mostIdle && oldest !== undefined) this.#drop(oldest);
  }

  discard(connection: Connection): void {
    connection.observer = null;
    this.#busy.delete(connection);
    connection.destroy();
  }

  close(): void {
    for (const connection of [...this.#idle, ...this.#busy]) connection.destroy();
    this.#idle.clear();
    this.#busy.clear();
  }

  #drop(connection: Connection): void {
    this.#idle.delete(connection);
    connection.destroy();
  }
}
