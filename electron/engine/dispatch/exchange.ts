// One request and its answer, from connect to last byte: one deadline over all of it, the first 64 KiB of the body, no redirects,
// nothing decompressed. Knows no delivery and no database.
import type { Dispatcher } from 'undici';
import { attemptErrors } from '../../../shared/dispatch/attempt-errors.ts';
import { decideResult } from '../../../shared/dispatch/decide-outcome.ts';
import type { AttemptError, AttemptResult, Timing } from '../../../shared/dispatch/delivery.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { Connection, ConnectionNeed, ConnectionPool } from './connection-pool.ts';
import type { Deadline, DeadlineSweep } from './deadline-sweep.ts';
import { type NamedFailure, nameConnectFailure, nameExchangeFailure } from './name-failure.ts';

export interface ExchangeRequest {
  readonly connection: ConnectionNeed;
  readonly method: string;
  /** Path and query, as they go out. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: string | null;
  /** Close the connection afterwards, and say so. */
  readonly isLast: boolean;
  readonly deadlineMs: number;
}

export interface ExchangeResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  readonly isCut: boolean;
}

export interface ExchangeEnd {
  readonly result: AttemptResult;
  readonly error: AttemptError | null;
  /** What had come until the end; null before the head of the answer was whole. */
  readonly response: ExchangeResponse | null;
  /** Whether the request left, as far as one can know. */
  readonly wasSent: boolean;
  readonly timing: Timing;
}

const mostBodyBytes = 64 * 1024;
const mostInterim = 16;
const connectTimeoutMs = 10_000;

export interface ExchangeMeans {
  readonly pool: ConnectionPool;
  readonly sweep: DeadlineSweep;
}

/** Never rejects: every way to fail is an end. */
export function runExchange(request: ExchangeRequest, means: ExchangeMeans): Promise<ExchangeEnd> {
  return new Promise((resolve) => new Exchange(request, means, resolve).begin());
}

type Phase = 'resolving' | 'connecting' | 'exchanging' | 'done';

class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: ExchangeRequest;
  readonly #means: ExchangeMeans;
  readonly #resolve: (end: ExchangeEnd) => void;
  readonly #startedAt = performance.now();
  readonly #deadline: Deadline;
  readonly #timing = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null } as Record<
    Exclude<keyof Timing, 'totalMs'>,
    number | null
  >;
  readonly #chunks: Uint8Array[] = [];
  #connection: Connection | null = null;
  #phase: Phase = 'resolving';
  #interim = 0;
  #size = 0;
  #isCut = false;
  #head: { status: number; headers: HeaderList } | null = null;

  constructor(request: ExchangeRequest, means: ExchangeMeans, resolve: (end: ExchangeEnd) => void) {
    this.#request = request;
    this.#means = means;
    this.#resolve = resolve;
    this.#deadline = {
      dueAt: this.#startedAt + Math.min(connectTimeoutMs, request.deadlineMs),
      expire: () => this.#expire(),
    };
  }

  begin(): void {
    const { connection: need, method, path, headers, body, isLast } = this.#request;
    this.#means.sweep.add(this.#deadline);
    this.#connection = this.#means.pool.take(need);
    this.#connection.observer = {
      onPhase: (phase) => this.#enter(phase),
      onReady: () => this.#beginExchange(),
      onConnectFailure: (cause) => this.#fail(nameConnectFailure(cause, need.target)),
    };
    this.#connection.dispatch(
      { path, method: method as Dispatcher.HttpMethod, headers: headers.flat(), body, reset: isLast },
      this,
    );
  }

  #enter(phase: 'resolved' | 'connected' | 'secured'): void {
    const member = ({ resolved: 'dnsMs', connected: 'connectMs', secured: 'tlsMs' } as const)[phase];
    this.#timing[member] = this.#sinceStart();
    if (phase === 'resolved') this.#phase = 'connecting';
  }

  #beginExchange(): void {
    this.#phase = 'exchanging';
    this.#deadline.dueAt = this.#startedAt + this.#request.deadlineMs;
  }

  onRequestStart(): void {}

  onResponseStarted(): void {
    this.#timing.firstByteMs ??= this.#sinceStart();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim <= mostInterim) return;
      this.#fail({ result: 'protocol-error', error: attemptErrors.create('RESPONSE_TOO_MANY_INTERIM') });
      return;
    }
    this.#head = { status, headers: readHeaders(controller.rawHeaders) };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    const room = mostBodyBytes - this.#size;
    // undici's chunk is a view of memory it writes to again.
    this.#chunks.push(Uint8Array.prototype.slice.call(chunk, 0, room));
    this.#size += Math.min(room, chunk.length);
    if (chunk.length <= room) return;
    this.#isCut = true;
    this.#finish('discard');
  }

  onResponseEnd(): void {
    this.#finish('release');
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.#fail(nameExchangeFailure(cause, this.#head !== null));
  }

  #expire(): void {
    if (this.#phase === 'exchanging') {
      const { deadlineMs } = this.#request;
      this.#fail({ result: 'timed-out', error: attemptErrors.create('DEADLINE', { deadlineMs }) });
      return;
    }
    const { hostname } = this.#request.connection.target;
    const isResolving = this.#phase === 'resolving' && isName(hostname);
    const error = isResolving
      ? attemptErrors.create('DNS_TIMEOUT', { host: hostname })
      : attemptErrors.create('CONNECT_TIMEOUT');
    this.#fail({ result: 'unreachable', error });
  }

  /** A whole answer, or enough of one. */
  #finish(connection: 'release' | 'discard'): void {
    const result = decideResult(this.#head?.status ?? 0);
    const error = result === 'protocol-error' ? attemptErrors.create('RESPONSE_MALFORMED') : null;
    this.#end({ result, error }, connection);
  }

  #fail(failure: NamedFailure): void {
    this.#end(failure, 'discard');
  }

  #end({ result, error }: { result: AttemptResult; error: AttemptError | null }, connection: 'release' | 'discard') {
    if (this.#phase === 'done') return;
    const wasSent = this.#phase === 'exchanging';
    this.#phase = 'done';
    this.#means.sweep.remove(this.#deadline);
    const response = this.#head && { ...this.#head, body: Buffer.concat(this.#chunks), isCut: this.#isCut };
    const timing = { ...this.#timing, totalMs: this.#sinceStart() };
    if (this.#connection !== null) this.#means.pool[connection](this.#connection);
    this.#resolve({ result, error, response, wasSent, timing });
  }

  #sinceStart(): number {
    return Math.round((performance.now() - this.#startedAt) * 1000) / 1000;
  }
}

function isName(hostname: string): boolean {
  return !/^[\d.]+$/.test(hostname) && !hostname.includes(':');
}

/** Pairs of bytes, one character each: what came is kept as it came. */
function readHeaders(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return texts.flatMap((name, index): HeaderList => (index % 2 === 0 ? [[name, texts[index + 1] ?? '']] : []));
}
