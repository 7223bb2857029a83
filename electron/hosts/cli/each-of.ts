// Does the same to several things by id, one after the other, and says which of them failed.
import { type AppError, Failure } from '../../../shared/kernel/app-error.ts';
import type { CommandContext } from './command-context.ts';
import { describeError } from './describe-error.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

interface Failed {
  readonly id: string;
  readonly error: AppError;
}

/** Several: `{ "items", "failed" }` and exit code 1 when any failed. One: its own failure is the command's. Throws Failure. */
export async function doEach<T>(
  context: CommandContext,
  ids: readonly string[],
  { act, tell }: { act(id: string): Promise<T>; tell(done: T): string },
): Promise<ExitCode> {
  const items: T[] = [];
  const failed: Failed[] = [];
  for (const id of ids) {
    context.interrupt.left = `Done before that: ${items.length} of ${ids.length}. The rest was not touched.`;
    try {
      items.push(await act(id));
    } catch (cause) {
      if (!(cause instanceof Failure) || ids.length === 1 || cause.error.code === 'INTERRUPTED') throw cause;
      failed.push({ id, error: cause.error });
    }
  }
  context.output.answer({ items, failed }, () => items.map(tell));
  if (!context.output.isJson) context.output.warn(failed.flatMap(({ error }) => describeError(error)));
  return failed.length > 0 ? exitCodes.no : exitCodes.done;
}
