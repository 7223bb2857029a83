// Who looks at which delivery, at the log or at dispatch as a whole, and what they are told. One delivery is told of at once; the rest
// some times a second, so that a flood of deliveries stays cheap. Nobody looks: nothing is read.
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { StreamEvent } from '../../../shared/contract/connect.ts';
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import type { DispatchStatus } from '../../../shared/dispatch/dispatch-status.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import { findDelivery, findListed, readDelivery, readDetail, type WaitOf } from './delivery-rows.ts';

type WatchEvent = { readonly type: 'snapshot' | 'changed'; readonly seq: number; readonly delivery: DeliveryDetail };
type LogEvent = {
  readonly type: 'snapshot' | 'changed';
  readonly seq: number;
  readonly deliveries: Delivery[];
  readonly isMore: boolean;
};
type StatusEvent = { readonly type: 'snapshot' | 'changed'; readonly seq: number; readonly status: DispatchStatus };
type Emit = (event: StreamEvent<WatchEvent>) => void;

export interface WatchersParts {
  readonly database: Database;
  now(): number;
  readonly waitOf: WaitOf;
  readStatus(): DispatchStatus;
  after(delayMs: number, act: () => void): () => void;
}

const togetherMs = 250;
const mostTogether = 200;

export class DeliveryWatchers {
  readonly #parts: WatchersParts;
  readonly #byDelivery = new Map<string, Set<(event: 'changed' | Failure) => void>>();
  readonly #ofLog = new Set<(deliveries: Delivery[], isMore: boolean) => void>();
  readonly #ofStatus = new Set<(status: DispatchStatus) => void>();
  readonly #changed = new Set<string>();
  #isMore = false;
  #isStatusOld = false;
  #callOff: (() => void) | null = null;

  constructor(parts: WatchersParts) {
    this.#parts = parts;
  }

  add(id: string, emitDeclared: (event: WatchEvent) => void): () => void {
    // Every stream may end with `failed`, which its contract does not list.
    const emit = emitDeclared as Emit;
    const { database, waitOf } = this.#parts;
    let seq = 0;
    const tell = (event: 'changed' | Failure) => {
      if (event instanceof Failure) {
        const common = commonErrors.schema.safeParse(event.error);
        if (common.success) emit({ type: 'failed', error: common.data });
        return;
      }
      const row = findDelivery(database, id);
      if (row === undefined) return;
      emit({ type: event, seq: ++seq, delivery: readDetail(database, row, { nowMs: this.#parts.now(), waitOf }) });
    };
    const tellers = this.#byDelivery.get(id) ?? new Set();
    this.#byDelivery.set(id, tellers.add(tell));
    return () => {
      tellers.delete(tell);
      if (tellers.size === 0) this.#byDelivery.delete(id);
    };
  }

  /** Everything that is accepted or changes. */
  addToLog(emit: (event: LogEvent) => void): () => void {
    let seq = 0;
    const tell = (deliveries: Delivery[], isMore: boolean) => emit({ type: 'changed', seq: ++seq, deliveries, isMore });
    this.#ofLog.add(tell);
    emit({ type: 'snapshot', seq, deliveries: [], isMore: false });
    return () => void this.#ofLog.delete(tell);
  }

  addToStatus(emit: (event: StatusEvent) => void): () => void {
    let seq = 0;
    const tell = (status: DispatchStatus) => emit({ type: 'changed', seq: ++seq, status });
    this.#ofStatus.add(tell);
    emit({ type: 'snapshot', seq, status: this.#parts.readStatus() });
    return () => void this.#ofStatus.delete(tell);
  }

  changed(id: DeliveryId): void {
    if (this.#byDelivery.size > 0) for (const tell of this.#byDelivery.get(id) ?? []) tell('changed');
    if (this.#ofLog.size > 0) {
      if (this.#changed.size < mostTogether) this.#changed.add(id);
      else this.#isMore ||= !this.#changed.has(id);
    }
    this.statusChanged();
  }

  /** Of many at once, only those that somebody looks at are looked up. */
  rowsChanged(seqs: readonly number[]): void {
    for (const id of this.#watchedAmong(seqs)) for (const tell of this.#byDelivery.get(id) ?? []) tell('changed');
    if (this.#ofLog.size > 0) {
      const room = mostTogether - this.#changed.size;
      for (const { id } of this.#listIds(seqs.slice(0, room))) this.#changed.add(id);
      this.#isMore ||= seqs.length > room;
    }
    this.statusChanged();
  }

  statusChanged(): void {
    this.#isStatusOld = true;
    if (this.#ofLog.size > 0 || this.#ofStatus.size > 0) this.#tellSoon();
  }

  failed(id: DeliveryId, failure: Failure): void {
    for (const tell of this.#byDelivery.get(id) ?? []) tell(failure);
  }

  close(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #watchedAmong(seqs: readonly number[]): string[] {
    if (this.#byDelivery.size === 0) return [];
    const sql = 'SELECT id, seq FROM deliveries WHERE id IN (SELECT value FROM json_each(?))';
    const watched = JSON.stringify([...this.#byDelivery.keys()]);
    const changed = new Set(seqs);
    const rows = this.#parts.database.all<{ id: string; seq: number }>(sql, watched);
    return rows.flatMap(({ id, seq }) => (changed.has(seq) ? [id] : []));
  }

  #listIds(seqs: readonly number[]): { id: string }[] {
    const sql = 'SELECT id FROM deliveries WHERE seq IN (SELECT value FROM json_each(?))';
    return seqs.length === 0 ? [] : this.#parts.database.all<{ id: string }>(sql, JSON.stringify(seqs));
  }

  #tellSoon(): void {
    this.#callOff ??= this.#parts.after(togetherMs, () => {
      this.#callOff = null;
      this.#tellLog();
      if (!this.#isStatusOld || this.#ofStatus.size === 0) return;
      this.#isStatusOld = false;
      const status = this.#parts.readStatus();
      for (const tell of this.#ofStatus) tell(status);
    });
  }

  #tellLog(): void {
    if (this.#changed.size === 0) return;
    const { database, waitOf } = this.#parts;
    const now = { nowMs: this.#parts.now(), waitOf };
    const rows = [...this.#changed].map((id) => findListed(database, id));
    const deliveries = rows.flatMap((row) => (row === undefined ? [] : [readDelivery(row, now)]));
    const isMore = this.#isMore;
    this.#changed.clear();
    this.#isMore = false;
    for (const tell of this.#ofLog) tell(deliveries, isMore);
  }
}
