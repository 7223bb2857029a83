// Keeps subscriptions over losses: a stream whose connection broke, to the host or behind it to the owner of the data folder, is begun
// again and its listener is not told. Every stream begins with a snapshot, or goes on after the last number when it was asked `afterSeq`.
import type { Transport } from '../../shared/contract/contract.ts';
import type { After } from './after.ts';

export interface StreamKeeperOptions {
  readonly subscribe: Transport['subscribe'];
  readonly after: After;
  /** Streams that broke by themselves have begun anew. */
  onRestarted(): void;
}

interface Stream {
  readonly channel: string;
  readonly input: unknown;
  readonly onEvent: (event: unknown) => void;
  lastSeq: number | null;
  /** null while it is broken. */
  run: Run | null;
}

interface Run {
  end(): void;
}

/** Joining the data folder anew takes a moment. */
const restartDelayMs = 500;

export class StreamKeeper {
  readonly #options: StreamKeeperOptions;
  readonly #streams = new Set<Stream>();
  #isConnected = false;
  #callOffRestart: (() => void) | null = null;

  constructor(options: StreamKeeperOptions) {
    this.#options = options;
  }

  readonly subscribe: Transport['subscribe'] = (channel, input, onEvent) => {
    const stream: Stream = { channel, input, onEvent, lastSeq: null, run: null };
    this.#streams.add(stream);
    if (this.#isConnected) this.#begin(stream);
    return () => {
      this.#streams.delete(stream);
      stream.run?.end();
      stream.run = null;
    };
  };

  /** There is a connection: begins every stream. */
  resume(): void {
    this.#isConnected = true;
    for (const stream of this.#streams) if (stream.run === null) this.#begin(stream);
  }

  /** The connection is gone, and every subscription with it. */
  suspend(): void {
    this.#isConnected = false;
    this.#callOffRestart?.();
    this.#callOffRestart = null;
    for (const stream of this.#streams) stream.run = null;
  }

  #begin(stream: Stream): void {
    // An event may come before `subscribe` has returned.
    const run: Run = { end: () => {} };
    stream.run = run;
    run.end = this.#options.subscribe(stream.channel, inputAfter(stream), (event) => {
      if (stream.run === run) this.#receive(stream, event);
    });
    if (stream.run !== run) run.end();
  }

  #receive(stream: Stream, event: unknown): void {
    const { seq, type, error } = event as { seq?: unknown; type?: unknown; error?: { code?: unknown } };
    if (type === 'failed' && error?.code === 'CONNECTION_LOST') {
      stream.run = null;
      this.#callOffRestart ??= this.#options.after(restartDelayMs, () => this.#restart());
      return;
    }
    if (typeof seq === 'number') stream.lastSeq = seq;
    if (type === 'failed') this.#streams.delete(stream);
    stream.onEvent(event);
  }

  #restart(): void {
    this.#callOffRestart = null;
    this.resume();
    this.#options.onRestarted();
  }
}

function inputAfter({ input, lastSeq }: Stream): unknown {
  const isResumable = typeof input === 'object' && input !== null && 'afterSeq' in input;
  return isResumable && lastSeq !== null ? { ...input, afterSeq: lastSeq } : input;
}
