// Ctrl+C: the first one ends what a command waits for, so that it closes the engine properly; the second one leaves at once.
import { cliErrors } from './cli-errors.ts';

export class Interrupt {
  readonly #controller = new AbortController();
  /** Nobody reads the answer any more (`| head`): the command ends without a word. */
  isOutputGone = false;
  /** For the person who interrupts: what became of the work. Commands keep it true as they go on. */
  left = 'Nothing was done.';
  /** What the first stop signal writes at once; null: the command says it in its own way. */
  farewell: string | null = 'Stopping. What is being sent is let end; once more leaves at once.';

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Answers whether it was the first. */
  stop(): boolean {
    const isFirst = !this.signal.aborted;
    this.#controller.abort();
    return isFirst;
  }

  /** The work's own end, or Failure INTERRUPTED if that comes first. */
  async race<T>(work: Promise<T>): Promise<T> {
    const { promise: interrupted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(cliErrors.fail('INTERRUPTED', { left: this.left }));
    if (this.signal.aborted) onAbort();
    this.signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([work, interrupted]);
    } finally {
      this.signal.removeEventListener('abort', onAbort);
    }
  }
}
