// Connections that are kept for the next exchange with the same origin under the same rules. An exchange has a connection to
// itself: so its phases are known, a deadline can end it while it is being made, and no delivery rides on the looser rules of
// another. That is why each is an undici Client of its own: a Pool would not say which of its clients has which request.
import { Client, type Dispatcher } from 'undici';
import type { Clock } from '../ports.ts';
import { type OpenOptions, openSocket, type SocketTarget } from './open-socket.ts';
import type { SocketOpening } from './socket-opening.ts';

/** What one exchange wants to know of its connection. */
export interface ConnectionObserver {
  /** It is being made, or made again: what was kept had been closed by the other side before anything left. */
  onOpening(): void;
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

/** How a socket is made: directly, or through whatever stands between. */
export type Open = (target: SocketTarget, options: OpenOptions) => SocketOpening;

const mostIdle = 256;
const idleMs = 4_000;
const maxHeaderBytes = 32 * 1024;

/**
 * Some endpoints close after an answer without saying so. A request sent into that close is lost, and nobody can say whether it
 * arrived: so it must not be sent again unasked. Whether an origin does that is found out. `unproven`: a connection is used again
 * only after a rest, and the first that outlives its rest proves the origin. `proven`: none rests. `broken`: one closed shortly
 * after an answer all the same, and from then on all rest.
 */
type Trust = 'unproven' | 'proven' | 'broken';

const restMs = 20;
/** A close that comes later is an ordinary end of an idle connection. */
const soonMs = 1_000;

interface OriginPool {
  readonly origin: string;
  readonly rulesKey: string;
  /** May be used again; the last one first. */
  readonly free: Connection[];
  /** Of all its connections. */
  size: number;
  trust: Trust;
}

export class Connection {
  readonly pool: OriginPool;
  observer: ConnectionObserver | null = null;
  /** When its last answer was complete, on the scale of `performance.now()`. */
  answeredAt = Number.NEGATIVE_INFINITY;
  readonly #client: Client;
  #opening: SocketOpening | null = null;
  #hasSocket = false;

  constructor(
    pool: OriginPool,
    need: ConnectionNeed,
    open: Open,
    onLost: (connection: Connection, cause: Error) => void,
  ) {
    this.pool = pool;
    this.#client = new Client(need.origin, {
      allowH2: false,
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      keepAliveTimeout: idleMs,
      // A deadline over the whole exchange does their work: they only measure idleness.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_opts, answer) => this.#open(need, open, answer),
    });
    this.#client.on('disconnect', (_origin, _targets, cause) => {
      this.#hasSocket = false;
      onLost(this, cause);
    });
  }

  /** Before its first exchange it does not stand, and when it was closed it is made again. */
  get isOpen(): boolean {
    return this.#hasSocket;
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(request, handler);
  }

  destroy(): void {
    this.#opening?.abort();
    // Rejects only for what is being destroyed anyway.
    this.#client.destroy().catch(() => {});
  }

  #open(
    { target, options }: ConnectionNeed,
    open: Open,
    answer: (...result: [Error, null] | [null, import('node:net').Socket]) => void,
  ): void {
    this.observer?.onOpening();
    const opening = open(target, { ...options, onPhase: (phase) => this.observer?.onPhase(phase) });
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

export class OriginPools {
  readonly #pools = new Map<string, Map<string, OriginPool>>();
  /** Used by nobody, resting or free, the one used longest ago first. */
  readonly #idle = new Set<Connection>();
  readonly #busy = new Set<Connection>();
  readonly #clock: Pick<Clock, 'after'>;
  readonly #open: Open;

  constructor(clock: Pick<Clock, 'after'>, open: Open = openSocket) {
    this.#clock = clock;
    this.#open = open;
  }

  take(need: ConnectionNeed): Connection {
    const pool = this.#poolOf(need);
    const free = pool.free.pop();
    const connection = free ?? new Connection(pool, need, this.#open, (lost, cause) => this.#lost(lost, cause));
    if (free === undefined) pool.size += 1;
    else this.#idle.delete(connection);
    this.#busy.add(connection);
    return connection;
  }

  /** Gives a connection back whose exchange came to its end. */
  release(connection: Connection): void {
    const { pool } = connection;
    connection.observer = null;
    connection.answeredAt = performance.now();
    this.#busy.delete(connection);
    this.#idle.add(connection);
    if (pool.trust === 'proven') pool.free.push(connection);
    else this.#rest(connection);
    if (this.#idle.size <= mostIdle) return;
    for (const oldest of this.#idle) {
      this.discard(oldest);
      break;
    }
  }

  discard(connection: Connection): void {
    connection.observer = null;
    this.#forget(connection);
    connection.destroy();
  }

  close(): void {
    for (const connection of [...this.#idle, ...this.#busy]) this.discard(connection);
  }

  #poolOf({ origin, rulesKey }: ConnectionNeed): OriginPool {
    let pools = this.#pools.get(rulesKey);
    if (pools === undefined) {
      pools = new Map();
      this.#pools.set(rulesKey, pools);
    }
    let pool = pools.get(origin);
    if (pool === undefined) {
      pool = { origin, rulesKey, free: [], size: 0, trust: 'unproven' };
      pools.set(origin, pool);
    }
    return pool;
  }

  #rest(connection: Connection): void {
    const { pool } = connection;
    const end = () => {
      if (!this.#idle.has(connection)) return;
      if (pool.trust === 'unproven') pool.trust = 'proven';
      pool.free.push(connection);
    };
    // A turn of the event loop lets a close that has come be read.
    this.#clock.after(restMs, () => setImmediate(end));
  }

  /** The connection has ended, by whomever. */
  #lost(connection: Connection, cause: Error): void {
    const { pool, answeredAt } = connection;
    if (endedByPeer(cause) && performance.now() - answeredAt < soonMs && pool.trust === 'proven') pool.trust = 'broken';
    // Of one in use the exchange hears, and undici makes it again if nothing had left.
    if (this.#idle.has(connection)) this.discard(connection);
  }

  #forget(connection: Connection): void {
    const { pool } = connection;
    const isIdle = this.#idle.delete(connection);
    if (!isIdle && !this.#busy.delete(connection)) return;
    const at = pool.free.indexOf(connection);
    if (at >= 0) pool.free.splice(at, 1);
    pool.size -= 1;
    // What an origin is known for outlives its connections.
    if (pool.size > 0 || pool.trust === 'broken') return;
    const pools = this.#pools.get(pool.rulesKey);
    pools?.delete(pool.origin);
    if (pools?.size === 0) this.#pools.delete(pool.rulesKey);
  }
}

/** Not by a timeout of ours or because an answer announced it. */
function endedByPeer(cause: Error): boolean {
  const { code } = cause as { code?: unknown };
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
