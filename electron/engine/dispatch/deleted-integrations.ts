// What is on its way when its integration is deleted: to the disk, or to its endpoint. It is cancelled as soon as it can be.
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { Log } from '../ports.ts';
import type { EndedDelivery } from './attempts.ts';
import type { QueuedDelivery } from './queue-port.ts';

export interface DeletedIntegrationsParts {
  readonly log: Log;
  isThere(integrationId: string): boolean;
  /** Those of these that wait. Throws Failure: STORAGE_…. */
  cancel(seqs: readonly number[]): void;
}

export class DeletedIntegrations {
  readonly #parts: DeletedIntegrationsParts;
  /** Of which something may be on its way to the disk. */
  readonly #ids = new Set<string>();
  /** Under way when their integration was deleted, with its id. */
  readonly #underWay = new Map<number, string>();

  constructor(parts: DeletedIntegrationsParts) {
    this.#parts = parts;
  }

  /** `written` resolves when all that was on its way to the disk is there. */
  add(integrationId: string, { underWay, written }: { underWay: readonly number[]; written: Promise<void> }): void {
    this.#ids.add(integrationId);
    void written.then(() => this.#ids.delete(integrationId));
    for (const seq of underWay) this.#underWay.set(seq, integrationId);
  }

  /** Of what is on the disk by now, what may be sent. */
  keepWanted(accepted: readonly QueuedDelivery[]): readonly QueuedDelivery[] {
    if (this.#ids.size === 0) return accepted;
    const isWanted = ({ integrationId }: QueuedDelivery) => integrationId === null || !this.#ids.has(integrationId);
    const unwanted = accepted.filter((delivery) => !isWanted(delivery));
    if (unwanted.length > 0) this.#cancel(unwanted.map(({ seq }) => seq));
    return accepted.filter(isWanted);
  }

  /** An attempt ended; another one may follow. */
  ended({ seq, outcome }: EndedDelivery): void {
    const integrationId = this.#underWay.get(seq);
    if (integrationId === undefined) return;
    this.#underWay.delete(seq);
    // The transaction that deleted it may have failed.
    if (outcome === 'pending' && !this.#parts.isThere(integrationId)) this.#cancel([seq]);
  }

  #cancel(seqs: readonly number[]): void {
    try {
      this.#parts.cancel(seqs);
    } catch (cause) {
      const message = 'Deliveries to an integration that was deleted could not be cancelled; they wait.';
      const why = cause instanceof Failure ? { code: cause.error.code } : { cause: String(cause) };
      this.#parts.log('error', message, why);
    }
  }
}
