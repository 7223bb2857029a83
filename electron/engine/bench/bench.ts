// The test bench: a receiver on this machine that records durably what comes and answers as told. It never outlives the engine.
// This is the slice's face: other slices come in here and nowhere else.
import type { Answer, Capture, ReceiverStatus } from '../../../shared/bench/capture.ts';
import type { benchContract } from '../../../shared/bench/contract.ts';
import { benchErrors } from '../../../shared/bench/errors.ts';
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { CaptureId, DeliveryId, IntegrationId } from '../../../shared/kernel/ids.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { Database } from '../database/database.ts';
import { mintId } from '../dispatch/dispatch.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Redactor } from '../vault/vault.ts';
import { AnswerScript } from './answer-script.ts';
import { countCaptures, findCapture, insertCapture, listCaptures, listCapturesAfter } from './capture-rows.ts';
import { ReceiverPaths } from './receiver-paths.ts';
import { type ReceivedRequest, type RunningReceiver, receiverHost, startReceiver } from './receiver-server.ts';

export interface BenchPorts {
  readonly database: Database;
  readonly journal: Pick<Journal, 'append'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** As things stand at each call. */
  readonly redactor: Pick<Redactor, 'redactText' | 'redactBytes' | 'redactBeginning'>;
  /** The setting; 0 is any free port. */
  readReceiverPort(): number;
  /** The trigger of an integration, or null when it is no longer there. */
  findTrigger(integrationId: IntegrationId): string | null;
  isOwnDelivery(id: string): boolean;
}

type BenchHandlers = HandlersOf<{ bench: typeof benchContract }>['bench'];

export interface Bench {
  readonly handlers: BenchHandlers;
  /** `http://127.0.0.1:PORT/in/<token>`; null while stopped. */
  targetFor(integrationId: IntegrationId | null): string | null;
  isOwnReceiver(hostname: string, port: number): boolean;
  close(): Promise<void>;
}

type BenchEvent =
  | { readonly type: 'status'; readonly status: ReceiverStatus }
  | { readonly type: 'capture'; readonly seq: number; readonly capture: Capture };

interface Running extends RunningReceiver {
  readonly startedAt: string;
}

interface StartOptions {
  readonly port: number;
  readonly allowHosts: readonly string[];
  readonly answers: readonly Answer[] | undefined;
}

const catchUpPage = 100;

export function createBench(ports: BenchPorts): Bench {
  const bench = new TestBench(ports);
  return {
    handlers: {
      status: () => bench.status(),
      start: ({ port = ports.readReceiverPort(), answers, allowHosts }) => bench.start({ port, allowHosts, answers }),
      stop: () => bench.stop(),
      setAnswers: ({ answers }) => bench.setAnswers(answers),
      captures: ({ beforeSeq = Number.MAX_SAFE_INTEGER, limit }) => listCaptures(ports.database, beforeSeq, limit),
      capture: ({ id }) => {
        const capture = findCapture(ports.database, id);
        if (capture === undefined) throw benchErrors.fail('CAPTURE_UNKNOWN', { id });
        return capture;
      },
      watch: ({ afterSeq }, emit) => bench.watch(afterSeq, emit),
    },
    targetFor: (integrationId) => bench.targetFor(integrationId),
    isOwnReceiver: (hostname, port) => hostname === receiverHost && bench.running?.port === port,
    close: async () => {
      await bench.stop();
    },
  };
}

/** stopped → starting → running → stopped. One change at a time: a stop waits for a start under way. */
class TestBench {
  running: Running | null = null;
  readonly #ports: BenchPorts;
  readonly #paths: ReceiverPaths;
  readonly #watchers = new Set<(event: BenchEvent) => void>();
  #script = new AnswerScript([]);
  #change: Promise<unknown> = Promise.resolve();

  constructor(ports: BenchPorts) {
    this.#ports = ports;
    this.#paths = new ReceiverPaths(ports.database, ports.random);
  }

