// When the disk refuses: nothing is accepted or sent any more, what came of attempts is written into the space of the ballast, and all
// goes on by itself once the disk has room for the ballast again.
//
// running → paused (a batch was refused, or the ballast does not fit) → running (it fits again and nothing is left to be written).

import { dispatchErrors } from '../../../shared/dispatch/errors.ts';
import { Failure } from '../../../shared/kernel/app-error.ts';
import type { Ballast } from '../database/ballast.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import type { Log } from '../ports.ts';

export interface StoragePauseParts {
  readonly ballast: Ballast;
  readonly log: Log;
  group(): Pick<GroupCommit, 'retry' | 'hasUnwritten'>;
  after(delayMs: number, act: () => void): () => void;
  /** It paused, or goes on. */
  onChanged(isPaused: boolean): void;
}

const lookAgainMs = 3_000;

export class StoragePause {
  readonly #parts: StoragePauseParts;
  #because: Failure | null = null;
  #callOff: (() => void) | null = null;
  #isClosed = false;
  #holdsBallast = false;

  constructor(parts: StoragePauseParts) {
    this.#parts = parts;
  }

  /** Why nothing is sent: a sentence; null: it is. */
  get because(): string | null {
    if (this.#because === null) return null;
    const { code } = this.#because.error;
    return code === 'STORAGE_READ_ONLY'
      ? 'The data folder cannot be written, so nothing is accepted or sent. It goes on by itself when it can be.'
      : 'The disk is full, so nothing is accepted or sent. It goes on by itself when there is space.';
  }

  /** What an intake is refused with. */
  get refusal(): Failure | null {
    return this.#because;
  }

  /** Before the first attempt. Without room for the ballast, sending waits for it. */
  start(): void {
    const failure = this.#holdBallast();
    if (failure !== null) this.#pause(failure);
  }

  /** A batch was refused. */
  refused(failure: Failure): void {
    this.#pause(failure);
    if (!this.#holdsBallast || !this.#parts.group().hasUnwritten) return;
    // What it was kept for.
    this.#holdsBallast = false;
    this.#parts.ballast.release();
    queueMicrotask(() => this.#parts.group().retry());
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff?.();
  }

  #pause(failure: Failure): void {
    const isNew = this.#because === null;
    this.#because = failure;
    if (isNew) {
      this.#parts.log('error', this.because ?? '', { code: failure.error.code });
      this.#parts.onChanged(true);
    }
    if (this.#isClosed) return;
    this.#callOff ??= this.#parts.after(lookAgainMs, () => {
      this.#callOff = null;
      this.#lookAgain();
    });
  }

  #lookAgain(): void {
    const failure = this.#holdBallast();
    if (failure !== null) {
      // There may be room for a few rows all the same.
      if (this.#parts.group().hasUnwritten) this.#parts.group().retry();
      this.#pause(failure);
      return;
    }
    this.#because = null;
    this.#parts.group().retry();
    this.#parts.log('info', 'The disk can be written again: accepting and sending go on.');
    this.#parts.onChanged(false);
  }

  #holdBallast(): Failure | null {
    try {
      this.#parts.ballast.hold();
      this.#holdsBallast = true;
      return null;
    } catch (cause) {
      this.#holdsBallast = false;
      return cause instanceof Failure ? cause : dispatchErrors.fail('INTAKE_PAUSED');
    }
  }
}
