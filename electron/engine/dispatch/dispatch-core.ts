// The core of dispatch: the queue, the dispatcher and what belongs to them, put together. Handlers and jobs work through it.
import { dirname, join } from 'node:path';
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { WaitReason } from '../../../shared/dispatch/delivery.ts';
import type { DispatchStatus, EndpointHealth } from '../../../shared/dispatch/dispatch-status.ts';
import type { EndpointPolicy } from '../../../shared/dispatch/endpoint-policy.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import { Ballast } from '../database/ballast.ts';
import { type BatchWriter, openBatchWriter } from '../database/batch-writer.ts';
import { GroupCommit } from '../database/group-commit.ts';
import type { CrashPoint } from '../ports.ts';
import type { AcceptMeans } from './accept-delivery.ts';
import { EventDesk } from './accept-events.ts';
import { Attempts, type EndedDelivery } from './attempts.ts';
import { DeadlineSweep } from './deadline-sweep.ts';
import { DeletedIntegrations } from './deleted-integrations.ts';
import { CountDeltas } from './delivery-counts.ts';
import type { ListedRow } from './delivery-rows.ts';
import { DeliveryWatchers } from './delivery-watchers.ts';
import { DispatchMeter } from './dispatch-meter.ts';
import type { DispatchPorts, SendPlace } from './dispatch-ports.ts';
import { Dispatcher } from './dispatcher.ts';
import { Breakers, describeHealth } from './dispatcher-breakers.ts';
import { DispatcherClock } from './dispatcher-clock.ts';
import { GoneIntegrations } from './gone-integrations.ts';
import { IntakeDesk, type PendingDelivery } from './intake.ts';
import { LaneKeys } from './lane-keys.ts';
import { type EndpointState, Lanes, type OriginState } from './lanes.ts';
import { OriginPools } from './origin-pools.ts';
import { PendingActs } from './pending-acts.ts';
import { PolicyStore } from './policies.ts';
import type { LaneKey, QueuedDelivery } from './queue-port.ts';
import { countWaiting, readStatus } from './read-status.ts';
import { type ReplayIntent, type ReplayMeans, replayDelivery } from './replay-delivery.ts';
import { SecretMemory } from './secret-source.ts';
import { DeliverySigner } from './sign-delivery.ts';
import { SnapshotIndex } from './snapshot-index.ts';
import { Snapshots } from './snapshots.ts';
import { SqliteQueue } from './sqlite-queue.ts';
import { StoragePause } from './storage-pause.ts';
import { tellTrouble } from './tell-trouble.ts';

/** What the log's handlers and the replay job need of the core. */
export interface DispatchCore {
  /** As the handler does. Rejects with Failure as it does. */
  replay(intent: ReplayIntent): Promise<PendingDelivery>;
  /** Rows were changed in a transaction of the main connection: look at them again, and tell who watches. */
  rowsChanged(seqs: readonly number[]): void;
  /** Under way, or ended and not yet on the disk: its row must be left alone. */
  isInFlight(seq: number): boolean;
  /** After each end that is on the disk, a retry to come or not. Returns the act of ending that. */
  onEnded(listener: (end: EndedDelivery) => void): () => void;
  /** Why a pending delivery that is due is not being sent. */
  waitOf(row: ListedRow): WaitReason | null;
  /** Of endpoints and origins that are known in memory; null: nothing is. */
  healthOf(endpoint: string): EndpointHealth | null;
  listFailing(): EndpointHealth[];
  readonly replayMeans: ReplayMeans;
  readonly policies: PolicyStore;
  readonly passPoint: (name: CrashPoint) => void;
}

export class Core implements DispatchCore {
  readonly memory = new SecretMemory();
  readonly policies: PolicyStore;
  readonly watchers: DeliveryWatchers;
  readonly meter = new DispatchMeter();
  readonly events: EventDesk;
  readonly acts: PendingActs;
  readonly acceptMeans: AcceptMeans;
  readonly replayMeans: ReplayMeans;
  readonly passPoint: (name: CrashPoint) => void;
  readonly #ports: DispatchPorts;
  readonly #writer: BatchWriter;
  readonly #group: GroupCommit;
  readonly #pause: StoragePause;
  readonly #clock: DispatcherClock;
  readonly #queue: SqliteQueue;
  readonly #snapshotIndex: SnapshotIndex;
  readonly #lanes = new Lanes();
  readonly #breakers: Breakers;
  readonly #dispatcher: Dispatcher;
  readonly #gone: GoneIntegrations;
  readonly #pools: OriginPools;
  #closing: Promise<void> | null = null;
  readonly #deleted: DeletedIntegrations;
  readonly #ended = new Set<(end: EndedDelivery) => void>();

