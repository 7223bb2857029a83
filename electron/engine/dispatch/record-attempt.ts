// The journal of sending: an attempt is written down before it begins and when it has ended, each in one transaction.
// A crash in between leaves a delivery pending with one attempt more begun than ended.
import { attemptErrors } from '../../../shared/dispatch/attempt-errors.ts';
import { decideOutcome } from '../../../shared/dispatch/decide-outcome.ts';
import type { Attempt, AttemptError } from '../../../shared/dispatch/delivery.ts';
import type { AppError } from '../../../shared/kernel/app-error.ts';
import { type DeliveryRow, hasAttempt, insertAttempt } from './delivery-rows.ts';
import type { DispatchPorts } from './dispatch-ports.ts';

type Means = Pick<DispatchPorts, 'database' | 'journal' | 'clock'>;

export interface BegunAttempt {
  readonly number: number;
  readonly kind: Attempt['kind'];
  readonly startedAt: string;
}

export function beginAttempt(row: DeliveryRow, { database, journal, clock }: Means): BegunAttempt {
  const startedMs = clock.now();
  const number = row.started_count + 1;
  database.transaction(() => {
    closeInterrupted(row, { database, journal, clock });
    database.run("UPDATE deliveries SET started_count = ?, next_kind = 'retry' WHERE seq = ?", number, row.seq);
    journal.append({ act: 'attempt-started', subject: row.id, detail: { number } });
  });
  return { number, kind: row.next_kind, startedAt: new Date(startedMs).toISOString() };
}

export function endAttempt(row: DeliveryRow, attempt: Attempt, { database, journal }: Means): void {
  const { number, result, status, error, durationMs } = attempt;
  const outcome = decideOutcome(result);
  database.transaction(() => {
    insertAttempt(database, row.seq, attempt);
    database.run(
      `UPDATE deliveries SET outcome = ?, result = ?, status = ?, error_code = ?, error_message = ?, duration_ms = ?
       WHERE seq = ?`,
      outcome,
      result,
      status,
      error?.code ?? null,
      error?.message ?? null,
      durationMs,
      row.seq,
    );
    journal.append({ act: 'attempt-ended', subject: row.id, detail: { number, result, status } });
    journal.append({ act: 'delivery-ended', subject: row.id, detail: { outcome } });
  });
}

/** A delivery that cannot be sent any more: dead without an attempt. */
export function endUnsent(row: DeliveryRow, error: AppError, means: Means): void {
  const { database, journal } = means;
  database.transaction(() => {
    closeInterrupted(row, means);
    database.run(
      "UPDATE deliveries SET outcome = 'dead', error_code = ?, error_message = ? WHERE seq = ?",
      error.code,
      error.message,
      row.seq,
    );
    journal.append({ act: 'delivery-ended', subject: row.id, detail: { outcome: 'dead', error: error.code } });
  });
}

/** A delivery that nobody wants any more: its integration was deleted before it was sent. */
export function endCancelled(row: Pick<DeliveryRow, 'seq' | 'id'>, { database, journal }: Omit<Means, 'clock'>): void {
  database.transaction(() => {
    database.run("UPDATE deliveries SET outcome = 'cancelled' WHERE seq = ?", row.seq);
    journal.append({ act: 'delivery-ended', subject: row.id, detail: { outcome: 'cancelled' } });
  });
}

/** Gives the attempt that a crash cut short its row: it may have arrived. */
function closeInterrupted(row: DeliveryRow, { database, clock }: Means): void {
  const number = row.started_count;
  if (number === 0 || hasAttempt(database, row.seq, number)) return;
  const error: AttemptError = attemptErrors.create('ATTEMPT_INTERRUPTED');
  insertAttempt(database, row.seq, {
    number,
    kind: number === 1 ? 'first' : 'retry',
    startedAt: new Date(clock.now()).toISOString(),
    result: 'protocol-error',
    status: null,
    durationMs: 0,
    error,
    timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    sentHeaders: [],
    response: null,
  });
}
