// Dispatch: accept an event, send it, record what came of it; the delivery log and replay. Rows are the truth, a wake-up is only a hint.
// This is the slice's face: other slices come in here and nowhere else.

import { sampleEvent } from '../../../shared/catalog/sample-events.ts';
import { findTrigger } from '../../../shared/catalog/trigger-events.ts';
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { dispatchContract, SendInput } from '../../../shared/dispatch/contract.ts';
import type { DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { PbxEvent } from '../../../shared/request/event.ts';
import { createProblem } from '../../../shared/request/problems.ts';
import type { KnownSecret } from '../vault/vault.ts';
import { acceptDelivery, integrationOf } from './accept-delivery.ts';
import { ConnectionPool } from './connection-pool.ts';
import { DeadlineSweep } from './deadline-sweep.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { findDelivery, readDetail } from './delivery-rows.ts';
import { DeliveryWatchers } from './delivery-watchers.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { listDeliveries } from './list-deliveries.ts';
import { mintId } from './mint-id.ts';
import { replayDelivery } from './replay-delivery.ts';
import { SecretMemory } from './secret-source.ts';
import { isTargetRule } from './target-guard.ts';

export type { DispatchPorts, SendPlace } from './dispatch-ports.ts';
export { isTargetRule, mintId };

export interface Dispatch {
  readonly handlers: HandlersOf<{ dispatch: typeof dispatchContract }>['dispatch'];
  /** Resumes what a crash or a locked vault left pending. Nothing is sent before it: call it once this process owns dispatching. */
  start(): void;
  /** Looks again at what waited: call it when the vault was unlocked. */
  wake(): void;
  isIdle(): boolean;
  /** Resolves when nothing that can be sent is left. */
  drain(): Promise<void>;
  /** Claims nothing more, waits for what is in flight, closes every connection. */
  close(): Promise<void>;
  isOwnDelivery(id: string): boolean;
  /** Cancels what waits to be sent of an integration that is being deleted, in the same transaction. */
  cancelOf(integrationId: string): void;
  /** Secrets of what is being sent that the vault does not list: plain ones of files, `user:pass` pairs. For the redactor; never written anywhere. */
  transientSecrets(): readonly KnownSecret[];
}

export function createDispatch(ports: DispatchPorts): Dispatch {
  const memory = new SecretMemory();
  const pool = new ConnectionPool(ports.clock);
  const watchers = new DeliveryWatchers(ports.database);
  const queue = new DeliveryQueue({
    ports,
    means: { pool, sweep: new DeadlineSweep(ports.clock) },
    memory,
    onChanged: (id) => watchers.changed(id),
    onHeld: (id, failure) => watchers.failed(id, failure),
  });
  return {
    handlers: buildHandlers({ ports, memory, queue, watchers }),
    start: () => queue.start(),
    wake: () => queue.wake(),
    isIdle: () => queue.isIdle,
    drain: () => queue.drain(),
    close: async () => {
      await queue.close();
      pool.close();
    },
    cancelOf: (integrationId) => queue.cancelOf(integrationId),
    isOwnDelivery: (id) => findDelivery(ports.database, id) !== undefined,
    transientSecrets: () => memory.listKnown(),
  };
}

interface Parts {
  readonly ports: DispatchPorts;
  readonly memory: SecretMemory;
  readonly queue: DeliveryQueue;
  readonly watchers: DeliveryWatchers;
}

function buildHandlers({ ports, memory, queue, watchers }: Parts): Dispatch['handlers'] {
  const getDetail = (id: string): DeliveryDetail => {
    const row = findDelivery(ports.database, id);
    if (row === undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id });
    return readDetail(ports.database, row);
  };
  return {
    send: (input) => {
      const { to, withAuth, deadlineMs, allowTargets } = input;
      const options = { to, withAuth, deadlineMs, allowTargets };
      const { id, seq } = acceptDelivery({ ...options, ...readSendSource(input, ports) }, ports, memory);
      queue.offer(seq);
      return { deliveryId: id };
    },
    replay: ({ to, deadlineMs, ...intent }) => {
      const { id, seq } = replayDelivery({ ...intent, to, deadlineMs }, ports, memory);
      watchers.changed(id);
      queue.offer(seq);
      return { deliveryId: id };
    },
    deliveries: (input) => listDeliveries(input, ports),
    delivery: ({ id }) => getDetail(id),
    watch: ({ deliveryId }, emit) => {
      emit({ type: 'snapshot', seq: 0, delivery: getDetail(deliveryId) });
      return watchers.add(deliveryId, emit);
    },
    watchLog: (_input, emit) => watchers.addToLog(emit),
  };
}

function readSendSource(input: SendInput, ports: DispatchPorts) {
  const event = readEvent(input.event, ports);
  const replayOf = null;
  if ('file' in input.integration) {
    return { integration: input.integration.file, place: null, event, dialect: input.dialect ?? {}, replayOf };
  }
  const place = ports.getIntegrationForSend(input.integration.id);
  const dialect = { ...place.tenantSet.dialect, ...input.dialect };
  return { integration: integrationOf(place), place, event, dialect, replayOf };
}

/** A sample occurs when it is accepted. */
function readEvent(event: SendInput['event'], { clock }: DispatchPorts): PbxEvent {
  if ('event' in event) return event.event;
  const trigger = findTrigger(event.sample);
  if (trigger === undefined) {
    throw dispatchErrors.fail('REQUEST_INVALID', { problems: [createProblem('EVENT_TRIGGER', 'event.trigger')] });
  }
  const occurredAt = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  return { ...sampleEvent(trigger.id), occurredAt };
}
