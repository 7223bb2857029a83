// One page's socket: waits for its token, then carries calls, answers and events between page and engine.
// waiting → admitted → closing. What is no message of ours ends it in every state.
import type { RawData, WebSocket } from 'ws';
import type { Transport } from '../../../shared/contract/contract.ts';
import { assertNever } from '../../../shared/kernel/assert-never.ts';
import type { Clock } from '../../engine/ports.ts';
import type { AccessTokens } from './access-tokens.ts';
import { closeCodes, type HostMessage, type PageMessage, pageMessageSchema } from './socket-protocol.ts';

export interface SocketSessionOptions {
  readonly tokens: AccessTokens;
  readonly transport: Transport;
  readonly clock: Clock;
  onAdmitted(): void;
}

/** How long a page may take to show its token: it does so as soon as the socket is open. */
const tokenDeadlineMs = 5_000;
/** How long calls may still be answered when the host ends. */
const lastAnswersMs = 2_000;
/** How long a page may take to agree to the end. */
const farewellMs = 2_000;
/** A page that does not read holds at most this much of our memory, and one message more. */
const mostUnreadBytes = 16 * 1024 * 1024;

export class SocketSession {
  readonly #socket: WebSocket;
  readonly #options: SocketSessionOptions;
  readonly #subscriptions = new Map<number, () => void>();
  readonly #calls = new Set<Promise<void>>();
  #state: 'waiting' | 'admitted' | 'closing' = 'waiting';
  #isAlive = true;
  #callOffDeadline: () => void;

  constructor(socket: WebSocket, options: SocketSessionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#callOffDeadline = options.clock.after(tokenDeadlineMs, () => this.giveUpWaiting());
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    // 'close' follows every error; without a listener here an error would end the process.
    socket.on('error', () => {});
    socket.once('close', () => {
      this.#callOffDeadline();
      this.#state = 'closing';
      for (const end of this.#subscriptions.values()) end();
      this.#subscriptions.clear();
    });
  }

  /** Ends a page that showed no token. */
  giveUpWaiting(): void {
    if (this.#state === 'waiting') this.#hangUp(closeCodes.tokenMissing);
  }

  /** Cuts a peer that did not answer the last time. */
  checkAlive(): void {
    if (!this.#isAlive) {
      this.#socket.terminate();
      return;
    }
    this.#isAlive = false;
    this.#socket.ping();
  }

  /** Takes no more messages, lets the calls in flight be answered, and hangs up. */
  async close(): Promise<void> {
    this.#state = 'closing';
    const { promise: timeIsUp, resolve } = Promise.withResolvers<void>();
    const callOff = this.#options.clock.after(lastAnswersMs, resolve);
    await Promise.race([Promise.all(this.#calls), timeIsUp]);
    callOff();
    this.#hangUp(closeCodes.goingAway);
  }

  #hangUp(code: number): void {
    this.#state = 'closing';
    this.#callOffDeadline();
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    this.#socket.close(code);
    this.#callOffDeadline = this.#options.clock.after(farewellMs, () => this.#socket.terminate());
  }

  #send(message: HostMessage): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    // A closing handshake would wait behind what is not read.
    if (this.#socket.bufferedAmount > mostUnreadBytes) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message));
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#state === 'closing') return;
    const message = isBinary ? undefined : parseMessage(String(data));
    const isHello = message?.kind === 'hello';
    if (message === undefined || isHello !== (this.#state === 'waiting')) this.#hangUp(closeCodes.badMessage);
    else this.#handle(message);
  }

  #handle(message: PageMessage): void {
    switch (message.kind) {
      case 'hello':
        this.#greet(message.token);
        break;
      case 'call':
        this.#call(message);
        break;
      case 'subscribe':
        this.#subscribe(message);
        break;
      case 'unsubscribe':
        this.#subscriptions.get(message.id)?.();
        this.#subscriptions.delete(message.id);
        break;
      case 'link':
        this.#send({ kind: 'answer', id: message.id, value: this.#options.tokens.createLink() });
        break;
      case 'ping':
        this.#send({ kind: 'pong' });
        break;
      default:
        assertNever(message);
    }
  }

  #greet(token: string): void {
    const session = this.#options.tokens.admit(token);
    if (session === null) {
      this.#hangUp(closeCodes.tokenUnknown);
      return;
    }
    this.#state = 'admitted';
    this.#callOffDeadline();
    this.#options.onAdmitted();
    this.#send({ kind: 'welcome', session });
  }

  #call({ id, channel, input }: PageMessage & { kind: 'call' }): void {
    const answered = this.#options.transport
      .call(channel, input)
      .then(
        (value) => this.#send({ kind: 'answer', id, value }),
        // Whatever an engine has to say is an answer: there is none, and it could not be opened.
        () => this.#hangUp(closeCodes.engineGone),
      )
      .finally(() => this.#calls.delete(answered));
    this.#calls.add(answered);
  }

  #subscribe({ id, channel, input }: PageMessage & { kind: 'subscribe' }): void {
    if (this.#subscriptions.has(id)) {
      this.#hangUp(closeCodes.badMessage);
      return;
    }
    const onEvent = (value: unknown) => this.#send({ kind: 'event', id, value });
    this.#subscriptions.set(id, this.#options.transport.subscribe(channel, input, onEvent));
  }
}

function parseMessage(text: string): PageMessage | undefined {
  try {
    return pageMessageSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
