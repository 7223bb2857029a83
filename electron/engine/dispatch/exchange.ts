// One request and its answer, from connect to last byte: one deadline over all of it, the first 64 KiB of the body, no redirects,
// nothing decompressed, and nothing sent twice. Knows no delivery and no database.
import type { Dispatcher } from 'undici';
import { attemptErrors } from '../../../shared/dispatch/attempt-errors.ts';
import { decideResult } from '../../../shared/dispatch/decide-outcome.ts';
import type { AttemptError, AttemptResult, Timing } from '../../../shared/dispatch/delivery.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { Deadline, DeadlineSweep } from './deadline-sweep.ts';
import { type NamedFailure, nameConnectFailure, nameExchangeFailure } from './name-failure.ts';
import type { Connection, ConnectionNeed, ConnectionObserver, OriginPools } from './origin-pools.ts';

export interface ExchangeRequest {
  readonly connection: ConnectionNeed;
  readonly method: string;
  /** Path and query, as they go out. */
  readonly path: string;
  /** Names and values in turn, as they go out. */
  readonly headers: readonly string[];
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

export type OnEnd = (end: ExchangeEnd) => void;

const mostBodyBytes = 64 * 1024;
const mostInterim = 16;
const connectTimeoutMs = 10_000;
const noBytes = new Uint8Array();
/** A microtask for a tenth of what queueMicrotask costs. */
const afterwards = Promise.resolve();

export interface ExchangeMeans {
  readonly pools: OriginPools;
  readonly sweep: DeadlineSweep;
}

/** Every way to fail is an end. `onEnd` is called once, after this has returned; by then the connection is free. */
export function beginExchange(request: ExchangeRequest, means: ExchangeMeans, onEnd: OnEnd): void {
  new Exchange(request, means, onEnd).begin();
}

/** `resolving` and `connecting`: the connection is being made. A kept one begins with `exchanging`. */
type Phase = 'resolving' | 'connecting' | 'exchanging' | 'done';

// One object is all that an attempt costs here: what its connection, undici and the sweep call are its methods.
class Exchange implements Dispatcher.DispatchHandler, ConnectionObserver, Deadline {
  dueAt: number;
  readonly #request: ExchangeRequest;
  readonly #means: ExchangeMeans;
  readonly #onEnd: OnEnd;
  readonly #startedAt = performance.now();
  readonly #connection: Connection;
  #dnsMs: number | null = null;
  #connectMs: number | null = null;
  #tlsMs: number | null = null;
  #firstByteMs: number | null = null;
  #phase: Phase = 'exchanging';
  #wasSent = false;
  #interim = 0;
  #chunks: Uint8Array[] | null = null;
  #size = 0;
  #isCut = false;
  #status = 0;
  #headers: HeaderList | null = null;

  constructor(request: ExchangeRequest, means: ExchangeMeans, onEnd: OnEnd) {
    this.#request = request;
    this.#means = means;
    this.#onEnd = onEnd;
    this.dueAt = this.#startedAt + request.deadlineMs;
    this.#connection = means.pools.take(request.connection);
  }

  begin(): void {
    const { method, path, headers, body, isLast } = this.#request;
    this.#means.sweep.add(this);
    this.#connection.observer = this;
    this.#connection.dispatch(
      { path, method: method as Dispatcher.HttpMethod, headers: headers as string[], body, reset: isLast },
      this,
    );
  }

  onOpening(): void {
    this.#phase = 'resolving';
    this.dueAt = this.#startedAt + Math.min(connectTimeoutMs, this.#request.deadlineMs);
  }

  onPhase(phase: 'resolved' | 'connected' | 'secured'): void {
    const atMs = this.#sinceStart();
    if (phase === 'connected') this.#connectMs = atMs;
    else if (phase === 'secured') this.#tlsMs = atMs;
    else {
      this.#dnsMs = atMs;
      this.#phase = 'connecting';
    }
  }

  onReady(): void {
    this.#phase = 'exchanging';
    this.dueAt = this.#startedAt + this.#request.deadlineMs;
  }

  onConnectFailure(cause: unknown): void {
    this.#fail(nameConnectFailure(cause, this.#request.connection.target));
  }

  /** Told as the request is written. */
  onRequestStart(): void {
    this.#wasSent = true;
  }

  onResponseStarted(): void {
    this.#firstByteMs ??= this.#sinceStart();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) {
      this.#interim += 1;
      if (this.#interim <= mostInterim) return;
      this.#fail({ result: 'protocol-error', error: attemptErrors.create('RESPONSE_TOO_MANY_INTERIM') });
      return;
    }
    this.#status = status;
    this.#headers = readHeaders(controller.rawHeaders);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#phase === 'done') return;
    const room = mostBodyBytes - this.#size;
    this.#chunks ??= [];
    // A copy: undici's chunk is a view of a larger piece of memory, which a kept body would keep.
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
    this.#fail(nameExchangeFailure(cause, this.#headers !== null));
  }

  expire(): void {
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
    const result = decideResult(this.#status);
    const error = result === 'protocol-error' ? attemptErrors.create('RESPONSE_MALFORMED') : null;
    this.#end(result, error, connection);
  }

  #fail({ result, error }: NamedFailure): void {
    this.#end(result, error, 'discard');
  }

  #end(result: AttemptResult, error: AttemptError | null, connection: 'release' | 'discard'): void {
    if (this.#phase === 'done') return;
    this.#phase = 'done';
    this.#means.sweep.remove(this);
    this.#means.pools[connection](this.#connection);
    const timing = this.#readTiming();
    const end = { result, error, response: this.#readResponse(), wasSent: this.#wasSent, timing };
    // undici's parser may be at work below this: it must not be entered again, and it would swallow what is thrown.
    afterwards.then(() => this.#onEnd(end));
  }

  #readResponse(): ExchangeResponse | null {
    if (this.#headers === null) return null;
    const chunks = this.#chunks ?? [];
    const body = chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? noBytes);
    return { status: this.#status, headers: this.#headers, body, isCut: this.#isCut };
  }

  #readTiming(): Timing {
    return {
      dnsMs: this.#dnsMs,
      connectMs: this.#connectMs,
      tlsMs: this.#tlsMs,
      firstByteMs: this.#firstByteMs,
      totalMs: this.#sinceStart(),
    };
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
  const headers: HeaderList = [];
  if (!Array.isArray(raw)) return headers;
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([latin1(raw[at]), latin1(raw[at + 1])]);
  return headers;
}

function latin1(part: string | Buffer | undefined): string {
  return typeof part === 'object' ? part.toString('latin1') : (part ?? '');
}