  status(): ReceiverStatus {
    return {
      isRunning: this.running !== null,
      url: this.targetFor(null),
      port: this.running?.port ?? null,
      startedAt: this.running?.startedAt ?? null,
      captureCount: countCaptures(this.#ports.database),
      answers: [...this.#script.answers],
    };
  }

  targetFor(integrationId: IntegrationId | null): string | null {
    if (this.running === null) return null;
    return `http://${receiverHost}:${this.running.port}${this.#paths.prefixOf(integrationId)}`;
  }

  /** Without answers the last ones stay. */
  start({ port, allowHosts, answers = this.#script.answers }: StartOptions): Promise<ReceiverStatus> {
    return this.#inTurn(async () => {
      if (this.running !== null) throw benchErrors.fail('RECEIVER_RUNNING', { port: this.running.port });
      const script = new AnswerScript(answers);
      const receiver = await startReceiver({
        port,
        allowHosts,
        clock: this.#ports.clock,
        isKnownPath: (url) => this.#paths.findOwner(url) !== undefined,
        receive: (request) => this.#receive(request),
      });
      try {
        this.#ports.journal.append({ act: 'receiver-started', subject: 'receiver', detail: { port: receiver.port } });
      } catch (cause) {
        await receiver.stop();
        throw cause;
      }
      this.#script = script;
      this.running = { ...receiver, startedAt: new Date(this.#ports.clock.now()).toISOString() };
      return this.#tellStatus();
    });
  }

  stop(): Promise<ReceiverStatus> {
    return this.#inTurn(async () => {
      const receiver = this.running;
      if (receiver === null) return this.status();
      this.running = null;
      await receiver.stop();
      const status = this.#tellStatus();
      this.#ports.journal.append({ act: 'receiver-stopped', subject: 'receiver', detail: { port: receiver.port } });
      return status;
    });
  }

  setAnswers(answers: readonly Answer[]): ReceiverStatus {
    this.#script = new AnswerScript(answers);
    return this.#tellStatus();
  }

  watch(afterSeq: number | undefined, emit: (event: BenchEvent) => void): () => void {
    emit({ type: 'status', status: this.status() });
    let seq = afterSeq ?? Number.MAX_SAFE_INTEGER;
    for (let page = this.#pageAfter(seq); page.length > 0; page = this.#pageAfter(seq)) {
      for (const capture of page) emit({ type: 'capture', seq: capture.seq, capture });
      seq = page.at(-1)?.seq ?? seq;
    }
    this.#watchers.add(emit);
    return () => this.#watchers.delete(emit);
  }

  #pageAfter(seq: number): Capture[] {
    return listCapturesAfter(this.#ports.database, seq, catchUpPage);
  }

  #receive(request: ReceivedRequest): Answer {
    const answer = this.#script.next();
    try {
      const capture = this.#record(request, answer.status);
      for (const emit of this.#watchers) emit({ type: 'capture', seq: capture.seq, capture });
    } catch (cause) {
      const stack = cause instanceof Error ? cause.stack : String(cause);
      this.#ports.log('error', 'A request came to the receiver and could not be recorded.', { stack });
      throw cause;
    }
    return answer;
  }

  #record({ method, url, headers, body, isCut, peer }: ReceivedRequest, answeredStatus: number): Capture {
    const { database, redactor, findTrigger } = this.#ports;
    const owner = this.#paths.findOwner(url);
    const integrationId = owner?.integrationId ?? null;
    const shownUrl = redactor.redactText(url);
    const shownHeaders: HeaderList = headers.map(([name, value]) => [
      redactor.redactText(name),
      redactor.redactText(value),
    ]);
    return insertCapture(database, {
      id: mintId('cap', this.#ports) as CaptureId,
      received_ms: this.#ports.clock.now(),
      method,
      url: shownUrl,
      path: shownUrl.slice(owner?.prefix.length ?? 0),
      headers: JSON.stringify(shownHeaders),
      body: isCut ? redactor.redactBeginning(body) : redactor.redactBytes(body),
      is_cut: isCut ? 1 : 0,
      peer,
      integration_id: integrationId,
      trigger_event: integrationId === null ? null : findTrigger(integrationId),
      delivery_id: this.#findDelivery(headers),
      answered_status: answeredStatus,
    });
  }

  /** Anybody can write the header: only an id of ours counts. */
  #findDelivery(headers: HeaderList): DeliveryId | null {
    const id = headers.find(([name]) => name.toLowerCase() === 'switchhook-delivery')?.[1];
    return id !== undefined && this.#ports.isOwnDelivery(id) ? (id as DeliveryId) : null;
  }

  #tellStatus(): ReceiverStatus {
    const status = this.status();
    for (const emit of this.#watchers) emit({ type: 'status', status });
    return status;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#change.then(act, act);
    this.#change = turn.catch(() => {});
    return turn;
  }
}
