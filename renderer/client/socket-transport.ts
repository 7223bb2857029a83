// The page's side of the socket: carries calls and streams to the loopback host, and connects again by itself. A call in flight when
// the connection breaks is answered CONNECTION_LOST and never repeated: nobody knows whether it was done. A connection that died in
// silence is noticed by the silence.
import { createStore } from 'zustand/vanilla';
import { commonErrors } from '../../shared/contract/common-errors.ts';
import type { Transport } from '../../shared/contract/contract.ts';
import { assertNever } from '../../shared/kernel/assert-never.ts';
import { err } from '../../shared/kernel/result.ts';
import type { After } from './after.ts';
import type { PageAccess } from './page-access.ts';
import type { ConnectionState, PageConnection } from './page-connection.ts';
import { type HostMessage, type PageMessage, socketPath, tokenUnknownCode } from './socket-protocol.ts';
import { StreamKeeper } from './stream-keeper.ts';

/** What is needed of a WebSocket: a browser's, or Node's. */
export interface PageSocket {
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
}

export interface SocketTransportOptions {
  /** `http://127.0.0.1:<port>`: the page's own origin. */
  readonly origin: string;
  readonly access: PageAccess;
  readonly WebSocket: new (url: string) => PageSocket;
  readonly after: After;
  /** Uniform in [0, 1). */
  random(): number;
}

/** A host that does not answer by then is stuck, suspended or gone. */
const answerDeadlineMs = 10_000;
/** After such a silence the page asks whether the host is still there: a connection that died says nothing by itself. */
const quietMs = 10_000;
const firstDelayMs = 250;
const longestDelayMs = 10_000;

/** Doubles with every failure in a row, between half and the whole of it, so that many windows do not come at once. */
export function retryDelay(failures: number, random: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random / 2);
}

export function createSocketTransport(options: SocketTransportOptions): PageConnection {
  const line = new SocketLine(options);
  line.connect();
  return {
    transport: { call: (channel, input) => line.call(channel, input), subscribe: line.streams.subscribe },
    state: line.state,
    retryNow: () => line.retryNow(),
    createWindowLink: async (place) => {
      const token = await line.askForLink();
      return token === null ? null : `${options.origin}/#token=${token}${place.replace(/^#/, '')}`;
    },
    close: () => line.close(),
  };
}

interface PendingCall {
  readonly message: PageMessage;
  answer(value: unknown): void;
}

class SocketLine {
  readonly state = createStore<ConnectionState>(() => ({ status: 'connecting', epoch: 0 }));
  readonly streams: StreamKeeper;
  readonly #options: SocketTransportOptions;
  readonly #calls = new Map<number, PendingCall>();
  readonly #listeners = new Map<number, (event: unknown) => void>();
  #socket: PageSocket | null = null;
  #callOffTimer = () => {};
  #failures = 0;
  #hasMissed = false;
  #lastId = 0;

  constructor(options: SocketTransportOptions) {
    this.#options = options;
    this.streams = new StreamKeeper({
      subscribe: (...stream) => this.#subscribe(...stream),
      after: options.after,
      onRestarted: () => this.state.setState(({ epoch }) => ({ epoch: epoch + 1 })),
    });
  }

  connect(): void {
    const token = this.#options.access.current();
    if (token === null) {
      this.#fail('refused');
      return;
    }
    const { origin, WebSocket, after } = this.#options;
    const socket = new WebSocket(origin.replace('http', 'ws') + socketPath);
    this.#socket = socket;
    this.#callOffTimer = after(answerDeadlineMs, () => this.#giveUp());
    // What a socket says after it was given up is nobody's.
    const isCurrent = () => this.#socket === socket;
    socket.addEventListener('open', () => {
      if (isCurrent()) this.#send({ kind: 'hello', token });
    });
    socket.addEventListener('message', ({ data }) => {
      if (isCurrent()) this.#receive(JSON.parse(String(data)));
    });
    socket.addEventListener('close', ({ code }) => {
      if (!isCurrent()) return;
      if (code === tokenUnknownCode) this.#refuse();
      else this.#lose();
    });
  }

  call(channel: string, input: unknown): Promise<unknown> {
    return this.#ask((id) => ({ kind: 'call', id, channel, input }));
  }

  async askForLink(): Promise<string | null> {
    const answer = await this.#ask((id) => ({ kind: 'link', id }));
    return typeof answer === 'string' ? answer : null;
  }

  retryNow(): void {
    const { status } = this.state.getState();
    if (this.#socket !== null || (status !== 'lost' && status !== 'refused')) return;
    this.#callOffTimer();
    this.connect();
  }

  close(): void {
    this.#socket?.close();
    this.#fail('lost');
  }

  #ask(messageFor: (id: number) => PageMessage): Promise<unknown> {
    const { status } = this.state.getState();
    if (status === 'lost' || status === 'refused') return Promise.resolve(err(connectionLost));
    return new Promise((answer) => {
      this.#lastId += 1;
      const message = messageFor(this.#lastId);
      this.#calls.set(this.#lastId, { message, answer });
      if (status === 'open') this.#send(message);
    });
  }

  #subscribe(...[channel, input, onEvent]: Parameters<Transport['subscribe']>): () => void {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#listeners.set(id, onEvent);
    this.#send({ kind: 'subscribe', id, channel, input });
    return () => {
      if (this.#listeners.delete(id)) this.#send({ kind: 'unsubscribe', id });
    };
  }

  #send(message: PageMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #receive(message: HostMessage): void {
    this.#awaitNext();
    switch (message.kind) {
      case 'welcome':
        this.#open(message.session);
        break;
      case 'answer':
        this.#calls.get(message.id)?.answer(message.value);
        this.#calls.delete(message.id);
        break;
      case 'event':
        this.#listeners.get(message.id)?.(message.value);
        break;
      case 'pong':
        break;
      default:
        assertNever(message);
    }
  }

  #open(session: string): void {
    this.#options.access.keep(session);
    this.#failures = 0;
    for (const { message } of this.#calls.values()) this.#send(message);
    this.streams.resume();
    const missed = this.#hasMissed ? 1 : 0;
    this.#hasMissed = false;
    this.state.setState(({ epoch }) => ({ status: 'open', epoch: epoch + missed }));
  }

  /** Whatever comes is a sign of life. */
  #awaitNext(): void {
    this.#callOffTimer();
    this.#callOffTimer = this.#options.after(quietMs, () => {
      this.#send({ kind: 'ping' });
      this.#callOffTimer = this.#options.after(answerDeadlineMs, () => this.#giveUp());
    });
  }

  #giveUp(): void {
    this.#socket?.close();
    this.#lose();
  }

  #refuse(): void {
    this.#options.access.drop();
    this.#callOffTimer();
    // The next token at once, if there is one.
    this.connect();
  }

  #lose(): void {
    this.#fail('lost');
    this.#failures += 1;
    const delayMs = retryDelay(this.#failures, this.#options.random());
    this.#callOffTimer = this.#options.after(delayMs, () => this.connect());
  }

  #fail(status: 'lost' | 'refused'): void {
    this.#socket = null;
    this.#callOffTimer();
    this.#hasMissed = true;
    this.#listeners.clear();
    this.streams.suspend();
    this.state.setState({ status });
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const { answer } of calls) answer(err(connectionLost));
  }
}

const connectionLost = commonErrors.create('CONNECTION_LOST');
