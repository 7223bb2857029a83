// The work of a replay of many: each item is a delivery that is sent again, and what is noted down with it is the delivery that is pending
// then, in the transaction that makes it so. So a process that dies never leaves it unclear whether an item was sent.
import type { AttemptResult, Outcome } from '../../../shared/dispatch/delivery.ts';
import type { Job } from '../../../shared/jobs/job.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { BegunItem, ItemEnd, JobWork } from '../jobs/jobs.ts';
import type { DispatchCore } from './dispatch-core.ts';
import type { DispatchPorts } from './dispatch-ports.ts';
import type { ReplayOptions } from './replay-forecast.ts';

const mostUnderWay = 64;
/** What waits may be cancelled or leave the log, of which nobody tells. */
const lookAgainMs = 5_000;
/** What would befall the next items too. */
const stoppers = /^(VAULT_|STORAGE_|INTAKE_PAUSED|SANDBOX_NEEDS_RECEIVER|RECEIVER_NOT_RUNNING)/;
const skipped = ['DELIVERY_PENDING', 'DELIVERY_UNKNOWN'];

interface EndRow {
  outcome: Outcome;
  result: AttemptResult | null;
  status: number | null;
  error_message: string | null;
}

export class ReplayJob implements JobWork {
  readonly concurrency = mostUnderWay;
  readonly #core: Pick<DispatchCore, 'replay' | 'onEnded'>;
  readonly #ports: Pick<DispatchPorts, 'database' | 'clock'>;
  /** By delivery: two jobs may wait for the same one. */
  readonly #waiting = new Map<string, ((end: ItemEnd) => void)[]>();
  readonly #endListening: () => void;
  #callOff: (() => void) | null = null;

  constructor(core: Pick<DispatchCore, 'replay' | 'onEnded'>, ports: Pick<DispatchPorts, 'database' | 'clock'>) {
    this.#core = core;
    this.#ports = ports;
    this.#endListening = core.onEnded(({ id }) => this.#look(id, true));
  }

  close(): void {
    this.#endListening();
    this.#callOff?.();
  }

  readPace({ ratePerSecond, stopAfter }: Job['options']) {
    return { ratePerSecond: Number(ratePerSecond), stopAfter: Number(stopAfter) };
  }

  async work(item: BegunItem): Promise<ItemEnd> {
    if (item.resumed !== undefined) return this.#await(item.resumed.outcome ?? item.subject);
    try {
      const { id } = await this.#core.replay({
        ...readOptions(item.job.options),
        deliveryId: item.subject,
        alongside: (delivery) => [item.spellBegun(delivery)],
      });
      return await this.#await(id);
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause;
      const { code, message } = cause.error;
      if (stoppers.test(code)) return { state: 'stopped', reason: message };
      return { state: skipped.includes(code) ? 'skipped' : 'failed', reason: message };
    }
  }

  #await(id: string): Promise<ItemEnd> {
    return new Promise((resolve) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]);
      this.#look(id, false);
      this.#callOff ??= this.#ports.clock.after(lookAgainMs, () => this.#lookAtAll());
    });
  }

  #lookAtAll(): void {
    this.#callOff = null;
    for (const id of [...this.#waiting.keys()]) this.#look(id, false);
    if (this.#waiting.size > 0) this.#callOff = this.#ports.clock.after(lookAgainMs, () => this.#lookAtAll());
  }

  /** `hasEnded`: an attempt has, so that what is pending now is to be tried again by itself. */
  #look(id: string, hasEnded: boolean): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    const sql = 'SELECT outcome, result, status, error_message FROM deliveries WHERE id = ?';
    const row = this.#ports.database.get<EndRow>(sql, id);
    if (row?.outcome === 'pending' && !hasEnded) return;
    this.#waiting.delete(id);
    const end = describeEnd(id, row);
    for (const resolve of waiting) resolve(end);
  }
}

function describeEnd(id: string, row: EndRow | undefined): ItemEnd {
  if (row === undefined) return { state: 'skipped', outcome: id, reason: 'It has left the log.' };
  if (row.outcome === 'cancelled') return { state: 'skipped', outcome: id, reason: 'It was cancelled.' };
  if (row.result === 'delivered') return { state: 'succeeded', outcome: id };
  const what = row.error_message ?? `The endpoint answered ${row.status}.`;
  return {
    state: 'failed',
    outcome: id,
    reason: row.outcome === 'pending' ? `${what} It is tried again later.` : what,
  };
}

/** As `writeOptions` wrote them. */
function readOptions(options: Job['options']): ReplayOptions {
  const { mode, to, withAuth, deadlineMs, allowTargets } = options;
  return {
    mode: mode === 'rebuilt' ? 'rebuilt' : 'exact',
    to: (to ?? undefined) as ReplayOptions['to'],
    withAuth: withAuth === true,
    deadlineMs: typeof deadlineMs === 'number' ? deadlineMs : undefined,
    allowTargets: allowTargets as readonly string[] as string[],
  };
}

export function writeOptions(
  { mode, to, withAuth, deadlineMs, allowTargets }: ReplayOptions,
  pace: { ratePerSecond: number; stopAfter: number },
): Job['options'] {
  return { mode, to: to ?? null, withAuth, deadlineMs: deadlineMs ?? null, allowTargets: [...allowTargets], ...pace };
}
