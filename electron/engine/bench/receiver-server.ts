// The receiver's HTTP server, on 127.0.0.1 only: reads requests within limits and gives the answers it is told. It has no control API,
// and what a web page or a foreign host name sends is refused before anything is recorded.
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Answer } from '../../../shared/bench/capture.ts';
import { benchErrors } from '../../../shared/bench/errors.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { Clock } from '../ports.ts';

export interface ReceivedRequest {
  readonly method: string;
  /** The request target as it stood in the request line. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  readonly isCut: boolean;
  readonly peer: string;
}

export interface ReceiverOptions {
  /** 0: any free one. */
  readonly port: number;
  /** Host names of a tunnel the user runs, with or without a port. */
  readonly allowHosts: readonly string[];
  readonly clock: Clock;
  /** Asked before the body is read. What it throws becomes a 500. */
  isKnownPath(url: string): boolean;
  /** Records the request, then says what to answer. What it throws becomes a 500. */
  receive(request: ReceivedRequest): Answer;
}

export interface RunningReceiver {
  readonly port: number;
  /** Waits for nobody: answers that are delayed are never given. */
  stop(): Promise<void>;
}

export const receiverHost = '127.0.0.1';
const mostBodyBytes = 1024 * 1024;
/** What is read of a longer body before the connection is closed: enough for most senders to hear the answer. */
const mostDrainedBytes = 8 * mostBodyBytes;

const limits = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
} as const;
const mostConnections = 1_024;

/** Throws Failure: RECEIVER_PORT_BUSY, RECEIVER_PORT_DENIED. */
export async function startReceiver(options: ReceiverOptions): Promise<RunningReceiver> {
  const server = http.createServer(limits);
  server.maxConnections = mostConnections;
  // Header lines are limited by their size; none is left out silently.
  server.maxHeadersCount = 0;
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const session = new ReceiverSession(options, port);
  server.on('request', (request, response) => session.serve(request, response));
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        session.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') reject(benchErrors.fail('RECEIVER_PORT_BUSY', { port }));
      else if (cause.code === 'EACCES') reject(benchErrors.fail('RECEIVER_PORT_DENIED', { port }));
      else reject(cause);
    });
    server.listen({ host: receiverHost, port, exclusive: true }, () => resolve());
  });
}

class ReceiverSession {
  readonly #options: ReceiverOptions;
  readonly #hosts: ReadonlySet<string>;
  readonly #delayed = new Set<() => void>();

  constructor(options: ReceiverOptions, port: number) {
    this.#options = options;
    this.#hosts = new Set([`${receiverHost}:${port}`, ...options.allowHosts.map((host) => host.toLowerCase())]);
  }

  end(): void {
    for (const callOff of this.#delayed) callOff();
    this.#delayed.clear();
  }

  serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const headers = pairHeaders(request.rawHeaders);
    const refusal = this.#refuse(headers, request.url ?? '');
    if (refusal !== null) {
      response.writeHead(refusal, { Connection: 'close', 'Content-Length': 0 }).end();
      return;
    }
    const peer = `${request.socket.remoteAddress}:${request.socket.remotePort}`;
    readBody(request, ({ body, isCut, isWhole }) => {
      const { method = '', url = '' } = request;
      const answer = this.#receive({ method, url, headers, body, isCut, peer });
      this.#answer(answer, response, isWhole ? null : request.socket);
    });
  }

  /** The status of a refusal; null to go on. */
  #refuse(headers: HeaderList, url: string): number | null {
    const valuesOf = (name: string) => headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
    if (valuesOf('origin').length > 0) return 403;
    const hosts = valuesOf('host').map((host) => host.toLowerCase());
    const [host = ''] = hosts;
    const isOwn = hosts.length === 1 && (this.#hosts.has(host) || this.#hosts.has(host.replace(/:\d+$/, '')));
    if (!isOwn) return 421;
    try {
      return this.#options.isKnownPath(url) ? null : 404;
    } catch {
      // Nobody knows at this moment whose it is.
      return 500;
    }
  }

  #receive(request: ReceivedRequest): Answer {
    try {
      return this.#options.receive(request);
    } catch {
      return { status: 500, headers: [], body: 'The receiver could not record this request.\n', delayMs: 0 };
    }
  }

  /** `unread`: the socket of a body that was too long to be read to its end. */
  #answer(answer: Answer, response: http.ServerResponse, unread: Socket | null): void {
    const give = () => {
      if (unread !== null) {
        response.shouldKeepAlive = false;
        response.once('finish', () => unread.destroy());
      }
      writeAnswer(answer, response);
    };
    if (answer.delayMs === 0) {
      give();
      return;
    }
    const callOff = this.#options.clock.after(answer.delayMs, () => {
      this.#delayed.delete(callOff);
      give();
    });
    this.#delayed.add(callOff);
  }
}

interface ReadBody {
  readonly body: Uint8Array;
  readonly isCut: boolean;
  readonly isWhole: boolean;
}

/** A request that breaks off is none, and nobody is told. */
function readBody(request: http.IncomingMessage, onRead: (read: ReadBody) => void): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isDone = false;
  const finish = (isWhole: boolean) => {
    if (isDone) return;
    isDone = true;
    onRead({ body: Buffer.concat(chunks), isCut: size > mostBodyBytes, isWhole });
  };
  request.on('data', (chunk: Buffer) => {
    if (isDone) return;
    const room = Math.max(0, mostBodyBytes - size);
    if (room > 0) chunks.push(chunk.subarray(0, room));
    size += chunk.length;
    if (size <= mostDrainedBytes) return;
    request.pause();
    finish(false);
  });
  request.on('end', () => finish(true));
  // A broken connection says so here; there is nobody left to answer.
  request.on('error', () => {});
}

function writeAnswer({ status, headers, body }: Answer, response: http.ServerResponse): void {
  const bytes = Buffer.from(body);
  const given = headers.filter(([name, value]) => isWritable(name, value));
  response.writeHead(status, [...given, ['Content-Length', String(bytes.length)]].flat());
  response.end(bytes);
}

const framing = new Set(['content-length', 'transfer-encoding', 'connection']);

/** The connection is the server's own affair; what HTTP cannot carry is left out. */
function isWritable(name: string, value: string): boolean {
  try {
    http.validateHeaderName(name);
    http.validateHeaderValue(name, value);
    return !framing.has(name.toLowerCase());
  } catch {
    return false;
  }
}

function pairHeaders(raw: readonly string[]): HeaderList {
  return raw.flatMap((name, index): HeaderList => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
