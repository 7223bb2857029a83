// Dispatch: accept events, send them, record what came of it; the delivery log and replay. Rows are the truth, a wake-up is only a hint.
// This is the slice's face: other slices come in here and nowhere else.
import type { HandlersOf } from '../../../shared/contract/serve.ts';
import type { dispatchContract } from '../../../shared/dispatch/contract.ts';
import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import type { KnownSecret } from '../vault/vault.ts';
import { acceptDelivery, readSendIntent } from './accept-delivery.ts';
import { findDelivery, hasDelivery, readDetail } from './delivery-rows.ts';
import { Core } from './dispatch-core.ts';
import type { DispatchCounts } from './dispatch-meter.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import { selectSeqs } from './list-deliveries.ts';
import { buildLogHandlers } from './log-handlers.ts';
import { mintId } from './mint-id.ts';
import { correctCounts, countWrong, findWrongCounts, type RecountOptions } from './recount.ts';
import { ReplayJob } from './replay-job.ts';
import { ReplayDesk } from './replay-many.ts';
import { Retention } from './retention.ts';
import { shareLookups } from './share-lookups.ts';
import { isTargetRule } from './target-guard.ts';

export type { DispatchCounts } from './dispatch-meter.ts';
export type { DispatchPorts, SendPlace } from './dispatch-ports.ts';
export type { RecountOptions } from './recount.ts';
export { isTargetRule, mintId };

type Handlers = HandlersOf<{ dispatch: typeof dispatchContract }>['dispatch'];

export interface Dispatch {
  readonly handlers: Handlers;
  /** Resumes what a crash or a locked vault left pending. Nothing is sent before it: call it once this process owns dispatching. */
  start(): void;
  /** Looks again at what waited: call it when the vault was unlocked. */
  wake(): void;
  isIdle(): boolean;
  /** Resolves when nothing that can be sent now is left. */
  drain(): Promise<void>;
  /** Begins no further attempt; those under way end. What waits is left to the next process. */
  stopSending(): void;
  readCounts(): DispatchCounts;
  /** How many counters of the log are wrong; with `isRebuilt` they are made right. Reads the whole log; all else goes on meanwhile. */
  checkCounts(isRebuilt: boolean, options?: RecountOptions): Promise<number>;
  /** Claims nothing more, waits for what is in flight, closes every connection. */
  close(): Promise<void>;
  isOwnDelivery(id: string): boolean;
  /** Cancels what waits to be sent of an integration that is being deleted, in the same transaction. */
  cancelOf(integrationId: string): void;
  /** An integration was saved, enabled, disabled or removed: what waits of it looks again. */
  integrationChanged(integrationId: string): void;
  /** Secrets of what is being sent that the vault does not list: plain ones of files, `user:pass` pairs. For the redactor; never written anywhere. */
  transientSecrets(): readonly KnownSecret[];
}

export function createDispatch(ports: DispatchPorts): Dispatch {
  const core = new Core({ ...ports, lookup: shareLookups(ports.lookup) });
  const replayJob = new ReplayJob(core, ports);
  const retention = new Retention({ ports, core });
  ports.jobs.register('replay', replayJob);
  return {
    handlers: {
      ...buildCoreHandlers(core, ports),
      ...buildLogHandlers(core, ports),
      ...new ReplayDesk(core, ports).handlers,
      ...core.policies.handlers,
    },
    start: () => {
      core.start();
      retention.start();
    },
    wake: () => core.wake(),
    isIdle: () => core.isIdle,
    drain: () => core.drain(),
    stopSending: () => core.stopSending(),
    readCounts: () => core.meter.read(),
    checkCounts: async (isRebuilt, options) => {
      const wrong = await findWrongCounts(ports.database, options);
      if (isRebuilt) await correctCounts(ports.database, wrong);
      return countWrong(wrong);
    },
    close: async () => {
      replayJob.close();
      retention.close();
      await core.close();
    },
    cancelOf: (integrationId) => core.cancelOf(integrationId),
    integrationChanged: (integrationId) => core.integrationChanged(integrationId),
    isOwnDelivery: (id) => hasDelivery(ports.database, id),
    transientSecrets: () => core.memory.listKnown(),
  };
}

type CoreHandlers = Pick<
  Handlers,
  | 'send'
  | 'accept'
  | 'replay'
  | 'retarget'
  | 'pendingOf'
  | 'allowSending'
  | 'cancel'
  | 'watch'
  | 'watchLog'
  | 'watchStatus'
  | 'closeBreaker'
>;

function buildCoreHandlers(core: Core, ports: DispatchPorts): CoreHandlers {
  const getDetail = (id: string) => {
    const row = findDelivery(ports.database, id);
    if (row === undefined) throw dispatchErrors.fail('DELIVERY_UNKNOWN', { id });
    return readDetail(ports.database, row, { nowMs: ports.clock.now(), waitOf: (listed) => core.waitOf(listed) });
  };
  return {
    send: async (input) => {
      const { id } = await acceptDelivery(readSendIntent(input, ports), core.acceptMeans);
      return { deliveryId: id };
    },
    accept: async (input) => ({ deliveryIds: await core.events.accept(input) }),
    replay: async (intent) => {
      const { id } = await core.replay({ ...intent, to: intent.to, deadlineMs: intent.deadlineMs });
      return { deliveryId: id };
    },
    cancel: async (selection) => ({ ids: await core.acts.cancelAll(await selectSeqs(selection, ports)) }),
    pendingOf: ({ integrationId }) => core.acts.countPending(integrationId),
    retarget: ({ integrationId }) => ({ retargeted: core.acts.retarget(integrationId) }),
    allowSending: ({ integrationId }) => {
      core.allowSending(integrationId);
      return {};
    },
    closeBreaker: ({ endpoint }) => {
      core.closeBreaker(endpoint);
      return {};
    },
    watch: ({ deliveryId }, emit) => {
      emit({ type: 'snapshot', seq: 0, delivery: getDetail(deliveryId) });
      return core.watchers.add(deliveryId, emit);
    },
    watchLog: (_input, emit) => core.watchers.addToLog(emit),
    watchStatus: (_input, emit) => core.watchers.addToStatus(emit),
  };
}
