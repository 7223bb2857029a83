// Claims pending deliveries oldest first and runs them, some at a time. Rows are the truth: what is lost here is found again there.
// A delivery that cannot go on now (vault locked, disk full) stays pending and is held until `wake` or the next start.
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import { type DeliveryRow, getDelivery, readRequest, readSource } from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { ExchangeMeans } from './exchange.ts';
import { beginAttempt, endAttempt, endCancelled, endUnsent } from './record-attempt.ts';
import { type FilledHeaders, fillSecrets, type SecretMemory } from './secret-source.ts';
import { sendAttempt } from './send-attempt.ts';

const mostInFlight = 32;

export interface QueueParts {
  readonly ports: DispatchPorts;
  readonly means: ExchangeMeans;
  readonly memory: SecretMemory;
  /** After each committed change. */
  onChanged(id: DeliveryId): void;
  /** The delivery is held and `failure` says why. */
  onHeld(id: DeliveryId, failure: Failure): void;
}

export class DeliveryQueue {
  readonly #parts: QueueParts;
  readonly #inFlight = new Map<number, Promise<void>>();
  readonly #held = new Set<number>();
  /** Pending rows up to here were looked at: they are in flight or held. */
  #passed = 0;
  #state: 'waiting' | 'running' | 'closed' = 'waiting';

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  start(): void {
    if (this.#state === 'waiting') this.#state = 'running';
    this.wake();
  }

  wake(): void {
    this.#held.clear();
    this.#lookFrom(0);
  }

  /** A hint that this one is due. Never throws: what is due stays in its row. */
  offer(seq: number): void {
    this.#lookFrom(seq);
  }

  /** What is in flight stays so: it may have arrived. Runs inside the transaction that deletes the integration. */
  cancelOf(integrationId: string): void {
    const { ports, onChanged } = this.#parts;
    const sql = "SELECT seq, id FROM deliveries WHERE outcome = 'pending' AND integration_id = ?";
    for (const row of ports.database.all<Pick<DeliveryRow, 'seq' | 'id'>>(sql, integrationId)) {
      if (this.#inFlight.has(row.seq)) continue;
      endCancelled(row, ports);
      queueMicrotask(() => onChanged(row.id));
    }
  }

  async drain(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight.values());
  }

  get isIdle(): boolean {
    return this.#inFlight.size === 0;
  }

  /** In-flight attempts end by their deadlines at the latest. */
  close(): Promise<void> {
    this.#state = 'closed';
    return this.drain();
  }

  #lookFrom(seq: number): void {
    this.#passed = Math.min(this.#passed, seq - 1);
    try {
      while (this.#state === 'running' && this.#inFlight.size < mostInFlight) {
        const due = this.#findDue();
        if (due === undefined) return;
        this.#inFlight.set(due, this.#runOnce(due));
      }
    } catch (cause) {
      this.#parts.ports.log('error', 'What is due to be sent could not be read.', describe(cause));
    }
  }

  #findDue(): number | undefined {
    const sql = "SELECT seq FROM deliveries WHERE outcome = 'pending' AND seq > ? ORDER BY seq LIMIT 1";
    for (;;) {
      const next = this.#parts.ports.database.get<{ seq: number }>(sql, this.#passed);
      if (next === undefined) return undefined;
      this.#passed = next.seq;
      if (!this.#inFlight.has(next.seq) && !this.#held.has(next.seq)) return next.seq;
    }
  }

  async #runOnce(seq: number): Promise<void> {
    // The caller's call ends first: it may hold a transaction, and its answer does not wait for this.
    await Promise.resolve();
    try {
      const row = getDelivery(this.#parts.ports.database, seq);
      if (row !== undefined) await this.#run(row);
    } catch (cause) {
      this.#hold(seq, cause);
    }
    this.#inFlight.delete(seq);
    // From this one on: it may have been replayed in the meantime.
    this.#lookFrom(seq);
  }

  async #run(row: DeliveryRow): Promise<void> {
    try {
      await this.#attempt(row);
      this.#parts.memory.forget(row.id);
    } catch (cause) {
      this.#hold(row.seq, cause);
      this.#parts.onHeld(row.id, asFailure(cause, row.id));
    }
    this.#parts.onChanged(row.id);
  }

  async #attempt(row: DeliveryRow): Promise<void> {
    const { ports, means, memory, onChanged } = this.#parts;
    const filled = this.#fill(row);
    if (filled === null) return;
    memory.keepKnown(row.id, filled.known);
    const begun = beginAttempt(row, ports);
    onChanged(row.id);
    const attempt = await sendAttempt({ row, begun, filled }, ports, means);
    endAttempt(row, attempt, ports);
  }

  /** null: the delivery is dead, for a secret it needs is not to be had any more. Throws Failure when it may be later. */
  #fill(row: DeliveryRow): FilledHeaders | null {
    const { ports, memory } = this.#parts;
    try {
      const { headers, url } = readRequest(row);
      const source = { ...readSource(row), masked: headers, url, plain: memory.recallPlain(row.id) };
      return fillSecrets(source, ports.resolveSecret);
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.error.code.startsWith('VAULT_')) throw cause;
      endUnsent(row, cause.error, ports);
      return null;
    }
  }

  #hold(seq: number, cause: unknown): void {
    this.#held.add(seq);
    const fields = { delivery: seq, ...describe(cause) };
    this.#parts.ports.log('error', 'A delivery waits: it could not be sent or recorded.', fields);
  }
}

function describe(cause: unknown): Record<string, unknown> {
  if (cause instanceof Failure) return { code: cause.error.code };
  return { stack: cause instanceof Error ? cause.stack : String(cause) };
}

function asFailure(cause: unknown, incident: string): Failure {
  return cause instanceof Failure ? cause : commonErrors.fail('INTERNAL', { incident });
}
