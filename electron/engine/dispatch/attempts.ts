// Attempts from their beginning to their end: secrets in, request out, and what the end means for the delivery, its endpoint and its
// integration. Whose turn it is, the dispatcher knows.
import { decideOutcome, goneStatus, isRetriable, judgeForBreaker } from '../../../shared/dispatch/decide-outcome.ts';
import type { AttemptResult, Outcome } from '../../../shared/dispatch/delivery.ts';
import type { EndpointPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import { leastWait, parseRetryAfter, planRetry } from '../../../shared/dispatch/retry-schedule.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { HeaderList } from '../../../shared/request/built-request.ts';
import type { CrashPoint } from '../ports.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Breakers } from './dispatcher-breakers.ts';
import type { DispatcherClock } from './dispatcher-clock.ts';
import type { ExchangeEnd, ExchangeMeans } from './exchange.ts';
import { type Lane, moveWindow } from './lanes.ts';
import type { DeliveryQueue, NextStep, QueuedDelivery, RecordedAttempt } from './queue-port.ts';
import { type FilledHeaders, fillSecrets, type SecretMemory } from './secret-source.ts';
import { type AttemptPlan, describeEnd, sendAttempt } from './send-attempt.ts';
import type { DeliverySigner } from './sign-delivery.ts';

/** What others may want to know when a delivery is done with, for now. */
export interface EndedDelivery {
  readonly seq: number;
  readonly id: DeliveryId;
  readonly outcome: Outcome;
  readonly result: AttemptResult | null;
}

export interface AttemptsParts {
  readonly ports: DispatchPorts;
  readonly means: ExchangeMeans;
  readonly memory: SecretMemory;
  readonly queue: DeliveryQueue;
  readonly breakers: Breakers;
  readonly clock: DispatcherClock;
  readonly passPoint: (name: CrashPoint) => void;
  policyOf(tenantSet: string | null, endpoint: string): EndpointPolicy;
  readonly signer: DeliverySigner;
  dispatcher(): Dispatcher;
  /** The endpoint of an integration answered 410. */
  onGone(delivery: QueuedDelivery): void;
  /** After each committed change. */
  onChanged(id: DeliveryId): void;
  onEnded(end: EndedDelivery): void;
  /** An attempt, or a delivery without one, ended and is on the disk. */
  onCounted(end: { attempt: AttemptResult | null; outcome: Outcome }): void;
  /** The delivery waits, and `failure` says why. */
  onHeld(id: DeliveryId, failure: Failure): void;
}

export class Attempts {
  readonly #parts: AttemptsParts;

  constructor(parts: AttemptsParts) {
    this.#parts = parts;
  }

  /** Throws Failure of the vault. */
  begin(delivery: QueuedDelivery, lane: Lane): void {
    const { ports, means, memory, queue, clock, passPoint } = this.#parts;
    passPoint('claimed');
    const policy = this.#parts.policyOf(lane.tenantSet ?? null, lane.endpoint);
    const ready = this.#prepare(delivery, lane, policy);
    if (ready === null) return;
    const { filled, signature } = ready;
    if (filled.known.length > 0) memory.keepKnown(delivery.id, filled.known);
    const number = delivery.startedCount + 1;
    const plan: AttemptPlan = { delivery, number, filled, signature, policy, isUnderWay: true };
    queue.markBegun(plan);
    passPoint('attempt-sending');
    const startedMs = clock.now();
    sendAttempt(plan, { ports, means }, (end) => {
      plan.isUnderWay = false;
      passPoint('attempt-answered');
      this.#end(plan, lane, { end, startedMs });
    });
  }

  /** null: the delivery is dead, for a secret it needs is not to be had any more. Throws Failure when it may be later. */
  #prepare(
    delivery: QueuedDelivery,
    lane: Lane,
    policy: EndpointPolicy,
  ): { filled: FilledHeaders; signature: HeaderList } | null {
    const { memory, ports } = this.#parts;
    const { snapshot, url, id } = delivery;
    try {
      const signature = this.#parts.signer.sign(delivery, policy);
      if (!snapshot.hasSecrets) return { filled: { headers: snapshot.headers, known: [] }, signature };
      const { integration, dialect, headers } = snapshot;
      const source = { integration, dialect, masked: headers, url, plain: memory.recallPlain(id) };
      return { filled: fillSecrets(source, ports.resolveSecret), signature };
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause;
      if (cause.error.code.startsWith('VAULT_')) {
        this.#parts.onHeld(id, cause);
        throw cause;
      }
      this.#endUnsent(delivery, lane, cause);
      return null;
    }
  }

  #endUnsent(delivery: QueuedDelivery, lane: Lane, { error }: Failure): void {
    const { breakers, clock } = this.#parts;
    // It may have been the trial of one.
    for (const guarded of [lane.state.origin, lane.state]) breakers.end(guarded, null, clock.now());
    this.#parts.dispatcher().freed(lane);
    const outcome = delivery.wasDelivered ? 'delivered' : 'dead';
    const next: NextStep = {
      outcome,
      dueMs: null,
      retryCount: delivery.retryCount,
      wasDelivered: delivery.wasDelivered,
    };
    this.#record({ delivery, lane, attempt: null, next, error, restMs: 0 });
  }

  #end(plan: AttemptPlan, lane: Lane, exchange: { end: ExchangeEnd; startedMs: number }): void {
    const { delivery, policy } = plan;
    const { clock, ports } = this.#parts;
    const attempt = describeEnd(plan, exchange, ports);
    const nowMs = clock.now();
    this.#tellBreakers(attempt, lane, policy.breaker ? nowMs : null);
    this.#parts.dispatcher().freed(lane);
    const delayMs = this.#planRetry(plan, attempt, exchange.end);
    const wasDelivered = delivery.wasDelivered || attempt.result === 'delivered';
    const next: NextStep = {
      outcome: delayMs === null ? decideOutcome(attempt.result, wasDelivered) : 'pending',
      dueMs: delayMs === null ? null : nowMs + delayMs,
      retryCount: delivery.retryCount + (delayMs === null ? 0 : 1),
      wasDelivered,
    };
    if (attempt.status === goneStatus) this.#parts.onGone(delivery);
    this.#record({ delivery, lane, attempt, next, error: null, restMs: leastWait(delayMs ?? 0) });
    this.#parts.dispatcher().pump();
  }

  #planRetry({ delivery, policy }: AttemptPlan, attempt: RecordedAttempt, end: ExchangeEnd): number | null {
    const { status, result } = attempt;
    const isAutomatic = delivery.snapshot.content.is_retried === 1 && delivery.kind !== 'replay';
    if (!isAutomatic || delivery.wasDelivered || !isRetriable(result, status)) return null;
    const mayAsk = status === 429 || status === 503;
    const asked = mayAsk
      ? end.response?.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
      : undefined;
    return planRetry({
      delaysMs: policy.retryDelaysMs,
      retryCount: delivery.retryCount,
      askedMs: asked === undefined ? null : parseRetryAfter(asked, this.#parts.clock.now()),
      unit: this.#parts.ports.random.unit(),
    });
  }

  /** `nowMs` null: the policy wants no breaker. */
  #tellBreakers({ result, status }: RecordedAttempt, { state }: Lane, nowMs: number | null): void {
    const { breakers } = this.#parts;
    const judged = judgeForBreaker(result, status);
    if (judged !== null) moveWindow(state, judged.isFailure);
    if (nowMs === null) return;
    if (judged === null) {
      breakers.end(state.origin, null, nowMs);
      breakers.end(state, null, nowMs);
      return;
    }
    const hasReached = judged.scope === 'endpoint';
    breakers.end(state.origin, hasReached ? 'succeeded' : 'failed', nowMs);
    const ofEndpoint = judged.isFailure ? 'failed' : 'succeeded';
    breakers.end(state, hasReached ? ofEndpoint : 'unreached', nowMs);
  }

  #record(of: {
    delivery: QueuedDelivery;
    lane: Lane;
    attempt: RecordedAttempt | null;
    next: NextStep;
    error: { code: string; message: string } | null;
    restMs: number;
  }): void {
    const { delivery, lane, attempt, next, restMs } = of;
    const { queue, memory, passPoint } = this.#parts;
    const error = of.error && { code: of.error.code, message: of.error.message };
    queue.record({ delivery, attempt, next, error }, (failure) => {
      if (failure !== null) return this.#keepPending(delivery, lane, failure);
      passPoint('record-committed');
      if (next.outcome !== 'pending') memory.forget(delivery.id);
      this.#parts.dispatcher().settled(delivery, lane, next.dueMs === null ? null : { dueMs: next.dueMs, restMs });
      this.#parts.onChanged(delivery.id);
      const result = attempt?.result ?? delivery.result;
      this.#parts.onCounted({ attempt: attempt?.result ?? null, outcome: next.outcome });
      this.#parts.onEnded({ seq: delivery.seq, id: delivery.id, outcome: next.outcome, result });
    });
  }

  /** The end could not be written: the next process, or `wake`, finds an attempt that began. */
  #keepPending(delivery: QueuedDelivery, lane: Lane, failure: Failure): void {
    this.#parts.queue.markBegun({ delivery, isUnderWay: true });
    this.#parts.dispatcher().stuck(delivery, lane);
    this.#parts.onHeld(delivery.id, failure);
  }
}