  constructor(ports: DispatchPorts) {
    const { database } = ports;
    const after = ports.clock.after.bind(ports.clock);
    const counts = new CountDeltas();
    const snapshots = new Snapshots(database);
    const laneKeys = new LaneKeys(database);
    this.#ports = ports;
    this.passPoint = ports.crashPoint ?? (() => {});
    this.policies = new PolicyStore(ports);
    this.#deleted = new DeletedIntegrations({
      log: ports.log,
      isThere: (integrationId) => this.#findPlace(integrationId) !== null,
      cancel: (seqs) => this.acts.cancel(seqs),
    });
    this.#clock = new DispatcherClock(ports.clock, (byMs) => this.#clockWentBack(byMs));
    this.#pause = new StoragePause({
      ballast: new Ballast(join(dirname(database.path), 'ballast.bin')),
      ...{ log: ports.log, after, group: () => this.#group },
      onChanged: (isPaused) => {
        this.watchers.statusChanged();
        if (!isPaused) this.#dispatcher.wake();
      },
    });
    this.#writer = openBatchWriter({ database, passPoint: this.passPoint, onFree: () => this.#group.poke() });
    this.#group = new GroupCommit({
      ...{ writer: this.#writer, after },
      monotonic: () => this.#clock.steady(),
      collect: (batch) => this.#queue.collect(batch),
      onRefused: (failure) => this.#pause.refused(failure),
    });
    const queue = new SqliteQueue({
      ...{ database, group: this.#group, snapshots, counts },
      onMarked: (deliveries) => {
        for (const { id } of deliveries) this.watchers.changed(id);
      },
    });
    this.#queue = queue;
    this.#snapshotIndex = new SnapshotIndex(database, this.#group);
    this.#gone = new GoneIntegrations(ports, this.#group);
    this.watchers = new DeliveryWatchers({
      ...{ database, after },
      now: () => ports.clock.now(),
      waitOf: (row) => this.waitOf(row),
      readStatus: () => this.#readStatus(),
    });
    this.#breakers = new Breakers({
      ...{ database, group: this.#group, lanes: this.#lanes, after, passPoint: this.passPoint },
      onMayGo: (guarded) => this.#mayGo(guarded),
      onChanged: () => this.watchers.statusChanged(),
    });
    this.#pools = new OriginPools(ports.clock);
    const policyOf = (set: string | null, endpoint: string): EndpointPolicy =>
      this.policies.resolve(set, endpoint).policy;
    const attempts = new Attempts({
      ...{ ports, memory: this.memory, queue, breakers: this.#breakers, clock: this.#clock, passPoint: this.passPoint },
      ...{ policyOf, means: { pools: this.#pools, sweep: new DeadlineSweep(ports.clock) } },
      signer: new DeliverySigner(ports),
      dispatcher: () => this.#dispatcher,
      onGone: (delivery) => this.#stopSending(delivery),
      onChanged: (id) => this.watchers.changed(id),
      onCounted: (end) => this.meter.ended(end),
      onEnded: (end) => {
        this.#deleted.ended(end);
        for (const listener of this.#ended) listener(end);
      },
      onHeld: (id, failure) => {
        if (!failure.error.code.startsWith('VAULT_')) tellTrouble(ports.log, failure);
        this.watchers.failed(id, failure);
      },
    });
    this.#dispatcher = new Dispatcher({
      ...{ queue, lanes: this.#lanes, breakers: this.#breakers, clock: this.#clock, after, policyOf },
      isOnItsWay: (seq) => this.#isOnItsWay(seq),
      tenantSetOf: (integrationId) => this.#tenantSetOf(integrationId),
      holdOf: (integrationId) => this.#holdOf(integrationId),
      begin: (delivery, lane) => attempts.begin(delivery, lane),
      isPaused: () => this.#pause.because !== null,
      onTrouble: (cause) => tellTrouble(ports.log, cause),
    });
    const desk = new IntakeDesk(
      {
        ...{ ports, queue, snapshots, lanes: laneKeys, counts, passPoint: this.passPoint },
        refusal: () => (this.#closing === null ? this.#pause.refusal : commonErrors.fail('CONNECTION_LOST')),
        onAccepted: (deliveries) => this.#accepted(deliveries),
      },
      database,
    );
    this.acceptMeans = { ports, snapshots, lanes: laneKeys, desk, memory: this.memory };
    this.acts = new PendingActs({
      ...this.acceptMeans,
      ...{ queue, counts },
      isInFlight: (seq) => this.isInFlight(seq),
      rowsChanged: (seqs) => this.rowsChanged(seqs),
    });
    this.replayMeans = { ...this.acceptMeans, attemptAgain: (row, change) => this.acts.attemptAgain(row, change) };
    this.events = new EventDesk(this.acceptMeans);
    this.policies.onChange(() => this.#dispatcher.policiesChanged());
  }

  start(): void {
    this.#pause.start();
    this.#anchorClock();
    this.#breakers.load(this.#clock.now());
    this.#dispatcher.start();
  }

  wake(): void {
    this.#dispatcher.wake();
  }

  get isIdle(): boolean {
    return this.#dispatcher.isIdle && this.#group.isSettled;
  }

  async drain(): Promise<void> {
    do {
      await this.#group.settle();
      await this.#dispatcher.idle();
    } while (!this.isIdle);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  stopSending(): void {
    this.#dispatcher.stop();
  }

  async #close(): Promise<void> {
    this.#dispatcher.stop();
    await this.drain();
    this.#breakers.stop();
    this.#pause.close();
    this.watchers.close();
    this.#pools.close();
    await this.#writer.close();
  }

  replay(intent: ReplayIntent): Promise<PendingDelivery> {
    return replayDelivery(intent, this.replayMeans);
  }

  isInFlight(seq: number): boolean {
    return this.#dispatcher.isInFlight(seq) || this.#isOnItsWay(seq);
  }

  /** It can be read, but a power cut would still take it. */
  #isOnItsWay(seq: number): boolean {
    return this.acceptMeans.desk.isOnItsWay(seq) || this.acts.isOnItsWay(seq);
  }

  onEnded(listener: (end: EndedDelivery) => void): () => void {
    this.#ended.add(listener);
    return () => void this.#ended.delete(listener);
  }

  rowsChanged(seqs: readonly number[]): void {
    const { database } = this.#ports;
    const json = JSON.stringify(seqs);
    const lanes = database.all<LaneKey & Record<string, unknown>>(
      `SELECT id, endpoint, origin, integration_id AS integrationId FROM lanes
        WHERE id IN (SELECT lane FROM deliveries WHERE seq IN (SELECT value FROM json_each(?)) AND due_ms IS NOT NULL)`,
      json,
    );
    // After the transaction that this may be part of.
    this.#dispatcher.drop(seqs);
    queueMicrotask(() => {
      this.#dispatcher.lookAt(lanes);
      this.watchers.rowsChanged(seqs);
    });
  }

  /**
   * In the transaction that deletes the integration. What is on its way to the disk is cancelled when it is there, and what is under
   * way when it has ended and would be tried again.
   */
  cancelOf(integrationId: string): void {
    const underWay = this.acts.cancelOf(integrationId).filter((seq) => this.#dispatcher.isInFlight(seq));
    this.#deleted.add(integrationId, { underWay, written: this.#group.settle() });
  }

  /** An integration was enabled, disabled or removed. */
  integrationChanged(integrationId: string): void {
    this.#lookAt(integrationId);
  }

  /** Sending to it goes on. */
  allowSending(integrationId: string): void {
    if (this.#gone.allow(integrationId)) this.#lookAt(integrationId);
    this.watchers.statusChanged();
  }

  closeBreaker(endpoint: string): void {
    const { journal } = this.#ports;
    if (this.#breakers.close(endpoint, this.#clock.now())) journal.append({ act: 'breaker-closed', subject: endpoint });
  }

  waitOf(row: ListedRow): WaitReason | null {
    if (this.isInFlight(row.seq)) return null;
    if (this.#pause.because !== null) return 'storage';
    const lane = this.#lanes.find(row.lane);
    if (lane?.lockedSnapshots.has(row.snapshot)) return 'vault';
    if (row.is_retried === 1 && row.next_kind !== 'replay') {
      const hold = this.#holdOf(row.integration_id ?? '');
      if (hold !== null) return hold;
    }
    const state = this.#lanes.findEndpoint(row.endpoint);
    const isOpen = state !== undefined && (this.#breakers.isOpen(state) || this.#breakers.isOpen(state.origin));
    return isOpen && this.policies.resolve(row.tenant_set, row.endpoint).policy.breaker ? 'breaker' : null;
  }

  healthOf(endpoint: string): EndpointHealth | null {
    const guarded = this.#lanes.findEndpoint(endpoint) ?? this.#lanes.findOrigin(endpoint);
    if (guarded === undefined) return null;
    return describeHealth(guarded, this.#countWaiting(guarded), this.#clock.now());
  }

  listFailing(): EndpointHealth[] {
    return this.#breakers.list((guarded) => this.#countWaiting(guarded));
  }

  #accepted(accepted: readonly QueuedDelivery[]): void {
    const deliveries = this.#deleted.keepWanted(accepted);
    this.#dispatcher.offer(deliveries);
    const last = accepted.at(-1);
    if (last !== undefined) this.#snapshotIndex.follow(last.seq);
    this.meter.accepted(deliveries.length);
    for (const { id } of deliveries) this.watchers.changed(id);
  }

  #lookAt(integrationId: string): void {
    const lanes = [...this.#lanes.all()].filter((lane) => lane.integrationId === integrationId);
    this.#dispatcher.look(lanes);
  }

  #mayGo(guarded: EndpointState | OriginState): void {
    if ('endpoint' in guarded) this.#lanes.release(guarded);
    else if (guarded.ready.size > 0) this.#lanes.ready.add(guarded);
    // Not from inside of what told it.
    queueMicrotask(() => this.#dispatcher.pump());
  }

  /** The endpoint is gone for good. What went elsewhere than to the integration's own target says nothing about it. */
  #stopSending({ snapshot, id }: QueuedDelivery): void {
    const { integration_id: integrationId, is_sandbox: isSandbox } = snapshot.content;
    const isOwn = snapshot.target.kind === 'own' || (isSandbox === 1 && snapshot.target.kind === 'receiver');
    if (integrationId === null || !isOwn || !this.#gone.stop(integrationId, id)) return;
    this.#lookAt(integrationId);
    this.watchers.statusChanged();
  }

  #holdOf(integrationId: string): 'disabled' | 'gone' | null {
    if (integrationId === '') return null;
    if (this.#gone.has(integrationId)) return 'gone';
    // One that is no longer there holds nothing.
    return this.#findPlace(integrationId)?.record.enabled === false ? 'disabled' : null;
  }

  /** null: it was deleted. */
  #findPlace(integrationId: string): SendPlace | null {
    try {
      return this.#ports.getIntegrationForSend(integrationId);
    } catch (cause) {
      if (cause instanceof Failure) return null;
      throw cause;
    }
  }

  #tenantSetOf(integrationId: string): string | null {
    if (integrationId === '') return null;
    const sql = 'SELECT tenant_set FROM snapshots WHERE integration_id = ? LIMIT 1';
    return this.#ports.database.get<{ tenant_set: string | null }>(sql, integrationId)?.tenant_set ?? null;
  }

  #countWaiting(guarded: EndpointState | OriginState): number {
    return countWaiting(this.#ports.database, guarded, this.#clock.now());
  }

  #readStatus(): DispatchStatus {
    return readStatus({
      database: this.#ports.database,
      inFlight: this.#dispatcher.inFlightCount,
      pausedBecause: this.#pause.because,
      failing: this.listFailing(),
      gone: this.#gone.list(),
    });
  }

  #clockWentBack(byMs: number): void {
    const { clock, journal, log } = this.#ports;
    const nowMs = clock.now();
    log('warn', 'The clock of this computer went back; what waits for its time keeps the time it has left.', { byMs });
    this.#breakers.shift(byMs, nowMs);
    this.#queue.shiftDue(nowMs, byMs, () => this.#dispatcher.dueTimesChanged());
    // In the same batch: from then on the log knows no later time than the clock shows.
    const line = journal.spell({ act: 'clock-went-back', subject: 'clock', detail: { byMs } });
    this.#group.add({ writes: [line], isIntake: false, done: () => {} });
  }

  /** A clock that was put back while nobody looked: the journal knows a later time than it shows. */
  #anchorClock(): void {
    const sql = 'SELECT at_ms AS ms FROM journal ORDER BY seq DESC LIMIT 1';
    const byMs = (this.#ports.database.get<{ ms: number }>(sql)?.ms ?? 0) - this.#clock.now();
    if (byMs > 1_000) this.#clockWentBack(byMs);
  }
}
