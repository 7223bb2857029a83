// Who looks at which delivery, and what they are told.
import { commonErrors } from '../../../shared/contract/common-errors.ts';
import type { StreamEvent } from '../../../shared/contract/connect.ts';
import type { Delivery, DeliveryDetail } from '../../../shared/dispatch/delivery.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { DeliveryId } from '../../../shared/kernel/ids.ts';
import type { Database } from '../database/database.ts';
import { findDelivery, readDelivery, readDetail } from './delivery-rows.ts';

type WatchEvent = { readonly type: 'snapshot' | 'changed'; readonly seq: number; readonly delivery: DeliveryDetail };
type LogEvent = { readonly type: 'snapshot' | 'changed'; readonly seq: number; readonly delivery: Delivery | null };
type Emit = (event: StreamEvent<WatchEvent>) => void;

export class DeliveryWatchers {
  readonly #database: Database;
  readonly #ofLog = new Set<(id: string) => void>();
  readonly #byDelivery = new Map<string, Set<(event: 'changed' | Failure) => void>>();

  constructor(database: Database) {
    this.#database = database;
  }

  add(id: string, emitDeclared: (event: WatchEvent) => void): () => void {
    // Every stream may end with `failed`, which its contract does not list.
    const emit = emitDeclared as Emit;
    let seq = 0;
    const tell = (event: 'changed' | Failure) => {
      if (event instanceof Failure) {
        const common = commonErrors.schema.safeParse(event.error);
        if (common.success) emit({ type: 'failed', error: common.data });
        return;
      }
      const row = findDelivery(this.#database, id);
      if (row !== undefined) emit({ type: event, seq: ++seq, delivery: readDetail(this.#database, row) });
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
    const tell = (id: string) => {
      const row = findDelivery(this.#database, id);
      if (row !== undefined) emit({ type: 'changed', seq: ++seq, delivery: readDelivery(row) });
    };
    this.#ofLog.add(tell);
    emit({ type: 'snapshot', seq, delivery: null });
    return () => void this.#ofLog.delete(tell);
  }

  changed(id: DeliveryId): void {
    for (const tell of this.#ofLog) tell(id);
    for (const tell of this.#byDelivery.get(id) ?? []) tell('changed');
  }

  failed(id: DeliveryId, failure: Failure): void {
    for (const tell of this.#byDelivery.get(id) ?? []) tell(failure);
  }
}
